"""Organisations by the grammar of their names: an anchor (place, brand, blot) first, a suffix (公司, 工会) last."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.appointments import find_posts
from corpusdoc.extract.companies import find_companies, find_listed_companies
from corpusdoc.extract.departments import department_words, find_departments
from corpusdoc.extract.enumerations import siblings
from corpusdoc.extract.naming_runs import find_in_runs
from corpusdoc.extract.naming_words import DIVISIONS, NAMING, PART, is_place, is_suffix, named_division
from corpusdoc.extract.person_names import has_surname
from corpusdoc.extract.posts import without_party
from corpusdoc.extract.scanning import Words
from corpusdoc.extract.tagging import Place, Tagged, Word, is_counted
from corpusdoc.extract.vocabulary import HAN, pattern, surfaces
from corpusdoc.lexicon import Lexicon

# 公司团委: a body inside the one that reports.
_OWN = frozenset(("公司", "集团", "总公司"))
_BODIES = frozenset(("党委", "工会", "团委", "纪委"))
# What suffixes of institutions are at least as long as, what stands in front of a name, what its characters may be.
_SITE, _BOUNDARY, _CONTENT = 3, ("x", "w", "p", "c", "u", "r", "t", "d"), ("n", "v", "a", "g", "zg", "j", "s", "b")
# What the name of a place may be to the tagger, and how far it stands in front of 农商行.
_ANCHORS, _FARTHEST = ("ns", "nr", "nrt", "nrfg", "nz", "nt"), 4
_AND = re.compile("[和与及暨]")
_PARTY_POST = re.compile("(?:专职|常务)?副?书记|常委|委员(?!会)|成员")
# 建设路管理站|安检组、…: a group of the unit that is named.
_GROUP = re.compile(f"(?!领导|工作)[{HAN}]{{2,4}}组(?=[、,，。;；\\s]|[和与]|荣获|获|被|的)")
# 临汾分公司|尧都南加油站: a site of the firm that is named.
_FIRM_ENDS = "司局行社团"
_SITE_OF = re.compile(
    f"(?:(?![的和与及在])[{HAN}]){{1,8}}?(?:加[油气]站|油库|供电所|营业[厅所]|支局|收费站|服务区|变电站|水厂)"
    "(?=[、,，。;；\\s]|$|[和与被荣获]|(?:副?[站所厂局]长|经理|主任|班长|[加收]\\w员|员工|职工))"
)
# 中国银行|业 is no bank; shorter names than these may be a part of other words.
_OF_A_TRADE = re.compile("行?业|产业|事业|市场|企业|用户|技术|科技")
_SURE = 3
# Whom a paper is sent to: 各省、自治区、直辖市人民政府,…; 北京地铁|16号线.
_OF_ALL = re.compile(
    f"各(?:省|有关|自治区|直辖市|设区市|计划单列市|市|州|盟|县|区|旗|地区|级|新疆生产建设兵团|[、及和]|[(（][{HAN}、]{{1,12}}[)）]"
    f"|(?:人民政府|政府|[{HAN}]{{2,8}}[厅局委办部])、)*$"
)
_FARTHEST_ALL = 60
# 居全集团第二名, 茶叶|加工厂1座: no name, counted.
_OF_THE_WHOLE = re.compile("[居列占为在是向对给]全(?:集团|公司|行|局|市|省|县|区)$")
_COUNTED_BEHIND, _LONGEST_COUNTED = re.compile("\\d{1,4}[座家个所处间](?![\u3400-\u9fff])"), 4
_MEMBERS = ("代表", "委员", "常委")
# 聘任|沈国梁为|风险管理部总经理
_APPOINTED = re.compile(f"[{HAN}]{{2,3}}(?:兼任|担任|出任|任|为)(?=[{HAN}]{{3}})")
_SHARES = re.compile("股份(?![有制])")
LINE_NUMBER = "(?:\\d+|[一二三四五六七八九十]+)号线"
_STREETS = "路街巷坊苑湾"
_OFFICE_BEFORE = re.compile("[局部委办]、$")
_LINE = re.compile(LINE_NUMBER)
# 县政府 and 市委 alone are nobody's.
_BARE = 3
# 石油大学|(华东), 江城市烟草专卖局|(公司), 恒曜会计师事务所|(特殊普通合伙)
_IN_BRACKETS = (
    ("大学", re.compile(f"[(（][{HAN}]{{2}}[)）]")),
    ("局", re.compile("[(（]公司[)）]")),
    ("事务所", re.compile("[(（](?:特殊)?普通合伙[)）]")),
)
_HAS_GROUPS = "所站队厂部间室司"


def find_organisations(sentence: Tagged, lexicon: Lexicon) -> list[Place]:
    """Places of the organisations that a sentence names, left to right, the longest reading of each."""
    text, start, words, roles, cues = sentence
    found: list[Place] = []
    if roles & NAMING:
        found += find_in_runs(words, lexicon)
        found += _bodies(words) if any(body in text for body in _BODIES) else ()
        found += _split_names(words, lexicon)
    if "company" in cues:
        found += find_companies(words, text, lexicon)
    if "code" in cues:
        found += find_listed_companies(words, text, lexicon)
    if "listed" in cues:
        found += _listed(words, text, lexicon)
    if "local" in cues:
        found += _local(words, text, lexicon)
    found += find_departments(sentence, lexicon)
    if "appointed" in cues:
        posts = (post.org for post in find_posts(text, lexicon) if post.org)
        places = ((start + a, start + b, "entity.org.post") for a, b in posts)
        found += [place for place in places if not any(a < place[1] and place[0] < b for a, b, _ in found)]
    if not found and not ("、" in text and words):
        return found
    found = [place for place in _joined(longest(found)) if not is_counted(text, place[0] - start)]
    found = [place for place in _parted(text, start, found, lexicon) if not _is_meant(text, start, place)]
    return sorted([*found, *siblings(text, start, words, found, lexicon)]) if "、" in text else found


def _is_meant(text: str, start: int, place: Place) -> bool:
    """Whether a name stands for all of a kind (各省、自治区通信管理局) or for what is built (北京地铁16号线)."""
    begin, end = place[0] - start, place[1] - start
    # 中心|路33号 is where somebody lives.
    if text[end : end + 1] in _STREETS and text[end : end + 1]:
        return True
    if _OF_THE_WHOLE.match(text, begin, end):
        return True
    if text.startswith(_MEMBERS, end) and text.endswith(("人大", "政协"), begin, end):
        return True  # 全国人大|代表 is a title
    if end - begin <= _LONGEST_COUNTED and _COUNTED_BEHIND.match(text, end):
        return True
    # 各县委宣传部、|市教育局 are two.
    if text[begin] in DIVISIONS and _OFFICE_BEFORE.search(text, 0, begin):
        return _LINE.match(text, end) is not None
    return _OF_ALL.search(text, max(0, begin - _FARTHEST_ALL), begin) is not None or _LINE.match(text, end) is not None


def _parted(text: str, start: int, places: list[Place], lexicon: Lexicon) -> Iterator[Place]:
    """The places, two that stand as one parted (县政府|和河东省总工会), each with its group (管理站|安检组).

    Without the 党委 of somebody's post: 江城钢铁集团|党委副书记.
    """
    reached = 0
    for first, end, rule in places:
        if first < reached:
            continue
        made = _APPOINTED.match(text, first - start, end - start)
        begin = first + (len(made[0]) if made and has_surname(made[0], lexicon) else 0)
        party = without_party(text, begin - start, end - start) + start
        stop = party if party - begin > _BARE and _PARTY_POST.match(text, end - start) else end
        parts = _AND.finditer(text, begin - start + 2, stop - start - 2)
        at = next((part.start() + start for part in parts if _ends_a_name(text[: part.start()], lexicon)), None)
        ends = [(begin, stop)] if at is None else [(begin, at), (at + 1, stop)]
        for low, last in ends:
            group = _GROUP.match(text, last - start) if text[last - start - 1] in _HAS_GROUPS else None
            if text[last - start - 1] in _FIRM_ENDS and last - low > _BARE:
                group = group or _SITE_OF.match(text, last - start)
            for suffix, bracket in _IN_BRACKETS:
                group = group or (bracket.match(text, last - start) if text.endswith(suffix, 0, last - start) else None)
            if last - low > _BARE or at is None:
                reached = start + group.end() if group else last
                yield low, reached, rule


def _ends_a_name(text: str, lexicon: Lexicon) -> bool:
    """Whether a text ends like an organisation's name, with a word of two characters or more."""
    return any(text[-size:] in surfaces(lexicon, "orgs", "suffix") for size in (2, 3, 4))


