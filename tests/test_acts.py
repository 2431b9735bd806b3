"""Act, target, towards, addressee and basis on sentences of our own, without an encoder."""

import re
from dataclasses import replace

import numpy as np
import pytest
from handmade import actor, at, doc, said

import analysis
from analysis.annotate import act_rules, acts
from analysis.annotate.act_rules import act_prior
from analysis.annotate.encoder import encoding
from analysis.annotate.targets import Cast, Context, candidates, governs, groups_in, names_of
from analysis.annotate.types import ACTS, BASES, TOWARDS, Mention


def judged(text, actors, attributions, pronouns=()):
    """Attributions and claimed positions of a hand-made article; ``pronouns``: (words, nth, actor index)."""
    mentions = [Mention(*span, "name", k) for k, a in enumerate(actors) for span in a.mentions]
    mentions += [Mention(*at(text, words, nth), "pronoun", k) for words, nth, k in pronouns]
    made = acts.set_acts(doc(text, actors, attributions, mentions=sorted(mentions, key=lambda m: m.start)))
    return made._.attributions, made._.ascribed


@pytest.mark.parametrize(
    "cue, content, act",
    [
        ("accused", "the ministry of hiding the report", "accuse"),
        ("has repeatedly refused to", "condemn the strike", "reject"),
        ("praised", "the new treaty", "support"),
        ("warned", "that the dam could burst within days", "warn"),
        ("denied", "any part in the theft", "deny"),
        ("believes", "the talks will last until spring", "believe"),
        ("promised", "to publish the minutes", "agree"),
        ("admitted", "that the figures were wrong", "concede"),
        ("asked", "to open the border for food convoys", "request"),
        ("called for", "an inquiry", "request"),
        ("threatened", "to close the strait", "threaten"),
        ("declined to comment", "on the case", "state"),
        ("said", "that the ferry leaves on Monday at nine", "state"),
        ("did not endorse", "the candidate", "reject"),
        ("called", "for an inquiry into the spill", "request"),
        ("asked", "Ruiz last week in Lima to open the border", "request"),
        ("asked", "whether the border was open", "state"),
    ],
)
def test_act_by_cue_and_content(cue, content, act):
    prior = act_prior(cue, content)
    assert max(prior, key=prior.get) == act
    assert set(prior) == set(ACTS) and sum(prior.values()) == pytest.approx(1)


class SureOf:
    """A judge that is sure of one act and of one candidate, and has no view of anything else."""

    def __init__(self, act, candidate):
        self._act, self._candidate = act, candidate

    def act(self):
        return 20.0 * (np.array(ACTS) == self._act)

    def basis(self):
        return np.zeros(len(BASES))

    def target(self, candidates, known, given):
        return np.array([20.0 * (c == self._candidate) for c in candidates])

    def towards(self, actor):
        return np.zeros(len(TOWARDS))


def test_what_the_judge_reads_is_added_to_the_rules():
    text = "Ana Ruiz said the plan of Paul Stern needs time. Ida Holm was there."
    people = [actor(text, name) for name in ("Ana Ruiz", "Paul Stern", "Ida Holm")]
    mentions = [Mention(*span, "name", k) for k, a in enumerate(people) for span in a.mentions]
    words = "the plan of Paul Stern needs time"
    one = said(text, words, "said", "Ana Ruiz", "indirect", speaker="Ana Ruiz", speaker_actor=0)
    cast = acts.Cast(text, people, mentions, [(0, 48), (49, len(text))])
    alone = acts.judge(one, cast)
    assert alone.act != "reject" and alone.target != "Ida Holm"
    cast.read = encoding(doc(text, people, [one], mentions=mentions))
    heard = acts.judge(one, cast, reading=SureOf("reject", 2))
    assert (heard.act, heard.target) == ("reject", "Ida Holm")


