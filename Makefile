# Everything one does with Concord. `make` alone lists it.

.DEFAULT_GOAL := help
.PHONY: help run rehearse account backup restore test soak check bench attacks vendor translations pin audit ready
PYTHON := .venv/bin/python
PYTEST ?= -n 3 --dist worksteal
STEPS ?= 100000
SPEED ?= 100
KILLS ?= 50

help: ## List what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: ## Start Concord on http://127.0.0.1:5000 (PORT, HOST, DATA_DIR … from the environment)
	@tools/venv requirements.txt
	@exec $(PYTHON) wsgi.py

rehearse: ## Have simulated delegates play the demo's day on a server of its own (SPEED=20 for slower)
	@tools/venv requirements.txt
	@$(PYTHON) -m app.rehearsal --speed $(SPEED)

account: ## Make an account, or print its one-time sign-in link: make account EMAIL=name@example.org
	@test -n "$(EMAIL)" || { echo "Whose? make account EMAIL=name@example.org" >&2; exit 1; }
	@tools/venv requirements.txt
	@$(PYTHON) -m app.account "$(EMAIL)"

backup: ## Copy a running instance into one file: make backup FILE=concord.zip
	@test -n "$(FILE)" || { echo "Into which file? make backup FILE=concord.zip" >&2; exit 1; }
	@tools/venv requirements.txt
	@$(PYTHON) -m app.storage.backup save "$(FILE)"

restore: ## Bring a stopped instance back from a backup: make restore FILE=concord.zip
	@test -n "$(FILE)" || { echo "From which file? make restore FILE=concord.zip" >&2; exit 1; }
	@tools/venv requirements.txt
	@$(PYTHON) -m app.storage.backup restore "$(FILE)"

test: check ## Run every check and every test (PYTEST='tests/live -x' for some)
	@tools/tests $(PYTEST)

soak: ready ## Run the long tests for hours, and write what they did to docs/soak.md (STEPS=20000 KILLS=10 for less)
	@mkdir -p build && rm -f build/soak.jsonl
	CONCORD_SOAK=build/soak.jsonl CONCORD_KILLS=$(KILLS) CONCORD_MODEL_STEPS=$(STEPS) $(PYTHON) -m pytest -q $(PYTEST) tests/faults tests/model
	@$(PYTHON) -m tools.soaked build/soak.jsonl

check: ready ## Run what needs no server: format, lint, storeys, types, JavaScript, migrations, catalogues
	.venv/bin/ruff format --check --quiet .
	.venv/bin/ruff check --quiet .
	.venv/bin/lint-imports --no-logo
	.venv/bin/mypy
	node_modules/.bin/eslint --max-warnings 0 .
	tools/node-tests ! -name contract.test.js
	$(PYTHON) -m app.storage.migrate check
	$(PYTHON) -m app.catalogue check

bench: ready ## Play the same live work against Concord and its peers, and compare (BENCH='--rounds 1' for less)
	@$(PYTHON) -m bench.live.run $(BENCH)

attacks: ready ## Attack the running product while 38 delegates work in it (ATTACKS='joining --mode gevent' for one)
	@$(PYTHON) -m bench.attacks.run $(ATTACKS)

vendor: ready ## Bundle third-party modules and fonts anew into app/static/vendor and app/export/press/noto
	npm run --silent vendor

translations: ready ## Collect the texts of the code into the language catalogues, and say what is left to translate
	$(PYTHON) -m app.catalogue update

pin: ## Resolve requirements*.in into pinned, hashed requirements*.txt (needs uv)
	@tools/pin

audit: ready ## Ask whether a pinned package has a known hole (needs the network)
	.venv/bin/pip-audit --disable-pip --require-hashes -r requirements-dev.txt
	npm audit

ready:
	@tools/test-setup
