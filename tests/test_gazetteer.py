"""The gazetteer's names against CLDR, and its look-ups."""

import pytest

from analysis.annotate import gazetteer


def test_states_carry_their_cldr_english_short_names():
    territories = (
        pytest.importorskip("babel", reason="Babel (CLDR) is a development dependency").Locale("en").territories
    )
    ours = gazetteer.state_names()
    assert len(ours) >= 195
    assert {code: territories[code] for code in ours} == ours


def test_every_state_that_cldr_knows_as_a_country_of_the_united_nations_is_there():
    ours = set(gazetteer.state_names())
    assert {"US", "CN", "RU", "KP", "KR", "UA", "TW", "XK", "PS", "VA", "GB", "DE", "ZA", "SS", "TL", "ME"} <= ours


@pytest.mark.parametrize(
    "text, name, how",
    [
        ("U.S.", "United States", "alias"),
        ("the United States of America", "United States", "alias"),
        ("Beijing", "China", "capital"),
        ("Chinese", "China", "demonym"),
        ("Ukrainians", "Ukraine", "demonym"),
        ("Pyongyang", "North Korea", "capital"),
        ("DPRK", "North Korea", "alias"),
        ("ROK", "South Korea", "alias"),
        ("Britain", "United Kingdom", "alias"),
        ("Kiev", "Ukraine", "capital"),
        ("Kyiv", "Ukraine", "capital"),
        ("Turkey", "Türkiye", "alias"),
        ("Germany's", "Germany", "name"),
        ("NORTH KOREA", "North Korea", "name"),
        ("Frenchmen", "France", "demonym"),
        ("Cote d'Ivoire", "Côte d’Ivoire", "name"),
    ],
)
def test_a_state_is_known_by_name_alias_demonym_and_capital(text, name, how):
    state, found = gazetteer.state(text)
    assert (state.name, found) == (name, how)


@pytest.mark.parametrize("text", ["us", "", "Jonathan", "the North", "Kursk", "Republicans", "may"])
def test_other_words_are_no_states(text):
    assert gazetteer.state(text) is None


def test_places_and_peoples():
    assert (
        gazetteer.is_state_or_city("Kursk")
        and gazetteer.is_state_or_city("Texas")
        and gazetteer.is_state_or_city("China")
    )
    assert not gazetteer.is_state_or_city("Chinese") and not gazetteer.is_state_or_city("Hudson Institute")
    assert gazetteer.is_demonym("Chinese") and gazetteer.is_demonym("Democrats") and gazetteer.is_demonym("Germans")
    assert not gazetteer.is_demonym("China") and not gazetteer.is_demonym("Olympics")


@pytest.mark.parametrize(
    "name, capacity",
    [
        ("Ministry of Defence", "government"),
        ("Hudson Institute", "expert"),
        ("Texas Tech University", "expert"),
        ("The Baltimore Sun", "media"),
        ("NATO", "intergovernmental"),
        ("Green Party", "party"),
        ("Acme Holdings Inc.", "business"),
        ("U.S. Army", "military"),
        ("Human Rights Watch", "civil"),
        ("Xyzzy", "unknown"),
        ("Council on Foreign Relations", "expert"),
    ],
)
def test_the_capacity_of_an_organization_is_told_by_its_name(name, capacity):
    assert gazetteer.organization_capacity(name) == capacity


@pytest.mark.parametrize(
    "a, b",
    [("Ministry of Defence", "Ministry of Defense"), ("World Trade Organisation's", "the World Trade Organization")],
)
def test_spellings_of_one_body_fold_to_one(a, b):
    assert gazetteer.fold(a) == gazetteer.fold(b)


def test_a_state_has_its_article_in_a_sentence():
    assert [gazetteer.in_a_sentence(s) for s in ("Netherlands", "Maldives", "China")] == [
        "the Netherlands",
        "the Maldives",
        "China",
    ]


def test_data_rows_are_whole():
    capacities = {"government", "military", "party", "intergovernmental", "expert", "media", "business", "civil"}
    codes = set(gazetteer.state_names()) | {""}
    for row in gazetteer.rows("organizations.csv"):
        assert row["name"] and row["capacity"] in capacities and {row["base"], row["speaks_for"]} <= codes, row
    for row in gazetteer.rows("titles.csv"):
        assert row["title"] == row["title"].lower() and row["kind"] in ("role", "honorific", "modifier"), row
        assert row["capacity"] in capacities | {""} and row["gender"] in ("m", "f", "") and row["base"] in codes, row
    for row in gazetteer.rows("word_lists.csv"):
        assert row["list"] and row["word"] == row["word"].lower().strip(), row  # "" stands for the end of a sentence
    listed = [(row["list"], row["word"]) for row in gazetteer.rows("word_lists.csv")]
    assert len(listed) == len(set(listed))
    states = set(gazetteer.state_names().values())
    assert {d.name for d in gazetteer.divided_states()} | gazetteer.shared_names().keys() <= states
    for body, owners in gazetteer.shared_bodies().items():
        assert gazetteer.organization(body).name == body and owners <= states - {"United States"}, body
    listed = (gazetteer.DATA / "no_modifiers.txt").read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed)) and all(word.islower() for word in listed)
    for row in gazetteer.rows("given_names.csv"):
        assert row["name"][:1].isupper() and row["gender"] in ("m", "f", ""), row
    names = [row["title"] for row in gazetteer.rows("titles.csv") if row["kind"] == "role"]
    assert len(names) == len(set(names))
