"""Rows (mappings of column to value) to files. Knows nothing of what the rows mean."""

from __future__ import annotations

from corpusdoc import plugins
from corpusdoc.export.codebook import COLUMNS as CODEBOOK
from corpusdoc.export.codebook import codebook
from corpusdoc.export.files import replacing
from corpusdoc.export.frames import Table
from corpusdoc.export.options import Companion, ExportOptions, Write

__all__ = [
    "BINARY",
    "CODEBOOK",
    "FORMATS",
    "Companion",
    "ExportOptions",
    "Table",
    "Write",
    "codebook",
    "find_format",
    "replacing",
]

# Names double as file suffixes, but for `table`, which is for reading on a terminal.
FORMATS = {
    "table": "corpusdoc.export.table:write",
    "json": "corpusdoc.export.objects:write",
    "jsonl": "corpusdoc.export.objects:write_lines",
    "csv": "corpusdoc.export.separated:write",
    "tsv": "corpusdoc.export.separated:write_tabs",
    "md": "corpusdoc.export.markdown:write",
    "xlsx": "corpusdoc.export.workbook:write",
    "parquet": "corpusdoc.export.parquet:write",
    "sqlite": "corpusdoc.export.sqlite:write",
    "dta": "corpusdoc.export.statistics:write_stata",
    "sav": "corpusdoc.export.statistics:write_spss",
}
# Formats that are not for a terminal.
BINARY = ("xlsx", "parquet", "sqlite", "dta", "sav")


def find_format(name: str) -> Write:
    """The function that writes a format. Raises UsageError that names the formats there are."""
    found: Write = plugins.find("formats", name, FORMATS)
    return found
