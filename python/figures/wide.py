"""A tally in, its wide form out: a row a side, date and scope, a column for each thing that was counted."""

import polars as pl

from figures.categories import taxonomy

INDEX = ("side", "date", "scope")
"""What a row of the wide form is of."""
_AMOUNT = ("value", "low", "high")


def widened(rows: pl.DataFrame) -> pl.DataFrame:
    """The wide form of a tally that still has `is_part` and `document`; see `figures.tally`.

    Left out are rows without a category, and parts of what counts the same ("61 dead, nine of them in the capital").
    """
    place = {entry["id"]: at for at, entry in enumerate(taxonomy())}
    both = pl.concat_str("category", "outcome", separator="_")
    kept = rows.filter(has_place()).with_columns(
        column=pl.when(pl.col("outcome") == "losses").then("category").otherwise(both)
    )
    # What differs from the first statement of a cell has a row below: nothing is averaged or dropped.
    cell = [*INDEX, "column", *_AMOUNT]
    statements = kept.unique(cell, keep="first", maintain_order=True).with_columns(
        statement=pl.int_range(pl.len()).over(*INDEX, "column")
    )
    kept = kept.join(
        statements.select(*cell, "statement"), on=cell, how="left", nulls_equal=True, maintain_order="left"
    )
    columns = (
        statements.unique(["category", "outcome"])
        .with_columns(pl.col("category", "outcome").replace_strict(place, default=len(place)).name.suffix("_place"))
        .sort("category_place", "outcome_place", "column")["column"]
    )
    ranged = set(statements.filter(pl.col("value").is_null())["column"])
    cells = []
    for name in columns:
        cells.append(pl.col("value").filter(pl.col("column") == name).first().alias(name))
        if name in ranged:
            of_range = (pl.col("column") == name) & pl.col("value").is_null()
            cells += [pl.col(end).filter(of_range).first().alias(f"{name}_{end}") for end in ("low", "high")]
    flags = pl.col("flags").explode(empty_as_null=False).unique(maintain_order=True).sort()
    return (
        kept.group_by(*INDEX, "statement", maintain_order=True)
        .agg(*cells, documents=pl.col("document").n_unique().cast(pl.UInt32), flags=flags)
        .sort(*INDEX, "statement", nulls_last=True)
        .drop("statement")
    )


def has_place() -> pl.Expr:
    """Whether a row has a place in the wide form."""
    return pl.col("category").is_not_null() & ~pl.col("is_part")
