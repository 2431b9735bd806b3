"""The store and the engine: nothing is annotated twice, nothing half-written is believed, one bad text costs its own
rows."""

import dying
import pytest
import spacy
from handmade import article, doc

from analysis import engine, store
from analysis.annotate.pipeline import load_pipeline
from analysis.annotate.types import Actor
from analysis.errors import ModelError, UsageError
from analysis.store import Store
from analysis.writing import write_whole

TEXT = "“We hope so,” Lin said. 日本 😀 a\u0301."


class Pipeline:
    """Stands in for the pipeline: counts its calls, fails on request."""

    def __init__(self):
        self.calls = []

    def __call__(self, text):
        self.calls.append(text)
        if "poison" in text:
            raise ValueError("cannot\nread this")
        return doc(text, actors=[Actor("Lin", "person", ((14, 17),))])

    def memory_zone(self):
        return spacy.blank("en").memory_zone()


@pytest.fixture
def pipeline():
    return Pipeline()


@pytest.fixture
def kept(tmp_path, pipeline):
    return Store(tmp_path / "store", "model", load=lambda: pipeline)


def test_a_text_is_annotated_once(kept, pipeline):
    first, again = kept.annotate(TEXT), kept.annotate(TEXT)
    assert pipeline.calls == [TEXT]
    assert first.text == again.text == TEXT
    assert again._.actors == [Actor("Lin", "person", ((14, 17),))]
    assert [s.text for s in again.sents] == [s.text for s in first.sents]


def test_another_model_or_text_is_another_entry(kept, pipeline, tmp_path):
    kept.annotate(TEXT)
    Store(tmp_path / "store", "other", load=lambda: pipeline).annotate(TEXT)
    kept.annotate(TEXT + " ")
    assert len(pipeline.calls) == 3


def test_a_store_that_has_everything_never_loads_the_pipeline(kept, tmp_path):
    kept.annotate(TEXT)
    cold = Store(tmp_path / "store", "model", load=lambda: pytest.fail("loaded"))
    assert cold.annotate(TEXT).text == TEXT
    assert engine.annotate_all([article(TEXT)], cold) == []


@pytest.mark.parametrize(
    "damage", [lambda b: b"", lambda b: b[:20], lambda b: b[:-1], lambda b: b[:40] + b"x" + b[41:], lambda b: b * 2]
)
def test_a_damaged_entry_is_made_again(kept, pipeline, damage):
    kept.annotate(TEXT)
    path = kept.path(TEXT)
    path.write_bytes(damage(path.read_bytes()))
    assert not kept.has(TEXT) and kept.get(TEXT) is None
    assert kept.annotate(TEXT).text == TEXT
    assert len(pipeline.calls) == 2 and kept.has(TEXT)


def test_nothing_half_written_stays(kept, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(UsageError, match="cannot be written: No space left on device"):
        kept.annotate(TEXT)
    assert [p for p in kept.folder.rglob("*") if p.is_file()] == []


def test_the_id_covers_code_and_data_of_annotation(monkeypatch, tmp_path):
    (tmp_path / "annotate" / "data").mkdir(parents=True)
    (tmp_path / "annotate" / "a.py").write_text("1")
    (tmp_path / "annotate" / "data" / "cues.csv").write_text("say")
    monkeypatch.setattr(store, "_PACKAGE", tmp_path)
    before = store.annotation_id.__wrapped__()
    assert before == store.annotation_id.__wrapped__()
    (tmp_path / "annotate" / "data" / "cues.csv").write_text("tell")
    assert before != store.annotation_id.__wrapped__()


def test_the_id_does_not_depend_on_what_is_told_of_the_model(monkeypatch, tmp_path):
    (tmp_path / "model").mkdir()
    monkeypatch.setattr(store, "_PACKAGE", tmp_path)
    (tmp_path / "model" / "heads.npz").write_bytes(b"1")
    before = store.annotation_id.__wrapped__()
    for name in ("README.md", "confidence.svg"):
        (tmp_path / "model" / name).write_text("F1 65.0")
    assert before == store.annotation_id.__wrapped__()
    (tmp_path / "model" / "heads.npz").write_bytes(b"2")
    assert before != store.annotation_id.__wrapped__()


def test_one_bad_text_costs_its_own_rows(kept):
    articles = [article(TEXT, file="set/a.txt"), article("poison.", file="set/b.txt"), article(TEXT, file="set/c.txt")]
    steps = []
    problems = engine.annotate_all(articles, kept, progress=lambda *step: steps.append(step))
    assert [(p.file, p.step, p.code) for p in problems] == [("set/b.txt", "annotate", "annotation_failed")]
    assert "ValueError: cannot read this" in problems[0].message and "\n" not in problems[0].message
    assert kept.has(TEXT) and not kept.has("poison.")
    assert steps == [("annotate", 0, 2), ("annotate", 1, 2), ("annotate", 2, 2)]


def test_skipped_articles_are_not_annotated(kept, pipeline):
    assert engine.annotate_all([article(TEXT, status="skipped", reason="empty_file")], kept) == []
    assert pipeline.calls == []


def test_fresh_makes_everything_again(kept, pipeline):
    kept.annotate(TEXT)
    engine.annotate_all([article(TEXT)], kept, fresh=True)
    assert len(pipeline.calls) == 2


def test_a_missing_model_stops_the_run(tmp_path):
    def missing():
        raise ModelError("The model file encoder.onnx is missing.")

    with pytest.raises(ModelError, match="encoder.onnx"):
        engine.annotate_all([article(TEXT)], Store(tmp_path, "model", load=missing))


def test_processes_and_this_process_annotate_alike(tmp_path):
    """The shipped pipeline, really run: three texts by two processes, then by this one."""
    try:
        pipeline = load_pipeline()
    except ModelError as error:
        pytest.skip(f"no model: {error}")
    texts = [
        f"Lin Jian said on {day} that “we hope for talks” with Ukraine." for day in ("Monday", "Tuesday", "Friday")
    ]
    apart, here = Store(tmp_path / "apart"), Store(tmp_path / "here", load=lambda: pipeline)
    articles = [article(t, file=f"set/{i}.txt") for i, t in enumerate(texts)]
    assert engine.annotate_all(articles, apart, workers=2) == engine.annotate_all(articles, here) == []
    for text in texts:
        one, other = apart.get(text), here.get(text)
        assert [(t.text, t.is_sent_start) for t in one] == [(t.text, t.is_sent_start) for t in other]
        for records in ("actors", "mentions", "attributions", "ascribed", "tone"):
            assert getattr(one._, records) == getattr(other._, records)


def test_a_process_that_dies_costs_its_text_only(kept, monkeypatch):
    monkeypatch.setattr(engine, "annotate_chunk", dying.annotate_chunk)
    monkeypatch.setattr(engine, "CHUNK", 1)
    articles = [article(t, file=f"set/{t}.txt") for t in ("one", "two", "die", "four")]
    problems = engine.annotate_all(articles, kept, workers=2)
    assert [p.file for p in problems] == ["set/die.txt"]
    assert "died" in problems[0].message


def test_a_file_keeps_its_permissions_when_it_is_written_anew(tmp_path):
    path = tmp_path / "kept.csv"
    write_whole(path, b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
