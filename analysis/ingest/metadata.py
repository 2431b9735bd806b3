"""What is known about an article besides its text: header lines, bylines, datelines, publisher and dates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from analysis.ingest import dates, phrases
from analysis.ingest.pieces import Piece, ends_sentence, tidy

_HEADER = re.compile(
    r"(title|headline|publisher|published|author|byline|url|link|agency|source|dateline|date|language)\s*:\s+(\S.*)",
    re.IGNORECASE,
)
_FIELD = {"headline": "title", "byline": "author", "link": "url", "date": "published"}
_OTHER_HEADER = re.compile(r"[A-Z][\w -]{1,20}:\s+\S.{0,200}")
_NAME = r"(?:[A-Z][\w.'’-]*|de|van|von|der|den|al|bin|da|di|la|le)"
_BYLINE = re.compile(
    rf"(?:by|written by|author:)\s+({_NAME}(?: {_NAME}){{1,4}}(?:(?:,| and| &) {_NAME}(?: {_NAME}){{1,4}}){{0,4}})"
    r"(?:\s*[,|–—•·/-]\s*(.{2,80}))?",
    re.IGNORECASE,
)
_NAMES_AFTER_BY = re.compile(rf"{_NAME}(?: {_NAME})*")
_PLACE = r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]*){0,4}"
_REGION = r"(?:,\s+[A-Z][\w.'’-]*(?: (?:of |the |and )?[A-Z][\w.'’-]*){0,3})?"
_DAY = r"(?:,\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?))?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}{_REGION}){_DAY}\s*(?:\((?P<by>[A-Z][\w ./-]{{1,30}})\)\s*)?(?:(?:[—–―]|--|-\s)\s*|:\s+)(?=\S)"
)
_CREDITED = re.compile(
    rf"(?P<place>(?:[A-Z][\w.'’]+(?:[ -][A-Z][\w.'’]+){{0,4}}{_REGION})?){_DAY}"
    rf"\s*\((?P<by>[A-Z][\w ./-]{{1,30}})\)\s*(?:[—–―-]|--)\s*"
)
_SPEAKER = re.compile(r"[A-Z][A-Z.' -]{1,40}:\s")
_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_CAPITALISED = re.compile(r"(?:The )?[A-Z][\w&’'-]*(?: (?:of|the|and|&) [A-Z][\w&’'-]*| [A-Z][\w&’'-]*){0,4}")
_SOURCE_OF = re.compile(
    r"\b(?:told|tells|interview with|statement to|obtained by|contacted by|reported by|approached by|"
    r"speaking to|spoke (?:to|with))\s+(?:the )?(?=[A-Z])"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d[\s,]*(?:[–-]\s*(?:19|20)\d\d\s*)?)?(?:by )?"
    r"([A-Z][\w&.'’ -]{2,50}?)"
    r"(?:,? (?:LLC|Inc|Ltd|Corp|Company|Group)\b.*|[.,|].*|\s+(?:19|20)\d\d.*|\s+all rights.*)?",
    re.IGNORECASE,
)


@dataclass
class Known:
    """What has been found out about an article so far. ``published_from``: metadata, page, filename, set."""

    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    author: str | None = None
    url: str | None = None
    dateline: str | None = None
    published: str | None = None
    published_from: str | None = None
    published_latest: str | None = None
    language: str | None = None

    def fill(self, **found: str | None) -> None:
        """Set what is not known yet."""
        for name, value in found.items():
            if value and getattr(self, name) is None:
                setattr(self, name, value)

    def date(self, found: str | None, known_from: str) -> None:
        """Set the publication date, if it is not known yet."""
        if found and self.published is None:
            self.published, self.published_from = found, known_from


NAMES = frozenset(f.name for f in fields(Known))


def take_header(pieces: list[Piece], known: Known) -> None:
    """Read the lines ``Publisher: ...``, ``Published: ...`` at the top, and a title above them; set them aside."""
    top = [p for p in pieces[:14] if p.block <= pieces[0].block + 2] if pieces else []
    matches = [(i, m) for i, p in enumerate(top) if len(p.text) <= 400 and (m := _HEADER.fullmatch(p.text))]
    if not matches or matches[0][0] > 1 or all(m[1].lower() in ("published", "date") for _, m in matches):
        return  # a date alone is a date line of the page
    block = top[matches[0][0]].block
    values: dict[str, str] = {}
    for i, match in matches:
        if top[i].block == block:
            name = match[1].lower()
            values.setdefault(_FIELD.get(name, name), tidy(match[2]))
            top[i].reason = "header"
    for piece in top:
        if (
            piece.block == block
            and piece.reason is None
            and piece is not top[0]
            and _OTHER_HEADER.fullmatch(piece.text)
        ):
            piece.reason = "header"
    if matches[0][0] == 1 and top[0].words <= 40:
        known.fill(title=top[0].text)
        top[0].reason = "title"
    _use_header(values, known)


def _use_header(values: dict[str, str], known: Known) -> None:
    written = values.pop("published", None)
    if written and (found := dates.full_dates(written) or dates.date_line(written)):
        known.date(found[0][1] if isinstance(found, list) else found[0], "metadata")
    if source := values.pop("source", None):
        known.fill(**({"agency": phrases.agency(source)} if phrases.agency(source) else {"publisher": source}))
    if "agency" in values:
        values["agency"] = phrases.agency(values["agency"]) or values["agency"]
    if "author" in values:
        values["author"] = values["author"].rstrip(" .,")
    known.fill(**{name: value for name, value in values.items() if name in NAMES})


def byline(text: str) -> tuple[str | None, str | None, str | None] | None:
    """(author, agency, date) of a line "By Jane Doe, Reuters | 22 November 2024"; None for any other line."""
    if len(text) > 200 or ends_sentence(text) and text.count(" ") > 8:
        return None
    if name := re.fullmatch(r"(?:by\s+)?(.{2,40})", text, re.IGNORECASE):
        if found := phrases.agency(name[1]):
            return None, found, None
    match = _BYLINE.fullmatch(text)
    if not match or not text[: match.start(1)].strip() or not _all_names(match[1]):
        return None
    rest = match[2] or ""
    when = dates.date_line(rest)
    return match[1], phrases.agency(rest.split("|")[0]), when[0] if when else None


def _all_names(text: str) -> bool:
    return all(_NAMES_AFTER_BY.fullmatch(part.strip()) for part in re.split(r",| and | & ", text))


def read_dateline(body: tuple[str, ...], known: Known) -> None:
    """Place and agency of the dateline with which the body begins ("KYIV, Ukraine (AP) — "); the text keeps it."""
    head = body[0][:120]
    match = _DATELINE.match(head) or _CREDITED.match(head)
    if not match:
        return
    place, by = match["place"].strip(" ,-"), match["by"]
    if match[0].rstrip().endswith(":") and sum(bool(_SPEAKER.match(p)) for p in body) > 1:
        return  # a transcript: whoever speaks stands in capitals before each paragraph
    if by and not (phrases.agency(by) or phrases.outlet(by)) and not place.isupper():
        return
    if place and place.split()[0].strip(".,") not in phrases.words("labels") and len(place) > 2:
        known.fill(dateline=place)
    if by:
        known.fill(agency=phrases.agency(by), publisher=phrases.outlet(by))


def publisher_of(aside: Iterable[str], body: str) -> str | None:
    """The outlet that the furniture of a page names, where the text names it too.

    The domain of a contact address ("...@example.com") counts if people "told Example" something in the article, or the
    name occurs in it at least twice; a copyright line counts by itself.
    """
    owner = None
    for text in aside:
        for domain in _ADDRESS.findall(text[:600]):
            label = domain.lower().removeprefix("www.").split(".")[0]
            if label not in phrases.words("mailboxes") and (name := _named(label, body)):
                return name
        if owner is None and len(text) <= 200 and (rights := _RIGHTS.fullmatch(text)):
            owner = rights[1].strip()
    return owner if owner and owner[0].isupper() and not phrases.agency(owner) else None


def _named(label: str, body: str) -> str | None:
    """The capitalised name in the text whose letters are those of a domain."""
    counts: dict[str, int] = {}
    told = {m.end() for m in _SOURCE_OF.finditer(body)}
    for match in _CAPITALISED.finditer(body):
        words = match[0].split()
        for n in range(1, len(words) + 1):
            name = " ".join(words[:n]).removesuffix("’s").removesuffix("'s")
            plain = "".join(c for c in name.lower() if c.isalnum())
            if label in (plain, plain.removeprefix("the")) or label == "the" + plain:
                counts[name] = counts.get(name, 0) + (2 if match.start() in told else 1)
    best = max(counts, key=lambda name: (counts[name], -len(name), name), default=None)
    return best if best and counts[best] >= 2 else None
