"""Quotes and mentions: the evidence is the text, the day is the day said, the citation can be printed."""

import json

import pytest
from handmade import actor, article, at, build, doc, said

from analysis.annotate.types import Actor, Attribution, Mention
from analysis.tables import cite
from analysis.tables.said_on import said_on

WARD = (
    "Jonathan Ward, a senior fellow with the Hudson Institute, said Russia’s war “would have failed already.”\n\n"
    "“North Korean support,” Ward told Newsweek, “is one further act.”\n\n“We hope,” the embassy said on Thursday."
)


def ward(text=WARD):
    return actor(text, "Jonathan Ward", role="senior fellow", affiliation="Hudson Institute", capacity="expert")


def quotes(text, actors, attributions, **known):
    return build((article(text, **known), doc(text, actors, attributions)))["quotes"]


def test_text_is_the_evidence_also_where_a_quote_is_interrupted():
    made = quotes(
        WARD,
        [ward()],
        [
            said(
                WARD,
                "Russia’s war “would have failed already.”",
                "said",
                "Jonathan Ward",
                kind="mixed",
                speaker="Jonathan Ward",
                speaker_actor=0,
                speaker_from="named",
                sourcing="named",
            ),
            said(
                WARD,
                ["“North Korean support,”", "“is one further act.”"],
                "told",
                "Ward",
                speaker="Jonathan Ward",
                speaker_actor=0,
            ),
        ],
    )
    whole, broken = made.to_dict("records")
    assert whole["text"] == WARD[whole["start"] : whole["end"]] and whole["words"] == 6 and whole["cue"] == "said"
    assert broken["text"] == "“North Korean support,” ... “is one further act.”"
    assert " ... ".join(WARD[s:e] for s, e in json.loads(broken["spans"])) == broken["text"]
    assert (broken["start"], broken["end"]) == (json.loads(broken["spans"])[0][0], json.loads(broken["spans"])[-1][1])
    assert whole["speaker_text"] == "Jonathan Ward" and broken["speaker_text"] == "Ward"
    assert made["speaker_id"].nunique() == 1 and not made["reviewed"].any()


def test_a_quote_over_a_paragraph_break_is_one_span():
    text = "“First part.\n\n“Second part,” Lin said."
    row = quotes(text, [], [said(text, ["“First part.", "“Second part,”"], "said", "Lin", speaker="Lin")]).iloc[0]
    assert json.loads(row["spans"]) == [[0, at(text, "Second part,”")[1]]]
    assert row["text"] == text[row["start"] : row["end"]]


def test_an_unnamed_speaker_has_a_name_and_no_id():
    text = "Chinese officials said “talks help.”"
    row = quotes(
        text,
        [],
        [said(text, "“talks help.”", "said", "Chinese officials", speaker="Chinese officials", sourcing="unnamed")],
    ).iloc[0]
    assert row["speaker"] == "Chinese officials" and row["speaker_id"] is None or row.isna()["speaker_id"]


def test_ids_are_unique_and_stable():
    one = said(WARD, "“We hope,”", "said", speaker="A")
    both = quotes(WARD, [], [one, said(WARD, "“We hope,”", "said", speaker="B")])
    assert both["quote_id"].is_unique and both["quote_id"].str.fullmatch("q[0-9a-f]{10}").all()
    assert quotes(WARD, [], [one]).iloc[0]["quote_id"] in both["quote_id"].tolist()


def test_less_certain_rows_can_be_left_out():
    text = "“Yes,” A said. “No,” B said."
    pair = (
        article(text),
        doc(text, [], [said(text, "“Yes,”", "said", confidence=0.3), said(text, "“No,”", "said", confidence=0.8)]),
    )
    assert build(pair, min_confidence=0.5)["quotes"]["text"].tolist() == ["“No,”"]


@pytest.mark.parametrize(
    "sentence, day",
    [
        ("He said on Thursday that all is well.", "2024-10-24"),
        ("He said Friday that all is well.", "2024-10-25"),
        ("He said Saturday that all is well.", "2024-10-19"),
        ("He said yesterday that all is well.", "2024-10-24"),
        ("Today he said that all is well.", "2024-10-25"),
        ("On Oct. 3 he said that all is well.", "2024-10-03"),
        ("He said on 3 October 2023 that all is well.", "2023-10-03"),
        ("On December 30 he said that all is well.", None),
        ("On May 30 he said that all is well.", "2024-05-30"),
        ("He said last week that all is well.", None),
        ("By Friday, he said that all is well.", None),
        ("He said last Friday that all is well.", None),
        ("He said at Monday’s summit that all is well.", "2024-10-21"),
        ("He often said on Fridays that all is well.", None),
        ("He said the 10 may go, that all is well.", None),
        ("He said that all is well.", None),
        ("On Monday, before the talks, he said on Tuesday that all is well.", "2024-10-22"),
    ],
)
def test_the_day_it_was_said(sentence, day):
    content = (at(sentence, "that all is well") if "that all" in sentence else at(sentence, "all is well"),)
    assert said_on(sentence, (0, len(sentence)), at(sentence, "said"), content, "2024-10-25") == day


