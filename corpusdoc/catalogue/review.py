"""Facts as a sheet that people mend in a spreadsheet, and what they decided read back from it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from math import isclose
from pathlib import Path
from typing import get_args

from corpusdoc.catalogue.corrections import NAMED, Action, Correction, decide
from corpusdoc.catalogue.rows import OWN, Row
from corpusdoc.errors import UsageError
from corpusdoc.model import Bound, Category, Change, EntityType, Level, Status, TimeType

_FIGURES = ("value", "value_max", "count", "years")
# Columns whose cells are JSON.
_TYPED = (*_FIGURES, "rank", "items", "effects", "places")
# Columns with a closed set of values.
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "bound": get_args(Bound),
    "change": get_args(Change),
    "level": get_args(Level),
    "status": get_args(Status),
    "category": get_args(Category),
}
_TYPES: Mapping[str, tuple[str, ...]] = {"time": get_args(TimeType), "entity": get_args(EntityType)}
_TRUTHS = {"true": True, "yes": True, "1": True, "是": True, "false": False, "no": False, "0": False, "否": False}
_WORDS: Mapping[str, Action] = {
    "confirm": "confirm", "确认": "confirm", "mend": "mend", "修改": "mend",
    "reject": "reject", "删除": "reject", "add": "add", "补录": "add",
}  # fmt: skip


def sheet_columns(kind: str) -> tuple[str, ...]:
    """The columns of a sheet: what to fill in, what tells the fact, what may be mended, and what helps to judge."""
    return ("decision", "doc", "sha256", "kind", "quote", "raw_start", "was", *OWN[kind], "sentence", "corrected")


def sheet_rows(rows: Iterable[Row], hashes: Mapping[str, str]) -> Iterator[Row]:
    """Facts as rows of a sheet, undecided; `hashes` are the sources' SHA-256 by document."""
    for row in rows:
        kind = str(row["kind"])
        yield {"decision": None, "sha256": hashes[str(row["doc"])], "was": row[NAMED[kind]]} | row


def choices_of(kind: str, column: str) -> tuple[str, ...]:
    """The values that a field of a fact can have; () where that is open."""
    if column == "type":
        return _TYPES.get(kind, ())
    return _CLOSED.get(column, ()) if column in OWN[kind] else ()


def parse_sheet(path: Path) -> list[dict[str, str]]:
    """A sheet's rows as texts: CSV as spreadsheets save it (UTF-8, GB18030), TSV, or JSON lines. Raises UsageError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError("cannot open {path}: {error}", path=path, error=error.strerror) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    try:
        if path.suffix.lower() == ".jsonl":
            return [
                {name: _cell(value) for name, value in json.loads(line).items()} for line in text.split("\n") if line
            ]
        delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="", strict=True)
        return [{name: _bare(cell) for name, cell in row.items() if name} for row in rows]
    except (ValueError, AttributeError, csv.Error) as error:
        raise UsageError("{path}: not readable as a review sheet: {error}", path=path, error=error) from error


def read_decisions(
    sheet: Iterable[Mapping[str, str]], rows: Iterable[Row], hashes: Mapping[str, str], by: str
) -> Iterator[Correction]:
    """What a sheet decides of facts: what its first column says, and each row whose fields were changed.

    Raises UsageError for a row of a fact that is not there, and for a cell that cannot be read.
    """
    facts = {_address(hashes[str(row["doc"])], row, str(row[NAMED[str(row["kind"])]])): row for row in rows}
    for line, cells in enumerate(sheet, 2):
        word = cells.get("decision", "").strip().lower()
        if word not in ("", *_WORDS):
            raise UsageError(
                "line {line}: no decision '{word}'; there are: {known}", line=line, word=word, known=", ".join(_WORDS)
            )
        action = _WORDS.get(word)
        if action == "add":
            yield _added(cells, line, hashes, by)
            continue
        row = facts.get(_address(cells.get("sha256", ""), cells, cells.get("was", "")))
        if row is None:
            if action:
                raise UsageError(
                    "line {line}: there is no such fact now: {quote}", line=line, quote=cells.get("quote", "")
                )
            continue
        changed = _changed(cells, row, line)
        if action == "reject":
            yield decide("reject", by, cells["sha256"], row, {})
        elif changed or action:
            yield decide("mend" if changed else "confirm", by, cells["sha256"], row, changed)


def _added(cells: Mapping[str, str], line: int, hashes: Mapping[str, str], by: str) -> Correction:
    kind = cells.get("kind", "")
    if kind not in NAMED or not cells.get("quote") or not cells.get(NAMED[kind]):
        raise UsageError("line {line}: an added fact needs kind, doc or sha256, quote and its name", line=line)
    sha256 = cells.get("sha256") or hashes.get(cells.get("doc", ""), "")
    if sha256 not in hashes.values():
        raise UsageError("line {line}: an added fact needs kind, doc or sha256, quote and its name", line=line)
    start = cells.get("raw_start", "")
    row: Row = {"kind": kind, "quote": cells["quote"], "raw_start": int(start) if start.isdigit() else 0}
    fields = {column: field_value(kind, column, cells.get(column, ""), line) for column in OWN[kind]}
    return decide("add", by, sha256, row | fields, {})


def _changed(cells: Mapping[str, str], row: Row, line: int) -> Row:
    """The fields of which the sheet says something else. A column that the sheet lacks says nothing."""
    changed: Row = {}
    kind = str(row["kind"])
    for column in OWN[kind]:
        if column in cells and cells[column].replace("\r\n", "\n") != _cell(row[column]):
            value = field_value(kind, column, cells[column], line)
            if not _same(value, row[column]):
                changed[column] = value
    return changed


def _same(value: object, other: object) -> bool:
    # Spreadsheets keep 15 digits.
    figures = isinstance(value, int | float) and isinstance(other, int | float)
    return isclose(value, other, rel_tol=1e-14) if figures else value == other  # type: ignore[arg-type]


def _address(sha256: str, row: Mapping[str, object], name: str) -> tuple[str, str, str, str, str]:
    return sha256, str(row.get("kind")), str(row.get("quote")), str(row.get("raw_start")), name


def field_value(kind: str, column: str, cell: str, line: int = 1) -> object:
    """What a cell says of a field; None for an empty one. Raises UsageError for one that cannot be read."""
    cell = cell.strip()
    if not cell:
        return None
    known = choices_of(kind, column)
    if known and cell not in known:
        raise UsageError(
            "line {line}: {column} cannot be '{cell}'; there are: {known}",
            line=line,
            column=column,
            cell=cell,
            known=", ".join(known),
        )
    value = _typed(column, cell)
    if value is None:
        raise UsageError("line {line}: {column} cannot be '{cell}'", line=line, column=column, cell=cell)
    return value


def _typed(column: str, cell: str) -> object:
    """The cell as its column's type; None where it cannot be read."""
    if column == "target":
        return _TRUTHS.get(cell.lower())
    if column not in _TYPED:
        return cell
    # Spreadsheets write thousands with commas, and what was typed as 99.5% as it was typed.
    figure = column in _FIGURES
    try:
        value = json.loads(cell.replace(",", "").removesuffix("%") if figure else cell)
    except ValueError:
        return None
    wanted = (int, float) if figure else dict if column == "rank" else list
    return value if isinstance(value, wanted) and not isinstance(value, bool) else None


def _cell(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _bare(cell: str | None) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    cell = cell or ""
    return (
        cell[1:]
        if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
        else cell
    )
