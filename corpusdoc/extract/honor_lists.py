"""What a list of honors names: “A”、“B”和C等荣誉称号 is A, B and C, each with what stands in front of its quotes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_names import CLOSING, FILLER, OPENING, Named, named_in
from corpusdoc.extract.levels import level_of
from corpusdoc.extract.vocabulary import HAN, looking_for, pattern, surfaces
from corpusdoc.lexicon import Lexicon

# 和谐, 及时 and 参与 are words.
_SEPARATORS = re.compile(
    "(?<![特一二])、|(?<=[特一二])、(?![一二三][、等])|以及|和(?![谐美平睦国])|(?<=[证奖号位业体章状户手])和(?=国)|(?<![普涉])及(?!时)|(?<!参)与(?!会)|[,，]|\t|[;；]|(?<=[”」』])[:：]"
)
_MARKS = re.compile(f"[{OPENING}{CLOSING}()（）、,，;；:：\t以和及与]")
_SHORT_LEVEL = re.compile("(?:国家?|部|省|市|县|区|局|集团|公司)级?")
_NEXT_QUOTE = re.compile(f"[ \xa0]?[{OPENING}]")
# 获两项大奖,分别为…, 三大奖项(…), 荣誉称号:…: the list begins behind.
_PLAIN = "[^,，。;；:：、“”「」『』()（）\\n]"
_HEADED = re.compile(
    f"(?:{_PLAIN}{{0,12}}?(?:\\d+|[两三四五六七八九十多数]+)[余多]?[项个大枚种]{_PLAIN}{{0,8}}?"
    "(?:奖项|大奖|荣誉称号|荣誉|称号|殊荣|奖励|认证|奖)|过?的?(?:主要|重要)?(?:荣誉称号|荣誉|奖项|称号))"
    "[有为]?(?:[(（:：]|[,，]?(?:分别[为是]|包括|即)[:：]?)"
)
_YEAR = re.compile("(?:19|20)\\d\\d年(?:度|\\d{1,2}月)?")
_COUNTED = re.compile(r"[”’」』]?\d{1,4}[项个次枚名]")
_PRIZES = ("奖", "奖)", "奖）")
_TRADES = re.compile(f"[{HAN}]{{1,8}}?(?:行业|系统|工业|战线)")
# ISO 45001职业健康及安全管理体系
_SYSTEM = re.compile(f"(?:ISO|OHSAS|GB/T|BS) ?[\\d.:/-]{{4,14}}[{HAN}]{{2,8}}[及和与][{HAN}]{{2,8}}体系")
_AUTHORITY = re.compile("(?:[省市州县区党团]委|政府|总工会)\\Z")
_ETC = re.compile("[”’」』]?(?:等|称号|荣誉|桂冠)")


def honor_names(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """The honors at the front of text[start:end], as far as the list of them goes."""
    filler = _HEADED.match(text, start, end) or FILLER.match(text, start, end)
    pending = filler.end() if filler else start
    filler = FILLER.match(text, pending, end)
    pending = filler.end() if filler else pending
    whole: int | None = None  # where a name begins that holds a separator
    for first, last in _items(text, pending, end, lexicon):
        if _SHORT_LEVEL.fullmatch(text[pending:last].strip()) or text[pending:last].strip(" 、") in (
            "省、市",
            "国家、省",
        ):
            continue
        if _YEAR.fullmatch(text, pending, last):
            pending = _after_separator(text, last, end)
            continue
        # 省、市、局先进个人 is one honor, and so is 安全生产和综合治理先进单位.
        begin = pending if _levels_only(text[pending:first]) else first if whole is None else whole
        named = named_in(text, begin, last, lexicon)
        after_comma = text[begin - 1] in ",，;；" and begin > start
        if named is None and _is_field(text, begin, last, lexicon):
            whole = begin
            continue
        whole = None
        if named is None and first == start and text.startswith("、", last) and _AUTHORITY.search(text, first, last):
            # 获市委、市政府“先进集体”称号
            pending = begin = _after_separator(text, last, end)
            continue
        if named is None and text[last : last + 1] == "、" and not after_comma and first > start:
            # 省级文明单位、行业能效先锋、市五一劳动奖状: one that nobody knows ends no list.
            pending = _after_separator(text, last, end)
            continue
        after_space = text[begin - 1] == " " and begin > start and text[begin - 2] in CLOSING
        if named is None or (after_space and not named.listed) or (after_comma and not _goes_on(text, named, begin)):
            return
        yield named
        if _ETC.match(text, named.end) and text[last : last + 1] not in "、和及与":
            return
        pending = _after_separator(text, last, end)


def _goes_on(text: str, named: Named, begin: int) -> bool:
    """Whether a list goes on after a comma: with a name that is known, or counted, and stands right there."""
    # 获科技进步奖2项,职工成果奖11项; 12项示范级(一等奖),8项专业级(二等奖)
    alike = named.name.endswith(_PRIZES) or text[named.end : named.end + 1] in CLOSING
    counted = alike and (_COUNTED.match(text, named.end) or _COUNTED.match(text, begin))
    return bool(named.listed or counted) and named.start - begin <= 8


def _is_field(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether text[start:end] is the first of two fields that one honor is given in: 安全生产和综合治理先进单位."""
    if text[end : end + 1] not in ("和", "与", "及", "、"):
        return False
    # 亚太及香港区最稳健银行
    # 全国石油和化工行业先进单位
    if _TRADES.match(text, end + 1) and level_of(text[start : start + 2], lexicon):
        return True
    region = end - start <= 4 and text[end] != "、" and level_of(text[start:end], lexicon)
    return bool(region or _fields(lexicon).search(text, start, end + 1))


@cache
def _fields(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "honor_cues", "field", then="(?=[和与及、])")


def _levels_only(stretch: str) -> bool:
    return all(_SHORT_LEVEL.fullmatch(part) for part in stretch.split("、") if part) and bool(stretch)


def _after_separator(text: str, position: int, end: int) -> int:
    match = _SEPARATORS.match(text, position, end)
    return match.end() if match else position


@cache
def _listing(lexicon: Lexicon) -> re.Pattern[str]:
    """Organisations and honors whose names look like lists: 工业和信息化部, 劳模和工匠人才创新工作室."""
    names = surfaces(lexicon, "orgs", "name") | surfaces(lexicon, "honors", "name")
    return looking_for(name for name in names if _SEPARATORS.search(name))


def _items(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The list's items: stretches between separators that stand outside quotes, brackets and names (工业和信息化部)."""
    wholes = (match for pattern in (_listing(lexicon), _SYSTEM) for match in pattern.finditer(text, start, end))
    named = {at for match in wholes for at in range(*match.span())}
    depth, begin = 0, start
    for mark in _MARKS.finditer(text, start, end):
        position, character = mark.start(), mark[0]
        if character in OPENING or (character in "(（" and depth == 0):
            depth += 1
        elif character in CLOSING or character in ")）":
            depth = max(0, depth - 1)
            # “甲”“乙”: nothing need stand between two quotes.
            # 《甲周刊》「乙奖」 is one.
            opening = OPENING[-2:] if character in CLOSING[-2:] else OPENING
            beside = _NEXT_QUOTE.match(text, position + 1, end) if depth == 0 and character in CLOSING else None
            beside = beside if beside and beside[0][-1] in opening else None
            if beside:
                yield begin, position + 1
                begin = beside.end() - 1
        elif depth == 0 and position >= begin and position not in named:
            match = _SEPARATORS.match(text, position, end)
            if match and position > begin:
                yield begin, position
            begin = match.end() if match else begin
    if begin < end:
        yield begin, end
