"""What a measure consists of, where the text spells it out: 七个一样(…;…), “三心”:“上心”、“知心”、“倾心”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.vocabulary import HAN, any_of
from corpusdoc.lexicon import Lexicon

_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "双": 2}
_COUNT = re.compile('^[“"]?([一二两双三四五六七八九十])(?![一二三四五六七八九十年月日季届])')
# 三查四定, 两票三制, 三好一公道
_PART = f"[一二两三四五六七八九](?![个大项种类级位条])[{HAN}]"
_SEVERAL = re.compile(f"(?:{_PART}){{1,2}}{_PART}[{HAN}]{{0,2}}(?![{HAN}])")
# 两公开一监督
_UNEVEN = re.compile(f"([两双三四五六七八九])(?![个大项种])[{HAN}]{{2,3}}([一两三四五])(?![个大项种])[{HAN}]{{1,3}}")
# 抓住两个重点、实现三个突破: what counts itself is no part of what stands behind.
_OWN_COUNT = re.compile("[一二两三四五六七八九十][个项条]")
# 突发疾病处置五步法, 继昌五字巡线法
_STEPS = re.compile(f"([三四五六七八九十])(?<=[{HAN}].)[步字问看查段点必][{HAN}]{{0,4}}$")
# 一看二问三测四登记
_ORDERED = re.compile(f"[一二三四五六七八九十](?:(?![一二三四五六七八九十])[{HAN}]){{1,6}}")
# “235”工作法: two of one, three of another, five of a third.
_DIGITS = re.compile("[“「『]?([1-9]{3,5})(?:[”」』]|$)")
# 班前三预想, 病安五箭: a number within a name.
_INNER = re.compile(f"(?<=[{HAN}]{{2}})([三四五六七八九])[{HAN}]{{1,3}}$")
_THAT_IS = re.compile("即|也就是|分别是|具体")
_MARKS = ",，、;；"
_SPLIT = re.compile(f"[{_MARKS}]")
_LISTED = re.compile("[、及]|和(?!谐)|(?<!参)与")
_ORDINAL = re.compile("[一二三四五六七八九十]是")
_OPENING = re.compile(
    r"[”’\"]?(?:[^,，。;；:：(（“”\n]{0,12})[\s]?(?P<mark>[(（:：]|[—–-]{1,2}|[,，]\s?(?:即|分别是|也就是)[:：]?|,?(?:即|包括)[:：]?|。(?:即|分别是|具体是|具体为|包括)[:：,，]?)"
)
_BRACKET = re.compile("[)）]")
_END = re.compile("[。!！?？\n]")
_QUOTES = '“”‘’"「」『』 \u3000'
_REACH = 400
_SPLIT_OFF = re.compile("[;；]")
_BROUGHT = re.compile("(?<=..)(?:[全均都]部?)?(?:做到|实行|实现|落实|推行)了?$")
_MARKED = re.compile("[”」』)）]")
_SUMS_UP = re.compile(
    f"[{HAN}]{{0,6}}?(?:做到|实行|推行|坚持|落实|实现|即|简称为?|称之?为|称作|叫做?|[叫称][它其]为?|俗称|概括为|归纳为|总结为|谓之)了?[“「]?"
)
# 一是, 第一,: how far the first may stand behind the name, and the last.
_NEAR, _FAR = 80, 800
_BY_SIZE = "一二三四五六七八九十"
_ENUMERATION = {
    number: re.compile(f"(?<=[,，。;；:：!！”』」)）]){number}[是要]|(?<=[,，。;；:：!！”』」)）])第{number}[,，、]")
    for number in _BY_SIZE
}
_STRETCH, _CLAUSE = re.compile("[,，。;；:：!！?？\n]"), re.compile("[,，;；]")
_SEPARATORS = tuple(map(re.compile, ("[;；]", "[、]", "[,，]", "[,，、;；]", "[、]|以及|和")))
_AND_OTHERS = re.compile("(?:等.{0,8})?$")
_ITEM_END = re.compile("[,，;；。:：!！]")


def count_in(name: str) -> int | None:
    """How many parts a name says it has: 七个一样 has seven, 三查四定 as well."""
    several = _SEVERAL.match(name.lstrip(_QUOTES))
    if several:
        if set(several[0][::2]) == {"一"}:  # 一户一档, 一人一策: of what there is one each
            return None
        return sum(_NUMBERS[character] for character in several[0] if character in _NUMBERS)
    uneven = _UNEVEN.fullmatch(name.strip(_QUOTES))
    if uneven:
        return _NUMBERS[uneven[1]] + _NUMBERS[uneven[2]]
    digits = _DIGITS.match(name)
    if digits:
        return len(digits[1])
    match = _COUNT.match(name) or _STEPS.search(name)
    return _NUMBERS[match[1]] if match else None


def inner_count(name: str) -> int | None:
    """The number within a name that may count its parts: 班前三预想."""
    match = _INNER.search(name.strip(_QUOTES))
    return _NUMBERS[match[1]] if match else None


def explained_items(text: str, end: int) -> tuple[str, ...]:
    """What a name is said to mean: “班前三预想”制度,即想天气、想设备、想重点."""
    opening = _OPENING.match(text, end, end + 40)
    if opening is None or not _THAT_IS.search(opening["mark"]) or text.startswith("说", opening.end()):
        return ()
    readings = _readings(text, opening.end(), opening["mark"])
    whole = (items for items in readings if 3 <= len(items) <= 8 and all(2 <= len(item) <= 16 for item in items))
    return next((items for items in whole if not any(map(_SPLIT_OFF.search, items))), ())


def ordered_parts(name: str) -> tuple[str, ...]:
    """The parts of a name that numbers them itself: 一看二问三测四登记."""
    parts = _ORDERED.findall(name) if _ORDERED.match(name) else []
    counted = "".join(part[0] for part in parts)
    whole = "".join(parts) == name.strip(_QUOTES)
    return tuple(part[1:] for part in parts) if whole and len(parts) > 2 and _BY_SIZE.startswith(counted) else ()


def quoted_parts(quoted: str) -> tuple[str, ...]:
    """The parts of a slogan, three or more: 用质量创口碑,用诚信树品牌,用服务赢发展."""
    if sum(map(quoted.count, _MARKS)) < 2:
        return ()
    parts = tuple(part.strip(_QUOTES) for part in _SPLIT.split(quoted) if part.strip(_QUOTES))
    return parts if len(parts) >= 3 and max(map(len, parts)) <= 20 else ()


def items_after(text: str, end: int, count: int | None) -> tuple[str, ...]:
    """The items listed behind a name that ends at `end`: in brackets, after a colon or 即, or as lines of their own."""
    opening = _OPENING.match(text, end, end + 40)
    if opening:
        spare: tuple[str, ...] = ()
        for items in _readings(text, opening.end(), opening["mark"]):
            if len(items) == count or (count is None and 2 <= len(items) <= 12):
                # One whose items are clauses each goes before one that swallows what the sentence goes on with.
                if not any(map(_SPLIT_OFF.search, items)):
                    return items
                spare = spare or items
        if spare:
            return spare
    return (_lines(text, end, count) or _enumerated(text, end, count)) if count else ()


def _enumerated(text: str, end: int, count: int) -> tuple[str, ...]:
    """What the next sentences of the paragraph count from one: 推行“三个到位”。一是检查到位,…。二是…。三是…。"""
    stop = text.find("\n", end, end + _FAR)
    stop = min(len(text), end + _FAR) if stop < 0 else stop
    marks: list[re.Match[str]] = []
    for number in _BY_SIZE[: count + 1]:
        mark = _ENUMERATION[number].search(text, marks[-1].end() if marks else end, stop)
        if mark is None:
            break
        marks.append(mark)
    if not 1 < len(marks) == count or marks[0].start() - end > _NEAR:
        return ()
    items = tuple(_ITEM_END.split(text[mark.end() : stop], maxsplit=1)[0].strip(_QUOTES) for mark in marks)
    return items if all(2 <= len(item) <= 30 for item in items) else ()


def items_before(text: str, start: int, count: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The items listed in front of a counted name: 管理、网络、营销的“三大领先”."""
    *_, before, front = ["", *_STRETCH.split(text[max(0, start - 120) : start])]
    # 佩工牌、穿鞋套、铺垫布,做到“三个一”
    if _SUMS_UP.fullmatch(front) and len(_LISTED.split(before)) == count and not _MARKED.search(before):
        front = before
    front = front.rstrip("的等“「")
    parts = _LISTED.split(front)
    if len(parts) < count:
        return ()
    parts = parts[-count:]
    # What stands in front of the first item (实现了管理) belongs to the sentence.
    parts[0] = _leads(lexicon).split(parts[0])[-1]
    parts[-1] = _BROUGHT.sub("", parts[-1])
    items = tuple(part.strip(_QUOTES) for part in parts)
    shortest = 1 if count > 2 and all(len(item) == 1 for item in items) else 2
    return items if all(shortest <= len(item) <= 16 and not _OWN_COUNT.search(item) for item in items) else ()


