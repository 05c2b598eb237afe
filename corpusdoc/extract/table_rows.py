"""Tables in text: rows of cells, the headings above them, the unit that a caption states for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.model import Document, Segmentation, Span

_NUMBER = re.compile(
    r"[<>≤≥-]?[−+]?\d[\d,]{0,20}(?:\.\d{1,6})?[ ]?[^\s\d年月日季号第、.:：()（）]{0,6}"
    r"|[(（]\d[\d,]{0,20}(?:\.\d{1,6})?[ ]?%?[)）]"  # negative, as accounts write it
)
YEAR = re.compile(r"(?:19|20)\d\d")
_RULE = re.compile(r"[-:= ]{2,20}")  # |---|:--:| under the headings
_CAPTION = re.compile(
    # 194个单位为文明窗口 tells of no unit.
    r"单位[ ]?(?:[:：]|均?为(?=[人民币港新台美]{0,3}[百千万亿]{0,2}[元吨户件]))[ ]?(?P<unit>[^\s,，;；。()（）]{1,10})"
    r"|以(?P<unit2>[^\s,，;；。()（）]{0,6}[百千万亿元]{1,3})(?:列示|列报|呈列|为单位|计)"
    r"|^[(（]?(?P<unit3>(?:人民币|港币|新台币)?[百千万亿]{0,2}[港美]?元)[)）]?$"
)
# 分县业务量(万件): where no line says 单位.
_TITLED = re.compile(r"[(（](?P<unit>[百千万亿]{0,2}[\u4e00-\u9fff]{1,4})[)）]$")
# What a table is of, by its number or by how it ends: 注释4.应收账款; 应收账款明细列示如下:
_NAMED = re.compile(
    r"(?P<number>(?:(?:附?注释?|表)?[ ]?[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）]?[、.．:： ]{0,2}){0,2})"
    r"(?P<name>[\u4e00-\u9fff“”、]{2,16}?)"
    r"(?P<end>(?:的?(?:明细|构成|分类|账龄|帐龄|变动|增减))?(?:项目)?(?:[及和]金额)?(?:情况)?(?:[(（]续[)）])?(?:一览)?(?:表|(?:列示)?如下)?[(（]?续?[)）]?)[:：]?"
)
_TICKED = re.compile("[□☐√☑✓][ ]?不?适用")  # of a form
_NO_NAME = re.compile(
    "明细|情况|如下|构成|指标|数据|经营|完成|基本|工作|总体|有关|相关|汇总|统计|对比|比较|^(?:加强|推进|深化|提升|提高|狠抓|坚持|强化|落实"
    "|开展|做好|抓好|完善|健全|优化|积极|全面|努力)"
)
# A caption stands right above its table.
_CAPTION_PASSAGES = 3
_MOST_CELLS = 40
_MOST_HEADS = 6
_HEADING = re.compile(r"项目|指标|科目|20\d\d年?[度末]?|[本上]年(?:累计|同期|实际|发生|金)?[数额]?|[期年][初末][数额]?")
_NIL = re.compile(r"[-—－–]{1,4}")  # a cell that says there is none
# Columns of typed text, set apart by blanks; without tabs and bars, a row has three or more.
_BLANKS = re.compile("[ \u3000\xa0]{2,}")
_TYPED = re.compile("[ \u3000\xa0](?<=\\S.)[ \u3000\xa0]{1,40}[^\\s。]{1,20}[ \u3000\xa0]{2,40}[-(（]?\\d")
_LONGEST_TYPED, _TYPED_CELLS = 200, 3
# A page may break a table; more words than these between its parts begin another one.
_LONGEST_BREAK = 20
_LONGEST_ROW = 600


class Cell(NamedTuple):
    """What stands in a table's field, without blanks around it. Sheets have a million, so it is no record."""

    start: int  # in the document
    text: str

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence that is a table's row."""

    sentence: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with headings above them."""

    heads: list[Row]
    body: list[Row]
    caption: str  # the unit stated above it for all of it; "" if none is
    title: str = ""  # the line above it that says what it is of: 应收账款


def find_tables(document: Document, segmentation: Segmentation) -> Iterator[Table]:
    """The tables that have headings, in order. Text without structure has tables, too: rows of equal width."""
    if "\t" not in document.text and "|" not in document.text and not _TYPED.search(document.text):
        return
    last: Table | None = None
    before: list[Row] = []
    for run in _runs(document, segmentation):
        # The unit above a frame is that of all its tables, and of the next frame where only a page's end is between.
        above = _lines_above(document, segmentation, run[0].sentence)
        framed = _caption(above)
        if last and not framed and _is_near(document, segmentation, last, run[0]):
            framed = last.caption
        for part in _parts(run):
            rows = _under(before, part)
            heads, before = _heads(rows), part
            if heads and len(rows) > heads:
                first = rows[0].sentence == run[0].sentence
                lines = above if first else _lines_above(document, segmentation, rows[0].sentence)
                framed = _caption(lines) or framed
                width = len(rows[0].cells)
                named = [row for row in rows[:heads] if len(row.cells) == width]
                last = Table(named, rows[heads:], framed, _title(lines))
                yield last
            elif last and not heads and _goes_on(document, segmentation, last, rows[0]):
                last = replace(last, body=rows)
                yield last


def _parts(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows cut where another table begins in the same frame: at headings below figures, or at the title above them."""
    start, figures = 0, False
    for at, row in enumerate(rows):
        if any(_is_value(cell.text) for cell in row.cells):
            figures = True
        elif figures and _filled(row) > 1:
            above = rows[at - 1].cells[0].text if _filled(rows[at - 1]) == 1 else ""
            titled = above != "" and not _is_value(above)
            if titled or any(_HEADING.fullmatch(cell.text) for cell in row.cells):
                yield rows[start : at - titled]
                start, figures = at - titled, False
    yield rows[start:]


