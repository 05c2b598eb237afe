"""Names of persons by what stands on both sides, whatever the cut: 授予钱书恒等20名, 向钱书恒学习, 客服部钱书恒、."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.person_names import is_whole_name
from corpusdoc.extract.tagging import is_listed, part_of_speech
from corpusdoc.extract.vocabulary import HAN, alternatives, surfaces
from corpusdoc.lexicon import Lexicon

_LENGTH, _REACH, _ROW = 3, 12, 3
# The last character of what calls for a name, and what may end one.
_CALLS, _ENDS = (
    " \u3000由予彰励奖出了习向举选任请命名补聘派“「”」部科处室队班组所站厂段店局院办司心行间员工警",
    "、,，。;；”」)）\\s和等及与获荣被的同学精式先女事在说表介为任担出仍正还已兼负牵主",
)
_UNIT_ENDS = "站所队组班部科室厂段店局院村乡镇"
_NUMBER = "(?:\\d{1,4}|[一二两三四五六七八九十]+)"
_OTHERS = re.compile(f"等 ?{_NUMBER} ?[名位人](?![次均])|等同志|{_NUMBER} ?(?:[名位](?![次均])|人组成)")
# What those do whom a row of names names: 王建林、吴志强、高艳红出席.
_ACT = (
    "出席|参加|列席|参与|陪同|等|同志|分别|当选|先后|共同|听取|介绍|表示|前往|深入|来到|走访|慰问|调研|检查|汇报|一[行起同道]"
    "|[获被荣作发到为任说在与对以率受]"
)
_SIZES = (2, 3, 4)
_ONE = re.compile("[^、和]+")
_MEMBERS = re.compile(f"(?:成员|组员)(?:[:：]|[有为是]|包括)([{HAN}]{{2,4}}(?:[、和][{HAN}]{{2,4}})+)(?=[,，。;；]|$)")
_NO_HAN = re.compile(f"[^{HAN}]")
# Where a list begins at the latest.
_OPENS = ",，;；:：。 \u3000"
_CLOSES = "(?=[、,，。;；\\s]|[和等及与仍正还已]|获|荣获|被|$)"
# What only people do in a story: 葛长青一边套袋一边念叨.
_LIVES = (
    "一边|[跟对向冲]记者|告诉|逢人|笑[着呵得了道说]|乐[呵得]|高兴[地得]|激动[地得]|感激[地得]|感慨|掰着|指着|捧[着起]|握[着住]|拉着|搓着|抹[着了]"
    "|[站坐蹲躺][在到起着]|家[里的住门]|一家|[种养]了|开起|拿[出着到起]|心里|的(?:儿子|女儿|爱人|丈夫|妻子|母亲|父亲|徒弟|手机|家)|今年\\d{2}岁|[(（]化名"
)
# What stands in front, and behind. Titles of workers are their trades: 钢筋工, 售票员, 民警.
_FRAMES = (
    ("(?:授予|表彰|奖励|嘉奖|追授|涌现出了?|涌现了)", " ?等 ?\\d"),
    ("选举|推选|推举|聘任|聘请|任命|提名|增补|选聘|选派", "(?:先生|女士|同志)?(?:为|担任|出任|任)"),
    ("由", "兼任|担任|兼|出任|任|负责|牵头|主持"),
    ("学习", "[、,，”」 ]|同志|精神|先进|事迹"),
    ("向", "(?:同志)?学习"),
    ("[“「]", "[”」](?:式|同志)"),
    (f"[{HAN}][”」]", f"{_CLOSES}|的事迹"),
    (f"[{HAN}]{{2}}[部科处室队班组所站厂段店局院办]", _CLOSES),
    (f"[{HAN}]{{2}}[{_UNIT_ENDS}]的", "[,，、]"),
    (f"[(（][{HAN}]{{2,12}}[部科处室队班组所站厂行司心][ \u3000]", "[)）、]"),
    (f"[{HAN}](?:公司|中心|支行|分行|车间)", _CLOSES),
    (f"[{HAN}]{{2}}[员工]|[民刑乘特武辅交]警", f"{_CLOSES}|[在说]|表示|介绍"),
)


def framed_names(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where text[start:end] names a person of three characters between what calls for one and what ends it.

    And the members of lists that say so: 周海、王志强、孙丽等30名同志.
    """
    yield from _in_lists(text, start, end, lexicon)
    for match in _candidate(lexicon).finditer(text, start, end):
        at = match.start()
        left = text[max(start, at - _REACH) : at]
        called = any(before.search(left) and behind.match(text, at + _LENGTH, end) for before, behind in _frames())
        if called and is_whole_name(text, at, at + _LENGTH, lexicon):
            yield at, at + _LENGTH
    for match in _in_story(lexicon).finditer(text, start, end):
        if is_whole_name(text, *match.span(), lexicon):
            yield match.span()


