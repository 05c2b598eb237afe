"""What stands around an honor's name: who gives it and who gets it, how many hold it, how many years in a row."""

from __future__ import annotations

from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.person_names import is_whole_name, surnames_of_persons
from corpusdoc.extract.vocabulary import HAN, any_of, surfaces
from corpusdoc.lexicon import Lexicon

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_NUMBER = "\\d+|[一二两三四五六七八九十]{1,3}"
_HOLDERS = re.compile(
    f"(?:(?<=对前)|(?<![前第\\d]))(?P<n>{_NUMBER})(?:余|多)?(?:家|个(?!任期|月|季|年)|名|人次|人|位|支(?![部行])|件|座|间|项[A-Z]{{0,4}}(?:工程|成果|项目|课题|技术|案例|作品))"
)
# 两次获得省政府质量奖; 3项获国家科技进步奖.
_REPEATED = re.compile(f"(?P<n>{_NUMBER})(?:次|度|届|[项件篇](?:先后|分别|均|又)?)(?:荣|喜|被[^,，。;；]{{0,20}})?$")
# 摘得四项“鲁班奖”
_WON = re.compile(f"(?P<n>{_NUMBER})(?:项|个|次|枚|座|块)(?=[“「『]?$)")
# 「商界展关怀」标志——连续12年, 先进单位（连续五年）
_YEARS_BEHIND = re.compile(f"[”’」』]?(?:[^,，。;；\\n]{{0,16}}——|[(（])(?:已|至今)?连续(?P<n>{_NUMBER})年")
_COUNTED = re.compile("\\d+[名个家位项户支]")
_NOTE = re.compile("[(（][^()（）]*[)）]")  # of the name in front of it
_YEARS = re.compile(f"连续第? ?(?P<n>{_NUMBER}) ?个?年(?!度?[优最先文十百])")
_LEADING = re.compile(f"(?P<n>{_NUMBER})(?:家|个|名|人|位|支|户|项|件)为?[“「『]?$")
_LEADING_NUMBER = re.compile("^\\d+[名个家位项户]")
_IN_A_ROW = re.compile("[“‘「]?(?P<n>[二两三四五六七八九十])连冠")
_AFTER_NUMBER = re.compile(
    r"[“”‘’」』称号奖]{0,3}(?:获得者|得主)?[(（]?各?(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3}(?=次))(?:次|项|个|次|枚|家|户|名|对|位|人|支|座|件|块|篇|幅)"
    r"(?![^,，。;；、]{0,6}(?:荣誉|称号|奖项))"  # “A”“B”2项国家级荣誉: of all that are named
)
# “服务创新奖”“最佳组织奖”各2名: those in front of the last have as many.
_EACH = re.compile("[”」](?:[、和]?[“「][^“”「」\\n]{2,20}[”」])+各(?P<n>\\d{1,4})[名个家项户位]")
_IN_QUOTES = re.compile("[“「《][^“”「」《》]*[”」》]")
_QUOTE_END = re.compile("[”’」』]")
_YEAR_FRONT = re.compile("^(?:19|20)\\d\\d(?:[-—至](?:19|20)\\d\\d)?年度?")
_GIVEN_BY = re.compile("(?:被|由|经(?![理营济过])|受到|获得|获)([^被由经,，。;；:：]{2,60})$")
_TO = re.compile(f"(?P<body>[{HAN}A-Za-z]{{2,20}}?)向(?P<to>[{HAN}A-Za-z]{{2,20}})$")
CLAUSE = re.compile("[,，。;；:：!！?？\n]")
_ADVERBS = re.compile(
    "^(?:这是|后来|随后|并|还|又|也|再如|如|再|已|曾|先后|相继|多次|连续|分别|同时|此外|其中|近年来|今年|去年|当年|年内|均|都|更|首次|一举|为此|因此|"
    "成功|光荣|有|共有|共|在|\\d{4}年度?|\\d{1,2}月(?:\\d{1,2}日)?|[以来,，、 ])+"
)


