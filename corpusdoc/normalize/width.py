"""Full-width Latin letters, digits and figure signs to half width, one for one; punctuation stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc.normalize.lines import runs_of
from corpusdoc.normalize.rewriter import Edit

# Not the comma, colon, semicolon, brackets and marks: those are Chinese punctuation.
_SIGNS = "%+-./*@&=#$"
_HALF = {
    0xFEE0 + code: code for code in [*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *map(ord, _SIGNS)]
}
FULL = "".join(map(chr, _HALF))
_RUN = runs_of(FULL)


def half_width(text: str) -> str:
    """The text with full-width letters, digits and %+-./ and the like in half width; as long as before."""
    return text.translate(_HALF)


def width_edits(text: str) -> Iterator[Edit]:
    """An edit for each run of full-width characters."""
    for match in _RUN.finditer(text):
        yield Edit(*match.span(), half_width(match.group()), "width.ascii")
