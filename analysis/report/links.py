"""Ways through the report: from a row of a table to its sentence, and from the sentence back to every such row."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.report.html import Chapter

_ROW = re.compile(r'<a (?:id="[^"]*" )?href="#([^"]+)"[^>]*>show</a>')
# A link with or without an id of the notebook's own, before or behind; in escaped text there is no "<".
_LINK = re.compile(r'<a (?:id="[^"]*" )?href="#([^"]+)"(?: id="[^"]*")?')


@dataclass(frozen=True)
class Back:
    """A place in the chapters that rests on a row: the id of its link, and the title of the chapter."""

    anchor: str
    chapter: str


def rows(chapters: Iterable[Chapter]) -> set[str]:
    """The ids of the rows that the chapters' tables show."""
    return {found for chapter in chapters for found in _ROW.findall(chapter.html)}


def connect(chapters: list[Chapter]) -> tuple[list[Chapter], dict[str, list[Back]]]:
    """The chapters with an id of its own on every link, and the places that link to an id."""
    places: dict[str, list[Back]] = defaultdict(list)
    connected = []
    for chapter in chapters:

        def name(found: re.Match, title: str = chapter.title) -> str:
            back = Back(f"row-{len(places[found[1]])}-{found[1]}", title)
            places[found[1]].append(back)
            return f'<a id="{back.anchor}" href="#{found[1]}"'

        connected.append(replace(chapter, html=_LINK.sub(name, chapter.html)))
    return connected, dict(places)
