"""Lines in bold type alone, which head what stands below them where nobody marked headings as such."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Piece
from corpusdoc.load.order import NUMBER

MAX_HEADING = 30  # characters
BODY = 20  # what a heading introduces is longer
MOSTLY = 0.5  # of the text: where so much is bold, it tells nothing
WORDED = re.compile(r"[^\W\d_]{2}")
# Sentences, labels, credits of pictures, what has a number of its own.
NO_HEADING = re.compile(rf"[。；：，:;！？!?…]|[（(][^（()）]*[)）]$|^(?:[▲△▼◆●■]|图|表|{NUMBER.pattern})")


def with_bold_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, of those that are bold short lines above others as headings, one level below those that are stated.

    Where none is stated, all lines are looked at for headings later, by their shape.
    """
    stated = [piece.level for piece in pieces if piece.kind == "heading"]
    said = sum(len(piece.text) for piece in pieces)
    if not stated or sum(len(piece.text) for piece in pieces if piece.bold) > MOSTLY * said:
        return list(pieces)
    found = list(pieces)
    for at, (piece, below) in enumerate(pairwise(pieces)):
        if piece.bold and _heads(piece, below):
            found[at] = piece._replace(kind="heading", level=max(stated) + 1)
    return found


def _heads(piece: Piece, below: Piece) -> bool:
    line = piece.text
    fits = (
        piece.kind == "paragraph" and len(line) <= MAX_HEADING and WORDED.search(line) and not NO_HEADING.search(line)
    )
    return bool(fits) and not below.bold and (below.kind != "paragraph" or len(below.text) >= BODY)
