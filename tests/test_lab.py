"""The notebooks in JupyterLab, driven in Chromium: they run top to bottom; in the explorer a filter changes the
table, a row shows its sentence, and a correction is saved and is there after a re-run."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import planted
import pytest
from planted import plain

from analysis import settings

TOKEN = "for-this-test-only"
PAGE = 15  # rows that the explorer shows at a time
START, CELLS = 180, 300  # seconds: JupyterLab's first page, and all cells of one notebook


@pytest.fixture(scope="module")
def lab(root, chromium, fresh_run, tmp_path_factory):
    """JupyterLab on a copy of the notebooks: (its address, the folder of the copy)."""
    place = tmp_path_factory.mktemp("lab")
    shutil.copytree(
        root / "notebooks", place / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints", "outputs")
    )
    # articles where the notebooks start: what is corrected here is this copy
    shutil.copytree(root / "seeds", place / "notebooks" / "seeds", ignore=shutil.ignore_patterns("private"))
    # an output folder where the notebooks start, so that this test writes nothing into the checkout
    shutil.copytree(fresh_run.outputs / ".store", place / "notebooks" / "outputs" / ".store")
    news = place / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    news.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "JUPYTERLAB_SETTINGS_DIR": str(place / "settings"),
        "JUPYTER_CONFIG_DIR": str(place / "config"),
        "JUPYTERLAB_WORKSPACES_DIR": str(place / "workspaces"),
        "IPYTHONDIR": str(place / "ipython"),
    }
    with (place / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--ServerApp.ip=127.0.0.1",
                f"--port={port}",
                "--ServerApp.port_retries=0",
                f"--ServerApp.root_dir={place}",
                f"--IdentityProvider.token={TOKEN}",
                "--LabApp.expose_app_in_browser=True",
                "--LabApp.news_url=None",
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=place,
        )
    try:
        _wait_for_server(server, f"http://127.0.0.1:{port}/api?token={TOKEN}", place / "lab.log")
        yield f"http://127.0.0.1:{port}", place
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for_server(server, address, log):
    end = time.monotonic() + START
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.3)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def page(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1400, "height": 2000})
        yield page
        browser.close()


def run_all(page, lab, name):
    """Open a notebook, run all its cells, save it; the notebook as saved (cells on screen are windowed)."""
    address, place = lab
    page.goto(f"{address}/lab/tree/notebooks/{name}.ipynb?token={TOKEN}&reset")
    page.wait_for_function(
        """name => { const w = window.jupyterapp?.shell?.currentWidget;
            return w?.context?.path === `notebooks/${name}.ipynb` && w.context.isReady
                && w.sessionContext?.session?.kernel?.status === 'idle' }""",
        arg=name,
        timeout=START * 1000,
    )
    page.set_default_timeout(CELLS * 1000)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => { const w = window.jupyterapp.shell.currentWidget;
            return w.sessionContext.session.kernel.status === 'idle' && [...w.content.model.cells].every(
                c => c.type !== 'code' || !c.sharedModel.source.trim() || c.executionCount > 0
                     || [...c.outputs.toJSON()].some(o => o.output_type === 'error')) }""",
        timeout=CELLS * 1000,
    )
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    return nbformat.read(place / "notebooks" / f"{name}.ipynb", 4)


def outputs(nb, kind=None):
    return [
        o
        for cell in nb.cells
        if cell.cell_type == "code"
        for o in cell.outputs
        if kind is None or o.output_type == kind
    ]


@pytest.mark.parametrize(
    "name", ["0_brief", "1_articles", "2_actors", "3_quotes", "4_positions", "5_sentiment", "explore"]
)
def test_a_notebook_runs_from_top_to_bottom(page, lab, name):
    nb = run_all(page, lab, name)
    assert [f"{o.ename}: {o.evalue}" for o in outputs(nb, "error")] == []
    assert any(
        "text/html" in o.get("data", {}) or "application/vnd.jupyter.widget-view+json" in o.get("data", {})
        for o in outputs(nb)
    )


def test_a_row_of_any_table_leads_to_its_sentence_and_back(page, lab):
    run_all(page, lab, "3_quotes")
    page.locator(".onr-passages").wait_for(state="attached")
    top = "e => e.getBoundingClientRect().top - document.querySelector('.jp-WindowedPanel-outer').offsetTop"
    for number, by in ((3, "mouse"), (9, "keyboard")):
        row = page.locator("table.onrecord").first.locator("tbody tr").nth(number)
        words, link = row.locator("td").nth(1).text_content(), row.locator("td.evidence a")
        link.click() if by == "mouse" else link.press("Enter")
        mark = page.locator(f".onr-passages [id='{link.get_attribute('href')[1:]}']")
        page.wait_for_function(
            "e => e.checkVisibility() && e.getBoundingClientRect().top > 0", arg=mark.element_handle()
        )
        assert " ".join(mark.text_content().split()) in " ".join(words.split()) and 0 < mark.evaluate(top) < 400
        assert re.search(r" · \d{4}-\d{2}-\d{2} · ", mark.locator("xpath=ancestor::article/p").first.inner_text())
        back = mark.locator("xpath=following-sibling::*[@class='who'][1]/a")
        assert row.evaluate(top) < 0  # the table is far above
        back.click() if by == "mouse" else back.press("Enter")
        page.wait_for_function("e => e.getBoundingClientRect().top > 0", arg=row.element_handle())
        assert 0 <= row.evaluate(top) < 400


