"""Figures in tables: a number's row and column name it, and say its unit and its year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpusdoc import lazy_re as re
from corpusdoc.extract.columns import Column, implied_unit, period_within, read_columns, read_label, whole_quantity
from corpusdoc.extract.points import Anchor
from corpusdoc.extract.table_rows import YEAR, Cell, Row, Table, find_tables, is_number
from corpusdoc.extract.text_years import counts_from_1911
from corpusdoc.extract.vocabulary import HAN, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Change, Document, Quantity, Segmentation, Span

_MOVED = re.compile(
    r"(?:(?P<up>提[高升]|上升|增[长加]?)|(?P<down>下降|降低|减少|缩短|[减降]))[ ]?(?P<rest>\d[^,，;；。]{0,16})"
)
_NEGATIVE = re.compile(r"[(（](?P<figure>[^()（）]+)[)）]")
_FRACTION = re.compile(r"[-(（]?0?\.\d+[)）]?")
_CURRENCY = re.compile("新台币|台币|港币|港元|人民币|美元|澳门币|RMB|CNY|HKD|USD|(?:HK|US|NT)?[$]|[￥¥€£]")
_NOTE = re.compile(r"(?:附注|注释?)?[一二三四五六七八九十]{1,3}[、.．(（]?\d{0,2}[)）]?")  # 五.20
_LONGEST_UNIT = 6
_WORDS = re.compile(f"[{HAN}]{{2,6}}")
_NAMED = 3  # cells of a row: its number, its name, and a figure
_FIRST_ROWS = 8
_DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
# What is certain to be measured, if nobody says in what.
_MEASURED = re.compile("(?:[量额值数费款息债本润益]|收入|支出|利润|资产|负债|成本|价格|收益|权益)(?:总[计额])?$")
_BARE = re.compile(r"[-+]?[\d.,]{1,40}")


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A cell that holds a figure; its span is in the document."""

    span: Span
    indicator: str
    quantity: Quantity
    kind: str  # of the unit's symbol: "percent" or ""
    period: str | None  # EDTF, from the row's or column's heading
    change: Change | None = None  # of columns such as 同比(%)
    target: bool = False
    part: str = ""  # of the table's year: 第一季度, 5月
    earlier: bool = False  # of the year before that of the table
    dated: bool = True  # whether a figure without a period is of the table's


def _heads(table: Table, lexicon: Lexicon) -> list[list[str]]:
    """The rows of headings; 增减 as 增减(%) where its cells say so."""
    heads = [[cell.text for cell in row.cells] for row in table.heads]
    for at, head in enumerate(heads[-1]):
        if head in surfaces(lexicon, "columns", "difference"):
            cells = [row.cells[at].text for row in table.body if at < len(row.cells) and row.cells[at].text]
            if cells and all(cell.endswith("%") for cell in cells):
                heads[-1][at] += "(%)"
    return heads


