"""What the model reads and how its tags become entities: words with points, states it passed over, first sentences; no
weights but those of the small networks."""

import numpy as np
import pytest
import spacy

from analysis.annotate import entities, judges
from analysis.annotate.encoder import Encoding
from analysis.annotate.features import Pieces, word_begins
from analysis.annotate.model import WIDTH
from analysis.annotate.sentences import starts
from analysis.annotate.types import Attribution, Mention

NLP = spacy.blank("en")


def pieces(*spans):
    low, high = (np.array(side) for side in zip(*spans, strict=True))
    zeros = np.zeros(len(low), np.int64)
    return Pieces(zeros, low, high, zeros, zeros)


@pytest.mark.parametrize(
    "start, end, touched",
    [(0, 3, (0, 1)), (2, 5, (0, 2)), (5, 6, (1, 2)), (3, 4, (1, 1)), (0, 9, (0, 3)), (9, 9, (3, 3))],
)
def test_a_piece_that_a_span_cuts_belongs_to_it(start, end, touched):
    assert pieces((0, 3), (4, 6), (6, 9)).span(start, end) == touched


def test_an_abbreviation_with_points_is_one_word():
    text = "(U.S.) won."
    found = pieces((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (7, 10), (10, 11))
    assert word_begins(text, found).tolist() == [True, True, False, False, False, True, True, True]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The U.S. asked North Korea.", ["U.S.", "North Korea"]),
        ("Jordan said so in Chinatown.", []),  # a name of persons too; a part of a word
        ("US troops left.", []),  # two letters may be a word in capitals
    ],
)
def test_states_that_were_passed_over_are_found_by_name(text, names):
    assert [text[s:e] for s, e, label in entities.with_states(text, []) if label == "GPE"] == names


def test_a_state_inside_a_found_name_stays_there():
    text = "the Bank of China opened"
    assert entities.with_states(text, [(4, 17, "ORG")]) == [(4, 17, "ORG")]


def test_a_straight_mark_at_the_very_start_is_no_sentence():
    doc = NLP('"It is an honor," she said. He left.')
    assert [t.text for t, start in zip(doc, starts(doc), strict=True) if start] == ['"', "He"]


def test_a_candidate_is_judged_by_itself():
    """One row of scores a candidate, and no candidate's depends on the others."""
    rng = np.random.default_rng(0)
    words = pieces(*((k, k + 1) for k in range(8)))
    middle = rng.normal(size=(8, WIDTH)).astype(np.float32)
    read = Encoding(words, middle, middle, np.ones(8, bool), np.arange(8) == 0, np.zeros(8, np.int8))
    one = Attribution((0, 2), (2, 3), ((3, 8),), "indirect", speaker_actor=0)
    mentions = [Mention(0, 2, "name", 0), Mention(4, 5, "name", 1), Mention(6, 8, "name", 2)]
    judge = judges.Judge(read, judges.passage(read, one, mentions, [(0, 8)]))
    known = rng.normal(size=(4, WIDTH))
    every = judge.target([1, 2, 7, None], known, np.zeros(4))
    assert every.shape == (4,) and len(set(every.round(6))) == 4
    assert np.allclose(judge.target([2, None], known[[1, 3]], np.zeros(2)), every[[1, 3]], atol=1e-5)
    assert judge.act().shape == (12,) and judge.basis().shape == (5,) and judge.towards(1).shape == (3,)
