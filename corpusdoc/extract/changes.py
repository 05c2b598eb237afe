"""What a figure says of an earlier one: 同比增长, 下降, 占, 完成计划的; and whether it is promised or achieved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpusdoc.extract.phrases import clause_start
from corpusdoc.extract.quantities import Figure
from corpusdoc.extract.vocabulary import alternatives, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Change, Genre

_FILLER = "[了约近达到为超过逾至少最高多各分别均都再又还仍较大幅度率、为 ]{0,6}"
_RATES = ("percent", "point")
_PROMISING: tuple[Genre, ...] = ("方案", "通知")


@dataclass(frozen=True, slots=True)
class _Patterns:
    level: re.Pattern[str]
    yoy: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    share: re.Pattern[str]
    completion: re.Pattern[str]
    after: re.Pattern[str]
    target: re.Pattern[str]
    actual: re.Pattern[str]


def read_change(text: str, figure: Figure, floor: int, lexicon: Lexicon) -> tuple[Change | None, int]:
    """The kind of change that a figure states, and its sign. `floor` is where the previous figure ends."""
    patterns = _patterns(lexicon)
    low = max(floor, clause_start(text, figure.span.start))
    before = text[low : figure.number.start]
    if figure.kind == "multiple":
        return "multiple", 1
    if not patterns.level.search(before):
        up, down = patterns.up.search(before), patterns.down.search(before)
        following = patterns.after.match(text, figure.span.end)
        if patterns.yoy.search(before) and (up or down or patterns.yoy.search(before + "$")):
            return "yoy", -1 if down and not up else 1
        if following:
            return ("yoy" if following["yoy"] else "decline" if following["down"] else "growth"), 1
        if (up or down) and (figure.kind in _RATES or figure.kind == "money" or (up or down).start() > 0):  # type: ignore[union-attr]
            return ("growth" if up else "decline"), 1
    if figure.kind in ("percent", "") and patterns.completion.search(before):
        return "completion", 1
    if figure.kind in ("percent", "") and patterns.share.search(before):
        return "share", 1
    return None, 1


def is_target(text: str, start: int, genre: Genre | None, planned: bool, lexicon: Lexicon) -> bool:
    """Whether the figure at `start` is planned, promised or required; the last word that tells counts.

    `planned`: it stands under a heading of plans.
    """
    patterns = _patterns(lexicon)
    target = max((match.start() for match in patterns.target.finditer(text, 0, start)), default=-1)
    actual = max((match.start() for match in patterns.actual.finditer(text, 0, start)), default=-1)
    if target < 0 and actual < 0:
        return planned or genre in _PROMISING
    return target > actual


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    yoy, up, down, level, share, done = (
        alternatives(surfaces(lexicon, "changes", kind)) for kind in ("yoy", "up", "down", "level", "share", "completion")
    )
    target, actual = (
        "|".join(f"(?:{row['pattern']})" for row in lexicon.rows("targets") if row["kind"] == kind)
        for kind in ("target", "actual")
    )
    return _Patterns(
        level=re.compile(f"{level}{_FILLER}$"),
        yoy=re.compile(yoy),
        up=re.compile(f"{up}{_FILLER}$"),
        down=re.compile(f"{down}{_FILLER}$"),
        share=re.compile(rf"{share}(?![地用领有])[^,，;；。\d]{{0,24}}$"),
        completion=re.compile(rf"(?:完成|达到?|为|占)[^,，;；。]{{0,14}}{done}[^,，;；。]{{0,6}}$"),
        after=re.compile(f"的(?P<yoy>同比|年均)?(?:(?P<up>{up})|(?P<down>{down}))"),
        target=re.compile(target),
        actual=re.compile(actual),
    )
