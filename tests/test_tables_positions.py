"""Positions, issues and sentiment: whose words, towards whom, for or against what."""

import pytest
from handmade import actor, article, at, build, doc, said_by

from analysis.annotate.types import Actor, Mention
from analysis.ingest.sets import Issue
from analysis.tables.issues import Passage, stance

WITHDRAW = Issue(
    "withdraw",
    "North Korea should withdraw its troops",
    about=("withdraw",),
    all_of=(("north korea", "pyongyang"), ("troop", "troops", "soldier")),
    phrases_for=("withdraw", "stop sending", "unacceptable"),
    phrases_against=("right to send", "will keep sending"),
)


@pytest.mark.parametrize(
    "words, expected",
    [
        ("Pyongyang must withdraw at once", "for"),
        ("Pyongyang must not withdraw", "against"),
        ("It has a right to send troops", None),
        ("Pyongyang has the right to send its soldiers", "against"),
        ("North Korea’s troops are tired", "unclear"),
        ("They don’t want North Korea to withdraw", "against"),
        ("stop sending soldiers, Pyongyang", "for"),
        ("the weather is fine", None),
        ("Pyongyang should withdraw its troops; it has no right to send them", "for"),
        ("Pyongyang should withdraw its troops though it has a right to send them", "mixed"),
        ("not only should Pyongyang withdraw", "for"),
        ("He did not come. Pyongyang should withdraw", "for"),
        ("Indo-pyongyangers and troopers", None),
    ],
)
def test_stance(words, expected):
    assert stance(WITHDRAW, Passage((words,), (True,))) == expected


def test_a_cue_that_rejects_turns_the_stance_unless_the_phrase_holds_the_cue():
    assert stance(WITHDRAW, Passage(("refused", " to withdraw"), (False, True), reversed=True)) == "against"
    reluctant = Issue(
        "press", "Beijing should press Pyongyang", all_of=(("pyongyang",),), phrases_against=("reluctant to",)
    )
    assert stance(reluctant, Passage(("reluctant", " to press Pyongyang"), (False, True), reversed=True)) == "against"


def test_a_prefix_keeps_its_word_and_a_break_parts_phrases():
    issue = Issue("e", "The war escalates", about=("escalation", "six-point plan"), phrases_for=("escalation",))
    assert stance(issue, Passage(("calls for de-escalation",), (True,))) is None
    assert stance(issue, Passage(("the six-point", "\nplan"), (True, True))) is None
    assert stance(issue, Passage(("the six-point plan",), (True,))) == "unclear"


def test_names_that_are_meant_count_for_what_it_is_about():
    issue = Issue("u", "China is uneasy", all_of=(("china", "beijing"), ("uneasy",)), phrases_for=("uneasy",))
    assert stance(issue, Passage(("it is uneasy",), (True,))) is None
    assert stance(issue, Passage(("it is uneasy",), (True,), also=("China",))) == "for"


