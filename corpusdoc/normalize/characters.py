"""Single characters that stand for another one, for nothing, or for nobody knows what."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Doubt, Span
from corpusdoc.normalize.conversion import simplified
from corpusdoc.normalize.lines import runs_of
from corpusdoc.normalize.look import FORMS, INVISIBLE, LOST, PRIVATE, VARIANTS, Look
from corpusdoc.normalize.rewriter import Edit
from corpusdoc.normalize.unread import find_unread

_INVISIBLE = runs_of(INVISIBLE)
_VARIANTS = re.compile(f"[{VARIANTS}]")
_FORM = re.compile(f"[{FORMS}]")
# What Unicode makes two dots, or a full stop of Latin text; the others among ASCII are marks of Chinese.
_MARKS = {"︰": "：", "﹒": "·"} | {chr(code): chr(code + 0xFEE0) for code in map(ord, ",;:!?()")}
# What stands where characters were lost, by a sign that must be there, and what only its font could show.
_LOST = {
    sign: re.compile(pattern)
    for sign, pattern in (
        ("\ufffd", "\ufffd+"),
        ("锟斤拷", "锟斤拷"),
        ("烫烫烫", "烫烫烫"),
        ("屯屯屯", "屯屯屯"),
    )
}
_PRIVATE = runs_of(PRIVATE)
# Word writes the signs of Symbol and Wingdings so.
_BULLET = re.compile("^[\x20\t\u3000\u00a0]*+([\uf020-\uf0ff])(?![\ue000-\uf8ff])", re.MULTILINE)


def invisible_edits(text: str) -> Iterator[Edit]:
    """An edit for each run of characters that nobody sees."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(*match.span(), "", "space.invisible")


def variant_edits(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """An edit for each radical (⽤, ⻓), compatibility ideograph and form of a mark (﹐ ︒); not for ① and ㎡."""
    for match in _VARIANTS.finditer(text):
        new = _unified(match.group(), lexicon)
        if new != match.group():
            yield Edit(*match.span(), new, "variant.form" if _FORM.match(match.group()) else "variant.radical")


def bullet_edits(text: str) -> Iterator[Edit]:
    """An edit for each sign of a symbol font that begins a line: it has no other use there than to number it."""
    for match in _BULLET.finditer(text):
        yield Edit(match.start(1), match.end(), "•", "variant.bullet", 0.9)


def find_doubts(look: Look) -> Iterator[Doubt]:
    """The places where characters are lost or known to a font alone."""
    text = look.text
    patterns = [("lost.replacement", pattern) for sign, pattern in _LOST.items() if sign in text]
    if look.holds(LOST):
        patterns.append(("unsure.private", _PRIVATE))
    yield from (Doubt(span, "lost.replacement") for span in find_unread(text))
    for rule, pattern in patterns:
        yield from (Doubt(Span(*match.span()), rule) for match in pattern.finditer(text))


@cache
def _unified(char: str, lexicon: Lexicon) -> str:
    # Unicode has the Kangxi radicals and compatibility ideographs as equivalents of one character each.
    # A Simplified font draws 户 for the radical that Unicode makes 戶 of.
    unified = _radicals(lexicon).get(char) or _MARKS.get(char) or simplified(unicodedata.normalize("NFKC", char))
    return _MARKS.get(unified, unified)


@cache
def _radicals(lexicon: Lexicon) -> dict[str, str]:
    return {row["radical"]: row["character"] for row in lexicon.rows("radicals")}
