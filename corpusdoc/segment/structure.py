"""Headings, and the passages and sections that follow from them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise, takewhile

from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.title_lines import goes_on, is_banner, is_kind, names_issuer, numbers_issue
from corpusdoc.model import BlockKind, Document, Passage, Section, Span
from corpusdoc.segment.plain_headings import with_plain_headings
from corpusdoc.segment.shapes import (
    LABEL,
    PLAIN,
    PLAIN_RANK,
    TITLE,
    TITLE_RANK,
    adjacent,
    fits,
    is_file,
    is_worded,
    joined,
)
from corpusdoc.segment.units import Unit, framed_units

# Code points: a numbered line that is longer is an item.
NUMBERED = 50
_HEAD_LINES = 16
# Numbers in figures (1、, (1), ①) may be those of a list, from so many lines on.
_ITEM_RANK, _LISTED = 32, 3

# 一是抓学习。 on a line of its own.
_CLOSED, _CLOSES = 30, re.compile("[^。；;！!？?]{6,}[。！!]")
_COUNTED, _COUNTED_RANK = re.compile("[一二三四五六七八九十]{1,2}是|[(（]?[一二三四五六七八九十\\d]{1,2}[)）、.．]"), 33
# What goes on after the line.
_RUNS_ON = re.compile(r"[。！!；;，,、：:…|]$")
_LONG_LABEL = 5
_HEADLINE = 16
# 新闻快讯 / a longer line / 2019-03-18 来源: so few words name a page.
_SHORT_TITLE, _STAMP_BELOW = 8, 5
_BYLINES = 4
_UNIT = re.compile("^[㐀-鿿]{2,14}[部处科室队组]$")
_DATED = re.compile(r"[(（]?(?:19|20)\d\d[-./年]")
_ATTACHMENT = re.compile("附件[\\d一二三四五六七八九十]{0,2}[：:]")


def find_units(document: Document, lexicon: Lexicon) -> tuple[Unit, ...]:
    """The blocks that the format states, else the lines, with headings known by level, by number or by shape."""
    units = _without_attachments(
        document.text, [_numbered(document.text, unit, lexicon) for unit in framed_units(document, lexicon)]
    )
    units = _without_lists(_with_closed(document.text, units, lexicon))
    if any(block.kind == "heading" for block in document.blocks):
        return tuple(units)
    return tuple(with_plain_headings(document.text, _with_title(document.text, units, lexicon)))


def find_sections(text: str, units: tuple[Unit, ...]) -> tuple[Section, ...]:
    """A section for each heading, up to the next heading of its rank or above. Levels count the ranks in use."""
    headings = [(unit.rank, unit.span) for unit in units if unit.rank is not None]
    levels = {rank: level for level, rank in enumerate(sorted({rank for rank, _ in headings}), start=1)}
    ends: list[int] = []
    open_ends: list[tuple[int, int]] = []  # from the last heading backwards: (rank, start) of headings still in force
    for rank, span in reversed(headings):
        while open_ends and open_ends[-1][0] > rank:
            open_ends.pop()
        ends.append(open_ends[-1][1] if open_ends else len(text))
        open_ends.append((rank, span.start))
    return tuple(
        Section(Span(span.start, end), levels[rank], span)
        for (rank, span), end in zip(headings, reversed(ends), strict=True)
    )


def find_passages(units: tuple[Unit, ...], sections: tuple[Section, ...]) -> tuple[Passage, ...]:
    """A passage for each unit, with the innermost section around it."""
    passages, current = [], -1
    for unit in units:
        while current + 1 < len(sections) and sections[current + 1].span.start <= unit.span.start:
            current += 1
        kind: BlockKind = "heading" if unit.rank is not None else unit.kind
        passages.append(Passage(unit.span, current if current >= 0 else None, kind, unit.noise, unit.page))
    return tuple(passages)


def _numbered(text: str, unit: Unit, lexicon: Lexicon) -> Unit:
    line = unit.span.of(text)
    barred = unit.rank is not None or unit.noise or unit.aside or unit.kind == "table"
    if barred or len(line) > NUMBERED:
        return unit
    if line.rstrip(":：") in _names(lexicon):
        return replace(unit, rank=PLAIN_RANK)
    if _RUNS_ON.search(line[-1]):
        return unit
    found = _styles(lexicon).match(line)
    return replace(unit, rank=_ranks(lexicon)[found.lastindex or 0]) if found else unit


def _with_closed(text: str, units: list[Unit], lexicon: Lexicon) -> list[Unit]:
    """一、抓学习。 or 一是抓学习。 on a line of its own above unnumbered text, twice at least, heads it."""
    found: dict[Span, int] = {}
    for unit, below in pairwise(units):
        line = unit.span.of(text)
        if unit.rank is None and not (unit.noise or unit.aside) and len(line) <= _CLOSED and _CLOSES.fullmatch(line):
            style = _styles(lexicon).match(line)
            under = below.rank is None and len(below.span) >= len(line) and not _COUNTED.match(below.span.of(text))
            if under and (style or _COUNTED.match(line)):
                found[unit.span] = _ranks(lexicon)[style.lastindex or 0] if style else _COUNTED_RANK
    return [replace(unit, rank=found[unit.span]) if len(found) > 1 and unit.span in found else unit for unit in units]


def _without_attachments(text: str, units: list[Unit]) -> list[Unit]:
    """附件:1.… and the numbers below it list papers, they head nothing."""
    found: list[Unit] = []
    listing = False
    for unit in units:
        line = unit.span.of(text)
        listing = _ATTACHMENT.match(line) is not None or (listing and line[:1].isdigit())
        found.append(replace(unit, rank=None, kind="item") if listing and line[:1].isdigit() else unit)
    return found


def _without_lists(units: list[Unit]) -> list[Unit]:
    """1、…, 2、…, 3、… line below line without text between them are a list's items."""
    found: list[Unit] = []
    for rank, group in groupby(units, key=lambda unit: None if unit.noise else unit.rank):
        lines = list(group)
        listed = rank is not None and rank >= _ITEM_RANK and len(lines) >= _LISTED
        found += [replace(unit, rank=None, kind="item") for unit in lines] if listed else lines
    return found


