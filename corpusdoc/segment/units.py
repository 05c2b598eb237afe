"""A document's blocks, or its lines, as units on their way to being passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpusdoc import lazy_re as re
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


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or block on its way to being a passage; a heading has a rank."""

    span: Span
    kind: BlockKind = "paragraph"
    rank: int | None = None
    noise: bool = False
    page: int | None = None
    aside: bool = False  # of the page's frame, who wrote it, a caption: never a heading


def raw_units(document: Document) -> Iterator[Unit]:
    """The blocks that the format states, else the lines."""
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
