"""The notebooks: how they are built, that they run on any set of articles, and that what they show reads well."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
COMMON = {
    "sources": "list",
    "outputs": "str",
    "figures_dir": "str",
    "min_confidence": "float",
    "top_n": "int",
    "max_rows": "int",
}
# What a chapter asks for beside these.
OWN = {"0_brief": {"since": "str"}, "4_positions": {"since": "str", "actor": "str"}}

# Invented people and events.
ARTICLES = {
    "talks.txt": """Talks to open in Geneva

Publish Date : 22 November 2024

GENEVA: Canadian Foreign Minister Clara Munro on Thursday urged Iran to let inspectors return to the site.

“We want the inspectors back without delay,” Munro told reporters. She said Ottawa would not lift its sanctions.

Iran rejected the demand. “We will not negotiate under pressure,” Iranian Foreign Minister Dariush Navabi said.

Marie Blanc, a senior fellow at the Geneva Centre for Security, said Tehran was in a difficult position.

“Tehran cannot afford another year of this,” she said.
""",
    "undated.txt": """Inspectors wait at the border

Officials in Tehran said on Monday that the inspectors could come once Canada lifted its sanctions.

“Nobody should expect miracles,” one official said, who asked not to be named. Canada warned that time was short.
""",
}


def read(path):
    return nbformat.read(path, as_version=4)


def code(nb):
    return "\n".join(c.source for c in nb.cells if c.cell_type == "code" and c.id != "parameters")


def test_all_chapters_are_there():
    assert [p.stem for p in NOTEBOOKS] == [
        "0_brief",
        "1_articles",
        "2_actors",
        "3_quotes",
        "4_positions",
        "5_sentiment",
        "explore",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
class TestStructure:
    def test_valid_with_fixed_ids_and_no_outputs(self, path):
        nb = read(path)
        nbformat.validate(nb)
        assert (nb.nbformat, nb.nbformat_minor) == (4, 5) and nb.metadata.kernelspec.name == "python3"
        ids = [c.id for c in nb.cells]
        assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[a-z][a-z-]*", i) for i in ids)  # words, not random
        assert all(
            not c.outputs and c.execution_count is None
            for c in nb.cells
            if c.cell_type == "code" and c.id != "parameters"
        )
        assert path.read_text(encoding="utf-8") == nbformat.writes(nb, indent=1) + "\n"  # no noise in a diff

    def test_one_heading_then_a_lead_of_two_or_three_sentences(self, path):
        prose = [c.source for c in read(path).cells if c.cell_type == "markdown"]
        title, lead = prose[0].split("\n\n")
        assert re.fullmatch(r"# \S.*", title)
        assert 2 <= len(re.findall(r"[.?!](?=\s|$)", lead)) <= 3
        assert not any(re.search(r"^# ", p, re.MULTILINE) for p in prose[1:])

    def test_one_parameters_cell_with_types_and_help(self, path):
        papermill = pytest.importorskip("papermill")
        assert [c.id for c in read(path).cells if "parameters" in c.metadata.get("tags", [])] == ["parameters"]
        found = papermill.inspect_notebook(path)
        assert {name: p["inferred_type_name"] for name, p in found.items()} == COMMON | OWN.get(path.stem, {})
        for name, parameter in found.items():
            assert len(parameter["help"].split()) >= 4, name
            assert isinstance(ast.literal_eval(parameter["default"]), (list, str, float, int)), name

    def test_a_parameter_is_declared_alike_wherever_it_is(self, path):
        def parameters(path):
            lines = next(c.source for c in read(path).cells if c.id == "parameters").split("\n")
            return {line.split(":")[0]: line for line in lines}

        everywhere = {name: line for other in NOTEBOOKS for name, line in parameters(other).items()}
        assert parameters(path).items() <= everywhere.items()

    def test_short_calls_only(self, path):
        nb = read(path)
        tree = ast.parse(code(nb))
        forbidden = (
            ast.FunctionDef,
            ast.AsyncFunctionDef,
            ast.ClassDef,
            ast.Try,
            ast.For,
            ast.While,
            ast.With,
            ast.Lambda,
        )
        assert not [ast.dump(n)[:80] for n in ast.walk(tree) if isinstance(n, forbidden)]
        assert not re.search(r"sys\.path|chdir|%|^!|https?://|['\"]/|['\"][A-Za-z]:\\|\.\./", code(nb), re.MULTILINE)
        assert all(len(c.source.splitlines()) <= 6 for c in nb.cells if c.cell_type == "code" and c.id != "parameters")

    def test_shows_a_pandas_line_and_ends_with_a_question_of_ones_own_and_the_articles(self, path):
        cells = read(path).cells
        assert [c for c in cells if "visible" in c.metadata.get("tags", [])]
        assert cells[-4].source.startswith("## Ask your own question\n") and cells[-3].cell_type == "code"
        assert cells[-2].source.startswith("## Where the links lead\n") and "passages(book)" in cells[-1].source
        assert all("lab-only" in c.metadata.tags for c in cells[-4:])


def test_no_prose_names_what_is_in_a_particular_article():
    """Notebooks run on any set: the people and outlets of the shipped sets are not in them."""
    everything = "\n".join(c.source for p in NOTEBOOKS for c in read(p).cells)
    assert not re.search(r"Newsweek|Khabarhub|Zelensk|Xi Jinping|Korea|Kim |Putin", everything)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A small set of articles and a folder that all runs of this module share; skips where there is no model."""
    pytest.importorskip("papermill")
    from analysis.annotate.pipeline import load_pipeline
    from analysis.errors import ModelError

    try:
        load_pipeline()
    except ModelError as error:
        pytest.skip(f"no model: {error}")
    folder = tmp_path_factory.mktemp("notebooks")
    (folder / "set").mkdir()
    for name, text in ARTICLES.items():
        (folder / "set" / name).write_text(text, encoding="utf-8")
    return folder


