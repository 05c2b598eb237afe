"""What a list of honors names: “A”、“B”和C等荣誉称号 is A, B and C, each with what stands in front of its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpusdoc.extract.honor_details import number_of
from corpusdoc.extract.levels import level_of
from corpusdoc.extract.vocabulary import HAN, alternatives, any_of, surfaces
from corpusdoc.lexicon import Lexicon

OPENING, CLOSING = "“‘「『《〈", "”’」』》〉"
# 和谐, 及时 and 参与 are words.
_SEPARATORS = re.compile(
    "、|以及|和(?![谐美平睦])|(?<![普涉])及(?!时)|(?<!参)与(?!会)|[,，]|\t|[;；]"
    f"|(?<=[{HAN}\\d)）])[ \u3000]+(?=[{HAN}])"
)
# (潍坊) behind a name, and what an item of a list is made of.
_REMARK = re.compile("[(（][^()（）]{1,12}[)）]$")
_LIST = re.compile(f"[{HAN}A-Za-z\\d·()（） \u3000\t、]+")
_PLAIN = re.compile(f"[{HAN}A-Za-z\\d·]{{5,25}}(?<![项名个])")
_MARKS = re.compile(f"[{OPENING}{CLOSING}()（）、,，;；\t \u3000以和及与]")
_LONGEST = 48
_SHORT_LEVEL = re.compile("(?:国家?|部|省|市|县|区|局|集团|公司)级?")
# What may stand between the verb and the name: 了, a year, a number of honors, "by".
_FILLER = re.compile(
    r"(?:[了过为有:： ]|(?:19|20)\d\d(?:年度?|[-—至](?:19|20)\d\d年度?)|1\d\d年度?|由|\d+[项个次枚名]"
    r"|[两一二三四五六七八九十百]+[项个次枚名])+"
)
# 全国文明单位创建活动 and 青年文明号标准 are no honors.
_GOES_ON = "创建评活座工申考标纪号"
_ETC = re.compile("[”’」』]?(?:等|称号|荣誉|桂冠)")
_GIVER = re.compile(
    "^(?P<body>.{2,30}?)(?:联合)?(?:(?:颁发|授予|颁授|评选|评定|认可|表彰|举办|主办|组织|发布|命名|认定|颁布)的"
    "|颁[发授赠](?:的)?(?=[“「『《]))"
)
# 授予刘芳等5名同志“服务标兵”, 授予城西营业所等8个单位2023年度“先进集体”: who gets it stands in front of the name.
_HOLDERS = re.compile(
    f"(?P<to>[^,，。;；:：、“”「」\\n]{{2,30}}?(?:等?(?P<n>\\d{{1,4}}|[一二两三四五六七八九十]{{1,3}})(?:名|个|家|位|支|间)[{HAN}]{{1,6}}"
    f"|同志))(?:(?:19|20)\\d\\d年度?)?(?=[“「『])"
)
_GRADE_ONLY = "国家|中国|中华"


class Holders(NamedTuple):
    """Who gets an honor, between the verb and the name."""

    name: str
    number: int | None
    end: int  # in the document


def holders_ahead(text: str, start: int, end: int) -> Holders | None:
    """Those that text[start:end] begins with, up to the honor's opening quote: 刘芳等5名同志“服务标兵”."""
    match = _HOLDERS.match(text, start, end)
    if not match:
        return None
    return Holders(match["to"], number_of(match["n"]) if match["n"] else None, match.end())


class Named(NamedTuple):
    """An honor as a list names it; places are in the document."""

    start: int
    end: int
    name: str
    lead: str  # what stands in front of the name: 省级, 集团总部, 第五届
    body: str | None
    listed: bool  # whether the lexicon knows the name or its head


def honor_names(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """The honors at the front of text[start:end], as far as the list of them goes."""
    filler = _FILLER.match(text, start, end)
    pending = filler.end() if filler else start
    for first, last in _items(text, pending, end, lexicon):
        if _SHORT_LEVEL.fullmatch(text[pending:last].strip()) or text[pending:last].strip(" 、") in (
            "省、市",
            "国家、省",
        ):
            continue
        # 省、市、局先进个人 is one honor.
        begin = pending if _levels_only(text[pending:first]) else first
        named = _named(text, begin, last, lexicon)
        after_comma = text[first - 1] in ",，" and first > start
        if named is None and text[last : last + 1] == "、" and not after_comma and first > start:
            # 省级文明单位、行业能效先锋、市五一劳动奖状: one that nobody knows ends no list.
            pending = _after_separator(text, last, end)
            continue
        if named is None or (after_comma and not _goes_on(named, begin)):
            return
        yield named
        if _ETC.match(text, named.end) and text[last : last + 1] not in "、和及与":
            return
        pending = _after_separator(text, last, end)


def is_list(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is nothing but names in a row."""
    return _LIST.fullmatch(text, start, end) is not None


def listed_names(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """The honors of a line that is_list(): each item that is known or that a grade or place opens."""
    for first, last in _items(text, start, end, lexicon):
        named = _named(text, first, last, lexicon)
        item = _REMARK.sub("", text[first:last]).rstrip(" 。")
        if named is None and _PLAIN.fullmatch(item) and level_of(item, lexicon):
            named = Named(first, first + len(item), item, "", None, False)
        if named:
            yield named


def _goes_on(named: Named, begin: int) -> bool:
    """Whether a list goes on after a comma: with a name that is known and stands right there."""
    return named.listed and named.start - begin <= 8


def _levels_only(stretch: str) -> bool:
    return all(_SHORT_LEVEL.fullmatch(part) for part in stretch.split("、") if part) and bool(stretch)


def _after_separator(text: str, position: int, end: int) -> int:
    match = _SEPARATORS.match(text, position, end)
    return match.end() if match else position


@cache
def _listing(lexicon: Lexicon) -> re.Pattern[str]:
    """Organisations whose names look like lists: 工业和信息化部."""
    names = surfaces(lexicon, "orgs", "name")
    return re.compile(alternatives(name for name in names if _SEPARATORS.search(name)))


def _items(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The list's items: stretches between separators that stand outside quotes, brackets and names (工业和信息化部)."""
    named = {at for match in _listing(lexicon).finditer(text, start, end) for at in range(*match.span())}
    depth, begin = 0, start
    for mark in _MARKS.finditer(text, start, end):
        position, character = mark.start(), mark[0]
        if character in OPENING or (character in "(（" and depth == 0):
            depth += 1
        elif character in CLOSING or character in ")）":
            depth = max(0, depth - 1)
        elif depth == 0 and position >= begin and position not in named:
            match = _SEPARATORS.match(text, position, end)
            if match and position > begin:
                yield begin, position
            begin = match.end() if match else begin
    if begin < end:
        yield begin, end


@cache
def _trail(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'honor_cues', 'trail')}|的|$|[。.!！?？)）]|[,，、]|\\d")


