"""The documents say what is true: their code runs, their commands exist, nothing that the tool has is left out."""

import contextlib
import io
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from command import COMMAND, ENVIRONMENT, python
from figures import _core, cli
from figures.series import CHECKS
from figures.tables import SCHEMA
from figures.tallies import TALLY_SCHEMA
from installed import missing

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DESIGN = (ROOT / "DESIGN.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))}
ENGINES = {page: document for page, document in PAGES.items() if page.startswith("docs/engines/")}
HERE = [README, *(document for page, document in PAGES.items() if page not in ENGINES)]


def blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", document, re.M | re.S)


def shell_lines(program: str) -> Iterator[list[str]]:
    """The arguments of every call of `program` in the documents' shell blocks."""
    for document in (README, DESIGN, CONTRIBUTING, *PAGES.values()):
        for block in blocks(document, "sh"):
            for line in block.splitlines():
                for call in re.split(r"\||&&|;", line):
                    words = [word for word in shlex.split(call, comments=True) if "=" not in word]
                    if words and Path(words[0]).name == program:
                        yield words[1:]


def commands() -> Iterator[tuple[str, click.Command]]:
    yield "figures", cli.figures
    for name, command in cli.figures.commands.items():
        yield f"figures {name}", command


@pytest.mark.parametrize("code", [code for document in HERE for code in blocks(document, "python")])
def test_code_in_documents_prints_what_it_says(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [line.removeprefix("#> ") for line in code.splitlines() if line.startswith("#> ")]
    assert wanted, "an example shows what it prints, in lines that begin with #>"
    printed = io.StringIO()
    monkeypatch.chdir(tmp_path)
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "the example", "exec"), {})
    assert printed.getvalue().splitlines() == wanted


@pytest.mark.parametrize(
    ("page", "code"), [(page, code) for page, document in ENGINES.items() for code in blocks(document, "python")]
)
def test_code_of_an_engine_prints_what_it_says(page: str, code: str) -> None:
    if reason := missing(re.findall(r"^(?:from|import) (\w+)", code, re.M)):
        pytest.skip(reason)
    wanted = [line.removeprefix("#> ") for line in code.splitlines() if line.startswith("#> ")]
    assert wanted, f"{page}: an example shows what it prints, in lines that begin with #>"
    # In a Python of its own: engines start processes, which takes long on a busy machine, and print on standard error.
    done = python(code, cwd=ROOT, longest=600)
    assert done.stdout.splitlines() == wanted, done.stderr


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize(
    "code", [code for page in ("docs/inputs.md", "docs/runs.md") for code in blocks(PAGES[page], "sh")]
)
def test_shell_examples_print_what_they_say(tmp_path: Path, code: str) -> None:
    (tmp_path / "figures").write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    (tmp_path / "figures").chmod(0o755)
    (tmp_path / "work").mkdir()
    environment = ENVIRONMENT | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-e", "-c", code],
        cwd=tmp_path / "work",
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [line.removeprefix("#> ") for line in code.splitlines() if line[:3] == "#> "]


@pytest.mark.parametrize("arguments", list(shell_lines("figures")), ids=" ".join)
def test_commands_in_documents_exist(arguments: list[str]) -> None:
    command = cli.figures.commands.get(arguments[0])
    assert command, f"figures {arguments[0]} is no command"
    known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    assert {word for word in arguments[1:] if word.startswith("-") and word != "-"} <= known


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda item: str(item) if isinstance(item, str) else ""
)
def test_command_has_a_line_of_help_and_an_example(name: str, command: click.Command) -> None:
    result = CliRunner().invoke(cli.figures, [*name.split()[1:], "--help"])
    assert result.exit_code == 0
    assert (command.help or "").strip().splitlines()[0].strip()
    assert re.search(r"Examples?:\s+figures ", result.output), f"{name} --help has no example"


@pytest.mark.parametrize("name", sorted(cli.figures.commands))
def test_every_command_is_in_the_documents(name: str) -> None:
    assert f"figures {name}" in README


@pytest.mark.parametrize("column", list(SCHEMA))
def test_every_column_is_in_the_design(column: str) -> None:
    assert re.search(rf"^\|.*`{column}`.*\|", DESIGN, re.M)


def test_columns_stand_in_the_design_in_their_order() -> None:
    table = DESIGN.partition("## The table")[2].partition("\n## ")[0]
    first_cells = re.findall(r"^\| (`[^|]+) \|", table, re.M)
    assert re.findall(r"`(\w+)`", " ".join(first_cells)) == list(SCHEMA)


@pytest.mark.parametrize("flag", SCHEMA["flags"].inner.categories)
def test_every_flag_is_in_the_design(flag: str) -> None:
    assert f"| `{flag}` |" in DESIGN


@pytest.mark.parametrize("kind", _core.kinds())
def test_every_kind_is_in_the_design(kind: str) -> None:
    assert f"`{kind}`" in DESIGN.partition("## Kinds")[2].partition("\n## ")[0]


def test_the_command_that_runs_all_tests_is_there() -> None:
    check = ROOT / "check"
    assert "./check" in README
    assert os.access(check, os.X_OK)


@pytest.mark.parametrize("document", ["README.md", "DESIGN.md", "CONTRIBUTING.md", "bench/README.md", *PAGES])
def test_links_lead_somewhere(document: str) -> None:
    path = ROOT / document
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_numbers_of_speed_need_a_record() -> None:
    for document in (README, DESIGN, CONTRIBUTING, *PAGES.values()):
        assert not re.search(r"\d[\d.,]*\s*(MB/s|GB/s|MB per second)", document)


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set[str](), ["README.md"]
    while waiting:
        page = ROOT / waiting.pop()
        for target in re.findall(r"\]\(([^)#:]+\.md)[^)]*\)", page.read_text("utf-8")):
            name = (page.parent / target).resolve().relative_to(ROOT).as_posix()
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    assert PAGES
    assert set(PAGES) <= reached


@pytest.mark.parametrize("flag", CHECKS)
def test_every_check_is_in_the_page_on_tallies(flag: str) -> None:
    assert f"| `{flag}` |" in PAGES["docs/tally.md"]


def test_columns_of_a_tally_stand_in_its_page_in_their_order() -> None:
    named = re.search(r"The columns are (.*?)\. They", PAGES["docs/tally.md"], re.S)
    assert named
    assert re.findall(r"`(\w+)`", named[1]) == list(TALLY_SCHEMA)
