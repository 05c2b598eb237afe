"""A page's tree as a flow of paragraphs, each knowing the containers around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
DROPPED = frozenset(_DROPPED.split())
BLOCKS = HEADINGS | frozenset(_BLOCKS.split())
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


@dataclass(frozen=True, slots=True)
class Paragraph:
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
        self.buffer.append(text)
        if self.links:
            self.linked += len("".join(text.split()))

    def flush(self) -> None:
        if not self.buffer:
            return
        text = SPACES.sub(" ", WRAPPED.sub("", "".join(self.buffer))).strip(EDGES)
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

    def enter(self, node: LexborNode) -> None:
        self.flush()
        attributes = node.attributes
        names, hidden = "", False
        if attributes:
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
            hidden = "hidden" in attributes or bool(HIDDEN.search(attributes.get("style") or ""))
        inherited = self.open >= 0 and self.containers[self.open].hidden
        self.containers.append(Container(node.tag or "", names, self.open, hidden=hidden or inherited))
        self.open = len(self.containers) - 1

    def leave(self) -> None:
        self.flush()
        self.containers[self.open].end = len(self.containers)
        self.open = self.containers[self.open].parent

    def table(self, rows: list[str], linked: int) -> None:
        self.flush()
        text = "\n".join(rows)
        self.paragraphs.append(Paragraph(text, "table", 0, self.open, min(linked, len(text))))


def read_flow(body: LexborNode) -> Flow:
    """The paragraphs below `body` in reading order. Ruby notes (<rt>: pinyin), scripts and forms are left out."""
    builder = _Builder()
    # A stack of our own: pages nest deeper than Python may.
    stack: list[tuple[LexborNode, bool]] = [(body, False)]
    while stack:
        node, done = stack.pop()
        tag = node.tag or ""
        if done:
            if tag == "a":
                builder.links -= 1
            else:
                builder.leave()
        elif tag == "-text":
            _add_text(builder, node)
        elif tag == "br":
            builder.flush()
        elif tag == "table" and (rows := _data_rows(node)):
            builder.table(rows, sum(len(link.text()) for link in node.css("a")))
        elif tag not in DROPPED and tag[:1] != "-":
            if tag in BLOCKS:
                builder.enter(node)
                stack.append((node, True))
            elif tag == "a":
                builder.links += 1
                stack.append((node, True))
            children = []
            child = node.child
            while child is not None:
                children.append((child, False))
                child = child.next
            children.reverse()
            stack += children
    builder.flush()
    return Flow(tuple(builder.containers), tuple(builder.paragraphs))


def _add_text(builder: _Builder, node: LexborNode) -> None:
    text = node.text(deep=False) or ""
    if builder.open >= 0 and builder.containers[builder.open].tag == "pre":
        for line in text.split("\n"):
            builder.add(line)
            builder.flush()
    else:
        builder.add(text)


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
    texts = [[text for cell in row for text in _cell(cell)] for row in rows]
    if any(len(text) > MAX_CELL for row in texts for text in row):
        return []
    return ["\t".join(row) for row in texts if any(row)]


def _cell(cell: LexborNode) -> list[str]:
    """A cell's text, and an empty one for each further column that it spans, so that columns stay in line."""
    for note in cell.css("rt, rp, script, style"):
        note.decompose()
    span = cell.attributes.get("colspan") or ""
    further = min(int(span), MAX_SPAN) - 1 if span.isascii() and span.isdigit() and len(span) < 4 else 0
    return [SPACES.sub(" ", cell.text()).strip(EDGES), *[""] * further]
