"""The taxonomy, the lexicons and what is read agree on what `category` and `outcome` can hold."""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

import figures
from command import rows, run

ROOT = Path(__file__).parent.parent
LEXICONS = ROOT / "rust" / "core" / "lexicons"
ENTRIES = figures.taxonomy()
IDS = {column: [entry["id"] for entry in ENTRIES if entry["column"] == column] for column in ("outcome", "category")}
MAIN = "en uk ru pt it fr es de pl ro nl cs tr ar".split()
"""Languages that promise every class."""


@cache
def lexicon(code: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = tomllib.loads((LEXICONS / f"{code}.toml").read_text("utf-8"))
    return found


def test_the_core_was_built_from_the_file() -> None:
    read = tomllib.loads((LEXICONS / "_taxonomy.toml").read_text("utf-8"))
    assert {column: list(read[column]) for column in IDS} == IDS
    at_work = {outcome for entry in read["category"].values() for outcome in entry.get("at_work", [])}
    assert at_work <= set(IDS["outcome"])


def test_ids_are_unique_and_parents_are_there() -> None:
    for ids in IDS.values():
        assert len(set(ids)) == len(ids) > 20
    groups = {entry["id"]: entry["group"] for entry in ENTRIES}
    for entry in ENTRIES:
        assert entry["meaning"]
        assert (entry["group"] in ("person", "equipment", "property", "event")) == (entry["column"] == "category")
        if entry["parent"] is not None:
            assert groups[entry["parent"]] == entry["group"], entry["id"]
            assert next(e for e in ENTRIES if e["id"] == entry["parent"])["parent"] is None


@pytest.mark.parametrize("list_", ["general_staff", "oryx", "ucdp", "acled", "ohchr", "emdat", "gdelt"])
def test_each_public_code_list_is_mapped(list_: str) -> None:
    named = [name for entry in ENTRIES for name in entry["mappings"].get(list_, [])]
    assert len(named) >= 4
    assert all(named)


@pytest.mark.parametrize("code", sorted(path.stem for path in LEXICONS.glob("[a-z]*.toml")))
def test_words_of_a_lexicon_are_of_the_taxonomy(code: str) -> None:
    read = lexicon(code)
    for table, column in (("category", "category"), ("outcome", "outcome"), ("outcome_noun", "outcome")):
        assert read.get(table, {}).keys() <= set(IDS[column])


@pytest.mark.parametrize("code", MAIN)
def test_the_main_languages_have_words_for_every_id(code: str) -> None:
    read = lexicon(code)
    for column, ids in IDS.items():
        assert [id_ for id_ in ids if not read[column].get(id_)] == []


def test_what_is_read_is_of_the_taxonomy() -> None:
    texts, langs = [], []
    for path in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        cases = tomllib.loads(path.read_text("utf-8"))["case"]
        texts += [case["text"] for case in cases]
        langs += [path.stem] * len(cases)
    read = figures.table(texts, langs=langs)
    for column, ids in IDS.items():
        found = set(read[column].drop_nulls())
        assert len(found) > 15
        assert found <= set(ids)


@pytest.mark.parametrize("table", ["category", "outcome", "outcome_noun"])
def test_a_lexicon_with_another_id_is_refused(table: str) -> None:
    with pytest.raises(figures.LexiconError) as raised:
        figures.Reader(lexicons=[("en.toml", f'[{table}]\nsoldeir = ["tommy"]\n')])
    column = table.removesuffix("_noun")
    assert str(raised.value) == (
        f"en.toml:2: `soldeir` is no {column} of the taxonomy; `figures schema --taxonomy` lists them"
    )


@pytest.mark.parametrize(
    ("lang", "text", "category"),
    [
        ("uk", "Зенітні самохідні установки – 12 (+1)", "spaag"),
        ("uk", "легкі бронеавтомобілі – 12 (+1)", "imv"),
        ("tr", "kundağı motorlu uçaksavar – 12 (+1)", "spaag"),
        ("nl", "lichte pantservoertuigen – 12 (+1)", "imv"),
        ("ro", "vehicule blindate ușoare – 12 (+1)", "imv"),
        ("ru", "боевые машины РСЗО – 12 (+1)", "mlrs"),
        ("en", "armoured personnel carriers – 12 (+1)", "apc"),
        ("en", "armoured fighting vehicles – 12 (+1)", "armoured_vehicle"),
    ],
)
def test_the_finer_class_is_given_where_it_is_named(lang: str, text: str, category: str) -> None:
    assert [figure.category for figure in figures.parse(text, lang=lang)] == [category]


def test_schema_prints_the_taxonomy(tmp_path: Path) -> None:
    printed = rows(run("schema", "--taxonomy", "--format", "jsonl", cwd=tmp_path).stdout)
    assert printed == json.loads(json.dumps(ENTRIES))
    lines = run("schema", "--taxonomy", cwd=tmp_path).stdout.decode().splitlines()
    assert [line.split()[1] for line in lines] == [entry["id"] for entry in ENTRIES]
