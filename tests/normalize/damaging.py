"""Damage done on purpose: what converters, sites and wrong decodings do to clean text, and how much comes back."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

import opencc

from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import load
from corpusdoc.model import Document, RawDocument
from corpusdoc.normalize import normalize
from corpusdoc.normalize.readings import readings
from tests.conftest import SAMPLE

LEXICON = load_lexicon()


@cache
def clean_texts() -> tuple[str, ...]:
    """The Simplified sample reports, repaired, as texts without any damage."""
    documents = [normalize(load(path), LEXICON) for path in sorted(SAMPLE.iterdir())]
    return tuple(document.text for document in documents if document.score == 100)


@cache
def traditional(text: str) -> str:
    """The text in Traditional characters, as a mainland site converts it: one for one, and only where GBK has one."""
    convert = opencc.OpenCC("s2t").convert
    return "".join(new if len(new := convert(char)) == 1 and in_gbk(new) else char for char in text)


@cache
def notes() -> Mapping[str, str]:
    """Characters that a converter notes, with a reading: all that Traditional writes otherwise."""
    chars = {
        char for text in clean_texts() for char, simple in zip(traditional(text), text, strict=True) if char != simple
    }
    return {char: readings(char)[0] for char in sorted(chars) if readings(char) and len(char.encode("gb18030")) == 2}


def in_gbk(char: str) -> bool:
    try:
        return len(char.encode("gbk")) <= 2
    except UnicodeEncodeError:
        return False


def in_big5(text: str) -> str:
    return text.encode("big5", "ignore").decode("big5")


def repaired(raw: str) -> Document:
    return normalize(RawDocument("damaged.txt", "0" * 64, raw, "text/plain"), LEXICON)


def noted(text: str) -> str:
    """A note behind each of the characters, put in with care."""
    return "".join(char + (f"({notes()[char]})" if char in notes() else "") for char in text)


def noted_in_bytes(text: str) -> str:
    """The same replacement done on GBK bytes without regard to characters, and shown as sites show it."""
    return shown(with_notes(text))


def noted_and_cut_in_bytes(text: str) -> str:
    """The same, where full-width signs were looked for in the bytes as well, and stay whole wherever they are found."""
    return "".join(map(shown, SIGNS.split(with_notes(text))))


# The signs ！（），：；？ in GBK.
SIGNS = re.compile(b"(\xa3[\xa1\xa8\xa9\xac\xba\xbb\xbf])")


def with_notes(text: str) -> bytes:
    data = text.encode("gb18030")
    for char, reading in notes().items():
        code = char.encode("gb18030")
        data = data.replace(code, code + f"({reading})".encode("gb18030"))
    return data


def shown(data: bytes) -> str:
    """GBK bytes as characters, with a question mark for what is none."""
    found, at = [], 0
    while at < len(data):
        lead, pair = data[at], data[at : at + 2]
        if lead < 0x80:
            found.append(chr(lead))
            at += 1
            continue
        # A second byte below 0x40 is none: both bytes show as one question mark.
        found.append(pair.decode("gb18030", "replace") if len(pair) == 2 and pair[1] >= 0x40 else "?")
        at += 2
    return "".join(found)


def wrapped(text: str, columns: int = 76) -> str:
    """Lines of at most so many columns, paragraphs indented."""
    broken = []
    for paragraph in text.splitlines():
        line, width = "\u3000\u3000" if len(paragraph) > columns // 2 else "", 4
        for char in paragraph:
            step = 2 if char > "\u2e7f" else 1
            if width + step > columns:
                broken.append(line)
                line, width = "", 0
            line, width = line + char, width + step
        broken.append(line)
    return "\n".join(broken)


def unindented(text: str) -> str:
    """Broken lines, and nothing that tells where a paragraph begins."""
    return wrapped(text).replace("\u3000", "")


def chopped(text: str) -> str:
    """Lines of 28 characters, whatever stands where they end."""
    return "\n".join(line[at : at + 28] for line in text.splitlines() for at in range(0, len(line), 28))


def ragged(text: str) -> str:
    """Lines as wide as their print: some characters more or less; a blank line between paragraphs."""
    widths = random.Random(5)
    broken = []
    for paragraph in text.splitlines():
        at = 0
        while at < len(paragraph):
            end = at + 36 - widths.randrange(4)
            broken.append(paragraph[at:end])
            at = end
        broken.append("")
    return "\n".join(broken)


def paged(text: str) -> str:
    """Broken lines, of which every twelfth ends a page: its number, and the head that all pages have."""
    lines = wrapped(text).splitlines()
    for at in range(len(lines) // 12 * 12, 0, -12):
        lines[at:at] = [f"— {at // 12} —", "服务工作材料汇编"] if at % 24 else ["", str(at // 12), ""]
    return "\n".join(lines)


def cut_by_pages(text: str) -> str:
    """Whole paragraphs, of which every third is cut in two by a page's end."""
    paragraphs = text.splitlines()
    for at, paragraph in enumerate(paragraphs):
        place = paragraph.find("，", len(paragraph) // 2) + 3
        if at % 3 == 0 and 20 < place < len(paragraph) - 10:
            paragraphs[at] = f"{paragraph[:place]}\n第 {at + 1} 页 共 99 页\n{paragraph[place:]}"
    return "\n".join(paragraphs)


def spread(text: str) -> str:
    """A blank line behind every line."""
    return wrapped(text, 70).replace("\n", "\n \n")


def spaced(text: str) -> str:
    """A blank between all Han characters, as text recognition leaves them."""
    return re.sub("(?<=[㐀-鿿])(?=[㐀-鿿])", " ", text)


def worded(text: str) -> str:
    """A blank between all words and before all marks."""
    words = re.findall("[㐀-鿿]+|[^㐀-鿿]", text)
    return "".join(
        " ".join(word[at : at + 2] for at in range(0, len(word), 2)) + " " if word > "\u3400" else word
        for word in words
    ).replace(" \n", "\n")


def printed_twice(text: str) -> str:
    """Each character twice, but for the digits and Latin letters, which another font has."""
    return re.sub("([^\\x00-\\x7f])", r"\1\1", text)


def full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), ord("%"))})


