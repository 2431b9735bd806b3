"""What annotation costs, as ratios: the whole pipeline against its bare encoder on the same windows, in one run.

    python -m benchmarks.cost FOLDER [--articles 20]

FOLDER holds plain text articles. Prints the ratio of processor times (goal: at most 2), each component's share of the
whole, seconds to load, and peak memory of the process in MiB (goal: under 1,000).
"""

import argparse
import resource
import time
from pathlib import Path

from analysis.annotate import features
from analysis.annotate.model import WINDOW, load_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20)
    arguments = parser.parse_args()
    began = time.perf_counter()
    import analysis

    nlp = analysis.load_pipeline()
    loaded = time.perf_counter() - began
    texts = [p.read_text(encoding="utf-8") for p in sorted(arguments.folder.glob("*.txt"))[: arguments.articles]]
    nlp(texts[0])  # first calls allocate
    model, bare = load_model(), 0.0
    shares = dict.fromkeys(nlp.pipe_names, 0.0)
    for text in texts:
        pieces = features.encode(model.tokenizer, text)
        start = time.process_time()
        for low, high in features.blocks(features.paragraph_starts(text, pieces), len(pieces), WINDOW):
            model.encode_window(pieces, low, high)
        bare += time.process_time() - start
        doc = nlp.make_doc(text)
        for name, component in nlp.pipeline:
            start = time.process_time()
            doc = component(doc)
            shares[name] += time.process_time() - start
    whole = sum(shares.values())
    print(f"{len(texts)} articles, {sum(map(len, texts))} characters")
    print(f"whole pipeline : bare encoder = {whole / bare:.2f}")
    for name, seconds in shares.items():
        print(f"  {name:24s} {100 * seconds / whole:5.1f} %")
    print(f"load {loaded:.1f} s; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
