# Everything that is done with this repository; `make` alone lists it.
# On a machine with Python 3.11 `make run` is the only step of setting up.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
AREA ?= core
LOCKED := pyproject.toml --extra demo --extra dev --universal --python-version 3.11

.PHONY: help run test quick check prove bench format lint types lock screens clean

help: ## list these targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: .venv/.ready ## serve on this machine (PORT, HOST, PUBLIC_URL; made-up people unless DEMO=0)
	@deploy/fonts.sh
	@DEMO="$${DEMO:-1}" exec $(PYTHON) -m web.cli serve

test: .venv/.ready ## all tests, those in a real browser too (as root it installs what they need)
	@deploy/test-needs.sh
	$(PYTHON) -m pytest -n 2 -m "not browser and not prove"
	$(PYTHON) -m pytest -n 2 -m "browser and not prove"

quick: .venv/.ready lint ## what is worth knowing within 90 seconds: no types, no browser
	$(PYTHON) -m pytest -n 2 -m "not browser and not slow and not prove"

check: format lint types test ## what CI runs; contracts and catalogues are among the tests
	@echo "make check: all good"

prove: check ## the full counts, run before an issue is called done (at most 80 minutes)
	$(PYTHON) -m pytest -n 2 -m "prove and not browser" --timeout 3600
	@deploy/lighthouse.sh
	$(PYTHON) -m pytest -n 2 -m "prove and browser" --timeout 3600

bench: .venv/.ready ## measure one area (AREA=core) into bench/latest.json
	$(PYTHON) -m bench.$(AREA)

format: .venv/.ready ## is everything formatted?
	.venv/bin/ruff format --check --quiet .

lint: .venv/.ready ## the linters of code, templates and spelling
	.venv/bin/ruff check --quiet .
	.venv/bin/djlint --quiet --lint web/templates
	.venv/bin/codespell

types: .venv/.ready ## mypy, strict
	.venv/bin/mypy

screens: .venv/.ready ## take the pictures of every page for docs/screens
	@deploy/test-needs.sh
	$(PYTHON) -m tests.browser.screens

lock: .venv/.ready ## resolve the dependencies anew, with hashes and without any host (ADR 2)
	@uv="$$(deploy/uv.sh)" && "$$uv" pip compile $(LOCKED) --generate-hashes --no-annotate \
	  --no-emit-$$(printf 'index')-url --custom-compile-command "make lock" --upgrade -q -o requirements.lock

clean: ## forget what was built; keeps var/, where the demo's data lie
	rm -rf .venv .uv .lighthouse .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.ready: requirements.lock
	@deploy/environment.sh
	@touch $@