def radicals(text: str) -> str:
    back = {row["character"]: row["radical"] for row in LEXICON.rows("radicals")}
    return "".join(back.get(char, char) for char in text)


def filtered(text: str, char: str) -> str:
    """A character taken out everywhere, a blank in its place."""
    return re.sub(f"(?<=[㐀-鿿]){char}(?=[㐀-鿿])", " ", text).replace(char, "")


@dataclass(frozen=True)
class Kind:
    """A kind of damage, what it is done to, and the share of characters that must come back."""

    name: str
    damage: Callable[[str], str]
    floor: float
    hant: bool = False
    layout: bool = False  # white space is not compared
    writable: Callable[[str], str] = str  # what of a text can be written at all in the encoding it went through


def misread(written: str, read: str) -> Callable[[str], str]:
    return lambda text: text.encode(written, "ignore").decode(read, "replace")


KINDS = (
    Kind("pinyin notes", noted, 0.99, hant=True),
    Kind("notes in GBK bytes", noted_in_bytes, 0.99, hant=True),
    Kind("notes and signs in GBK bytes", noted_and_cut_in_bytes, 0.99, hant=True),
    Kind("UTF-8 read as Latin-1", misread("utf-8", "latin-1"), 1.0),
    Kind(
        "UTF-8 read as Latin-1, twice", lambda text: misread("utf-8", "latin-1")(misread("utf-8", "latin-1")(text)), 1.0
    ),
    Kind("GBK read as Latin-1", misread("gb18030", "latin-1"), 1.0),
    Kind("UTF-8 read as Mac Roman", misread("utf-8", "mac-roman"), 1.0),
    Kind("GBK read as Mac Roman", misread("gb18030", "mac-roman"), 1.0),
    Kind("UTF-8 read as GB18030", misread("utf-8", "gb18030"), 0.88),
    Kind("Big5 read as GB18030", misread("big5", "gb18030"), 0.99, hant=True, writable=in_big5),
    Kind("spaced by OCR", spaced, 0.99),
    Kind("spaced between words", worded, 0.99),
    Kind("printed twice", printed_twice, 0.99),
    Kind("hard-wrapped", wrapped, 0.99, layout=True),
    Kind("full width", full_width, 0.99),
    Kind("radicals", radicals, 1.0),
)


