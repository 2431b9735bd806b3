# Needs Python 3.11 or newer, make and the package registry; everything else is installed into .venv on first use.
#   make report [SOURCES=folder]   run the workbook, print where the report is
#   make test                      every test
#   make lab                       JupyterLab on the notebooks
#   make example                   renew outputs/example from the shipped source sets
#   make lock                      renew requirements.lock from pyproject.toml

PYTHON ?= python3
SOURCES ?= seeds
BIN := .venv/bin
export SOURCES
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: report test lab example lock
.DEFAULT_GOAL := report

# SOURCES may be one path that holds spaces, or several paths: the first reading that exists on disk is taken.
report: .venv/.ready
	@if [ -e "$$SOURCES" ]; then set -- "$$SOURCES"; else set -- $(SOURCES); fi; $(BIN)/onrecord run "$$@"

test: .venv/.ready
	@$(BIN)/python -m pytest $(ARGS)

lab: .venv/.ready
	@$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" --LabApp.default_url=/lab/tree/notebooks $(ARGS)

example: .venv/.ready
	@$(BIN)/onrecord run seeds/korea-troops-october seeds/korea-troops-november --name example --replace
	@# notebooks are committed without outputs; the report shows what these do
	@$(BIN)/python -c 'from pathlib import Path; from analysis.report import manifest; \
	  manifest.leave_out(Path("outputs/example"), "notebooks")'

# The lock is installed with its hashes first; the project itself cannot be hashed, so it comes after and alone.
.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "On Record needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	    "Install one and say, for example: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once; a few minutes) ..." >&2
	@$(PYTHON) -m venv .venv || { echo "This Python cannot make virtual environments; on Debian and Ubuntu:" \
	  "apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# Core and dev, for every platform; no train (PyTorch), no index address.
lock:
	uv --no-config pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --python-version 3.11 --fork-strategy fewest --extra dev pyproject.toml -o requirements.lock
