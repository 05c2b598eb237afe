"""Pinyin notes that a converter put into GBK bytes without regard to characters, undone.

Sites replace the two bytes of certain Traditional characters by themselves and "(reading)" behind. The same two bytes
also occur across a boundary: 序對 is D0F2 8CA6, and F28C is 驅. The note then splits 對, its first half swallows the
bracket and shows as "?", and the second half is read together with what follows, one byte out of step, until an ASCII
letter sets it right: 序?qū)ο乱画h(huán)節 for 序對下一環(huán)節. Nothing is lost but the bracket, so it can be undone:
the character with that reading whose first byte ended the character before "?" gives the missing half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, islice
from math import log1p

from corpusdoc import lazy_re as re
from corpusdoc.lexicon.likelihood import cost
from corpusdoc.model import Doubt, Span
from corpusdoc.normalize.halves import completed
from corpusdoc.normalize.readings import SYLLABLE, TONED, characters_read, readings
from corpusdoc.normalize.rewriter import Edit

# A run out of step ends at the next letter that was half of a character; seldom more than a dozen characters on.
LONGEST = 48

# Both patterns begin with the question mark, which is rare; what stands before it is looked at afterwards.
_SPLIT = re.compile(rf"\?({SYLLABLE})\)")
# ??梢灶A(yù): a byte was lost, and the run shows itself only by the letter and the reading at its end.
_TAIL = re.compile(rf"\?[?!]?[㐀-鿿\u2010-\u2642\u3000-\u303f\ue000-\uf8ff]{{1,12}}([@-~])\(({SYLLABLE})\)")
# 要求?；鶎 for 要求。基層: programs look for the bytes of full-width signs as well (A3BB), and find them across two
# characters (A1A3 BBF9). What is left of the first one shows as a question mark, and a run out of step follows.
_CUT = re.compile(r"\?([，；：？！,;:?!])(?=[㐀-鿿ぁ-ヶ\ue000-\uf8ff?]|[@-~]\()")
_HALVES = re.compile(r"\?[，；：？！]\?")
_NOTE = re.compile(rf"\(({SYLLABLE})\)")
_NOTED = re.compile(rf"\([a-z]{{0,4}}[{TONED}]")
NOTED = 3
# A run read in step must be likelier by so much for each of its characters (a natural logarithm).
GAIN = 1.0
# The character before may have a note of its own, put in later: 編(biān)?gàn)茽 for 編(biān)制牀.
_BEFORE = re.compile(rf"([㐀-鿿])(?:\({SYLLABLE}\))?\Z")
REACH = 9

# How much of a document says which characters it uses.
SAMPLE = 50_000

# How much of a text says which character half of one was.
SHOWN = 24

# What a lost second byte most likely made of these first ones.
_LED = {0xA1: "。", 0xA3: "，"}

Plausible = Callable[[str], float]


def shifted_edits(text: str) -> Iterator[Edit]:
    """An edit for each run of characters that can be read in step again."""
    # Both begin with a question mark that swallowed a byte, before a note.
    if "?" not in text or ")" not in text:
        return
    plausible = _plausibility(text)
    done = 0
    # Elsewhere a question mark before a comma is a matter of style.
    patterns = (_SPLIT, _TAIL, _CUT) if len(list(islice(_NOTED.finditer(text), NOTED))) == NOTED else (_SPLIT, _TAIL)
    sites = sorted(chain.from_iterable(_sites(text, pattern) for pattern in patterns), key=lambda site: site.start())
    for site in sites:
        if site.start() < done:
            continue
        if edit := _undone(text, site, plausible):
            done = edit.end
            yield edit


def _undone(text: str, site: re.Match[str], plausible: Plausible) -> Edit | None:
    if site.re.pattern == _CUT.pattern:
        return _cut(text, site, plausible)
    return _split(text, site, plausible) if site.re.pattern == _SPLIT.pattern else _from_the_end(text, site)


def find_split(text: str) -> Iterator[Doubt]:
    """Where notes and signs split characters and that could not be undone: a figure behind the "?" may be lost."""
    for pattern in (_SPLIT, _HALVES) if "?" in text else ():
        yield from (Doubt(Span(*site.span()), "lost.split") for site in _sites(text, pattern))


def _sites(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The places where the pattern stands behind a Han character."""
    return (site for site in pattern.finditer(text) if _before(text, site))


def _before(text: str, site: re.Match[str]) -> str:
    """The Han character before a site, in front of its own note; nothing where there is none."""
    found = _BEFORE.search(text, max(0, site.start() - REACH), site.start())
    return found.group(1) if found else ""


