"""Each figure of a sentence with what it measures: from the words beside it, its neighbours, or the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpusdoc.extract.changes import read_change, statement_before
from corpusdoc.extract.contexts import Context
from corpusdoc.extract.dates import year_of
from corpusdoc.extract.lists import chains, labels_of, times_of
from corpusdoc.extract.periods import own_period, period_of
from corpusdoc.extract.phrases import (
    change_words,
    clause_start,
    in_closed_brackets,
    phrase_after,
    phrase_before,
    predicate_after,
    tail_words,
    without_lead,
)
from corpusdoc.extract.quantities import Figure, find_figures
from corpusdoc.extract.rhetoric import is_rhetorical
from corpusdoc.model import Change

# Units whose figures are named by the words in front (满意率98%), not by those behind (114家营业厅).
_NAMED_BEFORE = ("percent", "ratio", "point", "duration", "multiple", "score", "age")
_COUNTED = ("count", "people", "times", "")
_CLOSING = ("", *",，;；。、:：)）")
_LETTER = re.compile(r"[^\W\d_]")
# 5公里缩小到3公里: what stands between two figures may be a verb.
_MOVED = re.compile(r"[\u4e00-\u9fff]{2,4}[到至为]$")
_RECORD = re.compile("历史|同期|最[高低]|新[高低]")  # 23.6万辆次的历史峰值
_TIMES_OF = re.compile(r"^(?:是|为|相当于|达到?)[^,，;；。]{0,16}的[约近超过逾]{0,3}$")  # 是都会区的1.8倍
_PER_HEAD = re.compile("每(?:人|户|名|个|位|台|家|站|村|车|件|单)(?:每学?[年月天日次])?")  # 资助150名,每人每学年3000元
# 到达现场时限:城区45分钟,农村90分钟
_COMMON_HEAD = re.compile(
    r"(?P<head>[^,，;；。：:\s]{2,20}(?:率|度|量|额|数|时限|时间|时长|标准|收入|利润|费用|价格|成本|距离|半径|占比|比例))[：:]"
)
_LONGEST_LABEL = 6
_LONGEST_DEED = 8
_SHARED_LEVEL = re.compile(
    r"级[、和及与]\d{0,4}[^,，;；。、]{0,3}?[\u4e00-\u9fff]{1,2}级(?P<head>[\u4e00-\u9fff]{2,6})"
)
_LINK = re.compile(r"[ ]?[、和及与或][ ]?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with its indicator and change."""

    figure: Figure
    indicator: str
    rule: str  # after_head before_head predicate listed inherited clause row_label
    change: Change | None = None
    sign: int = 1
    period: str | None = None  # where it is not the one that the figure's place gives


def read_figures(context: Context) -> tuple[list[Figure], list[Reading]]:
    """The sentence's figures, and the readings of those whose indicator could be told; both in order."""
    # A length of time may be a time and a figure: 仅用五个月.
    taken = [time.mention.span for _, time in context.times if time.type != "duration"]
    lengths = [span for span, time in context.times if time.type == "duration"]
    figures = find_figures(context.text, context.lexicon, context.offset, taken)
    figures = [f for f in figures if not is_rhetorical(context.text, f, figures, lengths, context.lexicon)]
    readings: dict[int, Reading] = {}
    for position in range(len(figures)):
        reading = _read(context, figures, position, _previous(context.text, figures, position, readings))
        if _LETTER.search(reading.indicator):
            readings[position] = reading
    readings = {position: _against_last_year(context, reading) for position, reading in readings.items()}
    for chain in chains(context.text, figures):
        _hand_out(context, figures, chain, readings)
    return figures, list(readings.values())


def reading_period(context: Context, reading: Reading) -> str | None:
    """The EDTF of what the figure refers to."""
    if reading.period:
        return reading.period
    own = own_period(context.text, reading.figure.span, context.times)
    if own:
        return own
    found = period_of(context.text, reading.figure.span, context.periods, context.nows)
    return (context.frame if found is None else found) or None


