"""Word's paragraph styles: which of them are headings, which belong to lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.wordml import W, attribute, child_value, number

if TYPE_CHECKING:
    from lxml.etree import _Element

# Outline levels run from 0 (the highest) to 8; 9 is body text.
BODY_LEVEL = 9
HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])", re.IGNORECASE)
TITLE = re.compile(r"title|标题|標題", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|目录|目錄|contents) ?[1-9]|table of figures", re.IGNORECASE)
MAX_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs, its ancestors' word included."""

    level: int = BODY_LEVEL
    list_id: str = "0"  # "0": no list
    depth: int | None = None
    lineage: tuple[str, ...] = ()  # its id and those of the styles that it is based on
    contents: bool = False  # of entries of a table of contents


@dataclass(frozen=True, slots=True)
class Styles:
    """A document's styles by id."""

    elements: Mapping[str, _Element]
    known: dict[str | None, Style] = field(default_factory=dict)

    def style(self, style_id: str | None) -> Style:
        """The style, inherited properties filled in; that of body text for an id that is not there."""
        if style_id not in self.known:
            self.known[style_id] = self._read(style_id)
        return self.known[style_id]

    def _read(self, style_id: str | None) -> Style:
        level: int | None = None
        list_id: str | None = None
        depth: int | None = None
        ancestry = self._ancestry(style_id)
        for element in ancestry:
            level = _level(element) if level is None else level
            list_id = list_id or child_value(element, "pPr/numPr/numId")
            if depth is None and child_value(element, "pPr/numPr/ilvl"):
                depth = number(child_value(element, "pPr/numPr/ilvl"), 0)
        lineage = tuple(attribute(element, "styleId") for element in ancestry)
        contents = any(CONTENTS.fullmatch(child_value(element, "name") or "") for element in ancestry)
        return Style(BODY_LEVEL if level is None else level, list_id or "0", depth, lineage, contents)

    def _ancestry(self, style_id: str | None) -> list[_Element]:
        chain: list[_Element] = []
        while style_id is not None and style_id in self.elements and len(chain) < MAX_ANCESTORS:
            chain.append(self.elements[style_id])
            style_id = child_value(chain[-1], "basedOn")
        return chain


def read_styles(root: _Element) -> Styles:
    """The styles that word/styles.xml defines."""
    return Styles({attribute(element, "styleId"): element for element in root.iterchildren(W + "style")})


def _level(element: _Element) -> int | None:
    stated = child_value(element, "pPr/outlineLvl")
    if stated is not None:
        return number(stated, BODY_LEVEL)
    name = child_value(element, "name") or ""
    if heading := HEADING.fullmatch(name):
        return int(heading[1]) - 1
    return 0 if TITLE.fullmatch(name) else None
