"""Headings, and the passages and sections that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.page_lines import is_page_line
from corpusdoc.model import BlockKind, Document, Passage, Section, Span
from corpusdoc.segment.plain_headings import with_plain_headings
from corpusdoc.segment.run_in import with_run_in
from corpusdoc.segment.sentences import sentence_spans
from corpusdoc.segment.shapes import PLAIN_RANK, is_worded
from corpusdoc.segment.title import with_title
from corpusdoc.segment.units import ASIDE, Unit, raw_units

# Code points: a numbered line that is longer is an item.
NUMBERED = 50
# No paragraph of reports is longer; texts that lost their line ends are.
_LONGEST, _PIECE = 3000, 1000
# Numbers in figures (1、, (1), ①) may be those of a list, from so many lines on.
_ITEM_RANK, _LISTED = 32, 3

# 一是抓学习。 on a line of its own.
_CLOSED = 30
_CLOSES = re.compile("[^。；;！!？?]{6,}[。！!]")
_COUNTED = re.compile("[一二三四五六七八九十]{1,2}是|[(（]?[一二三四五六七八九十\\d]{1,2}[)）、.．]")
_COUNTED_RANK = 33
# What goes on after the line.
_RUNS_ON = re.compile(r"[。！!；;，,、：:…|]$")
_HOLDS_NONE = re.compile(r"目\s*[录次]|释\s*义|重\s*要\s*提\s*示")
_ATTACHMENT = re.compile("附件[\\d一二三四五六七八九十]{0,2}[：:]")


def find_units(document: Document, lexicon: Lexicon) -> tuple[Unit, ...]:
    """The blocks that the format states, else the lines, with headings known by level, by number or by shape."""
    text = document.text
    laid_out = (_laid_out(text, unit, lexicon) for unit in raw_units(document))
    raw = [_framed(text, unit, lexicon) for unit in with_run_in(text, list(laid_out))]
    units = _without_attachments(text, [_numbered(text, unit, lexicon) for unit in raw])
    units = _without_lists(_with_closed(text, units, lexicon))
    stated = [block for block in document.blocks if block.kind == "heading"]
    if len(stated) < 2:
        units = list(with_plain_headings(text, units if stated else with_title(text, units, lexicon)))
    return tuple(_with_contents_apart(text, units))


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


def find_passages(document: Document, units: tuple[Unit, ...], sections: tuple[Section, ...]) -> tuple[Passage, ...]:
    """A passage for each unit, several for one that is too long, with the innermost section around it."""
    passages, current = [], -1
    for unit in units:
        while current + 1 < len(sections) and sections[current + 1].span.start <= unit.span.start:
            current += 1
        kind: BlockKind = "heading" if unit.rank is not None else unit.kind
        section = current if current >= 0 else None
        # The rows of a table are told by its head, and found together.
        for span in (unit.span,) if kind == "table" else _pieces(document.text, unit.span):
            passages.append(Passage(span, section, kind, unit.noise, document.page_of(span)))
    return tuple(passages)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span; one that is longer than any paragraph in stretches of whole sentences."""
    if len(span) <= _LONGEST:
        yield span
        return
    start = end = -1
    for sentence in sentence_spans(text, span):
        if start >= 0 and sentence.end - start > _PIECE:
            yield Span(start, end)
            start = -1
        start, end = sentence.start if start < 0 else start, sentence.end
    yield Span(start, end)


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


def _with_contents_apart(text: str, units: list[Unit]) -> list[Unit]:
    """Tables of contents hold nothing but their entries, however large their heading is set: it ranks as the next."""
    found: list[Unit] = []
    following: int | None = None
    for unit in reversed(units):
        if unit.rank is not None:
            if following is not None and unit.rank < following and _HOLDS_NONE.fullmatch(unit.span.of(text)):
                unit = replace(unit, rank=following)  # noqa: PLW2901
            following = unit.rank
        found.append(unit)
    return found[::-1]


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
    """1、…, 2、…, 3、… line below line without text between them are a list's items, two if none has text below."""
    found: list[Unit] = []
    groups = [(rank, list(lines)) for rank, lines in groupby(units, key=lambda unit: None if unit.noise else unit.rank)]
    for (rank, lines), (below, _) in pairwise([*groups, (0, [])]):
        least = _LISTED if below is None else _LISTED - 1
        listed = rank is not None and rank >= _ITEM_RANK and len(lines) >= least
        found += [replace(unit, rank=None, kind="item") for unit in lines] if listed else lines
    return found


def _laid_out(text: str, unit: Unit, lexicon: Lexicon) -> Unit:
    """The unit; what is large on a page is no heading if it is a day or not Chinese, and its number tells its rank."""
    if unit.page is None or unit.rank is None:
        return unit
    line = unit.span.of(text)
    if not is_worded(line) or is_page_line(line, lexicon):
        return replace(unit, rank=None, kind="paragraph", aside=True)
    found = _styles(lexicon).match(line)
    return replace(unit, rank=_ranks(lexicon)[found.lastindex or 0]) if found else unit


def _framed(text: str, unit: Unit, lexicon: Lexicon) -> Unit:
    line = unit.span.of(text)
    aside = unit.rank is None and len(line) <= ASIDE and is_page_line(line, lexicon)
    return replace(unit, aside=True) if aside else unit


@cache
def _names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(row["surface"] for row in lexicon.rows("headings"))


@cache
def _styles(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(f"({row['pattern']})" for row in lexicon.rows("numbering")))


@cache
def _ranks(lexicon: Lexicon) -> dict[int, int]:
    return {number: int(row["rank"]) for number, row in enumerate(lexicon.rows("numbering"), start=1)}
