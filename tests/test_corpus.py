"""The corpora of the bench: what is planted stands where it is said to, and documents are as long as they should be."""

import sys
from pathlib import Path

import polars as pl
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))

import corpus
import sizes
from figures._core import Reader

LANGUAGES = sorted(path.stem for path in (corpus.HERE / "prose").glob("*.toml"))
SIZE = 40_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", corpus.KINDS)
def test_what_is_planted_is_there(language: str, kind: str) -> None:
    documents = list(corpus.documents(language, SIZE, 1, kind))
    assert documents == list(corpus.documents(language, SIZE, 1, kind))
    planted = 0
    for text, starts, ends in documents:
        end = 0
        for at, until in zip(starts, ends, strict=True):
            assert end <= at < until <= len(text)
            assert text[at:until] == text[at:until].strip()
            end = until
        planted += len(starts)
        assert kind != "none" or not any(letter.isdigit() for letter in text)
    per_figure = sum(len(text.encode()) for text, _, _ in documents) / max(planted, 1)
    assert planted == 0 if kind == "none" else 350 < per_figure < 700 if kind == "news" else per_figure < 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_planted_is_read(language: str) -> None:
    documents = list(corpus.documents(language, SIZE, 1))
    batch, _ = Reader().read_batch(pl.Series([text for text, _, _ in documents]))
    read = set(pl.DataFrame(batch).select("doc", "start", "end").rows())
    planted = {
        (str(place), *span)
        for place, (_, starts, ends) in enumerate(documents)
        for span in zip(starts, ends, strict=True)
    }
    assert len(read & planted) > 0.85 * len(planted)


@pytest.mark.parametrize("length", [300, 5_000, 30_000])
def test_documents_are_glued_to_the_length_asked_for(length: int) -> None:
    texts = [text for text, _, _ in corpus.documents("uk", SIZE, 1)]
    documents = list(sizes.glued(texts, length, 60_000))
    assert all(length / 2 < len(text.encode()) <= max(length, 2_500) for text in documents[:-1])
    assert 60_000 - 2 * max(length, 2_500) < sum(len(text.encode()) for text in documents) <= 60_000