def _in_lists(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The members of lists that say that they are persons; the first may stand behind other words."""
    own = text[start:end]
    yield from ((start + a, start + b) for a, b in _named_beside(own, lexicon))
    if "、" not in own:
        return
    if own.count("、") >= _ROW - 1 and _inner(lexicon).search(own):
        yield from _in_rows(text, start, end, lexicon)
    if not ("等" in own or "名" in own or "位" in own or "组成" in own):
        return
    for close in _OTHERS.finditer(text, start, end):
        low = max(text.rfind(mark, start, close.start()) for mark in _OPENS) + 1
        items = [item.span() for item in re.finditer("[^、]+", text[max(low, start) : close.start()])]
        (first, *others) = [(max(low, start) + a, max(low, start) + b) for a, b in items] or [(0, 0)]
        if others and all(_whole(lexicon).fullmatch(text, *span) for span in others):
            lead = _whole(lexicon).fullmatch(text, *first) or _led(lexicon).search(text[first[0] : first[1]])
            if lead:
                yield first[1] - len(lead["name"]), first[1]
            yield from others


def _named_beside(own: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Names behind their units, two at least (1路线的胡雅琴、快线的汪小芸), and those of members: 成员有陈刚、崔莉."""
    if own.count("的") > 1:
        named = [m.span("name") for m in _of_units(lexicon).finditer(own)]
        sure = [is_whole_name(own, *place, lexicon) if place[1] - place[0] == _LENGTH else False for place in named]
        if len(named) > 1 and any(sure):
            yield from (place for place, whole in zip(named, sure, strict=True) if whole or _is_short(own, place))
    members = _MEMBERS.search(own)
    if members:
        places = [m.span() for m in _ONE.finditer(own, *members.span(1))]
        if all(_whole(lexicon).fullmatch(own, *place) for place in places):
            yield from places


def _is_short(text: str, place: tuple[int, int]) -> bool:
    """Whether two characters are no word, or a name to the tagger."""
    name = text[slice(*place)]
    return len(name) < _LENGTH and (not is_listed(name) or part_of_speech(name).startswith("nr"))


def _in_rows(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The members of rows of three and more between marks that all look like names: 参加人员:王建林、高艳红、石磊."""
    rows, done = _rows(lexicon), start
    for mark in re.finditer("、", text[start:end]):
        begins = (start + mark.start() - size for size in _SIZES)
        alone = (begin for begin in begins if begin == start or (begin > done and _NO_HAN.match(text, begin - 1)))
        row = next((row for begin in alone if (row := rows.match(text, begin, end))), None)
        if row is None:
            continue
        done = row.end()
        items = [item.span() for item in re.finditer("[^、和与]+", row[0])]
        places = [(row.start() + a, row.start() + b) for a, b in items]
        # 万科、方太、白象 are no names of persons: most of these have three characters, and no dictionary has them.
        # 查思想、查制度、查现场 begin with one verb.
        alike = len({text[a] for a, _ in places}) == 1
        if not alike and not any(_is_word(text[a:b], lexicon) for a, b in places):
            sure = [place for place in places if is_whole_name(text, *place, lexicon)]
            if len(sure) * 2 > len(places):
                lead = _led(lexicon).search(text[max(start, row.start() - _REACH) : row.start() - 1])
                if lead and text[row.start() - 1] == "、":
                    yield row.start() - 1 - len(lead["name"]), row.start() - 1
                yield from places


def _is_word(text: str, lexicon: Lexicon) -> bool:
    named = surfaces(lexicon, "surnames", "word")
    return text in named or (is_listed(text) and not part_of_speech(text).startswith("nr"))


@cache
def _inner(lexicon: Lexicon) -> re.Pattern[str]:
    """What each row holds, and few other lists: a name between two marks."""
    return re.compile(f"、{_whole(lexicon).pattern}[、和与]")


@cache
def _rows(lexicon: Lexicon) -> re.Pattern[str]:
    name = _whole(lexicon).pattern.replace("?P<name>", "?:") + "?"
    rest = f"[、和与]{name}(?=[^{HAN}、]|$|{_ACT})"
    return re.compile(f"(?:(?<!、){name}(?:、{name})+|{name}(?:、{name})*){rest}")


@cache
def _led(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"[的予彰励了出由给授含有为是]{_whole(lexicon).pattern}$")


@cache
def _of_units(lexicon: Lexicon) -> re.Pattern[str]:
    units = "站所队组班部科室厂段店局院村乡镇路线行社司"
    return re.compile(f"[{units}]的{_whole(lexicon).pattern}(?=[、和,，是]|榜上|等|分别|[获被])")


@cache
def _whole(lexicon: Lexicon) -> re.Pattern[str]:
    double, single = alternatives(surfaces(lexicon, "surnames", "double")), surfaces(lexicon, "surnames", "single")
    return re.compile(f"(?P<name>(?:{double}|[{''.join(sorted(single))}])[{HAN}]{{1,2}})")


@cache
def _frames() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(f"(?:{before})$"), re.compile(behind)) for before, behind in _FRAMES)


@cache
def _in_story(lexicon: Lexicon) -> re.Pattern[str]:
    surnames = surfaces(lexicon, "surnames", "single") - surfaces(lexicon, "surnames", "common")
    return re.compile(f"[{''.join(sorted(surnames))}](?:(?<![{HAN}].)|(?<=[里上户家].))[{HAN}]{{2}}(?={_LIVES})")


@cache
def _candidate(lexicon: Lexicon) -> re.Pattern[str]:
    surnames = surfaces(lexicon, "surnames", "single") - surfaces(lexicon, "surnames", "common")
    # Begins with a class of characters, which is looked for ten times as fast as what stands in front.
    called = f"(?:(?<=[{_CALLS}].)|(?<=[{_UNIT_ENDS}]的.))"
    return re.compile(f"[{''.join(sorted(surnames))}]{called}[{HAN}]{{2}}(?=[{_ENDS}]|$)")
