"""Numbers spelled apart or short, as one would write them out: 一百 五 十 二, 百 分 之 2, 1，234, 15k, 两个亿."""

from __future__ import annotations

import re

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
_PAIR = re.compile("俩(?=[百千万]|星期|礼拜|月|小时)")
_MILLENNIUM = re.compile(rf"(?<![{_HAN}])[两二]千零(?=[一二三四五六七八九]年)")
_HUNDREDTHS = re.compile(f"佰(?={_GAPS}分{_GAPS}之)")
_POWER = {"k": "千", "K": "千", "w": "万"}


def written_out(line: str) -> tuple[str, list[int]]:
    """The line as one would write its numbers out, and the place in `line` of each of its characters."""
    letters = list(line)
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
    places = [at for at, letter in enumerate(letters) if letter]
    return "".join(letters), places
