"""What annotation leaves on a Doc, as plain records.

Every offset is a code-point offset into ``doc.text``, zero-based and end-exclusive. A ``Doc`` carries these as plain
tuples in ``doc.user_data`` (so that ``to_bytes``, DocBin and other processes carry them too); getters build the
records.
"""

from dataclasses import dataclass, fields

from analysis.schema import ACTS, BASES  # noqa: F401  (said once, in the schema; the orders are those of the model's scores)

Span = tuple[int, int]
NAMING = ("name", "alias", "metonym")  # forms of a mention that name its actor


@dataclass(frozen=True)
class Mention:
    """One mention of an actor or a literal place. ``actor`` indexes ``doc._.actors``; None for a literal place."""

    start: int
    end: int
    form: str  # name, alias, metonym, description, pronoun
    actor: int | None = None


@dataclass(frozen=True)
class Actor:
    """One person, organization, state or group of one article, named as fully as the article names it."""

    name: str  # persons without titles; states by their CLDR English short names
    type: str  # person, organization, state, group
    mentions: tuple[Span, ...]  # every mention that resolves to this actor, in text order
    role: str | None = None  # "defense secretary", as written
    affiliation: str | None = None  # "Hudson Institute"
    capacity: str = "unknown"  # government military party intergovernmental expert media business civil unnamed unknown
    speaks_for: str | None = None  # name of the principal (a state, an organization); None: for nobody but itself
    base: str | None = None  # nationality of a person, seat of an organization: CLDR short name of a state
    aliases: tuple[str, ...] = ()  # other forms found in the article


@dataclass(frozen=True)
class Attribution:
    """Someone is said to have said, thought, intended or decreed something (source, cue and content of PARC,
    PolNeAR)."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: str  # direct, mixed, indirect
    act: str = "state"  # see ACTS
    speaker: str | None = (
        None  # canonical name; for an unnamed source its description as written; None: nobody can be told
    )
    speaker_actor: int | None = None  # index into doc._.actors; None for an unnamed or unresolved speaker
    speaker_from: str | None = None  # named, pronoun, description, previous
    target: str | None = None  # canonical name (or description) of who the content is about or directed at
    target_actor: int | None = None
    towards: str | None = None  # supportive, critical, neutral: towards the target; None without a target
    towards_score: float | None = None  # -1 to 1
    addressee: str | None = None
    addressee_actor: int | None = None
    basis: str = "paraphrase"  # own_words, paraphrase, relayed, ascribed, reporter
    stated_by: str | None = None  # who passes on a relayed, or claims an ascribed, content
    stated_by_actor: int | None = None
    sourcing: str = "unresolved"  # named, unnamed, institution, document, unresolved
    confidence: float = 0.0  # probability that a careful reader accepts the row


TOWARDS = ("critical", "neutral", "supportive")  # in the order of the model's scores


def to_tuple(record) -> tuple:
    """The field values of a record in order, as plain (nested) tuples."""
    return tuple(getattr(record, f.name) for f in fields(record))
