"""Persons by surname and context: a title beside the name, 同志, 名叫, a verb of speech. A bare name is too little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from corpusdoc.extract.departments import unit_start
from corpusdoc.extract.organisations import Place
from corpusdoc.extract.tagging import Tagged, Word
from corpusdoc.extract.vocabulary import HAN, MASK, any_of, surfaces
from corpusdoc.lexicon import Lexicon


class Person(NamedTuple):
    """A person's mention: place of the name in Document.text, and what the text says beside it."""

    start: int
    end: int
    title: str | None
    org: str | None
    rule: str


# The role of words that a name may begin with.
PERSON = 16
# A title may stand this far in front of the name, with all its parts: 党委委员、副总经理,省电力工会主席陈国栋.
_REACH = 60
_IS_HAN = re.compile(f"[{HAN}]")
_NOT_GIVEN = frozenset("的了在和与及等是为说讲率带到来去同向对把被将有个各、。,")
_FUNCTION = ("p", "c", "u", "r", "m", "d")
# 赵XX, 孙某某: names that were blotted out.
_BLOT = re.compile(f"[{re.escape(MASK)}]{{1,2}}")
# A surname and two characters; what stands behind a list of such names.
_USUAL, _LIST_ENDS = 3, frozenset("等、和与及")
# Titles in a row, blanks behind the last one, what stands between two, and what one is made of.
_MOST_TITLES, _BLANKS = 4, 3
_AND = re.compile("[、,，兼及和\n]{1,2}")
_TITLE_WORDS = re.compile(f"(?:(?![任的在为由是了])[{HAN}{re.escape(MASK)}]){{0,16}}")
# 男,汉族,1965年9月出生,硕士,…: what a short life begins with, and what leads to the post held now.
_LIFE = re.compile("(?:先生|女士)?[,，](?:[男女][,，]|[^,，。;；\n]{0,4}(?:19|20)\\d\\d年[^,，。;；\n]{0,4}生[,，])")
_NOW = re.compile("[^\n]{0,200}?(?:现任|现为|时任)")
_FIRM = re.compile(
    f"[{HAN}()（）]{{4,30}}?(?:公司|集团|银行|医院|大学|学院|局)"
    f"(?![{HAN}]{{0,6}}公司)(?:[{HAN}]{{2,8}}(?:中心|部|处|队|科|室))?"
)
_GAP = re.compile(r"[、,，;；兼及\s]{0,3}$")
# 带电作业班|班长: what stands in front is where the person works.
# 授予|赵国庆|等30名同志.
_GIVEN_TO = re.compile("(?:授予|表彰|给予|奖励)$")
_AND_OTHERS = re.compile("等\\d{1,4}[名位人个]")
_OTHERS = re.compile("\\d{1,4}[名位人个]")
# 徒弟赵小满、孙立群: who is named beside a person is one, too.
_ALSO = ("、", "和", "与", "及", ",", "，", "　", " ")
_UNITS = ("班", "部", "处", "队", "所", "站", "支行", "科", "室", "组", "厅", "中心", "院", "局", "厂", "店", "公司")
_LONGEST_MODIFIER = 6
_LONGEST_LINE = 40
# 李明, 李　明, 欧阳建国; a note's number may follow.
_ONE_NAME = re.compile(f"[{HAN}][ \u3000][{HAN}](?![{HAN}])|[{HAN}]{{2,4}}")
_NAMES = re.compile(
    f"\\s*(?:{_ONE_NAME.pattern})[\\d*]{{0,3}}(?:[,，、 \u3000]{{1,2}}(?:{_ONE_NAME.pattern})[\\d*]{{0,3}}){{0,5}}\\s*"
)
_SHORTEST_UNIT = 3
# What a title does not hold: 东莞联通在会上介绍营业员 is no title.
_BETWEEN = re.compile("[在的了是和与对被把向从到为以及等,，、。:：介说]")


def find_people(text: str, sentence: Tagged, organisations: Sequence[Place], lexicon: Lexicon) -> Iterator[Person]:
    """The persons that a sentence names, left to right. `text` is the document's: a title may stand a line up."""
    words, taken = sentence.words, -1
    alone: tuple[int, int] | None = None  # a name that nothing tells of yet
    for index in [index for index, word in enumerate(words) if word[4] & PERSON] if sentence.roles & PERSON else ():
        place = _name_at(words, index, text, lexicon)
        if place is None or place[0] < taken or any(a <= place[0] and place[1] <= b for a, b, _ in organisations):
            continue
        person = _in_context(text, max(taken, 0), place, words, organisations, lexicon)
        sure = words[index][3].startswith("nr") and place[1] - place[0] == _USUAL
        if person is None and sure and alone and text[alone[1] : place[0]] == "、" and text[place[1]] in _LIST_ENDS:
            # 带出了赵立新、孙文等骨干: two in a row tell of each other.
            yield Person(*alone, None, None, "entity.person.list")
            person = Person(*place, None, None, "entity.person.list")
        alone = place if person is None and sure else None
        if person is not None:
            taken = person.end
            yield person
    if taken < 0 and len(sentence.text) <= _LONGEST_LINE:
        yield from _lone_names(text, words, organisations, lexicon)


