"""A processor that the core was not built for is told so, and not left to die of an illegal instruction."""

import subprocess
import sys
from pathlib import Path

import pytest

from figures import processor

LEVEL_2 = "processor\t: 0\nflags\t\t: fpu sse4_2 popcnt avx\n"
LEVEL_3 = "processor\t: 0\nflags\t\t: fpu avx avx2 bmi1 bmi2 f16c fma abm movbe\n"


@pytest.mark.parametrize(
    ("text", "absent"),
    [(LEVEL_3, []), (LEVEL_2, ["abm", "avx2", "bmi1", "bmi2", "f16c", "fma", "movbe"]), ("Features\t: neon\n", [])],
)
def test_what_is_absent_is_named(tmp_path: Path, text: str, absent: list[str]) -> None:
    (tmp_path / "cpuinfo").write_text(text)
    assert processor.missing(str(tmp_path / "cpuinfo")) == absent


def test_no_such_file_says_nothing(tmp_path: Path) -> None:
    assert processor.missing(str(tmp_path / "cpuinfo")) == []


@pytest.mark.parametrize("is_free", [False, True])
def test_an_older_processor_is_refused_unless_told_not_to(monkeypatch: pytest.MonkeyPatch, is_free: bool) -> None:
    monkeypatch.setattr(processor, "_is_x86", lambda: True)
    monkeypatch.setattr(processor, "missing", lambda _: ["avx2"])
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("FIGURES_ANY_PROCESSOR", "1" if is_free else "")
    if is_free:
        processor.check()
        return
    with pytest.raises(ImportError, match=r"lacks avx2.*target-cpu=x86-64"):
        processor.check()


def test_it_is_asked_before_the_core_is_loaded(tmp_path: Path) -> None:
    code = (
        "import os, sys, types; asked = []; stub = types.ModuleType('figures.processor');"
        "stub.check = lambda: asked.append('figures._core' in sys.modules); sys.modules['figures.processor'] = stub;"
        "import figures; print(asked)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[False]\n"
