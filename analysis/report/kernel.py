"""Running one notebook: papermill on a kernel of this very interpreter, with failures told by notebook and cell."""

import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec

from analysis import progress
from analysis.errors import NotebookFailed

CELL_LIMIT = 3600  # seconds; articles are annotated before the notebooks run, so no cell comes near it
_KEPT_METADATA = ("kernelspec", "language_info", "title")


class _ThisInterpreter(AsyncKernelManager):
    """A kernel of the Python that runs us, whatever kernels are installed under the name ``python3``.

    On POSIX it talks over sockets in a private folder: TCP ports collide when several runs start at once.
    """

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                "--HistoryManager.enabled=False",
            ],
            display_name="Python 3",
            language="python",
        )

    async def _async_interrupt_kernel(self) -> None:
        """Nothing. It is called before every shutdown, and a kernel that is still putting away its last, large cell
        would answer with "KeyboardInterrupt" on our standard error; a busy one is terminated all the same."""


def execute(
    notebook: Path, target: Path, parameters: dict[str, object], rename: dict[str, str] | None = None
) -> nbformat.NotebookNode:
    """Run ``notebook`` with ``parameters`` into ``target`` and return it, cleaned of times, paths and random ids.

    ``rename`` maps paths that will have another name once the run is complete to that name. Raises NotebookFailed
    naming the notebook and the cell; ``target`` then holds the notebook as far as it ran.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import PapermillExecutionError, execute_notebook

    place = {"index": 0, "source": ""}  # papermill marks every cell completed when a kernel dies: keep count ourselves

    def starting(cell, cell_index):
        place.update(index=cell_index, source=cell.source)

    with TemporaryDirectory(prefix="onrecord-") as private:
        options = {
            "kernel_manager_class": _private_manager(Path(private)),
            "on_cell_start": starting,
            "iopub_timeout": 60,
            "record_timing": False,
            "execution_timeout": CELL_LIMIT,
        }
        try:
            nb = execute_notebook(notebook, target, parameters, kernel_name="python3", progress_bar=False, **options)
        except PapermillExecutionError as error:
            raise _failed(notebook, place, f"{error.ename}: {error.evalue}") from error
        except DeadKernelError as error:
            raise _failed(notebook, place, "the kernel died (out of memory?)") from error
        except CellTimeoutError as error:
            raise _failed(notebook, place, f"it ran longer than {CELL_LIMIT} seconds") from error
        except (RuntimeError, OSError, nbformat.ValidationError) as error:  # no kernel, no space, not a notebook
            raise _failed(notebook, place, f"{type(error).__name__}: {error}") from error
    clean(nb, rename or {})
    nbformat.write(nb, target)
    return nb


def _private_manager(folder: Path) -> type[AsyncKernelManager]:
    """The kernel manager class whose connection, sockets and IPython profile live in ``folder``."""

    class Manager(_ThisInterpreter):
        def __init__(self, **kwargs):
            super().__init__(connection_file=str(folder / "kernel.json"), **kwargs)
            if os.name == "posix" and len(str(folder)) < 90:  # a socket's path has room for 104 characters at least
                self.transport, self.ip = "ipc", str(folder / "k")

        async def _async_launch_kernel(self, kernel_cmd, **kwargs):
            kwargs["env"] = {
                **kwargs.get("env", os.environ),
                "IPYTHONDIR": str(folder),
                "PYDEVD_DISABLE_FILE_VALIDATION": "1",
                progress.OFF: "1",
            }
            return await super()._async_launch_kernel(kernel_cmd, **kwargs)

        _launch_kernel = _async_launch_kernel

    return Manager


def _failed(notebook: Path, place: dict, why: str) -> NotebookFailed:
    first = next((line.strip() for line in place["source"].splitlines() if line.strip()), "")
    return NotebookFailed(f"{notebook.name}, cell {place['index'] + 1} ({first[:60]}): {' '.join(why.split())[:400]}")


def clean(nb: nbformat.NotebookNode, rename: dict[str, str]) -> None:
    """Take out of an executed notebook what differs between equal runs or tells where it ran: times, ids, paths."""
    nb.metadata = nbformat.from_dict({k: v for k, v in nb.metadata.items() if k in _KEPT_METADATA})
    for number, cell in enumerate(nb.cells):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict(
            {k: v for k, v in cell.metadata.items() if k not in ("papermill", "execution")}
        )
    home = str(Path.home())
    names = rename | ({home: "~"} if len(Path(home).parts) > 1 else {})
    if names:
        pattern = re.compile("(" + "|".join(map(re.escape, names)) + r")(?![\w.-])")
        nb.cells = [nbformat.from_dict(_replace(cell, pattern, names)) for cell in nb.cells]


def _replace(value, pattern: re.Pattern, names: dict[str, str]):
    """``value`` with every path of ``names`` replaced, in all the text that it holds."""
    if isinstance(value, str):
        return pattern.sub(lambda found: names[found.group()], value)
    if isinstance(value, dict):
        return {k: _replace(v, pattern, names) for k, v in value.items()}
    if isinstance(value, list):
        return [_replace(v, pattern, names) for v in value]
    return value
