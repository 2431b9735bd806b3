"""Attributions labelled by reading, as cases: an article with its gold attributions, what our components make of it,
labels."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

import analysis
from analysis import settings
from analysis.annotate import act_rules, wording
from analysis.annotate.encoder import encoding
from analysis.annotate.extensions import get_records, set_records
from analysis.annotate.model import WIDTH
from analysis.annotate.targets import Cast
from analysis.annotate.types import Attribution
from training import sources


@dataclass
class Case:
    """One labelled article: its cast, its gold attributions, their labels in the same order."""

    cast: Cast
    found: list[Attribution]
    rows: list[dict]


def _kind(content: str) -> str:
    share = wording.quoted_share(content)
    return "direct" if share > 0.95 else "mixed" if share > 0 else "indirect"


def cases(split: str) -> Iterator[Case]:
    """The labelled articles of a split in order of name: actors, mentions, speakers and tone by our components, on
    gold spans."""
    root = settings.data_folder()
    labelled = {n: {(r["start"], r["end"]): r for r in rows} for n, rows in sources.labels(split, root).items()}
    for article in sources.polnear(split, root):
        found, rows = [], []
        for spans in (a.spans for a in article.annotators[0] if article.name in labelled and a.spans.get("Content")):
            content, source = tuple(sorted(spans["Content"])), sorted(spans.get("Source", []))
            row = labelled[article.name].pop(sources.extent(content), None)
            if row and spans.get("Cue"):
                whose = (source[0][0], source[-1][1]) if source else None
                kind = _kind(act_rules.words_of(article.text, content))
                found.append(Attribution(whose, min(spans["Cue"]), content, kind))
                rows.append(row)
        order = sorted(range(len(found)), key=lambda k: (found[k].content[0][0], found[k].content[-1][1]))
        if order:
            yield _case(article.text, [found[k] for k in order], [rows[k] for k in order])


def _case(text: str, found: list[Attribution], rows: list[dict]) -> Case:
    nlp = analysis.load_pipeline()
    parts, doc = dict(nlp.pipeline), nlp.make_doc(text)
    for name in ("sentences", "encoder", "entities"):
        doc = parts[f"onrecord_{name}"](doc)
    set_records(doc, "attributions", found)
    for name in ("actors", "speakers", "tone"):
        doc = parts[f"onrecord_{name}"](doc)
    sentences = [(s.start_char, s.end_char) for s in doc.sents]
    read = replace(encoding(doc), hidden=np.zeros((0, WIDTH), np.float32))  # the judge reads the middle states only
    cast = Cast(text, get_records(doc, "actors"), get_records(doc, "mentions"), sentences, doc._.tone, read)
    return Case(cast, get_records(doc, "attributions"), rows)
