"""Characters that a program wrote as escapes and that nothing turned back: &ldquo; \\u5bfc %E5%AF%BC =E5=AF=BC."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from operator import itemgetter

from corpusdoc import lazy_re as re
from corpusdoc.normalize.rewriter import Edit

# Pages that were escaped twice or more hold &amp;ldquo; and &amp;amp;ldquo;.
_ENTITY = re.compile(
    r"&(?:amp;){0,8}(?P<name>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};|nbsp(?![A-Za-z0-9]))"
    r"|(?<![A-Za-z0-9&;])(?:nbsp;)++"
)
# Cells of workbooks keep line ends and the like so.
_OFFICE = re.compile("_x([0-9A-F]{4})_")
_LAYOUT = {"000D": "", "000A": "\n", "0009": "\t", "000B": "\n", "0007": "", "005F": "_"}
# Han characters, what Chinese writes between them, and private use, which comes of it.
_CHINESE = "\u2010-\u2027\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WIDE = re.compile(f"[{_CHINESE}]")
_JSON = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})(?:\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2}))?|(?P<short>[nrt\"/\\]))")
_SHORT = {"n": "\n", "r": "", "t": "\t", '"': '"', "/": "/", "\\": "\\"}
# A line end that a program wrote as two characters, behind Chinese; a path (D:\new) has none there.
_LINE_ENDS = re.compile(rf"(?<=[{_CHINESE}\d%)>.;])(?:\\r)?+\\n(?:(?:\\r)?+\\n)*+(?![a-z])")
SEVERAL = 2
_UNICODE = re.compile("%u([0-9a-fA-F]{4})|%([0-7][0-9a-fA-F])")
# An address keeps its escapes.
_PERCENT = re.compile(rf"(?:https?|ftp)://[^\s{_CHINESE}]++|www\.[^\s{_CHINESE}]++|(?P<run>(?:%[0-9a-fA-F]{{2}})++)")
_QUOTED = re.compile(r"(?P<run>(?:=(?:[0-9A-F]{2}|[ \t]{0,4}\n))++)")
_WIDE_BYTES = {sign: re.compile(f"{sign}[89A-Fa-f][0-9a-fA-F]") for sign in "%="}
_BYTE = re.compile("[%=]([0-9a-fA-F]{2})")
LEAST = 3  # bytes of a run that shows that a text is escaped


def escape_edits(text: str) -> Iterator[Edit]:
    """An edit for each escaped character, in texts that hold escapes of Chinese; entities everywhere."""
    found: list[Edit] = []
    if "&" in text or "nbsp;" in text:
        found += _entities(text)
    if "\\" in text:
        found += _json(text)
    if "_x0" in text:
        found += (
            Edit(*cell.span(), _LAYOUT[cell[1]], "escape.office")
            for cell in _OFFICE.finditer(text)
            if cell[1] in _LAYOUT
        )
    if "%u" in text:
        found += _unicode(text)
    elif _WIDE_BYTES["%"].search(text):
        found += _bytes(text, _PERCENT, "escape.percent")
    if _WIDE_BYTES["="].search(text):
        found += _bytes(text, _QUOTED, "escape.quoted")
    found.sort()
    done = 0
    for edit in found:
        # Kinds that overlap: the first is the outer one.
        if edit.start >= done:
            done = edit.end
            yield edit


def _entities(text: str) -> Iterator[Edit]:
    for entity in _ENTITY.finditer(text):
        name = entity["name"]
        if not name:
            yield Edit(*entity.span(), "\xa0" * (len(entity[0]) // 5), "escape.entity", 0.9)
            continue
        new = html.unescape("&" + name.removesuffix(";") + ";")
        if not new.endswith(";"):
            yield Edit(*entity.span(), new.replace("\r", ""), "escape.entity")


def _json(text: str) -> Iterator[Edit]:
    escapes = list(_JSON.finditer(text))
    if any(_WIDE.match(chr(int(escape["code"], 16))) for escape in escapes if escape["code"]):
        yield from (Edit(*escape.span(), _unescaped(escape), "escape.json") for escape in escapes)
        return
    ends = list(_LINE_ENDS.finditer(text))
    if len(ends) >= SEVERAL:
        yield from (Edit(*end.span(), "\n" * end[0].count("n"), "escape.json", 0.9) for end in ends)
        # A program that escapes line ends escapes quotation marks, too.
        yield from (Edit(*escape.span(), '"', "escape.json", 0.9) for escape in escapes if escape["short"] == '"')


def _unescaped(escape: re.Match[str]) -> str:
    if escape["short"]:
        return _SHORT[escape["short"]]
    code = int(escape["code"], 16)
    if 0xD800 <= code < 0xE000:
        return (
            chr(0x10000 + ((code - 0xD800) << 10) + int(escape["low"], 16) - 0xDC00)
            if escape["low"] and code < 0xDC00
            else "\ufffd"
        )
    return (chr(code) if code else "\ufffd") + ("\ufffd" if escape["low"] else "")


def _unicode(text: str) -> Iterator[Edit]:
    escapes = list(_UNICODE.finditer(text))
    if any(_WIDE.match(chr(int(escape[1], 16))) for escape in escapes if escape[1]):
        for escape in escapes:
            code = int(escape[1] or escape[2], 16)
            new = "\ufffd" if not code or 0xD800 <= code < 0xE000 else chr(code)
            yield Edit(*escape.span(), new, "escape.percent")


def _bytes(text: str, pattern: re.Pattern[str], rule: str) -> Iterator[Edit]:
    """An edit for each character whose bytes stand in runs; nothing where no run makes Chinese."""
    runs = [run for run in pattern.finditer(text) if run["run"]]
    places = [list(_BYTE.finditer(text, *run.span())) for run in runs]
    read = [_read(bytes.fromhex("".join(map(itemgetter(1), run)))) for run in places]
    if any(_WIDE.search(characters) and len(run) >= LEAST for (characters, _), run in zip(read, places, strict=True)):
        for run, inside, (characters, encoding) in zip(runs, places, read, strict=True):
            yield from _each(run, inside, characters, encoding, rule)


def _read(data: bytes) -> tuple[str, str]:
    """What bytes say and in which encoding; nothing for what is neither UTF-8 nor GBK."""
    for encoding in ("utf-8", "gbk"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return "", ""


def _each(
    run: re.Match[str], places: Sequence[re.Match[str]], characters: str, encoding: str, rule: str
) -> Iterator[Edit]:
    """The characters of a run, each in the place of its bytes; the last takes the line end that no text has."""
    at, start = 0, run.start()
    for char in characters:
        at += len(char.encode(encoding))
        end = places[at].start() if at < len(places) else run.end()
        yield Edit(start, end, "\ufffd" if char == "\0" else char, rule)
        start = end
    if not places:
        # What is left is a line end that the lines of a mail had to have.
        yield Edit(*run.span(), "", rule)
