"""tests/disagreements.tsv: cases of other projects whose answer DESIGN.md contradicts, each with its reason.

The cases themselves are not part of this project; where they lie beside it, every id must be one of theirs.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

FILE = Path(__file__).parent / "disagreements.tsv"
PEERS = Path(__file__).parents[2] / "shared" / "cases"
MOST = 0.03  # of a suite: more would be bending the measure


def disagreements() -> dict[str, str]:
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert len({row[0] for row in rows}) == len(rows), "an id is listed twice"
    return {identifier: reason for identifier, reason in rows}


def test_every_disagreement_has_a_reason() -> None:
    assert [identifier for identifier, reason in disagreements().items() if len(reason.split()) < 4] == []


@pytest.mark.skipif(not PEERS.is_dir(), reason="the peers' cases are not here")
def test_disagreements_are_cases_and_few_of_a_suite() -> None:
    suites = {
        json.loads(line)["id"]: file.stem
        for file in PEERS.glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    listed = disagreements()
    assert [identifier for identifier in listed if identifier not in suites] == []
    sizes = Counter(suites.values())
    left_out = Counter(suites[identifier] for identifier in listed)
    assert [suite for suite, count in left_out.items() if count > MOST * sizes[suite]] == []
