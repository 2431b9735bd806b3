"""The answers to an analyst's questions, each on a few rows made by hand."""

import math

import pandas as pd
import pytest

from analysis import schema
from analysis.errors import UsageError
from analysis.ingest.sets import Issue
from analysis.tables import summaries
from analysis.tables.numbers import counted
from analysis.tables.shifts import FORCE, verdict
from analysis.tables.tones import interval

TALKS = Issue("talks", "There should be talks")


def frame(name, columns, *rows, **fixed):
    """A table of the schema from tuples; ``fixed`` columns are the same in all rows, keys not given are numbered."""
    key = schema.TABLES[name].key[0]
    made = [
        {key: f"{name[0]}{i}", **fixed, **dict(zip(columns.split(), row, strict=True))} for i, row in enumerate(rows)
    ]
    return schema.frame(name, made)


ACTORS = frame(
    "actors",
    "actor_id name type speaks_for n_mentions n_quotes",
    ("cn", "China", "state", None, 9, 1),
    ("lin", "Lin Jian", "person", "cn", 3, 3),
    ("ua", "Ukraine", "state", None, 5, 0),
    ("kim", "Patricia Kim", "person", None, 2, 2),
    capacity="unknown",
    n_articles=2,
)
ARTICLES = frame(
    "articles",
    "article_id publisher published words text status duplicate_of",
    ("a1", "Post", "2024-10-01", 100, "China and Beijing met Ukraine.\nUkraine waited.", "used", None),
    ("a2", "Post", "2024-10-21", 300, "China and Ukraine met.", "used", None),
    ("a3", None, None, 50, "China.", "used", None),
    ("a4", "Gazette", "2024-10-22", 100, "China and Beijing met Ukraine.", "skipped", "a1"),
)
MENTIONS = frame(
    "mentions",
    "article_id actor_id text start end form",
    ("a1", "cn", "China", 0, 5, "name"),
    ("a1", "cn", "Beijing", 10, 17, "metonym"),
    ("a1", "ua", "Ukraine", 22, 29, "name"),
    ("a1", "ua", "Ukraine", 31, 38, "name"),
    ("a2", "cn", "China", 0, 5, "name"),
    ("a2", "ua", "Ukraine", 10, 17, "name"),
    ("a2", None, "Beijing", 0, 5, "name"),
    ("a3", "cn", "China", 0, 5, "name"),
)


def records(table, columns):
    return table[columns.split()].astype(object).where(table.notna(), None).values.tolist()


def test_articles_by_publisher_leaves_out_what_was_not_used():
    assert records(
        summaries.articles_by_publisher(ARTICLES), "publisher articles words shortest median longest first last undated"
    ) == [
        ["Post", 2, 400, 100, 200.0, 300, "2024-10-01", "2024-10-21", 0],
        [None, 1, 50, 50, 50.0, 50, None, None, 1],
    ]


def test_a_copy_names_its_original_and_a_near_copy_its_share():
    same, other = "one two three four five six seven eight", "nine ten eleven twelve thirteen fourteen fifteen sixteen"
    articles = frame(
        "articles",
        "article_id title published text status duplicate_of",
        ("late", "Late", "2024-10-03", f"{same.upper()}\n{other}", "used", None),
        ("first", "First", "2024-10-01", f"{same}\nshort line", "used", None),
        ("word", "Word for word", "2024-10-02", same, "skipped", "first"),
        (
            "else",
            "Else",
            "2024-10-04",
            "short line\nanother thing altogether that nobody else has said so far",
            "used",
            None,
        ),
    )
    assert records(summaries.copies(articles), "title copy_of share done") == [
        ["Word for word", "First", 1.0, "set aside"],
        ["Late", "First", 0.5, "used"],
    ]


def test_of_what_was_set_aside_the_longest_comes_first_and_what_says_nothing_last_and_once():
    rows = [
        ("a1", "separator", "___."),
        ("a1", "title", "A title"),
        ("a1", "credit", "Photo: Doe"),
        ("a2", "separator", "* * *"),
        ("a2", "credit", "Photo:  Doe"),
        ("a1", "teaser", "Read another story, which is longer"),
        ("a1", "credit", "Photo: Doe"),
    ]
    pieces = pd.DataFrame(rows, columns=["article_id", "reason", "text"])
    assert records(summaries.texts_set_aside(pieces), "text reason times articles article_ids") == [
        ["Read another story, which is longer", "teaser", 1, 1, '["a1"]'],
        ["Photo: Doe", "credit", 3, 2, '["a1", "a2"]'],
        ["* * *", "separator", 2, 2, '["a1", "a2"]'],
    ]


