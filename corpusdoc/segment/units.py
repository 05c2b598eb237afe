"""A document's blocks, or its lines, as units on their way to being passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.page_lines import is_page_line
from corpusdoc.model import Block, BlockKind, Document, Span
from corpusdoc.segment.sentences import trimmed

# Code points: lines that are longer belong to the text.
ASIDE = 120
# When and from where a page is, behind its title; near its top.
_STAMPED = re.compile("(?:发布时间|发布日期|发表时间|发表日期|更新时间|来源)[:：]")
_STAMP = re.compile(f"(?<=[^\\s:：]{{6}})[\\s\u3000]*{_STAMPED.pattern}")
_TOP = 1000
# 2021-03-02 水厂小记, 2021年3月:关于…的决定: when, in front of the first lines' title.
_DATED = re.compile(
    r"\s*(?:(?:date|日期|时间)\s?[:：]?\s?)?(?:19|20)\d\d\s?[-./年]\s?\d{1,2}(?:\s?[-./月]\s?\d{1,2})?[日月]?(?:\s|[:：])\s*"
    r"(?=[^\s\d][^\n]{7,}$)"
)
_FIRST_LINE = 80
_LINE = re.compile(r"[^\n]+")
# Sections that begin in a line with their text, at least this many.
_RUN_IN, _RUN_IN_RANK = 2, 30
_FIRST_RANK = re.compile("[一二三四五六七八九十]{1,3}[、.．]")
_LEAD = re.compile("[一二三四五六七八九十]{1,3}[、.．][^。：:；;！!？?\n]{4,20}。")
_LEAST_BODY = 15


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or block on its way to being a passage; a heading has a rank."""

    span: Span
    kind: BlockKind = "paragraph"
    rank: int | None = None
    noise: bool = False
    page: int | None = None
    aside: bool = False  # of the page's frame, who wrote it, a caption: never a heading


def framed_units(document: Document, lexicon: Lexicon) -> list[Unit]:
    """The units of a document, with those known that can be no heading, and with headings that begin a paragraph."""
    units = _run_in(document.text, list(_raw_units(document)))
    return [_framed(document.text, unit, lexicon) for unit in units]


def _raw_units(document: Document) -> Iterator[Unit]:
    noise = [noise.span for noise in document.noise]
    spans: list[tuple[Span, Block | None]] = [(block.span, block) for block in document.blocks]
    spans = spans or [(span, None) for match in _LINE.finditer(document.text) for span in _stamped(match)]
    current = 0
    for span, block in spans:
        found = trimmed(document.text, span)
        if not len(found):
            continue
        while current < len(noise) and noise[current].end <= found.start:
            current += 1
        noisy = current < len(noise) and noise[current].contains(found)
        if block is None:
            yield Unit(found, noise=noisy)
        else:
            yield Unit(found, block.kind, max(1, block.level) if block.kind == "heading" else None, noisy, block.page)


def _stamped(line: re.Match[str]) -> list[Span]:
    """The line, or the title and what the page glued to it: 水厂小记发布时间:2020-05-27."""
    dated = _DATED.match(line[0]) if line.start() < _FIRST_LINE and len(line[0]) <= ASIDE else None
    if dated and "。" not in line[0]:
        return [Span(line.start(), line.start() + dated.end()), Span(line.start() + dated.end(), line.end())]
    near = line.start() < _TOP and len(line[0]) <= ASIDE and _STAMPED.search(line[0])
    stamp = _STAMP.search(line[0]) if near else None
    if stamp is None or "。" in line[0][: stamp.start()]:
        return [Span(*line.span())]
    at = line.start() + stamp.start()
    return [Span(line.start(), at), Span(at, line.end())]


def _run_in(text: str, units: list[Unit]) -> list[Unit]:
    """一、立足本职,优质服务。我们…: where all sections of the first rank begin so, these are headings."""
    leads = {unit.span: match for unit in units if unit.rank is None and (match := _lead(text, unit))}
    others = any(unit.span not in leads and _FIRST_RANK.match(unit.span.of(text)) for unit in units)
    if len(leads) < _RUN_IN or others:
        return units
    found: list[Unit] = []
    for unit in units:
        lead = leads.get(unit.span)
        if lead is None:
            found.append(unit)
            continue
        body = trimmed(text, Span(lead.end(), unit.span.end))
        found += [replace(unit, span=Span(*lead.span()), rank=_RUN_IN_RANK), replace(unit, span=body)]
    return found


def _lead(text: str, unit: Unit) -> re.Match[str] | None:
    """The first sentence of a numbered paragraph that runs on, if it is as short as a heading."""
    if unit.noise or unit.kind == "table":
        return None
    match = _LEAD.match(text, unit.span.start, unit.span.end)
    return match if match and unit.span.end - match.end() >= _LEAST_BODY else None


def _framed(text: str, unit: Unit, lexicon: Lexicon) -> Unit:
    line = unit.span.of(text)
    aside = unit.rank is None and len(line) <= ASIDE and is_page_line(line, lexicon)
    return replace(unit, aside=True) if aside else unit
