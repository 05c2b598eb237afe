"""Documents that stand whole inside of others, as programs put pages into DOCX (altChunk)."""

from __future__ import annotations

from io import BytesIO
from typing import cast

from corpusdoc import plugins
from corpusdoc.config import Limits
from corpusdoc.load import sniff
from corpusdoc.load.content import Content, Piece, ReadingError
from corpusdoc.load.package import check_sizes

READERS = {
    sniff.DOCX: "corpusdoc.load.docx:read",
    sniff.RTF: "corpusdoc.load.rtf:read",
    sniff.TEXT: "corpusdoc.load.text:read",
    sniff.WORD_XML: "corpusdoc.load.word_xml:read",
    sniff.FLAT_OPC: "corpusdoc.load.word_xml:read_flat",
}


def chunk_pieces(data: bytes) -> list[Piece]:
    """All that a document says, as pieces of the one around it. Raises ReadingError."""
    # selectolax: 20 ms
    from corpusdoc.load.html import body_pieces
    from corpusdoc.load.mail import pages

    kind = sniff.sniff(BytesIO(data))
    if kind in (sniff.HTML, sniff.MHTML):
        return [piece for page in (pages(data) if kind == sniff.MHTML else [data]) for piece in body_pieces(page)]
    if kind not in READERS:
        raise ReadingError("unsupported", sniff.NAMES.get(kind, kind))
    if data.startswith(b"PK"):
        check_sizes(BytesIO(data), Limits())
    content = cast(Content, plugins.find("readers", kind, READERS)(data))
    said = [Piece(block.span.of(content.text), block.kind, block.level) for block in content.blocks]
    return said or [Piece(line) for line in content.text.split("\n")]
