"""How high an honor is: by a grade in its name (全国), its giver (集团总部), a place (广州市), its kind (鲁班奖)."""

from __future__ import annotations

from functools import cache
from typing import cast

from corpusdoc import lazy_re as re
from corpusdoc.extract.vocabulary import HAN, MASK, any_of, looking_for, pattern, rows, surfaces, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Level

# 省、市、局先进个人: several levels at once are none.
_SEVERAL = re.compile("[国省市县区局部]家?级?[、/][省市县区局]级?(?:[、/及和]?[市县区局]级?)?")
# 优秀省级分公司 is what a company calls its branches; 上市公司 is no 市公司.
_GRADED_FIRMS = re.compile("[省市县区]级(?=[分子支]公司)")
_FIRM = re.compile("(?:公司|集团|总部|[总分支]行)(?:总?工会|党委|团委)?$")
# 恒源铝业公司劳动模范; 最佳公司治理奖 is no firm's.
_OF_FIRM = re.compile(
    f"(?!(?:优秀|最佳|十佳|十大|诚信|先进)[{HAN}]{{0,8}}(?:公司|集团))[{HAN}]{{2,12}}(?:公司|集团)(?!治理|管治|价值|企业)[{HAN}]"
)
_TRADE = re.compile(f"[{HAN}]{{4,16}}(?:(?<!质量)协会|学会|商会|联盟)")
# 全煤系统文明单位
_SYSTEM = re.compile(f"^全(?!国)[{HAN}]{{1,3}}系统")
# 中铁七局, 水电十四局
_BUREAU = re.compile("[一二三四五六七八九十]局$")
_NAMED_DIVISION = re.compile(
    f"[{HAN}{re.escape(MASK)}]{{0,4}}?([省市州县]|(?<!服务)(?<![特社园小景辖校厂片地灾山矿库城街学])区)(?!场|民|域|委员)"
)
# 区域, 市政, 市场, 市民, 市内 are words.
_OTHER_WORDS = re.compile("[域内]|(?<=市)(?:[场民容]|政(?![府协法研]))")
# 省委, 交通运输厅; 营业厅 is no department.
_CITY_STATE = re.compile("(?<=北京|上海|天津|重庆)市级")
_DEPARTMENT = re.compile("(?<!营业)(?<!候车)(?<!服务)(?<!大)厅$")
# 公司先进个人, 矿劳动模范; 厂务公开先进单位 is no factory's.
_OWN = re.compile(
    "公司(?!治理)|(?:[厂矿段院校局]|医院|学校|学院)"
    "(?=$|级|年度|劳动?模范?|先进|优秀|标兵|十佳|文明|模范|[特一二三]等功|党委|党组|工会|团委)"
)
_OUTSIDE = ("香港", "澳门", "台湾")
# Whom a place praises by its bare name.
_PRAISED = ("工匠", "好人", "楷模", "名医", "名师", "最美", "榜样", "先锋", "英才", "首席", "十佳", "十大")
_DIVISION: dict[str, Level] = {"省": "provincial", "市": "municipal", "州": "municipal", "县": "county", "区": "county"}


def level_of(words: str, lexicon: Lexicon) -> Level | None:
    """The level that an honor's name or the name of its giver shows."""
    if _SEVERAL.search(words):
        return None
    words = words.lstrip("“「『《")
    words = _CITY_STATE.sub("市", words) if "市级" in words else words
    words = _GRADED_FIRMS.sub("", words).replace("上市公司", "企业")
    for read in (_first, _grade, _corporate, _place, _nation, _division, _body):
        level = read(words, lexicon)
        if level:
            return level
    return None


def is_firm(body: str) -> bool:
    """Whether a giver is a firm, whose honors are its own."""
    return _FIRM.search(body) is not None


def giver_level(body: str, lexicon: Lexicon) -> Level | None:
    """The level of what `body` gives: what a firm gives is its own, of whatever province it is."""
    if body.startswith("《"):
        return None  # a paper's
    body = body.partition("、")[0]
    if is_firm(body):
        return "corporate"
    return level_of(body, lexicon) or ("provincial" if _DEPARTMENT.search(body) else None)


