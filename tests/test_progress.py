"""Progress: bars where somebody watches, plain lines in a log."""

import io
import os
import subprocess
import sys
import time

import pytest

from analysis import progress

LIMIT = 5  # seconds to the first bar on a busy machine; a third of one on an idle one


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_log_has_plain_lines_and_no_bars():
    stream = io.StringIO()
    told = progress.Progress(stream)
    for step in (("start", 0, 0), ("read", 1, 3), ("read", 2, 3), ("read", 3, 3), ("annotate", 0, 9)):
        told(*step)
    told.close()
    assert stream.getvalue() == "read: 1 of 3\nread: 3 of 3\nannotate: 0 of 9\n"


def test_a_terminal_has_a_bar_a_step():
    stream = Terminal()
    told = progress.Progress(stream)
    told("read", 1, 4)
    told("read", 4, 4)
    told.close()
    told.close()
    assert "read:   0%" in stream.getvalue() and "4 of 4" in stream.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("size", [(0, 0), (24, 100)])
def test_a_run_draws_its_first_bar_at_once(root, tmp_path, size):
    """In a real terminal, also one that does not say how large it is, as under ``script`` in a job."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    command = [sys.executable, "-m", "analysis", "run", str(tmp_path), "--outputs", str(tmp_path / "outputs")]
    begun = time.monotonic()
    made = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=root)
    os.close(theirs)
    drawn = b""
    while b"|" not in drawn and (more := os.read(ours, 1000)):
        drawn += more
    took = time.monotonic() - begun
    made.terminate()
    made.wait()
    os.close(ours)
    assert drawn.startswith(b"\rstart:   0%|") and took < LIMIT


def test_a_notebook_has_one_bar_that_goes_away(monkeypatch):
    display = pytest.importorskip("IPython.display")
    shown = []

    class Place:
        def update(self, made):
            shown.append(made.data)

    def place(made, display_id):
        shown.append(made.data)
        return Place()

    monkeypatch.setattr(display, "display", place)
    told = progress.NotebookProgress()
    for done in (0, 1, 2):
        told("read <b>", done, 2)
    told("annotate", 2, 2)  # nothing to do shows nothing
    assert [s.count("<progress") for s in shown] == [1, 1, 0] and "read &lt;b&gt;: 1 of 2" in shown[1]
    assert progress.here() is None  # no kernel runs these tests


def test_the_first_bar_needs_no_heavy_library():
    heavy = ("pandas", "numpy", "spacy", "IPython", "nbformat")
    code = f"import sys, analysis.cli, analysis.progress; print([m for m in {heavy} if m in sys.modules])"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
