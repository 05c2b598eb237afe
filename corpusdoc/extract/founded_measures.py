"""Measures that are founded (组建应急服务小组), launched (推出延时服务) or brought somewhere (健康教育进社区)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_names import ends_listed
from corpusdoc.extract.measure_forms import HEADS, Form, distinct, spelled_out, trimmed, usual_category
from corpusdoc.extract.vocabulary import HAN, alternatives, any_of, guarded, known_end, looking_for, rows, surfaces
from corpusdoc.lexicon import Lexicon

# What follows a name that is whole: no further noun.
_WHOLE = f"(?![{HAN}])|(?=[和与及等并且暨])"
# 设立便民窗口为老人…, 组建突击队奔赴…: what it is founded for.
_FOR = "|(?=[为对向在从以深奔赶进开每累]|负责|专门|帮助|定期|常态)"
_NAMED, _RUN = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}A-Za-z0-9+]+$")
# Head nouns that need no verb behind so many characters, looked for so far in front; what is said of a business.
BARE, _LONG, _REACH = ("活动", "行动", "机制", "模式"), 7, 14
_BARE = re.compile(f"(?:{'|'.join(BARE)})(?=[^{HAN}\\t*]|$|[为将已是被也要])")
# 机制, 控制, 编制: words that end like a rule.
_NO_RULE = "机控体编研限抑管强定法建绘复印配学录克牵抵监炮税公克禁节遏自统预"
_JOINING = frozenset("”」』、以和及与(（0123456789")
_JOINED = r"[”」』]?(?:\d{1,5}[个间家处座项台辆次场期名支份条块])?(?:[(（][^()（）\n]{1,20}[)）])?(?:、|以及|[和及与])"
# What ends names of any list: a catalogue of goods, of papers.
_ANY_END = ("", "marketing", "management")
_ITEM = re.compile("[^、]+")
_BUSINESS = re.compile("[或和]|公司|报告期|经营|投资|资产")


def launching(lexicon: Lexicon) -> frozenset[str]:
    """Words without which a sentence has no measure that find_launched() reads."""
    return frozenset().union(*(surfaces(lexicon, "measures", kind) for kind in ("launcher", "rule", "brought")))


def seldom(lexicon: Lexicon) -> frozenset[str]:
    """Verbs that found something and are no verbs of practice."""
    return surfaces(lexicon, "measures", "founder") - surfaces(lexicon, "measures", "verb")


@cache
def _founded(lexicon: Lexicon) -> re.Pattern[str]:
    """A verb that brings into being, modifiers, and a noun for what can be founded."""
    return _founding(surfaces(lexicon, "measures", "founder"), surfaces(lexicon, "measures", "thing"))


@cache
def _seldom(lexicon: Lexicon) -> re.Pattern[str]:
    return _founding(seldom(lexicon), surfaces(lexicon, "measures", "weak"))


def _founding(founders: frozenset[str], things: frozenset[str]) -> re.Pattern[str]:
    # 成立以总经理为组长、各部门负责人为成员的迎峰度夏领导小组
    led = "(?:了|的|起|出|成|一[个支批套场期轮]|一次(?!告知|办|性))?(?:以[^。;；\\n]{4,60}?的)?"
    name = f"[{HAN}A-Za-z0-9+·]{{2,22}}?{alternatives(things)}"
    return looking_for(founders, f"{led}(?P<name>{name})(?:{_WHOLE}{_FOR})")


@cache
def _launched(lexicon: Lexicon) -> re.Pattern[str]:
    """Services, rules and practices that need another verb, or one of fewer, to be more than a phrase."""
    kinds = ("launcher", "verb", "founder")
    launcher, verb = any_of(lexicon, "measures", "launcher"), any_of(lexicon, "measures", *kinds)
    rule, brought = any_of(lexicon, "measures", "rule"), any_of(lexicon, "measures", "brought")
    first = "".join(sorted({word[0] for kind in kinds for word in surfaces(lexicon, "measures", kind)}))
    return guarded(
        first + "促",
        f"(?:{launcher}了?(?:(?P<service>[{HAN}]{{2,10}}服务)|(?P<made>[{HAN}]{{3,10}}(?:化|管理)))"
        # 志愿者走进社区 is no more than what they did.
        f"|(?:{verb}|促进)了?(?:(?P<rule>[{HAN}]{{2,10}}?(?<![{_NO_RULE}]){rule})"
        f"|(?P<brought>[{HAN}]{{2,8}}(?<![走引迈推前送下]){brought}(?!、进)(?:活动)?))"
        f")(?:{_WHOLE})",
    )


@cache
def _governed(lexicon: Lexicon) -> re.Pattern[str]:
    """Whatever a verb that governs nothing but practices has for its object, up to a mark: 实行迟到必赔、日清日结."""
    first = "(?!以|对|由|向|从|将|把|在|统一|全面|严格|有效|科学|规范|合理)"
    item, short = f"{first}(?:(?![的了是])[{HAN}]){{4,9}}", f"{first}(?:(?![的了是])[{HAN}A-Z0-9]){{2,9}}"
    return re.compile(
        f"(?:推行|[实试施]行|首推)(?P<list>{short}(?:、{short}){{2,8}}|{item}(?:、{item}){{0,8}})(?=[,，。;；:：\\n]|等|$)"
    )


@cache
def _called(lexicon: Lexicon) -> re.Pattern[str]:
    """What something is called, without quotes: 管它叫百宝箱, 一条叫换位体验日."""
    head = any_of(lexicon, "measures", *HEADS, "product")
    return re.compile(
        f"(?:(?:管[^,，。;；\\n]{{1,10}}叫做?|[叫称][它其]为?|给[它其][起取]名叫?)(?P<any>[{HAN}]{{3,12}})"
        f"|(?:定为|设为|确定为)(?P<term>[{HAN}]{{3,10}}[日月周年])"
        f"|(?:叫做?|名为|称之?为|取名|起名)(?P<known>[{HAN}]{{2,10}}(?:{head}|[法日]|(?<![{_NO_RULE}])制)))(?=[,，。;；:：、!！\\n]|$)"
    )


def find_called(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """Measures that the text gives a name; `words` are the places where a word ends."""
    for match in _called(lexicon).finditer(text, start, end):
        first, last = match.span(match.lastgroup or 0)
        if first in words:
            name = text[first:last]
            items = spelled_out(text, name, first, last, lexicon)
            yield Form(first, last, name, items, usual_category(name, lexicon), "measure.quoted")


def find_governed(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """推行成本倒逼、指标到人; `words` are the places where a word ends."""
    for match in _governed(lexicon).finditer(text, start, end):
        for item in _ITEM.finditer(text, *match.span("list")):
            name = item[0]
            # 实行统一管理 says how, and names nothing.
            head = known_end(name, _telling(lexicon)) or name[-2:]
            bland = name.removesuffix(head) in surfaces(lexicon, "measures", "bland")
            if not bland and name not in surfaces(lexicon, "measures", "generic") and item.end() in words:
                yield Form(*item.span(), name, (), usual_category(name, lexicon), "measure.founded")


def find_launched(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """推出延时服务, 推行配件寄售管理, 实行岗位积分制, 促进安全知识进社区; `words` are the places where a word ends."""
    generic = surfaces(lexicon, "measures", "generic")
    for match in _launched(lexicon).finditer(text, start, end):
        first, last = trimmed(text, *match.span(match.lastgroup or 0), words, lexicon)
        name = text[first:last]
        if len(name) > 3 and name not in generic and name[:-2] not in surfaces(lexicon, "measures", "bland"):
            usual = "service" if match["service"] else "" if match["brought"] else "management"
            yield Form(first, last, name, (), usual, "measure.founded")


def find_founded(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """组建水质抢险小组; `words` are the places where a word ends."""
    return _whole_names(text, _founded(lexicon).finditer(text, start, end), words, lexicon)


def find_seldom(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """设置吹哨者制度: what any verb of practice governs, behind one that is none."""
    return _whole_names(text, _seldom(lexicon).finditer(text, start, end), words, lexicon)


def _whole_names(
    text: str, matches: Iterable[re.Match[str]], words: frozenset[int], lexicon: Lexicon
) -> Iterator[Form]:
    for match in matches:
        first, last = trimmed(text, match.start("name"), match.end("name"), words, lexicon)
        name = text[first:last]
        # 设|备, 建设 found nothing; 还设|了 does.
        verb = match.start() in words or text.startswith("了", match.start() + 1)
        if verb and words.issuperset((match.start("name"), last)) and distinct(name, lexicon):
            yield Form(first, last, name, (), usual_category(name, lexicon), "measure.founded")


def find_bare(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """跨区联动抢修模式为…, 全员礼仪培训活动,: a head noun with modifiers enough to need no verb."""
    generic = tuple(surfaces(lexicon, "measures", "generic"))
    for head in _BARE.finditer(text, start, end):
        reach = max(start, head.start() - _REACH)
        run = _RUN.search(text[reach : head.end()])
        if run is None or head.end() not in words or head.end() - reach - run.start() < _LONG:
            continue
        whole = reach + run.start()
        first, last = trimmed(text, whole, head.end(), words, lexicon)
        name = text[first:last]
        # What is longer than the reach begins anywhere.
        begins = first > whole or whole == start or not _NAMED.match(text, whole - 1)
        if not begins or first not in words or len(name) < _LONG or _BUSINESS.search(name):
            continue
        if distinct(name, lexicon) and not name.endswith(generic):
            yield Form(first, last, name, (), usual_category(name, lexicon), "measure.bare")


@cache
def _further(lexicon: Lexicon) -> re.Pattern[str]:
    """What a list goes on with behind a name: 、收费服务规范, 和“小红帽”搬运队, 以及“零跑腿”."""
    # 精益管理、现场管理: what ends like the one in front.
    head = f"(?:{any_of(lexicon, 'measures', *HEADS, 'product')}|(?<![{_NO_RULE}])制|管理)"
    quoted = f"[“「『](?P<inner>[^“”「」『』\\n]{{2,24}})[”」』](?:(?:(?![的等])[{HAN}]){{0,10}}?{head})?"
    return re.compile(f"{_JOINED}(?P<name>{quoted}|[{HAN}A-Za-z0-9]{{2,14}}?(?P<head>{head}))(?:{_WHOLE}|(?=\\d))")


@cache
def _telling(lexicon: Lexicon) -> frozenset[str]:
    """Head nouns of measures in any list; 业务, 流程 and 规范 are so only behind another of the kind."""
    things = (row["surface"] for row in rows(lexicon, "measures", "thing") if row["category"] not in _ANY_END)
    return frozenset(things).union(*(surfaces(lexicon, "measures", kind) for kind in ("suffix", "weak", "product")))


def find_further(text: str, forms: list[Form], end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """Names that share the verb of the one in front: 制定入户服务规范、收费服务规范, “银发专席”和军人窗口."""
    pending = [form.end for form in forms]
    taken = {place for form in forms for place in range(form.start, form.end)}
    while pending:
        place = pending.pop()
        joins = text[place : place + 1] in _JOINING and not taken.intersection((place + 1, place + 2))
        match = _further(lexicon).match(text, place, end) if joins else None
        if not match or match.start("name") in taken:
            continue
        inner = match["inner"]
        if inner:
            whole = match.end("inner") + 1 == match.end("name")
            first, last = match.span("inner" if whole else "name")
            told = not ends_listed(inner, lexicon)
        else:
            first, last = trimmed(text, *match.span("name"), words, lexicon)
            head = match["head"]
            alike = head in _telling(lexicon) or text.startswith(head, place - len(head))
            told = alike and last in words and distinct(text[first:last], lexicon)
        if told:
            name = text[first:last]
            pending.append(last)
            rule = "measure.quoted" if inner else "measure.founded"
            yield Form(first, last, name, (), usual_category(name, lexicon), rule)
