# EDI Tracker's commands. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
RUN_PACKAGES := $(VENV)/run-packages.stamp
DEV_PACKAGES := $(VENV)/dev-packages.stamp
KEYS := .local/secret_key .local/seal_key
STATIC_MANIFEST_FILE := .local/static/staticfiles.json
SBOM := .local/sbom.cdx.json

export SECRET_KEY_FILE := .local/secret_key
export SEAL_KEY_FILE := .local/seal_key

.PHONY: help run test check fix lock sbom advisories bench load fuzz clean port
.DELETE_ON_ERROR:

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: export HTTPS := false
run: export DEBUG := true
run: export STATIC_MANIFEST := true
run: port $(RUN_PACKAGES) $(KEYS) $(STATIC_MANIFEST_FILE) ## start EDI Tracker with the demo data (another port: PORT=8001)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py seed --demo
	@echo "EDI Tracker is at http://127.0.0.1:$(PORT)/ (Ctrl-C stops it)"
	@exec $(BIN)/gunicorn edi_tracker.wsgi --bind 127.0.0.1:$(PORT) --worker-class gthread --threads 8 \
		--log-level warning --no-control-socket

test: export DATABASE_URL :=
test: $(DEV_PACKAGES) ## run every test, on SQLite and on PostgreSQL (options for pytest: ARGS=...)
	@echo "== SQLite: all tests"
	@$(BIN)/python -m pytest -n auto $(ARGS)
	@if tests/with_postgres.sh --found; then \
		echo "== PostgreSQL: all tests but the browser's and those that use no database"; \
		tests/with_postgres.sh $(BIN)/python -m pytest -n auto --dist loadgroup -m 'database and not bench and not browser' $(ARGS); \
	elif [ "$$CI" = true ]; then \
		echo "== PostgreSQL: no server was found, and CI needs one"; exit 1; \
	else \
		echo "== PostgreSQL: no server was found, so its tests are skipped"; \
	fi

check: export DATABASE_URL := sqlite://:memory:
check: export DEBUG := false
check: export HTTPS := true
check: $(DEV_PACKAGES) $(KEYS) ## format, lint, types, migrations, settings for production, known vulnerabilities
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint templates --check
	$(BIN)/djlint templates --lint
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m edi_tracker.supply.sbom $(SBOM)
	$(BIN)/python -m edi_tracker.supply.check $(if $(MAX_AGE),--max-age $(MAX_AGE))

fix: $(DEV_PACKAGES) ## mend what machines can mend: format and simple lint
	-$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djlint templates --reformat --quiet

bench: $(DEV_PACKAGES) ## measure speed (with 100,000 actions too: SCALE=nation)
	$(BIN)/python -m tests.bench

load: $(DEV_PACKAGES) ## measure twenty officers who report at once, also while files are imported
	$(BIN)/python -m tests.bench.load

fuzz: export FUZZ_CASES ?= 600
fuzz: $(DEV_PACKAGES) ## send made-up input to every page and form, 600 cases each, on SQLite and on PostgreSQL
	$(BIN)/python -m pytest -n auto tests/input/test_addresses.py
	tests/with_postgres.sh $(BIN)/python -m pytest -n auto tests/input/test_addresses.py

# Both files keep the versions they have unless pyproject.toml moves on; newer ones: make lock UPGRADE=--upgrade
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--extra sso --no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)
lock: ## write the locked requirements again from pyproject.toml (needs uv)
	$(LOCK) --output-file requirements.txt
	$(LOCK) --output-file requirements-dev.txt --group dev --constraint requirements.txt

sbom: $(DEV_PACKAGES) ## write the software bill of materials to .local/sbom.cdx.json
	@$(BIN)/python -m edi_tracker.supply.sbom $(SBOM)

advisories: $(DEV_PACKAGES) ## fetch the known vulnerabilities of our packages (from a folder or zip of OSV files: FROM=...)
	@$(BIN)/python -m edi_tracker.supply.refresh $(FROM)

clean: ## remove what can be made again; the data in .local stays
	rm -rf $(VENV) .local/static .coverage htmlcov test-results .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

port:
	@$(PYTHON) -c 'import socket, sys; \
	sys.exit(socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0 and \
	"Port $(PORT) is taken by another program. Stop that program, or choose another port: make run PORT=8001")'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	"EDI Tracker needs Python 3.11 or newer. If you have one, name it: make run PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUN_PACKAGES): requirements.txt | $(BIN)/python
	@echo "Installing the packages of $< (the first time takes about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(DEV_PACKAGES): requirements-dev.txt | $(BIN)/python
	@echo "Installing the packages of $< (the first time takes about two minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(KEYS):
	@mkdir -p .local
	@umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@

$(STATIC_MANIFEST_FILE): $(RUN_PACKAGES) $(KEYS) $(shell find static 2>/dev/null)
	@$(BIN)/python manage.py collectstatic --noinput --clear --verbosity 0
