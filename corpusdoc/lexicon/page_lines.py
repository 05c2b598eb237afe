"""Lines around a text that are neither its title nor a heading: a page's frame, letterheads, bylines, captions."""

from __future__ import annotations

from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.beginnings import beginnings, looked_for, places_of


def is_page_line(line: str, lexicon: Lexicon) -> bool:
    """Whether a line, without white space around it, is one of a kind in `page_lines.csv`."""
    begins, holds, ends = _patterns(lexicon)
    return begins.match(line) is not None or holds.search(line) is not None or ends.search(line) is not None


def disclaims(line: str, lexicon: Lexicon) -> bool:
    """Whether a line is what an exchange has printed above an announcement."""
    return _disclaimer(lexicon).search(line) is not None


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What matches at a line's first character, what begins with one of a few, and what may begin with any."""
    rows = [row["pattern"] for row in lexicon.rows("page_lines")]
    begins = [row for row in rows if row.startswith("^")]
    others = [row for row in rows if not row.startswith("^")]
    told = [row for row in others if "-" not in (beginnings(row) or "-")]
    return looked_for(begins), places_of(told), looked_for(row for row in others if row not in told)


@cache
def _disclaimer(lexicon: Lexicon) -> re.Pattern[str]:
    rows = [row["pattern"] for row in lexicon.rows("page_lines") if row["kind"] == "disclaimer"]
    return re.compile("|".join(f"(?:{row})" for row in rows))
