# `make demo` and `make test` set up everything they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types pytest pythons docs bench release audit clean help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@# What pip does for a package that it copies; a shell may forbid Python to do it later.
	$(BIN)/python -m compileall -q ofsted_kg
	@touch $(STAMP)

demo: $(STAMP)  ## build the sample letters into a graph and ask it two questions
	@sh samples/demo.sh $(BIN)/ofsted-kg

test: lint types pytest  ## the whole gate: lint, types, tests

lint: $(STAMP)  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## mypy --strict
	$(BIN)/mypy

pytest: $(STAMP)  ## the tests
	$(BIN)/python -m pytest -n 2 -q

pythons:  ## the tests under each Python from 3.11 to 3.13 that is at hand (PYTESTS: which)
	@failed=; for version in 3.11 3.12 3.13; do \
	  found=; for python in python$$version "$$HOME"/.pyenv/versions/$$version*/bin/python$$version; do \
	    [ -n "$$found" ] || ! "$$python" -c "" 2>/dev/null || found=$$python; done; \
	  if [ -z "$$found" ]; then echo "Python $$version is not at hand: not run"; continue; fi; \
	  "$$found" -m venv .venv-$$version && .venv-$$version/bin/python -m pip install --quiet -e '.[dev]' && \
	  .venv-$$version/bin/python -m pytest -n 2 -q $(PYTESTS) && echo "Python $$version: passed" || failed="$$failed $$version"; \
	done; [ -z "$$failed" ] || { echo "failed under Python$$failed"; exit 1; }

docs: $(STAMP)  ## the site of the documentation, in docs/_build
	$(BIN)/python -m sphinx -W --keep-going -b html docs docs/_build

release: $(STAMP) test  ## wheel and sdist in dist/, checked; the tag and the upload are yours
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/python docs/sbom.py dist/ofsted-kg-$$($(BIN)/ofsted-kg --version | cut -d' ' -f2).cdx.json
	@echo "Check the section of CHANGELOG.md, then: git tag -a v$$($(BIN)/ofsted-kg --version | cut -d' ' -f2)"

audit: $(STAMP)  ## known holes in what is installed: asks PyPI, and fails where it cannot ask about a package
	$(BIN)/pip-audit --progress-spinner off --skip-editable --strict

bench: $(STAMP)  ## speed, beside the rivals
	$(BIN)/python benchmarks/build_speed.py
	$(BIN)/python benchmarks/query_speed.py

clean:  ## remove what the targets made
	rm -rf $(VENV) .venv-3.* .demo .mypy_cache .ruff_cache .pytest_cache docs/_build dist
