"""Pages that programs made of PDF: each printed line stands in a place of its own, and paragraphs are to be found."""

from __future__ import annotations

from collections.abc import Sequence

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Piece
from corpusdoc.load.flow import Flow, Paragraph
from corpusdoc.load.lines import WIDE, Line
from corpusdoc.load.reflow import paragraphs

MANY = 6
MOSTLY = 0.6  # of the lines
CHARACTER = 14.0  # pixels that one is wide, about: enough to tell an indented line
PITCH = 1.5  # characters from line to line
# What moves the next characters a little, as programs write it.
SHIFT = re.compile(f"(?<={WIDE.pattern}) | (?={WIDE.pattern})")
INDENT = "\u3000"


def is_placed(flow: Flow, said: Sequence[Paragraph]) -> bool:
    """Whether most of an article is lines in places of their own."""
    placed = sum(flow.containers[paragraph.container].left is not None for paragraph in said)
    return placed >= max(MANY, MOSTLY * len(said))


def joined_lines(flow: Flow, said: Sequence[Paragraph]) -> list[Piece]:
    """The paragraphs that the lines make: as those of a PDF's page of one column are told."""
    lefts = [flow.containers[paragraph.container].left or 0.0 for paragraph in said]
    margin = min(lefts)
    lines: list[Line] = []
    for at, (paragraph, left) in enumerate(zip(said, lefts, strict=True)):
        text = paragraph.text.lstrip(INDENT)
        start = (left - margin) / CHARACTER + len(paragraph.text) - len(text)
        text = SHIFT.sub("", text)
        width = sum(1.0 if WIDE.match(character) else 0.5 for character in text)
        foot = -PITCH * at
        lines.append(Line(text, start, start + width, foot, foot + 1.0, 1.0, 1))
    return [Piece(found.text) for found in paragraphs([lines])]
