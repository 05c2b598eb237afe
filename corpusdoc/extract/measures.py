"""Measures: named practices, mechanisms, campaigns, programmes and standards that others could copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from corpusdoc import lazy_re as re
from corpusdoc.extract.categories import category_of
from corpusdoc.extract.founded_measures import (
    BARE,
    find_bare,
    find_called,
    find_founded,
    find_further,
    find_governed,
    find_launched,
    find_seldom,
    launching,
    seldom,
)
from corpusdoc.extract.listed_measures import find_listed
from corpusdoc.extract.measure_forms import (
    COUNTS,
    EACH,
    METHODS,
    MOTTO,
    NUMBERED,
    SLOGANS,
    TERMS,
    Form,
    find_by_term,
    find_counted,
    find_methods,
    find_mottos,
    find_numbered,
    find_practised,
    find_suffixed,
    find_systems,
)
from corpusdoc.extract.measure_lists import HANDLES, find_activities, find_handles, find_several
from corpusdoc.extract.quoted_measures import PHRASE, find_quoted
from corpusdoc.extract.scanning import Scanner
from corpusdoc.extract.tagging import bearing
from corpusdoc.extract.vocabulary import HAN, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Category, Document, Measure, Mention, Segmentation, Sentence, Span

# Of two that overlap the one read by the more telling rule stays; how sure a rule is.
_CONFIDENCE = {
    "measure.slogan": 0.85,
    "measure.quoted_head": 0.85,
    "measure.counted": 0.8,
    "measure.item": 0.75,
    "measure.activities": 0.75,
    "measure.acronym": 0.75,
    "measure.quoted": 0.75,
    MOTTO: 0.75,
    "measure.name": 0.9,
    "measure.practice": 0.6,
    "measure.suffix": 0.65,
    "measure.founded": 0.6,
    PHRASE: 0.5,
    "measure.bare": 0.5,
}
# 《供电服务规范》 binds all firms of a branch; 《廉洁承诺书》 is a firm's own.
_PUBLISHED, _SIGNED = ("规范", "标准", "办法", "细则", "条例"), ("书", "状", "公约")
_TITLE = re.compile("《([^《》\n]{1,100})》")
_FEW = 8
_UNQUOTED = ("measure.practice", "measure.suffix", "measure.founded", "measure.item")
# Characters around a name that say what it is for.
_BEFORE, _AFTER = 30, 50
# A name that is given as a title, or reached for as one, is an honor.
_AWARD = re.compile(
    "(?:获得?|评为|授予|命名为|荣膺|参评|申报|争创|评选|评出|选树|表彰|推荐为|确定为|授牌)[^,，。;；]{0,24}$"
)
_AWARDED = re.compile(
    f"[”’」』]\\d{{1,3}}[个名家项][,，、]?[^,，。;；]{{0,4}}奖|[”’」』]?(?:荣誉)?称号|(?:(?<=工程)|[”’」』])大?奖(?![励金惩罚])|[”’」』]复[评审查]|[”’」』]?(?:获得者|评审|验收|认证|验证)"
    f"|[{HAN}]{{0,4}}(?:示范[点户单企基]|先进|优胜|标兵|企业|单位|集体|个人|班组)[{HAN}]{{0,4}}[”’」』]"
    f"|[{HAN}]{{0,12}}(?:第[一二三四五六]名|[特一二三]等奖|冠军|亚军|季军|金奖|银奖|铜奖)"
    "|(?:先进|示范|优胜|优秀)(?:[点户]|企业|单位|集体|个人|班组|基地)"
)
# 在技能大赛上夺得第三名: a contest that one has won something in.
_CONTESTED = re.compile("[^。;；,，\n]{0,16}[中上里][^。;；\n]{0,40}?(?:获|夺[得取冠]|摘|评为|授予|捧)")
_CONTESTS = ("竞赛", "大赛", "比赛", "比武", "评比", "会演", "汇演")
# 在全市满意度测评中位列第二: somebody else's.
_PLACED = re.compile("中[^。;；\n]{0,24}?(?:位[列居]|名列|排名?|得分|[获居列]|第[一二三四五六七八九十\\d])")
_TESTS = ("测评", "评议", "考核", "评价", "检查", "评估", "暗访", "调查")
# 普惠金融部总经理
_OFFICE = re.compile("(?:事业|管理)?部(?![署分门位])|处(?![理置在于])|科(?![学技])")
# What the state does is no practice of the firm's: 国家将实施城市更新行动. 省级巾帼文明岗 is given.
_STATE = re.compile(
    "(?:国家|国务院|中央)(?:将|已|又|大力|全面|深入|启动|实施|开展|推行|出台|推进|提出|推动|建立|[了的])*[“「]?$"
)
_LEVELLED = re.compile("(?:国家|[省市县区部])级|全[国省市]")
_NEAR = 14
# 全国模范职工之家
_GRADED = re.compile("(?:模范|先进|优秀|十佳|最佳|[^模]示范)$")
# Of two names, what makes no difference.
_NOT_TELLING = re.compile(r"[\W_]+|活动$")
# A verb, a head noun and what is founded tell as much: the longest stays.
_ORDER = {rule: place for place, rule in enumerate(_CONFIDENCE)} | dict.fromkeys(
    ("measure.practice", "measure.suffix", "measure.founded"), len(_CONFIDENCE) - 3
)
_BY_VERB, _FOUNDED, _SELDOM = {"practice", "head"}, {"founder", "founded"}, {"seldom", "head"}
_PAIRED = _BY_VERB | _FOUNDED | _SELDOM


def find_measures(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> tuple[Measure, ...]:
    """Each distinct measure with all its places, in the order of the text; of two mentions, the one with items."""
    found: dict[str, tuple[Form, int]] = {}
    places: defaultdict[str, list[Span]] = defaultdict(list)
    cues = _scanner(lexicon).cues(document.text, segmentation)
    for index, sentence in bearing(segmentation, (index for index, held in cues.items() if _may_name(held))):
        for form in _in_sentence(document.text, sentence, cues[index], lexicon):
            key = _key(form.name)
            places[key].append(Span(form.start, form.end))
            if key not in found or (form.items and not found[key][0].items):
                found[key] = form, index
    measures = []
    for key, (form, index) in found.items():
        mention = Mention(Span(form.start, form.end), index, form.rule, _CONFIDENCE[form.rule])
        category = _category(form, index, document, segmentation, lexicon)
        measures.append(Measure(mention, form.name, category, form.items, places=tuple(sorted(places[key]))))
    return tuple(sorted(measures, key=lambda measure: measure.mention.span))


def _category(form: Form, index: int, document: Document, segmentation: Segmentation, lexicon: Lexicon) -> Category:
    """What a measure is for, by the words around its name as well: 2.实施“暖心驿站”工程。 is told by what follows."""
    if form.rule == MOTTO:  # what it speaks of is not what it is for
        return "culture"
    sentence = segmentation.sentences[index]
    passage = segmentation.passages[sentence.passage]
    start, end = max(sentence.span.start, form.start - _BEFORE), min(passage.span.end, form.end + _AFTER)
    section = segmentation.sections[passage.section] if passage.section is not None else None
    heading = section.heading.of(document.text) if section else ""
    return category_of(form.name, document.text[start:end], heading, form.usual, lexicon)


@cache
def _scanner(lexicon: Lexicon) -> Scanner:
    """Words without which a sentence names no measure of a kind."""
    return Scanner(
        {
            "quote": "“「『",
            "practice": surfaces(lexicon, "measures", "verb"),
            "head": surfaces(lexicon, "measures", "weak") | surfaces(lexicon, "measures", "suffix"),
            "suffix": surfaces(lexicon, "measures", "suffix"),
            "system": surfaces(lexicon, "measures", "acronym"),
            "name": surfaces(lexicon, "measures", "name"),
            "counted": COUNTS + SLOGANS + EACH,
            "method": METHODS,
            "numbered": NUMBERED,
            "term": TERMS,
            "activity": ["活动", "行动", "等"],
            "handle": HANDLES,
            "founder": surfaces(lexicon, "measures", "founder"),
            "founded": surfaces(lexicon, "measures", "thing"),
            "seldom": seldom(lexicon),
            "bare": BARE,
            "launched": launching(lexicon),
            "governing": ["推行", "实行", "试行", "施行", "首推"],
            "naming": ["叫", "取名", "起名", "名为", "称为", "称之为", "称它为", "定为", "设为"],
            "motto": surfaces(lexicon, "measures", "motto"),
        }
    )


# Topics that a sentence must have words of, and what looks for names then, with the places where words end or without.
_WITH_WORDS = (
    ({"quote"}, find_quoted),
    ({"name"}, find_listed),
    ({"activity"}, find_activities),
    ({"handle"}, find_handles),
    ({"counted"}, find_several),
    (_BY_VERB, find_practised),
    ({"suffix"}, find_suffixed),
    ({"bare"}, find_bare),
    (_FOUNDED, find_founded),
    (_SELDOM, find_seldom),
    ({"launched"}, find_launched),
    ({"governing"}, find_governed),
    ({"naming"}, find_called),
)
_IN_TEXT = (
    ("system", find_systems),
    ("counted", find_counted),
    ("method", find_methods),
    ("numbered", find_numbered),
    ("term", find_by_term),
    ("motto", find_mottos),
)


def _may_name(held: set[str]) -> bool:
    """Whether a sentence with words of these topics may name a measure: a verb and 工作 each alone tell of none."""
    return held >= _BY_VERB or held >= _FOUNDED or held >= _SELDOM or not held <= _PAIRED


def _in_sentence(text: str, sentence: Sentence, cues: set[str], lexicon: Lexicon) -> list[Form]:
    start, end = sentence.span.start, sentence.span.end
    words = frozenset(accumulate(map(len, sentence.words), initial=start))
    forms: list[Form] = []
    for topics, find in _WITH_WORDS:
        if topics <= cues:
            forms += find(text, start, end, words, lexicon)
    if forms:
        forms += find_further(text, forms, end, words, lexicon)
    for topic, look in _IN_TEXT:
        if topic in cues:
            forms += look(text, start, end, lexicon)
    if not forms:
        return forms
    titles = [match.span(1) for match in _TITLE.finditer(text, start, end)]
    forms = [form for form in forms if not (_is_no_practice(text, start, form) or any(_part(form, t) for t in titles))]
    # 信用贷产品“惠商贷” is one, and named by its quote.
    starts = {f.start - (text[f.start - 1] in "“「『") for f in forms if f.rule.startswith("measure.quoted")}
    # 阳光采购、阳光招标、阳光用工“三个阳光”: parts are no measures of their own.
    parts = {item for form in forms for item in form.items}
    forms = [form for form in forms if form.end not in starts and form.name not in parts]
    return _apart(forms) if len(forms) > 1 else forms


def _is_no_practice(text: str, start: int, form: Form) -> bool:
    """Whether what stands around a name says that it is an award, an office, or somebody else's."""
    if _AWARDED.match(text, form.end):
        return True
    listed = form.rule == "measure.name"
    if listed and (_GRADED.search(text, start, form.start) or _OFFICE.match(text, form.end)):
        return True
    if "在" in text[start : form.start]:
        contest = form.name.endswith(_CONTESTS) and _CONTESTED.match(text, form.end)
        if contest or (form.name.endswith(_TESTS) and _PLACED.match(text, form.end)):
            return True
    front = text[max(start, form.start - _NEAR) : form.start]
    if ("国" in front or "中央" in front) and _STATE.search(front):
        return True
    if form.rule in _UNQUOTED and _LEVELLED.match(form.name):
        return True
    named = listed or form.rule in ("measure.quoted", PHRASE)
    return named and _AWARD.search(text[max(start, form.start - 30) : form.start]) is not None


