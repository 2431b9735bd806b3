"""The whole pipeline on real text: offsets, records on a Doc, independence of what else is read, tone and stance."""

from itertools import pairwise

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info, threadpool_limits

import analysis
from analysis.annotate import features, tone
from analysis.annotate.entities import trim
from analysis.annotate.model import load_model
from analysis.annotate.sentences import mark_sentences
from analysis.annotate.types import ACTS, BASES, TOWARDS

TEXT = """Minister urges calm at the border

KYIV — Foreign Minister Ann Lee said on Monday that Norway would not send troops to the border. “We will not be drawn \
into this war,” she told reporters.

Carlos Diaz, a senior analyst at the Bern Institute, disagreed. “Oslo is uneasy,” he said. "It knows that patience has \
run out."

The embassy has repeatedly refused to comment."""


@pytest.fixture(scope="module")
def nlp():
    return analysis.load_pipeline()


def _check(doc):
    """Every offset on the Doc lies in the text, spans are sorted and hold something but white space."""
    text = doc.text
    for a in doc._.attributions + doc._.ascribed:
        spans = [*a.content, *([a.source] if a.source else []), *([a.cue] if a.cue else [])]
        assert all(0 <= s < e <= len(text) and text[s:e].strip() for s, e in spans)
        assert list(a.content) == sorted(a.content) and a.kind in ("direct", "mixed", "indirect")
        assert a.act in ACTS and a.basis in BASES and 0 <= a.confidence <= 1
        assert a.towards is None or a.towards in TOWARDS
        assert a.speaker_actor is None or doc._.actors[a.speaker_actor].name == a.speaker
        assert a.target_actor is None or doc._.actors[a.target_actor].name == a.target
    for k, actor in enumerate(doc._.actors):
        assert actor.mentions and all(text[s:e].strip() for s, e in actor.mentions)
        assert all(any((m.start, m.end, m.actor) == (s, e, k) for m in doc._.mentions) for s, e in actor.mentions)
    for start, end, *chances in doc._.tone:
        assert text[start:end].strip() and sum(chances) == pytest.approx(1, abs=1e-4)


