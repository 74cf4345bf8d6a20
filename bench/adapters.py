"""Runs one tool over texts and prints what it answered, in how many seconds and with how much memory.

Started by rivals.py with the tool's own interpreter: `adapters.py TOOL TASK LANGUAGE FILE SECONDS`. The file is a JSON
list of strings. The first pass gives the answers and stops when the seconds are over; the second reads the same texts
again and is timed. To `find` is to give the spans of the amounts in a text, in code points; to give the `value` is to
read a string that is one number, as plain digits or null.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

Read = Callable[[str], Any]
CULTURES = {"en": "English", "fr": "French", "pt": "Portuguese", "it": "Italian", "de": "German", "zh": "Chinese"}
DIMENSIONS = "amount-of-money distance duration number ordinal quantity temperature time volume"


def figures(task: str, _lang: str) -> Read:
    """Not told the language in texts: finding it is part of the work."""
    from figures._core import Reader

    reader = Reader()
    if task == "value":
        return lambda text: reader.parse_number(text, _lang)
    return lambda text: [(figure.start, figure.end) for figure in reader.parse(text)]


def duckling(task: str, lang: str) -> Read:
    import duckling as engine

    zones = engine.load_time_zones("/usr/share/zoneinfo")
    now = engine.parse_ref_time(zones, "UTC", 1_735_700_000)
    context = engine.Context(now, engine.default_locale_lang(engine.parse_lang(lang.upper())))
    dimensions = engine.parse_dimensions(DIMENSIONS.split(" "))
    if task == "find":
        return lambda text: [(one["start"], one["end"]) for one in engine.parse(text, context, dimensions, False)]

    def value(text: str) -> Any:
        whole = [
            one for one in engine.parse(text, context, dimensions, False) if one["end"] - one["start"] == len(text)
        ]
        return next((one["value"]["value"] for one in whole if one["dim"] in ("number", "amount-of-money")), None)

    return value


def recognizers(task: str, lang: str) -> Read:
    import ms_recognizers_suite as suite

    culture = getattr(suite.Culture, CULTURES[lang])
    kinds = "number ordinal percentage age currency dimension temperature datetime".split(" ")
    readers = [getattr(suite, f"recognize_{kind}") for kind in kinds]
    if task == "find":
        # The ends are of the last character.
        return lambda text: [(one.start, one.end + 1) for read in readers for one in read(text, culture)]

    def value(text: str) -> Any:
        found = [*suite.recognize_currency(text, culture), *suite.recognize_number(text, culture)]
        whole = [one for one in found if one.end - one.start + 1 == len(text)]
        return whole[0].resolution["value"] if whole else None

    return value


def quantulum(task: str, _lang: str) -> Read:
    from quantulum3 import parser

    if task == "find":
        return lambda text: [one.span for one in parser.parse(text)]
    return lambda text: next((one.value for one in parser.parse(text) if one.span == (0, len(text))), None)


def text2num(task: str, lang: str) -> Read:
    """Numbers in words alone."""
    import text_to_num

    if task == "value":
        return lambda text: text_to_num.text2num(text, lang)

    class Word(text_to_num.Token):
        def __init__(self, found: "re.Match[str]") -> None:
            self.found = found

        def text(self) -> str:
            return self.found[0]

    def find(text: str) -> list[tuple[int, int]]:
        words = [Word(found) for found in re.finditer(r"\w+|\s+|[^\w\s]", text)]
        found = text_to_num.find_numbers(words, lang, 0.0)
        return [(words[one.start].found.start(), words[one.end - 1].found.end()) for one in found]

    return find


def words2num(_task: str, lang: str) -> Read:
    import words2num2

    return lambda text: words2num2.words2num(text, lang=lang)


def price_parser(_task: str, _lang: str) -> Read:
    from price_parser import Price

    return lambda text: Price.fromstring(text).amount


READERS: dict[str, Callable[[str, str], Read]] = {
    "figures": figures,
    "pyduckling-native-phihos": duckling,
    "ms-recognizers-text-suite": recognizers,
    "quantulum3": quantulum,
    "text2num": text2num,
    "words2num2": words2num,
    "price-parser": price_parser,
}


def value_of(answer: Any) -> str | None:
    """A value as plain digits."""
    try:
        value = Decimal(str(answer))
    except ArithmeticError:
        return None
    return f"{value.normalize():f}" if value.is_finite() else None


def answered(read: Read, text: str) -> Any:
    """What was answered; a tool that gives up on a string answers nothing."""
    try:
        return read(text)
    except Exception:
        # Whatever a rival raises, it has no answer: that is what is counted.
        return None


def main(tool: str, task: str, lang: str, path: str, seconds: str) -> None:
    texts: list[str] = json.loads(Path(path).read_text("utf-8"))
    read = READERS[tool](task, lang)
    answers, end = [], time.monotonic() + float(seconds)
    for text in texts:
        answers.append(answered(read, text))
        if time.monotonic() > end:
            break
    start = time.perf_counter()
    for text in texts[: len(answers)]:
        answered(read, text)
    taken = time.perf_counter() - start
    told = [value_of(answer) for answer in answers] if task == "value" else [answer or [] for answer in answers]
    status = Path("/proc/self/status")
    if status.exists():
        peak = int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1e3
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps({"answers": told, "seconds": taken, "peak_rss_mb": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
