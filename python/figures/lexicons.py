"""Lexicons of the user's own, read and checked before a reader takes them."""

from os import PathLike
from pathlib import Path
from typing import NamedTuple


class Lexicon(NamedTuple):
    """Words on top of ours, as `Reader(lexicons=[...])` takes them: the file's name and its TOML text."""

    name: str
    toml: str

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> "Lexicon":
        """The lexicon in the file `path`, in the format of `rust/core/lexicons/README.md`.

        Raises `LexiconError`, which names file, line and both meanings, for one that is not sound or does not go with
        ours, and `OSError` or `UnicodeDecodeError` for a file that cannot be read.
        """
        from figures._core import Reader

        lexicon = cls(Path(path).name, Path(path).read_text("utf-8"))
        Reader(lexicons=[lexicon])
        return lexicon
