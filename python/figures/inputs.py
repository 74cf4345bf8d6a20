"""Paths in, files and their bytes out: walked, decompressed, in UTF-8, cut at line ends.

Knows the names and the coverings of files. What a line or a row means is the business of `documents`.
"""

import codecs
import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from figures import compression
from figures.compression import PIECE, suffixes

CHUNK = 8 << 20
"""Bytes of a dump that are read as one batch."""
LONGEST = 64 << 20
"""A text, a line or a record past this many bytes is not a document but a fault of the dump."""

FORMATS = {
    ".txt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".warc": "warc",
    ".wet": "warc",
}
WHOLE_ONLY = ("parquet", "arrow")
"""Formats that compress inside and are never wrapped."""
READABLE = (
    ".txt, .jsonl, .ndjson, .csv, .tsv, .html, .warc, .wet (also .gz, .zst, .bz2, .xz), .parquet, .arrow, .feather"
)


class Rejected(NamedTuple):
    """A document, or a whole input where `is_document` is false, that could not be read."""

    file: str
    line: int | None
    reason: str
    is_document: bool = True

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.reason}"


class Notice(NamedTuple):
    """What the user would want to know of how an input was read; no fault."""

    file: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}: {self.text}"


class InputError(Exception):
    """An input that cannot be read on; what was read before stands."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.rejected = Rejected(file, line, reason, is_document=False)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input where `path` is None."""

    name: str
    path: Path | None
    format: str
    compression: str | None = None


def told(error: OSError) -> str:
    """What the system says of a failure, in the style of our messages."""
    return (error.strerror or str(error)).lower()


def printable(path: str | Path) -> str:
    """The path as text: a name that is not UTF-8 cannot go into a table as it is."""
    return os.fsencode(path).decode("utf-8", "replace")


def recognised(path: Path) -> tuple[str, str | None] | None:
    """Format and compression by the suffixes of the name."""
    suffix, compression = suffixes(path)
    found = FORMATS.get(suffix)
    if found is None or (compression and found in WHOLE_ONLY):
        return None
    return found, compression


def expanded(path: str) -> list[str]:
    """The paths that `path` stands for: itself, or what it matches where it is a pattern and no file; maybe none."""
    if path == "-" or os.path.lexists(path):
        return [path]
    if not glob.has_magic(path):
        return []
    anchor = Path(path).anchor
    parts = Path(path).parts[1:] if anchor else Path(path).parts
    return sorted(str(found) for found in Path(anchor or ".").glob(str(Path(*parts))))


def sources(
    paths: Sequence[str], forced: str | None = None, skip: Sequence[Path] = ()
) -> Iterator[Source | Rejected | Notice]:
    """The files under `paths` in order, folders walked by name; each file once.

    Hidden files and files of other formats are passed over in folders, `skip` (our own output) everywhere.
    """
    seen = {_identity(path) for path in skip}
    for given in paths:
        if given == "-":
            yield Source("-", None, forced or "")
            continue
        path = Path(given)
        if not path.is_dir():
            if (one := _identity(path)) in seen:
                yield Notice(printable(given), "named twice; read once")
                continue
            seen.add(one)
            yield _named(path, given, forced)
            continue
        found = 0
        for item in _walk(path, seen):
            found += isinstance(item, Source)
            yield item
        if not found:
            reason = f"no readable file in this folder; readable: {READABLE}"
            yield Rejected(printable(given), None, reason, is_document=False)


def _named(path: Path, given: str, forced: str | None) -> Source:
    format_, compression = recognised(path) or ("", suffixes(path)[1])
    return Source(printable(given), path, forced or format_, compression)


def _identity(path: Path) -> object:
    try:
        status = path.stat()
    except OSError:
        return path
    return status.st_dev, status.st_ino


def _walk(folder: Path, seen: set[object]) -> Iterator[Source | Rejected | Notice]:
    if (one := _identity(folder)) in seen:  # A link back to a folder above would never end.
        return
    seen.add(one)
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        yield Rejected(printable(folder), None, told(error), is_document=False)
        return
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, seen)
        elif (kind := recognised(path)) and (one := _identity(path)) not in seen:
            seen.add(one)
            yield Source(printable(path), path, *kind)


Count = Callable[[int], object]
"""Told how many bytes of a file were taken, as they are."""


def pieces(source: Source, encoding: str | None = None, count: Count | None = None) -> Iterator[bytes]:
    """The content in UTF-8 without a byte order mark, as it comes.

    Raises `InputError` where the file ends early or is damaged; the pieces before it stand.
    """
    content = raw(source, count)
    head = b""
    for piece in content:  # A byte order mark may be cut by the first read of a pipe.
        head += piece
        if len(head) >= 4:
            break
    if not head:
        raise InputError(source.name, None, "empty: there is nothing to read")
    if encoding is None and head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        encoding = "utf-32"
    elif encoding is None and head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    if encoding is None or codecs.lookup(encoding).name in ("utf-8", "utf-8-sig"):
        yield head.removeprefix(codecs.BOM_UTF8)
        yield from content
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        yield decoder.decode(head).encode("utf-8", "replace")
        for piece in content:
            yield decoder.decode(piece).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")
    except UnicodeDecodeError as error:
        raise InputError(source.name, None, f"not {encoding}: {error.reason}") from None


def whole(source: Source, content: Iterator[bytes]) -> bytes:
    """All of `content`, where one document is one file; `InputError` past `LONGEST`."""
    taken, size = [], 0
    for piece in content:
        taken.append(piece)
        size += len(piece)
        if size > LONGEST:
            raise InputError(source.name, None, f"a text of more than {LONGEST >> 20} MB; not read")
    return b"".join(taken)


def raw(source: Source, count: Count | None = None) -> Iterator[bytes]:
    """The bytes of the file, decompressed; raises as `pieces` does."""
    if not source.compression:
        yield from stored(source, count)
        return
    try:
        yield from compression.decompressed(partial(stored, source), source.compression, count)
    except compression.DamageError as error:
        raise InputError(source.name, None, str(error)) from None


def stored(source: Source, count: Count | None = None) -> Iterator[bytes]:
    """The bytes of the file as they lie there."""
    try:
        if source.path is None:
            while piece := os.read(0, PIECE):
                yield piece
            return
        with source.path.open("rb", buffering=0) as file:
            while piece := file.read(PIECE):
                if count:
                    count(len(piece))
                yield piece
    except OSError as error:
        raise InputError(source.name, None, told(error)) from None
