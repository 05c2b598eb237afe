"""The name of one honor: its quoted part, or all up to the head noun that closes it, and what stands in front."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpusdoc.extract.honor_details import ends_like_recipient, number_of
from corpusdoc.extract.levels import level_of
from corpusdoc.extract.vocabulary import HAN, any_of, pattern, surfaces
from corpusdoc.lexicon import Lexicon

OPENING, CLOSING = "“‘「『《〈", "”’」』》〉"
_LONGEST = 48
# What may stand between the verb and the name: 了, a year, a number of honors, "by".
FILLER = re.compile(
    r"(?:[了过为有:： ]|荣誉[:：]|(?:19|20)\d\d(?:年度?|[-—至](?:19|20)\d\d年度?)|1\d\d年度?|由|\d+[项个次枚名]"
    r"|\d+大|[三四五六七八九十]+大|[两一二三四五六七八九十百]+[项个次枚名])+"
)
# 全国文明单位创建活动 and 青年文明号标准 are no honors.
_GOES_ON = "创建评活座工申考标纪号"
_GIVER = re.compile(
    "^(?P<body>.{2,30}?)(?:联合)?(?:(?:颁发|授予|颁授|评选|评定|认可|表彰|举办|主办|组织|发布|命名|认定|颁布)的"
    "|颁[发授赠](?:的)?(?=[“「『《])|评[审选定]?为)"
)
# 授予刘芳等5名同志“服务标兵”, 授予城西营业所等8个单位2023年度“先进集体”, 命名检修班等9个集体为“青年文明号”: who gets
# it stands in front of the name.
# Before a name without quotes: 授予刘芳等50人供热公司劳动模范荣誉称号.
_NAME_AHEAD = f"[“「『]|[{HAN}*]{{2,14}}[“「『]|[{HAN}*]{{4,24}}(?:荣誉|光荣)?称号"
_NUMBER_OF = r"等? ?(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3}) ?"
_YEAR_AHEAD = r" ?(?:(?:19|20)\d\d ?年度? ?)?"
_HOLDERS = re.compile(
    f"(?P<to>[^,，。;；:：“”「」\\n]{{0,80}}?(?:{_NUMBER_OF}(?:(?:名|个|家|位|支|间)(?:(?!为)[{HAN}]){{0,6}}|人)"
    f"|同志))(?:为(?=[^,，。;；\\n]{{2}})|{_YEAR_AHEAD}(?=[“「『]))"
)
# 授予孙静等10名同志全市供水系统“岗位标兵”: a level may stand between, and the name need not be quoted.
_HOLDERS_FIRST = re.compile(
    f"(?P<to>[^,，。;；:：“”「」\\n]{{0,80}}?{_NUMBER_OF}"
    f"(?:[名个家位](?:同志|单位|集体|个人|职工|员工|班组|团队|企业|家庭)|人)){_YEAR_AHEAD}(?={_NAME_AHEAD})"
)
_NAMED_HOLDERS = re.compile("(?P<to>[^,，。;；:：“”「」的\\n]{3,80})(?=[“「『])")
_FOR = re.compile(
    f"(?:^|[,，])对于?(?P<to>[^,，。;；:：“”]{{0,30}}?(?P<n>\\d{{1,4}}|[一二两三四五六七八九十]{{1,3}})(?:名|个|家|位|支)[{HAN}]{{2,12}})"
    f"[,，][^,，。;；“”]{{0,30}}$"
)
_STANDARD = re.compile(" ?(?:ISO|IEC|OHSAS|IATF|SA) ?[\\d.:-]{4,12}")
_SYSTEM = re.compile("(?:ISO|IEC|OHSAS|IATF|GB/T|HSE|SA) ?[\\d.:/-]{0,14}[^、,，。;；和及与\\n]{0,14}")
_GRADED_NOUN = re.compile(f"(?:{FILLER.pattern})?(?P<name>[{HAN}]{{5,16}})(?<![励金助贴扶持款位名会部厅委])")
_CERTIFIED = re.compile("[^。;；\\n]{0,118}?(?:认证|验证|认可)")
_WHERE = re.compile("在(?![职岗校线])")
_RANKED = re.compile(f"(?:企业)?(?:中的?)?排名|的[{HAN}]{{0,6}}第 ?[\\d一二三四五六七八九十]")
_GRADE_ONLY = "国家|中国|中华"


class Holders(NamedTuple):
    """Who gets an honor, between the verb and the name."""

    name: str
    number: int | None
    end: int  # in the document


def holders_ahead(text: str, start: int, end: int, active: bool, lexicon: Lexicon) -> Holders | None:
    """Those that text[start:end] begins with, up to the honor's opening quote: 刘芳等5名同志“服务标兵”.

    Behind an active verb they need no number: 授予第二水厂“先进单位”, but 被授予省公司“先进单位”.
    """
    match = _HOLDERS_FIRST.match(text, start, end) or _HOLDERS.match(text, start, end)
    if match:
        return Holders(match["to"], number_of(match["n"]) if match["n"] else None, match.end())
    named = _NAMED_HOLDERS.match(text, start, end) if active else None
    if named and ends_like_recipient(named["to"], lexicon):
        return Holders(named["to"], None, named.end())
    return None


def holders_before(left: str, end: int) -> Holders | None:
    """Those that the clause in front names: 对于5个集体,由工会授予“先锋号”; `end` is where the verb ends."""
    match = _FOR.search(left)
    return Holders(match["to"], number_of(match["n"]), end) if match else None


class Named(NamedTuple):
    """An honor as a list names it; places are in the document."""

    start: int
    end: int
    name: str
    lead: str  # what stands in front of the name: 省级, 集团总部, 第五届
    body: str | None
    listed: bool  # whether the lexicon knows the name or its head


@cache
def _trail(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        f" ?{any_of(lexicon, 'honor_cues', 'trail')}|的|$|[。.!！?？)）:：]|[,，、]|\\d|[一二两三四五六七八九十]+次"
    )


@cache
def _known(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "honors", "name", "head", then="(?![励金罚惩补学项品])")


def is_listed(name: str, lexicon: Lexicon) -> bool:
    """Whether the lexicon knows the honor by its name or its head noun, or by praise or grade and a kind of holder."""
    if _known(lexicon).search(name):
        return True
    return bool(
        pattern(lexicon, "honors", "weak").search(name)
        and (pattern(lexicon, "honors", "praise").search(name) or _graded(lexicon).match(name))
    )


def is_quoted(text: str, name: Named) -> bool:
    """Whether a name stands in quotes of its own."""
    return text[name.start - 1 : name.start] in ("“", "「", "『", '"')


def is_held(text: str, name: Named, lexicon: Lexicon) -> bool:
    """Whether a quoted name ends with a kind of holder: “公司治理评鉴前百分之五企业”."""
    kinds = tuple(surfaces(lexicon, "honors", "weak"))
    return is_quoted(text, name) and name.name.endswith(kinds)


@cache
def _graded(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'levels', 'grade')}|{_GRADE_ONLY}")


# “湖南省‘五一’劳动奖状”: quotes inside of quotes.
_QUOTED = re.compile(
    f'[{OPENING[:4]}"]((?:[^{OPENING}{CLOSING}"\n]|[‘『][^{OPENING}{CLOSING}"\n]{{1,12}}[’』]){{2,40}})[{CLOSING}“"]?'
)
_TITLE = re.compile("[《〈]([^《》〈〉\n]{2,40})[》〉]")
# 《亚洲银行家》杂志“最佳银行”
_PAPER = re.compile("[《〈][^《》〈〉\n]{2,20}[》〉](?:杂志社?|周刊|报社?|月刊)?")


def named_in(text: str, start: int, end: int, lexicon: Lexicon) -> Named | None:
    """The honor that text[start:end] names: its quoted part, or all up to the head noun."""
    stretch = text[start:end]
    giver = _GIVER.match(stretch)
    body = _unquoted(giver["body"]) if giver else None
    offset = start + (giver.end() if giver else 0)
    quoted = _QUOTED.search(text, offset, end)
    if quoted and text[quoted.end() : quoted.end() + 1] == "之":
        # 第25届「信望奖」之「最佳通路奖」: the edition is the contest's.
        prize = _QUOTED.match(text, quoted.end() + 1, end)
        if prize:
            return Named(prize.start(1), prize.end(1), prize[1], text[offset : quoted.start()], body, True)
    if quoted and quoted.start() - offset <= 24 and not _ends_before(text, offset, quoted.start(), lexicon):
        return _from_quote(text, offset, quoted, end, body, lexicon)
    title = _TITLE.search(text, offset, end)
    if title and title.start() - offset <= 24 and (title[1].endswith("奖") or _known(lexicon).search(title[1])):
        # 授予《全国文明单位证书》 names an honor; 通过《年度报告》 does not.
        kind = _papers(lexicon).search(title[1])
        return None if kind else _from_quote(text, offset, title, end, body, lexicon)
    paper = _PAPER.match(text, offset, end)
    if paper:
        body, offset = body or paper[0], paper.end()
    return _from_head(text, offset, end, body, lexicon)


@cache
def _papers(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "document_kinds", "kind", then="$")


def _unquoted(body: str) -> str:
    return body.strip("“”‘’「」\"' 由被在")


def _ends_before(text: str, start: int, quote: int, lexicon: Lexicon) -> bool:
    """Whether an honor is complete in front of the quote: 全国文明城市“四连冠”."""
    match = _known(lexicon).search(text, start, quote)
    return bool(match and match.end() == quote)


def _from_quote(
    text: str, start: int, quoted: re.Match[str], end: int, body: str | None, lexicon: Lexicon
) -> Named | None:
    lead = text[start : quoted.start()]
    tail = _tail(text, quoted.end(), end, lexicon)
    if tail is None:
        return Named(quoted.start(1), quoted.end(1), quoted[1].strip(), lead, body, is_listed(quoted[1], lexicon))
    if body is None and _gives(lexicon).fullmatch(lead.strip()):
        # 管理专业协会「优质管理奖」金奖: who gives it is no part of its name.
        return Named(quoted.start(), tail, text[quoted.start() : tail], lead, lead.strip(), True)
    # “户外劳动者服务站点”共建品牌企业, **省“五一”劳动奖状: the quote is a part of the name.
    first = start + len(lead) - len(lead.lstrip())
    if pattern(lexicon, "honor_cues", "crowd").search(text, first, tail) or _WHERE.match(text, first):
        return None
    # 创建“一心为民”党建品牌 is a practice; 获评“一心为民”最佳党建品牌 an honor.
    praised = not text.startswith("品牌", tail - 2) or is_listed(text[first:tail], lexicon)
    return Named(first, tail, text[first:tail], "", body, praised)


@cache
def _gives(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"[{HAN}]{{2,20}}{any_of(lexicon, 'orgs', 'suffix')}|{any_of(lexicon, 'orgs', 'name')}")


def _tail(text: str, position: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a name goes on to after its quoted part; None where the quote is all of it."""
    if _trail(lexicon).match(text, position, end) or position >= end:
        return None
    stop = min(end, position + 14)
    last = None
    for heads in (_known(lexicon), pattern(lexicon, "honors", "weak")):
        for match in heads.finditer(text, position, stop):
            if match.end() == end or _trail(lexicon).match(text, match.end(), end):
                last = max(last or 0, match.end())
    return last


