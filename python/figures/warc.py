"""Web archives in, records and their texts out: HTML that servers sent (WARC), texts taken from it (WET).

The stream is cut at the records here, so that threads can share the work and damage costs no more than the record it
is in; fastwarc reads a record, `webpages` its HTML.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from figures import webpages
from figures.compression import PIECE
from figures.inputs import CHUNK, LONGEST, Count, InputError, Source, raw, stored

COLUMNS = ("text", "url", "warc_date")
"""What a record gives. `warc_date` is when it was fetched: a date of the text only where the user says so."""

_START = re.compile(rb"WARC/1\.[0-9]\r?\n")
_NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/1\.[0-9]\r?\n)")
_END = re.compile(rb"\r?\n\r?\n|(\r?\n)*WARC/1\.[0-9]\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_LONGEST_HEAD = 1 << 16
_MEMBER = b"\x1f\x8b\x08"


class Records(NamedTuple):
    """Some records of an archive, each with its number from 1, and what was wrong between them."""

    good: list[tuple[int, bytes]]
    faults: list[tuple[int, str]]
    last: int


class Page(NamedTuple):
    """The document in a record."""

    url: str | None
    text: str
    date: str | None


def records(source: Source, count: Count | None = None) -> Iterator[Records]:
    """The records of an archive, about `CHUNK` bytes at a time; `InputError` where it cannot be read on."""
    cutter = _Cutter(source.name)
    failed: InputError | None = None
    content = _members(source, count) if source.compression == "gzip" else raw(source, count)
    try:
        for piece in content:
            if piece is None:
                cutter.broken("damaged gzip data in this record")
            else:
                cutter.take(piece)
            if cutter.size >= CHUNK:
                yield cutter.taken()
        cutter.end()
    except InputError as error:
        failed = error
        cutter.cut_off()
    if cutter.found or cutter.faults:
        yield cutter.taken()
    if failed:
        raise failed


class _Cutter:
    """Content in, whole records and faults out."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._held = b""
        self._number = 0
        self._is_lost = False  # After damage, until the next record begins.
        self.found: list[tuple[int, bytes]] = []
        self.faults: list[tuple[int, str]] = []
        self.size = 0

    def taken(self) -> Records:
        """What was found since the last call."""
        out = Records(self.found, self.faults, self._number)
        self.found, self.faults, self.size = [], [], 0
        return out

    def take(self, piece: bytes) -> None:
        self._held += piece
        while self._held and self._step(is_end=False):
            pass

    def broken(self, why: str) -> None:
        """Bytes are missing here: what has begun is no record any more."""
        if not self._drained():
            self._fault(why)
        self._held, self._is_lost = b"", False

    def cut_off(self) -> None:
        """Nothing more can be read; whoever found out says so."""
        faults = list(self.faults)
        self._drained()
        self.faults = faults

    def end(self) -> None:
        """Nothing more comes."""
        self._drained()
        if not self._number:
            raise InputError(self._name, None, "empty: there is nothing to read")

    def _drained(self) -> bool:
        """Takes what is held as all there is; whether something was wrong with that."""
        faults = len(self.faults)
        while self._held and self._step(is_end=True):
            pass
        return len(self.faults) > faults

    def _fault(self, why: str) -> None:
        self._number += 1
        self.faults.append((self._number, why))

    def _step(self, is_end: bool) -> bool:
        """Takes one record off what is held; false where more is needed."""
        held = self._held = self._held.lstrip(b"\r\n")
        if len(held) < 12 and not is_end:
            return False
        if not held:
            return False
        if self._is_lost or not _START.match(held):
            if not self._number:
                raise InputError(self._name, None, "not a web archive: it does not begin with WARC/1")
            if not self._is_lost:
                self._fault("damaged: no record begins where one should")
            return self._find(0, is_end)
        head = _HEAD_END.search(held, 0, _LONGEST_HEAD)
        if head is None:
            if len(held) < _LONGEST_HEAD and not is_end:
                return False
            self._fault("damaged: its head has no end")
            return self._find(1, is_end)
        length = _LENGTH.search(held, 0, head.end())
        if length is None:
            self._fault("damaged: its head names no length")
            return self._find(head.end(), is_end)
        end = head.end() + int(length[1])
        if end - head.end() > LONGEST:
            # Its head may be wrong too: the next record is looked for, not jumped to.
            self._fault(f"a record of more than {LONGEST >> 20} MB")
            return self._find(head.end() - 4, is_end)
        if len(held) < end + 16 and not is_end:
            return False
        after = held[end : end + 16]
        if len(held) < end or not (_END.match(after) or after.strip(b"\r\n") == b""):
            self._fault("damaged or cut off: it does not end where its head says")
            return self._find(head.end() - 4, is_end)
        self._number += 1
        self.found.append((self._number, held[:end]))
        self.size += end
        self._held = held[end:]
        return True

    def _find(self, start: int, is_end: bool) -> bool:
        """Goes on to the next beginning of a record after damage."""
        found = _NEXT.search(self._held, start)
        self._is_lost = found is None and not is_end
        self._held = self._held[found.end() :] if found else b"" if is_end else self._held[-32:]
        return found is not None


def _members(source: Source, count: Count | None) -> Iterator[bytes | None]:
    """The content of the members of a gzip file, None for each that is damaged."""
    data = b""
    member = None
    is_fresh = is_hunting = False
    for piece in stored(source, count):
        data += piece
        while data:
            if member is None:
                at = data.find(_MEMBER) if is_hunting else 0
                if at < 0:
                    data = data[-2:]
                    break
                data = data[at:] if is_hunting else data.lstrip(b"\0")
                member, is_fresh = zlib.decompressobj(wbits=31), True
            try:
                out = member.decompress(data, PIECE)
            except zlib.error:
                if not is_hunting:
                    yield None
                member, is_hunting, data = None, True, data[3 if is_fresh else 0 :]
                continue
            if is_hunting and not out.startswith(b"WARC/"):
                # By chance these bytes occur anywhere; or the member goes on in the next piece.
                member = None
                if not out and len(data) < PIECE:
                    break
                data = data[3:]
                continue
            is_hunting = is_fresh = False
            if out:
                yield out
            if member.eof:
                data, member = member.unused_data, None
            else:
                data = member.unconsumed_tail
    if member is not None or is_hunting:
        raise InputError(source.name, None, "truncated or damaged gzip data; nothing after the break was read")


def page(record: bytes) -> Page | None:
    """The document in a record; None for what is no page: requests, metadata, images, answers other than 200.

    Raises `ValueError` where a page cannot be read, `MissingExtraError` where the libraries are not there.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise webpages.MissingExtraError from None
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    try:
        for found in ArchiveIterator(io.BytesIO(record), record_types=wanted, auto_decode="all", fsspec_args=False):
            headers = found.headers
            http = found.http_headers
            if http is not None and http.status_code != 200:
                return None
            kind = (found.http_content_type or headers.get("Content-Type") or "").partition(";")[0].strip().lower()
            if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
                return None
            content = found.reader.read()
            if kind == "text/plain":
                text = content.decode(found.http_charset or "utf-8")
            else:
                text = webpages.text_of(content, found.http_charset)
            return Page(headers.get("WARC-Target-URI"), text, headers.get("WARC-Date"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not {error.encoding} at byte {error.start} of its text") from None
    except (LookupError, OSError) as error:
        raise ValueError(f"damaged: {str(error).lower()}") from None
    return None
