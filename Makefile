# make demo   a first look: environment, sample corpus, one search, the metric table
# make test   every check: format, lint, types, storeys, tests
# make fuzz   the property tests, with new examples at every run
# make score  facts against the gold, where there is one     make size  what an installation takes on disk
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUN    := $(BIN)/corpusdoc
SHARED := ../shared
# Networks of firms have certificates of their own: pip trusts what the system trusts, uv only when told.
export UV_SYSTEM_CERTS ?= 1

.PHONY: demo test fuzz lint score size build clean

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "corpusdoc needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

# The base installation, and what testing needs besides it.
$(VENV)/.base: $(BIN)/uv pyproject.toml uv.lock
	$(BIN)/uv sync --quiet --locked --inexact --compile-bytecode --no-dev
	@touch $@
$(VENV)/.dev: $(BIN)/uv pyproject.toml uv.lock
	$(BIN)/uv sync --quiet --locked --inexact --compile-bytecode
	@touch $@ $(VENV)/.base

demo: $(VENV)/.base
	$(RUN) ingest --corpus sample corpora/sample
	$(RUN) search --corpus sample --format table 首问负责制
	$(RUN) export --corpus sample --format table metrics

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest -n auto

fuzz: $(VENV)/.dev
	HYPOTHESIS_PROFILE=chance $(BIN)/pytest -n auto -m hypothesis

score: $(VENV)/.dev
	$(BIN)/python -m tests.normalize.damaging
	$(BIN)/python -m tests.quality.score $(SHARED)

size: $(BIN)/uv
	@$(BIN)/python benchmarks/size.py

build: $(BIN)/uv
	$(BIN)/uv build --quiet

clean:
	rm -rf $(VENV) dist indexes corpora/default
