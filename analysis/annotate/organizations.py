"""Which names of organizations are one, and institutions that are told by whose they are: embassies, ministries,
campaigns."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from analysis.annotate import gazetteer
from analysis.annotate.gazetteer import fold
from analysis.annotate.naming import Name, initials
from analysis.annotate.reading import Reading

_LEGAL = re.compile(r"[,.]? (?:inc|corp|corporation|co|company|ltd|llc|plc|s\.a|ag|gmbh)\.?$", re.IGNORECASE)
_GENERIC = gazetteer.words("no short form of a body")
_MISSIONS = gazetteer.words("mission")
_GOVERNMENT = gazetteer.words("government of a state")
_AMERICA = "United States"
_TOLD, _OUTWEIGHS = 2, 5  # mentions of a state, and times those of the United States, for an article to be about it


@dataclass
class Institution:
    """One organization of one article."""

    name: str = ""
    capacity: str = "unknown"
    base: str | None = None
    speaks_for: str | None = None
    mentions: list[Name] = field(default_factory=list)
    forms: Counter = field(default_factory=Counter)


def key(text: str) -> str:
    """What two spellings of one organization's name share."""
    return _LEGAL.sub("", fold(text)).lower().replace("-", " ").replace(".", "").strip()


def _ministry(words: list[str]) -> str:
    """ "Ministry of Foreign Affairs" and "foreign ministry" under one name."""
    text = " ".join(words).lower()
    if match := re.match(r"ministry (?:of|for) (?:the )?(.+)$", text):
        return f"{gazetteer.portfolios().get(match[1], match[1].title())} Ministry"
    return " ".join(gazetteer.portfolios().get(w, w.capitalize()) for w in text.split())


