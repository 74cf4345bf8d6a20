"""Whether the processor has what the core was built for (`.cargo/config.toml`).

Without it the process would die of an illegal instruction and say nothing. Asked before the core is loaded.
"""

import os
import sys

# What x86-64-v3 adds, as Linux names it: https://gitlab.com/x86-psABIs/x86-64-ABI, low-level-sys-info.tex.
_NEEDED = frozenset(["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"])
_AVX2 = 40
"""PF_AVX2_INSTRUCTIONS_AVAILABLE of Windows, which asks for no more."""


def check() -> None:
    """Raises `ImportError` where an x86 processor is older than x86-64-v3, unless `FIGURES_ANY_PROCESSOR` is set."""
    if os.environ.get("FIGURES_ANY_PROCESSOR") or not _is_x86():
        return
    if sys.platform == "win32":
        import ctypes

        absent = [] if ctypes.windll.kernel32.IsProcessorFeaturePresent(_AVX2) else ["avx2"]
    else:
        absent = missing("/proc/cpuinfo")
    if absent:
        raise ImportError(
            f"figures: this processor lacks {', '.join(absent)}, for which this build was made; build one for it with "
            'RUSTFLAGS="-C target-cpu=x86-64" and set FIGURES_ANY_PROCESSOR=1'
        )


def missing(cpuinfo: str) -> list[str]:
    """What the first processor of `cpuinfo`, a file as Linux has it, lacks; nothing where no such file is."""
    try:
        with open(cpuinfo) as file:  # noqa: PTH123  (pathlib would take longer to import)
            flags = next((line for line in file if line.startswith("flags")), None)
    except OSError:
        return []
    return sorted(_NEEDED - set(flags.split())) if flags else []


def _is_x86() -> bool:
    if sys.platform == "win32":
        return os.environ.get("PROCESSOR_ARCHITECTURE") == "AMD64"
    return os.uname().machine == "x86_64"
