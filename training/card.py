"""Write measured figures into the model card and README, between their markers, and the chart beside the card.

python -m training.card FIGURES.json        (from: python -m training.evaluate --json FIGURES.json)
"""

import json
import re
import sys
from pathlib import Path

from analysis.figures.output import svg
from training import chart
from training.calibrate import Calibration

ROOT = Path(__file__).parents[1]
CHART = "confidence.svg"
_LINES = {  # figure: what it is, what people or the best published systems reach
    "exact_source": ("Attribution, PolNeAR dev: source spans, exact F1", "78.0 between two people"),
    "exact_cue": ("Attribution: cue spans, exact F1", "70.6 between two people"),
    "exact_content": ("Attribution: content spans, exact F1", "67.4 between two people"),
    "found": ("Attributions found, %", "79.7 between two people"),
    "source_right": ("Attributions found with the right source span, %", "94.6 between two people"),
    "linked": ("Attributions found and linked to the right source, F1", ""),
    "kind": ("Kind of quote of a found attribution, accuracy", ""),
    "speaker_precision": ("Speakers of quotations, by canonical name: precision", ""),
    "speaker_recall": ("Speakers of quotations: recall", ""),
    "speaker_f1": ("Speakers of quotations: F1", "Citron (BBC) 56.8 on PARC3"),
    "act": ("Act of a found attribution, accuracy", '96 between two readings; always "state" 34'),
    "target": ("Target of an attribution, accuracy where there is one", "88 between two readings"),
    "towards": ("Target and how it is treated, accuracy", "86 between two readings"),
    "basis": ("Basis of a found attribution, accuracy", ""),
    "entities_conll2003": ("Entities, CoNLL-2003 dev: persons, organizations, places, exact F1", ""),
    "entities_politics": ("Entities, CrossNER politics dev", ""),
    "actors_f1": ("Actors within an article, names with a Wikipedia identity in GUM's news: B-cubed F1", ""),
    "metonyms": ("Names of capitals, seats and states: place, government or other, accuracy", ""),
    "tone_rw": ("Tone towards a target, NewsMTSC dev rw, macro-F1", "experts 86.4; VADER 51.3"),
    "tone_mt": ("Tone towards a target, NewsMTSC dev mt, macro-F1", "VADER 48.1"),
    "stance": ("Stance of actor to actor, directed sentiment valid, macro-F1 of 5 classes", ""),
}
_SHORT = {  # the figures that are given by kind of quote and by publisher
    "exact_source": "source spans, exact F1",
    "exact_cue": "cue spans, exact F1",
    "exact_content": "content spans, exact F1",
    "found": "found, %",
    "source_right": "right source of the found, %",
    "linked": "found and linked, F1",
    "kind": "kind of quote, accuracy",
    "speaker_precision": "speaker, precision",
    "speaker_recall": "speaker, recall",
    "act": "act, accuracy",
    "target": "target, accuracy",
    "towards": "target and treatment, accuracy",
    "basis": "basis, accuracy",
}
_README = ("speaker_precision", "speaker_recall", "linked", "act", "target", "tone_rw", "entities_conll2003")


def table(figures: dict, names) -> str:
    """A row a figure with its interval and what others reach."""
    rows = ["| what, on which data | measured | 95 % interval | people, others |", "|---|---|---|---|"]
    for name in names:
        value, low, high = figures[name]
        rows.append(f"| {_LINES[name][0]} | {value:.1f} | {low:.1f} to {high:.1f} | {_LINES[name][1]} |")
    return "\n".join(rows)


def crossed(parts: dict[str, dict]) -> str:
    """A row a figure, a column a part (a kind, a publisher), each with its interval; only figures that all parts
    have."""
    rows = [f"| | {' | '.join(parts)} |", "|---" * (len(parts) + 1) + "|"]
    for name, what in _SHORT.items():
        cells = [f"{f[name][0]:.1f} ({f[name][1]:.0f} to {f[name][2]:.0f})" for f in parts.values() if name in f]
        if len(cells) == len(parts):
            rows.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(rows)


def confidence(found: Calibration) -> str:
    """What a threshold of confidence buys, as a table under the chart."""
    value, low, high = found.error
    rows = [
        f"![{chart.alt_text(found)}]({CHART})",
        "",
        "| confidence of at least | rows kept, % | of them right, % (precision) | of all labelled, % (recall) |",
        "|---|---|---|---|",
        *(f"| {t} | {100 * k:.1f} | {100 * p:.1f} | {100 * r:.1f} |" for t, k, p, r in found.thresholds),
        "",
        f"Expected calibration error (ten bins, {found.n} rows): {value:.1f} % ({low:.1f} to {high:.1f}).",
    ]
    return "\n".join(rows)


def between(text: str, marker: str, block: str) -> str:
    """The text with the block between ``<!-- marker:begin -->`` and ``<!-- marker:end -->``."""
    pattern = rf"(<!-- {marker}:begin -->\n).*?(<!-- {marker}:end -->)"
    if not re.search(pattern, text, re.DOTALL):
        raise ValueError(f"no markers {marker}:begin and {marker}:end")
    return re.sub(pattern, lambda m: f"{m[1]}{block}\n{m[2]}", text, flags=re.DOTALL)


def write(measured: dict, card: Path, readme: Path) -> None:
    """Put the figures of ``training.evaluate --json`` into the card and README, and the chart beside the card."""
    found = Calibration(**measured["confidence"])
    blocks = {
        "figures": table(measured["figures"], _LINES),
        "kinds": crossed(measured["by_kind"]),
        "publishers": crossed(measured["by_publisher"]),
        "confidence": confidence(found),
    }
    text = card.read_text(encoding="utf-8")
    for marker, block in blocks.items():
        text = between(text, marker, block)
    card.write_text(text, encoding="utf-8")
    readme.write_text(
        between(readme.read_text(encoding="utf-8"), "figures", table(measured["figures"], _README)), encoding="utf-8"
    )
    (card.parent / CHART).write_bytes(svg(chart.figure(found), chart.alt_text(found)))


if __name__ == "__main__":
    write(
        json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")),
        ROOT / "analysis" / "model" / "README.md",
        ROOT / "README.md",
    )
