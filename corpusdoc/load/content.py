"""What a reader hands over: pieces of text with their kind, made into one text with blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.messages import Message
from corpusdoc.model import Block, BlockKind, Hints, Reason, Span

# Lone surrogates cannot be stored as UTF-8, and OpenCC silently drops all that follows a NUL.
FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
# Line ends as Unicode knows them, and the form feeds and vertical tabs of old word processors.
LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
# U+0085 between Latin letters is half of a character that was decoded wrongly, as normalize can still see.
LINE_END = re.compile("\r{1,2}\n|[\r\x0b\x0c\u2028\u2029]|(?<![\x80-\xff])\x85(?![\x80-\xff])")


# From an entry of a table of contents to its page runs a tab, which is shown as dots.
LEADER = re.compile(r"[\t ]*\t[\t ]*(?=(?:\d{1,4}|[ivxIVX]{1,5})\s*$)")


class ReadingError(Exception):
    """What readers raise; the front of the room makes it a SourceError that names the source and says what to do.

    The detail is a message of ours with its values, or what a library said.
    """

    def __init__(self, reason: Reason, detail: str = "", **values: object) -> None:
        super().__init__(reason, detail)
        self.reason: Reason = reason
        # Libraries say things in several lines.
        parts = {
            name: " ".join(str(value).split()) if isinstance(value, str | Exception) else value
            for name, value in values.items()
        }
        self.detail = Message(" ".join(detail.split()), **parts)
        self.kind = ""  # what messages call the container that it is about, if not the source itself


class ExtraError(ReadingError):
    """A format that an extra reads which is not installed."""

    def __init__(self, extra: str) -> None:
        super().__init__("unsupported", extra)


class Piece(NamedTuple):
    """A paragraph, heading, item or table as a format states it."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    page: int | None = None
    bold: bool = False  # all of it is set in bold type


@dataclass(frozen=True, slots=True)
class Content:
    """All that a reader found in the bytes; `text` is clean and `blocks` cover it."""

    text: str
    blocks: tuple[Block, ...] = ()
    page_starts: tuple[int, ...] = ()  # where it is known of more pages than the blocks'
    encoding: str | None = None
    hints: Hints = field(default_factory=Hints)
    partial: Reason | None = None  # why some of it is missing


def with_leader(text: str) -> str:
    """An entry of a table of contents as it is shown: 第一节 概况……3."""
    return LEADER.sub("……", text)


def clean(text: str) -> str:
    """`text` with "\\n" as its only line end and U+FFFD for what no store can hold."""
    # These questions are much quicker than the patterns.
    if text.isprintable():
        return text
    if any(end in text for end in LINE_ENDS):
        text = LINE_END.sub("\n", text)
    return text if "\0" not in text and _is_storable(text) else FORBIDDEN.sub("\ufffd", text)


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The pieces as one text, a line each (tables: a line per row), and a block for each that is not blank."""
    said = [piece for piece in pieces if piece.text and not piece.text.isspace()]
    parts = [piece.text for piece in said]
    # Asked of all at once: hardly any text holds what is to be changed.
    whole = "\n".join(parts)
    if clean(whole) is not whole:
        parts = [clean(part) for part in parts]
    blocks: list[Block] = []
    position = 0
    for at, piece in enumerate(said):
        parts[at] = text = parts[at].strip("\n")
        end = position + len(text)
        blocks.append(Block(Span(position, end), piece.kind, piece.level, piece.page))
        position = end + 1
    return "\n".join(parts), tuple(blocks)


def page_starts(blocks: tuple[Block, ...], pages: int, length: int) -> tuple[int, ...]:
    """Where each of `pages` begins in the text; one without text where the next one does."""
    stated: dict[int, int] = {}
    for block in blocks:
        if block.page is not None:
            stated.setdefault(block.page, block.span.start)
    starts = [length] * (pages + 1)
    for page in range(pages, 0, -1):
        starts[page - 1] = stated.get(page, starts[page])
    return (0, *starts[1:pages]) if pages else ()