_NAME = 3
_FRONT = re.compile("被|[,，。;；:：!！?？\n]|[”’」』](?:荣誉)?(?:称号)?[、和及与]")
_TAIL_ADVERBS = re.compile(
    f"(?:先后|相继|多次|连续(?:{_NUMBER})?[个届]?年?|分别|均|又|还|已|一举|共|有?(?:{_NUMBER})[余多]?(?:家|个|名|人次|人|位|支(?![部行])|件|座)|(?:{_NUMBER})[余多]?次|在?(?:19|20)\\d\\d年(?:\\d{{1,2}}月)?[,，]?)+$"
)
# 受到交通部嘉奖,并被授予“先锋列车”; 分公司召开表彰会,4人被评为…: who gives it stands in another clause.
_COMMENDED = re.compile(
    f"(?:受到?|得到)(?P<body>[{HAN}、*]{{2,24}}?)的?(?:通[令报])?(?:表彰|嘉奖|表扬)(?![大会])"
    # 经市总工会评选,…; 经公司党委研究,决定…
    f"|经(?P<chooser>[{HAN}、]{{2,30}}?)(?:联合|共同|严格)?(?:评选|评定|审定|评审|研究|批准|考核|认定)[,，决]"
    f"|由(?P<by>[{HAN}、]{{2,16}}?)(?:予以|给予|进行)?(?:通报)?(?:表彰|颁发|授予|命名)"
    f"|^(?P<decider>[{HAN}*]{{2,24}})《关于[^《》]{{4,60}}(?:决定|通报|通知)》"
)
# “甲”、“乙”揭晓,公司6个班组、11名职工榜上有名.
_IN_ORDER = re.compile(
    f"[^。;；\\n]{{0,24}}?[,，][^,，。;；\\d]{{0,20}}(?P<counts>\\d+[个名家位项人][{HAN}]{{0,6}}(?:[、和及]\\d+[个名家位项人][{HAN}]{{0,6}}?)+)"
    "(?:榜上有名|上榜|入选|获奖|获此殊荣|获得?表彰|受到?表彰|名列其中|在列)"
)
# 在全省国资系统“两优一先”表彰大会上: the words in front tell the level.
_MEETING = re.compile(
    "(?:隆重)?(?:召开|举行|举办)了?[^,，。;；]{0,30}表彰大?会"
    "|(?:[“「][^“”「」]{1,12}[”」])?(?:总结)?(?:表彰|命名|颁奖)(?:暨[^,，。;；]{0,10})?(?:大会|会议|会|典礼|仪式)"
)
_LAST_WORDS = re.compile(f"[{HAN}*、]{{2,40}}$")
_CONTEST = re.compile(
    "(?:[在于从]|参加了?)([^,，。;；]{2,40}?(?:竞赛|比赛|大赛|评选|评比|比武|会演|汇演|考核|考评|测评|评议|擂台赛|对抗赛)(?:活动|工作)?)"
    "(?:[中上里]|[,，]?(?:[荣勇斩]?[获夺]|取得|赢得|摘))"
)
_NAMED_OR_DATED = re.compile("[“「][^“”「」]*[”」]|第?[\\d一二三四五六七八九十]+(?:年度?|届)")
_HOLDER_BEHIND = re.compile(f"[”’」』]?等?(?:荣誉)?(?:称号)?的([{HAN}0-9A-Za-z]{{2,10}}?)(?=[,，将从])")


def bodies_in(left: str) -> list[str]:
    """Who gives the honor: 被中共广东省委(授予), 安利公司向中国电信(授予)."""
    given = _GIVEN_BY.search(left)
    if given and "两级" in given[1]:
        return []  # 省、市两级政府
    if given:
        parts = re.split("[和及与、]", given[1])
        named = (part.strip("“”‘’「」 ") for part in parts)
        return [part for part in named if part and not part.endswith("级")]  # 获国家级荣誉5项
    to = _TO.search(CLAUSE.split(left)[-1])
    return [_ADVERBS.sub("", to["body"])] if to else []


def lead_body(lead: str) -> str | None:
    """集团总部“文明单位”: what stands in front of a quoted name, unless it is only a grade."""
    words = _LEADING_NUMBER.sub("", _YEAR_FRONT.sub("", lead)).strip(" 了的\xa0")
    return words if len(words) >= 3 and not words.endswith(("级", "届", "度", "批")) else None


def number_of(digits: str) -> int:
    """The number that 12, 十二 or 两 writes."""
    if digits.isdigit():
        return int(digits)
    tens, _, ones = digits.rpartition("十")
    if "十" not in digits:
        return _DIGITS[digits[-1]]
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def count_of(clause: str, text: str, end: int) -> int | None:
    """有7家被授予…, 20余人被评为…, 全国文明城市“四连冠”, 一等奖3项."""
    clause = _IN_QUOTES.sub("", clause)  # “三位一体”
    holders = list(_HOLDERS.finditer(clause))
    if holders:
        return number_of(holders[-1]["n"])
    repeated = _REPEATED.search(clause)
    if repeated:
        return number_of(repeated["n"])
    after = _IN_A_ROW.match(text, end) or _AFTER_NUMBER.match(text, end) or _EACH.match(text, end)
    return number_of(after["n"]) if after else None


def counts_in_order(text: str, end: int) -> list[int]:
    """How many hold each of the honors that a list ends with at `end`: …揭晓,6个班组、11名职工榜上有名."""
    told = _IN_ORDER.match(text, end)
    return [int(number) for number in re.findall(r"\d+", told["counts"])] if told else []


