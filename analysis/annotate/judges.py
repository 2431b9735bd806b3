"""An attribution's passage read once more with its source, cue, content and the actors in it marked, and what that
reading says of act, basis, target and towards. It adds to the log scores of the log-linear models.

The layers start from the middle states of the encoder, as those of tone do. Trained by training/judges.py on the
labels by reading.
"""

from dataclasses import dataclass

import numpy as np

from analysis.annotate.encoder import Encoding
from analysis.annotate.model import WIDTH, gelu, load_model
from analysis.annotate.types import Attribution, Mention, Span

SOURCE, CUE, CONTENT = 1, 2, 3  # marks of a piece as part of the attribution; 0: none of them
OTHER, SPEAKER = 1, 2  # marks of a piece as naming an actor
LIMIT = 200  # pieces of a passage at most


@dataclass
class Passage:
    """The n pieces low to high of an article: the marks of each (see above; two integer arrays of length n), and for
    each actor the ranges in which it is mentioned there, counted from low (0 to n)."""

    low: int
    high: int
    parts: np.ndarray
    named: np.ndarray
    mentioned: dict[int, list[Span]]

    def where(self, part: int | None = None) -> np.ndarray:
        """Positions (0 to n - 1, an integer array) of a part, or of all."""
        return np.flatnonzero(self.parts == part) if part else np.arange(len(self.parts))

    def of(self, actor: int | None) -> np.ndarray:
        """Positions of an actor's mentions; none where the passage does not mention it."""
        ranges = self.mentioned.get(actor, [])
        return np.concatenate([np.arange(*r) for r in ranges]) if ranges else np.zeros(0, np.int64)


def passage(
    read: Encoding,
    attribution: Attribution,
    mentions: list[Mention],
    sentences: list[Span],
    speakers: frozenset[int] = frozenset(),
) -> Passage:
    """The passage of at most LIMIT pieces in which an attribution stands. ``sentences``: character bounds, from the one
    before the attribution to its last; ``mentions``: those in them; ``speakers``: actors who speak together. Of what is
    too long the sentence before is left out, then what is further than LIMIT / 2 before source, cue and content, then
    the end of the content."""
    pieces = read.pieces.span
    low, high = pieces(sentences[0][0], sentences[-1][1])
    if high - low > LIMIT and len(sentences) > 1:
        low = pieces(*sentences[1])[0]
    spans = [s for s in (attribution.source, attribution.cue, *attribution.content) if s]
    low = max(low, min(pieces(*s)[0] for s in spans) - LIMIT // 2)
    high = min(high, low + LIMIT)
    parts, named = (np.zeros(high - low, np.int64) for _ in range(2))

    def mark(array: np.ndarray, span: Span, value: int) -> Span | None:
        first, last = (min(max(k, low), high) - low for k in pieces(*span))
        array[first:last] = value
        return (first, last) if first < last else None

    for span in attribution.content:
        mark(parts, span, CONTENT)
    if attribution.source:
        mark(parts, attribution.source, SOURCE)
    if attribution.cue:
        mark(parts, attribution.cue, CUE)
    mentioned: dict[int, list[Span]] = {}
    for m in mentions:
        speaks = m.actor == attribution.speaker_actor or m.actor in speakers
        own = mark(named, (m.start, m.end), SPEAKER if speaks else OTHER)
        if own:
            mentioned.setdefault(m.actor, []).append(own)
    return Passage(low, high, parts, named, mentioned)


class Judge:
    """What one attribution's passage says. ``vectors`` (4 * 384,): mean states of source, cue, content and all of it,
    side by side; zeros for a part that is not there."""

    def __init__(self, read: Encoding, given: Passage):
        self._passage = given
        self._states = load_model().read_attribution(read.middle[given.low : given.high], given.parts, given.named)
        self.vectors = np.concatenate([self._mean(given.where(part)) for part in (SOURCE, CUE, CONTENT, None)])

    def _mean(self, positions: np.ndarray) -> np.ndarray:
        return self._states[positions].mean(0) if len(positions) else np.zeros(WIDTH, np.float32)

    def act(self) -> np.ndarray:
        """Added to the log scores (12,) of acts."""
        return load_model().mlp("judge_act", self.vectors)

    def basis(self) -> np.ndarray:
        """Added to the log scores (5,) of bases."""
        return load_model().mlp("judge_basis", self.vectors)

    def target(self, candidates: list[int | None], known: np.ndarray, given: np.ndarray) -> np.ndarray:
        """Added (n,) to the log scores ``given`` (n,) of n candidates, the last of whom is nobody. ``known``: the
        encoder's states (n, 384) of the mentions by which each is known, in the passage or not."""
        w = load_model().heads["judge_target"]
        found = [self._passage.of(c) for c in candidates[:-1]]
        states = np.stack([*(self._mean(f) if len(f) else w["absent"] for f in found), w["nobody"]])
        q = np.tanh(w["about.weight"] @ self.vectors + w["about.bias"])[None].repeat(len(states), 0)
        v = states @ w["candidate.weight"].T + w["candidate.bias"] + known @ w["known.weight"].T + w["known.bias"]
        v = np.tanh(v)
        inner = np.concatenate([q, v, q * v, given[:, None]], 1) @ w["inner.weight"].T + w["inner.bias"]
        return (gelu(inner) @ w["out.weight"].T + w["out.bias"])[:, 0]

    def towards(self, actor: int | None) -> np.ndarray:
        """Added to the log scores (3,) of critical, neutral and supportive towards an actor; one whom the passage does
        not mention is meant by the content."""
        found = self._passage.of(actor)
        actor_state = self._mean(found if len(found) else self._passage.where(CONTENT))
        return load_model().mlp("judge_towards", np.concatenate([actor_state, self.vectors[2 * WIDTH :]]))
