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


def test_words_are_inflected_like_a_model(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    path.write_text('[category]\nsoldier = ["squadd|lady"]\n[inflected]\nlady = ["y", "ies"]\n', "utf-8")
    reader = figures.Reader("en", lexicons=[figures.Lexicon.from_toml(path)])
    for text in ("The army sent 12 squaddies.", "The army sent one squaddy."):
        assert [found.category for found in reader.parse(text)] == ["soldier"]
    assert [found.category for found in reader.parse("The army sent 12 squadd.")] == [None]


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('[category]\nsoldier = ["squadd|lady"]\n', "en.toml:2: no endings of `lady`"),
        ("[inflected]\nlady = [" + '"y", ' * 101 + "]\n", "en.toml:2: a word has up to 100 endings, not 101"),
        ('[inflected]\nlady = "ies"\n', "en.toml:2: a list is needed here"),
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
