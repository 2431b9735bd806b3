"""Progress: bars in a terminal and in a notebook, a line now and then in a log."""

import os
import sys
from html import escape
from time import monotonic

from tqdm import tqdm

_BAR = "{desc}: {percentage:3.0f}%|{bar}| {n_fmt} of {total_fmt} [{elapsed}<{remaining}]"
_SIZE = {"ncols": 80, "nrows": 24}  # of a terminal that does not say how large it is
OFF = "ONRECORD_PROGRESS_OFF"  # environment variable: nobody watches these notebooks
_EVERY = 15  # seconds between two lines of one step in a log


class Progress:
    """Called with (step, done, total) by whoever works; ``say`` prints a line of its own.

    A ``total`` of 0 is a step of unknown length: a terminal has an empty bar while it lasts, a log nothing.
    """

    def __init__(self, stream=None):
        self._stream = stream or sys.stderr
        self._bars = self._stream.isatty()
        self._bar: tqdm | None = None
        self._step, self._last = "", 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._bars:
            self._draw(step, done, total)
        elif total and (step != self._step or done >= total or monotonic() - self._last > _EVERY):
            self._last = monotonic()
            print(f"{step}: {done} of {total}", file=self._stream, flush=True)
        self._step = step

    def say(self, line: str) -> None:
        """Print one line, above the bar if there is one."""
        if self._bar is not None:
            self._bar.write(line, file=self._stream)
        else:
            print(line, file=self._stream, flush=True)

    def close(self) -> None:
        """Leave the terminal tidy. Safe to call twice."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _draw(self, step: str, done: int, total: int) -> None:
        if self._bar is None or step != self._step:
            self.close()
            about = {"desc": step, "total": total or 1, "leave": bool(total)}
            self._bar = tqdm(**about, file=self._stream, bar_format=_BAR, **_size(self._stream))
        self._bar.total = total or 1
        self._bar.update(done - self._bar.n)
        if done >= total:
            self._bar.refresh()


def _size(stream) -> dict[str, int]:
    """What to tell tqdm, which draws nothing where a terminal says that it has no columns or rows."""
    try:
        return {} if all(os.get_terminal_size(stream.fileno())) else _SIZE
    except (OSError, ValueError):
        return {}


class NotebookProgress:
    """Called like Progress; draws one bar under the cell that runs, and takes it away when a step is done.

    Plain HTML: a widget would leave an error in a saved notebook, and a bar on standard error a red box.
    """

    def __init__(self):
        self._place = None

    def __call__(self, step: str, done: int, total: int) -> None:
        from IPython.display import HTML, display

        bar = ""
        if done < total:
            told = f"{escape(step)}: {done:,} of {total:,}"
            bar = f'<label>{told} <progress value="{done}" max="{total}"></progress></label>'
        if self._place is not None:
            self._place.update(HTML(bar))
        elif bar:
            self._place = display(HTML(bar), display_id=True)
        if not bar:
            self._place = None


def here() -> NotebookProgress | None:
    """Bars where a person runs a notebook; None in a script, and in a run that shows its own."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return NotebookProgress() if hasattr(shell, "kernel") and OFF not in os.environ else None
