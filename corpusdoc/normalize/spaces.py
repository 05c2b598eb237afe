"""White space that text recognition put where there was none."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc import lazy_re as re
from corpusdoc.normalize.look import BLANK, BLANKS, Look
from corpusdoc.normalize.rewriter import Edit

# 供 电 公 司: single Han characters, each with one blank behind it. Two of them (通 知) may be meant.
_SPACED = re.compile(rf"(?<![㐀-鿿])[㐀-鿿](?:[{BLANKS}][㐀-鿿](?![㐀-鿿])){{2,}}")
# Two or three blanks stand between columns, too: only a text of nothing else shows what they are.
_SPREAD = re.compile(rf"(?<![㐀-鿿])[㐀-鿿](?:[{BLANKS}]{{2,3}}[㐀-鿿](?![㐀-鿿])){{2,}}")
# Rarer, and quicker to look for: every run of them holds this.
_ALONE = re.compile(rf"[{BLANKS}][㐀-鿿][{BLANKS}]")
_BETWEEN = re.compile(
    rf"(?<=[㐀-鿿，。、；：！？（）《》“”\d%])[{BLANKS}]{{1,3}}(?=[㐀-鿿，。、；：！？（）《》“”])"
    rf"|(?<=[㐀-鿿，。、；：！？（）《》“”])[{BLANKS}]{{1,3}}(?=\d)"
    # 9 9 . 2 %: every sign by itself.
    rf"|(?<=[^\w.,%][\d.,])[{BLANKS}]{{1,3}}(?=[\d.,%](?![\w.,%]))"
)
_BLANK = re.compile(f"[{BLANKS}]")
# 服务 例会 ， 全年: nobody writes a blank before a comma.
_WORDS = re.compile(
    r"(?<=[㐀-鿿，。、；：！？（）《》“”\d%])\x20(?=[㐀-鿿，。、；：！？（）《》“”])|(?<=[㐀-鿿，。、；：！？（）《》“”])\x20(?=[\d%])"
)
_HANGING = "\x20，", "\x20。", "\x20、"

# Share of a text in spaced runs from which on all of it was spaced; blanks before marks, and the share of all
# characters that blanks are, where words were.
OCR = 0.3
HANGING, SPACED = 3, 0.12


def ocr_edits(look: Look) -> Iterator[Edit]:
    """An edit for each blank inside a run of single, spaced Han characters; in a text of such runs, or of spaced words,
    for every one between Han characters and marks.
    """
    text = look.text
    if not look.holds(BLANK):
        return
    alone = _ALONE.search(text)
    runs = [run.span() for run in _SPACED.finditer(text)] if alone else []
    spaced = sum(end - start for start, end in runs)
    if alone and (spaced > OCR * len(text) or _share(_SPREAD, text) > OCR):
        blanks: Iterator[re.Match[str]] = _BETWEEN.finditer(text)
    elif _is_worded(text):
        blanks = _WORDS.finditer(text)
    else:
        blanks = (blank for run in runs for blank in _BLANK.finditer(text, *run))
    for blank in blanks:
        yield Edit(*blank.span(), "", "space.ocr")


def _is_worded(text: str) -> bool:
    """Whether blanks stand between words and before marks."""
    enough = SPACED * len(text)
    return (
        text.count(" ") > enough
        and sum(map(text.count, _HANGING)) >= HANGING
        and sum(1 for _ in _WORDS.finditer(text)) > enough
    )


def _share(pattern: re.Pattern[str], text: str) -> float:
    return sum(len(run.group()) for run in pattern.finditer(text)) / len(text)
