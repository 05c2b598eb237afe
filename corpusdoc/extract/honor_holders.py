"""Who gets an honor, where a text says so between the verb and the name: 授予刘芳等5名同志“服务标兵”."""

from __future__ import annotations

from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_details import ends_like_recipient, number_of
from corpusdoc.extract.vocabulary import HAN
from corpusdoc.lexicon import Lexicon

# 授予刘芳等5名同志“服务标兵”, 授予城西营业所等8个单位2023年度“先进集体”, 命名检修班等9个集体为“青年文明号”: who gets
# it stands in front of the name.
# Before a name without quotes: 授予刘芳等50人供热公司劳动模范荣誉称号.
_NO_NAME = "(?!和|及|与|进行|[给予授]予|受到|[作做]出)"
_NAME_AHEAD = f"[“「『]|[{HAN}*]{{2,14}}[“「『]|{_NO_NAME}[{HAN}*]{{4,24}}(?:(?:荣誉|光荣)?称号|[,，。;；]|$)"
_NUMBER_OF = r"等? ?(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3}) ?"
_YEAR_AHEAD = r" ?(?:(?:19|20)\d\d ?年度? ?)?"
_HOLDERS = re.compile(
    f"(?P<to>(?:[“「][^“”「」\\n]{{1,24}}[”」])?[^,，。;；:：“”「」\\n]{{0,80}}?(?:{_NUMBER_OF}(?:(?:名|个|家|位|支|间)(?:(?!为)[{HAN}]){{0,6}}|人)"
    f"|同志))(?:为(?=[^,，。;；\\n]{{2}})|{_YEAR_AHEAD}(?=[“「『]))"
)
# 授予孙静等10名同志全市供水系统“岗位标兵”: a level may stand between, and the name need not be quoted.
_HOLDERS_FIRST = re.compile(
    f"(?P<to>[^,，。;；:：“”「」\\n]{{0,80}}?{_NUMBER_OF}"
    f"(?:[名个家位支](?:先进|青年)?(?:同志|单位|集体|个人|职工|员工|班组|团队|企业|家庭)|人)){_YEAR_AHEAD}(?={_NAME_AHEAD})"
)
_NAMED_HOLDERS = re.compile("(?P<to>[^,，。;；:：“”「」的\\n]{3,80})(?=[“「『])")
_FOR = re.compile(
    f"(?:^|[,，])对于?(?P<to>[^,，。;；:：“”]{{0,30}}?(?P<n>\\d{{1,4}}|[一二两三四五六七八九十]{{1,3}})(?:名|个|家|位|支)[{HAN}]{{2,12}})"
    f"[,，][^,，。;；“”]{{0,30}}$"
)
# 推荐王建明为省劳动模范, 推荐检修班参评全国工人先锋号
_PROPOSED = re.compile(f"(?P<to>[{HAN}]{{2,12}}?)(?:为|参[评选加]|申报|评选)(?=[“「『{HAN}])")


class Holders(NamedTuple):
    """Who gets an honor, between the verb and the name."""

    name: str
    number: int | None
    end: int  # in the document


def holders_ahead(text: str, start: int, end: int, active: bool, lexicon: Lexicon) -> Holders | None:
    """Those that text[start:end] begins with, up to the honor's opening quote: 刘芳等5名同志“服务标兵”.

    Behind an active verb they need no number: 授予第二水厂“先进单位”, but 被授予省公司“先进单位”.
    """
    match = _HOLDERS_FIRST.match(text, start, end) or _HOLDERS.match(text, start, end)
    if match:
        return Holders(match["to"], number_of(match["n"]) if match["n"] else None, match.end())
    named = _NAMED_HOLDERS.match(text, start, end) if active else None
    if named and ends_like_recipient(named["to"], lexicon):
        return Holders(named["to"], None, named.end())
    return None


def holders_before(left: str, end: int) -> Holders | None:
    """Those that the clause in front names: 对于5个集体,由工会授予“先锋号”; `end` is where the verb ends."""
    match = _FOR.search(left)
    return Holders(match["to"], number_of(match["n"]), end) if match else None


def proposed(text: str, start: int, end: int) -> Holders | None:
    """Whom text[start:end] puts forward for an honor: 推荐王建明为省劳动模范."""
    match = _PROPOSED.match(text, start, end)
    return Holders(match["to"], None, match.end()) if match else None
