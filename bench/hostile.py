"""Measures texts made to be slow beside news: the time per byte, and whether twice the text takes twice the time.

Each text is one unit of `UNITS` over and over, in one document without any other. Times are processor time of this
process, the best of several rounds, so that a busy machine changes little. `--instructions` counts those under valgrind
instead, which no machine changes, but which know nothing of memory. `--search` makes units at random out of the words
of the lexicons, and of the sentences of our cases, and tells which of them grow faster than their text.

Exit code 1 where a text grows faster than `GROWTH` allows, or costs more than `COSTS` times what news of as many bytes
or of as many figures costs.
"""

import argparse
import csv
import datetime
import os
import random
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

import corpus
import instructions
from figures._core import Reader

HERE = Path(__file__).parent
LEXICONS = HERE.parent / "rust" / "core" / "lexicons"
CASES = HERE.parent / "tests" / "cases"
# For glibc: freed memory is kept. Were it given back, new pages would be paid for with texts of one size and not with
# those of half the size, which tells nothing of the reader.
KEEPING = {"MALLOC_TRIM_THRESHOLD_": "4000000000", "MALLOC_MMAP_THRESHOLD_": "4000000000"}
# Twice the text, twice the time, within 20 %.
GROWTH = 2.4
COSTS = 5.0
COLUMNS = [
    "text",
    "lang",
    "bytes",
    "figures",
    "ns_per_byte",
    "ns_per_figure",
    "times_news",
    "times_news_figure",
    "growth",
]


class Unit(NamedTuple):
    """What a text repeats, its language (none: it is found), and what stands before all that once."""

    name: str
    lang: str | None
    repeated: str
    opening: str = ""

    def text(self, size: int) -> str:
        """`size` bytes or a little less, and what opens them."""
        return self.opening + filled(self.repeated, size)


