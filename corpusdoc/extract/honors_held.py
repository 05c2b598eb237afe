"""Honors without a verb of giving: somebody holds them (获得者), is one (是文明单位), has a merit (记二等功)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_cues import Cue, in_future, is_denied, own_words
from corpusdoc.extract.honor_details import CLAUSE
from corpusdoc.extract.honor_lists import honor_names
from corpusdoc.extract.honor_names import Named, is_listed
from corpusdoc.extract.levels import level_of
from corpusdoc.extract.vocabulary import HAN, any_of, pattern
from corpusdoc.lexicon import Lexicon

# 被交通厅记集体二等功, 被省公司通令嘉奖.
_MERIT = re.compile(
    "(?:[给予荣各人名他她长任员志手]|被|为[^,，。;；]{0,12}|[部厅委局府区司]|^)[记立](?P<name>(?:个人|集体)?(?:[特一二三]等功|大功))"
    f"|(?:[被受经由获]|受到|得到|给予)[{HAN}*]{{0,20}}?(?P<praised>通令嘉奖)"
)
_COMMENDED = re.compile(
    "对(?:[^,，。;；\\d]{0,10}的)?(?=\\d)(?P<names>[^。;；,，\\n]{4,80}?)(?:进行|予以|给予)了?(?:隆重|通报|集中|命名)?(?:表彰|嘉奖|表扬)"
)
# 城东所等5个先进集体、刘洋等20名先进个人受到表彰
_PRAISED = re.compile("(?:受到|获得?|得到|给予|予以|进行)了?(?:隆重|通报|集中|大会)?(?:表彰|嘉奖|表扬)")
_REACH = 120
_COUNTED = re.compile(
    f"等?(?:\\d+|[一二两三四五六七八九十]+)[名个家位户支](?P<name>[{HAN}]{{3,12}}?)(?=[、和及与,，]|$)"
)
# 荣誉墙上挂满了奖牌:全国文明单位、省级青年文明号
# 获奖情况:2019年度全市先进单位;2020年度省级健康企业
_SHOWN = re.compile(
    "(?:奖牌|奖状|证书|牌匾|荣誉|称号|奖项|获奖)(?:[^,，。;；\\n]{0,6}|[^。;；\\n]{0,40}[,，](?:主要|其中)?(?:有|包括|为|是))[:：]"
)
# 我们的目标是,到2025年把车站建成…
_GOAL = re.compile("目标(?:就?是|[:：])[^。;；]*$")
_PART = re.compile("[^;；。\\n]+")
_AIMED = re.compile(
    "[向朝]着?(?P<names>[^,，。;；\\n]{4,40}?)的?(?:更高)?(?:目标|行列)?(?:奋力|努力|阔步)?(?:迈进|冲刺|奋进|进军)"
)
# 内蒙古自治区第十二届: so many characters may stand in front of a name.
_FRONT = 40
_CLOSED = re.compile("[”’」』]?(?:等?(?:荣誉)?(?:称号)?)(?:[,，。;；:：!！)）\n]|之一|\\d|$)")


class Governed(NamedTuple):
    """The names of a list, and the word that stands for their verb."""

    names: list[Named]
    cue: Cue


def held_honors(text: str, start: int, end: int, cues: list[Cue], lexicon: Lexicon) -> Iterator[Governed]:
    """Names that no verb governs, but their holder follows: 全国五一劳动奖章获得者, 全国文明城市“四连冠”."""
    # 涌现出全国劳动模范获得者: who comes forth holds what a verb gave before.
    verbs = [cue.end for cue in cues if not text.startswith("涌现", cue.start)]
    # To look for a name alone takes a twentieth of looking for all that may stand in front of one.
    name = pattern(lexicon, "honors", "name").search(text, start, end)
    for match in _holders(lexicon).finditer(text, max(start, name.start() - _FRONT), end) if name else ():
        if any(verb <= match.start() and not CLAUSE.search(text, verb, match.start()) for verb in verbs):
            continue
        first = match.start("names")
        wider = _of_trade(lexicon).search(text, max(start, first - 16), first)
        first = wider.start() if wider else first
        names = list(honor_names(text, first, match.end("names"), lexicon))
        if text[match.end() : match.end() + 1] == "、":
            # 中华技能大奖获得者、全国技术能手、…
            more = honor_names(text, match.end() + 1, end, lexicon)
            names += [name for name in more if name.listed and level_of(name.name, lexicon)]
        yield Governed(names, Cue(first, first, "awarded", True, ""))


def stated_honors(text: str, start: int, end: int, cues: list[Cue], lexicon: Lexicon) -> Iterator[Governed]:
    """What somebody is or has: 是全国质量信得过班组, 共有省级青年文明号32个; only with its level in front."""
    for match in _stating(lexicon).finditer(text, start, end):
        stop = next((cue.start for cue in cues if cue.start >= match.end()), end)
        left = text[max(start, match.start() - 90) : match.start()]
        clause = own_words(left)
        if is_denied(clause, lexicon) or any(cue.end == match.start() for cue in cues):
            continue
        names = list(honor_names(text, match.end(), stop, lexicon))
        # 现为国家三级甲等医院、省级文明单位: beside a known one a grade is enough.
        goal = _GOAL.search(left)
        known = any(name.listed for name in names) and all(
            name.listed or level_of(name.name, lexicon) for name in names
        )
        if known and _CLOSED.match(text, names[-1].end, end):
            status = in_future(clause, lexicon) or ("target" if goal else "awarded")
            yield Governed(names, Cue(match.start(), match.end(), status, False, left))


def merits(text: str, start: int, end: int) -> Iterator[Governed]:
    """记集体二等功, 通令嘉奖: given without a name."""
    for match in _MERIT.finditer(text, start, end):
        group = "name" if match["name"] else "praised"
        first, last = match.span(group)
        left = text[max(start, first - 90) : first].removesuffix("记").removesuffix("立")
        yield Governed([Named(first, last, match[group], "", None, True)], Cue(first, first, "awarded", True, left))


def commended(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Governed]:
    """对10个先进集体和20名先进个人进行了表彰: what stands in front of its verb."""
    for match in _COMMENDED.finditer(text, start, end):
        first, left = match.start("names"), text[start : match.start()]
        names = list(honor_names(text, first, match.end("names"), lexicon))
        if names and all(name.listed for name in names):
            yield Governed(names, Cue(first, first, in_future(own_words(left), lexicon) or "awarded", True, left))
    for match in _PRAISED.finditer(text, start, end):
        reach = max(start, match.start() - _REACH, text.rfind("；", start, match.start()) + 1)
        for counted in _COUNTED.finditer(text, reach, match.start()):
            if is_listed(counted["name"], lexicon) or pattern(lexicon, "honors", "praise").match(counted["name"]):
                left = text[max(start, counted.start("name") - 90) : counted.start("name")]
                name = Named(*counted.span("name"), counted["name"], "", None, True)
                yield Governed([name], Cue(name.start, name.start, "awarded", True, left))


def shown(text: str, start: int, end: int, cues: list[Cue], lexicon: Lexicon) -> Iterator[Governed]:
    """What a word for all of them announces: 奖牌:全国文明单位、省级青年文明号; only several, with levels in front."""
    for match in _SHOWN.finditer(text, start, end):
        # 荣获全国文明单位等荣誉: a verb has its own names; 共获荣誉30项,主要有:… tells them behind.
        if any(cue.end <= match.start() and not CLAUSE.search(text, cue.end, match.end() - 1) for cue in cues):
            continue
        parts = _PART.finditer(text, match.end(), end)
        lists = [list(honor_names(text, *part.span(), lexicon)) for part in parts]
        known = [names for names in lists if names and level_of(names[0].name, lexicon) and _mostly(names, lexicon)]
        if sum(map(len, known)) > 1:
            left = text[start : match.start()]
            yield from (Governed(names, Cue(match.start(), match.end(), "awarded", False, left)) for names in known)


def _mostly(names: Sequence[Named], lexicon: Lexicon) -> bool:
    """Whether most of the names are known, and the others say their level: 市支持国防建设先进单位."""
    unknown = [name for name in names if not name.listed]
    return 2 * len(unknown) < len(names) and all(level_of(name.name, lexicon) for name in unknown)


def aimed_at(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Governed]:
    """向着“全国文明单位”目标迈进."""
    for match in _AIMED.finditer(text, start, end):
        names = list(honor_names(text, match.start("names"), match.end("names"), lexicon))
        if names and all(name.listed for name in names):
            yield Governed(
                names, Cue(match.start("names"), match.start("names"), "target", True, text[start : match.start()])
            )


@cache
def _where(lexicon: Lexicon) -> str:
    places = any_of(lexicon, "places", "province", "city", "district")
    return f"(?:{any_of(lexicon, 'levels', 'grade', 'local')}|(?:{places}|\\*\\*)[省市县区]?)"


@cache
def _holders(lexicon: Lexicon) -> re.Pattern[str]:
    name = any_of(lexicon, "honors", "name")
    edition = "(?:第(?:\\d{1,3}|[一二三四五六七八九十]{1,3})[届批])?"
    item = f"[“‘「]?{_where(lexicon)}?{edition}[“‘「]?{name}[”’」』]?"
    after = any_of(lexicon, "honor_cues", "after")
    return re.compile(
        f"(?P<names>(?:{item}[、和及与]){{0,6}}{item})(?:[“‘「]?[二两三四五六七八九十]连冠|等?{after}|——)"
    )


@cache
def _of_trade(lexicon: Lexicon) -> re.Pattern[str]:
    """全国能源系统五一劳动奖章: whose honor it is may stand between its level and its name."""
    return re.compile(f"{_where(lexicon)}[{HAN}]{{2,8}}(?:系统|行业|战线)$")


@cache
def _stating(lexicon: Lexicon) -> re.Pattern[str]:
    first = f"(?:首批|第[一二三四五六七八九十]批)?[“「]?(?:{_where(lexicon)}|国家|中国|中华|第[一二三四五六七八九十]届)"
    return re.compile(f"{any_of(lexicon, 'honor_cues', 'stating')}了?(?={first})")
