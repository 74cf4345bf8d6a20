"""Figures with their articles in, one HTML page out: charts of the tallies, then each article with its figures marked.

The page needs nothing from elsewhere and runs nothing. What articles hold is escaped by the templates, and what turns
the direction of writing or controls a terminal is taken out. Needs the extra `report`.
"""

import collections
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from figures import tally_table
from figures.ledger import counted
from figures.series import CHECKS
from figures.sinks import MissingExtraError
from figures.tally_command import Rows
from figures.terminal import amount, plain, plain_lines

if TYPE_CHECKING:
    import polars as pl
    from jinja2 import Template

    from figures._core import Reader
    from figures.batches import Batch
    from figures.dumps import Answer
    from figures.outputs import Stream

MOST_ROWS = 2000
"""Rows of the tally that the page lists."""
ARTICLE = "article"
"""The column that holds the text of a document, in the first row of its figures."""


def with_articles(reader: "Reader", batch: "Batch", date: str | None) -> "Answer":
    """The figures of one batch, each document's text in its first row, and its date."""
    import polars as pl

    from figures import dumps

    found = dumps.answer(reader, batch, by_row=True)
    documents = batch.documents
    if documents is None or not documents.height:
        return found
    own = documents.with_row_index("row").select(
        pl.col("row").cast(pl.String),
        pl.col("id"),
        pl.col("text").alias(ARTICLE),
        document_date=pl.coalesce(*(["date"] if "date" in documents.columns else []), pl.lit(date, pl.String)),
    )
    joined = found.figures.join(own, left_on="doc", right_on="row", how="left", maintain_order="left")
    found.figures = joined.with_columns(
        doc=pl.col("id"), article=pl.when(pl.col("figure") == 0).then(pl.col(ARTICLE))
    ).drop("id")
    return found


class Report:
    """Takes the figures of a run; writes the page to `file` when it is closed; till then `articles` holds them."""

    def __init__(self, file: "Stream", articles: IO[bytes], title: str) -> None:
        self._file = file
        self._articles = articles
        self._title = title
        self._rows = Rows()
        self._kinds: collections.Counter[str] = collections.Counter()
        self._documents = 0

    def write(self, figures: "pl.DataFrame") -> None:
        import polars as pl

        self._rows.write(figures.drop(ARTICLE))
        self._kinds.update(figures["kind"].to_list())
        numbered = figures.with_columns(document=pl.col(ARTICLE).is_not_null().cum_sum())
        for _, rows in numbered.group_by("document", maintain_order=True):
            self._documents += 1
            page = _template("article.html").render(_article(rows.to_dicts()))
            self._articles.write(page.encode("utf-8", "replace"))

    def close(self) -> None:
        head = _template("head.html").render(self._head())
        self._file.write(head.encode("utf-8", "replace"))
        self._articles.seek(0)
        shutil.copyfileobj(self._articles, self._file)
        self._file.write(b"</body>\n</html>\n")
        self._file.flush()

    def _head(self) -> dict[str, Any]:
        import polars as pl

        from figures import tallies
        from figures.charts import charts, is_flagged

        held = self._rows.batches or [tallies.chosen(tallies.NOTHING)[0]]
        tally = tallies.shown(tallies.checked(pl.concat(held)), False)
        rows = [_tally_row(row) for row in tally.head(MOST_ROWS).iter_rows(named=True)]
        flagged = tally.filter(is_flagged()).height
        return {
            "title": plain(self._title),
            "version": version("newsfigures"),
            "documents": counted(self._documents, "document"),
            "figures": counted(self._kinds.total(), "figure"),
            "kinds": self._kinds.most_common(),
            "charts": list(charts(tally)),
            "tally": rows,
            "tally_rows": counted(tally.height, "row"),
            "tally_left": tally.height - len(rows),
            "flagged": flagged,
        }


def check() -> None:
    """Raises `MissingExtraError` where the libraries of the extra are not installed."""
    if any(find_spec(name) is None for name in ("jinja2", "matplotlib")):
        raise MissingExtraError(None, "needs the extra `report`: pip install 'newsfigures[report]'")


@cache
def _template(name: str) -> "Template":
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.get_template(name)


def _article(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What the template of an article needs, of the rows of one document."""
    first = rows[0]
    languages = dict.fromkeys(row["lang"] for row in rows)
    facts = [*languages, *([first["document_date"]] if first["document_date"] else [])]
    return {
        "doc": plain(first["doc"]),
        "lang": first["lang"],
        "facts": plain(" · ".join(facts)),
        "count": counted(len(rows), "figure"),
        "pieces": list(_pieces(first[ARTICLE] or "", rows)),
    }


def _pieces(text: str, rows: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, str] | None]]:
    """The text in pieces, each with the figure that it is."""
    end = 0
    for row in rows:
        yield plain_lines(text[end : row["start"]]), None
        yield plain_lines(text[row["start"] : row["end"]]), _figure(row)
        end = row["end"]
    yield plain_lines(text[end:]), None


def _figure(row: dict[str, Any]) -> dict[str, str]:
    columns = ("text", "kind", "unit", "label", "category", "outcome", "side", "scope", "date", "trend")
    shown = {name: plain(row[name]) if row[name] is not None else "" for name in columns}
    shown["amount"] = amount(row)
    if row["per"] is not None:
        shown["unit"] = f"{shown['unit']}/{plain(row['per'])}"
    shown["flags"] = " ".join(row["flags"])
    told = ("kind", "amount", "unit", "category", "outcome", "side", "scope", "date", "trend", "flags")
    shown["told"] = " ".join(shown[name] for name in told if shown[name])
    return shown


def _tally_row(row: dict[str, Any]) -> dict[str, Any]:
    columns = ("doc", "date", "side", "category", "outcome", "scope")
    shown: dict[str, Any] = {name: plain(row[name]) if row[name] is not None else "" for name in columns}
    shown["amount"] = tally_table.amount(row)
    shown["flags"] = " ".join(row["flags"])
    shown["checks"] = bool(set(row["flags"]) & set(CHECKS))
    return shown
