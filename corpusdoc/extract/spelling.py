"""Numbers spelled apart or short, as one would write them out: 一百 五 十 二, 百 分 之 2, 1，234, 15k, 两个亿."""

from __future__ import annotations

from corpusdoc import lazy_re as re
from corpusdoc.extract.numerals import DIGITS, POWERS

_HAN_DIGIT = "".join(DIGITS)
_HAN = _HAN_DIGIT + "".join(POWERS)
_LADDER = ("十拾", "百佰", "千仟", "万萬", "亿億")
_GAP = "[ \u3000]{1,4}"
_GAPS = "[ \u3000]{0,4}"
_BLANK = re.compile("[ \u3000]")


def _steps() -> str:
    """The gaps inside one number: each power is followed by a digit of a lower one, 三百 五百 are two numbers."""
    found = []
    for at, power in enumerate(_LADDER[1:], 1):
        lower = "".join(_LADDER[:at])
        found.append(f"(?<=[{power}]){_GAP}(?=[{_HAN_DIGIT}\\d](?:{_GAP})?[{lower}]|[{_HAN_DIGIT}](?![{_HAN}]))")
    found.append(f"(?<=[十拾]){_GAP}(?=[{_HAN_DIGIT}几](?:{_GAP})?(?:[万亿]|(?![{_HAN}])))")
    return "|".join(found)


# What is left out: blanks within a number, and the 个 of 两个亿.
_DROPPED = re.compile(
    rf"{_steps()}"
    rf"|(?<=[{_HAN_DIGIT}十百千]){_GAP}(?=[十拾百佰千仟万萬亿億])|(?<=\d){_GAP}(?=[万亿][^\u4e00-\u9fff]|[万亿]$)"
    rf"|(?<=[百千万]\d){_GAP}(?=[十百千])"
    rf"|(?<=[十百千]){_GAP}(?=[余多几](?:{_GAP})?[万亿])|(?<=[余多几]){_GAP}(?=[万亿])"
    rf"|(?<=[{_HAN}]){_GAP}(?=点(?:{_GAP})?[{_HAN_DIGIT}])|(?<=[{_HAN}]点){_GAP}(?=[{_HAN_DIGIT}])"
    rf"|(?<=[{_HAN}][ \u3000]点){_GAP}(?=[{_HAN_DIGIT}])"
    rf"|(?<=[{_HAN_DIGIT}\d]){_GAP}(?=(?:[{_HAN_DIGIT}1-9](?:{_GAP})?)?折)|(?<=成){_GAP}(?=[{_HAN_DIGIT}](?![{_HAN}]))"
    rf"|(?<=[{_HAN}\d]){_GAPS}分{_GAPS}之{_GAPS}(?=[{_HAN}\d负])|(?<=[{_HAN}\d]){_GAPS}又{_GAPS}(?=[{_HAN}\d])"
    rf"|(?<=[{_HAN}\dkK]){_GAPS}个{_GAPS}百{_GAPS}分{_GAPS}点"
    rf"|(?<=[{_HAN}\d])个(?=亿)"
)
_COMMAS = re.compile(r"(?<![\d,，.])\d{1,3}(?:[,，]\d{3}){1,5}(?!\d|[,，]\d)")
# 316 K is a temperature, 4K is a picture's size, 5kW has its unit.
_SHORT = re.compile(r"(?<![A-Za-z\d.,])\d{1,9}(?:\.\d{1,4})?(?:[ ]?[kw]|K)(?![A-Za-z\d/]|超|高清|屏|电视|视频|直播)")
# 2.5 M alone and 百分之3.2M are millions, 5M宽带 is none.
_MILLIONS = re.compile(r"^[ ]*-?\d{1,9}(?:\.\d{1,4})?[ ]?M[ ]*$|(?<=百分之)\d{1,9}(?:\.\d{1,4})?M(?![A-Za-z\d/])")
# 十点 and 24年 are a time where they are all that is said; 10年 alone is as long as that, 三四年 three or four.
_CLOCK_ALONE = re.compile(
    r"^(?:大约|大概|约|差不多|将近)?(?:\d|1\d|2[0-4]|二?十[一二三四]?|[一两三四五六七八九])(?P<point>[点时])(?:左右|前后)?[。!?！？]?$"
)
_YEAR_ALONE = re.compile(
    r"^(?:(?P<full>(?:19|20)\d\d)|(?P<short>\d[1-9])年)$|(?<!\d)(?P<of>\d\d)年(?=的?第[一二三四五六七八九十\d])"
)
_HAN_YEAR = re.compile(
    rf"(?<![{_HAN}\d几数第])(?:(?!一二|二三|三四|四五|三五)|(?=..年(?:[一二三四五六七八九十\d]{{1,3}}月|[\u4e00-\u9fff]{{1,2}}节)))(?P<short>[一二三四][一二三四五六七八九零〇])年"
    "(?![多来间里内半前后之以])"
)
# 2018-12-1209:03 has lost its blank; of 1994.01-19 both marks mean the same.
_GLUED = re.compile(r"(?<!\d)(?:19|20)\d\d([-/.])[01]\d\1[0-3]\d(?=[012]\d:[0-5]\d)")
_MIXED = re.compile(
    r"(?<![\d.])(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])(?!\1)(?P<mark>[-/.])(?:1[3-9]|2\d|3[01])(?![\d.])"
)
_DECADE = re.compile("(?<!世纪)[五六七八九]十(?=年代)")
_DOTS = re.compile(r"(?<!\.)\.{2,9}(?=\d)")
_PAIR = re.compile("俩(?=[百千万]|星期|礼拜|月|小时)")
_MILLENNIUM = re.compile(rf"(?<![{_HAN}])[两二]千零(?=[一二三四五六七八九]年)")
_HUNDREDTHS = re.compile(f"佰(?={_GAPS}分{_GAPS}之)")
_POWER = {"k": "千", "K": "千", "w": "万"}


