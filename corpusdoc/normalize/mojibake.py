"""Text that was decoded under the wrong encoding: encoded again as it was, and decoded as it should have been."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon.likelihood import COST_WRONG, cost
from corpusdoc.model import Span
from corpusdoc.normalize.look import ODD, Look, odd
from corpusdoc.normalize.rewriter import Edit

# (what it was read as, what it was written in)
_CHAINS = (
    ("cp1252", "utf-8"),
    ("cp1252", "gb18030"),
    ("cp1252", "big5hkscs"),
    ("mac-roman", "utf-8"),
    ("mac-roman", "gb18030"),
    ("gb18030", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
)
# What was misread twice over is read right in two steps.
DEPTH = 2
# A reading must be likelier by so much for each of its characters (a natural logarithm).
GAIN = 3.0
# One Chinese character in UTF-8; fewer can look like anything. Names (Müller) and the like are short.
LEAST = 2
SHORT = 9
# Greek, Cyrillic, kana and Hangul turn up in mojibake, too, but not in such shares.
FOREIGN = 0.6
_FOREIGN = re.compile("[\u0370-\u052f\u3040-\u30ff\uac00-\ud7af]+")
# Mojibake is made of rare characters; a line with a smaller share of them is not looked at again.
SHARE = 0.3
FEW = 0.06
# Shares of a reading, and one character, that may be lost (the wrong encoding had no character for a byte) or strange.
LOST = 0.25
STRANGE = 0.1

# Signs between Chinese characters that came through another way than these: â€œ for “, and what was a blank.
_TRAIL = "\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_SIGN = re.compile(f"[âãï][{_TRAIL}]{{2}}|Â[\u00a0-\u00bf]|â€|(?<=[㐀-鿿\u3000-\u303f\uff00-\uffef])Â(?=\\s|[㐀-鿿]|$)")
# What a Western encoding shows, C1 controls included, and what it does not.
_WESTERN = "\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™\ufffd"
_STRETCH = re.compile(f"[{_WESTERN}]+|[^\\x00-\\x7f{_WESTERN}]+")
_STEPS = re.compile(r"mojibake\.utf-8-as-\w+(?:\+utf-8-as-\w+)?")
_LOSSES = re.compile("\ufffd+")


def mojibake_edits(look: Look) -> Iterator[Edit]:
    """An edit for each line, or stretch of one, that is clearly likelier when it is decoded again."""
    text = look.text
    lines = [span for span, count in look.lines(ODD) if _is_odd(span.of(text), count)]
    edits = [edit for span in lines for edit in _line_edits(text, span, frozenset())]
    chains = frozenset(edit.rule for edit in edits)
    # What happened to long lines happened to the short ones between them, which alone would say too little.
    if chains and len(edits) < len(lines):
        edits = [edit for span in lines for edit in _line_edits(text, span, chains)]
    yield from edits


def sign_edits(text: str) -> Iterator[Edit]:
    """An edit for each sign that was decoded wrongly by itself."""
    for sign in _SIGN.finditer(text):
        old = sign.group()
        # The last byte of ” shows as nothing, and is lost first.
        new = "”" if old == "â€" else "" if old == "Â" else _reread(old, "cp1252", "utf-8")
        if "\ufffd" not in new and not odd().search(new.replace("°", "")):
            yield Edit(*sign.span(), new, "escape.sign", 0.9)


def _is_odd(line: str, count: int) -> bool:
    # The first test is cheap and lets nearly all clean lines through; digits and Latin words do not count.
    return count >= FEW * len(line) and count >= SHARE * sum(not char.isascii() for char in line)


def _line_edits(text: str, line: Span, chains: frozenset[str]) -> list[Edit]:
    # Letters and digits may be halves of characters, so that the line is one; or the line is garbled in part.
    whole = _edit(line.of(text), line.start, chains)
    parts = (_edit(part.group(), part.start(), chains) for part in _STRETCH.finditer(text, line.start, line.end))
    return [whole] if whole else [edit for edit in parts if edit]


def _edit(old: str, start: int, chains: frozenset[str]) -> Edit | None:
    """The text decoded again under its likeliest chain, one of `chains` where it says too little of itself."""
    wide = sum(not char.isascii() for char in old)
    if wide < LEAST:
        return None
    gone = old.count("\ufffd")
    readings = [each for each in _readings(old, DEPTH) if _is_prose(each[0], gone)]
    if wide < SHORT or sum(map(len, _FOREIGN.findall(old))) > FOREIGN * wide:
        # UTF-8 is seldom valid by chance (É” is ɔ); in other encodings two bytes mostly are some Chinese character.
        readings = [
            (new, rule)
            for new, rule in readings
            if rule in chains or (_STEPS.fullmatch(rule) and max(odd().findall(new), default="") <= "\xff")
        ]
    new, rule = min(readings, key=lambda reading: _cost(reading[0]), default=(old, ""))
    if new == old or cost(old) - cost(new) < GAIN * len(new):
        return None
    return Edit(start, start + len(old), new, rule, 0.7 if "\ufffd" in new else 0.95)


def _is_prose(reading: str, gone: int) -> bool:
    """Whether few characters of a reading are odd, and not many more lost than the `gone` of the text before."""
    wide, lost = sum(not char.isascii() for char in reading), reading.count("\ufffd")
    strange = len(odd().findall(reading)) - lost
    return strange <= 1 + STRANGE * wide and lost <= gone + LOST * wide + 1


def _cost(reading: str) -> float:
    # A lost character stands for three that a right reading would have.
    return cost(reading) + 2 * COST_WRONG * reading.count("\ufffd")


def _readings(text: str, depth: int) -> Iterator[tuple[str, str]]:
    """What the text reads like under each chain of encodings, and the chain's name."""
    for read, written in _CHAINS:
        reading = _reread(text, read, written)
        if not reading or reading == text:
            continue
        name = (
            f"mojibake.{written.removesuffix('hkscs')}-as-{'latin' if read == 'cp1252' else read.removesuffix('hkscs')}"
        )
        yield reading, name
        if depth > 1:
            yield from (
                (further, f"{name}+{rest.removeprefix('mojibake.')}") for further, rest in _readings(reading, depth - 1)
            )


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
