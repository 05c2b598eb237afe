"""Traditional to Simplified, one character for one, and only in paragraphs that are Traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Script, Span
from corpusdoc.normalize.rewriter import Edit

# A Simplified text that quotes a Traditional name stays below both, measured on the five seed reports.
SHARE = 0.05
COUNT = 2
# A line this short says too little of itself and takes the document's script.
SHORT = 40

_LINE = re.compile(r"[^\n]+")


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


def script_of(text: str, converted: str) -> Script:
    """What `text` is written in, judged by how much of it converting changed."""
    changed = sum(map(str.__ne__, text, converted))
    return "hant" if changed >= COUNT and changed >= SHARE * _han(text) else "hans"


def script_edits(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """An edit for each Traditional paragraph."""
    converted = simplified(text)
    if converted == text:
        return
    converted = _with_exceptions(text, converted, lexicon)
    document = script_of(text, converted)
    for match in _LINE.finditer(text):
        line, new = match.group(), converted[match.start() : match.end()]
        if line == new:
            continue
        verdict = script_of(line, new)
        if verdict == "hant" or (document == "hant" and len(line) < SHORT):
            yield Edit(Span(*match.span()), new, "script.hant")


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
    return sum("㐀" <= char <= "鿿" for char in text)
