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

# Other systems are measured in an environment of their own.
.venv-rivals/.ready: benchmarks/accuracy/requirements.txt
	$(PYTHON) -m venv .venv-rivals
	.venv-rivals/bin/pip install --quiet --disable-pip-version-check -r benchmarks/accuracy/requirements.txt
	@touch $@

eval: .venv/.ready .venv-rivals/.ready
	$(BIN)/python -m benchmarks.accuracy --rivals .venv-rivals/bin/python
	test ! -d ../shared/data/polnear || $(BIN)/python -m benchmarks.polnear
	test ! -d ../shared/data/polnear || $(BIN)/python -m benchmarks.accuracy.speed --rivals .venv-rivals/bin/python

bench: .venv/.ready
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.open_article

# Needs the corpora beside the project; two cores, about two hours. docs/model.md tells what it makes.
train: .venv/.ready
	sh training/run.sh

clean:
	rm -rf .venv .venv-rivals build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
