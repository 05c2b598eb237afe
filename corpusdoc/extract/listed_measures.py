"""Measures that the lexicon knows by name, with the nouns that make one of them: 职工技能竞赛, 班组建设竞赛活动."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.measure_forms import HEADS, Form, trimmed
from corpusdoc.extract.scanning import Words
from corpusdoc.extract.tagging import part_of_speech
from corpusdoc.extract.vocabulary import surfaces, values
from corpusdoc.lexicon import Lexicon

_OTHER_NAMES = re.compile("[班组员队片率]|工(?![作程])|中[,，由]|自评|(?<=制)度")
# 春送岗位、夏送清凉: parts of what the whole year is for.
_SEASON = re.compile("[春夏秋冬]送")
_SERVICE = re.compile("服务[站台卡点岗](?![上下前后])")
# Parts of speech, alone and not those of somebody's own name: 调整 and 培育 are told as vn.
_IN_FRONT, _BEHIND = ("n", "nz", "j", "an"), ("n", "nz", "j", "an", "vn", "b")
_PRAISED = frozenset(("模范", "先进", "优秀", "十佳", "最佳", "示范", "优质"))
# Characters that a listed name goes on for, on either side.
_FURTHER = 8


def find_listed(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    """Names that the lexicon knows; `words` are the places where a word ends."""
    before: Form | None = None
    for listed in _listed(text, start, end, words, lexicon):
        form = listed
        if before and _goes_on(text, before, form):
            form = form._replace(start=before.start, name=text[before.start : form.end])
        elif before:
            yield before
        before = form
    if before:
        yield before


def _goes_on(text: str, before: Form, form: Form) -> bool:
    """Whether two names are one: 送清凉、送温暖活动."""
    together = text[before.end : form.start] == "、" and before.name[0] == form.name[0]
    return together and form.name.endswith("活动")


def _listed(text: str, start: int, end: int, words: frozenset[int], lexicon: Lexicon) -> Iterator[Form]:
    categories = values(lexicon, "measures", "name", "category")
    for listed_at, listed_to, name in _names(lexicon).find(text[start:end]):
        first, last = start + listed_at, start + listed_to
        # 带电作业班 is a crew, 警示教育片 a film, 入户安检率 a rate; 技能竞赛中 is when.
        if _OTHER_NAMES.match(text, last, end) or _SEASON.match(text, first - 1, first + 1):
            continue
        if _SERVICE.match(text, last - 2, end):  # 便民|服务站
            last += 1
        if first in words and last in words:
            first, last = _begins(text, first, last, start, words, lexicon), _ends(text, last, end, words, lexicon)
        yield Form(first, last, text[first:last], (), categories[name], "measure.name")


@cache
def _names(lexicon: Lexicon) -> Words:
    return Words(surfaces(lexicon, "measures", "name"))


@cache
def _holders(lexicon: Lexicon) -> frozenset[str]:
    """Who has a measure is no part of its name: 公司, 市委."""
    return surfaces(lexicon, "orgs", "suffix") | surfaces(lexicon, "levels", "local") | _PRAISED


def _begins(text: str, first: int, last: int, start: int, words: frozenset[int], lexicon: Lexicon) -> int:
    """Where the nouns in front of a name begin: 职工|技能竞赛."""
    begin, behind = first, next((place for place in range(first + 1, last) if place in words), last)
    if part_of_speech(text[first:behind]) == "v":  # 送|清凉: who gets it is no part of its name
        return first
    while begin > start:
        front = next((place for place in range(begin - 1, start - 1, -1) if place in words), start)
        word = text[front:begin]
        if first - front > _FURTHER or word in _holders(lexicon) or part_of_speech(word) not in _IN_FRONT:
            break
        begin = front
    # 充分发挥 is a noun to the dictionary.
    return min(first, trimmed(text, begin, last, words, lexicon)[0])


def _ends(text: str, last: int, end: int, words: frozenset[int], lexicon: Lexicon) -> int:
    """Where a name ends with the nouns behind it, the last of which is a head noun: 班组建设|竞赛|活动."""
    place = last
    while place < end:
        behind = next((at for at in range(place + 1, end + 1) if at in words), end)
        word = text[place:behind]
        if behind - last > _FURTHER or word.startswith("示范") or part_of_speech(word) not in _BEHIND:
            break
        place = behind
        if any(word in surfaces(lexicon, "measures", kind) for kind in HEADS):
            last = place
    return last
