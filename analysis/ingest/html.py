"""Article pages: body, captions and metadata out of HTML, with trafilatura and htmldate."""

import logging
import re

from lxml import etree, html

from analysis.ingest import dates, phrases
from analysis.ingest.metadata import Known
from analysis.ingest.pieces import Piece, split, tidy

# libxml2 drops what lies deeper than this without a word
_DEEPEST = 250
_MOST_ELEMENTS = 50_000  # of which an article page has a tenth
_MOST_BLOCKS = 20_000  # of them not inline; trafilatura takes time by the square of those it cuts out of one parent
_MOST_ATTRIBUTES = 1_000  # of one element, of which pages have up to 30; the tree takes time by their square
_MOST_INLINE = 1_000  # in one block, of which pages have up to 300; trafilatura takes time by their square
# what trafilatura dissolves into the text around it
_INLINE = frozenset(
    "a abbr acronym address b bdi bdo big cite data dfn em font hgroup i img ins kbd mark meta nobr ruby samp small "
    "span strong sub sup tbody template tfoot thead tt u var wbr".split()
)
_DISSOLVED = "dissolved"
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
    if refused := _too_complex(source):
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
    _dissolve_inline(tree)
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


class _TooComplex(Exception):
    """Ends the counting of a page."""


class _Counting:
    """What lxml calls for every tag of a page of which no tree is built."""

    elements = blocks = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.blocks += tag not in _INLINE
        if self.elements > _MOST_ELEMENTS:
            raise _TooComplex(f"The page has more than {_MOST_ELEMENTS:,} elements")
        if self.blocks > _MOST_BLOCKS:
            raise _TooComplex(f"The page has more than {_MOST_BLOCKS:,} elements that are not inline")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _TooComplex(f"The page has an element with {len(attributes):,} attributes")

    def close(self) -> None:
        pass


def _too_complex(source: bytes) -> str | None:
    """Why a page would take minutes, None where it would not. Asked before the tree is built, which alone may."""
    try:
        etree.fromstring(source, etree.HTMLParser(target=_Counting(), **_PARSING))
    except _TooComplex as reason:
        return str(reason)
    except (etree.LxmlError, ValueError):
        pass  # the same is met again where the tree is built
    return None


def _depth(tree: html.HtmlElement) -> int:
    """Deepest nesting of a page."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _dissolve_inline(tree: html.HtmlElement) -> None:
    """Make one text of a block with very many inline elements, such as a transcript with a span for every word.

    trafilatura takes them away too, but leaves a text node for each, and every look at one walks over those before it.
    """
    block_of: dict[html.HtmlElement, html.HtmlElement] = {}
    inside: dict[html.HtmlElement, list[html.HtmlElement]] = {}
    for element in tree.iter(*_INLINE):
        parent = element.getparent()
        block = block_of.get(parent, parent)
        if block is not None and block.tag != "head":
            block_of[element] = block
            inside.setdefault(block, []).append(element)
    for block, elements in inside.items():
        if len(elements) > _MOST_INLINE:
            for element in elements:
                element.tag = _DISSOLVED
            etree.strip_tags(block, _DISSOLVED)
            block.text = block.text  # setting a text makes one node of all that stand there
            for child in block:
                child.tail = child.tail


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