def test_a_passage_is_the_attributions_sentences_and_the_one_before_with_its_marks():
    text = "It rained. Paul Stern left. Ana Ruiz said he was late. Nobody knew."
    people = [actor(text, name) for name in ("Ana Ruiz", "Paul Stern")]
    mentions = [Mention(11, 21, "name", 1), Mention(28, 36, "name", 0), Mention(42, 44, "pronoun", 1)]
    one = said(text, "he was late", "said", "Ana Ruiz", "indirect", speaker="Ana Ruiz", speaker_actor=0)
    read = encoding(doc(text, people, [one], mentions=mentions))
    found = acts.Cast(text, people, mentions, [(0, 10), (11, 27), (28, 54), (55, 67)], read=read).passage(one)
    span = text[read.pieces.starts[found.low] : read.pieces.ends[found.high - 1]]
    assert span == "Paul Stern left. Ana Ruiz said he was late."
    shown = [
        text[s:e]
        for s, e in zip(read.pieces.starts[found.low :], read.pieces.ends[found.low : found.high], strict=False)
    ]
    by_mark = {k: [w for w, m in zip(shown, found.parts, strict=False) if m == k] for k in (1, 2, 3)}
    assert (by_mark[1][0], by_mark[2], by_mark[3]) == ("Ana", ["said"], ["he", "was", "late"])
    assert [w for w, m in zip(shown, found.named, strict=False) if m == 2][0] == "Ana" and found.named[0] == 1
    assert len(found.of(1)) == 3 and len(found.of(None)) == 0


def test_target_is_the_named_actor_and_not_the_speaker():
    text = "Ana Ruiz accused Paul Stern of lying about the dam. Stern denied it."
    people = [actor(text, "Ana Ruiz"), actor(text, "Paul Stern", words="Stern")]
    (one,), _ = judged(
        text,
        people,
        [
            said(
                text,
                "Paul Stern of lying about the dam",
                "accused",
                "Ana Ruiz",
                "indirect",
                speaker="Ana Ruiz",
                speaker_actor=0,
            )
        ],
    )
    assert (one.act, one.target, one.target_actor, one.towards) == ("accuse", "Paul Stern", 1, "critical")
    assert -1 <= one.towards_score < 0


def test_praise_is_supportive():
    text = "Ana Ruiz praised Paul Stern as a brave and honest leader."
    people = [actor(text, "Ana Ruiz"), actor(text, "Paul Stern")]
    (one,), _ = judged(
        text,
        people,
        [
            said(
                text,
                "Paul Stern as a brave and honest leader",
                "praised",
                "Ana Ruiz",
                "indirect",
                speaker="Ana Ruiz",
                speaker_actor=0,
            )
        ],
    )
    assert (one.act, one.target, one.towards) == ("support", "Paul Stern", "supportive")
    assert one.towards_score > 0


def test_no_actor_no_target():
    text = "Ana Ruiz said the ferry leaves on Monday."
    (one,), claimed = judged(
        text,
        [actor(text, "Ana Ruiz")],
        [said(text, "the ferry leaves on Monday", "said", "Ana Ruiz", "indirect", speaker="Ana Ruiz", speaker_actor=0)],
    )
    assert (one.target, one.target_actor, one.towards, one.towards_score, claimed) == (None, None, None, None, [])


@pytest.mark.parametrize(
    "text, cue, content, expected",
    [
        ("Ana Ruiz told The Courier on Thursday that the dam is safe.", "told", "the dam is safe", "The Courier"),
        (
            "Ana Ruiz asked The Courier last week in Lima to correct the story.",
            "asked",
            "to correct the story",
            "The Courier",
        ),
        (
            "Ana Ruiz warned The Courier on Tuesday that the dam could burst.",
            "warned",
            "the dam could burst",
            "The Courier",
        ),
        (
            "“The dam is safe,” Ana Ruiz said in an interview with The Courier.",
            "said",
            "“The dam is safe,”",
            "The Courier",
        ),
        ("The Courier was told by Ana Ruiz that the dam is safe.", "was told by", "the dam is safe", "The Courier"),
        ("Ana Ruiz told reporters the dam is safe.", "told", "the dam is safe", "reporters"),
        (
            "Ana Ruiz warned The Courier\u00a0on Tuesday that the dam could burst.",
            "warned",
            "The Courier\u00a0on Tuesday that the dam could burst",
            "The Courier",
        ),
        ("Ana Ruiz said on Monday that The Courier had erred.", "said", "The Courier had erred", None),
    ],
)
def test_addressee(text, cue, content, expected):
    people = [actor(text, "Ana Ruiz"), actor(text, "The Courier", "organization")]
    (one,), _ = judged(
        text, people, [said(text, content, cue, "Ana Ruiz", "indirect", speaker="Ana Ruiz", speaker_actor=0)]
    )
    assert one.addressee == expected
    assert one.addressee_actor == (1 if expected == "The Courier" else None)


