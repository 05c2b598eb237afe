"""Measures in quotes: “清泉润民”工程, “三会一课”, 推出“延时服务”、“特需服务”, “问不倒”营业员竞赛活动."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.given_names import HONOR, OTHER, is_given
from corpusdoc.extract.honor_names import ends_listed
from corpusdoc.extract.measure_forms import LONGEST_NAME, Form, spelled_out, trimmed, usual_category
from corpusdoc.extract.measure_items import count_in, quoted_parts
from corpusdoc.extract.tagging import part_of_speech
from corpusdoc.extract.vocabulary import HAN, alternatives, any_of, known_end, pattern, surfaces
from corpusdoc.lexicon import Lexicon

PHRASE = "measure.phrase"
_QUOTE = re.compile("[“「『]([^“”「」『』\n。!！?？]{2,60})[”」』“]")
_EACH, _QUOTED = re.compile("[“「『]([^“”「」『』\n]{2,30})[”」』]"), re.compile("[“「『]")
_LETTERS = re.compile(f"[{HAN}A-Z]")
_NAMED, _BRACKET, _PARTS = re.compile(f"[{HAN}]"), re.compile("[(（]"), re.compile("[、,，]")
# “首诊负责” is a name where its head noun says so, “机制” is none; how far quotes, and words beside one, are seen.
_SHORTEST_NAME, _LONGEST_PART, _FAR, _NEAR = 4, 8, 120, 40
# Head nouns of names that are told by 的: “以我为中心”的被动服务 names nothing.
_PLAIN = {"服务", "业务", "贷款", "保险", "创建", "办法"}

# ---------------------------------------------------------------------------------------------- what counts its parts
# 三会一课, 两学一做, 七个一样, 三心
_NUMERAL = re.compile(
    "^[一二两三四五六七八九十双](?:[个大种项条位不有化心全观德论讲学查比看进到会找创提无抓免严实带送减零必先清声访亮]"
    "|[^、,]{1,4}[一二两三四五六七八九十])"
)
_ANY_NUMERAL = re.compile(f"[一二双三四五六七八九][{HAN}]{{1,3}}$")
# 公交+邮政, 1+2+3
_SUM = re.compile(r"[^+＋]{1,10}(?:[+＋][^+＋]{1,10})+")
_NUMBERED_HEAD = re.compile(
    f"[一二三四五六七八九十](?:大|个|条|项|种|位)(?:[{HAN}]{{2,5}}(?=[,，。;；、:：”\\s的]|$)|[{HAN}]{{2}})"
)
# “A,B,C”的“三化”, “A,B,C”“三化”目标, “A,B,C”为内容的“三化”活动: a slogan that the next quote counts.
_SUBJECT = "(?:(?:作?为|是)(?:主要)?(?:内容|主题|重点|核心|主线|目标))?的?"
_SLOGAN_BEFORE = re.compile(f"[“「『]([^“”「」『』\n]{{2,48}})[”」』]{_SUBJECT}$")
_COUNTED_BEHIND = re.compile(f"{_SUBJECT}[“「『][两三四五六七八九十][^“”「」『』\n]{{1,3}}[”」』]")
_TOGETHER = re.compile(f"(?:{_EACH.pattern}(?:、|[和及与]|以及)){{1,5}}$")

# ------------------------------------------------------------------------------- what stands beside tells for a measure
# 以“旺季百日赛”“提升赛”为抓手
_HANDLE = re.compile(
    "[”」』]?(?:[、和及与]?[“「『][^“”「」『』]{2,20}[”」』]){0,3}为(?:抓手|载体|平台|牵引|契机|突破口|切入点)"
)
# What a firm lives by: 以“用户至上、用心服务”为宗旨, “敬业”是我们传承的精神, 秉承“求实创新”的企业精神.
_MOTTO = re.compile(
    f"(?:(?:作为|为|是|这一)(?:[{HAN}]{{1,12}}的)?|的)?(?:(?![的是为])[{HAN}]){{0,6}}?"
    f"(?:宗旨|理念|精神|目标|使命|愿景|方针|口号|主题|主旨|主线|价值观|方略|信念|追求|己任)(?![{HAN}])"
)
# “暖心应急包”1500份, “静音车厢”扩大到56趟: what is counted is a thing with a name.
_AMOUNT = re.compile(
    f"(?:(?!等)[{HAN}]){{0,5}}?\\d[\\d,.]*[余多万]{{0,2}}(?:[个间家处座张份台辆支条期场次趟款笔单套]|人次)"
)
# “礼貌月”, “民情账”, “班前五问法”
_CAMPAIGN = re.compile(
    f"(?![上下本当每一二三四五六七八九十几])[{HAN}]{{2,8}}[月周日账餐袋簿箱]|(?!校园|套路|高利|民间|现金|网络)[{HAN}]{{2,6}}贷|(?!.*(?:办|国家|公司|合同|劳动|生产|税)法)[{HAN}]{{3,10}}法"
)
# “文明窗口”创建标准: what an honor asks for.
_ASKED = re.compile("[”」』]?(?:创建|评选|评定|考核|命名|申报|验收)(?:标准|条件|要求)")
_MORE_QUOTES = ("”", "」", "』", "”、", "」、", "』、", "”和", "”及", "”与")
_EDITION = re.compile(r"\d\.\d$")
# 推行“网格化”巡线, 开展“小水滴”陪伴出行: what is done that way ends the name; 推行“网格化”方便群众 says what for.
_ACTION = re.compile(f"(?!等)[{HAN}]{{2,6}}(?=[,，。;；、:：!！)）\n]|$)")
_EFFECT = re.compile(
    "促进|提升|提高|助[力推]|保障|保证|确保|服务|推动|带动|方便|优化|上线|落地|取得|破解|解决|满足|攻克|赋能|支持|引领|得到|发出|开始|正式|全[面力]|先后|[以后再已并来才就都为]|试点|应对"
)
# “患者之声”每月听一次, “午间不打烊”让上班族不用请假: what a practice does, and a slogan does not.
_ACTS = re.compile(
    "(?:大巴|巴士|车)?(?:全年(?:行驶|接待|服务)|行驶|走遍|巡回|必到|由[^,，。;；]{2,12}(?:担任|主讲|授课|领衔)|让|使得|管住|每[月周季年天]|惠及|开[讲课通]|上线|启动|落地|走进|开进|累计|已?办[了到]|解决了|固定[于在]|接待|受到[^,，。;；]{0,8}(?:好评|欢迎|称赞|点赞))"
    "(?!人)"
)
# “三单”带徒法: 徒法 is no word.
_METHOD = re.compile("[^办方看想说用做作]法$")

# --------------------------------------------------------------------------------------------- or for something else
_TALK = re.compile("[我你您他她吗呢啊]|(?<![书话茶氧压])吧|谢谢|对不起")
_BEGUN = re.compile("(?:开展|举办|组织|深化|推行|实施)了?$")
_FIGURE = re.compile(r"\d{2}|\d个")
_OTHERWISE = re.compile(
    "(?:简称|期[末初]|[列计]入|称[为作之]?|叫做?|[誉视名]为|比作|所谓|像|如同?|好比|从|由|[^导面投]向|到|自|被|有|是|成|变为?|当作?|不|达|实现|[“「『，,])$"
)


def find_quoted(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """The quoted names of text[start:end] that are measures; `words` are the places where a word ends."""
    for match in _QUOTE.finditer(text, start, end):
        left = text[max(start, match.start() - 90) : match.start()].rstrip()
        if _spoken(lexicon).search(left) or match[1].strip() in surfaces(lexicon, "measures", "generic"):
            continue
        if _ASKED.match(text, match.end()) and ends_listed(match[1], lexicon):
            continue
        form = _counted(text, match, end) or _with_head(text, match, end, words, lexicon)
        # 开展“假如我是旅客”: whose name has a word of talk is no talk behind its verb.
        if form is None and (_BEGUN.search(left[-3:]) or not _TALK.search(match[1])):
            form = _alone(text, match, left, words, lexicon)
        if form:
            yield form


def _counted(text: str, match: re.Match[str], end: int) -> Form | None:
    """“保畅通、优服务、强养护”三条主线: a slogan, and how many parts it has."""
    tail = _NUMBERED_HEAD.match(text, match.end(), end)
    parts = quoted_parts(match[1]) if tail else ()
    if not tail or count_in(tail[0]) != len(parts):
        return None
    # 四大服务特色 is a name of its own, 三条主线 is none.
    start = tail.start() if len(tail[0]) > _SHORTEST_NAME else match.start()
    return Form(start, tail.end(), text[start : tail.end()], parts, "", "measure.quoted_head")


@cache
def _spoken(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "measures", "speech", then="[:：,，]?$")


@cache
def _tail_heads(lexicon: Lexicon) -> frozenset[str]:
    return surfaces(lexicon, "measures", "quoted") | surfaces(lexicon, "measures", "suffix")


@cache
def _tail(lexicon: Lexicon) -> re.Pattern[str]:
    """A head noun behind the quote, or several in a row: 服务|站, 供水|服务|月|活动."""
    heads = _tail_heads(lexicon)
    head = alternatives(heads)
    # “以我为中心”的被动服务 tells of a service, and names none.
    name = f"(?(of){alternatives(heads - _PLAIN)}|{head})(?:(?![和与及等让使将把为])[{HAN}]?{head}){{0,2}}"
    amount = "[一二两三四五六七八九十几多]+[款项个种类份期批]"
    modifiers = f"(?![与及]|和(?!谐)|{amount})(?:(?![的等了在是如来获让使把将]|(?<!行)为|投入)[{HAN}]){{0,14}}?"
    return re.compile(f"(?P<of>的|为主题的)?(?P<more>{modifiers}{name})(?![化师员性者])")


def _with_head(text: str, match: re.Match[str], end: int, words: frozenset[int], lexicon: Lexicon) -> Form | None:
    tail = _tail(lexicon).match(text, match.end(), end)
    if not tail or tail.end() not in words or tail["more"].startswith("等"):
        return None
    more, last = tail["more"], tail["more"][-1:]
    # 队 is no head noun in 团队, nor 站 in 车站.
    inside = (
        not _METHOD.search(more)
        and last in surfaces(lexicon, "measures", "quoted")
        and len(more) > 1
        and tail.end() - 1 not in words
    )
    if inside and len(known_end(more, _tail_heads(lexicon)) or "") < 2:
        return None
    if tail["of"] and known_end(more, _PLAIN):
        return None
    parts = quoted_parts(match[1])
    usual = usual_category(more, lexicon)
    # “前台…,后台…,机关…”的服务责任机制 has a name of its own; its slogan spells it out.
    if (
        parts
        and tail["of"]
        and len(more) >= 6
        and trimmed(text, *tail.span("more"), words, lexicon)[0] == tail.start("more")
    ):
        return Form(tail.start("more"), tail.end(), more, parts, usual, "measure.slogan")
    start, together = match.start(), _TOGETHER.search(text, max(0, match.start() - _FAR), match.start())
    if tail["of"] and _ends(match[1], lexicon):  # “惠农贷款”的新模式: the name is whole without it
        return None
    if tail["of"] and together:  # “甲”、“乙”为主题的大讨论 is one, “甲”、“乙”活动 are two
        start, parts = together.start(), (*_EACH.findall(together[0]), match[1])
        parts = parts if len(parts) > 2 else ()
    if not parts and _ANY_NUMERAL.match(match[1]):
        slogan = _SLOGAN_BEFORE.search(text, max(0, match.start() - _FAR), match.start())
        parts = quoted_parts(slogan[1]) if slogan else ()
    items = parts or spelled_out(text, match[1].strip(), match.start(), tail.end(), lexicon)
    return Form(start, tail.end(), text[start : tail.end()], items, usual, "measure.quoted_head")


@cache
def _quoters(lexicon: Lexicon) -> re.Pattern[str]:
    listed = (
        f"(?:[“「『][^“”「」『』]{{2,30}}[”」』](?:\\d{{1,5}}[个间家处座项名])?(?:[{HAN}]{{0,4}}[、和及与])?){{0,6}}"
    )
    led = f"(?:了|起|以|一[套种次场期批]|\\d+[个次场期])?(?:[{HAN}]{{0,8}}的)?{listed}$"
    return pattern(lexicon, "measures", "quoter", then=led)


@cache
def _heads(lexicon: Lexicon) -> frozenset[str]:
    kinds = ("suffix", "weak", "name", "product", "thing")
    return frozenset().union(*(surfaces(lexicon, "measures", kind) for kind in kinds))


@cache
def _shared_head(lexicon: Lexicon) -> re.Pattern[str]:
    """A head noun that quoted names share, or that stands behind a bracket: “甲”、“乙”活动, “甲”等举措, “甲”(…)工程."""
    head = any_of(lexicon, "measures", "quoted", "suffix", "shared")
    listed = r"(?:(?:[、,，和及与]|以及)?[“「『][^“”「」『』\n]{2,40}[”」』]){1,6}(?:等(?:\d+[余多]?[款项个种类])?)?"
    bracket = r"[(（][^()（）\n]{2,60}[)）]"
    others = rf"等(?:\d+[余多]?[款项个种类])?|{bracket}|{listed}"
    return re.compile(f"(?:{others})(?:为主题)?的?(?:(?![的了等在为是如获])[{HAN}]){{0,8}}?{head}(?![化师员性者])")


@cache
def _summed_up(lexicon: Lexicon) -> re.Pattern[str]:
    """What the last of several quotes is followed by: “甲”“乙”两款场景产品."""
    head = any_of(lexicon, "measures", "quoted", "suffix", "shared")
    return re.compile(
        f"[”」』][两三四五六七八九十][款项个种类大](?:(?![的了等在为是如获])[{HAN}]){{0,6}}?{head}(?![化师员性者])"
    )


def _ends(inner: str, lexicon: Lexicon) -> bool:
    """Whether a quoted name ends like a measure: 惠农贷款, 首诊负责制."""
    if _CAMPAIGN.fullmatch(inner):
        return True
    head = known_end(inner, _heads(lexicon)) if len(inner) >= _SHORTEST_NAME else None
    # “廉洁文化示范点” is an honor, “行风评议领导小组” an office.
    return head is not None and len(head) > 1 and not head.startswith("示范") and head != "领导小组"


def _introduced(
    text: str, match: re.Match[str], inner: str, left: str, words: frozenset[int], lexicon: Lexicon
) -> bool:
    """Whether a verb in front makes a quoted name a measure, or what follows it."""
    behind = match.end()
    if _HANDLE.match(text, behind) or (_MOTTO.match(text, behind) and not _FIGURE.search(inner)):
        return True
    if len(_LETTERS.findall(inner)) < 2:
        return False
    described = text.startswith("的", behind) and (_QUOTED.match(text, behind + 1) or not quoted_parts(inner))
    if len(inner) > 2 or _ANY_NUMERAL.match(inner) or inner in _heads(lexicon):
        shared = _shared_head(lexicon).match(text, behind) or (
            left.endswith(_MORE_QUOTES) and _summed_up(lexicon).match(text, behind)
        )
        if (shared and shared.end() in words) or (len(inner) > 2 and _AMOUNT.match(text, behind)):
            return True
        if not described and _quoters(lexicon).search(left):
            return True
    return not described and is_given(text, match, left, lexicon)


def _set_apart(text: str, match: re.Match[str], inner: str, left: str) -> bool:
    """Whether a quoted phrase is a slogan by its make (同站、同网、同维护) or an edition (畅行方案2.0)."""
    acts = _ACTS.match(text, match.end()) is not None
    if len(_NAMED.findall(inner)) < _SHORTEST_NAME or not (acts or _EDITION.search(inner) or _parallel(inner)):
        return False
    beside = text[match.end() : match.end() + _NEAR]
    otherwise = _OTHERWISE.search(left) or OTHER.match(beside) or HONOR.search(left + beside)
    return (acts or bool(_NAMED.search(left[-1:]))) and not otherwise


def _parallel(inner: str) -> bool:
    parts = _PARTS.split(inner)
    return len(parts) > 1 and len(set(map(len, parts))) == 1 and len(parts[0]) <= _LONGEST_PART


@cache
def _firm(lexicon: Lexicon) -> re.Pattern[str]:
    """利用“云山联通”及“云山联通工会”公众号: what a firm is called is no practice of it."""
    return re.compile(f"(?:{any_of(lexicon, 'levels', 'brand')}|公司|集团|工会|党委|团委)$")


def _alone(text: str, match: re.Match[str], left: str, words: frozenset[int], lexicon: Lexicon) -> Form | None:
    """A quoted name that no head noun follows: it counts its parts, ends like a measure, or a verb introduces it."""
    inner = _BRACKET.split(match[1], maxsplit=1)[0].rstrip()
    start, end = match.start(1), match.start(1) + len(inner)
    inner = inner.lstrip()
    if quoted_parts(inner) and _COUNTED_BEHIND.match(text, match.end()):
        return None
    if not 2 <= len(inner) <= LONGEST_NAME or _firm(lexicon).search(inner):
        return None
    ends = _ends(inner, lexicon)
    numbered = bool(_NUMERAL.match(inner) and len(inner) <= 12) or bool(_SUM.fullmatch(inner))
    slogan = _SLOGAN_BEFORE.search(left)
    parts = quoted_parts(slogan[1]) if slogan else ()
    listed = spelled_out(text, inner, match.start(), match.end(), lexicon) if _ANY_NUMERAL.match(inner) else ()
    told = numbered or ends or parts or listed or _introduced(text, match, inner, left, words, lexicon)
    if not (told or _set_apart(text, match, inner, left)) or (
        not ends and not _PARTS.search(inner) and ends_listed(inner, lexicon)
    ):
        return None
    items = parts or listed or spelled_out(text, inner, match.start(), end, lexicon) or quoted_parts(inner)
    usual = usual_category(inner, lexicon) or ("culture" if _MOTTO.match(text, match.end()) else "")
    acts = _ACTION.match(text, match.end()) if told and not ends and end + 1 == match.end() else None
    if acts and _does(acts[0], lexicon) and _quoters(lexicon).search(left):
        start, end = match.start(), acts.end()
    return Form(start, end, text[start:end], items, usual, "measure.quoted" if told else PHRASE)


@cache
def _does(action: str, lexicon: Lexicon) -> bool:
    """Whether the words behind a quote say what is done that way, and not what for: 巡线, not 方便群众."""
    another = pattern(lexicon, "measures", "verb", "quoter").match(action) or _EFFECT.match(action)
    return not another and part_of_speech(action[-2:]).startswith("v")
