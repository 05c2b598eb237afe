"""Each figure of a sentence with what it measures: from the words beside it, its neighbours, or the clause before."""

from __future__ import annotations

from collections.abc import Sequence

from corpusdoc import lazy_re as re
from corpusdoc.extract.changes import read_change, statement_before
from corpusdoc.extract.clauses import clause_start, in_closed_brackets
from corpusdoc.extract.contexts import Context
from corpusdoc.extract.figures import SIGNS, Figure
from corpusdoc.extract.growth import PARTS, against_last_year, named_change, restated
from corpusdoc.extract.handed_out import share_names
from corpusdoc.extract.names import NAMED_BEFORE, name_before, name_beside, under_head
from corpusdoc.extract.phrases import change_words, phrase_before, without_half_pairs
from corpusdoc.extract.quantities import find_figures
from corpusdoc.extract.reading import COMPLETED, STANDARD, Reading, base_of
from corpusdoc.extract.rhetoric import is_rhetorical
from corpusdoc.model import Change

_LETTER = re.compile(r"[^\W\d_]")
_TIMES_OF = re.compile(r"^(?:是|为|相当于|达到?)[^,，;；。]{0,16}的[约近超过逾]{0,3}$")  # 是都会区的1.8倍
_RECOVERED = re.compile(r"^(?:已|基本|约|目前){0,2}恢复[到至][^,，;；。]{0,16}$")
_PER_HEAD = re.compile(
    "每(?:人|户|名|个|位|台|家|站|村|车|件|单|吨|度|亩|公里|公斤|平方米|立方米|千瓦时|股)(?:每学?[年月天日次])?"
)  # 资助150名,每人每学年3000元
# Which of them, but not what they do.
_EACH = re.compile(
    "(?:平均)?每[次家场期站所个名队组户村店班车支][\u4e00-\u9fff]{0,4}|全[辖矿行局市县省区厂段站线网]|全(?:系统|集团|公司)|(?:合计|总共|一?共|各)"
)
_LESS = re.compile("[\\d%][^,，。;；\\d]{0,5}[高低多少快慢](?:出|于|了)?$")
_DIFFERS = re.compile("[高低多少快慢](?:出|于|了)?")  # 比法定税率25%低9.2个百分点
# 日均, 最短, 省级, 增速: which of it, but not of what.
_QUALIFIER = re.compile(
    "(?:[日月年周季户人单站车次台班]均|平均(?:每[日月年周人户])?|最[高低大小长短多少快慢](?:[日月年值]|单[日月])?|单[日月笔次户](?:最高)?"
    "|(?:国家|全国|省部?|自治区|市|地市?|州|县|区|镇|乡|村|厅|局|集团|公司|世界|国际)级|[增降涨]幅|增速|年?(?:增长?|成长)率)+$"
)
_SPEED = re.compile("(?P<of>增速|[增降涨]幅)[^,，;；。]{1,16}$")
_ENDS = ("", *"，,;；。")
_COUNT = ("数目", "数量")
_OPENED, _CLOSED = re.compile("[(（](?:占(?:比)?)?约?"), (")", "）")
_COMPLETES = re.compile("(?:超额|圆满|全面|顺利|提前)?完成")
_SLOWLY = re.compile(
    "(?:稳步|稳定|平稳|持续|不断|快速|迅速|大幅|逐年|显著|明显|连续[\\d一二三四五六七八九十两]{1,3}个?(?:月|季度|年)(?:[保维]持|实现|呈现?)?[正负]?)$"
)
_PART_OF_WHOLE = re.compile("在[^,，]{2,24}中所?占")
_COUNTED = ("count", "people", "times")
# 净增电话用户48万户,总数达到103万户
_TOTAL = re.compile("(?:累计)?总(?:数|量|额|值|人数|户数|里程|长度|长|面积|规模|数量)")
_WORTH = re.compile(
    "[、,，和及]?(?:总|涉及|合计|累计)?(?:金额|资金|货值|总价)(?:总计|合计|累计|共|达到?|为)?[约近超过逾]{0,2}$"
)
_NEW = re.compile("^(?:累计|共)?(?:净增|新增|增加|新建|新发展|发展|完成)")
_LINK = re.compile(r"[ ]?(?:[、和及与或]|以及)[ ]?")


