"""Quoted names that the words beside them give to something: 被称为“晒单台”, 小程序“掌上缴费”, 送一张“廉洁贺卡”."""

from __future__ import annotations

from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.vocabulary import HAN, known_end, surfaces
from corpusdoc.lexicon import Lexicon

# What stands behind a quote that is something else, and what tells of honors.
OTHER = re.compile(
    "[的之这地们号船牌型式者版]|[为于]一体|著称|等?现实|[一二四]?[词字句]"
    "|(?:转变|过渡|升华|迈进|任务|现象|问题|科目|项目|房地产|楼盘|一?栏|账户|指标|数据|难题|局面|时期|期间|规划|班组)"
)
HONOR = re.compile("称号|荣誉|[荣喜]?获|授予|评为|命名|入选|入围|当选|[大金银]奖|表彰")
# 这种做法被称为“晒单台”: what it is that gets a name.
_NAMED_BY = frozenset("为作叫名称唤做成了出它其这")
_NAMING = re.compile(
    "(?:做法|办法|方法|法子|经验|机制|模式|制度|规矩|活动|行动|举措|措施|流程|工作|服务|方式|路子|经|招数?|东西|窗口|队伍|小组|平台|系统|[这那]一?[天日])"
    "[^。!！?？\n]{0,30}?(?:称(?:之?为|作)|叫做?|取名为?|起名为?|定名为?|得名|名为|命名为|简称为?|俗称|戏称为?|誉为|唤作|唤做)$"
    "|管[^,，。;；\n]{1,10}叫做?$|[叫称][它其]为?$|给[它其][起取]了?个?名[叫为]?$"
    "|(?:概括|总结|归纳|提炼|浓缩|升华|固化)(?:为|成|出了?)$"
)
# 送一张“廉洁贺卡”, 把“税收管家”请进园区
_HANDED = re.compile(r"[送配建办发立挂设派印][^,，。;；“”]{0,8}[一两\d][张本块套份部支名]$")
_BROUGHT = re.compile("[”」』](?:请|开|搬|送|带|办|建|设|装|延伸)[进到在入]")
# 推出船舶“零待时”、集卡“一码通行”: a word or two may stand between a verb of practice and the name.
_LISTED = f"(?:[“「『][^“”「」『』]{{2,30}}[”」』](?:[、和及与][{HAN}]{{0,6}})?){{0,5}}"
_MODIFIED = re.compile(
    f"(?:推[出行广动]|[实试]行|实施|开[展设]|打造|首创|创新|探索|落实|构建|坚持|建立|导入|引入)了?[{HAN}A-Z]{{2,6}}{_LISTED}$"
)
_LONGEST_KIND, _NEAR = 4, 40


def is_given(text: str, match: re.Match[str], left: str, lexicon: Lexicon) -> bool:
    """Whether the words in front of a quote (`left`), or right behind it, give it to something as a name."""
    left = left[-_NEAR:]
    if left[-1:] in _NAMED_BY and _NAMING.search(left):
        return True
    if _HANDED.search(left) or (left.endswith(("把", "将")) and _BROUGHT.match(text, match.end() - 1)):
        return True
    if known_end(left[-_LONGEST_KIND:], _kinds(lexicon)) is None and not _MODIFIED.search(left):
        return False
    beside = text[match.end() : match.end() + _NEAR]
    return not (OTHER.match(beside) or HONOR.search(left + beside))


@cache
def _kinds(lexicon: Lexicon) -> frozenset[str]:
    """Kinds of things that a quote behind them names: 小程序, 工作室."""
    return surfaces(lexicon, "measures", "product") | surfaces(lexicon, "measures", "apposed")
