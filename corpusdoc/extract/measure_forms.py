"""Where a sentence names a measure by its form: counted slogans, verb and suffix, systems, mottos."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.measure_items import (
    count_in,
    explained_items,
    inner_count,
    items_after,
    items_before,
    ordered_parts,
)
from corpusdoc.extract.vocabulary import HAN, any_of, known_end, pattern, surfaces, values
from corpusdoc.lexicon import Lexicon


class Form(NamedTuple):
    """A candidate: places in the document, the name as it stands there, parts, the form's usual category, rule."""

    start: int
    end: int
    name: str
    items: tuple[str, ...]
    usual: str
    rule: str


LONGEST_NAME = 34
# Head nouns: those that need no verb, those that any verb of practice does, those that must be founded.
HEADS = ("suffix", "weak", "thing")
MOTTO, _SUFFIX, _BLANKS = "measure.motto", "measure.suffix", re.compile("[ \u3000,，、;；]+")
_MODIFIERS, _SHORT = 12, 3
# What figures and rankings count: 四项全省第一.
_FIGURE = re.compile(
    "(?:第[一二三]|层面|阶段|领域|部分|维度|指标|目标|成绩|任务|环节|方面|问题|渠道|方式|途径|形式|类型|奖|称号|名|单位|部门|岗位)$"
)
# 治理 is a measure where it stands last, a verb in 打击治理非法加装三年行动.
_DONE = (
    f"(?:(?<!治理|整治|整改|改造|排查|监测|转换|置换)|(?![{HAN}])|(?=[和与及等后中的工行活任专攻一二三四五六七八九十]))"
)
_WORDED = re.compile(f"[{HAN}]{{2}}")
# 五种观念: what a counted slogan begins with.
_AMOUNT = (
    r"(?:\d+[余多]?[名位家台处间张辆套份人]|(?:\d+[余多]?|[两三四五六七八九十])(?:[个场次项期支条批轮]|年一次)"
    "|一[次场期轮](?!告知|办|性|申告|交))"
)
# 日播报、周通报、月点评: what is done at each term.
_TERM = f"[{HAN}]{{2,3}}"
_BY_TERM = re.compile(
    f"(?<![0-9一二三四五六七八九十今明昨每当次生节假平同工时末半几多])(?:[日天]{_TERM}[、,，][周旬月]|周{_TERM}[、,，][月季]|旬{_TERM}[、,，]月|月{_TERM}[、,，][季年]){_TERM}(?:[、,，][月季年]{_TERM})?(?![{HAN}])"
)
TERMS = tuple(mark + term for mark in "、," for term in "周旬月季")
COUNTS = tuple(number + counted for number in "一二两三四五六七八九十" for counted in "个大种项条")
# 六声服务, 四心工程: what slogans count, and what they make of it; 三级包保制度: how many storeys something has.
_SEVERAL, _PRAISED = "三四五六七八九十双", "声心零省全办公定包有无快满优笑免亮比查创送讲访保帮带严必化"
_FEW, _STOREYS = "两三四五六", "级道"
SLOGANS = tuple(
    number + counted
    for numbers, things in ((_SEVERAL, _PRAISED), (_FEW, _STOREYS))
    for number in numbers
    for counted in things
)
_SLOGAN = re.compile(
    f"(?:[{_SEVERAL}][{_PRAISED}][{HAN}]?(?:服务|管理|工程|活动|标准|工作法|模式|机制|制度|教育|行动|承诺)"
    f"|[{_FEW}][{_STOREYS}][{HAN}]{{2,8}}?(?:机制|制度|体系|模式|网络?|防线))(?![{HAN}])"
)
# 错时服务、首办负责、限时答复三条规矩 are practices each; 影像、心电、检验三大中心 are parts of one.
SUMMED = (
    "[硬铁新好]?(?:制度|机制|平台|系统|工程|行动|活动|模式|改革|计划|竞赛|办法|品牌|载体|举措|做法|服务|规矩|优惠|渠道)"
)
_SUMMED, _SHORTEST_NAME = re.compile(f"[^项个种大套款条]+[项个种大套款条]{SUMMED}"), 4
# 突发疾病处置五步法
_STEPS, _STEP = "三四五六七八九十", "步字问查"
METHODS = tuple(number + step for number in _STEPS for step in _STEP)
_METHOD = re.compile(f"(?:(?![的了按用以是叫它为])[{HAN}]){{2,8}}[{_STEPS}][{_STEP}][{HAN}]{{0,3}}法(?![律院规官学人])")
_COUNTED = re.compile(f"(?:{'|'.join(COUNTS)})[{HAN}]{{2,4}}")
# 一企一策做好引车上路, without quotes
_ONE_EACH = re.compile(f"一(?<![“「『一]一)(?![一人天年])[{HAN}]一(?:[策档案码册卡]|方案)(?![”」』])")
EACH = tuple(f"一{what}" for what in ("策", "档", "案", "码", "册", "卡", "方案"))
_JOINED = re.compile("[、和]")
_NUMERALS = frozenset("一二三四五六七八九十百千")
_NUMERAL = re.compile(f"[{_STEPS}](?=[{_STEP}])")
# 一看人品、二看产品、三看口碑: one verb, numbered.
_NUMBERED = re.compile(
    f"一(?P<verb>[{HAN}])[{HAN}]{{1,6}}(?P<mark>[、，,])二(?P=verb)[{HAN}]{{1,6}}(?P=mark)三(?P=verb)[{HAN}]{{1,6}}(?:(?P=mark)[四五六](?P=verb)[{HAN}]{{1,6}})*"
)
NUMBERED = tuple(mark + "二" for mark in "、，,")


