"""Where a sentence names a measure, by form: listed names, quotes with a head noun, counted slogans, verb and suffix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpusdoc.extract.honor_names import is_listed
from corpusdoc.extract.measure_items import count_in, items_after, items_before, quoted_parts
from corpusdoc.extract.vocabulary import HAN, any_of, surfaces, values
from corpusdoc.lexicon import Lexicon


class Form(NamedTuple):
    """A candidate: places in the document, the name as it stands there, parts, the form's usual category, rule."""

    start: int
    end: int
    name: str
    items: tuple[str, ...]
    usual: str
    rule: str


_QUOTE = re.compile("[“「『]([^“”「」『』\n。!！?？]{2,48})[”」』“]")
_NUMERAL = re.compile("^[一二两三四五六七八九十双](?:[个大种项条位不有化心全观德论讲学查比看进到会找创提不无抓免严实带送减]|[^、,]{1,4}[一二两三四五六七八九十])")
_COUNTED = re.compile(f"[一二两三四五六七八九十](?:个|大|种|项|条)[{HAN}]{{2,4}}")
_LONGEST = 34
_NO_MEASURE = re.compile("[我你您他她吗呢吧啊]|谢谢|对不起")


def find_forms(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """All candidates of text[start:end], in no order; `words` are the places where a word ends."""
    yield from _listed(text, start, end, lexicon)
    yield from _quoted(text, start, end, lexicon)
    yield from _counted(text, start, end)
    yield from _suffixed(text, start, end, words, lexicon)
    yield from _activities(text, start, end)


@cache
def _names(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "measures", "name"))


def _listed(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Form]:
    for match in _names(lexicon).finditer(text, start, end):
        usual = values(lexicon, "measures", "name", "category")[match[0]]
        yield Form(match.start(), match.end(), match[0], (), usual, "measure.name")


@cache
def _tail(lexicon: Lexicon) -> re.Pattern[str]:
    head = any_of(lexicon, "measures", "quoted", "suffix")
    return re.compile(f"(?P<of>的)?(?P<more>[{HAN}]{{0,10}}?{head})(?![化师员性者])")


@cache
def _quoters(lexicon: Lexicon) -> re.Pattern[str]:
    quoter = any_of(lexicon, "measures", "quoter")
    listed = "(?:[“「『][^“”「」『』]{2,30}[”」』][、和及与]?){0,6}"
    return re.compile(f"{quoter}(?:了|起|以)?(?:[{HAN}]{{0,8}}的)?{listed}$")


@cache
def _spoken(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'measures', 'speech')}[:：,，]?$")


def _quoted(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Form]:
    """Quoted names: “清泉润民”工程, “三会一课”, 推出“延时服务”, “问不倒”营业员竞赛活动."""
    for match in _QUOTE.finditer(text, start, end):
        inner, left = match[1].strip(), text[max(start, match.start() - 90) : match.start()]
        if _spoken(lexicon).search(left) or _NO_MEASURE.search(inner.replace("我是", "")):
            continue
        form = _with_head(text, match, end, lexicon) or _alone(text, match, inner, left, lexicon)
        if form:
            yield form


def _with_head(text: str, match: re.Match[str], end: int, lexicon: Lexicon) -> Form | None:
    tail = _tail(lexicon).match(text, match.end(), end)
    if not tail or _awarded(text, match.start()):
        return None
    inner, more = match[1].strip(), tail["more"]
    parts = quoted_parts(inner)
    usual = _usual(more, lexicon)
    # “前台…,后台…,机关…”的服务责任机制 has a name of its own; its slogan spells it out.
    if parts and tail["of"] and len(more) >= 6:
        return Form(tail.start("more"), tail.end(), more, parts, usual, "measure.slogan")
    items = parts or _spelled(text, inner, match.start(), tail.end())
    return Form(match.start(), tail.end(), text[match.start() : tail.end()], items, usual, "measure.quoted_head")


def _alone(text: str, match: re.Match[str], inner: str, left: str, lexicon: Lexicon) -> Form | None:
    numbered = bool(_NUMERAL.match(inner)) and len(inner) <= 12
    ends = re.search(any_of(lexicon, "measures", "suffix", "weak", "name") + "$", inner)
    wanted = numbered or (ends and len(inner) >= 4) or _quoters(lexicon).search(left)
    if not wanted or len(inner) > _LONGEST or _awarded(text, match.start()) or (is_listed(inner, lexicon) and not ends):
        return None
    items = _spelled(text, inner, match.start(), match.end())
    return Form(match.start(1), match.end(1), inner, items, _usual(inner, lexicon), "measure.quoted")


def _awarded(text: str, start: int) -> bool:
    """Whether the quoted name is an honor's: it follows 获 or 评为."""
    return re.search("(?:获得?|评为|授予|命名为|荣膺)[^,，。;；]{0,16}$", text[max(0, start - 24) : start]) is not None


