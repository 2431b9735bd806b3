"""The report room: parameters, kernels, run folders, evidence and the page, on tiny notebooks and hand-made tables."""

import base64
import hashlib
import json
import multiprocessing
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import analysis
from analysis import schema
from analysis.errors import NotebookFailed, OutputLocked, UsageError
from analysis.report import evidence, files, folder, html, kernel, links, manifest, params, whole
from analysis.report import run as run_module
from analysis.settings import Settings

PARAMETERS = (
    'sources: list = ["seeds"]  # folders or files of articles\noutputs: str = "outputs"  # where runs go\n'
    'top_n: int = 20  # actors shown\nfrom_date: str = ""  # first day\nshare: float = 0.5  # of quotes\n'
    "only_direct: bool = False  # leave out paraphrase\nactors: list = []  # names"
)
TEXT = "Minister warns & waits\n\n“We said <b>no</b>,” Ann Lee said, “and we\n\nmean it.”"


def notebook(path: Path, *cells: str, parameters: str = PARAMETERS) -> Path:
    """A notebook with a title, a parameters cell and the given code cells."""
    made = [
        new_markdown_cell("# A title & more\n\n## Part one"),
        new_code_cell(parameters, metadata={"tags": ["parameters"]}),
    ]
    nb = new_notebook(cells=made + [new_code_cell(code) for code in cells])
    nb.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nb, path)
    return path


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    """A used and a skipped article; an interrupted quote over a paragraph end, one inside it, a position, a mention."""
    start, end = TEXT.index("“"), len(TEXT)
    spans = [(start, TEXT.index("” Ann") + 1), (TEXT.index("“and"), end)]
    rows = {
        "articles": [
            {
                "article_id": "a1",
                "set": "s",
                "file": "s/one.txt",
                "title": "Minister warns & waits",
                "text": TEXT,
                "status": "used",
                "published_earliest": "2024-10-25",
                "words": 12,
            },
            {
                "article_id": "a2",
                "set": "s",
                "file": "s/two.txt",
                "text": "",
                "status": "skipped",
                "reason": "empty_file",
            },
        ],
        "actors": [{"actor_id": "ann-lee", "name": "Ann Lee", "type": "person", "capacity": "unknown"}],
        "mentions": [
            {
                "mention_id": "m1",
                "article_id": "a1",
                "actor_id": "ann-lee",
                "text": "Ann Lee",
                "start": TEXT.index("Ann"),
                "end": TEXT.index("Ann") + 7,
                "form": "name",
                "part": "body",
            }
        ],
        "quotes": [
            {
                "quote_id": "q1",
                "article_id": "a1",
                "speaker": "Ann Lee",
                "kind": "direct",
                "act": "reject",
                "start": start,
                "end": end,
                "spans": json.dumps(spans),
                "text": "=1+1",
                "cite": "+x",
                "confidence": 0.5,
            },
            {
                "quote_id": "q2",
                "article_id": "a1",
                "speaker": None,
                "kind": "indirect",
                "act": "state",
                "start": start + 1,
                "end": start + 8,
                "spans": json.dumps([[start + 1, start + 8]]),
                "text": "fine",
                "confidence": -0.5,
            },
        ],
        "positions": [
            {"position_id": "p1", "article_id": "a1", "actor": "Ann Lee", "act": "reject", "start": start, "end": end}
        ],
        "sentiment": [],
        "problems": [],
    }
    return {name: schema.frame(name, rows[name]) for name in schema.TABLES}


# --- parameters ---


@pytest.fixture
def known(tmp_path):
    return params.declared([notebook(tmp_path / "0_a.ipynb"), notebook(tmp_path / "1_b.ipynb")])


