"""Teams by their work and their number: 综采二队, 汽机车间甲班, 高速交警三中队."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.naming_words import INSIDE, PART
from corpusdoc.extract.tagging import Place, Tagged, Word
from corpusdoc.extract.vocabulary import alternatives, surfaces
from corpusdoc.lexicon import Lexicon

_NUMBERS = "一二三四五六七八九十甲乙丙丁戊"
# 动车|二组, 乘警支队|三大队: any noun may say what a team works on, but for these and 组.
_NO_WORK = frozenset([
    "公司", "集团", "单位", "企业", "部门", "人员", "干部", "职工", "员工", "学生", "家庭", "党员", "群众", "领导",
    "时间", "任务", "地方", "同志", "青年", "全省", "全市", "全县", "全国", "行业", "航班", "年级", "小学", "中学",
])  # fmt: skip
_UNITS = ("车间", "工段", "工区", "中队", "大队", "班组", "班", "队", "组", "值")
# 检修二班|班长 leads a team, 运输三班|制 is none; 三组|织 is cut elsewhere.
_ELSEWHERE = "(?![制倒次级岗子车线轮底伍列员友织合成建件装队守域得])(?!长(?!期))"
_WORKS = ("厂", "矿", "段", "队", "公司")
_INNER = ("支队", "总队", "大队", "车间", "分公司")
_NOUNS = ("n", "vn", "j")
_OF_A_NOUN = re.compile(f"(?:[{_NUMBERS}]|十[一二三四五六七八九])(?:中队|大队|队|班|值){_ELSEWHERE}")
_ALONE = "(?<![分设有共组建成立增配编])"  # 分成检修二队 counts them


def team_words() -> list[str]:
    """Words without which a sentence names no numbered team."""
    return [f"{number}{unit}" for number in _NUMBERS for unit in _UNITS]


def find_teams(sentence: Tagged, lexicon: Lexicon) -> Iterator[Place]:
    """Places of the teams that a sentence names by their work and number, with the place in front of them."""
    for match in _team(lexicon).finditer(sentence.text):
        start = sentence.start + match.start()
        yield _front(sentence.words, start), sentence.start + match.end(), "entity.org.team"

    for match in _OF_A_NOUN.finditer(sentence.text):
        at = sentence.start + match.start()
        index = next((index for index, word in enumerate(sentence.words) if word[1] == at), None)
        word = sentence.words[index] if index is not None else None
        if word and len(word[2]) > 1 and word[3].startswith(_NOUNS) and word[2] not in _NO_WORK:
            # 乘警|支队|三大队
            inner = index and word[2] in _INNER and sentence.words[index - 1][3].startswith(_NOUNS)
            first = sentence.words[index - 1] if index and inner else word
            yield first[0], sentence.start + match.end(), "entity.org.team"


def _front(words: Sequence[Word], start: int) -> int:
    """Where the works or the place begins that stands in front of `start`: 热电厂|锅炉车间丙班, 排水公司|养护一队."""
    index = next((index for index, word in enumerate(words) if word[1] == start), None)
    if index is None:
        return start
    first, _, text, tag, _ = words[index]
    if text == "公司" and index and words[index - 1][4] & (PART | INSIDE):
        return words[index - 1][0]
    return first if tag == "ns" or (len(text) > 2 and text.endswith(_WORKS)) else start


@cache
def _team(lexicon: Lexicon) -> re.Pattern[str]:
    work = alternatives(surfaces(lexicon, "orgs", "work") | surfaces(lexicon, "orgs", "inside"))
    units = "|".join(_UNITS)
    return re.compile(
        f"{_ALONE}{work}(?:(?:车间|工段|[部区])(?=[{_NUMBERS}]))?第?(?:[{_NUMBERS}]|十[一二三四五六七八九])(?:{units}){_ELSEWHERE}"
    )