def test_mentions_per_thousand_words_compare_publishers_of_different_size():
    counts = summaries.mention_counts(MENTIONS, ACTORS, ARTICLES)
    assert records(counts, "actor mentions articles metonym") == [["China", 4, 3, 1], ["Ukraine", 3, 2, 0]]
    assert counts["per_thousand"].round(2).tolist() == [8.89, 6.67]  # of 450 words that were read
    assert records(
        summaries.mentions_by_publisher(MENTIONS, ACTORS, ARTICLES), "actor publisher mentions per_thousand"
    ) == [["China", "Post", 3, 7.5], ["China", None, 1, 20.0], ["Ukraine", "Post", 3, 7.5]]


def test_a_capital_that_stands_for_its_state_and_the_same_word_as_a_place():
    assert records(summaries.stand_ins(MENTIONS, ACTORS), "word actor stands_for_it share only_a_place") == [
        ["Beijing", "China", 1, 0.25, 1]
    ]
    shouted = MENTIONS.assign(text=MENTIONS["text"].where(MENTIONS["mention_id"] != "m6", "BEIJING"))
    shouted.loc[0, ["text", "form"]] = "BEIJING", "metonym"
    assert records(summaries.stand_ins(shouted, ACTORS), "word stands_for_it only_a_place") == [["Beijing", 2, 1]]


def test_co_mentions_count_paragraphs_not_mentions():
    assert records(summaries.co_mentions(MENTIONS, ACTORS, ARTICLES), "actor other paragraphs articles mention_id") == [
        ["China", "Ukraine", 2, 2, "m0"]
    ]
    assert summaries.co_mentions(MENTIONS, ACTORS, ARTICLES, top_n=1).empty


QUOTES = frame(
    "quotes",
    "quote_id article_id publisher published speaker speaker_id kind text words act cluster_id sourcing",
    (
        "q1",
        "a2",
        "Post",
        "2024-10-21",
        "Lin Jian",
        "lin",
        "direct",
        "“We want lasting peace for all,”",
        6,
        "state",
        "q1",
        "named",
    ),
    (
        "q2",
        "a1",
        "Gazette",
        "2024-10-01",
        "Lin Jian",
        "lin",
        "mixed",
        "that it “wants lasting peace for all”",
        6,
        "request",
        "q1",
        "named",
    ),
    (
        "q3",
        "a1",
        "Post",
        "2024-10-01",
        "Patricia Kim",
        "kim",
        "direct",
        "“No lasting peace for all is near”",
        7,
        "warn",
        "q3",
        "named",
    ),
    (
        "q4",
        "a2",
        "Post",
        "2024-10-21",
        None,
        None,
        "indirect",
        "a lasting peace for all",
        5,
        "state",
        "q4",
        "unresolved",
    ),
    (
        "q5",
        "a2",
        "Post",
        "2024-10-21",
        "China",
        "cn",
        "indirect",
        "that 11,000 soldiers came",
        4,
        "state",
        "q5",
        "institution",
    ),
    confidence=0.8,
)


def test_a_republished_quotation_stands_apart_and_counts_once():
    lin = summaries.quotes_by_speaker(QUOTES).set_index("speaker").loc["Lin Jian"]
    assert (lin["words"], lin["words_once"], lin["words_direct"]) == (12, 6, 6)


def test_speakers_by_publisher_share_the_words_of_their_publisher():
    rows = summaries.speakers_by_publisher(QUOTES)
    assert records(rows, "publisher speaker words direct_share") == [
        ["Gazette", "Lin Jian", 6, 0.0],
        ["Post", "Patricia Kim", 7, 1.0],
        ["Post", "Lin Jian", 6, 1.0],
        ["Post", "China", 4, 0.0],
    ]
    assert rows["share"].iloc[1] == pytest.approx(7 / 22)  # words of nobody are in the whole


