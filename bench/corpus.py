"""Makes a corpus of documents with a known number of figures in each: news, tallies, those in prose, or none at all.

In: the sentences of prose/<language>.toml. Out: corpora/<name>.parquet with `id`, `text`, `lang` and, for the check of
the answers, `starts` and `ends`: the spans of the figures planted, in code points. The same options give the same file.
"""

import argparse
import hashlib
import random
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("pt", "en", "uk", "it", "fr")
KINDS = ("news", "dense", "tallies", "none")
BYTES_PER_FIGURE = 500
SENTENCES_PER_LANGUAGE = 12_000

PART = re.compile(r"\{(\w+)\}|(\[)|(\])")


class Prose:
    """The sentences of one language and the numbers that fit its way of writing them."""

    def __init__(self, language: str, rng: random.Random) -> None:
        data: dict[str, Any] = tomllib.loads((HERE / "prose" / f"{language}.toml").read_text("utf-8"))
        self.rng = rng
        self.decimal: str = data["decimal"]
        self.group: str = data["group"]
        self.lists: dict[str, list[str]] = data["slots"] | {"month": data["months"], "w": data["words"]}
        self.labels: list[str] = data["tally"]
        half = SENTENCES_PER_LANGUAGE // 2
        self.plain = [self.sentence(t) for t in self._cycle(data["sentences"]["plain"], half)]
        self.figures = [self.sentence(t) for t in self._cycle(data["sentences"]["figures"], half)]

    @staticmethod
    def _cycle(templates: list[str], count: int) -> list[str]:
        return [templates[i % len(templates)] for i in range(count)]

    def sentence(self, template: str) -> tuple[str, int, list[tuple[int, int]]]:
        """Text, length in bytes and the spans planted."""
        values = self.numbers()
        text, opened, at = "", 0, 0
        spans: list[tuple[int, int]] = []
        for part in PART.finditer(template):
            text += template[at : part.start()]
            at = part.end()
            if part[1]:
                text += values.get(part[1]) or self.choice(part[1])
            elif part[2]:
                opened = len(text)
            else:
                spans.append((opened, len(text)))
        text += template[at:]
        # Not `capitalize`, which would lower the rest.
        text = text[0].upper() + text[1:]
        return text, len(text.encode()), spans

    def choice(self, slot: str) -> str:
        if slot in ("n", "n3", "nk", "pct", "dec", "year", "d"):
            return self.number(slot)
        return self.rng.choice(self.lists[slot])

    def numbers(self) -> dict[str, str]:
        """The slots that belong together: both ends of a range, both sides of a score."""
        low = self.rng.randint(2, 60)
        return {
            "lo": str(low),
            "hi": str(low + self.rng.randint(1, 39)),
            "s1": str(self.rng.randint(2, 6)),
            "s2": str(self.rng.randint(0, 1)),
            "hh": f"{self.rng.randint(10, 23)}",
            "mm": f"{self.rng.randint(1, 59):02}",
            "age": str(self.rng.randint(16, 95)),
        }

    def number(self, slot: str) -> str:
        rng = self.rng
        match slot:
            case "n":
                return str(rng.randint(2, 99))
            case "n3":
                return str(rng.randint(100, 999))
            case "nk":
                return f"{rng.randint(1_000, 999_999):,}".replace(",", self.group)
            case "pct":
                return f"{rng.randint(1, 60)}{self.decimal}{rng.randint(1, 9)}"
            case "dec":
                return f"{rng.randint(1, 99)}{self.decimal}{rng.randint(1, 99):02}"
            case "year":
                return str(rng.randint(1990, 2025))
            case _:
                return str(rng.randint(1, 28))

    def tally(self) -> tuple[str, int, list[tuple[int, int]]]:
        """A report of losses, a row a label: text, length in bytes and the spans of the totals."""
        text, spans = "", []
        for label in self.labels:
            opened = len(text) + len(label) + 3
            text += f"{label} – {self.number('nk')}"
            spans.append((opened, len(text)))
            text += f" (+{self.rng.randint(2, 99)})\n"
        text = text.removesuffix("\n")
        return text, len(text.encode()), spans

    def share_with_figures(self) -> float:
        """The share of sentences with figures that gives one figure in `BYTES_PER_FIGURE` bytes."""
        plain = sum(size for _, size, _ in self.plain) / len(self.plain)
        dense = sum(size for _, size, _ in self.figures) / len(self.figures)
        planted = sum(len(spans) for _, _, spans in self.figures) / len(self.figures)
        return plain / (BYTES_PER_FIGURE * planted - dense + plain)


