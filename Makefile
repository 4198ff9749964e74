PYTHON ?= python

.PHONY: check bench
check: ## what CI runs: style, types, arrows, tests
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	lint-imports
	$(PYTHON) -m pytest -q

bench: ## figures on real material, from the folder that $$NEWS_DATA names; fails below a floor
	$(PYTHON) tests/bench/floors.py
