"""Persons by name and context: a title beside the name, 同志, 名叫, a verb of speech. A bare name is too little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.person_frames import framed_names
from corpusdoc.extract.person_names import (
    PERSON,
    has_surname,
    is_whole_name,
    label_before,
    name_at,
    names_of_lives,
)
from corpusdoc.extract.posts import (
    head_of,
    joined,
    only_titles,
    org_before,
    title_after,
    title_apposed,
    title_before,
    title_given,
    title_start,
    unit_before,
)
from corpusdoc.extract.rosters import find_in_roster, find_in_row
from corpusdoc.extract.tagging import Place, Tagged, Word, is_listed, part_of_speech
from corpusdoc.extract.titled_names import names_behind_titles
from corpusdoc.extract.vocabulary import HAN, any_of, pattern, surfaces
from corpusdoc.lexicon import Lexicon

# A title may stand this far in front of the name, with all its parts: 党委委员、副总经理,省电力工会主席陈国栋.
_REACH = 60
# A surname and two characters; what stands behind a list of such names.
_USUAL, _LIST_ENDS = 3, frozenset("等、和与及")
# 授予|赵国庆|等30名同志.
_GIVEN_TO = re.compile("(?:授予|表彰|给予|奖励)$")
_AND_OTHERS = re.compile(" ?等 ?\\d{1,4} ?[名位人个]")
# 荣获称号的|架线工|葛长松, 二大队|民警|葛长松: what workers are called by their trade.
_TRADE = re.compile(
    f"(?:^|[的、,，”\\s队站所班部科室矿厂])[经由请]?(?P<title>(?![经由请])[{HAN}]{{2,3}}(?:[工员]|工人)|(?P<officer>[民刑乘特武辅交]警))$"
)
_WORKERS = ("工", "员", "警", "工人")
_MADE = re.compile("(?:同志)?(?:兼任|担任|兼|出任)")
# 郑长山,男,1954年出生.
_BORN = re.compile(f"[,，][男女](?![{HAN}])")
# 徒弟赵小满、孙立群: who is named beside a person is one, too.
_ALSO = ("、", "和", "与", "及", ",", "，", "　", " ")
# 优秀站长|张晓燕(溪岭站)、|刘云龙
_BESIDE = re.compile("(?:[(（][^()（）]{1,16}[)）])?、")
_NO_GIVEN = ("b", "d", "p", "c", "r", "m", "f")
_BLANKS, _ENDS = (" ", "\u3000"), ("", ";", "；", ",", "，", "、", "。", "\n")
_LONGEST_LINE = 40
# 李明, 李　明, 欧阳建国; a note's number may follow.
_ONE_NAME = re.compile(f"[{HAN}][ \u3000][{HAN}](?![{HAN}])|[{HAN}]{{2,4}}")
_NOTED = f"(?:{_ONE_NAME.pattern})[\\d*]{{0,3}}"
_NAMES = re.compile(f"[\\s(（]*{_NOTED}(?:[,，、 \u3000]{{1,2}}{_NOTED}){{0,5}}[\\s)）]*")
_FIRMS = ("公司", "集团")
_LED = re.compile("^[和与及]|^.*由$")  # 和|省总工会副主席, 副组长由|书记担任
_LEADING = re.compile("^(?:经(?![理济纪销办营管贸])|[由请])(?=..)")
_OF_SITE = re.compile(f"[{HAN}]{{2}}[站镇]")
# 胡卫红（女）　某公司经理: a line of a list, whose title is nobody's in the next one.
_LISTED_LINE = re.compile(f"[{HAN}](?:[(（][^()（）\\n]{{1,12}}[)）])?[ \u3000]+[{HAN}]{{3}}")
# 黄石站 荆门站
_SITE = re.compile("..[站镇县市区村路局所部段队厂]$")


class Person(NamedTuple):
    """A person's mention: place of the name in Document.text, and what the text says beside it."""

    start: int
    end: int
    title: str | None
    org: str | None
    rule: str


