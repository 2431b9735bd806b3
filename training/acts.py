"""What is decided on act, target, towards and basis, against the labels by reading, on gold spans.

    python -m training.acts [dev]        # or train, which the weights have seen

With the judge and without it. Data: ONRECORD_DATA. Needs no PyTorch.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from copy import copy

from analysis.annotate import act_rules, acts
from training.judgements import Case, cases
from training.metrics import POLARITY, same_name


def measure(split: Iterable[Case], judge: bool = True) -> dict[str, float]:
    """How many attributions there are, and shares (0 to 1) of what is right by the rules of the evaluation, with or
    without the judge."""
    count = Counter()
    for case in split:
        cast = copy(case.cast)
        cast.read = case.cast.read if judge else None
        for a, row in zip(acts.judge_all(cast, case.found), case.rows, strict=True):
            count["n"] += 1
            count["act"] += a.act == row["act"]
            count["lexicon"] += act_rules.read(cast.text, a).cue.act == row["act"]
            count["offered"] += a.target is not None
            if row["basis"]:
                count["bases"] += 1
                count["basis"] += a.basis == row["basis"]
            if row["target"] is not None:
                count["targets"] += 1
                hit = same_name(a.target, row["target"])
                count["hit"] += hit
                count["towards"] += hit and POLARITY.get(a.towards) == row["polarity"]
    return {
        "attributions": count["n"],
        "act": count["act"] / max(1, count["n"]),
        "act by lexicon alone": count["lexicon"] / max(1, count["n"]),
        "basis": count["basis"] / max(1, count["bases"]),
        "target recall": count["hit"] / max(1, count["targets"]),
        "target precision": count["hit"] / max(1, count["offered"]),
        "target and towards": count["towards"] / max(1, count["targets"]),
    }


if __name__ == "__main__":
    labelled = list(cases(sys.argv[1] if len(sys.argv) > 1 else "dev"))
    for judge in (True, False):
        figures = {k: round(v, 3) for k, v in measure(labelled, judge).items()}
        print("with the judge" if judge else "log-linear models alone", figures)
