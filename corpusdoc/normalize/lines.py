"""The few runs of characters and lines of a text that a repair has to look at."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc import lazy_re as re
from corpusdoc.model import Span


def runs_of(characters: str) -> re.Pattern[str]:
    """Runs of one or more of the characters, given as in a regular expression's brackets."""
    # Python scans quickly for one of a set, but not for a repetition of it.
    return re.compile(f"[{characters}][{characters}]*+")


def lines_with(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Each line that holds a match of `pattern`, which never spans lines.

    One pass of the pattern over the text, or less: clean text costs no more than that.
    """
    end = -1
    while match := pattern.search(text, end + 1):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.start())
        end = len(text) if end < 0 else end
        yield Span(start, end)
