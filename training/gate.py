"""The accuracy gate: figures on a small fixed part of the dev sets may not fall below the floors in floors.json.

    python -m training.gate [--update [--allow-lower]]

Exit 0 where every figure holds (or the data is absent: it says so), 1 where one falls below its floor by more than the
margin or the data is not the data that the floors were taken on. ``--update`` raises the floors to today's figures; it
refuses to lower one unless told to.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from training import sources
from training.evaluate import evaluate

FLOORS = Path(__file__).with_name("floors.json")
_READ = (
    "polnear/dev/text",
    "polnear/dev/attributions",
    "speakers/dev.jsonl",
    "ner/conll2003_dev.txt",
    "ner/politics_dev.txt",
    "newsmtsc/dev_rw.jsonl",
    "newsmtsc/dev_mt.jsonl",
    "directed_sentiment/valid.txt",
    "ud/gum_train.conllu",
    "ud/gum_dev.conllu",
)


def data_digest(root: Path) -> str:
    """SHA-256 over names and bytes of the dev files."""
    digest = hashlib.sha256()
    for name in _READ:
        path = root / name
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def failures(figures: dict[str, float], floors: dict[str, float], margin: float) -> list[str]:
    """One line for each figure that is missing or below its floor by more than the margin."""
    return [
        f"{name}: {figures.get(name, float('nan')):.1f} is below its floor {floor:.1f} (margin {margin})"
        for name, floor in floors.items()
        if not figures.get(name, float("-inf")) >= floor - margin
    ]


def raised(figures: dict[str, float], floors: dict[str, float], allow_lower: bool) -> dict[str, float]:
    """The new floors. Raises ValueError where a floor would fall and that was not allowed."""
    new = {name: round(value, 1) for name, value in figures.items()}
    lower = [name for name, floor in floors.items() if new.get(name, float("-inf")) < floor]
    if lower and not allow_lower:
        raise ValueError(f"these floors would fall: {', '.join(lower)}")
    return new


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=sources.DATA)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-lower", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.data / "polnear" / "dev").is_dir():
        print(f"gate skipped: no data in {arguments.data} (set ONRECORD_DATA)")
        return 0
    known = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"margin": 0.5, "floors": {}}
    digest = data_digest(arguments.data)
    if known.get("data_sha256") not in (None, digest) and not arguments.update:
        print(
            "the dev data is not the data that the floors were taken on "
            f"({known['data_sha256'][:12]}, now {digest[:12]})"
        )
        return 1
    figures = {name: value for name, (value, _, _) in evaluate(arguments.data, small=True).figures.items()}
    for name, value in figures.items():
        print(f"{name:20s} {value:5.1f}  floor {known['floors'].get(name, float('nan')):5.1f}")
    if arguments.update:
        try:
            floors = raised(figures, known["floors"], arguments.allow_lower)
        except ValueError as error:
            print(error)
            return 1
        FLOORS.write_text(
            json.dumps({"data_sha256": digest, "margin": known["margin"], "floors": floors}, indent=1) + "\n"
        )
        return 0
    below = failures(figures, known["floors"], known["margin"])
    print("\n".join(below) or "every figure holds its floor")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