def _filled(row: Row) -> int:
    return sum(bool(cell.text) for cell in row.cells)


def _under(before: list[Row], rows: list[Row]) -> list[Row]:
    """Rows with the one above that heads them, but lost the empty cell over their labels: 本期, 上期, 增减."""
    head = before[0] if len(before) == 1 and before[0].sentence + 1 == rows[0].sentence else None
    if head is None or _heads(rows) or any(_is_value(cell.text) for cell in head.cells):
        return rows
    cells = head.cells if not head.cells[0].text else [Cell(head.cells[0].start, ""), *head.cells]
    return [Row(head.sentence, cells), *rows] if len(cells) == len(rows[0].cells) else rows


def _goes_on(document: Document, segmentation: Segmentation, table: Table, row: Row) -> bool:
    """Whether a row without headings above it is of the table before, which a page has broken."""
    return len(row.cells) == len(table.heads[0].cells) and _is_near(document, segmentation, table, row)


def _is_near(document: Document, segmentation: Segmentation, table: Table, row: Row) -> bool:
    first, behind = (segmentation.sentences[each.sentence].passage for each in (table.body[-1], row))
    between = (passage.span for passage in segmentation.passages[first + 1 : behind] if not passage.noise)
    return sum(len(span.of(document.text).strip()) for span in between) <= _LONGEST_BREAK


def is_number(text: str) -> bool:
    """Whether a cell holds a figure, with its unit or without."""
    return _NUMBER.fullmatch(text) is not None


def states_unit(text: str) -> bool:
    """Whether a line is the caption between a table and what leads over to it: 单位:万元."""
    return _CAPTION.search(text) is not None


def _runs(document: Document, segmentation: Segmentation) -> Iterator[list[Row]]:
    """Rows one after another: those of a passage that the source says is a table, else those of equal width."""
    rows: list[Row] = []
    last, around = -1, -1
    for index, sentence in enumerate(segmentation.sentences):
        passage = segmentation.passages[sentence.passage]
        cells = [] if passage.noise else _cells(document.text, sentence.span)
        stated = passage.kind == "table"
        if cells and (all(_RULE.fullmatch(cell.text) for cell in cells) or (stated and len(cells) < 2)):
            last = index
            continue
        alike = sentence.passage == around if stated else bool(rows) and len(cells) == len(rows[0].cells)
        if rows and not (last == index - 1 and alike):
            yield rows
            rows = []
        if len(cells) >= 2:
            rows.append(Row(index, cells))
        last, around = index, sentence.passage
    if rows:
        yield rows


