"""World knowledge from reviewed data files: states, places, organizations, groups, titles and personal names."""

import csv
import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class State:
    """A state: ISO 3166 code and its CLDR English short name."""

    code: str
    name: str


@dataclass(frozen=True)
class DividedState:
    """A state by its short name, its half ("North") and the whole ("Korea"), which ``alone`` stands for this state in
    an article that names no other of the whole."""

    name: str
    half: str
    whole: str
    alone: bool


@dataclass(frozen=True)
class Organization:
    """A well-known organization; ``base`` and ``speaks_for`` are short names of states or None."""

    name: str
    capacity: str
    base: str | None
    speaks_for: str | None


@dataclass(frozen=True)
class Group:
    """A party, faith or people that is spoken of in the plural."""

    name: str
    capacity: str
    base: str | None


@dataclass(frozen=True)
class Title:
    """What a title tells: ``capacity`` ("" where it depends on the employer), whether the holder speaks for it, gender
    m, f or "".

    ``text`` is its full form (senator for Sen.); titles of one ``kind`` may stand for each other ("the lawmaker" for a
    senator).
    """

    text: str
    capacity: str
    speaks: bool
    gender: str
    base: str | None
    kind: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one data file, as dictionaries of text."""
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in rows("word_lists.csv"):
        lists.setdefault(row["list"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in lists.items()}


def words(name: str) -> frozenset[str]:
    """One of the lists of lower-case words that the rules look left and right for; KeyError for a list that does not
    exist."""
    return _word_lists()[name]


@functools.cache
def _spelling() -> tuple[re.Pattern, dict[str, str]]:
    """British forms of words that bodies go by, and their American ones."""
    american = {r["british"]: r["american"] for r in rows("spelling.csv")}
    return re.compile(rf"\b(?:{'|'.join(american)})(?=s?\b)"), american


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text for comparing names: one apostrophe, single spaces, no diacritics, no leading article, no possessive,
    American spelling of the words that bodies go by; case is kept."""
    text = text.replace("’", "'").replace("‘", "'").replace("\u2011", "-").replace("\u2010", "-")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    british, american = _spelling()
    text = british.sub(lambda m: american[m[0]], " ".join(text.split()))
    text = re.sub(r"^(?:the|The|THE) (?=\w)", "", text)
    return re.sub(r"'s$|(?<=s)'$", "", text)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@functools.cache
def _states() -> dict[str, dict]:
    """Folded form to (state, how): how is name, alias, demonym or capital; longer-established readings win."""
    table: dict[str, tuple[State, str]] = {}
    for row in rows("states.csv"):
        state = State(row["code"], row["name"])
        table[fold(row["name"])] = (state, "name")
        for alias in _split(row["aliases"]):
            table.setdefault(fold(alias), (state, "alias"))
        for demonym in _split(row["demonyms"]):
            table.setdefault(fold(demonym), (state, "demonym"))
            table.setdefault(fold(plural(demonym)), (state, "demonym"))
        for capital in _split(row["capital"]):
            table.setdefault(fold(capital), (state, "capital"))
    return table


def plural(word: str) -> str:
    """The plural of a demonym: Russian(s), but Chinese, French and Swiss stay as they are; Frenchman becomes
    Frenchmen."""
    if word.endswith(("man", "woman")) and not word.endswith(("German", "Roman", "Oman")):
        return word[:-2] + "en"
    if word.endswith(("ese", "ch", "sh", "ss")) or word.endswith("men"):
        return word
    return word + "s"


def state(text: str) -> tuple[State, str] | None:
    """The state that a name, alias, demonym or capital belongs to, and which of the four it is; None for anything
    else."""
    form = fold(text)
    if hit := _states().get(form):
        accented = any(unicodedata.combining(c) for c in unicodedata.normalize("NFKD", text))
        return None if accented and hit[1] == "demonym" and text not in _accented() else hit  # Germán is somebody
    if len(form) > 3 and form.isupper():  # headlines in capitals; two letters may be a word
        return _capitals().get(form)
    return None


