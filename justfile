# The same without just: ./check is plain sh, the recipes are its lines.
python := ".venv/bin/python"

# what there is
default:
    @just --list --unsorted

# install the command and the package into .venv, optimised
build:
    test -x {{python}} || python3 -m venv .venv
    .venv/bin/pip install --quiet '.[dev]'

# Rust's tests and Python's
test *ARGS: build
    cargo test --workspace --quiet
    {{python}} -m pytest --quiet {{ARGS}}

# the cases of one language, or one case: `just case uk tally-at-least`
case LANG NAME="": build
    {{python}} -m pytest --quiet tests/test_cases.py -k "{{LANG}}-{{NAME}}"

# format everything
format:
    cargo fmt --all
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# formats, lints and types
lint: build
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy python
    {{python}} -m mypy.stubtest figures._core

# rivals side by side; answers are checked before the clock counts
bench *ARGS: build
    {{python}} bench/run.py {{ARGS}}

# what CI runs
check *ARGS:
    ./check {{ARGS}}
