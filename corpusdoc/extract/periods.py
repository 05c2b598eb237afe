"""The time that a figure speaks of: in its clause, its sentence, its paragraph so far, or the headings above."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from corpusdoc.extract.phrases import clause_end, clause_start, in_closed_brackets
from corpusdoc.extract.vocabulary import alternatives, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Segmentation, Span, TimeExpression

_OPENING = 4  # characters that may stand before a time that opens a sentence: 一是, 截至, 其中
_YEAR = re.compile(r"\d{4}|[一二][九零〇○]")  # （6月1日至10月30日） in a heading is a deadline
_OWN_FIGURE = re.compile(r"的[约近超过达为]{0,3}[\d一二三四五六七八九十]")  # 由2022年的12亿元增至15亿元
_QUOTED = re.compile(r"[《“][^》”]{0,60}$")
_QUOTE = 62

Periods = Sequence[tuple[Span, str]]


def usable_periods(
    text: str, times: Sequence[tuple[Span, TimeExpression]], lexicon: Lexicon
) -> tuple[tuple[Span, str], ...]:
    """Of a sentence's times, those that say when something was so: none in a title, none that is compared with."""
    compared, founded = _compared(lexicon), _founded(lexicon)
    return tuple(
        (span, time.edtf)
        for span, time in times
        if time.edtf
        and time.type in ("date", "period", "relative")
        and not _QUOTED.search(text[max(0, span.start - _QUOTE) : span.start])
        and not compared.search(text, max(0, span.start - 3), span.start)
        and not founded.search(text, max(0, span.start - 6), span.start)
        and not span.of(text).endswith("同期")
    )


def now_ends(text: str, lexicon: Lexicon) -> tuple[int, ...]:
    """Where the words end that say 目前: from there on an earlier date no longer holds."""
    return tuple(match.end() for match in _now(lexicon).finditer(text))


def period_of(text: str, figure: Span, periods: Periods, nows: Sequence[int]) -> str | None:
    """The period that the sentence itself gives the figure; "" where it says 目前, None where it says nothing."""
    low, high = clause_start(text, figure.start), clause_end(text, figure.end)
    before = [pair for pair in periods if pair[0].end <= figure.start and _holds(text, pair[0].end, figure.start)]
    if before and before[-1][0].start >= low:
        return before[-1][1]
    behind = next((value for span, value in periods if figure.end <= span.start < high), None)
    if behind:
        return behind
    now = max((end for end in nows if end <= figure.start), default=-1)
    if before and before[-1][0].end >= now:
        return before[-1][1]
    return "" if now >= 0 else None


def _holds(text: str, end: int, at: int) -> bool:
    """Whether a time that ends at `end` holds at `at`: not behind its brackets, nor for the figure after its own."""
    own = _OWN_FIGURE.match(text, end)
    return not (own and own.end() < at) and not in_closed_brackets(text, end, at)


def opening_period(times: Sequence[tuple[Span, TimeExpression]], periods: Periods, nows: Sequence[int]) -> str | None:
    """The period that a sentence sets for those after it: an explicit date at its beginning; "" for 目前."""
    closed = {span for span, time in times if time.type in ("date", "period") and ".." not in (time.edtf or "..")}
    first = next((value for span, value in periods if span.start <= _OPENING and span in closed), None)
    return first or ("" if nows else None)


def heading_periods(
    document: Document, segmentation: Segmentation, times: Sequence[TimeExpression], lexicon: Lexicon
) -> list[str | None]:
    """For each section, the period that its heading or one above it names: 2023年工作总结."""
    spans = ((time.mention.span, time) for time in times if _YEAR.search(time.mention.span.of(document.text)))
    dated = [(span.start, edtf) for span, edtf in usable_periods(document.text, tuple(spans), lexicon)]
    starts = [start for start, _ in dated]
    found: list[str | None] = []
    around: list[int] = []  # the sections that the current one lies in
    for section in segmentation.sections:
        while around and not segmentation.sections[around[-1]].span.contains(section.span):
            around.pop()
        own = bisect_left(starts, section.heading.start)
        named = own < len(starts) and starts[own] < section.heading.end
        found.append(dated[own][1] if named else found[around[-1]] if around else None)
        around.append(len(found) - 1)
    return found


@cache
def _founded(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(surfaces(lexicon, 'phrases', 'founding'))}|建)于$")


@cache
def _now(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(alternatives(surfaces(lexicon, "phrases", "now")))


@cache
def _compared(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{alternatives(surfaces(lexicon, 'phrases', 'compare'))}$")
