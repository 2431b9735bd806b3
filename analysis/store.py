"""Annotations by content hash, so that no text is annotated twice, whoever asks.

An entry belongs to one text, one model and one state of the annotation code with its data: change any of them and it
is made again. Entries are written beside and renamed, so several processes may share a store; one that is damaged
counts as missing.
"""

import functools
import hashlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

import analysis.annotate.extensions  # noqa: F401  (gives a Doc read from the store its ``doc._`` fields)
from analysis.errors import UsageError
from analysis.writing import write_whole

_PACKAGE = Path(__file__).resolve().parent
_TELLS_ONLY = {".pyc", ".md", ".svg"}  # compiled code, the model card and its chart: they change no annotation
_DIGEST = 32  # bytes of SHA-256 before the Doc's own bytes


@functools.cache
def annotation_id() -> str:
    """16 hex digits that stand for the model, the annotation code with its data files, and spaCy's version."""
    digest = hashlib.sha256(version("spacy").encode())
    for folder in ("annotate", "model"):
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.is_file() and path.suffix not in _TELLS_ONLY:
                digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


class Store:
    """A folder of annotated texts. The pipeline is loaded only when a text is not there yet."""

    def __init__(self, folder: str | Path, model_id: str | None = None, load: Callable | None = None):
        self.folder = Path(folder)
        self.model_id = model_id or annotation_id()
        self._load = load
        self._nlp = None

    @property
    def nlp(self):
        """The pipeline, loaded on first use. Raises ModelError where the model is missing."""
        if self._nlp is None:
            if self._load is None:
                from analysis.annotate.pipeline import load_pipeline

                self._load = load_pipeline
            self._nlp = self._load()
        return self._nlp

    def path(self, text: str) -> Path:
        """Where the annotation of a text is, or will be."""
        name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / self.model_id / name[:2] / f"{name}.doc"

    def has(self, text: str) -> bool:
        """Whether there is a whole entry for the text."""
        return self._bytes(text) is not None

    def get(self, text: str) -> Doc | None:
        """The stored annotation with a vocabulary of its own; None where there is none or it is damaged."""
        held = self._bytes(text)
        return None if held is None else Doc(Vocab()).from_bytes(held)

    def _bytes(self, text: str) -> bytes | None:
        try:
            data = self.path(text).read_bytes()
        except OSError:
            return None
        return data[_DIGEST:] if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST] else None

    def put(self, text: str, doc: Doc) -> None:
        """Keep an annotation. Raises UsageError where the folder cannot be written."""
        path, held = self.path(text), doc.to_bytes(exclude=["tensor"])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, hashlib.sha256(held).digest() + held)
        except OSError as error:
            raise UsageError(
                f"The store of annotations {self.folder} cannot be written: {error.strerror or error}."
            ) from error

    def annotate(self, text: str) -> Doc:
        """The annotation of a text, from the store or made now and kept."""
        doc = self.get(text)
        if doc is None:
            self.make(text)
            doc = self.get(text)
        return doc

    def make(self, text: str) -> None:
        """Annotate a text and keep the result, whatever the store holds."""
        nlp = self.nlp
        with nlp.memory_zone():
            self.put(text, nlp(text))
