"""A lexicon of the user's own comes from a file, checked, and a reader takes it."""

from pathlib import Path

import pytest

import figures


def test_its_words_are_read(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    path.write_text('[category]\nsoldier = ["squaddie", "squaddies"]\n', "utf-8")
    own = figures.Lexicon.from_toml(path)
    assert own.name == "en.toml"
    text = "The army said that 12 squaddies were in the camp."
    (plain,) = figures.parse(text, lang="en")
    (found,) = figures.Reader("en", lexicons=[own]).parse(text)
    assert (plain.category, found.category, found.value) == (None, "soldier", 12)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('[category]\nsoldeir = ["tommy"]\n', "en.toml:2"),
        ('[cardinal]\n7 = ["zzyzx"]\n8 = ["zzyzx"]\n', "zzyzx"),
        ("[category\n", "en.toml:1"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, toml: str, says: str) -> None:
    path = tmp_path / "en.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(figures.LexiconError, match=says) as fault:
        figures.Lexicon.from_toml(path)
    assert "en.toml:" in str(fault.value)
    assert "\n" not in str(fault.value)
