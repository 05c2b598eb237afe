"""The words around a figure that say what it counts: 全业务收入 达到 | 12亿元 | , and 114家 | 营业厅 | 设立了."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_end, clause_start
from corpusdoc.extract.tagging import is_listed
from corpusdoc.extract.vocabulary import alternatives, looking_for, surfaces
from corpusdoc.lexicon import Lexicon

_PREDICATE_END = re.compile(r"[,，;；。\n\t]|[、和及](?=有?[\d一二两三四五六七八九十]{1,4}[家个人名项])")
_COMPOUND = re.compile("再(?:就业|融资|贷款|制造|保险|担保|利用|生)")
_OPENING, _CLOSING = ("“", "「", "《"), ("”", "」", "》")
_MAKING_UP = ("所", "组", "构")
_MADE_UP = re.compile("^(?:所?组成|构成)的")  # 由甲乙共22人组成的代表
_IS = re.compile(r"^(?:[(（][\d.]+%[)）])?(?:为|是|系)(?=[\u4e00-\u9fff]{2})")  # 其中2名(5%)为独立董事
_OR_SO_CALLED = re.compile("[(（][\u4e00-\u9fff]{1,2}[)）]")  # 4条(段)新线
_ORDINAL = re.compile(r"第[\d一二三四五六七八九十]{1,3}(?:[位名]|[、和与及]第)")
_PER_SO_MANY = re.compile("(?:平均)?每[百千万]")
_PUNCTUATION = re.compile(
    r"^(?:\d{1,2}[、.．])?(?:[\s、,，和以的•·●■◆▪※]|及(?!时)|与(?!会))+"
    r"|^(?:\d{1,2}[、.．]|[①-⑳]|[a-z][.、)）])[ ]?|[\s、,，]+$"
)
_LEFT_OVER, _MARKS = re.compile(r"[\s\d、,，和以的•·●■◆▪※及与①-⑳a-z]"), frozenset("、,，")
# A cut that took 率达 for one word.
_REACHING = re.compile(
    "(?<=[率比度量额数值分入润利耗])(?:(?:始终|一直|连年|长期|仍然?|继续)?(?:控制|保持|稳定|维持)在?|(?:始终|一直|仍|继续|则|皆)|[高可已竟多]?达到?|为|是|约|仅|[均都]|只有|[降升增]至|[降升增提]?[低高升加]?到|要|须)$|(?<=日)达到?$|(?<=[\u4e00-\u9fff]{2})了$"
)
_REACHING_ENDS = frozenset("要须制持定在终直仍续则皆达到为是约仅均都有至了")
_THEN = frozenset("前初期始")
_FROM_THEN = re.compile("(?<=..)[由从][\u4e00-\u9fff]{0,5}(?:前|初|初期|之初|伊始)$")  # 由开通初期3万增至5万
# 东港公司完成吞吐量: the verb only leads from who to what.
_REACHED = re.compile(
    "(?<=[\u4e00-\u9fff]{2})(?:累计|共)?(?:实现|完成)(?=[\u4e00-\u9fff]{1,10}(?:[率度量额数值]|收入|利润|产值)$)"
    "|(?<=[\u4e00-\u9fff]{2})为(?=每[股份人户张][每月年天]{0,2}$)"
)
# 在全市建设基站; not 在网用户, 在档职工, nor 在总收入中占比
_SOMEWHERE = re.compile("(?![职岗建网线编册校营])[\u4e00-\u9fff]{2}(?!.*占)")
# nouns, though cut into words that lead to a figure
_BOTH_WAYS = (
    "起降",
    "升降",
    "涨跌",
    "增减",
    "社会组织",
    "群众组织",
    "基层组织",
    "工会组织",
    "党组织",
    "团组织",
    "平均用时",
    "平均耗时",
    "平均历时",
)
# 可供分配利润 is no 分配利润, 公司拥有人应占溢利 nothing owned, what is 全国级 is not 级.
_KEPT = (
    "可供", "可比", "可再生", "可用", "可控", "可支配", "全国级", "集团级", "公司级",
    "拥有人",
    "企业所得税", "企业年金", "企业债", "企业存款", "企业贷款", "企业客户", "企业用户", "企业宽带", "企业管理费",
    "公司贷款", "公司存款", "公司客户", "公司债", "公司金融", "公司类", "公司业务",
    "约谈", "约见", "约访", "约请", "继续率", "自发电", "自用", "自备", "自有", "自给率", "自产", "自供",
)  # fmt: skip
_KEPT_BEGINS = frozenset(word[0] for word in _KEPT)
_OWNERS = (
    *"行局院处司厂矿校站段社所队省市州县区旗网",
    "行业",
    "公司",
    "集团",
    "系统",
    "中心",
    "机场",
    "港口",
    "电厂",
)
_THAT = frozenset(f"该{unit}" for unit in (*_OWNERS, *"村镇乡", "分公司", "支行", "分行"))
# 营收由负转正,增长2.6%: how it went before says nothing of what it is.
_TURNED = re.compile(
    "(?<=..)(?:同比|环比)?(?:由[负正亏盈升降跌增减]转[正负盈亏升降跌增减]|扭亏为盈|扭亏增盈|(?:止跌|企稳|触底)(?:[回反][升弹])?|稳中[有向][升降进增好]|逆势上扬)$"
)
_TURNED_ENDS = frozenset("正负盈亏升降跌增减弹进好扬稳底")
_CAUSES = ("影响", "带动", "拉动", "推动", "冲击")
_GOES_ON = ("中", "内", "的", "里", "所", "及", "和", "与")
_LONGEST_BEFORE = 26
_SHORTEST_HEAD = 2
_LONGEST_AFTER = 20
_LONGEST_PREDICATE = 30
_PAIRS = [tuple(pair) for pair in ("“”", "‘’", "「」", "『』", "《》", "()", "（）", "【】", "[]")]
_HALVES = re.compile("[“”‘’「」『』《》()（）【】\\[\\]]")
_CLOSED = re.compile(r"[(（][^()（）]{1,30}[)）]$")
# A year that stands in front of whose figure it is: 2020年该公司收入.
_YEAR_BEGINS = frozenset("12X×")
_YEAR = re.compile(r"^(?:(?:19|20)\d\d|XX|××)年(?:度|至(?:19|20)\d\d年)?[初末底]?(?:该?(?:分?公司|[行局院厂站]))?")
_MORE, _YOY_BEGINS = frozenset("多少增减"), frozenset("同比较与按年")  # 同比多增3亿元, 同比减少信访量12件
_INSIDE = ("上", "中", "里", "内", "间")
_TRAILING = frozenset(["的", "等", "和", "及", "与", "以及", "之", "时", *_INSIDE, "左右", "进行"])


def word_ends(words: Iterable[str]) -> tuple[int, ...]:
    """Where each word of a sentence ends in it."""
    return tuple(accumulate(map(len, words)))


def phrase_before(text: str, words: Sequence[int], start: int, floor: int, lexicon: Lexicon) -> str:
    """What stands in front of a figure that begins at `start`, without the words that only lead to it; "" if nothing.

    `words` are the ends of the sentence's words, `floor` is where the previous figure or time ends.
    """
    low = max(floor, clause_start(text, start))
    if low == floor > 0:
        # 甲3个、乙5个: after a figure, the mark of a list begins the next one.
        low = max(low, text.rfind("、", low, start) + 1)
    # 下属网点(分公司/营业厅)有7家: the bracket belongs to the words before it.
    closed = text[low - 1 : low] in (")", "）") and _CLOSED.search(text, floor, low)
    bounds = _cut(text, _bounds(words, low, start), lexicon)
    bounds = _without_tail(text, bounds, tail_words(lexicon))
    if len(bounds) < 2 and closed:
        opening = max(text.rfind("(", floor, low), text.rfind("（", floor, low))
        if opening > floor:
            return phrase_before(text, words, opening, floor, lexicon)
    bounds = _without_lead(text, bounds, surfaces(lexicon, "phrases", "lead"), _owners(lexicon))
    phrase = text[bounds[0] : bounds[-1]]
    if closed and phrase.startswith(_GOES_ON):
        # 百元医疗收入（不含药品）中消耗的费用: the bracket stands within the name.
        begins = text.rfind(closed.group()[0], floor, low)
        phrase = phrase_before(text, words, begins, floor, lexicon) + phrase if begins > floor else phrase
    if len(phrase) > _LONGEST_BEFORE:
        phrase = _shortened(phrase)
    if phrase[:1] in _YEAR_BEGINS:
        phrase = _YEAR.sub("", phrase)
    if not _MORE.isdisjoint(phrase[-3:-1]) or phrase[:1] in _YOY_BEGINS:
        phrase = _differing(lexicon).sub("", phrase)
    if phrase[-1:] in _THEN:
        phrase = _FROM_THEN.sub("", phrase)
    # Each of these patterns looks at every character, and few phrases have what they take away.
    if phrase[-1:] in _REACHING_ENDS:
        phrase = _REACHING.sub("", phrase)
    if phrase[-1:] in _TURNED_ENDS:
        phrase = _TURNED.sub("", phrase)
    if phrase[:1] == "受" and phrase.endswith(_CAUSES):
        return ""  # 受疫情影响,客流下降: why, not what
    if _LEFT_OVER.match(phrase) or phrase[-1:] in _MARKS or phrase[-1:].isspace():
        phrase = _PUNCTUATION.sub("", phrase)
    return _REACHED.sub("", phrase) if "实现" in phrase or "完成" in phrase or "为每" in phrase else phrase


def phrase_after(text: str, words: Sequence[int], end: int, ceiling: int, lexicon: Lexicon) -> str:
    """The noun phrase that follows a figure; "" where a verb or a mark follows. The next figure begins at `ceiling`."""
    stops = _stop_words(lexicon)
    high = min(ceiling, clause_end(text, end))
    either = _OR_SO_CALLED.match(text, end)
    if either:
        end = either.end()
        high = min(ceiling, clause_end(text, end))
    if text[end : end + 1] == "的":
        end += 1
    verbs = surfaces(lexicon, "phrases", "verb") if high == ceiling else frozenset()
    head: list[str] = []
    for start, stop in pairwise(_bounds(words, end, high)):
        piece = text[start:stop]
        if head and (piece in verbs or (piece in _OPENING and text[high - 1 : ceiling] in _CLOSING)):
            break  # 为1.2万家企业 减免水费860万元, 收寄58个单位 “爱心书包”21万元: it belongs to the next figure
        attribute = piece == "有" and "的" in text[end:high]  # 94家有温度的服务专区
        attribute = attribute or (piece == "再" and _COMPOUND.match(text, start) is not None)
        ranked = piece[0] == "第" and _ORDINAL.match(text, start)  # 36个重点城市第5位
        # 在12条线路 上公布; the cut knows no 里装
        inside = head and piece[0] in _INSIDE and (piece in _INSIDE or not is_listed(piece))
        if (piece in stops and not attribute) or ranked or inside or piece == "、" or stop - end > _LONGEST_AFTER:
            break
        head.append(piece)
    while head and (head[-1] in _TRAILING or not head[-1].strip()):
        head.pop()
    found = "".join(head).strip()
    found = _MADE_UP.sub("", found) if found.startswith(_MAKING_UP) else found
    if len(found) < 2:
        return found if found in surfaces(lexicon, "phrases", "short_noun") else ""
    return "" if found[0] in "和与及或”’」" else found


def _shortened(phrase: str) -> str:
    """A phrase without what a reader can spare of a long one: the names in front of 等, else what is too far off."""
    listed = phrase.rfind("等", 0, -_SHORTEST_HEAD)
    return phrase[max(listed + 1, len(phrase) - _LONGEST_BEFORE) :]


def predicate_after(text: str, end: int) -> str:
    """What is said of the counted ones: (有7家)被授予省级“青年文明号”."""
    match = _PREDICATE_END.search(text, end)
    high = match.start() if match else len(text)
    return _IS.sub("", text[end : min(high, end + _LONGEST_PREDICATE)].strip(" 、“"))


def without_lead(name: str, lexicon: Lexicon) -> str:
    """A name without the words that only lead to it: 其中女职工."""
    lead = _long_leads(lexicon).match(name)
    return name[lead.end() if lead else 0 :].strip()


def without_half_pairs(name: str) -> str:
    """A name without the quotes and brackets at its ends whose other half a cut has left outside: “五心”服务” 3项."""
    for opening, closing in _PAIRS if _HALVES.search(name) else ():
        missing = name.count(opening) - name.count(closing)
        if missing > 0 and (name.startswith(opening) or name.endswith(opening)):
            name = name[1:] if name.startswith(opening) else name[:-1]
        elif missing < 0 and (name.endswith(closing) or name.startswith(closing)):
            name = name[:-1] if name.endswith(closing) else name[1:]
    return name


@cache
def change_words(lexicon: Lexicon) -> frozenset[str]:
    """Words of growth and decline, which are no part of an indicator's name."""
    yoy, up, down, level = (surfaces(lexicon, "changes", kind) for kind in ("yoy", "up", "down", "level"))
    return yoy | up | down | level | {first + second for first in yoy for second in up | down}


