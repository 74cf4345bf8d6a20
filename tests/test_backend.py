"""The build backend: it names a profile where there is one for the compiler, and leaves all else as it is."""

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
OF_THEIR_OWN = ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "MATURIN_PEP517_ARGS", "CARGO_BUILD_TARGET")
pytestmark = pytest.mark.skipif(not shutil.which("rustc"), reason="there is no compiler")


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("backend", ROOT / "scripts" / "backend.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for variable in OF_THEIR_OWN:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("CARGO_TARGET_DIR", str(tmp_path / "target"))
    return module


def test_the_profile_of_the_compiler_is_named(
    backend: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    profile = tmp_path / "a.profdata"
    profile.write_bytes(b"counts")
    monkeypatch.setattr(backend, "host_and_profile", lambda: ("x86_64-unknown-linux-gnu", profile))
    settings = backend.with_profile({"other": "setting"})
    assert settings["other"] == "setting"
    config, flags = settings["maturin.build-args"]
    named = re.fullmatch(r"target\.x86_64-unknown-linux-gnu\.rustflags=\['-Cprofile-use=(.+)'\]", flags)
    assert config == "--config"
    assert named is not None
    assert Path(named[1]).read_bytes() == b"counts"
    # Of other counts under another name, so that cargo builds anew.
    profile.write_bytes(b"others")
    assert backend.with_profile(None)["maturin.build-args"][1] != flags


def test_without_a_profile_nothing_is_added(
    backend: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(backend, "host_and_profile", lambda: ("somewhere", tmp_path / "none"))
    assert backend.with_profile(None) is None
    assert backend.with_profile({"a": "b"}) == {"a": "b"}


@pytest.mark.parametrize("variable", OF_THEIR_OWN)
def test_flags_of_their_own_stand(
    backend: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    profile = tmp_path / "a.profdata"
    profile.write_bytes(b"counts")
    monkeypatch.setattr(backend, "host_and_profile", lambda: ("somewhere", profile))
    monkeypatch.setenv(variable, "-Cdebuginfo=1")
    assert backend.with_profile(None) is None


def test_arguments_of_their_own_stand(backend: ModuleType) -> None:
    assert backend.with_profile({"build-args": "--locked"}) == {"build-args": "--locked"}


def test_profiles_are_named_after_compiler_and_host(backend: ModuleType) -> None:
    host, expected = backend.host_and_profile()
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*-" + re.escape(host) + r"\.profdata", expected.name)
    found = sorted((ROOT / "rust" / "profiles").glob("*"))
    assert found
    for profile in found:
        assert re.fullmatch(r"\d+\.\d+\.\d+-[\w-]+\.profdata", profile.name)