def _split(text: str, site: re.Match[str], plausible: Plausible) -> Edit | None:
    """The run behind a note that split a character, read in step."""
    before = _bytes(_before(text, site))
    halves = {_bytes(char)[1:] for char in characters_read(site.group(1)) if _bytes(char)[:1] == before[1:]}
    # A letter for the half is a letter of the text, which hardly ever makes a noted character with the byte before it.
    found = max(
        _in_step(text, site.end(), halves),
        default=None,
        key=lambda each: (not each[1][0].isascii(), plausible(each[1]), -each[0]),
    )
    if not found:
        return None
    end, read = found
    sure = text[end - 1] != "?"
    return Edit(site.start(), end, read, "mojibake.shifted", 0.95 if sure else 0.6)


def _cut(text: str, site: re.Match[str], plausible: Plausible) -> Edit | None:
    """The character that a sign cut in two, and the run behind it, read in step."""
    second = ord(site.group(1)) - (0xFEE0 if site.group(1) > "\x7f" else 0) + 0x80
    # Between two such signs nothing is left but the halves: 日?；?、 for 日常化、.
    alone = text.startswith("?", site.end())
    if alone:
        end, run = site.end() + 1, ""
    else:
        found = max(_in_step(text, site.end(), {bytes([second])}), default=None, key=lambda each: plausible(each[1]))
        if not found:
            return None
        end, run = found
        shown = text[site.end() : end]
        # A note at the end proves the run; otherwise it must read better.
        proven = shown.endswith(")") or _note_of(run[-1], text, end)
        if not proven and cost(run) / len(run) + GAIN > cost(shown) / len(shown):
            return None
    before = text[max(0, site.start() - SHOWN) : site.start()]
    # A full stop ends in A3, as few characters do.
    cut = completed(before, run, second=0xA3) or "。"
    run = run or completed(before + cut, text[end : end + SHOWN], first=second)
    return Edit(site.start(), end, cut + run, "mojibake.shifted", 0.6) if run else None


def _note_of(char: str, text: str, at: int) -> bool:
    """Whether a note with a reading of the character stands there."""
    note = _NOTE.match(text, at)
    return note is not None and note.group(1) in readings(char)


def _in_step(text: str, start: int, halves: set[bytes]) -> Iterator[tuple[int, str]]:
    """(end, reading) for each half character that completes the run from `start` to a letter or a further note."""
    pending, position = halves, start
    while pending and position < min(len(text), start + LONGEST):
        if chained := _SPLIT.match(text, position):
            # "?reading)" is the first half of a character with that reading: its second half is known.
            pending = {run + last for run in pending for last in _last_halves(chained.group(1), run[-1:])}
            yield from ((chained.end(), read) for run in pending if (read := _read(run)))
            return
        char = text[position]
        position += 1
        if char.isascii():
            if "@" <= char <= "~":
                yield from ((position, read) for run in pending if (read := _read(run + char.encode())))
            elif char == "?":
                # A first half and the sign or digit behind it, both lost: only what it began with is known.
                behind = text[position : position + SHOWN]
                yield from (
                    (position, read + (_LED.get(run[-1]) or completed(read, behind, first=run[-1]) or "\ufffd"))
                    for run in pending
                    if (read := _read(run[:-1]))
                )
            return
        pending = {run + _bytes(char) for run in pending}


def _from_the_end(text: str, site: re.Match[str]) -> Edit | None:
    """A run whose first byte is lost, read from the letter at its end backwards; the lost byte led a full stop."""
    run = site.group()[: site.group().index(site.group(1) + "(")]
    behind = "".join("？！"["?!".index(char)] if char in "?!" else char for char in run[1:])
    read = _read(b"\xa1" + b"".join(map(_bytes, behind)) + site.group(1).encode())
    if not read or read[0] not in "。、“”" or site.group(2) not in readings(read[-1]):
        return None
    return Edit(site.start(), site.start() + len(run) + 1, read, "mojibake.shifted", 0.8)


def _last_halves(reading: str, first: bytes) -> set[bytes]:
    return {_bytes(char)[1:] for char in characters_read(reading) if _bytes(char)[:1] == first}


@cache
def _bytes(char: str) -> bytes:
    """The character in GBK with private use, as GB18030 has it; nothing for one that needs four bytes."""
    encoded = char.encode("gb18030", "replace")
    return encoded if len(encoded) == 2 else b""


def _read(run: bytes) -> str:
    try:
        read = run.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "" if any("\ue000" <= char <= "\uf8ff" for char in read) else read


def _plausibility(text: str) -> Plausible:
    """How much a reading looks like Chinese, and like the rest of this document."""

    @cache
    def seen(char: str) -> float:
        return log1p(text.count(char, 0, SAMPLE))

    return lambda read: (sum(map(seen, read)) - cost(read)) / len(read)
