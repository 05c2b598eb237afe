"""One figure: a number with its unit, where it may stand without one, and the words around that bound it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.numerals import HALVES, Numeral
from corpusdoc.extract.units import Units, unit_at, verb_bound, word_after, word_before
from corpusdoc.lexicon import Row
from corpusdoc.model import Bound, Quantity, Span

# What a number without unit or 万 must follow to be a figure.
_LEVEL = re.compile(
    r"(?:达到?了?|升至|升到|降至|降到|提高[到至]|提升[到至]|增[至加]到?|突破|超过"
    r"|(?:保持|维持|稳定|控制)在|得分为?|评分为?|[指系位均]数为)[ ]?$"
)
# A rate needs no such verb where its decimal point tells that it is one: 万投比0.32.
_POINTED_LEVEL = re.compile(
    f"(?:{_LEVEL.pattern}|(?<![同环相])(?:[比率度值]|[指系分]数|[评得均]分)(?:[(（][^()（）]{{1,12}}[)）])?[ ]?$)"
)
# 营业收入迈入百亿级: how much it is by now. 百亿级企业 are a class.
_CLASSED = re.compile(
    "(?:规模|收入|营收|产值|资产|利润|用户|[总余金数额量值])[已均首次成功再双顺利一举率先]{0,4}"
    "(?:达到?了?|突破|[迈跨步进]入|[迈跃登踏]上|[跃攀提]?升[至到为])了?$"
)
_CLASS = re.compile("级别?(?:(?=[,，;；。、)）]|$)|台阶|大关|行列|规模|水平|关口|门槛|阵营|俱乐部)")
_OF_CLASS = re.compile("级(?!别)[\u4e00-\u9fff]")
_LONGEST_CLASSED = 12
_LEVEL_ENDS = frozenset(" 达到了至加破过在分为比率度值数)）入上越")
# 达到千亿元, 步入百亿元俱乐部
_BARE_LEVEL = re.compile("(?:达到?了?|升至|升到|增至|增加到|[迈跨步]入|[迈跃登踏站]上|[跨越迈]过|[跨超]越)$")
# A fraction with a slash is also written in dates and codes.
_SHARE_BEFORE = re.compile(r"(?:[的占约近过达超为]|不足|低于)$")
_ABOUT_PART = re.compile(r"(?:约占|占[^,，;；。\d]{0,6}约)[^,，;；。\d]{2,30}的$")  # 约占全省里程的38%
_MORE = re.compile("[ ]?[多余来几]")
_MORE_BEGINS = frozenset(" 多余来几")
_MORE_AFTER = re.compile("多(?=[^\u4e00-\u9fff]|$|[的时])")
# What may end in front of 一半 where it is a figure: 下降一半, 占一半, 超过一半.
_HALVED = frozenset("降少短缩减低高加长占达过超近约足到了")
# 控制在4.5%的目标以内
_BEYOND = re.compile("的(?:目标|任务|要求|承诺|底线|标准|控制线|红线)(?=以内|以下|以上|之内)")
_CLOSED = ("", *",，;；。、)）")
_DAY = "日"
_RENMINBI = "人民币"
_DOUBLING = "番"
_DOUBLED = re.compile("翻了?$")
# 事故为零, 实现零事故: none of what should not be.
_MOVES = re.compile("[上下提升降增减缩跌涨回压][\u4e00-\u9fff]?[到至为]")
_MOVED_BY = re.compile("(?:提[升高]|上升|下降|降低|增[长加]|减少|[高低]出?)了?$")
_NONE_OF = re.compile("为$|为[ ]$")
_NO = re.compile(
    "[”’」]?(?:(?:责任|安全|质量|生产|环保|客户|有效|服务)?(?:事故|投诉|差错|伤亡|死亡|违[规纪章法约]|故障|缺陷|案件|案发|上访|失误|误判|延误|超时|隐患|泄漏|瞒报|漏报|感染|拖欠|退货|返工))(?![率点源])"
)
_NUMBERED = re.compile("[A-Za-z]-$")  # E-0217
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"
SIGNS, PLUS = "-−+＋△▲", "+＋"
_TRIANGLES, _BULLETED = "△▲", " \u3000\t\n。；;，,、"  # 净利润△3.2亿元 is a loss; at the head of a line it is a bullet
_MINUEND = re.compile(r"[\dA-Za-z%％)）]")  # 5-3 is no minus three
_CODE = re.compile(r"[A-Za-z\d._/]")
_CURRENCY_ENDS = frozenset("BDPRY")  # RMB, USD, GBP, EUR, CNY
_UNMEASURED = ("count", "people", "percent", "ratio", "")
_LONGEST_WORD = 8


class Figure(NamedTuple):
    """A quantity, with what its number and unit looked like."""

    span: Span  # modifiers, number and unit
    number: Span
    quantity: Quantity
    kind: str  # of the unit, as units.csv has it; "" without unit
    han: bool  # a small number in Han characters: 三个, 一次


def figure_at(text: str, numeral: Numeral, units: Units) -> Figure | None:
    """The figure that a number makes with what follows it; None if it is just a number."""
    start, at, bound = numeral.span.start, numeral.span.end, numeral.bound
    if not stands_alone(text, start, units):
        return None
    more = _MORE.match(text, at) if text[at : at + 1] in _MORE_BEGINS else None
    if more and (numeral.bare or numeral.unit or unit_of(text, more.end(), numeral, units)):
        at, bound = more.end(), "~" if more.group().strip() in "来几" else ">"
    elif numeral.bare and not _may_be_bare(text, start, at, units):
        return None
    if numeral.unit:
        return _after(text, numeral, numeral.value, numeral.value_max, numeral.unit, "percent", bound, at, units)
    unit = unit_of(text, at, numeral, units) or _bounded_length(text, numeral, at, units)
    if unit is None:
        return _without_unit(text, numeral, bound, at, units)
    of_class = text[unit[1] : unit[1] + 1] == "级" and _OF_CLASS.match(text, unit[1])  # 建成10万吨级码头
    # 主任由陆家荣兼任: capitals count money, not households.
    capital = text[start] in _CAPITALS and numeral.span.end == start + 1 and unit[0]["kind"] == "count"
    return None if of_class or capital else _measured(text, numeral, bound, at, unit, units)


def _measured(
    text: str, numeral: Numeral, bound: Bound, at: int, unit: tuple[Row, int, str], units: Units
) -> Figure | None:
    row, end, per = unit
    if row["unit"] == "元" and text.startswith(_RENMINBI, end):
        end += len(_RENMINBI)
    if row["surface"] == _DOUBLING:
        return _doubled(text, numeral, bound, at + len(_DOUBLING))
    value, high = numeral.value, numeral.value_max
    if row["factor"] != "1":
        factor = Decimal(row["factor"])
        value, high = value * factor, None if high is None else high * factor
    return _after(text, numeral, short(value), high, row["unit"] + per, row["kind"], bound, end, units)


def with_words_before(text: str, figure: Figure, floor: int, bare: bool, units: Units) -> Figure:
    """The figure with the words that bound it from the front: 逾港币30亿元, 超过10000个."""
    start, quantity, kind = figure.span.start, figure.quantity, figure.kind
    value, unit, bound = quantity.value, quantity.unit, quantity.bound
    if start and text[start - 1] in SIGNS and _is_sign(text, start - 1):
        start, value = start - 1, value if text[start - 1] in PLUS else -value
    low = max(floor, start - _LONGEST_WORD)
    prefix = word_before(text, low, start, units.currencies) if unit in ("", "元") else None
    if prefix:
        start, unit, kind = prefix[1], prefix[0].value, "money"
    words = word_before(text, max(floor, start - _LONGEST_WORD), start, units.bare if bare else units.before)
    if words:
        start = words[1]
        # 近3万余: the word in front says less than the one inside.
        bound = words[0].value if bound in ("=", "~") else bound  # type: ignore[assignment]
    elif bound == "=":
        bound = verb_bound(text, floor, start, units) or bound
        about = kind in ("percent", "ratio") and text[start - 1] == "的" and _ABOUT_PART.search(text, floor, start)
        bound = "~" if about and bound == "=" else bound
    if start == figure.span.start and bound == quantity.bound:
        return figure
    quantity = Quantity(value, unit, bound, quantity.value_max)
    return Figure(Span(start, figure.span.end), figure.number, quantity, kind, figure.han)


def stands_alone(text: str, start: int, units: Units) -> bool:
    """Whether the number is none of a code's, an ordinal's or a decimal's digits: WCDMA2000, 第3; RMB120 is money."""
    before = text[start - 1 : start]
    if not before:
        return True
    coded = before == "第" or (_CODE.match(before) and text[start].isascii())
    if coded and before in _CURRENCY_ENDS:
        coded = word_before(text, max(0, start - _LONGEST_WORD), start, units.currencies) is None
    return not coded and not (before == "-" and _NUMBERED.search(text, max(0, start - 2), start))