def _previous(text: str, figures: Sequence[Figure], position: int, readings: dict[int, Reading]) -> Reading | None:
    """The reading before, but none out of brackets: 收入32.5亿元(2022年:30.1亿元),增长8.0%."""
    start = figures[position].span.start
    for back in (1, 2):
        reading = readings.get(position - back)
        if reading and not in_closed_brackets(text, reading.figure.span.end, start):
            return reading
    return None


def _read(context: Context, figures: Sequence[Figure], position: int, previous: Reading | None) -> Reading:
    figure = figures[position]
    floor = figures[position - 1].span.end if position else 0
    change, sign = read_change(context.text, figure, floor, context.lexicon)
    indicator, rule = _indicator(context, figures, position, _said(context.text, previous, floor))
    link = _LINK.match(context.text, floor) if previous else None
    if previous and link and previous.figure.span.end == floor:
        if link.end() >= figure.span.start and not indicator:
            return replace(previous, figure=figure, rule="listed")
        whole = context.text[link.end() : figure.number.start].rstrip("的约近超过")
        if previous.change == "share" and change is None and rule != "after_head":
            # 占广东的1/5和全国的1/25
            return Reading(figure, f"{_base(previous)}占{whole}", "listed", "share")
    if figure.kind == "multiple" and _TIMES_OF.search(
        context.text[clause_start(context.text, figure.span.start) : figure.span.start]
    ):
        indicator = ""
    if previous and _needs_subject(context, figure, change, indicator, floor):
        return Reading(figure, _base(previous) + indicator, "inherited", change, sign)
    if not indicator:
        indicator, rule = _inherited(context, figure, change, previous)
    return Reading(figure, _under_head(context.text, figure, indicator), rule, change, sign)


def _against_last_year(context: Context, reading: Reading) -> Reading:
    """Growth over the year before, or over the same part of it, is growth by the year: 较2021年提高, 较去年同期增长."""
    if reading.change not in ("growth", "decline"):
        return reading
    start = reading.figure.span.start
    low = clause_start(context.text, start)
    against = next(
        (
            (span, time.edtf)
            for span, time in context.times
            if low < span.start and span.end <= start and context.text[span.start - 1] in "较比与" and time.edtf
        ),
        None,
    )
    if against is None:
        return reading
    this, last = year_of(reading_period(context, reading)), year_of(against[1])
    same = context.text.endswith("同期", against[0].start, against[0].end)
    if not same and (this is None or last != this - 1 or len(against[1]) > len("2021")):
        return reading
    return replace(reading, change="yoy", sign=1 if reading.change == "growth" else -1)


def _under_head(text: str, figure: Figure, indicator: str) -> str:
    """A short label with the head that a colon puts above a list: 到达现场时限:城区45分钟,农村90分钟."""
    if len(indicator) > _LONGEST_LABEL or figure.kind not in _NAMED_BEFORE:
        return indicator
    head = _COMMON_HEAD.search(text, 0, figure.span.start)
    return f"{indicator}{head['head']}" if head and head["head"] not in indicator else indicator


def _said(text: str, previous: Reading | None, floor: int) -> int:
    """Where the words begin that may name a figure: behind those that the one before has used up."""
    if (
        previous
        and previous.rule == "after_head"
        and previous.figure.kind not in _NAMED_BEFORE
        and previous.figure.span.end == floor
    ):
        return max(floor, text.find(previous.indicator, floor) + len(previous.indicator))
    return floor


