"""How characters are read (pinyin), and which characters are read so."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache

TONED = "āáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
TONES = "\u0304\u0301\u030c\u0300"
# The longest syllables have six letters: zhuàng.
SYLLABLE = f"[a-zü{TONED}]{{1,6}}"


@cache
def readings(char: str) -> tuple[str, ...]:
    """The readings of a character, with tone marks; none for what is no Han character."""
    return tuple(filter(None, _table().get(ord(char), "").split(",")))


@cache
def toneless(reading: str) -> str:
    """The reading without tone marks and other signs above letters; v stands for ü on many keyboards."""
    letters = unicodedata.normalize("NFD", reading.replace("v", "u"))
    return "".join(letter for letter in letters if letter.isascii())


@cache
def numbered(reading: str) -> str:
    """The reading with its tone as a number behind it: dǎo is dao3; 5 for none."""
    marks = unicodedata.normalize("NFD", reading)
    return toneless(reading) + next((str(at) for at, mark in enumerate(TONES, 1) if mark in marks), "5")


def characters_read(reading: str) -> tuple[str, ...]:
    """The characters of the basic block that can be read so."""
    return _reversed().get(reading, ())


@cache
def _table() -> dict[int, str]:
    # 42,000 characters, 0.1 s to import: only for texts that hold notes.
    from pypinyin.constants import PINYIN_DICT

    return dict(PINYIN_DICT)


@cache
def _reversed() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code in range(0x4E00, 0xA000):
        for reading in readings(chr(code)):
            found[reading].append(chr(code))
    return {reading: tuple(chars) for reading, chars in found.items()}
