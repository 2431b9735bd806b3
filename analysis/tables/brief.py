"""One page for a busy reader: sentences built from the tables, each with the rows it rests on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.ingest.sets import Issue
from analysis.tables import answers, checks, numbers, shifts, voices
from analysis.tables.frames import records
from analysis.tables.words import SAID, share

_NAMED = 4  # names that a list of them shows
_NUMBERS = 3  # claims of a number that a sentence shows
_BESIDE = 9  # words shown on either side of a number
LONGEST = 45  # words of a statement that a sentence shows; the whole of it is one click away


@dataclass(frozen=True)
class Sentence:
    """One sentence of the brief: its heading, its text, and the ids of the rows it rests on (none: it was counted)."""

    about: str
    text: str
    rows: tuple[str, ...] = ()


def brief(
    tables: dict[str, pd.DataFrame], issues: Iterable[Issue] = (), since: str | None = None, length: int = 10
) -> list[Sentence]:
    """At most ``length`` sentences: what was read, what changed since a day (by default the middle of the period), who
    is quoted most, each main actor's line in its latest own words, who asks what of whom, where actors take opposite
    stances, which numbers are claimed by whom, and what to check.

    Every matter that has anything to say has a sentence before any has a second; lines come next, then demands.
    """
    issues = tuple(issues)
    lines = answers.lines(tables["positions"], tables["actors"], issues)
    kinds = (
        _read(tables),
        _changed(tables, issues, since),
        _quoted(tables["quotes"]),
        _lines(tables, lines, length),
        _demands(answers.demands(tables["positions"]), length),
        _contested(answers.contested(tables["positions"], issues), issues, length),
        _numbers(numbers.numbers_claimed(tables["quotes"])),
        _check(checks.least_certain(tables["quotes"], tables["positions"], 3)),
    )
    room = length - sum(bool(kind) for kind in kinds)
    most = dict.fromkeys(range(len(kinds)), 1)
    for kind, cap in ((3, 3), (4, 2), (5, 2), (1, 2), (3, length), (4, length)):
        more = min(max(0, min(len(kinds[kind]), cap) - most[kind]), max(0, room))
        most[kind], room = most[kind] + more, room - more
    return [sentence for kind, found in enumerate(kinds) for sentence in found[: most[kind]]][:length]


def _read(tables: dict[str, pd.DataFrame]) -> list[Sentence]:
    rows = records(tables["articles"])
    used = [r for r in rows if r["status"] != "skipped"]
    copies = sum(1 for r in rows if r["duplicate_of"])
    unusable = len(rows) - len(used) - copies
    dates = sorted(r["published"] for r in used if r["published"])
    outlets = {r["publisher"] for r in used if r["publisher"]}
    were = "was" if len(used) == 1 else "were"
    source = f"from {_count(len(outlets), 'publisher')}" if outlets else "without a known publisher"
    text = f"{_count(len(used), 'article')} {source} {were} read"
    if dates:
        text += f", published on {dates[0]}" if dates[0] == dates[-1] else f", published from {dates[0]} to {dates[-1]}"
    unnamed = sum(1 for r in used if not r["publisher"]) if outlets else 0
    parts = [f"{_count(unnamed, 'article')} without a known publisher"] if unnamed else []
    parts += [f"{_count(len(used) - len(dates), 'article')} without a known date"] if len(dates) < len(used) else []
    parts += [f"{_count(copies, 'word-for-word copy', 'word-for-word copies')} set aside"] if copies else []
    parts += [f"{_count(unusable, 'file')} that could not be used, see the problems"] if unusable else []
    return [Sentence("What was read", "; ".join([text, *parts]) + ".")]


def _changed(tables: dict[str, pd.DataFrame], issues: tuple[Issue, ...], since: str | None) -> list[Sentence]:
    """Lines that moved, who is newly quoted, lines that are new: in this order."""
    since = since or shifts.middle(tables["articles"])
    if since is None:
        return [Sentence("What changed", "Fewer than two dates of publication are known, so no change can be told.")]
    found = records(shifts.shifts(tables["positions"], tables["actors"], tables["articles"], issues, since))
    moved = [
        Sentence(
            "What changed",
            f"{r['principal']} {r['verdict']} its line on “{r['issue']}”: {r['stance_before']} on {r['said_before']} "
            f"({_short(r['before'], 20)}), {'still ' * (r['stance_before'] == r['stance_after'])}{r['stance_after']} "
            f"on {r['said_after']} ({_short(r['after'], 20)}).",
            (r["before_id"], r["after_id"]),
        )
        for r in found
        if r["verdict"] in ("reversed", "hardened", "softened")
    ]
    new = [
        Sentence(
            "What changed",
            f"New since {since}: {r['principal']} is {r['stance_after']} “{r['issue']}” ({r['said_after']}): "
            f"{_short(r['after'], 25)}",
            (r["after_id"],),
        )
        for r in found
        if r["verdict"] == "new" and r["stance_after"] != "mixed"
    ]
    return [*moved, *_new_voices(tables["quotes"], since), *new]


def _new_voices(quotes: pd.DataFrame, since: str) -> list[Sentence]:
    """Named speakers who are quoted only since a day, and those who no longer are."""
    before, after = Counter(), Counter()
    first: dict[str, str] = {}
    for r in records(quotes):
        if r["speaker_id"] and answers.when(r):
            (after if answers.when(r) >= since else before)[r["speaker"]] += 1
            if answers.when(r) >= since:
                first.setdefault(r["speaker"], r["quote_id"])
    new = [name for name, _ in sorted(after.items(), key=lambda a: (-a[1], a[0])) if name not in before]
    gone = [name for name, _ in sorted(before.items(), key=lambda b: (-b[1], b[0])) if name not in after]
    if not before or not after or not (new or gone):
        return []
    parts = [f"newly quoted {_are(new)} {_most(new)}"] if new else []
    parts += [f"no longer quoted {_are(gone)} {_most(gone)}"] if gone else []
    text = f"Since {since}, " + "; ".join(parts) + "."
    return [Sentence("What changed", text, tuple(first[name] for name in new[:_NAMED]))]


def _most(names: list[str]) -> str:
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return _listing(names[:_NAMED] + more)


def _quoted(quotes: pd.DataFrame) -> list[Sentence]:
    speakers = voices.quotes_by_speaker(quotes)
    named = records(speakers[speakers["speaker_id"].notna()])[:_NAMED]
    if not named:
        return [Sentence("Who is quoted", "No named speaker was found.")]
    first = named[0]
    text = f"{first['speaker']} is quoted most: {_count(first['quotes'], 'statement')}, "
    text += f"{share(first['share'])} of all attributed words"
    if named[1:]:
        text += "; then " + _listing([f"{r['speaker']} ({share(r['share'])})" for r in named[1:]])
    return [
        Sentence(
            "Who is quoted",
            text + ".",
            tuple(r["quote_id"] for r in records(quotes) if r["speaker_id"] == first["speaker_id"]),
        )
    ]


def _lines(tables: dict[str, pd.DataFrame], lines: pd.DataFrame, most: int) -> list[Sentence]:
    """The latest own words of the principals that have most to say; without an issue, their latest quoted words."""
    rank: dict[str, int] = {}
    principal_of = dict(zip(tables["actors"]["actor_id"], tables["actors"]["speaks_for"], strict=True))
    quotes = records(tables["quotes"])
    for r in quotes:
        if r["speaker_id"]:
            who = _known(principal_of.get(r["speaker_id"])) or r["speaker_id"]
            rank[who] = rank.get(who, 0) + r["words"]
    names = dict(zip(tables["actors"]["actor_id"], tables["actors"]["name"], strict=True))
    by_principal = {}
    for r in records(lines):
        held = by_principal.setdefault(r["principal_id"], r)
        if (r["last_said"] or "") > (held["last_said"] or ""):
            by_principal[r["principal_id"]] = r
    found = []
    for who in sorted(rank, key=lambda w: (w not in by_principal, -rank[w], names[w], w))[:most]:
        if line := by_principal.get(who):
            on = f", on “{line['issue']}” ({line['stance']})"
            found.append(
                _line(
                    line["principal"], line["spokesperson"], line["words"], line["last_said"], on, line["position_id"]
                )
            )
        else:
            own = [
                q
                for q in quotes
                if (_known(principal_of.get(q["speaker_id"])) or q["speaker_id"]) == who and q["kind"] != "indirect"
            ]
            if own:
                last = max(own, key=lambda q: (answers.when(q), q["words"], q["quote_id"]))
                found.append(
                    _line(names[who], last["speaker"], last["text"], answers.when(last) or None, "", last["quote_id"])
                )
    return found


def _line(principal: str, spokesperson: str, words: str, date: str | None, on: str, row_id: str) -> Sentence:
    through = f", through {spokesperson}" if spokesperson != principal else ""
    return Sentence(
        "Lines", f"{principal}{through}{on}{', ' + date if date else ', undated'}: {_short(words)}", (row_id,)
    )


def _demands(demands: pd.DataFrame, most: int) -> list[Sentence]:
    """The latest requests, those that more likely hold than not before the others.

    A target is whom a demand is made of or whom it concerns: "on" says either.
    """
    latest = sorted(
        records(demands),
        key=lambda r: ((r["confidence"] or 0.0) >= 0.5, r["date"] or "", r["confidence"] or 0.0, r["position_id"]),
        reverse=True,
    )[:most]
    found = []
    for r in latest:
        by = f" (according to {r['stated_by']})" if r["basis"] == "relayed" and r["stated_by"] else ""
        answer = " An answer was found." if r["answer_id"] else ""
        rows = tuple(i for i in (r["position_id"], r["answer_id"]) if i)
        found.append(
            Sentence(
                "Demands",
                f"{r['asks']} made a demand on {r['asked']}{by}{', ' + r['date'] if r['date'] else ''}: "
                f"{_short(r['what'])}{answer}",
                rows,
            )
        )
    return found


def _contested(contested: pd.DataFrame, issues: tuple[Issue, ...], most: int) -> list[Sentence]:
    rows = records(contested)[:most]
    if not issues:
        return [Sentence("Contested", "The set has no codebook (issues.yaml), so no stand on an issue can be told.")]
    if not rows:
        return [Sentence("Contested", "No two actors were found on opposite sides of an issue in their own words.")]
    return [
        Sentence(
            "Contested",
            f"On “{r['issue']}”, {_side(r, 'for')} and {_side(r, 'against')}.",
            (r["for_id"], r["against_id"]),
        )
        for r in rows
    ]


def _numbers(claimed: pd.DataFrame) -> list[Sentence]:
    """The latest numbers of the thing that most claims are about, each in its own words: one noun may count unlike
    things (soldiers sent, soldiers expected), so nothing is compared. People of any kind, spans of time and bare
    percentages are not such a thing."""
    rows = [r for r in records(claimed) if not numbers.is_less(r["thing"])]
    rows.sort(key=lambda r: r["thing"] in numbers.ANYBODY)
    rows = [r for r in rows if r["thing"] == rows[0]["thing"]]
    rows = sorted(rows, key=lambda r: r["last"] or "", reverse=True)[:_NUMBERS]
    if not rows:
        return []
    claims = [
        f"{r['speaker']}{', ' + r['last'] if r['last'] else ''}: {_around(r['words'], r['number'])}" for r in rows
    ]
    said = "numbers" if len(rows) > 1 else "number"
    alike = ", which need not count the same" if len(rows) > 1 else ""
    text = f"Claimed {said} of {rows[0]['thing']}{alike}: {'; '.join(claims)}."
    return [Sentence("Numbers", text, tuple(r["quote_id"] for r in rows))]


def _around(words: str, number: str) -> str:
    """The number as it stands in the words, with those beside it."""
    before, _, after = words.partition(number)
    head, tail = before.rsplit(maxsplit=_BESIDE), after.split(maxsplit=_BESIDE)
    start = "… " * (len(head) > _BESIDE) + " ".join(head[-_BESIDE:]) + " " * before[-1:].isspace()
    end = " " * after[:1].isspace() + " ".join(tail[:_BESIDE]) + " …" * (len(tail) > _BESIDE)
    return start + number + end


def _check(rows: pd.DataFrame) -> list[Sentence]:
    found = [
        f"{r['who'] or 'an unknown speaker'} {SAID[r['act']]} “{_short(r['words'], 12)}” ({r['confidence']:.2f})"
        for r in records(rows)
    ]
    return (
        [Sentence("To check", f"Least certain, read these first: {'; '.join(found)}.", tuple(rows["row_id"]))]
        if found
        else []
    )


def _short(words: str, longest: int = LONGEST) -> str:
    held = words.split()
    return " ".join(held) if len(held) <= longest else " ".join(held[:longest]) + " …"


def _known(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _count(n: int, noun: str, plural: str = "") -> str:
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def _listing(items: list[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def _side(row: dict, side: str) -> str:
    """Who is for or against, whoever said the words that follow first."""
    best, words = row[f"said_by_{side}"], _short(row[f"words_{side}"], 25)
    names = [best, *(name for name in row[side].split("; ") if name != best)]
    return f"{_most(names)} {_are(names)} {side} ({best + ': ' if len(names) > 1 else ''}{words})"


def _are(names: list[str]) -> str:
    return "are" if len(names) > 1 else "is"
