"""The command line: what it prints where, and its exit codes."""

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis import cli
from analysis.annotate import model
from analysis.annotate.types import Attribution
from analysis.errors import ModelError, NotebookFailed, OutputLocked
from analysis.report import manifest, params
from analysis.report import run as run_module
from analysis.settings import project_root

HAS_MODEL = all((model.FOLDER / name).is_file() for name in model._FILES)


@pytest.fixture
def call(capsys):
    """Run the program in this process: (exit code, standard output, standard error)."""

    def run(*arguments: str):
        code = cli.main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def clips(tmp_path):
    """Two articles, an empty file and a binary one."""
    folder = tmp_path / "my clips"
    folder.mkdir()
    body = "The minister said on Monday that the talks had failed.\n\n“We are done,” Ann Lee told reporters in Oslo.\n"
    (folder / "2024-10-25-talks.txt").write_text(f"Talks fail\n\n{body}", encoding="utf-8")
    (folder / "second.txt").write_text(
        "Another day passed in Oslo. The ministry denied the report on Tuesday, and said nothing more of it.\n"
    )
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 20)
    return folder


# --- help, wrong usage ---


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    out = capsys.readouterr().out
    assert stop.value.code == 0 and all(
        f"\n    {c} " in out for c in ("run", "check", "annotate", "params", "sets", "runs")
    )


def test_params_tells_every_parameter_of_every_notebook(capsys):
    from papermill import inspect_notebook

    assert cli.main(["params"]) == 0
    told = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    for path in (project_root() / "notebooks").glob("[0-5]_*.ipynb"):
        for name, found in inspect_notebook(path).items():
            assert path.stem in told[name] and len(found["help"].split()) > 3, name
    assert [name for name, line in told.items() if "set by the run" in line] == ["sources", "outputs", "figures_dir"]


@pytest.mark.parametrize("arguments", [[], ["rum"], ["check"], ["run", "seeds", "--workers", "two"], ["annotate"]])
def test_wrong_usage_is_code_2(arguments):
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run"], "no sources"),
        (["run", "no/such"], "no/such: no such file or folder"),
        (["run", "seeds", "-p", "x"], "NAME=VALUE"),
        (
            ["run", "seeds", "-p", "from_dat=2024-01-01"],
            "no notebook has a parameter 'from_dat'. Did you mean 'from_date'?",
        ),
        (["run", "seeds", "--workers", "0"], "workers is 0"),
        (["run", "seeds", "--name", "../x"], "run name"),
        (["run", "seeds", "--params", "none.yaml"], "none.yaml: cannot be read"),
        (["annotate", "no.txt"], "no.txt: cannot be read"),
        (["check", "no/such"], "no such file"),
        (["sets", "no/such"], "no such file"),
    ],
)
def test_wrong_values_are_code_2_and_one_line(call, arguments, told, monkeypatch, at_root):
    known = {"from_date": params.Parameter("from_date", "str", '""', "first day", ("0_a",))}
    monkeypatch.setattr(params, "chapters", lambda: [])
    monkeypatch.setattr(params, "declared", lambda notebooks: known)
    code, out, err = call(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1) and told in err and err.startswith("onrecord: ")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("- a\n", "NAME: VALUE"),
        ("a: [", "cannot be read as YAML"),
        ("top_n: 1\ntop_n: 2\n", "'top_n' is given twice"),
        ("workers: two\n", "workers must be int"),
        ("sources: 3\n", "sources must be"),
        ("x: !!python/name:os.system\n", "cannot be read"),
    ],
)
def test_a_broken_parameter_file_is_told(call, tmp_path, content, told):
    file = tmp_path / "run.yaml"
    file.write_text(content)
    code, out, err = call("run", "seeds", "--params", str(file))
    assert code == 2 and told in err and "run.yaml" in err


def test_a_parameter_file_holds_a_whole_run(tmp_path):
    from analysis.settings import read_params_file

    file = tmp_path / "run.yaml"
    file.write_text("sources: clips\nname: daily\nworkers: 2\nfrom_date: 2024-11-01\nactors: [A, B]\n")
    assert read_params_file(file) == (
        {"sources": ("clips",), "name": "daily", "workers": 2},
        {"from_date": "2024-11-01", "actors": ["A", "B"]},
    )


