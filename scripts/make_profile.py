"""Makes the profile that `scripts/backend.py` builds with, anew after the reading of text has changed much.

Builds the extension with counters, has it do what `scripts/training.py` does and writes
`rust/profiles/<rustc>-<host>.profdata`; older ones are removed. Takes llvm-profdata of the compiler's own LLVM: where
rustup put it (`rustup component add llvm-tools`), or of `--profdata`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROFILES = ROOT / "rust" / "profiles"


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    about = dict(line.split(": ", 1) for line in told("rustc", "-vV").splitlines() if ": " in line)
    tools = Path(told("rustc", "--print", "sysroot"), "lib", "rustlib", about["host"], "bin")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profdata", type=Path, default=tools / "llvm-profdata", help="default %(default)s")
    options = parser.parse_args()
    if not options.profdata.exists():
        parser.error(f"no {options.profdata}: rustup component add llvm-tools")
    with tempfile.TemporaryDirectory() as folder:
        counts, module = Path(folder, "counts"), Path(folder, "module")
        flags = f"target.{about['host']}.rustflags=['-Cprofile-generate']"
        settings = [f"--config-settings=build-args={argument}" for argument in ("--config", flags)]
        install = ["install", "--no-deps", "--target", str(module), *settings]
        subprocess.run([sys.executable, "-m", "pip", *install, str(ROOT)], check=True)
        environment = os.environ | {"PYTHONPATH": str(module), "LLVM_PROFILE_FILE": f"{counts}/%p.profraw"}
        subprocess.run([sys.executable, str(ROOT / "scripts" / "training.py")], env=environment, check=True)
        PROFILES.mkdir(exist_ok=True)
        for old in PROFILES.glob("*.profdata"):
            old.unlink()
        made = PROFILES / f"{about['release']}-{about['host']}.profdata"
        merge = ["merge", "--sparse", "-o", str(made), *map(str, sorted(counts.glob("*.profraw")))]
        subprocess.run([str(options.profdata), *merge], check=True)
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
