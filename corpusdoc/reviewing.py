"""People's decisions on facts: what is still to decide, sheets to fill in, and facts that rules missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpusdoc.catalogue import (
    FACT_TABLES,
    NAMED,
    OWN,
    Catalogue,
    Correction,
    Filters,
    Row,
    choices_of,
    decide,
    parse_sheet,
    read_decisions,
    sheet_columns,
    sheet_rows,
)
from corpusdoc.config import Limits
from corpusdoc.errors import UsageError
from corpusdoc.export import Companion, ExportOptions, codebook
from corpusdoc.export.codebook import COLUMNS as CODEBOOK
from corpusdoc.load.content import ReadingError
from corpusdoc.load.package import check_sizes
from corpusdoc.load.xlsx import sheets

# What tells a fact, and nobody needs to see.
KEYS = frozenset(("sha256", "kind", "raw_start", "was"))
DECISIONS = {"zh": ("确认", "修改", "删除", "补录"), "en": ("confirm", "mend", "reject", "add")}


def undecided(catalogue: Catalogue, table: str, by: str, filters: Filters) -> Iterator[Row]:
    """Facts of a table on which `by` has not decided; `_fields` names the columns that can be mended."""
    kind, hashes = FACT_TABLES[table], hashes_of(catalogue)
    # A fact whose name was mended is known by both names.
    mine = {
        (*each.key[:4], name)
        for each in catalogue.decisions
        if each.by == by and each.kind == kind
        for name in (each.name, each.fields[NAMED[kind]])
    }
    for row in catalogue.rows(table, filters):
        if (hashes[str(row["doc"])], kind, row["quote"], row["raw_start"], row[NAMED[kind]]) not in mine:
            yield row | {"_fields": OWN[kind]}


def sheet(catalogue: Catalogue, table: str, filters: Filters) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Columns and rows of a sheet in which people decide on the facts of a table."""
    return sheet_columns(FACT_TABLES[table]), sheet_rows(catalogue.rows(table, filters), hashes_of(catalogue))


def sheet_options(table: str, columns: Sequence[str], language: str) -> ExportOptions:
    """How a sheet becomes a workbook: lists to choose from, keys out of sight, what the columns mean."""
    lists = {column: values for column in columns if (values := choices_of(FACT_TABLES[table], column))}
    return ExportOptions(
        language=language,
        choices={**lists, "decision": DECISIONS["zh" if language == "zh" else "en"]},
        hidden=KEYS,
        form=True,
        companions=(Companion("codebook", CODEBOOK, codebook(table, columns)),),
    )


def decisions_of(catalogue: Catalogue, table: str, path: Path, by: str) -> list[Correction]:
    """What a sheet that was filled in decides. Raises UsageError for one of which any row is wrong."""
    filled = parse_sheet(path) if path.suffix.lower() != ".xlsx" else list(_workbook(path))
    return list(read_decisions(filled, catalogue.rows(table, Filters()), hashes_of(catalogue), by))


def added(catalogue: Catalogue, table: str, doc: str, quote: str, fields: Mapping[str, object], by: str) -> Correction:
    """A fact of a document that rules missed, as a decision. Raises UsageError, MissingError."""
    kind = FACT_TABLES[table]
    unknown = next((name for name in fields if name not in OWN[kind]), None)
    if unknown is not None:
        raise UsageError("no field '{name}'; there are: {known}", name=unknown, known=", ".join(OWN[kind]))
    stored = catalogue.document(catalogue.resolve(doc)).document
    row: Row = {"kind": kind, "quote": quote, "raw_start": 0, **dict.fromkeys(OWN[kind]), **fields}
    return decide("add", by, stored.raw.sha256, row, {})


def hashes_of(catalogue: Catalogue) -> dict[str, str]:
    """The SHA-256 of each document's source."""
    return {str(row["doc"]): str(row["sha256"]) for row in catalogue.rows("documents", Filters())}


def _workbook(path: Path) -> Iterator[dict[str, str]]:
    """The rows of all sheets that have a column `decision`."""
    try:
        with path.open("rb") as stream:
            check_sizes(stream, Limits())
        for rows in sheets(path.read_bytes()):
            head = next(rows, [])
            if "decision" in head:
                yield from (dict(zip(head, [*row, *[""] * len(head)], strict=False)) for row in rows)
    except (OSError, ReadingError) as error:
        raise UsageError("{path}: not readable as a review sheet: {error}", path=path, error=error) from error