@functools.cache
def _accented() -> frozenset[str]:
    """Demonyms that are written with accents: Burkinabè."""
    return frozenset(d for row in rows("states.csv") for d in _split(row["demonyms"]) if not d.isascii())


@functools.cache
def _capitals() -> dict[str, tuple[State, str]]:
    return {form.upper(): hit for form, hit in _states().items()}


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in rows("places.csv"))


@functools.cache
def state_names() -> dict[str, str]:
    """ISO code to CLDR English short name."""
    return {row["code"]: row["name"] for row in rows("states.csv")}


@functools.cache
def _with_article() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("states.csv") if row["article"])


def in_a_sentence(state: str) -> str:
    """The name of a state with its article, if it goes with one: the Netherlands, but China."""
    return f"the {state}" if state in _with_article() else state


@functools.cache
def shared_names() -> dict[str, frozenset[str]]:
    """States whose name is that of a province elsewhere too, and the lower-case words of an article that tell that the
    state is meant."""
    return {row["name"]: frozenset(_split(row["told_by"])) for row in rows("shared_names.csv")}


@functools.cache
def shared_bodies() -> dict[str, frozenset[str]]:
    """Bodies of the United States, by name, to the other states that have one called the same: Senate, Supreme
    Court."""
    names = state_names()
    return {row["body"]: frozenset(names[code] for code in _split(row["states"])) for row in rows("shared_bodies.csv")}


@functools.cache
def divided_states() -> tuple[DividedState, ...]:
    """States that are called by a half of what was one: "the North" for North Korea."""
    return tuple(
        DividedState(r["name"], r["half"], r["whole"], r["alone"] == "yes") for r in rows("divided_states.csv")
    )


@functools.cache
def state_pattern() -> re.Pattern:
    """Names and abbreviations of states as they stand in a text, but for those that are as often something else."""
    other = words("place or person or word")
    forms = {f for row in rows("states.csv") for f in (row["name"], *_split(row["aliases"])) if f.lower() not in other}
    kept = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)) if f[0].isupper() and len(f) > 2)
    return re.compile(rf"(?<![\w.-])(?:{kept})(?![\w-])")


def is_state_or_city(text: str) -> bool:
    """Whether a text names a state, a capital, or a city or province that we know."""
    hit = state(text)
    return bool(hit and hit[1] != "demonym") or fold(text) in _places()


def is_place(text: str) -> bool:
    """Whether a text names a city or province that is no seat of a state's government."""
    return fold(text) in _places()


def is_demonym(text: str) -> bool:
    """Whether a text is a people's name or adjective: of a state (Chinese, Ukrainians), a party, faith or people
    (Democrats)."""
    hit = state(text)
    return bool(hit and hit[1] == "demonym") or group(text) is not None


@functools.cache
def _organizations() -> dict[str, Organization]:
    names, table = state_names(), {}
    for row in rows("organizations.csv"):
        entry = Organization(row["name"], row["capacity"], names.get(row["base"]), names.get(row["speaks_for"]))
        for form in [row["name"], *_split(row["aliases"])]:
            table.setdefault(fold(form), entry)
    return table


def organization(text: str) -> Organization | None:
    """A well-known organization by one of its names; acronyms also as British papers write them: Nato, Unicef."""
    form, table = fold(text), _organizations()
    if (hit := table.get(form)) or not (form.istitle() and form.isalpha() and len(form) > 3):
        return hit
    known = form in given_names() or form.lower() in words("no acronym in small letters")
    return None if known else table.get(form.upper())


@functools.cache
def _groups() -> dict[str, Group]:
    names, table = state_names(), {}
    for row in rows("groups.csv"):
        entry = Group(row["name"], row["capacity"] or "unknown", names.get(row["base"]))
        for form in [row["name"], *_split(row["aliases"])]:
            table.setdefault(fold(form), entry)
    return table


def group(text: str) -> Group | None:
    """A party's members, a faith or a people by its plural, singular or adjective."""
    return _groups().get(fold(text))


@functools.cache
def party_words() -> dict[str, str]:
    """Lower-case words that tell somebody's party, to one name of it: gop to republican."""
    return {r["word"]: r["party"] for r in rows("party_words.csv")}


