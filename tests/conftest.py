"""What several test files share. Nothing here needs the network; what needs data or a browser skips and says so."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis import settings

ROOT = Path(__file__).resolve().parent.parent
# What README gives for cron and for a systemd timer (test_unattended.py compares), with its example paths.
UNATTENDED = "cd /srv/on-record && .venv/bin/onrecord run /srv/clips --outputs /srv/reports"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Data for training and measuring (ONRECORD_DATA, default ../shared/data); skips the test where it is absent."""
    folder = settings.data_folder()
    if not folder.is_dir():
        pytest.skip(f"no data at {os.path.relpath(folder, ROOT)}: set ONRECORD_DATA")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; skips the test where there is none, or no Playwright."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        pytest.skip("no Chromium on this machine (.ci/run installs one)")
    return found


@pytest.fixture
def at_root(monkeypatch) -> Path:
    """Work from the checkout, as make does."""
    monkeypatch.chdir(ROOT)
    return ROOT


@dataclass(frozen=True)
class Run:
    """One real run of the shipped source sets: its folder, the outputs folder, and what the program printed."""

    folder: Path
    outputs: Path
    out: str
    err: str


@pytest.fixture(scope="session")
def fresh_run(tmp_path_factory) -> Run:
    """The shipped sets run once, by the command that README gives for cron, in an environment as bare as cron's."""
    missing = [
        name
        for name in ("encoder.onnx", "heads.npz", "tokenizer.json")
        if not (ROOT / "analysis/model" / name).is_file()
    ]
    if missing:
        pytest.skip(f"the model is not here: analysis/model lacks {', '.join(missing)}")
    place = tmp_path_factory.mktemp("cron")
    shutil.copytree(ROOT / "seeds", place / "seeds", ignore=shutil.ignore_patterns("private"))
    outputs = place / "reports"
    command = UNATTENDED.replace("/srv/on-record", str(ROOT)).replace("/srv/clips", str(place / "seeds"))
    command = command.replace("/srv/reports", str(outputs)).replace(
        ".venv/bin/onrecord", f"{sys.executable} -m analysis"
    )
    made = subprocess.run(
        command,
        shell=True,
        cwd=place,
        capture_output=True,
        text=True,
        timeout=600,
        env={"HOME": str(place), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "cron"},
    )
    assert made.returncode == 0, made.stderr
    folder = Path(made.stdout.strip().splitlines()[-1]).parent
    return Run(folder, outputs, made.stdout, made.stderr)
