"""The time that a figure speaks of: in its clause, its sentence, its paragraph so far, or the headings above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpusdoc.extract.phrases import clause_end, clause_start
from corpusdoc.extract.vocabulary import alternatives, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Segmentation, Span, TimeExpression

_OPENING = 4  # characters that may stand before a time that opens a sentence: 一是, 截至, 其中
_QUOTED = re.compile(r"[《“][^》”]{0,60}$")


def period_of(text: str, figure: Span, times: Sequence[TimeExpression], offset: int, lexicon: Lexicon) -> str | None:
    """The period that the sentence itself gives the figure; "" where it says 目前, None where it says nothing.

    `times` are those of the sentence, `offset` is where it begins in the document.
    """
    usable = [(t.mention.span.shift(-offset), t.edtf) for t in times if t.edtf and _is_period(text, t, offset, lexicon)]
    low, high = clause_start(text, figure.start), clause_end(text, figure.end)
    before = [(span, value) for span, value in usable if span.end <= figure.start]
    clause = [value for span, value in before if span.start >= low] or [
        value for span, value in reversed(usable) if figure.end <= span.start < high
    ]
    if clause:
        return clause[-1]
    now = max((match.end() for match in _now(lexicon).finditer(text, 0, figure.start)), default=-1)
    if before and before[-1][0].end >= now:
        return before[-1][1]
    return "" if now >= 0 else None


def opening_period(text: str, times: Sequence[TimeExpression], offset: int, lexicon: Lexicon) -> str | None:
    """The period that a sentence sets for those after it: an explicit date at its beginning; "" for 目前."""
    for time in times:
        span = time.mention.span.shift(-offset)
        closed = time.edtf and ".." not in time.edtf and time.type in ("date", "period")
        if span.start <= _OPENING and closed and _is_period(text, time, offset, lexicon):
            return time.edtf
    now = _now(lexicon).search(text)
    return "" if now else None


def heading_periods(
    document: Document, segmentation: Segmentation, times: Sequence[TimeExpression]
) -> dict[int, str | None]:
    """For each section, the period that its heading or one above it names: 2023年工作总结."""
    dated = [(time.mention.span, time.edtf) for time in times if time.edtf and time.type in ("date", "period")]
    found: dict[int, str | None] = {}
    for index, section in enumerate(segmentation.sections):
        own = [edtf for span, edtf in dated if section.heading.contains(span)]
        above = [
            found.get(other)
            for other in range(index)
            if segmentation.sections[other].span.contains(section.span) and found.get(other)
        ]
        found[index] = own[0] if own else above[-1] if above else None
    return found


def _is_period(text: str, time: TimeExpression, offset: int, lexicon: Lexicon) -> bool:
    span = time.mention.span.shift(-offset)
    if time.type not in ("date", "period", "relative") or _QUOTED.search(text[: span.start]):
        return False
    # 较2019年增长: the year compared with.
    return not _compared(lexicon).search(text, max(0, span.start - 3), span.start)


@cache
def _now(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(alternatives(surfaces(lexicon, "phrases", "now")))


@cache
def _compared(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{alternatives(surfaces(lexicon, 'phrases', 'compare'))}$")
