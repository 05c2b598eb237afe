"""The organisation that a report is about: by where it is named (label, title, signature, first words), how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.aliases import in_order, short_forms
from corpusdoc.extract.coined_names import coined_names
from corpusdoc.extract.scanning import Words, ends_of
from corpusdoc.extract.subjects import (
    coded,
    first_name,
    generic_name,
    is_common,
    labelled_names,
    leading_names,
    selves,
    signatures,
)
from corpusdoc.extract.vocabulary import HAN, MASK, pattern, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.page_lines import disclaims
from corpusdoc.lexicon.title_lines import names_issuer
from corpusdoc.model import Entity

# What a place of the name is worth, in mentions. A hundred mentions of the board do not outweigh the title.
_LABELLED, _SELF, _IN_TITLE, _TITLE_FIRST, _SIGNED = 60.0, 40.0, 16.0, 6.0, 8.0
_CODED = 8.0  # with the code of its shares: 澜州水务(600123)
_NAMED = 2.0  # in the title, as those above are: 国务院领导
_LEADING, _EARLY, _DEFINED, _FOREMOST = 4.0, 3.0, 5.0, 3.0
_MOST_MENTIONS = 12
# 公司团委 is one of the firm's own: where no firm is named, it may be what the report is about.
_OWN = ("公司", "集团", "总公司")
# 县燃气公司 is one of many where another has a name of its own.
_OF_A_PLACE = ("市", "县", "区")
# 是澜州银行: what a cut leaves in front.
_FRONT_WORDS = "是为将对由让把被随"
# Code points: the beginning of a text, its first words. Those above that are named later must be named so often.
_FIRST, _FIRST_WORDS, _OFTEN = 400, 80, 3
# 澜铁投控 is more of 澜铁, 澜铁开放江海电厂 tells what it did.
_LITTLE = 3
_OWN_NAME = 4
# Who decides on honors is what the decision is of, be it a ministry.
_DECIDES = re.compile("[^。，,]{0,12}决定[，,]?[^。，,]{0,12}(?:授予|表彰|命名|追授)")
# 机场管理局发表…: so much of a name may be left out in front, so much stays.
_LEFT_OUT, _STAYS = range(1, 5), 4
# A department of an organisation is not what a report is about.
_INNER = tuple(f"entity.org.{kind}" for kind in ("department", "list", "person", "hotline", "team"))
_WHOLE = re.compile("公司|集团|银行|大学|医院|[厂矿局院站港段]")
_UNIT = re.compile("[班队组]$|车间$|[部科]$")
_FRONTED = re.compile(f"[{HAN}]{{2,4}}")
# What the exchange prints above an announcement names the exchange, 各省…: whom a paper is sent to.
_FRONT = 3000
_ADDRESSED = re.compile("(?:各|有关)[^。\n]{2,400}[:：]")
# 向澜州信用社捐款, 帮扶澜州信用社: who is met counts less than who acts.
_MET = re.compile("(?:[向给被经由获对致]|授予|表彰|命名|帮扶|支援|走访|慰问|来自|捐赠|习了|学习|借鉴)$")
_MET_ONLY = 0.3
# 在建设局的直接领导下, 学习了某公交的做法.
_LED = re.compile("的?[^,，。;；\\n]{0,4}(?:领导下|指导下|支持下|关心下|帮助下|关怀下)")
_PRESS = re.compile("(?:日报|晚报|晨报|商报|时报|报社|通讯社|新华社|中新社|杂志社|电视台|电台|网|客户端)$")
# 中国银行业 names no bank.
_JOURNAL = ("学报", "日报", "晚报", "》", "业")
_PERSON = re.compile("领导|负责人|主席|主任|部长|书记|局长|委员|对|授予|颁发")
# 省电力公司 names none of the thirty.
_BARE = re.compile("省(?!会)")
# “国家电网有限公司先进集体” is an honor, 《…学报》 a journal.
_QUOTED = re.compile("[“「《][^“”「」《》\n]{1,60}[”」》]")
_FORM = re.compile("(?:集团|股份|控股|有限|责任|总?公司)*")


def main_organisation(
    text: str, title: str | None, subtitle: str | None, entities: Sequence[Entity], lexicon: Lexicon
) -> str | None:
    """The organisation that the report is about, by its full name where the text gives it; None if none stands out."""
    text = _without_others(text, lexicon)
    known = [
        entity.name.lstrip(_FRONT_WORDS)
        for entity in entities
        if entity.type == "org" and entity.mention.rule not in _INNER
    ]
    coined = coined_names(text, f"{title or ''} {subtitle or ''}", entities)
    # 澜铁开放江海电厂 begins with who acts.
    known = [name for name in known if text.count(name) > 1 or not _runs_on(name, coined)]
    first = leading_names(text, lexicon)
    leading = coined + [
        name
        for name in first
        if not any(other.startswith(name) for other in known)
        and (text.count(name) > 1 or not _runs_on(name, [*coined, *known]))
    ]
    wholes = _wholes(text, known)
    known = [name for name in known if not (_UNIT.search(name) and name.startswith(tuple(wholes)))] + wholes
    known += _fronted(title or "", [*known, *leading], lexicon)
    last_lines = signatures(text)
    signed = [line for line in last_lines if names_issuer(line, lexicon) and line != title]
    labelled = labelled_names(text, lexicon)
    names = [
        name
        for name in dict.fromkeys((*labelled, *known, *signed, *leading))
        if not (
            pattern(lexicon, "profile", "board").fullmatch(name)
            or _BARE.match(name)
            or _is_branch_of_none(name, known, lexicon)
        )
    ]
    # 气象局 of 省气象局 is the name of none, where others are named.
    bare = [name for name in known if _BARE.match(name)]
    names = [name for name in names if not any(one.endswith(name) for one in bare)] or names
    # Who reports is not what the report is about, unless nobody else is named.
    names = [name for name in names if not _PRESS.search(name)] or names
    if not names:
        return _unnamed(text, known, lexicon)
    placed = _by_place(
        text, _QUOTED.sub("“”", f"{title or ''}\n{subtitle or ''}"), names, labelled, last_lines, lexicon
    )
    # 澜州机场 at the front is the beginning of 澜州机场集团.
    first = [next((whole for whole in known if whole.startswith(name)), name) for name in [*coined, *first]]
    points = _points(text, names, first, placed, lexicon)
    if not points:
        return _unnamed(text, known, lexicon)
    best = max(points, key=lambda name: points[name])
    if (
        best not in placed
        and best not in text[:_FIRST_WORDS]
        and _is_above(best, lexicon)
        and text.count(best) < _OFTEN
    ):
        return _unnamed(text, known, lexicon)  # 环境部, named in passing in a text that says 本公司
    long = next((entity.alias_of for entity in entities if entity.name == best and entity.alias_of), None)
    return long or _placed(best, names, lexicon) or _fuller(best, names, best in coined, lexicon)


def _runs_on(name: str, coined: Sequence[str]) -> bool:
    return any(len(name) > len(one) + _LITTLE for one in coined if name.startswith(one))


def _unnamed(text: str, known: Sequence[str], lexicon: Lexicon) -> str | None:
    """What a text without any name of its own calls its organisation: 省电力公司, 水务集团."""
    bare = [name for name in known if _BARE.match(name) and text.count(name) > 1]
    return max(bare, key=text.count) if bare else generic_name(text, lexicon) or first_name(text, lexicon)


def _wholes(text: str, names: Sequence[str]) -> list[str]:
    """What names of units begin with, where the text names it alone far more often: 江北船厂 of 江北船厂电焊班."""
    found = {name[: end.end()] for name in names for end in _WHOLE.finditer(name, 3) if end.end() < len(name)}
    return [
        whole for whole in found if whole not in names and text.count(whole) > 1 and _stands_alone(whole, text, names)
    ]


def _fronted(title: str, names: Sequence[str], lexicon: Lexicon) -> list[str]:
    """A title's first word with the kind of firm behind it, whatever it is called: 启明职业技术学院."""
    found = ((name, title.find(name)) for name in names if is_common(name, lexicon))
    return [title[: at + len(name)] for name, at in found if _FRONTED.fullmatch(title[: max(at, 0)])]


