"""Organisations by the grammar of their names: an anchor (place, brand, blot) first, a suffix (公司, 工会) last."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from corpusdoc.extract.departments import department_words, find_departments
from corpusdoc.extract.tagging import Tagged, Word
from corpusdoc.extract.vocabulary import HAN, MASK, any_of, surfaces
from corpusdoc.lexicon import Lexicon

Place = tuple[int, int, str]  # start and end in Document.text, rule

# Parts of speech that a name is made of: nouns, names, nominal verbs (服务), attributes, letters, abbreviations.
_NOMINAL = ("n", "vn", "j", "b", "an", "eng", "l", "s", "g", "zg")
# Function words: no company's name runs over them.
_FUNCTION = ("p", "c", "u", "r", "x", "w", "m", "q", "t", "y", "d")
# Conjunctions and prepositions that a cut leaves at the front of a name: 暨中华全国总工会.
_FRONT = frozenset("暨及与由经以")
_MASK = re.compile(f"[{MASK}]+")
_HAN_NUMBER = re.compile("第?[一二三四五六七八九十]{1,3}[局处部院公司厂队班中小医届]{0,3}")
_COMPANY = re.compile("有限责任公司|(?:股份)?有限公司")
_DEFINED = re.compile(
    "[(（](?:以下)?(?:统一)?(?:简|下|统)称(?:为|:|：)?[“‘「\"']?"
    f"(?P<short>[{HAN}A-Za-z{re.escape(MASK)}]{{2,12}})[”’」\"']?(?:或[^()（）]{{0,12}})?[)）]"
)
_LONGEST = 40
# Words that are kept in mind: reports say the same ones again and again.
_REMEMBERED = 20_000
# Roles of words.
_PART, _INSIDE, _BRACKET, NAMING = 1, 2, 4, 8
_LONGEST_UNIT = 10
_DIVISIONS = ("省", "市", "县", "区", "州", "旗", "镇", "乡")
# 第二水厂, 第一人民医院.
_ORDINAL = re.compile("第[一二三四五六七八九十\\d]{1,3}")
# What the name of a place may be to the tagger, and how far it stands in front of 农商行.
_ANCHORS, _FARTHEST = ("ns", "nr", "nrt", "nrfg", "nz", "nt"), 4
_LETTERS = ("nr", "nrt", "nrfg", "nz", "ns", "zg")


def find_organisations(sentence: Tagged, lexicon: Lexicon) -> list[Place]:
    """Places of the organisations that a sentence names, left to right, the longest reading of each."""
    text, _, words, roles, cues = sentence
    found: list[Place] = []
    if roles & NAMING:
        for first, run in _runs(words):
            found += _in_run(run, _stands(words, first, run), lexicon)
    if "company" in cues:
        found += _companies(words, text, lexicon)
    if "listed" in cues:
        found += _listed(words, text, lexicon)
    if "local" in cues:
        found += _local(words, text, lexicon)
    found += find_departments(sentence, lexicon)
    return longest(found) if len(found) > 1 else found


def organisation_words(lexicon: Lexicon) -> dict[str, Collection[str]]:
    """Words without which a sentence names no organisation of a kind."""
    listed, local = (surfaces(lexicon, "orgs", kind) for kind in ("name", "local"))
    return {"company": ["公司"], "listed": listed, "local": local, **department_words(lexicon)}


def organisation_role(text: str, tag: str, lexicon: Lexicon) -> int:
    """What a word may be in an organisation's name: part of it, only inside of one, its bracket, what makes it one."""
    ends = _is_suffix(text, lexicon)
    brand = text in surfaces(lexicon, "orgs", "brand")
    named = NAMING if ends or brand or _short_form(lexicon).fullmatch(text) else 0
    if text in surfaces(lexicon, "orgs", "outside"):
        return named
    if (tag.startswith(_NOMINAL) and not text.isdigit()) or text in surfaces(lexicon, "orgs", "suffix"):
        return _PART | named
    # 县|纠风办 to the tagger is a verb, 第二|水厂 a number.
    if _MASK.fullmatch(text) or _ORDINAL.fullmatch(text) or (len(text) > 2 and tag == "v" and ends):
        return _PART | named
    if brand or text in surfaces(lexicon, "orgs", "inside") or _HAN_NUMBER.fullmatch(text):
        return _INSIDE | named
    return _BRACKET if text in ("(", ")", "（", "）") else named


