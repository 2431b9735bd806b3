"""Who speaks in each attribution: by name, by pronoun, by description, or the speaker before."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate import gazetteer
from analysis.annotate.actors import Draft
from analysis.annotate.answers import FLOOR, NOBODY, Answer
from analysis.annotate.attributions import kind_of
from analysis.annotate.extensions import get_records, set_records
from analysis.annotate.features import quotation
from analysis.annotate.names import parse
from analysis.annotate.placing import Places
from analysis.annotate.reading import Reading
from analysis.annotate.recalled import Recalled
from analysis.annotate.references import References
from analysis.annotate.roles import after, before
from analysis.annotate.sources import SourceReader
from analysis.annotate.types import NAMING, Actor, Attribution, Mention

_NO_NAME = frozenset("a an the this that its his her their".split())  # what is left of a source cut short


def drafts_of(reading: Reading, actors: list[Actor], mentions: list[Mention]) -> list[Draft]:
    """Actors with what only their surroundings tell: gender and the words of their roles."""
    drafts = [Draft(a.name, a.type, [], a.role, a.affiliation, a.capacity, a.speaks_for, a.base) for a in actors]
    votes = [{"m": 0, "f": 0} for _ in actors]
    for m in mentions:
        if m.actor is None:
            continue
        start, end = reading.span(m.start, m.end)
        draft = drafts[m.actor]
        if m.form not in NAMING and not (m.form == "description" and draft.type == "state"):
            continue
        draft.mentions.append((start, end, m.form))
        if draft.type != "person":
            continue
        if gender := gazetteer.honorifics().get(reading.word(start - 1), ""):
            votes[m.actor][gender] += 3
        draft.kinds |= {gazetteer.addressed().get(reading.word(start - 1), "")} - {""}
        for role in (before(reading, start), after(reading, end)):
            if role:
                draft.words |= role.words
                draft.heads |= {role.title.text}
                draft.kinds |= {role.title.kind} - {""}
                if role.title.gender:
                    votes[m.actor][role.title.gender] += 2
    for draft, vote in zip(drafts, votes, strict=True):
        if draft.type == "person":
            draft.gender = (
                "m"
                if vote["m"] > vote["f"]
                else "f"
                if vote["f"] > vote["m"]
                else (parse(draft.name).gender if vote["m"] == vote["f"] == 0 else "")
            )
    return drafts


class _Run:
    """Answers who speaks, attribution by attribution in text order."""

    def __init__(self, reading: Reading, references: References):
        self.reading, self.recalled = reading, Recalled(reading, references)
        self.sources = SourceReader(reading, references)

    def answer(self, a: Attribution) -> Answer:
        """The speaker of one attribution; nobody where that is not sure enough."""
        read = self._read(a) if a.source else self.recalled.alone(a)
        unclear = read.how == "pronoun" and read.sourcing == "unresolved"
        told = read.name and read.name.lower() not in _NO_NAME and read.certainty >= FLOOR
        speaker = read if told or unclear else NOBODY
        self.recalled.note(a, read, speaker)
        return speaker

    def _read(self, a: Attribution) -> Answer:
        """Who the source of an attribution is, by its own words or by the sources before."""
        found = self.recalled.by_pronoun(a) or self.sources.read(*self.reading.span(*a.source))
        if found.draft is None and found.certainty < FLOOR and found.how != "pronoun":
            return self.recalled.by_description(a, found.sourcing == "document") or found
        return found


def resolve_speakers(
    doc: Doc, attributions: list[Attribution], actors: list[Actor], mentions: list[Mention]
) -> list[Attribution]:
    """The same attributions with speaker, speaker_actor, speaker_from, sourcing and a raw confidence filled in."""
    reading = Reading(doc)
    references = References(reading, drafts_of(reading, actors, mentions), attributions)
    run, places, out = _Run(reading, references), Places(reading, references), [None] * len(attributions)
    marks = quotation(reading.text)
    for k in sorted(
        range(len(attributions)), key=lambda k: attributions[k].content[0] if attributions[k].content else (0, 0)
    ):
        a = attributions[k]
        if not a.content:
            out[k] = a
            continue
        a = places.placed(a)
        if a.content != attributions[k].content:
            a = replace(a, kind=kind_of(marks, reading.text, a.content))
        found = run.answer(a)
        out[k] = replace(
            a,
            speaker=found.name,
            speaker_actor=found.draft,
            speaker_from=found.how if found.name else None,
            sourcing=found.sourcing if found.name else "unresolved",
            confidence=round(found.certainty, 4),
        )
    return out


@Language.component("onrecord_speakers", assigns=["doc._.attributions"])
def set_speakers(doc: Doc) -> Doc:
    """Fill in the speakers of the Doc's attributions."""
    found = resolve_speakers(
        doc, get_records(doc, "attributions"), get_records(doc, "actors"), get_records(doc, "mentions")
    )
    set_records(doc, "attributions", found)
    return doc
