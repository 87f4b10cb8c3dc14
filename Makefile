# The two doors are `make run` and `make test`; both install what they need first (see ./setup).
PYTHON_IN := .venv/bin/python
PYTEST := $(PYTHON_IN) -m pytest
OFFSCREEN := QT_QPA_PLATFORM=offscreen
# Qt gives up the process when the display does not answer, so it is asked in a process of its own.
HAS_DISPLAY := ( [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ] ) && $(PYTHON_IN) -c \
	'import sys; from PySide6.QtGui import QGuiApplication as A; sys.exit(A([]).platformName() in ("offscreen", "minimal"))'
DRILL := --registrations 60 --samples 150 --outage-minutes 90 --speed 600 --out out/drill

.PHONY: help run test check bench drill wheel installer clean
.DEFAULT_GOAL := help

help:
	@echo "make run      open the desk in practice mode (without a display: play the drill and leave its pictures)"
	@echo "make test     run every test"
	@echo "make check    format, lint, types, import rules and the fast tests"
	@echo "make bench    measure saving, draining, searching, starting beside their floors"
	@echo "make drill    play an outage offscreen into out/drill"
	@echo "make wheel    build the installable package into dist"
	@echo "make installer EMBED=ZIP  build the Windows installer into dist, around that embeddable CPython"
	@echo "make clean    remove what the others made, .venv included"

run:
	@./setup desk
	@if $(HAS_DISPLAY) 2>/dev/null; then \
		exec $(PYTHON_IN) -m tikadesk practice; \
	else \
		echo "There is no display here that answers, so the desk cannot open its window."; \
		echo "Playing the drill offscreen instead: an outage of 90 minutes, a few minutes of your time."; \
		exec $(MAKE) --no-print-directory play-drill; \
	fi

drill:
	@./setup desk
	@$(MAKE) --no-print-directory play-drill

.PHONY: play-drill
play-drill:
	@mkdir -p out
	@$(OFFSCREEN) $(PYTHON_IN) -m tikadesk drill $(DRILL)
	@echo "Pictures:  $$(ls out/drill/*.png out/drill/*/*.png 2>/dev/null | wc -l) in $(CURDIR)/out/drill"
	@echo "Registers: $$(cd out/drill && find . -name '*.csv' -o -name '*.xlsx' -o -name '*.pdf' | sort | tr '\n' ' ')"
	@echo "Report:    $(CURDIR)/out/drill/report.json"

# Two workers: the whole suite must stay short on a machine with two cores. A file's tests stay together, because
# files share a server or a filled database. The simulation has a run of its own: it holds a server in its process, as
# the server's tests do, and one process serves one home.
test:
	@./setup test
	@$(PYTEST) -n 2 --dist loadfile --ignore tests/simulation
	@$(PYTEST) -n 2 --dist loadfile tests/simulation

check:
	@./setup test
	$(PYTHON_IN) -m ruff format --check .
	$(PYTHON_IN) -m ruff check .
	$(PYTHON_IN) -m mypy
	.venv/bin/lint-imports
	$(PYTEST) -n 2 --dist loadfile -m "not slow" tests/house tests/unit

bench:
	@./setup test
	@$(OFFSCREEN) $(PYTHON_IN) -m tests.bench

wheel:
	@./setup test
	@$(PYTHON_IN) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist

# Which Python to pack is the builder's word; ./installer-build says which when it is missing.
installer:
	@./installer-build "$(EMBED)"

clean:
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find resources/locale -name '*.mo' -delete
