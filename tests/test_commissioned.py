"""The two reports that the workbook was commissioned for, row by row. They are not redistributed: skipped where
absent."""

import os
from pathlib import Path

import pytest

import analysis

REPORTS = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parents[2] / "shared" / "data")).parent / "seeds"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason=f"the commissioned reports are not in {REPORTS}")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return analysis.Workbook(str(REPORTS), outputs=str(tmp_path_factory.mktemp("outputs")))


@pytest.fixture(scope="module")
def name(book):
    return book.actors.set_index("actor_id")["name"]


def _quote(book, words):
    rows = book.quotes[book.quotes["text"].str.contains(words, regex=False)]
    assert len(rows), f"no quote with {words!r}"
    return rows.iloc[0]


@pytest.mark.parametrize(
    "words, speaker",
    [
        ("We hope all parties will promote", "Embassy of China in the United States"),
        ("would have failed already", "Jonathan Ward"),
        ("False narratives about Beijing", "Jonathan Ward"),
        ("could embolden the North", "The New York Times"),
        ("more voices of peace", "Xi Jinping"),
        ("tricky situation", "Patricia Kim"),
        ("Putin is now indebted to Kim", "Patricia Kim"),
        ("cannot afford to alienate", "Patricia Kim"),
    ],
)
def test_direct_quotes_have_the_right_speaker(book, words, speaker):
    row = _quote(book, words)
    assert row["speaker"] == speaker and row["kind"] in ("direct", "mixed")


def test_a_passive_finds_the_speaker_of_the_statement_before_or_none(book):
    row = _quote(book, "face squarely the crux")
    assert row["speaker"] != row["speaker"] or (row["speaker"], row["speaker_from"]) == (
        "Embassy of China in the United States",
        "previous",
    )


def test_speakers(book):
    assert set(book.quotes["speaker"].dropna()) >= {
        "Lloyd Austin III",
        "Embassy of China in the United States",
        "Jonathan Ward",
        "The New York Times",
        "Xi Jinping",
        "Yoon Suk Yeol",
        "Patricia Kim",
    }


def test_kim_jong_un_is_not_patricia_kim(book, name):
    text = {a: book.text(a) for a in book.articles["article_id"]}
    (article,) = [a for a, t in text.items() if "indebted to Kim" in t]
    at = text[article].index("indebted to Kim") + len("indebted to ")
    (mention,) = book.mentions[(book.mentions["article_id"] == article) & (book.mentions["start"] == at)].to_dict(
        "records"
    )
    assert name[mention["actor_id"]] == "Kim Jong Un"
    assert {"Kim Jong Un", "Patricia Kim"} <= set(name)


@pytest.mark.parametrize(
    "word, state", [("Beijing", "China"), ("Pyongyang", "North Korea"), ("Moscow", "Russia"), ("Seoul", "South Korea")]
)
def test_capitals_count_for_their_states(book, name, word, state):
    rows = book.mentions[(book.mentions["text"] == word) & (book.mentions["form"] == "metonym")]
    assert len(rows) and set(rows["actor_id"].map(name)) == {state}


def test_who_speaks_for_whom(book, name):
    actors = book.actors.set_index("name")
    assert name[actors.loc["Embassy of China in the United States", "speaks_for"]] == "China"
    assert actors["speaks_for"].isna()["Jonathan Ward"] and actors["speaks_for"].isna()["Patricia Kim"]
    assert (
        actors.loc["Jonathan Ward", "affiliation"] == "Hudson Institute"
        and actors.loc["Jonathan Ward", "capacity"] == "expert"
    )


def test_what_an_expert_says_of_beijing_is_not_its_position(book, name):
    claimed = book.positions[book.positions["content"].str.contains("cannot afford to alienate", regex=False)]
    china = claimed[claimed["actor_id"].map(name) == "China"]
    assert set(china["basis"]) <= {"ascribed"} and set(china["stated_by"]) <= {"Patricia Kim"}


def test_scholz_warns_and_does_not_threaten(book):
    row = _quote(book, "amounted to an escalation")
    assert "Scholtz" in row["speaker"] and row["act"] == "warn"


def test_nobody_comes_from_the_teasers(book):
    for word in ("Rabi", "Nepal", "Kathmandu", "Scotland", "Deuba", "Egypt"):
        assert not book.actors["name"].str.contains(word).any() and not book.mentions["text"].str.contains(word).any()


def test_dates(book):
    known, unknown = book.articles.sort_values("published")[
        ["published", "published_earliest", "published_latest"]
    ].values.tolist()
    assert known[0] == "2024-11-22"
    assert unknown[0] != unknown[0] and unknown[1] >= "2024-10-22"
