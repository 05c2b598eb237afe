"""Figures that a report states, each with what it measures, for when, how it changed and where it ranks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpusdoc.extract.changes import is_target, read_change
from corpusdoc.extract.indicators import canonical_indicator
from corpusdoc.extract.periods import heading_periods, opening_period, period_of
from corpusdoc.extract.phrases import clause_start, phrase_after, phrase_before, predicate_after, word_spans
from corpusdoc.extract.quantities import Figure, find_figures
from corpusdoc.extract.ranks import Ranking, find_ranks
from corpusdoc.extract.rhetoric import is_rhetorical
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import (
    Change,
    Document,
    Mention,
    Metric,
    Profile,
    Quantity,
    Rank,
    Segmentation,
    Sentence,
    Span,
    TimeExpression,
)

# Longer rows are tables or damage: no figure is read beyond this many characters.
_LONGEST = 3000
_PLANS = re.compile("计划|目标|打算|安排|部署|思路|规划|展望|要求")
_DONE = re.compile("回顾|总结|情况|完成|成效|成绩|做法")
# What may stand between a figure and the rank that it won: 13.26%,全省第一 · 99%的满意率位居全市第一.
_TO_RANK = re.compile(r"[ ,，、(（]?(?:并|且|均|也|都|已|在[^,，]{0,12}中)?|的[^,，;；。\d]{0,14}")
_LINK = re.compile(r"[ ]?[、和及与或,，][ ]?(?:分别|其中)?")
_LEFT_KINDS = ("percent", "point", "duration", "multiple", "score", "age")
_RULES = {
    "after": ("metrics.after_head", 0.9),
    "before": ("metrics.before_head", 0.9),
    "predicate": ("metrics.predicate", 0.7),
    "listed": ("metrics.listed", 0.8),
    "inherited": ("metrics.inherited", 0.7),
    "clause": ("metrics.clause", 0.5),
    "rank": ("metrics.rank", 0.8),
}


@dataclass(frozen=True, slots=True)
class _Context:
    """One sentence and what holds for all of its figures."""

    text: str
    index: int
    sentence: Sentence
    words: tuple[Span, ...]
    times: tuple[TimeExpression, ...]
    frame: str | None  # the period that the text before it has set
    planned: bool
    profile: Profile
    lexicon: Lexicon

    @property
    def offset(self) -> int:
        return self.sentence.span.start


@dataclass(frozen=True, slots=True)
class _Reading:
    """A figure with its indicator and change."""

    figure: Figure
    indicator: str
    how: str  # a key of _RULES
    change: Change | None
    sign: int


def find_metrics(
    document: Document,
    segmentation: Segmentation,
    profile: Profile,
    times: tuple[TimeExpression, ...],
    lexicon: Lexicon,
) -> tuple[Metric, ...]:
    """All figures of the document in its order, but none of noise."""
    found: list[Metric] = []
    for context in _contexts(document, segmentation, profile, times, lexicon):
        found += _sentence_metrics(context)
    return tuple(found)


def _contexts(
    document: Document,
    segmentation: Segmentation,
    profile: Profile,
    times: tuple[TimeExpression, ...],
    lexicon: Lexicon,
) -> Iterator[_Context]:
    by_sentence: dict[int, list[TimeExpression]] = defaultdict(list)
    for time in times:
        by_sentence[time.mention.sentence].append(time)
    headings = heading_periods(document, segmentation, times)
    passage, frame = -1, None
    for index, sentence in enumerate(segmentation.sentences):
        around = segmentation.passages[sentence.passage]
        if around.noise:
            continue
        if sentence.passage != passage:
            passage, frame = sentence.passage, None
        text = sentence.span.of(document.text)[:_LONGEST]
        own = tuple(by_sentence[index])
        above = headings.get(around.section) if around.section is not None else None
        heading = segmentation.sections[around.section].heading.of(document.text) if around.section is not None else ""
        yield _Context(
            text=text,
            index=index,
            sentence=sentence,
            words=word_spans(sentence.words),
            times=own,
            frame=above if frame is None else frame,
            planned=bool(_PLANS.search(heading)) and not _DONE.search(heading),
            profile=profile,
            lexicon=lexicon,
        )
        opening = opening_period(text, own, sentence.span.start, lexicon)
        frame = frame if opening is None else opening


def _sentence_metrics(context: _Context) -> list[Metric]:
    figures = _figures(context)
    ranks = [rank for rank in find_ranks(context.text, context.lexicon) if not _counted(context.text, figures, rank)]
    readings: list[_Reading] = []
    for position, figure in enumerate(figures):
        reading = _read(context, figures, position, readings)
        if reading.indicator:
            readings.append(reading)
    metrics: list[Metric] = []
    used: set[Ranking] = set()
    for reading in readings:
        won = next((r for r in ranks if r not in used and _wins(context.text, reading.figure, figures, r)), None)
        used |= {won} if won else set()
        metrics.append(_metric(context, reading, won.rank if won else None))
    metrics += [_ranked(context, figures, rank) for rank in ranks if rank not in used]
    return sorted((m for m in metrics if m.indicator), key=lambda metric: metric.mention.span)


def _figures(context: _Context) -> list[Figure]:
    # A length of time may be a time and a figure: 仅用五个月.
    taken = [time.mention.span for time in context.times if time.type != "duration"]
    lengths = [time.mention.span.shift(-context.offset) for time in context.times if time.type == "duration"]
    figures = find_figures(context.text, context.lexicon, context.offset, taken)
    return [f for f in figures if not is_rhetorical(context.text, f, figures, lengths, context.lexicon)]


def _read(context: _Context, figures: Sequence[Figure], position: int, readings: Sequence[_Reading]) -> _Reading:
    figure = figures[position]
    floor = figures[position - 1].span.end if position else 0
    previous = readings[-1] if readings else None
    change, sign = read_change(context.text, figure, floor, context.lexicon)
    listed = _LINK.match(context.text, floor) if previous and previous.figure.span.end == floor else None
    indicator, how = _indicator(context, figures, position)
    if previous and listed and previous.figure.quantity.unit == figure.quantity.unit:
        if listed.end() >= figure.span.start and how != "after":
            return replace(previous, figure=figure, how="listed")
        if previous.change == "share" and change is None and "、" not in listed.group() and how == "before":
            share = previous.indicator.partition("占")[0]
            return _Reading(figure, f"{share}占{indicator}", "listed", "share", 1)
    if previous and change == "share" and indicator.startswith("占"):
        indicator, how = previous.indicator + indicator, "inherited"
    if not indicator:
        indicator, how = _inherited(context, figure, change, readings)
    return _Reading(figure, indicator, how, change, sign)


def _indicator(context: _Context, figures: Sequence[Figure], position: int) -> tuple[str, str]:
    """What the figure measures by the words next to it, and which of them said so."""
    figure = figures[position]
    text, words, lexicon = context.text, context.words, context.lexicon
    ceiling = figures[position + 1].span.start if position + 1 < len(figures) else len(text)
    before = _before(context, figures, position)
    after = phrase_after(text, words, figure.span.end, ceiling, lexicon)
    if figure.kind in _LEFT_KINDS:
        return (before, "before") if before else (after, "after")
    if after:
        return after, "after"
    if before:
        return before, "before"
    if figure.kind in ("count", "people", "times", "") and text[figure.span.end : figure.span.end + 1] not in ("", *",，;；。、:：)）"):
        return predicate_after(text, figure.span.end), "predicate"
    return "", ""


def _before(context: _Context, figures: Sequence[Figure], position: int) -> str:
    """The phrase in front of the figure; a time that stands between is no part of it."""
    start = figures[position].span.start
    floor = figures[position - 1].span.end if position else 0
    spans = [time.mention.span.shift(-context.offset) for time in context.times if time.type != "duration"]
    low = max(floor, clause_start(context.text, start))
    last = max((span.end for span in spans if low <= span.start and span.end <= start), default=low)
    found = phrase_before(context.text, context.words, start, last, context.lexicon)
    if found or last == low:
        return found
    first = next(span.start for span in spans if span.end == last)
    return phrase_before(context.text, context.words, first, floor, context.lexicon)


def _inherited(
    context: _Context, figure: Figure, change: Change | None, readings: Sequence[_Reading]
) -> tuple[str, str]:
    """The indicator of the figure before, or the clause before, where the words next to the figure name none."""
    for previous in reversed(readings):
        if change or previous.figure.kind == figure.kind or previous.figure.quantity.unit == figure.quantity.unit:
            return previous.indicator, "inherited"
        break
    at = clause_start(context.text, figure.span.start)
    clause = phrase_before(context.text, context.words, max(0, at - 1), 0, context.lexicon)
    return (clause, "clause") if clause else (readings[-1].indicator if readings else "", "inherited")


def _counted(text: str, figures: Sequence[Figure], ranking: Ranking) -> bool:
    """Whether a figure counts ranks (四项全省第一): then the rank is what is counted."""
    return any(figure.span.end == ranking.verb and figure.kind == "count" for figure in figures)


def _wins(text: str, figure: Figure, figures: Sequence[Figure], ranking: Ranking) -> bool:
    end = figure.span.end
    if ranking.verb < end or any(end <= other.span.start < ranking.verb for other in figures):
        return False
    link = _TO_RANK.fullmatch(text, end, ranking.verb)
    return link is not None and not ranking.sized


def _ranked(context: _Context, figures: Sequence[Figure], ranking: Ranking) -> Metric:
    """A rank without a figure is a figure of its own: its place."""
    text = context.text
    if ranking.sized:
        indicator = phrase_after(text, context.words, ranking.span.end, len(text), context.lexicon)
    else:
        floor = max((f.span.end for f in figures if f.span.end <= ranking.verb), default=0)
        indicator = phrase_before(text, context.words, ranking.verb, floor, context.lexicon) or phrase_before(
            text, context.words, max(0, clause_start(text, ranking.verb) - 1), floor, context.lexicon
        )
    figure = Figure(ranking.span, ranking.span, Quantity(Decimal(ranking.rank.position), "名"), "rank", False, 0)
    return _metric(context, _Reading(figure, indicator, "rank", None, 1), ranking.rank)


def _metric(context: _Context, reading: _Reading, rank: Rank | None) -> Metric:
    figure, text = reading.figure, context.text
    quantity = figure.quantity
    if reading.sign < 0 and reading.change == "yoy" and quantity.value > 0:
        high = None if quantity.value_max is None else -quantity.value_max
        quantity = replace(quantity, value=-quantity.value, value_max=high)
    rule, confidence = _RULES[reading.how]
    period = period_of(text, figure.span, context.times, context.offset, context.lexicon)
    return Metric(
        mention=Mention(figure.span.shift(context.offset), context.index, rule, confidence),
        indicator=reading.indicator,
        quantity=quantity,
        value_text=figure.span.of(text),
        indicator_canonical=canonical_indicator(reading.indicator, figure.kind, context.lexicon),
        change=reading.change,
        period=(context.frame if period is None else period) or None,
        subject=context.profile.org,
        rank=rank,
        target=is_target(text, figure.span.start, context.profile.genre, context.planned, context.lexicon),
    )
