"""Writes docs/dependencies.md: what figures is built on, why, in which version and under which licence.

In: the manifests, whose comments say why; `cargo metadata`; the licences of the Python packages that are installed. A
dependency without a comment is a fault. tests/test_dependencies.py tells when to run it again.
"""

import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = """# Dependencies

Written by `python docs/dependencies.py`; the reasons are the comments in the manifests. What may come in is said in
[deny.toml](../deny.toml).

"""


def requirements() -> list[str]:
    """A row for each Python package as pyproject.toml asks for it; what an engine needs has its extra for a reason."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)["project"]
    extras = project["optional-dependencies"]
    rows = {}
    for extra, asked in {"": project["dependencies"], **extras}.items():
        for one in asked:
            own = re.search(rf'^    "{re.escape(one)}",\s+# (.*)$', text, re.M)
            name = re.match(r"[\w.-]+", one)[0]
            why = own[1] if own else f"for `figures.engines`: the extra `{extra}`"
            if name == project["name"]:
                continue
            if not own and extra in ("", "dev"):
                sys.exit(f"pyproject.toml: no comment says why {name}")
            rows.setdefault(one, f"| `{name}` | {one[len(name) :].strip() or 'any'} | {licence(name)} | {why} |")
    return list(rows.values())


def licence(name: str) -> str:
    told = importlib.metadata.metadata(name)
    named = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    named = [name for name in named if name != "OSI Approved"]
    short = told.get("License") or ""
    return told.get("License-Expression") or ", ".join(named) or short.splitlines()[0]


def reasons() -> dict[tuple[str, str], str]:
    """The comment beside each crate in the manifests, by crate and dependency."""
    found = {}
    for crate in ("core", "py"):
        for line in (ROOT / "rust" / crate / "Cargo.toml").read_text("utf-8").splitlines():
            if asked := re.match(r"([a-z0-9_-]+) = .*?#\s*(.*)$", line):
                found.setdefault((f"figures-{crate}", asked[1]), asked[2])
    return found


def main() -> None:
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    packages = {package["id"]: package for package in told["packages"]}
    ours = [package for package in packages.values() if package["source"] is None]
    nodes = {node["id"]: node for node in told["resolve"]["nodes"]}
    why = reasons()
    rows, direct = [], set()
    for crate in sorted(ours, key=lambda crate: crate["name"]):
        for used in sorted(nodes[crate["id"]]["deps"], key=lambda used: used["name"]):
            package = packages[used["pkg"]]
            if package["source"] is None:
                continue
            direct.add(package["id"])
            reason = why.get((crate["name"], package["name"]))
            if not reason:
                sys.exit(f"{crate['name']}: no comment says why {package['name']}")
            cells = [f"`{package['name']}`", package["version"], package["license"], f"{crate['name']}: {reason}"]
            rows.append(f"| {' | '.join(cells)} |")
    others = [package for package in packages.values() if package["source"] and package["id"] not in direct]
    listed = [f"{package['name']} {package['version']} ({package['license']})" for package in others]
    head = "| {} | {} | licence | why |\n|---|---|---|---|\n"
    text = HEAD + "## Rust\n\n" + head.format("crate", "version") + "\n".join(rows)
    text += "\n\nWhat these bring along, on one system or another:\n\n"
    text += "".join(f"- {one}\n" for one in sorted(listed))
    text += "\n## Python\n\nThe extra `dev` is needed to test it, those of an engine by who has the engine.\n\n"
    text += head.format("package", "asked for") + "\n".join(requirements()) + "\n"
    (ROOT / "docs" / "dependencies.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
