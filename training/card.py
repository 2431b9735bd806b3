"""Write measured figures into the model card and README, between their markers.

python -m training.card FIGURES.json        (from: python -m training.evaluate --json FIGURES.json)
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_LINES = {  # figure: what it is, what people or the best published systems reach
    "exact_source": ("Attribution, PolNeAR dev: source spans, exact F1", "78.0 between two people"),
    "exact_cue": ("Attribution: cue spans, exact F1", "70.6 between two people"),
    "exact_content": ("Attribution: content spans, exact F1", "67.4 between two people"),
    "found": ("Attributions found, %", "79.7 between two people"),
    "source_right": ("Attributions found with the right source span, %", "94.6 between two people"),
    "linked": ("Attributions found and linked to the right source, F1", ""),
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
_README = ("speaker_precision", "speaker_recall", "linked", "act", "target", "tone_rw", "entities_conll2003")


def table(figures: dict, names) -> str:
    rows = ["| what, on which data | measured | 95 % interval | people, others |", "|---|---|---|---|"]
    for name in names:
        value, low, high = figures[name]
        rows.append(f"| {_LINES[name][0]} | {value:.1f} | {low:.1f} to {high:.1f} | {_LINES[name][1]} |")
    return "\n".join(rows)


def between(text: str, marker: str, block: str) -> str:
    """The text with the block between ``<!-- marker:begin -->`` and ``<!-- marker:end -->``."""
    pattern = rf"(<!-- {marker}:begin -->\n).*?(<!-- {marker}:end -->)"
    if not re.search(pattern, text, re.DOTALL):
        raise ValueError(f"no markers {marker}:begin and {marker}:end")
    return re.sub(pattern, lambda m: f"{m[1]}{block}\n{m[2]}", text, flags=re.DOTALL)


if __name__ == "__main__":
    measured = json.loads(Path(sys.argv[1]).read_text())
    for path, names in ((ROOT / "analysis" / "model" / "README.md", _LINES), (ROOT / "README.md", _README)):
        path.write_text(between(path.read_text(), "figures", table(measured, names)))