def test_day_words_inside_what_was_said_do_not_count_and_without_a_date_none_can_be_told():
    text = "He said that troops come on Monday."
    assert (
        said_on(text, (0, len(text)), at(text, "said"), (at(text, "that troops come on Monday"),), "2024-10-25") is None
    )
    text = "He said on Monday that troops come."
    assert said_on(text, (0, len(text)), at(text, "said"), (at(text, "that troops come"),), None) is None


@pytest.mark.parametrize(
    "known, line",
    [
        ({}, "The Post, 2024-10-25"),
        ({"published": None}, "The Post, undated"),
        ({"publisher": None, "file": "set/x.txt"}, "x.txt, 2024-10-25"),
        ({"published": None, "published_earliest": "2024-10-22"}, "The Post, undated, after 2024-10-22"),
        ({"agency": "AP"}, "The Post (AP), 2024-10-25"),
    ],
)
def test_where_and_when(known, line):
    made = article("x", **known)
    assert f"{cite.outlet(made)}, {cite.when(made)}" == line


def test_cite_can_be_printed_as_it_is():
    text = "Lin Jian said: “We hope,\nall of us,” and that talks help."
    lin = actor(text, "Lin Jian", role="spokesman", affiliation="Foreign Ministry")
    made = quotes(
        text,
        [lin],
        [
            said(text, "“We hope,\nall of us,”", "said", speaker_actor=0),
            said(text, "that talks help", "said", kind="indirect", speaker_actor=0),
        ],
    )["cite"].tolist()
    assert made == [
        "“We hope, all of us” — Lin Jian, spokesman, Foreign Ministry, The Post, 2024-10-25",
        "that talks help (paraphrase) — Lin Jian, spokesman, Foreign Ministry, The Post, 2024-10-25",
    ]


def test_the_same_quotation_in_two_articles_is_one_cluster():
    long, short = "“We will never, ever give up our troops!”", "They “will never ever give up our troops” he"
    other = "“Something else that was said here.”"
    rows = build(
        (article(long), doc(long, [], [said(long, long, kind="direct", speaker="A")])),
        (article(short), doc(short, [], [said(short, short, kind="mixed", speaker="A")])),
        (article(other), doc(other, [], [said(other, other, speaker="A")])),
    )["quotes"].set_index("kind")
    by_text = {r["text"]: r for r in rows.reset_index().to_dict("records")}
    assert by_text[short]["cluster_id"] == by_text[long]["quote_id"] == by_text[long]["cluster_id"]
    assert by_text[other]["cluster_id"] == by_text[other]["quote_id"]


def test_short_words_and_other_speakers_do_not_cluster():
    same = "“at the end of it”"
    rows = build(*[(article(same, file=f"set/{s}.txt"), doc(same, [], [said(same, same, speaker=s)])) for s in "AB"])[
        "quotes"
    ]
    assert rows["cluster_id"].nunique() == 2
    tiny = "“very serious issue”"
    rows = build(*[(article(tiny, file=f"set/{s}.txt"), doc(tiny, [], [said(tiny, tiny, speaker="A")])) for s in "AB"])[
        "quotes"
    ]
    assert rows["cluster_id"].nunique() == 2


def test_mentions_keep_their_words_and_nested_ones():
    text = "Beijing speaks\n\nBeijing’s U.S. embassy spoke in Kazan."
    actors = [Actor("China", "state", ()), Actor("Embassy of China in the United States", "organization", ())]
    start = text.index("Beijing’s")
    mentions = [
        Mention(0, 7, "metonym", 0),
        Mention(start, start + 7, "metonym", 0),
        Mention(start, start + 22, "description", 1),
        Mention(*at(text, "Kazan"), "name", None),
    ]
    made = build((article(text, body_start=16, title="Beijing speaks"), doc(text, actors, mentions=mentions)))[
        "mentions"
    ]
    assert made["text"].tolist() == ["Beijing", "Beijing", "Beijing’s U.S. embassy", "Kazan"]
    assert made["part"].tolist() == ["headline", "body", "body", "body"] and made["mention_id"].is_unique
    assert made["actor_id"].isna().tolist() == [False, False, False, True]
    assert all(text[s:e] == t for s, e, t in zip(made["start"], made["end"], made["text"], strict=True))


def test_relayed_words_say_so():
    text = "Biden told Xi to act, Sullivan said."
    row = quotes(
        text,
        [],
        [
            Attribution(
                (0, 5),
                (6, 10),
                ((14, 20),),
                "indirect",
                speaker="Joe Biden",
                basis="relayed",
                stated_by="Jake Sullivan",
                confidence=0.7,
            )
        ],
    ).iloc[0]
    assert row["cite"] == "to act (paraphrase) — Joe Biden, according to Jake Sullivan, The Post, 2024-10-25"
