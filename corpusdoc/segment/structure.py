"""Headings, and the passages and sections that follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise, takewhile

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import BlockKind, Document, Passage, Section, Span
from corpusdoc.segment.units import Unit, framed_units

# Code points. A title may be long, a heading without a number is short, a numbered line that runs on is an item.
TITLE = 50
PLAIN = 20
SHORTEST = 4
NUMBERED = 50
# What a heading without a number must introduce: less follows a caption.
BODY = 40
# Headings may be broken over two lines; three short lines in a row are a list.
BROKEN = 2
_HEAD_LINES = 16
# A short paragraph right below a heading, if more follows.
_OPENING = 15

# Ranks order headings, 0 is the outermost. Loaders' levels are 1–9, numbering styles stand in the lexicon.
_TITLE_RANK = 0
_PLAIN_RANK = 20
# Numbers in figures (1、, (1), ①) may be those of a list, from so many lines on.
_ITEM_RANK, _LISTED = 32, 3

# What goes on after the line, and rows of cells.
_RUNS_ON = re.compile(r"[。！？!?；;，,、：:…|]$|^[—\-(（|]")
_LABEL = re.compile(r"[：:]")
# 一颗心:把旅客放在首位 names and tells; 联系人:张三 labels.
_COUPLET = re.compile("[㐀-鿿]{3,8}[：:][㐀-鿿]{5,12}")
_LONG_LABEL = 5
_HEADLINE = 16
_WORDED = re.compile("[㐀-鿿]{2}")
# 新闻快讯 / a longer line / 2019-03-18 来源: so few words name a page.
_SHORT_TITLE, _STAMP_BELOW = 8, 5
# The issuer's name alone stands above the title.
_ISSUER = re.compile("(?:公司|集团|银行|医院|委员会|工会|总局|大学|学院|局)$")
_STACKED, _CHAPTER = 3, re.compile("[㐀-鿿]{4,14}")
# 领导小组成员名单 heads a list.
_LISTS = re.compile("(?:名单|名册|一览表|汇总表|清单)$")
_DATED = re.compile(r"[(（]?(?:19|20)\d\d[-./年]")
_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|wps|txt)$")
_ATTACHMENT = re.compile("附件[\\d一二三四五六七八九十]{0,2}[：:]")


def find_units(document: Document, lexicon: Lexicon) -> tuple[Unit, ...]:
    """The blocks that the format states, else the lines, with headings known by level, by number or by shape."""
    units = _without_attachments(
        document.text, [_numbered(document.text, unit, lexicon) for unit in framed_units(document, lexicon)]
    )
    units = _without_lists(units)
    if any(block.kind == "heading" for block in document.blocks):
        return tuple(units)
    return tuple(_with_plain_headings(document.text, _with_title(document.text, units)))


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
        return replace(unit, rank=_PLAIN_RANK)
    if _RUNS_ON.search(line[-1]):
        return unit
    found = _styles(lexicon).match(line)
    return replace(unit, rank=_ranks(lexicon)[found.lastindex or 0]) if found else unit


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


def _with_title(text: str, units: list[Unit]) -> list[Unit]:
    """The first line is the title where it looks like one; said again further down, it is no heading of its own."""
    first = _first_of_title(text, units)
    if first is None or units[first].rank is not None or not _may_head(text, units[first]):
        return units
    second = units[first + 1] if first + 1 < len(units) else None
    line, below = units[first].span.of(text), second.span.of(text) if second else ""
    if second and line != below and line.endswith(below) and _may_head(text, second):
        return [*units[: first + 1], replace(second, rank=_TITLE_RANK), *units[first + 2 :]]  # 1服务目标 / 服务目标
    broken = second and second.rank is None and line != below and not _DATED.match(below)
    if second and broken and _short(text, second) and _adjacent(text, units[first], second):
        return [*units[:first], _joined(units[first], second, _TITLE_RANK), *units[first + 2 :]]
    return [*units[:first], replace(units[first], rank=_TITLE_RANK), *units[first + 1 :]]


def _first_of_title(text: str, units: list[Unit]) -> int | None:
    """The first line that is no label, frame of a page or bare name of the issuer above the title."""
    clean = [index for index, unit in enumerate(units[:_HEAD_LINES]) if _may_open(text, unit)]
    for index, following in pairwise(clean):
        line = units[index].span.of(text)
        if len(line) < _SHORT_TITLE and _names_a_page(text, units[index + 1 :][:_STAMP_BELOW]):
            continue
        above = units[following].rank is None and _may_head(text, units[following])
        if not (above and _ISSUER.search(line)):
            return index
    return clean[-1] if clean else None


def _may_open(text: str, unit: Unit) -> bool:
    line = unit.span.of(text)
    barred = unit.noise or unit.aside or _labelled(line) or _FILE.search(line)
    return not barred and _WORDED.search(line) is not None


def _labelled(line: str) -> bool:
    """Whether a line is a label and what it names; a headline may begin with who speaks."""
    return len(line) < _HEADLINE and _LABEL.search(line[:_LONG_LABEL]) is not None


def _may_head(text: str, unit: Unit) -> bool:
    """Whether a line looks like a title."""
    line = unit.span.of(text)
    return _fits(text, unit, TITLE) and not _labelled(line)


def _names_a_page(text: str, below: list[Unit]) -> bool:
    """Whether a few words name a page: its title follows, and then when and from where it is."""
    return any(
        len(first.span) > _SHORT_TITLE and _may_head(text, first) and not first.noise and (second.aside or second.noise)
        for first, second in pairwise(below)
    )


def _with_plain_headings(text: str, units: list[Unit]) -> Iterator[Unit]:
    """Short lines that stand alone, or two that belong together, before a paragraph are its heading."""
    # The second half of a line that was broken after a comma is no heading.
    broken = {second.span for first, second in pairwise(units) if first.span.of(text)[-1] in "、，,"}
    title_unit = next((unit for unit in units if unit.rank == _TITLE_RANK), None)
    title, below = (title_unit.span.of(text), title_unit.span.end) if title_unit else (None, 0)

    couplets = _couplets(text, units)

    def candidate(unit: Unit) -> bool:
        fits = unit.rank is None and not unit.noise and unit.span not in broken
        looks = _short(text, unit) or unit.span in couplets
        line = unit.span.of(text)
        return fits and looks and line != title and unit.span.start >= below

    groups = [(short, list(group)) for short, group in groupby(units, key=candidate)]
    for index, (short, group) in enumerate(groups):
        following = groups[index + 1][1] if index + 1 < len(groups) else []
        lists = short and _LISTS.search(group[-1].span.of(text))
        if not short or not following or not (lists or _is_body(following)):
            yield from group
            continue
        *before, last = _broken_lines(text, group)
        yield from before
        yield last


def _is_body(following: list[Unit]) -> bool:
    """Whether a heading may stand above: a paragraph, a table, the next heading, or a short paragraph and more."""
    first = following[0]
    if first.rank is not None or len(first.span) >= BODY or first.kind == "table":
        return True
    text = sum(len(unit.span) for unit in takewhile(lambda unit: unit.rank is None, following))
    return len(first.span) >= _OPENING and text >= 2 * BODY


def _couplets(text: str, units: list[Unit]) -> set[Span]:
    """Lines of a name and what it tells, where at least two are built alike: 一颗心:…, 一张网:…."""
    built: dict[int, list[Span]] = {}
    for unit in units:
        line = unit.span.of(text)
        if len(line) <= PLAIN and _COUPLET.fullmatch(line):
            built.setdefault(len(_LABEL.split(line)[0]), []).append(unit.span)
    return {span for spans in built.values() if len(spans) > 1 for span in spans}


def _broken_lines(text: str, group: list[Unit]) -> list[Unit]:
    tail = [group[-1]]
    for unit in reversed(group[:-1]):
        if not _adjacent(text, unit, tail[0]):
            break
        tail.insert(0, unit)
    if len(tail) > BROKEN:
        return group
    # A part, its chapter and its section, each on a line of its own between empty ones.
    if len(tail) == 1 < len(group) <= _STACKED and all(_CHAPTER.fullmatch(unit.span.of(text)) for unit in group):
        return [replace(unit, rank=_PLAIN_RANK) for unit in group]
    # 减量专案 / e 化流程: a line that begins with letters begins a heading of its own.
    if len(tail) == BROKEN and tail[-1].span.of(text)[0].isascii():
        return [replace(unit, rank=_PLAIN_RANK) for unit in group] if len(group) == BROKEN else group
    return [*group[: -len(tail)], _joined(tail[0], tail[-1], _PLAIN_RANK)]


def _joined(first: Unit, last: Unit, rank: int) -> Unit:
    return replace(first, span=Span(first.span.start, last.span.end), rank=rank)


def _adjacent(text: str, first: Unit, second: Unit) -> bool:
    return text[first.span.end : second.span.start].count("\n") <= 1


def _short(text: str, unit: Unit) -> bool:
    """Whether a line looks like a heading."""
    return _fits(text, unit, PLAIN) and not _LABEL.search(unit.span.of(text))


def _fits(text: str, unit: Unit, longest: int) -> bool:
    line = unit.span.of(text)
    fits = unit.kind == "paragraph" and not unit.aside and SHORTEST <= len(line) <= longest
    return fits and not (_RUNS_ON.search(line) or _FILE.search(line)) and _WORDED.search(line) is not None


@cache
def _names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(row["surface"] for row in lexicon.rows("headings"))


@cache
def _styles(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(f"({row['pattern']})" for row in lexicon.rows("numbering")))


@cache
def _ranks(lexicon: Lexicon) -> dict[int, int]:
    return {number: int(row["rank"]) for number, row in enumerate(lexicon.rows("numbering"), start=1)}
