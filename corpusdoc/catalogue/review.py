"""Facts as a sheet that people mend in a spreadsheet, and what they decided read back from it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpusdoc.catalogue.corrections import NAMED, Action, Correction, decide
from corpusdoc.catalogue.rows import OWN, Row
from corpusdoc.errors import UsageError

# Columns whose cells are JSON; all others are text.
_TYPED = ("value", "value_max", "rank", "target", "count", "years", "items", "effects", "places")
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


def read_sheet(path: Path) -> list[dict[str, str]]:
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
    fields = {column: field_value(column, cells.get(column, ""), line) for column in OWN[kind]}
    return decide("add", by, sha256, row | fields, fields)


def _changed(cells: Mapping[str, str], row: Row, line: int) -> Row:
    """The fields of which the sheet says something else. A column that the sheet lacks says nothing."""
    changed: Row = {}
    for column in OWN[str(row["kind"])]:
        if column in cells and cells[column].replace("\r\n", "\n") != _cell(row[column]):
            value = field_value(column, cells[column], line)
            if value != row[column]:
                changed[column] = value
    return changed


def _address(sha256: str, row: Mapping[str, object], name: str) -> tuple[str, str, str, str, str]:
    return sha256, str(row.get("kind")), str(row.get("quote")), str(row.get("raw_start")), name


def field_value(column: str, cell: str, line: int = 1) -> object:
    """What a cell says of a field; None for an empty one. Raises UsageError for one that cannot be read."""
    if not cell.strip():
        return None
    if column not in _TYPED:
        return cell
    try:
        # Spreadsheets write TRUE, and thousands with commas.
        plain = cell.strip().lower() if column == "target" else cell.strip()
        value = json.loads(plain.replace(",", "") if column in ("value", "value_max", "count", "years") else plain)
    except ValueError as error:
        raise UsageError("line {line}: {column} cannot be '{cell}'", line=line, column=column, cell=cell) from error
    wanted: dict[str, type | tuple[type, ...]] = {
        "rank": dict,
        "target": bool,
        "items": list,
        "effects": list,
        "places": list,
    }
    if not isinstance(value, wanted.get(column, (int, float))):
        raise UsageError("line {line}: {column} cannot be '{cell}'", line=line, column=column, cell=cell)
    return value


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
