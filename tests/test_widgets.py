"""The explorer: what its filters keep, what it shows, what its forms decide, and that article text stays text."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from ipywidgets import HTML

from analysis import schema
from analysis.errors import UsageError
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
                "target": "the minister",
                "towards": "critical",
                "cite": "c",
                "start": TEXT["undated"].index("delays"),
                "end": TEXT["undated"].index(" costs"),
                "confidence": 0.5,
            }
        ],
    )
    actors = schema.frame("actors", [{"actor_id": "a", "name": n, "aliases": "[]"} for n in ("Ana Ruiz", "Bo Lee")])
    mark = TEXT["dated"].index("The minister")
    return Book(
        articles=articles,
        quotes=quotes,
        positions=positions,
        actors=actors,
        issues=(),
        sets=[SimpleNamespace(name="s")],
        text=TEXT.__getitem__,
        marks=lambda article: [(mark, mark + 12, "source")] if article == "dated" else [],
    )


class Book(SimpleNamespace):
    """What the explorer asks of a workbook; decisions are kept, those on acts also take hold."""

    def correct(self, decision, what, new="", **more):
        if new == "nobody":
            raise UsageError("no actor is called <nobody>.")
        self.decided = [*getattr(self, "decided", []), (decision, what, new, more)]
        if decision == "set quote act":
            self.quotes = self.quotes.copy()
            self.quotes.loc[self.quotes["quote_id"] == what, ["act", "reviewed"]] = [new, True]
        elif decision == "drop quote":
            self.quotes = self.quotes[self.quotes["quote_id"] != what]
        return SimpleNamespace(file="s/corrections.csv")

    def withdraw(self, decision):
        self.withdrawn = decision


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
        (Choice(act="warn", kind="indirect"), ["q3"]),
        (Choice(kind="direct", stance="for"), ["q2"]),  # quotes have no stance: asks for everything
        (Choice(certain=0.95), []),
        (Choice(reviewed=True), []),
        (Choice(reviewed=False, order="published"), ["q1", "q2", "q3"]),
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
    assert '<mark class="chosen">that talks would open</mark>' in explorer.passage.value
    assert '<mark class="source">The minister</mark>' in explorer.passage.value
    assert 'alt="' in explorer.chart.value
    explorer.who.value = "Ana Ruiz"
    assert "1 of 3 quotes" in explorer.count.value
    assert "We will come" in explorer.table.value and "talks would open" not in explorer.table.value
    assert '<mark class="chosen">“We will come,”</mark>' in explorer.passage.value
    explorer.words.value = "nowhere"
    assert "0 of 3 quotes" in explorer.count.value and "take one away" in explorer.count.value
    assert explorer.table.value == explorer.passage.value == explorer.chart.value == ""
    assert explorer.form.save.disabled and explorer.form.drop.disabled


def test_choosing_a_row_shows_its_article(book):
    explorer = Explorer(book)
    explorer.row.value = "q3"
    assert (
        '<mark class="chosen">delays &amp; costs</mark>' in explorer.passage.value
        and "date not known" in explorer.passage.value
    )
    assert explorer.table.value.count('aria-current="true"') == 1


def test_positions_replace_quotes_and_article_text_is_escaped(book):
    explorer = Explorer(book)
    explorer.kind.value = "positions"
    assert "1 of 1 positions" in explorer.count.value and explorer.who.description == "Actor"
    assert "&lt;script&gt;" in explorer.table.value
    explorer.kind.value = "quotes"
    explorer.row.value = "q2"
    everything = "".join(w.value for w in (explorer.count, explorer.table, explorer.passage, explorer.chart))
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


def controls(widget):
    """Every control that takes input, in the order of the Tab key."""
    held = [widget] if hasattr(widget, "description") and hasattr(widget, "value") else []
    return held + [c for child in getattr(widget, "children", ()) for c in controls(child)]


def test_every_control_is_labelled(book):
    inputs = [c for c in controls(Explorer(book).box) if not isinstance(c, HTML)]
    labels = [c.description for c in inputs]
    assert len(labels) > 25 and all(labels) and len(set(labels)) == len(labels)


def test_a_row_is_corrected_and_shown_as_it_is_then(book):
    explorer = Explorer(book)
    explorer.row.value = "q2"
    form = explorer.form
    assert (form.fields["speaker"].value, form.fields["act"].value) == ("Ana Ruiz", "state")
    assert form.fields["stance"].layout.display == "none" and form.fields["act"].layout.display is None
    form.save.click()
    assert "Nothing has been changed" in form.told.value and not hasattr(book, "decided")
    form.fields["act"].value, form.note.value = "deny", "she denied it"
    form.save.click()
    assert book.decided == [("set quote act", "q2", "deny", {"note": "she denied it"})]
    assert "Act is denies" in form.told.value and "s/corrections.csv" in form.told.value
    assert explorer.row.value == "q2" and "denies" in explorer.table.value and ">yes<" in explorer.table.value
    form.back.click()
    assert book.withdrawn.file == "s/corrections.csv" and form.back.disabled


def test_a_dropped_row_makes_room_for_the_next(book):
    explorer = Explorer(book)
    explorer.row.value = "q2"
    explorer.form.drop.click()
    assert book.decided[-1][:3] == ("drop quote", "q2", "") and explorer.row.value == "q3"
    assert "The quote is dropped" in explorer.form.told.value


def test_what_cannot_be_decided_is_said_and_escaped(book):
    explorer = Explorer(book)
    explorer.kind.value = "positions"
    explorer.form.fields["target"].value = "nobody"
    explorer.form.save.click()
    assert 'role="alert"' in explorer.form.told.value and "&lt;nobody&gt;" in explorer.form.told.value


@pytest.mark.parametrize(
    "what, new, more",
    [
        ("merge actor", "Bo Lee", {"set": "s"}),
        ("drop actor", "", {"set": "s"}),
        ("split actor", "X", {"article": "dated"}),
    ],
)
def test_an_actor_is_corrected(book, what, new, more):
    form = Explorer(book).actors
    form.open.value = True
    form.actor.value, form.what.value = "Ana Ruiz", what
    form.new.value = new
    form.save.click()
    assert book.decided == [(what, "Ana Ruiz", new, {"note": "", **more})] and "Saved in" in form.told.value


@pytest.mark.parametrize(
    "spans, expected",
    [([(2, 3), (7, 8)], "a b\n\nc d\n\ne"), ([(16, 17)], "f\n\ng"), ([(0, 1)], "a b\n\nc d")],
)
def test_a_passage_is_whole_paragraphs(spans, expected):
    text = "a b\n\nc d\n\ne\n\nf\n\ng"
    low, high = page.bounds(text, spans, around=1)
    assert text[low:high] == expected


def test_the_rest_of_the_article_is_folded_away(book):
    text = "\n\n".join(f"Paragraph {i}." for i in range(9))
    row = SimpleNamespace(start=text.index("4"), end=text.index("4") + 1, cite="c", article_id="dated")
    shown = page.evidence(row, text, book.articles.iloc[0], [])
    before, passage, after = re.findall(r"<p>(Paragraph.*?)</p>", shown, re.DOTALL)
    assert "0." in before and "1." in before and "2." in passage and "6." in passage and "8." in after
    assert shown.count("<details>") == 2 and "The article before this passage (4 words)" in shown
