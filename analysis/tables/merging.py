"""Which actors of single articles are one.

A merge has to be earned. The same name (in any spelling) and a compatible type is one actor. A surname alone joins a
full name only where one person of the set can be meant and nothing known of the two contradicts it: the only one of
that name, the one with whom it shares a state, an employer or a role, or one whom so many more articles name than all
others of that name that none need say which. Two full names with different first names never become one, and actors
that one article keeps apart stay apart, with one exception: names that differ by middle initials alone ("Ana Ruiz",
"Ana M. Ruiz") are one person also where an article has both.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.annotate.types import Actor
from analysis.tables import names

_FAR_MORE = 5  # times as many articles: then a bare surname needs no first name
FAMILIES = {"person": "person", "state": "state", "organization": "body", "group": "body"}


@dataclass
class Cluster:
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


def merge(found: list[tuple[str, int, Actor]]) -> list[Cluster]:
    """Clusters of (article_id, index, actor): one a person, body or state of the set."""
    clusters = _by_name(found)
    clusters = _join(clusters, _fuller_names(clusters))
    clusters = _surnames_joined(clusters)
    for rule in (_alias_owners, _longer_bodies):
        clusters = _join(clusters, rule(clusters))
    return clusters


def _surnames_joined(clusters: list[Cluster]) -> list[Cluster]:
    """People of one name with their owners, article by article: in one it may be another than in the next. Those who
    find none are one cluster again."""
    single = [c for c in clusters if c.family == "person" and len(names.tokens(c.name())) == 1]
    each = {id(c): [Cluster("person", [item]) for item in c.found] for c in single}
    apart = [part for c in clusters for part in each.get(id(c), [c])]
    _join(apart, _surname_owners(apart))
    for c in single:
        c.found = [item for part in each[id(c)] for item in part.found]
    return [c for c in clusters if c.found]


def _by_name(found: list[tuple[str, int, Actor]]) -> list[Cluster]:
    """Clusters of one spelling key; names that do not tell people or offices apart are parted by what is known of
    them."""
    keyed: dict[tuple, list] = defaultdict(list)
    for item in found:
        actor = item[2]
        family = FAMILIES[actor.type]
        spelling = {"person": names.person_key, "body": names.body_key}.get(family, str)(actor.name)
        keyed[family, spelling or actor.name].append(item)
    _drop_initials(keyed, {id(item): k for k, item in enumerate(found)})
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
        clusters += [Cluster(family, part) for part in parts.values()]
    return clusters


def _drop_initials(keyed: dict[tuple, list], position: dict[int, int]) -> None:
    """A full name joins the one name of the set that differs from it by middle initials alone, also where an article
    has both: "Ana Ruiz", "Ana M. Ruiz". With two of those ("Ana M. Ruiz", "Ana P. Ruiz") it stays by itself.
    ``position`` keeps items in the order in which they were found."""
    initialed: dict[tuple, list[tuple]] = defaultdict(list)
    for key, items in keyed.items():
        words = names.tokens(items[0][2].name)
        if key[0] == "person" and len(words) > 2 and all(len(w) == 1 for w in words[1:-1]):
            initialed["person", names.sound(words[0]) + names.sound(words[-1])].append(key)
    for plain, longer in initialed.items():
        if len(longer) == 1 and plain in keyed:
            keyed[longer[0]] = sorted(keyed[longer[0]] + keyed.pop(plain), key=lambda item: position[id(item)])


def _compatible(one: Cluster, other: Cluster) -> bool:
    """Whether nothing known of the two contradicts that they are one, and no article has both."""
    if one.family != other.family or one.articles() & other.articles():
        return False
    for attribute in ("base", "speaks_for", "affiliation"):
        mine, theirs = one.known(attribute), other.known(attribute)
        if mine and theirs and not mine & theirs:
            return False
    mine, theirs = one.known("capacity") - {"unknown"}, other.known("capacity") - {"unknown"}
    return not (mine and theirs) or bool(mine & theirs)


def _agree(one: Cluster, other: Cluster) -> bool:
    """Whether the two share a state, an employer, a principal or a role."""
    return any(one.known(a) & other.known(a) for a in ("base", "affiliation", "speaks_for", "role"))


def _outshines(one: Cluster, others: list[Cluster]) -> bool:
    """Whether far more articles name a person than any other of the same name."""
    return one.family == "person" and all(
        len(one.articles()) >= _FAR_MORE * len(o.articles()) for o in others if o is not one
    )


def _join(clusters: list[Cluster], possible: list[tuple[Cluster, list[Cluster]]]) -> list[Cluster]:
    """The clusters after each that can only belong to one owner has joined it; ``possible`` gives each its owners."""
    into: dict[int, Cluster] = {}
    for cluster, owners in possible:
        named = [o for o in owners if o is not cluster]
        fitting = [o for o in named if _compatible(cluster, o)]
        fitting = [o for o in fitting if _outshines(o, named)] or fitting
        # Where several have the name, it is not enough that all others are ruled out: something must speak for the one.
        if len(fitting) == 1 and (len(named) == 1 or _agree(cluster, fitting[0]) or _outshines(fitting[0], named)):
            into[id(cluster)] = fitting[0]
    for cluster in clusters:
        owner, passed = cluster, {id(cluster)}
        while id(owner) in into and id(into[id(owner)]) not in passed:
            owner = into[id(owner)]
            passed.add(id(owner))
        if owner is not cluster and _compatible(cluster, owner):
            owner.found.extend(cluster.found)
            cluster.found = []
    return [c for c in clusters if c.found]


def _index(pairs: Iterable[tuple[str, Cluster]]) -> dict[str, list[Cluster]]:
    """Clusters by key, each once a key."""
    index: dict[str, dict[int, Cluster]] = defaultdict(dict)
    for key, cluster in pairs:
        index[key].setdefault(id(cluster), cluster)
    return {key: list(held.values()) for key, held in index.items()}


def _people(clusters: list[Cluster]) -> list[tuple[Cluster, tuple[str, ...]]]:
    return [(c, words) for c in clusters if c.family == "person" and (words := names.tokens(c.name()))]


def _fuller_names(clusters: list[Cluster]) -> list[tuple[Cluster, list[Cluster]]]:
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


def _surname_owners(clusters: list[Cluster]) -> list[tuple[Cluster, list[Cluster]]]:
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


def _alias_owners(clusters: list[Cluster]) -> list[tuple[Cluster, list[Cluster]]]:
    """A body whose whole name is what articles call another for short ("NATO")."""
    bodies = [c for c in clusters if c.family == "body"]
    owners = _index(
        (names.body_key(alias), c)
        for c in bodies
        for alias in sorted(c.aliases())
        if names.body_key(alias) != names.body_key(c.name())
    )
    return [(c, owners.get(names.body_key(c.name()), [])) for c in bodies]


def _longer_bodies(clusters: list[Cluster]) -> list[tuple[Cluster, list[Cluster]]]:
    """A body that speaks for somebody, with the longer names that begin with its own ("Embassy of China in ...")."""
    bodies = [(c, names.body_key(c.name()).split()) for c in clusters if c.family == "body" and c.known("speaks_for")]
    owners = _index((" ".join(words[:n]), c) for c, words in bodies for n in range(2, len(words)))
    found = [(c, owners.get(" ".join(words), [])) for c, words in bodies]
    return [(c, [o for o in held if o.known("speaks_for") & c.known("speaks_for")]) for c, held in found]