def _from_head(text: str, start: int, end: int, body: str | None, lexicon: Lexicon) -> Named | None:
    """The name up to the last head noun that closes a name there."""
    last, listed = _last_head(text, start, end, lexicon)
    if last is None:
        # 通过ISO9001质量管理体系、ISO14001环境管理体系认证: the list's last word says what they are.
        standard = _SYSTEM.match(text, start, end)
        if standard and _CERTIFIED.match(text, start, start + 120):
            return Named(start, standard.end(), standard[0], "", body, True)
        # 评为市级儿科重点专科: a grade makes a name of any noun; 全省信息化和创优先进单位 goes on.
        match = _GRADED_NOUN.match(text, start, end)
        # 全国优秀政务热线、… is praised, and whole.
        goes_on = match and text.startswith(("和", "与", "及", "、"), match.end())
        if not match or (goes_on and not pattern(lexicon, "honors", "praise").search(match["name"])):
            return None
        if not _closes(text, match.end(), end, lexicon) or not _graded(lexicon).match(match["name"]):
            return None
        last, listed = match.end(), False
    standard = _STANDARD.match(text, last, end)
    last = standard.end() if standard else last
    lead = FILLER.match(text, start, last)
    first = lead.end() if lead else start
    owner = text.rfind("的", first, last)
    first = owner + 1 if owner >= 0 else first
    name = text[first:last].strip()
    # 一批先进集体 are many, and no honor's name; 在世界500强 says where, 世界500强排名第9位 how high.
    if (
        _WHERE.match(name)
        or _RANKED.match(text, last, end)
        or not 3 <= len(name) <= _LONGEST
        or "\n" in name
        or name.count("《") != name.count("》")
        or pattern(lexicon, "honor_cues", "crowd").search(name)
        or name in _bare(lexicon)
    ):
        return None
    return Named(last - len(name), last, name, text[start:first], body, listed)


