# Every target makes .venv when it is missing or out of date; a machine needs nothing but Python (3.11 or later) and pip.
.DELETE_ON_ERROR:
.PHONY: help run test lint types bench same evaluate calibrate model finder readme picture docs clean distclean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
GOLD ?= $(firstword $(wildcard ../shared/gold) tests/annotated/grown)
DOCUMENTS ?= 2000
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3 python,\
	$(if $(shell $(p) -c 'import sys; print("ok" if (3, 11) <= sys.version_info < (3, 14) else "")' 2>/dev/null),$(p))))

help:
	@echo 'make run       raw_text/ -> outputs/, by the Prefect flow'
	@echo 'make test      all tests'
	@echo 'make lint      ruff, the import rules, faults of the rule files'
	@echo 'make types     mypy, strict'
	@echo 'make evaluate  scores against annotated documents (GOLD=folder)'
	@echo 'make calibrate fit the confidence of events on annotated documents (GOLD=folder)'
	@echo 'make bench     what the line and its parts cost beside the bare parser, as ratios (DOCUMENTS=2000)'
	@echo 'make same      whether the tables are those of an older commit, byte by byte (COMMIT=name)'
	@echo 'make docs      the pages of docs/ as a site in build/site, links checked'
	@echo 'make picture   draw the rooms of ARCHITECTURE.md anew'
	@echo 'make model     train the bundled pipeline anew (DATA=folder; see training/README.md)'
	@echo 'make finder    only its event finder (TEXTS=folder; see training/README.md)'
	@echo 'make readme    put rows of outputs/events.csv into README.md'
	@echo 'make clean     drop caches of the tools; make distclean: the environment too'

# A venv without pip of its own is filled from outside: some systems ship Python's venv without ensurepip.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'make: no Python 3.11, 3.12 or 3.13 found; install one or say make PYTHON=/path/to/python' >&2; exit 1; }
	@echo 'making $(VENV) with all that is needed: once, for some minutes (no more is said until it is there)'
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv $(VENV); else $(PYTHON) -m venv --without-pip $(VENV); fi
	@if test -x $(BIN)/pip; then pip="$(BIN)/python -m pip"; else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	$$pip install --quiet --disable-pip-version-check --requirement requirements.lock && \
	$$pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

run: $(READY)
	$(BIN)/verbale run

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/lint-imports --no-cache
	$(BIN)/verbale rules lint --faults

types: $(READY)
	$(BIN)/mypy

evaluate: $(READY)
	$(BIN)/verbale evaluate $(GOLD)

calibrate: $(READY)
	$(BIN)/python -m training.calibrate $(GOLD)

bench: $(READY)
	$(BIN)/python -m benchmarks.line --documents $(DOCUMENTS) --processes --flow
	$(BIN)/python -m benchmarks.shares

# Does this checkout make the same tables as an older commit? make same COMMIT=main
same: $(READY)
	$(BIN)/python -m benchmarks.same_tables $(COMMIT)

# Strict: a link that leads nowhere is an error. The reference pages are made of the code first.
docs: $(READY)
	$(BIN)/python docs/reference.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

picture: $(READY)
	$(BIN)/python docs/pictures/rooms.py

readme: run
	$(BIN)/python -m benchmarks.readme_rows README.md outputs/events.csv

# What training needs beyond the project (torch, transformers, onnx, scikit-learn ...): see training/README.md.
model finder: $(READY)
	$(MAKE) -f training/model.mk $@ PYTHON=$(BIN)/python $(foreach name,DATA RAW ENCODER TEXTS NOT_THESE,$(if $($(name)),$(name)=$($(name))))

clean:
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) src/*.egg-info
