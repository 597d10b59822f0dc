# Two commands: `make run` opens the reader on the sample library, `make test` runs the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint types check lock screenshots bench eval train clean

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: .venv/.ready
	@$(BIN)/kurilreader --sample

test: .venv/.ready
	$(BIN)/python -m pytest -n auto

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/.ready
	$(BIN)/mypy

check: test lint types

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet --upgrade '.[dev]'
	.venv-lock/bin/pip freeze --exclude kurilreader > requirements.lock
	rm -rf .venv-lock

screenshots: .venv/.ready
	$(BIN)/python -m benchmarks.screenshots

# Needs the corpora beside the project; two cores, about an hour. docs/model.md tells what it makes.
train:
	sh training/run.sh

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