def test_parameters_are_read_from_the_notebooks(known):
    assert known["top_n"] == params.Parameter("top_n", "int", "20", "actors shown", ("0_a", "1_b"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"top_n": "7"}, 7),
        ({"top_n": 7}, 7),
        ({"share": "0.25"}, 0.25),
        ({"share": 1}, 1.0),
        ({"from_date": "00123"}, "00123"),
        ({"only_direct": "yes"}, True),
        ({"only_direct": "False"}, False),
        ({"actors": "Ann Lee, Bo"}, ["Ann Lee", "Bo"]),
        ({"actors": '["a, b", 007]'}, ["a, b", "007"]),
        ({"actors": ""}, []),
        ({"actors": ["x"]}, ["x"]),
        ({"from_date": "a=b"}, "a=b"),
    ],
)
def test_values_take_the_declared_type(known, given, expected):
    assert list(params.check(given, known).values()) == [expected]


@pytest.mark.parametrize(
    "given",
    [
        {"top_n": "many"},
        {"top_n": "1_000"},
        {"top_n": True},
        {"top_n": 2.5},
        {"share": "nan"},
        {"share": "inf"},
        {"from_date": 2024},
        {"only_direct": "maybe"},
        {"only_direct": 1},
        {"actors": 3},
        {"actors": "[a"},
        {"actors": "{a: b}x"} | {"top_n": ""},
    ],
)
def test_values_of_another_type_are_refused(known, given):
    with pytest.raises(UsageError, match="must be"):
        params.check(given, known)


def test_an_unknown_parameter_is_refused_with_the_closest_name(known):
    with pytest.raises(UsageError, match="'top_m'. Did you mean 'top_n'?"):
        params.check({"top_m": "1"}, known)
    with pytest.raises(UsageError, match="set by the run"):
        params.check({"sources": "x"}, known)


# --- kernel ---


def test_a_notebook_runs_here_and_keeps_no_trace_of_when_and_where(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home of ann"))
    source = notebook(
        tmp_path / "0_a.ipynb",
        "import os, sys\nprint(sys.executable, top_n, sources)\nprint(os.path.expanduser('~/x'))",
    )
    target = tmp_path / "out.ipynb"
    kernel.execute(source, target, {"top_n": 3, "sources": ["~/clips", 'a"; print(9) #']})
    text = target.read_text(encoding="utf-8")
    nb = nbformat.read(target, 4)
    printed = nb.cells[-1].outputs[0].text
    assert f"{os.path.realpath(os.sys.executable)}" == os.path.realpath(printed.split()[0])
    assert "3 ['~/clips', 'a\"; print(9) #']" in printed and printed.endswith("~/x\n")
    assert "home of ann" not in text and "papermill" not in nb.metadata and str(tmp_path) not in text
    again = tmp_path / "again.ipynb"
    kernel.execute(source, again, {"top_n": 3, "sources": ["~/clips", 'a"; print(9) #']})
    assert again.read_bytes() == target.read_bytes()


def test_a_kernel_that_is_done_is_not_interrupted(tmp_path):
    told = tmp_path / "told"
    code = f"get_ipython().kernel.saved_sigint_handler = lambda *_: open({str(told)!r}, 'w').close()"
    kernel.execute(notebook(tmp_path / "0_a.ipynb", code), tmp_path / "out.ipynb", {})
    assert not told.exists()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("1/0", r"0_a.ipynb, cell \d+ \(1/0\): ZeroDivisionError"),
        ("import os\nos._exit(9)", r"0_a.ipynb, cell \d+ \(import os\): the kernel died"),
    ],
)
def test_a_failure_names_notebook_and_cell(tmp_path, code, told):
    with pytest.raises(NotebookFailed, match=told):
        kernel.execute(notebook(tmp_path / "0_a.ipynb", code), tmp_path / "out.ipynb", {})


# --- the output folder ---


def _hold(outputs, ready, done):
    with folder.locked(outputs):
        ready.set()
        done.wait(30)


def test_two_runs_do_not_share_an_output_folder(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, ready, done))
    other.start()
    assert ready.wait(30)
    with pytest.raises(OutputLocked, match=f"process {other.pid}"), folder.locked(tmp_path):
        pass
    other.kill()  # a holder that dies never blocks
    other.join()
    with folder.locked(tmp_path):
        pass