def find_people(text: str, sentence: Tagged, organisations: Sequence[Place], lexicon: Lexicon) -> Iterator[Person]:
    """The persons that a sentence names, left to right. `text` is the document's: a title may stand a line up."""
    words, taken = sentence.words, -1
    listed = find_in_roster(sentence, organisations, lexicon)
    if listed:
        yield Person(*listed, "entity.person.roster")
        return
    row = find_in_row(sentence, lexicon) if "post" in sentence.cues else ()
    in_row = [Person(*person, "entity.person.row") for person in row]
    if in_row:
        yield from in_row
        return
    alone: tuple[int, int] | None = None  # a name that nothing tells of yet
    last: Person | None = None  # whose title those share that stand behind
    bounds = sentence.start, sentence.start + len(sentence.text)
    framed = {*framed_names(text, *bounds, lexicon), *names_of_lives(text, *bounds, lexicon)}
    for place, sure in _candidates(text, sentence, framed, lexicon):
        if place[0] < taken or any(a <= place[0] and place[1] <= b for a, b, _ in organisations):
            continue
        # 送变电工|程公司, 青石|梁站
        if text.endswith(_FIRMS, *place) or (place[1] - place[0] < _USUAL and _OF_SITE.match(text, place[0] - 1)):
            continue
        person = _in_context(text, max(taken, 0), place, place in framed, words, organisations, lexicon)
        if (
            person is None
            and sure
            and alone
            and text[alone[1] : place[0]] == "、"
            and text[place[1] : place[1] + 1] in _LIST_ENDS
        ):
            # 带出了赵立新、孙文等骨干: two in a row tell of each other.
            yield Person(*alone, None, None, "entity.person.list")
            person = Person(*place, None, None, "entity.person.list")
        alone = place if person is None and sure else None
        if person is not None:
            if last and not person.title and _BESIDE.fullmatch(text, last.end, person.start):
                person = person._replace(title=last.title, org=person.org or last.org)  # 副院长夏佳红、张鸣
            shared = person.rule == "entity.person.title" or (last and person.title is last.title)
            last = person if shared else None
            taken = person.end
            yield person
    if taken < 0 and len(sentence.text) <= _LONGEST_LINE:
        yield from _lone_names(text, words, organisations, lexicon)