@cache
def _known(lexicon: Lexicon) -> re.Pattern[str]:
    known = any_of(lexicon, "honors", "name", "head")
    return re.compile(f"{known}(?![励金罚惩补学项品])")


@cache
def _weak(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "honors", "weak"))


@cache
def _praise(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "honors", "praise"))


@cache
def _crowd(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "honor_cues", "crowd"))


def is_listed(name: str, lexicon: Lexicon) -> bool:
    """Whether the lexicon knows the honor by its name or its head noun, or by praise or grade and a kind of holder."""
    if _known(lexicon).search(name):
        return True
    return bool(_weak(lexicon).search(name) and (_praise(lexicon).search(name) or _graded(lexicon).match(name)))


def is_held(text: str, name: Named, lexicon: Lexicon) -> bool:
    """Whether a quoted name ends with a kind of holder: “公司治理评鉴前百分之五企业”."""
    kinds = tuple(surfaces(lexicon, "honors", "weak"))
    return text[name.start - 1 : name.start] in ("“", "「", "『") and name.name.endswith(kinds)


@cache
def _graded(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'levels', 'grade')}|{_GRADE_ONLY}")


_QUOTED = re.compile(f'[{OPENING}]([^{OPENING}{CLOSING}\n]{{2,40}})[{CLOSING}“"]?')


def _named(text: str, start: int, end: int, lexicon: Lexicon) -> Named | None:
    """The honor that text[start:end] names: its quoted part, or all up to the head noun."""
    stretch = text[start:end]
    giver = _GIVER.match(stretch)
    body = _unquoted(giver["body"]) if giver else None
    offset = start + (giver.end() if giver else 0)
    quoted = _QUOTED.search(text, offset, end)
    if quoted and quoted.start() - offset <= 24 and not _ends_before(text, offset, quoted.start(), lexicon):
        return _from_quote(text, offset, quoted, end, body, lexicon)
    return _from_head(text, offset, end, body, lexicon)


def _unquoted(body: str) -> str:
    return body.strip("“”‘’「」\"' 由被")


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
    return Named(first, tail, text[first:tail], "", body, True)


@cache
def _gives(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"[{HAN}]{{2,20}}{any_of(lexicon, 'orgs', 'suffix')}|{any_of(lexicon, 'orgs', 'name')}")


def _tail(text: str, position: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a name goes on to after its quoted part; None where the quote is all of it."""
    if _trail(lexicon).match(text, position, end) or position >= end:
        return None
    stop = min(end, position + 14)
    last = None
    for pattern in (_known(lexicon), _weak(lexicon)):
        for match in pattern.finditer(text, position, stop):
            if match.end() == end or _trail(lexicon).match(text, match.end(), end):
                last = max(last or 0, match.end())
    return last


def _from_head(text: str, start: int, end: int, body: str | None, lexicon: Lexicon) -> Named | None:
    """The name up to the last head noun that closes a name there."""
    last, listed = _last_head(text, start, end, lexicon)
    if last is None:
        return None
    lead = _FILLER.match(text, start, last)
    first = lead.end() if lead else start
    owner = text.rfind("的", first, last)
    first = owner + 1 if owner >= 0 else first
    name = text[first:last].strip()
    # 一批先进集体 are many, and no honor's name.
    if not 3 <= len(name) <= _LONGEST or "\n" in name or _crowd(lexicon).search(name):
        return None
    return Named(last - len(name), last, name, text[start:first], body, listed)


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
    weak = [m for m in _weak(lexicon).finditer(text, start, stop) if _closes(text, m.end(), end, lexicon)]
    praised = [m for m in weak if _praise(lexicon).search(text, start, m.end())]
    if praised:
        return praised[-1].end(), True
    # 政府服务奖: only a strong verb makes it an honor.
    prizes = [m for m in weak if m[0] == "奖"]
    return (prizes[-1].end(), False) if prizes else (None, False)


def _closes(text: str, position: int, end: int, lexicon: Lexicon) -> bool:
    return position >= end or _trail(lexicon).match(text, position, end) is not None or text[position] in "“不"
