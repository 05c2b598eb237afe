"""Names of persons right behind their title, whatever the cut: 总裁褚立群作报告, 院长古丽·买买提, 队长于洪波."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.person_names import is_whole_name, surnames_of_persons
from corpusdoc.extract.scanning import Words
from corpusdoc.extract.tagging import is_listed, part_of_speech
from corpusdoc.extract.vocabulary import HAN, alternatives, surfaces
from corpusdoc.lexicon import Lexicon

_IS_HAN = re.compile(f"[{HAN}]")
_NAMES = ("nr", "nz")
_FULL = 3
_WHOLE = re.compile(f"[{HAN}]{{3}}")
_UNITS = ("公司", "集团", "部门", "单位")
# What ends a name: a mark, a conjunction, a verb of speech or of honor.
_CLOSES = "[,，。、;；:：)）”\\s]|任(?=[副组主总常名执会理])|等|介绍|说|表示|告诉|带领|荣获|先进|同志|先生|女士|$"
# A name of two characters is no name where a third one may belong to it: 郑有为.
_CLOSES_LONG = f"{_CLOSES}|[和与及为在被获率将常]"
_BLANK = (" ", "\u3000")
# 阿依古丽·买买提, 史蒂夫·乔布斯
_DOTTED = re.compile(
    f"(?P<name>[{HAN}]{{1,6}}[·•][{HAN}]{{1,8}}?)(?={_CLOSES_LONG}|[从把带也又还到出参负担主介兼走来告正仍先])"
)
# 于 is a word in most places: 于洪波.
_OF_YU = re.compile(f"于[{HAN}]{{2}}")
_STOPS = "的了在和与及等是为说"


def names_behind_titles(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a name stands behind a title, whatever the cut: 总裁|褚立|群作|报告; or in front, 由余德辉|总裁.

    No word that a dictionary has is a name here: 经理|张贴.
    """
    for begin, close, _ in _heads(lexicon).find(text[start:end]):
        front = start + begin - _FULL
        if front >= start and _led(text, front) and is_whole_name(text, front, start + begin, lexicon):
            said = text[front : start + begin]
            if (
                said[0] in surnames_of_persons(lexicon)
                and _WHOLE.fullmatch(said)
                and not said.endswith(_UNITS)
                and not is_listed(said)
            ):
                yield front, start + begin
        at = close + (text[start + close : start + close + 1] in (*_BLANK, "的"))
        dotted = _DOTTED.match(text, start + at, end)
        if dotted:
            yield dotted.span("name")
            continue
        match = _name_behind(lexicon).match(text, start + at, end)
        if match and not is_listed(match["name"]) and match["name"] not in surfaces(lexicon, "surnames", "word"):
            yield match.span("name")
            continue
        known = _OF_YU.match(text, start + at, end)
        if known and part_of_speech(known[0][1:]).startswith("nr"):
            yield known.span()
            continue
        name = _surname_first(lexicon).match(text, start + at, end)
        if name is None:
            name = _closed(lexicon).match(text, start + at, end)
            given = name[0][1:] if name else ""
            name = None if is_listed(given) and not part_of_speech(given).startswith(_NAMES) else name
        if name and not name[0].endswith(_UNITS) and is_whole_name(text, *name.span(), lexicon):
            yield name.start(), name.start() + _FULL


def _led(text: str, at: int) -> bool:
    """Whether what stands in front leads to a name: 由, 请, a mark."""
    return at == 0 or text[at - 1] in "由请经受托随听取据" or not _IS_HAN.match(text[at - 1])


@cache
def _closed(lexicon: Lexicon) -> re.Pattern[str]:
    """万里鹏, 成文华: a surname that is a word too, where a mark closes the name and nothing in it is grammar."""
    common = surfaces(lexicon, "surnames", "common") - frozenset(_STOPS + "于向从应但都时师")
    return re.compile(f"{alternatives(common)}[{HAN}]{{2}}(?=[,，。、;；:：)）\\s]|$)")


@cache
def _surname_first(lexicon: Lexicon) -> re.Pattern[str]:
    surname = alternatives(surfaces(lexicon, "surnames", "single") - surfaces(lexicon, "surnames", "common"))
    return re.compile(f"{surname}[{HAN}]{{2,3}}")


@cache
def _heads(lexicon: Lexicon) -> Words:
    return Words(surfaces(lexicon, "titles", "head"))


@cache
def _name_behind(lexicon: Lexicon) -> re.Pattern[str]:
    common = surfaces(lexicon, "surnames", "common")
    surname = alternatives(surnames_of_persons(lexicon) - common)
    given = f"(?![{_STOPS}])[{HAN}]"
    return re.compile(f"(?P<name>{surname}(?:[{HAN}]{given}(?={_CLOSES_LONG})|{given}(?={_CLOSES})))")
