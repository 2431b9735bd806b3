"""Who is who over the whole set: canonical actors with their ids, usual values and principals."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.tables import ids
from analysis.tables.merging import FAMILIES, Cluster, merge
from analysis.tables.records import Reading


@dataclass(frozen=True)
class Canonical:
    """One actor of the set; fields as in the actors table."""

    actor_id: str
    name: str
    type: str
    role: str | None = None
    affiliation: str | None = None
    capacity: str = "unknown"
    speaks_for: str | None = None  # actor_id of the principal
    base: str | None = None  # CLDR short name of a state
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cast:
    """The canonical actors of a set, by name, and which of them each article's actors are."""

    actors: tuple[Canonical, ...]
    members: dict[tuple[str, int], Canonical]  # (article_id, index into the article's actors)

    def of(self, article_id: str, index: int | None) -> Canonical | None:
        """The canonical actor of an article's actor; None for no actor."""
        return None if index is None else self.members.get((article_id, index))


def gather(readings: Iterable[Reading]) -> Cast:
    """The canonical actors of the articles read. They come sorted, so that equal choices always fall alike."""
    return _named(merge([(r.article.article_id, i, actor) for r in readings for i, actor in enumerate(r.actors)]))


def _named(clusters: list[Cluster]) -> Cast:
    """Ids, usual values and principals. A principal that no article has as an actor becomes one, so that every id
    resolves."""
    known = {name for c in clusters for name in c.known("name")}
    missing = sorted({p for c in clusters if (p := c.usual("speaks_for")) and p not in known})
    states = {base for c in clusters for base in c.known("base")}
    taken: set[str] = set()
    by_name: dict[str, str] = {}
    made = []
    for name in missing:
        kind = "state" if name in states else "organization"
        made.append((Cluster(FAMILIES[kind]), Canonical(make_id(taken, kind, name, None), name, kind)))
    for c in clusters:
        name, kind = c.name(), c.usual("type")
        apart = c.usual("speaks_for") or c.usual("base") or c.usual("affiliation")
        made.append(
            (
                c,
                Canonical(
                    make_id(taken, kind, name, apart),
                    name,
                    kind,
                    c.usual("role"),
                    c.usual("affiliation"),
                    c.usual("capacity", "unknown") or "unknown",
                    c.usual("speaks_for"),
                    c.usual("base"),
                    tuple(sorted(c.aliases() - {name})),
                ),
            )
        )
    for c, actor in sorted(made, key=lambda m: ("state", "organization", "group", "person").index(m[1].type)):
        for name in sorted(c.known("name") | {actor.name}):
            by_name.setdefault(name, actor.actor_id)
    members, actors = {}, []
    for c, actor in made:
        principal = by_name.get(actor.speaks_for) if actor.speaks_for else None
        actor = replace(actor, speaks_for=None if principal == actor.actor_id else principal)
        actors.append(actor)
        members.update({(article_id, index): actor for article_id, index, _ in c.found})
    return Cast(tuple(sorted(actors, key=lambda a: (a.name, a.actor_id))), members)


def make_id(taken: set[str], kind: str, name: str, apart: str | None) -> str:
    """A readable id that depends on family and name alone; ``apart`` comes in where two actors of one name need it."""
    start = "a-" + ids.slug(name) + "-"
    made = start + ids.digest(FAMILIES[kind], name, length=4)
    for attempt in range(1000):
        if made not in taken:
            break
        made = start + ids.digest(FAMILIES[kind], name, apart, attempt, length=6)
    taken.add(made)
    return made
