"""Which kinds of characters a text holds: one look at each character, so that most rules need none of their own."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.lexicon.likelihood import common
from corpusdoc.model import Span
from corpusdoc.normalize.conversion import convertible
from corpusdoc.normalize.readings import TONED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Zero-width characters, soft hyphens and direction marks: nobody sees them, and they cut words in two.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Marks as they stand in vertical text, small ones, and half ones of Japanese fonts.
FORMS = (
    "\ufe10-\ufe18\ufe30\ufe35-\ufe36\ufe39-\ufe44\ufe50-\ufe57\ufe59-\ufe5a\ufe5d-\ufe5e\ufe60-\ufe66\ufe6a"
    "\uff61-\uff65"
)
# Radicals that a font's tables gave for characters, and characters that are encoded twice.
VARIANTS = f"\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9{FORMS}"
# Full-width letters, digits and figure signs. Not the comma, colon, semicolon, brackets and marks: those are Chinese.
FULL = "０-９Ａ-Ｚａ-ｚ％＋－．／＊＠＆＝＃＄"
BLANKS = "\x20\u3000\xa0\u2002-\u200a\u202f\u205f"
PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010fffd"

# Kinds of characters, a bit each.
REPLACED = 1  # what another character, or none, stands for
ODD = 2  # what Chinese prose does not hold often
CONVERTIBLE = 4  # what converting to Simplified changes, alone or in a word
LOST = 8  # what lost characters leave behind, and what only a font could show
LETTER = 16  # what pinyin notes are made of
MASK = 32  # what masks are made of
BLANK = 64
PAIRED = 128  # marks that come in pairs, and line ends
ESCAPED = 256  # what escapes begin with, or end in
WESTERN = 512  # what signs of Chinese begin with where they were read as Latin
MARKUP = 1024  # what markup and drawn tables are made of
ASKING = 2048  # what stands for characters that a program could not write
QUOTE = 4096  # straight quotation marks
ROUND = 8192  # letters that look like digits
ALIKE = 16384  # what text recognition reads for 日 千 人 一
TELLING = 32768  # what stands in front of these

_CODES = f"utf-32-{'le' if sys.byteorder == 'little' else 'be'}"
_ASCII = 0x7F
# Characters of planes beyond the first share an entry.
_PLANE = 0x10000


class Look:
    """A text and the kinds of its characters."""

    def __init__(self, text: str) -> None:
        # 0.06 s to import; a search only folds.
        import numpy as np

        self.text = text
        self._codes = codes(text)
        self._kinds = _table().take(self._codes, mode="clip")
        # All kinds that occur, for those who ask many times.
        self.held = int(np.bitwise_or.reduce(self._kinds)) if text else 0

    def holds(self, kinds: int) -> bool:
        """Whether there is a character of any of these kinds."""
        return bool(self.held & kinds)

    def only(self, kind: int) -> str:
        """The characters of a kind, in order."""
        data: bytes = self._codes[self._kinds & kind != 0].tobytes()
        return data.decode(_CODES)

    def lacks(self, characters: str) -> str:
        """Those of some characters that the text does not hold."""
        import numpy as np

        held = np.zeros(_PLANE + 1, np.bool_)
        held[np.minimum(self._codes, _PLANE)] = True
        asked = codes(characters)
        data: bytes = asked[~held[np.minimum(asked, _PLANE)]].tobytes()
        return data.decode(_CODES)

    def places(self, kind: int, behind: int = 0) -> list[int]:
        """Where characters of the kind stand; only those that one of the kind `behind`, or none, stands in front of."""
        if not self.holds(kind):
            return []
        places = (self._kinds & kind).nonzero()[0]
        if behind:
            places = places[(self._kinds[places - 1] & behind).astype(bool) | (places == 0)]
        found: list[int] = places.tolist()
        return found

    def lines(self, kind: int) -> Iterator[tuple[Span, int]]:
        """Each line that holds characters of the kind, and how many."""
        return self._lines(self.places(kind))

    def doubled(self, pairs: int) -> Iterator[tuple[Span, int]]:
        """Each line with so many pairs of one and the same character in a row, not of ASCII (高高兴兴 are two)."""
        twice = run = (self._codes[1:] == self._codes[:-1]) & (self._codes[1:] > _ASCII)
        for further in range(1, pairs):
            run = run[:-2] & twice[2 * further :]
        return self._lines(run.nonzero()[0].tolist())

    def _lines(self, places: list[int]) -> Iterator[tuple[Span, int]]:
        """Each line that holds some of the places, and how many."""
        at = 0
        while at < len(places):
            start = self.text.rfind("\n", 0, places[at]) + 1
            end = self.text.find("\n", places[at])
            end = len(self.text) if end < 0 else end
            after = bisect_left(places, end, at)
            yield Span(start, end), after - at
            at = after


def codes(text: str) -> NDArray[np.uint32]:
    """The code point of each character."""
    import numpy as np

    return np.frombuffer(text.encode(_CODES), np.uint32)


@cache
def odd() -> re.Pattern[str]:
    """A character that Chinese prose does not hold often; letters of pinyin notes do not count."""
    usual = "".join(map(re.escape, common()))
    return re.compile(f"[^\\x00-\\x7f\u00a0\u3000-\u303f\uff00-\uff65—…·“”‘’─-╿①-⑳℃×→㎡■●◆▲★{TONED}{usual}]")


@cache
def _table() -> NDArray[np.uint16]:
    """The kinds of each character of the first plane, and one entry for all others."""
    import numpy as np

    kinds = {
        REPLACED: re.compile(f"[{INVISIBLE}{VARIANTS}{FULL}]"),
        ODD: odd(),
        CONVERTIBLE: convertible(),
        LOST: re.compile(f"[\ufffd锟烫屯{PRIVATE}]"),
        LETTER: re.compile(f"[a-zü{TONED}]"),
        MASK: re.compile("[*×xX某]"),
        BLANK: re.compile(f"[{BLANKS}]"),
        PAIRED: re.compile("[“”《》\n]"),
        ESCAPED: re.compile(r"[&%\\=;_]"),
        WESTERN: re.compile("[âãïÂ]"),
        MARKUP: re.compile(r"[<\[#+|│┃║─━═]"),
        ASKING: re.compile("[?□■▯]"),
        QUOTE: re.compile("[\"'＂]"),
        ROUND: re.compile("[OolI]"),
        ALIKE: re.compile("[曰干入—]"),
        TELLING: re.compile(
            "[0-9一二两三四五六七八九十廿几数百千万余多月生节今昨明近即次当每假第\n\x20\t\u3000(（。；;：:，,]"
        ),
    }
    characters = "".join(map(chr, range(_PLANE)))
    table = np.zeros(_PLANE + 1, np.uint16)
    for kind, pattern in kinds.items():
        table[[match.start() for match in pattern.finditer(characters)]] |= kind
    table[_PLANE] = ODD | LOST
    return table
