"""Who speaks, on sentences of our own."""

import pytest
from written import write

from analysis.annotate.actors import find_actors
from analysis.annotate.extensions import get_records
from analysis.annotate.speakers import resolve_speakers

D = "direct"


def speakers(marked, *said):
    """(speaker, speaker_from, sourcing) of each attribution, in the order given."""
    doc = write(marked, *said)
    actors, mentions = find_actors(doc)
    found = resolve_speakers(doc, get_records(doc, "attributions"), actors, mentions)
    for a in found:
        assert 0 <= a.confidence <= 1 and (a.speaker_actor is None or actors[a.speaker_actor].name == a.speaker)
        assert (a.speaker is None) == (a.sourcing == "unresolved")
    return [(a.speaker, a.speaker_from, a.sourcing) for a in found]


def test_a_surname_stands_for_the_full_name():
    assert speakers(
        "[PERSON Jonathan Ward], a fellow, was blunt. “It would have failed,” [PERSON Ward] told [ORG Newsweek].",
        ("Ward", "told", "“It would have failed,”", D),
    ) == [("Jonathan Ward", "named", "named")]


def test_titles_appositions_and_organizations_do_not_hide_the_person():
    assert (
        speakers(
            "“Yes,” said [GPE U.S.] Defense Secretary [PERSON Lloyd Austin III], a retired general.",
            ("U.S. Defense Secretary Lloyd Austin III, a retired general", "said", "“Yes,”", D),
        )[0][0]
        == "Lloyd Austin III"
    )
    assert (
        speakers(
            "[PERSON Lin Jian] of [GPE Beijing]’s [ORG Foreign Ministry] said “no.”",
            ("Lin Jian of Beijing’s Foreign Ministry", "said", "“no.”", D),
        )[0][0]
        == "Lin Jian"
    )
    assert (
        speakers(
            "“Yes,” said [PERSON Clinton]’s spokesman [PERSON Brian Fallon].",
            ("Clinton’s spokesman Brian Fallon", "said", "“Yes,”", D),
        )[0][0]
        == "Brian Fallon"
    )
    assert (
        speakers(
            "“Yes,” said a spokesman for [PERSON Clinton], [PERSON Brian Fallon].",
            ("a spokesman for Clinton, Brian Fallon", "said", "“Yes,”", D),
        )[0][0]
        == "Brian Fallon"
    )


def test_unnamed_sources_keep_their_description():
    assert speakers(
        "[NORP Chinese] officials said it was late. A senior aide said “never.” "
        "A spokesman for [PERSON Clinton] agreed that it was.",
        ("Chinese officials", "said", "it was late", "indirect"),
        ("A senior aide", "said", "“never.”", D),
        ("A spokesman for Clinton", "agreed", "that it was", "indirect"),
    ) == [
        ("Chinese officials", "description", "unnamed"),
        ("a senior aide", "description", "unnamed"),
        ("a spokesman for Clinton", "description", "unnamed"),
    ]


def test_institutions_speak_in_their_own_name():
    assert speakers(
        "“We hope for peace,” [GPE China]’s [GPE U.S.] Embassy told [ORG Newsweek].\n\n"
        "The embassy added that it was late.",
        ("China’s U.S. Embassy", "told", "“We hope for peace,”", D),
        ("The embassy", "added", "that it was late", "indirect"),
    ) == [
        ("Embassy of China in the United States", "named", "institution"),
        ("Embassy of China in the United States", "description", "institution"),
    ]
    assert speakers(
        "[GPE Beijing] believes it cannot afford that.", ("Beijing", "believes", "it cannot afford that", "indirect")
    ) == [("China", "named", "institution")]


def test_he_and_she_by_gender_and_place():
    text = (
        "[PERSON Angela Merkel] met [PERSON Emmanuel Macron] on Monday.\n\n“It was good,” she said.\n\n"
        "“[PERSON Merkel] is kind,” he said.\n\n"
        "“I agree,” he added."
    )
    assert [
        s[0]
        for s in speakers(
            text,
            ("she", "said", "“It was good,”", D),
            ("he", "said", "“Merkel is kind,”", D),
            ("he", "added", "“I agree,”", D),
        )
    ] == ["Angela Merkel", "Emmanuel Macron", "Emmanuel Macron"]