def short_forms(text: str) -> list[tuple[int, int, str]]:
    """Short names that the text defines, (以下简称东莞联通): where the bracket opens, where it closes, the name."""
    return [(m.start(), m.end(), m["short"]) for m in _DEFINED.finditer(text)]


def longest(found: list[Place]) -> list[Place]:
    """Readings that overlap as one: a listed name inside a longer one is no mention of its own."""
    kept: list[Place] = []
    for start, end, rule in sorted(found, key=lambda p: (p[0], -p[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, rule))
        elif end > kept[-1][1]:
            kept[-1] = kept[-1][0], end, rule
    return kept


def _named_division(words: Sequence[Word], index: int) -> int:
    """The index of the word that 县 or 市 belongs to where the tagger knows no such county: 青禾|县."""
    before = words[index - 1] if index else None
    named = before is not None and before[3] in _LETTERS and 2 <= len(before[2]) <= 4
    return index - 1 if named and words[index][2] in _DIVISIONS else index


# ------------------------------------------------------------------------------------------------ listed, companies


@cache
def _names(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "orgs", "name"))


def _listed(words: Sequence[Word], text: str, lexicon: Lexicon) -> Iterator[Place]:
    """Names of the lexicon that end where a word ends (教育部 is not in 教育部门), with a place in front of them."""
    start = words[0][0] if words else 0
    matches = list(_names(lexicon).finditer(text))
    if not matches:
        return
    at_end = {word[1]: index for index, word in enumerate(words)}
    at_start = {word[0]: index for index, word in enumerate(words)}
    for match in matches:
        if start + match.end() not in at_end:
            continue
        first, index = start + match.start(), at_start.get(start + match.start(), 0)
        if index and (words[index - 1][3] == "ns" or words[index - 1][2] in _DIVISIONS):
            first = words[_named_division(words, index - 1)][0]
        yield first, start + match.end(), "entity.org.name"


def _local(words: Sequence[Word], text: str, lexicon: Lexicon) -> Iterator[Place]:
    """柳溪农商行: the short name of what every county has, behind a place that the cut may not know (柳溪农|商行)."""
    start = words[0][0]
    for match in _locals(lexicon).finditer(text):
        at = start + match.start()
        names = [word[0] for word in words if word[3] in _ANCHORS and 2 <= at - word[0] <= _FARTHEST]
        # 江苏|首家|农村合作银行: a number counts banks, it names none.
        if any(word[3] == "m" and names and max(names) < word[0] < at for word in words):
            continue
        if names:
            yield max(names), start + match.end(), "entity.org.short"


@cache
def _locals(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'orgs', 'local')}(?![会业长])")


def _companies(words: Sequence[Word], text: str, lexicon: Lexicon) -> Iterator[Place]:
    """华兴水务有限公司: the legal form says that all nominal words in front of it are its name, known or not."""
    start = words[0][0] if words else 0
    for match in _COMPANY.finditer(text):
        last = next((i for i, word in enumerate(words) if word[1] > start + match.start()), None)
        if last is None:
            continue
        first = last
        while first and _belongs(words[first - 1], lexicon):
            first -= 1
        # 淮能|集团有限公司 in a line of its own: no verb, whatever the tagger takes it for.
        alone = first == 0 and not _behind(words, start + match.end()).strip()
        while first < last and words[first][3].startswith(("v", "a")) and len(words[first][2]) > 1 and not alone:
            first += 1
        begin = words[first][0] + (words[first][2][0] in _FRONT and len(words[first][2]) > 1)
        if start + match.start() - begin >= 2 and start + match.end() - begin <= _LONGEST:
            yield begin, _inner_end(words, start + match.end(), lexicon), "entity.org.company"


def _behind(words: Sequence[Word], end: int) -> str:
    """The words behind `end` that are no part of an organisation's name."""
    return "".join(word[2] for word in words if word[0] >= end and word[2] not in ("工会", "委员会", "党委", "文件"))


def _inner_end(words: Sequence[Word], end: int, lexicon: Lexicon) -> int:
    """Where the name of a unit inside the company ends: …有限公司|工会|委员会."""
    last = end
    for start, stop, text, tag, _ in words:
        if start < end:
            continue
        if stop - end > _LONGEST_UNIT or not tag.startswith(_NOMINAL) or text in surfaces(lexicon, "orgs", "outside"):
            break
        if _is_suffix(text, lexicon):
            last = stop
    return last


