"""Who the source of an attribution is, as the steps before a speaker is set hand it on."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotate import gazetteer

FLOOR = 0.45  # below this certainty a speaker is left empty: a wrong one costs more than a missing one
DOCUMENTS = frozenset(
    row["noun"] for row in gazetteer.rows("source_nouns.csv")
)  # heads of sources: what is said, written
_SOURCING = {"person": "named", "organization": "institution", "state": "institution", "group": "named"}


@dataclass(frozen=True)
class Answer:
    """Who a source is: canonical name, draft (None if unnamed), how it was told, sourcing, and how sure (0 to 1)."""

    name: str | None
    draft: int | None
    how: str | None
    sourcing: str
    certainty: float


NOBODY = Answer(None, None, None, "unresolved", 0)


def named(drafts: Sequence, k: int, certainty: float, how: str = "named") -> Answer:
    """The answer that draft number k is the source."""
    return Answer(drafts[k].name, k, how, _SOURCING[drafts[k].type], certainty)