def read_figures(context: Context, earlier: Sequence[Reading] = ()) -> tuple[list[Figure], list[Reading]]:
    """The sentence's figures, and the readings of those whose indicator could be told; both in order.

    `earlier` are the readings of the sentence before.
    """
    # A length of time may be a time and a figure: 仅用五个月.
    taken = [time.mention.span for _, time in context.times if time.type != "duration"]
    lengths = [span for span, time in context.times if time.type == "duration"]
    figures = find_figures(context.text, context.lexicon, context.offset, taken)
    figures = [f for f in figures if not is_rhetorical(context.text, f, figures, lengths, context.lexicon)]
    if not figures:
        return [], []
    readings: dict[int, Reading] = {}
    for position in range(len(figures)):
        share = _bracketed_share(context.text, readings.get(position - 1), figures[position])
        previous = _previous(context.text, figures, position, readings)
        reading = share or _read(context, figures, position, previous)
        if not (reading.indicator or position):
            reading = reading._replace(indicator=_told_before(context.text, reading.figure, earlier))
        if previous and previous.change == "yoy" and reading.change in ("growth", "decline"):
            reading = restated(context.text, previous, reading)
        whole = without_half_pairs(reading.indicator)
        if whole != reading.indicator:
            reading = reading._replace(indicator=whole)
        if _LETTER.search(reading.indicator):
            readings[position] = reading
    readings = {position: against_last_year(context, reading) for position, reading in readings.items()}
    return figures, share_names(context, figures, readings)


def _told_before(text: str, figure: Figure, earlier: Sequence[Reading]) -> str:
    """What the sentence before measured in the same unit: 完成货运量402亿吨。三季度完成143亿吨."""
    if text[figure.span.end : figure.span.end + 1] not in _ENDS:
        return ""
    unit = figure.quantity.unit
    return next((base_of(each) for each in earlier if each.figure.quantity.unit == unit and not each.change), "")


def _previous(text: str, figures: Sequence[Figure], position: int, readings: dict[int, Reading]) -> Reading | None:
    """The reading before, but none out of brackets: 收入32.5亿元(2022年:30.1亿元),增长8.0%."""
    start = figures[position].span.start
    for back in (1, 2):
        reading = readings.get(position - back)
        if reading and not in_closed_brackets(text, reading.figure.span.end, start):
            against = clause_start(text, reading.figure.span.start)
            if back == 1 and text.startswith(("比", "较"), against) and _LESS.search(text, against, start):
                continue  # 比法定税率25%低9.2个百分点
            return reading
    return None


