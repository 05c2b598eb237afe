"""Names of organisations by their place in the text: what is labelled as the issuer, signs it, or begins its clauses.

In running text a name needs an anchor that is known (a place, a brand). Where a clause begins, its first words up to
医院 or 收费站 are a name whoever it is, and what is said of it again and again is what the text is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.tagging import is_listed, part_of_speech
from corpusdoc.extract.vocabulary import HAN, any_of, looking_for, surfaces
from corpusdoc.lexicon import Lexicon

# A name is looked for this near to the beginning.
_FRONT = 1200
_BOUNDARY = re.compile(r"[\s。;；!！?？,，:：)）]")
# No name runs over these.
_BREAK = "的是在了把被将向于等使从及这那每该由给与下"
_LETTER = f"[^\\W\\d_{_BREAK}]"
_LEGAL = "有限责任公司|有限公司|总公司|分公司|支公司|分行|支行"
# 我公司, 各支行, 三家医院, 作为供水公司: what begins so is no name.
_NOT_FIRST = re.compile(
    "^(?:[我本该各全这那此每其两多某]|作为|为|[一二三四五六七八九十几数]+[家个名座所]|当前|目前|今天|[今去近当同前每]年|[本当]月|昨[天日]|.*(?:授予|表彰)|通过|根据|按照|围绕|关于)"
)
# 澜州水务(600123): a listed company by its code.
_YEAR = r"(?:19[4-9]|20\d)\d[)）]"
_CODE = re.compile(rf"[ ]?[(（](?:股票|证券|股份)?(?:代[码号][:：]?)?\s?(?!{_YEAR})[\dX]{{4,6}}(?:\.[A-Z]{{2}})?[)）]")
_CODED = re.compile(f"(?:(?:旗下|子公司|[与和及、])+|(?<![{HAN}-])|^)(?P<name>[{HAN}-]{{2,10}}?)$")
# Parts of speech of words that name nothing; the tagger guesses n of any that it does not know.
_COMMON = ("b", "a", "ad", "v", "d", "r", "m", "t")
# What a text calls itself by: twice, and not by the barest word.
_TWICE, _SAYS_NOTHING = (
    2,
    ("公司", "集团", "银行", "医院", "大学", "学院", "小学", "中学", "酒店", "法院", "子公司", "有限公司"),
)
# 展现 in front of a name is none of it; of single characters the tagger knows too little.
_LISTED = 2
_DAY = re.compile("\n[ \u3000]*(?:19|20|二[〇○零O])[\\d〇○零O一二三四五六七八九]{2}年\\S{2,8}日(?=\\s|$)")
_SIGNATURE = re.compile(f"[{HAN}()（）]{{4,40}}")
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
    """The last lines, and the lines above a day, that may be the issuer's name."""
    last = [line.strip() for line in text.rstrip()[-600:].split("\n") if line.strip()][-_LAST_LINES:]
    lines = (text[: day.start()].rstrip().rpartition("\n")[2].lstrip(" \u3000") for day in _DAY.finditer(text))
    above = (line for line in lines if _SIGNATURE.fullmatch(line))
    return [line for line in (*above, *last) if len(line) <= _LONGEST_LINE]


def generic_name(text: str, lexicon: Lexicon) -> str | None:
    """What a text without any name calls its organisation at least twice: 水务集团, 市总工会, 集团公司."""
    named = Counter(match[0] for match in _generic(lexicon).finditer(text[:_FRONT]))
    often = [(count, name) for name, count in named.items() if count >= _TWICE and name not in _SAYS_NOTHING]
    return max(often)[1] if often else None


def coded(text: str, name: str) -> bool:
    """Whether the code of its shares stands behind a name where the text first names it: 澜州水务(600123)."""
    at = text.find(name, 0, _FRONT)
    return at >= 0 and _CODE.match(text, at + len(name)) is not None


def leading_names(text: str, lexicon: Lexicon) -> list[str]:
    """Names that begin a sentence near the front of the text, or clauses again and again, in this order."""
    front = text[:_FRONT]
    found = [_without_verb(match["name"]) for match in _leading_in(front, lexicon) if _tells(match, text, lexicon)]
    found += [name["name"] for match in _CODE.finditer(front) if (name := _CODED.search(front[: match.start()][-10:]))]
    found = [name for name in found if not (_NOT_FIRST.match(name) or is_common(name, lexicon))]
    return [name for name in dict.fromkeys(found) if text.count(name) > 1 or not _is_noun(name, lexicon)]


def _is_noun(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is one word that the dictionary has and a kind of firm, 主力水厂: named once it is no name."""
    own = _common(lexicon).sub("", name)
    return is_listed(own) and part_of_speech(own) == "n"


def first_name(text: str, lexicon: Lexicon) -> str | None:
    """The first name at a clause's beginning, be it named once: for texts that name nobody else."""
    found = (_without_verb(match["name"]) for match in _leading_in(text[:_FRONT], lexicon))
    own = (
        name for name in found if not (_NOT_FIRST.match(name) or is_common(name, lexicon) or _is_noun(name, lexicon))
    )
    return next(own, None)


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


def _without_verb(name: str) -> str:
    """The name without verbs and words of grammar that a clause begins with: 展现|公司, 随着|市轨道公司."""
    import rjieba

    for word, tag in rjieba.tag(name):
        if tag[0] not in "vpdcru" or tag == "vn" or len(word) < _LISTED or not is_listed(word):
            break
        name = name[len(word) :]
    return name


def is_common(name: str, lexicon: Lexicon) -> bool:
    """Whether nothing in a name is its own: 供电公司, 人民医院, 主力水厂."""
    own = _common(lexicon).sub("", name)
    return name in surfaces(lexicon, "orgs", "generic") or not own or part_of_speech(own) in _COMMON


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
def _generic(lexicon: Lexicon) -> re.Pattern[str]:
    trade, end = any_of(lexicon, "profile", "trade"), any_of(lexicon, "profile", "name_end")
    return re.compile(f"(?<![{HAN}])(?:[省市县区州]总工会|[省市县区州]?{trade}{{0,2}}(?:集团公司|总公司|{end}))")


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
