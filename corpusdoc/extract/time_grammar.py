"""The patterns of times as reports write them, made of the lexicon's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.english_dates import BEHIND, FIRST, START
from corpusdoc.extract.reigns import REIGN_FIRST, REIGNS
from corpusdoc.extract.vocabulary import alternatives
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.beginnings import beginning

HAN = "零〇○一二三四五六七八九十"
# 二0一九 and 二O一九 mean 二〇一九.
YEAR = r"(?:(?:1[89]|20)\d{2}|[一二][九零〇○八0O][零〇○0O一二三四五六七八九]{2})"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
TO = r"[ ]?(?:[-—–－~～−]|起?[至到]|——)[ ]?"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DATED = r"[ ]?[年财会学月日世至到起—–－~～−、和与及(（-]"  # what follows the first number of a time
# 今(109)年 and 112(2023)年 name their year twice.
_TWICE = r"(?:[今去前明本上]|1[0-3]\d|[5-9]\d|(?:19|20)\d\d)[ ]?[(（](?:19\d\d|20\d\d|1[0-3]\d|[5-9]\d)[)）][ ]?年"
# 记者12日获悉, 会议7日在北京举行: a day of the month that it is told in.
_TOLD = "(?:[从在获召举发公宣对透下上晚凌早午开闭所]|表示|介绍|通报|了解)"
# 不同年龄, 目前年产, 成本年均: the first character of what looks like 同年 ends another word, or 年 begins one.
_OTHER_WORD = (
    r"(?<=[加线网晚早])上|(?<=[以税产生目当提之事空此先日])前|(?<=[过失])去|(?<=[如当古])今|(?<=[证说表声文透聪光鲜标])明"
    r"|(?<=[不共合协])同|(?<=[相正适])当|(?<=应)该|(?<=[成资基根版文样标课])本|(?<=日)(?<!\d日)本"
    rf"|(?<=[\d{HAN}每此首本多历])次|[上同当该前本]年(?:[龄轻纪]|限(?!内))"
)
# 年初 alone; 2017年初步 is no beginning of a year.
_TURN = "(?<![\\d年今去前明同当次翌本该上每一二三四五六七八九十两几半百数多近])年"
# 全年任务, 全年无休: no time when something was so.
_PLANNED = "全年的?(?:目标|任务|计划(?:任务|目标|[,，。])|工作[要思重]|预算|365|无休|三百六)"
# 年初确定的目标, 年初预算: what was to be done, not when.
_TURN_SET = "(?!(?:[^,，。;；]{0,6}(?:确定|制定|制订|下达|签订|提出|部署|既定|定下|安排)的|计划|预算|目标|部署))"
_TURN_UNLESS = "(?![步级始心衷次审评层线薪蕴端梢位]|部(?!署))"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns made of the lexicon's time words."""

    first: str  # what a moment may begin with, as a class of characters
    start: str  # a pattern for how it begins
    starts: re.Pattern[str]  # where it does
    point: re.Pattern[str]
    tail: re.Pattern[str]
    years: dict[str, str]
    parts: dict[str, str]
    turns: dict[str, str]
    holidays: dict[str, str]


