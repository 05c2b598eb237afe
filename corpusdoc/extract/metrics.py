"""Figures that a report states, each with what it measures, for when, how it changed and where it ranks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_start
from corpusdoc.extract.contexts import Context, contexts
from corpusdoc.extract.figures import Figure
from corpusdoc.extract.indicators import canonical_indicator
from corpusdoc.extract.lists import labels_of
from corpusdoc.extract.names import name_before
from corpusdoc.extract.owners import owner_of
from corpusdoc.extract.periods import is_former
from corpusdoc.extract.phrases import phrase_after, tail_words, without_lead
from corpusdoc.extract.promises import is_promised
from corpusdoc.extract.ranks import Ranking, find_ranks
from corpusdoc.extract.reading import Reading, reading_period
from corpusdoc.extract.readings import read_figures
from corpusdoc.extract.table_rows import what_it_is_of
from corpusdoc.extract.tables import TableFigure, figure_period, table_figures
from corpusdoc.extract.vocabulary import surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import (
    Document,
    Entity,
    Mention,
    Metric,
    Profile,
    Quantity,
    Rank,
    Segmentation,
    Span,
    TimeExpression,
)

# What may stand between a figure and the rank that it won: 13.26%,全省第一 · 99%的满意率位居全市第一.
_TO_RANK = re.compile(
    r"[ ,，、(（]{0,2}(?:连续[^,，;；。]{1,4}[年月季度次]|继续|力争|争取|确保|有望)?"
    r"(?:[并且均也都已]|增幅|增速|总量|规模|行业|同比|增长){0,2}(?:在(?:[^,，;；。]{0,24}[中里内])?)?"
    r"|的[^,，;；。\d]{0,14}"
)
_AGAIN = re.compile("[,，](?P<name>[\u4e00-\u9fff]{2,8}?)(?:总?[额量数])?")  # 投放贷款8亿元,贷款投放额居全市第一
_FIELD = re.compile("[^,，;；。\\d]{1,14}[中里内](?:综合|总)?")
_AMONG = re.compile("在?(?:全[国省市县区网行]|同类|本[省市地])$")  # 在全省14个地市排第二
_ALL_OF_THEM = re.compile("[^,，;；。、\\d]{1,8}")
_LONGEST_AMONG = 4
_GOES_ON = re.compile("[,，、]?(?:首次|一举|成功|并|再次|也)?")
_WITHIN = re.compile(r"(?<![存所])在[^,，;；。\d]{2,24}[中里内上]?(?:连续|蝉联)[^,，;；。]{0,8}$")
_HANDED = re.compile("[,，、](?:在[^,，;；。\\d]{1,16}[中里内])?(?:分别|分[列居])")
_VERSUS = re.compile("高于|低于|优于|好于|快于|领先|[高超]出")
_MEASURED = re.compile("[率量额度]$")
_MOVEMENT = re.compile("(?<=[,，;；。])(?:增速|增幅|增长率|增量|降幅|总量)$")  # 全市第一,增速全省第二
# 世界500强, 中国企业500强中
_LISTED = re.compile(r"(?P<list>[\u4e00-\u9fff]{0,8}\d{2,4}强|[\u4e00-\u9fff]{2,8}(?:百强|榜))中?$")
_NO_MEASURE = re.compile(
    f"(?:[本该我全]?(?:公司|集团|行|企业|局))$|[位名排]?列|[位高]?居|跻身|入[围选]|荣登|{_LISTED.pattern}"
)
_MOVED_TO = re.compile(
    "(?:[,，][^,，。;；]{0,16}第[^,，。;；]{1,4}[名位])?[,，、;；(（]?(?:(?:较|比|同比|环比|与)[^,，。;；]{0,8}?)?(?:上升|前进|提升|提高|前移|跃升|下降|下滑|后退|[升进降])了?"
)
_CONFIDENCE = {"predicate": 0.7, "listed": 0.8, "inherited": 0.7, "clause": 0.5, "row_label": 0.5, "rank": 0.8}


def find_metrics(
    document: Document,
    segmentation: Segmentation,
    profile: Profile,
    times: tuple[TimeExpression, ...],
    lexicon: Lexicon,
    entities: Iterable[Entity] = (),
) -> tuple[Metric, ...]:
    """All figures of the document in its order, but none of noise; each one of the `entities`' or the profile's own."""
    tables = table_figures(document, segmentation, lexicon)
    general = surfaces(lexicon, "phrases", "general")  # what says nothing of what was counted
    found: list[Metric] = []
    earlier, last = -2, list[Reading]()  # the sentence before, and its readings
    for context in contexts(document, segmentation, profile, times, lexicon, tables, entities):
        if context.index in tables:
            found += [_table_metric(context, document, figure) for figure in tables[context.index]]
        else:
            figures, readings = read_figures(context, last if earlier == context.index - 1 else ())
            found += [
                _of_its_heading(metric, document, segmentation) if metric.indicator in general else metric
                for metric in _sentence_metrics(context, figures, readings)
            ]
            earlier, last = context.index, readings
    return tuple(found)


def _table_metric(context: Context, document: Document, figure: TableFigure) -> Metric:
    return Metric(
        mention=Mention(figure.span, context.index, "metrics.table", 0.8 if figure.quantity.unit else 0.5),
        indicator=figure.indicator,
        quantity=figure.quantity,
        value_text=figure.span.of(document.text),
        indicator_canonical=canonical_indicator(figure.indicator, figure.kind, context.lexicon, in_table=True),
        change=figure.change,
        period=figure_period(figure, context.frame or context.about, context.lexicon),
        subject=context.org,
        target=figure.target or context.planned,
    )


def _of_its_heading(metric: Metric, document: Document, segmentation: Segmentation) -> Metric:
    """期末余额 below the heading 注释6.存货 is that of 存货."""
    section = segmentation.passages[segmentation.sentences[metric.mention.sentence].passage].section
    heading = segmentation.sections[section].heading.of(document.text) if section is not None else ""
    return replace(metric, indicator=what_it_is_of(heading) + metric.indicator)


def _sentence_metrics(context: Context, figures: Sequence[Figure], readings: Sequence[Reading]) -> list[Metric]:
    ranks = [rank for rank in find_ranks(context.text, context.lexicon) if not _is_counted(figures, rank)]
    if not readings and not ranks:
        return []
    if ranks:
        readings = [each for each in readings if not any(_is_field(context.text, each.figure, rank) for rank in ranks)]
    promises = context.promises()
    metrics: list[Metric] = []
    handed = _handed_to(context.text, readings, ranks) if len(ranks) > 1 else {}
    for reading in readings:
        won = handed.get(reading.figure.span) if handed else None
        if ranks and not won:
            won = next((rank for rank in ranks if _wins(context.text, reading, figures, rank)), None)
        if won:
            ranks.remove(won)
        if won and metrics and _is_of_the_level(metrics[-1], reading):
            metrics[-1], won = replace(metrics[-1], rank=won.rank), None
        metrics.append(_metric(context, reading, won.rank if won else None, promises))
    last: Reading | None = None
    names = _names_of(context, ranks) if ranks else ()
    for rank, name in zip(ranks, names, strict=True):
        # 排名第46位,首次跻身前50位
        goes_on = last and _GOES_ON.fullmatch(context.text, last.figure.span.end, rank.verb)
        last = (
            last._replace(figure=_rank_figure(rank))
            if last and goes_on
            else _rank_reading(context, figures, rank, last)
        )
        last = last._replace(indicator=name or last.indicator or _compared(readings, rank))
        metrics.append(_metric(context, last, rank.rank, promises))
    named = (metric for metric in metrics if metric.indicator)
    found = sorted(named, key=lambda metric: (metric.mention.span.start, metric.mention.span.end))
    return _with_places_moved(found, context) if any(metric.rank for metric in found) else found


def _with_places_moved(metrics: Sequence[Metric], context: Context) -> list[Metric]:
    """第298位,较上年上升17位: both are of what was ranked; a firm in a list has its place in that list."""
    found: list[Metric] = []
    for metric in metrics:
        own, last = metric, found[-1] if found else None
        if metric.rank and metric.mention.rule == "metrics.rank":
            listed = _LISTED.fullmatch(metric.rank.scope or "") or _LISTED.match(metric.indicator)
            whose = metric.indicator in (context.org, metric.subject) or _NO_MEASURE.match(metric.indicator)
            name = f"{listed['list']}排名" if listed and whose else metric.indicator.removeprefix("在")
            own = replace(metric, indicator=name) if name else metric
        elif last and last.rank and metric.change and metric.quantity.unit in ("位", "名"):
            between = context.text[last.mention.span.end - context.offset : metric.mention.span.start - context.offset]
            own = replace(metric, indicator=last.indicator) if _MOVED_TO.fullmatch(between) else metric
        found.append(own)
    return found


def _metric(context: Context, reading: Reading, rank: Rank | None, promises: Sequence[tuple[int, bool]]) -> Metric:
    figure = reading.figure
    promised = is_promised(context, figure, promises)
    target = promised and not is_former(context.text, figure.span)
    return Metric(
        mention=Mention(
            figure.span.shift(context.offset),
            context.index,
            f"metrics.{reading.rule}",
            _CONFIDENCE.get(reading.rule, 0.9),
        ),
        indicator=reading.indicator,
        quantity=_signed(figure.quantity) if reading.change == "yoy" and reading.sign < 0 else figure.quantity,
        value_text=figure.span.of(context.text),
        indicator_canonical=canonical_indicator(reading.indicator, figure.kind, context.lexicon),
        change=reading.change,
        # 计划由52%提升至70%: when it was 52% nobody says.
        period=None if promised > target else reading_period(context, reading, target),
        subject=owner_of(figure.span, context.owners) or context.org,
        rank=rank,
        target=target,
    )


def _signed(quantity: Quantity) -> Quantity:
    """A decrease as a negative figure."""
    high = None if quantity.value_max is None else -abs(quantity.value_max)
    return replace(quantity, value=-abs(quantity.value), value_max=high)


def _is_counted(figures: Sequence[Figure], ranking: Ranking) -> bool:
    """Whether a figure counts ranks (四项全省第一): then the rank is what is counted."""
    return any(figure.span.end == ranking.span.start and figure.kind == "count" for figure in figures)


def _is_field(text: str, figure: Figure, ranking: Ranking) -> bool:
    """Whether a count is of those that the rank is won among: 在21家机场中列第3位."""
    if figure.kind not in ("count", "people"):
        return False
    if ranking.verb <= figure.span.start < ranking.span.end or _FIELD.fullmatch(text, figure.span.end, ranking.verb):
        return True
    among = _AMONG.search(text, max(0, figure.span.start - _LONGEST_AMONG), figure.span.start)
    return among is not None and _ALL_OF_THEM.fullmatch(text, figure.span.end, ranking.verb) is not None


def _handed_to(text: str, readings: Sequence[Reading], ranks: Sequence[Ranking]) -> dict[Span, Ranking]:
    """The rank of each figure where a clause hands out as many: 收视率1.26%,市场份额8.9%,分列全国第五位和第四位."""
    before = [reading for reading in readings if reading.figure.span.end <= ranks[0].verb][-len(ranks) :]
    if len(before) < len(ranks) or len({rank.verb for rank in ranks}) > 1:
        return {}
    led = text[before[-1].figure.span.end : ranks[0].verb + 2]
    return dict(zip((reading.figure.span for reading in before), ranks, strict=True)) if _HANDED.match(led) else {}


def _compared(readings: Sequence[Reading], ranking: Ranking) -> str:
    """What was compared just before a rank that names nothing: 增速7.2%,高于全国1.4个百分点,排名全省第3位."""
    before = [reading for reading in readings if reading.figure.span.end <= ranking.verb]
    versus = _VERSUS.search(before[-1].indicator) if before else None
    return before[-1].indicator[: versus.start()] if versus else ""


def _names_of(context: Context, ranks: Sequence[Ranking]) -> list[str]:
    """What each of the ranks is of where 分别 hands them out, "" where the words beside it tell."""
    row = [_rank_figure(rank) for rank in ranks]
    chain = range(len(row))
    apart = len({rank.verb for rank in ranks}) == 1 and len(ranks) > 1
    names = labels_of(context.text, context.words, row, chain, tail_words(context.lexicon)) if apart else None
    return [without_lead(name, context.lexicon) for name in names] if names else [""] * len(ranks)


def _wins(text: str, reading: Reading, figures: Sequence[Figure], ranking: Ranking) -> bool:
    """Whether the rank is the figure's: it follows with at most another figure between that says among how many."""
    figure, end = reading.figure, reading.figure.span.end
    # 两项均居首位: two are first; 提升2个百分点,进入前三: not for these points.
    apart = ranking.sized or figure.han or (ranking.within and figure.kind == "point")
    if ranking.verb < end or apart or _VERSUS.search(reading.indicator):
        return False
    again = _AGAIN.fullmatch(text, end, ranking.verb)
    if again and set(again["name"]) <= set(reading.indicator):
        return True
    link = _TO_RANK.fullmatch(text, end, ranking.verb)
    if link is None:
        return False
    return "在" in link.group() or not any(end <= other.span.start < ranking.verb for other in figures)


