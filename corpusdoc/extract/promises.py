"""Whether a figure is promised, required or planned rather than achieved."""

from __future__ import annotations

from collections.abc import Sequence

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_start, of_another_item
from corpusdoc.extract.contexts import Context
from corpusdoc.extract.figures import Figure

_SET = re.compile("[^“”‘’「」,，。;；]{0,8}[”’」](?:的?工作|的|年度|总){0,2}(?:任务|目标)")  # 完成“新增6万台”任务
# 每人每年讲党课不少于2次, 全年不少于48次: a least number for each time is required, and nothing behind it is.
_REQUIRED = re.compile("(?:每(?:[人名年月季周个]|季度|半年)[^,，。;；\\d]{0,14}|全年|年内)不(?:得)?[少低]于$")
# 订下能耗降低30%、水耗降低15%的目标: not what was reached.
_AIMED = re.compile("(?:(?:[,，]?(?:以及|和|及)|、)[^,，。;；]{1,30}?)?的[^,，。;；、]{0,4}目标")
# 3个工作日内必须答复
_MUST = re.compile("[^,，。;；\\d]{0,4}(?:必须|务必|须(?!知)|应[当予]?(?!急|用|答))")
_CAME = re.compile("(?:全年|[上下]半年|本[月年季]|目前)?(?:实际|平均|完成|达到?了?|实现|为|用时){1,3}")
_BOUNDED = re.compile("(?:不(?:[得少低高大超多长晚]|能)|以[上下内]|[至最][少多])[^,，。;；]*[,，;；]$")
_MET = re.compile("完成|达成|提前|超额|实现了|如期|圆满")


def is_promised(context: Context, figure: Figure, promises: Sequence[tuple[int, bool]]) -> bool:
    """Whether the words around the figure, or what the text is, say that it is to be reached.

    `promises` are the context's. The last word in front that tells whether a figure is promised or achieved counts.
    """
    at = figure.number.start
    told = (each for end, each in reversed(promises) if end <= at and not of_another_item(context.text, end, at))
    promised = next(told, context.planned) or _is_aim(context.text, figure)
    return promised and (context.planned or not _is_kept(context.text, figure))


def _is_kept(text: str, figure: Figure) -> bool:
    """Whether a figure is what came of a requirement: 要求不低于90%,全年完成94.6%."""
    start = clause_start(text, figure.span.start)
    came = figure.quantity.bound == "=" and _CAME.fullmatch(text, start, figure.span.start)
    return bool(came and _BOUNDED.search(text, clause_start(text, max(0, start - 2)), start))


def _is_aim(text: str, figure: Figure) -> bool:
    """Whether the words beside a figure say that it, and only it, is to be reached."""
    start = clause_start(text, figure.span.start)
    if figure.kind == "duration" and figure.quantity.bound == "<=" and _MUST.match(text, figure.span.end):
        return True
    if _SET.match(text, figure.span.end) or _REQUIRED.search(text, start, figure.number.start):
        return True
    met = _MET.search(text, start, figure.span.start)
    return met is None and _AIMED.match(text, figure.span.end) is not None