def _stands_alone(whole: str, text: str, names: Sequence[str]) -> bool:
    return text.count(whole) >= 2 * sum(text.count(name) for name in names if name.startswith(whole))


def _without_others(text: str, lexicon: Lexicon) -> str:
    """The text with blanks for the lines at its front that say whom it is sent to or who disclaims responsibility."""
    lines = text[:_FRONT].split("\n")
    disclaimed = disclaims(text[:_FRONT], lexicon)
    others = {line for line in lines if _ADDRESSED.fullmatch(line) or (disclaimed and disclaims(line, lexicon))}
    if not others:
        return text
    return "\n".join(" " * len(line) if line in others else line for line in lines) + text[_FRONT:]


def _by_place(
    text: str,
    heading: str,
    names: Sequence[str],
    labelled: Sequence[str],
    signed: Sequence[str],
    lexicon: Lexicon,
) -> dict[str, float]:
    """Points of the names that stand where the main organisation stands; `signed` are lines that a name may sign."""
    found: defaultdict[str, float] = defaultdict(float)
    for name in labelled:
        found[name] += _LABELLED
    for at in selves(text, lexicon):
        if own := _name_before(text, at, names):
            found[own] += _SELF
    titled = [name for name in names if name in heading]
    for name in (one for one in titled if not any(one in other and one != other for other in titled)):
        # 国务院领导 in a title is not the issuer, 水利部关于… is.
        stands = not (_is_above(name, lexicon) and _PERSON.match(heading, heading.find(name) + len(name)))
        found[name] += _IN_TITLE + _TITLE_FIRST * heading.startswith(name) if stands else _NAMED
    for name in names:
        if any(_DECIDES.match(text, end) for end in ends_of(name, text[:_FRONT])):
            found[name] += _IN_TITLE
        if not titled and any(len(name) - cut >= _STAYS and heading.startswith(name[cut:]) for cut in _LEFT_OUT):
            found[name] += _IN_TITLE
    for line in signed:
        if line in names:
            found[line] += _SIGNED
    for rank, name in enumerate(sorted((name for name in names if coded(text, name)), key=text.find)):
        found[name] += _CODED / (1 + rank)
    return found