# What stands behind a comment once took time by the square, or crashed.
UNITS = [
    Unit("digits", None, "7"),
    Unit("Arabic digits", "ar", "٣"),
    Unit("Devanagari digits", "hi", "९"),
    Unit("full-width digits", "ja", "７"),
    Unit("separators", None, ".,"),
    Unit("spaces", None, " "),
    Unit("no-break spaces", None, "\u00a0"),
    Unit("groups of three", "en", "123,"),
    Unit("groups by space", "uk", "123 "),
    Unit("groups by no-break space", "uk", "123\u00a0"),
    Unit("list of digits", "en", "1,"),
    Unit("numbers by points", "en", "1.1."),  # runs of groups were followed to their end from each group
    Unit("numbers by slashes", "en", "1/"),
    Unit("numbers by colons", "en", "1:"),
    Unit("numbers by dashes", "en", "1-"),
    Unit("dates by points", "de", "1.1.2024."),
    Unit("fractions", "en", "1/2 "),
    Unit("vulgar fractions", "en", "½"),
    Unit("brackets", None, "("),
    Unit("brackets and digits", "en", "1("),
    Unit("deltas", "uk", "12 (+3) "),
    Unit("pluses", "en", "+1 "),
    Unit("telephone numbers", "en", "+1(("),
    Unit("signs of money", "en", "$1"),
    Unit("money with cents", "en", "5 euros and "),  # the number behind was looked for from the first one on
    Unit("money with cents it", "it", "5 euro e 10 "),
    Unit("money in cents", "de", "5 Cent "),  # the price behind was looked for from the first number on
    Unit(
        "money with scales", "en", "5 million euros, 6 million for "
    ),  # the number before a sum was looked for among all
    Unit("percent", "en", "1%"),
    Unit("one number word", "en", "million "),
    Unit("tens", "en", "two "),
    Unit("and", "en", "hundred and "),
    Unit("hyphens", "en", "twenty-"),
    Unit("halves", "en", "half "),
    Unit("articles", "en", "the one a "),
    Unit("dozens of dozens", "en", "dozens of "),
    Unit("ordinals", "en", "1st "),  # what follows a place was looked for among all numbers
    Unit("ordinal words", "en", "first "),
    Unit("ages", "en", ", 45, "),
    Unit("ages in words", "en", "45-year-old "),  # were counted back to the first of them from each figure
    Unit("ranges", "en", "from 1 to "),
    Unit("bounds", "en", "more than 1 and less than "),
    Unit("hedges", "en", "about "),
    Unit("hours", "en", "5 hours and "),  # the smaller unit was looked for from the first number on
    Unit("clock", "fr", "1h30"),
    Unit("months", "en", "1 May "),
    Unit("years", "en", "in 2024 "),
    Unit("year first", "lt", "2024 m. vasario "),  # the day was looked for among all numbers behind
    Unit("seasons", "en", "spring of 2024 "),
    Unit("parts of a whole", "en", "9 people, including "),
    Unit("part after part", "en", "99 people, including 3 killed, "),  # each part looked for its whole among all
    Unit("parts between commas", "en", ",½ "),  # each went through all those behind it
    Unit("outcomes", "en", "1 killed "),
    # Each one that was put in moved all figures behind it.
    Unit("one and a number", "en", "a soldier was killed and 5 euros "),
    # Their whole was looked for among all figures.
    Unit("others of a part", "en", "4 were stable, ", "61 were wounded. Three of the wounded are stable, "),
    Unit("places of a whole", "en", "9 in Rome, ", "61 people were killed: "),
    Unit("sides", "en", "1 Russian "),
    Unit("scores", "en", "won 2-1 "),
    Unit("out of", "en", "1 of the 2 "),
    Unit("names with digits", "en", "T-72 "),
    Unit("letters and digits", None, "a1"),
    Unit("letters and full-width digits", "it", "poteva３"),  # each word was measured to the end of them all
    Unit("hyphened names", "en", "a-1-"),
    Unit("numbers of names", "en", "No. 1."),
    Unit("links", "en", "http://a.b/1 "),
    Unit("one link", "en", "a.b/1"),
    Unit("mail", "en", "1@a."),
    Unit("handles", "en", "@1#1"),
    Unit("numbers above labels", "en", "12\nsoldiers\n"),
    Unit("labels above numbers", "uk", "танки\n12\n"),
    Unit("labels before numbers", "uk", "Танки — 1730 (+8)\n"),
    Unit("numbers on lines", "en", "1\n"),
    Unit("numbers in paragraphs", "en", "1\n\n"),
    Unit("lines", None, "\n"),
    Unit("carriage returns", None, "1\r"),
    Unit("line separators", None, "1\u2028"),
    Unit(
        "long words before stops", "en", "a" * 5_000 + ". " + "1 " * 100
    ),  # the word before a stop was counted to its end
    Unit("combining marks", None, "\u0301"),
    Unit("combined letters", None, "e\u0301\u0323"),
    Unit("combining marks behind digits", None, "1\u0301"),
    Unit("zero-width joiners", None, "\u200d"),
    Unit("digits and joiners", None, "1\u200d"),
    Unit("digits and soft hyphens", "de", "1\u00ad"),
    Unit("bidi overrides", None, "1\u202e"),
    Unit("byte order marks", None, "\ufeff1"),
    Unit("emoji", None, "👨\u200d👩\u200d👧1"),
    Unit("nulls", None, "\x001"),
    Unit("apostrophes", "it", "l'1'"),
    Unit("elisions", "fr", "l'"),
    Unit("quotation marks", "en", '"1" '),
    Unit("one long word", None, "a"),
    Unit("one long German number", "de", "tausend"),
    Unit("one long Italian number", "it", "mille"),
    Unit("one long Finnish number", "fi", "sata"),
    Unit("German numbers", "de", "einundzwanzigtausend "),
    Unit("French numbers", "fr", "quatre-vingt-"),
    Unit("Ukrainian scales", "uk", "мільйон "),
    Unit("Ukrainian tens", "uk", "двадцять "),
    Unit("Chinese digits", "zh", "一"),
    Unit("Chinese scales", "zh", "万"),
    Unit("Chinese parts of parts", "zh", "三分之"),  # went down as deep as the text is long, and ended the process
    Unit("digits in parts of parts", "zh", "3分之"),
    Unit("Japanese hundreds", "ja", "百"),
    Unit("Japanese dates", "ja", "1年1月1日"),
    Unit("Korean scales", "ko", "만 "),
    Unit("Arabic scales", "ar", "مليون و"),
    Unit("Hebrew joined words", "he", "כ-6 "),
    Unit("Hindi scales", "hi", "लाख "),
    Unit("Turkish endings", "tr", "6'dan "),
    Unit(
        "languages in turn",
        None,
        "Das ist nicht der Fall und war es nie gewesen. 12\nIl a dit que ce ne sera pas le cas. 12\n",
    ),
]


