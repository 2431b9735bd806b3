"""Where the article ends on a crawled page: what stands after it are teasers of other stories, comments, notices."""

import re

from analysis.ingest import phrases
from analysis.ingest.metadata import Known
from analysis.ingest.pieces import Piece, ends_sentence, is_cut, is_prose, is_speech

# share of the words of the article that may follow a mark of each kind, and whether a quotation may
_GRADES = (("certain", 0.5, True), ("likely", 0.3, False), ("perhaps", 0.0, False))
_LEAST_BEFORE = 40  # words of an article before it can be over
_CREDIT = re.compile(r"(?:[(\[—–-]+|source:|courtesy:|by)\s*(.{2,40}?)\s*[)\]]?\.?", re.IGNORECASE)
_LAST_CREDIT = re.compile(r"[.!?]['\"”’]?\s*(?:\((.{2,30})\)|[—–-]\s?(.{2,30}))\.?$")
_CAPITAL_PLACE = re.compile(r"[A-Z][A-Z.'’ -]{2,30}(?:,\s[A-Z][\w. ]{2,20})?(?:\s\([\w ]{2,20}\))?(?::|\s[—–-]+)\s")


def set_aside_ending(pieces: list[Piece], start: int, known: Known) -> None:
    """Find the end of the article, which begins at index ``start``, and set aside what follows it."""
    weights = [p.words if p.reason is None and is_prose(p) and ends_sentence(p.text) else 0 for p in pieces]
    total, before = sum(weights), 0
    speech_after = _last([p.reason is None and is_speech(p.text) for p in pieces])
    for i, piece in enumerate(pieces):
        if i >= start and before >= _LEAST_BEFORE:
            after = total - before - weights[i]
            if (credited := credit_of(piece)) and after <= before * 0.5:
                known.fill(agency=credited)
                piece.reason = "agency"
            if piece.reason == "agency" or _is_end(piece.text, before, after, speech_after > i):
                _set_aside(pieces, i)
                break
        before += weights[i]
    _tail(pieces, start)
    _last_credit(pieces, known)


def credit_of(piece: Piece) -> str | None:
    """The agency that a line credits and does nothing else: "(VOA)", "— Reuters", "Source: AFP"."""
    match = _CREDIT.fullmatch(piece.text) if len(piece.text) <= 60 else None
    return phrases.agency(match[1]) if match else None


def _is_end(text: str, before: int, after: int, speech_after: bool) -> bool:
    for grade, share, speech in _GRADES:
        if phrases.ends(text, grade):
            return after <= before * share and (speech or not speech_after)
    return False


def _set_aside(pieces: list[Piece], mark: int) -> None:
    pieces[mark].reason = pieces[mark].reason or "end"
    for piece in pieces[mark + 1 :]:
        piece.reason = piece.reason or "after_end"


def _tail(pieces: list[Piece], start: int) -> None:
    """Set aside headlines and shortened paragraphs of other stories at the end of a page, also without a mark above."""
    left = [i for i, p in enumerate(pieces) if p.reason is None and i > start]
    run: list[int] = []
    while left:
        i = left[-1]
        other_story = len(left) > 1 and _is_headline(pieces[left[-2]]) and _CAPITAL_PLACE.match(pieces[i].text)
        if other_story and pieces[i].words <= 40:
            run += [left.pop(), left.pop()]
        elif not ends_sentence(pieces[i].text) and not is_speech(pieces[i].text) and pieces[i].kind != "item":
            run.append(left.pop())
        else:
            break
    while run and not _is_headline(pieces[run[-1]]):
        run.pop()  # the last paragraph of the article itself, cut off
    if len(run) > 1 or run and pieces[run[0]].words <= 12:
        for i in run:
            pieces[i].reason = "teaser"


def _is_headline(piece: Piece) -> bool:
    return 2 <= piece.words <= 20 and not ends_sentence(piece.text) and not is_cut(piece.text)


def _last_credit(pieces: list[Piece], known: Known) -> None:
    """The agency in brackets or after a dash at the end of the last paragraph; the text keeps it."""
    last = next((p for p in reversed(pieces) if p.reason is None), None)
    if last and (match := _LAST_CREDIT.search(last.text[-60:])):
        known.fill(agency=phrases.agency(match[1] or match[2]))


def _last(flags: list[bool]) -> int:
    return max((i for i, flag in enumerate(flags) if flag), default=-1)
