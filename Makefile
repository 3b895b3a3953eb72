.DEFAULT_GOAL := help
.PHONY: help demo install install-dev check test test-sqlite test-postgres test-cluster constraints clean

BIN := .venv/bin
# What is checked all day long, in less than a minute; `make test` runs the tests of everything.
QUICK := src/niangjia/kernel $(addprefix src/niangjia/foundation/,ledger organisations sealing holidays) \
	$(addprefix src/niangjia/rights/,questions remedies) tests/architecture tests/stories

help: ## say what there is to do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: install ## install, load the sample library, serve on http://127.0.0.1:8000
	@NIANGJIA_DEMO=1 $(BIN)/niangjia setup --sample
	@NIANGJIA_DEMO=1 $(BIN)/niangjia serve

install: ## what running it needs
	@scripts/install.sh

install-dev: ## what working on it needs, PostgreSQL and Chromium among it
	@scripts/install.sh && scripts/install.sh dev

check: install-dev ## the fast part: style, types, structure, quick tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/pytest -q -n auto -m "not slow and not browser and not cluster" $(QUICK)

test: check test-sqlite test-postgres test-cluster ## everything, on SQLite, PostgreSQL and OpenSearch

# A browser loses time on a busy machine, and where and when something is killed is left to chance: for
# everybody's change such a test may try again, and the report says that it did.
AGAIN := $(if $(CI),--reruns 2)

test-sqlite:
	$(BIN)/pytest -q -n auto -m "not slow and not browser and not cluster" $(AGAIN)
	$(BIN)/pytest -q -n auto -m "slow and not browser and not cluster" $(AGAIN)
	$(BIN)/pytest -q -n auto -m browser $(AGAIN)

test-postgres: ## whatever needs a database, on PostgreSQL
	scripts/with-postgres.sh $(BIN)/pytest -q -n auto -m "database and not browser and not cluster" $(AGAIN)

test-cluster: install-dev ## search on a real OpenSearch of three nodes, one of which is killed
	scripts/with-opensearch.sh $(BIN)/pytest -q -n 0 -m cluster $(AGAIN)

constraints: ## pin what is installed now
	$(BIN)/pip freeze --exclude-editable > constraints.txt

clean: ## remove what was built and installed; your data in var/ stays
	rm -rf .venv frontend/node_modules src/niangjia/site/static/built
