"""Bytes to characters: byte order marks first, strict UTF-8 next, then what makes the likeliest Chinese."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter

from corpusdoc import lazy_re as re
from corpusdoc.lexicon.likelihood import COST_ASCII, COST_WRONG, cost
from corpusdoc.load.content import Content, clean, compose
from corpusdoc.load.separated import separated_rows
from corpusdoc.load.sheets import sheet_pieces
from corpusdoc.model import Block, Span

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
ALPHABETS = re.compile("[\u0370-\u052f\u0590-\u06ff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]")
NO_ASCII = re.compile(rb"[\x80-\xff]")
PLAIN = re.compile(r"[\t\n\r -~]+")
ASCII = bytes({*range(0x80)} - {ord("\n")})  # within lines
# All but the first, which may be the second byte of a character.
MARKUP = re.compile(rb"(?<=[\t\n\r -~])[\t\n\r -~]+")
HAN = re.compile("[\u4e00-\u9fff\u3000-\u3002\uff00-\uff1f]")
REPLACED = "\ufffd".encode()
SEVERAL = 12  # characters that are Chinese in UTF-8
UNLIKELY = 9.0  # cost of a character
NAME = 255  # bytes: a longer text in GBK is none in UTF-8
PAIRS = re.compile("[\u0100-\u07ff]")  # two bytes in UTF-8, but for letters with accents
COMMON = 6.5  # cost of a character: 通知 takes 5.5, Russian read as GBK 8
SURE = 300  # bytes of valid UTF-8 in front of a wrong end
FIRST = 4_096  # bytes that mostly settle it,
CLEAR = 0.5  # when the next encoding costs so much more for each that is no ASCII,
ENOUGH = 400  # of so many
SMALL = 65_536  # bytes
SAMPLE = 65_536  # bytes that are judged; more changed no verdict


def read(data: bytes) -> Content:
    """The text of a text file, with the encoding it was found to have."""
    text, encoding = decode(data)
    if rows := separated_rows(text):
        return Content(*compose(sheet_pieces("", rows, None)), encoding=encoding)
    return content_of(text, encoding)


def content_of(text: str, encoding: str | None = None) -> Content:
    """A text that says nothing of its layout but by its characters."""
    text = clean(text)
    return Content(text, tuple(_blocks(text)), encoding=encoding)


def _blocks(text: str) -> Iterator[Block]:
    """Every line as a block, rows of as many cells as one table; nothing for a text without such rows."""
    if "\t" not in text:
        return
    lines = text.split("\n")
    ends = accumulate(map(len, lines), lambda end, length: end + 1 + length)
    rows = [
        (line.strip().count("\t") if "\t" in line else 0, end - len(line), end)
        for line, end in zip(lines, ends, strict=True)
        if line and not line.isspace()
    ]
    groups = [(tabs, list(group)) for tabs, group in groupby(rows, key=itemgetter(0))]
    if not any(tabs and len(group) > 1 for tabs, group in groups):
        return
    for tabs, group in groups:
        if tabs and len(group) > 1:
            yield Block(Span(group[0][1], group[-1][2]), "table")
        else:
            yield from (Block(Span(start, end), "paragraph") for _, start, end in group)


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The characters of `data` and their encoding's name in Python. What cannot be decoded becomes U+FFFD.

    `declared` is a Python codec that the file names; it wins where the evidence does not speak against it.
    """
    return (decoded_again if len(data) <= SMALL else _decoded)(data, declared)


def _decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    # Latin letters in UTF-16 are half NULs and would pass for UTF-8.
    if data.count(0) <= MAX_NULS * len(data):
        if data.isascii():
            return _seven_bit(data)
        if found := _with_utf_8(data):
            return found
    encoding = likeliest(data, declared)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    # Chinese prose, Classical or full of figures, stays well below; other languages read as Chinese do not.
    letters = PLAIN.sub("", _sample(data)[:FIRST].decode(encoding, "replace"))
    if (least := cost(letters)) > UNLIKELY * len(letters) and (other := _japanese(data, least) or _foreign(data)):
        return data.decode(other, "replace"), other
    return text, encoding


# Sniffing asks for the same bytes where a file is small.
decoded_again = lru_cache(maxsize=1)(_decoded)


