"""The taxonomy of `category` and `outcome`, out of the core: one entry an id."""

import tomllib
from typing import Any, TypedDict

from figures import _core


class Entry(TypedDict):
    """One id of the taxonomy."""

    column: str
    """`outcome` or `category`: the column of the figure table that holds it."""
    id: str
    group: str | None
    """`person`, `equipment`, `property` or `event`; None for an outcome."""
    parent: str | None
    """The coarser category that it is part of."""
    meaning: str
    mappings: dict[str, list[str]]
    """What it is called in public code lists, by list; empty where none has it."""


def taxonomy() -> list[Entry]:
    """Every id that `category` and `outcome` can hold, outcomes first, in the order of the file the core is built from.

    >>> next(entry for entry in figures.taxonomy() if entry["id"] == "ifv")["mappings"]
    {'oryx': ['Infantry Fighting Vehicles']}
    """
    read = tomllib.loads(_core.taxonomy())
    return [_entry(column, id_, found) for column in ("outcome", "category") for id_, found in read[column].items()]


def _entry(column: str, id_: str, found: dict[str, Any]) -> Entry:
    mappings = {
        name: list(named) if isinstance(named, list) else [named] for name, named in found.get("mappings", {}).items()
    }
    return {
        "column": column,
        "id": id_,
        "group": found.get("group"),
        "parent": found.get("parent"),
        "meaning": found["meaning"],
        "mappings": mappings,
    }
