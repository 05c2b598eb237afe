"""Charts of slides and documents as the tables that they draw: a row for each category, a column for each series."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Piece
from corpusdoc.load.number_format import show
from corpusdoc.load.package import Package, parse_xml, related

if TYPE_CHECKING:
    from lxml.etree import _Element

CHART = re.compile(r"(?:ppt|word)/charts/chart\d{0,5}\.xml")
SPACES = re.compile(r"\s+")
MAX_POINTS = 2_000  # of a series; more is a drawing


def chart_pieces(package: Package, part: str, page: int | None = None) -> Iterator[Piece]:
    """The charts that a part refers to: what each is called, and its table. Raises ReadingError."""
    if not (known := set(filter(CHART.fullmatch, package.names))):
        return
    for name in related(package, part).values():
        if name in known:
            chart = parse_xml(package.part(name), name)
            title = next(chart.iterfind("{*}chart/{*}title"), None)
            yield Piece(_said(title, "t"), "paragraph", 0, page)
            yield Piece("\n".join(_rows(chart)), "table", 0, page)


def _rows(chart: _Element) -> Iterator[str]:
    series = list(chart.iter("{*}ser"))
    categories = next((found for each in series if (found := _points(each.find("{*}cat")))), {})
    values = [_points(each.find("{*}val")) for each in series]
    if any(values):
        yield "\t".join(["", *(_said(each.find("{*}tx"), "v") for each in series)])
    for at in sorted({at for found in values for at in found}):
        yield "\t".join([categories.get(at, str(at + 1)), *(found.get(at, "") for found in values)])


def _points(parent: _Element | None) -> dict[int, str]:
    """What a chart remembers of its sheet, by number, as it shows it."""
    found: dict[int, str] = {}
    for cache in parent.iter("{*}numCache", "{*}strCache", "{*}numLit", "{*}strLit") if parent is not None else ():
        code = cache.findtext("{*}formatCode")
        for point in cache.iterchildren("{*}pt"):
            number, value = point.get("idx") or "", SPACES.sub(" ", point.findtext("{*}v") or "").strip()
            if value and number.isdecimal() and len(number) < 6 and len(found) < MAX_POINTS:
                found[int(number)] = show(value, code) if code else value
    return found


def _said(parent: _Element | None, name: str) -> str:
    texts = parent.iter("{*}" + name) if parent is not None else ()
    return SPACES.sub(" ", "".join(text.text or "" for text in texts)).strip()
