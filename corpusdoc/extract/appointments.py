"""Posts that a short life tells of, and whose: 曾任华菱钢铁财务部部长、副总经理, 现任本行监事."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.posts import head_of
from corpusdoc.extract.vocabulary import HAN
from corpusdoc.lexicon import Lexicon

# A clause of posts: behind 任 or 在…任, items between marks; 兼 and 及 stand between two as well.
_CLAUSE = re.compile("(?<![主信责聘委选])任(?!务|何|意|命|期)(?:命为|职于)?(?P<items>[^。;；\n]{2,200})")
_ITEM = re.compile("[^、,，兼及\\s]+")
_SERVED = re.compile(r"(?:曾|现|历|先后|兼|担|出|至|今|后|起|[\d年月.])*任")
# What stands behind the last of several.
_TAIL = re.compile("(?:等?职务|等职|等)$")
# Where the name of an organisation ends in an item, and what stands behind it is part of the post.
_ORG = re.compile(
    f"(?P<org>[{HAN}A-Za-z()（）*×]{{2,40}}(?:公司|集团|大学|学院|研究院|研究所|协会|学会|联合会|工会|银行|分行|支行"
    f"|联社|医院|法院|政府|[厂局厅校]|出版社|报社|[委办](?!公)))(?P<unit>[^厂局]{{0,12}})$"
)
_UNIT = re.compile(
    "[部处科室办会系组队院所站段班间门心委]$|^(?:第[一二三四五六七八九十]+届|常务|执行|名誉|外部|独立|高级|代理?|原)"
)
_OWN = re.compile("^(?:本|该|我)?(?:公司|集团|行|院|局|厂|校|司)")
_SHORTEST, _LONGEST = 3, 10
# 个人原因辞去|董事长, 聘任邓某先生为公司|总经理: a clause, no name.
_CLAUSE_WORD = re.compile("任$|辞去|辞任|担任|离任|卸任|聘任|选举|先生|女士|同志|原因|报告期|为公司")


class Post(NamedTuple):
    """A post in the text: where its name stands, and that of whose it is where the text says so."""

    start: int
    end: int
    org: tuple[int, int] | None


def find_posts(text: str, lexicon: Lexicon) -> Iterator[Post]:
    """The posts that clauses with 任 name, left to right."""
    for clause in _CLAUSE.finditer(text):
        for item in _ITEM.finditer(text, *clause.span("items")):
            served = _SERVED.match(item[0])
            tail = _TAIL.search(item[0])
            start, end = item.start() + (served.end() if served else 0), item.end() - (len(tail[0]) if tail else 0)
            said = text[start:end]
            head = head_of(said, lexicon)
            if head is None:
                if item.start() == clause.start("items"):
                    break  # 任命 and the like: no clause of posts
                continue
            front = said[: len(said) - len(head)]
            if _CLAUSE_WORD.search(front):
                continue
            whose = _ORG.fullmatch(front)
            own = _OWN.match(front)
            behind = whose.end("org") if whose else own.end() if own else 0
            unknown = not behind and len(front) >= _SHORTEST and not _UNIT.search(front)
            if unknown and not re.fullmatch(f"[{HAN}]{{{_SHORTEST},{_LONGEST}}}", front):
                continue
            behind = len(front) if unknown else behind
            yield Post(start + behind, end, (start, start + behind) if behind and not own else None)
