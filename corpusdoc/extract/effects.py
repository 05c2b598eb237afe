"""What became of a measure: the figures that its passage states behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpusdoc.model import Effect, Measure, Metric, Segmentation, Span


def with_effects(
    measures: Sequence[Measure], metrics: Sequence[Metric], segmentation: Segmentation
) -> tuple[Measure, ...]:
    """The measures, each with the figures that follow it in its passage, up to the next measure.

    Promised figures are no effects, and a passage that names several measures gives each what stands behind it.
    """
    stated: defaultdict[int, list[Metric]] = defaultdict(list)
    for metric in metrics:
        if not metric.target:
            stated[segmentation.sentences[metric.mention.sentence].passage].append(metric)
    starts = sorted(span.start for measure in measures for span in measure.places or (measure.mention.span,))
    found = ((measure, _effects(measure, starts, stated, segmentation)) for measure in measures)
    return tuple(replace(measure, effects=effects) if effects else measure for measure, effects in found)


def _effects(
    measure: Measure, starts: Sequence[int], stated: dict[int, list[Metric]], segmentation: Segmentation
) -> tuple[Effect, ...]:
    passage = segmentation.sentences[measure.mention.sentence].passage
    if passage not in stated:
        return ()
    end = measure.mention.span.end
    next_start = bisect_left(starts, end)
    following = starts[next_start] if next_start < len(starts) else segmentation.passages[passage].span.end
    behind = Span(end, following)
    return tuple(
        Effect(metric.mention.span, metric.indicator, metric.value_text)
        for metric in stated[passage]
        if behind.contains(metric.mention.span)
    )
