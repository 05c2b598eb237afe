"""Word's automatic numbers as text: the 一、（一）1. that stand in no paragraph's characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpusdoc.load.wordml import W, attribute, child_value, number

if TYPE_CHECKING:
    from lxml.etree import _Element

PLACE = re.compile(r"%([1-9])")
DIGITS = "〇一二三四五六七八九"
ROMAN = tuple(zip((100, 90, 50, 40, 10, 9, 5, 4, 1), ("C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True))
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks and where it starts."""

    style: str = "decimal"
    template: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """A document's lists, and how far each has counted: labels are to be asked for in the order of the text."""

    lists: Mapping[str, Mapping[int, Level]]  # by numId; numIds of one abstract list count on together
    abstract: Mapping[str, str]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of a list at a depth (0 the outermost); "" for bullets and no list."""
        levels = self.lists.get(list_id, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(self.abstract[list_id], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if levels[depth].style in ("bullet", "none"):
            return ""

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at, Level())
            return render(counts.get(at, level.start), level.style)

        return PLACE.sub(place, levels[depth].template)


def read_numbering(root: _Element) -> Numbering:
    """The lists that word/numbering.xml defines."""
    definitions = {
        attribute(element, "abstractNumId"): {
            number(attribute(level, "ilvl"), 0): _level(level) for level in element.iterchildren(W + "lvl")
        }
        for element in root.iterchildren(W + "abstractNum")
    }
    lists: dict[str, Mapping[int, Level]] = {}
    abstract: dict[str, str] = {}
    for element in root.iterchildren(W + "num"):
        list_id, definition = attribute(element, "numId"), child_value(element, "abstractNumId") or ""
        levels = definitions.get(definition, {})
        lists[list_id] = levels | _overrides(element, levels)
        # A list that states a start of its own counts for itself.
        restarts = element.find(f"{W}lvlOverride/{W}startOverride") is not None
        abstract[list_id] = f"restarted {list_id}" if restarts else definition
    return Numbering(lists, abstract)


def _level(element: _Element) -> Level:
    return Level(
        child_value(element, "numFmt") or "decimal",
        child_value(element, "lvlText") or "",
        number(child_value(element, "start"), 1),
    )


def _overrides(element: _Element, levels: Mapping[int, Level]) -> dict[int, Level]:
    overrides = {}
    for override in element.iterchildren(W + "lvlOverride"):
        depth = number(attribute(override, "ilvl"), 0)
        replaced = override.find(W + "lvl")
        level = _level(replaced) if replaced is not None else levels.get(depth, Level())
        start = child_value(override, "startOverride")
        overrides[depth] = Level(level.style, level.template, number(start, level.start))
    return overrides


def render(value: int, style: str) -> str:
    """A list number as Word's number format `style` shows it: 3 is 三, III, c or ③."""
    return next((show(value) for name, show in STYLES if name.fullmatch(style)), str(value))


def chinese(value: int) -> str:
    """1 to 99 as counted: 十二, 二十; other numbers in figures."""
    if not 1 <= value <= 99:
        return str(value)
    tens, ones = divmod(value, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def roman(value: int) -> str:
    """1 to 399 in Roman numerals; other numbers in figures."""
    if not 1 <= value < 400:
        return str(value)
    numeral = ""
    for worth, letters in ROMAN:
        times, value = divmod(value, worth)
        numeral += letters * times
    return numeral


def letters(value: int) -> str:
    """1 is A, 26 is Z, 27 is AA, 28 is BB, as Word counts."""
    return chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, 8)


# Word's names for number formats (ISO/IEC 29500-1, 17.18.59), the first that fits; other ones are shown in figures.
STYLES: tuple[tuple[re.Pattern[str], Callable[[int], str]], ...] = (
    (re.compile(r"(?:chinese|taiwanese|japanese|ideographDigital)\w*"), chinese),
    (re.compile("ideographTraditional"), lambda value: STEMS[(value - 1) % 10]),
    (re.compile("ideographZodiac"), lambda value: BRANCHES[(value - 1) % 12]),
    (re.compile(r"decimalEnclosedCircle\w*"), lambda value: CIRCLED[value - 1] if 1 <= value <= 20 else str(value)),
    (re.compile(r"decimalFullWidth\w*"), lambda value: str(value).translate(FULL_WIDTH)),
    (re.compile("decimalZero"), lambda value: f"{value:02}"),
    (re.compile("upperLetter"), letters),
    (re.compile("lowerLetter"), lambda value: letters(value).lower()),
    (re.compile("upperRoman"), roman),
    (re.compile("lowerRoman"), lambda value: roman(value).lower()),
)
