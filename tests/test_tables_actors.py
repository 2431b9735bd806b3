"""Who is who over a set: what may be merged, and above all what may not."""

import pytest
from handmade import actor, article, build, doc

from analysis.annotate.types import Actor
from analysis.tables import cast, names


def merged(*articles):
    """Names of the canonical actors of articles given as lists of Actors."""
    pairs = []
    for number, actors in enumerate(articles):
        text = ". ".join(a.name for a in actors)
        pairs.append((article(text, file=f"set/{number}.txt"), doc(text, actors)))
    return build(*pairs)["actors"]


def who(*articles):
    return sorted(merged(*articles)["name"])


@pytest.mark.parametrize(
    "one, other",
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Xi JinPing", "Xi Jinping"),
        ("Luis Inacio Lula da Silva", "Luiz Inácio Lula da Silva"),
        ("Olaf Scholz", "Olaf Scholtz"),
        ("Lloyd Austin III", "Lloyd Austin"),
        ("Joseph R. Biden", "Joseph Biden"),
        ("Sergei Lavrov", "Sergey Lavrov"),
    ],
)
def test_spellings_of_one_name_are_one_person(one, other):
    assert len(who([Actor(one, "person", ())], [Actor(other, "person", ())])) == 1


@pytest.mark.parametrize(
    "one, other",
    [
        ("Donald Trump", "Ivanka Trump"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Bill Clinton", "Hillary Clinton"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Patricia Kim", "Kim Jong Un"),
        ("Donald", "Donald Trump"),
        ("George W. Bush", "George H. W. Bush"),
    ],
)
def test_names_of_two_people_stay_two(one, other):
    assert len(who([Actor(one, "person", ())], [Actor(other, "person", ())])) == 2


def test_a_middle_initial_makes_no_second_person_unless_two_have_one():
    plain, initialed = Actor("Ana Ruiz", "person", ()), Actor("Ana M. Ruiz", "person", (), affiliation="Port Authority")
    assert who([plain, initialed], [plain]) == ["Ana Ruiz"]  # also where one article keeps them apart
    assert len(who([plain], [initialed], [Actor("Ana P. Ruiz", "person", ())])) == 3


def test_a_surname_joins_the_only_full_name_it_can_mean():
    assert who(
        [Actor("Zelensky", "person", (), role="president", base="Ukraine")],
        [Actor("Volodymyr Zelenskyy", "person", (), base="Ukraine")],
    ) == ["Volodymyr Zelenskyy"]
    assert who([Actor("Xi", "person", ())], [Actor("Xi Jinping", "person", (), aliases=("Xi",))]) == ["Xi Jinping"]


def test_a_surname_that_two_people_have_stays_alone():
    assert who(
        [Actor("Kim", "person", ())],
        [Actor("Kim Jong Un", "person", (), aliases=("Kim",))],
        [Actor("Patricia Kim", "person", ())],
    ) == ["Kim", "Kim Jong Un", "Patricia Kim"]


def test_of_two_owners_of_a_surname_the_one_that_something_speaks_for_is_meant():
    leader = Actor("Kim Jong Un", "person", (), base="North Korea", capacity="government", aliases=("Kim",))
    fellow = Actor("Patricia Kim", "person", (), capacity="expert")
    known = Actor("Kim", "person", (), base="North Korea", capacity="government")
    assert who([known], [leader], [fellow]) == ["Kim Jong Un", "Patricia Kim"]
    unknown = Actor("Kim", "person", (), capacity="government")
    assert who([unknown], [leader], [fellow]) == ["Kim", "Kim Jong Un", "Patricia Kim"]


def test_a_surname_alone_means_the_one_of_that_name_whom_far_more_articles_name():
    often = [[Actor("Ana Ruiz", "person", ())] for _ in range(5)]
    alone, son = [Actor("Ruiz", "person", ())], [Actor("Tom Ruiz", "person", ())]
    assert who(*often, son, alone) == ["Ana Ruiz", "Tom Ruiz"]
    assert who(*often[:4], son, alone) == ["Ana Ruiz", "Ruiz", "Tom Ruiz"]  # not often enough
    both = [Actor("Ruiz", "person", ()), Actor("Ana Ruiz", "person", ())]  # here somebody else, there still Ana
    assert who(*often, son, both, alone) == ["Ana Ruiz", "Ruiz", "Tom Ruiz"]
    assert who(*often, son, [Actor("Ruiz", "person", (), capacity="military")], alone) == ["Ana Ruiz", "Tom Ruiz"]


