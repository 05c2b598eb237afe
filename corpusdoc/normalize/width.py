"""Full-width Latin letters, digits and figure signs to half width, one for one; punctuation stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc.normalize.lines import runs_of
from corpusdoc.normalize.look import FULL
from corpusdoc.normalize.rewriter import Edit

_RUN = runs_of(FULL)
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if _RUN.match(chr(code))}


def half_width(text: str) -> str:
    """The text with full-width letters, digits and %+-./ and the like in half width; as long as before."""
    return text.translate(_HALF)


def width_edits(text: str) -> Iterator[Edit]:
    """An edit for each run of full-width characters."""
    for match in _RUN.finditer(text):
        yield Edit(*match.span(), half_width(match.group()), "width.ascii")
