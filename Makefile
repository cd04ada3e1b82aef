# Two commands on a fresh machine: `make demo` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SERVE ?= 1
RUN_STAMP := $(VENV)/.run-installed
DEV_STAMP := $(VENV)/.dev-installed

.PHONY: help demo test lint bench relevance corpus clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "No virtual environment could be made. On Debian: apt install python3-venv" >&2; exit 1; }

$(RUN_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing contentlib and what it needs (about 490 MB to fetch, once) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV_STAMP): $(RUN_STAMP)
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,corpus]'
	@touch $@

demo: $(RUN_STAMP)  ## Index the sample company's drive, search it, report, serve it (PORT=8000, SERVE=0 to stop before)
	@$(BIN)/contentlib demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve,)

test: $(DEV_STAMP)  ## Run every test, in a real browser too where Chromium is installed
	@$(BIN)/pytest -n 2 --dist loadfile

lint: $(DEV_STAMP)  ## Check style (ruff), format (ruff format), types (mypy --strict) and dead code (vulture)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/vulture

bench: $(DEV_STAMP)  ## Measure speed and memory, and print the tables
	@$(BIN)/python -m tests.bench

relevance: $(DEV_STAMP)  ## Measure relevance and tags on judged queries, and print the table
	@$(BIN)/python -m tests.bench.relevance

corpus: $(DEV_STAMP)  ## Build the files and the activity of the sample company anew
	@$(BIN)/python -m sample_corpus.builder.build

clean:  ## Remove the environment, the demonstration library and all caches
	rm -rf $(VENV) .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