def test_a_name_inside_the_quote_is_not_the_speaker_after_it():
    text = (
        "“Nobody is above the law,” said [PERSON Paul Ryan].\n\n"
        "“[PERSON John Boehner] knows this, and [PERSON Mike Pence] too,” he said."
    )
    assert [
        s[0]
        for s in speakers(
            text,
            ("Paul Ryan", "said", "“Nobody is above the law,”", D),
            ("he", "said", "“John Boehner knows this, and Mike Pence too,”", D),
        )
    ] == ["Paul Ryan", "Paul Ryan"]


def test_he_is_left_empty_where_there_is_no_man():
    assert speakers("[PERSON Angela Merkel] spoke. “No,” he said.", ("he", "said", "“No,”", D)) == [
        (None, None, "unresolved")
    ]


def test_descriptions_find_their_actor_by_role():
    text = (
        "[NORP Democratic] nominee [PERSON Hillary Clinton] met "
        "[NORP Republican] nominee [PERSON Donald Trump] on Monday. "
        "The [NORP Republican] nominee said it was rigged. “Fine,” the [NORP Democratic] nominee said."
    )
    found = speakers(
        text,
        ("The Republican nominee", "said", "it was rigged", "indirect"),
        ("the Democratic nominee", "said", "“Fine,”", D),
    )
    assert [s[:2] for s in found] == [("Donald Trump", "description"), ("Hillary Clinton", "description")]
    text = "President [PERSON Ann Mora] flew home. “Fine,” the president said."
    assert speakers(text, ("the president", "said", "“Fine,”", D)) == [("Ann Mora", "description", "named")]


def test_who_is_told_is_not_who_tells():
    text = "[PERSON Jonathan Ward] came.\n\n“It failed,” [PERSON Ward] told [ORG Newsweek]."
    assert speakers(text, ("Newsweek", "told", "“It failed,”", D))[0][0] == "Jonathan Ward"
    text = "[NORP Chinese] officials have told [ORG Newsweek] that it was late."
    assert speakers(text, ("Newsweek", "told", "it was late", "indirect"))[0][0] == "Chinese officials"
    text = "[ORG Newsweek] was told that it was late."
    assert speakers(text, ("Newsweek", "was told", "it was late", "indirect")) == [(None, None, "unresolved")]


def test_the_words_beside_a_quote_tell_its_source_where_none_is_given():
    text = "[PERSON Jake Sullivan] left.\n\n“It is tricky,” said [PERSON Ann Mora], a fellow."
    assert speakers(text, (None, None, "“It is tricky,”", D))[0][0] == "Ann Mora"
    text = "[PERSON Jake Sullivan] left. Then [PERSON Ann Mora] declared:\n\n“It is tricky.”"
    assert speakers(text, (None, None, "“It is tricky.”", D))[0][0] == "Ann Mora"
    text = "[PERSON Jake Sullivan] left.\n\nIt was a “tricky” day for all."
    assert speakers(text, (None, None, "“tricky”", D)) == [(None, None, "unresolved")]


def test_who_has_been_accused_does_not_accuse():
    text = "[GPE China] has repeatedly been accused of providing [PERSON Ann Mora] with arms."
    assert speakers(text, ("China", "been accused", "providing Ann Mora with arms", "indirect")) == [
        (None, None, "unresolved")
    ]
    text = "[GPE China] was accused by [PERSON Ann Mora] of providing arms."
    assert speakers(text, ("China", "was accused", "providing arms", "indirect"))[0][0] == "Ann Mora"


def test_an_article_alone_is_nobody():
    text = "A new ad is seizing on [PERSON Ann Mora]."
    assert speakers(text, ("A", "is seizing on", "Ann Mora", "indirect")) == [(None, None, "unresolved")]


