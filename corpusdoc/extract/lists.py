"""Figures in a row that share their words: 甲、乙、丙分别达到1户、2户和3户."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_start
from corpusdoc.extract.figures import Figure
from corpusdoc.model import Span

_BETWEEN = re.compile(r"[ ]?[、和及与或][ ]?")
_EACH = re.compile("依次|分(?=[列居获])")
_REGION = re.compile("(?<=[东西南北中部]地区)[^区]{2,14}$")  # 东、中和西部地区营业厅
_SIDE = re.compile("^([东中西南北]{1,2})部?$")
_HEAD = re.compile(
    "(?<=[\u4e00-\u9fff])(?:(?:用户|客户)(?:总?数量?|规模)?|业务|收入|电量|水量|气量|(?:满意|合格|普及|覆盖|完成|办结)率)$"
)
_SHARED_MEASURE = re.compile("..(?:浓度|总?[量数额]|[^制年季月角态进强]度|[比效]?率|价格?|时[长间限])$")
_MEASURED = re.compile("[率度量额数本润入资费户值产款息务限间]$")
# 甲、乙两局同比分别增长: what sums the names up, and words of change, are none of them.
_SUMMED = re.compile(
    "(?:[两二三四五六七八九十]|\\d{1,2})(?:(?:[个家座条支所])(?!指标|方面|数据|部分|项目|层面|阶段|小类|大类)(?P<of>[\u4e00-\u9fff]{2,12}?)(?:同比|环比|按年)?|(?P<place>[局县市区省厂站矿院校行段类](?!指标|同比|环比|按年)[\u4e00-\u9fff]{2,10}?)(?:同比|环比|按年)?|(?:个|家|大|类|种|项|局|所|地|者|市|县|区|省|条|座|级|支|名)[^、和及与,，]{0,8})$|(?:同比|环比|按年|[比较与](?:上年|去年|[上前]一年|年初|期初|上季|上月|上期)[度底末]?(?:同期)?(?:相比)?)$"
)
# 和 and 及 also stand inside names (普及率): the plainer cut that gives as many names as figures is taken.
_CUTS = tuple(re.compile(pattern) for pattern in ("、", "、|和|与|以及", "、|和|与|以及|及"))


def chains(text: str, figures: Sequence[Figure]) -> list[range]:
    """The rows of at least two figures with nothing but a mark between them, as ranges of positions."""
    found: list[range] = []
    first = 0
    for position in range(1, len(figures) + 1):
        if position < len(figures) and _follows(text, figures[first], figures[position - 1], figures[position]):
            continue
        if position - first > 1:
            found.append(range(first, position))
        first = position
    return found


def where_handed_out(text: str, low: int, high: int) -> int:
    """Where the last 分别 begins between two places, -1 where there is none."""
    each = text.rfind("分别", low, high)
    if each >= 0 or not (text.find("分", low, high) >= 0 or text.find("依次", low, high) >= 0):
        return each
    return max((match.start() for match in _EACH.finditer(text, low, high)), default=-1)


def labels_of(
    text: str, words: Sequence[int], figures: Sequence[Figure], chain: range, changes: Collection[str]
) -> list[str] | None:
    """What 分别 hands out to the figures of a chain: a name each, or [] for what the clauses before named.

    None where nothing is handed out. `changes` are words that name nothing: 按年分别增长4.7%及5.2%.
    """
    start = figures[chain[0]].span.start
    low = clause_start(text, start)
    behind = max(low, figures[chain[0] - 1].span.end if chain[0] else 0)
    each = where_handed_out(text, behind, start)
    if each < 0:
        return None
    summed = _SUMMED.search(text, low, each)
    listed = text[low : summed.start()] if summed else text[behind:each].strip()
    listed = "" if listed in changes else listed
    cut = ([name for name in pattern.split(listed) if name] for pattern in _CUTS)
    names = next((names for names in cut if len(names) == len(chain)), None if listed else [])
    kind = summed and (summed["of"] or summed["place"])
    if names and kind:
        return [_of_kind(name, kind) for name in names]  # 东、西两个水厂供水分别为
    return _with_shared_head(names, _behind_first(text, words, names[-1], each)) if names else names


def _of_kind(name: str, kind: str) -> str:
    """A name with what it is one of, as far as it does not say so itself: 东 + 水厂供水, 人民医院 + 医院门诊量."""
    said = next((size for size in range(min(len(name), len(kind)), 0, -1) if name.endswith(kind[:size])), 0)
    return name + kind[said:]


def _with_shared_head(names: list[str], behind: str) -> list[str]:
    """移动电话、宽带、电视用户 are three kinds of 用户; 收入、利润总额 are two things.

    `behind` is what stands behind the first word of the last name: 排放浓度 of 氮氧化物、烟尘排放浓度.
    """
    known = _HEAD.search(names[-1]) or _REGION.search(names[-1])
    head = known.group() if known else behind if _SHARED_MEASURE.search(behind) else ""
    if not head or any(_MEASURED.search(name) for name in names[:-1]):
        return names
    return [*(_SIDE.sub("\\1部地区", name) + head for name in names[:-1]), names[-1]]


def _behind_first(text: str, words: Sequence[int], name: str, before: int) -> str:
    """What stands behind the first word of a name that ends before a place."""
    start = text.rfind(name, 0, before)
    first = bisect_right(words, start) if start >= 0 else len(words)
    return text[words[first] : start + len(name)] if first < len(words) and words[first] > start else ""


def times_of(text: str, figures: Sequence[Figure], chain: range, times: Sequence[Span]) -> list[int]:
    """Positions in `times` of those that 分别 hands out one by one: 2022年和2023年分别新建1200个、1800个."""
    start = figures[chain[0]].span.start
    low = clause_start(text, start)
    each = where_handed_out(text, low, start)
    inside = [index for index, span in enumerate(times) if low <= span.start and span.end <= each]
    return inside if len(inside) == len(chain) else []


def times_listed(text: str, figures: Sequence[Figure], chain: range, times: Sequence[Span]) -> list[int]:
    """Positions in `times` of a row of as many in a clause before: 2020年、2021年,费用分别为3元和4元."""
    start = figures[chain[0]].span.start
    if where_handed_out(text, clause_start(text, start), start) < 0:
        return []
    row: list[int] = []
    for index, span in enumerate(times):
        if span.end > start:
            break
        goes_on = row and _BETWEEN.fullmatch(text, times[row[-1]].end, span.start)
        row = [*row, index] if goes_on else [index]
        if len(row) == len(chain) and _BETWEEN.match(text, span.end) is None:
            return row
    return []


def _follows(text: str, first: Figure, left: Figure, right: Figure) -> bool:
    if _BETWEEN.fullmatch(text, left.span.end, right.span.start) is None:
        return False
    # 余额和户数分别增加23亿元和3200户: 分别 hands out figures of any unit.
    start = first.span.start
    return left.quantity.unit == right.quantity.unit or where_handed_out(text, clause_start(text, start), start) >= 0
