"""The build backend: maturin, told which ways through the code reading takes most often.

`scripts/make_profile.py` counts them and leaves `rust/profiles/<rustc>-<host>.profdata`; with that compiler on that
host the core is laid out by it. Any other build is as it would be without, and so is one with RUSTFLAGS or build
arguments of its own.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import maturin
from maturin import (  # noqa: F401  # the rest of what a front end asks a backend for
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

ROOT = Path(__file__).parent.parent
Settings = dict[str, Any] | None


def host_and_profile() -> tuple[str, Path]:
    """The compiler's host, and where the profile of that compiler is, if there is one."""
    told = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    about = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    return about["host"], ROOT / "rust" / "profiles" / f"{about['release']}-{about['host']}.profdata"


def with_profile(settings: Settings) -> Settings:
    """`settings` with the argument that names the profile, where it is of use."""
    of_their_own = {"maturin.build-args", "build-args"} & set(settings or {})
    variables = {"RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "MATURIN_PEP517_ARGS", "CARGO_BUILD_TARGET"} & set(os.environ)
    if of_their_own or variables or not shutil.which("rustc"):
        return settings
    host, profile = host_and_profile()
    if not profile.exists():
        return settings
    # Named by what is in it and kept with what is built: cargo builds anew when a flag changes, not when a file does,
    # and unpacked archives lie in another folder each time.
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
    kept = target / f"profile-{hashlib.sha256(profile.read_bytes()).hexdigest()[:16]}.profdata"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(profile, kept)
    # Added to the flags of .cargo/config.toml, where RUSTFLAGS would replace them.
    flags = f"target.{host}.rustflags=['-Cprofile-use={kept.as_posix()}']"
    return {**(settings or {}), "maturin.build-args": ["--config", flags]}


def build_wheel(wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None) -> str:
    return maturin.build_wheel(wheel_directory, with_profile(config_settings), metadata_directory)


def build_editable(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    return maturin.build_editable(wheel_directory, with_profile(config_settings), metadata_directory)
