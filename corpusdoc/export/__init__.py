"""Rows (mappings of column to value) to files. Knows nothing of what the rows mean."""

from __future__ import annotations

from corpusdoc import plugins
from corpusdoc.export.options import ExportOptions, Write

__all__ = ["FORMATS", "ExportOptions", "Write", "find_format"]

# Names double as file suffixes, but for `table`, which is for reading on a terminal.
FORMATS = {
    "table": "corpusdoc.export.table:write",
    "json": "corpusdoc.export.objects:write",
    "jsonl": "corpusdoc.export.objects:write_lines",
    "csv": "corpusdoc.export.separated:write",
    "tsv": "corpusdoc.export.separated:write_tabs",
    "md": "corpusdoc.export.markdown:write",
    "xlsx": "corpusdoc.export.workbook:write",
}


def find_format(name: str) -> Write:
    """The function that writes a format. Raises UsageError that names the formats there are."""
    found: Write = plugins.find("formats", name, FORMATS)
    return found