def _points(
    text: str, names: Sequence[str], leading: Iterable[str], placed: Mapping[str, float], lexicon: Lexicon
) -> dict[str, float]:
    """Points by name, of those alone that a report may be about."""
    counts, first = _mentions(text, names), list(leading)
    points: dict[str, float] = {}
    for position, name in enumerate(names):
        if not counts[name] and name not in placed:
            continue
        # Who is only met by others is early or foremost in nothing.
        early = _EARLY * (name in text[:_FIRST]) + _FOREMOST / (1 + position) if counts[name] >= 1 else 0.0
        mentioned = min(counts[name], _MOST_MENTIONS) + early
        mentioned += _LEADING / (1 + first.index(name)) if name in first else 0.0
        # Those that reports look up to: ministries, parent companies, courts, exchanges, the press.
        # 澜州省分公司 without the firm's own name is one of many.
        # A firm that acts again and again is no parent company: 澜灯.
        above = _is_above(name, lexicon) and not (name in first[:1] and len(name) < _OWN_NAME)
        weight = 0.3 if above or _nameless(lexicon).fullmatch(name) else 1.0
        weight = 0.5 if name.startswith((*_OWN, *_OF_A_PLACE)) else weight
        points[name] = placed.get(name, 0.0) + weight * mentioned
    for full, short in _definitions(text, names).items():
        points[full] = points.get(full, 0.0) + points.get(short, float(text.count(short))) + _DEFINED
    return points


def _mentions(text: str, names: Sequence[str]) -> dict[str, float]:
    """How often each name stands in the text, but for those inside a longer one or a journal's (…大学学报)."""
    counts: defaultdict[str, float] = defaultdict(float)
    for start, end, name in Words(names, once=True).find(text):
        if not text.startswith(_JOURNAL, end):
            met = _MET.search(text[max(0, start - 2) : start]) or _LED.match(text, end)
            counts[name] += _MET_ONLY if met else 1.0
    return counts


def _definitions(text: str, names: Sequence[str]) -> dict[str, str]:
    """Full name to the short one that the text gives it: (以下简称东莞联通)."""
    found = ((_name_before(text, start, names), short) for start, _, short in short_forms(text))
    return {full: short for full, short in found if full}


def _name_before(text: str, at: int, names: Sequence[str]) -> str | None:
    """The longest of the names that ends where a bracket opens."""
    front = text[max(0, at - 60) : at].rstrip()
    return max((name for name in names if front.endswith(name)), key=len, default=None)


@cache
def _above(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "profile", "above", then="$")


def _is_parent(name: str, lexicon: Lexicon) -> bool:
    """Whether it is a company or ministry of the whole country and nothing local: 中国电信集团有限公司."""
    known = surfaces(lexicon, "orgs", "name")
    return any(name[:end] in known and _FORM.fullmatch(name, end) for end in range(len(name), 0, -1))


@cache
def _nameless(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "places", "province", "city", then="[省市]?(?:分公司|支公司|分行|支行|分局)")


def _is_branch_of_none(name: str, known: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name leaves out whose branch it is, and the text tells: 中国联通分公司, 中国联通浙江公司XX分公司."""
    parent = name[: -len("分公司")] if name.endswith("分公司") else ""
    others = (other for other in known if other != name and other.startswith(parent) and other.endswith("分公司"))
    return parent in surfaces(lexicon, "orgs", "name") and any(others)


def _is_above(name: str, lexicon: Lexicon) -> bool:
    own = name.startswith(_OWN)
    return bool(_is_parent(name, lexicon) or (_above(lexicon).search(name) and not own))


def _placed(name: str, names: Sequence[str], lexicon: Lexicon) -> str | None:
    """The name with the place that it leaves out, where the text says it: 丰台县粮食局 for 县粮食局."""
    bare = name.startswith(_OF_A_PLACE) or is_common(name, lexicon)
    return next((one for one in names if bare and one != name and one.endswith(name)), None)


def _fuller(name: str, names: Sequence[str], coined: bool, lexicon: Lexicon) -> str:
    """The full form of a short name, if the text has one: place and brand of the short stand in the full in order."""
    if coined:  # 澜水: 澜州自来水公司
        longer = (one for one in names if one != name and one[0] == name[0] and one.endswith(_OWN))
        return max((one for one in longer if in_order(name, one)), key=len, default=name)
    brand = next(
        (b for b in sorted(surfaces(lexicon, "orgs", "brand"), key=len, reverse=True) if name.endswith(b)), None
    )
    place = name.removesuffix(brand).strip(MASK) if brand else ""
    if not brand or not place:
        return name
    for full in sorted(names, key=len, reverse=True):
        if (
            len(full) > len(name) + 3
            and full.endswith("公司")
            and place in full
            and in_order(brand, full.replace(place, ""))
        ):
            return full
    return name
