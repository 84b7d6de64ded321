# make run    a terminal with a demonstration: ask, send an update, move the clock
# make test   lint, types, import contracts and every test
# make lint   only what reads the code
# make bench  measurements, each beside its floor
# make eval   how often the look-up is right, over questions as people type them
# make learn  what the look-up learns from the labelled questions, written anew
# make lock   resolve the dependencies anew
.PHONY: run test lint bench eval learn lock

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

run: $(VENV)/run.stamp
	@$(BIN)/accord chat

test: lint
	$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=term

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

eval: $(VENV)/dev.stamp
	$(BIN)/python -m tests.unit.engine.evaluation
	$(BIN)/python -m tests.unit.engine.partners.evaluation

learn: $(VENV)/dev.stamp
	$(BIN)/python -m tests.unit.engine.learning

lock: $(VENV)/dev.stamp
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --upgrade -o requirements/run.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --upgrade -o requirements/dev.lock

# The development environment holds everything that running needs, so one folder serves both.
$(VENV)/run.stamp: requirements/run.lock pyproject.toml
	@test -e $(VENV)/dev.stamp || $(MAKE) --no-print-directory environment LOCK=run
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock pyproject.toml
	@$(MAKE) --no-print-directory environment LOCK=dev
	@touch $@

.PHONY: environment
# The lock names everything: resolving again, pip asks for the newest release of what another package
# names with an extra (coverage[toml]), and refuses it because it has no hash.
environment:
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
		-r requirements/$(LOCK).lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation -e .
