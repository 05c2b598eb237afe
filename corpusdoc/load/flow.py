"""A page's tree as a flow of paragraphs, each knowing the containers around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.load.cells import EDGES, SPACES, data_rows, is_note_mark, plain_tables
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
_PASS, _DROP, _BOLD, _TEXT, _BREAK, _LINK, _NOTED, _STYLED, _BLOCK, _TABLE = range(10)
_DEEDS: dict[str | None, int] = {
    **dict.fromkeys(_BLOCKS.split(), _BLOCK),
    **dict.fromkeys(HEADINGS, _BLOCK),
    **dict.fromkeys(_DROPPED.split(), _DROP),
    "table": _TABLE,
    "br": _BREAK,
    "b": _BOLD,
    "strong": _BOLD,
    "a": _LINK,
    "sup": _NOTED,
    "-text": _TEXT,
    "-comment": _DROP,
    None: _DROP,
}
# Where styles make more of these than a change of type.
_STYLED_DEEDS = {**_DEEDS, "span": _STYLED, "font": _STYLED}
ASIDES = frozenset(("nav", "footer", "aside"))
HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
# Words between others that are there to spoil copies, and lines of pages that are set as they are printed.
UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|font-size\s{0,3}:\s{0,3}0(?:px|pt|em)?\s{0,3}(?:;|$)", re.IGNORECASE)
SPOILING = "jammer"
MAX_SPOILING = 60  # characters: longer texts are shown when somebody clicks
PLACED = re.compile(r"position\s{0,3}:\s{0,3}absolute", re.IGNORECASE)
# Most styles say none of this.
TELLING = re.compile("display|visib|absolute|weight", re.IGNORECASE)
LEFT = re.compile(r"(?<![-\w])left\s{0,3}:\s{0,3}(\d{1,5}(?:\.\d{1,9})?)", re.IGNORECASE)
PRINTED = re.compile(r"t m\w{1,4} x\w{1,4} h\w{1,4} y\w{1,4} ")  # classes of pdf2htmlEX
HEAVY = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", re.IGNORECASE)
TOLD = ("display", "absolute", "font-size:0", "font-size: 0", "font-weight")
# Parts of lines that are hidden, placed or bold.
STYLED = ":is(span, font):is({}, [class*={}])".format(", ".join(f"[style*='{told}' i]" for told in TOLD), SPOILING)
# Lines that the page's author wrapped: no space between Chinese characters.
INDENTED = re.compile(r"\s{0,100}?(\u3000{1,8})")
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) ?[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])")


@dataclass(slots=True)
class Container:
    """An element that starts a new line, in the order of the page; those inside it end before `end`."""

    tag: str
    names: str  # its class and id
    parent: int
    end: int = 0
    hidden: bool = False
    heavy: bool = False  # in bold type
    left: float | None = None  # pixels, of a line in a place of its own


class Paragraph(NamedTuple):
    """Text between two line breaks of the page."""

    text: str
    kind: BlockKind
    level: int
    container: int
    linked: int  # characters that are links
    bold: bool = False  # all of it


def _describe(container: Container, attributes: Mapping[str, str | None]) -> None:
    """Writes down what an element says of itself."""
    get = attributes.get
    names = get("class") or ""
    if identity := get("id"):
        names = f"{names} {identity}"
    container.names = names.strip()
    if names and PRINTED.match(names):
        container.left = 0.0
    if "hidden" in attributes:
        container.hidden = True
    style = get("style")
    if style is not None and TELLING.search(style):
        container.hidden = container.hidden or bool(HIDDEN.search(style))
        container.heavy = container.heavy or bool(HEAVY.search(style))
        if PLACED.search(style) and container.left is None:
            container.left = float(found[1]) if (found := LEFT.search(style)) else 0.0


@dataclass(frozen=True, slots=True)
class Flow:
    """All text of a page."""

    containers: tuple[Container, ...]
    paragraphs: tuple[Paragraph, ...]


class _Builder:
    """Paragraphs as they grow during the walk."""

    def __init__(self, tables: frozenset[int]) -> None:
        self.tables = tables  # the parser's numbers for those that may hold data
        self.containers: list[Container] = []
        self.paragraphs: list[Paragraph] = []
        self.open = -1
        self.links = 0  # how many <a> are open
        self.bold = 0  # and how many of what makes bold type
        self.buffer: list[str] = []
        self.linked = 0
        self.thin = False  # whether something in the buffer is not bold

    def add(self, text: str) -> None:
        if "\n" in text and self.containers[self.open].tag == "pre":
            *lines, text = text.split("\n")
            for line in lines:
                self.buffer.append(line)
                self.flush()
        self.buffer.append(text)
        if self.links:
            self.linked += len("".join(text.split()))
        if not (self.bold or self.thin or text.isspace()):
            self.thin = not self.containers[self.open].heavy

    def flush(self) -> None:
        if not self.buffer:
            return
        text = "".join(self.buffer)
        # What a printed line is indented by tells where paragraphs begin.
        indented = INDENTED.match(text) if self.containers[self.open].left is not None else None
        if text := _plain(text):
            text = indented[1] + text if indented else text
            kind, level = self._kind()
            linked = min(self.linked, len(text))
            self.paragraphs.append(Paragraph(text, kind, level, self.open, linked, not self.thin))
        self.buffer.clear()
        self.linked, self.thin = 0, False

    def _kind(self) -> tuple[BlockKind, int]:
        at = self.open
        for _ in range(3):  # <li><div><p>: deeper ones are layout
            if at < 0:
                break
            container = self.containers[at]
            if container.tag in HEADINGS:
                return "heading", int(container.tag[1])
            if container.tag == "li":
                return "item", 0
            at = container.parent
        return "paragraph", 0

    def enter(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if self.buffer:
            self.flush()
        containers, parent = self.containers, self.open
        container = Container(tag, "", parent)
        if parent >= 0:
            around = containers[parent]
            container.hidden, container.heavy = around.hidden, around.heavy
        if attributes:
            _describe(container, attributes)
        self.open = len(containers)
        containers.append(container)

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


def read_flow(body: LexborNode, styled: bool = False) -> Flow:
    """The paragraphs below `body` in reading order. Ruby notes (<rt>: pinyin), scripts and forms are left out.

    `styled` says that styles hide, place or embolden parts of lines: the page has what STYLED selects.
    """
    deeds = _STYLED_DEEDS if styled else _DEEDS
    builder = _Builder(plain_tables(body))
    builder.enter(body.tag or "", body.attributes)
    buffer, enter, add = builder.buffer, builder.enter, builder.add
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
            elif ended == _BOLD:
                builder.bold -= 1
            continue
        tag = node.tag
        deed = deeds.get(tag, _PASS)
        if deed == _TEXT:
            # Most pieces of text only indent the mark-up.
            if buffer or not node.is_empty_text_node:
                add(node.text_content or "")
            node = node.next
            continue
        if deed == _BLOCK:
            enter(tag or "", node.attributes)
        elif deed == _BOLD:
            builder.bold += 1
        elif deed >= _BREAK:
            deed = _begin(builder, node, deed)
        following = node.next
        if deed == _DROP:
            node = following
        else:
            stack.append((deed, following))
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
    if deed == _NOTED:
        return _DROP if is_note_mark(node) else _PASS
    if deed == _STYLED:
        return _by_style(builder, node)
    if deed == _TABLE and node.mem_id in builder.tables and (rows := data_rows(node)):
        builder.table(rows, sum(len(link.text()) for link in node.css("a")))
        return _DROP
    builder.enter(node.tag or "", node.attributes)
    return _BLOCK


def _by_style(builder: _Builder, node: LexborNode) -> int:
    """What is to be done with a part of a line: most are as they would be without a style."""
    attributes = node.attributes
    style = attributes.get("style") or ""
    unseen = UNSEEN.search(style) or SPOILING in (attributes.get("class") or "")
    if unseen and len(node.text()) <= MAX_SPOILING:
        return _DROP
    if PLACED.search(style):
        builder.enter(node.tag or "", attributes)
        return _BLOCK
    if HEAVY.search(style):
        builder.bold += 1
        return _BOLD
    return _PASS


def _plain(text: str) -> str:
    """Text as it is shown: white space of any kind counts once."""
    text = text.strip(EDGES)
    return text if text.isprintable() and "  " not in text else SPACES.sub(" ", WRAPPED.sub("", text))
