"""Bytes to characters: byte order marks first, strict UTF-8 next, then what makes the likeliest Chinese."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log

from corpusdoc.load.content import Content, clean

# The UTF-32 marks begin with the UTF-16 ones, so they come first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB18030 holds GB2312 and GBK, Big5-HKSCS holds Big5: the wider one reads all that the narrower one wrote.
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,2000}~\}")
MAX_NULS = 0.02
SAMPLE = 65_536  # bytes that are judged; more changed no verdict

# Costs are -log probabilities. A common character of rank r costs log(r + 12): Zipf's law with the head flattened.
COST_ASCII = 4.5
COST_PUNCTUATION = 4.0
COST_RARE_HAN = 11.0
COST_OTHER = 12.0
COST_WRONG = 20.0
PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％～　－．０１２３４５６７８９①②③④⑤％℃×"
PLAIN_CONTROLS = "\t\n\r"


def read(data: bytes) -> Content:
    """The text of a text file, with the encoding it was found to have."""
    text, encoding = decode(data)
    return Content(clean(text), encoding=encoding)


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The characters of `data` and their encoding's name in Python. What cannot be decoded becomes U+FFFD.

    `declared` is a Python codec that the file names; it wins where the evidence does not speak against it.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    # Latin letters in UTF-16 are half NULs and would pass for UTF-8.
    if data.count(0) <= MAX_NULS * len(data):
        if data.isascii():
            return _seven_bit(data)
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    encoding = likeliest(data, declared)
    return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding


def _seven_bit(data: bytes) -> tuple[str, str]:
    if HZ.search(data):
        try:
            return data.decode("hz"), "hz"
        except UnicodeDecodeError:
            pass
    return data.decode("ascii"), "ascii"


def likeliest(data: bytes, declared: str | None = None) -> str:
    """The encoding under which `data` reads most like Chinese: the lowest cost of the same bytes."""
    candidates = dict.fromkeys((declared, *CANDIDATES) if declared else CANDIDATES)
    sample = _sample(data)
    return min(candidates, key=lambda encoding: cost(sample.decode(encoding, "replace")))


def cost(text: str) -> float:
    """-log probability of `text` as Chinese prose with figures and Latin words. Lower is likelier."""
    costs = _costs()
    return sum(n * (costs.get(character) or _unlisted(character)) for character, n in Counter(text).items())


def _sample(data: bytes) -> bytes:
    # A long ASCII head says nothing; an even start keeps UTF-16 in step.
    first = next((at for at in range(0, len(data), 2) if data[at] > 0x7F or data[at + 1 : at + 2] > b"\x7f"), 0)
    return data[first : first + SAMPLE]


def _unlisted(character: str) -> float:
    point = ord(character)
    if 0x20 <= point < 0x7F or character in PLAIN_CONTROLS:
        return COST_ASCII
    if point < 0xA0 or 0xE000 <= point < 0xF900 or point >= 0xFFF0 or 0xD800 <= point < 0xE000:
        return COST_WRONG
    return COST_RARE_HAN if 0x4E00 <= point < 0xA000 else COST_OTHER


@cache
def _costs() -> Mapping[str, float]:
    lines = files(__package__).joinpath("common.txt").read_text(encoding="utf-8").splitlines()
    ranked = "".join(line for line in lines if not line.startswith("#"))
    return {character: log(rank + 12) for rank, character in enumerate(ranked)} | dict.fromkeys(
        PUNCTUATION, COST_PUNCTUATION
    )
