"""Whatever the text and wherever annotation points: the tables hold, and the evidence is in the text."""

import html
import json
import re

from handmade import article, build, doc
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.types import Actor, Attribution, Mention
from analysis.tables import evidence, records

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@st.composite
def annotated(draw):
    text = draw(TEXTS)
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30)).map(lambda s: (s[0], min(len(text), sum(s))))
    actors = [
        Actor(draw(TEXTS), draw(st.sampled_from(["person", "organization", "state", "group"])), ()) for _ in range(2)
    ]
    mentions = [Mention(*draw(span), "name", draw(st.sampled_from([None, 0, 1]))) for _ in range(3)]
    attributions = [
        Attribution(
            draw(st.none() | span),
            draw(st.none() | span),
            tuple(sorted(draw(st.lists(span, max_size=3)))),
            draw(st.sampled_from(["direct", "mixed", "indirect"])),
            speaker=draw(st.none() | TEXTS),
            speaker_actor=draw(st.sampled_from([None, 0, 1])),
            target=draw(st.none() | TEXTS),
            target_actor=draw(st.sampled_from([None, 0, 1])),
            confidence=0.5,
        )
        for _ in range(3)
    ]
    tone = [(m.start, m.end, 0.2, 0.5, 0.3) for m in mentions]
    return article(text), doc(text, actors, attributions, attributions[:1], mentions, tone)


@settings(max_examples=20, deadline=None)
@given(st.lists(annotated(), min_size=1, max_size=2, unique_by=lambda pair: pair[0].article_id))
def test_tables_hold_on_any_text(pairs):
    made = build(*pairs)
    texts = {a.article_id: a.text for a, _ in pairs}
    for row in made["quotes"].to_dict("records"):
        assert " ... ".join(texts[row["article_id"]][s:e] for s, e in json.loads(row["spans"])) == row["text"]
    for row in made["mentions"].to_dict("records"):
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]
    known = set(made["actors"]["actor_id"])
    for table, column in (
        ("quotes", "speaker_id"),
        ("positions", "actor_id"),
        ("mentions", "actor_id"),
        ("actors", "speaks_for"),
    ):
        assert set(made[table][column].dropna()) <= known
    assert all(made[name].to_csv() == again.to_csv() for name, again in build(*pairs).items())


@settings(max_examples=15, deadline=None)
@given(annotated())
def test_evidence_reads_as_the_text(pair):
    made = build(pair)
    reading = records.read(*pair)
    for row in (*made["quotes"].to_dict("records"), *made["positions"].to_dict("records")):
        shown = re.search("<p>(.*)</p>", evidence.snippet(reading, row), re.DOTALL)[1]
        plain = html.unescape(re.sub("</?mark[^>]*>", "", shown).replace("<br>", "\n"))
        assert plain in pair[0].text and pair[0].text[row["start"] : row["end"]] in plain
