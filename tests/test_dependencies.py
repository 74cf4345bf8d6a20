"""The list of what figures is built on is whole and up to date, and nothing of ours is unsafe."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTED = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
RENEW = "run `python docs/dependencies.py`"


def test_every_crate_is_listed_in_its_version() -> None:
    locked = tomllib.loads((ROOT / "Cargo.lock").read_text("utf-8"))["package"]
    wanted = {(package["name"], package["version"]) for package in locked if "source" in package}
    listed = set(re.findall(r"^(?:\| `|- )([\w-]+)`?(?: \| | )(\d[\w.+-]*)", LISTED, re.M))
    rust = {entry for entry in listed if entry in wanted}
    assert wanted - rust == set(), RENEW
    assert {entry for entry in listed - wanted} == set(), RENEW


def test_every_python_package_is_listed_as_it_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"] + [one for extra in project["optional-dependencies"].values() for one in extra]
    for one in asked:
        name = re.match(r"[\w.-]+", one)
        assert name
        if name[0] == project["name"]:
            continue
        assert f"| `{name[0]}` | {one[name.end() :].strip() or 'any'} |" in LISTED, RENEW


def test_every_entry_has_a_licence_and_a_reason() -> None:
    rows = re.findall(r"^\| `.*$", LISTED, re.M)
    assert rows
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert len(cells) == 4, row
        assert all(cells), row


def test_nothing_of_ours_is_unsafe() -> None:
    core = (ROOT / "rust" / "core" / "src" / "lib.rs").read_text("utf-8")
    assert "#![forbid(unsafe_code)]" in core
    for path in (ROOT / "rust").rglob("*.rs"):
        code = re.sub(r"//.*", "", path.read_text("utf-8"))
        assert not re.search(r"\bunsafe\b(?!_code)", code), f"{path}: say why in SECURITY.md, or leave it out"
