"""One real run of the shipped sets, by the command that README gives for unattended use, and what it leaves."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from html.parser import HTMLParser

import nbformat
import pandas as pd
import psutil
import pytest
from conftest import UNATTENDED

import analysis
from analysis import schema
from analysis.report import manifest
from analysis.report.files import write_tables


def test_readme_gives_the_command_that_is_run_here(root):
    """The crontab line, and the same command in the systemd unit."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^[\d*/ ]+ " + re.escape(UNATTENDED), readme, re.MULTILINE)
    checkout, command = UNATTENDED.removeprefix("cd ").split(" && ")
    assert f"WorkingDirectory={checkout}\n" in readme and f"ExecStart={checkout}/{command}\n" in readme


def test_it_says_where_the_report_is_and_nothing_else(fresh_run):
    assert re.fullmatch(re.escape(str(fresh_run.outputs)) + r"/seeds-\d{8}T\d{6}Z/report\.html\n", fresh_run.out)
    assert "notebooks: 6 of 6" in fresh_run.err and "\r" not in fresh_run.err


def test_the_run_is_complete(fresh_run):
    about = manifest.read(fresh_run.folder)
    written = {
        p.relative_to(fresh_run.folder).as_posix(): manifest.sha256(p)
        for p in fresh_run.folder.rglob("*")
        if p.is_file()
    }
    del written["manifest.json"]
    assert written == about["outputs"]
    assert {
        "report.html",
        *(f"tables/{t}.{kind}" for t in schema.TABLES for kind in ("csv", "parquet")),
    } <= written.keys()
    assert len([name for name in written if name.startswith("notebooks/")]) == 6
    assert (
        {name.rsplit(".", 1)[0] for name in written if name.endswith(".svg")}
        == {name.rsplit(".", 1)[0] for name in written if name.endswith(".png")}
        != set()
    )
    assert about["counts"]["articles"] == about["counts"]["articles_used"] == 14
    assert not [p.name for p in fresh_run.outputs.iterdir() if "partial" in p.name]


def test_tables_hold_what_the_schema_says_and_their_evidence(fresh_run):
    tables = {name: pd.read_parquet(fresh_run.folder / "tables" / f"{name}.parquet") for name in schema.TABLES}
    for name, table in tables.items():
        assert list(table.columns) == list(schema.TABLES[name].columns)
        assert len(pd.read_csv(fresh_run.folder / "tables" / f"{name}.csv")) == len(table)
    text = tables["articles"].set_index("article_id")["text"]
    assert len(tables["quotes"]) and len(tables["positions"]) and len(tables["mentions"])
    for row in tables["mentions"].itertuples():
        assert text[row.article_id][row.start : row.end] == row.text
    for row in tables["quotes"].itertuples():
        parts = json.loads(row.spans) if isinstance(row.spans, str) and row.spans != "[]" else [[row.start, row.end]]
        assert row.text == " ... ".join(text[row.article_id][s:e] for s, e in parts)


