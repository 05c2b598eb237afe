"""Text that was decoded under the wrong encoding: encoded again as it was, and decoded as it should have been."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpusdoc.lexicon.likelihood import common, cost
from corpusdoc.model import Span
from corpusdoc.normalize.rewriter import Edit

# (what it was read as, what it was written in)
_CHAINS = (
    ("cp1252", "utf-8"),
    ("cp1252", "gb18030"),
    ("cp1252", "big5hkscs"),
    ("gb18030", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
)
# What was misread twice over is read right in two steps.
DEPTH = 2
# A reading must be likelier by so much for each of its characters (a natural logarithm).
GAIN = 3.0
# Fewer characters can look like anything.
LEAST = 4
# Mojibake is made of rare characters; a line with a smaller share of them is not looked at again.
SHARE = 0.3
# So many characters of a reading may be lost: bytes that a wrong encoding has no character for.
LOST = 0.1

_LINE = re.compile(r"[^\n]+")
# What a Western encoding shows, C1 controls included, and what it does not.
_WESTERN = "\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™\ufffd"
_STRETCH = re.compile(f"[{_WESTERN}]+|[^\\x00-\\x7f{_WESTERN}]+")
_LOSSES = re.compile("\ufffd+")


def mojibake_edits(text: str) -> Iterator[Edit]:
    """An edit for each line, or stretch of one, that is clearly likelier when it is decoded again."""
    # Clean text is let through in one pass, as far as its first odd character.
    first = _odd().search(text)
    if not first:
        return
    for match in _LINE.finditer(text, text.rfind("\n", 0, first.start()) + 1):
        line = match.group()
        if sum(map(len, _odd().findall(line))) < SHARE * sum(not char.isascii() for char in line):
            continue
        # Letters and digits may be halves of characters, so that the line is one; or the line is garbled in part.
        whole = _edit(line, match.start())
        yield from (
            [whole]
            if whole
            else filter(None, (_edit(part.group(), match.start() + part.start()) for part in _STRETCH.finditer(line)))
        )


def _edit(old: str, start: int) -> Edit | None:
    if sum(not char.isascii() for char in old) < LEAST:
        return None
    readings = list(_readings(old, DEPTH))
    if not readings:
        return None
    new, rule = min(readings, key=lambda reading: cost(reading[0]))
    if cost(old) - cost(new) < GAIN * len(new) or new.count("\ufffd") > old.count("\ufffd") + LOST * len(new):
        return None
    return Edit(Span(start, start + len(old)), new, f"mojibake.{rule}", 0.7 if "\ufffd" in new else 0.95)


def _readings(text: str, depth: int) -> Iterator[tuple[str, str]]:
    """What the text reads like under each chain of encodings, and the chain's name."""
    for read, written in _CHAINS:
        reading = _reread(text, read, written)
        if not reading or reading == text:
            continue
        name = f"{written.removesuffix('hkscs')}-as-{'latin' if read == 'cp1252' else read.removesuffix('hkscs')}"
        yield reading, name
        if depth > 1:
            yield from ((further, f"{name}+{rest}") for further, rest in _readings(reading, depth - 1))


def _reread(text: str, read: str, written: str) -> str:
    try:
        data = b"".join(_latin(char) for char in text) if read == "cp1252" else _lossy(text, read)
    except UnicodeEncodeError:
        return ""
    reading = data.decode(written, "replace")
    return "" if "\0" in reading else _LOSSES.sub("\ufffd", reading)


def _lossy(text: str, encoding: str) -> bytes:
    # 0xFF begins no character in any of the encodings: what was lost stays lost.
    return b"\xff".join(part.encode(encoding) for part in text.split("\ufffd"))


@cache
def _latin(char: str) -> bytes:
    """The byte that Windows or Latin-1 shows so: programs pass the five bytes through that cp1252 leaves open."""
    if char == "\ufffd":
        return b"\xff"
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


@cache
def _odd() -> re.Pattern[str]:
    """Runs of characters that Chinese prose does not hold often."""
    usual = "".join(map(re.escape, common()))
    return re.compile(f"[^\\x00-\\x7f\u00a0\u3000-\u303f\uff00-\uff65—…·“”‘’①-⑳℃×→㎡■●◆▲★{usual}]+")