@pytest.mark.parametrize(
    "text, cue, content, kind, expected",
    [
        ("“The dam is safe,” said Ana Ruiz.", "said", "“The dam is safe,”", "direct", "own_words"),
        ("Ana Ruiz said the dam is safe.", "said", "the dam is safe", "indirect", "paraphrase"),
        ("Ana Ruiz wants more money for the dam.", "wants", "more money for the dam", "indirect", "ascribed"),
        ("Ana Ruiz has refused to condemn the strike.", "has refused to", "condemn the strike", "indirect", "reporter"),
    ],
)
def test_basis(text, cue, content, kind, expected):
    (one,), _ = judged(
        text,
        [actor(text, "Ana Ruiz")],
        [said(text, content, cue, "Ana Ruiz", kind, speaker="Ana Ruiz", speaker_actor=0)],
    )
    assert one.basis == expected


def test_a_claim_about_anothers_mind_is_ascribed():
    text = "“Norland believes it cannot afford a quarrel with Sudland,” said Ana Ruiz. “It is uneasy "
    text += "about the pipeline,” she told The Courier."
    people = [
        actor(text, "Ana Ruiz"),
        actor(text, "Norland", "state"),
        actor(text, "Sudland", "state"),
        actor(text, "The Courier", "organization"),
    ]
    quotes = [
        said(
            text,
            "“Norland believes it cannot afford a quarrel with Sudland,”",
            "said",
            "Ana Ruiz",
            speaker="Ana Ruiz",
            speaker_actor=0,
        ),
        said(text, "“It is uneasy about the pipeline,”", "told", "she", speaker="Ana Ruiz", speaker_actor=0),
    ]
    outer, claimed = judged(text, people, quotes, pronouns=[("It", 0, 1)])
    assert [a.speaker for a in outer] == ["Ana Ruiz"] * 2 and [a.basis for a in outer] == ["own_words"] * 2
    assert [(c.speaker, c.speaker_actor, c.act, c.basis, c.stated_by, c.stated_by_actor) for c in claimed] == [
        ("Norland", 1, "believe", "ascribed", "Ana Ruiz", 0)
    ] * 2
    assert text[slice(*claimed[0].content[0])] == "it cannot afford a quarrel with Sudland"
    assert claimed[0].target == "Sudland"
    assert claimed[1].speaker_from == "pronoun"


def test_it_stands_for_the_state_that_opened_the_sentence_before():
    text = "“Norland finds itself alone,” said Ana Ruiz.\n\n“It is uneasy about the pipeline,” she said."
    people = [actor(text, "Ana Ruiz"), actor(text, "Norland", "state")]
    quotes = [
        said(text, "“Norland finds itself alone,”", "said", "Ana Ruiz", speaker="Ana Ruiz", speaker_actor=0),
        said(text, "“It is uneasy about the pipeline,”", "said", "she", speaker="Ana Ruiz", speaker_actor=0),
    ]
    _, claimed = judged(text, people, quotes)
    assert [(c.speaker, c.basis, c.stated_by, c.speaker_from) for c in claimed] == [
        ("Norland", "ascribed", "Ana Ruiz", "pronoun")
    ]
    other = [quotes[0], replace(quotes[1], speaker="Paul Stern", speaker_actor=None)]
    assert judged(text, people, other)[1] == []