def _part(form: Form, title: tuple[int, int]) -> bool:
    """Whether the form is a part of a document's title, or one that is published: 满意度测评 in 《满意度测评办法》."""
    inside = title[0] <= form.start and form.end <= title[1]
    if form.rule == "measure.practice" and (form.start, form.end) == title:
        return not form.name.endswith(_SIGNED)
    if form.rule == "measure.practice" and form.start == title[0] and form.end < title[1]:
        return True  # 执行《关于规范…行为的通知》
    # 《关于开展“用户为先”服务活动的通知》 names a measure, in quotes or behind its verb.
    if not inside or form.rule in ("measure.quoted_head", "measure.practice"):
        return False
    return (form.start, form.end) != title or form.name.endswith(_PUBLISHED)


def _apart(forms: Iterable[Form]) -> list[Form]:
    """Forms that do not overlap, the more telling ones first; a listed name gives way to a longer one around it."""
    ordered = sorted(forms, key=lambda f: (_ORDER[f.rule], f.start - f.end))
    listed = [form for form in ordered if form.rule == "measure.name"]
    longer = [form for form in ordered if form.rule in _UNQUOTED and any(_extends(form, name) for name in listed)]
    kept: list[Form] = []
    for form in ordered:
        # 关爱老人送清凉、送温暖活动 holds two.
        if form.rule == "measure.name" and any(o.start <= form.start and form.end <= o.end for o in longer):
            continue
        if all(form.end <= other.start or other.end <= form.start for other in kept):
            kept.append(form)
    return kept


def _extends(longer: Form, listed: Form) -> bool:
    """Whether a name is the listed one with a few words more: 客户回访机制, 内部首问负责制."""
    inside = longer.start <= listed.start and listed.end <= longer.end
    if listed.name.startswith("送") and longer.start < listed.start:  # 老人|送清凉
        return False
    return inside and 0 < len(longer.name) - len(listed.name) <= _FEW


def _key(name: str) -> str:
    return name if name.isalnum() and not name.endswith("活动") else _NOT_TELLING.sub("", name)