def _in_utf_8(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("utf-8")
        return (text, "utf-8") if len(data) > NAME or not _happens_to_be_utf_8(text, data) else None
    except UnicodeDecodeError as error:
        # Cut off in the middle of its last character: nothing else holds so many UTF-8 characters by chance.
        cut = error.end == len(data) and error.reason == "unexpected end of data" and error.start > SURE
        return (data.decode("utf-8", "replace"), "utf-8") if cut else None


def _happens_to_be_utf_8(text: str, data: bytes) -> bool:
    """Whether a name's bytes, 通知 in GBK, are two letters in UTF-8: of other scripts, where common Chinese stands."""
    letters = [character for character in text if not character.isascii()]
    if not all(map(PAIRS.match, letters)):
        return False
    said = [character for character in data.decode("gb18030", "replace") if not character.isascii()]
    return cost("".join(said)) < COMMON * len(said)


def _with_utf_8(data: bytes) -> tuple[str, str] | None:
    return _in_utf_8(data) or _line_by_line(data)


def _line_by_line(data: bytes) -> tuple[str, str] | None:
    """The text of a file whose parts were written in UTF-8 and in another encoding; None for any other."""
    # Asked of all lines at once, without their ASCII; a line that says U+FFFD itself is asked alone.
    if REPLACED not in data:
        said = b"\n".join(data.translate(None, ASCII).split()).decode("utf-8", "replace").split("\n")
        if len(HAN.findall("\n".join(line for line in said if "\ufffd" not in line))) < SEVERAL:
            return None
    lines = data.split(b"\n")
    read = [_utf_8(line) for line in lines if not line.isascii()]
    # Bytes of other encodings are seldom three of a character in UTF-8.
    if sum(len(HAN.findall(text)) for text in read if text) < SEVERAL:
        return None
    read = list(map(_utf_8, lines))
    others = b"\n".join(line for line, text in zip(lines, read, strict=True) if text is None)
    encoding = min(("utf-8", "gb18030", "big5hkscs"), key=lambda each: cost(others[:SAMPLE].decode(each, "replace")))
    if encoding == "utf-8":
        return None
    found = (
        min(line.decode("utf-8", "replace"), line.decode(encoding, "replace"), key=cost) if text is None else text
        for line, text in zip(lines, read, strict=True)
    )
    return "\n".join(found).removeprefix("\ufeff"), f"utf-8+{encoding}"


def _utf_8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _japanese(data: bytes, least: float) -> str | None:
    """Shift JIS where it makes the likelier characters: names of files are too short for a detector."""
    try:
        # The last character may be cut through.
        first = codecs.getincrementaldecoder("cp932")().decode(_sample(data)[:FIRST])
        return "cp932" if cost(PLAIN.sub("", first)) < least else None
    except UnicodeDecodeError:
        return None


def _foreign(data: bytes) -> str | None:
    """The encoding that a general detector finds, where it can read every byte: Shift JIS, EUC-KR, KOI8 and others."""
    from charset_normalizer import from_bytes

    found = from_bytes(_sample(data)).best()
    try:
        text = data.decode(found.encoding) if found else ""
    except UnicodeDecodeError:
        return None
    # Rare characters cost as much as wrong ones: only letters of another alphabet prove another language.
    letters = len(ALPHABETS.findall(text))
    return found.encoding if found and letters > 0.3 * sum(not char.isascii() for char in text) else None


def _seven_bit(data: bytes) -> tuple[str, str]:
    if HZ.search(data):
        try:
            return data.decode("hz"), "hz"
        except UnicodeDecodeError:
            pass
    return data.decode("ascii"), "ascii"


def likeliest(data: bytes, declared: str | None = None) -> str:
    """The encoding under which `data` reads most like Chinese: the lowest cost of the same bytes."""
    sample = _sample(data)
    # Mark-up in UTF-16 has a NUL in every character.
    marked = b"</" in sample and b"\0" not in sample
    known = [encoding for encoding in CANDIDATES if not (marked and "16" in encoding)]
    candidates = list(dict.fromkeys((declared, *known) if declared else known))
    first = MARKUP.sub(b"", sample[:FIRST]) if marked else sample[:FIRST]
    clear = CLEAR * max(len(first) - len(first.translate(None, bytes(range(0x80, 0x100)))), ENOUGH)
    # What wrong characters alone cost is counted in a moment.
    enough = cost_of(first, candidates[0]) + clear
    likely = [each for each in candidates if COST_WRONG * first.decode(each, "replace").count("\ufffd") <= enough]
    best, *others = sorted(likely or candidates[:1], key=lambda encoding: cost_of(first, encoding))
    if not others or cost_of(first, others[0]) - cost_of(first, best) > clear:
        return best
    return min(candidates, key=lambda encoding: cost_of(sample, encoding))


# Sniffing judges the same bytes.
@lru_cache(maxsize=16)
def cost_of(sample: bytes, encoding: str) -> float:
    """How unlikely a sample is as Chinese in an encoding; see `likelihood.cost`."""
    text = sample.decode(encoding, "replace")
    # Pages are mark-up for the most part, and all of that costs the same.
    other = PLAIN.sub("", text)
    return cost(other) + COST_ASCII * (len(text) - len(other))


def _sample(data: bytes) -> bytes:
    # A long ASCII head says nothing; an even start keeps UTF-16 in step.
    found = NO_ASCII.search(data)
    first = found.start() & ~1 if found else 0
    return data[first : max(SAMPLE, first + SAMPLE // 2)]