def test_variants_of_one_quotation():
    assert records(summaries.repeated_quotes(QUOTES), "speaker articles variants quote_id") == [
        ["Lin Jian", 2, 2, "q1"]
    ]
    assert records(summaries.quote_variants(QUOTES), "variant times outlets first quote_id") == [
        ["“We want lasting peace for all,”", 1, "Post", "2024-10-21", "q1"],
        ["that it “wants lasting peace for all”", 1, "Gazette", "2024-10-01", "q2"],
    ]


def test_a_shared_phrase_is_quoted_from_two_speakers_and_no_longer_one_holds_it():
    assert records(summaries.shared_phrases(QUOTES, ACTORS), "phrase speakers who times first quote_id") == [
        ["lasting peace", 2, "Lin Jian; Patricia Kim", 3, "2024-10-01", "q2"]
    ]
    named = ACTORS.assign(aliases='["lasting peace for all"]')
    assert summaries.shared_phrases(QUOTES, named).empty  # a name is no phrase


def test_one_quotation_given_to_two_speakers_is_no_shared_phrase():
    assert summaries.shared_phrases(QUOTES.assign(cluster_id="q1"), ACTORS).empty


@pytest.mark.parametrize(
    "text, expected",
    [
        ("about 11,000 North Korean soldiers have arrived", [("11,000 North Korean soldiers", 11000, "soldiers")]),
        ("as many as 2.5 million people fled", [("2.5 million people", 2.5e6, "people")]),
        ("60 percent of likely voters", [("60 percent of likely voters", 60, "percent of voters")]),
        ("7% more of it", [("7%", 7, "percent")]),
        ("aid of $61 billion by 2024", [("$61 billion", 61e9, "$")]),
        ("in 2016 elections were held, on October 27 soldiers came", []),
        ("a six-point plan, a 66-year-old, at 10:30, 3-2, 9/11 and Chapter 5", []),
        ("11 is less than the troops", []),
    ],
)
def test_numbers_that_count_something(text, expected):
    assert counted(text) == expected


def test_numbers_of_one_thing_stand_together_and_say_who_claims_them():
    columns = "text speaker published"
    quotes = frame(
        "quotes",
        columns,
        ("after 3 years", "Kim", "2024-10-01"),
        ("10,000 soldiers", "Lin", "2024-10-02"),
        ("some 10,000 soldiers", "Lin", "2024-10-05"),
        ("100,000 soldiers", "Kim", "2024-10-03"),
        ("5,000 soldiers", None, "2024-10-03"),
        confidence=0.5,
    )
    assert records(summaries.numbers_claimed(quotes), "number speaker times first last") == [
        ["100,000 soldiers", "Kim", 1, "2024-10-03", "2024-10-03"],
        ["10,000 soldiers", "Lin", 2, "2024-10-02", "2024-10-05"],
        ["3 years", "Kim", 1, "2024-10-01", "2024-10-01"],
    ]


def positions(*rows, **fixed):
    """Positions from (actor_id, act, stance, day) tuples."""
    names = {"cn": ("China", None), "lin": ("Lin Jian", "cn"), "kim": ("Patricia Kim", None)}
    made = [
        {
            "position_id": f"p{i}",
            "quote_id": f"q{i}",
            "actor_id": who,
            "actor": names[who][0],
            "speaks_for": names[who][1],
            "act": act,
            "stance": stance,
            "said_on": day,
            "content": f"words {i}",
            "issue": "talks",
            "basis": "own_words",
            "confidence": 0.9,
        }
        | fixed
        for i, (who, act, stance, day) in enumerate(rows)
    ]
    return schema.frame("positions", made)


@pytest.mark.parametrize(
    "before, after, expected",
    [
        ([("state", "for")], [("state", "against")], "reversed"),
        ([("state", "for")], [("state", "for")], "repeated"),
        ([("state", "for")], [("threaten", "for")], "hardened"),
        ([("accuse", "against")], [("agree", "against")], "softened"),
        ([("state", "for")], [("state", "for"), ("state", "against")], "softened"),
        ([("state", "mixed")], [("state", "for")], "hardened"),
        ([("state", "for"), ("request", "for")], [("state", "for")], "softened"),
        ([("state", "for"), ("state", "for"), ("request", "for")], [("state", "for")], "repeated"),  # a third of a step
        ([], [("state", "for")], "new"),
        ([("state", "for")], [], "too little evidence"),
        ([("state", "unclear")], [("state", "for")], "too little evidence"),
        ([("state", "for")], [("state", "unclear")], "too little evidence"),
    ],
)
def test_verdict(before, after, expected):
    rows = [[{"act": act, "stance": stance} for act, stance in side] for side in (before, after)]
    assert verdict(*rows) == expected


