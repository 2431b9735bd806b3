"""Names of persons: which part is the family name, whether two forms can be one person, and gender."""

import functools
import re
from dataclasses import dataclass

from analysis.annotate import gazetteer
from analysis.annotate.gazetteer import fold

_PARTICLES = gazetteer.words("particle of a surname")
_GENERATION = r"[JS]r\.?|I{2,3}|IV"
_ARTICLE = re.compile(rf"^(?:{'|'.join(sorted(gazetteer.words('article before a surname')))})-")
_SYLLABLE = (  # pinyin, and the spellings that Taiwan uses
    r"(?:(?:zh|ch|sh|hs|ts|tz|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|iao|ian|ieh|ien|uai|uan|ueh|ang|eng|ing|ong|ung"
    r"|ai|au|ei|ih|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|[aoeiuv]))"
)
_PINYIN = re.compile(_SYLLABLE + "{1,3}")


@dataclass(frozen=True)
class PersonName:
    """A personal name in parts, each folded and lower-case; a single word is a ``surname``, whatever it is in truth."""

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str
    family_first: bool
    gender: str  # m, f or ""

    @property
    def single(self) -> bool:
        """Whether there is but one name to go by."""
        return not self.given


def is_syllable(word: str) -> bool:
    """Whether a lower-case word can be one Chinese syllable: "ching", "te"."""
    return re.fullmatch(_SYLLABLE, word) is not None


def is_initial(word: str) -> bool:
    """Whether a word is an initial: "S." of S. Jaishankar."""
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def is_generation(word: str, flags: int = 0) -> bool:
    """Whether a word tells a son from his father: "Jr." of Ferdinand Marcos Jr.; ``flags`` as for regular
    expressions."""
    return re.fullmatch(_GENERATION, word, flags) is not None


def without_generation(name: str) -> str:
    """The name without the word that tells a son from his father."""
    return re.sub(rf",? (?:{_GENERATION})$", "", name)


def _family_first(words: list[str]) -> bool:
    languages = gazetteer.family_names_first().get(
        words[0].capitalize() if words[0].isupper() or words[0].islower() else words[0].title()
    )
    if not languages or len(words) > 3:
        return False
    rest = [part for word in words[1:] for part in word.lower().split("-")]
    also_given = words[0].title() in gazetteer.given_names()
    last = words[-1].title()
    if "ko" in languages and len(rest) <= 3 and all(part in gazetteer.korean_syllables() for part in rest):
        return len(rest) > 1 or not also_given
    if "ko" in languages and len(words) == 2 and "-" in words[1] and words[1].split("-")[1].islower():
        return rest[0] in gazetteer.korean_syllables()  # Lee Hae-rang
    if "zh" in languages and len(words) == 2 and "-" in words[1] and words[1].split("-")[1].islower():
        return True
    if "zh" in languages and not also_given and last not in gazetteer.given_names():
        return all(_PINYIN.fullmatch(part) for part in rest)
    return "vi" in languages and len(words) == 3 and not also_given


@functools.lru_cache(maxsize=8192)
def parse(text: str) -> PersonName:
    """The parts of a personal name without titles."""
    words = [w for w in fold(text).replace(",", " ").split() if w.strip(".-'\"")]
    nicknames = [w for w in words if re.fullmatch(r"[\"“'(].+[\"”')]", w)]  # "Bobby" in quotation marks
    words = [w for w in words if w not in nicknames] or words
    suffix = ""
    if len(words) > 1 and is_generation(words[-1], re.IGNORECASE):
        suffix = words.pop().lower().rstrip(".")
    if not words:
        return PersonName("", (), fold(text).lower(), suffix, False, "")
    particle = words[0].lower() in _PARTICLES and (words[0].islower() or words[0] not in gazetteer.given_names())
    particle = particle and not (len(words) > 2 and _ARTICLE.match(words[-1].lower()))  # Abu Bakr al-Roe has a surname
    if len(words) == 1 or particle:
        return PersonName("", (), " ".join(words).lower(), suffix, False, "")
    if _family_first(words):
        return PersonName(" ".join(words[1:]).lower(), (), words[0].lower(), suffix, True, "")
    cut = next((i for i in range(1, len(words) - 1) if words[i].lower() in _PARTICLES), len(words) - 1)
    gender = gazetteer.given_names().get(words[0].title(), "")
    if not gender and len(words) > 2 and words[0].rstrip(".").isupper() and len(words[0].rstrip(".")) == 1:
        gender = gazetteer.given_names().get(words[1].title(), "")  # J. William Smith
    return PersonName(
        words[0].lower(),
        tuple(w.strip("\"“”'()").lower() for w in words[1:cut] + nicknames),
        " ".join(words[cut:]).lower(),
        suffix,
        False,
        gender,
    )


def family_name(name: str) -> str:
    """The family name of a full name as it is written: Lai of Lai Ching-te."""
    words = without_generation(name).split()
    return words[0] if parse(name).family_first else words[-1]


@functools.lru_cache(maxsize=8192)
def sound(surname: str) -> str:
    """A key under which spellings of one surname meet: Zelensky, Zelenskyy, Zelenskiy; Scholz, Scholtz."""
    key = re.sub(r"[^a-z ]", "", _ARTICLE.sub("", fold(surname).lower()))
    key = re.sub(r"(?:iyy|iy|yy|ij|ii|yi|y|i)$", "i", key)
    for old, new in (("tz", "z"), ("ck", "k"), ("ph", "f"), ("kh", "h"), ("ou", "u"), ("oo", "u"), ("off", "ov")):
        key = key.replace(old, new)
    return re.sub(r"(.)\1", r"\1", key)


def near(a: str, b: str) -> bool:
    """Whether two words of five letters or more differ by one letter at most."""
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    i = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[i:] == b[i + 1 :] or (len(a) == len(b) and a[i + 1 :] == b[i + 1 :])


def same_given(a: PersonName, b: PersonName) -> bool:
    """Whether two given names can belong to one person: equal, an initial, a short form, or one the middle name of the
    other."""
    x, y = a.given.replace("-", " ").rstrip("."), b.given.replace("-", " ").rstrip(".")
    if x == y or x.replace(" ", "") == y.replace(" ", ""):
        return True
    if min(len(x), len(y)) == 1:
        return x[0] == y[0]
    if (x, y) in gazetteer.nicknames() or (y, x) in gazetteer.nicknames():
        return True
    return x in b.middle or y in a.middle


def _initials(name: PersonName) -> str:
    """The letters of middle names that are given as letters: "hw" of "H. W." and of "H.W."; none where one is whole."""
    letters = [word.replace(".", "") for word in name.middle]
    return "".join(letters) if all("." in word or len(word) == 1 for word in name.middle) else ""


def compatible(a: PersonName, b: PersonName) -> bool:
    """Whether two names with a given name each can be one person; a son marked Jr. is not his father."""
    if (a.suffix in ("jr", "sr")) != (b.suffix in ("jr", "sr")):
        return False
    if any(not x.middle and f"{x.given} {x.surname}" == y.surname for x, y in ((a, b), (b, a))):
        return True  # "Ben Lee", the family name of Ann Ben Lee
    if not same_given(a, b):
        return False
    if (x := _initials(a)) and (y := _initials(b)) and not (x.startswith(y) or y.startswith(x)):
        return False  # George W. Bush is not George H. W. Bush
    if a.surname == b.surname or sound(a.surname) == sound(b.surname) or near(a.surname, b.surname):
        return True
    return a.surname in b.middle or b.surname in a.middle or a.surname.split()[-1] == b.surname.split()[-1]
