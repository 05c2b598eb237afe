"""Headings, and the passages and sections that follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise, takewhile

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Block, BlockKind, Document, Passage, Section, Span
from corpusdoc.segment.sentences import trimmed

# Code points. A title may be long, a heading without a number is short, a numbered line that runs on is an item.
TITLE = 50
PLAIN = 20
SHORTEST = 4
NUMBERED = 50
# What a heading without a number must introduce: less follows a caption.
BODY = 40
# Headings may be broken over two lines; three short lines in a row are a list.
BROKEN = 2
_HEAD_LINES = 12
# A short paragraph right below a heading, if more follows.
_OPENING = 15

# Ranks order headings, 0 is the outermost. Loaders' levels are 1–9, numbering styles stand in the lexicon.
_TITLE_RANK = 0
_PLAIN_RANK = 20

_LINE = re.compile(r"[^\n]+")
_RUNS_ON = re.compile(r"[。！？!?；;，,、：:…]$|^[—\-(（]")
_LABEL = re.compile(r"[：:]")
# 一颗心:把旅客放在首位 names and tells; 联系人:张三 labels.
_COUPLET = re.compile("[㐀-鿿]{3,8}[：:][㐀-鿿]{5,12}")
_LONG_LABEL = 5
# The issuer's name alone stands above the title.
_ISSUER = re.compile("(?:公司|集团|银行|医院|委员会|工会|总局|大学|学院|局)$")
# Sections that begin in a line with their text, at least this many.
_RUN_IN, _RUN_IN_RANK = 2, 30
_FIRST_RANK = re.compile("[一二三四五六七八九十]{1,3}[、.．]")
_LEAD = re.compile("[一二三四五六七八九十]{1,3}[、.．][^。：:；;！!？?\n]{4,20}。")
_ATTACHMENT = re.compile("附件[\\d一二三四五六七八九十]{0,2}[：:]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or block on its way to being a passage; a heading has a rank."""

    span: Span
    kind: BlockKind = "paragraph"
    rank: int | None = None
    noise: bool = False
    page: int | None = None
    aside: bool = False  # of the page's frame, who wrote it, a caption: never a heading


def find_units(document: Document, lexicon: Lexicon) -> tuple[Unit, ...]:
    """The blocks that the format states, else the lines, with headings known by level, by number or by shape."""
    raw = _run_in(document.text, list(_raw_units(document)))
    units = _without_attachments(
        document.text, [_numbered(document.text, _framed(document.text, unit, lexicon), lexicon) for unit in raw]
    )
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


def _raw_units(document: Document) -> Iterator[Unit]:
    noise = [noise.span for noise in document.noise]
    spans: list[tuple[Span, Block | None]] = [(block.span, block) for block in document.blocks]
    spans = spans or [(Span(*match.span()), None) for match in _LINE.finditer(document.text)]
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
    return match if match and unit.span.end - match.end() >= _OPENING else None


def _framed(text: str, unit: Unit, lexicon: Lexicon) -> Unit:
    line = unit.span.of(text)
    aside = unit.rank is None and len(line) <= TITLE and _page_lines(lexicon).search(line) is not None
    return replace(unit, aside=aside)


def _numbered(text: str, unit: Unit, lexicon: Lexicon) -> Unit:
    line = unit.span.of(text)
    barred = unit.rank is not None or unit.noise or unit.aside or unit.kind == "table"
    if barred or len(line) > NUMBERED or _RUNS_ON.search(line[-1]):
        return unit
    if line in _names(lexicon):
        return replace(unit, rank=_PLAIN_RANK)
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


def _with_title(text: str, units: list[Unit]) -> list[Unit]:
    """The first line is the title where it looks like one; said again further down, it is no heading of its own."""
    first = _first_of_title(text, units)
    if first is None or units[first].rank is not None or not _short(text, units[first], TITLE, _LONG_LABEL):
        return units
    second = units[first + 1] if first + 1 < len(units) else None
    if second and second.rank is None and _short(text, second, PLAIN) and _adjacent(text, units[first], second):
        return [*units[:first], _joined(units[first], second, _TITLE_RANK), *units[first + 2 :]]
    return [*units[:first], replace(units[first], rank=_TITLE_RANK), *units[first + 1 :]]