def _is_sign(text: str, at: int) -> bool:
    """Whether the mark in front of a number is its sign: no minus between two numbers, no bullet."""
    if text[at] in _TRIANGLES:
        return at > 0 and text[at - 1] not in _BULLETED
    return at == 0 or _MINUEND.match(text[at - 1]) is None


def _may_be_bare(text: str, start: int, at: int, units: Units) -> bool:
    """Whether a number that begins with a power may count: 上百, 达到千亿元, 百亿级."""
    if text[at : at + 1] == "级" or word_before(text, max(0, start - 4), start, units.bare):
        return True
    return text[start - 1] in _LEVEL_ENDS and _BARE_LEVEL.search(text, max(0, start - 4), start) is not None


def unit_of(text: str, at: int, numeral: Numeral, units: Units) -> tuple[Row, int, str] | None:
    """The unit of a number: its row, where it ends, what is appended to it. 一 to 十 are too often parts of words."""
    unit = unit_at(text, at, units)
    barred = unit[0]["han"] if unit else ""
    # 一起 is together, 两起 are two cases.
    return None if barred and _is_small(numeral) and (barred == "no" or numeral.value == 1) else unit


def short(value: Decimal) -> Decimal:
    """The same value without zeros behind the point, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _doubled(text: str, numeral: Numeral, bound: Bound, end: int) -> Figure | None:
    """翻两番 is four times as much; 翻了三分之二番 is no round multiple."""
    if numeral.value != int(numeral.value):
        return None
    verb = _DOUBLED.search(text, max(0, numeral.span.start - 2), numeral.span.start)
    span = Span(verb.start() if verb else numeral.span.start, end)
    quantity = Quantity(Decimal(2) ** min(int(numeral.value), 30), "倍", bound)
    return Figure(span, span, quantity, "multiple", False)


def _bounded_length(text: str, numeral: Numeral, at: int, units: Units) -> tuple[Row, int, str] | None:
    """The 日 of 不超过30日, which is a day of the month elsewhere."""
    row = units.rows.get(_DAY) if text.startswith(_DAY, at) else None
    bounded = row and word_before(text, max(0, numeral.span.start - _LONGEST_WORD), numeral.span.start, units.before)
    return (row, at + len(_DAY), "") if row and bounded else None


def _is_small(numeral: Numeral) -> bool:
    """一 to 十."""
    return numeral.han and not numeral.scaled and numeral.value <= 10 and numeral.bound == "="


def _without_unit(text: str, numeral: Numeral, bound: Bound, at: int, units: Units) -> Figure | None:
    start = numeral.span.start
    floor, following = max(0, start - 6), text[at : at + 1]
    words = numeral.span.of(text)
    fraction, half = "/" in words, words in HALVES
    ratio = fraction or half or "分之" in words
    if words in ("零", "0"):
        stands = following in _CLOSED if _NONE_OF.search(text, floor, start) else _NO.match(text, at) is not None
    elif half:
        stands = text[start - 1 : start] in _HALVED or word_after(text, at, units.after) is not None
    elif fraction:
        stands = _SHARE_BEFORE.search(text, floor, start) is not None
    elif numeral.scaled and following == "级":
        classed = _CLASS.match(text, at)
        stands = classed is not None and _CLASSED.search(text, max(0, start - _LONGEST_CLASSED), start) is not None
        bound, at = "~", classed.end() if classed else at
    elif ratio or (numeral.scaled and not numeral.bare):
        stands = True
    elif numeral.scaled:
        stands = word_before(text, floor, start, units.bare) is not None
    else:
        stands = (
            not numeral.han
            and text[start - 1 : start] in _LEVEL_ENDS
            and (_LEVEL if "." not in numeral.span.of(text) else _POINTED_LEVEL).search(text, floor, start) is not None
            and not (following and following in "年月日号级强页届岁季时点版A")
        )
    if not stands and not numeral.han:
        # 指数由1.92降至1.58, 同比下降0.008
        before = text[start - 1 : start]
        stands = (before and before in "由从" and _MOVES.match(text, at) is not None) or (
            "." in words and following in _CLOSED and _MOVED_BY.search(text, floor, start) is not None
        )
    if not stands and not (following and following in "年月日期号"):
        stands = word_before(text, floor, start, units.currencies) is not None
    if not stands or (following.isascii() and following.isalpha()):
        return None
    kind = "ratio" if ratio else ""
    return _after(text, numeral, numeral.value, numeral.value_max, "", kind, bound, at, units)


def _after(
    text: str,
    numeral: Numeral,
    value: Decimal,
    high: Decimal | None,
    unit: str,
    kind: str,
    bound: Bound,
    end: int,
    units: Units,
) -> Figure:
    """The figure with the words that bound it from behind: 97%以上, 1小时内."""
    found = word_after(text, end, units.after)
    if found and (found[0].text != "内" or kind in ("duration", "length")):
        bound, end = found[0].value, found[1]  # type: ignore[assignment]
    elif text.startswith("的", end) and (beyond := _BEYOND.match(text, end)):
        within = word_after(text, beyond.end(), units.after)
        bound = within[0].value if within else bound  # type: ignore[assignment]
    elif text.startswith("多", end) and (kind not in _UNMEASURED or (not kind and numeral.scaled)):
        more = _MORE_AFTER.match(text, end)
        bound, end = (">", more.end()) if more else (bound, end)
    span = Span(numeral.span.start, end)
    return Figure(span, span, Quantity(value, unit, bound, high), kind, not numeral.unit and _is_small(numeral))
