"""Organisations inside one: departments by what is said of them, units in lists of names, centres of hotlines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.tagging import Place, Tagged, Word
from corpusdoc.extract.teams import find_teams, team_words
from corpusdoc.extract.vocabulary import HAN, any_of, pattern, surfaces
from corpusdoc.lexicon import Lexicon

_NOMINAL = ("n", "vn", "an", "j", "b", "l", "s", "v", "m")
_SHORTEST, _LONGEST = 4, 12
# 由|客户服务中心|负责: what may stand in front of a department's name.
_FRONT = re.compile("(?:^|[\\s\u3000、,，;；。:：(（由在向被经和与及将对])$")
# 由|运维检修部, 马晓琴兼任|办公室: what the cut joins with the first word.
_JOINED_BEFORE = re.compile(f"由(?=[{HAN}]{{3}})|[{HAN}]{{2,4}}(?:兼任|担任|出任|任|为)")
_ITEMS = re.compile(r"[^\s\u3000]+")
# 第一炼铁厂、钒轨梁厂、选钛厂、输电管理所五个…: so many works in a row are named, whatever the cut makes of them.
_ROW = 3
_ROW_ITEMS = re.compile("[^、,，。;；:：\\n]+")
_WORKS_END = "厂矿所段"
_LEADS = re.compile(f"[{HAN}]{{0,24}}(?:下设|设有|包括|的有|分别[是为]|管辖|所属|下辖)")
_WORKS = re.compile(
    f"(?!各|有关|相关|其他|部分|全[市省县区国])[{HAN}A-Za-z0-9*]{{3,18}}?[{_WORKS_END}](?=[二三四五六七八九十两\\d]+[个家]|$)"
)
# “溪岭情”服务队
_TEAM = re.compile(
    f"[“「][{HAN}]{{2,8}}[”」](?:(?![优先模标竞])[{HAN}]){{0,6}}?(?:班组|服务队|突击队|先锋队|工作室|包乘组)(?![长员建])"
)
# 儿科三个科室 are counted, not named.
_NUMBERED = re.compile("[一二三四五六七八九十两几数\\d][个名家大]")
_NAME = re.compile(f"(?P<name>[{HAN}A-Za-z0-9]{{3,14}})(?:[(（][^()（）]{{1,16}}[)）])?")
_CENTRE = re.compile(f"(?<![\\d.])\\d{{4,6}}[{HAN}]{{0,6}}(?:中心|平台)(?![{HAN}]?建设)")


def department_words(lexicon: Lexicon) -> dict[str, Collection[str]]:
    """Words without which a sentence names no unit of a kind."""
    return {"hotline": ["中心", "平台"], "department": surfaces(lexicon, "orgs", "department"), "team": team_words()}


def find_departments(sentence: Tagged, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Places of the units that a sentence names, with the rule that read each."""
    text, start, words, _, cues = sentence
    if " " in text or "\u3000" in text:
        yield from _in_a_list(text, start, lexicon)
    for match in _CENTRE.finditer(text) if "hotline" in cues else ():
        yield start + match.start(), start + match.end(), "entity.org.hotline"
    for match in _told(lexicon).finditer(text) if "department" in cues else ():
        begin = unit_start(words, start + match.start(), lexicon)
        front = _JOINED_BEFORE.match(text, begin - start, match.end())
        begin = start + front.end() if front else begin
        name = text[begin - start : match.end()]
        fits = (
            not _NUMBERED.search(name)
            and _SHORTEST <= len(name) <= _LONGEST
            and name not in surfaces(lexicon, "orgs", "generic")
        )
        if fits and (front or _FRONT.search(text, 0, begin - start)):
            yield begin, start + match.end(), "entity.org.department"
    if "team" in cues:
        yield from find_teams(sentence, lexicon)
    for match in _TEAM.finditer(text) if "”" in text or "」" in text else ():
        yield start + match.start(), start + match.end(), "entity.org.team"
    # A row of works has as many of their last characters.
    if text.count("、") >= _ROW - 1 and sum(map(text.count, _WORKS_END)) >= _ROW:
        yield from _row(text, start)


def _row(text: str, start: int) -> list[Place]:
    """Three or more works of different names with nothing but 、 between them."""
    found: list[Place] = []
    row: list[Place] = []
    end = -1
    for item in _ROW_ITEMS.finditer(text):
        begins = not row or text[end : item.start()] != "、"
        lead = _LEADS.match(item[0]) if begins else None
        works = _WORKS.match(item[0][lead.end() :] if lead else item[0])
        if not works or begins:
            found += row if len(row) >= _ROW else []
            row = []
        if works:
            at = start + item.start() + (lead.end() if lead else 0)
            row.append((at, at + works.end(), "entity.org.row"))
        end = item.end()
    return found + (row if len(row) >= _ROW else [])


@cache
def _told(lexicon: Lexicon) -> re.Pattern[str]:
    """A department's last word where something is said of it that only organisations do: 客服|中心|荣获."""
    deed = any_of(lexicon, "orgs", "deed")
    return pattern(lexicon, "orgs", "department", then=f"(?=[还也又]?{deed})")


def unit_start(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Where the nominal words begin that lead to the word that holds the character at `at`."""
    last = next(index for index, word in enumerate(words) if word[0] <= at < word[1])
    first = last
    while first and words[first - 1][3].startswith(_NOMINAL) and words[last][1] - words[first - 1][0] <= _LONGEST:
        first -= 1
    # 表彰|调度中心: a name begins with a verb only where it is one of work (养护|工程部).
    work = surfaces(lexicon, "orgs", "inside")
    while first < last and words[first][3] in ("v", "m") and words[first][2] not in work:
        first += 1
    return words[first][0]


def _in_a_list(text: str, start: int, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """城西营业所　调度中心　第二水厂: a line of nothing but names, most of which end like units."""
    items = list(_ITEMS.finditer(text))
    if len(items) < 2 or "\t" in text:
        return
    ends = tuple(surfaces(lexicon, "orgs", "suffix") | surfaces(lexicon, "orgs", "department"))
    names = [match for item in items if (match := _NAME.fullmatch(text, item.start(), item.end()))]
    units = [match for match in names if match["name"].endswith(ends)]
    if len(names) == len(items) and len(units) * 2 > len(items):
        for match in units:
            yield start + match.start("name"), start + match.end("name"), "entity.org.list"