def test_officials_of_a_state_pass_on_what_it_wants():
    text = "Norlandish officials told The Courier that Norland wants an end to the war."
    state = actor(text, "Norland", "state")
    people = [replace(state, mentions=(at(text, "Norlandish"), at(text, "Norland", 1)))]
    _, claimed = judged(
        text,
        people,
        [
            said(
                text,
                "that Norland wants an end to the war",
                "told",
                "Norlandish officials",
                "indirect",
                speaker="Norlandish officials",
                sourcing="unnamed",
            )
        ],
    )
    assert [(c.speaker, c.basis, c.stated_by) for c in claimed] == [("Norland", "relayed", "Norlandish officials")]


def test_words_passed_on_are_relayed():
    text = "President Ana Ruiz also told Norland that it must leave, her adviser Paul Stern said on Sunday."
    people = [actor(text, "Ana Ruiz"), actor(text, "Norland", "state"), actor(text, "Paul Stern")]
    _, claimed = judged(
        text,
        people,
        [
            said(
                text,
                "President Ana Ruiz also told Norland that it must leave",
                "said",
                "her adviser Paul Stern",
                "indirect",
                speaker="Paul Stern",
                speaker_actor=2,
            )
        ],
    )
    assert [(c.speaker, c.basis, c.stated_by) for c in claimed] == [("Ana Ruiz", "relayed", "Paul Stern")]


def test_own_government_is_relayed_not_ascribed():
    text = "The embassy said Norland wants an end to the war."
    people = [
        actor(text, "embassy of Norland", "organization", words="The embassy", speaks_for="Norland"),
        actor(text, "Norland", "state"),
    ]
    _, claimed = judged(
        text,
        people,
        [
            said(
                text,
                "Norland wants an end to the war",
                "said",
                "The embassy",
                "indirect",
                speaker="embassy of Norland",
                speaker_actor=0,
            )
        ],
    )
    assert [(c.speaker, c.basis) for c in claimed] == [("Norland", "relayed")]


@pytest.mark.parametrize(
    "content", ["the friends of Norland want peace", "Norland's army wants peace", "he wants what Norland"]
)
def test_no_claim_where_the_actor_is_not_the_subject(content):
    text = f"Ana Ruiz said {content}."
    people = [actor(text, "Ana Ruiz"), actor(text, "Norland", "state")]
    assert (
        judged(
            text, people, [said(text, content, "said", "Ana Ruiz", "indirect", speaker="Ana Ruiz", speaker_actor=0)]
        )[1]
        == []
    )


def test_records_hold_allowed_values_only_and_nothing_else_changes():
    text = "“We will not pay,” Ana Ruiz wrote to Paul Stern, who blamed her."
    people = [actor(text, "Ana Ruiz"), actor(text, "Paul Stern")]
    before = said(text, "“We will not pay,”", "wrote", "Ana Ruiz", speaker="Ana Ruiz", speaker_actor=0)
    (one,), _ = judged(text, people, [before])
    assert one.act in ACTS and one.basis in BASES and one.towards in (None, *TOWARDS)
    same = replace(
        one,
        act="state",
        target=None,
        target_actor=None,
        towards=None,
        towards_score=None,
        addressee=None,
        addressee_actor=None,
        basis="own_words",
        stated_by=None,
    )
    assert same == before


@pytest.mark.parametrize("text", ["", "No one spoke."])
def test_nothing_to_judge(text):
    assert judged(text, [], []) == ([], [])


def test_an_attribution_without_cue_or_speaker_is_judged():
    text = "“Stop the convoy,” read the leaflet."
    (one,), _ = judged(text, [], [said(text, "“Stop the convoy,”")])
    assert one.act in ACTS and one.addressee is None


def test_a_quoted_sentence_after_told_asks_for_nothing():
    """The "to" of "indebted to" makes no infinitive of a quoted sentence."""
    plain = act_rules.word("told", "“The minister is now indebted to the bank,”", "direct")
    asked = act_rules.word("told", "the minister to repay the bank", "indirect")
    assert (plain.cue.act, asked.cue.act) == ("state", "request")


