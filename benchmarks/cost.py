"""What annotation costs, as ratios: the whole pipeline against its bare encoder on the same windows, in one run.

    python -m benchmarks.cost FOLDER [--articles 20]

FOLDER holds plain text articles. Prints the ratio of processor times on one thread (goal: at most 2), and what the
encoder and the two readers take of it: no code around them can do with less. Then each component in the same unit, the
processor time of the bare encoder, seconds to load, and peak memory of the process in MiB (goal: under 1,000).
"""

import argparse
import resource
import time
from pathlib import Path

from analysis.annotate import features
from analysis.annotate.model import WINDOW, limit_threads, load_model

READINGS = ("encode_window", "read_marked", "read_attribution")


def timed(work, spent: dict[str, float], name: str):
    """``work``, with the processor time of each call added to ``spent[name]``."""

    def call(*args):
        start = time.process_time()
        result = work(*args)
        spent[name] += time.process_time() - start
        return result

    return call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20)
    arguments = parser.parse_args()
    began = time.perf_counter()
    import analysis

    limit_threads(1)
    nlp = analysis.load_pipeline()
    loaded = time.perf_counter() - began
    texts = [p.read_text(encoding="utf-8") for p in sorted(arguments.folder.glob("*.txt"))[: arguments.articles]]
    nlp(texts[0])  # first calls allocate
    model, bare = load_model(), 0.0
    encode, spent = model.encode_window, dict.fromkeys([*READINGS, "make_doc", *nlp.pipe_names], 0.0)
    for name in READINGS:
        setattr(model, name, timed(getattr(model, name), spent, name))
    steps = [("make_doc", nlp.make_doc), *nlp.pipeline]
    steps = [(name, timed(step, spent, name)) for name, step in steps]
    for text in texts:
        pieces = features.encode(model.tokenizer, text)
        start = time.process_time()
        for low, high in features.blocks(features.paragraph_starts(text, pieces), len(pieces), WINDOW):
            encode(pieces, low, high)
        bare += time.process_time() - start
        made = text
        for _, step in steps:
            made = step(made)
    whole, read = (sum(t for name, t in spent.items() if (name in READINGS) == one) for one in (False, True))
    print(f"{len(texts)} articles, {sum(map(len, texts))} characters")
    print(f"whole pipeline : bare encoder = {whole / bare:.2f}, of which the model reads {read / bare:.2f}")
    for name, seconds in spent.items():
        print(f"  {name:24s} {seconds / bare:6.3f}")
    print(f"load {loaded:.1f} s; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
