"""Places by what stands on both sides, whatever the cut: 到龙潭屯、三岔湾, 平和、南靖、诏安三县, 沿清水河."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise

from corpusdoc import lazy_re as re
from corpusdoc.extract.tagging import is_listed, part_of_speech
from corpusdoc.extract.vocabulary import HAN, alternatives, rows, surfaces
from corpusdoc.lexicon import Lexicon

# What a name in front of its kind is at most, what is looked at in pairs, and what leads to one or closes it.
_LONGEST, _OF_THREE, _LEADS = 4, 3, "在于到从往赴至经过沿由达临靠邻距住和与及的着进入是辖驻对为"
_CLOSES = f"(?![{HAN}])|[的等和与及至到段上畔边沿始一]|附近|两岸|流域|境内|水位|交[叉汇界]"
_GRAMMAR = frozenset("的地得了在着和与及是等个各这那每本其该有为被将把从到往至由全条座项同沿过进含赴靠邻距住趟辖驻对打")
_NUMBER = "一二三四五六七八九十"
_TURNS = f"东西南北中里{_NUMBER}"
_NAMES = ("nr", "ns", "nz")
# Kinds that names of persons end like (顾澜江), and kinds small enough to be named after anything: 石门寨, 牛角村.
_GIVEN_NAMES, _HAMLETS, _STRICT = "江梁山岭洲湖河", "寨湾坪堡坡滩坝塬沟巷街村", "在于到从往赴至经过沿由达临靠邻距住驻趟"
# 三条河, 两片沟: counted, and no name.
_COUNTED = frozenset("条座个片处段道家")
_ITEM = f"[{HAN}]{{2,8}}"
_ALL_HAN = re.compile(f"[{HAN}]+")
_ONE = re.compile(f"[{HAN}]")
_LINK = re.compile("[、和与及]")
_BETWEEN = re.compile(f"[、和与及](?P<name>[{HAN}]{{2,4}})[、和与及]")
_IN_FRONT = re.compile(f"(?:[在于到往赴至经为]|(?<![{HAN}、]))(?P<name>[{HAN}]{{2,4}}?)、$")
# 者海、矿山、雨碌3个乡镇. Of a few kinds there are many that have no name: 生产、生活、办公三区.
_MANY = ("街道", "社区", "小区", "老旧小区", "片区", "村民小组", "行政村", "自然村", "贫困村")
_COUNT = re.compile(
    f"一带|等地(?![区方])|等(?:县市?区?|乡镇|区县|市县|地市)(?=[的、,，。;；居群村])|(?:\\d+|[两{_NUMBER}]+)[个座]?(?:乡镇|[乡镇县旗村屯]|"
    f"(?P<kind>{'|'.join(_MANY)}|[区市站]))"
    f"(?![{HAN}]?[级域场])"
)
_MEMBERS, _FARTHEST = re.compile(f"(?P<items>{_ITEM}(?:、{_ITEM})*(?:[和与及]{_ITEM})?)等?$"), 60
_MEMBER = re.compile(f"(?:^|[、和与及])(?P<name>[{HAN}]{{2,}}?)(?=[、和与及][{HAN}]{{2}}|$)")
# G60沪昆高速, 208国道, 宝成线: roads and railways by number, by the short names of what they join.
_JOINED_CITIES = "京沪广深宝成昆渝黔贵湘桂焦柳襄陇兰包青藏浙赣鹰厦九津浦胶济太沈丹哈滨绥牡佳阜淮陕甬杭宁武芜皖湛防沂兖"
_ROADS = re.compile(
    f"(?<![A-Za-z\\d])(?:[GSXY]\\d{{1,4}}(?:[{HAN}]{{2,4}}高速(?:公路)?|[国省]道|线(?!路))|[123]\\d\\d[国省]道)"
    f"|(?<![{_JOINED_CITIES}])[{_JOINED_CITIES}]{{2}}线(?![路上下条索程性段长])"
    # 粤北, 桂西北
    f"|(?:(?<=[在于的从到往赴至及和与、])|(?<![{HAN}]))[苏浙皖闽赣鲁豫鄂湘粤桂琼川渝黔滇陕甘宁晋冀辽吉黑蒙疆藏][东西南北中]{{1,2}}"
    f"(?=[^{HAN}]|$|地区|山区|老区|革命|一带|大地|[等的各])"
)
_ROAD_WORDS = [
    "国道",
    "省道",
    "高速",
    "线",
    *(f"{a}{b}" for a in "苏浙皖闽赣鲁豫鄂湘粤桂琼川渝黔滇陕甘宁晋冀辽吉黑蒙疆藏" for b in "东西南北中"),
]
_FROM_TO = re.compile(
    f"(?:从|(?<![{HAN}])|[线路铁速道段])(?P<a>[{HAN}]{{2,4}}?)[至到](?P<b>[{HAN}]{{2,4}}?)(?=段|区间|间|方向|沿线|高速|铁路)"
)


def place_kinds(lexicon: Lexicon) -> dict[str, list[str]]:
    """Words without which a sentence holds no place of a frame."""
    kinds = [row["surface"] for kind in ("kind", "place_end") for row in rows(lexicon, "places", kind)]
    counted = [f"{n}{kind}" for n in f"个两{_NUMBER}" for kind in "乡镇县旗村区市站"]
    return {
        "framed": [*kinds, "区间"],
        "road": _ROAD_WORDS,
        "counted": [*counted, *(f"个{kind}" for kind in _MANY), "一带", "等地", "等县", "等乡", "等区县", "等市县"],
    }


def framed_places(text: str, cues: Collection[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Start and end in `text`, a sentence, of the places that what stands around them names."""
    found: list[tuple[int, int]] = []
    for count in _COUNT.finditer(text) if "counted" in cues else ():
        members = _MEMBERS.search(text, max(0, count.start() - _FARTHEST), count.start())
        found += _counted(text, members, count["kind"] is None, lexicon) if members else ()
    if "framed" in cues:
        for match in _FROM_TO.finditer(text) if "至" in text or "从" in text else ():
            if is_name(match["a"], lexicon) and is_name(match["b"], lexicon):
                found += match.span("a"), match.span("b")
        found += _of_kinds(text, lexicon)
    if "road" in cues:
        found += (match.span() for match in _ROADS.finditer(text))
    done = 0
    for start, end in sorted(set(found), key=lambda place: (place[0], -place[1])):
        if start >= done:
            yield start, end
            done = end