def giver_beside(sentence: str) -> str | None:
    """Who gives what a sentence states, as another clause says: 受到交通部嘉奖; 分公司召开表彰大会."""
    told = _COMMENDED.search(sentence)
    if told:
        return next(filter(None, told.groups()), None)
    meeting = _MEETING.search(sentence)
    host = _LAST_WORDS.search(sentence, max(0, meeting.start() - 40), meeting.start()) if meeting else None
    return host[0] if host else None


def contest_of(left: str) -> str | None:
    """In what an honor was won, without its name and year: 在2019年“飞鱼杯”全国供水行业技能竞赛中."""
    match = _CONTEST.search(left)
    return _NAMED_OR_DATED.sub("", match[1]) if match else None


def won_in(between: str) -> int | None:
    """摘得四项“鲁班奖”: how many of one honor, as the words between the verb and its name say."""
    match = _WON.search(between)
    return number_of(match["n"]) if match else None


def years_of(left: str) -> int | None:
    """连续9年获得…: how many years in a row."""
    match = _YEARS.search(_QUOTE_END.split(CLAUSE.split(_NOTE.sub("", left))[-1])[-1])
    return number_of(match["n"]) if match else None


def years_behind(text: str, end: int) -> int | None:
    """How many years in a row, as stands behind the name."""
    match = _YEARS_BEHIND.match(text, end)
    return number_of(match["n"]) if match else None


def counts_ahead(left: str) -> list[int]:
    """How many get each of several honors: 8个集体和26名个人分别(被授予A和B)."""
    clause = CLAUSE.split(left)[-1]
    return [int(re.sub(r"\D", "", each)) for each in _COUNTED.findall(clause)] if "分别" in clause else []


# In front of what recipients are called, and what may stand behind it.
_RECIPIENT = re.compile(f"[{HAN}A-Za-z0-9《》“”()*/]{{0,24}}")
_REMARK = re.compile("[(（][^()（）]{1,12}[)）]\\Z")


def ahead_of(lead: str) -> int | None:
    """The number in front of a name in a list: 表彰10个先进集体、30名先进个人."""
    match = _LEADING.search(lead)
    return number_of(match["n"]) if match else None


def recipient_of(left: str, text: str, end: int, lexicon: Lexicon) -> str | None:
    """Who got it: 东莞联通荣获…, …授予…, 向中国电信授予…, 获…称号的天河营业厅."""
    to = _TO.search(CLAUSE.split(left)[-1])
    if to:
        return to["to"]
    behind = _HOLDER_BEHIND.match(text, end)
    if behind:
        return behind[1]
    parts = [part for part in _FRONT.split(_GIVEN_BY.sub("", left)) if part.strip()]
    words = _TAIL_ADVERBS.sub("", _ADVERBS.sub("", parts[-1])).strip() if parts else ""
    if _is_recipient(words, lexicon) and words.count("《") == words.count("》"):
        return words
    person = _persons(lexicon).search(words)
    if person:
        return person["name"]
    # 余小芸|当选: a name and nothing else.
    return (
        words
        if len(words) == _NAME and is_whole_name(words, 0, _NAME, lexicon) and words[0] in surnames_of_persons(lexicon)
        else None
    )


def ends_like_recipient(words: str, lexicon: Lexicon) -> bool:
    """Whether the last of those listed in `words` is one who can get an honor: 第二水厂、检修中心."""
    last = re.split("[、和及与]", words)[-1]
    return len(last) > 2 and _is_recipient(last, lexicon)


@cache
def _persons(lexicon: Lexicon) -> re.Pattern[str]:
    """驾驶员孙志强, 班长王XX: a title and a name."""
    head, surname = any_of(lexicon, "titles", "head"), any_of(lexicon, "surnames", "single", "double")
    return re.compile(f"{head}(?P<name>{surname}[{HAN}X*×]{{1,2}})$")


@cache
def _recipients(lexicon: Lexicon) -> frozenset[str]:
    """What those who get honors are called at the end."""
    kinds = (("honor_cues", "recipient"), ("levels", "authority"), *(("orgs", k) for k in ("suffix", "brand", "name")))
    return frozenset({"》"}).union(*(surfaces(lexicon, table, kind) for table, kind in kinds))


def _is_recipient(words: str, lexicon: Lexicon) -> bool:
    """Whether all of `words` is one who can get an honor: 第二水厂, 客户服务中心(营业厅)."""
    if not words or words.startswith(("我们", "上级")):
        return False
    # As a pattern, its 3,000 words take 30 ms to compile.
    known = _recipients(lexicon)
    return any(
        body[start:] in known and _RECIPIENT.fullmatch(body, 0, start)
        for body in dict.fromkeys((words, _REMARK.sub("", words)))
        for start in range(len(body))
    )
