"""Whether what stands behind a verb is a list of honors."""

from __future__ import annotations

from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_cues import Cue
from corpusdoc.extract.honor_names import Named, is_held
from corpusdoc.extract.honor_papers import GIVES
from corpusdoc.extract.vocabulary import any_of, surfaces
from corpusdoc.lexicon import Lexicon

_TAKEN_IN = re.compile("入选|入围|跻身|列入|命名为|确定为|[获得]$|夺|赢得|位列|上榜")
_GOT = re.compile("获|赢得|夺得|蝉联")
_PROPOSED = re.compile("[”’」』](?:的?评[选定比审]|候选)")
_SHORTEST_PRIZE = 4
_COUNTED = re.compile("[”’」』](?:各?\\d{1,4}[名个家项支位]|[一二两三\\d]{1,3}次)")


def convincing(names: list[Named], cue: Cue, text: str, stop: int, lexicon: Lexicon) -> bool:
    """Whether the list is one of honors: known names, a strong verb, or 称号 after the last."""
    if not names:
        return False
    called = _called(lexicon).match(text, names[-1].end, stop + 8) is not None
    if text[cue.start : cue.end] in surfaces(lexicon, "honor_cues", "holding"):
        return called
    strong = called or (cue.strong and cue.status == "awarded")
    return strong or any(name.listed or name.body for name in names) or _by_form(names, cue, text, lexicon)


def _by_form(names: list[Named], cue: Cue, text: str, lexicon: Lexicon) -> bool:
    first = names[0]
    if GIVES.search(text, cue.start, cue.end) and any(_COUNTED.match(text, name.end) for name in (first, names[-1])):
        return True  # 评选“暖心工会”20家, “服务之星”一次
    if cue.status == "nominated" and _PROPOSED.match(text, first.end):
        return True  # 推荐参加省公司“金点子”评选
    if _TAKEN_IN.search(text, cue.start, cue.end) and is_held(text, first, lexicon):
        return True  # 入选“公司治理评鉴前百分之五企业”
    if _GOT.search(text, cue.start, cue.end) and first.name.endswith("奖") and len(first.name) > _SHORTEST_PRIZE:
        return True  # 获申诉专员嘉许奖
    # 获华表奖提名
    return text.startswith(("行列", "提名"), names[-1].end)  # 跨入国家二级企业行列


@cache
def _called(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        f"[”’」』]?(?:等)?(?:[^,，。;；“]{{0,8}}?){any_of(lexicon, 'honor_cues', 'after')}|[”’」』](?:的)?(?:荣誉)?称号"
    )
