"""The dev articles as the pipeline reads them, each once, beside what people annotated in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import analysis
from analysis.annotate.confidence import features
from training import sources
from training.sources import GoldAttribution


@dataclass
class Read:
    """One article: gold attributions (first annotator), labels by reading (None: not labelled), what the pipeline
    found, and for each of that the values which its confidence is judged by."""

    name: str
    publisher: str
    text: str
    gold: list[GoldAttribution]
    labels: list[dict] | None
    predicted: list
    values: list[np.ndarray]


def read_articles(
    root: Path, split: str = "dev", limit: int | None = None, labelled: int | None = None
) -> Iterator[Read]:
    """The articles of a split in the order of their names; with limits only the first ``limit`` ones and the first
    ``labelled`` ones of those that are labelled."""
    nlp, publisher, labels = analysis.load_pipeline(), sources.publishers(root), sources.labels(split, root)
    last_labelled = sorted(labels)[:labelled]
    for number, one in enumerate(sources.polnear(split, root)):
        if limit is not None and number >= limit and one.name not in last_labelled:
            continue
        doc, values = nlp.make_doc(one.text), []
        for name, component in nlp.pipeline:
            if name == "onrecord_confidence":  # before it, an attribution holds what this component judges by
                values = [
                    features(a, s)
                    for a, s in zip(doc._.attributions, doc.user_data["onrecord.certainties"], strict=True)
                ]
            doc = component(doc)
        yield Read(
            one.name,
            publisher[one.name],
            one.text,
            one.annotators[0],
            labels.get(one.name),
            doc._.attributions,
            values,
        )
