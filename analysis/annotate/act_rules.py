"""Which act an attribution performs, from its cue and its content: lexicon first, learned corrections on top."""

import re
from dataclasses import dataclass, replace

import numpy as np

from analysis.annotate import cues, gazetteer, loglinear, wording
from analysis.annotate.loglinear import Features
from analysis.annotate.model import log_softmax
from analysis.annotate.types import ACTS, Attribution, Span

# What a negated cue does instead: "did not support" is a rejection, "never accused" tells of no accusation.
_NEGATED = {
    "support": "reject",
    "agree": "reject",
    "request": "reject",
    "accuse": "state",
    "reject": "agree",
    "warn": "state",
    "deny": "state",
    "threaten": "state",
    "consult": "reject",
}
_SURE = 0.75  # share of attributions with a deciding cue that do what the lexicon says, on polnear/train
# "asked Xi to play a part", "told them not to come": the infinitive makes it a request.
_ASKING, _ASKED = frozenset(("ask", "tell", "press", "dare")), frozenset(("to", "for", "not"))
_CLAUSE = frozenset("that if whether how why what when who where about , ; : . ?".split())
_PARTICLES = frozenset("for on to of against out with".split())
_AUXILIARY = frozenset(("have", "be", "do", "use", "take", "make"))
_GAP = 70  # characters between source and content in which more of the cue may stand
_SOURCES = frozenset("i we he she they who it you".split())


@dataclass(frozen=True)
class Wording:
    """The words of one attribution, looked up once and shared by the models."""

    cue_text: str
    cue: cues.Cue
    source: str
    content: str
    tokens: tuple[str, ...]  # of the content, see wording.normal
    quoted: float  # share of the content inside quotation marks


def words_of(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)


def _known(cue: str, tokens: tuple[str, ...], gap: str, follows: bool) -> cues.Cue:
    """The lexicon's view of a cue, helped by its surroundings: "called" + "for an inquiry", "asked" + "Xi last week to
    act",
    "has" in "China has been reluctant to call out"."""
    known = cues.look_up(cue)
    plain = [t for t in tokens[:12] if t != '"']
    if known.entry and plain and plain[0] in _PARTICLES:
        longer = cues.look_up(f"{cue} {plain[0]}")
        if longer.entry and longer.entry.startswith(known.entry + " "):
            return longer
    if known.entry in _ASKING and not known.negated and plain and follows:
        until = next((k for k, t in enumerate(plain) if t in _CLAUSE), len(plain))
        if plain[0] in _ASKED or tokens[0] != '"' and "to" in plain[:until]:  # a quoted sentence is no infinitive
            return replace(known, entry=f"{known.entry} to", act="request", decided_by="cue")
    if known.decided_by == "content" and gap and (known.entry is None or known.entry in _AUXILIARY):
        wider = cues.look_up(gap)
        return wider if wider.entry else known
    return known


def word(cue: str, content: str, kind: str, source: str = "", gap: str = "", follows: bool = True) -> Wording:
    """``gap``: all words between source and content where these follow on each other, else nothing; ``follows``:
    whether the content stands behind the cue, as an infinitive does: not "“It wants to go,” she told the paper"."""
    tokens = tuple(wording.normal(content))
    quoted = 1.0 if kind == "direct" else wording.quoted_share(content) if kind == "mixed" else 0.0
    return Wording(cue, _known(cue, tokens, gap, follows), source, content, tokens, quoted)


def read(text: str, attribution: Attribution) -> Wording:
    """The wording of an attribution found in a text."""
    spans = [words_of(text, (span,)) if span else "" for span in (attribution.cue, attribution.source)]
    gap = (attribution.source[1], attribution.content[0][0]) if attribution.source and attribution.content else (0, 0)
    near = 0 < gap[1] - gap[0] <= _GAP
    return word(
        spans[0],
        words_of(text, attribution.content),
        attribution.kind,
        spans[1],
        words_of(text, (gap,)) if near else "",
        not (attribution.cue and attribution.content) or attribution.cue[0] < attribution.content[-1][0],
    )


