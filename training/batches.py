"""Examples to padded tensors: windows of articles with tags and links, packed sentences, sentences with marked
targets."""

import random
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer

from analysis.annotate import features
from analysis.annotate.links import distance_buckets
from analysis.annotate.tags import ENTITY_TAGS, POS_TAGS, RELATION_TAGS
from training.sources import ROLES, AttributionArticle, Targeted

CLS, SEP, MASK = 101, 102, 103
IGNORE = -100
WINDOW = 256


@dataclass
class Window:
    """A run of word pieces; ``tags`` are per piece. Links index ``units``: one attribution's piece ranges by role."""

    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    tags: np.ndarray | None = None
    roles: np.ndarray | None = None
    units: list = field(default_factory=list)
    label: int = IGNORE
    relations: np.ndarray | None = None
    readings: list = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids)


def load_tokenizer(folder) -> Tokenizer:
    """The base model's tokenizer with truncation and padding switched off (the file switches both on)."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _cut(pieces: features.Pieces, low: int, high: int) -> Window:
    return Window(pieces.ids[low:high], pieces.case[low:high], pieces.quote[low:high])


class Article:
    """A PolNeAR article encoded once; windows are cut anew in every pass, at other places."""

    def __init__(self, tokenizer: Tokenizer, article: AttributionArticle):
        self.article = article
        self.pieces = features.encode(tokenizer, article.text)
        self.paragraphs = features.paragraph_starts(article.text, self.pieces)

    def windows(self, rng: random.Random | None, annotator: int = 0) -> list[Window]:
        tags = np.zeros(len(self.pieces), np.int64)
        units = []
        for gold in self.article.annotators[annotator]:
            ranges = {role: [self.pieces.span(s, e) for s, e in gold.spans.get(role, [])] for role in ROLES}
            units.append((ranges, gold))
            for k, role in enumerate(ROLES):
                for low, high in ranges[role]:
                    tags[low:high] = 2 * k + 2
                    if low < high:
                        tags[low] = 2 * k + 1
        first = rng.randrange(48, WINDOW + 1) if rng else None
        out = []
        for low, high in features.blocks(self.paragraphs, len(self.pieces), WINDOW, first):
            window = _cut(self.pieces, low, high)
            window.tags = tags[low:high]
            for ranges, gold in units:
                inside = {role: [(a - low, b - low) for a, b in ranges[role] if low <= a < b <= high] for role in ROLES}
                if inside["Cue"]:
                    window.units.append((inside, gold))
            out.append(window)
        return out


def entity_windows(tokenizer: Tokenizer, sentences: list, rng: random.Random | None, size: int = 200) -> list[Window]:
    """Consecutive sentences joined with line breaks up to ``size`` pieces; tags only on the first piece of a word."""
    out, text, words = [], "", []

    def close():
        nonlocal text, words
        if not words:
            return
        pieces = features.encode(tokenizer, text)
        window = _cut(pieces, 0, len(pieces))
        window.tags = np.full(len(pieces), IGNORE)
        at = {start: tag for start, tag in words}
        for k, start in enumerate(pieces.starts.tolist()):
            if start in at:
                window.tags[k] = ENTITY_TAGS.index(at[start])
        out.extend(
            Window(
                window.ids[k : k + WINDOW],
                window.case[k : k + WINDOW],
                window.quote[k : k + WINDOW],
                window.tags[k : k + WINDOW],
            )
            for k in range(0, len(window), WINDOW)
        )
        text, words = "", []

    limit = rng.randrange(20, size) if rng else size
    count = 0
    for sentence in sentences:
        length = len(tokenizer.encode(" ".join(w for w, _ in sentence), add_special_tokens=False).ids)
        if words and count + length > limit:
            close()
            count, limit = 0, rng.randrange(20, size) if rng else size
        for word, tag in sentence:
            words.append((len(text), tag))
            text += word + " "
        text = text[:-1] + "\n"
        count += length
    close()
    return out


def targeted_window(tokenizer: Tokenizer, example: Targeted, limit: int = 250) -> Window | None:
    """A sentence with its marked spans as roles 1 and 2; None where a span lies beyond the limit."""
    pieces = features.encode(tokenizer, example.text)
    window = _cut(pieces, 0, limit)
    window.roles = np.zeros(len(window), np.int64)
    for k, (start, end) in enumerate(example.spans, 1):
        low, high = pieces.span(start, end)
        window.roles[low:high] = k
        if not (window.roles == k).any():
            return None
    window.label = example.label
    return window


def syntax_windows(tokenizer: Tokenizer, sentences: list, rng: random.Random | None, size: int = 200) -> list[Window]:
    """Consecutive sentences joined up to ``size`` pieces; part of speech and relation on the first piece of a word."""
    out, text, at, limit = [], "", {}, size

    def close():
        pieces = features.encode(tokenizer, text)
        window = _cut(pieces, 0, min(len(pieces), WINDOW))
        window.tags, window.relations = np.full(len(window), IGNORE), np.full(len(window), IGNORE)
        for k, start in enumerate(pieces.starts[: len(window)].tolist()):
            if start in at:
                window.tags[k], window.relations[k] = at[start]
        out.append(window)

    for sentence in sentences:
        if text and len(text) > 4 * limit:
            close()
            text, at, limit = "", {}, rng.randrange(20, size) if rng else size
        for word, space, pos, relation in sentence:
            at[len(text)] = POS_TAGS.index(pos), RELATION_TAGS.index(relation)
            text += word + " " * space
        text = text.rstrip() + "\n "[rng.random() < 0.7 if rng else 1]
    if text:
        close()
    return out


@dataclass
class Reading:
    """An example's place in a pack of sentences: its run of pieces, the roles marked there, its class."""

    low: int
    high: int
    roles: np.ndarray
    label: int