def _spelled(text: str, name: str, start: int, end: int) -> tuple[str, ...]:
    count = count_in(name)
    if not count or count == 1:
        return ()
    return items_after(text, end, count) or items_before(text, start, count)


def _usual(words: str, lexicon: Lexicon) -> str:
    for kind in ("suffix", "weak"):
        usual = values(lexicon, "measures", kind, "category")
        found = max((s for s in usual if words.endswith(s)), key=len, default=None)
        if found:
            return usual[found]
    return ""


def _counted(text: str, start: int, end: int) -> Iterator[Form]:
    """五种观念, 六大需求: a number, and as many items spelled out. Without them it is a figure like any other."""
    for match in _COUNTED.finditer(text, start, end):
        count = count_in(match[0])
        for last in range(match.end(), match.start() + 3, -1):
            items = items_after(text, last, count) if count and count > 2 else ()
            if items:
                yield Form(match.start(), last, text[match.start() : last], items, "", "measure.counted")
                break


@cache
def _practice(lexicon: Lexicon) -> re.Pattern[str]:
    """A verb of practice, modifiers, and a suffix. Modifiers hold no punctuation but 、 and quotes."""
    verb = any_of(lexicon, "measures", "verb")
    weak = any_of(lexicon, "measures", "weak", "suffix")
    return re.compile(f"{verb}(?:了|起|好)?(?P<name>[{HAN}A-Za-z0-9()+·]{{2,22}}?{weak})(?![化师员性者部局长费])")


@cache
def _strong(lexicon: Lexicon) -> re.Pattern[str]:
    strong = any_of(lexicon, "measures", "suffix")
    return re.compile(f"(?P<name>[{HAN}A-Za-z0-9]{{2,12}}?{strong})(?![化师性者部])")


def _suffixed(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """建立管网抢修机制, 首席抄表责任制: verb, modifiers and suffix; strong suffixes need no verb."""
    for pattern, rule in ((_practice(lexicon), "measure.practice"), (_strong(lexicon), "measure.suffix")):
        for match in pattern.finditer(text, start, end):
            first, last = _trimmed(text, match.start("name"), match.end("name"), words, lexicon)
            name = text[first:last]
            if last in words and _distinct(name, lexicon):
                yield Form(first, last, name, (), _usual(name, lexicon), rule)


@cache
def _cut(lexicon: Lexicon) -> re.Pattern[str]:
    verb = any_of(lexicon, "measures", "verb", "determiner")
    return re.compile(f".{{0,24}}(?:的|了|等|为|对|将|以|把|在|与|和|及|从|向|到|并|是|有|地|{verb}(?=.{{4}}))")


def _trimmed(text: str, first: int, last: int, words: frozenset[int], lexicon: Lexicon) -> tuple[int, int]:
    """The name without what belongs to the sentence: after the last 的, verb or determiner that ends a word."""
    for match in _cut(lexicon).finditer(text, first, last - 2):
        if match.end() in words:
            first = match.end()
    return first, last


def _distinct(name: str, lexicon: Lexicon) -> bool:
    """Whether a name says more than its head noun: 管网抢修机制, not 工作机制 or 各项制度."""
    if not 4 <= len(name) <= _LONGEST or name in surfaces(lexicon, "measures", "generic"):
        return False
    if re.match(any_of(lexicon, "measures", "determiner"), name):
        return False
    head = max((s for kind in ("suffix", "weak") for s in surfaces(lexicon, "measures", kind) if name.endswith(s)), key=len)
    return len(name) - len(head) >= 2 and not (len(name) == 4 and len(head) == 2 and name[:2] in _BLAND)


_BLAND = frozenset("服务 管理 工作 业务 企业 建设 发展 教育 经营 生产 客户 用户 网络 技术 各项 相关 主题 宣传 信息 组织 社会 公司 系统 基础 产品 市场 品牌".split())

_ACTIVITY = re.compile(
    f"(?P<list>[{HAN}]{{2,10}}(?:、[{HAN}]{{2,12}}){{1,5}})(?P<etc>等)?(?:的)?(?P<head>(?:主题|系列|评选|评比|竞赛|教育|实践)?活动)"
)
_LEADING_VERB = re.compile("^.{0,8}?(?:开展了?|组织了?|通过|参与|举办了?|进行)")


def _activities(text: str, start: int, end: int) -> Iterator[Form]:
    """Several practices as one: 比技能、比服务、比业绩等主题活动."""
    for match in _ACTIVITY.finditer(text, start, end):
        lead = _LEADING_VERB.match(match["list"])
        first = match.start() + (lead.end() if lead else 0)
        items = tuple(text[first : match.end("list")].split("、"))
        if lead and all(2 <= len(item) <= 8 for item in items):
            yield Form(first, match.end(), text[first : match.end()], items, "", "measure.activities")
