"""The shipped model: the int8 encoder and reader run by onnxruntime, and the small heads run in numpy.

One window at a time, always: dynamic int8 takes its scales from all that is in a batch, so a batch would let one
article change another's figures. And each on one thread: windows beside each other keep the cores busier than parts of
one window, whose threads wait for each other, and what is read does not depend on how many there are.
"""

import functools
import hashlib
import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from threadpoolctl import ThreadpoolController
from tokenizers import Tokenizer

from analysis.annotate import features
from analysis.annotate.features import Pieces
from analysis.errors import ModelError

FOLDER = Path(str(files("analysis"))) / "model"
WIDTH = 384
WINDOW = (
    254  # pieces read at a time, as in training; context beside a window made links worse (linked F1 65.0 for 70.0)
)
MOST_THREADS = 8  # more find nothing to do, since what is not the model's runs on one
# The heads' matrices are small: threads of numpy's own cost more than they bring, and the last digit would depend on
# how many there are.
on_one_thread = ThreadpoolController().wrap(limits=1, user_api="blas")
_CLS, _SEP = 101, 102
_FILES = ("encoder.onnx", "reader.onnx", "judge.onnx", "heads.npz", "judges.npz", "tokenizer.json", "model.json")


class Model:
    """Encoder, the two readers, heads and tokenizer. Raises ModelError where a file is missing or cannot be read.

    ``threads``: how many windows are read at a time (see ``each``); 0: one a core.
    """

    def __init__(self, folder: Path = FOLDER, threads: int = 0):
        for name in _FILES:
            if not (folder / name).is_file():
                raise ModelError(
                    f"The model file {name} is missing from {folder.name}/: reinstall the package or check out"
                    " analysis/model again."
                )
        try:
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.log_severity_level = 3
            self._encoder, self._reader, self._judge = (
                onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
                for name in ("encoder.onnx", "reader.onnx", "judge.onnx")
            )
            weights = {}
            for name in ("heads.npz", "judges.npz"):
                with np.load(folder / name) as arrays:
                    weights |= {k: arrays[k].astype(np.float32) for k in arrays.files}
            self.about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        except Exception as error:
            raise ModelError(
                f"The model in {folder.name}/ cannot be read ({type(error).__name__}): check out analysis/model again."
            ) from error
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._threads = threads or min(MOST_THREADS, os.cpu_count() or 1)
        self._pool = ThreadPoolExecutor(self._threads)
        self.heads: dict[str, dict[str, np.ndarray]] = {}
        for name, array in weights.items():
            head, rest = name.split(".", 1)
            self.heads.setdefault(head, {})[rest] = array

    def each(self, ask: Callable, questions: Iterable) -> Iterator:
        """What ``ask``, which has the model read something, says to each question, in their order; some are asked
        ahead."""
        if self._threads == 1:
            yield from map(ask, questions)
            return
        ahead: deque = deque()
        for question in questions:
            ahead.append(self._pool.submit(ask, question))
            if len(ahead) > 2 * self._threads:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()

    def encode_window(self, pieces: Pieces, low: int, high: int) -> tuple[np.ndarray, np.ndarray]:
        """States (high - low, 384) of the last and of the middle layer for one run of pieces, read between [CLS] and
        [SEP]."""
        n = high - low + 2
        inputs = {name: np.zeros((1, n), np.int64) for name in ("ids", "case", "quote")}
        inputs["ids"][0, 0], inputs["ids"][0, -1] = _CLS, _SEP
        for name in inputs:
            inputs[name][0, 1:-1] = getattr(pieces, name)[low:high]
        last, middle = self._encoder.run(None, inputs)
        return last[0, 1:-1], middle[0, 1:-1]

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one piece of the vocabulary, as common English words are."""
        return self.tokenizer.token_to_id(word) is not None

    def encode_text(self, text: str) -> tuple[Pieces, np.ndarray, np.ndarray]:
        """The pieces of a text and their states (n, 384) of the last and the middle layer, read in windows cut at
        paragraphs."""
        pieces = features.encode(self.tokenizer, text)
        hidden, middle = (np.zeros((len(pieces), WIDTH), np.float32) for _ in range(2))
        windows = features.blocks(features.paragraph_starts(text, pieces), len(pieces), WINDOW)
        read = self.each(lambda window: self.encode_window(pieces, *window), windows)
        for (low, high), (last, inner) in zip(windows, read, strict=True):
            hidden[low:high], middle[low:high] = last, inner
        return pieces, hidden, middle

    def read_marked(self, middle: np.ndarray, role: np.ndarray) -> np.ndarray:
        """States (n, 384) of a sentence read again from its middle states, its pieces marked with roles 0, 1, 2."""
        return self._reader.run(None, {"middle": middle[None], "role": role[None]})[0][0]

    def read_attribution(self, middle: np.ndarray, parts: np.ndarray, named: np.ndarray) -> np.ndarray:
        """States (n, 384) of a passage read again from its middle states, with the marks of judges.Passage."""
        return self._judge.run(None, {"middle": middle[None], "parts": parts[None], "named": named[None]})[0][0]

    def linear(self, head: str, x: np.ndarray) -> np.ndarray:
        """Scores (..., classes) of a one-layer head for states (..., 384); dropout is gone at run time, so it is layer
        1 of the trained sequence."""
        return x @ self.heads[head]["1.weight"].T + self.heads[head]["1.bias"]

    def mlp(self, head: str, x: np.ndarray) -> np.ndarray:
        """Scores (..., classes) of a two-layer head with GELU between, for vectors of the width that it was trained
        on."""
        w = self.heads[head]
        inner = x @ w["1.weight"].T + w["1.bias"]
        return gelu(inner) @ w["4.weight"].T + w["4.bias"]


def gelu(x: np.ndarray) -> np.ndarray:
    """Exact GELU; the error function by Abramowitz and Stegun 7.1.26 (absolute error below 1.5e-7)."""
    z = np.abs(x) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    erf = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * np.exp(
        -z * z
    )
    return 0.5 * x * (1 + np.sign(x) * erf)


def log_softmax(x: np.ndarray) -> np.ndarray:
    """Log-probabilities of scores, along the last axis."""
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def softmax(x: np.ndarray) -> np.ndarray:
    """Probabilities of scores, along the last axis."""
    return np.exp(log_softmax(x))


_threads = 0  # on which the model reads; 0: one a core


def limit_threads(n: int) -> None:
    """Threads that the model of this process uses (0: one a core), said before it is loaded: processes beside each
    other take one each."""
    global _threads
    _threads = n


@functools.cache
def load_model() -> Model:
    """The shipped model, loaded once a process. Raises ModelError as Model does."""
    return Model(threads=_threads)


@functools.cache
def model_id() -> str:
    """12 hex digits of SHA-256 over the model files, by which a manifest names the model. Raises ModelError where one
    is missing."""
    digest = hashlib.sha256()
    for name in _FILES:
        try:
            digest.update((FOLDER / name).read_bytes())
        except OSError as error:
            raise ModelError(f"The model file {name} cannot be read: check out analysis/model again.") from error
    return digest.hexdigest()[:12]