class Bodies:
    """Finds and clusters the organizations of an article."""

    def __init__(self, reading: Reading, names: list[Name]):
        self.reading = reading
        self.found: dict[str, Institution] = {}
        self.states = {n.start: n for n in names if n.state and n.kind in ("state", "place")}
        self.ends = {n.end: n for n in names if n.state and n.kind in ("state", "place")}
        self.counted = Counter(n.state for n in names if n.state)
        self.american = {n.start for n in names if n.kind in ("organization", "group") and self._american(n)}
        self.counted[_AMERICA] += len(self.american)
        self.extra: list[Name] = []  # mentions made here: "Beijing's U.S. embassy"
        self.of_state: dict[int, str] = {}  # word to state: "the Chinese government" is a mention of China
        self.taken: set[int] = set()
        organizations = [n for n in names if n.kind == "organization"]
        self._institutions()
        plain = [n for n in organizations if not any(i in self.taken for i in range(n.start, n.end))]
        self._cluster(plain)

    def _place(self, identity: str, mention: Name, **facts) -> None:
        entry = self.found.setdefault(identity, Institution())
        for attribute, value in facts.items():
            if not getattr(entry, attribute) or getattr(entry, attribute) == "unknown":
                setattr(entry, attribute, value)
        entry.mentions.append(mention)
        entry.forms[self.reading.surface(mention.start, mention.end)] += 1

    def _institutions(self) -> None:
        reading = self.reading
        for i in range(len(reading)):
            word = reading.lower[i]
            if word in _MISSIONS or word in _GOVERNMENT or word == "ministry":
                self._institution(i, word)
        self._join_missions()

    def _join_missions(self) -> None:
        """An embassy whose host the article leaves open is the one of that state whose host it gives, if there is but
        one."""
        for identity in [k for k in self.found if k.endswith(" None")]:
            hosted = [k for k in self.found if k.startswith(identity.removesuffix("None")) and k != identity]
            if len(hosted) == 1:
                vague, known = self.found.pop(identity), self.found[hosted[0]]
                known.mentions += vague.mentions
                known.forms.update(vague.forms)

    def _institution(self, i: int, word: str) -> None:
        reading = self.reading
        sentence = reading.sentence[i]
        start, end = i, i + 1
        body = [reading.words[i]]
        if word == "ministry" and reading.word(i + 1, sentence) in ("of", "for"):
            end = i + 2
            while (
                end < reading.last(sentence)
                and end < i + 7
                and (reading.words[end][:1].isupper() or reading.lower[end] in ("and", "the"))
            ):
                end += 1
            while end > i + 2 and reading.lower[end - 1] in ("and", "the"):
                end -= 1
            body = reading.words[i:end]
        else:
            while (
                word == "ministry"
                and start > reading.first[sentence]
                and (start not in self.ends)
                and (reading.words[start - 1][:1].isupper() or reading.lower[start - 1] in gazetteer.portfolios())
                and (reading.lower[start - 1] not in ("the", "a"))
                and not reading.possessive(start - 1)
            ):
                start -= 1
                body.insert(0, reading.words[start])
        chain: list[Name] = []  # states before it, the nearest first: [U.S., Beijing] embassy
        left = start
        while left > reading.first[sentence]:
            if reading.possessive(left - 1):
                left -= 1
            elif left in self.ends and self.ends[left].start >= reading.first[sentence]:
                chain.append(self.ends[left])
                left = start = chain[-1].start
            else:
                break
        owner = chain[-1].state if chain else None
        host = chain[0].state if len(chain) > 1 and word in _MISSIONS else None
        if owner is None and word in _MISSIONS and reading.word(start - 1, sentence) == "its":
            named = self.states.get(reading.first[sentence])  # "China hopes for peace, its embassy said"
            owner = named.state if named else None
        if owner is None and reading.word(end, sentence) in ("of", "in"):
            at = end + 1 + (reading.word(end + 1, sentence) == "the")
            named = self.states.get(at)
            capital = (
                named and (hit := gazetteer.state(reading.surface(named.start, named.end))) and hit[1] == "capital"
            )
            if named and (word != "ministry" or reading.word(end, sentence) == "of" or capital):
                if word in _MISSIONS and reading.word(end, sentence) == "in":
                    return
                owner, end = named.state, named.end
        if owner is None:
            return
        if word in _GOVERNMENT:
            self.extra.append(Name(start, end, "state", "alias", owner))
            return
        if word in _MISSIONS and reading.word(end, sentence) in ("in", "to"):
            at = end + 1 + (reading.word(end + 1, sentence) == "the")
            if named := self.states.get(at):
                host = named.state
                if reading.words[i][:1].isupper():
                    end = named.end
        if word in _MISSIONS:
            name = f"{word.capitalize()} of {gazetteer.in_a_sentence(owner)}"
            if host and host != owner:
                name += f" in {gazetteer.in_a_sentence(host)}"
            identity = f"{word} {owner} {host if host != owner else None}"
        else:
            name = f"{_ministry(body) if len(body) > 1 else 'Ministry'} of {gazetteer.in_a_sentence(owner)}"
            identity = name.lower()
        mention = Name(start, end, "organization")
        self.taken.update(range(start, end))
        self.extra.append(mention)
        self._place(identity, mention, name=name, capacity="government", base=owner, speaks_for=owner)

    def _american(self, name: Name) -> bool:
        """Whether a body or group tells that an article is about the United States: the White House, Democrats."""
        text = self.reading.surface(name.start, name.end)
        known = gazetteer.organization(text) or gazetteer.group(text)
        return bool(known) and known.base == _AMERICA and known.capacity in ("government", "military", "party")

    def _owner(self, name: Name) -> str | None:
        """The state named right before a body: Nigeria's Senate, the Indian Supreme Court."""
        at = name.start - self.reading.possessive(name.start - 1)
        return self.ends[at].state if at in self.ends else None

    def _belongs(self, name: Name) -> bool:
        """Whether what stands before a body says whose it is: "Germany's", "German"; not "in Berlin"."""
        before = self.ends.get(name.start)
        people = before is not None and gazetteer.is_demonym(self.reading.surface(before.start, before.end))
        return self.reading.possessive(name.start - 1) or people

    def _elsewhere(self, names: list[Name]) -> dict[int, str]:
        """By first word, the states whose Senate, court and so on the bodies are that we know as those of the United
        States: the state named before it, or before it elsewhere, or the one that the article is about; "" where it
        names one of them more often than the United States, and nothing else that is American."""
        shared: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            text = self.reading.surface(name.start, name.end)
            known = gazetteer.organization(text)
            bare = fold(text).lower().removeprefix("the ")
            if known and bare == known.name.removeprefix("U.S. ").lower():
                shared[known.name].append(name)
        out, asked = {}, {name.start for group in shared.values() for name in group}
        for body in shared.keys() & gazetteer.shared_bodies().keys():
            states = gazetteer.shared_bodies()[body]
            owners = {name.start: self._owner(name) for name in shared[body]}
            told = {state for state in owners.values() if state in states}
            most = max(states, key=lambda state: (self.counted[state], state))
            if len(told) == 1 and not self.counted[_AMERICA]:
                most = told.pop()
            elif self.counted[most] < max(_TOLD, _OUTWEIGHS * self.counted[_AMERICA]):
                foreign = self.counted[most] > self.counted[_AMERICA] and self.american <= asked
                most = "" if foreign else None
            for start, owner in owners.items():
                state = owner if owner in states else None if owner else most
                if state is not None:
                    out[start] = state
        return out | self._owned(names)

    def _owned(self, names: list[Name]) -> dict[int, str]:
        """By first word, the states whose offices the bodies are that we know as those of another state: "Germany's
        Foreign Office", and "the Foreign Office" of the same article."""
        offices: dict[str, list[Name]] = defaultdict(list)
        councils: dict[int, str | None] = {}
        for name in names:
            known = gazetteer.organization(self.reading.surface(name.start, name.end))
            if known and known.speaks_for and known.name not in gazetteer.shared_bodies():
                offices[known.name].append(name)
            elif known and known.capacity == "intergovernmental" and self._belongs(name):
                councils[name.start] = self._owner(name)  # "Russia's Security Council" is not that of the UN
        out = {start: state for start, state in councils.items() if state}
        for body, mentions in offices.items():
            owners = {owner for name in mentions if self._belongs(name) and (owner := self._owner(name))}
            if len(owners) == 1 and gazetteer.organization(body).speaks_for not in owners:
                out |= dict.fromkeys((name.start for name in mentions), owners.pop())
        return out

    def _cluster(self, names: list[Name]) -> None:
        reading = self.reading
        texts = {n.start: reading.surface(n.start, n.end) for n in names}
        identities = {text: self._identity(text) for text in texts.values()}
        acronyms = self._acronyms(names, texts, identities)
        heads: dict[str, set[str]] = defaultdict(set)
        for text, identity in identities.items():
            words = key(text).split()
            for size in range(1, len(words)):
                heads[" ".join(words[:size])].add(identity)
        tails = self._tails(names, texts, identities)
        elsewhere = self._elsewhere(names)
        abroad: dict[str, set[str]] = defaultdict(set)  # by body, the states whose it is here
        for start, state in elsewhere.items():
            abroad[identities[texts[start]]].add(state)
        for name in names:
            text = texts[name.start]
            identity, form = identities[text], key(text)
            if form in acronyms:
                identity = acronyms[form]
                if len(abroad.get(identity, ())) == 1 and self._owner(name) is None:
                    elsewhere.setdefault(name.start, *abroad[identity])  # "the JCS" of Seoul's Joint Chiefs of Staff
            elif (
                not gazetteer.organization(text)
                and len(heads.get(form, ())) == 1
                and (form.split()[0] not in _GENERIC or self._of_one(form, heads[form]))
                and (not gazetteer.is_state_or_city(text))
            ):
                identity = next(iter(heads[form]))
            elif (
                len(form.split()) == 1
                and (text.lower().startswith("the ") or reading.word(name.start - 1).lower() == "the")
                and (bearers := tails.get(form))
            ):
                identity = self._last_named(bearers, name.start) or identity
            known = gazetteer.organization(identity)
            if (state := elsewhere.get(name.start)) is not None:
                council = known.capacity == "intergovernmental"
                own = text.removeprefix("the ") if council else known.name.removeprefix("U.S. ")
                own += f" of {gazetteer.in_a_sentence(state)}" if state else ""
                voice = state if known.name not in gazetteer.shared_bodies() else None
                capacity = "government" if council else known.capacity
                self._place(key(own), name, name=own, capacity=capacity, base=state or None, speaks_for=voice)
                continue
            facts = {"capacity": gazetteer.organization_capacity(identity)}
            if known:
                facts |= {"name": known.name, "base": known.base, "speaks_for": known.speaks_for}
            self._place(identity, name, **facts)
        for entry in self.found.values():
            if not entry.name:
                entry.name = max(
                    entry.forms.items(), key=lambda f: (len(key(f[0]).split()) + (not f[0].isupper()), f[1])
                )[0]
                entry.capacity = gazetteer.organization_capacity(entry.name)

    @staticmethod
    def _of_one(form: str, longer: set[str]) -> bool:
        """Whether a name of two words or more goes on with "of" in its longer form: Central Bank (of Norway)."""
        return " " in form and all(identity.startswith(f"{form} of ") for identity in longer)

    @staticmethod
    def _tails(
        names: list[Name], texts: dict[int, str], identities: dict[str, str]
    ) -> dict[str, list[tuple[int, str]]]:
        """By the last word of the names that have others before it: (where a body of such a name is named, which)."""
        out: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for name in names:
            words = key(texts[name.start]).split()
            if len(words) > 1:
                out[words[-1]].append((name.start, identities[texts[name.start]]))
        return out

    @staticmethod
    def _last_named(bearers: list[tuple[int, str]], at: int) -> str | None:
        """Whom "the Council" means: the only one, or the one named last before."""
        if len({identity for _, identity in bearers}) == 1:
            return bearers[0][1]
        return max((bearer for bearer in bearers if bearer[0] < at), default=(0, None))[1]

    def _identity(self, text: str) -> str:
        known = gazetteer.organization(text)
        return known.name if known else key(text)

    def _acronyms(self, names: list[Name], texts: dict[int, str], identities: dict[str, str]) -> dict[str, str]:
        """Acronyms (folded) to the organization they stand for: defined in parentheses, or the initials of one name
        only."""
        reading, out = self.reading, {}
        for name in names:
            if reading.word(name.end) == "(" and reading.word(name.end + 2) == ")":
                short = reading.words[name.end + 1]
                if short.isupper() and 2 <= len(short) <= 8:
                    out[key(short)] = identities[texts[name.start]]
        by_letters: dict[str, set[str]] = defaultdict(set)
        for text, identity in identities.items():
            if letters := initials(text):
                by_letters[letters.lower()].add(identity)
        for text in identities:
            form = key(text)
            if (
                (text.isupper() or text.istitle() and len(text) > 3)  # WADA, Wada
                and 2 < len(form) < 9
                and form not in out
                and len(by_letters.get(form, ())) == 1
                and not gazetteer.organization(text)
            ):
                out[form] = next(iter(by_letters[form]))
        return out
