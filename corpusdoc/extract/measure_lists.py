"""Practices that share a verb and a noun: 比技能、比服务等主题活动 is one, 歌咏比赛、安全知识讲座等活动 are two."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.measure_forms import SUMMED, Form, trimmed, usual_category
from corpusdoc.extract.vocabulary import HAN, known_end, pattern, surfaces
from corpusdoc.lexicon import Lexicon

_ACTIVITY = re.compile(
    f"(?P<list>[{HAN}]{{2,10}}+(?:、[{HAN}]{{2,12}}){{1,5}})等?的?(?:主题|系列|评选|评比|竞赛|教育|实践)?活动"
)
_LEADING_VERB = re.compile("^.{0,8}?(?:(?:开展|组织|通过|参与|举办|进行)了?)+")
# 以技能竞赛活动为契机: what is taken for an occasion is one.
_OCCASION = re.compile(f"[以借](?P<name>[{HAN}]{{2,14}}(?:活动|行动))为(?:契机|载体|抓手|主线|平台)")
_VAGUE = re.compile("^(?:具有|富有|各种|多种|经营|生产)")
# Lists of names, each of which is whole: 开展职工歌咏比赛、“巧手绣春”作品展等活动.
_QUOTE, _PLAIN = "[“「][^“”「」\\n]{2,20}[”」]", "(?:(?<![“”」])等|[^等、,，。;；:：!！?？“”「」《》()（）\\n\\t])"
_ITEM = f"(?:{_QUOTE}|{_PLAIN}{{2}})(?:{_QUOTE}|{_PLAIN}){{0,22}}?"
_NAMES = re.compile(
    f"(?:开展|组织|举办|举行|参与|参加|进行|通过|围绕|抓好|做好|推进|推出|推行|实施|实行|设立|设置|建立|落实|打造|创新)了?(?P<list>{_ITEM}(?:、{_ITEM}){{1,8}}(?:(?:以及|[及和]){_ITEM})?)"
    f"等(?:\\d+|[多数几一两三四五六七八九十]+)?[余多]?[项个种]?(?:重点|专项|系列|主题|丰富多彩的|一系列|服务|便民|惠民|特色|创新|管理)?(?:活动|工作|行动|形式|举措|做法|措施|载体|服务)"
)
_BETWEEN = re.compile("(?<![A-Z])、|以及|[及和]")
# 以服务卡、回访制度、开放日为抓手; 依托巡检云平台、设备台账两个系统
HANDLES = ("为契机", "为载体", "为抓手", "为平台", "为支撑", "为依托", "为牵引", "为突破口")
_HANDLES = re.compile(
    f"[以借用](?P<list>{_ITEM}(?:、{_ITEM}){{1,6}}(?:(?:以及|[及和]){_ITEM})?)等?(?:{'|'.join(HANDLES)})"
)
_SEVERAL = re.compile(f"等?(?:[两二三四五六七八九十]|\\d{{1,2}})[项个种大套款条]{SUMMED}")
_IN_FRONT, _FAR = re.compile(f"(?P<list>{_ITEM}(?:、{_ITEM}){{1,6}}(?:[及和与]{_ITEM})?)$"), 120
# 推行领导带班、首问负责、限时办结等制度
_SYSTEMS = re.compile(
    f"(?:建立健全|建立完善|推行|实行|落实|建立|健全|完善|执行|坚持|实施)了?"
    f"(?P<list>[{HAN}]{{4,8}}(?:、[{HAN}]{{4,8}}){{1,8}})等(?:各项|多项|[一二三四五六七八九十\\d]{{1,3}}项|一系列|相关)?"
    "(?:规章|管理|服务|工作|核心|基本|重点)?(?:制度|机制)"
)
_ITEMS = re.compile("[^、]+")
_WHOLE_QUOTE = re.compile(_QUOTE)
_WHOLE_NAME, _SHORTEST_NAME = 6, 4


def find_activities(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """Practices in a list, as one where they are but words: 比技能、比服务、比业绩等主题活动; 以质量月活动为契机."""
    vague = pattern(lexicon, "measures", "determiner")
    for match in _OCCASION.finditer(text, start, end):
        front = vague.match(match["name"])
        first = match.start("name") + (front.end() if front else 0)
        yield Form(first, match.end("name"), text[first : match.end("name")], (), "", "measure.practice")
    if text.find("、", start, end) < 0:
        return
    for match in _NAMES.finditer(text, start, end):
        yield from _named(text, *match.span("list"), words, lexicon)
    for match in _SYSTEMS.finditer(text, start, end):
        for item in _ITEMS.finditer(text, *match.span("list")):
            yield Form(*item.span(), item[0], (), usual_category(item[0], lexicon), "measure.item")
    for match in _ACTIVITY.finditer(text, start, end):
        lead = _LEADING_VERB.match(match["list"])
        first = match.start() + (lead.end() if lead else 0)
        items = tuple(
            item.removesuffix("等").removesuffix("的") for item in text[first : match.end("list")].split("、")
        )
        if lead and all(2 <= len(item) <= 8 for item in items) and not _VAGUE.match(items[0]):
            yield Form(first, match.end(), text[first : match.end()], items, "", "measure.activities")


def find_handles(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """What several practices are made use of for: 以服务卡、回访制度为抓手."""
    for match in _HANDLES.finditer(text, start, end):
        for form in _named(text, *match.span("list"), words, lexicon, _SHORTEST_NAME):
            if text[form.start - 1] in "“「" or known_end(form.name, _heads(lexicon)):
                yield form


def find_several(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """Names that a number and their kind sum up: 设备巡检云平台、隐患台账两个系统."""
    for counted in _SEVERAL.finditer(text, start, end):
        listed = _IN_FRONT.search(text, max(start, counted.start() - _FAR), counted.start())
        if listed:
            yield from _named(text, *listed.span("list"), words, lexicon, _SHORTEST_NAME)


@cache
def _heads(lexicon: Lexicon) -> frozenset[str]:
    """What names end with that stand in a list of what is made use of."""
    kinds = ("suffix", "weak", "thing", "product", "name", "rule")
    return frozenset().union(*(surfaces(lexicon, "measures", kind) for kind in kinds))


def _named(
    text: str, first: int, last: int, words: frozenset[int], lexicon: Lexicon, longest: int = _WHOLE_NAME
) -> Iterator[Form]:
    """The items of a list that are names of their own; none where all are shorter than the `longest` must be."""
    places: list[tuple[int, int]] = []
    begin = first
    for mark in _BETWEEN.finditer(text, first, last):
        if mark.start() in words and mark.end() in words:
            places.append((begin, mark.start()))
            begin = mark.end()
    places.append((begin, last))
    places = [trimmed(text, *place, words, lexicon) for place in places]
    if max(to - at for at, to in places) < longest:
        return
    for at, to in places:
        quoted = _WHOLE_QUOTE.fullmatch(text, at, to) is not None
        name = text[at + quoted : to - quoted]
        if len(name) >= _SHORTEST_NAME and name.count("“") == name.count("”"):
            yield Form(at + quoted, to - quoted, name, (), usual_category(name, lexicon), "measure.item")
