"""Compressed bytes in, plain bytes out, member by member; all that stands before a break comes out.

Knows suffixes and decompressors. What the bytes mean is the business of others.
"""

import contextlib
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2", ".xz": "xz"}
PIECE = 1 << 20
"""Bytes that are taken from a file, or out of a decompressor, at a time."""


def suffixes(path: Path) -> tuple[str, str | None]:
    """The suffix that tells the format of a file, and how the file is compressed, by its name."""
    suffix = path.suffix.lower()
    compression = COMPRESSIONS.get(suffix)
    return (Path(path.stem).suffix.lower() if compression else suffix), compression


class DamageError(Exception):
    """The data cannot be decompressed further; what came before stands."""


class Decompressor(Protocol):
    """What the decompressors of the standard library have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class Gzip:
    """zlib's decompressor with the face of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max(max_length, 0))


def decompressor(compression: str) -> Callable[[], Decompressor]:
    """Makes decompressors of this sort, each for one member."""
    if compression == "gzip":
        return Gzip
    if compression == "bzip2":
        import bz2

        return bz2.BZ2Decompressor
    if compression == "xz":
        import lzma

        return lzma.LZMADecompressor
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd.ZstdDecompressor


Opener = Callable[[Callable[[int], object] | None], Iterator[bytes]]
"""Opens the compressed bytes from the start; its argument is told how many were taken."""


def decompressed(opened: Opener, compression: str, count: Callable[[int], object] | None = None) -> Iterator[bytes]:
    """The content of all members; `DamageError` at a break, after everything before it has come out."""
    given = taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for piece in opened(count):
            yield piece
            taken += len(piece)

    try:
        for out in _members(pieces(), compression, PIECE):
            given += len(out)
            yield out
    except DamageError:
        # What a decompressor had ready in the call that failed is lost: once more, byte by byte where it failed.
        again, rest = 0, bytearray()
        with contextlib.suppress(DamageError):
            for out in _members(_fine(opened(None), taken), compression, -1):
                rest += out[max(0, given - again) :]
                again += len(out)
        if rest:
            yield bytes(rest)
        raise


def _fine(compressed: Iterator[bytes], start: int) -> Iterator[bytes]:
    """The same bytes, one by one from `start` on."""
    at = 0
    for piece in compressed:
        if at < start:
            yield piece
        else:
            yield from (piece[place : place + 1] for place in range(len(piece)))
        at += len(piece)


def _members(compressed: Iterator[bytes], compression: str, most: int) -> Iterator[bytes]:
    make = decompressor(compression)
    current: Decompressor | None = None
    for data in compressed:
        rest = data
        while rest or (current and not current.needs_input and not current.eof):
            current = current or make()
            try:
                out = current.decompress(rest, most)
            except MemoryError:
                raise
            except Exception as error:  # Each library has errors of its own.
                raise DamageError(f"damaged {compression} data ({error}); nothing after that was read") from None
            if out:
                yield out
            rest = b""
            if current.eof:
                # Padding with zeros after the last member is allowed.
                rest, current = current.unused_data.lstrip(b"\0"), None
    if current is not None:
        raise DamageError(f"truncated {compression} data; nothing after the break was read")
