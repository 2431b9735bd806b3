"""Article pages: body, captions and metadata out of HTML, with trafilatura and htmldate."""

import logging
import re

from lxml import etree, html

from analysis.ingest import bounds, dates, phrases
from analysis.ingest.metadata import Known
from analysis.ingest.pieces import Piece, split, tidy

# libxml2 drops what lies deeper than this without a word
_DEEPEST = 250
_PARSING = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True}
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p)\b", re.IGNORECASE)
_SITE_TAIL = re.compile(r"\s+[|–—-]\s+")
_NOT_A_PERSON = re.compile(
    r"\b(?:admin\w*|staff|writers?|reporters?|editors?|newsroom|bureau|desk|com|www|ministr(?:y|ies)|media|news|wires?)\b"
    r"|[|@/\d]",
    re.I,
)
_CAPTIONS = "//figcaption | //*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"


def looks_like_html(text: str) -> bool:
    """Whether a text begins as an HTML page does."""
    start = text[:8000].lstrip()
    while start.startswith(("<!--", "<?")):  # comments and declarations may stand before it
        _, _, start = start.partition("-->" if start.startswith("<!--") else ">")
        start = start.lstrip()
    return bool(_HTML.match(start))


def read_page(text: str, known: Known) -> tuple[list[Piece], list[tuple[str, str]]]:
    """Pieces of the article on a page (none if there is no article), and problems as (code, message).

    Captions are pieces of kind "caption", headings of kind "head". Metadata goes into ``known``.
    """
    # imported here: it takes a second, and plain text does not need it
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they give up on shows in the problems table
    problems: list[tuple[str, str]] = []
    source = text.encode("utf-8", "replace")
    if refused := bounds.too_complex(source, _PARSING):
        return [], [("too_complex", f"{refused}; save the article alone, as text.")]
    try:
        tree = html.document_fromstring(source, parser=html.HTMLParser(**_PARSING))
    except (etree.LxmlError, ValueError):
        return [], problems
    depth = _depth(tree)
    if depth >= _DEEPEST:
        problems.append(
            (
                "deep_html",
                f"The page is nested {depth} levels deep; what lies deeper cannot be read and may be missing.",
            )
        )
    captions = _take_captions(tree)
    bounds.lighten(tree)
    try:
        page = bare_extraction(
            tree,
            include_comments=False,
            favor_precision=True,
            deduplicate=False,
            with_metadata=True,
            # structured dates only, and a fixed latest day: the result must not depend on the clock
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
        )
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError, etree.LxmlError) as error:
        return [], problems + [
            ("unreadable_page", f"The page cannot be taken apart ({type(error).__name__}); save the article as text.")
        ]
    language = re.match(r"[A-Za-z]{2}(?=$|[-_])", tree.get("lang") or "")
    known.fill(language=language[0].lower() if language else None)
    if page is None:
        return [], problems
    _metadata(page, known)
    return _pieces(page.body) + captions, problems


def _depth(tree: html.HtmlElement) -> int:
    """Deepest nesting of a page."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _take_captions(tree: html.HtmlElement) -> list[Piece]:
    """Take the captions of figures out of the page, each text once."""
    found: dict[str, None] = {}
    for element in tree.xpath(_CAPTIONS):
        text = tidy(" ".join(element.itertext()))
        if element.getparent() is None or len(text) > 1500:
            continue
        if text:
            found[text] = None
        element.drop_tree()
    return [Piece(text, -1 - n, kind="caption") for n, text in enumerate(found)]


def _pieces(body: etree._Element) -> list[Piece]:
    """Paragraphs, headings and list items of an extracted body; a line break begins a new piece of the same block."""
    pieces = []
    for block, element in enumerate(body.iterdescendants("p", "head", "item", "quote", "div", "code", "cell")):
        if element.tag in ("quote", "div") and any(True for _ in element.iterdescendants("p", "item", "head")):
            continue
        if any(parent.tag in ("p", "item", "head", "code") for parent in element.iterancestors()):
            continue
        kind = {"head": "head", "item": "item"}.get(element.tag)
        for line in _lines(element):
            pieces.append(Piece(line, block, kind))
    return pieces or split("".join(body.itertext()))


def _lines(element: etree._Element) -> list[str]:
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        parts.append("\n" if inner.tag == "lb" else inner.text or "")
        parts.append(inner.tail or "")
    return [line for part in "".join(parts).split("\n") if (line := tidy(part))]


def _metadata(page, known: Known) -> None:
    title, site = tidy(page.title or ""), tidy(page.sitename or "")
    head, *tail = _SITE_TAIL.split(title)
    last = tail[-1].casefold() if tail else ""
    if last and (
        site.casefold().startswith(last)
        or last.startswith(site.casefold() or " ")
        or last == (page.hostname or "").casefold()
    ):
        title = title[: title.rindex(tail[-1])].rstrip(" |–—-")
    names = [tidy(name) for name in (page.author or "").split(";")]
    wires = [wire for name in names if (wire := phrases.agency(name))]
    people = [
        n
        for n in names
        if n and not phrases.agency(n) and not _NOT_A_PERSON.search(n) and n.casefold() != site.casefold()
    ]
    known.fill(
        title=title or None,
        publisher=site or page.hostname,
        author=", ".join(people) or None,
        agency=wires[0] if wires else None,
        url=page.url,
    )
    when = dates.full_dates(page.date or "")
    known.date(when[0][1] if when else None, "metadata")
