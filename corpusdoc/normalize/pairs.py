"""Quotation marks and title brackets of which one half was lost or turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span
from corpusdoc.normalize.lines import lines_with
from corpusdoc.normalize.look import PAIRED, Look
from corpusdoc.normalize.rewriter import Edit

# Two halves of a kind in a row, with no other between them; and a quotation that nothing closes.
_WRONG = re.compile("“(?=[^“”\\n]*(?:“|$))|”(?=[^“”\\n]*”)|《(?=[^《》\\n]*《)", re.MULTILINE)
_QUOTES = re.compile("[“”]")
_TITLES = re.compile("[《》]")
_STRAIGHT = re.compile("[\"＂]|''")
_MARKS = re.compile("[\"＂“”]|''")
# Data, not prose: cells, names of fields, attributes.
_SYNTAX = re.compile(r"\",\"|[{,]\s?\"[^\"]{1,60}\":|=\"|\\\"|^\"[^\"]*\"[,;\t]")
_HAN = re.compile("[㐀-鿿]")
LONGEST = 100
# What a quotation holds that its first mark shows the wrong way round: ”六有”标准.
QUOTED = 20


def straight_edits(text: str) -> Iterator[Edit]:
    """An edit for each straight quotation mark of a pair around Chinese, in lines where all of them are paired."""
    for line in lines_with(text, _STRAIGHT) if '"' in text or "＂" in text or "''" in text else ():
        if not _SYNTAX.search(text, line.start, line.end):
            yield from _turned(text, line)


def _turned(text: str, line: Span) -> Sequence[Edit]:
    """Straight marks as the halves they must be; none where a pair does not come out."""
    edits: list[Edit] = []
    opened: re.Match[str] | None = None
    for mark in _MARKS.finditer(text, line.start, line.end):
        # 3" is an inch.
        if mark[0] == ("”" if opened is None else "“") or (opened is None and text[mark.start() - 1].isdigit()):
            return ()
        if mark[0] not in "“”":
            edits.append(Edit(*mark.span(), "“" if opened is None else "”", "pair.straight", 0.9))
        if opened is None:
            opened = mark
        elif not _HAN.search(text, opened.end(), mark.start()) or mark.start() - opened.end() > LONGEST:
            return ()
        else:
            opened = None
    return edits if opened is None else ()


def pair_edits(look: Look, lexicon: Lexicon) -> Iterator[Edit]:
    """An edit for each mark that must be the other half, and for each 》 that is missing before the next 《."""
    marks = look.only(PAIRED)
    for kind in ("《》", "“”", "《》", "\n"):
        marks = marks.replace(kind, "")
    text = look.text
    for line in lines_with(text, _WRONG) if marks else ():
        edits = [*_quotes(text, line), *_titles(text, line, lexicon)]
        yield from sorted(edits)


def _quotes(text: str, line: Span) -> Iterator[Edit]:
    marks = [mark.start() for mark in _QUOTES.finditer(text, line.start, line.end)]
    is_open = False
    for index, at in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        if text[at] == "”" and not is_open and following and text[following] == "”" and following - at <= QUOTED:
            yield Edit(at, at + 1, "“", "pair.quote", 0.8)
            is_open = True
        elif text[at] == "“" and is_open and (following is None or text[following] == "“"):
            yield Edit(at, at + 1, "”", "pair.quote", 0.8)
            is_open = False
        else:
            is_open = text[at] == "“"


def _titles(text: str, line: Span, lexicon: Lexicon) -> Iterator[Edit]:
    marks = [mark.start() for mark in _TITLES.finditer(text, line.start, line.end)]
    for first, second in pairwise(marks):
        if text[first] == text[second] == "《":
            ends = list(_document_end(lexicon).finditer(text, first, second))
            if len(ends) == 1:
                at = ends[0].end()
                yield Edit(at, at, "》", "pair.title", 0.8)


@cache
def _document_end(lexicon: Lexicon) -> re.Pattern[str]:
    # 《…工作方案和省总工会制定的《…: a title ends in the kind of document that it names.
    kinds: Sequence[str] = sorted({row["surface"] for row in lexicon.rows("document_kinds")}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, kinds))})(?=[和与及、，,的])")