def test_the_words_after_a_quotation_are_no_apposition_of_its_last_name():
    doc = write(
        "[PERSON Patricia Kim], a Brookings fellow, spoke. [NORP North Korean] leader [PERSON Kim Jong Un] helped. "
        "“He is "
        "indebted to [PERSON Kim],” the analyst told us.",
        ("the analyst", "told", "“He is indebted to Kim,”", D),
    )
    actors, mentions = find_actors(doc)
    assert [actors[m.actor].name for m in mentions if doc.text[m.start : m.end] == "Kim"] == ["Kim Jong Un"]


def test_a_quote_is_signed_with_a_dash_and_a_name():
    text = "[PERSON Jake Sullivan] left.\n\n“It is tricky. It was [PERSON Ann Mora] who said so.” ― [PERSON Eve Ito]."
    whole = "“It is tricky. It was Ann Mora who said so.”"
    assert speakers(text, (None, None, whole, D))[0][0] == "Eve Ito"
    text = "“It is tricky,” said [PERSON Ann Mora] — a friend of [PERSON Eve Ito]."
    assert speakers(text, ("Ann Mora", "said", "“It is tricky,”", D))[0][0] == "Ann Mora"


def test_the_paper_is_the_newspaper_before():
    text = "[ORG The New York Times] reported on claims, and the paper said “this could embolden them.”"
    assert speakers(text, ("the paper", "said", "“this could embolden them.”", D)) == [
        ("The New York Times", "description", "institution")
    ]


def test_the_sort_of_a_body_after_its_name_goes_with_it():
    text = "It rained, the [ORG Xinhua] news agency said. It snowed, the [ORG Xinhua] agency's boss said."
    assert [
        name
        for name, *_ in speakers(
            text,
            ("the Xinhua news agency", "said", "It rained", "indirect"),
            ("the Xinhua agency's boss", "said", "It snowed", "indirect"),
        )
    ] == ["Xinhua", "the Xinhua agency's boss"]


def test_the_website_is_the_organization_that_acted_just_before():
    marked = (
        "[ORG CNN] wrote a story.\n\nThen [ORG Redleaf] wrote one. It was long.\n\nThe website noted that it rained"
    )
    assert speakers(marked, ("The website", "noted", "that it rained", "indirect"))[0][:2] == ("Redleaf", "description")


def test_the_label_of_a_transcript_names_the_speaker():
    marked = (
        "[PERSON Ann Lee] met [PERSON Bob Stone].\n\nLEE: As [ORG CNN] wrote, it rained.\n\n"
        "“[PERSON STONE]: It did.\n\nNEWS: Nothing new."
    )
    said = [
        (None, None, "As CNN wrote, it rained.", "indirect"),
        (None, None, "STONE: It did.", D),
        (None, None, "Nothing new.", "indirect"),
    ]
    assert [s for s, *_ in speakers(marked, *said)] == ["Ann Lee", "Bob Stone", None]


def test_newsweek_was_told_by_the_speaker_before_or_by_nobody():
    text = "“One,” [GPE China]’s [GPE U.S.] Embassy told [ORG Newsweek].\n\n“Two,” [ORG Newsweek] was told."
    assert speakers(text, ("China’s U.S. Embassy", "told", "“One,”", D), (None, "was told", "“Two,”", D))[1] == (
        "Embassy of China in the United States",
        "previous",
        "institution",
    )
    assert speakers("“Two,” [ORG Newsweek] was told.", (None, "was told", "“Two,”", D)) == [(None, None, "unresolved")]


def test_a_quote_left_alone_goes_on_with_the_speaker_before():
    text = "“One,” said [PERSON Ann Mora].\n\n“Two and nothing else.”"
    assert speakers(text, ("Ann Mora", "said", "“One,”", D), (None, None, "“Two and nothing else.”", D))[1] == (
        "Ann Mora",
        "previous",
        "named",
    )


def test_two_people_speak_together():
    assert (
        speakers(
            "[PERSON John Bolton] and [PERSON Ann Mora] both denounced the plan.",
            ("John Bolton and Ann Mora", "denounced", "the plan", "indirect"),
        )[0][0]
        == "John Bolton and Ann Mora"
    )


