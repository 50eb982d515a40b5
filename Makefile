# make run   sets everything up and starts the site at http://127.0.0.1:8000
# make test  sets up what the tests need and runs them all
# make setup the set-up alone: .venv/bin/sarkhat works afterwards
SHELL := /bin/sh
BIN := .venv/bin
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: run test setup screenshots model bench-text bench-extract bench-stories bench-names bench-sections bench-passages bench-vectors bench-schedule bench-search bench-harvest bench-feeds bench-door lock

run: .venv/.installed
	@$(BIN)/sarkhat run

setup: .venv/.installed
	@$(BIN)/sarkhat setup

test: .venv/.installed-test
	@sh scripts/chromium.sh
	@$(BIN)/ruff check src tests bench scripts tools
	@$(BIN)/ruff format --check src tests bench scripts tools
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

# Pictures of the documentation, made by a browser test on the sample newsroom.
screenshots: .venv/.installed-test
	@sh scripts/chromium.sh
	@SCREENSHOTS=docs/screenshots $(BIN)/pytest -q tests/browser/test_newsroom.py

# Long measurements, outside CI. They read the evaluation data at DATA; results go to bench/RESULTS.md by hand.
DATA ?= ../shared/data
PEERS ?= /tmp/sarkhat-peers-text
bench-text: .venv/.installed
	@sh bench/peers_text.sh $(PEERS)
	@$(BIN)/python bench/text_repair.py $(DATA)/ud-persian/fa_*.txt --posts $(DATA)/persian-telegram-news/posts.jsonl.gz --peers $(PEERS)
bench-extract: .venv/.installed
	@sh bench/peers_extract.sh $(PEERS)-extract
	@$(BIN)/python bench/extract.py --peers $(PEERS)-extract --data $(DATA)
bench-stories: .venv/.installed
	@sh bench/peers_vectors.sh $(PEERS)-vectors
	@$(BIN)/python bench/stories.py $(DATA)/stories-fa/*.jsonl --posts $(DATA)/persian-telegram-news/posts.jsonl.gz
	@$(BIN)/python bench/stories_baselines.py $(PEERS)-vectors $(DATA)/stories-fa/*.jsonl
	@$(BIN)/python bench/stories_order.py $(DATA)/stories-fa/*.jsonl
	@$(BIN)/python bench/stories_other.py $(DATA)
	@$(BIN)/python bench/stories_across.py $(DATA)
	@$(BIN)/python bench/stories_scale.py $(DATA)/persian-telegram-news/posts.jsonl.gz
bench-names: .venv/.installed
	@$(BIN)/python bench/names.py $(DATA)
bench-sections: .venv/.installed
	@$(BIN)/python bench/sections.py $(DATA)
bench-vectors: .venv/.installed
	@sh bench/peers_vectors.sh $(PEERS)-vectors
	@$(BIN)/python bench/vectors.py $(PEERS)-vectors $(DATA)
bench-passages: .venv/.installed
	@$(BIN)/python scripts/train_passages.py $(DATA)/key-passages-fa/dev.jsonl
bench-schedule: .venv/.installed
	@$(BIN)/python bench/schedule.py $(DATA)/persian-telegram-news/posts.jsonl.gz
bench-feeds: .venv/.installed
	@sh bench/peers_feeds.sh $(PEERS)-feeds
	@$(BIN)/python -W ignore::DeprecationWarning bench/feeds.py --data $(DATA) --peer $(PEERS)-feeds
bench-door: .venv/.installed-test
	@$(BIN)/python bench/door.py
bench-search: .venv/.installed
	@$(BIN)/python bench/search.py $(DATA)/persian-telegram-news/posts.jsonl.gz
# Peers: newsboat of the system, and Python's in an environment of their own.
HARVEST_PEERS ?= /tmp/sarkhat-peers-harvest
bench-harvest: .venv/.installed
	@sh bench/peers_harvest.sh $(HARVEST_PEERS)
	@$(BIN)/python bench/harvest.py --peers $(HARVEST_PEERS)
	@$(BIN)/python bench/harvest.py --memory
	@$(BIN)/python bench/harvest_kill.py

# The lexicon and weights of the ZWNJ repair, learned again from the posts at DATA and two published word lists.
POSTS = $(DATA)/persian-telegram-news/posts.jsonl.gz
model: .venv/.installed
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r scripts/word_lists.txt -d build/word_lists
	@$(BIN)/python scripts/build_lexicon.py $(POSTS) build/word_lists/hazm-*.whl build/word_lists/shekar-*.whl
	@$(BIN)/python scripts/train_zwnj.py $(POSTS)

# Renews the lock files after a change of pyproject.toml (needs uv).
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --group build -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --group build --group test -c requirements.txt -o requirements-test.txt
