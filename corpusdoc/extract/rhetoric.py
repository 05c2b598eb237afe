"""Numbers that count nothing a report achieved: 从三个方面, 这六条, 百分之百, 三天."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.figures import Figure
from corpusdoc.extract.vocabulary import alternatives, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span

_MEASURES = ("money", "length", "area", "volume", "mass", "energy")
_COUNTS = ("count", "people", "times")
_STEPPED = re.compile("[升降高低进移滑跃落退]了?$")  # 较上年提升一位
# What makes a length of time a result: 仅用五个月, 工期缩短2个月.
_SPENT = re.compile(
    r"(?:用|用时|历时|短短|提前|(?:缩短|压缩|减少|节[约省])了?|[周工]期|时[限间长]|平均|承诺|仅|不超过|[达为])[ ]?$"
)
_LASTING = re.compile(r"[日月年天]\d{0,2}[日号]?[,，]?共$|[春暑]运(?:期间)?$")  # 1月26日至3月5日,共40天
_LASTED = re.compile("(?:里|间|来)(?![\u4e00-\u9fff]?[率比])")
_WON = re.compile("(?:荣?获|被|获得|当选|入选|荣膺|蝉联|夺得)")
_RATED = re.compile(r"(?:率|度|占|比|达到?|为|超过?|增长|提高|下降|完成|[约近])[^,，;；。]{0,6}$")
# 每减少1分钟, 每提高一个百分点: what something else is counted by.
_STEP = re.compile(
    "每(?:多|少|增[加长]?|减少?|提[高升前]|降低|下降|上升|缩短|延[长误]|压缩|节[约省]|晚|早|超过?|产生|创造)[^,，;；。、]{0,6}$"
)
# 5万元以上大案31起, 10人以上企业建会率95%: which ones are counted.
_CLASS = re.compile(r"的?[^\W\d_]{2,12}")
_FLOORS = ("以上", "以下", "以内")
_APART = 40  # characters between the whole and its parts: 四个市已有三个建成, 一个…


def is_rhetorical(
    text: str, figure: Figure, figures: Sequence[Figure], lengths: Sequence[Span], lexicon: Lexicon
) -> bool:
    """Whether the figure counts nothing. `lengths` are the sentence's durations."""
    before = text[max(0, figure.span.start - 12) : figure.span.start]
    bounded = figure.quantity.bound not in ("=", "~")
    if ("每" in before and _STEP.search(before)) or (bounded and _is_class(text, figure, figures)):
        return True
    if figure.kind == "duration":
        stated = any(span.overlaps(figure.span) for span in lengths)
        if _LASTING.search(before) or _LASTED.match(text, figure.span.end):
            return True
        return (stated or figure.han) and not _SPENT.search(before)
    if figure.quantity.unit == "%" and "百分之" in figure.number.of(text):
        return figure.quantity.value in (1, 100) and not _RATED.search(before)
    if figure.han and figure.quantity.value == 1 and figure.kind in _MEASURES:
        return True  # 一元纸币, 千里之行的一公里
    return figure.han and figure.kind in _COUNTS and _is_turn_of_phrase(text, figure, before, figures, lexicon)


def _is_class(text: str, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure with 以上 behind it only says which ones the next figure counts."""
    end = figure.span.end
    if figure.kind in ("percent", "duration") or not (text.endswith(_FLOORS, 0, end) or text.startswith("的", end)):
        return False
    following = next((other.span.start for other in figures if other.span.start >= end), end)
    return _CLASS.fullmatch(text, end, following) is not None


def _is_turn_of_phrase(text: str, figure: Figure, before: str, figures: Sequence[Figure], lexicon: Lexicon) -> bool:
    """Of small counts in Han characters: whether they count nothing."""
    # “五种精神” is a name, 二位 a form of address: what is counted are 两位.
    if before.endswith(("“", '"', "‘")) or figure.number.of(text).startswith("二"):
        return True
    if figure.kind == "times" and _WON.match(text, figure.span.end):
        return True  # 两次获得: what was won counts
    if figure.quantity.unit == "位" and _STEPPED.search(before):
        return False
    if figure.quantity.value == 1:
        return not _is_part(figure, figures)
    if _determined(lexicon).search(before):
        return True
    return bool(_abstract(lexicon).match(text, figure.span.end))


def _is_part(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether the one is a part of a whole that was counted just before in the same unit."""
    return any(
        other.han
        and other.quantity.unit == figure.quantity.unit
        and other.quantity.value > 1
        and 0 <= figure.span.start - other.span.end <= _APART
        for other in figures
    )


@cache
def _determined(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{alternatives(surfaces(lexicon, 'phrases', 'determiner'))}$")


@cache
def _abstract(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:的|不同|重要|主要|关键){{0,2}}{alternatives(surfaces(lexicon, 'phrases', 'abstract'))}")