def _lone_names(text: str, words: Sequence[Word], organisations: Sequence[Place], lexicon: Lexicon) -> Iterator[Person]:
    """A line that is nothing but names: authors under a title (甲1,乙2), or who signs under 主席 or behind the firm."""
    begin, end = words[0][0], words[-1][1]
    firm = next(((b, text[a:b]) for a, b, _ in organisations if a <= words[0][1] and b < end), None)
    line = text[firm[0] if firm else begin : end]
    if not _NAMES.fullmatch(line):
        return
    above = text[max(0, begin - 30) : begin].rstrip().rpartition("\n")[2].strip()
    title = above if _titles(lexicon).fullmatch(above) else None
    known = {word[0] for word in words if word[3].startswith("nr")} - {
        word[0] for word in words if word[2] in surfaces(lexicon, "surnames", "word")
    }
    names = [(end - len(line) + match.start(), match[0]) for match in _ONE_NAME.finditer(line)]
    sure = title or any(start in known for start, _ in names)
    if sure and all(_has_surname(name.replace(" ", "").replace("\u3000", ""), lexicon) for _, name in names):
        yield from (
            Person(start, start + len(name), title, firm[1] if firm else None, "entity.person.line")
            for start, name in names
        )


@cache
def _titles(lexicon: Lexicon) -> re.Pattern[str]:
    head = any_of(lexicon, "titles", "head")
    return re.compile(f"{head}(?:[、兼及 ]{{1,2}}{head}){{0,3}}")