def _indicator(context: Context, figures: Sequence[Figure], position: int, floor: int) -> tuple[str, str]:
    """What the figure measures by the words next to it behind `floor`, and the rule that read it."""
    figure, text, lexicon = figures[position], context.text, context.lexicon
    ends = [other.span.start for other in figures[position + 1 : position + 2]]
    ends += [span.start for span, _ in context.times if span.start >= figure.span.end][:1]
    ceiling = min(ends, default=len(text))
    before = name_before(context, figure.span.start, floor)
    after = phrase_after(text, context.words, figure.span.end, ceiling, lexicon)
    if _RECORD.match(after) or _MOVED.fullmatch(text, figure.span.end, ceiling):
        after = ""
    shared = _SHARED_LEVEL.match(text, figure.span.end + len(after) - 1) if after.endswith("级") else None
    after += shared["head"] if shared else ""
    whole = statement_before(text, figure.span.start, floor, lexicon)
    following = text[figure.span.end : figure.span.end + 1]
    if whole:
        return (before if before and whole[:2] not in before[:4] and before not in whole else whole), "before_head"
    if figure.kind == "duration" and figure.quantity.bound == "<=" and following not in _CLOSING:
        # 低压客户3个工作日内装表接电: what must be done within the time stands behind it.
        return before + predicate_after(text, figure.span.end)[:_LONGEST_DEED], "before_head"
    described = following == "的" and after and after not in change_words(lexicon) and "占" not in before
    if before and (not after or (figure.kind in _NAMED_BEFORE and not described)):
        return before, "before_head"
    if after:
        return after, "after_head"
    if figure.kind in _COUNTED and following not in _CLOSING:
        return predicate_after(text, figure.span.end), "predicate"
    return "", ""


def name_before(context: Context, start: int, floor: int) -> str:
    """The phrase in front of what begins at `start`; a time that stands between is no part of it.

    `floor` is where the previous figure ends.
    """
    low = max(floor, clause_start(context.text, start))
    inside = [span for span, _ in context.times if low <= span.start and span.end <= start]
    last = inside[-1] if inside else None
    found = phrase_before(context.text, context.words, start, last.end if last else floor, context.lexicon)
    if found or last is None:
        return found
    return phrase_before(context.text, context.words, last.start, floor, context.lexicon)


def _inherited(context: Context, figure: Figure, change: Change | None, previous: Reading | None) -> tuple[str, str]:
    """The indicator of the figure before, or the clause before, where the words next to the figure name none."""
    if previous:
        other = previous.figure
        alike = other.kind == figure.kind or other.quantity.unit == figure.quantity.unit
        if change or alike or figure.kind in ("percent", "ratio"):
            return _base(previous), "inherited"
    label, tab, _ = context.text.partition("\t")
    if tab:
        return label.strip(), "row_label"
    at = clause_start(context.text, figure.span.start)
    clause = phrase_before(context.text, context.words, max(0, at - 1), 0, context.lexicon)
    return (clause, "clause") if clause or not previous else (_base(previous), "inherited")


def _needs_subject(context: Context, figure: Figure, change: Change | None, indicator: str, floor: int) -> bool:
    """Whether the words beside a figure say how it compares, but not what it measures: 占职工总数, 完成年计划."""
    if _PER_HEAD.fullmatch(indicator):
        return True
    if change == "share":
        return indicator.startswith("占")
    return bool(indicator) and indicator == statement_before(context.text, figure.span.start, floor, context.lexicon)


def _base(reading: Reading) -> str:
    """The indicator without what it is a share of."""
    return (reading.indicator.partition("占")[0] if reading.change == "share" else "") or reading.indicator


def _hand_out(context: Context, figures: Sequence[Figure], chain: range, readings: dict[int, Reading]) -> None:
    """Replaces the readings of a chain by what 分别 gives to each: its name, its time, or the figure it speaks of."""
    labels = labels_of(context.text, figures, chain, tail_words(context.lexicon))
    if labels is None or any(position not in readings for position in chain):
        return
    dates = times_of(context.text, figures, chain, [span for span, _ in context.times])
    sources = [readings.get(position - len(chain)) for position in chain]
    for index, position in enumerate(chain):
        reading, source = readings[position], sources[index]
        if dates:
            reading = replace(reading, period=context.times[dates[index]][1].edtf)
        elif labels:
            name = without_lead(labels[index], context.lexicon)
            reading = replace(reading, indicator=name or reading.indicator)
        elif source and reading.rule != "after_head":
            reading = replace(reading, indicator=source.indicator, period=reading_period(context, source))
        readings[position] = replace(reading, rule="listed")