def test_every_act_has_a_force():
    assert set(FORCE) == set(schema.ACTS)


def test_shifts_part_at_the_middle_of_the_period_and_count_a_spokesman_for_his_principal():
    held = positions(("cn", "state", "for", "2024-10-10"), ("lin", "reject", "against", "2024-10-12"))
    (row,) = summaries.shifts(held, ACTORS, ARTICLES, (TALKS,)).to_dict("records")
    assert (row["principal"], row["verdict"], row["since"]) == ("China", "reversed", "2024-10-11")
    (row,) = summaries.shifts(held, ACTORS, ARTICLES, (TALKS,), since="2024-10-12").to_dict("records")
    assert (row["issue"], row["before"], row["after"]) == ("There should be talks", "words 0", "words 1")
    assert (row["said_before"], row["said_after"], row["n_after"]) == ("2024-10-10", "2024-10-12", 1)
    (row,) = summaries.shifts(held, ACTORS, ARTICLES, (TALKS,), since="2024-10-01").to_dict("records")
    assert (row["verdict"], row["n_before"], row["n_after"]) == ("new", 0, 2)
    (row,) = summaries.shifts(held, ACTORS, ARTICLES, (TALKS,), since="2024-12-01").to_dict("records")
    assert (row["verdict"], row["position_id"]) == ("too little evidence", row["before_id"])  # still leads to evidence


def test_what_others_claim_is_no_shift_and_one_date_parts_nothing():
    claimed = positions(
        ("cn", "state", "for", "2024-10-11"), ("cn", "state", "against", "2024-10-12"), basis="ascribed"
    )
    assert summaries.shifts(claimed, ACTORS, ARTICLES, (TALKS,), "2024-10-12").empty
    assert summaries.middle(ARTICLES.head(1)) is None and summaries.middle(ARTICLES) == "2024-10-11"
    assert summaries.shifts(positions(("cn", "state", "for", "2024-10-11")), ACTORS, ARTICLES.head(1)).empty


def test_lines_count_wordings():
    held = positions(*[("lin", "state", "for", "2024-10-11")] * 3)
    held["content"] = ["“We want talks,”", "we want talks", "talks now"]
    assert records(summaries.lines(held, ACTORS, (TALKS,)), "principal times variants") == [["China", 3, 2]]


def test_acts_towards_counts_a_statement_on_two_issues_once():
    held = positions(*[("lin", "request", "for", "2024-10-11")] * 3, target="Ukraine", target_id="ua")
    held["quote_id"] = ["q1", "q1", "q2"]
    assert records(summaries.acts_towards(held), "actor act target statements words") == [
        ["Lin Jian", "request", "Ukraine", 2, "words 0"]
    ]
    assert summaries.acts_towards(held.assign(basis="ascribed")).empty


def test_acts_of_a_state_are_those_of_its_spokesmen_too_by_day():
    quotes = QUOTES.assign(said_on=[None, "2024-09-30", None, None, None])
    quotes = quotes.astype({"said_on": "str"})
    aimed = schema.frame("positions", [{"position_id": "p", "quote_id": "q2", "target": "Ukraine"}])
    assert records(summaries.acts_of("china", ACTORS, quotes, aimed), "date day_from act speaker towards") == [
        ["2024-09-30", "said", "request", "Lin Jian", "Ukraine"],
        ["2024-10-21", "published", "state", "Lin Jian", None],
        ["2024-10-21", "published", "state", "China", None],
    ]
    assert summaries.acts_of("", ACTORS, quotes, aimed)["speaker"].tolist()[0] == "Lin Jian"  # China is quoted most
    with pytest.raises(UsageError, match="Did you mean 'China'"):
        summaries.acts_of("Chine", ACTORS, quotes, aimed)


def tables(**changed):
    """All seven tables, those not given empty."""
    return {name: schema.frame(name, []) for name in schema.TABLES} | changed


