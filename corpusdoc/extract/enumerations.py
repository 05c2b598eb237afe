"""Organisations that the company they are in tells: 海尔、格力、美的等企业 names three, known or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.naming_words import INSIDE, PART, is_barred
from corpusdoc.extract.places import canonical
from corpusdoc.extract.tagging import COINED, Place, Word, is_counted
from corpusdoc.extract.vocabulary import HAN, any_of, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.beginnings import beginning

# A stretch of the sentence's text.
_Stretch = tuple[int, int]

# What a member is made of, and where it ends: behind a verb nobody knows whether it is its last word or the next.
_NAME = f"(?P<name>[{HAN}]{{2,10}}?|[A-Z][A-Za-z&]{{1,9}})"
_COUNT = "[一二两三四五六七八九十]+[家大]"
_BEHIND = re.compile(f"、{_NAME}(?=[、,，;；。)）]|[和与及等以]|{_COUNT})")
_LAST = re.compile(f"(?:以及|[和与及]){_NAME}(?=[,，;；。)）等]|{_COUNT})")
_BEFORE = re.compile(f"(?:^|(?<=[、:：,，与予由])){_NAME}、$")
_AND = re.compile("[和与及]")
_SITES = "站矿厂所段队班科室库院校社场"
_NAMES = (COINED, "nr", "nz", "nt", "j", "eng")
_REACH, _UNIT, _LONGEST = 12, 3, 6
# What closes a list of nothing but organisations: 等企业, 三家上市公司, 四大煤企. What stands in front of one.
_CLOSES = beginning(
    "等一二两三四五六七八九十\\d",
    f"(?:等(?:[一二两三四五六七八九十]+|\\d*)[家大所个]?|(?:[一二两三四五六七八九十]+|\\d+)[家大所])[{HAN}]{{0,6}}?"
    "(?:企业|公司|[营备发应务电厂]商|业者|[药车钢煤油央国险房路铜民]企|主机厂|个股|银行|券商|集团|媒体|[高院]校|医院|院所|施工单位|机构)",
)
_ITEM = f"(?:(?!包括|分别)[{HAN}A-Za-z]){{2,10}}"
_LIST = re.compile(f"(?:^|[,，:：;；。由与和向对为了是括别])(?P<items>{_ITEM}(?:、{_ITEM})+)$")


def siblings(text: str, start: int, words: Sequence[Word], known: Sequence[Place], lexicon: Lexicon) -> Iterator[Place]:
    """The members of lists that stand beside those that are `known`, and of lists that say what their members are."""
    named = [(a - start, b - start) for a, b, _ in known]

    def fits(stretch: _Stretch, beside: str = "") -> bool:
        begin, end = stretch
        # Few are asked about: to look for their words is cheaper than to keep the places of all.
        own = [word for word in words if begin <= word[0] - start < end]
        whole = own and own[0][0] - start == begin and own[-1][1] - start == end
        return bool(whole) and not is_counted(text, begin) and _is_name(text[begin:end], own, beside, lexicon)

    found = [*named, *_of_closed_lists(text, named, fits)]
    for member in found:
        for near in _beside(text, *member):
            if not any(a < near[1] and near[0] < b for a, b in found) and fits(near, text[member[1] - 1]):
                found.append(near)  # whose neighbours are looked at, too
    for begin, end in found[len(named) :]:
        yield start + begin, start + end, "entity.org.sibling"


def _beside(text: str, begin: int, end: int) -> Iterator[_Stretch]:
    """What stands beside a member in its list."""
    behind = _BEHIND.match(text, end) or _LAST.match(text, end)
    if behind:
        yield behind.span("name")
    low = max(0, begin - _REACH)
    before = _BEFORE.search(text[low:begin])
    if before:
        yield low + before.start("name"), low + before.end("name")


def _of_closed_lists(text: str, named: Sequence[_Stretch], fits: Callable[..., bool]) -> Iterator[_Stretch]:
    """The members of lists that say what all of them are, where most look like it: 滴滴、高德、T3出行等平台企业."""
    end = 0
    for close in _CLOSES.finditer(text, text.index("、")):
        if close.start() < end:
            continue
        end = close.end(1)
        listed = _LIST.search(text[: close.start()])
        if listed:
            items = [item.span() for item in re.finditer("[^、]+", listed["items"])]
            members = [(a + listed.start("items"), b + listed.start("items")) for a, b in items]
            new = [member for member in members if member not in named and fits(member)]
            known = sum(any(a <= begin and end <= b for a, b in named) for begin, end in members)
            if (len(new) + known) * 2 > len(members):
                yield from (member for member in new if not any(a < member[1] and member[0] < b for a, b in named))


def _is_name(text: str, words: Sequence[Word], beside: str, lexicon: Lexicon) -> bool:
    """Whether words look like a firm's name: all nominal, a word of names or a place first, no place and no thing.

    Or like a unit's, by what such names end with; `beside` is how the one ends that stands beside it.
    """
    # 全国政协|委员 is a title.
    if text.endswith(("委员", "代表")) or text in _things(lexicon) or text in canonical(lexicon) or _AND.search(text):
        return False
    if not all(word[4] & (PART | INSIDE) for word in words) or not words[0][4] & PART:
        return False
    # 营销部、计量中心、城关供电所: units, too; so are 关林站、白马寺站 beside a station.
    alike = beside and beside in _SITES and text.endswith(beside)
    if len(text) >= _UNIT and (alike or text.endswith(_unit_ends(lexicon))) and not is_barred(text, lexicon):
        return True
    if len(text) > _LONGEST or re.search(f"{any_of(lexicon, 'places', 'site', 'division')}$", text):
        return False
    local = words[0][3] == "ns" and len(words) > 1
    return local or any(word[3].startswith(_NAMES) for word in words)


@cache
def _unit_ends(lexicon: Lexicon) -> tuple[str, ...]:
    return (*surfaces(lexicon, "orgs", "department"), *surfaces(lexicon, "orgs", "suffix"))


@cache
def _things(lexicon: Lexicon) -> frozenset[str]:
    """Words that look like a part of a name and are no name of their own."""
    kinds = ("generic", "outside", "inside", "suffix", "common", "trade")
    return surfaces(lexicon, "surnames", "word").union(*(surfaces(lexicon, "orgs", kind) for kind in kinds))
