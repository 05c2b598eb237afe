"""Figures that text recognition or a page's layout cut in two: 增长15. 4%, 3 062.55, 20 18年."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc import lazy_re as re
from corpusdoc.model import Span
from corpusdoc.normalize.lines import lines_with
from corpusdoc.normalize.look import BLANK, ROUND, Look
from corpusdoc.normalize.rewriter import Edit

# Quick to look for: a blank between what figures are made of.
_CUT = re.compile(r"\x20(?<=[\d,.]\x20)(?=[\d,.])")
_BLANK = re.compile(r"\x20")
# Figures of two groups in a row are two figures behind these (表1 234户), and in clauses that tell of several.
_LABELS = "表图第附件条款期注项节章号组"
_SEVERAL = re.compile("分别|依次|各")
_CLAUSE = 24
# What a figure counts; and what takes decimals, where one. and 1. might number items (措施1. 3项).
_SCALED = "%‰万亿倍]|千瓦|个百分点|公里|平方"
_UNITS = f"\\x20?(?:[元户人个件次项台家名吨度米户份起亩套辆座所处公千小{_SCALED})"
_DECIMAL = f"\\x20?(?:[{_SCALED})"
_BROKEN = re.compile(
    "|".join(
        (
            # Years.
            r"(?<![\d.])(?<!\d\x20)(?:1\x20?9|2\x20?0)\x20?\d\x20?\d(?=\x20?年)",
            # No figure begins with a nought before others: 3 062.55 is one.
            r"(?<![\d.,])(?<!\d\x20)\d{1,3}\x200\d\d\.\d+(?!\x20?[\d.])",
            # A whole cell of a table.
            r"(?<=\t)\d{1,3}(?:(?:,\x20|\x20,|\x20)\d{3})+(?:\.\d+)?(?=[\t\n])",
            # Groups of three digits in a sentence, before a unit.
            rf"(?<=[㐀-鿿])(?<![{_LABELS}])\x20?(?P<grouped>[1-9]\d{{0,2}}(?:(?:\x20?,\x20?|\x20)\d{{3}}(?!\d))+"
            rf"(?:\x20?\.\x20?\d+)?(?={_UNITS}))",
            # A blank at the point, before what takes decimals.
            rf"(?<=[㐀-鿿])(?<![{_LABELS}])\x20?(?P<point>\d+(?:,\d{{3}})*(?:\.\x20|\x20\.\x20?)\d+(?={_DECIMAL}))",
        )
    )
)


# 98。6%, 3‧5億元: a point that was read, or is written, as another sign. Behind 3·15 stands no unit.
_POINTS = (
    re.compile(r"。(?<=\d.)(?=\d{1,2}(?:%|个百分点))"),
    *(re.compile(rf"{sign}(?<=\d.)(?=\d{{1,4}}(?:[{_SCALED}|[元吨]))") for sign in "·‧•"),
)
# 12，345万元: groups of three behind what would be a number of nothing.
_GROUPS = re.compile(rf"，(?<=\d，)\d{{3}}(?:，\d{{3}}){{0,4}}(?!\d)(?=(?:\.\d+)?{_UNITS})")
_HEAD = re.compile(r"(?<![\d.,，、/-])[1-9]\d{0,2}$")
# What text recognition reads letters for: l.2亿, 1OO%. O3 and O2O are names.
_LETTERS = re.compile(r"[OolI](?:(?<=\d.)|(?=[.,]?\d))")
# 2O18年, l998年: no other digits can stand there.
_YEAR = re.compile(r"年(?<=[1lI]9[0-9OolI]{2}年|2[0Oo][0-9OolI]{2}年)")
_WORD = re.compile("[0-9A-Za-z]")
_DIGITS = str.maketrans("OolI", "0011")
_MISREAD = re.compile(
    rf"(?<![A-Za-z0-9.,])(?![Oo][^.,])(?=[\dOolI.,]*[OolI])(?=[OolI.,]*\d)[\dOolI][\dOolI.,]*[\dOolI](?={_UNITS})"
)


def find_misread(look: Look) -> Iterator[Span]:
    """Figures with letters for digits: which ones, nobody can say for sure."""
    text = look.text
    if look.holds(ROUND):
        for line in lines_with(text, _LETTERS):
            yield from (
                Span(*figure.span()) for figure in _MISREAD.finditer(text, line.start, min(len(text), line.end + 1))
            )


def year_edits(look: Look) -> Iterator[Edit]:
    """An edit for each year with letters for digits."""
    text = look.text
    for line, _ in look.lines(ROUND):
        for year in _YEAR.finditer(text, line.start, line.end):
            start, end = year.start() - 4, year.start()
            if not text[start:end].isdigit() and not _WORD.match(text, max(0, start - 1), start):
                yield Edit(start, end, text[start:end].translate(_DIGITS), "figure.year", 0.9)


def point_edits(text: str) -> Iterator[Edit]:
    """An edit for each point of a figure that was read as a full stop or a dot."""
    # One pass for each sign is several times as quick as one for both.
    found = [(*point.span(), ".", "figure.point") for sign in _POINTS for point in sign.finditer(text)]
    for groups in _GROUPS.finditer(text):
        if _counts_nothing(text, groups.start()):
            found += [(at, at + 1, ",", "figure.grouped") for at in range(*groups.span()) if text[at] == "，"]
    yield from (Edit(*each, 0.8) for each in sorted(found))


def _counts_nothing(text: str, comma: int) -> bool:
    """Whether the number before a comma stands behind a word, so that it is a figure's first group."""
    head = _HEAD.search(text, max(0, comma - 4), comma)
    return head is not None and text[head.start() - 1 : head.start()].isalpha()


def figure_edits(look: Look) -> Iterator[Edit]:
    """An edit for each blank inside a figure, where nothing but one figure can be meant: not in 1. 4G网络 and 3, 5."""
    text = look.text
    for line in lines_with(text, _CUT) if look.holds(BLANK) else ():
        for figure in _BROKEN.finditer(text, line.start, min(len(text), line.end + 1)):
            start, end = figure.span(figure.lastgroup or 0)
            if figure.lastgroup == "grouped" and _SEVERAL.search(text, max(line.start, start - _CLAUSE), start):
                continue
            yield from (Edit(*blank.span(), "", "figure.broken", 0.9) for blank in _BLANK.finditer(text, start, end))
