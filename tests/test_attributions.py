"""What stands between found spans and attributions: seams, ends, second halves of quotations; learned scores of
tags."""

import numpy as np
import pytest

from analysis.annotate.attributions import _Found, _Unit, _within, closed, finished, joined, passed_on
from analysis.annotate.features import quotation
from analysis.annotate.tags import decode
from analysis.annotate.types import Attribution


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("[whether] [then-rival Obama was prepared]", True),  # nothing but white space between
        ("[that], [“few people knock me”]", True),  # a comma and a quotation mark
        ("[It was late.] [He left]", False),  # a sentence ends between them
        ("[“It was late.”] [“He left”]", False),
        ("[It was late] he said [and left]", False),  # words between: an interrupted content
        ("[It was late]\n[He left]", False),  # a paragraph ends between them
    ],
)
def test_a_content_has_no_seams_inside_a_sentence(marked, whole):
    text, spans, start = "", [], 0
    for mark in marked:
        if mark == "[":
            start = len(text)
        elif mark == "]":
            spans.append((start, len(text)))
        else:
            text += mark
    assert joined(text, spans) == (((spans[0][0], spans[-1][1]),) if whole else tuple(spans))


@pytest.mark.parametrize(
    ("content", "rest", "whole"),
    [
        ("a plan for", " the north, she said", "a plan for the north"),
        ("a plan", " for the north, she said", "a plan"),  # ends as a phrase may
        ("a plan for", " all the towns of a valley in the far north of the land, she", "a plan for"),  # no mark near
    ],
)
def test_a_content_does_not_break_off_on_a_preposition(content, rest, whole):
    text = f"It was {content}{rest}"
    assert text[7 : finished(text, 7, 7 + len(content))] == whole


@pytest.mark.parametrize(
    ("source", "rest", "whole"),
    [("Ana Ruiz, a baker", ", said", "Ana Ruiz, a baker,"), ("Ana Ruiz", ", said", "Ana Ruiz")],
)
def test_a_source_takes_the_comma_that_closes_its_apposition(source, rest, whole):
    start, end = closed(source + rest, 0, len(source))
    assert (source + rest)[start:end] == whole


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("“It is late,” she said. “We must go at once.”", True),
        ("“It is late,” she said.\n“We must go at once.”", False),  # another paragraph
        ("It is late, she said. “We must go at once.”", False),  # the first is no quotation
        ("“It is late,” she said. “Oh.” “We must go at once.”", False),  # another stands between
    ],
)
def test_the_second_half_of_a_quotation_belongs_to_the_first(text, goes_on):
    def found(words):
        start = text.index(words)
        return _Found(0, 0, start, start + len(words), 0.9, np.zeros(1))

    content, source, cue = found(text[: text.index(",") + 1].strip("“")), found("she"), found("said")
    unit = _Unit(source, cue, [(content, 0.9)], 0.9)
    assert unit.goes_on(quotation(text), text, cue, text.index("“We")) == goes_on


def test_learned_scores_of_one_tag_after_another_count():
    """A source of two pieces where each piece alone would be one."""
    scores = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.5, 0.4]]))
    every, none = np.ones(2, bool), np.zeros(2, bool)
    assert decode(scores, every, none) == [(0, 0, 1), (0, 1, 2)]
    follow = np.zeros((3, 3))
    follow[1, 1] = -2.0
    assert decode(scores, every, none, follow) == [(0, 0, 2)]


@pytest.mark.parametrize(
    ("cue", "content", "whom", "said"),
    [
        ("quoted", ["minister Ann Lee as saying that it is over"], "minister Ann Lee", ["that it is over"]),
        ("quoted", ["“It is over,”", "him as saying"], "him", ["“It is over,”"]),
        ("cites", ["Ann Lee as having said, “It is over.”"], "Ann Lee", ["“It is over.”"]),
        ("said", ["Ann Lee as saying that it is over"], None, None),
        ("quoted", ["Ann Lee on the end of it"], None, None),
        ("quoted", ["him as saying"], None, None),
    ],
)
def test_the_source_of_what_somebody_is_quoted_as_saying_is_that_somebody(cue, content, whom, said):
    text, spans = f"They {cue} ", []
    for part in content:
        spans.append((len(text), len(text) + len(part)))
        text += part + " "
    found = passed_on(text, (5, 5 + len(cue)), spans)
    if whom is None:
        assert found is None
    else:
        assert text[slice(*found[0])] == whom and [text[slice(*span)] for span in found[1]] == said


def test_a_verb_inside_what_is_told_is_no_saying_of_the_one_who_tells_it():
    outer = Attribution((0, 2), (3, 7), ((8, 60),), "mixed")  # He said the party backs the war, and backs “its axis”
    inner = Attribution((0, 2), (40, 45), ((46, 58),), "direct")
    assert _within(inner, outer) and not _within(outer, inner) and not _within(inner, inner)
    assert not _within(Attribution((20, 25), (40, 45), ((46, 58),), "direct"), outer)  # another speaker
