"""Our components behind a spaCy pipeline of the user's."""

import os
from pathlib import Path

import pytest
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

import analysis
from analysis.errors import ModelError, UsageError

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
TEXT = "Oslo worries. Ann Lee said on Monday that “patience has run out.” Carlos Diaz of the Bern Institute denied it."


def with_names(*names):
    """A pipeline that knows sentences by their points and only these persons."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": name} for name in names])
    return nlp


def test_entities_and_sentences_of_the_base_are_used():
    base = with_names("Ann Lee")
    assert analysis.load_pipeline(base=base) is base
    doc = base(TEXT)
    assert [(e.text, e.label_) for e in doc.ents] == [("Ann Lee", "PER")] and len(list(doc.sents)) == 3
    assert ("Ann Lee", "person") in {(a.name, a.type) for a in doc._.actors}
    assert "Bern Institute" not in {a.name for a in doc._.actors}
    assert "Ann Lee" in {a.speaker for a in doc._.attributions}
    assert analysis.load_pipeline(base=base).pipe_names.count("onrecord_actors") == 1
    assert analysis.load_pipeline() is analysis.load_pipeline() is not base


def test_what_is_missing_is_said():
    with pytest.raises(ModelError, match="spacy download no_such_pipeline"):
        analysis.load_pipeline(base="no_such_pipeline")
    nlp = spacy.blank("en")
    with pytest.raises(UsageError, match="sentencizer"):
        analysis.load_pipeline(base=nlp)
    nlp.add_pipe("sentencizer")
    with pytest.raises(UsageError, match="no entities"):
        analysis.load_pipeline(base=nlp)
    assert nlp.pipe_names == ["sentencizer"]
    with pytest.raises(UsageError, match="'de'"):
        analysis.load_pipeline(base=spacy.blank("de"))


def trained():
    """A small tagger of names and a splitter of sentences, trained on some documents of GUM."""
    from training import sources

    fix_random_seed(0)
    nlp, path = spacy.blank("en"), DATA / "ud" / "gum_dev.conllu"
    labels = {"person": "PERSON", "place": "GPE", "organization": "ORG"}
    examples = []
    for article in sources.linked(path, "")[:12]:
        doc = nlp.make_doc(article.text[:3000])
        spans = [(n.start, n.end, labels[n.kind]) for n in article.names if n.end <= 3000]
        kept = [s for k, s in enumerate(spans) if not any(s[0] < e and b < s[1] for b, e, _ in spans[:k])]
        starts = [t.i == 0 or doc[t.i - 1].text[-1] in ".\n" for t in doc]
        examples.append(Example.from_dict(doc, {"entities": kept, "sent_starts": starts}))
    nlp.add_pipe("senter")
    nlp.add_pipe("ner")
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(4):
        for batch in minibatch(examples, 4):
            nlp.update(batch, sgd=optimizer)
    return nlp


def test_behind_a_trained_pipeline():
    if not (DATA / "ud" / "gum_dev.conllu").is_file():
        pytest.skip(f"no Universal Dependencies in {DATA} (set ONRECORD_DATA)")
    base = trained()
    before = base(TEXT)
    doc = analysis.load_pipeline(base=base)(TEXT)
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in before.ents]
    assert [s.start for s in doc.sents] == [s.start for s in before.sents]
    assert doc._.attributions and all(TEXT[s:e].strip() for a in doc._.attributions for s, e in a.content)
