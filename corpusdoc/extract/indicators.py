"""Indicators under one name across reports: 客户满意率, 用户满意度 …"""

from __future__ import annotations

from functools import cache, lru_cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon, Row

# 小微贷款占各项贷款 is of the small loans.
_OF_WHAT = re.compile("(?<=..)(?<!应)占(?![比有用地领线]).*")
# What may follow what is measured: how it is counted or compared. 固定资产折旧 and 困难职工子女 are other things.
_HOW = re.compile(
    "[”」』]?(?!.*[年期][初末]余额)(?:每[股人户].*|完成.*|达.*|发生|总?[额数量长]|合计|累计|占.*|[增减升降超高低比较同].*|安排|为.*预算|连续.*|[日月年户人]均"
    "|(?:测评)?[得评]分|发展|[净余]额|人数|情况|调整后|期末|年末|活动|本[年期]数?|加权平均|时限|线路(?:总长)?|[现仅]?为|与.*|[、，和及].*)?"
)
# Whose money it is or what became of it: 扣除非经常性损益后的净利润, 少数股东权益, 购建固定资产所支付的现金.
_OTHER_MONEY = re.compile(
    "扣除|扣非|少数|母公司的?$|(?<!及其)附属公司|按(?!揭)|根据|从|处[置理](?=固定|无形|资产|子公司)|购[建置]|支付|偿还|收[到回]|清理"
    "|报废|租[入出赁]|负债及|转[入出]|每10?股|列为|变更|前期|影响|(?:(?<!净)|损益后的净)利润$|本期(?:增加|减少)"
)
# What rows of tables say in front of what they are of as a whole.
_WHOLE = re.compile(
    "(?:[一二三四五六七八九十\\d]{1,3}[、.．]|其中[:：]?|减[:：]?|加[:：]?|[合总共]计?|各项|全[年行省市网局部]+|本[年期行公司集团]{1,3}的?|公司|集团|合并"
    "|归属于[^的]{1,20}的|实现|完成|加权平均|基本|稀释|公益|主营?|年[末度]|期[末初]|净利润|调整后的)*"
)


# Tables say the same ones again and again.
@lru_cache(maxsize=2048)
def canonical_indicator(indicator: str, kind: str, lexicon: Lexicon, in_table: bool = False) -> str | None:
    """The common name of an indicator as worded; None where the lexicon has none for it.

    The longest surface inside it counts, unless what stands around it makes it another thing. `kind` is that of the
    figure's unit; a row that asks for another kind does not count. In tables the money of a row is what its label says:
    彩电主营业务收入 is a part.
    """
    found: Row | None = None
    begin = end = 0
    indicator = _OF_WHAT.sub("", indicator) or indicator
    by_first = _surfaces(lexicon)
    for start, first in enumerate(indicator):
        # A surface of one character stands under it alone.
        for surface, row in (*by_first.get(indicator[start : start + 2], ()), *by_first.get(first, ())):
            if len(surface) <= end - begin or not indicator.startswith(surface, start):
                continue
            whole = row["match"] != "whole" or len(surface) == len(indicator)
            if whole and (not row["unit"] or not kind or kind in row["unit"].split()):
                found, begin, end = row, start, start + len(surface)
    if found is None or not _HOW.fullmatch(indicator, end):
        return None
    before = indicator[:begin]
    part = in_table and not _WHOLE.fullmatch(before)
    return None if "money" in found["unit"] and (part or _OTHER_MONEY.search(before)) else found["canonical"]


@cache
def _surfaces(lexicon: Lexicon) -> dict[str, list[tuple[str, Row]]]:
    """The rows by their first two characters."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for row in lexicon.rows("indicators"):
        found.setdefault(row["surface"][:2], []).append((row["surface"], row))
    return found