def table_figures(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> dict[int, list[TableFigure]]:
    """The figures of the rows of tables that have headings, by sentence; these rows are read in no other way."""
    found: dict[int, list[TableFigure]] = {}
    anchor: Anchor | None = None
    for each in find_tables(document, segmentation):
        table = _without_numbering(each, lexicon)
        anchor = anchor or Anchor(today=None, republic=counts_from_1911(document.text))
        columns = read_columns(_heads(table, lexicon), anchor, lexicon)
        # Of growth by columns of years the last year is the one that grew.
        latest = max((column.period for column in columns if column.period), default=None)
        dated = [replace(c, period=latest) if c.change and not c.period else c for c in columns]
        # Columns that say the same are of different years, but who knows which.
        alike = Counter(
            (c.name, c.unit, c.period, c.part, c.change, c.earlier)
            for at, c in enumerate(dated, 1)
            if not (c.label or c.number) and _has_figures(table, at)
        )
        dated = [replace(c, dated=alike[c.name, c.unit, c.period, c.part, c.change, c.earlier] < 2) for c in dated]
        found.update((row.sentence, []) for row in table.heads)
        found.update((row.sentence, list(_figures(row, table, dated, anchor, lexicon))) for row in table.body)
    return found


def _without_numbering(table: Table, lexicon: Lexicon) -> Table:
    """The table without a first column that only numbers its rows; the next one names them: 序号, 单位, 人数."""
    if table.heads[0].cells[0].text not in surfaces(lexicon, "columns", "number") or len(table.heads[0].cells) < _NAMED:
        return table
    return replace(
        table, heads=[_unnumbered(row) for row in table.heads], body=[_unnumbered(row) for row in table.body]
    )


def _unnumbered(row: Row) -> Row:
    """A row without its first cell, unless that names it: 合计."""
    first, second = row.cells[0], row.cells[1]
    names = second if second.text or is_number(first.text) else first
    return Row(row.sentence, [names, *row.cells[2:]])


def _has_figures(table: Table, at: int) -> bool:
    """Whether a column holds figures and not units or words, as its first rows tell."""
    return any(is_number(row.cells[at].text) for row in table.body[:_FIRST_ROWS] if at < len(row.cells))


def figure_period(figure: TableFigure, around: str | None, lexicon: Lexicon) -> str | None:
    """The period of a figure in a table whose own period is `around`; EDTF."""
    if figure.period or not figure.dated:
        return figure.period
    if figure.part:
        return period_within(figure.part, around, lexicon)
    if around and figure.earlier:
        return re.sub(r"\d{4}", lambda year: str(int(year.group()) - 1), around)
    return around


def _is_label(text: str, lexicon: Lexicon) -> bool:
    return _WORDS.fullmatch(text) is not None and whole_quantity(f"1{text}", lexicon) is None


def _figures(row: Row, table: Table, columns: list[Column], anchor: Anchor, lexicon: Lexicon) -> Iterator[TableFigure]:
    cells = row.cells
    if len(cells) == len(columns) + 2 and _NOTE.fullmatch(cells[1].text):
        cells = [cells[0], *cells[2:]]  # a reference that has no column above it
    elif len(cells) == len(columns) and columns[0].number:
        cells = [cells[0], Cell(cells[1].start, ""), *cells[1:]]  # no reference
    # A row of another width would put numbers under the wrong heading.
    if (is_number(cells[0].text) and not YEAR.fullmatch(cells[0].text)) or len(cells) != len(columns) + 1:
        return
    label = read_label(cells[0].text, anchor, lexicon)
    unit, about = label.unit, ""
    for cell, column in zip(cells[1:], columns, strict=True):
        moved = _MOVED.fullmatch(cell.text)
        if not moved and not is_number(cell.text):
            # 彩电, 内销: two columns of labels below one heading.
            further = column is columns[0] and column.name == "" and _is_label(cell.text, lexicon)
            if (column.label and cell.text) or further:
                label = read_label(cells[0].text * further + cell.text, anchor, lexicon)
                unit = label.unit
            elif column.name == "" and not column.unit and len(cell.text) <= _LONGEST_UNIT:
                # A column of units: 指标, 单位, 数值.
                unit = cell.text
            continue
        if column.number:
            continue
        # The growth in a later column is the growth of what stands before it.
        about = about if column.change or moved else column.name
        name = label.name + about or label.text
        # A sum, or what is left, is of what the table is of; so is what stands below 期末数 alone.
        if (label.general or not (label.name or about)) and table.title not in name:
            name = table.title + name
        implied = "" if column.unit or unit else implied_unit(name, lexicon)
        # A rate below 1 without its unit may be a fraction as well as a percentage.
        if implied == "%" and _FRACTION.fullmatch(cell.text):
            continue
        units = [column.unit] if column.change else [column.unit, unit, implied or table.caption]
        quantity = _quantity(moved["rest"] if moved else cell.text, units, lexicon)
        if quantity is None and not any(units) and _MEASURED.search(name):
            quantity = _bare_quantity(cell.text)
        if quantity and name:
            quantity = replace(quantity, value=-quantity.value) if moved and moved["down"] else quantity
            yield TableFigure(
                span=cell.span,
                indicator=name,
                quantity=quantity,
                kind="percent" if quantity.unit == "%" else "",
                period=column.period or label.period,
                change=column.change or label.change or (("growth" if moved["up"] else "decline") if moved else None),
                target=column.target or label.target,
                part=column.part or label.part,
                earlier=column.earlier or label.earlier,
                dated=column.dated,
            )


def _bare_quantity(cell: str) -> Quantity | None:
    """The figure of a cell whose unit no heading and no caption tells."""
    negative = _NEGATIVE.fullmatch(cell)
    text = (f"-{negative['figure']}" if negative else cell).replace(",", "")
    return Quantity(Decimal(text), "") if _DECIMAL.fullmatch(text) else None


def _quantity(cell: str, units: Iterable[str], lexicon: Lexicon) -> Quantity | None:
    """The figure with the first unit that makes one of it; 新台币亿元 stands on both sides of its number."""
    negative = _NEGATIVE.fullmatch(cell)
    cell = f"-{negative['figure']}" if negative else cell
    # Most cells are bare numbers, which say no unit themselves; sheets have a million of them.
    own = () if _BARE.fullmatch(cell) else ("",)
    for unit in dict.fromkeys((*own, *filter(None, units))):
        currency = _CURRENCY.match(unit)
        split = (currency.group(), unit[currency.end() :]) if currency else ("", unit)
        for text in dict.fromkeys((f"{cell}{unit}", f"{split[0]}{cell}{split[1]}")):
            quantity = whole_quantity(text, lexicon)
            if quantity and quantity.unit:
                return quantity
    return None
