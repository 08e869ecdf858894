# Everything starts here: `make run` and `make test` do all the set-up themselves.
# Another Python: make run PYTHON=python3.12        Arguments: make run ARGS="picture.tif"
SHELL := /bin/bash
PYTHON ?=
IMAGE ?=
K ?= 7
N ?= 100
MINUTES ?= 10
TARGET ?=
SEED ?=
ARGS ?=
export PYTHON

SETUP := ./.make/setup
RUN := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup run test check mutants fuzz format bench bench-all kills other-machines monkey screenshots states docs bundle bundle-test deb install-desktop translations clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 18

setup:  ## system libraries (as root) and the virtual environment .venv, for everything below
	@$(SETUP) run test check benchmark

run:  ## the window with a sample scene; without a display, its areas on the command line
	@$(SETUP) run
	@./.make/open $(ARGS)

test:  ## the whole suite: in a real window under Xvfb, then the rest offscreen (ARGS go to pytest)
	@$(SETUP) run test
	@./.make/test $(ARGS)

check:  ## ruff, mypy, import-linter
	@$(SETUP) run test check
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	.venv/bin/lint-imports

mutants:  ## small slips in core that the tests of their module do not see: most of an hour (ARGS="core/scale")
	@$(SETUP) run test
	QT_QPA_PLATFORM=offscreen $(RUN) -m tests.mutation.run $(ARGS)

format:  ## let ruff put imports and layout right
	@$(SETUP) run test check
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

bench:  ## Floe and its peers on one picture: make bench IMAGE=picture.jpg K=7
	@[ -n "$(IMAGE)" ] || { echo "Say which picture: make bench IMAGE=picture.jpg" >&2; exit 2; }
	@$(SETUP) run benchmark
	$(RUN) benchmarks/peers.py "$(IMAGE)" -k $(K) $(ARGS)

bench-all:  ## every table of docs/performance.md into build/performance.md: make bench-all IMAGE=picture.jpg
	@[ -n "$(IMAGE)" ] || { echo "Say which picture: make bench-all IMAGE=picture.jpg" >&2; exit 2; }
	@$(SETUP) run test benchmark
	$(RUN) benchmarks/all_tables.py "$(IMAGE)" $(ARGS)

kills:  ## kill the program N times while it works in its window, and look what is lost: make kills N=100
	@$(SETUP) run test
	./.make/real-window $(RUN) -m tests.robustness.kills $(N) $(or $(SEED),0)

other-machines:  ## a series and a collection on the workers of a real Dask scheduler, one of them killed: the same bytes
	@$(SETUP) run test
	nice -n 10 $(RUN) -m tests.robustness.other_machines

monkey:  ## a thousand random actions in the window, every dialog answered: make monkey SEED=1
	@$(SETUP) run test
	./.make/real-window $(RUN) -m tests.robustness.monkey $(or $(SEED),0) $(ARGS)

fuzz:  ## mutated files for ten minutes a reader: make fuzz TARGET=regions MINUTES=10 SEED=1
	@$(SETUP) run test
	nice -n 10 $(RUN) -m tests.fuzz.fuzz $(TARGET) --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

screenshots:  ## docs/images, taken of the real window
	@$(SETUP) run test
	./.make/real-window $(RUN) docs/screenshots.py
	./.make/real-window $(RUN) docs/tutorial_screenshots.py $(ARGS)

states:  ## every state of the window in each language, theme and size, to be looked at, into build/states
	@$(SETUP) run test
	$(RUN) docs/states.py build/states $(ARGS)

docs:  ## the site of the documentation, into build/site; to search it: .venv/bin/python -m http.server -d build/site
	@$(SETUP) run docs
	$(RUN) -m mkdocs build --config-file .make/docs/mkdocs.yml

bundle:  ## the program with its Python in one folder, dist/floe, and what weighs how much
	@$(SETUP) run
	@./.make/bundle/build

bundle-test:  ## use that bundle in a real window, with no Python on the PATH
	@$(SETUP) run test
	./.make/real-window $(RUN) -m tests.robustness.bundle dist/floe

deb:  ## a Debian package of that bundle, into dist
	@./.make/bundle/debian

translations:  ## extract and build the catalogues of all languages; a new one: make translations ARGS=de
	@$(SETUP) run test
	$(RUN) -m tests.translations $(ARGS)

install-desktop:  ## put Floe into the desktop's menu, run from this folder
	@$(SETUP) run
	@./.make/install-desktop

clean:  ## remove .venv and everything generated
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
