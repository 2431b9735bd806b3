"""Whom a content is about or directed at: the actors of the article as candidates, ranked by how they are named."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

from analysis.annotate import gazetteer, loglinear, wording
from analysis.annotate.act_rules import Wording
from analysis.annotate.encoder import Encoding
from analysis.annotate.judges import Judge, Passage, passage
from analysis.annotate.loglinear import Features
from analysis.annotate.model import log_softmax
from analysis.annotate.types import Actor, Attribution, Mention, Span

_ABOUT = frozenset("against of to for on about with by at toward towards from over than like".split())
_OBJECT_VERBS = re.compile(
    r"\b(?:support\w*|back\w*|endors\w*|oppos\w*|attack\w*|critici\w*|prais\w*|blam\w*|accus\w*|against|beat\w*|"
    r"defeat\w*|vot\w+ for|call\w*|urg\w*|ask\w*|told|tell\w*|warn\w*|thank\w*|love\w*|trust\w*)\s+(?:\S+\s+){0,2}$",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.I)
_PLURAL = re.compile(r"\b(?:they|them|their|theirs)\b", re.I)
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.I)
# Nouns that stand for an actor of this type once it has been named: "the company".
_CALLED = {kind: gazetteer.words(f"{kind} by description") for kind in ("person", "organization", "state")}
_OWNS = re.compile(r"[’']s?\s+(?!\w+est\b)[a-z]")
_AGAINST = re.compile(rf"\b(?:{'|'.join(sorted(gazetteer.words('before those who govern a place')))})\s+$")
NOBODY = None
_BEFORE = 100  # characters from the end of a group noun within which its beginning and two words before it stand
SENTENCE = 2000  # characters before and after a place that count as its sentence; what is longer is none
MOST_MENTIONS = 3  # of a candidate inside the content by which it is known
_LOOSE = re.compile(r"[.’']|ing$|ed$|ly$")  # of words in lower case that stand before a group and do not describe it


@cache
def _group_pattern() -> re.Pattern:
    """Group nouns of ``data/group_nouns.txt`` with up to two words before them."""
    nouns = "|".join(sorted((n.lstrip("+") for n in _group_nouns()), key=lambda n: (-len(n), n)))
    word = r"\b([\w.’'-]{1,30}+)[^\S\n]"
    return re.compile(rf"(?:{word})?(?:{word})?\b({nouns})\b", re.I)


def _describes(word: str) -> bool:
    """Whether a word before a group noun is part of its description: "Syrian" refugees, not "allows" companies."""
    if word[:1].isupper() and word.lower() not in gazetteer.words("no modifier of a group"):
        return not re.search("[.’']", word) and word.lower() not in STOP_WORDS
    return word[:1].isalpha() and word.lower() not in gazetteer.no_modifiers() and not _LOOSE.search(word)


@cache
def _group_nouns() -> tuple[str, ...]:
    """Nouns for groups; those with a plus tell nothing without a word before them ("administration")."""
    return tuple(dict.fromkeys((gazetteer.DATA / "group_nouns.txt").read_text(encoding="utf-8").split()))


def _near_group_nouns(text: str) -> list[Span]:
    """Stretches that end with a group noun and hold all that may belong to it: the pattern is slow on other text."""
    ends, out = {n.rsplit("-", 1)[-1].lstrip("+") for n in _group_nouns()}, []
    for word in re.finditer(r"\w+", text):
        if word.group().lower() in ends:
            low = max(0, word.start() - _BEFORE)
            first = out.pop()[0] if out and low < out[-1][1] else low
            out.append((first, word.end()))
    return out


def groups_in(text: str) -> list[tuple[int, int, int]]:
    """Unnamed groups with their modifiers ("Syrian refugees", "young black men", "police"): start, start of the noun,
    end."""
    out, bare = [], {n[1:] for n in _group_nouns() if n.startswith("+")}
    stretches = _near_group_nouns(text)
    for found in (m for stretch in stretches for m in _group_pattern().finditer(text, *stretch)):
        start = found.start(3)
        for k in (2, 1):
            word = found.group(k)
            if not word or not _describes(word):
                break
            start = found.start(k)
        if start < found.start(3) or found.group(3).lower() not in bare:
            out.append((start, found.start(3), found.end(3)))
    return out


def governs(text: str, place: Mention) -> bool:
    """Whether a place that is no state stands for those who govern it: "Ohio's purge of voters", "sued Ohio"; not
    "Ohio's largest city"."""
    if not gazetteer.is_place(text[place.start : place.end]):
        return False
    return bool(_OWNS.match(text, place.end) or _AGAINST.search(text[max(0, place.start - 20) : place.start]))


class Inside:
    """Who is mentioned in the content of an attribution, its speaker left out."""

    def __init__(self, mentions: list[Mention]):
        self.of: dict[int, list[Mention]] = {}  # by actor
        for m in mentions:
            self.of.setdefault(m.actor, []).append(m)
        self._named = [self._places(mentions, unnamed) for unnamed in (("pronoun", "group"), ("pronoun",))]

    @staticmethod
    def _places(mentions: list[Mention], unnamed: tuple[str, ...]) -> tuple[int, dict[int, int]]:
        named = [m.actor for m in mentions if m.form not in unnamed]
        return len(named), {actor: k for k, actor in enumerate(dict.fromkeys(named))}

    def named(self, groups: bool) -> tuple[int, dict[int, int]]:
        """How often anyone is named there, and the place of each actor in the order in which they are; ``groups``: also
        unnamed groups."""
        return self._named[groups]


class Cast:
    """The actors and mentions of one article, indexed for the questions that the ranking asks.

    Unnamed groups, and places that stand for those who govern them, join as further actors from index ``named`` on,
    with mentions of form ``group``: a target may be one.
    """

    def __init__(
        self,
        text: str,
        actors: list[Actor],
        mentions: list[Mention],
        sentences: list[Span],
        tone: list[tuple] = (),
        read: Encoding | None = None,
    ):
        """``tone``: rows (start, end, negative, neutral, positive) of the tone component, where it has run before.
        ``read``: the article as the encoder has read it, for the judge; without it rules and log-linear models
        decide."""
        self.text, self.sentences, self.named, self.read = text, sentences, len(actors), read
        self.tone = {(row[0], row[1]): (row[2], row[4]) for row in tone}
        groups: dict[str, list[Span]] = {}
        taken = sorted((m.start, m.end) for m in mentions if m.actor is not None)
        for start, noun, end in groups_in(text):
            k = bisect_left(taken, (end, end))
            if k == 0 or max(e for _, e in taken[max(0, k - 4) : k]) <= noun:
                groups.setdefault(" ".join(text[start:end].split()), []).append((start, end))
        for m in mentions:
            if m.actor is None and governs(text, m):
                groups.setdefault(text[m.start : m.end], []).append((m.start, m.end))
        self.actors = [*actors, *(Actor(name, "group", tuple(spans)) for name, spans in groups.items())]
        known = [m for m in mentions if m.actor is not None]
        known += [Mention(*span, "group", self.named + k) for k, spans in enumerate(groups.values()) for span in spans]
        known.sort(key=lambda m: (m.start, -m.end))
        self.mentions = known
        self.starts = [m.start for m in known]
        self.counts = Counter(m.actor for m in known if m.form != "pronoun")
        self.total = self.counts.total()
        most_named = sorted((a for a in self.counts if a < self.named), key=lambda a: (-self.counts[a], a))
        self.ranks = {a: r for r, a in enumerate(most_named)}
        self.foremost = most_named[:3]
        self._numbers = {actor.name: k for k, actor in enumerate(actors)}
        self._named: dict[int, list[Mention]] = {}
        for m in known:
            if m.form != "pronoun":
                self._named.setdefault(m.actor, []).append(m)
        self._inside: tuple[Attribution | None, Inside] = None, Inside([])  # of the last attribution asked about
        first_line = text.find("\n")
        self.headline = first_line if 0 <= first_line <= 250 else 0

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that start inside a range."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def inside(self, attribution: Attribution) -> Inside:
        """Who is mentioned in its content."""
        if self._inside[0] is not attribution:
            found = [m for s, e in attribution.content for m in self.within(s, e)]
            speakers = self.together(attribution) | {attribution.speaker_actor}
            self._inside = attribution, Inside([m for m in found if m.actor not in speakers])
        return self._inside[1]

    def tones(
        self, spans: tuple[Span, ...], actor: int | None = None, besides: int | None = None
    ) -> list[tuple[float, float]]:
        """(negative, positive), probabilities, of each scored mention in the spans: of one actor, or of all besides
        one."""
        return [
            self.tone[m.start, m.end]
            for s, e in spans
            for m in self.within(s, e)
            if (m.start, m.end) in self.tone and (m.actor == actor if actor is not None else m.actor != besides)
        ]

    def before(self, position: int, most: int = 12) -> list[Mention]:
        """The last mentions before a position, nearest first."""
        return self.mentions[max(0, bisect_right(self.starts, position) - most) : bisect_right(self.starts, position)][
            ::-1
        ]

    def passage(self, attribution: Attribution) -> Passage:
        """What the judge reads: the sentences of an attribution and the one before. Needs ``read``."""
        spans = [s for s in (attribution.source, attribution.cue, *attribution.content) if s]
        low, high = min(s for s, _ in spans), max(e for _, e in spans)
        first, last = self._sentence_at(low), self._sentence_at(max(low, high - 1))
        if first is None or last is None:
            return passage(self.read, attribution, self.mentions, [(0, len(self.text))], self.together(attribution))
        chosen = self.sentences[max(0, first - 1) : last + 1]
        near = self.within(max(chosen[0][0], low - SENTENCE), min(chosen[-1][1], high + SENTENCE))
        return passage(self.read, attribution, near, chosen, self.together(attribution))

    def together(self, attribution: Attribution) -> frozenset[int]:
        """The actors who speak together, or the state whose people do, where no one actor speaks: "Lee and Roe",
        "Norwegians"."""
        if attribution.speaker is None or attribution.speaker_actor is not None:
            return frozenset()
        names = set(names_of(attribution))
        if " of " not in attribution.speaker and (people := gazetteer.state(attribution.speaker.split()[-1])):
            names.add(people[0].name)
        return frozenset(self._numbers[name] for name in names if name in self._numbers)

    def known_by(self, attribution: Attribution, actor: int | None) -> np.ndarray:
        """State (384,) of the mentions by which an actor is known: those in the content, else the last name before it,
        else the first; zeros for nobody (None). See Encoding.known_by. Needs ``read``."""
        own = self.inside(attribution).of.get(actor, [])[:MOST_MENTIONS]
        if not own:
            names = self._named.get(actor, [])
            before = bisect_left(names, attribution.content[0][0], key=lambda m: m.start)
            own = names[max(0, before - 1) : max(1, before)]
        return self.read.known_by(tuple((m.start, m.end) for m in own))

    def _sentence_at(self, position: int) -> int | None:
        k = bisect_right(self.sentences, (position, len(self.text) + 1)) - 1
        return k if k >= 0 and position < self.sentences[k][1] + 1 else None

    def sentence(self, position: int) -> Span:
        """Bounds of the sentence that holds a position, or of what is near in the text where there is none."""
        k = self._sentence_at(position)
        start, end = (0, len(self.text)) if k is None else self.sentences[k]
        return max(start, position - SENTENCE), min(end, position + SENTENCE)


def names_of(attribution: Attribution) -> list[str]:
    """The name of the speaker, or those of all who speak together: "Lee and Roe"; none without one."""
    if attribution.speaker is None:
        return []
    several = attribution.speaker_actor is None and " and " in attribution.speaker
    return re.split(", | and ", attribution.speaker) if several else [attribution.speaker]


@dataclass(frozen=True)
class Context:
    """What is known before an attribution is judged, as actor indices: whom it is said to, the speaker's last target,
    the last target of anyone, the last speaker."""

    addressee: int | None = None
    own: int | None = None
    last: int | None = None
    speaker: int | None = None


def candidates(cast: Cast, attribution: Attribution, context: Context) -> list[int]:
    """Actors worth asking about, in a fixed order: named in or around the content, lately named, the last target,
    headline names; not the medium that is told."""
    seen: list[int] = []
    for start, end in attribution.content:
        seen += [m.actor for m in cast.within(start, end)]
    low, high = attribution.content[0][0], attribution.content[-1][1]
    left, right = cast.sentence(low)[0], cast.sentence(max(low, high - 1))[1]
    seen += [m.actor for m in cast.within(left, right)]
    seen += [m.actor for m in cast.before(low) if m.actor < cast.named]
    seen += [m.actor for m in cast.within(0, cast.headline) if m.actor < cast.named]
    seen += [a for a in (context.addressee, context.own, context.last, context.speaker) if a is not None]
    seen += cast.foremost
    speakers, inside = cast.together(attribution) | {attribution.speaker_actor}, cast.inside(attribution).of
    if attribution.source and attribution.speaker_actor is None:  # "the father of Lee" does not speak of Lee
        speakers |= {m.actor for m in cast.within(*attribution.source)} - inside.keys()
    told = context.addressee  # a medium that is told is none
    medium = told is not None and cast.actors[told].capacity == "media" and told not in inside
    return [a for a in dict.fromkeys(seen) if a not in speakers and not (medium and a == told)]


@lru_cache(maxsize=1)  # the same for all candidates
def _pronouns(content: str) -> tuple[bool, bool, bool]:
    """Whether a content says he or she, they, you."""
    return tuple(bool(pattern.search(content)) for pattern in (_PRONOUN, _PLURAL, _YOU))


@lru_cache(maxsize=1)
def _described(content: str) -> list[str]:
    """Nouns that point at someone: "the company", "this young senator"."""
    return re.findall(r"\b[Tt]h(?:e|is|at) (?:\w+ )?(\w+)", content)


def features(cast: Cast, attribution: Attribution, said: Wording, act: str, actor: int, context: Context) -> Features:
    """Named features of one candidate as the target of an attribution."""
    text, out = cast.text, {"candidate": 1.0}
    spans, low = attribution.content, attribution.content[0][0]
    named, places = cast.inside(attribution).named(groups=actor >= cast.named)
    own = cast.inside(attribution).of.get(actor, [])
    own_named = [m for m in own if m.form != "pronoun"]
    others = len(places) - (actor in places)
    unit = (
        "accuse"
        if act in ("accuse", "reject", "deny")
        else act
        if act in ("support", "request", "believe")
        else "other"
    )
    if own_named:
        mention = own_named[0]
        place = min(places[actor], 3)
        out |= {
            "named": 1.0,
            f"named {unit}": 1.0,
            f"place={place}": 1.0,
            f"place={place} {unit}": 0.7,
            "named again": min(2, len(own_named) - 1) / 2,
            "share": len(own_named) / named,
            "rivals": min(others, 4) / 4,
        }
        out["alone"] = float(not others)
        offset = sum(mention.start - s for s, e in spans if s <= mention.start < e)
        out["opens"] = float(offset < 8)
        out["far"] = min(1.0, offset / 300)
        after = text[mention.end : mention.end + 3]
        possessive = after[:2] in ("'s", "’s") or after[:1] in ("'", "’") and after[1:2] == " "
        out["possessive"] = out[f"possessive {unit}"] = float(possessive)
        before = text[max(spans[0][0], mention.start - 40) : mention.start]
        last = before.split()[-1].lower() if before.split() else ""
        if last in _ABOUT:
            out[f"after={last}"] = 1.0
        out["object"] = float(bool(_OBJECT_VERBS.search(before)))
        near = wording.polarity(
            wording.normal(text[max(spans[0][0], mention.start - 60) : min(spans[-1][1], mention.end + 60)])
        )
        out["near critical"], out["near supportive"] = max(0.0, -near), max(0.0, near)
        follows = text[mention.end : mention.end + 12].split()
        if follows and follows[0].lower() in (
            "is",
            "was",
            "has",
            "had",
            "will",
            "would",
            "and",
            "or",
            "should",
            "could",
        ):
            out[f"then={follows[0].lower()}"] = 1.0
        out[f"form={mention.form}"] = 0.5
        if tones := [cast.tone[m.start, m.end] for m in own if (m.start, m.end) in cast.tone]:
            out["tone critical"], out["tone supportive"] = (sum(t[k] for t in tones) / len(tones) for k in (0, 1))
            if unit in ("accuse", "support"):
                out[f"tone as {unit}"] = out["tone critical" if unit == "accuse" else "tone supportive"]
        out["modifies a group"] = float(
            any(
                m.form == "group" and m.end > mention.end
                for m in cast.within(max(spans[0][0], mention.start - _BEFORE), mention.start + 1)
            )
        )
    if len(own) > len(own_named):
        out["by pronoun"] = 1.0
        if not own_named:
            out["pronoun only"] = 1.0
            out["pronoun share"] = (len(own) - len(own_named)) / sum(map(len, cast.inside(attribution).of.values()))
    kind = cast.actors[actor].type if actor < cast.named else "unnamed"
    out[f"type={kind}"] = 0.5
    if own_named:
        out[f"named type={kind}"] = 0.5
    anyone = "someone named" if named else "nobody named"
    pronouns = _pronouns(said.content)
    person = cast.actors[actor].type == "person"
    earlier = [m.actor for m in cast.before(low - 1) if m.actor != attribution.speaker_actor and m.actor < cast.named]
    if actor in earlier:
        rank = list(dict.fromkeys(earlier)).index(actor)
        out[f"earlier={min(rank, 3)} {anyone}"] = 1.0
        if person and pronouns[0]:
            out[f"he/she earlier={min(rank, 3)} {anyone}"] = 1.0
        if not person and pronouns[1]:
            out[f"they earlier={min(rank, 3)} {anyone}"] = 1.0
    left, right = cast.sentence(low)
    beside = [m for m in cast.within(left, right) if m.actor == actor and not any(s <= m.start < e for s, e in spans)]
    if beside:
        out[f"beside {anyone}"] = 1.0
        cue = attribution.cue
        if cue and any(0 <= m.start - cue[1] < 30 for m in beside):
            out[f"after cue {anyone}"] = 1.0
    if actor < cast.named and not own_named:
        roles = set((cast.actors[actor].role or "").lower().split()) | _CALLED.get(kind, frozenset())
        out[f"described {anyone}"] = float(any(word in roles for word in _described(said.content)))
        recent = cast.within(max(0, low - 700), low)
        out["recent"] = min(1.0, sum(m.actor == actor for m in recent) / 4)
    if actor == context.last:
        out[f"last target {anyone}"] = 1.0
    if actor == context.speaker:
        out[f"last speaker {anyone}"] = 1.0
    if actor == context.addressee:
        out["addressee"] = out[f"addressee {unit}"] = 1.0
        out["addressed as you"] = float(pronouns[2])
    if actor == context.own:
        out[f"previous {anyone}"] = 1.0
        out[f"previous he/she {anyone}"] = float(person and pronouns[0])
    out["fame"], out[f"rank={min(cast.ranks.get(actor, 9), 4)}"] = cast.counts[actor] / (cast.total or 1), 0.5
    out["headline"] = float(any(m.actor == actor for m in cast.within(0, cast.headline)))
    out[f"headline {anyone}"] = out["headline"]
    if not own:
        out[f"absent {unit}"] = 1.0
    return {feature: value for feature, value in out.items() if value}


def nobody_features(cast: Cast, attribution: Attribution, said: Wording, act: str) -> Features:
    """Named features of the answer "no one": its act, how many are named, how strongly it is put."""
    named = [actor for actor in cast.inside(attribution).of if actor < cast.named]
    value = wording.polarity(list(said.tokens))
    return {
        "nobody": 1.0,
        f"nobody {act}": 1.0,
        f"nobody of {min(len(named), 3)}": 1.0,
        "nobody strong": min(2.0, abs(value)),
        f"nobody medium={said.cue.medium}": 0.5,
        "nobody he/she": float(bool(_PRONOUN.search(said.content))),
        "nobody first": min(1.0, sum(t in wording.FIRST_PERSON for t in said.tokens) / 2),
    }


def rank(
    cast: Cast, attribution: Attribution, said: Wording, act: str, context: Context, judge: Judge | None = None
) -> tuple[list[int | None], np.ndarray]:
    """The n candidates (None last: no target) and their log-probabilities (n,)."""
    who: list[int | None] = list(candidates(cast, attribution, context))
    rows = [features(cast, attribution, said, act, a, context) for a in who]
    rows.append(nobody_features(cast, attribution, said, act))
    values = np.array([loglinear.scores("target", row)[0] for row in rows])
    if judge is not None:
        known = np.stack([cast.known_by(attribution, a) for a in [*who, NOBODY]])
        values = values + judge.target([*who, NOBODY], known, values)
    return [*who, NOBODY], log_softmax(values)
