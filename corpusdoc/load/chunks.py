"""Documents that stand whole inside of others, as programs put pages into DOCX (altChunk)."""

from __future__ import annotations

from io import BytesIO
from typing import cast

from corpusdoc import plugins
from corpusdoc.config import Limits
from corpusdoc.load import sniff
from corpusdoc.load.content import Content, Piece, ReadingError
from corpusdoc.load.package import check_sizes

# What programs put in, besides pages.
KINDS = frozenset((sniff.DOCX, sniff.RTF, sniff.TEXT, sniff.WORD_XML, sniff.FLAT_OPC))


def chunk_pieces(data: bytes) -> list[Piece]:
    """All that a document says, as pieces of the one around it. Raises ReadingError."""
    # The room's table of readers names this one's readers; selectolax: 20 ms
    from corpusdoc.load import READERS
    from corpusdoc.load.html import body_pieces
    from corpusdoc.load.mail import pages

    kind = sniff.sniff(BytesIO(data))
    if kind in (sniff.HTML, sniff.MHTML):
        return [piece for page in (pages(data) if kind == sniff.MHTML else [data]) for piece in body_pieces(page)]
    if kind not in KINDS:
        raise ReadingError("unsupported", sniff.NAMES.get(kind, kind))
    if data.startswith(b"PK"):
        check_sizes(BytesIO(data), Limits())
    content = cast(Content, plugins.find("readers", kind, READERS)(data))
    said = [Piece(block.span.of(content.text), block.kind, block.level) for block in content.blocks]
    return said or [Piece(line) for line in content.text.split("\n")]
