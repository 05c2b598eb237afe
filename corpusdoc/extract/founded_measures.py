"""Measures that are founded (组建应急服务小组), launched (推出延时服务) or brought somewhere (健康教育进社区)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpusdoc.extract.measure_forms import HEADS, Form, distinct, trimmed, usual_category
from corpusdoc.extract.vocabulary import HAN, any_of, guarded, surfaces
from corpusdoc.lexicon import Lexicon

# What follows a name that is whole: no further noun.
_WHOLE = f"(?![{HAN}])|(?=[和与及等并且暨])"
_NAMED, _RUN = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}A-Za-z0-9+]+$")
# Head nouns that need no verb behind so many characters, looked for so far in front; what is said of a business.
BARE, _LONG, _REACH = ("活动", "行动", "机制", "模式"), 7, 14
_BARE = re.compile(f"(?:{'|'.join(BARE)})(?=[^{HAN}\\t*]|$|[为将已是被也要])")
# 机制, 控制, 编制: words that end like a rule.
_NO_RULE = "机控体编研限抑管强定法建绘复印配学录克牵抵监炮税公克禁节遏自统预"
_JOINED = re.compile("[”」』]?(?:[、和及与]|以及)")
_BUSINESS = re.compile("[或和]|公司|报告期|经营|投资|资产")


def launching(lexicon: Lexicon) -> frozenset[str]:
    """Words without which a sentence has no measure that find_launched() reads."""
    return frozenset().union(*(surfaces(lexicon, "measures", kind) for kind in ("launcher", "rule", "brought")))


@cache
def _founded(lexicon: Lexicon) -> re.Pattern[str]:
    """A verb that brings into being, modifiers, and a noun for what can be founded."""
    founder, thing = any_of(lexicon, "measures", "founder"), any_of(lexicon, "measures", "thing")
    name = f"[{HAN}A-Za-z0-9+·]{{2,22}}?{thing}"
    first = "".join(sorted({verb[0] for verb in surfaces(lexicon, "measures", "founder")}))
    return guarded(first, f"{founder}(?:了|的|起|出|成|一[个支批套])?(?P<name>{name})(?:{_WHOLE})")


@cache
def _launched(lexicon: Lexicon) -> re.Pattern[str]:
    """Services, rules and practices that need another verb, or one of fewer, to be more than a phrase."""
    kinds = ("launcher", "verb", "founder")
    launcher, verb = any_of(lexicon, "measures", "launcher"), any_of(lexicon, "measures", *kinds)
    rule, brought = any_of(lexicon, "measures", "rule"), any_of(lexicon, "measures", "brought")
    first = "".join(sorted({word[0] for kind in kinds for word in surfaces(lexicon, "measures", kind)}))
    return guarded(
        first + "促",
        f"(?:{launcher}了?(?:(?P<service>[{HAN}]{{2,10}}服务)|(?P<made>[{HAN}]{{3,10}}(?:化|管理)))"
        # 志愿者走进社区 is no more than what they did.
        f"|(?:{verb}|促进)了?(?:(?P<rule>[{HAN}]{{2,10}}?(?<![{_NO_RULE}]){rule})"
        f"|(?P<brought>[{HAN}]{{2,8}}(?<![走引迈推前送下]){brought}(?:活动)?))"
        f")(?:{_WHOLE})",
    )


def find_launched(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """推出延时服务, 推行配件寄售管理, 实行岗位积分制, 促进安全知识进社区; `words` are the places where a word ends."""
    generic = surfaces(lexicon, "measures", "generic")
    for match in _launched(lexicon).finditer(text, start, end):
        first, last = trimmed(text, *match.span(match.lastgroup or 0), words, lexicon)
        name = text[first:last]
        if len(name) > 3 and name not in generic and name[:-2] not in surfaces(lexicon, "measures", "bland"):
            usual = "service" if match["service"] else "" if match["brought"] else "management"
            yield Form(first, last, name, (), usual, "measure.founded")


def find_founded(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """组建水质抢险小组; `words` are the places where a word ends."""
    for match in _founded(lexicon).finditer(text, start, end):
        first, last = trimmed(text, match.start("name"), match.end("name"), words, lexicon)
        name = text[first:last]
        if match.start() in words and last in words and distinct(name, lexicon):
            yield Form(first, last, name, (), usual_category(name, lexicon), "measure.founded")


def find_bare(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """跨区联动抢修模式为…, 全员礼仪培训活动,: a head noun with modifiers enough to need no verb."""
    generic = tuple(surfaces(lexicon, "measures", "generic"))
    for head in _BARE.finditer(text, start, end):
        reach = max(start, head.start() - _REACH)
        run = _RUN.search(text[reach : head.end()])
        if run is None or head.end() not in words or head.end() - reach - run.start() < _LONG:
            continue
        whole = reach + run.start()
        first, last = trimmed(text, whole, head.end(), words, lexicon)
        name = text[first:last]
        # What is longer than the reach begins anywhere.
        begins = first > whole or whole == start or not _NAMED.match(text, whole - 1)
        if not begins or first not in words or len(name) < _LONG or _BUSINESS.search(name):
            continue
        if distinct(name, lexicon) and not name.endswith(generic):
            yield Form(first, last, name, (), usual_category(name, lexicon), "measure.bare")


@cache
def _further(lexicon: Lexicon) -> re.Pattern[str]:
    head = any_of(lexicon, "measures", *HEADS)
    return re.compile(
        f"(?P<head>{head})[”」』]?(?:、|[和及与]|以及)(?P<name>[{HAN}A-Za-z0-9]{{2,14}}?(?P=head))(?:{_WHOLE})"
    )


def find_further(text: str, forms: list[Form], words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """Names that share the head noun and the verb of the one in front: 制定入户服务规范、收费服务规范."""
    ends = {form.end for form in forms}
    if not any(_JOINED.match(text, end) for end in ends):
        return
    first = min((form.start for form in forms), default=len(text))
    last = max(ends, default=0) + 40
    place = first
    while match := _further(lexicon).search(text, place, last):
        place = match.end("head")
        start, end = trimmed(text, *match.span("name"), words, lexicon)
        name = text[start:end]
        if match.end("head") in ends and end in words and distinct(name, lexicon):
            ends.add(end)
            yield Form(start, end, name, (), usual_category(name, lexicon), "measure.founded")
