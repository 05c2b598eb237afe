"""Lines in bold type alone, which head what stands below them where nobody marked headings as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpusdoc.load.content import Piece
from corpusdoc.load.order import NUMBER

MAX_HEADING = 30  # characters
BODY = 20  # what a heading introduces is longer
MOSTLY = 0.5  # of the text: where so much is bold, it tells nothing
WORDED = re.compile(r"[^\W\d_]{2}")
# Sentences, labels, credits of pictures, what has a number of its own.
NO_HEADING = re.compile(rf"[。；：，:;！？!?…]|[（(][^（()）]*[)）]$|^(?:[▲△▼◆●■]|图|表|{NUMBER.pattern})")


def with_bold_headings(pieces: Sequence[Piece], bold: Sequence[bool]) -> list[Piece]:
    """The pieces, of those that are `bold` short lines above others as headings, one level below those that are stated.

    A single one of a document without others is left as it is: its title, or a remark.
    """
    said = sum(len(piece.text) for piece in pieces)
    if sum(len(piece.text) for piece, own in zip(pieces, bold, strict=True) if own) > MOSTLY * said:
        return list(pieces)
    heads = [at for at in range(len(pieces) - 1) if bold[at] and _heads(pieces[at], pieces[at + 1], bold[at + 1])]
    stated = [piece.level for piece in pieces if piece.kind == "heading"]
    if not stated and len(heads) < 2:
        return list(pieces)
    found = list(pieces)
    for at in heads:
        found[at] = replace(pieces[at], kind="heading", level=max(stated, default=0 if at else -1) + 1 or 1)
    return found


def _heads(piece: Piece, below: Piece, bold: bool) -> bool:
    line = piece.text
    fits = (
        piece.kind == "paragraph" and len(line) <= MAX_HEADING and WORDED.search(line) and not NO_HEADING.search(line)
    )
    return bool(fits) and not bold and (below.kind != "paragraph" or len(below.text) >= BODY)
