"""Pictures of text: photographs and scans, read by text recognition where it is installed."""

from __future__ import annotations

from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.ocr import Recognise


def read(data: bytes, recognise: Recognise | None) -> Content:
    """What a picture says. Raises ReadingError: "needs_ocr" without a recogniser, "empty" where nothing is said."""
    if recognise is None:
        raise ReadingError("needs_ocr")
    text, blocks = compose(Piece(paragraph, page=1) for paragraph in recognise(data))
    return Content(text, blocks)
