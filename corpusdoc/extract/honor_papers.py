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

GIVES = re.compile("授予|评选|评出|选拔|命名|表彰|评为|选树|颁发|认定(?!为)|授于|涌现出")
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
_BUILT = re.compile("(?<!已)(?<!先后)(?:[建创]成|培育|打造|达到)[^,，]{0,12}$")
_DONE = re.compile("已|曾|先后|荣[获膺]|连续|累计|近年|去年|上年|同期")
_PRAISED = re.compile("[^。;；\n]{0,80}?(?:受到|获得|得到|予以|进行)了?(?:隆重|通报|集中|大会)?(?:表彰|嘉奖|表扬)")
_OWN = re.compile("[我本](?:们|公司|集团|行|院|局|站|矿|厂|校|段|社|所|会|店|部|中心|单位|企业|机构)")
_SUBJECT = re.compile(
    ".{0,40}关于.{0,40}(?:表彰|评选|命名|授予|认定).{0,60}(?:通知|决定|通报|方案|办法|意见|公告|公示)$"
)


def in_paper(
    honor: Honor,
    text: str,
    sentence: str,
    profile: Profile,
    times: Sequence[TimeExpression],
    planned: bool,
    lexicon: Lexicon,
) -> Honor:
    """The honor with its date, its holder if that is not the paper's own organisation, its status and level.

    `planned` says that it stands in a part of the paper that speaks of what is to be done.
    """
    date = _date(honor, times)
    dated = replace(
        honor,
        date=date,
        recipient=_other_than(honor.recipient, profile.org),
        status=_in_genre(honor, date, text, sentence, profile, planned and not _DONE.search(sentence)),
    )
    return _given_by_itself(dated, text, profile.org, lexicon)


def names_its_subject(sentence: str) -> bool:
    """关于表彰先进集体的通知 says what a paper is about, and gives nothing."""
    return _SUBJECT.match(sentence) is not None


def _front(text: str, start: int) -> str:
    """The part of the sentence in front of an honor, up to the last full stop or semicolon."""
    return re.split("[。;；\n]", text[max(0, start - 40) : start])[-1]


def _in_genre(honor: Honor, date: str | None, text: str, sentence: str, profile: Profile, planned: bool) -> Status:
    """A plan that says 评选…标兵 sets out to do so; what was given before, it says with 被 or 荣获."""
    given, decided = honor.status == "awarded", "决定" in sentence
    front, end = _front(text, honor.mention.span.start), honor.mention.span.end
    if given and _aimed_at(honor, text, sentence):
        return "target"
    undated = given and not date and not decided and "的" in sentence
    whoever = undated and not honor.count and _WHOEVER.search(front)
    if whoever or (undated and _REWARDED.match(text, end) and _FOR.search(front)):
        return "requirement"
    orders = profile.genre in ("方案", "通知") and not (profile.title and _DECIDES.search(profile.title))
    if not (orders or planned):
        return honor.status
    if honor.status == "nominated" and profile.genre == "方案":
        return "target"
    built = given and not date and not decided
    if (built or (planned and honor.status != "nominated")) and _BUILT.search(front):
        return "target"
    gives = ("被" not in front and GIVES.search(front)) or _PRAISED.match(text, end)
    return "requirement" if given and not decided and (gives or _WHO_IS.match(text, end)) else honor.status


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
    # What a station or a school will give is its own, too.
    own = _companies(lexicon).search(main) or honor.status == "requirement"
    level: Level | None = level_of(main, lexicon) if not own else "corporate"
    front = _front(text, honor.mention.span.start)
    given = GIVES.search(front) and not _BY_OTHERS.search(CLAUSE.split(front)[-1])
    praised = not honor.body and _PRAISED.match(text, honor.mention.span.end)
    return replace(honor, level=level) if level and (given or praised or honor.status == "requirement") else honor


@cache
def _companies(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "levels", "giver", then="(?:工会(?:委员会)?|党委)?$")


def _other_than(recipient: str | None, main: str | None) -> str | None:
    """A recipient is only said where it is not the document's own organisation."""
    own = recipient and (_OWN.fullmatch(recipient) or (main and recipient in main))
    return None if own else recipient


def _date(honor: Honor, times: Sequence[TimeExpression]) -> str | None:
    """Of its sentence's times, the date that stands nearest in front of the honor."""
    near = (t for t in reversed(times) if t.edtf and t.type in ("date", "period", "relative"))
    return next((t.edtf for t in near if t.mention.span.end <= honor.mention.span.start), None)