def lexicon_scores(cue: cues.Cue) -> np.ndarray:
    """Log scores (12,) that the cue alone gives; all zero where it leaves the act to the content."""
    out = np.zeros(len(ACTS))
    if cue.decided_by == "cue":
        act = _NEGATED.get(cue.act, cue.act) if cue.negated else cue.act
        out += np.log((1 - _SURE) / (len(ACTS) - 1))
        out[ACTS.index(act)] = np.log(_SURE)
    return out


def act_features(said: Wording, tones: list[tuple[float, float]] = ()) -> Features:
    """Named features of an attribution for the act model. ``tones``: (negative, positive) of the other actors named in
    it."""
    cue = said.cue
    unit = "said:" if cue.decided_by != "cue" else "believe:" if cue.act == "believe" else "cue:"
    out = {"bias": 1.0, f"lexicon={cue.act}/{cue.decided_by}": 1.0, f"medium={cue.medium}": 1.0, "quoted": said.quoted}
    if cue.entry:
        out[f"entry={cue.entry}"] = 1.0
    if cue.negated:
        out[f"negated={cue.act}"] = 1.0
    for token in cues.words(said.cue_text)[:8]:
        out[f"cue={token}"] = 0.5
    source = said.source.lower()
    out["no source" if not source else f"source={source}" if source in _SOURCES else "named source"] = 0.5
    if re.search(r"[A-Z]", said.cue_text[:1]):
        out["cue capital"] = 0.5  # headlines: "Slams", "Endorses"
    if tones:
        out[f"{unit}tone-"], out[f"{unit}tone+"] = max(t[0] for t in tones), max(t[1] for t in tones)
        out[f"{unit}toned"] = 1.0
    return out | wording.describe(list(said.tokens), unit)


def act_scores(said: Wording, tones: list[tuple[float, float]] = ()) -> np.ndarray:
    """Log-probabilities (12,) of the acts, in the order of ACTS."""
    return log_softmax(lexicon_scores(said.cue) + loglinear.scores("act", act_features(said, tones)))


def act_prior(cue: str, content: str, kind: str = "indirect", source: str = "") -> dict[str, float]:
    """Probability of each act from the words alone."""
    return dict(zip(ACTS, np.exp(act_scores(word(cue, content, kind, source))).tolist(), strict=False))


_BEHIND = 24  # characters behind a cue in which the word that was withheld stands


def _any(name: str) -> str:
    return "|".join(sorted(gazetteer.words(name), key=lambda words: (-len(words), words)))


_HELD_BACK = re.compile(
    rf"\b(?P<how>{_any('holds back from')}|{_any('refuses to')})\s+(?:\w+ly\s+)?(?:{_any('speaks harshly of')})\b"
)
_LENDS = re.compile(rf"\s+(?:(?:has|have|had|still|also|openly)\s+)*(?:{_any('lends support')})\b")
_HARSH_WORDS = re.compile(rf"\b(?:{_any('harsh words')})\s+(?:of|against|over|about)$")


def held_back(text: str, cue: Span | None) -> str | None:
    """How a cue, with the words behind it, tells that a harsh word was not said: "reluctant to" of "has been reluctant
    to criticize"; None where none was withheld. Whoever refuses to condemn somebody is not critical of him."""
    found = _HELD_BACK.search(text[cue[0] : cue[1] + _BEHIND].lower()) if cue else None
    return found["how"] if found and cue[0] + found.start() < cue[1] else None


def lends_support(text: str, end: int) -> bool:
    """Whether the name that ends at a character is the subject of a verb of support: "Norway supports the plan"."""
    return bool(_LENDS.match(text, end))


def mended(act: str, text: str, cue: Span | None) -> str:
    """The act that a cue tells against the look of its words: holding a harsh word back is a statement and no rejection
    of anybody, and strengthening "condemnation of" something is an accusation."""
    if act in ("reject", "accuse") and held_back(text, cue) in gazetteer.words("holds back from"):
        return "state"
    builds = cue is not None and _HARSH_WORDS.search(text[slice(*cue)].lower().strip())
    return "accuse" if act in ("support", "agree") and builds else act
