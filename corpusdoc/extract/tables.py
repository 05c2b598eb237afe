"""Figures in tables: a number's row and column name it, and say its unit and its year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpusdoc.extract.moments import Anchor
from corpusdoc.extract.quantities import find_quantities
from corpusdoc.extract.times import read_times
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Quantity, Segmentation, Span

_CELL = re.compile(r"[^\t]+")
_NUMBER = re.compile(r"[-−]?[\d,]{1,20}(?:\.\d{1,6})?[ ]?[%‰]?")
_BRACKETS = re.compile(r"[(（](?P<unit>[^()（）]{1,12})[)）]")
_CAPTION = re.compile(r"单位[:：][ ]?(?P<unit>[^\s,，;；。()（）]{1,10})")
# A caption stands right above its table.
_CAPTION_PASSAGES = 2


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A cell that holds a figure; its span is in the document."""

    span: Span
    indicator: str
    quantity: Quantity
    kind: str  # of the unit's symbol: "percent" or ""
    period: str | None  # EDTF, from the row's or column's heading


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    text: str

    @property
    def name(self) -> str:
        """The heading without its unit."""
        return _BRACKETS.sub("", self.text).strip()


def table_figures(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> dict[int, list[TableFigure]]:
    """The figures of the rows of tables that have headings, by sentence; these rows are read in no other way."""
    rows: dict[int, list[int]] = defaultdict(list)
    for index, sentence in enumerate(segmentation.sentences):
        around = segmentation.passages[sentence.passage]
        if around.kind == "table" and not around.noise:
            rows[sentence.passage].append(index)
    found: dict[int, list[TableFigure]] = {}
    for passage, sentences in rows.items():
        heads = _cells(document, segmentation.sentences[sentences[0]].span)
        if len(sentences) < 2 or len(heads) < 2 or any(_is_number(head.text) for head in heads[1:]):
            continue
        caption = _caption(document, segmentation, passage)
        for index in sentences:
            cells = _cells(document, segmentation.sentences[index].span)
            found[index] = [] if index == sentences[0] else list(_figures(cells, heads, caption, lexicon))
    return found


def _figures(cells: list[_Cell], heads: list[_Cell], caption: str, lexicon: Lexicon) -> Iterator[TableFigure]:
    label = cells[0] if cells and not _is_number(cells[0].text) else None
    # Cells that are merged or empty would put numbers under the wrong heading.
    if label is None or len(cells) != len(heads):
        return
    for cell, head in zip(cells[1:], heads[1:], strict=True):
        if not _is_number(cell.text):
            continue
        units = [match["unit"] for text in (head.text, label.text) if (match := _BRACKETS.search(text))]
        quantity = _quantity(cell.text, [*units, caption], lexicon)
        if quantity is None:
            continue
        year, row_year = _period(head.text, lexicon), _period(label.text, lexicon)
        names = [name.name for name, dated in ((label, row_year), (head, year)) if not dated and name.name]
        if names:
            kind = "percent" if quantity.unit == "%" else ""
            yield TableFigure(cell.span, "".join(names), quantity, kind, year or row_year)


def _quantity(cell: str, units: list[str], lexicon: Lexicon) -> Quantity | None:
    """The figure with the first unit that makes one of it."""
    for unit in ("", *units):
        found = find_quantities(f"{cell}{unit}", lexicon)
        if len(found) == 1 and len(found[0][0]) == len(f"{cell}{unit}") and found[0][1].unit:
            return found[0][1]
    return None


def _period(heading: str, lexicon: Lexicon) -> str | None:
    times, _ = read_times(heading, Anchor(today=None), lexicon)
    return next((time.edtf for time in times if time.explicit), None)


def _caption(document: Document, segmentation: Segmentation, passage: int) -> str:
    """The unit that the passages right above a table state for all of it; "" if they state none."""
    above = segmentation.passages[max(0, passage - _CAPTION_PASSAGES) : passage]
    matches = (_CAPTION.search(each.span.of(document.text)) for each in reversed(above))
    return next((match["unit"] for match in matches if match), "")


def _cells(document: Document, row: Span) -> list[_Cell]:
    return [_Cell(_trimmed(match, row.start), match.group().strip()) for match in _CELL.finditer(row.of(document.text))]


def _trimmed(match: re.Match[str], offset: int) -> Span:
    text = match.group()
    start = offset + match.start() + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None
