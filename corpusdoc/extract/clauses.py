"""Where clauses begin and end."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from corpusdoc import lazy_re as re

BOUNDARY = ",，;；。:：!！?？()（）[]【】\t\n…"
# 某某(集团)公司 is one name.
_BOUNDARY = re.compile(f"(?P<name>[(（](?:集团|控股|中国|香港|国际|股份)[)）])|[{re.escape(BOUNDARY)}]")
_SO_BELOW = re.compile("[(（](?:以?下[均皆]?同|含税|税前|税后|不含税)[)）]$")
_LONGEST_SO_BELOW = 6
_ITEM = re.compile(
    "(?:^|[,，;；。:：])(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[,，]|[(（][一二三四五六七八九十\\d]{1,2}[)）])"
)
_LED_TO = frozenset(" :：)）")


def clause_starts(text: str) -> list[int]:
    """Where each clause begins."""
    return [0, *_boundaries(text)]


def clause_start(text: str, at: int) -> int:
    """Where the clause begins that holds the character at `at`."""
    behind = _boundaries(text)
    index = bisect_right(behind, at)
    return behind[index - 1] if index else 0


def clause_end(text: str, at: int) -> int:
    """Where the clause ends that begins or goes on at `at`."""
    behind = _boundaries(text)
    index = bisect_right(behind, at)
    return behind[index] - 1 if index < len(behind) else len(text)


@lru_cache(maxsize=16)
def _boundaries(text: str) -> list[int]:
    """Where each mark ends that divides clauses: asked for many times by each figure of a sentence."""
    return [match.end() for match in _BOUNDARY.finditer(text) if match["name"] is None]


def label_end(text: str, start: int) -> int:
    """Where the words end that lead to what begins at `start`: in front of a colon, 线损率:4.12%; 增长(下同)5%."""
    last = text[start - 1] if start else ""
    if last not in _LED_TO:
        return start
    if last in (")", "）"):
        also = _SO_BELOW.search(text, max(0, start - _LONGEST_SO_BELOW), start)
        return also.start() if also else start
    at = start - 1 if last == " " else start
    return at - 1 if at > 1 and text[at - 1] in ":：" else start


def in_closed_brackets(text: str, inner: int, at: int) -> bool:
    """Whether brackets that hold what ends at `inner` are closed before `at`."""
    between = text[inner:at]
    if ")" not in between and "）" not in between:
        return False
    return between.count(")") + between.count("）") > between.count("(") + between.count("（")


def of_another_item(text: str, inner: int, at: int) -> bool:
    """Whether what ends at `inner` stands in one item, and `at` in a later one: 一是…计划…;二是…."""
    items = _items(text)
    return bool(items) and items[0] < inner and bisect_right(items, inner - 1) < bisect_right(items, at)


@lru_cache(maxsize=4)
def _items(text: str) -> list[int]:
    """Where each item of a sentence begins."""
    return [match.start() for match in _ITEM.finditer(text)]
