"""Traditional to Simplified, one character for one, and only in paragraphs that are Traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import ne
from typing import Any

from corpusdoc.lexicon import Lexicon
from corpusdoc.normalize.lines import lines_with, runs_of
from corpusdoc.normalize.rewriter import Edit

# A Simplified text that quotes a Traditional name stays below both, measured on the five seed reports.
SHARE = 0.05
COUNT = 2
# A line this short says too little of itself and takes the document's script.
SHORT = 40

_HAN = runs_of("㐀-鿿")


@cache
def _converter() -> Any:
    # 0.1 s to import and load. tw2s holds no entry that changes length; the *sp* configurations do, and they change
    # meaning as well (指标 becomes 指针).
    import opencc

    return opencc.OpenCC("tw2s")


def simplified(text: str) -> str:
    """The text in Simplified characters, as long as before."""
    # OpenCC drops everything after a NUL.
    converted: str = _converter().convert(text.replace("\0", " "))
    if len(converted) != len(text):
        # No entry of the dictionary does this today; one character at a time can never do it.
        converted = "".join(one if len(one := _converter().convert(char)) == 1 else char for char in text)
    return converted


def script_edits(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """An edit for each Traditional paragraph."""
    # Most lines of a Simplified text hold no character that converting could change.
    lines = [span for span in lines_with(text, _convertible()) if _may_be_traditional(span.of(text))]
    if not lines:
        return
    olds = [span.of(text) for span in lines]
    news = _converted(olds, lexicon)
    changed = [sum(map(ne, old, new)) for old, new in zip(olds, news, strict=True)]
    traditional = _is_traditional(sum(changed), text)
    for span, old, new, count in zip(lines, olds, news, changed, strict=True):
        if count and (_is_traditional(count, old) or (traditional and len(old) < SHORT)):
            yield Edit(span.start, span.end, new, "script.hant")


def _may_be_traditional(line: str) -> bool:
    # At most every other character that changes does so in certain words only (瞭解): the rest shows by itself.
    return 2 * len(_convertible().findall(line)) >= SHARE * _han(line)


def _is_traditional(changed: int, text: str) -> bool:
    """Whether so many changed characters make `text` Traditional."""
    # The length of a text is quicker to have than the number of its Han characters, and mostly enough.
    return changed >= COUNT and (changed >= SHARE * len(text) or changed >= SHARE * _han(text))


def _converted(lines: list[str], lexicon: Lexicon) -> list[str]:
    """The lines in Simplified characters, each as long as before."""
    text = "\n".join(lines)
    return _with_exceptions(text, simplified(text), lexicon).split("\n")


def _with_exceptions(text: str, converted: str, lexicon: Lexicon) -> str:
    pattern, readings = _exceptions(lexicon)
    pieces, done = [], 0
    for match in pattern.finditer(text):
        pieces += [converted[done : match.start()], readings[match.group()]]
        done = match.end()
    return "".join([*pieces, converted[done:]])


@cache
def _exceptions(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    readings = {row["traditional"]: row["simplified"] for row in lexicon.rows("script")}
    return re.compile("|".join(map(re.escape, sorted(readings, key=len, reverse=True)))), readings


def _han(text: str) -> int:
    return sum(map(len, _HAN.findall(text)))


@cache
def _convertible() -> re.Pattern[str]:
    """Characters that converting changes, alone or in a word; 30 ms to make."""
    block = "".join(map(chr, range(0x3400, 0xA000)))
    return re.compile("[" + "".join(old for old, new in zip(block, simplified(block), strict=True) if old != new) + "]")
