"""Indicators under one name across reports: 客户满意率, 用户满意度 …"""

from __future__ import annotations

from functools import cache

from corpusdoc.lexicon import Lexicon, Row


def canonical_indicator(indicator: str, kind: str, lexicon: Lexicon) -> str | None:
    """The common name of an indicator as worded; None where the lexicon has none for it.

    `kind` is that of the figure's unit; a row that asks for another kind does not count.
    """
    for row in _longest_first(lexicon):
        stated = row["surface"] == indicator if row["match"] == "whole" else row["surface"] in indicator
        if stated and (not row["unit"] or not kind or kind in row["unit"].split()):
            return row["canonical"]
    return None


@cache
def _longest_first(lexicon: Lexicon) -> tuple[Row, ...]:
    return tuple(sorted(lexicon.rows("indicators"), key=lambda row: -len(row["surface"])))
