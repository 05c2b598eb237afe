"""What a word may be in an organisation's name: its anchor (place, brand, blot), a part of it, its suffix."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.places import canonical
from corpusdoc.extract.tagging import Word, is_listed
from corpusdoc.extract.vocabulary import MASK, any_of, surfaces
from corpusdoc.lexicon import Lexicon

# Parts of speech that a name is made of: nouns, names, nominal verbs (服务), attributes, letters, abbreviations.
NOMINAL = ("n", "vn", "j", "b", "an", "eng", "l", "s", "g", "zg")
# Conjunctions, prepositions and verbs that a cut leaves at the front of a name: 暨中华全国总工会, 任东凌集团.
FRONT = frozenset("暨及与由经以任获是")
MASKED = re.compile(f"[{MASK}]+")
LONGEST = 40
DIVISIONS = ("省", "市", "县", "区", "州", "旗", "镇", "乡", "自治区", "自治州", "自治县")
# 本, 该: what a text calls its own by.
_OWN = frozenset("本该贵我各")
# Roles of words.
PART, INSIDE, BRACKET, NAMING = 1, 2, 4, 8
_HAN_NUMBER = re.compile("第?[一二三四五六七八九十]{1,3}[局处部院公司厂矿队班中小医届]{0,3}")
# 第二水厂, 第一人民医院.
_ORDINAL = re.compile("第[一二三四五六七八九十\\d]{1,3}")
_MINE = re.compile("[一二三四五六七八九十]{1,3}矿")
_LETTERS = ("nr", "nrt", "nrfg", "nz", "ns", "zg")
# Words that are kept in mind: reports say the same ones again and again.
_REMEMBERED = 20_000


def organisation_role(text: str, tag: str, lexicon: Lexicon) -> int:
    """What a word may be in an organisation's name: part of it, only inside of one, its bracket, what makes it one."""
    ends = is_suffix(text, lexicon) or (tag == "nt" and text.endswith("系"))
    brand = text in surfaces(lexicon, "orgs", "brand") or text in surfaces(lexicon, "orgs", "trade")
    named = NAMING if ends or brand or short_form(lexicon).fullmatch(text) else 0
    # 荣获 is a person to the tagger.
    given = text in surfaces(lexicon, "orgs", "given")
    wrong = tag.startswith("nr") and text in surfaces(lexicon, "surnames", "word")
    if (wrong and not given) or is_outside(text, lexicon):
        return named
    nominal = (given or tag.startswith(NOMINAL)) and not text.isdigit()
    if nominal or text in surfaces(lexicon, "orgs", "suffix"):
        return PART | named
    # 县|纠风办 to the tagger is a verb, 第二|水厂 a number.
    if MASKED.fullmatch(text) or _ORDINAL.fullmatch(text) or (len(text) > 2 and tag == "v" and ends):
        return PART | named
    # 四方 and 三峡 are numbers to the tagger.
    number = _HAN_NUMBER.fullmatch(text) or (tag == "m" and is_number_name(text))
    if brand or text in surfaces(lexicon, "orgs", "inside") or number:
        return INSIDE | named
    return BRACKET if text in ("(", ")", "（", "）") else named


