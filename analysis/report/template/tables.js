// Sorting and filtering of the report's tables. Without it every table is there and whole.
"use strict";
(() => {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const shown = (n) => n.toLocaleString("en");

  // What a cell sorts by: its exact value where it has one, else a number where its text is one, else its text.
  const value = (cell) => {
    const text = (cell?.dataset.value ?? cell?.textContent ?? "").trim();
    const plain = text.replace(/[,%]/g, "").replace("\u2212", "-");
    return { text, number: /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN };
  };

  const compare = (a, b, numeric) => (numeric ? a.number - b.number : collator.compare(a.text, b.text));

  function sortable(table, rows, told) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows];
    const width = rows[0].cells.length;
    const plain = (row) => row.cells.length === width && [...row.cells].every((c) => c.colSpan === 1 && c.rowSpan === 1);
    if (!heads.every(plain) || !rows.every(plain)) return;
    for (let column = 0; column < width; column++) {
      const head = heads.map((row) => row.cells[column]).findLast((cell) => cell.textContent.trim());
      if (!head || head.classList.contains("evidence")) continue;
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort") ?? ""] ?? "ascending";
        table.tHead.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
        const keyed = rows.map((row) => [value(row.cells[column]), row]);
        const filled = keyed.filter(([key]) => key.text);
        const numeric = filled.every(([key]) => !Number.isNaN(key.number));
        if (next) {
          head.setAttribute("aria-sort", next);
          const sign = next === "ascending" ? 1 : -1;
          filled.sort(([a], [b]) => sign * compare(a, b, numeric));
        }
        const order = next ? [...filled, ...keyed.filter(([key]) => !key.text)] : keyed; // what is missing comes last
        body.append(...order.map(([, row]) => row));
        told(next ? `sorted by ${button.textContent.trim()}, ${next}` : "in the first order");
      });
    }
  }

  function filterable(table, rows, name) {
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const status = make("span", { role: "status", "aria-live": "polite" });
    const label = make("label", {}, "Filter ", make("span", { class: "unseen" }, name + " "), input);
    table.closest(".scroll").before(make("div", { class: "tools" }, label, status));
    let texts, waiting;
    const count = (n) => (n === rows.length ? `${shown(n)} rows` : `${shown(n)} of ${shown(rows.length)} rows`);
    const apply = () => {
      texts ??= rows.map((row) =>
        [...row.cells].filter((c) => !c.classList.contains("evidence")).map((c) => c.textContent).join(" ").toLowerCase());
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let n = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every((word) => texts[i].includes(word));
        n += !row.hidden;
      });
      status.textContent = count(n);
    };
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, 120);
    });
    table.addEventListener("show-all", () => {
      input.value = "";
      apply();
    });
    status.textContent = count(rows.length);
    return (text) => (status.textContent = `${count(rows.filter((row) => !row.hidden).length)}, ${text}`);
  }

  function enhance(table, number) {
    const scroll = make("div", { class: "scroll" });
    table.before(scroll);
    scroll.append(table);
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    if (!table.tHead || rows.length < 2) return;
    const heads = [...table.tHead.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
    const labels = heads[0].map((text, i) => heads.map((row) => row[i]).findLast(Boolean) ?? "");
    if (heads.every((row) => row.length === rows[0].cells.length)) {
      rows.forEach((row) => [...row.cells].forEach((cell, i) => i && (cell.dataset.label = labels[i])));
      table.classList.add("cards");
    }
    const told = filterable(table, rows, table.caption?.textContent ?? `table ${number + 1}`);
    sortable(table, rows, told);
  }

  // A link may lead to what a filter hides or what is folded.
  function reveal() {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {}
    if (!target) return;
    if (target.closest("tr")?.hidden) target.closest("table").dispatchEvent(new Event("show-all"));
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  }

  document.querySelectorAll("main .result table").forEach(enhance);
  document.querySelectorAll(".scroll, figure").forEach((box) => {
    // what scrolls can be reached by keyboard: by what is in it, or itself
    if (box.scrollWidth <= box.clientWidth || box.querySelector("a, button, summary")) return;
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.querySelector("caption")?.textContent || box.querySelector("img")?.alt || "table");
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  if (location.hash) reveal();
})();
