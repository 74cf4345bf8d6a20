"""Time is linear in the length of a text whatever the text is: the texts of `bench/hostile.py`, in small.

Sixteen times the text takes sixteen times the time, and by the square 256 times. Processor time is compared, what looks
too long is measured again, and the limit lies far from both, so that a busy machine does not fail it. The bench
measures the same texts at length.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from figures._core import Reader

BENCH = Path(__file__).parent.parent / "bench"
SIZE, TIMES, MOST = 10_000, 16, 50.0
READER = Reader()


def hostile() -> ModuleType:
    sys.path.insert(0, str(BENCH))
    try:
        spec = importlib.util.spec_from_file_location("hostile", BENCH / "hostile.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCH))
    return module


HOSTILE = hostile()


@pytest.mark.parametrize("unit", HOSTILE.UNITS, ids=lambda unit: unit.name)
def test_time_is_linear(unit: Any) -> None:
    size = max(SIZE, len(unit.repeated.encode()))
    short, long = unit.text(size), unit.text(TIMES * size)
    HOSTILE.cost(READER, [short], unit.lang, 1)  # loads the lexicon
    for rounds in (1, 2, 4, 8):
        small, _ = HOSTILE.cost(READER, [short], unit.lang, rounds)
        large, _ = HOSTILE.cost(READER, [long], unit.lang, rounds)
        # What takes a millisecond is not told from noise.
        if large < MOST * small or large < 0.002:
            return
    pytest.fail(f"{TIMES} times the text takes {large / small:.1f} times the time")


def test_parts_of_parts_do_not_go_as_deep_as_the_text_is_long() -> None:
    # Once ended the process: the stack was full.
    for unit in ("三分之", "3分之"):
        HOSTILE.cost(READER, [HOSTILE.filled(unit, 1_000_000)], "zh", 1)