def test_a_campaign_and_a_poll():
    assert speakers(
        "[PERSON Hillary Clinton] lost. [PERSON Clinton]’s campaign said “wait.”",
        ("Clinton’s campaign", "said", "“wait.”", D),
    )[0] == ("Clinton campaign", "named", "institution")
    assert speakers(
        "A [ORG Gallup] poll showed that few care.", ("A Gallup poll", "showed", "that few care", "indirect")
    )[0] == ("Gallup", "description", "document")


def test_a_relative_pronoun_is_the_name_before_it():
    text = "He met [PERSON Ann Mora], who said “no.”"
    assert speakers(text, ("who", "said", "“no.”", D)) == [("Ann Mora", "pronoun", "named")]


@pytest.mark.parametrize("word", ["I", "we", "you"])
def test_first_and_second_persons_of_the_reporter_are_left_open(word):
    assert speakers(f"[PERSON Ann Mora] left. As {word} said, “no.”", (word, "said", "“no.”", D)) == [
        (None, None, "unresolved")
    ]


def test_day_words_that_cling_to_a_source_do_not_hide_the_name():
    text = "[GPE U.S.] Defense Secretary [PERSON Lloyd Austin III] this week confirmed that it was late."
    assert speakers(
        text, ("U.S. Defense Secretary Lloyd Austin III this", "confirmed", "that it was late", "indirect")
    ) == [("Lloyd Austin III", "named", "named")]


def test_what_a_plan_on_a_state_stresses_the_state_does_not():
    assert speakers(
        "[GPE Brazil] has a plan on [GPE Ukraine], which stresses dialogue.",
        ("which", "stresses", "dialogue", "indirect"),
    ) == [(None, None, "unresolved")]
    assert (
        speakers(
            "The ferry left for [GPE Brazil], which stresses dialogue.", ("which", "stresses", "dialogue", "indirect")
        )[0][0]
        == "Brazil"
    )


def test_a_name_that_opens_the_article_is_what_which_follows():
    marked = "[ORG Brookings Institution], which knows that it is late, says what peace is about"
    said = ("which", "knows", "that it is late", "indirect")
    assert speakers(marked, said)[0][0] == "Brookings Institution"


@pytest.mark.parametrize(
    "text, source, speaker",
    [
        (
            "[ORG Amnesty International] objected. “No,” the rights group said.",
            "the rights group",
            "Amnesty International",
        ),
        ("[ORG NATO] met. Nothing came of it. “No,” the military alliance said.", "the military alliance", "NATO"),
        ("[ORG Hamas] replied. The [ORG U.S. Army] fired. “No,” the group said.", "the group", "Hamas"),
        (
            "[ORG Hamas] and [ORG Amnesty International] left. [ORG Hezbollah] stayed. “No,” the bloc said.",
            "the bloc",
            None,
        ),
        (
            "The [ORG World Health Organization] ([ORG WHO]) met. “No,” the WHO said.",
            "the WHO",
            "World Health Organization",
        ),
    ],
)
def test_a_body_by_its_description_is_the_one_that_acted_before(text, source, speaker):
    assert speakers(text, (source, "said", "“No,”", D))[0][0] == speaker


@pytest.mark.parametrize(
    "text, source, cue, content, speaker",
    [
        (
            "“No,” [PERSON Ann Lee] was quoted as saying by the [ORG TASS] agency.",
            "TASS",
            "quoted as saying",
            "“No,”",
            "Ann Lee",
        ),
        ("[ORG TASS] quoted [PERSON Ann Lee] as saying on Friday: “No.”", "TASS", "saying", "“No.”", "Ann Lee"),
        (
            "“No,” [PERSON Ann Lee] said, citing [PERSON Bob Roe] as saying it rained.",
            "Ann Lee",
            "said",
            "“No,”",
            "Ann Lee",
        ),
        (
            "[ORG TASS] quoted [PERSON Ann Lee]. As saying goes, “No,” [PERSON Bob Roe] said.",
            "Bob Roe",
            "said",
            "“No,”",
            "Bob Roe",
        ),
    ],
)
def test_whoever_is_quoted_as_saying_it_says_it_and_not_the_paper(text, source, cue, content, speaker):
    assert speakers(text, (source, cue, content, D))[0][0] == speaker


