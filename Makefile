# make help  says what there is. Nothing has to be installed before the first `make run` or `make test`.

PY := .venv/bin/python
STAMP := .venv/.installed
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run demo test check lock bench simulate fuzz powercuts late kills pictures clean system

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

run: $(STAMP) system ## a training province, one commune and the window (without a display: the demo)
	@$(PY) -m tools.training run

demo: $(STAMP) system ## a week without a line, power cuts, then both sides compared; results in out/demo
	@$(PY) -m tools.training demo

test: check ## everything below `check`, then every test
	@tools/system.sh printing
	@# three: many tests wait for a disk or for another process, and two cores would, too
	@$(PY) -m pytest -n 3 --dist loadscope --no-loadscope-reorder

check: $(STAMP) ## lint, types and layers
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo

bench: $(STAMP) system ## every measurement, as a ratio to a floor taken in the same run
	@for file in $$(grep -l __main__ bench/*.py); do \
		echo "== $$file"; $(PY) -m "bench.$$(basename "$$file" .py)" || exit 1; done

simulate: $(STAMP) ## SEEDS=1000 random schedules of faults over the exchange; failing ones are shrunk
	@$(PY) -m tests.simulation $(or $(SEEDS),1000) --minutes $(or $(MINUTES),inf)

fuzz: $(STAMP) ## SECONDS=60 of broken bytes for all that reads bytes of others, guided by coverage
	@$(PY) -m tests.fuzz $(or $(SECONDS),60)

powercuts: $(STAMP) ## the power gone around every fsync that real processes make, not a sample of them
	@MOTCUA_CUTS=all $(PY) -m pytest -q tests/power

late: $(STAMP) ## MS=150 the window's tests as on a busy machine: all work beside it comes so much late
	@MOTCUA_LATE=$(or $(MS),150) $(PY) -m pytest -n 2 --dist loadscope tests/ui tests/printing

kills: $(STAMP) ## N=1000 processes of both sides ended by SIGKILL under load, then both compared
	@$(PY) -m tests.scenarios.kills $(or $(N),1000)

pictures: $(STAMP) system ## the picture book of every page and state, into docs/pictures/book
	@$(PY) -m tests.ui.book

lock: $(STAMP) ## write requirements.lock anew from pyproject.toml (needs uv)
	@UV="$$(command -v uv || echo .venv/bin/uv)"; "$$UV" pip compile pyproject.toml --all-extras \
		--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet \
		-o requirements.lock

clean: ## delete what was made here: the environment, caches, run/ and out/
	rm -rf .venv run out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis .coverage

system:
	@tools/system.sh

$(STAMP): requirements.lock pyproject.toml tools/environment.sh
	@tools/environment.sh
	@touch $@