def test_a_small_article(nlp):
    doc = nlp(TEXT)
    _check(doc)
    said = {(a.speaker, a.kind) for a in doc._.attributions}
    assert ("Ann Lee", "direct") in said and ("Carlos Diaz", "direct") in said
    assert {a.name for a in doc._.actors} >= {"Ann Lee", "Carlos Diaz", "Norway"}
    assert [e.label_ for e in doc.ents if e.text == "Norway"] == ["GPE"]
    assert not doc.tensor.size and not [k for k in doc.user_data if "encoding" in str(k)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "’",
                "'",
                " said ",
                "Ann Lee",
                "\n\n",
                "\r\n",
                "\u2028",
                "e\u0301",
                "😀",
                "ﬁ",
                "İstanbul",
                " the embassy ",
                ".",
                "\ufeff",
                "\x00",
                "He ",
                "told",
                "“We",
                "\u200b",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_offsets_hold_on_any_text(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    _check(doc)


def test_records_survive_serialization(nlp):
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    for name in ("attributions", "ascribed", "actors", "mentions", "tone"):
        assert getattr(again._, name) == getattr(doc._, name)


def test_results_do_not_depend_on_what_else_is_read(nlp):
    alone = nlp(TEXT)
    among = list(nlp.pipe(["Some other text. " * 40, TEXT, "“No,” he said."]))[1]
    for name in ("attributions", "actors", "mentions", "tone"):
        assert getattr(alone._, name) == getattr(among._, name)


def test_the_heads_run_on_one_thread_and_leave_the_settings_as_they_were(nlp, monkeypatch):
    def threads():
        return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}

    model, seen = load_model(), {}

    def noting(run):
        def noted(name, states):
            seen[name] = threads()
            return run(name, states)

        return noted

    for kind in ("linear", "mlp"):
        monkeypatch.setattr(model, kind, noting(getattr(model, kind)))
    with threadpool_limits(2, "blas"):
        nlp(TEXT)
        assert threads() <= {2}
    assert {"entities", "attribution", "tone", "judge_act"} <= seen.keys()
    assert all(found <= {1} for found in seen.values())


def test_scores_of_targets_and_stances(nlp):
    doc = nlp("Ann Lee praised the brave nurses but condemned the corrupt mayor, Carlos Diaz.")
    assert analysis.score_targets(doc, []).shape == (0, 3) and analysis.score_stances(doc, []).shape == (0, 3)
    at = doc.text.index("Carlos")
    rows = analysis.score_targets(doc, [(0, 7), (at, at + 11), (at + 2, at + 5)])
    assert rows.shape == (3, 3) and np.allclose(rows.sum(1), 1)
    assert rows[1].argmax() == 0  # the mayor: negative
    blame = analysis.score_stances(doc, [((0, 7), (at, at + 11)), ((at, at + 11), (0, 7))])
    assert blame[0].argmax() == 0 and blame[1].argmax() == 1  # she blames him, not he her
    for wrong in ((5, 5), (-1, 3), (0, 9999)):
        with pytest.raises(ValueError, match="span"):
            analysis.score_targets(doc, [wrong])


@pytest.mark.parametrize(
    "text, inside",
    [
        ('He said, "We go."', "We go."),
        ("“Unclosed at the end", "Unclosed at the end"),
        ("‘Only’ single", "Only"),
        ("It's the officials' plan", ""),
        ("“One\n\nTwo” three", "One"),
        ("«Oui», dit-elle", "Oui"),
    ],
)
def test_quotation_state(text, inside):
    states = features.quotation(text)
    assert "".join(ch for ch, s in zip(text, states, strict=True) if s == features.INSIDE) == inside


def test_windows_cover_a_text_once():
    pieces = features.encode(load_model().tokenizer, "word " * 1000 + "\n\n" + "two words\n" * 200)
    cuts = features.blocks(
        features.paragraph_starts("word " * 1000 + "\n\n" + "two words\n" * 200, pieces), len(pieces), 184
    )
    assert cuts[0][0] == 0 and cuts[-1][1] == len(pieces)
    assert all(a[1] == b[0] for a, b in pairwise(cuts)) and max(b - a for a, b in cuts) <= 184


@pytest.mark.parametrize(
    "text, name",
    [
        ("Clinton says", "Clinton"),
        ("the White House has", "White House"),
        ("de Blasio", "de Blasio"),
        ("nato", "nato"),
        ("Bank of England", "Bank of England"),
        ("former Ann Lee", "Ann Lee"),
    ],
)
def test_names_end_in_capitals(text, name):
    start, end = trim(text, 0, len(text))
    assert text[start:end] == name


@pytest.mark.parametrize(
    "sentences",
    [
        ["Maj. Gen. Ann Lee left.", "Lt. Cmdr. Bob Roe stayed."],
        ["They met in Springfield, Mo.", "She left."],
        ["Bob Roe Jr. of Norway came.", "He left."],
        ["It is No. 5 on the list.", "They said no.", "Nobody came."],
    ],
)
def test_an_abbreviation_ends_a_sentence_only_where_another_plainly_begins(sentences):
    doc = mark_sentences(spacy.blank("en")(" ".join(sentences)))
    assert [s.text for s in doc.sents] == sentences


@pytest.mark.parametrize("start, end", [(0, 3), (1, 2), (4, 12), (8, 9), (10, 30), (28, 29), (0, 40)])
def test_the_sentences_of_a_span_are_those_of_its_first_and_last_token(start, end):
    doc = mark_sentences(spacy.blank("en")("Ann left. Lee \n\n stayed there. They met again. No."))
    touched = [t for t in doc if t.idx < end and t.idx + len(t) > start]
    assert tone._Sentences(doc).of(start, end) == (touched[0].sent.start_char, touched[-1].sent.end_char)


def test_a_name_that_stands_at_a_quotation_mark_without_a_space_is_found():
    doc = analysis.load_pipeline()("“We have no plan to leave,”Lee said on Monday. Maria Lee is the mayor.")
    assert [(a.speaker, a.kind) for a in doc._.attributions if a.kind == "direct"] == [("Maria Lee", "direct")]


def test_a_possessive_mark_that_is_turned_the_wrong_way_ends_a_name():
    doc = analysis.load_pipeline()("Donald Brandt‘s plan is dear, and Brandt‘s friends know it.")
    assert [t.text for t in doc][:3] == ["Donald", "Brandt", "‘s"]
    assert [doc.text[start:end] for start, end in doc._.actors[0].mentions] == ["Donald Brandt", "Brandt"]
