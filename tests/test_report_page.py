"""The report in Chromium, as a file and without a network: found, sorted, filtered, read, printed; and hostile text."""

import re
from contextlib import contextmanager

import nbformat
import planted
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from planted import plain

from analysis.report import evidence, html, links, whole
from analysis.tables import show, summaries

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser, file, **context):
    """A page with the file open and no network; at the end nothing may have been asked for, said or complained."""
    context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 900}, **context})
    page, wrong = context.new_page(), []
    page.set_default_timeout(120_000)  # a busy machine may be slow
    page.on("console", lambda m: wrong.append(f"console: {m.text}"))
    page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
    page.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
    page.on("request", lambda r: None if r.url.split("#")[0] == file.as_uri() else wrong.append(f"request: {r.url}"))
    page.goto(file.as_uri())
    yield page
    context.close()
    # the pictures in the page are asked for too, but from nowhere
    assert [w for w in wrong if not w.startswith("request: data:image/")] == []


# --- the report of the shipped sets ---


@pytest.fixture(scope="module")
def report(fresh_run):
    return fresh_run.folder / "report.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_no_barrier_that_wcag_knows(browser, report, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with opened(browser, report, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
        found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
        told = [
            f"{v['id']}: {len(v['nodes'])} times, as in {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary']}"
            for v in found.response["violations"]
        ]
        assert told == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width  # only tables and charts scroll, in place
        assert page.locator("img:not([alt]), img[alt='']").count() == 0


@pytest.mark.parametrize("width", [1280, 400])
def test_every_table_fits_the_page(browser, report, width):
    with opened(browser, report, viewport={"width": width, "height": 900}) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
        wider = """() => [...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth + 1)
                         .map(box => box.innerText.slice(0, 80))"""
        assert page.evaluate(wider) == []


def test_what_scrolls_sideways_says_so(browser, report):
    hint = "e => getComputedStyle(e, '::before').content"
    with opened(browser, report, viewport={"width": 400, "height": 900}) as page:
        chart = page.locator("figure.chart").first
        assert chart.evaluate("e => e.scrollWidth > e.clientWidth") and "scroll sideways" in chart.evaluate(hint)
    with opened(browser, report, viewport={"width": 400, "height": 900}, java_script_enabled=False) as page:
        assert "scroll sideways" in page.locator(".scroll").first.evaluate(hint)
    with opened(browser, report, viewport={"width": 700, "height": 900}) as page:
        assert page.locator("figure.chart").first.evaluate(hint) == "none"
        for box in page.locator("#chapter-4_positions > .result > .scroll").all():
            box.scroll_into_view_if_needed()
            page.wait_for_timeout(100)
            wide = box.evaluate("e => e.scrollWidth > e.clientWidth + 1")
            assert wide == box.evaluate("e => e.classList.contains('over')")
        assert page.locator(".over").count() > 0


def test_a_date_stays_on_one_line(browser, report):
    with opened(browser, report, viewport={"width": 400, "height": 900}) as page:
        broken = """() => [...document.querySelectorAll('.chapter time')].filter(e => e.getClientRects().length > 1)
                          .map(e => e.parentElement.innerText)"""
        assert page.locator(".chapter li time").count() > 0 and page.evaluate(broken) == []


def test_on_a_phone_only_what_sorts_stands_above_the_cards(browser, report):
    with opened(browser, report, viewport={"width": 400, "height": 900}) as page:
        assert page.locator(".cards thead th:visible").count() > 0
        assert page.locator(".cards thead th:visible").filter(has_not=page.locator("button")).count() == 0


def test_its_size_is_that_of_a_mail(report):
    assert report.stat().st_size < 5_000_000


def test_a_column_sorts_by_value_and_says_so(browser, report):
    with opened(browser, report) as page:
        table = page.locator("#chapter-3_quotes table.onrecord").first
        head = table.locator("thead th").filter(has_text="confidence")

        def column():
            return [float(t) for t in table.locator("tbody td.number").all_inner_texts()]

        first = column()
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "ascending" and column() == sorted(first) != first
        head.get_by_role("button").press("Enter")
        assert head.get_attribute("aria-sort") == "descending" and column() == sorted(first, reverse=True)
        assert "sorted by confidence, descending" in page.locator("#chapter-3_quotes [role=status]").first.inner_text()
        head.get_by_role("button").press("Space")
        assert head.get_attribute("aria-sort") is None and column() == first


