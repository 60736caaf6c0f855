# Needs GNU make, a POSIX shell, and Python 3.11 or newer with venv. Everything else is installed into $(VENV),
# with the exact versions and hashes of requirements.lock.

PYTHON ?= python3
VENV ?= .venv
PROCESSES ?= 2

BIN := $(VENV)/bin
PACKAGES := $(VENV)/.packages
PROJECT := $(VENV)/.project
# Twice quiet: errors only.
PIP_INSTALL := -m pip install --quiet --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo demo-change test bench format lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(PROJECT) ## check the concept scheme in examples/ and show the findings
	@$(BIN)/definitie check examples/begrippenkader.ttl --fail-level never

demo-change: $(PROJECT) ## start the service, change a rule, and see what happens by itself
	@$(BIN)/python -m benchmarks.demo_change

test: $(PROJECT) ## linters, types, import contracts, and all tests with coverage
	@echo '==> ruff check' && $(BIN)/ruff check .
	@echo '==> ruff format' && $(BIN)/ruff format --check .
	@echo '==> mypy' && $(BIN)/mypy
	@echo '==> import contracts' && $(BIN)/lint-imports
	@echo '==> pytest' && $(BIN)/python -m pytest -v -n $(PROCESSES) --cov --cov-report=term

bench: $(PROJECT) ## has the engine become slower than its baseline (benchmarks/baseline.json)
	@$(BIN)/python -m benchmarks.guard

format: $(PROJECT) ## lay out the code and repair what the linter can
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

lock: ## renew requirements.lock from pyproject.toml
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python $(PIP_INSTALL) uv
	@build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	  --no-emit-index-url --no-header --extra dev --output-file requirements.lock pyproject.toml

clean: ## remove the environment and all that was built
	@rm -rf .venv build dist definitie.egg-info .coverage htmlcov .hypothesis
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find . -type d -name __pycache__ -prune -exec rm -rf {} +

# Made afresh when the lock changes; a folder that is no environment is never cleared.
$(PACKAGES): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is older or not there." >&2; \
	  echo "Name another one, as in: make $(or $(MAKECMDGOALS),test) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' has no venv; install it (on Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	@[ ! -e '$(VENV)' ] || [ -e '$(VENV)/pyvenv.cfg' ] || { \
	  echo "'$(VENV)' exists and is no Python environment; name another folder with VENV=…" >&2; exit 1; }
	@echo '==> environment in $(VENV)'
	@$(PYTHON) -m venv --clear '$(VENV)'
	@$(BIN)/python $(PIP_INSTALL) --require-hashes --requirement requirements.lock
	@touch $@

# Installed in place: an edit needs no new installation, a new package or command in pyproject.toml does.
$(PROJECT): $(PACKAGES) pyproject.toml
	@$(BIN)/python $(PIP_INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@
