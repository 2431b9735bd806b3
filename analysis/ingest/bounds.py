"""What keeps a hostile page from taking minutes: where trafilatura takes time by the square of a thing, it gets less.

All bounds are numbers of things, never of seconds, so that a page is read alike on every machine; none is near what
pages of articles have.
"""

import json
import re

from lxml import etree, html

MOST_ELEMENTS = 50_000  # of which a page has up to 5,000
MOST_BLOCKS = 20_000  # of them not inline; those that are cut out of one parent take time by their square
_MOST_ATTRIBUTES = 1_000  # of one element, of which pages have up to 30; building the tree takes time by their square
_MOST_INLINE = 1_000  # in one block, of which pages have up to 300
_LONGEST_META = 2_000  # characters of one value of a meta element; of all those with authors together
_AUTHORS = re.compile(r"author|creator|byl", re.IGNORECASE)  # names of such meta elements
_LONGEST_JSON = 10_000  # characters of all structured data of a page, once shortened
_LONGEST_VALUE, _MOST_VALUES = 500, 20  # characters of a text, members of a list in them
_JSON = '//script[@type="application/ld+json" or @type="application/settings+json"]'
_DISSOLVED = "dissolved"
# what trafilatura dissolves into the text around it
_INLINE = frozenset(
    "a abbr acronym address b bdi bdo big cite data dfn em font hgroup i img ins kbd mark meta nobr ruby samp small "
    "span strong sub sup tbody template tfoot thead tt u var wbr".split()
)


# what lxml reads but refuses to be given; trafilatura leaves it out
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _TooComplex(Exception):
    """Ends the counting of a page."""


class _Counting:
    """What lxml calls for every tag of a page of which no tree is built."""

    elements = blocks = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.blocks += tag not in _INLINE
        if self.elements > MOST_ELEMENTS:
            raise _TooComplex(f"The page has more than {MOST_ELEMENTS:,} elements")
        if self.blocks > MOST_BLOCKS:
            raise _TooComplex(f"The page has more than {MOST_BLOCKS:,} elements that are not inline")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _TooComplex(f"The page has an element with {len(attributes):,} attributes")

    def close(self) -> None:
        pass


def too_complex(source: bytes, parsing: dict) -> str | None:
    """Why a page would take minutes, None where it would not. Asked before the tree is built, which alone may.

    ``parsing`` are the options of lxml's HTMLParser with which it will be built.
    """
    try:
        etree.fromstring(source, etree.HTMLParser(target=_Counting(), **parsing))
    except _TooComplex as reason:
        return str(reason)
    except (etree.LxmlError, ValueError):
        pass  # the same is met again where the tree is built
    return None


def lighten(tree: html.HtmlElement) -> None:
    """Make a tree light enough for trafilatura; one of an ordinary page keeps all that is taken from it."""
    _dissolve_inline(tree)
    _shorten_meta(tree)
    _shorten_json(tree)


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
            block.text = _given(block.text)  # setting a text makes one node of all that stand there
            for child in block:
                child.tail = _given(child.tail)


def _given(text: str | None) -> str | None:
    """A text as lxml takes it."""
    return text and _REFUSED.sub("", text)


def _shorten_meta(tree: html.HtmlElement) -> None:
    left = _LONGEST_META
    for meta in tree.iter("meta"):
        value = meta.get("content") or ""
        of_authors = any(_AUTHORS.search(meta.get(key) or "") for key in ("property", "name", "itemprop"))
        kept = value[: left if of_authors else _LONGEST_META]
        left -= len(kept) if of_authors else 0
        if kept != value:
            meta.set("content", _given(kept))


def _shorten_json(tree: html.HtmlElement) -> None:
    """Keep of the structured data (JSON-LD) what metadata needs: short texts, the beginnings of lists.

    What is no JSON is searched by trafilatura with expressions that take time by the square of its length, and authors
    are compared with each other: neither is given much.
    """
    left = _LONGEST_JSON
    for script in tree.xpath(_JSON):
        text = script.text or ""
        try:
            text = json.dumps(_shortened(json.loads(text, strict=False)), ensure_ascii=False, separators=(",", ":"))
        except (ValueError, RecursionError):
            pass
        if len(text) > left:
            script.drop_tree()
        else:
            script.text = _given(text)
            left -= len(text)


def _shortened(value: object) -> object:
    if isinstance(value, str):
        return value[:_LONGEST_VALUE]
    if isinstance(value, list):
        return [_shortened(v) for v in value[:_MOST_VALUES]]
    return {k: _shortened(v) for k, v in value.items()} if isinstance(value, dict) else value
