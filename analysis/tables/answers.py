"""An analyst's questions, answered from the positions table: lines, demands, what is contested, who is for what and
whom.

Every function is pure and sorted. ``own`` is what an actor said or another passed on; ``ascribed`` is what others claim
of it or the reporter narrates: the two are never added up.
"""

import json
from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from analysis.ingest.sets import Issue
from analysis.tables.frames import frame, records
from analysis.tables.voices import wording

OWN = ("own_words", "paraphrase", "relayed")
_RANK = {"own_words": 0, "paraphrase": 1, "relayed": 2}


def propositions(issues: Iterable[Issue]) -> dict[str, str]:
    """Issue id to its proposition."""
    return {issue.id: issue.proposition for issue in issues}


def when(row: dict) -> str:
    """The day something was said, else the day it was printed, else nothing (which sorts first)."""
    return row["said_on"] or row["published"] or ""


def actor_issue_matrix(positions: pd.DataFrame, issues: Iterable[Issue] = ()) -> pd.DataFrame:
    """A row an actor, issue, whose words (own, ascribed) and stance: number of statements and the surest of them; most
    first."""
    known, held = propositions(issues), defaultdict(list)
    for r in records(positions):
        if r["issue"]:
            held[
                r["actor_id"] or "", r["actor"], r["issue"], "own" if r["basis"] in OWN else "ascribed", r["stance"]
            ].append(r)
    rows = [
        {
            "actor": actor,
            "actor_id": actor_id or None,
            "issue": known.get(issue, issue),
            "issue_id": issue,
            "words": words,
            "stance": stance,
            "statements": len(found),
            "position_id": min(found, key=surest)["position_id"],
            "position_ids": _ids(found),
        }
        for (actor_id, actor, issue, words, stance), found in held.items()
    ]
    rows.sort(key=lambda r: ranked(r, r["issue_id"], r["words"] != "own", r["stance"]))
    return frame(rows, "actor actor_id issue issue_id words stance statements:int position_id position_ids")


def ranked(row: dict, *then) -> tuple:
    """Sort key of counted rows: most statements first, then by the actor's name (by id where two share it), then
    ``then``."""
    return -row["statements"], row["actor"], row["actor_id"] or "", *then


def surest(row: dict) -> tuple:
    """Sort key: quoted before paraphrased, then the more certain, then the id."""
    return _RANK.get(row["basis"], len(_RANK)), -(row["confidence"] or 0.0), row["position_id"]


def _ids(found: list[dict]) -> str:
    """The positions that a count rests on, the surest first, as a JSON list."""
    return json.dumps([r["position_id"] for r in sorted(found, key=surest)])


def actor_towards_actor(positions: pd.DataFrame) -> pd.DataFrame:
    """A row an actor, target and treatment (supportive, critical, neutral), own words only: statements, their acts, the
    surest."""
    held = defaultdict(list)
    for r in records(positions):
        if r["target"] and r["towards"] and r["basis"] in OWN:
            held[r["actor_id"] or "", r["actor"], r["target_id"] or "", r["target"], r["towards"]].append(r)
    rows = [
        {
            "actor": actor,
            "actor_id": actor_id or None,
            "target": target,
            "target_id": target_id or None,
            "towards": towards,
            "statements": len({r["quote_id"] or r["position_id"] for r in found}),  # on two issues, still one statement
            "acts": ", ".join(sorted({r["act"] for r in found})),
            "position_id": min(found, key=surest)["position_id"],
            "position_ids": _ids(found),
        }
        for (actor_id, actor, target_id, target, towards), found in held.items()
    ]
    rows.sort(key=lambda r: ranked(r, r["target"], r["target_id"] or "", r["towards"]))
    return frame(rows, "actor actor_id target target_id towards statements:int acts position_id position_ids")


def demands(positions: pd.DataFrame) -> pd.DataFrame:
    """A row a request with somebody it is made of: who asks what of whom, when, whose words, and the first answer
    found.

    An answer is a later statement by the one asked, or by whoever speaks for it, that agrees, rejects, denies or
    concedes and is about the same issue or the one who asks. ``answer`` is empty where none was found, which is no
    refusal.
    """
    rows = sorted(records(positions), key=lambda r: (when(r), r["article_id"], r["start"], r["position_id"]))
    answers = defaultdict(list)
    for r in rows:
        if r["act"] in ("agree", "reject", "deny", "concede") and r["basis"] != "ascribed":
            for who in {r["actor_id"], r["speaks_for"]} - {None}:
                answers[who].append(r)
    out, seen = [], set()
    for r in rows:
        place = (r["article_id"], r["start"], r["end"], r["actor"], r["target"])
        if r["act"] != "request" or not r["target"] or r["basis"] == "ascribed" or place in seen:
            continue
        seen.add(place)  # one request on two issues is one request
        answer = next((a for a in answers.get(r["target_id"], ()) if _answers(a, r)), None)
        out.append(
            {
                "asks": r["actor"],
                "asked": r["target"],
                "what": r["content"],
                "date": when(r) or None,
                "publisher": r["publisher"],
                "basis": r["basis"],
                "stated_by": r["stated_by"],
                "issue_id": r["issue"],
                "answer": answer and answer["content"],
                "answer_id": answer and answer["position_id"],
                "asks_id": r["actor_id"],
                "asked_id": r["target_id"],
                "cite": r["cite"],
                "confidence": r["confidence"],
                "position_id": r["position_id"],
                "quote_id": r["quote_id"],
            }
        )
    return frame(
        out,
        "asks asked what date publisher basis stated_by issue_id answer answer_id asks_id asked_id cite "
        "confidence:float position_id quote_id",
    )