@cache
def _bare(lexicon: Lexicon) -> frozenset[str]:
    """What comes with an honor and is none: 荣誉证书."""
    return surfaces(lexicon, "honor_cues", "bare")


def _last_head(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int | None, bool]:
    """Where the last head noun ends that closes a name, and whether the lexicon vouches for it."""
    stop = min(end, start + _LONGEST)
    names = surfaces(lexicon, "honors", "name")
    known = [
        m
        for m in _known(lexicon).finditer(text, start, stop)
        if _closes(text, m.end(), end, lexicon) or (m[0] in names and text[m.end()] not in _GOES_ON)
    ]
    if known:
        return known[-1].end(), True
    weak = [
        m
        for m in pattern(lexicon, "honors", "weak").finditer(text, start, stop)
        if _closes(text, m.end(), end, lexicon)
    ]
    # 作出突出贡献的单位: praise in front of 的 is none of the name's.
    owners = {m: max(start, text.rfind("的", start, m.start()) + 1) for m in weak}
    praised = [m for m in weak if pattern(lexicon, "honors", "praise").search(text, owners[m], m.end())]
    if praised:
        return praised[-1].end(), True
    # 政府服务奖, 北京市企业技术中心: only a strong verb makes it an honor.
    # A 县人民医院 is who gets it.
    things = [m for m in weak if m[0] not in surfaces(lexicon, "orgs", "suffix")]
    plain = [m for m in things if m[0] == "奖" or level_of(text[owners[m] : m.end()].lstrip("为了"), lexicon)]
    return (plain[-1].end(), False) if plain else (None, False)


def _closes(text: str, position: int, end: int, lexicon: Lexicon) -> bool:
    return position >= end or _trail(lexicon).match(text, position, end) is not None or text[position] in "“不"
