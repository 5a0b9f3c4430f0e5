# Everything a person does here, by name. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# Two workers: the browser tests wait more than they compute. Another number, or none: make test WORKERS=0
WORKERS ?= 2
COMPILE = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(LOCK_OPTIONS)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-dev run test test-sqlite test-postgresql check format bench lock clean

help:  ## List what `make` can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## Install what running needs (Debian's packages and .venv)
	@$(PYTHON) scripts/bootstrap.py

setup-dev:  ## Install what developing and testing need as well
	@$(PYTHON) scripts/bootstrap.py --dev

run: export LMS_BASE_URL ?= http://127.0.0.1:$(PORT)
run: setup  ## Serve at http://127.0.0.1:8000 (PORT= for another), and say how to sign in
	@$(BIN)/lms first-run
	@exec $(BIN)/lms serve --host 127.0.0.1 --port $(PORT)

test: check test-sqlite test-postgresql  ## Check the code, then run every test on both databases

test-sqlite: setup-dev  ## Run every test on SQLite, those in a real browser too
	$(BIN)/pytest -n $(WORKERS)

# What knows no database has been tested by then.
DATABASELESS := courses authoring docs house setup
test-postgresql: setup-dev  ## Run the tests on PostgreSQL, without the browser
	$(BIN)/pytest -n $(WORKERS) --database=postgresql -m "not browser" $(DATABASELESS:%=--ignore=tests/%)

check: setup-dev  ## Check style, types and which package imports which
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy scripts
	$(BIN)/lint-imports

format: setup-dev  ## Format the code, and mend what can be mended
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: setup-dev  ## Measure speed and memory, and print the table
	$(BIN)/python -m bench

lock: setup-dev  ## Write the lock files anew (LOCK_OPTIONS=--upgrade for newer releases)
	$(COMPILE) --group build pyproject.toml -o requirements.lock
	$(COMPILE) --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(COMPILE) --group pyproject.toml:uv -o requirements-uv.lock

clean:  ## Remove .venv and caches; instance/ and what is in it stay
	rm -rf .venv build ./*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
