"""Numbers as reports write them: 3,062.55 · 八十多亿 · 七成五 · 三分之二 · 1/25 · 两三百 · 3千5百万."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.vocabulary import guarded
from corpusdoc.model import Bound, Span

DIGITS = {
    c: n
    for n, group in enumerate(("零〇○", "一壹", "二两贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"))
    for c in group
}
POWERS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_HAN_DIGIT = "".join(DIGITS)
_ONE_TO_NINE = "".join(c for c, n in DIGITS.items() if n)

# 千瓦 and 百帕 are units, 百分之 begins a percentage.
_POWER = r"(?:[十拾]|[百佰](?!分之|分点|帕)|[千仟](?![瓦米克伏卡赫兆帕焦乏]|字节|比特)|[万亿萬億])"
_ARABIC = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,15})(?:[.．]\d{1,10})?(?![.．]?\d)"
_SCALED = (
    rf"{_ARABIC}(?:[ \u00a0\u3000]?[多余几]?{_POWER}{{1,3}}(?:(?:\d,\d{{3}}|\d{{1,4}}){_POWER}{{1,2}}){{0,3}}"
    rf"(?:(?<=[万萬])(?:\d,\d{{3}}|\d{{3,4}})(?![\d,.]|[ ]?(?:年|{_POWER})))?)?"
)
# 两 behind a number is a weight, 二两, 三十两; 一两个 are one or two.
_HAN = (
    rf"(?:[几数](?={_POWER}))?(?:[{_HAN_DIGIT.replace('两', '')}]|两(?={_POWER})|(?<![{_HAN_DIGIT}十百千万亿\d])两"
    rf"|(?<=一)(?<![{_HAN_DIGIT}十百千万亿]一)两(?=[\u4e00-\u9fff])"
    rf"|{_POWER}|几(?={_POWER})|(?<=[十拾])几|[多余](?=[万亿])){{1,16}}"
)
# 三点五亿; 三点五十 and 三点五分 are clock times, 两点一线 is no number.
_PLACE = _HAN_DIGIT.replace("两", "")
_POINTED = rf"[{_HAN_DIGIT}十拾百佰千仟万亿]{{1,16}}点[{_PLACE}]{{1,8}}(?![{_HAN_DIGIT}十分刻线]){_POWER}{{0,2}}"
_NUMBER = rf"(?:{_SCALED}|{_POINTED}|{_HAN})"
# 成 after a digit is a tenth unless it begins a word.
_TENTHS = (
    rf"(?:[{_ONE_TO_NINE}](?:点[{_ONE_TO_NINE}])?|十|(?<!\d)(?:\d(?:\.\d)?|10))[ ]?成"
    rf"(?:[{_ONE_TO_NINE}半](?![{_ONE_TO_NINE}十百千万]))?(?![立为员果本绩功就长都效品熟交套型倍])"
)
# What numerals begin with.
FIRST = rf"\d{_HAN_DIGIT}十拾百佰千仟万亿萬億几数半"
HALVES = ("一半", "半数")
_ANY = re.compile(f"[{FIRST}]")
_PLAIN = guarded(FIRST, f"(?P<number>{_NUMBER})")
# What the others have in them: most sentences have none, and trying them at each digit takes half the time.
_SHARING = frozenset("分/半成")
_PATTERN = guarded(
    FIRST,
    rf"(?P<parts>(?P<base>[十百千]?[万亿]|[百千]|[{_ONE_TO_NINE}十][{_HAN_DIGIT}十百千]{{0,7}}万?|\d{{1,3}})"
    rf"分之(?P<share>{_NUMBER}))"
    rf"|(?P<slash>(?<![\d/.])(?P<upper>\d{{1,3}})/(?P<lower>\d{{1,4}})(?![\d/.]))"
    rf"|(?P<half>一半|半数)|(?P<tenths>{_TENTHS})"
    rf"|(?P<number>{_NUMBER})",
)
_TOKEN = re.compile(rf"\d[\d,]*(?:[.．]\d+)?|[{_HAN_DIGIT}几数多余]|[十拾百佰千仟万亿萬億]")
_NEIGHBOURS = re.compile(rf"(?P<first>[{_ONE_TO_NINE}])(?P<second>[{_ONE_TO_NINE}])(?P<rest>{_POWER}{{0,3}})")
_TEEN_NEIGHBOURS = re.compile(
    rf"(?P<head>[{_ONE_TO_NINE}]?[十百千])(?P<first>[{_ONE_TO_NINE}])(?P<second>[{_ONE_TO_NINE}])(?P<rest>)"
)


class Numeral(NamedTuple):
    """A number in a text, without the words around it."""

    span: Span
    value: Decimal
    value_max: Decimal | None = None  # 两三百
    bound: Bound = "="  # 八十多 > · 几百 ~
    unit: str = ""  # "%" and "‰" where the number says so itself: 百分之三, 九成
    han: bool = False  # written in Han characters alone
    scaled: bool = False  # has 万 or 亿: big enough to stand without a unit
    bare: bool = False  # begins with a power: 百余, 千


def find_numerals(text: str, closed: bytearray | None = None) -> Iterator[Numeral]:
    """The numbers in `text`, left to right, none inside another; spans count from its start.

    None is read where `closed` marks one of its characters with 1.
    """
    for match in (_PLAIN if _SHARING.isdisjoint(text) else _PATTERN).finditer(text):
        start, end = match.span()
        if closed and closed.find(1, start, end) >= 0:
            continue
        if match.lastgroup == "number":
            yield Numeral(Span(start, end), *_plain(match.group()))
        elif found := _read(match):
            yield found


def mark(marks: bytearray, spans: Iterable[Span], offset: int = 0) -> bytearray:
    """`marks`, one for each character of a text that begins at `offset`, with 1 for those that `spans` hold."""
    for span in spans:
        first, last = max(0, span.start - offset), min(len(marks), span.end - offset)
        marks[first:last] = b"\1" * (last - first)
    return marks


def has_numerals(text: str) -> bool:
    """Whether a number may stand in `text`: most sentences have none and need no further look."""
    return _ANY.search(text) is not None


def number_of(text: str) -> Decimal | None:
    """The value of a text that is one whole number; None if it is none."""
    found = next(find_numerals(text), None)
    return found.value if found and len(found.span) == len(text) else None


def _read(match: re.Match[str]) -> Numeral | None:
    span = Span(*match.span())
    if match.lastgroup == "half":
        return Numeral(span, Decimal("0.5"), han=True)
    if match.lastgroup == "parts":
        return _parts(span, match["base"], match["share"])
    if match.lastgroup == "slash":
        lower = int(match["lower"])
        return Numeral(span, Decimal(match["upper"]) / lower) if int(match["upper"]) < lower else None
    whole, _, rest = match.group().replace(" ", "").partition("成")
    half = Decimal(5) if rest == "半" else _digits(rest or "0")
    tenths = _pointed(whole) if "点" in whole else _evaluate(whole)
    return Numeral(span, tenths * 10 + half, unit="%", han=True)


def _parts(span: Span, base: str, share: str) -> Numeral | None:
    part = Numeral(span, *_plain(share))
    whole = _evaluate(base)
    if not whole:
        return None
    han = not base[0].isdigit() and part.han
    if base in "百千":
        return Numeral(span, part.value, part.value_max, part.bound, "%" if base == "百" else "‰", han)
    return Numeral(span, part.value / whole, bound=part.bound, han=han)


@lru_cache(maxsize=4096)
def _plain(text: str) -> tuple[Decimal, Decimal | None, Bound, str, bool, bool, bool]:
    """What the numeral of a number says, but for its place; reports say the same ones over and over."""
    if text[0].isdigit():
        scaled = text[-1] in "百千万亿"
        if text.isascii():
            return Decimal(text.replace(",", "")), None, "=", "", False, scaled, False
        return _evaluate(text), None, _bound(text), "", False, scaled, False
    if "点" in text:
        return _pointed(text), None, "=", "", True, text[-1] in "百千万亿", False
    scaled, bare = text[-1] in "万亿", text[0] in POWERS and text[0] not in "十拾"
    near = _TEEN_NEIGHBOURS.fullmatch(text) or _NEIGHBOURS.fullmatch(text)
    if near and _near(DIGITS[near["first"]], DIGITS[near["second"]]):
        head = near.groupdict().get("head") or ""
        low, high = (_evaluate(head + near[name] + near["rest"]) for name in ("first", "second"))
        return low, high, "~", "", True, scaled, bare
    return _evaluate(text), None, _bound(text), "", True, scaled, bare


def _near(first: int, second: int) -> bool:
    """两三 and 三五百 are between two numbers."""
    return second == first + 1 or (first, second) == (3, 5)


def _pointed(text: str) -> Decimal:
    """三点五亿."""
    whole, _, rest = text.partition("点")
    places = rest.rstrip("".join(POWERS))
    power = sum(POWERS[character] for character in rest[len(places) :])
    value = _evaluate(whole) + Decimal("0." + "".join(str(DIGITS[place]) for place in places))
    return value * Decimal(10) ** power


def _bound(text: str) -> Bound:
    return "~" if "几" in text else ">" if any(more in text for more in "多余数") else "="


def _digits(text: str) -> Decimal:
    return Decimal(text) if text[0].isdigit() else Decimal(DIGITS[text])


def _evaluate(text: str) -> Decimal:
    tokens = _TOKEN.findall(text)
    if len(tokens) > 1 and all(token in DIGITS for token in tokens):
        return Decimal("".join(str(DIGITS[token]) for token in tokens))  # 一八〇
    total = section = Decimal(0)
    current: Decimal | None = None
    last = 0
    for piece in tokens:
        if piece in "多余":
            continue
        if piece in POWERS:
            last, power = POWERS[piece], Decimal(10) ** POWERS[piece]
            if last < 4:
                section += (Decimal(1) if current is None else current) * power
            else:
                bare = current is None and not section and not total  # 万余
                total = power if bare else _raised(total, section + (current or 0), power)
                section = Decimal(0)
            current = None
        elif piece in "几数":
            # 几百 is some hundred; 十几 is ten and some.
            current = None
        else:
            current = _digits(piece.replace(",", "").replace("．", "."))
    if current is not None and last > 1 and tokens[-1] in DIGITS and tokens[-2] in POWERS:
        current *= Decimal(10) ** (last - 1)  # 三万五
    return total + section + (current or 0)


def _raised(total: Decimal, section: Decimal, power: Decimal) -> Decimal:
    if total >= power and section:
        return total + section * power  # 一亿 三千万
    return (total + section) * power  # 三万五千亿
