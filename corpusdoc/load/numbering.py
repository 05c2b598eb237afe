"""Word's automatic numbers as text: the 一、（一）1. that stand in no paragraph's characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.styles import Style
from corpusdoc.load.wordml import W, attribute, child, child_value, number

if TYPE_CHECKING:
    from lxml.etree import _Element

PLACE = re.compile(r"%([1-9])")
DIGITS = "〇一二三四五六七八九"
ROMAN = tuple(zip((100, 90, 50, 40, 10, 9, 5, 4, 1), ("C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True))
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
POSITIONAL = str.maketrans("0123456789", DIGITS)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks, where it starts and what makes it start again."""

    style: str = "decimal"
    template: str = ""
    start: int = 1
    restarts_after: int = 9  # at any level above, or at the first so many only; 0: it counts on
    legal: bool = False  # 1.1 below 一、
    paragraphs: str = ""  # the paragraph style that is numbered at this level


@dataclass(slots=True)
class Numbering:
    """A document's lists, and how far each has counted: labels are to be asked for in the order of the text."""

    lists: Mapping[str, Mapping[int, Level]]  # by numId; numIds of one abstract list count on together
    abstract: Mapping[str, str]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def depth(self, list_id: str, style: Style) -> int:
        """How deep in a list paragraphs of a style stand: as it says, or as the level that names it does."""
        if style.depth is not None:
            return style.depth
        named = {level.paragraphs: at for at, level in self.lists.get(list_id, {}).items()}
        return next((named[name] for name in style.lineage if name in named), 0)

    def label(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of a list at a depth (0 the outermost); "" for bullets and no list."""
        levels = self.lists.get(list_id, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(self.abstract[list_id], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [at for at in counts if at > depth and levels.get(at, NO_LEVEL).restarts_after > depth]:
            del counts[deeper]
        if levels[depth].style in ("bullet", "none"):
            return ""

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at, NO_LEVEL)
            legal = levels[depth].legal and level.style != "decimalZero"
            return render(counts.get(at, level.start), "decimal" if legal else level.style)

        return PLACE.sub(place, levels[depth].template)


NO_LEVEL = Level()


def read_numbering(root: _Element) -> Numbering:
    """The lists that word/numbering.xml defines."""
    definitions: dict[str, Mapping[int, Level]] = {}
    named: dict[str, str] = {}  # definitions by the list style that they are
    links: dict[str, str] = {}  # definitions that are those of a list style
    for element in root.iterchildren(W + "abstractNum"):
        definition = attribute(element, "abstractNumId")
        stated = element.iterchildren(W + "lvl")
        definitions[definition] = {number(attribute(level, "ilvl"), 0): _level(level) for level in stated}
        if own := child_value(element, "styleLink"):
            named[own] = definition
        if other := child_value(element, "numStyleLink"):
            links[definition] = other
    lists: dict[str, Mapping[int, Level]] = {}
    abstract: dict[str, str] = {}
    for element in root.iterchildren(W + "num"):
        list_id, definition = attribute(element, "numId"), child_value(element, "abstractNumId") or ""
        definition = named.get(links.get(definition, ""), definition)
        levels = definitions.get(definition, {})
        lists[list_id] = {**levels, **_overrides(element, levels)}
        # A list that states a start of its own counts for itself.
        restarts = any(child(override, "startOverride") is not None for override in _all_overrides(element))
        abstract[list_id] = f"restarted {list_id}" if restarts else definition
    return Numbering(lists, abstract)


def _level(element: _Element) -> Level:
    stated = {each.tag: each.get(W + "val") for each in element}
    return Level(
        stated.get(W + "numFmt") or "decimal",
        stated.get(W + "lvlText") or "",
        # ISO/IEC 29500-1, 17.9.25.
        number(stated.get(W + "start"), 0),
        number(stated.get(W + "lvlRestart"), 9),
        W + "isLgl" in stated and stated[W + "isLgl"] not in ("0", "false"),
        stated.get(W + "pStyle") or "",
    )


def _all_overrides(element: _Element) -> Iterator[_Element]:
    return element.iterchildren(W + "lvlOverride")


def _overrides(element: _Element, levels: Mapping[int, Level]) -> dict[int, Level]:
    overrides = {}
    for override in _all_overrides(element):
        depth = number(attribute(override, "ilvl"), 0)
        replaced = child(override, "lvl")
        level = _level(replaced) if replaced is not None else levels.get(depth, NO_LEVEL)
        start = number(child_value(override, "startOverride"), level.start)
        overrides[depth] = replace(level, start=start)
    return overrides


def render(value: int, style: str) -> str:
    """A list number as Word's number format `style` shows it: 3 is 三, III, c or ③."""
    return _shown_as(style)(value)


@cache
def _shown_as(style: str) -> Callable[[int], str]:
    return next((show for name, show in STYLES if name.fullmatch(style)), str)


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
    (re.compile(r"chineseLegal\w*"), lambda value: chinese(value).translate(LEGAL)),
    (re.compile(r"\w*Digital\w*"), lambda value: str(value).translate(POSITIONAL)),
    (re.compile(r"(?:chinese|taiwanese|japanese)\w*"), chinese),
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
