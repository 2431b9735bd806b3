"""report.html: the executed notebooks and the articles as one offline page, whose only script is ours."""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import nbformat
from jinja2 import Environment, FileSystemLoader

TEMPLATE = Path(__file__).resolve().parent / "template"
LONG = 100  # articles beyond which a report holds no mark that nothing leads to, and a browser lays out what is in view
LAB_ONLY = "lab-only"  # tag of cells that make sense in JupyterLab only
_HEADING = re.compile(r'<(/?)h([1-5])(?: id="([^"]*)")?([^>]*)>')
_SECTION = re.compile(r'<h3 id="([^"]*)"[^>]*>(.*?)</h3>', re.DOTALL)
_DATE = re.compile(r"(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w-])(?=[^<>]*<)")  # in text, not in a tag or a file's name
_TAG = re.compile(r"<[^>]*>")
# How pandas styles a bare table; the report's own style sheet does that, and its policy refuses all others.
_PANDAS_STYLE = re.compile(r'<style scoped[^>]*>.*?</style>\s*|(?<=<tr) style="text-align: (?:right|left);"', re.DOTALL)
_PILCROW = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>', re.DOTALL)


@dataclass(frozen=True)
class Section:
    id: str
    title: str


@dataclass(frozen=True)
class Chapter:
    """One notebook in the report: its anchor, title, HTML and the second-level headings for the contents list."""

    id: str
    title: str
    html: str
    sections: tuple[Section, ...]


def chapter(name: str, nb: nbformat.NotebookNode) -> Chapter:
    """An executed notebook as a chapter. Headings move down one level and their ids are made the chapter's own."""
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    config = Config()
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATE)]
    config.HTMLExporter.template_name = "chapter"
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = {LAB_ONLY}
    body, _ = HTMLExporter(config=config).from_notebook_node(nb)

    taken: set[str] = set()

    def lower(found: re.Match) -> str:
        closing, level, anchor, rest = found.groups()
        own = f"{name}-{anchor}" if anchor else ""
        while own in taken:
            own += "-"
        taken.update({own} - {""})
        return f"<{closing}h{int(level) + 1}" + (f' id="{own}"' if own else "") + f"{rest}>"

    body = _HEADING.sub(lower, _PANDAS_STYLE.sub("", _PILCROW.sub("", body)))
    body = laid_out(body)
    title = re.search(r"<h2[^>]*>(.*?)</h2>", body, re.DOTALL)
    sections = tuple(Section(anchor, _plain(inner)) for anchor, inner in _SECTION.findall(body))
    return Chapter(f"chapter-{name}", _plain(title.group(1)) if title else name, body, sections)


def laid_out(body: str) -> str:
    """HTML with each table in a box of its own, which scrolls where the table is wider than the page, and dates that
    are not broken over two lines."""
    tables = _DATE.sub(r"<time>\g<0></time>", body)
    return tables.replace("<table", '<div class="scroll"><table').replace("</table>", "</table></div>")


def page(
    title: str,
    summary: str,
    chapters: list[Chapter],
    actors: Iterable[str],
    articles: Iterable[str],
    version: str,
    model: str,
) -> str:
    """The whole report as HTML. ``title`` and ``summary`` are plain text; chapters, actors and articles are HTML
    already."""
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True)
    style, script = ((TEMPLATE / name).read_text(encoding="utf-8") for name in ("style.css", "tables.js"))
    style, script = f"\n{style}", f"\n{script}"
    return environment.get_template("page.html.j2").render(
        title=title,
        summary=summary,
        chapters=chapters,
        actors=list(actors),
        articles=(articles := list(articles)),
        long=len(articles) > LONG,
        style=style,
        script=script,
        digest=_digest,
        version=version,
        model=model,
    )


def _digest(text: str) -> str:
    """The text's SHA-256 as a Content-Security-Policy gives it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _plain(html: str) -> str:
    """The text of a heading's HTML."""
    return " ".join(unescape(_TAG.sub("", html)).split())