def _belongs(word: Word, lexicon: Lexicon) -> bool:
    _, _, text, tag, _ = word
    if text in surfaces(lexicon, "orgs", "outside") or text.endswith("公司") or text in _FRONT:
        return False
    return bool(_MASK.fullmatch(text)) or (not tag.startswith(_FUNCTION) and not text.isspace())


# ---------------------------------------------------------------------------------------------------- runs of words


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, list[Word]]]:
    """Stretches of words that may belong to one name, one of which makes it one, with the index of the first.

    Words that stand outside any name (各, 该, 所属) end a stretch.
    """
    run: list[Word] = []
    naming = 0
    for index, word in enumerate(words):
        role = word[4]
        if role & _PART or (role & _INSIDE and run) or (role & _BRACKET and _bracketed(words, index)):
            run.append(word)
            naming |= role & NAMING
        elif run:
            if naming:
                yield index - len(run), run
            run, naming = [], 0
    if naming:
        yield len(words) - len(run), run


def _bracketed(words: Sequence[Word], index: int) -> bool:
    """Whether the word is a bracket of 华润(集团)有限公司."""
    at = index if words[index][2] in ("(", "（") else index - 2
    if at < 0 or at + 3 >= len(words):
        return False
    return words[at + 1][2] in ("集团", "中国", "香港", "控股") and words[at + 2][2] in (")", "）")


def _stands(words: Sequence[Word], first: int, run: list[Word]) -> bool:
    """Whether the run is a line of its own, or the issuer in a heading: 公用事业部办公厅关于…."""
    behind = words[first + len(run)][2] if first + len(run) < len(words) else ""
    return first == 0 and behind != "\t" and (not behind.strip() or behind in ("关于", "文件"))


def _in_run(run: list[Word], stands: bool, lexicon: Lexicon) -> Iterator[Place]:
    last = next((i for i in reversed(range(len(run))) if _is_suffix(run[i][2], lexicon)), None)
    if last is None:
        yield from _brands(run, lexicon)
        return
    unknown = 0 if _is_unknown_name(run, lexicon) else None
    first = next((i for i, word in enumerate(run) if _is_anchor(word, lexicon)), unknown)
    # 柳溪|供电所: the tagger knows the second as an institution.
    first = unknown if first == 1 and unknown == 0 else first
    if stands and last and run[last][2] in surfaces(lexicon, "orgs", "standing"):
        yield run[0][0], run[last][1], "entity.org.line"
        run = run[last + 1 :]
    elif first is not None and first <= last:
        if _acceptable(run[first : last + 1], lexicon):
            yield _start(run, first), _end(run, first, last), "entity.org.suffix"
            run = run[last + 1 :]
    elif first is None and _stands_alone(run[: last + 1]):
        yield run[0][0], run[last][1], "entity.org.company"
        run = run[last + 1 :]
    yield from _brands(run, lexicon)


def _is_unknown_name(run: list[Word], lexicon: Lexicon) -> bool:
    """Whether a name stands in front that the tagger takes for a person's: 凌河|供电|公司.

    Or for an abbreviation, before a suffix that only institutions have: 江淮|客运段, but 通信|中心.
    """
    _, _, text, tag, _ = run[0]
    short = tag == "j" and any(len(word[2]) > 2 and _is_suffix(word[2], lexicon) for word in run[1:])
    named = tag.startswith("nr") or short
    # 建立健全|公司: a name of four characters is a phrase.
    return named and 2 <= len(text) <= 3 and text not in surfaces(lexicon, "surnames", "word")


def _start(run: list[Word], first: int) -> int:
    """Where the name begins: behind a conjunction that the cut left, before a county's first character (青|屏县)."""
    word = run[first]
    if word[2][0] in _FRONT:
        return word[0] + 1
    if first and word[2] in _DIVISIONS:
        return run[_named_division(run, first)][0]
    before = run[first - 1][2] if first else ""
    split = len(word[2]) == 2 and word[2][1] in "省市州县区" and len(before) == 1 and before not in _FRONT
    return run[first - 1][0] if split else word[0]


def _end(run: list[Word], first: int, last: int) -> int:
    """Where the name ends: behind the bracket that it opened, 康达实业(集团)."""
    opened = any(word[2] in ("(", "（") for word in run[first:last])
    closed = any(word[2] in (")", "）") for word in run[first : last + 1])
    return run[last + 1][1] if opened and not closed and last + 1 < len(run) else run[last][1]