def says_no_name(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words only say what a company does: 装饰|工程, whose name is lost or stands in the line above."""
    trades = surfaces(lexicon, "orgs", "inside") | surfaces(lexicon, "orgs", "trade")
    trades |= surfaces(lexicon, "orgs", "generic_trade")
    return "".join(words) != "集团" and all(word in trades for word in words)


def is_number_name(text: str) -> bool:
    """Whether a name begins with a number: 四维, 三峡."""
    return re.fullmatch("[一二三四五六七八九十][^\\W\\d一二三四五六七八九十百千万亿几多家个]", text) is not None


def begins(word: Word, lexicon: Lexicon) -> int:
    """Where the name begins that begins in a word: behind what a cut left with it, 暨|中华全国总工会."""
    _, _, text, tag, _ = word
    # 任丘 and 获嘉县 are places; 以云溪 is one to the tagger only.
    known = canonical(lexicon)
    left = text[0] in FRONT and text not in known and (tag != "ns" or text[1:] in known or not is_listed(text))
    return word[0] + left


def named_division(words: Sequence[Word], index: int) -> int:
    """The index of the word that 县 or 市 belongs to where the tagger knows no such county: 青禾|县."""
    before = words[index - 1] if index else None
    named = before is not None and before[3] in _LETTERS and 2 <= len(before[2]) <= 4
    return index - 1 if named and words[index][2] in DIVISIONS else index


def is_anchor(word: Word, lexicon: Lexicon) -> bool:
    """Whether a name of an organisation may begin with a word whatever stands behind: a place, a known name, a blot."""
    _, _, text, tag, _ = word
    # 上市|交易所: no such place.
    known = is_place(text, tag, lexicon) or (tag in ("nt", "nz") and text not in surfaces(lexicon, "places", "stop"))
    anchors = surfaces(lexicon, "orgs", "anchor")
    # 由|市 is one word to the cut.
    if known or text in anchors or (text[0] in FRONT and text[1:] in anchors) or MASKED.fullmatch(text):
        return True
    if _ORDINAL.fullmatch(text) or is_mine(text) or (len(text) > 2 and tag.startswith("nr") and text[-1] in DIVISIONS):
        return True
    return len(text) >= 3 and (text[-1] == "局" or is_authority(text)) and not is_barred(text, lexicon)


def is_authority(text: str) -> bool:
    """Whether a word names an authority by its level or its place: 市建委, 江城市委."""
    return (text[0] in DIVISIONS and text[-1] in "委办厅局") or (text[-1] == "委" and text[1:-1].endswith(DIVISIONS))


@lru_cache(maxsize=_REMEMBERED)
def is_outside(text: str, lexicon: Lexicon) -> bool:
    """Whether a word stands outside any name: 所属, and what a cut joins with the word for one's own, 系本|公司."""
    own = len(text) == 2 and text[1] in _OWN and not is_listed(text)
    return own or text in surfaces(lexicon, "orgs", "outside")


def is_mine(text: str) -> bool:
    """Whether a word is the number of one of a firm's mines: 六矿."""
    return _MINE.fullmatch(text) is not None


def is_place(text: str, tag: str, lexicon: Lexicon) -> bool:
    """Whether a word is known for a place."""
    return tag == "ns" and text not in surfaces(lexicon, "places", "stop")


@cache
def known_names(lexicon: Lexicon) -> dict[str, str]:
    """Places and organisations that the lexicon lists, with their part of speech; "" for the one that words have."""
    regions = surfaces(lexicon, "places", "region")
    places = {name: "" if name in regions else "ns" for name in canonical(lexicon)}
    # 安康市: the tagger knows other things of 安康, which is not listed.
    cities = {city.removesuffix("市"): "ns" for city in surfaces(lexicon, "places", "city")}
    # 教育局 and 人民医院 end names, and may stand behind what they begin with.
    names = surfaces(lexicon, "orgs", "name")
    names |= {suffix for suffix in surfaces(lexicon, "orgs", "suffix") if len(suffix) > 2 and not is_listed(suffix)}
    return {name: "" if is_suffix(name, lexicon) else "nt" for name in names} | cities | places


@lru_cache(maxsize=_REMEMBERED)
def is_suffix(text: str, lexicon: Lexicon) -> bool:
    """Whether a word is what organisations' names end with, or ends so itself: 公司, 供电所."""
    suffixes = surfaces(lexicon, "orgs", "suffix")
    if text in suffixes:
        return True
    if is_barred(text, lexicon) or len(text) < 2:
        return False
    return any(text[-size:] in suffixes for size in range(1, min(5, len(text))))


def is_barred(text: str, lexicon: Lexicon) -> bool:
    """Whether a word ends like an organisation and is none, or is a bare suffix."""
    barred = surfaces(lexicon, "orgs", "not")
    # 顾全大局 and 市委常委 are one word to the tagger.
    idiom = text.endswith(("局", "常委")) and text[-2:] in barred
    return idiom or text in barred or text in surfaces(lexicon, "orgs", "suffix")


@cache
def short_form(lexicon: Lexicon) -> re.Pattern[str]:
    """A short form that the tagger knows as one word: 广东电信."""
    place, brand = any_of(lexicon, "places", "province", "city"), any_of(lexicon, "orgs", "brand")
    return re.compile(f"{place}(?P<brand>{brand})")
