# One command each. `make demo` and `make test` are complete on a fresh machine with git, make and Python.
PYTHON := .venv/bin/python
export QT_LOGGING_RULES ?= qt.qpa.*=false

.PHONY: demo run test check pytest attack torture expected lock bench clean

demo: ## a vault with invented cases, its report, tables and screenshots; opens it when there is a screen
	scripts/prepare.sh runtime
	rm -rf demo
	$(PYTHON) -m vp_desk demo demo
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then $(PYTHON) -m vp_desk demo/kluis; fi

run: ## the program
	scripts/prepare.sh runtime
	$(PYTHON) -m vp_desk

test: check pytest ## all checks

check: ## style, types, architecture
	scripts/prepare.sh dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	$(PYTHON) -m mypy
	.venv/bin/pyright
	.venv/bin/lint-imports

pytest: ## tests with branch coverage
	scripts/prepare.sh dev
	$(PYTHON) scripts/run_tests.py

attack: ## the long form of the attacks on the protection; takes two or three hours
	scripts/prepare.sh dev
	VP_DESK_ATTACK=1 $(PYTHON) -m pytest -q -n 2 tests/core/test_kerckhoffs.py tests/core/test_publications.py \
		tests/core/test_earlier.py \
		tests/core/test_suppression_properties.py
	VP_DESK_ATTACK=1 $(PYTHON) -m pytest -q -n 0 tests/lives

torture: ## the long form of the programs that try to make a vault lose or leak something; ten minutes, as root
	scripts/prepare.sh dev
	$(PYTHON) -m tests.torture

expected: ## write the expected documents of the tests anew; look at the difference
	scripts/prepare.sh dev
	VP_DESK_UPDATE_EXPECTED=1 $(PYTHON) -m pytest -q tests/reporting

lock: ## the lock files anew, from pyproject.toml
	scripts/prepare.sh dev
	$(PYTHON) scripts/lock.py

bench: ## ratios measured side by side
	scripts/prepare.sh dev
	$(PYTHON) -m benchmarks

clean:
	rm -rf demo .venv .coverage .coverage.* .hypothesis .mypy_cache .ruff_cache .pytest_cache