@cache
def grammar(lexicon: Lexicon) -> Grammar:
    """The patterns for this lexicon."""
    words: dict[str, dict[str, str]] = {}
    for row in lexicon.rows("time_words"):
        words.setdefault(row["kind"], {}).setdefault(row["surface"], row["value"])
    year, part, turn = (alternatives(words[kind]) for kind in ("year", "part", "turn"))
    tail, until, day = (alternatives(words[kind]) for kind in ("open", "until", "day"))
    holiday = alternatives(words.get("holiday", {}))
    first = re.escape("".join({word[0] for kind in ("year", "part", "holiday") for word in words.get(kind, {})}))
    point = (
        rf"(?:(?:(?P<twice>{_TWICE})|(?P<y>{YEAR})[ ]?(?:财政|财|会计)?年|民国(?P<roc>\d{{1,3}}|[{HAN}百]{{1,5}})年"
        rf"|(?P<short>0\d(?=[ ]?年)|(?<![第近满过逾这\d])[0-389]\d(?=年[初底末](?![级段]))"
        rf"|(?<=[自从])[5-9]\d(?=年(?![代来前间的多级]))|(?:^|(?<=[,，。;；:：、(（\n到至于与比较]))[89]\d(?=年(?![代来前后间的多级余历以之半老检定]))|\d\d(?=年(?:\d{{1,2}}月|第?[一二三四1-4]季|[上下]半年))"
        rf"|[五六七八九零〇][{HAN[:-1]}](?=年(?![来间]|多)))[ ]?年"
        rf"|(?<![\d.])(?P<republic>1[0-2]\d|[5-9]\d|一[零〇○一二][{HAN[:-1]}])[ ]?年(?![来间]|的?历史|多)"
        rf"|(?!{_OTHER_WORD}|{_PLANNED})(?P<word>{year}))(?:度(?!过)|期间|全年)?"
        rf"(?:[ ]?{_month('')}|(?P<part>{part})(?P<edge>[初末])?|(?P<turned>{turn}){_TURN_UNLESS}"
        rf"|(?P<holiday>{holiday}))?"
        rf"|(?<![\d个第]){_month('2')}|(?P<part2>{part})(?P<edge2>[初末])?"
        rf"|{_TURN}(?P<turn>[初底末]{_TURN_UNLESS}{_TURN_SET}|内(?![部涵]))|(?P<holiday2>{holiday})"
        rf"|(?<![\d.月])(?:[同当该]月)?"
        rf"(?=\d{{1,2}}日(?![均常报志期程产供处本内]|以内|之内|发(?![布表出]))|[今昨前明][(（]\d{{1,2}}[)）]日)"
        rf"(?P<told>[今昨前明][(（]|(?=\d+日{_TOLD})|(?<=[者从于])(?=\d+日[^缩减延压降提,，。]))?"
        rf"(?P<day>\d{{1,2}})[)）]?日)"
    )
    opening = rf"\d{HAN}民年上同当该前明本元昨{REIGN_FIRST}“\"{FIRST}{first}"
    start = (
        rf"{year}|{part}|{holiday}|[今昨去前明本上](?=[ ]?[(（]\d)|民国|元(?=月)|年[初底末内]"
        rf"|(?:{REIGNS})[元\d{HAN}]|[“\"]?[六七八九十][一二三四五]?五|上个?世纪|[同当该]月(?=\d)|前[\d{HAN}两]"
        rf"|(?:(?<![\d.])|(?<=^\d\.)|(?<=^\d\d\.))\d(?=\d{{0,3}}(?:{_DATED}|[./]\d|{BEHIND}))|{START}|[{HAN}](?=[{HAN}0O]{{0,3}}{_DATED})"
    )
    return Grammar(
        first=opening,
        start=start,
        starts=beginning(opening, start),
        point=re.compile(point),
        tail=re.compile(rf"(?P<open>{tail})|{until}(?!台|往|景|沿|提|列|期|海|线|后)|{day}"),
        years=words["year"],
        parts=words["part"],
        turns=words["turn"],
        holidays=words.get("holiday", {}),
    )


def _one_after_another(last: int, unit: str) -> str:
    """Numbers in a row, up to the one before that of the unit: 10、11、 of 10、11、12月份."""
    pairs = (f"{n}、(?={n + 1}(?:、|{unit}))" for n in range(1, last))
    return f"(?=\\d{{1,2}}、)(?:{'|'.join(pairs)}){{1,{last}}}"


def _month(mark: str) -> str:
    """Months and days of one year: 1-11月, 前11个月, 8月, 8月上旬, 8月10日, 8月10-12日."""
    month = (
        rf"(?P<ma{mark}>{_M})(?:月份?)?{TO}(?P<mb{mark}>{_M})[ ]?月份?(?![ ]?\d{{1,2}}[日号])(?![上中下]旬)"
        rf"|(?!^)(?P<ml{mark}>{_one_after_another(12, '月')}{_M})月份?"
    )
    days = (
        rf"(?:(?P<da{mark}>{DAY}){TO}(?={DAY}[ ]?[日号])|(?P<dl{mark}>{_one_after_another(31, '[日号]')}))?"
        rf"(?P<d{mark}>{DAY})(?:[ ]?[日号]|(?<=[{HAN}])(?=\s*(?:[)）|]|$)))"
    )
    day = rf"(?:份|(?P<ten{mark}>[上中下]旬)|[初底末])?(?:[ ]?{days})?"
    first = rf"[前头](?<!提前)(?P<first{mark}>1[0-2]|[2-9]|十[一二]?|[二两三四五六七八九])个?月"
    return rf"(?:{first}|{month}|(?P<m{mark}>{_M})[ ]?月(?![票饼刊租费球薪度]|号(?!召)){day})"