def test_a_filter_changes_the_table(page, lab):
    run_all(page, lab, "explore")
    status = page.locator("p[role=status]").first
    status.scroll_into_view_if_needed()
    before = status.inner_text()
    (every,) = set(re.findall(r"of ([\d,]+) quotes", before))
    assert before.startswith(f"{every} of {every} quotes")
    speaker = page.get_by_label("Speaker", exact=True)
    options = [text.replace("\xa0", " ").strip() for text in speaker.locator("option").all_inner_texts()]
    chosen = next(i for i, text in enumerate(options) if i and not text.startswith("(not known)"))
    name, rows = re.fullmatch(r"(.+) \(([\d,]+)\)", options[chosen]).groups()
    speaker.select_option(index=chosen)
    page.wait_for_function("old => document.querySelector('p[role=status]').innerText !== old", arg=before)
    assert status.inner_text().startswith(f"{rows} of {every} quotes")
    # The line above the table is set before the table is.
    rows_shown = "[...document.querySelectorAll('.widget-html table tbody tr')]"
    page.wait_for_function(f"name => {rows_shown}.every(row => row.innerText.includes(name))", arg=name)
    cells = page.locator(".widget-html table tbody tr")
    assert cells.count() == min(int(rows), PAGE) and all(name in text for text in cells.all_inner_texts())


def text_of(page, locator):
    """The text of an element as one line."""
    return " ".join(page.locator(locator).first.inner_text().split())


def choose(page, number):
    """Go to a row by the keyboard alone; its cells by column."""
    page.get_by_label("Row no.", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(str(number))
    page.keyboard.press("Enter")
    page.wait_for_function(
        """n => { const rows = [...document.querySelectorAll('.onr-table tbody tr')];
            return rows.findIndex(r => r.matches('[aria-current]')) === n - 1 }""",
        arg=number,
    )
    names = page.locator(".onr-table thead th").all_inner_texts()
    return dict(zip(names, page.locator(".onr-table tr[aria-current] td").all_inner_texts(), strict=True))


def test_a_row_shows_its_sentence_in_the_article(page, lab):
    run_all(page, lab, "explore")
    page.locator("p[role=status]").first.scroll_into_view_if_needed()
    for number in (2, 9):
        row = choose(page, number)
        page.wait_for_function(  # the article follows the row a moment later
            """said => [...document.querySelectorAll('.onr-article mark.chosen')].map(e => e.innerText).join('')
                .replace(/\\s/g, '') === said""",
            arg="".join(row["Words"].replace(" ... ", "").split()),
            timeout=30_000,
        )
        assert page.locator(".onr-article mark.cue").count() and page.locator(".onr-article mark.mention").count()
        assert row["Published"] in text_of(page, ".onr-from")


def test_a_correction_is_saved_and_is_there_after_a_re_run(page, lab, root):
    run_all(page, lab, "explore")
    page.locator("p[role=status]").first.scroll_into_view_if_needed()
    row = choose(page, 3)
    act = "denies" if row["Act"] != "denies" else "warns"
    page.get_by_label("Act is", exact=True).select_option(label=act)
    page.get_by_label("Note", exact=True).fill("=HYPERLINK(1)")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save changes").press("Enter")
    page.locator("p.onr-done").wait_for()
    assert choose(page, 3) == row | {"Act": act, "Reviewed": "yes"}
    (written,) = (lab[1] / "notebooks" / "seeds").rglob("corrections.csv")
    assert "'=HYPERLINK(1)" in written.read_text(encoding="utf-8") and not list((root / "seeds").rglob(written.name))
    run_all(page, lab, "explore")
    page.locator("p[role=status]").first.scroll_into_view_if_needed()
    assert choose(page, 3) == row | {"Act": act, "Reviewed": "yes"}
    page.get_by_label("Review", exact=True).select_option(label="reviewed")
    page.wait_for_function("() => document.querySelector('p[role=status]').innerText.startsWith('1 of ')")


def test_everything_in_the_explorer_is_reached_and_seen_by_keyboard(page, lab):
    run_all(page, lab, "explore")
    box = page.locator(".onr").first
    box.scroll_into_view_if_needed()
    wanted = box.evaluate(
        """box => [...box.querySelectorAll('select, input, button, textarea, a[href], summary, [tabindex="0"]')]
            .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
            .map((e, k) => (e.dataset.reached = 'no', e))
            .length"""
    )
    assert wanted > 20
    box.locator("[data-reached]").first.focus()
    for _ in range(2 * wanted):
        page.evaluate("() => { document.activeElement.dataset.reached = 'yes' }")
        if not box.locator("[data-reached=no]").count():
            break
        page.keyboard.press("Tab")
    assert [e.evaluate("e => e.outerHTML.slice(0, 150)") for e in box.locator("[data-reached=no]").all()] == []


# --- hostile text ---


@pytest.fixture(scope="module")
def hostile(root):
    """Every hostile string of the data folder and of ours, many in one, since each one is an article to choose."""
    folder = settings.data_folder()
    strings = planted.payloads(folder) if folder.is_dir() else list(planted.HOSTILE)
    return planted.batches(strings, 120)


def test_hostile_strings_are_text_in_the_explorer(page, lab, root, hostile):
    """The explorer over articles that carry every string; each quote and position is chosen in turn."""
    place = lab[1] / "notebooks"
    nb = nbformat.read(place / "explore.ipynb", 4)
    setup = next(cell for cell in nb.cells if cell.id == "setup")
    setup.source = re.sub(
        r"^book = .*",
        f"import json, sys\nsys.path.insert(0, {str(root / 'tests')!r})\n"
        "import planted\nbook = planted.workbook(json.load(open('hostile.json')))",
        setup.source,
        flags=re.MULTILINE,
    )
    nbformat.write(nb, place / "hostile.ipynb")
    (place / "hostile.json").write_text(json.dumps(hostile))
    wrong = []
    listen = {
        "dialog": lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()),
        "pageerror": lambda e: wrong.append(f"error: {e}"),
        "console": lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None,
        "request": lambda r: wrong.append(f"request: {r.url}") if not _ours(r, lab[0]) else None,
    }
    for event, told in listen.items():
        page.on(event, told)
    try:
        run_all(page, lab, "hostile")
        page.locator(".onr-passages").wait_for(state="attached")
        shown = plain(page.locator(".onr-passages").evaluate("e => e.textContent"))
        assert [s for s in hostile if f"“Wesay{plain(s)}now.”" not in shown] == []
        for kind in ("quotes", "positions"):
            page.get_by_label("Show", exact=True).select_option(kind)
            page.wait_for_function("k => document.querySelector('p[role=status]').innerText.includes(k)", arg=kind)
            read = [_passage(page, number) for number in range(1, len(hostile) + 1)]
            assert [s for s, text in zip(hostile, read, strict=True) if text.count(plain(s)) < 6] == []
        page.get_by_role("button", name="Correct an actor").click()
        page.get_by_label("Which actor", exact=True).fill(planted.HOSTILE[0])
        foreign = page.evaluate(_FOREIGN)
        assert foreign == []
    finally:
        for event, told in listen.items():
            page.remove_listener(event, told)
    assert wrong == []


