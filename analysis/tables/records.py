"""What the tables take from an annotated article: plain records, so that the Doc itself can be let go."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from analysis.annotate.types import Actor, Attribution, Mention, Span
from analysis.ingest.article import Article


class Places:
    """Stretches of a text with what they belong to, asked where they are rather than gone through each time."""

    def __init__(self, stretches: Iterable[tuple[int, int, object]]):
        self._all = sorted(stretches, key=lambda s: s[:2])
        self._starts = [start for start, _, _ in self._all]
        self._reach = list(accumulate((end for _, end, _ in self._all), max))  # of each and all before it

    def holding(self, start: int, end: int) -> list:
        """What belongs to stretches that hold a span, the last one first."""
        found, k = [], bisect_right(self._starts, start) - 1
        while k >= 0 and self._reach[k] >= end:
            if self._all[k][1] >= end:
                found.append(self._all[k][2])
            k -= 1
        return found

    def inside(self, start: int, end: int) -> list:
        """What belongs to stretches that lie in a span, in text order."""
        near = self._all[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return [held for _, last, held in near if last <= end]


@dataclass(frozen=True)
class Reading:
    """One article with everything that annotation found in it; offsets are offsets into ``article.text``."""

    article: Article
    sentences: tuple[Span, ...]
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    ascribed: tuple[Attribution, ...] = ()  # what someone claims of an actor: basis ascribed, stated_by
    tone: tuple[tuple, ...] = ()  # (start, end, negative, neutral, positive), one an actor mention

    @cached_property
    def contents(self) -> Places:
        """Numbers of the attributions by the parts of their content."""
        return Places((s, e, k) for k, a in enumerate(self.attributions) for s, e in a.content)

    @cached_property
    def statements(self) -> Places:
        """The attributions by where their content begins and ends."""
        return Places((min(a.content)[0], max(a.content)[1], a) for a in self.attributions if a.content)

    @cached_property
    def claims(self) -> Places:
        """Pairs of a claim and a span of it, its cue or a part of its content."""
        return Places((*span, (c, span)) for c in self.ascribed if c.cue for span in (c.cue, *c.content))

    @cached_property
    def named(self) -> Places:
        """The mentions by where they stand."""
        return Places((m.start, m.end, m) for m in self.mentions)

    def sentence(self, offset: int) -> Span:
        """The sentence that holds the offset; the whole text where there are no sentences."""
        return sentence_at(self.sentences, offset) or (0, len(self.article.text))


def sentence_at(sentences: tuple[Span, ...], offset: int) -> Span | None:
    """The last sentence that starts at or before the offset, None where there is none."""
    index = bisect_right(sentences, offset, key=lambda s: s[0]) - 1
    return sentences[max(index, 0)] if sentences else None


def read(article: Article, doc) -> Reading:
    """The records of one annotated article, in text order. Raises ValueError where the Doc is of another text."""
    if doc.text != article.text:
        raise ValueError(f"annotation of {article.file} belongs to another text")
    return Reading(
        article=article,
        sentences=tuple((s.start_char, s.end_char) for s in doc.sents) if doc.has_annotation("SENT_START") else (),
        actors=tuple(doc._.actors),
        mentions=tuple(
            sorted(doc._.mentions, key=lambda m: (m.start, m.end, m.form, -1 if m.actor is None else m.actor))
        ),
        attributions=tuple(sorted(doc._.attributions, key=place)),
        ascribed=tuple(sorted(doc._.ascribed, key=place)),
        tone=tuple(sorted(tuple(row) for row in doc._.tone)),
    )


def spans(attribution: Attribution) -> tuple[Span, ...]:
    """The spans that hold the attribution's words: its content, or its cue where a narrated position has no content."""
    return tuple(tuple(s) for s in attribution.content) or ((tuple(attribution.cue),) if attribution.cue else ())


def place(attribution: Attribution) -> tuple:
    """Sort key: text order, made total so that the same records always come in the same order."""
    held = spans(attribution)
    return (
        held[0][0] if held else -1,
        held[-1][1] if held else -1,
        attribution.cue or (-1, -1),
        attribution.source or (-1, -1),
        attribution.speaker or "",
        attribution.target or "",
        attribution.act,
    )


def joined(text: str, held: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in text order, with those made one that only white space parts (a quote that runs over a paragraph)."""
    whole: list[Span] = []
    for start, end in sorted(held):
        if whole and (start <= whole[-1][1] or not text[whole[-1][1] : start].strip()):
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return tuple(whole)


def words_of(text: str, held: tuple[Span, ...]) -> str:
    """The words of the spans as ``quotes.text`` shows them: ``text[start:end]``, an interruption shown as `` ... ``."""
    return " ... ".join(text[start:end] for start, end in held)
