"""Where annotation lives on a Doc: plain tuples in ``doc.user_data``, read back as records through ``doc._``.

``doc._.attributions``, ``doc._.ascribed``, ``doc._.actors`` and ``doc._.mentions`` give lists of the dataclasses in
types.py, ``doc._.tone`` a list of (start, end, negative, neutral, positive). All are empty where the component has not
run.
"""

from dataclasses import fields

from spacy.tokens import Doc

from analysis.annotate.types import Actor, Attribution, Mention, to_tuple

RECORDS = {"attributions": Attribution, "ascribed": Attribution, "actors": Actor, "mentions": Mention}


def _frozen(value):
    """Lists back to tuples, all the way down (serialization turns tuples into lists)."""
    return tuple(_frozen(v) for v in value) if isinstance(value, (list, tuple)) else value


def set_records(doc: Doc, name: str, records: list) -> None:
    """Attach records of one kind (a key of RECORDS) to the Doc as plain tuples, replacing what was there."""
    doc.user_data[f"onrecord.{name}"] = [to_tuple(r) for r in records]


def get_records(doc: Doc, name: str) -> list:
    """The records of one kind, built from the plain tuples."""
    kind = RECORDS[name]
    width = len(fields(kind))
    return [kind(*_frozen(row[:width])) for row in doc.user_data.get(f"onrecord.{name}", [])]


def set_tone(doc: Doc, rows: list[tuple]) -> None:
    """Attach rows (start, end, negative, neutral, positive), one an actor mention."""
    doc.user_data["onrecord.tone"] = [tuple(r) for r in rows]


def _getter(name: str):
    return lambda doc: get_records(doc, name)


for _name in RECORDS:
    Doc.set_extension(_name, getter=_getter(_name), force=True)
Doc.set_extension("tone", getter=lambda doc: [tuple(r) for r in doc.user_data.get("onrecord.tone", [])], force=True)
