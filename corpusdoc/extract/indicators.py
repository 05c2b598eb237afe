"""Indicators under one name across reports: 客户满意率, 用户满意度 …"""

from __future__ import annotations

from functools import cache, lru_cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon, Row

# 小微贷款占各项贷款 is of the small loans.
_OF_WHAT = re.compile("(?<=..)(?<!应)占(?![比有用地领线]).*")


# Tables say the same ones again and again.
@lru_cache(maxsize=2048)
def canonical_indicator(indicator: str, kind: str, lexicon: Lexicon) -> str | None:
    """The common name of an indicator as worded; None where the lexicon has none for it.

    The longest surface inside it counts. `kind` is that of the figure's unit; a row that asks for another kind does
    not count.
    """
    found, longest = None, 0
    indicator = _OF_WHAT.sub("", indicator) or indicator
    by_first = _surfaces(lexicon)
    for start, first in enumerate(indicator):
        # A surface of one character stands under it alone.
        for surface, row in (*by_first.get(indicator[start : start + 2], ()), *by_first.get(first, ())):
            if len(surface) <= longest or not indicator.startswith(surface, start):
                continue
            whole = row["match"] != "whole" or len(surface) == len(indicator)
            if whole and (not row["unit"] or not kind or kind in row["unit"].split()):
                found, longest = row["canonical"], len(surface)
    return found


@cache
def _surfaces(lexicon: Lexicon) -> dict[str, list[tuple[str, Row]]]:
    """The rows by their first two characters."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for row in lexicon.rows("indicators"):
        found.setdefault(row["surface"][:2], []).append((row["surface"], row))
    return found
