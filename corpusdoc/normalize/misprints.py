"""Misprints that the lexicon lists: each is a word that no text means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon
from corpusdoc.normalize.rewriter import Edit


def misprint_edits(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """An edit for each listed misprint; users add their own rows."""
    pattern, readings = _listed(lexicon)
    for match in pattern.finditer(text):
        yield Edit(*match.span(), readings[match.group()], "misprint.listed", 0.9)


@cache
def _listed(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    readings = {row["wrong"]: row["right"] for row in lexicon.rows("misprints")}
    return re.compile("|".join(map(re.escape, sorted(readings, key=len, reverse=True)))), readings
