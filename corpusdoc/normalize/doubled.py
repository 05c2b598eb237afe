"""Bold type that was printed twice over and came out as each character twice: 总总结结报报告告."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc import lazy_re as re
from corpusdoc.model import Span
from corpusdoc.normalize.look import Look
from corpusdoc.normalize.rewriter import Edit

# 高高兴兴 and 平平安安 have two pairs each, and make four where nothing stands between them; beside a line that was
# printed twice beyond doubt they do not.
PAIRS, FEW = 6, 2
SINGLE = 0.05
ROWS = 0.1  # of a line's characters begin two pairs in a row, at least
_HAN = re.compile(r"([㐀-鿿])(\1?)")
# Marks, figures and letters may be of another font, which was printed once.
_OTHERS = re.compile(r"([^\s\x00-\x7f㐀-鿿])(\1?)"), re.compile(r"([!-~])(\1?)")


def doubled_edits(look: Look) -> Iterator[Edit]:
    """An edit for each second character of lines in which nearly every one stands twice."""
    lines = [(line, _twice(look.text, line)) for line, pairs in look.doubled(FEW) if pairs > ROWS * len(line)]
    if any(len(twice) >= PAIRS for _, twice in lines):
        for line, twice in lines:
            for pattern in _OTHERS if twice else ():
                others = list(pattern.finditer(look.text, line.start, line.end))
                twice.extend(others if all(each[2] for each in others) else ())
            yield from sorted(Edit(*each.span(2), "", "double.printed", 0.9) for each in twice)


def _twice(text: str, line: Span) -> list[re.Match[str]]:
    """The pairs of one and the same Han character in a line that has hardly any other characters."""
    found = list(_HAN.finditer(text, line.start, line.end))
    twice = [each for each in found if each[2]]
    return twice if len(found) - len(twice) <= SINGLE * len(found) else []