def usual_level(name: str, lexicon: Lexicon) -> Level | None:
    """The level of an honor that is given at one level only."""
    known = pattern(lexicon, "honors", "name").search(name)
    return _level(values(lexicon, "honors", "name", "level")[known[0]]) if known else None


def praising_county(name: str, lexicon: Lexicon) -> Level | None:
    """The level of an honor that begins with the bare name of a county: 会泽工匠."""
    counties = surfaces(lexicon, "places", "county")
    bare = (name[:size] for size in (2, 3) if name.startswith(_PRAISED, size))
    return "county" if any(place in counties or f"{place}县" in counties for place in bare) else None


def _level(value: str) -> Level | None:
    return cast(Level, value) if value else None


@cache
def _pattern(lexicon: Lexicon, kind: str) -> re.Pattern[str]:
    # 中国银行 is no part of 中国银行业协会, nor 中国石油 of 中国石油和化工行业.
    return re.compile(
        f"{any_of(lexicon, 'levels', kind)}(?!业|和化|行业|工业|企业|工程|学会|协会)"
        if kind == "corporate"
        else any_of(lexicon, "levels", kind)
    )


def _by_kind(words: str, kind: str, lexicon: Lexicon) -> Level | None:
    match = _pattern(lexicon, kind).search(words)
    return _level(values(lexicon, "levels", kind, "level")[match[0]]) if match else None


def _first(words: str, lexicon: Lexicon) -> Level | None:
    """国家一流县级供电企业 is the nation's, 国家电网公司先进集体 is not."""
    if words.startswith("国家") and not _pattern(lexicon, "corporate").match(words):
        return "national"
    match = _pattern(lexicon, "grade").match(words)
    return _level(values(lexicon, "levels", "grade", "level")[match[0]]) if match else None


def _grade(words: str, lexicon: Lexicon) -> Level | None:
    return _by_kind(words, "grade", lexicon)


def _corporate(words: str, lexicon: Lexicon) -> Level | None:
    if _OWN.match(words) or _branch(lexicon).match(words) or _BUREAU.search(words) or _OF_FIRM.match(words):
        return "corporate"
    return _by_kind(words, "corporate", lexicon)


@cache
def _branch(lexicon: Lexicon) -> re.Pattern[str]:
    """河南移动, 广州电信: the branch of a company, though not 广东电信行业."""
    places, brand = any_of(lexicon, "places", "province", "city"), any_of(lexicon, "levels", "brand")
    return re.compile(f"{places}{brand}(?!行?业|系统|管理局|信息)")


@cache
def _places(lexicon: Lexicon, kind: str) -> re.Pattern[str]:
    ranked = (row for row in rows(lexicon, "places", kind) if row["surface"] not in _OUTSIDE)
    return looking_for(row[column] for row in ranked for column in ("surface", "full"))


def _place(words: str, lexicon: Lexicon) -> Level | None:
    """The narrower place decides: 江苏省南京市. Hong Kong, Macau and Taiwan are no level of this order."""
    if _places(lexicon, "city").search(words):
        return "municipal"
    return "provincial" if _places(lexicon, "province").search(words) else None


def _nation(words: str, lexicon: Lexicon) -> Level | None:
    if not words.startswith(("中国", "中华")):
        return None
    # 中国远航股份公司 is a firm, 中国银行业协会 speaks for a trade.
    if _FIRM.search(words):
        return "corporate"
    return "industry" if _TRADE.match(words) or _trades(lexicon).match(words) else "national"


@cache
def _trades(lexicon: Lexicon) -> re.Pattern[str]:
    """中国电力科技进步奖 is the trade's."""
    return re.compile(f"中国{any_of(lexicon, 'levels', 'trade')}")


def _division(words: str, lexicon: Lexicon) -> Level | None:
    """**省, 昆山市, 丰县; and 省, 市委 without a name."""
    unnamed = _pattern(lexicon, "local").match(words)
    if unnamed and not _OTHER_WORDS.match(words, unnamed.end()):
        return _level(values(lexicon, "levels", "local", "level")[unnamed[0]])
    named = _NAMED_DIVISION.match(words)
    return _DIVISION[named[1]] if named and named.end() > 1 else None


def _body(words: str, lexicon: Lexicon) -> Level | None:
    if _SYSTEM.search(words):
        return "industry"
    return _by_kind(words, "national", lexicon) or _by_kind(words, "industry", lexicon)