def _read(context: Context, figures: Sequence[Figure], position: int, previous: Reading | None) -> Reading:
    figure = figures[position]
    floor = figures[position - 1].span.end if position else 0
    change, sign = read_change(context.text, figure, floor, context.lexicon)
    indicator, rule, noun = name_beside(context, figures, position, _said(context.text, previous, floor))
    link = _LINK.match(context.text, floor) if previous else None
    if previous and link and previous.figure.span.end == floor:
        if link.end() >= figure.span.start and not indicator:
            return previous._replace(figure=figure, rule="listed")
        whole = context.text[link.end() : figure.number.start].rstrip("的约近超过")
        if previous.change == "share" and change is None and rule != "after_head":
            # 占广东的1/5和全国的1/25
            return Reading(figure, f"{base_of(previous)}占{whole}", "listed", "share")
    told = indicator and rule != "predicate" and figure.quantity.unit != "人"
    if previous and not told and _said(context.text, previous, floor) == figure.span.start > floor:
        # 投入3亿元处治病害15万平方米: what stands between two figures is of both.
        return Reading(figure, previous.noun, "before_head", change, sign)
    if previous and noun and _goes_on(context.text, previous, figure):
        alike = previous.change == "share" and figure.kind in PARTS
        indicator = previous.indicator.replace(previous.noun, noun)
        change = previous.change if alike else change
    if previous and STANDARD.fullmatch(indicator):
        indicator, rule = base_of(previous) + indicator, "compared"
    if _only_compares(context.text, figure, change, indicator, previous):
        indicator = ""
    change = change or named_change(figure, indicator)
    indicator = indicator or _speed(context.text, figure, floor)
    risen = _risen(context, figure, floor) if change else ""
    # 开展“四进”宣讲,每家支公司不少于6场: what each of them does stands in the clause before.
    each = rule == "before_head" and figure.kind in _COUNTED and _EACH.fullmatch(indicator)
    deed = _clause_before(context, figure, floor) if each else ""
    if deed or ((risen or previous) and _needs_subject(context, figure, change, indicator, floor)):
        subject = deed or risen or (_QUALIFIER.sub("", base_of(previous)) if previous else "")
        return Reading(figure, subject + indicator, "inherited", change, sign)
    if not indicator:
        indicator, rule = (risen, "clause") if risen else _inherited(context, figure, change, previous)
    if indicator == COMPLETED and figure.kind == "percent" and change is None:
        return Reading(figure, _completing(context, figure, previous, floor) + indicator, rule, "completion")
    if previous and _is_sum(context.text, previous, figure, indicator):
        indicator = _NEW.sub("", base_of(previous)).rstrip("数量") + indicator
    change = change or named_change(figure, indicator)
    return Reading(figure, under_head(context.text, figure, indicator), rule, change, sign, noun=noun)


def _bracketed_share(text: str, previous: Reading | None, figure: Figure) -> Reading | None:
    """What a percentage in brackets says: what part those are that were counted just before, 782份(51%)."""
    if previous is None or figure.kind != "percent" or previous.figure.kind not in _COUNTED or previous.change:
        return None
    between = text[previous.figure.span.end : figure.span.start]
    closed = text[figure.span.end : figure.span.end + 1] in _CLOSED and text[figure.span.start] not in SIGNS
    return previous._replace(figure=figure, change="share") if closed and _OPENED.fullmatch(between) else None


def _is_sum(text: str, previous: Reading, figure: Figure, indicator: str) -> bool:
    """Whether what is named is the total, or the worth, of what was counted just before: 净增2万户,总数达到9万户."""
    if _TOTAL.fullmatch(indicator):
        return previous.figure.quantity.unit == figure.quantity.unit
    apart = text[previous.figure.span.end : figure.span.start]
    return figure.kind == "money" and previous.figure.kind == "count" and _WORTH.match(apart) is not None


def _goes_on(text: str, previous: Reading, figure: Figure) -> bool:
    """Whether a figure shares the verb, or the whole, of the one before: 新建3个网点、5座基站; 占15%的存款、9%贷款."""
    between = text[previous.figure.span.end : figure.span.start].lstrip("的")
    named = previous.noun and previous.indicator != previous.noun and between.startswith(previous.noun)
    return bool(named and _LINK.fullmatch(between, len(previous.noun)))


def _clause_before(context: Context, figure: Figure, floor: int) -> str:
    """What the clause before is about, unless it has a figure of its own."""
    at = clause_start(context.text, figure.span.start)
    if at < 2 or clause_start(context.text, at - 2) < floor:
        return ""
    return phrase_before(context.text, context.words, at - 1, floor, context.lexicon)


def _speed(text: str, figure: Figure, floor: int) -> str:
    """What points are of where nothing else names them: 增速比上季度加快0.3个百分点."""
    start = figure.span.start
    found = _SPEED.search(text, max(floor, clause_start(text, start)), start) if figure.kind == "point" else None
    return found["of"] if found else ""