def written_out(line: str, year: int) -> tuple[str, list[int]]:
    """The line as one would write its numbers and years out in `year`, and the place in `line` of each character."""
    letters = list(line)
    for match in _DOTS.finditer(line):
        letters[match.start() : match.end()] = "…" * len(match.group())
    for match in _COMMAS.finditer(line):
        letters[match.start() : match.end()] = match.group().replace("，", ",")
    for match in _SHORT.finditer(line):
        letters[match.end() - 1] = _POWER[match.group()[-1]]
    for match in _PAIR.finditer(line):
        letters[match.start()] = "两"
    for match in _HUNDREDTHS.finditer(line):
        letters[match.start()] = "百"
    for match in _MILLENNIUM.finditer(line):
        letters[match.start() : match.end()] = "二〇〇"
    for match in _DROPPED.finditer("".join(letters)):
        for at in range(*match.span()):
            if match.group() == "个" or _BLANK.match(line, at):
                letters[at] = ""
    _write_times(line, year, letters)
    for match in _MILLIONS.finditer(line):
        letters[match.start() + match.group().index("M")] = "百万"
    places = [at for at, letter in enumerate(letters) for _ in letter]
    return "".join(letters), places


def _write_times(line: str, year: int, letters: list[str]) -> None:
    for match in (*_YEAR_ALONE.finditer(line), *_HAN_YEAR.finditer(line)):
        short = match.groupdict().get("short") or match.groupdict().get("of")
        if short:
            letters[match.start()] = _century(short, year) + letters[match.start()]
        else:
            letters[match.end() - 1] += "年"
    for match in _DECADE.finditer(line):
        letters[match.start()], letters[match.start() + 1] = f"{DIGITS[match[0][0]]}", "0"
    if clock := _CLOCK_ALONE.match(line):
        letters[clock.start("point")] += "整"
    for match in _GLUED.finditer(line):
        letters[match.end() - 1] += " "
    for match in _MIXED.finditer(line):
        letters[match.start("mark")] = match[1]


def _century(short: str, year: int) -> str:
    """What stands before a short year: the one next to `year` that is at most ten years ahead."""
    last = int("".join(str(DIGITS[digit]) if digit in DIGITS else digit for digit in short))
    full = year - 89 + (last - year + 89) % 100
    century = f"{full // 100}"
    return (
        century
        if short.isdigit() and short.isascii()
        else "".join("〇一二三四五六七八九"[int(digit)] for digit in century)
    )