def test_a_card_says_who_it_is_what_it_said_and_who_urges_it():
    held = positions(("kim", "request", "for", "2024-10-11"), target="China", target_id="cn", towards="critical")
    made = summaries.actor_card("cn", tables(actors=ACTORS, quotes=QUOTES, positions=held), (TALKS,))
    card = made.groupby("about", sort=False)["known"].agg(list).to_dict()
    assert card["name"] == ["China"] and card["spoken for by"] == ["Lin Jian"]
    assert card["quotes"] == ["3 statements, 1 by itself"] and len(card["latest words"]) == 3
    assert card["criticized by"] == ["Patricia Kim (1 statement)"] and card["demands on it"] == [
        "Patricia Kim: words 0"
    ]
    assert "role" not in card and "line" not in card
    assert made.loc[made["about"] == "demands on it", "row_id"].tolist() == ["p0"]
    assert summaries.actor_card("", tables()).empty


def sentiment(*rows):
    """Sentiment from (article, actor, voice, negative, positive) tuples."""
    return frame(
        "sentiment",
        "article_id actor_id voice negative positive neutral score",
        *((a, who, voice, n, p, 1 - n - p, p - n) for a, who, voice, n, p in rows),
    ).assign(mention_id=[f"m{i}" for i in range(len(rows))])


def test_an_interval_needs_ten_articles_and_is_the_same_twice():
    nine, ten = [(0.5, 1)] * 8 + [(-1.0, 2)], [(0.5, 1)] * 8 + [(-1.0, 2)] * 2
    assert all(math.isnan(x) for x in interval(nine))
    low, high = interval(ten)
    assert -1 <= low < sum(s for s, _ in ten) / 12 < high <= 1
    assert interval(ten) == interval(reversed(ten)) == (low, high)
    assert interval([(0.5, 1)] * 10) == (0.5, 0.5)


def test_tones_keep_voices_apart_and_count_by_publisher_and_article():
    held = sentiment(
        ("a1", "cn", "journalist", 0.8, 0.1), ("a2", "cn", "journalist", 0.1, 0.1), ("a1", "cn", "lin", 0.1, 0.9)
    )
    assert records(
        summaries.tone_by_actor(held, ACTORS), "actor voice negative neutral positive articles sentences"
    ) == [
        ["China", "journalist", 1, 1, 0, 2, 2],
        ["China", "speakers", 0, 0, 1, 1, 1],
    ]
    late = ARTICLES.assign(publisher=["Gazette", "Post", None, None]).astype({"publisher": "str"})
    assert records(summaries.tone_by_publisher(held, ACTORS, late), "publisher voice negative neutral positive") == [
        ["Gazette", "journalist", 1, 0, 0],
        ["Gazette", "speakers", 0, 0, 1],
        ["Post", "journalist", 0, 1, 0],
    ]
    assert records(summaries.tone_over_time(held, ACTORS, ARTICLES), "published voice sentences") == [
        ["2024-10-01", "journalist", 1],
        ["2024-10-01", "speakers", 1],
        ["2024-10-21", "journalist", 1],
    ]


def test_extremes_are_those_of_each_actor_and_a_sentence_is_shown_once():
    held = sentiment(
        ("a1", "cn", "journalist", 0.8, 0.1),
        ("a1", "cn", "journalist", 0.9, 0.0),
        ("a1", "ua", "lin", 0.0, 0.9),
        ("a2", "ua", "journalist", 0.2, 0.2),
    )
    found = summaries.extremes(held, MENTIONS, ACTORS, ARTICLES)
    assert records(found, "actor tone voice sentence mention_id") == [
        ["China", "negative", "journalist", "China and Beijing met Ukraine.", "m1"],
        ["Ukraine", "positive", "speakers", "China and Beijing met Ukraine.", "m2"],
    ]
    assert summaries.extremes(held, MENTIONS, ACTORS, ARTICLES, top_n=1)["actor"].unique().tolist() == ["China"]


