"""Sources in, units out: calls that each give one batch of documents, so that threads can share the work.

A unit is cheap to make and does the decoding when called. A bad document never takes a good one with it: a batch
that the fast reader refuses is read again one document at a time, and what is bad is named.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from functools import partial

from figures import frames, records, warc, webpages
from figures._core import line_ends
from figures.batches import At, Batch, Input, Known, Unit, finished
from figures.columns import Columns, Names
from figures.inputs import CHUNK, LONGEST, InputError, Notice, Rejected, Source, pieces, raw, whole

FILES = 1000
"""Text files that are read as one batch, at most."""


def units(
    inputs: Iterator[Source | Rejected | Notice], names: Names, encoding: str | None = None, known: Known | None = None
) -> Iterator[Unit]:
    """Units of about `CHUNK` bytes each, in the order of the inputs; inputs that fail give a unit that says so."""
    known = known or Known()
    files: list[Source] = []
    weight = 0

    def together() -> Unit:
        return Unit(partial(_files, files, encoding), At(tuple(files), None, 0, weight))

    for source in inputs:
        if isinstance(source, Source):
            if source.name in known.done:
                continue
            if source.format in ("txt", "html") and source.path and not source.compression:
                with contextlib.suppress(OSError):  # Opening it will say why.
                    weight += source.path.stat().st_size
                files.append(source)
                if weight >= CHUNK or len(files) >= FILES:
                    yield together()
                    files, weight = [], 0
                continue
        if files:
            yield together()
            files, weight = [], 0
        if isinstance(source, Source):
            yield from _guarded(Input(source, names, encoding, known.places.get(source.name, 0)))
        elif isinstance(source, Notice):
            yield Unit(partial(Batch, None, [], [source]))
        else:
            yield Unit(partial(Batch, None, [source]))
    if files:
        yield together()


def _guarded(one: Input) -> Iterator[Unit]:
    last = Batch()
    try:
        yield from _one(one)
    except InputError as error:
        last.rejected.append(error.rejected)
    yield one.last(last)


def _one(one: Input) -> Iterator[Unit]:
    source = one.source
    if source.format in ("parquet", "arrow"):
        yield from frames.units(one)
        return
    if source.format == "warc":
        yield from _archive(one)
        return
    if source.format == "html":
        page = whole(source, raw(source, one.count))
        yield one.unit(partial(_alone, source.name, partial(webpages.text_of, page, one.encoding)), 1)
        return
    content = one.content()
    format_ = source.format
    if not format_:
        content, format_ = _sniffed(content)
    if format_ == "jsonl":
        yield from _lines(one, content)
    elif format_ in ("csv", "tsv"):
        yield from _records(one, content, format_)
    else:
        yield one.unit(partial(_alone, source.name, partial(_decoded, source.name, whole(source, content))), 1)


def _sniffed(content: Iterator[bytes]) -> tuple[Iterator[bytes], str]:
    head = b""
    for piece in content:
        head += piece
        if head.lstrip():
            break
    format_ = "jsonl" if head.lstrip().startswith(b"{") else "txt"

    def again() -> Iterator[bytes]:
        yield head
        yield from content

    return again(), format_


def _files(sources: list[Source], encoding: str | None) -> Batch:
    """Texts and pages, a file each."""
    batch = Batch()
    ids, texts = [], []
    for source in sources:
        found = _taken(source.name, partial(_content, source, encoding))
        if isinstance(found, Rejected):
            batch.rejected.append(found)
        else:
            ids.append(source.name)
            texts.append(found)
    return _named(batch, ids, texts)


def _content(source: Source, encoding: str | None) -> str:
    """The text of a file that is one document."""
    if source.format == "html":
        return webpages.text_of(whole(source, raw(source)), encoding)
    return _decoded(source.name, whole(source, pieces(source, encoding)))


def _taken(name: str, read: Callable[[], str]) -> str | Rejected:
    """The text that `read` gives, or what is wrong with it."""
    try:
        return read()
    except InputError as error:
        return error.rejected._replace(is_document=True)
    except (ValueError, webpages.MissingExtraError) as error:
        return Rejected(name, None, str(error))


def _alone(name: str, read: Callable[[], str]) -> Batch:
    """A file that is one document, in a batch of its own."""
    found = _taken(name, read)
    return Batch(None, [found]) if isinstance(found, Rejected) else _named(Batch(), [name], [found])


def _named(batch: Batch, ids: list[str], texts: list[str]) -> Batch:
    import polars as pl

    batch.documents = pl.DataFrame({"id": ids, "text": texts}, schema={"id": pl.String, "text": pl.String})
    batch.place = lambda row: (ids[row], None)
    return batch


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(name, line, records.not_utf8(error)) from None


def _cut(
    source: Source, content: Iterator[bytes], ends: Callable[[bytes], int], has_lines: bool
) -> Iterator[tuple[bytes, range, list[Rejected]]]:
    """Chunks that end where `ends` says (0: nowhere yet), each with the numbers of its lines and what is wrong.

    A last line without its end is not among the numbers.

    Standard input is cut as it comes, so that an answer does not wait for more; files in chunks of `CHUNK`. With
    `has_lines` a line that is too long costs only itself.
    """
    least = 1 if source.path is None else CHUNK
    line, waiting, size = 1, [], 0
    fault: InputError | None = None
    is_long = False  # Within a line that was given up.
    too_long = f"a line or record of more than {LONGEST >> 20} MB"
    try:
        for piece in content:
            if is_long:
                end = piece.find(b"\n") + 1
                if not end:
                    continue
                piece, is_long, line = piece[end:], False, line + 1
            waiting.append(piece)
            size += len(piece)
            if size < least or (source.path is None and b"\n" not in piece and size <= LONGEST):
                continue
            # The last line end is nearly always in the last piece: nothing is copied twice then.
            end = piece.rfind(b"\n") + 1 if has_lines else 0
            if end:
                chunk = b"".join([*waiting[:-1], memoryview(piece)[:end]])
                held = piece[end:]
            else:
                held = b"".join(waiting)
                end = ends(held)
                chunk, held = held[:end], held[end:]
            if chunk:
                lines = range(line, line + line_ends(chunk))
                yield chunk, lines, []
                line = lines.stop
            if len(held) > LONGEST:
                if not has_lines:
                    raise InputError(source.name, line, f"{too_long}; nothing after it was read")
                yield b"", range(line, line + 1), [Rejected(source.name, line, too_long)]
                held, is_long = b"", True
            waiting, size = [held], len(held)
            least = len(held) + (1 if source.path is None else CHUNK)
    except InputError as error:
        fault = error
    rest = b"".join(waiting)
    if fault and not (has_lines and _is_whole(rest)):
        # What follows the last whole line was cut off by the fault and is no document.
        rest = rest[: ends(rest)]
    if rest.strip():
        yield rest, range(line, line + rest.count(b"\n")), []
    if fault:
        if fault.rejected.line is None and line + rest.count(b"\n") > 1:
            fault.rejected = fault.rejected._replace(line=line + rest.count(b"\n"))
        raise fault


def _is_whole(rest: bytes) -> bool:
    """Whether the last line is a whole JSON object, though a break follows it and no line end."""
    last = rest[rest.rfind(b"\n") + 1 :]
    try:
        return isinstance(json.loads(last), dict)
    except (ValueError, RecursionError):
        return False


def _lines(one: Input, content: Iterator[bytes]) -> Iterator[Unit]:
    columns: Columns | None = None
    name = one.source.name
    for chunk, lines, faults in _cut(one.source, content, lambda held: held.rfind(b"\n") + 1, has_lines=True):
        notices: list[Notice] = []
        if columns is None and (keys := _keys(chunk)):
            columns, notices = one.names.chosen(name, keys)
        if lines.start < one.start:
            continue
        if faults:
            yield one.unit(partial(Batch, None, faults), lines.stop)
        else:
            read = partial(_json, name, chunk, lines, columns or one.names.first(), notices)
            yield one.unit(read, lines.stop)


def _keys(chunk: bytes) -> list[str]:
    """The keys of the first objects of a chunk, in order of appearance."""
    keys: dict[str, None] = {}
    for line in chunk[:CHUNK].split(b"\n", 100)[:100]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            keys.update(dict.fromkeys(found))
    return list(keys)


def _json(name: str, chunk: bytes, lines: range, columns: Columns, notices: list[Notice]) -> Batch:
    batch = Batch(notices=notices)
    frame = records.fast_json(chunk, len(lines), columns)
    if frame is None:
        frame, own, faults = records.slow_json(chunk, lines.start, columns)
        batch.rejected = [Rejected(name, at, reason) for at, reason in faults]
        batch.place = lambda row: (name, own[row])
        return finished(batch, name, frame, own)
    batch.place = lambda row: (name, lines.start + row)
    return finished(batch, name, frame, range(lines.start, lines.start + frame.height))


def _records(one: Input, content: Iterator[bytes], format_: str) -> Iterator[Unit]:
    head: records.Head | None = None
    columns: Columns | None = None
    name = one.source.name
    for chunk, lines, _ in _cut(one.source, content, records.last_record_end, has_lines=False):
        notices: list[Notice] = []
        body, first = chunk, lines.start
        if head is None or columns is None:
            head, body, first = records.head(name, chunk, lines.start, format_)
            columns, notices = one.names.chosen(name, head.names)
        if (body or notices) and lines.start >= one.start:
            read = partial(_csv, name, body, range(first, lines.stop), head, columns, notices)
            yield one.unit(read, lines.stop)


def _csv(name: str, chunk: bytes, ends: range, head: records.Head, columns: Columns, notices: list[Notice]) -> Batch:
    batch = Batch(notices=notices)
    fast = records.fast_csv(chunk, ends, head, columns)
    frame, lines, faults = fast or records.slow_csv(chunk, ends.start, head, columns)
    batch.rejected = [Rejected(name, at, reason) for at, reason in faults]
    batch.place = lambda row: (name, lines[row])
    return finished(batch, name, frame, lines)


def _archive(one: Input) -> Iterator[Unit]:
    """WARC and WET; a record's number stands for its line."""
    name = one.source.name
    for found in warc.records(one.source, one.count):
        if found.last >= one.start:
            yield one.unit(partial(_pages, name, found, one.names), found.last + 1)


def _pages(name: str, found: warc.Records, names: Names) -> Batch:
    batch = Batch(rejected=[Rejected(name, number, reason) for number, reason in found.faults])
    rows: list[tuple[str | None, str, str | None]] = []
    numbers: list[int] = []
    for number, record in found.good:
        try:
            page = warc.page(record)
        except (ValueError, webpages.MissingExtraError) as error:
            batch.rejected.append(Rejected(name, number, str(error)))
            continue
        if page is not None:
            date = page.date[:10] if page.date and names.date == "warc_date" else None
            rows.append((page.url, page.text, date))
            numbers.append(number)
    batch.place = lambda row: (name, numbers[row])
    import polars as pl

    frame = pl.DataFrame(rows, schema={"id": pl.String, "text": pl.String, "date": pl.String}, orient="row")
    return finished(batch, name, frame, numbers)
