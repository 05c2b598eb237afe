"""A page's tree as a flow of paragraphs, each knowing the containers around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from corpusdoc.model import BlockKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DROPPED = (
    "rt rp script style noscript template iframe svg canvas select button textarea object embed video audio map head"
    " title"
)
_BLOCKS = (
    "address article aside blockquote body caption center dd dl dt details div fieldset figcaption figure footer form"
    " header html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
# What is done at a node: most are asked once, by what the parser calls them.
_PASS, _DROP, _TEXT, _BREAK, _LINK, _BLOCK, _TABLE = range(7)
_DEEDS: dict[str | None, int] = {
    **dict.fromkeys(_BLOCKS.split(), _BLOCK),
    **dict.fromkeys(HEADINGS, _BLOCK),
    **dict.fromkeys(_DROPPED.split(), _DROP),
    "table": _TABLE,
    "br": _BREAK,
    "a": _LINK,
    "-text": _TEXT,
    "-comment": _DROP,
    None: _DROP,
}
ASIDES = frozenset(("nav", "footer", "aside"))
HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
# Lines that the page's author wrapped: no space between Chinese characters.
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) ?[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])")
EDGES = " \t\n\u3000\xa0\ufeff\u200b"
# A table whose cells hold articles is layout.
MAX_CELL = 300
MAX_SPAN = 64


@dataclass(slots=True)
class Container:
    """An element that starts a new line, in the order of the page; those inside it end before `end`."""

    tag: str
    names: str  # its class and id
    parent: int
    end: int = 0
    hidden: bool = False


class Paragraph(NamedTuple):
    """Text between two line breaks of the page."""

    text: str
    kind: BlockKind
    level: int
    container: int
    linked: int  # characters that are links


@dataclass(frozen=True, slots=True)
class Flow:
    """All text of a page."""

    containers: tuple[Container, ...]
    paragraphs: tuple[Paragraph, ...]


class _Builder:
    """Paragraphs as they grow during the walk."""

    def __init__(self) -> None:
        self.containers: list[Container] = []
        self.paragraphs: list[Paragraph] = []
        self.open = -1
        self.links = 0  # how many <a> are open
        self.buffer: list[str] = []
        self.linked = 0

    def add(self, text: str) -> None:
        if self.containers[self.open].tag == "pre":
            *lines, text = text.split("\n")
            for line in lines:
                self.buffer.append(line)
                self.flush()
        self.buffer.append(text)
        if self.links:
            self.linked += len("".join(text.split()))

    def flush(self) -> None:
        if not self.buffer:
            return
        text = _plain("".join(self.buffer))
        if text:
            kind, level = self._kind()
            self.paragraphs.append(Paragraph(text, kind, level, self.open, min(self.linked, len(text))))
        self.buffer.clear()
        self.linked = 0

    def _kind(self) -> tuple[BlockKind, int]:
        at = self.open
        for _ in range(3):  # <li><div><p>: deeper ones are layout
            if at < 0:
                break
            tag = self.containers[at].tag
            if tag in HEADINGS:
                return "heading", int(tag[1])
            if tag == "li":
                return "item", 0
            at = self.containers[at].parent
        return "paragraph", 0

    def enter(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if self.buffer:
            self.flush()
        names, hidden = "", self.open >= 0 and self.containers[self.open].hidden
        if attributes:
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
            style = attributes.get("style")
            hidden = hidden or "hidden" in attributes or (style is not None and bool(HIDDEN.search(style)))
        self.containers.append(Container(tag, names, self.open, 0, hidden))
        self.open = len(self.containers) - 1

    def leave(self) -> None:
        if self.buffer:
            self.flush()
        left = self.containers[self.open]
        left.end = len(self.containers)
        self.open = left.parent

    def table(self, rows: list[str], linked: int) -> None:
        self.flush()
        text = "\n".join(rows)
        self.paragraphs.append(Paragraph(text, "table", 0, self.open, min(linked, len(text))))


def read_flow(body: LexborNode) -> Flow:
    """The paragraphs below `body` in reading order. Ruby notes (<rt>: pinyin), scripts and forms are left out."""
    builder = _Builder()
    builder.enter(body.tag or "", body.attributes)
    # A stack of our own, of what ends with an element and what follows it: pages nest deeper than Python may.
    stack: list[tuple[int, LexborNode | None]] = [(_BLOCK, None)]
    node = body.child
    while stack:
        if node is None:
            ended, node = stack.pop()
            if ended == _BLOCK:
                builder.leave()
            elif ended == _LINK:
                builder.links -= 1
            continue
        deed = _DEEDS.get(node.tag, _PASS)
        if deed == _TEXT:
            # Most pieces of text only indent the mark-up.
            if builder.buffer or not node.is_empty_text_node:
                builder.add(node.text_content or "")
            node = node.next
            continue
        if deed >= _BREAK:
            deed = _begin(builder, node, deed)
        if deed == _DROP:
            node = node.next
        else:
            stack.append((deed, node.next))
            node = node.child
    return Flow(tuple(builder.containers), tuple(builder.paragraphs))


def _begin(builder: _Builder, node: LexborNode, deed: int) -> int:
    """Does what an element's beginning asks for; what is to be done with what is in it."""
    if deed == _LINK:
        builder.links += 1
        return _LINK
    if deed == _BREAK:
        builder.flush()
        return _DROP
    if deed == _TABLE and (rows := _data_rows(node)):
        builder.table(rows, sum(len(link.text()) for link in node.css("a")))
        return _DROP
    builder.enter(node.tag or "", node.attributes)
    return _BLOCK


def _plain(text: str) -> str:
    """Text as it is shown: white space of any kind counts once."""
    if not text.isprintable() or "  " in text:
        text = SPACES.sub(" ", WRAPPED.sub("", text))
    return text.strip(EDGES)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _data_rows(table: LexborNode) -> list[str]:
    """The rows of a table of data, cells split by tabs; nothing for a table that is only layout."""
    if len(table.css("table")) > 1 or table.css_first("h1, h2, h3, h4, ul, form") is not None:
        return []
    rows = [[cell for cell in _children(row) if cell.tag in ("td", "th")] for row in table.css("tr")]
    rows = [row for row in rows if row]
    if len(rows) < 2 or sum(map(len, rows)) < 2 * len(rows):
        return []
    texts = list(_in_columns(rows))
    if any(len(text) > MAX_CELL for row in texts for text in row):
        return []
    return ["\t".join(row) for row in texts if any(row)]


def _in_columns(rows: list[list[LexborNode]]) -> Iterator[list[str]]:
    """The cells' texts; empty ones for each further column and row that a cell spans, so that columns stay in line."""
    reach: dict[int, int] = {}  # by column: how many more rows a cell above reaches down
    for row in rows:
        texts: list[str] = []
        cells = iter(row)
        while True:
            if reach.get(len(texts), 0):
                reach[len(texts)] -= 1
                texts.append("")
            elif cell := next(cells, None):
                spanned = _span(cell, "colspan")
                reach |= dict.fromkeys(range(len(texts), len(texts) + spanned), _span(cell, "rowspan") - 1)
                texts += [_cell(cell), *[""] * (spanned - 1)]
            else:
                break
        yield texts


def _span(cell: LexborNode, name: str) -> int:
    span = cell.attributes.get(name) or ""
    return min(max(int(span), 1), MAX_SPAN) if span.isascii() and span.isdigit() and len(span) < 4 else 1


def _cell(cell: LexborNode) -> str:
    for note in cell.css("rt, rp, script, style"):
        note.decompose()
    return SPACES.sub(" ", cell.text()).strip(EDGES)
