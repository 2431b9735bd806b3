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
  const rowsOf = (table) => [...(table.tBodies[0]?.rows ?? [])]; // in the order on screen

  // A long report has tens of thousands of rows: until a table is sorted, filtered or narrow, no row of it is touched.
  function sortable(table, heads, told) {
    const body = table.tBodies[0];
    let first; // the first order
    heads.forEach((head, column) => {
      if (!head || head.classList.contains("evidence")) return;
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        first ??= rowsOf(table);
        const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort") ?? ""] ?? "ascending";
        table.tHead.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
        const keyed = first.map((row) => [value(row.cells[column]), row]);
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
    });
  }

  function filterable(table, length, name) {
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const status = make("span", { role: "status", "aria-live": "polite" });
    const label = make("label", {}, "Filter ", make("span", { class: "unseen" }, name + " "), input);
    table.closest(".scroll").before(make("div", { class: "tools" }, label, status));
    const count = (n) => (n === length ? `${shown(n)} rows` : `${shown(n)} of ${shown(length)} rows`);
    let rows, left = length, waiting;
    const apply = () => {
      rows ??= rowsOf(table).map((row) => {
        const cells = [...row.cells].filter((cell) => !cell.classList.contains("evidence"));
        return [row, cells.map((cell) => cell.textContent).join(" ").toLowerCase()];
      });
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      left = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        left += !row.hidden;
      }
      status.textContent = count(left);
    };
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, 120);
    });
    table.addEventListener("show-all", () => {
      input.value = "";
      apply();
    });
    status.textContent = count(length);
    return (text) => (status.textContent = `${count(left)}, ${text}`);
  }

  // On a narrow screen a row is a card, whose cells say their heading.
  const narrow = matchMedia("(max-width: 40rem)");
  function cards(table, heads) {
    const labels = heads.map((head) => head?.textContent.trim() ?? "");
    const label = () => {
      if (!narrow.matches || table.classList.contains("cards")) return;
      for (const row of rowsOf(table)) [...row.cells].forEach((cell, i) => i && (cell.dataset.label = labels[i]));
      table.classList.add("cards");
    };
    narrow.addEventListener("change", label);
    label();
  }

  function enhance(table, number) {
    const [row] = table.tBodies[0]?.rows ?? [];
    const lines = [...(table.tHead?.rows ?? [])];
    const plain = (line) => line.cells.length === row.cells.length && [...line.cells].every((c) => c.colSpan === 1);
    if (!row || !lines.length || !lines.every(plain) || table.querySelector("[rowspan], td[colspan]")) return;
    const heads = [...row.cells].map((_, i) => lines.map((line) => line.cells[i]).findLast((c) => c.textContent.trim()));
    cards(table, heads);
    const { length } = table.tBodies[0].rows;
    if (length < 2) return;
    sortable(table, heads, filterable(table, length, table.caption?.textContent ?? `table ${number + 1}`));
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
  // A box in view that is wider than its place shows that there is more to the right.
  const wider = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) target.classList.toggle("over", target.scrollWidth > target.clientWidth + 1);
    }
  });
  document.querySelectorAll(".scroll").forEach((box) => wider.observe(box));
  document.querySelectorAll(".scroll, figure").forEach((box) => {
    // what scrolls can be reached by keyboard: by what is in it, or itself
    if (box.querySelector("a, button, summary") || box.scrollWidth <= box.clientWidth) return;
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.querySelector("caption")?.textContent || box.querySelector("img")?.alt || "table");
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => document.querySelectorAll("details:has(table)").forEach((fold) => (fold.open = true)));
  if (location.hash) reveal();
})();
