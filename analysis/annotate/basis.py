"""Whose words a content is: quoted, paraphrased, passed on, claimed of someone, or narrated; and claims inside it."""

import re
from dataclasses import replace

import numpy as np

from analysis.annotate import cues, gazetteer, loglinear
from analysis.annotate.act_rules import Wording, act_prior
from analysis.annotate.loglinear import Features
from analysis.annotate.model import log_softmax
from analysis.annotate.targets import Cast
from analysis.annotate.types import BASES, NAMING, Attribution, Mention

REPORTER = "reporter"  # stands for the article's own voice in ``stated_by``
_AUXILIARY = gazetteer.words("between subject and claim")
_FINITE = re.compile(r"(?:s|ed)$")
_PLAIN_SPEECH = gazetteer.words("verb of speech in a claim")
_PLAIN_MIND = gazetteer.words("verb of mind in a claim")
_MIND_ADJECTIVES = gazetteer.words("state of mind")
# A verb is only taken for a claim where something of these can follow it: no "what he said in March", no "he viewed
# the wall".
_NO_START = frozenset(
    'at of in on by when while during after before as and or seriously today yesterday , . ” " ?'.split()
)
_NO_SUBJECT = re.compile(
    r"\b(?:of|to|for|with|by|from|at|in|on|about|against|toward|towards|than|if|unless|like|what|which|whom|who|whose|"
    r"whether|when|how|why|where|and|or)\s+(?:the\s+)?$",
    re.I,
)
_CLAUSE_END = re.compile(
    r"[;.!?”\"](?:\s|$)|,\s(?:and|but|while|which|who|as|because|though|although|especially|so)\b|"
    r"\s(?:because|but|while)\s"
)
_SPACE = re.compile(r"\s*")
_AS_TOLD = re.compile(r"\b(?:is|was|are|were) (?:said|reported|believed|thought|rumou?red|known) to\b", re.I)


def basis_features(said: Wording, attribution: Attribution, act: str) -> Features:
    """Named features of an attribution for the basis model."""
    cue = said.cue
    out = {
        "bias": 1.0,
        f"kind={attribution.kind}": 1.0,
        "quoted": said.quoted,
        f"medium={cue.medium}": 1.0,
        f"medium={cue.medium} {attribution.kind}": 1.0,
        f"act={act}": 0.7,
        f"act={act} {cue.medium}": 0.7,
        f"lexicon={cue.act}/{cue.decided_by}": 1.0,
    }
    if cue.entry:
        out[f"entry={cue.entry}"] = 1.0
    if not said.source:
        out["no source"] = 1.0
    if said.content[:1] in '“"':
        out["opens with a mark"] = 1.0
    opening = said.tokens[0] if said.tokens else ""
    out[f"opens={opening}"] = 0.5
    for token in cues.words(said.cue_text)[:6]:
        out[f"cue={token}"] = 0.5
    if cue.negated:
        out["negated"] = 1.0
    return {feature: value for feature, value in out.items() if value}


def basis_scores(said: Wording, attribution: Attribution, act: str) -> np.ndarray:
    """Log-probabilities (5,) in the order of BASES."""
    return log_softmax(loglinear.scores("basis", basis_features(said, attribution, act)))


def decide(said: Wording, attribution: Attribution, act: str, added: np.ndarray | float = 0.0) -> str:
    """The basis of an attribution as it stands (``added`` (5,): what the judge adds to the scores); whether it is
    passed on by another is found by ``ascribed_positions``."""
    values = basis_scores(said, attribution, act) + added
    if not _AS_TOLD.search(said.cue_text):
        values[BASES.index("relayed")] = -np.inf
    return BASES[int(values.argmax())]


def _inner_cue(text: str, mention: Mention, end: int) -> tuple[int, int, str, str] | None:
    """A verb of belief, wish or speech whose subject the mention is: (start, end, entry, medium)."""
    rest = text[mention.end : min(end, mention.end + 80)]
    if not re.match(r"\s", rest):
        return None
    found = [(m.group().lower(), m.start(), m.end()) for m in re.finditer(r"n['’]t|[^\W\d_]+|[^\w\s]", rest)]
    passed = 0
    while (
        passed < len(found)
        and passed < 4
        and (found[passed][0] in _AUXILIARY or found[passed][0].endswith("ly") and len(found[passed][0]) > 4)
    ):
        passed += 1
    if passed >= len(found):
        return None
    word, low, high = found[passed]
    helpers = {w for w, _, _ in found[:passed]}
    copula = bool(helpers & {"is", "was", "are", "were", "been", "be"})
    if word in _MIND_ADJECTIVES and copula:
        return mention.end + found[0][1], mention.end + high, word, "mind"
    if copula or not (_FINITE.search(word) or helpers or word in cues._irregular() or len(found) > passed + 1):
        return None
    lemma = next((x for x in cues.lemmas(word) if x in _PLAIN_MIND or x in _PLAIN_SPEECH), None)
    if (
        lemma is None
        or word == lemma
        and not helpers
        and not text[mention.start : mention.end].lower().endswith(("s", "they"))
    ):
        return None
    return mention.end + (found[0][1]), mention.end + high, lemma, "mind" if lemma in _PLAIN_MIND else "speech"


