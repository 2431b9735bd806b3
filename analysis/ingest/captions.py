"""Photo captions, credits and what a page says twice."""

from analysis.ingest import dates, phrases
from analysis.ingest.pieces import Piece, ends_sentence, is_cut, is_prose, is_speech, key

_SMALL_BLOCK = 6  # lines; a larger block is an article without empty lines
_LONGEST = 110  # words in a caption
_STEM = 20  # letters that a shortened text must share with the full one


def set_aside_captions(pieces: list[Piece]) -> None:
    """Set aside credits, captions, shortened copies of them and paragraphs that a page repeats."""
    sizes: dict[int, int] = {}
    for piece in pieces:
        sizes[piece.block] = sizes.get(piece.block, 0) + 1
    credit = [p.reason in (None, "copyright", "menu") and _is_credit(p, pieces, i) for i, p in enumerate(pieces)]
    twice = _copies(pieces)
    for i, piece in enumerate(pieces):
        if credit[i]:
            piece.reason = "credit"
    for i, piece in enumerate(pieces):
        if piece.reason is None and _is_caption(i, pieces, credit, twice, sizes):
            piece.reason = "caption"
    for i, (first, cut) in sorted(twice.items()):
        _settle_copy(pieces, i, first, cut)
    _alternative_texts(pieces)


def _is_credit(piece: Piece, pieces: list[Piece], i: int) -> bool:
    text = piece.text
    if piece.words > 16 or not phrases.photo(text, "credit", 160):
        return False
    return not (ends_sentence(text) and is_prose(piece) and piece.words > 10)


def _copies(pieces: list[Piece]) -> dict[int, tuple[int, bool]]:
    """For each piece that says what an earlier one says: (index of the earlier one, whether that one is shortened)."""
    seen: dict[str, int] = {}
    keys = [key(p.text) if p.reason is None and p.kind != "item" else "" for p in pieces]
    twice = {}
    for i, letters in enumerate(keys):
        if len(letters) < _STEM:
            continue
        if letters in seen:
            twice[i] = (seen[letters], False)
            continue
        seen[letters] = i
        for j in range(max(0, i - 3), i):
            if keys[j] and len(keys[j]) >= _STEM and _shortens(pieces[j].text, keys[j], letters):
                twice[i] = (j, True)
    return twice


def _shortens(text: str, short: str, full: str) -> bool:
    """Whether a text is the beginning of a fuller one, cut with an ellipsis (perhaps inside a word)."""
    return is_cut(text) and len(short) < len(full) and full.startswith(short)


def _is_caption(
    i: int, pieces: list[Piece], credit: list[bool], twice: dict[int, tuple[int, bool]], sizes: dict[int, int]
) -> bool:
    piece = pieces[i]
    text = piece.text
    if piece.words > _LONGEST:
        return False
    if piece.kind == "caption" or phrases.photo(text, "credited", 900):
        return True
    copied = i in twice and 0 < twice[i][0] and i - twice[i][0] <= 2  # at the very top it is a headline said twice
    beside = _beside_credit(i, pieces, credit, sizes)
    if is_speech(text) and not (copied and beside):
        return False
    if phrases.photo(text, "opens") or phrases.photo(text, "position"):
        return piece.words <= 70
    dated = bool(phrases.pictured().search(text)) and bool(dates.full_dates(text))
    if copied:
        return beside or dated or (piece.block == pieces[twice[i][0]].block and sizes[piece.block] <= _SMALL_BLOCK)
    return beside == "same" or bool(beside) and (dated or not ends_sentence(text))


def _beside_credit(i: int, pieces: list[Piece], credit: list[bool], sizes: dict[int, int]) -> str | None:
    """Where a credit, or a button that opens a long caption, follows: in the "same" few lines, or "near" below."""
    block, near = pieces[i].block, None
    for j in range(i + 1, min(i + 4, len(pieces))):
        opener = pieces[j].reason == "button" and pieces[j].block == block and pieces[j].words <= 2
        if credit[j] or opener:
            if pieces[j].block == block and sizes[block] <= _SMALL_BLOCK:
                return "same"
            near = "near" if j == i + 1 and credit[j] and pieces[j].block - block <= 1 else near
        elif pieces[j].block != block and pieces[j].reason is None:
            break
    return near


def _settle_copy(pieces: list[Piece], i: int, first: int, cut: bool) -> None:
    """Of two pieces that say the same: both are a caption, or one stays (the full one, else the first)."""
    if pieces[i].reason == "caption":
        if pieces[first].reason is None and i - first <= 3:
            pieces[first].reason = "caption"
    elif pieces[first].reason == "caption":
        pieces[i].reason = pieces[i].reason or "caption"
    elif cut:
        pieces[first].reason = pieces[first].reason or "repeated"
    elif pieces[first].reason is None:
        pieces[i].reason = pieces[i].reason or "repeated"


def _alternative_texts(pieces: list[Piece]) -> None:
    """Set aside the short text that names a picture just above its caption ("Jane Doe John Roe")."""
    begun = False
    for i, piece in enumerate(pieces[:-1]):
        below = pieces[i + 1]
        short = piece.reason is None and piece.words <= 10 and not ends_sentence(piece.text)
        if (
            short
            and below.reason == "caption"
            and (begun or piece.block == below.block or _names_of(piece.text, below.text))
        ):
            piece.reason = "caption"
        begun = begun or piece.reason is None and is_prose(piece)


def _names_of(short: str, caption: str) -> bool:
    """Whether all words of a short text are capitalised and most stand in the caption below it."""
    words = short.split()
    known = {w.strip(".,").casefold() for w in caption.split()}
    return all(w[0].isupper() for w in words) and sum(w.casefold() in known for w in words) >= 0.6 * len(words)
