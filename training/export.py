"""Write a checkpoint as the shipped model: int8 ONNX encoder, heads as arrays, tokenizer, model.json.

python -m training.export CHECKPOINT [FOLDER]
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from analysis.annotate.tags import ATTRIBUTION_TAGS, ENTITY_TAGS
from analysis.annotate.types import ACTS, BASES
from training.network import Network, base_weights


class _Whole(torch.nn.Module):
    """One unpadded window: no attention mask in the graph."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids, case, quote, role):
        return self.encoder(ids, case, quote, role)


def load(checkpoints: list[Path]) -> Network:
    """The network with the mean of the checkpoints' weights (late checkpoints of one training; steadier than the last alone)."""
    net = Network(len(ENTITY_TAGS), len(ATTRIBUTION_TAGS), len(ACTS), len(BASES))
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in checkpoints]
    mean = {k: sum(s[k] for s in states) / len(states) if v.is_floating_point() else v for k, v in states[0].items()}
    net.load_state_dict(mean)
    return net.eval()


def export(checkpoints: list[Path], folder: Path) -> None:
    net = load(checkpoints)
    folder.mkdir(parents=True, exist_ok=True)
    names = ["ids", "case", "quote", "role"]
    example = tuple(torch.ones(1, 12, dtype=torch.long) for _ in names)
    with tempfile.TemporaryDirectory() as scratch:
        raw, ready = Path(scratch) / "raw.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            _Whole(net.encoder),
            example,
            str(raw),
            input_names=names,
            output_names=["hidden"],
            dynamic_axes={n: {1: "n"} for n in [*names, "hidden"]},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(raw), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    heads = {k: v.numpy().astype(np.float32) for k, v in net.state_dict().items() if not k.startswith("encoder.")}
    np.savez_compressed(folder / "heads.npz", **heads)
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, default=Path("analysis/model"))
    arguments = parser.parse_args()
    export(arguments.checkpoints, arguments.to)