def _may_be_subject(text: str, mention: Mention, low: int, kind: str) -> bool:
    """No possessive, no object, no part of a longer name; in indirect speech "he" is too often the speaker himself."""
    words = text[mention.start : mention.end].lower()
    return (
        mention.form not in ("description", "group")
        and words not in ("his", "her", "their", "its", "him", "them")
        and not (mention.form == "pronoun" and kind == "indirect")
        and not _NO_SUBJECT.search(text[max(low, mention.start - 12) : mention.start])
    )


def _antecedent(text: str, outer: Attribution, before: Attribution | None, position: int, cast: Cast) -> int | None:
    """The state or body that opened the sentence before "It": in this content, or in the last one of the same
    speaker."""
    low = next(s for s, e in outer.content if s <= position < e)
    if position - low > 3:
        start = cast.sentence(max(low, position - 3))[0]
        span = max(low, start), position
    elif before is not None and before.speaker == outer.speaker and low - before.content[-1][1] < 200:
        span = before.content[-1]
    else:
        return None
    first = [m for m in cast.within(*span) if m.start - span[0] < 15 and m.form in NAMING]
    if (
        first
        and cast.actors[first[0].actor].type in ("state", "organization")
        and text[first[0].end : first[0].end + 1].isspace()
    ):
        return first[0].actor
    return None


def _subjects(text: str, outer: Attribution, before: Attribution | None, cast: Cast) -> list[tuple[Mention, int]]:
    """Mentions inside a content that may be subjects of a claim, each with the end of its stretch of content."""
    out = []
    for low, high in outer.content:
        held = [
            m
            for m in cast.within(low, high)
            if m.actor != outer.speaker_actor and _may_be_subject(text, m, low, outer.kind)
        ]
        taken = {m.start for m in cast.within(low, high)}
        for found in re.finditer(r"(?:(?<=[“\".?!]\s)|(?<=[“\"])|\A)It(?=\s)", text[low:high]):
            position = low + found.start()
            actor = (
                None
                if position in taken or outer.kind == "indirect"
                else _antecedent(text, outer, before, position, cast)
            )
            if actor is not None and actor != outer.speaker_actor:
                held.append(Mention(position, position + 2, "pronoun", actor))
        out += [(m, high) for m in sorted(held, key=lambda m: m.start)]
    return out


def _passes_on(outer: Attribution, actor: int, cast: Cast) -> bool:
    """Whether the speaker speaks for the actor: its embassy, or "Chinese officials" of Beijing."""
    if outer.speaker_actor is not None and cast.actors[outer.speaker_actor].speaks_for == cast.actors[actor].name:
        return True
    return (
        outer.sourcing == "unnamed"
        and outer.source is not None
        and any(m.actor == actor for m in cast.within(*outer.source))
    )


def ascribed_positions(text: str, attributions: list[Attribution], cast: Cast) -> list[Attribution]:
    """What a speaker claims that another actor thinks or wants (ascribed), or passes on of another's words (relayed).

    One Attribution for each finite verb of belief, wish or speech inside a content whose subject is an actor other
    than the speaker: speaker that actor, stated_by the outer speaker. Meant to be right rather than complete.
    """
    out = []
    for outer, before in zip(attributions, [None, *attributions], strict=False):
        for mention, high in _subjects(text, outer, before, cast) if outer.speaker is not None else []:
            cue = _inner_cue(text, mention, high)
            if cue is None:
                continue
            start = _SPACE.match(text, cue[1], high).end()
            limit = min(high, cast.sentence(start)[1])
            stop = _CLAUSE_END.search(text, start, limit)
            end = stop.start() if stop else limit
            while end > start and (text[end - 1].isspace() or text[end - 1] in '.,;”"'):
                end -= 1
            if end - start < 8 or text[start:end].split()[0].lower() in _NO_START:
                continue
            prior = act_prior(text[cue[0] : cue[1]], text[start:end])
            out.append(
                replace(
                    outer,
                    source=(mention.start, mention.end),
                    cue=cue[:2],
                    content=((start, end),),
                    kind="indirect",
                    act="believe" if cue[3] == "mind" else max(prior, key=prior.get),
                    speaker=cast.actors[mention.actor].name,
                    speaker_actor=mention.actor,
                    speaker_from="pronoun" if mention.form == "pronoun" else "named",
                    sourcing="named",
                    target=None,
                    target_actor=None,
                    towards=None,
                    towards_score=None,
                    addressee=None,
                    addressee_actor=None,
                    basis="relayed" if cue[3] == "speech" or _passes_on(outer, mention.actor, cast) else "ascribed",
                    stated_by=outer.speaker,
                    stated_by_actor=outer.speaker_actor,
                )
            )
    return out
