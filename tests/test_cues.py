"""The cue lexicon: what it says of a cue, how inflections find it, and how much of real cues it covers."""

import re
from collections import Counter

import pytest

from analysis.annotate import cues, gazetteer
from analysis.annotate.types import ACTS


@pytest.mark.parametrize(
    "cue, entry, act, medium",
    [
        ("said", "say", "state", "speech"),
        ("has repeatedly refused to", "refuse", "reject", "speech"),
        ("’s claim that", "claim", "state", "speech"),
        ("is calling for", "call for", "request", "speech"),
        ("slammed", "slam", "accuse", "speech"),
        ("denies", "deny", "deny", "speech"),
        ("went on to say", None, "state", "speech"),
        ("put out a statement saying", None, "state", "speech"),
        ("wrote an op-ed urging", "urg", "request", "speech"),
        ("believes", "believe", "believe", "mind"),
        ("declined to comment", "decline to comment", "state", "speech"),
        ("is expected", "be expected", "believe", "mind"),
        ("voted strongly against", "vote against", "reject", "deed"),
        ("according to", "according to", "state", "speech"),
    ],
)
def test_cues_are_found_in_any_form(cue, entry, act, medium):
    found = cues.look_up(cue)
    assert found.act == act
    if entry:
        assert found.entry.startswith(entry)
        assert found.medium in (medium, "deed")


def test_negation_is_seen_in_every_spelling():
    assert all(
        cues.look_up(cue).negated for cue in ("didn't praise", "didn’t praise", "has never praised", "did not praise")
    )
    assert not cues.look_up("praised").negated


def test_unknown_words_give_no_entry():
    assert cues.look_up("zzyzx").entry is None
    assert cues.look_up("").entry is None


def test_lexicon_is_clean():
    rows = gazetteer.rows("cues.csv")
    names = [row["cue"] for row in rows]
    assert names == sorted(set(names))
    assert {row["act"] for row in rows} == set(ACTS)
    assert {row["medium"] for row in rows} == {"speech", "mind", "deed"}
    assert {row["decided_by"] for row in rows} == {"cue", "content"}


def test_covers_the_500_most_frequent_cue_heads(data_folder):
    folder = data_folder / "polnear" / "train"
    heads, seen = Counter(), set()
    for path in sorted((folder / "attributions").iterdir()):
        name = re.sub(r"_[0-9a-f]{4}\.ann$", "", path.name)
        if name in seen:
            continue
        seen.add(name)
        for line in path.read_text(encoding="utf-8").split("\n"):
            cells = line.split("\t")
            if len(cells) == 3 and cells[1].startswith("Cue "):
                heads[cues.head(cells[2])] += 1
    top = [head for head, _ in heads.most_common(500)]
    missing = [head for head in top if not any(lemma in cues.known_words() for lemma in cues.lemmas(head))]
    assert not missing
