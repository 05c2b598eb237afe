"""Names that no list and no suffix tells (澜铁, 江能): what begins the title and clauses again and again, and acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.scanning import ends_of
from corpusdoc.extract.tagging import COINED, is_coined, is_listed
from corpusdoc.extract.vocabulary import HAN
from corpusdoc.model import Entity

# Code points: how far such a name is looked for, how long it may be.
_FRONT, _SHORTEST, _LONGEST = 3000, 2, 12
# Where a name may stand that acts, or is heard: a clause's beginning, behind 从 and 访.
_WINDOW = f"(?=([{HAN}]{{{_SHORTEST},{_LONGEST}}}))"
_IN_TITLE = re.compile(f"(?:^|[:：—–】”\\s](?:[访记]|对话)?|(?<=走进)|(?<=来自)){_WINDOW}")
_AT_START = re.compile(f"[\\s。;；!！?？,，:：“)）—–从据由访向在以]{_WINDOW}")
_FIRST = re.compile(f"^{_WINDOW}")
# A paper takes one for its example: it stands there as in a title.
_EXAMPLE = re.compile(f"以(?P<name>[{HAN}]{{2,12}}?)为例")
# What only an organisation has or does right behind its name.
_ACTS = re.compile(
    "(?:董事长|董事局|总经理|总裁|负责人|发言人|管理层|有关|相关|方面|集团|公司|股份|员工|职工|工会|党委|团委|旗下|全体|"
    "[今去]年|先后|创[立建]|成立|始建|隶属|位于|是一|发送|[今昨]日|前[一二三四五六七八九十]+个?月|公布|宣布|发布|推出|表示|致力|率先|积极|全力|扎实|持续|成功|现有|拥有|"
    "实现|投入|获悉|坚持|始终|派出|组织|召开|举[行办]|开展|启动|中标|荣获|喜获|获评|蝉联|入选|斩获|完成|邀请|联合|携手|多措并举|紧扣|立足|围绕|聚焦|深化|强化|打造|助力)"
)
# A name of words that the dictionary has must act so often, the title included.
_ACTS_OFTEN, _LONG = 2, 4
# Who leads only a firm.
_LED = re.compile("董事长|总经理|总裁|首席")
# Parts of speech of brands and abbreviations that the dictionary has: 首钢, 华能.
_BRANDS = ("nz", "nt", "j")
# Abbreviations of work, not of firms: “红岭先锋”党建品牌.
_NO_BRANDS = frozenset(("党建", "团建", "基建", "科研", "技改", "综治", "纪检", "质检", "安监", "环保", "民生", "党务"))
_PLACES = tuple("省市区县州旗镇乡村街路桥线山河江湖岛湾号")
# In the title once, or so often in the text alone.
_OFTEN, _OFTEN_UNTITLED = 2, 3


def coined_names(text: str, title: str, entities: Sequence[Entity]) -> list[str]:
    """Such names, most frequent first, that none of the entities (a person, a name in full) explains."""
    text = text[:_FRONT]
    in_title = {*_IN_TITLE.findall(title), *(match["name"] for match in _EXAMPLE.finditer(title + text))}
    titled = {prefix for window in in_title for prefix in _prefixes(window)}
    windows = [*_FIRST.findall(text), *_AT_START.findall(text)]
    # No name stands more often than its first characters.
    fronts = Counter(window[:_SHORTEST] for window in windows)
    often = {front for front, n in fronts.items() if n >= (_OFTEN if front in titled else _OFTEN_UNTITLED)}
    seen = Counter(prefix for window in windows if window[:_SHORTEST] in often for prefix in _prefixes(window))
    enough = {name: count for name, count in seen.items() if count >= (_OFTEN if name in titled else _OFTEN_UNTITLED)}
    # 澜铁运 stands no less often than 澜铁运输.
    longer = Counter[str]()
    for name, count in enough.items():
        for size in range(_SHORTEST, len(name)):
            longer[name[:size]] = max(longer[name[:size]], count)
    found: list[str] = []
    for name, count in sorted(enough.items(), key=lambda one: (len(one[0]), -one[1])):
        if longer[name] == count or len(name) == _LONGEST or any(name.startswith(one) for one in found):
            continue
        titled_often = name in titled and count >= _OFTEN_UNTITLED
        if not _explained(name, text, entities) and (
            _names(name, name in titled, text) or (titled_often and _is_placed(name))
        ):
            found.append(name)
    return sorted(found, key=lambda name: -enough[name])


def _prefixes(window: str) -> list[str]:
    return [window[:size] for size in range(_SHORTEST, len(window) + 1)]


def _names(name: str, titled: bool, text: str) -> bool:
    """Whether a coined name acts, or stands in the title; or one of known words acts again and again."""
    acts = sum(_ACTS.match(text, end) is not None for end in ends_of(name, text))
    if _may_name(name):
        return titled or acts > 0
    often = len(name) >= _LONG and not is_listed(name) and not name.endswith(_PLACES)
    return often and ((titled and acts >= _ACTS_OFTEN) or any(_LED.match(text, end) for end in ends_of(name, text)))


def _explained(name: str, text: str, entities: Sequence[Entity]) -> bool:
    """Whether what is known already explains that the name stands there so often: a person, the name in full."""
    persons = (entity.name for entity in entities if entity.type == "person" and name.startswith(entity.name))
    longer = (entity.name for entity in entities if entity.name.startswith(name) and entity.name != name)
    return any(text.count(other) * 2 >= text.count(name) for other in (*persons, *longer))


@cache
def _is_placed(name: str) -> bool:
    """Whether a name is a place and a trade: 南岭风电."""
    import rjieba

    tags = [tag for _, tag in rjieba.tag(name)]
    return len(tags) > 1 and tags[0] == "ns" and all(tag.startswith("n") for tag in tags) and not name.endswith(_PLACES)


@cache
def _may_name(name: str) -> bool:
    """Whether the dictionary lacks a part of it, or has it as a brand; a place is none."""
    # 老杜 is a person.
    if name.endswith(_PLACES) or name in _NO_BRANDS or (name[0] in "老小阿" and len(name) == _SHORTEST):
        return False
    import rjieba

    words = [(word, "nz" if tag == COINED else tag) for word, tag in rjieba.tag(name)]
    if any(tag[0] in "mrtuvdpcfqay" and is_listed(word) and len(word) > 1 for word, tag in words):
        return False
    # 广|铁 are two words, 广铁 is none.
    return is_coined(name) or any(tag in _BRANDS if is_listed(word) else is_coined(word) for word, tag in words)