def _risen(context: Context, figure: Figure, floor: int) -> str:
    """What the clause before says to have moved: 客户规模稳步增长,完成年度计划的106%."""
    end = clause_start(context.text, figure.span.start) - 1
    start = clause_start(context.text, end) if end > 0 else -1
    moved = change_words(context.lexicon)
    size = next((n for n in (4, 3, 2) if context.text[max(start, end - n) : end] in moved), 0)
    if start < floor or not size:
        return ""
    slowly = _SLOWLY.search(context.text, start, end - size)
    moves = slowly.start() if slowly else end - size
    return name_before(context, moves, floor)


def _completing(context: Context, figure: Figure, previous: Reading | None, floor: int) -> str:
    """What was planned, where its 完成率 stands alone: 新增用户2100户,完成率105%; 收入完成年度目标,完成率为104%."""
    low = clause_start(context.text, figure.span.start)
    done = _COMPLETES.search(context.text, max(floor, clause_start(context.text, low - 2)), low) if low > 1 else None
    if done:
        return phrase_before(context.text, context.words, done.start(), floor, context.lexicon)
    follows = previous and clause_start(context.text, low - 1) <= floor and previous.figure.kind not in NAMED_BEFORE
    return previous.indicator if previous and follows else ""


def _only_compares(text: str, figure: Figure, change: Change | None, indicator: str, previous: Reading | None) -> bool:
    """Whether the words before a figure say only what it is compared with: 是都会区的1.8倍, 比上个采暖季净增3万户."""
    clause = text[clause_start(text, figure.span.start) : figure.span.start]
    at = clause.rfind(indicator)
    if previous and change and (indicator[:1] in ("比", "较") or (at > 0 and clause[at - 1] in "比较")):
        return True
    if figure.kind in PARTS and _RECOVERED.search(clause):
        return True  # 恢复至疫情前八成
    return figure.kind == "multiple" and _TIMES_OF.search(clause) is not None


def _said(text: str, previous: Reading | None, floor: int) -> int:
    """Where the words begin that may name a figure: behind those that the one before has used up."""
    if (
        previous
        and previous.rule == "after_head"
        and previous.figure.kind not in NAMED_BEFORE
        and previous.figure.span.end == floor
    ):
        return max(floor, text.find(previous.noun, floor) + len(previous.noun))
    return floor


def _inherited(context: Context, figure: Figure, change: Change | None, previous: Reading | None) -> tuple[str, str]:
    """The indicator of the figure before, or the clause before, where the words next to the figure name none."""
    if previous:
        other = previous.figure
        alike = other.kind == figure.kind or other.quantity.unit == figure.quantity.unit
        if change or alike or figure.kind in ("percent", "ratio"):
            whole = figure.kind == "point" and previous.change == "share"
            return previous.indicator if whole else base_of(previous), "inherited"
    label, tab, _ = context.text.partition("\t")
    if tab:
        return label.strip(), "row_label"
    at = clause_start(context.text, figure.span.start)
    if previous and clause_start(context.text, max(0, at - 1)) < previous.figure.span.end:
        return base_of(previous), "inherited"  # the clause before has a figure of its own
    clause = phrase_before(context.text, context.words, max(0, at - 1), 0, context.lexicon)
    return (clause, "clause") if clause or not previous else (base_of(previous), "inherited")


def _needs_subject(context: Context, figure: Figure, change: Change | None, indicator: str, floor: int) -> bool:
    """Whether the words beside a figure say how it compares, but not what it measures: 占职工总数, 完成年计划."""
    if (
        _PER_HEAD.fullmatch(indicator)
        or _DIFFERS.fullmatch(indicator)
        or _QUALIFIER.match(indicator)
        or indicator in _COUNT
    ):
        return True
    if _PART_OF_WHOLE.match(indicator):
        return True
    if change == "share":
        return indicator.startswith("占")
    return bool(indicator) and indicator == statement_before(context.text, figure.span.start, floor, context.lexicon)