def _heads(rows: list[Row]) -> int:
    """How many rows from the top are headings: a title alone, one without figures, those that say more of its merged
    cells, and what stands between such two.
    """
    found, titled = 0, True
    for count, row in enumerate(rows[:_MOST_HEADS]):
        if any(_is_value(cell.text) for cell in row.cells[1:]):
            break
        if titled or not row.cells[0].text:
            found = count + 1
        elif rows[0].cells[0].text and len(row.cells) == len(rows[0].cells):
            break
        titled = titled and _filled(row) < 2
    return found if len(rows[max(0, found - 1)].cells) == len(rows[0].cells) else min(found, 1)


def _is_value(cell: str) -> bool:
    return (is_number(cell) and not YEAR.fullmatch(cell)) or _NIL.fullmatch(cell) is not None


def _lines_above(document: Document, segmentation: Segmentation, row: int) -> list[str]:
    """The lines right above the table that begins with a sentence, the nearest one first."""
    sentence = segmentation.sentences[row]
    first = segmentation.passages[max(0, sentence.passage - _CAPTION_PASSAGES)].span.start
    above = document.text[first : sentence.span.start].split("\n")
    return [line.strip() for line in reversed(above) if line.strip()][:_CAPTION_PASSAGES]


def _caption(lines: Sequence[str]) -> str:
    """The unit that one of the lines above a table states."""
    said = next((match for line in lines if (match := _CAPTION.search(line))), None)
    if said:
        return str(next(filter(None, said.groups())))
    titled = _TITLED.search(lines[0]) if lines else None
    return titled["unit"] if titled else ""


def _title(lines: Sequence[str]) -> str:
    """What the line above a table, or above its caption, says that it is of."""
    return what_it_is_of(next((line for line in lines if not (states_unit(line) or _TICKED.search(line))), ""))


def what_it_is_of(line: str) -> str:
    """The thing that a numbered line, or one that ends as titles of tables do, is about; "" for any other."""
    named = _NAMED.fullmatch(line)
    return named["name"] if named and (named["number"] or named["end"]) and not _NO_NAME.search(named["name"]) else ""


def _cells(text: str, row: Span) -> list[Cell]:
    """The cells of a row that tabs, bars or blanks divide; [] for a text that is none."""
    start, end = row.start, row.end
    near = text[max(0, start - 1) : end + 1]
    if ("\t" not in near and "|" not in near) or end - start > _LONGEST_ROW:
        return _typed_cells(text, row)
    # Empty cells at its ends are no part of a sentence.
    while text[start - 1 : start] == "\t":
        start -= 1
    while text[end : end + 1] == "\t":
        end += 1
    line = text[start:end]
    mark = "\t" if "\t" in line else "|"
    if mark not in line:
        return []
    if mark == "|":
        # Bars around a row divide nothing; behind the first, an empty cell may head the column of labels.
        start, end = end - len(line.lstrip().removeprefix("|")), start + len(line.rstrip().removesuffix("|"))
    found: list[Cell] = []
    for piece in text[start:end].split(mark):
        inner = piece.strip()
        begin = start + len(piece) - len(piece.lstrip())
        found.append(Cell(begin, inner))
        start += len(piece) + 1
    return found if len(found) <= _MOST_CELLS else []


def _typed_cells(text: str, row: Span) -> list[Cell]:
    line = row.of(text)
    if len(line) > _LONGEST_TYPED or "。" in line:
        return []
    gaps = list(_BLANKS.finditer(line.rstrip()))
    if len(gaps) + 1 < _TYPED_CELLS:
        return []
    starts, ends = [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(line.rstrip())]
    return [Cell(row.start + start, line[start:end]) for start, end in zip(starts, ends, strict=True)]
