"""What a figure says of another one: 同比增长, 下降, 占, 完成计划的, 超出平均."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_start, label_end
from corpusdoc.extract.figures import PLUS, SIGNS, Figure
from corpusdoc.extract.vocabulary import alternatives, looking_for, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Change

_FILLER = "(?:[了约近达到为超过逾至少最高多各分别均都再又还仍较大幅度率、为 ]|不[低少高多大]于|介[乎于]){0,6}"
_NET = "净"
_NET_OF = re.compile("净增[^,，;；。\\d]{1,16}$")  # 净增电话用户48万户
# 占比稳步提高到三成: a rate that was raised has its level behind it.
_RAISED = "(?:份额|[率度]|占比|比重)(?:持续|稳步|不断|逐年|大幅|进一步|继续)?(?:提升|提高|上升|下降|降低)达到"
_OF_IT = re.compile("的[约近]?")
_AMOUNT = re.compile(r"[\d.,]+\D{0,4}$")
_PART = re.compile("(?:其中|约|近|超|有|[,，、。;；:：\\s])*$")
_PART_OF = re.compile("(?:隶属于?|来自于?|属于?|是|为)(?=[\u4e00-\u9fff])")  # 其中,80%来自企业,20%为机关
_SOME = re.compile("(?<![拥持含设共具])[仅只仍还尚]?有(?:将?近|约|超过?)?$")  # 仅有56%的人能说出
# 同比多增, 较上年少亏: which way the verb behind goes is told before it.
_DIFFERING = "(?P<sign>[多少增减])(?:[\u4e00-\u9fff]{1,2})"
_OPENING = ("(", "（", "比", ":", "：")
_SAME_PART = ("同期", "上年", "去年", "同期的", "上年的", "去年的")
_SO_BELOW = ("（下同）", "(下同)")
_MOVING = ("yoy", "up", "down")
# 增加3个网点 counts what is new, 缩短3分钟 and 提高3分 cannot.
_DIFFERENCE = re.compile("提[升高]|[上回]升|下[降滑]|降低|缩短|延长|[上下]?[涨跌]")
# 增速由2.1%回升至6.4%: both are rates of growth.
_RATE_FROM = re.compile(
    "(?:(?P<up>[增涨升]幅|增速|增长率)|[降跌]幅)[由从](?:[^,，;；。]{1,24}[到至为])?[^,，;；。\\d]{0,3}$"
)
_RATES = ("percent", "ratio", "point", "money")


@dataclass(frozen=True, slots=True)
class _Patterns:
    moving_by: re.Pattern[str]
    moving: re.Pattern[str]  # what all growth and decline has in it: most figures have none in front
    level: re.Pattern[str]
    yoy: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    share: re.Pattern[str]
    completion: re.Pattern[str]
    after: re.Pattern[str]
    versus: re.Pattern[str]
    differing: re.Pattern[str]


def read_change(text: str, figure: Figure, floor: int, lexicon: Lexicon) -> tuple[Change | None, int]:
    """The kind of change that a figure states, and its sign. `floor` is where the previous figure ends."""
    if figure.kind == "multiple":
        return "multiple", 1
    patterns = _patterns(lexicon)
    end = label_end(text, figure.span.start)
    begins = clause_start(text, end - 1)
    if begins and text[begins - 1] in ")）" and text.endswith(_SO_BELOW, floor, begins):
        begins = clause_start(text, begins - len(_SO_BELOW[0]))  # 同比（下同）增长4.6%
    before = text[max(floor, begins) : end if end < figure.span.start else figure.number.start]
    if "下同" in before:
        before = before.replace(_SO_BELOW[0], "").replace(_SO_BELOW[1], "")
    rate = _RATE_FROM.search(text, begins, figure.span.start) if figure.kind in _RATES else None
    if rate:
        return "growth" if rate["up"] else "decline", 1
    sign = _sign(text, figure)
    if sign:
        return "yoy" if patterns.yoy.search(before) else "growth", sign
    if floor and _OF_IT.fullmatch(before):
        # 完成年度计划5000万元的96%
        before = _AMOUNT.sub("", text[clause_start(text, figure.span.start) : floor])
    moved = _moved(before, text, figure, patterns)
    if moved or figure.kind not in ("percent", "ratio"):
        return moved or (None, 1)
    if patterns.completion.search(before):
        return "completion", 1
    some = _SOME.search(before) and text.startswith("的", figure.span.end)
    return ("share" if some or patterns.share.search(before) or part_of(text, figure, floor) else None), 1


def _sign(text: str, figure: Figure) -> int:
    """Which way a percentage goes by its sign: 同比+6.8%, 48.6亿元（-3.4%）; 0 where it has none, or may be a level."""
    start = figure.span.start
    if figure.kind not in ("percent", "point") or text[start] not in SIGNS:
        return 0
    if text[start] in PLUS:
        return 1
    return -1 if text[start - 1 : start] in _OPENING else 0


def part_of(text: str, figure: Figure, floor: int) -> re.Match[str] | None:
    """The verb behind a percentage that opens a clause and says who makes up that part."""
    opens = figure.kind == "percent" and _PART.fullmatch(
        text[max(floor, clause_start(text, figure.span.start)) : figure.span.start]
    )
    return _PART_OF.match(text, figure.span.end) if opens else None


def _moved(before: str, text: str, figure: Figure, patterns: _Patterns) -> tuple[Change, int] | None:
    """Growth or decline and its sign, if the figure is the difference and not the level that was reached."""
    following = patterns.after.match(text, figure.span.end)
    # 较上年同期28.9亿元增加3.7亿元
    compared = before.endswith(_SAME_PART) and patterns.moving_by.match(text, figure.span.end)
    told = following or patterns.moving.search(before)
    if not told or compared or patterns.level.search(before) or patterns.versus.search(before):
        return None
    up, yoy = patterns.up.search(before), patterns.yoy.search(before)
    down = None if up else patterns.down.search(before)
    word = up or down
    differing = patterns.differing.search(before) if yoy and not word else None
    if yoy and (word or differing or yoy.end() == len(before)):
        return "yoy", -1 if down or (differing and (differing["fell"] or (differing["sign"] or "-") in "少减")) else 1
    if following:
        return "yoy" if following["yoy"] else "decline" if following["down"] else "growth", 1
    # 增加3个网点 counts what is new; 网点增加3个 is growth.
    if _NET_OF.search(before) and figure.kind in ("count", "people"):
        return "growth", 1
    if word and (
        figure.kind in _RATES or word.start() > 0 or before.startswith(_NET) or _DIFFERENCE.match(word.group())
    ):
        return "growth" if up else "decline", 1
    return None


def statement_before(text: str, start: int, floor: int, lexicon: Lexicon) -> str | None:
    """The words in front of a figure that must be kept whole to be understood: 超出行业平均增速, 完成年计划."""
    patterns = _patterns(lexicon)
    before = text[max(floor, clause_start(text, start)) : start]
    found = patterns.versus.search(before) or patterns.completion.search(before)
    return found.group().rstrip("的达到为约近 ") if found else None


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    yoy, up, down, level, share, done, versus = (
        alternatives(surfaces(lexicon, "changes", kind))
        for kind in ("yoy", "up", "down", "level", "share", "completion", "versus")
    )
    return _Patterns(
        moving=looking_for(frozenset({_NET}).union(*(surfaces(lexicon, "changes", kind) for kind in _MOVING))),
        moving_by=re.compile(rf"(?:{up}|{down}|[多少])[^,，。;；\d]{{0,4}}\d"),
        level=re.compile(f"(?:{level}|(?:{up}|{down})了?(?<![达幅速率])[到至为]|{_RAISED}){_FILLER}$"),
        yoy=re.compile(
            f"(?:(?=[同较与按相])|(?<![\\d零〇一二三四五六七八九今去上本前每近环同])){yoy}"
        ),  # 年增 is no part of 2016年增长, nor 比增 of 环比增长
        up=re.compile(f"(?<![净新])(?<!保值){up}{_FILLER}$"),
        down=re.compile(f"(?<![起升递])(?!递减率){down}{_FILLER}$"),
        share=re.compile(rf"(?<![药耗]){share}(?![地用领有率权])[^,，;；。\d]{{0,24}}$"),
        completion=re.compile(
            rf"(?:完成|达到?|为|占)[^,，;；。]{{0,14}}{done}[^,，;；。]{{0,6}}$|{done}(?:累计|已)?完成[了达约近]{{0,2}}$"
        ),
        after=re.compile(f"[的之](?:[^,，;；。]{{0,3}}的?)?(?P<yoy>同比|年均)?(?:(?P<up>{up})|(?P<down>{down}))"),
        versus=re.compile(
            rf"(?:{versus}[^,，;；。\d]{{2,20}}|超(?:额|年度|年|季度|月)?(?:计划|目标|预算|定额|任务)"
            r"|(?<![同环])[比较](?!上|去|前|同期|一年)[^,，;；。\d]{2,16}(?<![增减提降缩])[高低快慢多少长短][出了]?)$"
        ),
        differing=re.compile(
            f"{yoy}(?:又|再)?(?:{_DIFFERING}{_FILLER}|(?:{up}|(?P<fell>{down}))了?[\u4e00-\u9fff]{{2,8}})$"
        ),
    )