def documents(language: str, size: int, seed: int, kind: str = "news") -> Iterator[tuple[str, list[int], list[int]]]:
    """Yields text, starts and ends until `size` bytes are full."""
    rng = random.Random(f"{seed} {language}")
    prose = Prose(language, rng)
    share = {"news": prose.share_with_figures(), "dense": 1.0, "tallies": 0.0, "none": 0.0}[kind]
    total = 0
    while total < size:
        wanted = rng.randint(1_000, 6_000)
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = filled = 0
        while filled < wanted:
            # Two of three paragraphs of a dense document are reports.
            is_report = kind == "tallies" or (kind == "dense" and rng.random() < 2 / 3)
            for left in range(1 if is_report else rng.randint(2, 5), 0, -1):
                if is_report:
                    text, length, spans = prose.tally()
                else:
                    text, length, spans = rng.choice(prose.figures if rng.random() < share else prose.plain)
                joiner = " " if left > 1 else "\n\n"
                pieces += (text, joiner)
                for start, end in spans:
                    starts.append(at + start)
                    ends.append(at + end)
                at += len(text) + len(joiner)
                filled += length + len(joiner)
        total += filled
        yield "".join(pieces).rstrip() + "\n", starts, ends


def made(languages: list[str], megabytes: float, seed: int, kind: str = "news") -> Path:
    """The path of the corpus of these options, written if it is not there yet."""
    # Named after what makes it too: a corpus of other sentences has other answers.
    sources = [Path(__file__), *(HERE / "prose" / f"{language}.toml" for language in languages)]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]
    path = HERE / "corpora" / f"{kind}-{'-'.join(languages)}-{megabytes:g}MB-{seed}-{digest}.parquet"
    if not path.exists():
        print(f"making {path.name}", file=sys.stderr)
        _write(path, languages, megabytes, seed, kind)
    return path


def _write(path: Path, languages: list[str], megabytes: float, seed: int, kind: str) -> None:
    import polars as pl  # late, so that a measured process decides about threads first

    size = int(megabytes * 1e6 / len(languages))
    columns: dict[str, list[Any]] = {"id": [], "text": [], "lang": [], "starts": [], "ends": []}
    for language in languages:
        for number, (text, starts, ends) in enumerate(documents(language, size, seed, kind)):
            row = (f"{language}-{number}", text, language, starts, ends)
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
    spans = pl.List(pl.UInt32)
    frame = pl.DataFrame(
        columns, schema={"id": pl.String, "text": pl.String, "lang": pl.String, "starts": spans, "ends": spans}
    )
    # Languages mixed, as in a dump.
    frame = frame.sample(fraction=1.0, shuffle=True, seed=seed)
    path.parent.mkdir(exist_ok=True)
    partial = path.with_suffix(".partial")
    frame.write_parquet(partial)
    partial.rename(path)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that name a corpus, shared with run.py."""
    parser.add_argument("--size", type=float, default=100, metavar="MB", help="megabytes of text (default 100)")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="comma-separated (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices (default 1)")
    parser.add_argument("--kind", choices=KINDS, default="news", help="of documents (default news)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_options(parser)
    options = parser.parse_args()
    print(made(options.languages.split(","), options.size, options.seed, options.kind))


if __name__ == "__main__":
    main()
