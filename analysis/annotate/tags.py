"""Tag lists of the two sequence heads, and decoding scores to spans under their constraints."""

import numpy as np

ENTITY_TAGS = ("O",) + tuple(f"{b}-{t}" for t in ("PER", "ORG", "LOC", "MISC") for b in "BI")
ATTRIBUTION_TAGS = ("O",) + tuple(f"{b}-{r}" for r in ("Source", "Cue", "Content") for b in "BI")

# Universal Dependencies: parts of speech, and how a word hangs on the word above it (rarer relations are "other").
POS_TAGS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATION_TAGS = tuple(
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound conj cop csubj det expl flat iobj mark "
    "nmod nmod:poss nsubj nsubj:pass nummod obj obl obl:agent other parataxis punct root vocative xcomp".split()
)


def _transitions(n: int) -> np.ndarray:
    """0 where tag j may follow tag i, minus infinity where not: an I- tag needs its B- or I- before it."""
    allowed = np.zeros((n, n))
    for j in range(2, n, 2):  # I- tags have even indices
        allowed[:, j] = -np.inf
        allowed[[j - 1, j], j] = 0
    return allowed


def _within_word(n: int) -> np.ndarray:
    """0 where tag j may follow tag i inside one word: the word goes on as it began."""
    allowed = np.full((n, n), -np.inf)
    allowed[0, 0] = 0
    for j in range(2, n, 2):
        allowed[[j - 1, j], j] = 0
    return allowed


def decode(
    scores: np.ndarray, begins: np.ndarray, breaks: np.ndarray, follow: np.ndarray | None = None
) -> list[tuple[int, int, int]]:
    """The best allowed tag sequence as (type, first, last + 1) over pieces, by Viterbi on scores (n, tags), such as
    log-probabilities; ``follow`` (tags, tags): learned scores of one tag after another.

    ``begins`` (n booleans) says where a word starts: a word is wholly inside a span or wholly outside. ``breaks`` says
    where a paragraph starts: no span runs over it.
    """
    n, tags = scores.shape
    if n == 0:
        return []
    learned = np.zeros((tags, tags)) if follow is None else follow
    follow, inside = _transitions(tags) + learned, _within_word(tags) + learned
    afresh = follow.copy()
    afresh[:, 2::2] = -np.inf
    scores = scores.astype(np.float64)
    best = scores[0].copy()
    best[2::2] = -np.inf
    back = np.zeros((n, tags), np.int64)
    steps = [(inside, follow, afresh, afresh)[k] for k in (begins + 2 * breaks).tolist()]
    for k in range(1, n):
        ways = best[:, None] + steps[k]
        ways.argmax(0, out=back[k])
        best = ways.max(0) + scores[k]
    path = np.zeros(n, np.int64)
    path[-1] = best.argmax()
    for k in range(n - 1, 0, -1):
        path[k - 1] = back[k, path[k]]
    return spans(path)


def spans(path: np.ndarray) -> list[tuple[int, int, int]]:
    """Maximal runs of a tag sequence as (type, first, last + 1)."""
    out, kind, first = [], None, 0
    for k, tag in enumerate([*path.tolist(), 0]):
        begins = tag % 2 == 1
        if kind is not None and (tag == 0 or begins or (tag - 1) // 2 != kind):
            out.append((kind, first, k))
            kind = None
        if tag and kind is None:
            kind, first = (tag - 1) // 2, k
    return out