TEXT = (
    "Olaf Scholz urged Xi Jinping to stop sending troops to Pyongyang. “Beijing believes it must wait,” "
    "Patricia Kim said. "
    "The embassy said talks help. Chinese officials said “Ukraine should stop.”"
)
ACTORS = [
    actor(TEXT, "Olaf Scholz", base="Germany"),
    actor(TEXT, "Xi Jinping"),
    actor(TEXT, "China", "state", "Beijing"),
    actor(TEXT, "Patricia Kim"),
    actor(TEXT, "Embassy of China", "organization", "embassy", speaks_for="China"),
    actor(TEXT, "Ukraine", "state"),
]
say = said_by(TEXT, ACTORS)
ATTRIBUTIONS = [
    say(
        "to stop sending troops to Pyongyang",
        "urged",
        "Olaf Scholz",
        kind="indirect",
        act="request",
        speaker="Olaf Scholz",
        target="Xi Jinping",
        addressee="Xi Jinping",
        towards="neutral",
        towards_score=0.0,
    ),
    say(
        "“Beijing believes it must wait,”",
        "said",
        "Patricia Kim",
        speaker="Patricia Kim",
    ),
    say(
        "talks help",
        "said",
        kind="indirect",
        speaker="Embassy of China",
    ),
    say(
        "“Ukraine should stop.”",
        "said",
        "Chinese officials",
        act="request",
        speaker="Chinese officials",
        target="Ukraine",
        towards="critical",
        towards_score=-0.6,
        sourcing="unnamed",
    ),
]
ASCRIBED = [
    say(
        "it must wait",
        "believes",
        "Beijing",
        kind="direct",
        act="believe",
        speaker="China",
        basis="ascribed",
        stated_by="Patricia Kim",
        target="Ukraine",
        towards="neutral",
    )
]
TONE = [
    (*at(TEXT, "Xi Jinping"), 0.1, 0.8, 0.1),
    (*at(TEXT, "Beijing"), 0.6, 0.3, 0.1),
    (*at(TEXT, "Ukraine"), 0.7, 0.2, 0.1),
    (*at(TEXT, "Olaf Scholz"), 0.1, 0.2, 0.7),
]


@pytest.fixture(scope="module")
def tables():
    return build((article(TEXT), doc(TEXT, ACTORS, ATTRIBUTIONS, ASCRIBED, tone=TONE)), issues={"set": (WITHDRAW,)})


def test_a_position_needs_a_target_or_a_stance(tables):
    rows = tables["positions"].set_index("actor")
    assert sorted(rows.index) == [
        "China",
        "Chinese officials",
        "Olaf Scholz",
    ]  # neither the plain statement nor the expert's
    scholz = rows.loc["Olaf Scholz"]
    assert (scholz["target"], scholz["act"], scholz["issue"], scholz["stance"], scholz["basis"]) == (
        "Xi Jinping",
        "request",
        "withdraw",
        "for",
        "paraphrase",
    )
    assert TEXT[scholz["start"] : scholz["end"]] == scholz["content"]
    assert rows.loc["Chinese officials", ["actor_id", "issue", "stance"]].isna().all()


def test_what_someone_claims_of_another_is_not_its_own(tables):
    china = tables["positions"].set_index("actor").loc["China"]
    kim = tables["quotes"].set_index("speaker").loc["Patricia Kim"]
    assert (china["basis"], china["stated_by"], china["quote_id"]) == ("ascribed", "Patricia Kim", kim["quote_id"])
    assert china["cite"] == "“it must wait” — Patricia Kim about China, The Post, 2024-10-25"
    assert len(tables["quotes"]) == 4


def test_what_one_claims_that_another_wants_is_no_demand_of_ones_own():
    text = "“Beijing believes it cannot afford to press Pyongyang,” Kim said."
    actors = [actor(text, "Patricia Kim", words="Kim"), actor(text, "China", "state", "Beijing")]
    say = said_by(text, actors)
    quote = say(
        "“Beijing believes it cannot afford to press Pyongyang,”",
        "said",
        speaker="Patricia Kim",
    )
    claim = say(
        "it cannot afford to press Pyongyang",
        "believes",
        "Beijing",
        act="believe",
        basis="ascribed",
        speaker="China",
        stated_by="Patricia Kim",
    )
    should = Issue(
        "press", "Beijing should press Pyongyang", about=("press pyongyang",), phrases_against=("cannot afford",)
    )
    unable = Issue("unable", "Beijing has no leverage", about=("press pyongyang",), phrases_for=("cannot afford",))
    rows = build((article(text), doc(text, actors, [quote], [claim])), issues={"set": (should, unable)})["positions"]
    assert set(zip(rows["actor"], rows["issue"], rows["stance"], rows["basis"], strict=True)) == {
        ("Patricia Kim", "unable", "for", "own_words"),
        ("China", "press", "against", "ascribed"),
        ("China", "unable", "for", "ascribed"),
    }


