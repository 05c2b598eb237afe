"""Signs that stand where a character was lost: 经?验 for 经验, “□□□” and 达到?8.6%."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc import lazy_re as re
from corpusdoc.model import Span
from corpusdoc.normalize.lines import lines_with

# A question mark of ASCII in the middle of a clause, or a row of them.
_MARKS = re.compile(r"\?(?<=[㐀-鿿\d“《]\?)\?*+(?=[㐀-鿿\d])|\?(?<!\?\?)\?\?++(?=[㐀-鿿])|^\?{4,}", re.MULTILINE)
# What a question is known by, in the clause before its mark.
_ASKED = re.compile(r"[吗呢么何谁哪几否吧啥怎咋]|多少|可不|([㐀-鿿])[不没]\1")
_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]*\Z")
REACH = 40
# Nobody writes a question so often without any of these words.
SEVERAL = 3

# An empty or filled square between characters is one that could not be shown; forms have theirs beside blanks.
_SQUARES = re.compile("[□■▯]+")
_BETWEEN = re.compile(r"(?<=[㐀-鿿“《\d.])[□■▯]++(?=[㐀-鿿\d”》.])")

# □适用□不适用: what may be ticked or not.
_CHOICE = re.compile("[√✓✔☑]|[□■][不否无未非没女]")


def find_unread(text: str) -> Iterator[Span]:
    """The places where question marks or squares stand for characters."""
    if "?" in text:
        yield from _questions(text)
    if "□" in text or "■" in text or "▯" in text:
        for line in lines_with(text, _SQUARES):
            if _CHOICE.search(text, line.start, line.end):
                continue
            found = [Span(*square.span()) for square in _BETWEEN.finditer(text, line.start, line.end)]
            if len(found) == len(_SQUARES.findall(text, line.start, line.end)):
                yield from found


def _questions(text: str) -> Iterator[Span]:
    single: list[Span] = []
    for mark in _MARKS.finditer(text):
        start, end = mark.span()
        clause = _CLAUSE.search(text, max(0, start - REACH), start)
        if clause and _ASKED.search(clause[0]):
            continue
        # In front of a figure, or where two bytes were lost, one is enough.
        if end - start > 1 or text[end : end + 1].isdigit():
            yield Span(start, end)
        else:
            single.append(Span(start, end))
    if len(single) >= SEVERAL:
        yield from single
