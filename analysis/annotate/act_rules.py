"""Which act an attribution performs, from its cue, its content and how they stand: lexicon first, learned corrections on top."""

import re
from dataclasses import dataclass, replace

import numpy as np

from analysis.annotate import cues, loglinear, wording
from analysis.annotate.loglinear import Features
from analysis.annotate.types import ACTS, Attribution, Span

# What a negated cue does instead: "did not support" is a rejection, "never accused" tells of no accusation.
_NEGATED = {"support": "reject", "agree": "reject", "request": "reject", "accuse": "state", "reject": "agree", "warn": "state",
            "deny": "state", "threaten": "state", "consult": "reject"}
_SURE = 0.75          # share of attributions with a deciding cue that do what the lexicon says, on polnear/train
# "asked Xi to play a part", "told them not to come": the infinitive makes it a request.
_ASKING, _ASKED = frozenset(("ask", "tell", "press", "dare")), frozenset(("to", "for", "not"))
_SOURCES = frozenset("i we he she they who it you".split())


@dataclass(frozen=True)
class Wording:
    """The words of one attribution, looked up once and shared by the models."""

    cue_text: str
    cue: cues.Cue
    source: str
    content: str
    tokens: tuple[str, ...]     # of the content, see wording.normal
    quoted: float               # share of the content inside quotation marks


def words_of(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)


def word(cue: str, content: str, kind: str, source: str = "") -> Wording:
    known, tokens = cues.look_up(cue), tuple(wording.normal(content))
    if known.entry in _ASKING and next((t for t in tokens if t != "\""), "") in _ASKED and not known.negated:
        known = replace(known, act="request", decided_by="cue")
    quoted = 1.0 if kind == "direct" else wording.quoted_share(content) if kind == "mixed" else 0.0
    return Wording(cue, known, source, content, tokens, quoted)


def read(text: str, attribution: Attribution) -> Wording:
    """The wording of an attribution found in a text."""
    spans = [words_of(text, (span,)) if span else "" for span in (attribution.cue, attribution.source)]
    return word(spans[0], words_of(text, attribution.content), attribution.kind, spans[1])


def lexicon_scores(cue: cues.Cue) -> np.ndarray:
    """Log scores (12,) that the cue alone gives; all zero where it leaves the act to the content."""
    out = np.zeros(len(ACTS))
    if cue.decided_by == "cue":
        act = _NEGATED.get(cue.act, cue.act) if cue.negated else cue.act
        out += np.log((1 - _SURE) / (len(ACTS) - 1))
        out[ACTS.index(act)] = np.log(_SURE)
    return out


def act_features(said: Wording) -> Features:
    """Named features of an attribution for the act, towards and basis models."""
    cue = said.cue
    unit = f"{cue.act if cue.decided_by == 'cue' else 'said'}:" if cue.decided_by == "cue" and cue.act == "believe" else \
        "cue:" if cue.decided_by == "cue" else "said:"
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
        out["cue capital"] = 0.5                # headlines: "Slams", "Endorses"
    return out | wording.describe(list(said.tokens), unit)


def act_scores(said: Wording) -> np.ndarray:
    """Log-probabilities (12,) of the acts, in the order of ACTS."""
    return loglinear.log_softmax(lexicon_scores(said.cue) + loglinear.scores("act", act_features(said)))


def act_prior(cue: str, content: str, kind: str = "indirect", source: str = "") -> dict[str, float]:
    """Probability of each act from the words alone."""
    return dict(zip(ACTS, np.exp(act_scores(word(cue, content, kind, source))).tolist()))