@cache
def _leads(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        f"{any_of(lexicon, 'measures', 'verb', 'quoter')}|包括|覆盖|围绕|按照|整合|以及|统一|算[好清]|[了将对把的须要]"
    )


def _readings(text: str, start: int, mark: str) -> Iterator[tuple[str, ...]]:
    """The list behind the mark, split in each way that lists are."""
    stretch = text[start : start + _REACH]
    stretch = (_BRACKET if mark in "(（" else _END).split(stretch)[0]
    ordered = _ORDINAL.split(stretch)
    if len(ordered) > 2:
        yield tuple(_CLAUSE.split(part)[0].strip(_QUOTES) for part in ordered[1:])
    listed = _AND_OTHERS.sub("", stretch)
    semicolon, *others = _SEPARATORS
    clause = semicolon.split(listed)[0]
    for separator, words in ((semicolon, listed), (others[0], clause), *((other, listed) for other in others)):
        parts = [part.strip(_QUOTES) for part in separator.split(words)]
        yield tuple(part for part in parts if part)
    # A list that the sentence goes on behind: 质量体系、监控体系,实现闭环管理.
    first = _CLAUSE.split(stretch)[0]
    yield tuple(part.strip(_QUOTES) for part in first.split("、") if part.strip(_QUOTES))


def _lines(text: str, end: int, count: int) -> tuple[str, ...]:
    """As many short lines that begin alike: 有统一的标识, 有合理的布局, …"""
    lines = [line.strip() for line in text[end : end + 600].split("\n")[1:] if line.strip()][: count + 4]
    for first in range(max(0, len(lines) - count + 1)):
        group = lines[first : first + count]
        if (
            all(3 <= len(line) <= 24 and re.match(f"[{HAN}]", line) for line in group)
            and len({g[0] for g in group}) == 1
        ):
            return tuple(group)
    return ()
