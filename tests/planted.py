"""Hostile strings, and a workbook of articles that carry them wherever an article can carry text."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from handmade import actor, article, doc, said

import analysis
from analysis import tables
from analysis.ingest.sets import SourceSet

# Ours: always used. Each would run, load or break out of its place if it were not taken as text.
HOSTILE = (
    "<script>alert('said')</script>",
    "<img src=x onerror=alert(1)>",
    "</td></table></details></script><svg onload=alert(2)>",
    '" onmouseover="alert(3)" x="',
    "' autofocus onfocus='alert(4)",
    "javascript:alert(5)",
    "<a href=javascript:alert(6)>here</a>",
    "<iframe srcdoc='<script>parent.alert(7)</script>'></iframe>",
    "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "<base href=https://evil.example/><form action=/><button>Send</button></form>",
    "{{ 7*7 }} {% raw %} ${7*7} [x](javascript:alert(8)) ![x](https://evil.example/x.png)",
    "<!-- --> ]]> <![CDATA[ &lt;b&gt; &amp;amp; &#x3C;script&#x3E;",
    "$5 million to $7 million, \\(x\\) and `code` and **bold** and _it_",
    '=HYPERLINK("https://evil.example") \u202egnp.exe \u0000\u0007 \ufeff',
)


def payloads(data_folder):
    """The strings of the data folder, and ours; skips where it has none."""
    folder = data_folder / "hostile"
    if not folder.is_dir():
        pytest.skip("no hostile/ in the data folder")
    lines = [
        line
        for name in ("naughty_strings.txt", "xss_payloads.txt")
        for line in (folder / name).read_text(encoding="utf-8", errors="replace").split("\n")
        if line.strip() and not line.startswith("#")
    ]
    purify = json.loads((folder / "dompurify_payloads.json").read_text(encoding="utf-8"))
    return [*HOSTILE, *lines, *(p for p in purify if p.strip())]


def batches(strings, size):
    """The strings, ``size`` of them in one."""
    return [" ¦ ".join(strings[i : i + size]) for i in range(0, len(strings), size)]


def workbook(strings):
    """A workbook of one article a string, which is its title, its publisher, its file, in its text, in a quote, in a
    position and in the speaker's name. Nothing is read or annotated."""
    pairs = []
    for n, hostile in enumerate(strings):
        name = f"{hostile} Lee"
        text = f"{hostile}\n\nIt began. {name} said to China, “We say {hostile} now.” It ended {hostile} there."
        known = {"title": hostile, "publisher": hostile, "author": hostile, "file": f"set/{n} {hostile}"}
        china = actor(text, "China", "state")
        quote = said(
            text, f"“We say {hostile} now.”", cue="said", source=name, speaker=name, target="China", towards="critical",
            act="accuse",
        )  # fmt: skip
        pairs.append((article(text, **known), doc(text, [actor(text, name), china], [quote])))
    docs = {found.article_id: annotated for found, annotated in pairs}
    articles = [found for found, _ in pairs]
    book = analysis.Workbook(".")
    book.corpus = SimpleNamespace(articles=articles, problems=[], sets=[SourceSet("set", Path("set"))])
    book._collected = tables.collect(articles, docs), []
    book.doc = docs.__getitem__
    return book


def plain(text):
    """Text as a browser can show it: white space and what HTML cannot hold left out."""
    return re.sub(r"[\s\x00-\x1f\x7f\ufffd]+", "", text)
