# The commands of everyday work; `make run` and `make test` need nothing but Python 3.11 and make.
# ARGS is passed on: `make run ARGS="--port 9090"`, `make test ARGS="-k feed"`.

ifndef PATH
export PATH := /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
endif
PY := .venv/bin/python
# Nothing may hang: each step ends after its seconds.
WITHIN := timeout --foreground --kill-after=30

.PHONY: run test check slow lint fmt bench lock venv dev npm reference

run: venv ## databases, schema, demo data and every process, until Ctrl-C
	@exec $(PY) manage.py up --end-with-parent $(ARGS)

test: dev ## the fast suite, against real PostgreSQL and Valkey
	@$(WITHIN) 900 $(PY) -m pytest -n 2 --dist loadfile -m "not slow" $(ARGS)

check: lint test slow ## everything

slow: dev npm ## the official clients, a real browser, fuzzing, kill drills
	@$(WITHIN) 2700 $(PY) -m pytest -m slow $(ARGS)

# What sqlfluff's processes leave behind is cleaned up, and Python would warn of that.
lint: dev ## style, types, the direction of imports, SQL
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(WITHIN) 600 $(PY) -m mypy .
	@.venv/bin/lint-imports --no-cache
	@$(PY) .ci/sql_lint.py
	@PYTHONWARNINGS=ignore:resource_tracker $(WITHIN) 600 .venv/bin/sqlfluff lint --disable-progress-bar .

reference: dev ## the catalogue of the SQL, who may do and see what, and the OpenAPI document as they stand: look at the diff
	@$(PY) manage.py sqlcheck --write
	@$(PY) manage.py spectacular --format openapi-json --file docs/openapi.json --fail-on-warn
	@$(WITHIN) 300 $(PY) -m pytest topin/tests/test_who_sees_what.py topin/auth/tests/contract/test_reference.py --write-reference

fmt: dev ## puts the code in its form
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: dev ## the figures of docs/performance.md, with peers in the same run
	@$(PY) -m bench $(ARGS)

lock: venv ## requirements*.in -> requirements*.txt with hashes, for all platforms
	@for name in requirements requirements-dev .ci/uv; do \
	  .venv/bin/uv pip compile -q --no-header --universal --generate-hashes --python-version 3.11 \
	    --upgrade $$name.in -o $$name.txt || exit 1; done

venv:
	@.ci/venv

dev:
	@$(WITHIN) 1200 .ci/venv dev

npm:
	@.ci/npm
