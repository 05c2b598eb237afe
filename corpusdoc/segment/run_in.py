"""Headings that stand in a line with their text: 一、立足岗位,优质服务。我们…, 【概况】2004年,…."""

from __future__ import annotations

from dataclasses import replace

from corpusdoc import lazy_re as re
from corpusdoc.model import Span
from corpusdoc.segment.sentences import trimmed
from corpusdoc.segment.units import Unit

_HAN_NUMBER, _BRACKETED = "[一二三四五六七八九十]{1,3}[、.．]", "[(（][一二三四五六七八九十]{1,3}[)）]"
# The first rank that a text numbers is that of its sections, the others are those of items.
_FIRST_RANKS = ((re.compile(_HAN_NUMBER), 30), (re.compile(_BRACKETED), 31))
_LEAD = re.compile(f"(?:{_HAN_NUMBER}|{_BRACKETED})[^。：:；;！!？?\n]{{4,20}}。")
_ENTRY, _ENTRY_RANK = re.compile("【(?!摘|关键)[㐀-鿿、·（）()]{2,12}(?<![讯电])】(?=[^。\n]{2,200}。)"), 21
# So many at least, and so much text behind each; a column above a piece of news stands alone.
_SECTIONS, _LEAST_BODY = 2, 15


def with_run_in(text: str, units: list[Unit]) -> list[Unit]:
    """The units, cut behind the headings that begin them, where all sections of the first rank do or entries of a
    yearbook are so named."""
    leads = _sections(text, units) or _entries(text, units)
    found: list[Unit] = []
    for unit in units:
        rank, end = leads.get(unit.span, (None, 0))
        if rank is None:
            found.append(unit)
            continue
        head = replace(unit, span=Span(unit.span.start, end), rank=rank)
        found += [head, replace(unit, span=trimmed(text, Span(end, unit.span.end)))]
    return found


def _sections(text: str, units: list[Unit]) -> dict[Span, tuple[int, int]]:
    """Rank and end of the first sentences of numbered paragraphs that run on."""
    for number, rank in _FIRST_RANKS:
        first = [unit for unit in units if not unit.noise and number.match(text, unit.span.start, unit.span.end)]
        if first:
            ends = {unit.span: (rank, end) for unit in first if (end := _end(_LEAD, text, unit))}
            return ends if len(ends) == len(first) >= _SECTIONS else {}
    return {}


def _entries(text: str, units: list[Unit]) -> dict[Span, tuple[int, int]]:
    found = {unit.span: (_ENTRY_RANK, end) for unit in units if (end := _end(_ENTRY, text, unit))}
    return found if len(found) >= _SECTIONS or not (units and units[0].span in found) else {}


def _end(form: re.Pattern[str], text: str, unit: Unit) -> int | None:
    """Where the heading ends that a paragraph begins with."""
    if unit.rank is not None or unit.noise or unit.kind == "table":
        return None
    match = form.match(text, unit.span.start, unit.span.end)
    return match.end() if match and unit.span.end - match.end() >= _LEAST_BODY else None
