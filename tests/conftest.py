"""What several test files share. Nothing here needs the network; what needs data or a browser skips and says so."""

import os
import shutil
from pathlib import Path

import pytest

from analysis import settings

ROOT = Path(__file__).resolve().parent.parent


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
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine (.ci/run installs one)")
    return found


@pytest.fixture
def at_root(monkeypatch) -> Path:
    """Work from the checkout, as make does."""
    monkeypatch.chdir(ROOT)
    return ROOT
