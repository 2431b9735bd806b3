"""The pure functions between found spans and attributions: where the seams of one content are."""

import pytest

from analysis.annotate.attributions import joined


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