# What article text might have become in what the explorer and its notebook show: elements and attributes not ours.
_FOREIGN = """() => [...document.querySelectorAll('.onr .widget-html-content, .jp-RenderedHTML')].flatMap(part =>
    [...part.querySelectorAll('script, iframe, object, embed, form, input, link, base, meta, svg, video, audio, math')]
        .map(e => e.outerHTML.slice(0, 200))
        .concat([...part.querySelectorAll('*')].filter(e => e.getAttributeNames().some(n => n.startsWith('on'))
            || /^(?!#|data:image[/]png|$)/.test(e.getAttribute('src') ?? e.getAttribute('href') ?? ''))
            .map(e => e.outerHTML.slice(0, 200))))"""


def _ours(request, address):
    """Whether JupyterLab itself asks for it: its own pages and files, and pictures that come with the page."""
    asked = request.url.removeprefix(address)
    return (
        request.url.startswith(("data:", "blob:"))
        or asked != request.url
        and asked.startswith(
            (
                "/api/",
                "/static/",
                "/lab/api/",
                "/lab/tree/notebooks/hostile.ipynb?",
                "/lab/extensions/",
                "/custom/",
                "/kernelspecs/",
                "/lsp/",
                "/favicon",
            )
        )
    )


def _passage(page, number):
    """Choose a row by its number; the text of its panel, once it shows the words of that row."""
    page.get_by_label("Row no.", exact=True).fill(str(number))
    page.keyboard.press("Enter")
    shown = page.wait_for_function(
        """([n, size]) => {
            const plain = e => e?.textContent.replace(/[\\s\\x00-\\x1f\\x85]+/g, '')
            const article = document.querySelector('.onr-article')
            const where = /page ([0-9]+) of/.exec(document.querySelector('p[role=status]').innerText)?.[1] ?? '1'
            const row = document.querySelectorAll('.onr-table tbody tr')[(n - 1) % size]
            return where === String(Math.ceil(n / size)) && row?.matches('[aria-current]')
                && [...article?.querySelectorAll('mark.chosen') ?? []].map(plain).join('')
                    === plain(row.querySelector('.onr-said'))
                && article.parentElement.textContent }""",
        arg=[number, PAGE],
    )
    return plain(shown.json_value())
