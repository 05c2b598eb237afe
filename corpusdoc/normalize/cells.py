"""Tables whose cells stand on lines of their own, as some programs write what they take out of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from corpusdoc.normalize.rewriter import Edit

# | 营业收入 | / 12 | / 15 |: a row begins with a bar; its other cells are lines that end in one. A line that holds text
# in front of a bar of its own is a row already.
_ROWS = re.compile(r"^\|[^|\n]*\|[^\S\n]*$(?:\n[^|\n]*\|[^\S\n]*$)+", re.MULTILINE)
_END = re.compile(r"[^\S\n]*\n[^\S\n]*")


def cell_edits(text: str) -> Iterator[Edit]:
    """An edit for each line end between the cells of a row, where at least two rows stand so."""
    rows = [match.span() for match in _ROWS.finditer(text)] if "|" in text else []
    near = {first for first, second in pairwise(rows) if text[first[1] : second[0]].isspace()}
    near |= {second for first, second in pairwise(rows) if first in near}
    yield from (
        Edit(*end.span(), " ", "space.cell", 0.9)
        for end in chain.from_iterable(_END.finditer(text, *row) for row in rows if row in near)
    )
