"""Web pages: the article's text with its headings, items and tables, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from corpusdoc import lazy_re as re
from corpusdoc.load.article import find_article
from corpusdoc.load.bold import with_bold_headings
from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.flow import STYLED, Paragraph, read_flow
from corpusdoc.load.furniture import without_furniture
from corpusdoc.load.page import headline, lines_of, names_of, read_hints, rows
from corpusdoc.load.placed import is_placed, joined_lines
from corpusdoc.load.scripted import scripted_text
from corpusdoc.load.text import decode

CHARSET = re.compile(rb"(?i)(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([a-z0-9_:.-]{2,30})")
# XHTML may close what HTML does not: everything behind it would be its text.
XML = re.compile(r"\s*<\?xml\b")
CLOSED = re.compile(r"<(title|script|style|a|p|div|span|td|th|li|textarea|iframe)\b([^<>]{0,300})/>")
# Containers that an open one does not close.
NESTED = re.compile(
    rb"<(/?)(?:div|span|font|b|i|u|em|strong|big|small|center|section|article|blockquote|table|ul|ol|dl)"
    rb"(?=[\s>])[^<>]{0,1000}>?",
    re.IGNORECASE,
)
MAX_DEPTH = 10_000  # browsers stop at 512; the parser's time grows with the square
REPLACED = "\ufffd"  # stands where bytes could not be decoded, too
HEAD = 8_192  # bytes in which a page must name its charset

ELSEWHERE = "its text is elsewhere"


def read(data: bytes) -> Content:
    """The page's main text; all its text where no article stands out. Any markup is a page.

    Raises ReadingError ("empty") for a page without text.
    """
    # selectolax: 20 ms
    from selectolax.lexbor import LexborHTMLParser

    text, encoding = decode(data, _declared(data[:HEAD]))
    if XML.match(text):
        text, markup = CLOSED.sub(r"<\1\2></\1>", text), None
    else:
        # The parser reads UTF-8.
        markup = data if encoding == "utf-8" and REPLACED not in text else None
    markup = _flat(markup or text.encode("utf-8", "replace"))
    tree = LexborHTMLParser(markup)
    flow = read_flow(tree.body, tree.css_first(STYLED) is not None) if tree.body is not None else None
    if (scripted := scripted_text(tree, flow)) and (body := LexborHTMLParser(scripted).body) is not None:
        flow = read_flow(body)
    if flow is None or not flow.paragraphs:
        # Frames and scripts would bring it.
        elsewhere = tree.css_first("frame, frameset, iframe, script, noscript") is not None
        raise ReadingError("empty", ELSEWHERE if elsewhere else "")
    article = find_article(flow, names_of("aside"))
    above, below = _around(flow.paragraphs, article)
    article = without_furniture(article, lines_of("furniture"), lines_of("after"), lines_of("last"))
    hints = read_hints(tree, above, article, below)
    said = (*headline(above, article, hints.title), *article)
    if is_placed(flow, said):
        pieces = joined_lines(flow, said)
    else:
        pieces = with_bold_headings([Piece(p.text, p.kind, p.level, bold=p.bold) for p in said])
    composed, blocks = compose(pieces)
    return Content(composed, blocks, encoding=encoding, hints=hints)


def _around(
    paragraphs: Sequence[Paragraph], article: Sequence[Paragraph]
) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """What stands above the article and what below."""
    if not article:
        return (), ()
    first, last = article[0], article[-1]
    start = next(at for at, p in enumerate(paragraphs) if (p.container, p.text) == (first.container, first.text))
    end = next(at for at in range(len(paragraphs) - 1, -1, -1) if paragraphs[at].container <= last.container)
    return paragraphs[:start], paragraphs[end + 1 :]


def body_pieces(data: bytes) -> list[Piece]:
    """All of a page's text, as of a book's chapter; none of it is furniture. Any markup is a page."""
    from selectolax.lexbor import LexborHTMLParser

    text, _ = decode(data, _declared(data[:HEAD]))
    tree = LexborHTMLParser(_flat(CLOSED.sub(r"<\1\2></\1>", text).encode("utf-8", "replace")))
    paragraphs = read_flow(tree.body).paragraphs if tree.body is not None else ()
    return [Piece(p.text, p.kind, p.level) for p in paragraphs]


def _flat(markup: bytes) -> bytes:
    """The page itself; without its containers where they lie so deep in one another that no parser would end."""
    # No element is shorter than <p>.
    if len(markup) < 3 * MAX_DEPTH or markup.count(b"<") - markup.count(b"</") < MAX_DEPTH:
        return markup
    depth = deepest = 0
    for tag in NESTED.finditer(markup):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return NESTED.sub(b"<br>", markup) if deepest > MAX_DEPTH else markup


def codec(charset: str) -> str | None:
    """Python's codec for a charset's name on the web; None for names that Chinese pages do not use."""
    found = (row["value"] for row in rows("charset") if re.fullmatch(row["pattern"], charset, re.IGNORECASE))
    return next(found, None)


def _declared(head: bytes) -> str | None:
    # Markup in UTF-16 is ASCII with NULs.
    found = CHARSET.search(head.replace(b"\0", b""))
    return codec(found[1].decode("ascii")) if found else None
