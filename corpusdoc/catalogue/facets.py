"""Passages counted by what their documents and facts are, and put in the order of their documents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal

from corpusdoc.catalogue.database import Database

MOST = 20  # values of a facet

_GIVEN = "(SELECT value FROM json_each(:ids))"
_OF_DOCUMENTS = (
    "SELECT d.{0} AS value, count(*) AS n FROM passage AS p JOIN document AS d ON d.key = p.document"  # noqa: S608  # ours
    f" WHERE p.id IN {_GIVEN} AND d.{{0}} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST}"
)
_YEARS = (
    "SELECT year, count(DISTINCT passage) FROM ("  # noqa: S608  # ours
    + " UNION ALL ".join(
        f"SELECT passage, substr(first, 1, 4) AS year FROM {table} WHERE passage IN {_GIVEN} AND first IS NOT NULL"  # noqa: S608
        for table in ("metric", "honor", "time")
    )
    + f") GROUP BY 1 ORDER BY 1 DESC LIMIT {MOST}"
)
_CATEGORIES = (
    f"SELECT category, count(DISTINCT passage) FROM measure WHERE passage IN {_GIVEN}"  # noqa: S608  # ours
    f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST}"
)
_QUERIES: Mapping[str, str] = {
    "org": _OF_DOCUMENTS.format("org"),
    "year": _YEARS,
    "genre": _OF_DOCUMENTS.format("genre"),
    "script": _OF_DOCUMENTS.format("script"),
    "category": _CATEGORIES,
}
_ORDERS = {"date": "d.first IS NULL, d.first DESC", "org": "d.org IS NULL, d.org"}


def facets(db: Database, ids: Sequence[int]) -> dict[str, tuple[tuple[str, int], ...]]:
    """For each facet its values with how many of the passages have them; years, latest first, are those of facts."""
    given = {"ids": json.dumps(list(ids))}
    with db.snapshot():
        return {name: tuple((row[0], row[1]) for row in db.execute(sql, given)) for name, sql in _QUERIES.items()}


def sorted_by(db: Database, ids: Sequence[int], key: Literal["date", "org"]) -> list[int]:
    """The ids by their documents' date (latest first) or organisation, those without one last, else as given."""
    sql = (
        "SELECT p.id FROM json_each(?) AS given JOIN passage AS p ON p.id = given.value"  # noqa: S608  # ours
        f" JOIN document AS d ON d.key = p.document ORDER BY {_ORDERS[key]}, given.key"
    )
    return [row[0] for row in db.execute(sql, (json.dumps(list(ids)),))]