def filled(unit: str, size: int) -> str:
    """`unit` over and over, `size` bytes long or a little less."""
    return unit * max(1, size // len(unit.encode()))


def cost(reader: Reader, texts: list[str], lang: str | None, rounds: int) -> tuple[float, int]:
    """Seconds of processor time for the texts, the best of `rounds`, and the figures found."""
    column = pl.Series(texts, dtype=pl.String)
    langs = None if lang is None else pl.Series([lang] * len(texts))
    best, figures = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        batch, rejected = reader.read_batch(column, langs=langs)
        best = min(best, time.process_time() - start)
        if rejected:
            sys.exit(f"{texts[0][:40]!r}: {rejected[0][1]}")
        figures = len(batch)
    return best, figures


def news(size: int, seed: int) -> list[str]:
    """Documents of the bench's corpus, all its languages."""
    share = size // len(corpus.LANGUAGES)
    return [text for language in corpus.LANGUAGES for text, _, _ in corpus.documents(language, share, seed)]


def measured(reader: Reader, units: list[Unit], size: int, rounds: int, seed: int) -> Iterator[dict[str, object]]:
    """A row of `COLUMNS` for news and for each text of `size` bytes."""
    texts = news(size, seed)
    seconds, figures = cost(reader, texts, None, rounds + 1)
    length = sum(len(text.encode()) for text in texts)
    of_byte, of_figure = seconds / length, seconds / figures
    yield {"text": "news", "bytes": length, "figures": figures, **per(seconds, length, figures)}
    for unit in units:
        text, twice = unit.text(size), unit.text(2 * size)
        length = len(text.encode())
        seconds = double = float("inf")
        # In turn, so that a slow moment of the machine hits both.
        for _ in range(rounds):
            once, figures = cost(reader, [text], unit.lang, 1)
            seconds, double = min(seconds, once), min(double, cost(reader, [twice], unit.lang, 1)[0])
        yield {
            "text": unit.name,
            "lang": unit.lang or "",
            "bytes": length,
            "figures": figures,
            **per(seconds, length, figures),
            "times_news": round(seconds / length / of_byte, 1),
            "times_news_figure": round(seconds / figures / of_figure, 2) if figures else "",
            "growth": round(double / seconds, 2),
        }


def counted_in_instructions(units: list[Unit], size: int, seed: int) -> Iterator[dict[str, object]]:
    """Like `measured` with 10⁹ instructions for a second; lexicons are loaded before."""
    program = instructions.built()

    def cost(texts: list[str], lang: str | None) -> tuple[float, int]:
        # The second time all is loaded.
        once, figures = instructions.counted(program, texts, lang)
        twice, _ = instructions.counted(program, texts * 2, lang)
        return (twice - once) / 1e9, figures

    def row(name: str, lang: str | None, texts: list[str]) -> tuple[dict[str, object], float, int, int]:
        (spent, figures), length = cost(texts, lang), sum(len(text.encode()) for text in texts)
        told = {"text": name, "lang": lang or "", "bytes": length, "figures": figures, **per(spent, length, figures)}
        return told, spent, figures, length

    told, of_news, figures_of_news, bytes_of_news = row("news", None, news(size, seed))
    yield told
    for unit in units:
        told, spent, figures, length = row(unit.name, unit.lang, [unit.text(size)])
        double, _ = cost([unit.text(2 * size)], unit.lang)
        yield told | {
            "times_news": round(spent / length / (of_news / bytes_of_news), 1),
            "times_news_figure": round(spent / figures / (of_news / figures_of_news), 2) if figures else "",
            "growth": round(double / spent, 2),
        }


def per(seconds: float, length: int, figures: int) -> dict[str, object]:
    return {
        "ns_per_byte": round(seconds / length * 1e9, 1),
        "ns_per_figure": round(seconds / figures * 1e9) if figures else "",
    }


def faults(row: dict[str, object]) -> list[str]:
    """What is wrong with a row, if anything."""
    if row["text"] == "news":
        return []
    found = []
    if float(str(row["growth"])) > GROWTH:
        found.append(f"twice the text takes {row['growth']} times the time")
    of_figure = float(str(row["times_news_figure"] or "inf"))
    if min(float(str(row["times_news"])), of_figure) > COSTS:
        found.append(f"a byte costs {row['times_news']} times one of news")
    return found


# Units at random.

MARKS = [*", . ; : - – / ( ) + % $ € ' ’ \" # @ & = ~ < > ° × ½".split(" "), " ", "\n", "\u00a0", "\u200d", "\u0301"]
DIGITS = ["1", "12", "123", "2024", "0", "1.5", "1,5", "10 000", "٣", "९", "３"]


def words_of(path: Path) -> list[str]:
    """Every word that a lexicon lists; of those inflected like another the stem."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, str):
            found.append(node.partition("|")[0])
        elif isinstance(node, dict):
            for key, value in node.items():
                found.append(key)
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(tomllib.loads(path.read_text("utf-8")))
    return [word for word in found if 0 < len(word) <= 24]


def sentences_of(lang: str) -> list[str]:
    """The texts of a language's cases, what few words of a lexicon come to together."""
    path = CASES / f"{lang}.toml"
    cases = tomllib.loads(path.read_text("utf-8")).get("case", []) if path.exists() else []
    return [case["text"] for case in cases if 0 < len(case["text"]) <= 300]


def search(reader: Reader, seconds: float, seed: int, say: Callable[[str], None]) -> int:
    """Tries units for so long; how many grew faster than their text."""
    rng = random.Random(seed)
    lexicons = {path.stem: words_of(path) for path in sorted(LEXICONS.glob("[a-z]*.toml"))}
    sentences = {lang: sentences_of(lang) for lang in lexicons}
    size, end = 40_000, time.monotonic() + seconds
    tried = found = 0
    while time.monotonic() < end:
        lang, words = rng.choice(list(lexicons.items()))
        pools = (words, words, DIGITS, MARKS)
        if sentences[lang] and rng.random() < 0.5:
            unit = rng.choice(sentences[lang]).rstrip(".!?。") + rng.choice((" ", ", ", ". "))
        else:
            unit = "".join(rng.choice(rng.choice(pools)) + rng.choice(("", " ")) for _ in range(rng.randint(1, 5)))
        tried += 1
        # Four times the text: by the square sixteen times the time, though little may grow so yet. What looks so is
        # measured again.
        for rounds in (1, 3, 5):
            small, _ = cost(reader, [filled(unit, size)], lang, rounds)
            large, _ = cost(reader, [filled(unit, 4 * size)], lang, rounds)
            if large < 6 * small + 0.002:
                break
        else:
            found += 1
            say(f"{lang} {unit!r}: four times the text takes {large / small:.1f} times the time")
    say(f"{tried} units tried, {found} grow faster than their text")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, default=1, metavar="MB", help="of each text (default 1)")
    parser.add_argument("--rounds", type=int, default=7, help="of each measurement, the best counts (default 7)")
    parser.add_argument("--only", metavar="WORD", help="texts whose name has this word")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices (default 1)")
    parser.add_argument("--search", type=float, metavar="SECONDS", help="try units at random for so long instead")
    parser.add_argument("--instructions", action="store_true", help="count those, with a --size of 0.05 or so")
    parser.add_argument("--record", action="store_true", help="write record/hostile-<date>.csv")
    options = parser.parse_args()
    if not KEEPING.keys() <= os.environ.keys():
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | KEEPING)
    reader = Reader()
    if options.search:
        return int(search(reader, options.search, options.seed, print) > 0)
    units = [unit for unit in UNITS if not options.only or options.only in unit.name]
    rows, bad = [], 0
    print("  ".join(COLUMNS))
    size = int(options.size * 1e6)
    if options.instructions:
        found = counted_in_instructions(units, size, options.seed)
    else:
        found = measured(reader, units, size, options.rounds, options.seed)
    for row in found:
        rows.append(row)
        wrong = faults(row)
        bad += bool(wrong)
        print("  ".join(str(row.get(column, "")) for column in COLUMNS), *(f"! {fault}" for fault in wrong), flush=True)
    print(f"{len(rows) - 1} texts, {bad} of them too slow")
    if options.record:
        what = "hostile-instructions" if options.instructions else "hostile"
        path = HERE / "record" / f"{what}-{datetime.date.today()}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(path)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