def test_a_filter_keeps_the_rows_that_have_its_words(browser, report):
    with opened(browser, report) as page:
        part = page.locator("#chapter-3_quotes")
        every = part.locator("table").first.locator("tbody tr:visible").count()
        page.keyboard.press("Tab")
        box = part.get_by_role("searchbox").first
        assert box.evaluate("e => e.labels[0].innerText").startswith("Filter")
        box.focus()
        page.keyboard.type("BIDEN says")
        status = part.locator("[role=status]").first
        page.wait_for_function("e => e.innerText.includes(' of ')", arg=status.element_handle())
        rows = part.locator("table").first.locator("tbody tr:visible").all_inner_texts()
        assert 0 < len(rows) < every and status.inner_text() == f"{len(rows)} of {every} rows"
        assert all("biden" in r.lower() and "says" in r.lower() for r in rows)


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_from_a_row_to_its_sentence_and_back(browser, report, by):
    with opened(browser, report) as page:
        row = page.locator("#chapter-3_quotes table.onrecord").first.locator("tbody tr").nth(2)
        words = row.locator("td").nth(1).inner_text()
        link = row.locator("td.evidence a")
        link.click() if by == "mouse" else link.press("Enter")
        target = page.locator(":target")
        assert " ".join(words.split(" ... ")[0].split()) in " ".join(target.inner_text().split())
        assert target.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        source = page.locator("article:has(:target) > .source")
        assert re.search(r"On Record .* · \d{4}-\d{2}-\d{2}", source.inner_text())
        top, under = (e.bounding_box() for e in (target, source))
        assert under["y"] + under["height"] <= top["y"] + 1 and 0 <= under["y"] < top["y"] < 900  # both are in view
        if by == "keyboard":
            page.keyboard.press("Tab")  # from where the link led to, the next thing is the way back
            assert page.evaluate("document.activeElement.closest('.who') !== null")
            page.keyboard.press("Enter")
        else:
            page.locator("article .who:visible").filter(has=page.locator(".more:visible")).locator("a").first.click()
        assert page.locator(":target").evaluate("e => e.closest('.chapter').id.startsWith('chapter-')")
        page.go_back()
        assert page.locator("mark:target").count() == 1


def test_every_row_of_every_table_and_every_mark_of_the_matrices_leads_somewhere(browser, report):
    with opened(browser, report) as page:
        dead = page.evaluate(
            """() => [...document.querySelectorAll('a[href^="#"]')].map(a => decodeURIComponent(a.hash.slice(1)))
                     .filter(id => !document.getElementById(id))"""
        )
        assert dead == []
        bare = page.evaluate(
            """() => [...document.querySelectorAll('main table')].flatMap(t => [...t.tBodies[0].rows])
                     .filter(r => !r.querySelector('.evidence a')).map(r => r.innerText)"""
        )
        assert bare == []
        for chart in ("actor_by_issue", "actor_towards_actor"):
            rows = page.locator(f"#figure-{chart} + details tbody tr")
            counts = rows.locator("td.number").all_text_contents()
            assert rows.count() and all(
                rows.nth(i).locator(".evidence a").count() >= min(int(n), 1) for i, n in enumerate(counts)
            )
        assert page.locator("figure.chart").count() == page.locator("figure.chart + details table").count()


def test_a_way_back_opens_what_is_folded_and_shows_what_is_filtered(browser, report):
    with opened(browser, report) as page:
        fold = page.locator("#figure-actor_by_issue + details")
        anchor = fold.locator("td.evidence a").first.get_attribute("id")
        page.evaluate("hash => (location.hash = hash)", anchor)
        page.wait_for_function("e => e.open", arg=fold.element_handle())
        box = fold.locator("xpath=..").get_by_role("searchbox").first
        box.fill("no row has these words")
        page.wait_for_function("id => document.getElementById(id).closest('tr').hidden", arg=anchor)
        page.evaluate("() => (location.hash = 'report')")
        page.evaluate("hash => (location.hash = hash)", anchor)
        page.wait_for_function("id => !document.getElementById(id).closest('tr').hidden", arg=anchor)


def test_without_javascript_everything_is_there(browser, report):
    read = """() => [...document.querySelectorAll('main p, main td, main th, main li, h2, h3, summary, caption')]
                     .map(e => e.textContent.trim())"""
    with opened(browser, report) as page:
        told = page.evaluate(read)
    with opened(browser, report, java_script_enabled=False) as page:
        assert page.locator("button, input").count() == 0
        # (Playwright itself may still look into a page that runs no script)
        assert page.evaluate(read) == told and len(told) > 1000
        hidden = """() => [...document.querySelectorAll('main td, main th, main p')].filter(
                             e => !e.closest('details') && e.textContent.trim() && !e.checkVisibility())"""
        assert page.evaluate(f"({hidden})().length") == 0
        fold = page.locator("figure.chart + details").first
        assert not fold.locator("table").is_visible()
        fold.locator("summary").click()
        assert fold.locator("table").is_visible()