def organisation_words(lexicon: Lexicon) -> dict[str, Collection[str]]:
    """Words without which a sentence names no organisation of a kind."""
    listed, local = (surfaces(lexicon, "orgs", kind) for kind in ("name", "local"))
    codes = [f"{bracket}{digit}" for bracket in "(（" for digit in range(10)]
    return {
        "appointed": ["任"],
        "company": ["公司"],
        "code": [*codes, "(股票代", "（股票代"],
        "listed": listed,
        "local": local,
        **department_words(lexicon),
    }


def longest(found: list[Place]) -> list[Place]:
    """Readings that overlap as one: a listed name inside a longer one is no mention of its own."""
    kept: list[Place] = []
    for start, end, rule in sorted(found, key=lambda p: (p[0], -p[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, rule))
        elif end > kept[-1][1]:
            kept[-1] = kept[-1][0], end, rule
    return kept


def _joined(found: list[Place]) -> list[Place]:
    """Names that nothing parts as one: 工商银行|重庆市分行, 国家管网集团|西部管道公司."""
    kept: list[Place] = []
    for start, end, rule in found:
        first = kept.pop()[0] if kept and kept[-1][1] == start else start
        kept.append((first, end, rule))
    return kept


def _listed(words: Sequence[Word], text: str, lexicon: Lexicon) -> Iterator[Place]:
    """Names of the lexicon that end where a word ends (教育部 is not in 教育部门), with a place in front of them."""
    start = words[0][0] if words else 0
    at_end = {word[1]: index for index, word in enumerate(words)}
    at_start = {word[0]: index for index, word in enumerate(words)}
    for begin, end, name in _names(lexicon).find(text):
        # 富滇银|行|行长: a title may begin there as well.
        ends = start + end in at_end or _title(lexicon).match(text, end)
        if not ends or _is_a_trade(name, text, end, lexicon):
            continue
        first, index = start + begin, at_start.get(start + begin, -1)
        if index < 0 and text[begin - 1 : begin] in DIVISIONS:
            # 市妇|联
            first, index = first - 1, at_start.get(first - 1, 0)
        elif len(name) < _SURE and (index < 0 or _is_inside(name, words[index - 1] if index else None, lexicon)):
            continue
        if index > 0 and (is_place(*words[index - 1][2:4], lexicon) or words[index - 1][2] in DIVISIONS):
            first = words[named_division(words, index - 1)][0]
        # 云天化|股份
        shares = _SHARES.match(text, end)
        yield first, start + (shares.end() if shares else end), "entity.org.name"


@cache
def _title(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "titles", "head")


@cache
def _names(lexicon: Lexicon) -> Words:
    return Words(surfaces(lexicon, "orgs", "name"))


def _is_a_trade(name: str, text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a whole trade is meant: 中国电信|业, 四川航空|市场."""
    common = tuple(surfaces(lexicon, "orgs", "common"))
    return _OF_A_TRADE.match(text, end) is not None and (name.startswith("中国") or name.endswith(common))


def _is_inside(name: str, before: Word | None, lexicon: Lexicon) -> bool:
    """Whether a noun in front makes a department's name of one: 工程|建设部."""
    return name[-1] == "部" and before is not None and bool(before[4] & PART) and not is_place(*before[2:4], lexicon)


def _local(words: Sequence[Word], text: str, lexicon: Lexicon) -> Iterator[Place]:
    """柳溪农商行: the short name of what every county has, behind a place that the cut may not know (柳溪农|商行)."""
    start = words[0][0]
    for match in _locals(lexicon).finditer(text):
        at = start + match.start()
        near = [word for word in words if word[3] in _ANCHORS and 2 <= at - word[0] <= _FARTHEST]
        # 普及 is a place to the tagger.
        barred = surfaces(lexicon, "surnames", "word") | surfaces(lexicon, "places", "stop")
        names = [word[0] for word in near if word[2] not in barred]
        # 江苏|首家|农村合作银行: a number counts banks, it names none.
        if any(word[3] == "m" and names and max(names) < word[0] < at for word in words):
            continue
        if names:
            yield max(names), start + match.end(), "entity.org.short"


@cache
def _locals(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "orgs", "local", then="(?![会业长])")


def _split_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Place]:
    """棣|花|收费站: two characters that the cut leaves alone are a name in front of what only institutions end with."""
    for index in [index for index, word in enumerate(words) if word[4] & NAMING and len(word[2]) >= _SITE]:
        end, text = words[index][1:3]
        if index < 2 or not is_suffix(text, lexicon):
            continue
        front = words[index - 2 : index]
        free = index == 2 or words[index - 3][3].startswith(_BOUNDARY)
        if free and all(len(word[2]) == 1 and word[3].startswith(_CONTENT) for word in front):
            yield front[0][0], end, "entity.org.split"


def _bodies(words: Sequence[Word]) -> Iterator[Place]:
    """公司团委, 总公司工会, where no name stands in front."""
    for index in range(1, len(words)):
        start, _, owner, _, _ = words[index - 1]
        if owner in _OWN and words[index][2] in _BODIES and not (index > 1 and words[index - 2][4] & PART):
            yield start, words[index][1], "entity.org.body"