def _answers(answer: dict, request: dict) -> bool:
    """Whether a statement of the one asked comes later and is about the same issue or the one who asks."""
    if answer["position_id"] == request["position_id"] or when(answer) < when(request):
        return False
    return bool(
        request["issue"]
        and answer["issue"] == request["issue"]
        and answer["stance"] != "unclear"
        or request["actor_id"]
        and answer["target_id"] == request["actor_id"]
    )


def lines(positions: pd.DataFrame, actors: pd.DataFrame, issues: Iterable[Issue] = ()) -> pd.DataFrame:
    """A row a principal and issue: the latest own words on it, who said them, first and last day, times and outlets.

    The principal is whom the speaker speaks for, else the speaker. A quoted statement goes before a paraphrase of one
    day. ``variants`` counts the different wordings.
    """
    known = propositions(issues)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    held = defaultdict(list)
    for r in records(positions):
        if r["issue"] and r["actor_id"] and r["basis"] in OWN and r["stance"] != "unclear":
            held[r["speaks_for"] or r["actor_id"], r["issue"]].append(r)
    out = []
    for (principal, issue), rows in held.items():
        rows.sort(key=lambda r: (when(r), -_RANK[r["basis"]], r["confidence"] or 0.0, r["position_id"]))
        last, dates = rows[-1], [when(r) for r in rows if when(r)]
        out.append(
            {
                "principal": names.get(principal, principal),
                "issue": known.get(issue, issue),
                "stance": last["stance"],
                "words": last["content"],
                "spokesperson": last["actor"],
                "first_said": min(dates, default=None),
                "last_said": max(dates, default=None),
                "times": len({r["quote_id"] or r["position_id"] for r in rows}),
                "outlets": "; ".join(sorted({r["publisher"] for r in rows if r["publisher"]})),
                "variants": len({wording(r["content"]) for r in rows}),
                "basis": last["basis"],
                "cite": last["cite"],
                "confidence": last["confidence"],
                "principal_id": principal,
                "issue_id": issue,
                "position_id": last["position_id"],
                "quote_id": last["quote_id"],
            }
        )
    out.sort(key=lambda r: (-r["times"], r["principal"], r["principal_id"], r["issue_id"]))
    return frame(
        out,
        "principal issue stance words spokesperson first_said last_said times:int outlets variants:int "
        "basis cite confidence:float principal_id issue_id position_id quote_id",
    )


def contested(positions: pd.DataFrame, issues: Iterable[Issue] = ()) -> pd.DataFrame:
    """A row an issue that actors are for and against in their own words: who, how often, and the best words of each
    side.

    An actor that is found on both sides is on neither here.
    """
    known = propositions(issues)
    held = defaultdict(lambda: defaultdict(list))
    for r in records(positions):
        if r["issue"] and r["basis"] in OWN and r["stance"] in ("for", "against"):
            held[r["issue"]][r["speaks_for"] or r["actor_id"] or r["actor"]].append(r)
    out = []
    for issue, by_actor in held.items():
        sides = {
            s: [r for rows in by_actor.values() if {r["stance"] for r in rows} == {s} for r in rows]
            for s in ("for", "against")
        }
        if not (sides["for"] and sides["against"]):
            continue
        row = {"issue": known.get(issue, issue), "issue_id": issue}
        for side, rows in sides.items():
            best = min(rows, key=surest)
            row |= {
                side: "; ".join(sorted({r["actor"] for r in rows})),
                f"n_{side}": len({r["quote_id"] or r["position_id"] for r in rows}),
                f"words_{side}": best["content"],
                f"said_by_{side}": best["actor"],
                f"{side}_id": best["position_id"],
            }
        row["outlets"] = "; ".join(sorted({r["publisher"] for rows in sides.values() for r in rows if r["publisher"]}))
        out.append(row)
    out.sort(key=lambda r: (-(r["n_for"] + r["n_against"]), r["issue_id"]))
    return frame(
        out,
        "issue for against n_for:int n_against:int words_for said_by_for words_against said_by_against "
        "outlets issue_id for_id against_id",
    )


def who_speaks_for_whom(actors: pd.DataFrame) -> pd.DataFrame:
    """A row an actor that speaks for another: spokesperson, role, principal, and how often it is quoted."""
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    rows = [
        {
            "principal": names.get(r["speaks_for"], r["speaks_for"]),
            "spokesperson": r["name"],
            "role": r["role"],
            "affiliation": r["affiliation"],
            "quotes": r["n_quotes"],
            "principal_id": r["speaks_for"],
            "actor_id": r["actor_id"],
        }
        for r in records(actors)
        if r["speaks_for"]
    ]
    rows.sort(key=lambda r: (r["principal"], -r["quotes"], r["spokesperson"], r["actor_id"]))
    return frame(rows, "principal spokesperson role affiliation quotes:int principal_id actor_id")
