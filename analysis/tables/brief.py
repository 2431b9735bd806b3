"""One page for a busy reader: sentences built from the tables, each with the rows it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.ingest.sets import Issue
from analysis.tables import answers, counts
from analysis.tables.frames import records
from analysis.tables.words import ACTS

LONGEST = 45  # words of a statement that a sentence shows; the whole of it is one click away


@dataclass(frozen=True)
class Sentence:
    """One sentence of the brief: its heading, its text, and the ids of the rows it rests on (none: it was counted)."""

    about: str
    text: str
    rows: tuple[str, ...] = ()


def brief(tables: dict[str, pd.DataFrame], issues: Iterable[Issue] = (), most: int = 4) -> list[Sentence]:
    """What was read, who is quoted most, each main actor's line in its latest own words, who asks what of whom, where
    actors take opposite stances, and what to check. ``most`` limits the sentences of each kind."""
    issues = tuple(issues)
    lines = answers.lines(tables["positions"], tables["actors"], issues)
    return [
        *_read(tables),
        *_quoted(tables["quotes"], most),
        *_lines(tables, lines, most),
        *_demands(answers.demands(tables["positions"]), most),
        *_contested(answers.contested(tables["positions"], issues), most),
        *_check(counts.least_certain(tables["quotes"], tables["positions"], 3)),
    ]


def _read(tables: dict[str, pd.DataFrame]) -> list[Sentence]:
    rows = records(tables["articles"])
    used = [r for r in rows if r["status"] != "skipped"]
    skipped, copies = len(rows) - len(used), sum(1 for r in used if r["duplicate_of"])
    dates = sorted(r["published"] for r in used if r["published"])
    outlets = {r["publisher"] for r in used if r["publisher"]}
    were = "was" if len(used) == 1 else "were"
    source = f"from {_count(len(outlets), 'publisher')}" if outlets else "without a known publisher"
    text = f"{_count(len(used), 'article')} {source} {were} read"
    if dates:
        text += f", published on {dates[0]}" if dates[0] == dates[-1] else f", published from {dates[0]} to {dates[-1]}"
    parts = [f"{_count(len(used) - len(dates), 'article')} without a known date"] if len(dates) < len(used) else []
    parts += [f"{_count(copies, 'republished copy', 'republished copies')} among them"] if copies else []
    parts += [f"{_count(skipped, 'file')} that could not be used, see the problems"] if skipped else []
    return [Sentence("What was read", "; ".join([text, *parts]) + ".")]


def _quoted(quotes: pd.DataFrame, most: int) -> list[Sentence]:
    speakers = counts.quotes_by_speaker(quotes)
    named = records(speakers[speakers["speaker_id"].notna()])[:most]
    if not named:
        return [Sentence("Who is quoted", "No named speaker was found.")]
    first = named[0]
    text = f"{first['speaker']} is quoted most: {_count(first['quotes'], 'statement')}, "
    text += f"{_share(first['share'])} of all attributed words"
    if named[1:]:
        text += "; then " + _listing([f"{r['speaker']} ({_share(r['share'])})" for r in named[1:]])
    return [
        Sentence(
            "Who is quoted",
            text + ".",
            tuple(r["quote_id"] for r in records(quotes) if r["speaker_id"] == first["speaker_id"]),
        )
    ]


def _share(share: float) -> str:
    """A share in per cent, never rounded to nothing."""
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


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
    latest = sorted(
        records(demands), key=lambda r: (r["date"] or "", r["confidence"] or 0.0, r["position_id"]), reverse=True
    )[:most]
    found = []
    for r in latest:
        by = f" (according to {r['stated_by']})" if r["basis"] == "relayed" and r["stated_by"] else ""
        answer = " An answer was found." if r["answer_id"] else ""
        rows = tuple(i for i in (r["position_id"], r["answer_id"]) if i)
        found.append(
            Sentence(
                "Demands",
                f"{r['asks']} urged {r['asked']}{by}{', ' + r['date'] if r['date'] else ''}: "
                f"{_short(r['what'])}{answer}",
                rows,
            )
        )
    return found


def _contested(contested: pd.DataFrame, most: int) -> list[Sentence]:
    rows = records(contested)[:most]
    if not rows:
        return [Sentence("Contested", "No two actors were found on opposite sides of an issue in their own words.")]
    return [
        Sentence(
            "Contested",
            f"On “{r['issue']}”, {r['for']} {_are(r['for'])} for ({_short(r['words_for'], 25)}) and {r['against']} "
            f"{_are(r['against'])} against ({_short(r['words_against'], 25)}).",
            (r["for_id"], r["against_id"]),
        )
        for r in rows
    ]


def _check(rows: pd.DataFrame) -> list[Sentence]:
    return [
        Sentence(
            "To check",
            f"Least certain ({r['confidence']:.2f}): {r['who'] or 'speaker not told'}, {ACTS[r['act']]}: "
            f"{_short(r['words'], 25)}",
            (r["row_id"],),
        )
        for r in records(rows)
    ]


def _short(words: str, longest: int = LONGEST) -> str:
    held = words.split()
    return " ".join(held) if len(held) <= longest else " ".join(held[:longest]) + " …"


def _known(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _count(n: int, noun: str, plural: str = "") -> str:
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def _listing(items: list[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def _are(names: str) -> str:
    return "are" if ";" in names else "is"
