"""Judges every attribution of a Doc: act, target, towards, addressee, basis; and what it claims of others.

Voices are added up as log scores: the cue lexicon, log-linear models over named features
(``data/judgement_weights.json``), and what the judge adds, which reads the passage with the attribution marked in it
(``judges``).
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate import act_rules, addressees, basis, loglinear, targets, wording
from analysis.annotate.act_rules import Wording
from analysis.annotate.encoder import encoding
from analysis.annotate.extensions import set_records
from analysis.annotate.judges import Judge
from analysis.annotate.loglinear import Features
from analysis.annotate.model import load_model, log_softmax, on_one_thread, softmax
from analysis.annotate.targets import Cast, Context
from analysis.annotate.types import ACTS, TOWARDS, Attribution

_NOTHING_BEFORE = Context()
NO_TARGET = -0.7  # added to the log score of "no target": above 0 targets get fewer and surer
_OPENING = 8  # characters of a content before the name that it opens with
# Least probability of a target that the content does not mention; of ten below it nine were wrong on dev. Of whom
# something is asked is to be likelier than not: a demand is quoted as such.
UNNAMED, UNNAMED_ASKED = 0.4, 0.5


def towards_features(
    said: Wording, act_logs: np.ndarray, cast: Cast, attribution: Attribution, target: int | None
) -> Features:
    """Named features for the towards model: what is done, in which words, and which stand near the target's names."""
    out = {"bias": 1.0, f"lexicon={said.cue.act}/{said.cue.decided_by}": 1.0}
    for act, value in zip(ACTS, np.exp(act_logs), strict=False):
        out[f"act={act}"] = float(value)
    tokens = list(said.tokens)
    value = wording.polarity(tokens)
    out["polarity-"], out["polarity+"] = max(0.0, -value), max(0.0, value)
    for act, count in wording.signals(tokens).items():
        out[f"signal={act}"] = min(count, 3) / 2
    if said.cue.entry:
        out[f"entry={said.cue.entry}"] = 1.0
    own = [m for s, e in attribution.content for m in cast.within(s, e) if m.actor == target]
    if own:
        near = " ".join(
            cast.text[max(attribution.content[0][0], m.start - 70) : min(attribution.content[-1][1], m.end + 70)]
            for m in own[:3]
        )
        words = wording.normal(near)
        value = wording.polarity(words)
        out["near-"], out["near+"] = max(0.0, -value), max(0.0, value)
        for act, count in wording.signals(words).items():
            out[f"near signal={act}"] = min(count, 3) / 2
        out["named"] = 1.0
    if tones := cast.tones(attribution.content, target):
        out["tone-"], out["tone+"] = (sum(t[k] for t in tones) / len(tones) for k in (0, 1))
        out["toned"] = 1.0
    for token in dict.fromkeys(tokens):
        if token.isalpha() or token == "n't":
            out[f"word={token}"] = len(tokens) ** -0.25
    return {feature: v for feature, v in out.items() if v}


def towards_scores(
    said: Wording,
    act_logs: np.ndarray,
    cast: Cast,
    attribution: Attribution,
    target: int | None,
    reading: Judge | None = None,
) -> np.ndarray:
    """Log-probabilities (3,) in the order of TOWARDS."""
    values = loglinear.scores("towards", towards_features(said, act_logs, cast, attribution, target))
    if reading is not None:
        values = values + reading.towards(target)
    return log_softmax(values)


def _asks(said: Wording) -> bool:
    """Whether a content has words of asking, begins with an infinitive, or is an imperative sentence by its look."""
    tokens = [t for t in said.tokens if t[:1].isalnum()]
    return "request" in wording.signals(list(said.tokens)) or (tokens[:1] or [""])[0] in (
        "to",
        "please",
        "let",
        "do",
        "go",
        "stop",
    )


def _tells_of_support(cast: Cast, attribution: Attribution) -> bool:
    """Whether a content but tells that somebody else supports something: "that Norway backs the plan"."""
    opening = (m for start, _ in attribution.content for m in cast.within(start, start + _OPENING))
    return any(m.actor != attribution.speaker_actor and act_rules.lends_support(cast.text, m.end) for m in opening)


def _of_the_speaker(cast: Cast, attribution: Attribution, target: int) -> bool:
    """Whether a target is the state or body that the speaker speaks for: who denies a charge against it is not against
    it."""
    if attribution.speaker_actor is None or target >= cast.named:
        return False
    return cast.actors[target].name == cast.actors[attribution.speaker_actor].speaks_for


def readings(cast: Cast, attributions: list[Attribution]) -> Iterable[Judge | None]:
    """What the judge reads of each attribution; None without the article's encoding."""
    if cast.read is None:
        return [None] * len(attributions)
    return load_model().each(lambda attribution: Judge(cast.read, cast.passage(attribution)), attributions)