def _of_kinds(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """人民路, 幸福里小区, 龙潭屯: a name that something leads to, and the kind of place."""
    ends = set()
    for match in _ends(lexicon).finditer(text):
        kind = match.start()
        # 走|小路, 光|缆线: the end makes a word with the kind; 建设|三路 does not.
        last = text[max(0, kind - 1) : kind + 1]
        joined = len(match[0]) == 1 and is_listed(last) and last[0] not in _TURNS
        if joined and not _is_proper(last):
            continue
        for size in range(min(_LONGEST, kind), 1, -1):
            start = kind - size
            if text[start] in _STRICT and text[start:kind] not in _given(lexicon):
                continue
            before, own = text[start - 1 : start], text[start:kind]
            # 柏树坪、|乌石岭
            led = (before and before in _STRICT) or (before in "、和与及" and start - 1 in ends)
            if not led and (match[0] in _GIVEN_NAMES or (before not in _LEADS and _ONE.match(before))):
                continue
            small = match[0] in _HAMLETS and (led or before in "、的是着")
            if is_name(own, lexicon) or (small and _is_noun(own, lexicon)):
                ends.add(match.end())
                yield start, match.end()
                break


def _counted(text: str, match: re.Match[str], sure: bool, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The members of a list that a number counts as villages, counties, quarters."""
    begin = match.start("items")
    spans = [(begin + m.start("name"), begin + m.end("name")) for m in _MEMBER.finditer(match["items"])]
    (low, high), *others = spans or [(begin, begin)]
    lead = max((text.rfind(mark, low, high - 2) for mark in _LEADS), default=-1)
    led = lead >= 0 or not (low and _ONE.match(text, low - 1))
    spans = [(max(low, lead + 1), high), *others] if led else others
    spans = [(a, b) for a, b in spans if 2 <= b - a <= _LONGEST]
    spans = [(a, b - text.endswith("等", a, b)) for a, b in spans]
    named = [is_name(text[a:b], lexicon) for a, b in spans]
    if len(others) and (sure or any(named)):
        yield from spans


def _is_noun(own: str, lexicon: Lexicon) -> bool:
    """Whether a noun may name a hamlet: 石门寨, but 贫困村."""
    if len(own) != 2 or own in _barred(lexicon):
        return False
    return is_listed(own) and part_of_speech(own) in ("n", "b", "m", "t") and not _GRAMMAR & set(own)


def between_places(text: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What stands with places in one list: 板桥、中坜及左营, the others being known."""
    for (_, end), (start, _) in pairwise(places):
        match = _BETWEEN.fullmatch(text, end, start)
        if match:
            yield match.span("name")
        elif _LINK.fullmatch(text, end, start):
            first = min(begin for begin, stop in places if stop == end)
            front = _IN_FRONT.search(text, max(0, first - 8), first)
            if front and not any(a < first - 1 and front.start("name") < b for a, b in places):
                yield front.span("name")


def is_name(own: str, lexicon: Lexicon) -> bool:
    """Whether two to four characters in front of a kind of place are its name: names, or what no dictionary has."""
    given = _given(lexicon)
    if (
        own in given
        or own in _counties(lexicon)
        or (own[-1] in _TURNS and (own[:-1] in given or (len(own) > 2 and _is_proper(own[:-1]))))
    ):
        return True
    counted = own[0] in _NUMBER and own[1] in _COUNTED
    if own in _barred(lexicon) or counted or _GRAMMAR & set(own) or not _ALL_HAN.fullmatch(own):
        return False
    if is_listed(own):
        return _is_proper(own)
    pairs = [own[at : at + 2] for at in range(len(own) - 1)]
    if len(own) > _OF_THREE:
        return all(_is_proper(pair) or pair in given for pair in pairs[::2])
    # 五里堡|社区
    return own[0] in _NUMBER or not any(is_listed(pair) and not _is_proper(pair) for pair in pairs)


def _is_proper(word: str) -> bool:
    return part_of_speech(word).startswith(_NAMES)


@cache
def _barred(lexicon: Lexicon) -> frozenset[str]:
    no_place = surfaces(lexicon, "places", "stop") | surfaces(lexicon, "places", "no_hamlet")
    return no_place | surfaces(lexicon, "surnames", "word")


@cache
def _counties(lexicon: Lexicon) -> frozenset[str]:
    """Counties and small cities without their last character: 若羌, 且末."""
    full = (row["full"] for row in rows(lexicon, "places", "county"))
    return frozenset(name[:-1] for name in full if len(name) > 2 and name[-1] in "县市")


@cache
def _given(lexicon: Lexicon) -> frozenset[str]:
    """Words that streets, quarters and villages are named after: 人民, 红旗, 桃花."""
    return surfaces(lexicon, "orgs", "given") | surfaces(lexicon, "places", "given")


@cache
def _ends(lexicon: Lexicon) -> re.Pattern[str]:
    """Kinds that only places are of, and single characters where something closes the name."""
    whole = alternatives(surfaces(lexicon, "places", "kind"))
    single = "".join(sorted(surfaces(lexicon, "places", "place_end")))
    return re.compile(f"{whole}(?![市区县镇乡村])|[{single}](?={_CLOSES})")
