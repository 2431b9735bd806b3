"""On Record: who said what, about whom, taking which position, in what tone.

The public names are loaded on first use, so that ``import analysis`` costs nothing.
"""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["Workbook", "__version__", "load_pipeline", "score_stances", "score_targets"]

_HOMES = {
    "Workbook": "analysis.workbook",
    "load_pipeline": "analysis.annotate.pipeline",
    "score_stances": "analysis.annotate.tone",
    "score_targets": "analysis.annotate.tone",
}


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__():
    return sorted(__all__)
