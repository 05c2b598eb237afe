"""What the paper that states an honor says of it: who issues it, whether it gives or plans to, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_details import CLAUSE
from corpusdoc.extract.levels import level_of
from corpusdoc.extract.vocabulary import pattern
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Honor, Level, Profile, Status, TimeExpression

GIVES = re.compile("授予|评选|选拔|命名|表彰|评为|选树|颁发|认定(?!为)|授于|涌现出")
_DECIDES = re.compile("(?:决定|通报|公告|公报)$|公布")
_BY_OTHERS = re.compile("[被获由经向]|授予我|授予本")
# 对完成任务的班组,授予“流动红旗”: whoever does so will get it.
_WHOEVER = re.compile(
    "(?:凡[^。;；]{2,30}|[^,，。;；]{4,30}的(?:单位|个人|员工|职工|集体|班组|部门|同志|选手|企业|网点|科室|支部))"
    "[,，]?[^,，。;；被获]{0,12}(?:授予|颁发|命名|评为)"
)
# 对获得省级文明单位称号的奖励5万元
_FOR = re.compile("对|凡")
_REWARDED = re.compile(
    "[”’」』]?(?:等)?(?:荣誉)?(?:称号)?的[^,，。;；]{0,10}[,，]?(?:分别|一次性|每[人个项])?(?:给予|予以|奖励)"
)
# 年内三次被评为“红旗班组”的,…: a rule, in a paper of rules.
_WHO_IS = re.compile("[”’」』]?(?:荣誉)?(?:称号)?的[,，]")
# 实现以下目标:…;创成省级示范窗口2个
_GOALS = re.compile("目标[^。;；:：\n]{0,8}[:：]")
# 建成省级示范网点80个, in a plan
_BUILT = re.compile("(?<!已)(?<!先后)(?:[建创]成|培育|打造)[^,，]{0,12}$")
_PRAISED = re.compile("[^。;；\n]{0,80}?(?:受到|获得|得到|予以|进行)了?(?:隆重|通报|集中|大会)?(?:表彰|嘉奖|表扬)")
_SUBJECT = re.compile(
    ".{0,40}关于.{0,40}(?:表彰|评选|命名|授予|认定).{0,60}(?:通知|决定|通报|方案|办法|意见|公告|公示)$"
)


def in_paper(
    honor: Honor, text: str, sentence: str, profile: Profile, times: Sequence[TimeExpression], lexicon: Lexicon
) -> Honor:
    """The honor with its date, its holder if that is not the paper's own organisation, its status and level."""
    date = _date(honor, times)
    dated = replace(
        honor,
        date=date,
        recipient=_other_than(honor.recipient, profile.org),
        status=_in_genre(honor, date, text, sentence, profile),
    )
    return _given_by_itself(dated, text, profile.org, lexicon)


def names_its_subject(sentence: str) -> bool:
    """关于表彰先进集体的通知 says what a paper is about, and gives nothing."""
    return _SUBJECT.match(sentence) is not None


def _front(text: str, start: int) -> str:
    """The part of the sentence in front of an honor, up to the last full stop or semicolon."""
    return re.split("[。;；\n]", text[max(0, start - 40) : start])[-1]


def _in_genre(honor: Honor, date: str | None, text: str, sentence: str, profile: Profile) -> Status:
    """A plan that says 评选…标兵 sets out to do so; what was given before, it says with 被 or 荣获."""
    given, decided = honor.status == "awarded", "决定" in sentence
    front, end = _front(text, honor.mention.span.start), honor.mention.span.end
    if given and _aimed_at(honor, text, sentence):
        return "target"
    undated = given and not date and not decided and "的" in sentence
    whoever = undated and not honor.count and _WHOEVER.search(front)
    if whoever or (undated and _REWARDED.match(text, end) and _FOR.search(front)):
        return "requirement"
    if profile.genre not in ("方案", "通知") or (profile.title and _DECIDES.search(profile.title)):
        return honor.status
    if honor.status == "nominated" and profile.genre == "方案":
        return "target"
    if given and not date and not decided and _BUILT.search(front):
        return "target"
    planned = ("被" not in front and GIVES.search(front)) or _PRAISED.match(text, end)
    return "requirement" if given and not decided and (planned or _WHO_IS.match(text, end)) else honor.status


def _aimed_at(honor: Honor, text: str, sentence: str) -> bool:
    """Whether a sentence lists goals, the honor among them: 实现以下目标:…;创成省级示范窗口2个."""
    goals = _GOALS.search(sentence)
    return (
        goals is not None
        and goals[0] in text[max(0, honor.mention.span.start - len(sentence)) : honor.mention.span.start]
    )


def _given_by_itself(honor: Honor, text: str, main: str | None, lexicon: Lexicon) -> Honor:
    """年底评选“服务标兵”: what one's own paper gives has its level, that of a company is corporate."""
    if honor.level or not main:
        return honor
    level: Level | None = "corporate" if _companies(lexicon).search(main) else level_of(main, lexicon)
    front = _front(text, honor.mention.span.start)
    given = GIVES.search(front) and not _BY_OTHERS.search(CLAUSE.split(front)[-1])
    praised = not honor.body and _PRAISED.match(text, honor.mention.span.end)
    return replace(honor, level=level) if level and (given or praised or honor.status == "requirement") else honor


@cache
def _companies(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "levels", "giver", then="(?:工会(?:委员会)?|党委)?$")


def _other_than(recipient: str | None, main: str | None) -> str | None:
    """A recipient is only said where it is not the document's own organisation."""
    return None if recipient and main and recipient in main else recipient


def _date(honor: Honor, times: Sequence[TimeExpression]) -> str | None:
    """Of its sentence's times, the date that stands nearest in front of the honor."""
    near = (t for t in reversed(times) if t.edtf and t.type in ("date", "period", "relative"))
    return next((t.edtf for t in near if t.mention.span.end <= honor.mention.span.start), None)