def judge(
    attribution: Attribution, cast: Cast, context: Context = _NOTHING_BEFORE, reading: Judge | None = None
) -> Attribution:
    """One attribution judged. ``context``: what came before it; ``reading``: without it rules and log-linear models
    decide."""
    said = act_rules.read(cast.text, attribution)
    logs = act_rules.act_scores(said, cast.tones(attribution.content, besides=attribution.speaker_actor))
    if reading is not None:
        logs = log_softmax(logs + reading.act())
    if said.cue.act == "state" and not _asks(said):
        logs[
            ACTS.index("request")
        ] = -np.inf  # after a plain "said" or "told" the words themselves must ask for something
    act = act_rules.mended(ACTS[int(logs.argmax())], cast.text, attribution.cue)
    listener, listener_actor = addressees.find_addressee(cast.text, attribution, cast)
    who, chances = targets.rank(cast, attribution, said, act, replace(context, addressee=listener_actor), reading)
    chances[-1] += NO_TARGET
    best = int(chances.argmax())
    meant = cast.inside(attribution).of.get(who[best]) or who[best] == listener_actor
    least = UNNAMED_ASKED if act == "request" else UNNAMED
    target = who[best] if meant or softmax(chances)[best] >= least else None
    towards = score = None
    if target is not None:
        stance = np.exp(towards_scores(said, logs, cast, attribution, target, reading))
        towards, score = TOWARDS[int(stance.argmax())], round(float(stance[2] - stance[0]), 4)
        if towards == "critical" and act_rules.held_back(cast.text, attribution.cue):
            towards, score = "neutral", 0.0
        if towards == "critical" and _of_the_speaker(cast, attribution, target):
            target = towards = score = None
        elif act == "support" and towards == "supportive" and _tells_of_support(cast, attribution):
            act, towards, score = "state", "neutral", 0.0
    whose = basis.decide(said, attribution, act, 0.0 if reading is None else reading.basis())
    return replace(
        attribution,
        act=act,
        target=None if target is None else cast.actors[target].name,
        target_actor=target if target is not None and target < cast.named else None,
        towards=towards,
        towards_score=score,
        addressee=listener,
        addressee_actor=listener_actor,
        basis=whose,
        stated_by=basis.REPORTER if whose == "ascribed" else None,
    )


class Thread:
    """Remembers, attribution by attribution, who spoke last and about whom."""

    def __init__(self):
        self._own: dict[str, int] = {}
        self._last: int | None = None
        self._speaker: int | None = None

    def context(self, attribution: Attribution) -> Context:
        return Context(None, self._own.get(attribution.speaker), self._last, self._speaker)

    def note(self, attribution: Attribution, target: int | None) -> None:
        """``target``: an actor index; unnamed groups are not carried on."""
        self._speaker = attribution.speaker_actor
        if target is not None:
            self._last = target
            for name in targets.names_of(attribution):
                self._own[name] = target


@on_one_thread
def judge_all(cast: Cast, attributions: list[Attribution]) -> list[Attribution]:
    """All attributions of an article judged, in their order."""
    out, thread = [], Thread()
    for attribution, reading in zip(attributions, readings(cast, attributions), strict=True):
        judged = judge(attribution, cast, thread.context(attribution), reading)
        thread.note(judged, judged.target_actor)
        out.append(judged)
    return out


@on_one_thread
def claimed_positions(cast: Cast, attributions: list[Attribution]) -> list[Attribution]:
    """What judged attributions claim or pass on of others (see basis.ascribed_positions), with targets and towards."""
    out, claimed = [], basis.ascribed_positions(cast.text, attributions, cast)
    for position, reading in zip(claimed, readings(cast, claimed), strict=True):
        judged = judge(position, cast, reading=reading)
        out.append(
            replace(
                position,
                target=judged.target,
                target_actor=judged.target_actor,
                towards=judged.towards,
                towards_score=judged.towards_score,
            )
        )
    return out


@Language.component("onrecord_acts", assigns=["doc._.attributions", "doc._.ascribed"])
def set_acts(doc: Doc) -> Doc:
    """Fill act, target, towards, addressee and basis of doc._.attributions, and doc._.ascribed."""
    sentences = [(s.start_char, s.end_char) for s in doc.sents] if doc.has_annotation("SENT_START") else []
    found = doc._.attributions
    cast = Cast(doc.text, doc._.actors, doc._.mentions, sentences, doc._.tone, encoding(doc))
    judged = judge_all(cast, found)
    set_records(doc, "attributions", judged)
    set_records(doc, "ascribed", claimed_positions(cast, judged))
    return doc
