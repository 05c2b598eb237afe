"""RTF: its words and groups as text, with headings by outline level, tables and notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.rtf_state import NO_LEVEL, Reader, State, whole
from corpusdoc.model import Hints

TOKEN = re.compile(
    r"\\'([0-9A-Fa-f]{2})|\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
# Character sets of fonts, by the numbers that Windows gives them.
CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949", 204: "cp1251", 238: "cp1250", 77: "mac-roman"}
SYMBOLS = 2  # a font of pictures: its letters are bullets
PAGES = {936: "gb18030", 950: "big5hkscs", 54936: "gb18030", 65001: "utf-8"}
SIGNS = {"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“"}
SIGNS |= {"rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " "}
MARKS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\r": "\n", "\n": "\n"}
# Groups whose words are no text of the document.
SILENT = re.compile(
    "colortbl|pict|objdata|themedata|listtable|listoverridetable|rsidtbl|generator|xmlnstbl|datastore|latentstyles"
    "|header[lrf]?|footer[lrf]?|fldinst|nonshppict|annotation|atnid|atnauthor|sp|sn|sv|upr|bkmkstart|bkmkend|filetbl"
    "|revtbl|pgptbl|mmathPr|colorschememapping|pnseclvl|ftnsepc?|aftnsep"
)
# Groups that are text though older readers may pass over them.
SPOKEN = frozenset(["footnote", "shpinst", "shptxt", "fldrslt"])
# Nobody writes them: such bytes are no RTF.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
MAX_DAMAGED = 0.5  # of the bytes


def read(data: bytes) -> Content:
    """The text of an RTF file; notes stand at the end. Damage costs what is damaged.

    Raises ReadingError where that is most of it.
    """
    reader = Reader()
    source = data.rstrip(b"\0").decode("latin-1")
    at = 0
    while match := TOKEN.match(source, at):
        at = match.end()
        _take(reader, match)
        if match[2] == "bin" and match[3]:
            at += max(0, int(match[3]))
    reader.in_table = False
    reader.state = State(codec=reader.state.codec)
    reader.end_paragraph()
    text, blocks = compose(whole(piece) for piece in (*reader.pieces, *reader.notes))
    if reader.damaged > MAX_DAMAGED * len(source):
        raise ReadingError("damaged")
    return Content(text, blocks, hints=_hints(reader.info), partial="damaged" if reader.damaged else None)


def _take(reader: Reader, match: re.Match[str]) -> None:
    code, word, value, mark, brace, text = match.groups()
    if brace == "{":
        reader.flush()
        reader.skipping = 0
        reader.stack.append(reader.state)
    elif brace == "}":
        _close(reader)
    elif mark == "*":
        reader.starred = True
    elif reader.skipping and (code or mark or word):
        reader.skipping -= 1
    elif code:
        reader.raw.append(int(code, 16))
    elif word:
        _word(reader, word, int(value) if value else None)
    elif mark:
        reader.add(MARKS.get(mark, ""))
    elif text:
        skipped = min(reader.skipping, len(text))
        reader.skipping -= skipped
        if CONTROL.search(text):
            reader.damaged += len(text) if reader.state.place != "silent" else 0
        else:
            reader.raw += text[skipped:].encode("latin-1")


def _close(reader: Reader) -> None:
    reader.flush()
    reader.skipping = 0
    before = reader.stack.pop() if reader.stack else State(codec=reader.default)
    if reader.state.place == "note" and before.place != "note":
        reader.notes.append(Piece("".join(reader.note).strip()))
        reader.note.clear()
    if reader.state.place == "fonttbl" and before.place == "body":
        before = replace(before, codec=reader.fonts.get(reader.first_font, before.codec))
    reader.state = before


def _word(reader: Reader, word: str, value: int | None) -> None:
    starred, reader.starred = reader.starred, False
    if word == "u" and value is not None:
        reader.add(chr(value & 0xFFFF))
        reader.skipping = reader.state.skip
    elif word in SIGNS:
        reader.add(SIGNS[word])
    elif word == "ud":
        # The same in Unicode, for the readers that know it; what it stands for is silent.
        reader.state = replace(reader.state, place=reader.stack[-2].place if len(reader.stack) > 1 else "body")
    elif SILENT.fullmatch(word) or (starred and word not in SPOKEN):
        reader.flush()
        reader.state = replace(reader.state, place="silent")
    elif change := WORDS.get(word):
        reader.flush()
        change(reader, value)


def _goes_to(place: str) -> Callable[[Reader, int | None], None]:
    def go(reader: Reader, value: int | None) -> None:
        if reader.state.place != "silent":
            reader.state = replace(reader.state, place=place)

    return go


def _font(reader: Reader, value: int | None) -> None:
    reader.font = value or 0
    if reader.state.place != "fonttbl":
        reader.state = replace(reader.state, codec=reader.fonts.get(reader.font, reader.default))


def _charset(reader: Reader, value: int | None) -> None:
    if reader.state.place == "fonttbl":
        reader.fonts[reader.font] = "" if value == SYMBOLS else CHARSETS.get(value or 0, reader.default)


def _codepage(reader: Reader, value: int | None) -> None:
    reader.default = PAGES.get(value or 1252, f"cp{value}" if value in (1250, 1251, 1252, 932, 949, 874) else "cp1252")
    reader.state = replace(reader.state, codec=reader.default)


def _plain_paragraph(reader: Reader, value: int | None) -> None:
    if reader.state.place == "body":
        reader.level, reader.in_table, reader.leader = NO_LEVEL, False, False


def _outline(reader: Reader, value: int | None) -> None:
    if reader.state.place == "stylesheet":
        reader.levels[reader.style] = value or 0
    elif reader.state.place == "body":
        reader.level = value or 0


def _style(reader: Reader, value: int | None) -> None:
    reader.style = value or 0
    if reader.state.place == "body":
        reader.level = reader.levels.get(reader.style, NO_LEVEL)


def _leader(reader: Reader, value: int | None) -> None:
    reader.leader = reader.leader or reader.state.place == "body"


def _in_table(reader: Reader, value: int | None) -> None:
    reader.in_table = reader.in_table or reader.state.place == "body"


def _edge(reader: Reader, value: int | None) -> None:
    if reader.state.place == "body":
        reader.edges.append(value or 0)


def _in_body(end: Callable[[Reader], None]) -> Callable[[Reader, int | None], None]:
    def change(reader: Reader, value: int | None) -> None:
        if reader.state.place == "body":
            end(reader)

    return change


def _year(name: str) -> Callable[[Reader, int | None], None]:
    def keep(reader: Reader, value: int | None) -> None:
        if reader.state.place in ("creatim", "revtim"):
            reader.info[f"{reader.state.place} {name}"] = str(value or 0)

    return keep


WORDS: dict[str, Callable[[Reader, int | None], None]] = {
    "par": lambda reader, value: reader.end_paragraph(),
    "sect": lambda reader, value: reader.end_paragraph(),
    "cell": _in_body(Reader.end_cell),
    "row": _in_body(Reader.end_row),
    "nestcell": lambda reader, value: reader.add(" "),
    "intbl": _in_table,
    "trowd": _in_body(lambda reader: reader.edges.clear()),
    "cellx": _edge,
    "pard": _plain_paragraph,
    "outlinelevel": _outline,
    **dict.fromkeys(("tldot", "tlmdot", "tlhyph", "tlul"), _leader),
    "s": _style,
    "f": _font,
    "fcharset": _charset,
    "deff": lambda reader, value: setattr(reader, "first_font", value or 0),
    "ansicpg": _codepage,
    "uc": lambda reader, value: setattr(reader, "state", replace(reader.state, skip=max(0, min(value or 0, 9)))),
    "v": lambda reader, value: setattr(reader, "state", replace(reader.state, hidden=value != 0)),
    "deleted": lambda reader, value: setattr(reader, "state", replace(reader.state, deleted=value != 0)),
    "plain": lambda reader, value: setattr(reader, "state", replace(reader.state, hidden=False, deleted=False)),
    "footnote": _goes_to("note"),
    "listtext": _goes_to("label"),
    "pntext": _goes_to("label"),
    "fonttbl": _goes_to("fonttbl"),
    "stylesheet": _goes_to("stylesheet"),
    **{name: _goes_to(name) for name in ("info", "title", "author", "creatim", "revtim")},
    **{word: _year(name) for word, name in (("yr", "year"), ("mo", "month"), ("dy", "day"))},
}


def _hints(info: dict[str, str]) -> Hints:
    for moment in ("revtim", "creatim"):
        year, month, day = (int(info.get(f"{moment} {part}", 0)) for part in ("year", "month", "day"))
        if year > 1980 and 1 <= month <= 12 and 1 <= day <= 31:
            stated = f"{year:04}-{month:02}-{day:02}"
            break
    else:
        stated = ""
    return Hints(info.get("title", "").strip() or None, stated or None, info.get("author", "").strip() or None)