def _with_title(text: str, units: list[Unit], lexicon: Lexicon) -> list[Unit]:
    """The first line is the title where it looks like one; said again further down, it is no heading of its own."""
    first = _first_of_title(text, units, lexicon)
    if first is None or units[first].rank not in (None, PLAIN_RANK) or not _may_head(text, units[first], lexicon):
        return units
    second = units[first + 1] if first + 1 < len(units) else None
    line, below = units[first].span.of(text), second.span.of(text) if second else ""
    if second and line != below and line.endswith(below) and _may_head(text, second, lexicon):
        return [*units[: first + 1], replace(second, rank=TITLE_RANK), *units[first + 2 :]]  # 1服务目标 / 服务目标
    broken = (
        second
        and second.rank in (None, PLAIN_RANK)
        and fits(text, second, TITLE)
        and adjacent(text, units[first], second)
    )
    if second and broken and goes_on(line, below, lexicon):
        return [*units[:first], joined(units[first], second, TITLE_RANK), *units[first + 2 :]]
    # Who wrote it stands in the lines below the title.
    rest = units[first + 1 :]
    under = list(takewhile(lambda unit: unit.rank is None and len(unit.span) <= PLAIN, rest[:_BYLINES]))
    rest[: len(under)] = [replace(unit, aside=unit.aside or _wrote(unit.span.of(text), lexicon)) for unit in under]
    return [*units[:first], replace(units[first], rank=TITLE_RANK), *rest]


def _wrote(line: str, lexicon: Lexicon) -> bool:
    return names_issuer(line, lexicon) or _UNIT.search(line) is not None


def _first_of_title(text: str, units: list[Unit], lexicon: Lexicon) -> int | None:
    """The first line that is no label, frame of a page or bare name of the issuer above the title."""
    clean = [index for index, unit in enumerate(units[:_HEAD_LINES]) if _may_open(text, unit)]
    for index, following in pairwise(clean):
        line, below = units[index].span.of(text), units[following].span.of(text)
        if numbers_issue(units[index + 1].span.of(text)):
            continue
        if len(line) < _SHORT_TITLE and _names_a_page(text, units[index + 1 :][:_STAMP_BELOW], lexicon):
            continue
        above = units[following].rank in (None, PLAIN_RANK) and _may_head(text, units[following], lexicon)
        if not (above and is_banner(line, below, text, lexicon)):
            return index
    return clean[-1] if clean else None


def _may_open(text: str, unit: Unit) -> bool:
    line = unit.span.of(text)
    barred = unit.noise or unit.aside or _labelled(line) or is_file(line)
    return not barred and is_worded(line)


def _labelled(line: str) -> bool:
    """Whether a line is a label and what it names; a headline may begin with who speaks."""
    return len(line) < _HEADLINE and LABEL.search(line[:_LONG_LABEL]) is not None


def _may_head(text: str, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether a line looks like a title."""
    line = unit.span.of(text)
    return (fits(text, unit, TITLE) and not _labelled(line)) or is_kind(line, lexicon)


def _names_a_page(text: str, below: list[Unit], lexicon: Lexicon) -> bool:
    """Whether a few words name a page: its title follows, and then when and from where it is."""
    return any(
        len(first.span) > _SHORT_TITLE
        and _may_head(text, first, lexicon)
        and not first.noise
        and (second.aside or second.noise)
        for first, second in pairwise(below)
    )


@cache
def _names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(row["surface"] for row in lexicon.rows("headings"))


@cache
def _styles(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(f"({row['pattern']})" for row in lexicon.rows("numbering")))


@cache
def _ranks(lexicon: Lexicon) -> dict[int, int]:
    return {number: int(row["rank"]) for number, row in enumerate(lexicon.rows("numbering"), start=1)}
