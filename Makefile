# The commands for working with Innograf. `make` lists them.

PYTHON ?= python3
PORT ?=
PYTEST_ARGS ?=
BOOTSTRAP = @$(PYTHON) tools/bootstrap.py
INNOGRAF = .venv/bin/innograf

.PHONY: help setup run test check docs screenshots

help:
	@echo 'make run          set up, build the graph from data/documents and serve it (PORT=8000)'
	@echo 'make test         set up what the tests need and run them (FORCE=1: also when nothing has changed)'
	@echo 'make check        check style and types'
	@echo 'make docs         build the documentation into site/'
	@echo 'make screenshots  take the pictures in the documentation'
	@echo 'make setup        set up, no more'

setup:
	$(BOOTSTRAP)

# A build that fails (it says why) leaves the last good one published, and that is served.
run: setup
	@$(INNOGRAF) build || true
	@exec $(INNOGRAF) serve $(if $(PORT),--port $(PORT))

test:
	$(BOOTSTRAP) --group test --group docs --browser --engine --clients
	@$(if $(PYTEST_ARGS),,$(PYTHON) tools/tests_once.py) .venv/bin/pytest -q -n 2 $(PYTEST_ARGS)

check:
	$(BOOTSTRAP) --group test --group check
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy

docs:
	$(BOOTSTRAP) --group docs
	@.venv/bin/mkdocs build --quiet --strict

screenshots: setup
	$(BOOTSTRAP) --group test --group docs --browser
	@.venv/bin/python tools/screenshots.py
