PYTHON ?= python

.PHONY: check bench peers reliability
check: ## what CI runs: style, types, arrows, tests
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	lint-imports
	$(PYTHON) -m pytest -q

bench: ## figures on real material, from the folder that $$NEWS_DATA names; fails below a floor
	$(PYTHON) tests/bench/floors.py

peers: ## the same articles indexed and searched by what would be used in our place
	$(PYTHON) tests/bench/peers.py
	$(PYTHON) tests/bench/programs.py

reliability: ## stop, damage and crowd archives on purpose, thousands of times; some minutes
	$(PYTHON) tests/reliability/stops.py
	$(PYTHON) tests/reliability/system_calls.py
	$(PYTHON) tests/reliability/damage.py
	$(PYTHON) tests/reliability/readers.py
