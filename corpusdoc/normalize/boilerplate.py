"""Lines that a site or a page added to the report: kept, tagged as noise with the rule that knew them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.beginnings import beginnings
from corpusdoc.model import Noise, Span

_LINE = re.compile(r"[^\n]+")
_Row = tuple[str, re.Pattern[str]]


class _Tried(NamedTuple):
    """Rows that may know a line, in order, and what all of them would match."""

    rows: Sequence[_Row]
    any: re.Pattern[str] | None


_CHARACTERS = "".join(map(chr, range(0x10000)))

# An abstract that a site cut off: its last words stand in the text again.
TAIL = 12
# A running header or footer: short, with a number in it, on many pages of a text.
_NUMBERED = re.compile(r"\D{0,30}+\d.{0,30}+")
_DIGITS = re.compile(r"\d+")
REPEATED = 4
# A line of a table of contents: a leader of dots or strokes, and the page.
_LEADER = re.compile(
    r"(?:(?:[.．·•⋯][ \u3000]?){6}|[.．·•⋯]{4}|…{2}|—{4}|[-_]{6})"
    r"[ \t\u3000]{0,3}(?:\d{1,4}|[ivxIVX]{1,5})[ \t]{0,3}(?=\n)"
)
_OTHERS = re.compile("[-_]{6}|\t")
# What every leader holds, which is many times as quick to look for.
_DOTS = ("……", "....", "····", ". . .", "· · ·", "————", "．．", "••", "• •", "⋯⋯", "------", "______")
_CONTENTS = re.compile(r"\s*(?:目\s{0,8}录|contents|table of contents)\s*", re.IGNORECASE)
ENTRIES = 3
APART = 400  # code points of other text between two of them: lists repeat as well (1. 2. 3.)


def find_noise(text: str, lexicon: Lexicon) -> Iterator[Noise]:
    """The lines of `text` (Simplified) that the lexicon knows, that repeat on pages, list or repeat the text."""
    found = dict.fromkeys(_running(text), "page.running") | dict(_known(text, lexicon))
    found = dict.fromkeys(_cut_abstracts(text), "page.abstract") | found
    found = dict.fromkeys(_contents(text), "page.contents") | found
    return (Noise(span, found[span]) for span in sorted(found, key=attrgetter("start", "end")))


def _running(text: str) -> Iterator[Span]:
    """The lines that repeat with other numbers in them, pages apart."""
    if len(text) <= (REPEATED - 1) * APART:
        return
    # Without digits and blanks such lines are the same, which is ten times as quick to see.
    bare = text.replace("\u3000", "").encode().translate(None, b"0123456789 \t").split(b"\n")
    repeated = {line for line, times in Counter(bare).items() if times >= REPEATED}
    places: dict[str, list[Span]] = defaultdict(list)
    start = 0
    for line, key in zip(text.split("\n"), bare, strict=True) if repeated else ():
        if line and key in repeated and _NUMBERED.fullmatch(line):
            places[_DIGITS.sub("0", line.strip())].append(Span(start, start + len(line)))
        start += len(line) + 1
    for spans in places.values():
        if len(spans) >= REPEATED and min(b.start - a.end for a, b in pairwise(spans)) >= APART:
            yield from spans


def _cut_abstracts(text: str) -> Iterator[Span]:
    """One of the first two lines, where its last words before an ellipsis begin the text again."""
    for match in islice(_LINE.finditer(text), 2):
        line = match.group().strip()
        kept = line.rstrip(".…")
        cut = line[len(kept) :]
        if cut and ("..." in cut or "…" in cut) and len(line) > 2 * TAIL and text.find(kept[-TAIL:], match.end()) >= 0:
            yield Span(*match.span())


def _contents(text: str) -> Iterator[Span]:
    """The lines of a table of contents, and the one above them that says so."""
    # To look for one character takes a fifth of looking for several.
    if sum(text.count(dots) for dots in _DOTS if dots[0] in text) < ENTRIES:
        return
    text = f"\n{text}\n"
    lines: list[Span] = []
    for leader in _LEADER.finditer(text):
        start = text.rfind("\n", 0, leader.start()) + 1
        # The line break in front of the text shifts a line by one.
        if not lines or start > lines[-1].end:
            lines.append(Span(start - 1, leader.end() - 1))
    end = len(text[: lines[0].start].rstrip()) if lines else 0
    above = text.rfind("\n", 0, end) + 1
    titled = end > 0 and _CONTENTS.fullmatch(text, above, end) is not None
    if not titled:  # forms, tables and lists of prices have strokes or blanks in front of numbers, too
        lines = [line for line in lines if not _OTHERS.search(text, line.start, line.end)]
    if len(lines) >= ENTRIES:
        yield from lines
        if titled:
            yield Span(above - 1, end - 1)


def _known(text: str, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """The lines that the lexicon knows, and the first row that knows them."""
    starts, rows, others = _rows(lexicon)
    text = f"\n{text}\n"
    for start in starts.finditer(text):
        first, end = start.start(1), text.index("\n", start.end())
        tried = rows.get(start[1], others)
        if tried.any is not None and not tried.any.fullmatch(text, first, end):
            continue
        for rule, row in tried.rows:
            if row.fullmatch(text, first, end):
                # The line break in front of the text shifts a line by one, and its own one back again.
                yield Span(start.start(), end - 1), rule
                break


@cache
def _rows(lexicon: Lexicon) -> tuple[re.Pattern[str], Mapping[str, _Tried], _Tried]:
    """Lines up to a first character that some row begins with, the rows for each, and those for any other."""
    rows: dict[str, list[_Row]] = {}
    others: list[_Row] = []
    for row in lexicon.rows("boilerplate"):
        pattern = row["pattern"].removesuffix("$")
        known = row["rule"], re.compile(rf"(?:{pattern})\s*")
        first = beginnings(pattern)
        for character in _CHARACTERS if first is None else _firsts(first):
            rows.setdefault(character, others.copy()).append(known)
        others += [known] if first is None else []
    # A search for one character is ten times as quick as one for the beginning of a line.
    firsts = r"\S" if others else f"[{''.join(map(re.escape, rows))}]"
    return (
        re.compile(rf"\n[^\S\n]*+({firsts})"),
        {first: _tried(tuple(each)) for first, each in rows.items()},
        _tried(tuple(others)),
    )


def _firsts(first: str) -> Iterable[str]:
    """The characters of a class that may begin a line."""
    if "-" in first or "\\" in first:
        return re.findall(rf"(?!\s)[{first}]", _CHARACTERS)
    # A class of some characters and nothing else need not be looked for among all.
    return (character for character in dict.fromkeys(first) if character in _CHARACTERS and not character.isspace())


@cache
def _tried(rows: tuple[_Row, ...]) -> _Tried:
    """The rows, and all of them in one pattern: nearly no line is known to any, and to ask once is quicker."""
    patterns = [pattern.pattern for _, pattern in rows]
    # Groups that a row counts on have other numbers among others.
    alone = len(rows) < 2 or any(re.search(r"\\[1-9]|\(\?(?:P[<=]|\()", pattern) for pattern in patterns)
    return _Tried(rows, None if alone else re.compile("|".join(patterns)))
