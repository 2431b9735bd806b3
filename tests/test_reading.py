"""What the model reads and how its tags become entities: words with points, states it passed over, first sentences; no weights
but those of the small networks."""


import numpy as np
import pytest
import spacy

from analysis.annotate import entities, judges
from analysis.annotate.features import Pieces, word_begins
from analysis.annotate.sentences import starts

NLP = spacy.blank("en")


def pieces(*spans):
    low, high = (np.array(side) for side in zip(*spans, strict=True))
    zeros = np.zeros(len(low), np.int64)
    return Pieces(zeros, low, high, zeros, zeros)


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


def test_a_small_network_adds_one_row_of_scores_a_candidate():
    rng = np.random.default_rng(0)
    asked, candidates = rng.normal(size=4 * judges.STATE), rng.normal(size=(3, judges.STATE))
    added = judges.correction("judge_target", asked, candidates, np.zeros((3, 1)))
    assert added.shape == (3, 1) and len(set(added[:, 0].round(6))) == 3
    alone = judges.correction("judge_target", asked, candidates[1:2], np.zeros((1, 1)))
    assert np.allclose(alone[0], added[1])  # a candidate's score does not depend on the others
    assert judges.correction("judge_towards", asked, candidates[:1], np.zeros((1, 3))).shape == (1, 3)
