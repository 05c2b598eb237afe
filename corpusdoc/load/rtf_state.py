"""What an RTF file has said so far: text, tables and notes as they grow, and what the end of a group takes back."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpusdoc import lazy_re as re
from corpusdoc.lexicon.likelihood import cost
from corpusdoc.load.content import Piece, with_leader
from corpusdoc.load.forms import Row, in_columns, table_pieces
from corpusdoc.load.text import COMMON, decode

NO_LEVEL = 9
WESTERN = "cp1252"  # what a file is in that does not say it
NO_NUMBER = re.compile("[\0\t\ue000-\uf8ff]")
SPACES = re.compile(r"[\t\n ]+")


@dataclass(frozen=True, slots=True)
class State:
    """What a group's end takes back."""

    place: str = "body"  # body, label, note, silent, fonttbl, stylesheet, info or a property's name
    skip: int = 1  # characters behind \u that stand for it in older readers
    codec: str = WESTERN
    hidden: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Reader:
    """The document, and the state of the group that is being read."""

    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    default: str = WESTERN
    first_font: int = 0  # of text that names none
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    levels: dict[int, int] = field(default_factory=dict)  # of styles
    style: int = 0
    level: int = NO_LEVEL
    in_table: bool = False
    leader: bool = False  # whether tabs are shown as dots
    starred: bool = False
    skipping: int = 0
    raw: bytearray = field(default_factory=bytearray)
    damaged: int = 0  # characters that are no text
    text: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    cell: list[Piece] = field(default_factory=list)  # the paragraphs of the cell that is being written
    cells: list[list[Piece]] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)  # where the cells of the row end, in twips
    rows: list[Row] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Adds characters to whatever is being written."""
        self.flush()
        if self.state.hidden or self.state.deleted:
            return
        if self.state.place == "body":
            self.text.append(text)
        elif self.state.place == "label":
            # The number of a list's paragraph, and a tab; bullets are signs of a font of pictures.
            number = NO_NUMBER.sub("", text)
            self.text.append(number if "".join(self.text).strip() else number.lstrip())
        elif self.state.place == "note":
            self.note.append(text)
        elif self.state.place in ("title", "author"):
            self.info[self.state.place] = self.info.get(self.state.place, "") + text

    def flush(self) -> None:
        """Adds the bytes that are still to be decoded."""
        if self.raw:
            said = _decoded(bytes(self.raw), self.state.codec)
            self.raw.clear()
            if said:
                self.add(said)

    def end_paragraph(self) -> None:
        """Ends a paragraph of whatever is being written."""
        self.flush()
        if self.state.place == "note":
            self.note.append("\n")
        elif self.state.place == "body" and self.in_table:
            self.end_line()
        elif self.state.place == "body":
            self.end_table()
            # A cell that never ended.
            text = " ".join([*(piece.text for piece in self.cell), "".join(self.text)])
            self.cell.clear()
            text = with_leader(text) if self.leader else text
            if self.level < NO_LEVEL:
                self.pieces.append(Piece(SPACES.sub(" ", text), "heading", self.level + 1))
            else:
                self.pieces.append(Piece(text))
            self.text.clear()

    def end_line(self) -> None:
        """Ends a paragraph of a cell."""
        if text := SPACES.sub(" ", "".join(self.text)).strip():
            self.cell.append(whole(Piece(text)))
        self.text.clear()

    def end_cell(self) -> None:
        """Ends a cell."""
        self.flush()
        self.end_line()
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        """Ends a row, whose edges are known by now."""
        self.rows.append((self.cells, tuple(self.edges)))
        self.cells = []

    def end_table(self) -> None:
        """Ends the table, if there is one."""
        if self.rows:
            self.pieces += table_pieces(in_columns(self.rows))
            self.rows.clear()


def _decoded(raw: bytes, codec: str) -> str:
    """The characters of a run; Chinese also where the file says nothing of it, as some programs write it."""
    if codec == WESTERN and not raw.isascii():
        text, _ = decode(raw)
        letters = [character for character in text if not character.isascii()]
        if len(letters) > 1 and cost("".join(letters)) < COMMON * len(letters):
            return text
    return raw.decode(codec, "replace") if codec else ""


def whole(piece: Piece) -> Piece:
    """The piece with its characters beyond the first plane made of their halves."""
    text = piece.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return piece._replace(text=text)