def run(path, folder, **parameters):
    """The executed notebook; a failing cell fails the test with its traceback."""
    import papermill

    target = folder / "run" / path.name
    target.parent.mkdir(exist_ok=True)
    given = {"sources": str(folder / "set"), "outputs": str(folder / "outputs"), **parameters}
    return papermill.execute_notebook(path, target, given, kernel_name="python3", progress_bar=False, cwd=folder)


def shown(nb):
    """All HTML that a notebook shows."""
    outputs = [o for c in nb.cells if c.cell_type == "code" for o in c.outputs]
    return "\n".join("".join(o.get("data", {}).get("text/html", "")) for o in outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_runs_on_a_set_without_a_codebook(path, store):
    nb = run(path, store, figures_dir=str(store / path.stem))
    cells = [c for c in nb.cells if c.cell_type == "code"]
    assert [o for c in cells for o in c.outputs if o.output_type == "error"] == []
    silent = [c.id for c in cells if not c.outputs and not {"parameters", "injected-parameters"} & {*c.metadata.tags}]
    assert silent == ["setup"]
    html = shown(nb)
    assert ("Talks to open in Geneva" if path.stem == "1_articles" else "Munro") in html or path.stem == "explore"
    assert not re.search(r"<img(?![^>]*\balt=\"[A-Z“][^\"]{20,}\.\")", html)  # every picture states its finding
    assert not re.search(r"\bnan\b|\bNaN\b|&lt;NA&gt;|None,|Traceback", html)
    assert ("the set has no issues.yaml" in html) == (path.stem == "4_positions")
    assert 'class="dataframe"' not in html  # a bare pandas table leads nowhere
    links, anchors = set(re.findall(r'href="#([^"]+)"', html)), set(re.findall(r'\bid="([^"]+)"', html))
    assert links <= anchors and (links or path.stem == "explore")
    saved = {p.name for p in (store / path.stem).glob("*")}
    drawn = re.findall(r'<figure class="chart" id="figure-(\w+)"', html)
    assert saved == {f"{name}.{ending}" for name in drawn for ending in ("svg", "png")}


def test_nothing_found_reads_well(store):
    """With no row certain enough, a notebook still runs and says what is missing."""
    html = shown(run(ROOT / "notebooks" / "3_quotes.ipynb", store, min_confidence=1.0))
    assert "No quote with a known speaker was found" in html and "nothing found." in html


def test_a_misspelt_actor_is_told_and_a_day_is_checked(store):
    """The parameters of single chapters: an actor by name, a day that parts before from after."""
    import papermill

    html = shown(run(ROOT / "notebooks" / "4_positions.ipynb", store, actor="Iran", since="2024-11-22"))
    assert "What Iran does by speaking" in html or "of Iran" in html
    with pytest.raises(papermill.PapermillExecutionError, match="Did you mean 'Iran'"):
        run(ROOT / "notebooks" / "4_positions.ipynb", store, actor="Irann")
    with pytest.raises(papermill.PapermillExecutionError, match="is no day"):
        run(ROOT / "notebooks" / "0_brief.ipynb", store, since="last week")