def test_a_run_folder_is_complete_or_absent(tmp_path):
    with pytest.raises(RuntimeError), folder.run_folder(tmp_path, "r") as partial:
        (partial / "x").write_text("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    for text in ("old", "new"):
        with folder.run_folder(tmp_path, "r") as partial:
            (partial / "x").write_text(text)
            assert text == "old" or (tmp_path / "r" / "x").read_text() == "old"
    assert (tmp_path / "r" / "x").read_text() == "new" and len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_run_left_is_tidied(tmp_path):
    (tmp_path / ".r.partial-77").mkdir()
    (tmp_path / ".kept.old-77").mkdir()  # killed between the two renames: the old run comes back
    (tmp_path / ".gone.old-77").mkdir()
    (tmp_path / "gone").mkdir()
    with folder.locked(tmp_path):
        assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir()) == ["gone", "kept"]


def test_an_output_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"), folder.locked(tmp_path / "file" / "outputs"):
        pass


# --- tables as files ---


def test_csv_is_for_reading_and_never_a_formula(tables, tmp_path):
    files.write_tables(tables, tmp_path / "t")
    quotes = pd.read_csv(tmp_path / "t" / "quotes.csv")
    assert quotes["text"].tolist() == ["'=1+1", "fine"] and quotes["cite"].tolist()[0] == "'+x"
    assert quotes["confidence"].tolist() == [0.5, -0.5]
    assert quotes.columns.tolist() == schema.reading_order("quotes")
    assert pd.read_parquet(tmp_path / "t" / "quotes.parquet")["text"].tolist() == ["=1+1", "fine"]
    assert "text" not in pd.read_csv(tmp_path / "t" / "articles.csv")
    assert pd.read_parquet(tmp_path / "t" / "articles.parquet")["text"][0] == TEXT
    files.write_tables(tables, tmp_path / "again")
    assert all((tmp_path / "again" / p.name).read_bytes() == p.read_bytes() for p in (tmp_path / "t").iterdir())


# --- evidence and page ---