def packs(sentences: list[list[Window]], rng: random.Random | None, size: int = 250) -> list[Window]:
    """Sentences (each a list of examples that mark other targets in it) beside each other in windows of at most
    ``size`` pieces, as sentences stand in articles; one in three stands alone. ``readings`` are the examples in
    them."""
    out: list[Window] = []
    current, n, limit = [], 0, size if rng else 0

    def close():
        if current:
            pack = Window(*(np.concatenate([getattr(s[0], k) for s in current]) for k in ("ids", "case", "quote")))
            low = 0
            for examples in current:
                pack.readings += [Reading(low, low + len(e), e.roles, e.label) for e in examples]
                low += len(examples[0])
            out.append(pack)

    for examples in sentences:
        if current and n + len(examples[0]) > limit:
            close()
            current, n = [], 0
            limit = (0 if rng.random() < 1 / 3 else rng.randrange(60, size)) if rng else 0
        current.append(examples)
        n += len(examples[0])
    close()
    return out


@dataclass
class Batch:
    """Padded tensors (batch, n), pieces between [CLS] and [SEP]; ``windows`` in row order."""

    windows: list[Window]
    ids: torch.Tensor
    case: torch.Tensor
    quote: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor
    relations: torch.Tensor

    @property
    def labels(self) -> torch.Tensor:
        return torch.tensor([r.label for w in self.windows for r in w.readings])


def collate(windows: list[Window]) -> Batch:
    n = max(map(len, windows)) + 2
    ids, case, quote, mask = (torch.zeros(len(windows), n, dtype=torch.long) for _ in range(4))
    tags, relations = (torch.full((len(windows), n), IGNORE) for _ in range(2))
    for k, w in enumerate(windows):
        inner = slice(1, len(w) + 1)
        ids[k, 0], ids[k, len(w) + 1] = CLS, SEP
        mask[k, : len(w) + 2] = 1
        ids[k, inner], case[k, inner], quote[k, inner] = map(torch.from_numpy, (w.ids, w.case, w.quote))
        if w.tags is not None:
            tags[k, inner] = torch.from_numpy(w.tags)
        if w.relations is not None:
            relations[k, inner] = torch.from_numpy(w.relations)
    return Batch(windows, ids, case, quote, mask, tags, relations)


def masked(ids: torch.Tensor, share: float) -> torch.Tensor:
    """Some pieces hidden from the encoder, so that it learns from what stands around them."""
    hidden = (torch.rand(ids.shape) < share) & (ids != 0) & (ids != CLS) & (ids != SEP)
    return ids.masked_fill(hidden, MASK)


def batches(windows: list[Window], budget: int, rng: random.Random | None) -> list[list[Window]]:
    """Windows of like length together, each batch at most ``budget`` padded pieces; order shuffled where rng is
    given."""
    windows = list(windows)
    if rng:
        rng.shuffle(windows)
    pool, out = 1024, []
    for k in range(0, len(windows), pool):
        chunk = sorted(windows[k : k + pool], key=len)
        current = []
        for w in chunk:
            if current and (len(w) + 2) * (len(current) + 1) > budget:
                out.append(current)
                current = []
            current.append(w)
        if current:
            out.append(current)
    if rng:
        rng.shuffle(out)
    return out


def link_targets(window: Window):
    """Piece ranges of the window's sources, cues and contents, and for each cue its sources, for each content its
    cue."""
    sources, cues, contents, sources_of, cue_of = [], [], [], [], []
    for k, (ranges, _) in enumerate(window.units):
        cues.append(ranges["Cue"][0])
        own = set()
        for r in ranges["Source"]:
            if r not in sources:
                sources.append(r)
            own.add(sources.index(r))
        sources_of.append(own)
        for r in ranges["Content"]:
            contents.append(r)
            cue_of.append(k)
    return sources, cues, contents, sources_of, cue_of


def buckets(a: list, b: list) -> torch.Tensor:
    """Distance classes (len(a), len(b)) between the first pieces of ranges."""
    return torch.from_numpy(distance_buckets(np.array([r[0] for r in a]), np.array([r[0] for r in b])))