# Characters of the longest line that lines are broken into.
LINE = 45
# What breaks lines, and the share of paragraphs that are whole again: without indents nothing tells whether a full
# line that ends a sentence ends the paragraph, too.
WRAPS = (
    (wrapped, 0.98),
    (paged, 0.95),
    (cut_by_pages, 0.95),
    (spread, 0.97),
    (unindented, 0.95),
    (chopped, 0.93),
    (ragged, 0.87),
)


def plain(text: str) -> str:
    """What is compared: no white space, which belongs to layout."""
    return "".join(text.split())


def restored(kind: Kind) -> float:
    """The share of the clean characters that stand in the repaired text again, in order, over all texts."""
    same = total = 0
    for text in clean_texts():
        document = repaired(kind.damage(kind.writable(traditional(text)) if kind.hant else text))
        # Text that converting to Traditional and back changes says nothing about the damage.
        wanted = repaired(kind.writable(traditional(text))).text if kind.hant else text
        got = document.text
        if kind.layout:
            wanted, got = plain(wanted), plain(got)
        blocks = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks() if got != wanted else ()
        same += sum(block.size for block in blocks) if got != wanted else len(wanted)
        total += max(len(wanted), len(got))
    return same / total


def paragraphs_restored(damage: Callable[[str], str]) -> tuple[int, int, int]:
    """(whole again, all, joined or cut wrongly) of the paragraphs that were broken into lines."""
    whole = every = wrong = 0
    for text in clean_texts():
        wanted, got = (
            {plain(line) for line in repaired(each).text.splitlines() if len(line) > LINE}
            for each in (text, damage(text))
        )
        whole, every, wrong = whole + len(wanted & got), every + len(wanted), wrong + len(got - wanted)
    return whole, every, wrong


def places_restored() -> tuple[int, int]:
    """(restored, all) places where a note in bytes split a character; restored with four characters on both sides."""
    good = every = 0
    for text in clean_texts():
        hant = traditional(text)
        wanted, got = plain(repaired(hant).text), plain(repaired(noted_in_bytes(hant)).text)
        for at in split_places(hant):
            start = len(plain(hant[:at]))
            every += 1
            good += wanted[max(0, start - 4) : start + 5] in got
    return good, every


def split_places(text: str) -> list[int]:
    """Where two neighbours hold the bytes of a noted character across their boundary."""
    codes = {char.encode("gb18030") for char in notes()}
    pairs = pairwise(text)
    return [
        index + 1
        for index, (first, second) in enumerate(pairs)
        if len(a := first.encode("gb18030")) == 2 and len(b := second.encode("gb18030")) == 2 and a[1:] + b[:1] in codes
    ]


def main() -> None:
    """Print how much of each kind of damage is restored."""
    for kind in KINDS:
        print(f"{kind.name:32} {restored(kind):.4f}  floor {kind.floor}")
    for damage, floor in WRAPS:
        whole, every, wrong = paragraphs_restored(damage)
        print(f"{f'paragraphs, {damage.__name__}':32} {whole}/{every}, {wrong} wrong  floor {floor}")
    good, every = places_restored()
    print(f"{'split by notes in bytes: places':32} {good}/{every}")


if __name__ == "__main__":
    main()
