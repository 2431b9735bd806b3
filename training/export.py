"""Write a checkpoint as the shipped model: int8 ONNX encoder and reader, heads as arrays, tokenizer, model.json.

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

from analysis.annotate.tags import ATTRIBUTION_TAGS, ENTITY_TAGS, POS_TAGS, RELATION_TAGS
from analysis.annotate.types import ACTS, BASES
from training.network import WIDTH, Network, base_weights


def load(checkpoints: list[Path]) -> Network:
    """The network with the mean of the checkpoints' weights (late checkpoints of one training; steadier than the last alone)."""
    net = Network()
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in checkpoints]
    mean = {k: sum(s[k] for s in states) / len(states) if v.is_floating_point() else v for k, v in states[0].items()}
    net.load_state_dict(mean)
    return net.eval()


def quantized(module: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], path: Path) -> None:
    """Write a module that reads one unpadded run of pieces (no attention mask in the graph) as int8 ONNX."""
    with tempfile.TemporaryDirectory() as scratch:
        raw, ready = Path(scratch) / "raw.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(raw),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes={name: {1: "n"} for name in [*inputs, *outputs]},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(raw), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True)


def export_encoder(net: Network, path: Path) -> None:
    pieces = torch.ones(1, 12, dtype=torch.long)
    quantized(net.encoder, {name: pieces for name in ("ids", "case", "quote")}, ["hidden", "middle"], path)


def export(checkpoints: list[Path], folder: Path) -> None:
    net = load(checkpoints)
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(net, folder / "encoder.onnx")
    states, role = torch.zeros(1, 12, WIDTH), torch.ones(1, 12, dtype=torch.long)
    quantized(net.reader, {"middle": states, "role": role}, ["hidden"], folder / "reader.onnx")
    heads = {
        k: v.numpy().astype(np.float32)
        for k, v in net.state_dict().items()
        if not k.startswith(("encoder.", "reader."))
    }
    np.savez_compressed(folder / "heads.npz", **heads)
    shutil.copyfile(base_weights() / "tokenizer.json", folder / "tokenizer.json")
    about = {
        "format": 1,
        "base": "all-MiniLM-L6-v2",
        "checkpoints_sha256": [hashlib.sha256(path.read_bytes()).hexdigest() for path in checkpoints],
        "entity_tags": ENTITY_TAGS,
        "attribution_tags": ATTRIBUTION_TAGS,
        "pos_tags": POS_TAGS,
        "relation_tags": RELATION_TAGS,
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
