"""Places in an order: 全省第一, 位居全国第三, 世界第二大, 排名第298位, 居行业首位."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.numerals import number_of
from corpusdoc.extract.vocabulary import alternatives, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Rank, Span

_PLACE = r"第[ ]?(?P<position>\d{1,4}|[一二三四五六七八九十百]{1,4})[ ]?(?P<kind>名|位|大|强)?"
# 位居全省前三, 进入同行业前十名; not 前三季度 (the lexicon's `unless`), 前三名的班组
_WITHIN = r"前[ ]?(?P<within>[二三四五六七八九十]|\d{1,3})(?:名|位|强|甲)?(?![名位强甲的者%％])"
_MORE = re.compile(
    r"[、,和及与](?P<place>第[ ]?(?P<position>\d{1,4}|[一二三四五六七八九十]{1,3})[名位]?)(?![\u4e00-\u9fff\d])"
)
_PLACED = re.compile(r"第|首位|榜首|头名|之首|前[ ]?[\d二三四五六七八九十]")
_NO_NUMBER = "(?![一二三四五六七八九十两几多各全每])[一-鿿]"
_AREA = f"(?:{_NO_NUMBER}){{1,3}}[省市县区州]"
_GROUP = rf"(?:\d{{2,4}}强|(?:{_NO_NUMBER}){{0,6}}(?:运营商|银行|公司|企业|系统|医院|供电局|行业|同行|地市|城市))"
# 由2016年的第六位上升到第二位
_MOVING = "第[ ]?[\\d一二三四五六七八九十百]{1,4}[位名](?:上升|提升|提高|跃升|跃居|前移|下降|下滑|升|降)"
# 在全省十四个地市中排名第三
_AMONG = (
    rf"(?:(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,4}})[家个座所]{_NO_NUMBER}{{1,6}}(?=[中内里]|之首|首位|榜首|第))?"
)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A rank in a sentence; spans count from the sentence's start."""

    span: Span  # scope and place: 全省第一
    verb: int  # where the words that lead to it begin
    rank: Rank
    sized: bool  # 第二大…: what is ranked follows
    within: bool  # 前三: that or better


def has_ranks(text: str) -> bool:
    """Whether a rank may stand in `text`."""
    return _PLACED.search(text) is not None


def find_ranks(text: str, lexicon: Lexicon) -> list[Ranking]:
    """The ranks of a sentence, left to right. An ordinal alone (第一次, 第三届) is none."""
    found: list[Ranking] = []
    if not has_ranks(text):
        return found
    for match in _pattern(lexicon).finditer(text):
        position = 1 if match["first"] else int(number_of(match["position"] or match["within"]) or 0)
        scope = "".join(match[name] or "" for name in ("scope1", "scope2", "group1", "group2", "other"))
        start = min(match.start(name) for name in ("scope1", "scope2", "other", "place") if match.start(name) >= 0)
        if position:
            rank, place = Rank(position, scope or None), Span(start, match.end("place"))
            found.append(Ranking(place, match.start(), rank, match["kind"] == "大", match["within"] is not None))
            while more := _MORE.match(text, place.end):  # 分别居全市第一位和第二位
                place = Span(more.start("place"), more.end())
                rank = Rank(int(number_of(more["position"]) or 0), scope or None)
                found.append(Ranking(place, match.start(), rank, False, False))
    return found


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    verb, scope = (alternatives(surfaces(lexicon, "ranks", kind)) for kind in ("verb", "scope"))
    counted = {row["surface"] for row in lexicon.rows("units") if row["kind"] in ("count", "times")} - {"名", "位"}
    unless = alternatives(counted | surfaces(lexicon, "ranks", "unless"))
    led, alone = (
        rf"(?:(?P<scope{mark}>{scope}|{_AREA})(?P<group{mark}>{_GROUP})?{_AMONG}[中内里的]?(?:综合)?(?:排名|排行)?)"
        for mark in "12"
    )
    # 列同量级机场第3位: with a verb before and 位 or 名 behind, whatever stands between is the scope.
    placed = (
        r"(?=前[三五十\d]|第[ ]?[\d一二三四五六七八九十]{1,3}[位名]|第[一二三四五六七八九十](?![\u4e00-\u9fff])"
        r"|之首|首位|榜首)"
    )
    other = rf"(?P<other>(?![名由从在稳高位列居])全?(?:(?![由从]){_NO_NUMBER}|各){{2,14}}?){placed}"
    return re.compile(
        rf"(?:{verb}(?:[到至了为在]|保持)?(?:(?:19|20)\d\d年的)?(?:{led}|{other})?|{alone}|(?P<from>[由从][^,，;；。]{{0,10}}?)(?={_MOVING}))"
        rf"(?P<place>(?:{_PLACE}|{_WITHIN})(?![\d〇零一二三四五六七八九十百]|{unless})|(?P<first>首位|榜首|头名|之首)(?!度))"
    )
