"""Who is who over the whole set: the actors of single articles merged into canonical actors.

A merge has to be earned. The same name (in any spelling) and a compatible type is one actor. A surname alone joins a
full name only where one person of the set can be meant and nothing known of the two contradicts it. Two full names with
different first names never become one, and actors that one article keeps apart stay apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from analysis.annotate.types import Actor
from analysis.tables import ids, names
from analysis.tables.records import Reading

_FAMILIES = {"person": "person", "state": "state", "organization": "body", "group": "body"}


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


@dataclass
class _Cluster:
    """Actors of articles that are taken for one."""

    family: str
    found: list[tuple[str, int, Actor]] = field(default_factory=list)

    def articles(self) -> set[str]:
        return {article_id for article_id, _, _ in self.found}

    def known(self, attribute: str) -> set[str]:
        return {value for _, _, actor in self.found if (value := getattr(actor, attribute))}

    def name(self) -> str:
        """The fullest name, then the one most articles use, then the longest, then the first in the alphabet."""
        counted = Counter(actor.name for _, _, actor in self.found)
        full = {n: len(names.tokens(n)) > 1 for n in counted} if self.family == "person" else {}
        return min(counted, key=lambda n: (not full.get(n, True), -counted[n], -len(n), n))

    def aliases(self) -> set[str]:
        return {form for _, _, actor in self.found for form in (actor.name, *actor.aliases)}

    def usual(self, attribute: str, unknown: str | None = None) -> str | None:
        """The value that most articles give, the first found of equals; None where none gives one."""
        counted = Counter(v for _, _, actor in self.found if (v := getattr(actor, attribute)) and v != unknown)
        return counted.most_common(1)[0][0] if counted else None


def gather(readings: Iterable[Reading]) -> Cast:
    """The canonical actors of the articles read. Does not depend on the order of equal choices: articles come
    sorted."""
    found = [(r.article.article_id, i, actor) for r in readings for i, actor in enumerate(r.actors)]
    clusters = _by_name(found)
    for rule in (_fuller_names, _surname_owners, _alias_owners):
        clusters = _join(clusters, rule(clusters))
    return _named(clusters)


def _by_name(found: list[tuple[str, int, Actor]]) -> list[_Cluster]:
    """Clusters of one spelling key; names that do not tell people or offices apart are parted by what is known of
    them."""
    keyed: dict[tuple, list] = defaultdict(list)
    for item in found:
        actor = item[2]
        family = _FAMILIES[actor.type]
        spelling = {"person": names.person_key, "body": names.body_key}.get(family, str)(actor.name)
        keyed[family, spelling or actor.name].append(item)
    clusters = []
    for (family, _), items in keyed.items():
        part_by = None
        if family == "body":
            part_by = "speaks_for"  # the foreign ministry of China, of Russia
        elif family == "person" and len(names.tokens(items[0][2].name)) == 1:
            part_by = "base"  # Kim of South Korea, Kim of North Korea
        values = {getattr(actor, part_by) for _, _, actor in items} - {None} if part_by else set()
        parts: dict[str | None, list] = defaultdict(list)
        for item in items:
            parts[getattr(item[2], part_by) if len(values) > 1 else None].append(item)
        clusters += [_Cluster(family, part) for part in parts.values()]
    return clusters


def _compatible(one: _Cluster, other: _Cluster) -> bool:
    """Whether nothing known of the two contradicts that they are one, and no article has both."""
    if one.family != other.family or one.articles() & other.articles():
        return False
    for attribute in ("base", "speaks_for", "affiliation"):
        mine, theirs = one.known(attribute), other.known(attribute)
        if mine and theirs and not mine & theirs:
            return False
    mine, theirs = one.known("capacity") - {"unknown"}, other.known("capacity") - {"unknown"}
    return not (mine and theirs) or bool(mine & theirs)


def _join(clusters: list[_Cluster], possible: list[tuple[_Cluster, list[_Cluster]]]) -> list[_Cluster]:
    """The clusters after each that can only belong to one owner has joined it; ``possible`` gives each its owners."""
    into: dict[int, _Cluster] = {}
    for cluster, owners in possible:
        others = [o for o in owners if o is not cluster]
        if len(others) == 1 and _compatible(cluster, others[0]):
            into[id(cluster)] = others[0]
    for cluster in clusters:
        owner, passed = cluster, {id(cluster)}
        while id(owner) in into and id(into[id(owner)]) not in passed:
            owner = into[id(owner)]
            passed.add(id(owner))
        if owner is not cluster and _compatible(cluster, owner):
            owner.found.extend(cluster.found)
            cluster.found = []
    return [c for c in clusters if c.found]


def _index(pairs: Iterable[tuple[str, _Cluster]]) -> dict[str, list[_Cluster]]:
    """Clusters by key, each once a key."""
    index: dict[str, dict[int, _Cluster]] = defaultdict(dict)
    for key, cluster in pairs:
        index[key].setdefault(id(cluster), cluster)
    return {key: list(held.values()) for key, held in index.items()}


def _people(clusters: list[_Cluster]) -> list[tuple[_Cluster, tuple[str, ...]]]:
    return [(c, words) for c in clusters if c.family == "person" and (words := names.tokens(c.name()))]


def _fuller_names(clusters: list[_Cluster]) -> list[tuple[_Cluster, list[_Cluster]]]:
    """A full name without its middle names, with the fuller forms of it."""
    people = [(c, words) for c, words in _people(clusters) if len(words) > 1]
    ends = _index((names.sound(words[0]) + " " + names.sound(words[-1]), c) for c, words in people)
    tokens = {id(c): words for c, words in people}
    return [
        (
            c,
            [
                o
                for o in ends[names.sound(words[0]) + " " + names.sound(words[-1])]
                if names.is_part(words, tokens[id(o)])
            ],
        )
        for c, words in people
    ]


def _surname_owners(clusters: list[_Cluster]) -> list[tuple[_Cluster, list[_Cluster]]]:
    """A person of one name, with the full names that end in it or whose article calls them by it ("Xi", "Lula")."""
    people = _people(clusters)
    full = [(c, words) for c, words in people if len(words) > 1]
    owners = _index(
        [(names.sound(words[-1]), c) for c, words in full]
        + [
            (names.sound(form[0]), c)
            for c, _ in full
            for alias in sorted(c.aliases())
            if len(form := names.tokens(alias)) == 1
        ]
    )
    return [(c, owners.get(names.sound(words[0]), [])) for c, words in people if len(words) == 1]


def _alias_owners(clusters: list[_Cluster]) -> list[tuple[_Cluster, list[_Cluster]]]:
    """A body whose whole name is what articles call another for short ("NATO")."""
    bodies = [c for c in clusters if c.family == "body"]
    owners = _index(
        (names.body_key(alias), c)
        for c in bodies
        for alias in sorted(c.aliases())
        if names.body_key(alias) != names.body_key(c.name())
    )
    return [(c, owners.get(names.body_key(c.name()), [])) for c in bodies]


def _named(clusters: list[_Cluster]) -> Cast:
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
        made.append((_Cluster(_FAMILIES[kind]), Canonical(_make_id(taken, kind, name, None), name, kind)))
    for c in clusters:
        name, kind = c.name(), c.usual("type")
        apart = c.usual("speaks_for") or c.usual("base") or c.usual("affiliation")
        made.append(
            (
                c,
                Canonical(
                    _make_id(taken, kind, name, apart),
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


def _make_id(taken: set[str], kind: str, name: str, apart: str | None) -> str:
    """A readable id that depends on family and name alone; ``apart`` comes in where two actors of one name need it."""
    start = "a-" + ids.slug(name) + "-"
    made = start + ids.digest(_FAMILIES[kind], name, length=4)
    for attempt in range(1000):
        if made not in taken:
            break
        made = start + ids.digest(_FAMILIES[kind], name, apart, attempt, length=6)
    taken.add(made)
    return made