@functools.cache
def party_members() -> frozenset[str]:
    """Lower-case words for the members of a party that stand before or behind other names: Republican of Iowa."""
    return frozenset(r["word"] for r in rows("party_words.csv") if r["member"])


@functools.cache
def portfolios() -> dict[str, str]:
    """What ministries are for, lower-case, to the name that a ministry goes by: foreign affairs to Foreign."""
    return {r["portfolio"]: r["name"] for r in rows("portfolios.csv")}


@functools.cache
def _cues() -> dict[str, str]:
    return {row["cue"]: row["capacity"] for row in rows("organization_cues.csv")}


def organization_capacity(name: str) -> str:
    """What kind of organization a name tells of (government, media, ...), judged by its last telling words; unknown
    without one."""
    if known := organization(name):
        return known.capacity
    words = fold(name).lower().split()
    for size in (3, 2):
        for i in range(len(words) - size, -1, -1):
            if (capacity := _cues().get(" ".join(words[i : i + size]))) is not None:
                return capacity
    head = next((i for i, w in enumerate(words) if w in ("of", "for", "at", "on", "in") and i), len(words))
    for word in words[head - 1 :: -1] + words[head:]:  # the head stands before "of": Ministry of Defence
        if word in _cues():
            return _cues()[word]
    return "unknown"


def is_no_person(word: str) -> bool:
    """Whether a word is known as the name of something other than a person: a state, city or people, a body or a kind
    of body."""
    return is_demonym(word) or is_state_or_city(word) or organization_capacity(word) != "unknown"


@functools.cache
def titles() -> dict[str, Title]:
    """Roles by their lower-case text: president, defense secretary, sen."""
    names = state_names()
    return {
        r["title"]: Title(
            r["same_as"] or r["title"],
            r["capacity"],
            r["speaks"] == "yes",
            r["gender"],
            names.get(r["base"]),
            r["class"],
        )
        for r in rows("titles.csv")
        if r["kind"] == "role"
    }


@functools.cache
def honorifics() -> dict[str, str]:
    """Forms of address, which are dropped and tell no role, to gender: m, f or ""."""
    return {r["title"]: r["gender"] for r in rows("titles.csv") if r["kind"] == "honorific"}


@functools.cache
def addressed() -> dict[str, str]:
    """Forms of address that tell what somebody is, to the role by which he is described: justice to judge."""
    return {r["title"]: r["class"] for r in rows("titles.csv") if r["kind"] == "honorific" and r["class"]}


@functools.cache
def no_modifiers() -> frozenset[str]:
    """Words, in lower case, that are no part of the description of a group before it: "allows", "much".
    ``data/no_modifiers.txt`` comes from training.word_classes."""
    listed = (DATA / "no_modifiers.txt").read_text(encoding="utf-8").split()
    return words("no modifier of a group") | frozenset(listed)


@functools.cache
def role_modifiers() -> frozenset[str]:
    """Words that stand before the head of a role: former, deputy, foreign, presidential."""
    return frozenset(r["title"] for r in rows("titles.csv") if r["kind"] == "modifier")


@functools.cache
def given_names() -> dict[str, str]:
    """Folded given names to gender: m, f or "" for both."""
    return {fold(r["name"]): r["gender"] for r in rows("given_names.csv")}


@functools.cache
def nicknames() -> frozenset[tuple[str, str]]:
    """Pairs of a short and a full given name, lower-case."""
    return frozenset((r["short"].lower(), r["full"].lower()) for r in rows("nicknames.csv"))


@functools.cache
def family_names_first() -> dict[str, frozenset[str]]:
    """Family names that stand first in Chinese (zh), Korean (ko) and Vietnamese (vi) names, to those languages."""
    return {r["name"]: frozenset(_split(r["languages"])) for r in rows("family_names_first.csv")}


@functools.cache
def korean_syllables() -> frozenset[str]:
    """Syllables of Korean given names, lower-case."""
    return frozenset(r["syllable"] for r in rows("korean_syllables.csv"))
