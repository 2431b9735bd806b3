"""The explorer: what its filters keep, what it shows, and that article text stays text."""

from datetime import date
from types import SimpleNamespace

import pytest

from analysis import schema
from analysis.widgets import Explorer, page
from analysis.widgets.select import NOBODY, Choice, names, select

TEXT = {
    "dated": "Talks open\n\nThe minister said on Monday that talks would open.\n\n"
    "“We will come,” Ana Ruiz said. <b>Bold</b>\n\nThe end.",
    "undated": "No date\n\nOfficials warned of delays & costs.",
}


def _quote(number, article, speaker, words, **more):
    start = TEXT[article].index(words)
    return {
        "quote_id": f"q{number}",
        "article_id": article,
        "publisher": None if article == "undated" else "Gazette",
        "published": "2024-11-22" if article == "dated" else None,
        "speaker": speaker,
        "kind": "indirect",
        "text": words,
        "words": 3,
        "act": "state",
        "cite": f"{words} — {speaker}",
        "confidence": 0.9,
        "start": start,
        "end": start + len(words),
        **more,
    }


@pytest.fixture
def book():
    articles = schema.frame(
        "articles",
        [
            {
                "article_id": "dated",
                "set": "s",
                "publisher": "Gazette",
                "title": "Talks open",
                "published": "2024-11-22",
                "published_earliest": "2024-11-22",
                "published_latest": "2024-11-22",
                "status": "used",
            },
            {
                "article_id": "undated",
                "set": "s",
                "title": "No date",
                "published_earliest": "2024-10-25",
                "status": "used",
            },
        ],
    )
    quotes = schema.frame(
        "quotes",
        [
            _quote(1, "dated", "the minister", "that talks would open"),
            _quote(2, "dated", "Ana Ruiz", "“We will come,”", kind="direct"),
            _quote(3, "undated", None, "delays & costs", act="warn"),
        ],
    )
    positions = schema.frame(
        "positions",
        [
            {
                "position_id": "p1",
                "article_id": "undated",
                "actor": "<script>alert(1)</script>",
                "act": "warn",
                "content": "delays & costs",
                "basis": "paraphrase",
                "cite": "c",
                "start": TEXT["undated"].index("delays"),
                "end": TEXT["undated"].index(" costs"),
                "confidence": 0.5,
            }
        ],
    )
    return SimpleNamespace(articles=articles, quotes=quotes, positions=positions, text=TEXT.__getitem__)


def test_names_are_counted_and_the_unknown_is_said(book):
    assert names(book.quotes, "publisher") == [("Gazette", 2), (NOBODY, 1)]


@pytest.mark.parametrize(
    "choice, kept",
    [
        (Choice(), ["q1", "q2", "q3"]),
        (Choice(who="Ana Ruiz"), ["q2"]),
        (Choice(who=NOBODY), ["q3"]),
        (Choice(publisher="Gazette"), ["q1", "q2"]),
        (Choice(words="TALKS minister"), ["q1"]),
        (Choice(words="[(*"), []),
        (Choice(after=date(2024, 11, 23)), ["q3"]),  # it may have been published later: no upper bound is known
        (Choice(before=date(2024, 10, 24)), []),  # its text proves it is later than that
        (Choice(after=date(2024, 11, 22), before=date(2024, 11, 22)), ["q1", "q2", "q3"]),
    ],
)
def test_filters_keep(book, choice, kept):
    assert select(book.quotes, book.articles, choice, kind="quotes")["quote_id"].tolist() == kept


def test_a_filter_changes_count_table_and_passage(book):
    explorer = Explorer(book)
    assert "3 of 3 quotes" in explorer.count.value
    assert "<mark>that talks would open</mark>" in explorer.passage.value
    explorer.who.value = "Ana Ruiz"
    assert "1 of 3 quotes" in explorer.count.value
    assert "We will come" in explorer.table.value and "talks would open" not in explorer.table.value
    assert "<mark>“We will come,”</mark>" in explorer.passage.value
    explorer.words.value = "nowhere"
    assert "0 of 3 quotes" in explorer.count.value and "take one away" in explorer.count.value
    assert explorer.table.value == "" and explorer.passage.value == ""


def test_choosing_a_row_shows_its_article(book):
    explorer = Explorer(book)
    explorer.row.value = "q3"
    assert "<mark>delays &amp; costs</mark>" in explorer.passage.value and "date not known" in explorer.passage.value
    assert explorer.table.value.count('aria-current="true"') == 1


def test_positions_replace_quotes_and_article_text_is_escaped(book):
    explorer = Explorer(book)
    explorer.kind.value = "positions"
    assert "1 of 1 positions" in explorer.count.value and explorer.who.description == "Actor"
    assert "&lt;script&gt;" in explorer.table.value
    explorer.kind.value = "quotes"
    explorer.row.value = "q2"
    everything = "".join(w.value for w in (explorer.count, explorer.table, explorer.passage))
    assert "&lt;b&gt;Bold" in everything and "<script>alert" not in everything


def test_pages_of_a_long_table(book, monkeypatch):
    monkeypatch.setattr("analysis.widgets.explorer.PAGE", 2)
    explorer = Explorer(book)
    assert explorer.part.max == 2 and len(explorer.row.options) == 2
    explorer.part.value = 2
    assert explorer.row.value == "q3" and explorer.row.options[0][0].startswith("3. ")
    explorer.who.value = "Ana Ruiz"
    assert (explorer.part.value, explorer.part.max) == (1, 1)


def test_a_row_is_reached_by_its_number_too(book, monkeypatch):
    monkeypatch.setattr("analysis.widgets.explorer.PAGE", 2)
    explorer = Explorer(book)
    for number, row in ((3, "q3"), (2, "q2"), (1, "q1")):
        explorer.number.value = number
        assert (explorer.row.value, explorer.number.value) == (row, number)
    explorer.row.value = "q2"
    assert explorer.number.value == 2
    explorer.who.value = "Ana Ruiz"
    assert (explorer.number.value, explorer.number.max, explorer.row.value) == (1, 1, "q2")


def test_no_quotes_reads_well(book):
    book.quotes = schema.frame("quotes", [])
    explorer = Explorer(book)
    assert "0 of 0 quotes" in explorer.count.value and "No quotes were found" in explorer.count.value


def test_every_control_is_labelled(book):
    explorer = Explorer(book)
    controls = (
        explorer.kind,
        explorer.who,
        explorer.publisher,
        explorer.after,
        explorer.before,
        explorer.words,
        explorer.part,
        explorer.number,
        explorer.row,
    )
    assert all(c.description for c in controls)


@pytest.mark.parametrize(
    "spans, expected",
    [
        ([(2, 3), (7, 8)], "a <mark>b</mark>\n\nc <mark>d</mark>\n\ne …"),
        ([(16, 17)], "… f\n\n<mark>g</mark>"),
    ],
)
def test_passage_marks_spans_within_its_paragraphs(spans, expected):
    assert page.marked("a b\n\nc d\n\ne\n\nf\n\ng", spans, around=1) == expected