def test_the_brief_has_ten_sentences_at_most_and_says_what_changed():
    held = positions(
        *[("lin", "state", "for", "2024-10-01"), ("cn", "state", "against", "2024-10-21")],
        *[("kim", "request", "for", "2024-10-20")] * 9,
        target="Ukraine",
        target_id="ua",
    )
    held["start"] = range(len(held))
    found = summaries.brief(
        tables(articles=ARTICLES, actors=ACTORS, quotes=QUOTES, positions=held, mentions=MENTIONS), (TALKS,)
    )
    about = [s.about for s in found]
    assert len(found) == 10 and about == sorted(about, key=about.index)
    text = {s.about: s.text for s in reversed(found)}  # the first sentence of each matter
    assert (
        text["What was read"].startswith("3 articles from 1 publisher were read")
        and "1 word-for-word copy" in text["What was read"]
    )
    assert text["What changed"].startswith("China reversed its line on “There should be talks”: for on 2024-10-01")
    assert text["Numbers"] == "Claimed number of soldiers: China, 2024-10-21: that 11,000 soldiers came."
    assert len(summaries.brief(tables(), length=3)) == 3


def told(about, issues=(TALKS,), **given):
    """The sentences of the brief about one matter."""
    found = summaries.brief(tables(articles=ARTICLES, actors=ACTORS, **given), issues)
    return [s.text for s in found if s.about == about]


def test_numbers_stand_in_their_own_words_and_not_side_by_side():
    quotes = frame(
        "quotes",
        "text speaker published",
        ("that 5 million people came", "Kim", "2024-10-04"),
        ("that 4 million people came", "Kim", "2024-10-04"),
        ("that 3 million people came", "Kim", "2024-10-04"),
        ("to send 100,000 soldiers", "Kim", "2024-10-03"),
        ("that as many as there were in all of the years before, 10,000 soldiers, had come", "Lin", "2024-10-05"),
        confidence=0.5,
        words=9,
        kind="indirect",
        act="state",
    )
    assert told("Numbers", quotes=quotes) == [
        "Claimed numbers of soldiers, which need not count the same: Lin, 2024-10-05: … as there were in all of the "
        "years before, 10,000 soldiers, had come; Kim, 2024-10-03: to send 100,000 soldiers."
    ]


def test_a_stand_is_told_with_whose_words_they_are_and_without_a_codebook_as_not_known():
    held = positions(
        ("cn", "state", "for", "2024-10-01"),
        ("lin", "state", "for", "2024-10-01"),
        ("kim", "state", "against", "2024-10-21"),
    )
    assert told("Contested", positions=held) == [
        "On “There should be talks”, China and Lin Jian are for (China: words 0) and Patricia Kim is against (words 2)."
    ]
    assert "no codebook" in told("Contested", issues=(), positions=positions())[0]


def test_what_is_to_check_reads_well_of_several_speakers_too():
    quotes = frame("quotes", "text speaker act", ("to talk", "many observers", "reject"), confidence=0.1, words=2)
    assert "many observers rejected “to talk” (0.10)" in told("To check", quotes=quotes)[0]


@pytest.mark.parametrize(
    "function",
    [
        lambda t: summaries.articles_by_publisher(t["articles"]),
        lambda t: summaries.copies(t["articles"]),
        lambda t: summaries.mentions_by_publisher(t["mentions"], t["actors"], t["articles"]),
        lambda t: summaries.stand_ins(t["mentions"], t["actors"]),
        lambda t: summaries.co_mentions(t["mentions"], t["actors"], t["articles"]),
        lambda t: summaries.speakers_by_publisher(t["quotes"]),
        lambda t: summaries.quote_variants(t["quotes"]),
        lambda t: summaries.shared_phrases(t["quotes"], t["actors"]),
        lambda t: summaries.numbers_claimed(t["quotes"]),
        lambda t: summaries.shifts(t["positions"], t["actors"], t["articles"]),
        lambda t: summaries.acts_towards(t["positions"]),
        lambda t: summaries.acts_of("", t["actors"], t["quotes"], t["positions"]),
        lambda t: summaries.actor_card("", t),
        lambda t: summaries.tone_by_publisher(t["sentiment"], t["actors"], t["articles"]),
        lambda t: summaries.tone_over_time(t["sentiment"], t["actors"], t["articles"]),
    ],
)
def test_an_empty_table_gives_an_empty_answer_with_its_columns(function):
    made = function(tables())
    assert isinstance(made, pd.DataFrame) and made.empty and len(made.columns) > 2
