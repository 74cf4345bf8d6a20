"""What the options of `figures parse` mean, checked; a `click.UsageError` says what is wrong with one."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from figures._core import Reader
    from figures.resume import Journal

_PARTITIONS = ("lang", "kind", "category", "outcome", "side", "scope", "relation", "trend")


def format(format_: str | None, output: str | None, target: Path | None, partition: str | None) -> str:
    """The format of the output, where the options allow it."""
    from figures import outputs

    if partition is not None:
        if partition not in _PARTITIONS:
            raise click.UsageError(f"--partition {partition}: choose one of {', '.join(_PARTITIONS)}")
        if target is None:
            raise click.UsageError("--partition: name a folder with -o")
        if format_ in ("table", "duckdb"):
            raise click.UsageError(f"--partition: {format_} is one file")
        return format_ or "parquet"
    if format_ is None:
        format_ = "table" if target is None and sys.stdout.isatty() else "jsonl"
        if target is not None and (found := outputs.format_of(target)) is None:
            raise click.UsageError(f"{output}: its suffix names no format; give one with --format")
        format_ = found if target is not None and found else format_
    if target is None and (format_ == "duckdb" or (format_ in outputs.WHOLE and sys.stdout.isatty())):
        raise click.UsageError(f"{format_} is not for a terminal; name a file with -o")
    return format_


def paths(paths: Sequence[str], input_format: str | None) -> list[str]:
    """The files and folders meant, patterns expanded."""
    from figures import dumps

    try:
        found = dumps.checked(iter(paths), any_format=input_format is not None)
    except (FileNotFoundError, ValueError) as error:
        raise click.UsageError(str(error)) from None
    if found.count("-") > 1:
        raise click.UsageError("-: standard input can be read once")
    return found


def check_own(own: Sequence[Path], paths: Sequence[str], is_folder: bool) -> None:
    """Refuses outputs that are inputs, folders, or each other."""
    for number, path in enumerate(own):
        if path.is_dir() and (number or not is_folder):
            raise click.UsageError(f"{path}: cannot be written: it is a folder")
        for given in paths:
            if given != "-" and path.exists() and not Path(given).is_dir() and path.samefile(given):
                raise click.UsageError(f"{path}: is an input; write to another file")
    if len(own) == 2 and own[0].absolute() == own[1].absolute():
        raise click.UsageError(f"{own[0]}: -o and --errors name the same file")


def check_encoding(encoding: str | None) -> None:
    """Refuses an encoding that Python does not know."""
    import codecs

    try:
        if encoding is not None and not codecs.lookup(encoding)._is_text_encoding:
            raise LookupError
    except LookupError:
        raise click.UsageError(f"{encoding}: unknown encoding; try cp1251, latin-1, utf-16") from None


def reader(
    lang: str | None, kinds: Sequence[str], exclude: Sequence[str], lexicons: Sequence[str], date: str | None
) -> "Reader":
    """The reader that these options ask for."""
    from figures import _core
    from figures.inputs import told

    if lang is not None:
        _check_lang(lang, _core.languages())
    for kind in kinds:
        if kind not in _core.kinds():
            raise click.UsageError(
                f"--kind {kind}: no such kind{_near(kind, _core.kinds())}; kinds: {', '.join(_core.kinds())}"
            )
    for pattern in exclude:
        try:
            _core.Reader(exclude=[pattern])
        except _core.FiguresError as error:
            raise click.UsageError(f"--exclude {pattern}: {error}") from None
    loaded = []
    for path in lexicons:
        try:
            loaded.append((Path(path).name, Path(path).read_text(encoding="utf-8")))
        except OSError as error:
            raise click.UsageError(f"{path}: {told(error)}") from None
        except UnicodeDecodeError as error:
            raise click.UsageError(f"{path}: not UTF-8 at byte {error.start}") from None
    try:
        return _core.Reader(lang, kinds or None, exclude or None, loaded or None, date)
    except _core.FiguresError as error:
        raise click.UsageError(str(error)) from None


def _check_lang(lang: str, known: Sequence[tuple[str, str]]) -> None:
    codes = {code.split("-")[0].lower(): code for code, _ in known}
    if re.split("[-_]", lang.lower())[0] in codes or any(lang.lower() == code.lower() for code, _ in known):
        return
    names = {name.lower(): code for code, name in known}
    near = names.get(lang.lower())
    hint = f"; did you mean {near}?" if near else _near(lang.lower(), [*codes, *names])
    raise click.UsageError(f"--lang {lang}: unknown language{hint}; `figures languages` lists those that are read")


def _near(word: str, known: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(close)}?" if close else ""


# The options that decide which rows there are.
_ROWS = "paths lang text id_ lang_column date kinds exclude lexicons input_format encoding".split()


def journal(target: Path | None, resume: bool | None, given: dict[str, Any], paths: Sequence[str]) -> "Journal | None":
    """The journal of a run into a file of its own; None where it could not go on: a stream cannot be read again."""
    is_stream = target is None or (target.exists() and not (target.is_file() or target.is_dir()))
    if target is None or is_stream or "-" in paths:
        if resume:
            raise click.UsageError("--resume: only a run from files into a file (-o) can go on")
        return None
    from figures import _core
    from figures.resume import Journal, ResumeError

    asked = {name: given.get(name) for name in _ROWS}
    shown = {name.strip("_"): list(value) if isinstance(value, tuple) else value for name, value in asked.items()}
    shown["lexicons"] = [Path(path).read_text("utf-8") for path in given["lexicons"]]
    shown["command"] = click.get_current_context().info_name
    build = Path(str(_core.__file__)).stat()
    shown |= {"folder": str(Path.cwd()), "version": [build.st_size, build.st_mtime_ns]}
    journal = Journal(target, shown)
    if journal.is_there:
        if resume is None:
            choice = "--resume goes on with it, --no-resume begins anew"
            raise click.UsageError(f"{target}: a run into this file was stopped; {choice}")
        try:
            journal.check(resume)
        except ResumeError as error:
            raise click.UsageError(f"{target}: {error}; --no-resume begins anew") from None
        if not resume:
            journal.remove()
    return journal