@pytest.mark.parametrize(
    "text, groups",
    [
        ("It protects Syrian refugees and young black men.", ["Syrian refugees", "young black men"]),
        ("A rule that allows companies and much poorer workers to stay.", ["companies", "poorer workers"]),
        ("They persuade doctors in order to convince voters.", ["doctors", "voters"]),
        ("whether United States companies pay", ["United States companies"]),
        ("The Workers left; a super PAC did not.", ["Workers", "super PAC"]),
    ],
)
def test_a_group_is_called_by_what_describes_it(text, groups):
    assert [text[start:end] for start, _, end in groups_in(text)] == groups


@pytest.mark.parametrize(
    "text, governing",
    [
        ("The court ruled against Ohio's purge of voters.", True),
        ("The union sued Ohio over it.", True),
        ("He lives in Ohio, near Ohio's largest city.", False),
        ("Ohio farmers voted early.", False),
        ("They ruled against Norway's plan.", False),  # a state, and an actor as it is
    ],
)
def test_a_place_can_stand_for_those_who_govern_it(text, governing):
    names = [m.span() for m in re.finditer("Ohio|Norway", text)]
    assert any(governs(text, Mention(*span, "name", None)) for span in names) == governing


@pytest.mark.parametrize(
    "text, cue, how",
    [
        ("Norway has been reluctant to criticize Lund.", "has been reluctant to criticize", "reluctant to"),
        ("Norway has refused to condemn Lund.", "has refused", "refused to"),
        ("Norway did not publicly blame Lund.", "did not publicly blame", "not"),
        ("Norway refused to meet Lund.", "refused to meet", None),
        ("Norway condemned those who refused to blame Lund.", "condemned", None),
    ],
)
def test_a_harsh_word_that_was_withheld_is_none(text, cue, how):
    start = text.index(cue)
    found = act_rules.held_back(text, (start, start + len(cue)))
    assert found == how


@pytest.mark.parametrize(
    "content, lends",
    [("Norway supports the war", True), ("Norway has also backed it", True), ("Norway was supported by all", False)],
)
def test_a_name_is_the_subject_of_a_verb_of_support(content, lends):
    assert act_rules.lends_support(content, len("Norway")) == lends


def test_acts_are_mended_where_a_cue_tells_against_its_words():
    assert act_rules.mended("reject", "Norway is reluctant to blame Lund.", (7, 31)) == "state"
    assert act_rules.mended("reject", "Norway refused to blame Lund.", (7, 23)) == "reject"
    assert act_rules.mended("support", "Norway strengthened condemnation of Lund.", (7, 35)) == "accuse"
    assert act_rules.mended("support", "Norway praised Lund.", (7, 14)) == "support"


@pytest.mark.parametrize(
    "speaker, together, names",
    [
        ("Ana Ruiz and Bo Li", {0, 1}, ["Ana Ruiz", "Bo Li"]),
        ("Ana Ruiz, Bo Li and Norway", {0, 1, 2}, ["Ana Ruiz", "Bo Li", "Norway"]),
        ("many Norwegians", {2}, ["many Norwegians"]),
        ("critics of Norway", set(), ["critics of Norway"]),
        (None, set(), []),
    ],
)
def test_who_speaks_together_is_no_target_of_the_words(speaker, together, names):
    text = "Ana Ruiz, Bo Li and Norway blamed Ida Holm."
    people = [actor(text, "Ana Ruiz"), actor(text, "Bo Li"), actor(text, "Norway", "state"), actor(text, "Ida Holm")]
    mentions = [Mention(*span, "name", k) for k, one in enumerate(people) for span in one.mentions]
    cast = Cast(text, people, mentions, [(0, len(text))])
    row = said(text, "Ida Holm", "blamed", speaker=speaker)
    assert cast.together(row) == together and names_of(row) == names
    assert set(candidates(cast, row, Context())) == {0, 1, 2, 3} - together


def test_an_infinitive_before_the_cue_asks_for_nothing():
    text = "“It cannot afford to lose,” Ann Lee told the paper. Ann Lee told them to go."
    said = analysis.load_pipeline()(text)._.attributions
    assert [a.act == "request" for a in said] == [False, True]