# --- run: exit codes and output, the work itself replaced ---


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotebookFailed("3_quotes.ipynb, cell 4: no"), 4),
        (OutputLocked("in use"), 5),
        (ModelError("no model"), 6),
        (ZeroDivisionError("oh"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_exit_codes(call, monkeypatch, error, code):
    def fails(*_):
        raise error

    monkeypatch.setattr(run_module, "run", fails)
    found, out, err = call("run", "seeds")
    assert found == code and out == "" and err.count("\n") == 1 and "Traceback" not in err
    assert "Traceback" in call("run", "seeds", "--debug")[2]


def test_run_prints_the_report_on_standard_output(call, monkeypatch):
    from pathlib import Path

    seen = {}

    def run(settings, progress):
        seen["settings"] = settings
        progress("annotate", 1, 1)
        return Path("outputs") / "x"

    monkeypatch.setattr(run_module, "run", run)
    code, out, err = call(
        "run", "a b", "c", "-p", "top_n=3", "-p", "query=a=b", "--workers", "2", "--name", "x", "--replace"
    )
    assert (code, out) == (0, f"{Path('outputs/x/report.html')}\n") and "annotate: 1 of 1" in err
    s = seen["settings"]
    assert (s.sources, s.workers, s.name, s.replace, s.fresh) == (("a b", "c"), 2, "x", True, False)
    assert s.params == {"top_n": "3", "query": "a=b"}


# --- check, sets, params, runs ---


def test_check_lists_what_is_read_and_what_is_not(call, clips):
    code, out, err = call("check", str(clips))
    rows = {line.split("\t")[1].split("/")[-1]: line.split("\t") for line in out.splitlines()}
    assert code == 0 and len(rows) == 4
    assert rows["2024-10-25-talks.txt"][0] == "used" and "2024-10-25" in rows["2024-10-25-talks.txt"][2]
    assert rows["empty.txt"][0] == rows["picture.txt"][0] == "skipped"
    assert "4 files found" in err


def test_nothing_usable_is_code_3(call, tmp_path):
    code, out, err = call("check", str(tmp_path))
    assert code == 3 and out == ""
    (tmp_path / "empty.txt").write_text("")
    assert call("check", str(tmp_path))[0] == 3


def test_sets_lists_the_shipped_sets(call, at_root):
    code, out, _ = call("sets")
    assert code == 0 and [line.split("\t")[0] for line in out.splitlines()] == [
        "korea-troops-november",
        "korea-troops-october",
    ]


def test_runs_lists_finished_runs_only(call, tmp_path):
    for name, day in (("b", "2024-11-23"), ("a", "2024-11-22")):
        (tmp_path / name).mkdir()
        manifest.write(
            tmp_path / name,
            {"run": name, "started": f"{day}T08:00:00Z", "counts": {"articles": 3, "articles_skipped": 1, "quotes": 7}},
        )
    (tmp_path / "half").mkdir()
    (tmp_path / "file").write_text("x")
    code, out, _ = call("runs", "--outputs", str(tmp_path))
    assert (
        code == 0 and [line.split("\t")[0] for line in out.splitlines()] == ["a", "b"] and "2 articles, 7 quotes" in out
    )
    assert call("runs", "--outputs", str(tmp_path / "none"))[:2] == (0, "")


# --- annotate ---


@pytest.fixture
def stub_pipeline(monkeypatch):
    """A pipeline that takes any text and finds one attribution: all of it."""
    nlp = spacy.blank("en")

    def load():
        def annotate(text):
            doc = nlp(text)
            found = Attribution(None, None, ((0, len(text)),), "direct")
            return SimpleNamespace(ents=doc[0:1] and [doc[0:1]], _=SimpleNamespace(attributions=[found], actors=[]))

        return annotate

    monkeypatch.setitem(vars(analysis), "load_pipeline", load)


def test_annotate_takes_the_text_as_given(call, stub_pipeline, tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffLine one\r\nl\u00edne \U0001f600 two\n\n".encode())
    code, out, err = call("annotate", str(file))
    found = json.loads(out)
    assert (code, err, found["text"]) == (0, "", "Line one\r\nl\u00edne \U0001f600 two\n\n")
    assert set(found) == {"text", "entities", "attributions", "actors"}
    assert (
        found["attributions"][0]["content"] == [[0, len(found["text"])]]
        and found["attributions"][0]["kind"] == "direct"
    )
    assert set(found["entities"][0]) >= {"start", "end", "label"}


def test_annotate_reads_standard_input(call, stub_pipeline, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a\r\nb")))
    assert json.loads(call("annotate", "-")[1])["text"] == "a\r\nb"


def test_annotate_refuses_what_is_not_utf8(call, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    code, out, err = call("annotate", str(tmp_path / "a.txt"))
    assert code == 2 and out == "" and "not UTF-8 (byte 3)" in err


@pytest.mark.skipif(not HAS_MODEL, reason="the model is not in analysis/model")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                [
                    "“No,” said Ann Lee. ",
                    "Beijing\u2019s \U0001f600 embassy said it ",
                    "\r\n\r\n",
                    "\n\n",
                    "'' \"",
                    "\u202e",
                    "e\u0301",
                    "The U.S. warned China.\u2029",
                    "\x00\x85\u2028",
                ]
            ),
        ),
        max_size=8,
    ).map("".join)
)
def test_annotate_gives_offsets_that_hold_on_any_text(tmp_path, text):
    file = tmp_path / "any.txt"
    file.write_bytes(text.encode("utf-8", "ignore"))
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        assert cli.main(["annotate", str(file)]) == 0
    found = json.loads(out.getvalue())
    text = found["text"]
    assert text == file.read_bytes().decode().removeprefix("\ufeff")
    assert all(text[e["start"] : e["end"]] == e["text"] for e in found["entities"])
    spans = [tuple(s) for a in found["attributions"] for s in [a["source"], a["cue"], *a["content"]] if s]
    spans += [tuple(m) for actor in found["actors"] for m in actor["mentions"]]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a["content"] == sorted(a["content"]) for a in found["attributions"])


# --- the program itself ---


def test_python_m_analysis_is_the_same_program(root, clips):
    made = subprocess.run(
        [sys.executable, "-m", "analysis", "check", str(clips)], cwd=root, capture_output=True, text=True
    )
    assert made.returncode == 0 and made.stdout.startswith("used\t")


def test_a_reader_that_goes_away_is_no_error(root, clips):
    made = subprocess.run(
        f'"{sys.executable}" -m analysis check "{clips}" | head -n 1; echo "${{PIPESTATUS[0]}}"',
        shell=True,
        executable="/bin/bash",
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert made.stdout.splitlines()[-1] == "0" and "Traceback" not in made.stderr
