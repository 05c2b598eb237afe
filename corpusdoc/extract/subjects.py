"""Names of organisations by their place in the text: what is labelled as the issuer, signs it, or begins its clauses.

In running text a name needs an anchor that is known (a place, a brand). Where a clause begins, its first words up to
医院 or 收费站 are a name whoever it is, and what is said of it again and again is what the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpusdoc.extract.vocabulary import HAN, any_of, looking_for, surfaces
from corpusdoc.lexicon import Lexicon

# A name is looked for this near to the beginning.
_FRONT = 1200
_BOUNDARY = re.compile(r"[\s。;；!！?？,，:：)）]")
# No name runs over these.
_BREAK = "的是在了把被将向于等使从及这那每该由给与"
_LETTER = f"[^\\W\\d_{_BREAK}]"
_LEGAL = "有限责任公司|有限公司|总公司|分公司|支公司|分行|支行"
# 我公司, 各支行, 三家医院, 作为供水公司: what begins so is no name.
_NOT_FIRST = re.compile(
    "^(?:[我本该各全这那此每其两多某]|作为|为|[一二三四五六七八九十几数]+[家个名座所]|当前|目前|今天|[今去近当同前每]年|[本当]月|昨[天日]|.*(?:授予|表彰)|通过|根据|按照|围绕|关于)"
)
# 澜州水务(600123): a listed company by its code.
_YEAR = r"(?:19[4-9]|20\d)\d[)）]"
_CODE = re.compile(rf"[ ]?[(（](?:股票|证券|股份)?(?:代[码号][:：]?)?\s?(?!{_YEAR})\d{{4,6}}(?:\.[A-Z]{{2}})?[)）]")
_CODED = re.compile(f"[{HAN}-]{{2,10}}$")
# A name that is known by nothing but its place in a headline stands so often in the text, the headline included.
_OFTEN = 1
# What stands before the first word of a sentence.
_SENTENCE_FRONT = ("", "\n", "。", "!", "！", " ", "\u3000", ")", "）")
_LAST_LINES = 6
_LONGEST_LINE = 40


def labelled_names(text: str, lexicon: Lexicon) -> list[str]:
    """What stands behind 公司名称: or 发文机关:, or is said to be 本公司 further on: …(以下简称“本公司”)."""
    return [match["name"].strip() for match in _labelled(lexicon).finditer(text[:_FRONT])]


def selves(text: str, lexicon: Lexicon) -> Iterator[int]:
    """Where the bracket opens that says how the text calls the organisation it is of: (以下简称“本公司”)."""
    yield from (match.start() for match in _self(lexicon).finditer(text))


def signatures(text: str) -> list[str]:
    """The last lines that may be the issuer's name."""
    lines = [line.strip() for line in text.rstrip()[-600:].split("\n") if line.strip()]
    return [line for line in lines[-_LAST_LINES:] if len(line) <= _LONGEST_LINE]


def coded(text: str, name: str) -> bool:
    """Whether the code of its shares stands behind a name where the text first names it: 澜州水务(600123)."""
    at = text.find(name, 0, _FRONT)
    return at >= 0 and _CODE.match(text, at + len(name)) is not None


def leading_names(text: str, title: str, lexicon: Lexicon) -> list[str]:
    """Names that begin the title, a sentence near the front of the text, or clauses again and again, in this order."""
    front = text[:_FRONT]
    found = [match["name"] for match in _in_headline(lexicon).finditer(title) if text.count(match["name"]) > _OFTEN]
    found += [match["name"] for match in _leading_in(front, lexicon) if _tells(match, text, lexicon)]
    found += [name[0] for match in _CODE.finditer(front) if (name := _CODED.search(front[: match.start()][-10:]))]
    return [name for name in dict.fromkeys(found) if not _NOT_FIRST.match(name) and not _is_common(name, lexicon)]


def _leading_in(front: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """The names that begin a clause, none inside another; tried at every character they take five times as long."""
    done, leading = 0, _leading(lexicon)
    for start in (0, *(mark.end() for mark in _BOUNDARY.finditer(front))):
        match = leading.match(front, start) if start >= done else None
        if match:
            done = match.end()
            yield match


def _tells(match: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    before = text[max(0, match.start() - 1) : match.start()]
    # 台湾水务公司 in full once is 台湾水务 further on.
    short = match["name"].removesuffix("公司")
    again = text.count(match["name"]) > 1 or (len(short) > 3 and text.count(short) > 2)
    return before in _SENTENCE_FRONT or again or _cities(lexicon).match(match["name"]) is not None


def _is_common(name: str, lexicon: Lexicon) -> bool:
    """Whether nothing in a name is its own: 供电公司, 人民医院."""
    return name in surfaces(lexicon, "orgs", "generic") or not _common(lexicon).sub("", name)


@cache
def _common(lexicon: Lexicon) -> re.Pattern[str]:
    words = surfaces(lexicon, "profile", "trade") | surfaces(lexicon, "profile", "name_end")
    words |= surfaces(lexicon, "orgs", "suffix") | surfaces(lexicon, "orgs", "brand")
    return looking_for(words)


@cache
def _cities(lexicon: Lexicon) -> re.Pattern[str]:
    # 安康 alone is a word, in front of a brand it is the city.
    names = surfaces(lexicon, "places", "city") | surfaces(lexicon, "places", "province")
    return looking_for(names | {name.removesuffix("市") for name in names})


@cache
def _leading(lexicon: Lexicon) -> re.Pattern[str]:
    place, brand = _cities(lexicon).pattern, any_of(lexicon, "orgs", "brand")
    by_end = f"{_LETTER}{{2,14}}?{any_of(lexicon, 'profile', 'name_end')}"
    by_end += f"(?:(?:{_LETTER}|[()（）]){{0,10}}?(?:{_LEGAL})){{0,3}}"
    return re.compile(f"(?P<name>{place}[省市]?{brand}|{by_end})")


@cache
def _in_headline(lexicon: Lexicon) -> re.Pattern[str]:
    """港城电讯 in 【业绩】港城电讯公布全年业绩."""
    return re.compile(f"(?:^|[】\\s])(?P<name>{_LETTER}{{2,12}}?){any_of(lexicon, 'profile', 'news_verb')}")


@cache
def _labelled(lexicon: Lexicon) -> re.Pattern[str]:
    label = any_of(lexicon, "profile", "org_label")
    return re.compile(
        f"(?:^|\n)\\s*(?:\\d{{1,2}}[.、．]|[一二三四五六七八九十]+、)?\\s*{label}\\s?[:：]\\s?(?P<name>[{HAN}()（）]{{4,40}})"
    )


@cache
def _self(lexicon: Lexicon) -> re.Pattern[str]:
    name = any_of(lexicon, "profile", "self")
    called = "(?:以下)?(?:统一)?(?:简|下|统)称(?:为|:|：)?[“‘「\"']?"
    return re.compile(f"[(（](?:{called}|[“‘「]){name}[”’」\"'或、)）]")
