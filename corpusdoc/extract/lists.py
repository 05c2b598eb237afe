"""Figures in a row that share their words: 甲、乙、丙分别达到1户、2户和3户."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpusdoc.extract.figures import Figure
from corpusdoc.extract.phrases import clause_start
from corpusdoc.model import Span

_BETWEEN = re.compile(r"[ ]?[、和及与或][ ]?")
_EACH = "分别"
_REGION = re.compile("(?<=[东西南北中部]地区)[^区]{2,14}$")  # 东、中和西部地区营业厅
_SIDE = re.compile("^([东中西南北]{1,2})部?$")
_HEAD = re.compile("(?<=[\u4e00-\u9fff])(?:用户|客户|业务|收入|电量|水量|气量|(?:满意|合格|普及|覆盖|完成|办结)率)$")
_MEASURED = re.compile("[率度量额数本润入资费户值产款息务限间]$")
# 甲、乙两局同比分别增长: what sums the names up, and words of change, are none of them.
_SUMMED = re.compile(
    "(?:[两二三四五六七八九十]|\\d{1,2})(?:个|家|大|类|种|项|局|所|地|者|市|县|区|省|条|座|级|支|名)[^、和及与,，]{0,8}$|(?:同比|环比|按年|[比较与](?:上年|去年|[上前]一年|年初|期初|上季|上月|上期)[度底末]?(?:同期)?(?:相比)?)$"
)
# 和 and 及 also stand inside names (普及率): the plainer cut that gives as many names as figures is taken.
_CUTS = tuple(re.compile(pattern) for pattern in ("、", "、|和|与|以及", "、|和|与|以及|及"))


def chains(text: str, figures: Sequence[Figure]) -> list[range]:
    """The rows of at least two figures with nothing but a mark between them, as ranges of positions."""
    found: list[range] = []
    first = 0
    for position in range(1, len(figures) + 1):
        if position < len(figures) and _follows(text, figures[position - 1], figures[position]):
            continue
        if position - first > 1:
            found.append(range(first, position))
        first = position
    return found


def labels_of(text: str, figures: Sequence[Figure], chain: range, changes: Collection[str]) -> list[str] | None:
    """What 分别 hands out to the figures of a chain: a name each, or [] for what the clauses before named.

    None where nothing is handed out. `changes` are words that name nothing: 按年分别增长4.7%及5.2%.
    """
    start = figures[chain[0]].span.start
    low = clause_start(text, start)
    behind = max(low, figures[chain[0] - 1].span.end if chain[0] else 0)
    each = text.rfind(_EACH, behind, start)
    if each < 0:
        return None
    summed = _SUMMED.search(text, low, each)
    listed = text[low : summed.start()] if summed else text[behind:each].strip()
    listed = "" if listed in changes else listed
    cut = ([name for name in pattern.split(listed) if name] for pattern in _CUTS)
    return next((_with_shared_head(names) for names in cut if len(names) == len(chain)), None if listed else [])


def _with_shared_head(names: list[str]) -> list[str]:
    """移动电话、宽带、电视用户 are three kinds of 用户; 收入、利润总额 are two things."""
    head = _HEAD.search(names[-1]) or _REGION.search(names[-1])
    if head is None or any(_MEASURED.search(name) for name in names[:-1]):
        return names
    return [*(_SIDE.sub("\\1部地区", name) + head.group() for name in names[:-1]), names[-1]]


def times_of(text: str, figures: Sequence[Figure], chain: range, times: Sequence[Span]) -> list[int]:
    """Positions in `times` of those that 分别 hands out one by one: 2022年和2023年分别新建1200个、1800个."""
    start = figures[chain[0]].span.start
    low = clause_start(text, start)
    each = text.rfind(_EACH, low, start)
    inside = [index for index, span in enumerate(times) if low <= span.start and span.end <= each]
    return inside if len(inside) == len(chain) else []


def _follows(text: str, left: Figure, right: Figure) -> bool:
    same = left.quantity.unit == right.quantity.unit
    return same and _BETWEEN.fullmatch(text, left.span.end, right.span.start) is not None