class _Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.names, self.alts, self.handlers = [], set(), Counter(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.names[tag] += 1
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.add(found["href"])
        if tag == "img":
            self.alts.append(found.get("alt"))
        self.handlers += [name for name in found if name.startswith("on")]


@pytest.fixture(scope="module")
def page(fresh_run):
    return _Page((fresh_run.folder / "report.html").read_text(encoding="utf-8"))


def test_every_link_of_the_report_ends_in_it(page):
    assert {link for link in page.links if not link.startswith("#")} == set()
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_quote_and_position_has_its_place(page, fresh_run):
    for name, key in (
        ("quotes", "quote_id"),
        ("positions", "position_id"),
        ("mentions", "mention_id"),
        ("articles", "article_id"),
    ):
        assert set(pd.read_parquet(fresh_run.folder / "tables" / f"{name}.parquet")[key]) <= set(page.ids)


def test_the_report_has_one_script_of_ours_and_its_pictures_speak(page):
    assert not page.names.keys() & {"iframe", "object", "embed", "link", "form", "base"} and not page.handlers
    assert page.names["script"] == 1  # test_report.py compares it with the policy
    assert page.alts and all(alt and alt.endswith(".") for alt in page.alts)


def test_nothing_names_the_home_folder_or_the_machine(fresh_run):
    home = fresh_run.outputs.parent  # HOME of the run
    for path in fresh_run.folder.rglob("*"):
        if path.suffix in (".html", ".json", ".ipynb", ".csv", ".svg"):
            assert str(home) not in path.read_text(encoding="utf-8"), path.name


def test_executed_notebooks_hold_results_and_no_errors(fresh_run):
    for path in sorted((fresh_run.folder / "notebooks").iterdir()):
        outputs = [o for cell in nbformat.read(path, 4).cells if cell.cell_type == "code" for o in cell.outputs]
        assert outputs and not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"], path.name


def test_the_report_opens_in_a_browser_and_asks_for_nothing(chromium, fresh_run):
    from playwright.sync_api import sync_playwright

    asked, said = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(message.text))
        tab.goto((fresh_run.folder / "report.html").as_uri())
        link = tab.locator('main a[href^="#q"]').first
        target = link.get_attribute("href")
        link.click()
        assert tab.evaluate("document.querySelector(':target').id") == target[1:]
        assert tab.locator(":target").is_visible()
        browser.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == [] and said == []


def test_equal_input_gives_equal_bytes(fresh_run, tmp_path):
    """Another process, with another hash seed and from the stored annotations, writes the same tables."""
    book = analysis.Workbook(fresh_run.outputs.parent / "seeds", outputs=fresh_run.outputs)
    write_tables(book.tables, tmp_path / "tables")
    different = [
        p.name
        for p in (tmp_path / "tables").iterdir()
        if p.read_bytes() != (fresh_run.folder / "tables" / p.name).read_bytes()
    ]
    assert different == []


def test_plain_papermill_works_on_any_set(fresh_run, root, tmp_path):
    sources = fresh_run.outputs.parent / "seeds" / "korea-troops-october"
    made = subprocess.run(
        [
            sys.executable,
            "-m",
            "papermill",
            str(root / "notebooks" / "3_quotes.ipynb"),
            "out.ipynb",
            "-p",
            "sources",
            str(sources),
            "-p",
            "outputs",
            str(fresh_run.outputs),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    assert "korea" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")


def test_a_terminated_run_leaves_no_half_and_no_kernel(fresh_run, tmp_path):
    shutil.copytree(fresh_run.outputs / ".store", tmp_path / ".store")
    running = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "analysis",
            "run",
            str(fresh_run.outputs.parent / "seeds"),
            "--outputs",
            str(tmp_path),
            "--name",
            "x",
        ],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    end, kernels = time.monotonic() + 120, []
    while not kernels and running.poll() is None and time.monotonic() < end:
        kernels = psutil.Process(running.pid).children(recursive=True)
        time.sleep(0.2)
    running.terminate()
    assert running.wait(30) == 143 and "nothing was left half-written" in running.stderr.read()
    assert kernels and not psutil.wait_procs(kernels, timeout=10)[1]
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == [".store"]


def test_the_example_is_what_a_fresh_run_gives(root, fresh_run):
    """outputs/example was made by ``make example``; probabilities may differ in the last digits between processors."""
    for name, spec in schema.TABLES.items():
        shipped = pd.read_parquet(root / "outputs/example/tables" / f"{name}.parquet")
        fresh = pd.read_parquet(fresh_run.folder / "tables" / f"{name}.parquet")
        if "file" in spec.columns:  # the example was made from the two sets by name, this run from their folder
            fresh["file"] = fresh["file"].str.removeprefix("seeds/")
        exact = [c for c, kind in spec.columns.items() if kind != "float"]
        pd.testing.assert_frame_equal(shipped[exact], fresh[exact], obj=name)
        pd.testing.assert_frame_equal(
            shipped.drop(columns=exact), fresh.drop(columns=exact), atol=0.02, rtol=0, obj=name
        )
