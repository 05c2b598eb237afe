"""Teams by their work and their number: 综采二队, 汽机车间甲班, 高速交警三中队."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.tagging import Place, Tagged
from corpusdoc.extract.vocabulary import alternatives, surfaces
from corpusdoc.lexicon import Lexicon

_NUMBERS = "一二三四五六七八九十甲乙丙丁戊"
_UNITS = ("车间", "工段", "工区", "中队", "大队", "班组", "班", "队", "组", "值")
# 检修二班|班长 leads a team, 运输三班|制 is none; 三组|织 is cut elsewhere.
_ELSEWHERE = "(?![制倒次级岗子车线轮底伍列员友织合成建件装队守域得])(?!长(?!期))"
_WORKS = ("厂", "矿", "段", "公司")
_ALONE = "(?<![分设有共组建成立增配编])"  # 分成检修二队 counts them


def team_words() -> list[str]:
    """Words without which a sentence names no numbered team."""
    return [f"{number}{unit}" for number in _NUMBERS for unit in _UNITS]


def find_teams(sentence: Tagged, lexicon: Lexicon) -> Iterator[Place]:
    """Places of the teams that a sentence names by their work and number, with the place in front of them."""
    for match in _team(lexicon).finditer(sentence.text):
        start = sentence.start + match.start()
        front = next((word for word in sentence.words if word[1] == start), None)
        # 热电厂|锅炉车间丙班
        works = front is not None and len(front[2]) > 2 and front[2].endswith(_WORKS)
        named = front is not None and (works or front[3] == "ns")
        yield front[0] if front and named else start, sentence.start + match.end(), "entity.org.team"


@cache
def _team(lexicon: Lexicon) -> re.Pattern[str]:
    work = alternatives(surfaces(lexicon, "orgs", "work") | surfaces(lexicon, "orgs", "inside"))
    units = "|".join(_UNITS)
    return re.compile(
        f"{_ALONE}{work}(?:(?:车间|工段|[部区])(?=[{_NUMBERS}]))?第?(?:[{_NUMBERS}]|十[一二三四五六七八九])(?:{units}){_ELSEWHERE}"
    )
