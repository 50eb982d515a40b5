# make run   sets everything up and starts the site at http://127.0.0.1:8000
# make test  sets up what the tests need and runs them all
# make setup the set-up alone: .venv/bin/sarkhat works afterwards
SHELL := /bin/sh
BIN := .venv/bin
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: run test setup check lint types bench-text bench-extract bench-stories lock clean

run: setup
	@$(BIN)/sarkhat run

setup: .venv/.installed
	@$(BIN)/sarkhat setup

test: .venv/.installed-test
	@sh scripts/chromium.sh
	@$(BIN)/ruff check src tests bench scripts
	@$(BIN)/ruff format --check src tests bench scripts
	@$(BIN)/lint-imports --config .importlinter
	@$(BIN)/mypy
	@$(BIN)/pytest

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Sarkhat needs Python 3.11 or newer with venv (Debian: apt install python3-venv)."; exit 1; }
	@echo "Setting up: virtual environment ($$($(PYTHON) --version)) …"
	@$(PYTHON) -m venv .venv

.venv/.installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Setting up: dependencies, locked with their hashes …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

.venv/.installed-test: requirements-test.txt .venv/.installed
	@echo "Setting up: what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@
