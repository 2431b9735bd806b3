"""Write a checkpoint as the shipped model: int8 ONNX encoder and reader, heads as arrays, tokenizer, model.json.

    python -m training.export CHECKPOINT... [--to FOLDER]

Of several checkpoints the mean of their weights. The judge is written as it begins: training.act_tuning fits it.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import torch

from analysis.annotate.tags import ATTRIBUTION_TAGS, ENTITY_TAGS
from analysis.annotate.types import ACTS, BASES
from training import judges
from training.network import WIDTH, Network, base_weights
from training.quantize import quantized

# the others only help in training
SHIPPED = ("entities", "attribution", "chain", "source_of", "cue_of", "tone", "stance")


def load(checkpoints: list[Path]) -> Network:
    """The network with the mean of the checkpoints' weights (late checkpoints of one training; steadier than the last
    alone)."""
    net = Network()
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in checkpoints]
    mean = {k: sum(s[k] for s in states) / len(states) if v.is_floating_point() else v for k, v in states[0].items()}
    net.load_state_dict(mean)
    return net.eval()


def export_encoder(net: Network, path: Path) -> None:
    pieces = torch.ones(1, 12, dtype=torch.long)
    quantized(net.encoder, {name: pieces for name in ("ids", "case", "quote")}, ["hidden", "middle"], path)


def export(checkpoints: list[Path], folder: Path) -> None:
    net = load(checkpoints)
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(net, folder / "encoder.onnx")
    states, role = torch.zeros(1, 12, WIDTH), torch.ones(1, 12, dtype=torch.long)
    quantized(net.reader, {"middle": states, "role": role}, ["hidden"], folder / "reader.onnx")
    heads = {k: v.numpy().astype(np.float16) for k, v in net.state_dict().items() if k.split(".")[0] in SHIPPED}
    np.savez_compressed(folder / "heads.npz", **heads)
    judges.export(judges.Judge(net), folder)
    shutil.copyfile(base_weights() / "tokenizer.json", folder / "tokenizer.json")
    about = {
        "format": 1,
        "base": "all-MiniLM-L6-v2",
        "checkpoints_sha256": [hashlib.sha256(path.read_bytes()).hexdigest() for path in checkpoints],
        "entity_tags": ENTITY_TAGS,
        "attribution_tags": ATTRIBUTION_TAGS,
        "acts": ACTS,
        "bases": BASES,
    }
    (folder / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    for path in sorted(folder.iterdir()):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, default=Path("analysis/model"))
    arguments = parser.parse_args()
    export(arguments.checkpoints, arguments.to)
