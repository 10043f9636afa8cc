# Everything a newcomer needs: `make demo` and `make test`. Only git, make and python3 >= 3.11 are presumed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(wildcard bot/locales/*/LC_MESSAGES/cantastorie.po)
COMPILED := $(CATALOGUES:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help demo run test check lint types pytest pictures lock clean

help: ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

demo: $(VENV)/.demo $(COMPILED) ## Try the real bot in a local browser page, no token needed
	@$(BIN)/python -m bot demo

run: $(VENV)/.run $(COMPILED) ## Join Discord with the token of DISCORD_TOKEN or config.yaml
	@$(BIN)/python -m bot run

check: $(VENV)/.run $(COMPILED) ## Check config.yaml and the story packs without starting
	@$(BIN)/python -m bot check

test: lint types pytest ## Every check: ruff, mypy --strict, pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

pytest: $(VENV)/.dev $(COMPILED)
	$(BIN)/python -m pytest

pictures: $(VENV)/.dev $(COMPILED) ## Take the pictures under docs/pictures/ anew
	$(BIN)/python -m tests.browser.pictures

lock: $(VENV)/.dev ## Pin the newest allowed dependencies (needs uv)
	cd requirements && for set in run demo dev; do \
	  uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
	    $$set.in -o $$set.txt || exit 1; done

clean: ## Remove what the set-up made
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find bot -name '*.mo' -delete

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cantastorie needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@touch $@

# One set includes the one before it, so a stamp of a larger set serves the smaller ones too.
$(VENV)/.run $(VENV)/.demo $(VENV)/.dev: $(VENV)/.%: requirements/%.txt | $(VENV)/.python
	@echo "Setting up $(VENV) ($*) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$*.txt
	@touch $@

# Babel comes with every set; any of the stamps will do.
%.mo: %.po
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