def test_a_target_is_another(tables):
    text = "Lin said Lin was right."
    lin = [actor(text, "Lin")]
    own = said_by(text, lin)(
        "Lin was right",
        "said",
        kind="indirect",
        speaker="Lin",
        target="Lin",
        towards="supportive",
    )
    assert build((article(text), doc(text, lin, [own])))["positions"].empty


def test_statements_on_two_issues_are_two_rows_and_a_narrated_one_may_have_only_a_cue():
    text = "China condemned Pyongyang’s troops and must withdraw."
    both = (WITHDRAW, Issue("other", "Other", about=("troops",), phrases_for=("troops",)))
    actors = [actor(text, "China", "state"), actor(text, "North Korea", "state", "Pyongyang")]
    say = said_by(text, actors)
    two = say(
        "Pyongyang’s troops and must withdraw",
        "condemned",
        kind="indirect",
        act="accuse",
        speaker="China",
        basis="reporter",
        target="North Korea",
        towards="critical",
    )
    rows = build((article(text), doc(text, actors, [two])), issues={"set": both})["positions"]
    assert (
        sorted(rows["issue"]) == ["other", "withdraw"]
        and rows["position_id"].is_unique
        and rows["quote_id"].nunique() == 1
    )
    assert rows["cite"].str.contains("China, as reported, The Post").all()
    bare = say(
        [],
        "condemned",
        kind="indirect",
        act="accuse",
        speaker="China",
        basis="reporter",
        target="North Korea",
        towards="critical",
    )
    made = build((article(text), doc(text, actors, [bare])))
    assert made["quotes"].empty and made["positions"]["content"].tolist() == ["condemned"]


def test_voice(tables):
    names = dict(zip(tables["actors"]["actor_id"], tables["actors"]["name"], strict=True))
    rows = tables["sentiment"]
    voices = {names[a]: names.get(v, v) for a, v in zip(rows["actor_id"], rows["voice"], strict=True)}
    assert voices == {
        "Xi Jinping": "journalist",
        "Olaf Scholz": "journalist",
        "China": "Patricia Kim",
        "Ukraine": "unknown",
    }
    assert rows["score"].round(6).tolist() == (rows["positive"] - rows["negative"]).round(6).tolist()


def test_actors_are_counted(tables):
    rows = tables["actors"].set_index("name")
    assert rows.loc["Xi Jinping", "n_times_addressed"] == 1 and rows.loc["Ukraine", "n_times_addressed"] == 1
    assert (
        rows.loc["China", "sentiment_in_quotes"] == pytest.approx(-0.5)
        and rows["sentiment_by_journalists"].isna()["China"]
    )
    assert rows.loc["Olaf Scholz", ["n_quotes", "n_positions", "n_mentions", "n_sentences"]].tolist() == [1, 1, 1, 1]
    assert rows.loc["Embassy of China", "speaks_for"] == rows.loc["China", "actor_id"]


def test_tables_are_the_same_bytes_twice_and_hold_with_nothing_in_them(tables):
    again = build((article(TEXT), doc(TEXT, ACTORS, ATTRIBUTIONS, ASCRIBED, tone=TONE)), issues={"set": (WITHDRAW,)})
    assert all(tables[name].to_csv() == again[name].to_csv() for name in tables)
    empty = build()
    assert all(table.empty for table in empty.values())
    assert all((empty[name].dtypes == tables[name].dtypes).all() for name in tables)


def test_an_annotation_of_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        build((article("One."), doc("Two.")))


def test_a_mention_without_an_actor_has_no_tone():
    text = "In Kazan it rained."
    span = at(text, "Kazan")
    made = build(
        (
            article(text),
            doc(text, [Actor("Xi", "person", ())], mentions=[Mention(*span, "name")], tone=[(*span, 0.1, 0.1, 0.8)]),
        )
    )
    assert made["sentiment"].empty and len(made["mentions"]) == 1
