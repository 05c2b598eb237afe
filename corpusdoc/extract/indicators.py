"""Indicators under one name across reports: 客户满意率, 用户满意度 …"""

from __future__ import annotations

from functools import cache

from corpusdoc.lexicon import Lexicon, Row


def canonical_indicator(indicator: str, kind: str, lexicon: Lexicon) -> str | None:
    """The common name of an indicator as worded; None where the lexicon has none for it.

    The longest surface inside it counts. `kind` is that of the figure's unit; a row that asks for another kind does
    not count.
    """
    by_surface, lengths = _surfaces(lexicon)
    for length in lengths:
        for start in range(len(indicator) - length + 1):
            for row in by_surface.get(indicator[start : start + length], ()):
                whole = row["match"] != "whole" or length == len(indicator)
                if whole and (not row["unit"] or not kind or kind in row["unit"].split()):
                    return row["canonical"]
    return None


@cache
def _surfaces(lexicon: Lexicon) -> tuple[dict[str, list[Row]], tuple[int, ...]]:
    """The rows by surface, and the surfaces' lengths from the longest."""
    found: dict[str, list[Row]] = {}
    for row in lexicon.rows("indicators"):
        found.setdefault(row["surface"], []).append(row)
    return found, tuple(sorted({len(surface) for surface in found}, reverse=True))
