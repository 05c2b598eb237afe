"""Persons in lists: lines of name, organisation and title (韩志斌 市财政局副局长), and posts with names in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.posts import head_of, without_party
from corpusdoc.extract.tagging import Place, Tagged
from corpusdoc.extract.vocabulary import HAN, any_of
from corpusdoc.lexicon import Lexicon

_LONGEST_LINE = 80
# What a person is of where no organisation is known: 市政府|副秘书长.
_UNIT = re.compile(f"[{HAN}*×X]{{1,24}}?(?:政府|公司|集团|[委局部办厅院会处科站所队厂行])(?=[{HAN}])")
_PARTY = ("党委", "纪委", "团委")
# 选矿厂生产技术室设备管理员王志远、…: so many in a row are a list of persons, whatever their trades are called.
_ROW = 3
_SEPARATOR = re.compile("[、,，;；]")
_JOB_ENDS = "长员师工"
_JOB = f"(?:[{_JOB_ENDS}]|代表|助理|主管|专责|干事)"
_TRADE = re.compile(f"[{HAN}]{{1,8}}{_JOB}")
_PARTED = re.compile("[ \u3000(（]")


def find_in_row(sentence: Tagged, lexicon: Lexicon) -> Iterator[tuple[int, int, str, str | None]]:
    """Start and end of each name in a row of posts with names, the title, what the person is of."""
    if sentence.text.count("、") < _ROW - 1:
        return
    found: list[tuple[int, int, str, str | None]] = []
    at = 0
    for item in _SEPARATOR.split(sentence.text):
        match = _post(lexicon).fullmatch(item.rstrip("。等"))
        if match:
            start = sentence.start + at
            unit = match["unit"].rpartition("的")[2] or None
            found.append((start + match.start("name"), start + match.end("name"), match["title"], unit))
        at += len(item) + 1
    if len(found) >= _ROW:
        yield from found


@cache
def _post(lexicon: Lexicon) -> re.Pattern[str]:
    """第二选矿厂生产技术室|设备管理员|王志远."""
    surname, head = any_of(lexicon, "surnames", "double", "single"), any_of(lexicon, "titles", "head")
    unit = f"(?P<unit>[{HAN}A-Za-z0-9*“”]{{2,40}}(?:公司|车间|中心|集团|[厂矿部室科处局院所站段队班区行社]))"
    title = f"(?P<title>[{HAN}]{{0,10}}(?:{head}|[{HAN}][{_JOB_ENDS}]))"
    return re.compile(f"{unit}{title}(?P<name>{surname}[{HAN}]{{1,2}})")


def find_in_roster(
    sentence: Tagged, organisations: Sequence[Place], lexicon: Lexicon
) -> tuple[int, int, str, str | None] | None:
    """Start and end of the name in a line of a roster, the title, the organisation; None for any other line."""
    text, start, _, _, _ = sentence
    line = text.rstrip()
    if not 6 <= len(line) <= _LONGEST_LINE or not _PARTED.search(line):
        return None
    match = _line(lexicon).fullmatch(line)
    if match is None:
        return None
    said = match["rest"] or match["noted"]
    at = start + match.start("rest" if match["rest"] else "noted")
    end = next(
        (without_party(sentence.text, a - start, b - start) + start for a, b, _ in organisations if a == at), None
    )
    unit = None if end else _UNIT.match(said)
    unit = None if unit and unit[0] in _PARTY else unit
    behind = (end - at) if end else unit.end() if unit else 0
    title = said[behind:]
    if head_of(title, lexicon) is None and not _TRADE.fullmatch(title):
        return None
    return start + match.start("name"), start + match.end("name"), title, said[:behind] or None


@cache
def _line(lexicon: Lexicon) -> re.Pattern[str]:
    """(组 长:)李 明 (男) 市财政局副局长."""
    surname = any_of(lexicon, "surnames", "double", "single")
    name = f"{surname}(?:[ \u3000]{{0,4}}[{HAN}]|[{HAN}]{{2}})"
    noted = "(?:[(（][^()（）]{1,12}[)）])?"
    head = any_of(lexicon, "titles", "head")
    post = f"(?:{head}|[{HAN}]{_JOB})"
    rest = f"[^\\s,，。;；:：\u3000]{{0,60}}{post}"
    in_brackets = f"[(（](?P<noted>[^()（）\\s,，。;；:：\u3000]{{0,60}}{post})[)）]"
    label = f"(?:[{HAN}][{HAN} \u3000]{{1,6}}[:：]\\s?|[(（]?\\d{{1,3}}[)）、.．]{{1,2}}\\s?)?"
    apart = "[ \u3000]{1,12}"
    return re.compile(
        f"\\s*{label}(?P<name>{name})(?:{noted}{apart}(?:[男女]{apart})?(?P<rest>{rest})|{in_brackets})[;；。]?"
    )