def test_a_shorter_name_of_a_body_joins_the_only_longer_one_of_its_principal():
    full = Actor("Embassy of China in the United States", "organization", (), speaks_for="China")
    short = Actor("Embassy of China", "organization", (), speaks_for="China")
    other = Actor("Embassy of China in Russia", "organization", (), speaks_for="China")
    assert who([full], [short]) == ["China", "Embassy of China in the United States"]
    assert len(who([full], [short], [other])) == 4


def test_what_is_known_can_contradict_a_merge():
    assert (
        len(
            who(
                [Actor("Ward", "person", (), base="United Kingdom")],
                [Actor("Jonathan Ward", "person", (), base="United States")],
            )
        )
        == 2
    )
    assert (
        len(
            who(
                [Actor("Ward", "person", (), capacity="military")],
                [Actor("Jonathan Ward", "person", (), capacity="expert")],
            )
        )
        == 2
    )
    assert (
        len(who([Actor("Kim", "person", (), base="South Korea")], [Actor("Kim", "person", (), base="North Korea")]))
        == 2
    )


def test_actors_that_one_article_keeps_apart_stay_apart():
    assert (
        len(who([Actor("Smith", "person", ()), Actor("Anna Smith", "person", ())], [Actor("Anna Smith", "person", ())]))
        == 2
    )


def test_types_do_not_mix_and_ministries_belong_to_their_state():
    assert len(who([Actor("Jordan", "state", ())], [Actor("Jordan", "person", ())])) == 2
    made = merged(
        [Actor("Foreign Ministry", "organization", (), speaks_for="China")],
        [Actor("Foreign Ministry", "organization", (), speaks_for="Russia")],
        [Actor("the Foreign Ministry", "organization", ())],
    )
    names_of = dict(zip(made["actor_id"], made["name"], strict=True))
    assert made["actor_id"].is_unique
    assert sorted(names_of[i] for i in made["speaks_for"].dropna()) == ["China", "Russia"]
    assert sum(n.endswith("Foreign Ministry") for n in names_of.values()) == 3


def test_a_short_form_joins_the_body_that_is_called_so():
    assert who(
        [Actor("NATO", "organization", ())],
        [Actor("North Atlantic Treaty Organization", "organization", (), aliases=("NATO",))],
    ) == ["North Atlantic Treaty Organization"]


def test_ids_do_not_depend_on_the_other_articles():
    alone = merged([Actor("Lin Jian", "person", ())])["actor_id"].tolist()
    among = merged([Actor("Mao Ning", "person", ())], [Actor("Lin Jian", "person", ())])
    assert alone[0] in among["actor_id"].tolist() and alone[0].startswith("a-lin-jian-")


def test_a_principal_resolves_and_nobody_speaks_for_itself():
    made = merged(
        [
            Actor("Embassy of China in the United States", "organization", (), speaks_for="China", base="China"),
            Actor("United States", "state", (), speaks_for="United States"),
        ]
    ).set_index("name")
    assert made.loc["Embassy of China in the United States", "speaks_for"] == made.loc["China", "actor_id"]
    assert made.loc["China", "type"] == "state" and made.loc["China", "n_mentions"] == 0
    assert made["speaks_for"].isna()[["China", "United States"]].all()


def test_counts_and_usual_values():
    text = "Lin Jian spoke. Lin smiled."
    lin = actor(text, "Lin Jian", role="spokesman")
    lin = Actor("Lin Jian", "person", (*lin.mentions, (16, 19)), role="spokesman", aliases=("Lin",))
    other = Actor("Lin Jian", "person", ((0, 8),), role="envoy")
    made = build(
        (article(text), doc(text, [lin])),
        (article(text, file="set/b.txt"), doc(text, [lin])),
        (article(text, file="set/c.txt"), doc(text, [other])),
    )["actors"].iloc[0]
    assert (made["n_mentions"], made["n_articles"], made["role"], made["aliases"]) == (5, 3, "spokesman", '["Lin"]')


def test_order_of_choice_is_stable():
    sets = [
        [Actor("Zelensky", "person", (), role="president")],
        [Actor("Volodymyr Zelensky", "person", ())],
        [Actor("Volodymyr Zelenskyy", "person", (), role="leader")],
    ]
    assert merged(*sets).to_csv() == merged(*sets).to_csv()
    assert who(*sets) == ["Volodymyr Zelenskyy"]


def test_person_keys():
    assert names.person_key("Zelenskiy") == names.person_key("Zelenskyy") != names.person_key("Zelenko")
    assert names.person_key("") == ""
    assert cast.gather([]).actors == ()