@cache
def tail_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that stand between an indicator and its figure."""
    return surfaces(lexicon, "phrases", "tail") | change_words(lexicon)


@cache
def _differing(lexicon: Lexicon) -> re.Pattern[str]:
    """Words of growth that no list holds: 同比多增, 较上年少亏."""
    yoy, up, down = (alternatives(surfaces(lexicon, "changes", kind)) for kind in ("yoy", "up", "down"))
    return re.compile(f"^{yoy}(?:{up}|{down})了?(?=..)|{yoy}(?:又|再)?[多少增减][\u4e00-\u9fff]{{1,2}}$")


@cache
def _owners(lexicon: Lexicon) -> frozenset[str]:
    """Words for whose the figure is: 公司, 我局, 全矿."""
    return surfaces(lexicon, "phrases", "owner") | {own + unit for own in "全本我" for unit in _OWNERS} | _THAT


@cache
def _stop_words(lexicon: Lexicon) -> frozenset[str]:
    return surfaces(lexicon, "phrases", "stop") | change_words(lexicon)


@cache
def _long_leads(lexicon: Lexicon) -> re.Pattern[str]:
    leads = surfaces(lexicon, "phrases", "lead") | _owners(lexicon)
    return looking_for(lead for lead in leads if len(lead) > 1)


def _bounds(words: Sequence[int], low: int, high: int) -> list[int]:
    """Where the words of a stretch begin, those at its ends cut to it, and where it ends."""
    inner = words[bisect_right(words, low) : bisect_left(words, high)] if low < high else ()
    last = min(high, words[-1]) if words else low
    return [low, *inner, last] if last > low else [low]


def _cut(text: str, bounds: list[int], lexicon: Lexicon) -> list[int]:
    """The words after the last one that begins a new statement, unless nothing but leading words follows it."""
    if _PER_SO_MANY.match(text, bounds[0]):
        return bounds  # 每千名老人拥有床位
    cuts, tails = surfaces(lexicon, "phrases", "cut"), tail_words(lexicon)
    for index in range(len(bounds) - 1, 0, -1):
        begins = text[bounds[index - 1] : bounds[index]] in cuts and not text.startswith(_KEPT, bounds[index - 1])
        if begins:
            rest = _without_tail(text, bounds[index:], tails)
            if rest[-1] - rest[0] > 1:
                return bounds[index:]
    return bounds


def _without_tail(text: str, bounds: list[int], tails: frozenset[str]) -> list[int]:
    while len(bounds) > 1:
        end = bounds[-1]
        size = _size([text[start:end].strip() for start in bounds[-2:-6:-1]], tails)
        if (not size and text[bounds[-2] : end].strip(" 、")) or text[bounds[-3:][0] : end].endswith(_BOTH_WAYS):
            break
        bounds = bounds[: len(bounds) - (size or 1)]
    return bounds


def _without_lead(text: str, bounds: list[int], leads: frozenset[str], owners: frozenset[str]) -> list[int]:
    """The words behind those that only lead to them. Whose figure it is (公司) is kept where nothing else is there."""
    while len(bounds) > 1:
        start = bounds[0]
        if text[start] in _KEPT_BEGINS and text.startswith(_KEPT, start, bounds[:3][-1]):
            break
        size = _size([text[start:end].strip() for end in bounds[1:5]], leads)
        size = size or _size([text[start:end] for end in bounds[1:-1][:3]], owners)
        somewhere = text[start : bounds[1]] == "在" and _SOMEWHERE.match(text, bounds[1], bounds[-1])
        if not size and not (somewhere and bounds[2] > bounds[1] + 1) and text[start : bounds[1]].strip(" 、"):
            break
        bounds = bounds[size or 1 :]
    return bounds


def _size(stretches: list[str], words: frozenset[str]) -> int:
    """How many words the longest of the stretches has that is one of the `words`; they are in order of length."""
    for size in range(len(stretches), 0, -1):
        if stretches[size - 1] in words:
            return size
    return 0
