"""Single characters that stand for another one, for nothing, or for nobody knows what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Doubt, Span
from corpusdoc.normalize.lines import runs_of
from corpusdoc.normalize.rewriter import Edit

# Zero-width characters, soft hyphens and direction marks: nobody sees them, and they cut words in two.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f"
_INVISIBLE = runs_of(INVISIBLE)
# Radicals that a font's tables gave for characters, and characters that are encoded twice.
VARIANTS = "\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9"
_VARIANTS = re.compile(f"[{VARIANTS}]")
# What stands where characters were lost, by a sign that must be there, and what only its font could show.
_LOST = {
    sign: re.compile(pattern)
    for sign, pattern in (
        ("\ufffd", "\ufffd+"),
        ("锟斤拷", "锟斤拷"),
        ("烫烫烫", "烫烫烫"),
        ("屯屯屯", "屯屯屯"),
        # Tried once a run: at each of its signs, a long one would take the square of its length.
        ("???", r"\?(?<!\?\?)\?\?++(?=[㐀-鿿])"),
    )
}
_PRIVATE = runs_of("\ue000-\uf8ff\U000f0000-\U0010fffd")


def invisible_edits(text: str) -> Iterator[Edit]:
    """An edit for each run of characters that nobody sees."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(*match.span(), "", "space.invisible")


def variant_edits(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """An edit for each radical (⽤, ⻓) and compatibility ideograph; not for ①, ㎡ and other signs."""
    for match in _VARIANTS.finditer(text):
        new = _unified(match.group(), lexicon)
        if new != match.group():
            yield Edit(*match.span(), new, "variant.radical")


def find_doubts(text: str) -> Iterator[Doubt]:
    """The places where characters are lost or known to a font alone."""
    patterns = [("lost.replacement", pattern) for sign, pattern in _LOST.items() if sign in text]
    for rule, pattern in [*patterns, ("unsure.private", _PRIVATE)]:
        for match in pattern.finditer(text):
            yield Doubt(Span(*match.span()), rule)


def _unified(char: str, lexicon: Lexicon) -> str:
    # Unicode has the Kangxi radicals and compatibility ideographs as equivalents of one character each.
    return _radicals(lexicon).get(char) or unicodedata.normalize("NFKC", char)


@cache
def _radicals(lexicon: Lexicon) -> dict[str, str]:
    return {row["radical"]: row["character"] for row in lexicon.rows("radicals")}
