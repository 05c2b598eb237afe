"""The few lines of a text that a repair has to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpusdoc.model import Span


def lines_with(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[Span, int]]:
    """Each line that holds a match of `pattern` (which never spans lines), and how many characters match in it.

    One pass of the pattern over the text: clean text costs no more than that.
    """
    start = end = matched = 0
    for match in pattern.finditer(text):
        if match.start() >= end:
            if matched:
                yield Span(start, end), matched
            matched = 0
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.start())
            end = len(text) if end < 0 else end
        matched += match.end() - match.start()
    if matched:
        yield Span(start, end), matched