def _candidates(
    text: str, sentence: Tagged, framed: set[tuple[int, int]], lexicon: Lexicon
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Where names may stand, left to right, and whether the tagger knows one of the usual length there."""
    words, end = sentence.words, sentence.start + len(sentence.text)
    titled = set(names_behind_titles(text, sentence.start, end, lexicon)) if "post" in sentence.cues else set()
    if framed:
        titled.update(place for place in framed if not any(a < place[1] and place[0] < b for a, b in titled))
    found = dict.fromkeys(titled, False)
    for index in [index for index, word in enumerate(words) if word[4] & PERSON] if sentence.roles & PERSON else ():
        place = name_at(words, index, text, lexicon)
        if place and not any(a < place[1] and place[0] < b for a, b in titled - {place}):
            found[place] = words[index][3].startswith("nr") and place[1] - place[0] == _USUAL
    yield from sorted(found.items())


def _lone_names(text: str, words: Sequence[Word], organisations: Sequence[Place], lexicon: Lexicon) -> Iterator[Person]:
    """A line that is nothing but names: authors under a title (甲1,乙2), or who signs under 主席 or behind the firm."""
    begin, end = words[0][0], words[-1][1]
    firm = next(((b, text[a:b]) for a, b, _ in organisations if begin <= a <= words[0][1] and b < end), None)
    line = text[firm[0] if firm else begin : end]
    if not _NAMES.fullmatch(line):
        return
    above = text[max(0, begin - 30) : begin].rstrip().rpartition("\n")[2].strip()
    title = above if only_titles(lexicon).fullmatch(above) else None
    names = [(end - len(line) + match.start(), match[0]) for match in _ONE_NAME.finditer(line)]
    known = {word[0] for word in words if word[3].startswith("nr")} - {
        word[0] for word in words if word[2] in surfaces(lexicon, "surnames", "word")
    }
    sure = title or any(start in known for start, _ in names)
    # 郝文|玮 谭仁|浩: several, one of which is surely none but a name.
    whole = [is_whole_name(text, start, start + len(name), lexicon) for start, name in names]
    named = [has_surname(name.replace(" ", "").replace("\u3000", ""), lexicon) for _, name in names]
    if (sure or (len(names) > 1 and any(whole))) and all(named) and not any(_SITE.search(name) for _, name in names):
        yield from (
            Person(start, start + len(name), title, firm[1] if firm else None, "entity.person.line")
            for start, name in names
        )


def _in_context(
    text: str,
    floor: int,
    place: tuple[int, int],
    framed: bool,
    words: Sequence[Word],
    organisations: Sequence[Place],
    lexicon: Lexicon,
) -> Person | None:
    """The person at `place`, if something beside the name shows that it is one. The last person ends at `floor`."""
    start, end = place
    left = text[max(floor, start - _REACH) : start]
    trade = _TRADE.search(left) if left.endswith(_WORKERS) else None
    title = trade.start(trade.lastgroup or 0) if trade else title_before(left, lexicon)
    if trade and left[:title].endswith("、"):
        # 队长、|共产党员
        above = title_before(left[: trade.start(trade.lastgroup or 0) - 1], lexicon)
        title = title if above is None else above
    if title is None and left.endswith(_WORKERS):
        title = _trade(len(left), start, words, lexicon)
    if title is None and left.endswith("由") and _MADE.match(text, end):
        title = title_before(left[:-1], lexicon)  # 办公室主任由|陆佳荣|兼任
    if title is not None and "\n" in left[title:]:
        line = text[max(0, start - _REACH) : start].rstrip().rpartition("\n")[2]
        title = None if _LISTED_LINE.search(line) else title
    after = title_after(lexicon).match(text, end)
    # 组长:|周明　总经理 and 主任委员:|周明(总经理): what somebody is, not what the group calls one.
    labels = after is not None and not after["title"] and left.rstrip().endswith((":", "："))
    if title is not None and not labels:
        begin, org = title_start(text, start - len(left) + title, start, words, organisations, lexicon)
        org = (org and _LED.sub("", org)) or None
        said = _LEADING.sub("", _last_title(joined(text[begin:start].removesuffix("由")), lexicon))
        return Person(start, end, said, org, "entity.person.title")
    apposed = title_apposed(text, end, organisations, lexicon) or title_given(text, end, organisations, lexicon)
    if apposed:
        return Person(start, end, *apposed, "entity.person.apposed")
    if after and not _is_no_name(text[start:end]):
        return Person(
            start,
            end,
            after["title"] or after["apart"] or after["noted"],
            org_before(text, start, organisations),
            "entity.person.title_after",
        )
    told = (
        framed
        or _BORN.match(text, end) is not None
        or pattern(lexicon, "titles", "address").match(text, end) is not None
        or left.endswith(_contexts(lexicon))
        or ((":" in left[-2:] or "：" in left[-2:]) and label_before(lexicon).search(left) is not None)
        or (0 < floor < start and (text[floor:start] in _ALSO or _BESIDE.fullmatch(text, floor, start)))
        # 国网冀北电力 韩丽君;
        or (left[-1:] in _BLANKS and text[end : end + 1] in _ENDS and any(b == start - 1 for _, b, _ in organisations))
    )
    if told or _holder(lexicon).match(text, end) or (_GIVEN_TO.search(left) and _AND_OTHERS.match(text, end)):
        org = org_before(text, start, organisations) or unit_before(text, start, words, lexicon)
        return Person(start, end, None, org, "entity.person.context")
    if pattern(lexicon, "titles", "speech").match(text, end):
        unit = unit_before(text, start, words, lexicon)
        if unit or not re.search(f"[{HAN}]$", left):
            return Person(start, end, None, unit, "entity.person.speech")
    return None


def _last_title(title: str, lexicon: Lexicon) -> str:
    """The title without another person in front: 列车员小关和|列车长."""
    front, _, last = title.rpartition("和")
    return last if front and last and head_of(front, lexicon) is None else title


def _is_no_name(name: str) -> bool:
    """Whether what stands in front of a title only looks like a name: 凌桥乡|党委书记, 约|谈主要|负责人."""
    given = name[1:]
    return name[-1] in "乡镇村县" or (
        len(given) > 1 and is_listed(given) and part_of_speech(given).startswith(_NO_GIVEN)
    )


def _trade(length: int, start: int, words: Sequence[Word], lexicon: Lexicon) -> int | None:
    """Where the word for somebody's trade begins in the `length` characters that end at `start`: 执法员, 网格员."""
    word = next((word for word in words if word[1] == start), None)
    whole = word is not None and len(word[2]) > 1 and word[3].startswith("n") and word[2] not in _contexts(lexicon)
    return length - len(word[2]) if word and whole else None


@cache
def _contexts(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(surfaces(lexicon, "titles", "context"))


@cache
def _holder(lexicon: Lexicon) -> re.Pattern[str]:
    """What only somebody does: 获“五一劳动奖章”, 被授予, 当选, 还率领."""
    # 徐敏参加市里的技能竞赛|夺得第二名
    part = f"(?:参加|代表)[{HAN}]{{2,30}}?(?:夺得|勇夺|摘得|荣获|获得|取得)"
    return re.compile(f"[ \u3000]?(?:[还也又曾便就]|亲自)?(?:{any_of(lexicon, 'titles', 'deed')}|{part})")