def _name_at(words: Sequence[Word], index: int, text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a name may stand that begins with this word: 李卫东, 王|永生, 李 明, 赵XX, 调试工韦|长青.

    Without the 副 or 等 that the cut leaves with it: 刘敏|副书记, 赵强|等8人.
    """
    place = _uncut_name(words, index, lexicon)
    if place is None:
        return None
    start, end = place
    last = text[end - 1]
    if end - start > 2 and last in "副等":
        end -= bool((_title_after(lexicon) if last == "副" else _OTHERS).match(text, end))
    return None if text[start:end] in surfaces(lexicon, "surnames", "word") else (start, end)


def _uncut_name(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The name as the cut gives it."""
    word = words[index][2]
    if word in _surnames(lexicon):
        return _given(words, index, lexicon) if _is_surname(words, index, lexicon) else None
    return _tagged(words, index, lexicon)


def person_role(text: str, tag: str, lexicon: Lexicon) -> int:
    """Whether a name may begin with a word: nine in ten need no second look. 荣获 is a name to the tagger alone."""
    if text in _surnames(lexicon) or tag.startswith("nr"):
        begins = text not in surfaces(lexicon, "surnames", "word")
    else:
        begins = tag == "n" and len(text) == 2 and _has_surname(text, lexicon)
    return PERSON if begins else 0


def _tagged(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A name that the tagger knows for one, or a word of two characters that a third one makes a name."""
    start, end, word, tag, _ = words[index]
    if tag.startswith("nr") and 2 <= len(word) <= 4 and word[-2:] not in surfaces(lexicon, "titles", "address"):
        if _has_surname(word, lexicon):
            return start, _to_third(words, index, lexicon)
        before = words[index - 1][2] if index else ""
        if len(word) == 2 and before[-1:] in surfaces(lexicon, "surnames", "single"):
            return start - 1, end
    if len(word) == 2 and tag == "n" and _has_surname(word, lexicon):
        # 程志|强: no word of two characters is a name, but with a third one left over it may be.
        third = _to_third(words, index, lexicon)
        return (start, third) if third > end else None
    return None


def _is_surname(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a surname stands for one: 和, 于 and 高 are words as well.

    The tagger knows when, or a title in front tells (书记|高|树林), or a label (联系人:|许|文静).
    """
    _, _, word, tag, _ = words[index]
    if word in surfaces(lexicon, "surnames", "common") and not tag.startswith("nr"):
        return tag == "a" and _appointed(words, index, lexicon)
    return not tag.startswith(_FUNCTION) or _labelled(words, index, lexicon)


def _to_third(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Where a name of two characters ends: the cut leaves the third alone, 李明|华, 沈知|微, 李德|夫|院长."""
    end = words[index][1]
    if len(words[index][2]) != 2 or index + 1 == len(words):
        return end
    _, stop, part, tag, _ = words[index + 1]
    if part[1:] in surfaces(lexicon, "titles", "address"):
        return end + 1  # 朱胜|康先生
    third = len(part) == 1 and _IS_HAN.fullmatch(part) and part not in _NOT_GIVEN
    if not third or tag.startswith(("nr", "zg", "g")) or index + 2 == len(words):
        return stop if third else end
    _, _, behind, kind, _ = words[index + 2]
    # 蒋定|之|的: behind 之 stands a noun where it is a particle.
    closes = kind.startswith(("x", "w", "v")) or behind.isspace() or (part == "之" and behind == "的")
    called = behind in surfaces(lexicon, "titles", "address") or behind in surfaces(lexicon, "titles", "head")
    return stop if closes or called else end


def _given(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A surname with the given name in the words behind it."""
    start, end, _, _, _ = words[index]
    given = ""
    for position, (_, stop, part, _, _) in enumerate(words[index + 1 : index + 4]):
        if part.isspace() and position == 0 and len(part) == 1:
            continue
        if _BLOT.fullmatch(part) and not given:
            return start, stop
        if part in surfaces(lexicon, "titles", "address"):
            break
        if not re.fullmatch(f"[{HAN}]{{1,2}}", part) or len(given + part) > 2 or set(part) & _NOT_GIVEN:
            break
        given, end = given + part, stop
    return (start, end) if given else None


def _appointed(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a title stands in front of a name of three characters, and what somebody is or does behind it."""
    if not index or index + 2 >= len(words) or len(words[index + 1][2]) != 2:
        return False
    behind = words[index + 2]
    closes = behind[2] in ("担任", "任", "兼任", "主持", "出席") or behind[3].startswith(("x", "w"))
    return closes and words[index - 1][2] in surfaces(lexicon, "titles", "head")


def _labelled(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a label and a colon stand in front: 联系人:|许|文静."""
    front = "".join(word[2] for word in words[max(0, index - 4) : index])
    return bool(_label(lexicon).search(front))


@cache
def _label(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'titles', 'head', 'label')}[:：]\\s?$")


@cache
def _surnames(lexicon: Lexicon) -> frozenset[str]:
    return surfaces(lexicon, "surnames", "single") | surfaces(lexicon, "surnames", "double")


def _has_surname(word: str, lexicon: Lexicon) -> bool:
    return word[0] in _surnames(lexicon) or word[:2] in _surnames(lexicon)


def _in_context(
    text: str,
    floor: int,
    place: tuple[int, int],
    words: Sequence[Word],
    organisations: Sequence[Place],
    lexicon: Lexicon,
) -> Person | None:
    """The person at `place`, if something beside the name shows that it is one. The last person ends at `floor`."""
    start, end = place
    left = text[max(floor, start - _REACH) : start]
    title = _title_before(left, lexicon)
    after = _title_after(lexicon).match(text, end)
    if title is not None:
        begin, org = _title_start(text, start - len(left) + title, start, words, organisations, lexicon)
        return Person(start, end, _joined(text[begin:start]), org, "entity.person.title")
    apposed = _apposed(text, end, organisations, lexicon)
    if apposed:
        return Person(start, end, *apposed, "entity.person.apposed")
    if after:
        return Person(start, end, after["title"], _org_before(text, start, organisations), "entity.person.title_after")
    told = (
        _address(lexicon).match(text, end) is not None
        or left.endswith(_contexts(lexicon))
        or ((":" in left[-2:] or "：" in left[-2:]) and _label(lexicon).search(left) is not None)
        or (0 < floor < start and text[floor:start] in _ALSO)
    )
    if told or _holder(lexicon).match(text, end) or (_GIVEN_TO.search(left) and _AND_OTHERS.match(text, end)):
        org = _org_before(text, start, organisations) or _unit_before(text, start, words, lexicon)
        return Person(start, end, None, org, "entity.person.context")
    if _speech(lexicon).match(text, end):
        unit = _unit_before(text, start, words, lexicon)
        if unit or not re.search(f"[{HAN}]$", left):
            return Person(start, end, None, unit, "entity.person.speech")
    return None


def _apposed(text: str, end: int, organisations: Sequence[Place], lexicon: Lexicon) -> tuple[str, str | None] | None:
    """Title and organisation behind a name and a comma: 王建国,江东银行党委书记、董事长; 王建国,男,1965年生,…现任….

    Of a short life, what somebody is now.
    """
    life = _LIFE.match(text, end)
    now = _NOW.match(text, life.end()) if life else None
    at = now.end() if now else end + 1
    if not now and text[end : end + 1] not in (",", "，"):
        return None
    known = next((b for a, b, _ in organisations if a == at), None)
    firm = _FIRM.match(text, at) if now else None
    behind = firm.end() if firm else known or at
    own = _own(lexicon).match(text, behind)
    title = _post(lexicon).match(text, own.end() if own else behind)
    return (title["title"], text[at:behind] or None) if title else None


@cache
def _post(lexicon: Lexicon) -> re.Pattern[str]:
    """Titles in a row that close what is said of somebody."""
    part = f"[{HAN}]{{0,8}}?{any_of(lexicon, 'titles', 'head')}"
    return re.compile(f"(?P<title>{part}(?:[、兼]{part}){{0,3}})(?=[,，。;；、\n]|$)")


def _joined(title: str) -> str:
    """A title without line ends: 党委委员、\n副总经理 is 党委委员、副总经理."""
    return re.sub(r"\s+", "", title).strip("、,，:：")


def _title_before(left: str, lexicon: Lexicon) -> int | None:
    """Where the titles begin that `left` ends with, each with the words in front of it: 党委书记、集团董事长."""
    heads = surfaces(lexicon, "titles", "head")
    end = len(left.rstrip(" \n\u3000:："))
    ends = {end} if len(left) - end <= _BLANKS else set()
    begins: list[int] = []
    for _ in range(_MOST_TITLES):
        starts: set[int] = set()
        for end in ends:
            for length in _lengths(lexicon):
                if left[max(0, end - length) : end] in heads and length <= end:
                    words = _TITLE_WORDS.match(left[::-1], len(left) - end + length)
                    starts.update(range(end - length - len(words[0] if words else ""), end - length + 1))
        # 由总经理任组长 is no title.
        begins += [start for start in starts if left[start - 1 : start] not in ("任", "为")]
        ends = {start - marks for start in starts for marks in (1, 2) if _AND.fullmatch(left, start - marks, start)}
    return min(begins, default=None)


@cache
def _lengths(lexicon: Lexicon) -> tuple[int, ...]:
    return tuple({len(head) for head in surfaces(lexicon, "titles", "head")})


@cache
def _title_after(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"\\s?(?P<title>{any_of(lexicon, 'titles', 'head')})")


@cache
def _address(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "titles", "address"))


@cache
def _contexts(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(surfaces(lexicon, "titles", "context"))


@cache
def _holder(lexicon: Lexicon) -> re.Pattern[str]:
    """What only somebody does: 获“五一劳动奖章”, 被授予, 当选, 还率领."""
    return re.compile("[ \u3000]?(?:[还也又曾便就]|亲自)?" + any_of(lexicon, "titles", "deed"))


@cache
def _speech(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "titles", "speech"))


def _unit_before(text: str, start: int, words: Sequence[Word], lexicon: Lexicon) -> str | None:
    """The department that stands directly in front: 养护|工程部|刘建军."""
    if not text[:start].endswith(_UNITS) or not words or words[0][0] >= start:
        return None
    unit = text[unit_start(words, start - 1, lexicon) : start]
    return unit if len(unit) > _SHORTEST_UNIT else None


def _org_before(text: str, start: int, organisations: Sequence[Place]) -> str | None:
    """The organisation that stands directly in front."""
    return next((text[a:b] for a, b, _ in organisations if b <= start and _GAP.fullmatch(text[b:start])), None)


@cache
def _head(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "titles", "head"))


def _title_start(
    text: str, first: int, name: int, words: Sequence[Word], organisations: Sequence[Place], lexicon: Lexicon
) -> tuple[int, str | None]:
    """Where the title begins, and whose: 东莞联通|党委书记, **省委|省委副书记, 号线班|班长, 前台营业员."""
    head = _head(lexicon).search(text, first, name)
    at = head.start() if head else first
    for a, b, _ in organisations:
        if a <= at < b:  # the title's own first word was read as the organisation's end: 广东联通党委|书记
            if text[a:b].endswith("工会"):  # 省总工会|副主席
                return b, text[a:b]
            return at, text[a:at] if at - a > 2 else text[a:b]
        if first <= b <= at and not _BETWEEN.search(text, b, at):
            return b, text[a:b]
    begin = _modifiers(words, at)
    modifiers = text[begin:at]
    own = _own(lexicon).match(modifiers)
    if own:
        # 集团|党委书记: the document's own organisation by its common noun.
        begin, modifiers = begin + own.end(), modifiers[own.end() :]
    if modifiers.endswith(_UNITS):
        return at, modifiers if len(modifiers) > 2 else None
    return (begin, None) if len(modifiers) <= _LONGEST_MODIFIER else (at, None)


@cache
def _own(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "titles", "owner"))


def _modifiers(words: Sequence[Word], at: int) -> int:
    """Where the nominal words in front of a title's head begin: 建设维护部 of 建设维护部主任, 前台 of 前台营业员."""
    begin = at
    for start, end, _, tag, _ in reversed(words):
        if end == begin and tag.startswith(("n", "vn", "j", "b")) and tag not in ("nr", "ns"):
            begin = start
    return begin
