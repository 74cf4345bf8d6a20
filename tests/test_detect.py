"""`figures.detect` on the sentences of tests/cases and the articles of seeds/: which language each is in."""

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

import figures

TESTS = Path(__file__).parent
CODES = [code for code, _ in figures.languages()]
LETTERS = 60  # shorter ones are often no sentence: lists, headlines, names
ENOUGH = 5  # fewer sentences say nothing of a language
ARTICLES = sorted((TESTS.parent / "seeds").glob("*.txt"))


@cache
def answers() -> dict[str, list[tuple[str, str | None]]]:
    """The long sentences of each language's cases, with the language that was detected."""
    found = defaultdict(list)
    for code in CODES:
        for case in tomllib.loads((TESTS / "cases" / f"{code}.toml").read_text(encoding="utf-8"))["case"]:
            if sum(letter.isalpha() for letter in case["text"]) >= LETTERS:
                found[code].append((case["text"], figures.detect(case["text"])))
    return found


def share(code: str) -> float:
    return mean(detected == code for _, detected in answers()[code])


def test_sentences_are_in_their_language() -> None:
    rights = [detected == code for code, found in answers().items() for _, detected in found]
    assert mean(rights) >= 0.98


@pytest.mark.parametrize("code", CODES)
def test_no_language_is_taken_for_another(code: str) -> None:
    if len(answers()[code]) >= ENOUGH:
        missed = "".join(f"\n  {detected}: {text}" for text, detected in answers()[code] if detected != code)
        assert share(code) >= 0.9, f"{share(code):.1%} of the sentences are detected{missed}"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_article_is_in_the_language_of_its_name(article: Path) -> None:
    assert figures.detect(article.read_text(encoding="utf-8")) == re.split("-", article.stem)[0]