def test_paper_has_everything_and_no_controls(browser, report):
    with opened(browser, report) as page:
        page.emulate_media(media="print")
        assert page.locator(".tools:visible").count() == 0
        assert page.locator("details table:visible").count() == page.locator("details table").count() > 0
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        # Chromium leaves a button out of the heading that it repeats on each page, its words stay.
        assert page.locator("thead button").first.evaluate("e => getComputedStyle(e).display") == "contents"
        page.set_viewport_size({"width": 700, "height": 900})  # A4 within its margins is about as wide
        wider = """() => [...document.querySelectorAll('main .scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)
                         .map(e => e.innerText.slice(0, 60))"""
        assert page.evaluate(wider) == []


# --- hostile text ---


def notebook(tables):
    sentences = [summaries.Sentence(str(t), str(t), ()) for t in tables["articles"]["title"]]
    shown = [
        show.table(tables["articles"], caption=str(tables["articles"]["title"].iloc[0])),
        show.table(tables["actors"]),
        show.table(tables["quotes"]),
        show.table(tables["positions"]),
        show.table(summaries.actor_towards_actor(tables["positions"])),
        show.sentences(sentences),
        tables["quotes"][["speaker", "text", "publisher"]],
    ]
    cells = [new_markdown_cell("# The planted")]
    for made in shown:
        data = {"text/html": made._repr_html_(), "text/plain": repr(made)}
        cells.append(new_code_cell("show", outputs=[new_output("execute_result", data=data)]))
    return new_notebook(cells=cells)


def made_page(tables, nb):
    chapter = html.chapter("0_planted", nb)
    chapters, backs = links.connect([chapter, *whole.chapters(tables, links.rows([chapter]))])
    return html.page(
        tables["articles"]["title"].iloc[0],
        tables["articles"]["title"].iloc[-1],
        chapters,
        evidence.actors(tables, backs),
        evidence.articles(tables, backs),
        "1",
        "m",
    )


def check_planted(browser, tmp_path, strings):
    tables = planted.workbook(strings).tables
    nb = notebook(tables)
    file = tmp_path / "report.html"
    # lone surrogates are replaced when a file is read, before there is any table
    file.write_text(made_page(tables, nb).encode("utf-8", "replace").decode(), encoding="utf-8", newline="\n")
    with opened(browser, file) as page:
        page.evaluate("document.querySelectorAll('thead').forEach(head => head.querySelector('button')?.click())")
        page.get_by_role("searchbox").first.fill(strings[0])
        page.mouse.move(300, 300)
        page.wait_for_timeout(300)
        ours = set(
            "html head meta title style body a header p h1 h2 h3 nav ol ul li main section div span table caption "
            "thead tbody tr th td time article mark br footer code script button input label details summary".split()
        )
        names = set(page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"))
        assert names <= ours
        assert page.locator("script").count() == 1 and page.locator("form, [onerror], [onload], [onfocus]").count() == 0
        outside = page.evaluate(
            "[...document.querySelectorAll('[href], [src]')].map(e => e.getAttribute('href') ?? '')"
        )
        assert all(address.startswith("#") for address in outside)
        held = plain(page.evaluate("document.body.textContent"))
        quotes = [plain(t) for t in page.locator("article").evaluate_all("all => all.map(a => a.textContent)")]
    lost = [
        s for s, read in zip(strings, quotes, strict=True) if plain(s) not in read or f"“Wesay{plain(s)}" not in held
    ]
    assert lost == []
    notebook_file = tmp_path / "notebook.html"
    notebook_file.write_text(as_notebook(nb), encoding="utf-8", newline="\n")
    with opened(browser, notebook_file) as page:  # without our template and its policy: escaping alone must do
        page.mouse.move(300, 300)
        page.wait_for_timeout(300)
        assert page.locator("script, iframe, img, svg, form, object, embed, base, link").count() == 0
        held = plain(page.evaluate("document.body.textContent"))
        assert [s for s in strings if plain(s) not in held] == []


def as_notebook(nb):
    """An executed notebook as a page with nbconvert's plainest template, its outputs as they are."""
    from nbconvert import HTMLExporter

    nbformat.validate(nb)
    body, _ = HTMLExporter(template_name="basic").from_notebook_node(nb)
    return f"<!DOCTYPE html><meta charset=utf-8><title>t</title><body>{body}"


def test_our_hostile_strings_are_text(browser, tmp_path):
    check_planted(browser, tmp_path, list(planted.HOSTILE))


def test_the_hostile_strings_of_the_data_folder_are_text(browser, tmp_path, data_folder):
    check_planted(browser, tmp_path, planted.batches(planted.payloads(data_folder), 12))  # one page holds them all