def _acceptable(name: list[Word], lexicon: Lexicon) -> bool:
    text = "".join(word[2] for word in name)
    if not 3 <= len(text) <= _LONGEST or text in surfaces(lexicon, "orgs", "generic"):
        return False
    if len(name) > 1:
        return True
    return (name[0][3] == "nt" or text[-1] == "局") and not _barred(text, lexicon)


def _is_anchor(word: Word, lexicon: Lexicon) -> bool:
    _, _, text, tag, _ = word
    # 上市|交易所: no such place.
    known = _is_place(text, tag, lexicon) or (tag in ("nt", "nz") and text not in surfaces(lexicon, "places", "stop"))
    if known or text in surfaces(lexicon, "orgs", "anchor") or _MASK.fullmatch(text):
        return True
    if _ORDINAL.fullmatch(text) or (len(text) > 2 and tag.startswith("nr") and text[-1] in _DIVISIONS):
        return True
    return len(text) >= 3 and text[-1] == "局" and not _barred(text, lexicon)


def _is_place(text: str, tag: str, lexicon: Lexicon) -> bool:
    """Whether the tagger or the lexicon knows a word for a place; of 安康 and 烟台 the tagger knows other things."""
    if tag == "ns":
        return text not in surfaces(lexicon, "places", "stop")
    return text in _cities(lexicon)


@cache
def _cities(lexicon: Lexicon) -> frozenset[str]:
    """Provinces and cities, cities also without 市."""
    cities = surfaces(lexicon, "places", "city")
    return cities | {city.removesuffix("市") for city in cities} | surfaces(lexicon, "places", "province")


@lru_cache(maxsize=_REMEMBERED)
def _is_suffix(text: str, lexicon: Lexicon) -> bool:
    suffixes = surfaces(lexicon, "orgs", "suffix")
    if text in suffixes:
        return True
    if _barred(text, lexicon) or len(text) < 2:
        return False
    return any(text[-size:] in suffixes for size in range(1, min(5, len(text))))


def _barred(text: str, lexicon: Lexicon) -> bool:
    barred = surfaces(lexicon, "orgs", "not")
    # 顾全大局 is one word to the tagger.
    idiom = text.endswith("局") and text[-2:] in barred
    return idiom or text in barred or text in surfaces(lexicon, "orgs", "suffix")


def _stands_alone(name: list[Word]) -> bool:
    """Whether a name without an anchor is one of a company: 安利公司, 电信集团公司."""
    text = "".join(word[2] for word in name)
    # 建立健全|公司: no name of a person has four characters.
    if len(name) == 2 and name[0][3] in ("nr", "nrt") and len(name[0][2]) < _FARTHEST and text.endswith("公司"):
        return True
    return 6 <= len(text) <= _LONGEST and text.endswith(("集团公司", "总公司"))


@cache
def _short_form(lexicon: Lexicon) -> re.Pattern[str]:
    """A short form that the tagger knows as one word: 广东电信."""
    place, brand = any_of(lexicon, "places", "province", "city"), any_of(lexicon, "orgs", "brand")
    return re.compile(f"{place}(?P<brand>{brand})")


def _brands(run: list[Word], lexicon: Lexicon) -> Iterator[Place]:
    """Short forms, a place and a brand: 东莞联通. Brands that are common nouns close their stretch of words."""
    brands, common = surfaces(lexicon, "orgs", "brand"), surfaces(lexicon, "orgs", "common")
    generic = surfaces(lexicon, "orgs", "generic")
    for index, (start, end, text, tag, role) in enumerate(run):
        if not role & NAMING:
            continue
        whole = _short_form(lexicon).fullmatch(text)
        if tag == "nt" and len(text) >= 4 and text not in generic and _is_suffix(text, lexicon):
            yield start, end, "entity.org.tag"
        elif (whole["brand"] if whole else text) in common and index + 1 < len(run):
            continue
        elif whole:
            yield start, end, "entity.org.short"
        elif (
            text in brands
            and index
            and (_is_place(*run[index - 1][2:4], lexicon) or _MASK.fullmatch(run[index - 1][2]))
        ):
            yield _blot_start(run, index - 1), end, "entity.org.short"


def _blot_start(run: list[Word], first: int) -> int:
    """Where the anchor begins: the tagger cuts ** in two."""
    while first and _MASK.fullmatch(run[first - 1][2]) and _MASK.fullmatch(run[first][2]):
        first -= 1
    return run[first][0]