def usual_category(words: str, lexicon: Lexicon) -> str:
    """The category of measures that end like this, "" if their head noun serves any."""
    for kind in HEADS:
        usual = values(lexicon, "measures", kind, "category")
        found = known_end(words, usual)
        if found:
            return usual[found]
    return ""


def spelled_out(text: str, name: str, start: int, end: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts of a name that counts them, listed behind or in front of it."""
    ordered = ordered_parts(name)
    count = None if ordered else count_in(name)
    if count is None and not ordered:
        inner = inner_count(name)
        return explained_items(text, end) or (items_after(text, end, inner) if inner else ())
    if not count or count == 1:
        return ordered
    return items_after(text, end, count) or items_before(text, start, count, lexicon)


# -------------------------------------------------------------------------------------------------------- counted


def find_counted(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Form]:
    """五种观念, 六大需求: a number, and as many items spelled out. Without them it is a figure like any other."""
    for match in _SLOGAN.finditer(text, start, end):
        items = spelled_out(text, match[0], match.start(), match.end(), lexicon)
        yield Form(*match.span(), match[0], items, usual_category(match[0], lexicon), "measure.counted")
    for match in _ONE_EACH.finditer(text, start, end):
        yield Form(*match.span(), match[0], (), "", "measure.counted")
    for match in _COUNTED.finditer(text, start, end):
        more = text[match.start() - 1] in _NUMERALS  # 十三项核心制度 are not three
        count = None if more or _FIGURE.search(match[0]) else count_in(match[0])
        for last in range(match.end(), match.start() + 3, -1):
            items = items_after(text, last, count) if count and count > 2 else ()
            if count and count > 2 and not items and _whole(text, last) and text[match.start() - 1] not in "”」』":
                # 影像、心电、检验、病理、消毒供应五大共享中心
                items = items_before(text, match.start(), count, lexicon)
                if min(map(len, items), default=0) >= _SHORTEST_NAME and _SUMMED.match(match[0]):
                    break
            if all(map(_WORDED.search, items)) and items and not _FIGURE.search(text, match.start(), last):
                yield Form(match.start(), last, text[match.start() : last], items, "", "measure.counted")
                break


def find_methods(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Form]:
    """突发疾病处置五步法: a method that counts its steps."""
    for match in _METHOD.finditer(text, start, end):
        items, first = spelled_out(text, match[0], *match.span(), lexicon), match.start()
        number = _NUMERAL.search(match[0])
        if number and text[first - 1] == "、" and (count := count_in(match[0])):
            # 井口送姜汤、上门帮教、亲情嘱托三步工作法
            items = items_before(text, first + number.start(), count, lexicon)
            first = max(first if not items else text.rfind(items[0], start, match.end()), start)
        yield Form(
            first, match.end(), text[first : match.end()], items, usual_category(match[0], lexicon), "measure.counted"
        )


def find_numbered(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Form]:
    """一看人品、二看产品、三看口碑: a rule of thumb that numbers its parts."""
    for match in _NUMBERED.finditer(text, start, end):
        items = tuple(match[0].split(match["mark"]))
        yield Form(*match.span(), match[0], items, usual_category(match[0], lexicon), "measure.counted")


def find_by_term(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Form]:
    """日播报、周通报、月点评: what is done at each term."""
    for match in _BY_TERM.finditer(text, start, end):
        yield Form(*match.span(), match[0], tuple(re.split("[、,，]", match[0])), "supervision", "measure.counted")


def _whole(text: str, end: int) -> bool:
    """Whether a name ends at `end`, as far as the character behind it tells."""
    return not re.match(f"[{HAN}]", text[end : end + 1])


# ------------------------------------------------------------------------------------------------ verb and suffix


@cache
def _practice(lexicon: Lexicon) -> re.Pattern[str]:
    """A verb of practice, modifiers, and a head noun."""
    head = any_of(lexicon, "measures", "weak", "suffix")
    words = f"[{HAN}A-Za-z0-9()（）+·]"
    # 班组例会 is whole only with the 制度 behind it.
    name = f"(?P<name>{words}{{2,22}}?(?:、[{HAN}A-Za-z]{{1,10}}?)?{head}{{1,3}})"
    # 隐患整改“五定”原则 goes on.
    followed = f"(?:[了起]|好(?!人))?(?:一[次期场批])?《?{name}{_DONE}(?![化师员性者部局长费“「『])"
    return pattern(lexicon, "measures", "verb", then=followed)


@cache
def _strong(lexicon: Lexicon) -> re.Pattern[str]:
    """Modifiers and a head noun that needs no verb: 责任制, 大讨论."""
    strong = any_of(lexicon, "measures", "suffix")
    return re.compile(f"(?P<name>[{HAN}A-Za-z0-9]{{2,{_MODIFIERS}}}?{strong})(?![化师性者部])")


def _ending(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """The matches of _strong(); no name begins long before the first head noun."""
    heads = pattern(lexicon, "measures", "suffix")
    while head := heads.search(text, start, end):
        match = _strong(lexicon).search(text, max(start, head.start() - _MODIFIERS), end)
        if match is None:
            return
        yield match
        start = match.end()


@cache
def _system(lexicon: Lexicon) -> re.Pattern[str]:
    head = any_of(lexicon, "measures", "acronym")
    return re.compile(
        f"(?<![A-Za-z])(?P<name>[A-Z][A-Za-z]{{1,7}}[(（][{HAN}]{{2,12}}{head}[)）](?:[{HAN}]{{0,4}}方案)?)"
    )


def find_systems(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Form]:
    """MSS(管理支撑系统)."""
    for match in _system(lexicon).finditer(text, start, end):
        yield Form(match.start(), match.end(), match[0], (), "", "measure.acronym")


def find_practised(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """建立管网抢修机制: what a verb of practice governs; `words` are the places where a word ends."""
    return _distinct_names(text, _practice(lexicon).finditer(text, start, end), "measure.practice", words, lexicon)


def find_suffixed(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """抄表责任制, whatever stands in front; `words` are the places where a word ends."""
    return _distinct_names(text, _ending(text, start, end, lexicon), _SUFFIX, words, lexicon)


def _distinct_names(
    text: str, matches: Iterable[re.Match[str]], rule: str, words: frozenset[int], lexicon: Lexicon
) -> Iterator[Form]:
    for match in matches:
        first, last = trimmed(text, match.start("name"), match.end("name"), words, lexicon)
        if rule == _SUFFIX:  # its reach may end in the middle of a word: 农|民工二次创业大讲堂
            first = next((place for place in range(first, last) if place in words), last)
        for at, to in _each(text, first, last, words, lexicon):
            name = text[at:to]
            if to in words and distinct(name, lexicon):
                items = spelled_out(text, name, at, to, lexicon)
                yield Form(at, to, name, items, usual_category(name, lexicon), rule)


def _each(text: str, first: int, last: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The names of a stretch that joins two which are whole: 爱心妈妈小屋、心灵驿站; not 企业和职工互助机制."""
    for mark in _JOINED.finditer(text, first + _SHORTEST_NAME, last - _SHORTEST_NAME):
        head = known_end(text[first : mark.start()], _founded_heads(lexicon)) if mark.start() in words else None
        if head and len(head) > 1:
            yield first, mark.start()
            first = mark.end()
    yield first, last


@cache
def _founded_heads(lexicon: Lexicon) -> frozenset[str]:
    return frozenset().union(*(surfaces(lexicon, "measures", kind) for kind in (*HEADS, "product")))


@cache
def _cut(lexicon: Lexicon) -> re.Pattern[str]:
    verb = any_of(lexicon, "measures", "verb", "founder", "determiner")
    return re.compile(
        f"(?:的|了|等|为|对|将|以|把|在|与|及|从|向|到|并|是|有|地|之|我们|充分发挥|发挥|促进|确保|总结|进行|看望|邀请|要?[打做办开建用]好|打赢|{_AMOUNT}|{verb}(?=.{{2}}))(?=.{{2}})"
    )


def trimmed(text: str, first: int, last: int, words: frozenset[int], lexicon: Lexicon) -> tuple[int, int]:
    """The name without what belongs to the sentence: after the last 的, verb, number or determiner that ends a word."""
    # 志愿服务队和服务站 has two heads, 教育和培训机制 one: 和 goes only where the name would begin with it.
    first += text.startswith("和", first) and first + 1 in words
    for match in _cut(lexicon).finditer(text, first, last):
        if match[0] == "建设" and first < match.start() and last - match.end() <= _SHORT:  # 党风廉政建设|责任书
            continue
        # 本 is no word in 成本, nor 设 in 建设.
        if match.end() in words and (match[0] not in "本该此设搞" or match.start() in words):
            first = match.end()
    return first + text.startswith("、", first), last


def distinct(name: str, lexicon: Lexicon) -> bool:
    """Whether a name says more than its head noun: 管网抢修机制, not 工作机制 or 各项制度."""
    if not 4 <= len(name) <= LONGEST_NAME or name in surfaces(lexicon, "measures", "generic"):
        return False
    if pattern(lexicon, "measures", "determiner").match(name):
        return False
    strong = surfaces(lexicon, "measures", "suffix")
    head = max((known_end(name, surfaces(lexicon, "measures", kind)) or "" for kind in HEADS), key=len)
    modifiers = name.removesuffix(head)
    return len(modifiers) >= 2 and (head in strong or modifiers not in surfaces(lexicon, "measures", "bland"))


def find_mottos(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Form]:
    """企业精神:求实创新: what a firm gives itself as its spirit, in a line of its own."""
    match = _motto(lexicon).match(text, start, end)
    if match and _whole(text, match.end()):
        parts = tuple(_BLANKS.split(match["name"]))
        yield Form(match.start("name"), match.end(), match["name"], parts if len(parts) > 2 else (), "culture", MOTTO)


@cache
def _motto(lexicon: Lexicon) -> re.Pattern[str]:
    name = f"(?P<name>[“「]?[{HAN}]{{4,16}}(?:[ \u3000,，、;；]{{1,2}}[{HAN}]{{4,16}}){{0,3}}[”」]?)"
    return pattern(lexicon, "measures", "motto", then=f"[:：]{name}[。;；]?(?=\n|$)")