def test_he_is_nobody_whom_his_own_clause_names():
    text = (
        "[PERSON Donald Moore] came. [PERSON Paul Roe] asked him how high it was. “Ten feet,” he told [PERSON Roe]. "
        "“Or more,” he said."
    )
    assert [name for name, *_ in speakers(text, ("he", "told", "“Ten feet,”", D), ("he", "said", "“Or more,”", D))] == [
        "Donald Moore",
        "Donald Moore",
    ]


def test_somebody_unnamed_who_comes_back_is_called_as_the_article_brought_him_in():
    text = (
        "A senior official came with a photo. “No,” the official said. “Yes,” the photo said. “Well,” the driver said."
    )
    found = speakers(
        text,
        ("the official", "said", "“No,”", D),
        ("the photo", "said", "“Yes,”", D),
        ("the driver", "said", "“Well,”", D),
    )
    assert [name for name, *_ in found] == ["a senior official", None, None]


@pytest.mark.parametrize(
    "text, source",
    [
        (
            "[PERSON Donald Moore]’s pick for the post, [PERSON Ann Lee], said no.",
            "Donald Moore’s pick for the post, Ann Lee",
        ),
        ("The envoy to the [ORG United Nations], [PERSON Ann Lee], said no.", "The envoy to the United Nations"),
        ("The mayor of [GPE Moscow], [PERSON Ann Lee], said no.", "The mayor of Moscow, Ann Lee"),
        ("[PERSON Donald Moore]’s deputy, Sen. [PERSON Ann Lee], said no.", "Donald Moore’s deputy, Sen. Ann Lee"),
    ],
)
def test_the_speaker_is_whoever_stands_in_apposition(text, source):
    assert speakers(text, (source, "said", "no", "indirect"))[0][0] == "Ann Lee"


def test_who_stands_near_somebody_is_not_that_somebody():
    text = (
        "Supporters of [PERSON Ann Lee] said no. [PERSON Ann Lee]'s predecessor said yes. "
        "People close to [PERSON Ann Lee] said maybe."
    )
    found = speakers(
        text,
        ("Supporters of Ann Lee", "said", "no", "indirect"),
        ("Ann Lee's predecessor", "said", "yes", "indirect"),
        ("People close to Ann Lee", "said", "maybe", "indirect"),
    )
    assert [name for name, *_ in found] == ["supporters of Ann Lee", "Ann Lee's predecessor", "people close to Ann Lee"]


def test_said_lee_behind_a_quote_is_surer_than_a_source_before_it():
    text = "“It took years,” [PERSON Poe] said. “Too many,” said [PERSON Hall]."
    found = speakers(text, ("Poe", "said", "“It took years,”", D), ("Poe", "said", "“Too many,”", D))
    assert [name for name, *_ in found] == ["Poe", "Hall"]


def test_a_bare_surname_is_not_that_of_the_son_and_a_surname_is_no_newspaper():
    text = (
        "[PERSON Moore] said no.\n\n[PERSON Donald Moore Jr.] said yes.\n\n[PERSON Donald Moore] left. "
        "[PERSON Leo Fox] came.\n\n[PERSON Fox] said maybe."
    )
    said = [("Moore", "said", "no"), ("Donald Moore Jr.", "said", "yes"), ("Fox", "said", "maybe")]
    found = speakers(text, *((*row, "indirect") for row in said))
    assert [name for name, *_ in found] == ["Donald Moore", "Donald Moore Jr.", "Leo Fox"]


def test_she_is_the_subject_that_stands_in_apposition():
    text = "President [PERSON Berg] spoke. His rival, [PERSON Kari Lund], was not moved. “Empty words,” she said."
    assert speakers(text, ("she", "said", "“Empty words,”", D))[0][0] == "Kari Lund"


def test_the_name_of_somebody_unnamed_has_no_possessive_ending():
    assert speakers("A young woman's view is “no”.", ("A young woman's", "view", "“no”", D))[0][0] == "a young woman"
