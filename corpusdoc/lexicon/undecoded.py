"""Names of files whose bytes are no UTF-8, as whoever named them wrote them."""

from __future__ import annotations

from contextlib import suppress

from corpusdoc import lazy_re as re
from corpusdoc.lexicon.likelihood import cost

# Such a byte is a lone surrogate in Python (PEP 383), and a character of plane 16 in a catalogue.
UNDECODED = re.compile("[\udc80-\udcff\U0010dc80-\U0010dcff]")
STORED = re.compile("[\U0010dc80-\U0010dcff]")
# The part of a path that such bytes stand in: none of these marks is a half of a Chinese character.
PART = re.compile("[^/:：\\s]*[\udc80-\udcff\U0010dc80-\U0010dcff][^/:：\\s]*")
HAN = re.compile("[\u4e00-\u9fff]")
HALF = re.compile("[\ud800-\udfff]")
ODD = re.compile("[\ud800-\udfff\U0010dc80-\U0010dcff]")
ENCODINGS = ("gb18030", "big5hkscs")


def readable(name: str) -> str:
    """A path, or a message that names one, as people read it: bytes of GBK or Big5 decoded, others as U+FFFD.

    For showing only: the system knows the file by its bytes.
    """
    return HALF.sub("\ufffd", PART.sub(_decoded, name)) if ODD.search(name) else name


def _decoded(part: re.Match[str]) -> str:
    said = STORED.sub(lambda found: chr(ord(found[0]) - 0x100000), part[0])
    if len(HAN.findall(said)) >= len(UNDECODED.findall(said)):
        # A name in UTF-8 with a broken character.
        return said
    found: list[str] = []
    for encoding in ENCODINGS:
        with suppress(UnicodeError):  # another encoding, or half a character of UTF-16
            found.append(said.encode("utf-8", "surrogateescape").decode(encoding))
    return min(found, key=cost, default=said)
