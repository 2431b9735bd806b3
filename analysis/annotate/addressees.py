"""To whom something is said: "told Newsweek on Thursday", "asked Xi last week to", "was told by", "in an interview
with"."""

import re

from analysis.annotate import cues, gazetteer
from analysis.annotate.targets import Cast
from analysis.annotate.types import Attribution, Span

_TELLING = gazetteer.words("tells a listener")  # cues whose object is a listener
_TO = re.compile(
    r"\b(?:to|with|before|addressing|told|telling|asked|asking)\s+(?:the\s+|an?\s+)?((?:[\w.’'-]+\s+){0,5})$", re.I
)
_STOP = re.compile(
    r"\b(?:on|in|at|that|to|about|during|after|before|last|this|by|as|when|while|for|of|over|from|and|if|how|why|what|"
    r"whether|he|she|they|it|not|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|[^\w\s.’'&-]|\.(?=\s|$)"
)
_LISTENERS = re.compile(
    r"\b(?:to|with|before|told|tells?|telling|asked|asks?|asking|urged|warned|addressing)\s+"
    r"((?:the |a |an |his |her |their )?(?:\w+ )?"
    rf"(?:{'|'.join(sorted(gazetteer.words('listeners')))}))\b",
    re.I,
)
REACH = 120  # characters after a cue in which a listener may be named


def _after(text: str, attribution: Attribution, cast: Cast) -> Span:
    """The stretch after the cue that is no content: where a listener is named."""
    start = attribution.cue[1]
    nexts = [s for s, _ in attribution.content if s >= start]
    end = min([*nexts, cast.sentence(max(0, start - 1))[1], start + REACH])
    quote = re.search(r"[“\"]", text[start:end])
    return start, start + quote.start() if quote else max(start, end)


_PASSIVE = re.compile(
    r"(?:was|were|been|is|are|has been|have been|had been)\b.*\b(?:told|asked|warned|informed|urged|advised|assured)\b",
    re.I,
)


def _is_passive(text: str, attribution: Attribution) -> bool:
    return bool(_PASSIVE.match(text[slice(*attribution.cue)]))


def find_addressee(text: str, attribution: Attribution, cast: Cast) -> tuple[str | None, int | None]:
    """Name (or description as written) and actor index of the listener; (None, None) where none is named."""
    name, actor = _find(text, attribution, cast)
    return name, actor if actor is None or actor < cast.named else None


def _find(text: str, attribution: Attribution, cast: Cast) -> tuple[str | None, int | None]:
    if attribution.cue is None:
        return None, None
    speaker = attribution.speaker_actor
    if _is_passive(text, attribution):
        left = cast.sentence(attribution.cue[0])[0]
        for mention in cast.before(attribution.cue[0] - 1):
            if mention.start >= left and mention.actor != speaker and attribution.cue[0] - mention.end < 40:
                return cast.actors[mention.actor].name, mention.actor
        return None, None
    start, end = _after(text, attribution, cast)
    entry = cues.look_up(text[slice(*attribution.cue)]).entry or ""
    telling = entry.split()[0] in _TELLING if entry else False
    mentions = [m for m in cast.within(start, end) if m.actor != speaker]
    for mention in mentions:
        between = text[start : mention.start]
        direct = telling and len(between.split()) <= 4 and not _STOP.search(between)
        if direct or _TO.search(between):
            return cast.actors[mention.actor].name, mention.actor
    if found := _LISTENERS.search(text[attribution.cue[0] : end]):
        return found.group(1), None
    if (
        telling and end - start <= 2 and attribution.content[0][0] >= start
    ):  # the listener stands at the content's beginning
        first = [
            m for m in cast.within(attribution.content[0][0], attribution.content[0][0] + 12) if m.actor != speaker
        ]
        if (
            first
            and re.match(r"[’'\w\s,]{0,30}?\b(?:to|that|not to|about)\b", text[first[0].end : first[0].end + 40])
            and not re.match(r"[’']s\b", text[first[0].end :])
        ):
            return cast.actors[first[0].actor].name, first[0].actor
    if entry == "tell" and (words := text[start:end].strip()):
        stop = _STOP.search(words)
        words = words[: stop.start()].strip() if stop else words
        if 0 < len(words.split()) <= 5 and words.lower() not in ("him", "her", "them", "us", "me", "you"):
            return words, None
    return None, None
