"""What a line must look like to be a title or a heading: length, no sentence, no label, no row of figures."""

from __future__ import annotations

from dataclasses import replace

from corpusdoc import lazy_re as re
from corpusdoc.model import Span
from corpusdoc.segment.units import Unit

# Code points. A title may be long, a heading without a number is short.
TITLE, PLAIN, SHORTEST = 50, 20, 4
# Ranks order headings, 0 is the outermost. Loaders' levels are 1–9, numbering styles stand in the lexicon.
TITLE_RANK, PLAIN_RANK = 0, 20
LABEL = re.compile(r"[：:](?!\d\d\b)")

# What a line that goes on ends with, what one begins with that a line in front goes on in; the | of cells.
_RUNS_ON, _GOES_ON = frozenset("。！!；;，,、：:…|"), frozenset("—-(（|")
# “我们出发。” is said.
_SAID = re.compile("[。！!][”」』]$")
_WORDED = re.compile("[㐀-鿿]{2}")
_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|wps|txt)$")
# 净利润 21,409 8.1% is a row of a table.
_FIGURES = re.compile(r"\s[\d,.%-]+(?:\s|\s.*\s)[\d,.%-]+(?:\s|$)")

# 林晓楠   抢修一组   组长 is one, too.
_GAP = re.compile(r"\S[\s\u3000]{2,}(?=\S)")


def is_file(line: str) -> bool:
    """Whether a line is a file's name."""
    return _FILE.search(line) is not None


def is_worded(line: str) -> bool:
    """Whether a line holds a word, not only signs and figures."""
    return _WORDED.search(line) is not None


def fits(text: str, unit: Unit, longest: int) -> bool:
    """Whether a line of the text is as long as a heading and ends like one."""
    if unit.kind != "paragraph" or unit.aside or not SHORTEST <= len(unit.span) <= longest:
        return False
    line = unit.span.of(text)
    other = line[-1] in _RUNS_ON or _SAID.search(line) or line[0] in _GOES_ON or is_file(line) or _FIGURES.search(line)
    return not other and len(_GAP.findall(line)) <= 1 and is_worded(line)


def is_short(text: str, unit: Unit) -> bool:
    """Whether a line looks like a heading without a number."""
    return fits(text, unit, PLAIN) and not LABEL.search(unit.span.of(text))


def adjacent(text: str, first: Unit, second: Unit) -> bool:
    """Whether no empty line stands between two lines."""
    return text[first.span.end : second.span.start].count("\n") <= 1


def joined(first: Unit, last: Unit, rank: int) -> Unit:
    """Two lines as one heading."""
    return replace(first, span=Span(first.span.start, last.span.end), rank=rank)
