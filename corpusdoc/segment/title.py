"""The title of a text without mark-up: which of its first lines it is, and what repeats it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.title_lines import (
    MANY,
    goes_on,
    is_banner,
    is_kind,
    names_issuer,
    names_kind,
    numbers_issue,
    said_again,
    year_alone,
)
from corpusdoc.segment.shapes import (
    LABEL,
    PLAIN,
    PLAIN_RANK,
    TITLE,
    TITLE_RANK,
    fits,
    is_file,
    is_short,
    is_worded,
    joined,
)
from corpusdoc.segment.units import Unit

_HEAD_LINES = 16
_LONG_LABEL = 5
_HEADLINE = 16
_PARAGRAPH, _LEAST_ALIKE = 40, 3
# 新闻快讯 / a longer line / 2019-03-18 来源: so few words name a page.
_SHORT_TITLE, _STAMP_BELOW = 8, 5
_BYLINES = 4
# 澜州水务集团净水厂 林晓楠
_WRITER = re.compile(r"[㐀-鿿]{2,20}[司团厂局站院校处科室队部所行][\s\u3000]+[㐀-鿿]{2,3}")
_UNIT = re.compile("^[㐀-鿿]{2,14}[部处科室队组]$")


def with_title(text: str, units: list[Unit], lexicon: Lexicon) -> list[Unit]:
    """The units, with the line as a heading that looks like the title, and those aside that say it again."""
    first = _first_of_title(text, units, lexicon)
    if first is None or units[first].rank not in (None, PLAIN_RANK) or not _may_head(text, units[first], lexicon):
        return units
    if first == 0 and not names_issuer(units[0].span.of(text), lexicon) and _one_of_many(text, units):
        return units
    title, rest = units[first], units[first + 1 :]
    line, below, third = [title.span.of(text), *(unit.span.of(text) for unit in rest[:2]), "", ""][:3]
    if year_alone(below) and names_kind(third, lexicon):
        below, rest = below + third, [joined(rest[0], rest[1], PLAIN_RANK), *rest[2:]]
    may = rest and rest[0].rank in (None, PLAIN_RANK) and fits(text, rest[0], TITLE)
    if may and goes_on(line, below, third, lexicon):
        title, rest = joined(title, rest[0], TITLE_RANK), rest[1:]
    # Who wrote it stands in the lines below the title.
    under = list(takewhile(lambda unit: unit.rank is None and len(unit.span) <= PLAIN, rest[:_BYLINES]))
    rest[: len(under)] = [replace(unit, aside=unit.aside or _wrote(unit.span.of(text), lexicon)) for unit in under]
    again = re.compile(f".{{0,30}}{re.escape(line)}.{{0,30}}"), re.compile(f"{re.escape(line)}[^㐀-鿿]{{0,4}}")
    above = [_unlike(text, unit, again[0]) for unit in units[:first]]
    return [*above, replace(title, rank=TITLE_RANK), *(_unlike(text, unit, again[1]) for unit in rest)]


def _one_of_many(text: str, units: list[Unit]) -> bool:
    """Whether the first line is a heading like those below: 机构设置 above text, 荣誉称号 above text, 业务成果."""
    above = [unit for unit, below in pairwise(units) if len(below.span) >= _PARAGRAPH and is_short(text, unit)]
    alike = [unit for unit in above if len(unit.span) <= MANY]
    return len(alike) >= _LEAST_ALIKE and alike[0] is units[0]


def _unlike(text: str, unit: Unit, title: re.Pattern[str]) -> Unit:
    """The unit, aside if it says the title."""
    again = unit.rank in (None, PLAIN_RANK) and title.fullmatch(text, unit.span.start, unit.span.end)
    return replace(unit, rank=None, aside=True) if again else unit


def _wrote(line: str, lexicon: Lexicon) -> bool:
    return names_issuer(line, lexicon) or _UNIT.search(line) is not None or _WRITER.fullmatch(line) is not None


def _first_of_title(text: str, units: list[Unit], lexicon: Lexicon) -> int | None:
    """The line that the page says twice, else the first one that is no label, frame of a page or issuer's bare name."""
    clean = [index for index, unit in enumerate(units[:_HEAD_LINES]) if _may_open(text, unit)]
    again = said_again([units[index].span.of(text) for index in clean], lexicon)
    if again is not None:
        return clean[again]
    for index, following in pairwise(clean):
        line, below = units[index].span.of(text), units[following].span.of(text)
        if numbers_issue(units[index + 1].span.of(text)):
            continue
        if len(line) < _SHORT_TITLE and _names_a_page(text, units[index + 1 :][:_STAMP_BELOW], lexicon):
            continue
        may = units[following].rank in (None, PLAIN_RANK) and _may_head(text, units[following], lexicon)
        if not (may and is_banner(line, below, text, lexicon, apart=following > index + 1)):
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
