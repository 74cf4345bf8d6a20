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

from backend import ROOT, host_and_profile


def main() -> int:
    host, made = host_and_profile()
    asked = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True)
    tools = Path(asked.stdout.strip(), "lib", "rustlib", host, "bin")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profdata", type=Path, default=tools / "llvm-profdata", help="default %(default)s")
    options = parser.parse_args()
    if not options.profdata.exists():
        parser.error(f"no {options.profdata}: rustup component add llvm-tools")
    with tempfile.TemporaryDirectory() as folder:
        counts, module = Path(folder, "counts"), Path(folder, "module")
        flags = f"target.{host}.rustflags=['-Cprofile-generate']"
        settings = [f"--config-settings=build-args={argument}" for argument in ("--config", flags)]
        install = ["install", "--no-deps", "--target", str(module), *settings]
        subprocess.run([sys.executable, "-m", "pip", *install, str(ROOT)], check=True)
        environment = os.environ | {"PYTHONPATH": str(module), "LLVM_PROFILE_FILE": f"{counts}/%p.profraw"}
        subprocess.run([sys.executable, str(ROOT / "scripts" / "training.py")], env=environment, check=True)
        made.parent.mkdir(exist_ok=True)
        for old in made.parent.glob("*.profdata"):
            old.unlink()
        merge = ["merge", "--sparse", "-o", str(made), *map(str, sorted(counts.glob("*.profraw")))]
        subprocess.run([str(options.profdata), *merge], check=True)
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