def _first_of_title(text: str, units: list[Unit]) -> int | None:
    """The first line that is no label, frame of a page or bare name of the issuer above the title."""
    clean = [index for index, unit in enumerate(units) if not unit.noise][:_HEAD_LINES]
    for index, following in pairwise(clean):
        unit, line = units[index], units[index].span.of(text)
        if unit.aside or (len(line) <= TITLE and _LABEL.search(line[:_LONG_LABEL])):
            continue
        if not _ISSUER.search(line):
            return index
        if units[following].rank is not None or not _short(text, units[following], TITLE, _LONG_LABEL):
            return index
    return next((index for index in clean if not units[index].aside), None)


def _with_plain_headings(text: str, units: list[Unit]) -> Iterator[Unit]:
    """Short lines that stand alone, or two that belong together, before a paragraph are its heading."""
    # The second half of a line that was broken after a comma is no heading.
    broken = {second.span for first, second in pairwise(units) if first.span.of(text)[-1] in "、，,"}
    title_unit = next((unit for unit in units if unit.rank == _TITLE_RANK), None)
    title, below = (title_unit.span.of(text), title_unit.span.end) if title_unit else (None, 0)

    couplets = _couplets(text, units)

    def candidate(unit: Unit) -> bool:
        fits = unit.rank is None and not unit.noise and unit.span not in broken
        looks = _short(text, unit, PLAIN) or unit.span in couplets
        line = unit.span.of(text)
        return fits and looks and line != title and unit.span.start >= below

    groups = [(short, list(group)) for short, group in groupby(units, key=candidate)]
    for index, (short, group) in enumerate(groups):
        following = groups[index + 1][1] if index + 1 < len(groups) else []
        if not short or not following or not _is_body(following):
            yield from group
            continue
        *before, last = _broken_lines(text, group)
        yield from before
        yield last


def _is_body(following: list[Unit]) -> bool:
    """Whether a heading may stand above: a paragraph or the next heading, or a short paragraph and more of them."""
    first = following[0]
    if first.rank is not None or len(first.span) >= BODY:
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
    # 减量专案 / e 化流程: a line that begins with letters begins a heading of its own.
    if len(tail) == BROKEN and tail[-1].span.of(text)[0].isascii():
        return [replace(unit, rank=_PLAIN_RANK) for unit in group] if len(group) == BROKEN else group
    return [*group[: -len(tail)], _joined(tail[0], tail[-1], _PLAIN_RANK)]


def _joined(first: Unit, last: Unit, rank: int) -> Unit:
    return replace(first, span=Span(first.span.start, last.span.end), rank=rank)


def _adjacent(text: str, first: Unit, second: Unit) -> bool:
    return text[first.span.end : second.span.start].count("\n") <= 1


def _short(text: str, unit: Unit, longest: int, label: int = 0) -> bool:
    """Whether a line looks like a heading. A colon within the first `label` characters (0: anywhere) makes it none."""
    line = unit.span.of(text)
    fits = unit.kind == "paragraph" and not unit.aside and SHORTEST <= len(line) <= longest
    fits = fits and not _RUNS_ON.search(line)
    return fits and not _LABEL.search(line[:label] if label else line)


@cache
def _names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(row["surface"] for row in lexicon.rows("headings"))


@cache
def _page_lines(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in lexicon.rows("page_lines")))


@cache
def _styles(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(f"({row['pattern']})" for row in lexicon.rows("numbering")))


@cache
def _ranks(lexicon: Lexicon) -> dict[int, int]:
    return {number: int(row["rank"]) for number, row in enumerate(lexicon.rows("numbering"), start=1)}