class _Page(HTMLParser):
    """Ids, elements, and the text inside each mark but for notes; fails on a closing tag that closes nothing."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.names, self.marked, self.alts, self.open = [], set(), [], [], []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.ids += [v for k, v in attributes if k == "id"]
        if tag not in ("br", "img", "meta"):
            self.open.append((tag, len(self.marked), ("class", "who") in attributes))
        if tag == "mark":
            self.marked.append("")

    def handle_startendtag(self, tag, attributes):
        self.names.add(tag)
        self.alts += [v for k, v in attributes if k == "alt"]

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(note for _, _, note in self.open):
            for tag, number, _ in self.open:
                if tag == "mark":
                    self.marked[number] += data


def test_every_row_has_its_place_in_the_articles(tables):
    made = list(evidence.articles(tables))
    assert len(made) == 2
    page = _Page(made[0])
    assert sorted(page.ids) == ["a1", "m1", "p1", "q1", "q2"]
    # the position spans the whole, the quote its two pieces, over the paragraph's end; q2 lies inside
    whole, rest = "“We said <b>no</b>,” Ann Lee said, “and we", "mean it.”"
    assert page.marked == [whole, "“We said <b>no</b>,”", "We said", "“and we", rest, rest] and "b" not in page.names
    assert "Ann Lee: rejects" in made[0] and "speaker not told: says" in made[0] and "2024-10-25 or later" in made[0]
    assert 'id="a2"' in made[1] and "not used · empty file" in made[1]


def test_a_row_leads_to_its_sentence_and_the_sentence_back_to_every_row(tables):
    row = '<a href="#q1" id="said-q1" title="x">show</a>'  # in the notebook it has an id of its own
    chapters = [html.Chapter("c", "One & two", f"<p>{row}{row}</p>", ()), html.Chapter("d", "Three", row, ())]
    assert links.rows(chapters) == {"q1"}
    connected, backs = links.connect(chapters)
    anchors = [b.anchor for b in backs["q1"]]
    assert len(set(anchors)) == 3 and [b.chapter for b in backs["q1"]] == ["One & two", "One & two", "Three"]
    assert f'<a id="{anchors[1]}" href="#q1"' in connected[0].html and anchors[2] in connected[1].html
    assert "said-q1" not in connected[0].html  # one id a link
    made = next(evidence.articles(tables, backs))
    assert all(f'href="#{a}"' in made for a in anchors) and "One &amp; two" in made
    (actor,) = evidence.actors(tables, {"ann-lee": backs["q1"]})
    assert 'id="ann-lee"' in actor and 'href="#m1"' in actor and list(evidence.actors(tables, backs)) == []


def test_a_long_report_has_no_anchor_that_nothing_leads_to(tables, monkeypatch):
    first = tables["mentions"].iloc[0]
    more = [first["mention_id"], "m8", "m9"]
    tables["mentions"] = pd.concat([tables["mentions"]] * 3).assign(mention_id=more)
    backs = {"m9": [links.Back("row-0-m9", "Tone")]}
    assert {*more} <= {*_Page(next(evidence.articles(tables, backs))).ids}
    monkeypatch.setattr(evidence, "LONG", 1)
    assert {*more} & {*_Page(next(evidence.articles(tables, backs))).ids} == {more[0], "m9"}


def test_quotes_that_the_chapters_cut_short_are_whole_in_their_own(tables, monkeypatch):
    assert whole.chapters(tables, {"q1", "q2", "p1"}) == []
    (made,) = whole.chapters(tables, {"q1", "p1"})
    assert [s.title for s in made.sections] == ["Every quote"] and links.rows([made]) == {"q1", "q2"}
    monkeypatch.setattr(whole, "LONGEST", 1)
    (made,) = whole.chapters(tables, set())
    assert "The first 1 of 2 quotes" in made.html and "tables/quotes.csv" in made.html and "Every position" in made.html


def test_the_page_is_one_offline_file_with_pictures_that_speak(tmp_path, tables):
    code = (
        "from IPython.display import display, HTML, Image, Javascript\nimport base64, sys\n"
        "png = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk'\n"
        "    '+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')\n"
        "display(Image(png), metadata={'image/png': {'alt': 'Ann \"<i>Lee\" leads'}})\n"
        "display(Javascript('alert(1)'))\nprint('secret', file=sys.stderr)\nprint('<u>plain</u>')\n"
        "import ipywidgets; display(ipywidgets.Text(description='w'))\n"
        "import pandas; pandas.DataFrame({'of': ['<b>the last line</b>']})"
    )
    nb = kernel.execute(notebook(tmp_path / "0_a.ipynb", code), tmp_path / "out.ipynb", {})
    nb.cells[-1].metadata["tags"] = ["visible"]  # a line to edit in a notebook is not shown in a report
    nb.cells.append(new_markdown_cell("## Ask your own question", metadata={"tags": ["lab-only"]}))
    made = html.chapter("0_a", nb)
    assert (made.title, made.id, [s.title for s in made.sections]) == ("A title & more", "chapter-0_a", ["Part one"])
    text = html.page("T <x>", "s", [made], [], evidence.articles(tables), "1", "m")
    page = _Page(text)
    for kind in ("script", "style"):  # and pandas' own style of a bare table is gone
        (held,) = re.findall(rf"<{kind}\b[^>]*>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(held.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in text
    assert "unsafe" not in text and "blob:" not in text and " style=" not in text
    assert not page.names & {"iframe", "object", "link", "b", "u", "i", "x"}
    assert not re.search(r'(?:src|href)="(?!data:|#)', text)
    assert "default-src 'none'" in text and page.alts == ['Ann "<i>Lee" leads']
    assert "&lt;b&gt;the last line&lt;/b&gt;" in text and text.count("Minister warns &amp; waits") == 1
    assert "secret" not in text and "alert(1)" not in text and "top_n" not in text and "Ask your own" not in text
    assert len(page.ids) == len(set(page.ids)) and made.sections[0].id in page.ids


# --- the whole run, with a workbook made by hand ---


@pytest.fixture
def stub(tables, tmp_path, monkeypatch):
    """Tiny notebooks and a workbook of the tables above in the place of the real ones; returns Settings for a run."""

    class Book:
        def __init__(self, sources, **settings):
            self.sets = []
            vars(self).update(tables)

    monkeypatch.chdir(tmp_path)
    notebook(
        tmp_path / "nb" / "0_a.ipynb",
        "print(top_n)\nprint(figures_dir)",
        parameters=PARAMETERS + '\nfigures_dir: str = ""  # where figures go',
    )
    monkeypatch.setattr(params, "chapters", lambda: sorted((tmp_path / "nb").glob("*.ipynb")))
    monkeypatch.setattr(manifest, "model_id", lambda: {"model": "m", "annotation": "n"})
    monkeypatch.setitem(vars(analysis), "Workbook", Book)
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "one.txt").write_text("text")
    return lambda **more: Settings(**{"sources": ("clips",), "name": "r", "params": {"top_n": "4"}, **more})


def test_a_run_writes_everything_and_says_so_in_its_manifest(stub, tmp_path):
    made = run_module.run(stub())
    assert made == Path("outputs/r")
    about = manifest.read(made)
    on_disk = {p.relative_to(made).as_posix(): manifest.sha256(p) for p in made.rglob("*") if p.is_file()}
    assert on_disk.pop("manifest.json") and on_disk == about["outputs"]
    assert {"report.html", "notebooks/0_a.ipynb", "tables/quotes.csv", "tables/quotes.parquet"} <= on_disk.keys()
    assert about["parameters"] == {"top_n": 4} and about["counts"]["articles_skipped"] == 1
    assert [i["file"] for i in about["inputs"]] == ["clips/one.txt"] and about["sources"] == ["clips"]
    printed = nbformat.read(made / "notebooks" / "0_a.ipynb", 4).cells[-1].outputs[0].text
    assert printed == "4\noutputs/r/figures\n"


def test_a_part_that_is_left_out_is_no_longer_in_the_manifest(stub):
    made = run_module.run(stub())
    before = manifest.read(made)
    manifest.leave_out(made, "notebooks")
    about = manifest.read(made)
    assert not (made / "notebooks").exists() and before["outputs"].keys() - about["outputs"] == {"notebooks/0_a.ipynb"}
    assert {**about, "outputs": None} == {**before, "outputs": None} and list(about) == list(before)


def test_a_name_is_not_taken_twice_without_being_asked(stub):
    run_module.run(stub())
    with pytest.raises(UsageError, match="--replace"):
        run_module.run(stub())
    assert run_module.run(stub(replace=True)) == Path("outputs/r")


def test_a_failed_notebook_leaves_no_run_but_itself(stub, tmp_path):
    notebook(tmp_path / "nb" / "1_b.ipynb", "undefined_name")
    with pytest.raises(NotebookFailed, match=r"1_b.ipynb.*undefined_name.*outputs/.failed-r.ipynb"):
        run_module.run(stub())
    assert (tmp_path / "outputs" / ".failed-r.ipynb").is_file()
    assert [p.name for p in (tmp_path / "outputs").iterdir() if p.is_dir()] == []


def test_the_default_name_is_source_and_time(tmp_path):
    from datetime import UTC, datetime

    now = datetime(2024, 11, 22, 8, 5, 0, tzinfo=UTC)
    (tmp_path / "My Clips").mkdir()
    assert run_module._default_name([tmp_path / "My Clips"], now) == "my-clips-20241122T080500Z"