def _is_of_the_level(level: Metric, reading: Reading) -> bool:
    """Whether points between a level and its rank only say how it moved: 使用率71.2%,提高2.5个百分点,排名第三."""
    moved = reading.change is not None and reading.figure.kind == "point" and level.change is None
    return moved and level.rank is None and level.indicator == reading.indicator and level.quantity.unit == "%"


def _rank_reading(context: Context, figures: Sequence[Figure], ranking: Ranking, previous: Reading | None) -> Reading:
    """A rank without a figure is a figure of its own: its place."""
    text, words, lexicon = context.text, context.words, context.lexicon
    if ranking.sized:
        indicator = phrase_after(text, words, ranking.span.end, len(text), lexicon)
    elif previous and clause_start(text, ranking.verb) <= previous.figure.span.start:
        indicator = previous.indicator  # 由第六位上升到第二位
    else:
        counted = [f for f in figures if f.span.end <= ranking.verb]
        field = counted.pop() if counted and _is_field(text, counted[-1], ranking) else None
        floor = max((f.span.end for f in counted), default=0)
        clause = max(floor, clause_start(text, ranking.verb) - 1)
        movement = _MOVEMENT.search(text, floor, ranking.verb)
        # 10000号在全国测评中连续三年排名第一: who is ranked stands in front of what they were ranked in.
        within = _WITHIN.search(text, clause, ranking.verb)
        front = within.start() if within else ranking.verb
        if field:
            among = _AMONG.search(text, floor, field.span.start)
            front = among.start() if among else field.span.start
        indicator = name_before(context, front, floor) or (movement and movement.group()) or ""
        indicator = indicator or name_before(context, clause, floor)
    if _MEASURED.search(ranking.rank.scope or ""):
        indicator = ranking.rank.scope or ""  # 荣列同类产品市场占有率第一位
    return Reading(_rank_figure(ranking), indicator, "rank")


def _rank_figure(ranking: Ranking) -> Figure:
    quantity = Quantity(Decimal(ranking.rank.position), "名", "<=" if ranking.within else "=")
    return Figure(ranking.span, ranking.span, quantity, "rank", han=False)
