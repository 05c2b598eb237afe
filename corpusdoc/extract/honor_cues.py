"""The verbs that give, seek or deny an honor: 荣获, 争创, 未获得."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_details import CLAUSE
from corpusdoc.extract.vocabulary import any_of, pattern, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Status

_OTHER_VERBS, _CREATED = frozenset("收捕查缴截俘"), frozenset("国省市明")
_RECEIVED = re.compile("[获由经受被捧摘]|拿[到下过]|得[到过]")
# 竞赛设优秀组织奖3个; 建设, 开设 and 下设 are other verbs.
_SETS = re.compile("(?:^|[\\s,，。;；:：\\d赛动评选])$")
# 成功创建国家级园林单位 and 已创建… are done.
_DONE = re.compile("(?:成功|顺利|已经?|累计|共计?|先后)$")
# 每季度评选一次“先锋岗” is a rule, whoever 每年被评为… had it.
_RECURRING, _CHOSEN = (
    re.compile("每(?:年|半年|季度?|个?月|周|批|届)[^被获由经受]{0,8}$"),
    ("评选", "评出", "评比", "选树", "选拔", "授予", "命名"),
)
_CALLED = ("称号", "荣誉")
_QUOTE_END = re.compile("[”’」』》]")
_OF_THOSE = re.compile("在|的(?!\\d)")
_SHORT_QUOTE = re.compile(
    "[“‘「『][^“”‘’「」『』,，。]{1,30}[”’」』]|(?:宣读|宣布|审议|讨论|学习|制定|修订|出台)了?《关于[^《》\\n]{1,80}》"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that gives, seeks or denies an honor, and what stands around it."""

    start: int
    end: int
    status: Status
    strong: bool  # enough to make a quoted name an honor that no lexicon knows
    left: str  # the clause in front of it


@cache
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    # 获得者 and 授予的 are no verbs.
    return pattern(lexicon, "honor_cues", "verb", "weak", "holding", then="(?!得?者|悉|取|益|利|准|救|息|奖)")


def _verbs_in(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """The verbs of text[start:end]; looking for what must not stand in front of one as well is thrice as slow."""
    while match := _verbs(lexicon).search(text, start, end):
        # 收获 and 捕获 are other verbs, and 创建 in 全国创建文明行业示范点 is none.
        front = text[max(0, match.start() - 1) : match.start()]
        other = (
            front in _OTHER_VERBS
            or (match[0] == "设" and not _SETS.search(front))
            or front + match[0] in ("信得过", "字命名")
        )
        if other or (match[0].startswith("创建") and front in _CREATED):
            start = match.start() + 1
        else:
            start = match.end()
            yield match


# 今后三年,…满意率力争达到99%,并跨入全国文明单位行列: an aim of the clause before goes on.
_TO_COME = re.compile(
    "(?:今后|未来|下一步|到20[1-9]\\d年)[^。;；]*(?:力争|争取|确保|努力)[^。;；]*[,，、](?:并|再|同时|进而)$"
)


@cache
def _modal(lexicon: Lexicon, kind: str) -> re.Pattern[str]:
    # 现将荣获先进的单位公布如下 speaks of what is done.
    return re.compile(f"(?<!现){any_of(lexicon, 'honor_cues', kind)}[^,，。;；]{{0,8}}$")


def cues_in(text: str, start: int, end: int, lexicon: Lexicon) -> list[Cue]:
    """The verbs of a sentence that govern names of honors; those that deny one are left out."""
    verbs = list(_verbs_in(text, start, end, lexicon))
    if not verbs:
        return []
    strong, statuses = values(lexicon, "honor_cues", "verb", "status"), _statuses(lexicon)
    quotes = [m.span() for m in _SHORT_QUOTE.finditer(text, start, end)]
    cues: list[Cue] = []
    for match in verbs:
        if match.end() == end or text[match.end()] in ",，、。;；)）":
            continue  # 议案获得通过,续聘…; 技术中心认定、高新技术企业认定
        if match[0] in ("表彰", "评定", "评出") and _OF_THOSE.match(text, match.end()):
            continue  # 表彰在“蛟龙”号试验中表现出色的集体, 受表彰的先进集体
        if match[0] == "颁发" and _RECEIVED.search(CLAUSE.split(text[start : match.start()])[-1]):
            continue  # 获水利部颁发“节水奖” has its verb in front
        if text.startswith("的", match.end()) and statuses[match[0]] in ("target", "nominated"):
            continue  # 申报的“数智供电所”案例, 推选的先进典型: what is applied with, who is proposed
        # 获“创建卫生城市先进集体”称号
        if any(a + (not text.startswith(_CALLED, b)) < match.start() < b for a, b in quotes):
            continue
        left = text[max(start, match.start() - 90) : match.start()]
        clause = own_words(left)
        if is_denied(clause, lexicon):
            continue
        status = cast(Status, statuses[match[0]])
        if status == "target" and _DONE.search(left):
            status = "awarded"
        if status == "awarded":
            rule = match[0].startswith(_CHOSEN) and _RECURRING.search(clause)
            put_off: Status | None = "target" if _TO_COME.search(left) else None
            status = "requirement" if rule else in_future(clause, lexicon) or put_off or status
        cues.append(Cue(match.start(), match.end(), status, match[0] in strong, left))
    return cues


def is_denied(clause: str, lexicon: Lexicon) -> bool:
    """Whether `clause`, a verb's own words in front of it, denies it: 未获得."""
    return _modal(lexicon, "denial").search(clause) is not None


def in_future(clause: str, lexicon: Lexicon) -> Status | None:
    """Whether what stands in front of a verb puts it off, and to what: 将授予 is to be given, 力争获得 aimed at."""
    ahead = _modal(lexicon, "future").search(clause)
    return _future_status(ahead[0], lexicon) if ahead else None


def own_words(left: str) -> str:
    """The words of the verb's own clause; 以《可爱的中国》荣获…: those in quotes modify no verb."""
    return _QUOTE_END.split(CLAUSE.split(left)[-1])[-1]


@cache
def _statuses(lexicon: Lexicon) -> dict[str, str]:
    """What each verb says of an honor; of two rows for one the strong one counts."""
    weak = values(lexicon, "honor_cues", "weak", "status") | values(lexicon, "honor_cues", "holding", "status")
    strong = values(lexicon, "honor_cues", "verb", "status")
    return weak | {verb: status for verb, status in strong.items() if status}


def _future_status(words: str, lexicon: Lexicon) -> Status:
    statuses = values(lexicon, "honor_cues", "future", "status")
    longest = max((word for word in statuses if words.startswith(word)), key=len)
    return cast(Status, statuses[longest])
