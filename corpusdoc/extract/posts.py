"""Titles beside a name, and whose they are: 东莞联通党委书记、总经理, or behind it and a comma."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.departments import unit_start
from corpusdoc.extract.naming_words import FRONT
from corpusdoc.extract.tagging import Place, Word
from corpusdoc.extract.vocabulary import HAN, MASK, any_of, pattern, surfaces
from corpusdoc.lexicon import Lexicon

# 主 任:, 主　席: titles of two characters are drawn apart in lists.
_SPACED = re.compile(f"(?<![{HAN}])(?P<first>[{HAN}])[ \u3000]{{1,6}}(?P<last>[{HAN}])[:：]?[ \u3000]{{0,3}}$")
# Titles in a row, blanks behind the last one, what stands between two, and what one is made of.
_MOST_TITLES, _BLANKS = 4, 3
_AND = re.compile("[、,，兼及和\n]{1,2}")
_TITLE_WORDS = re.compile(f"(?:(?![任的在为由是了])[{HAN}{re.escape(MASK)}]){{0,16}}")
# 男,汉族,1965年9月出生,硕士,…: what a short life begins with, and what leads to the post held now.
_LIFE = re.compile("(?:先生|女士)?[,，](?:[男女][,，]|[^,，。;；\n]{0,4}(?:19|20)\\d\\d年[^,，。;；\n]{0,4}生[,，])")
_NOW = re.compile("[^\n]{0,200}?(?:现任|现为|时任)")
_ITEM = re.compile("[^,，。;；\n]+")
_REACH = 60
_FIRM = re.compile(
    f"[{HAN}()（）]{{4,30}}?(?:公司|集团|银行|医院|大学|学院|局)"
    f"(?![{HAN}]{{0,6}}公司)(?:[{HAN}]{{2,8}}(?:中心|部|处|队|科|室))?"
)
# 选举胡卫红女士为董事长, 胡卫红任局长
_MADE = "(?:(?:先生|女士|同志)?(?:担任|出任|兼任|任|为))"
_GIVEN = re.compile(f"(?:[ \u3000]?自?(?:19|20)\\d\\d年(?:\\d{{1,2}}月)?(?:起|开始)?|现|曾|后|历|先后)?{_MADE}")
_GAP = re.compile(r"[、,，;；:：兼及\s]{0,3}$")
# 带电作业班|班长: what stands in front is where the person works.
_UNITS = (
    "班", "部", "处", "队", "所", "站", "支行", "科", "室", "组", "厅", "中心", "院", "局",
    "厂", "店", "公司", "段", "矿", "车间", "海关", "信用社", "合作社", "报社", "供销社", "旅行社",
)  # fmt: skip
# 运输区|绞车司机, 质检部|检验员: a unit in front of a trade; 片区经理 and 车站值班员 are titles as a whole.
_AREA = re.compile("(?:运输|通风|机电|掘进|采煤|综采|综掘|开拓|准备|作业|开发)区$")
_INNER = ("组", "队", "班", "车间", "科", "部", "处", "段", "海关")
_NO_UNITS = frozenset(("社区", "小区", "片区", "车站", "内部", "外部", "干部", "银行", "医院", "景区", "学院", "全部"))
_COUNTING = re.compile("号?[路线号次班台名位]")  # 303路|驾驶员
_LONGEST_MODIFIER, _SHORTEST_UNIT = 6, 3
# 王某先生|书面|委托|董事李某: what stands between one person and the next one's title.
_NO_MODIFIERS = frozenset(("先生", "女士", "同志", "委托", "授权", "书面", "为原"))
_RANKS = ("执行", "常务", "名誉", "荣誉", "联席", "高级", "资深", "首席", "候任", "代理", "临时", "专职", "兼职")
_NOTE = re.compile("[(（][^()（）\\n]{2,10}[)）]$")
# 办公室主任 is who runs the office of whatever there is.
_OFFICE = "办公室"
_MADE_WHAT = re.compile("(?<![时曾现历])[任为](?:常务|第一)?副?$")
_HELD = re.compile("(?:时任|现任|曾任|身为|作为|担任)[^,，。;；\n]{2,30}$")
_HAN_BEFORE = re.compile(f"[{HAN}]")
_PARTY = re.compile("党(?:委|组|总支|支部)$")
# What a title does not hold: 东莞联通在会上介绍营业员 is no title.
_BETWEEN = re.compile("[在的了是和与对被把向从到为以及等,，、。:：介说]")


@cache
def only_titles(lexicon: Lexicon) -> re.Pattern[str]:
    """Titles and nothing else."""
    head = any_of(lexicon, "titles", "head")
    return re.compile(f"{head}(?:[、兼及 ]{{1,2}}{head}){{0,3}}")


def head_of(text: str, lexicon: Lexicon) -> str | None:
    """The longest head of a title that a text ends with: 副局长."""
    heads = surfaces(lexicon, "titles", "head")
    return next((text[-length:] for length in sorted(_lengths(lexicon), reverse=True) if text[-length:] in heads), None)


def title_before(left: str, lexicon: Lexicon) -> int | None:
    """Where the titles begin that `left` ends with, each with the words in front of it: 党委书记、集团董事长."""
    heads = surfaces(lexicon, "titles", "head")
    # 时任江城燃气公司经理的|秦佳新
    left = left[:-1] if left.endswith("的") and _HELD.search(left) else left
    note = _NOTE.search(left)
    left = left[: note.start()] if note else left  # 副局长(主持工作)
    end = len(left.rstrip(" \n\u3000:："))
    ends = {end} if len(left) - end <= _BLANKS else set()
    begins: list[int] = []
    for _ in range(_MOST_TITLES):
        starts: set[int] = set()
        for end in ends:
            for length in _lengths(lexicon):
                if left[max(0, end - length) : end] in heads and length <= end:
                    words = _TITLE_WORDS.match(left[::-1], len(left) - end + length)
                    starts.update(range(end - length - len(words[0] if words else ""), end - length + 1))
        # 由总经理任副组长 is no title.
        begins += [start for start in starts if not _MADE_WHAT.search(left, max(0, start - _BLANKS), start)]
        ends = {start - marks for start in starts for marks in (1, 2) if _AND.fullmatch(left, start - marks, start)}
    spaced = _SPACED.search(left)
    if not begins and spaced and spaced["first"] + spaced["last"] in heads:
        return spaced.start()
    return min(begins, default=None)


@cache
def _lengths(lexicon: Lexicon) -> tuple[int, ...]:
    return tuple({len(head) for head in surfaces(lexicon, "titles", "head")})


def title_start(
    text: str, first: int, name: int, words: Sequence[Word], organisations: Sequence[Place], lexicon: Lexicon
) -> tuple[int, str | None]:
    """Where the title begins, and whose: 东莞联通|党委书记, **省委|省委副书记, 号线班|班长, 前台营业员."""
    head = pattern(lexicon, "titles", "head", then="(?!师?事务所)").search(text, first, name)
    at = head.start() if head else first
    # 骨|科主任 leads 骨科.
    at += text.startswith(("科主任", "科护士长"), at) and at > first and bool(_HAN_BEFORE.match(text, at - 1))
    for a, b, _ in organisations:
        if a <= at < b:  # the title's own first word was read as the organisation's end: 广东联通党委|书记
            if text[a:b].endswith("工会") or text[a:at] == "团":  # 省总工会|副主席, 团县委|书记
                return b, text[a:b]
            return at, text[a:at] if at - a > 2 else text[a:b]
        if first <= b <= at and not _BETWEEN.search(text, b, at):
            behind = without_party(text, a, b)
            inner = text[behind:at]
            # 省监委|派驻第六监察组|组长
            if len(inner) >= _SHORTEST_UNIT and inner.endswith(_INNER):
                return at, text[a:at]
            return behind, text[a:behind] or None
    begin = _modifiers(words, at)
    modifiers = text[begin:at]
    begin += modifiers[:1] in FRONT and len(modifiers) > 1  # 经|公司总经理
    modifiers = text[begin:at]
    if begin and text[begin - 1].isdigit() and (counting := _COUNTING.match(modifiers)):
        begin, modifiers = begin + counting.end(), modifiers[counting.end() :]
    unit = _unit_inside(words, begin, at)
    return (
        (unit if at - unit <= _LONGEST_MODIFIER else at, text[begin:unit])
        if unit > begin
        else _without_owner(text, begin, at, lexicon)
    )


def _without_owner(text: str, begin: int, at: int, lexicon: Lexicon) -> tuple[int, str | None]:
    """Where the title begins whose head stands at `at`, behind whose it is: 集团|党委书记, 省委|副书记."""
    modifiers = text[begin:at]
    own = pattern(lexicon, "titles", "owner").match(modifiers)
    if own:
        # 集团|党委书记: the document's own organisation by its common noun.
        begin, modifiers = begin + own.end(), modifiers[own.end() :]
    party = without_party(modifiers, 0, len(modifiers))
    if party < len(modifiers):
        return begin + party, modifiers[:party] if party > 1 else None
    if modifiers.endswith(_UNITS) and modifiers != _OFFICE:
        return at, modifiers if len(modifiers) > 2 else None
    return (begin, None) if len(modifiers) <= _LONGEST_MODIFIER else (at, None)


def _unit_inside(words: Sequence[Word], begin: int, at: int) -> int:
    """Where the last unit ends that stands between `begin` and what somebody does there; `begin` for none."""
    found = begin
    for start, end, word, _, _ in words:
        if begin <= start and begin + 2 < end < at and word not in _NO_UNITS:
            said = "".join(other[2] for other in words if begin <= other[0] and other[1] <= end)
            found = end if said.endswith(_UNITS) or _AREA.search(said) else found
    return found


def without_party(text: str, start: int, end: int) -> int:
    """Where the organisation text[start:end] ends without its 党组: the party's posts are called so, 党组副书记."""
    party = _PARTY.search(text, start, end)
    return party.start() if party else end


def _modifiers(words: Sequence[Word], at: int) -> int:
    """Where the nominal words in front of a title's head begin: 建设维护部 of 建设维护部主任, 前台 of 前台营业员."""
    begin = at
    for start, end, word, tag, _ in reversed(words):
        nominal = tag.startswith(("n", "vn", "j", "b")) and tag not in ("nr", "ns") and word not in _NO_MODIFIERS
        if end == begin and (nominal or word in _RANKS):
            begin = start
    return begin


@cache
def title_after(lexicon: Lexicon) -> re.Pattern[str]:
    """A title right behind a name, or what somebody is made: 胡卫红总经理, 胡卫红担任组长, 选举胡卫红女士为董事长."""
    # 江城恒曜|会计师事务所 is nobody's accountant, 胡卫红　主管会计工作负责人:李明 no head.
    head = any_of(lexicon, "titles", "head")
    heads = f"{head}(?:[、兼]{head})*"
    return re.compile(
        f"(?:(?:{_MADE})?(?P<title>(?:办公室)?{heads})|[ \u3000]{{1,3}}(?P<apart>{heads})(?![{HAN}])"
        f"|[(（](?P<noted>[{HAN}]{{0,8}}?{head})[)）])(?!师事务|(?:创新)?工作室)"
    )


def title_given(text: str, end: int, organisations: Sequence[Place], lexicon: Lexicon) -> tuple[str, str | None] | None:
    """Title and organisation of whom somebody is made what: 于海任江东油田采油二区书记, 聘任于海为公司副总裁."""
    made = _GIVEN.match(text, end)
    org = next((place for place in organisations if made and place[0] == made.end()), None)
    if made is None or org is None:
        return None
    behind = without_party(text, org[0], org[1])
    title = _post(lexicon).match(text, behind)
    return (title["title"], text[org[0] : behind]) if title else None


def title_apposed(
    text: str, end: int, organisations: Sequence[Place], lexicon: Lexicon
) -> tuple[str, str | None] | None:
    """Title and organisation behind a name and a comma: 王建国,江东银行党委书记、董事长; 王建国,男,1965年生,…现任….

    Of a short life, what somebody is now.
    """
    life = _LIFE.match(text, end)
    now = _NOW.match(text, life.end()) if life else None
    at = now.end() if now else _of_an_organisation(text, life.end(), organisations) if life else end + 1
    if not now and text[end : end + 1] not in (",", "，"):
        return None
    known = next((b for a, b, _ in organisations if a == at), None)
    firm = _FIRM.match(text, at) if now else None
    behind = firm.end() if firm else known or at
    own = pattern(lexicon, "titles", "owner").match(text, behind)
    title = _post(lexicon).match(text, own.end() if own else behind)
    return (title["title"], text[at:behind] or None) if title else None


def _of_an_organisation(text: str, start: int, organisations: Sequence[Place]) -> int:
    """Where the item of a short life begins that names an organisation: 女,汉族,|江城市中心医院感染科主任."""
    items = (item.start() for item in _ITEM.finditer(text, start, start + _REACH))
    return next((at for at in items if any(a == at for a, _, _ in organisations)), start)


@cache
def _post(lexicon: Lexicon) -> re.Pattern[str]:
    """Titles in a row that close what is said of somebody."""
    part = f"[{HAN}]{{0,8}}?{any_of(lexicon, 'titles', 'head')}"
    return re.compile(f"(?P<title>{part}(?:[、兼]{part}){{0,3}})(?=[,，。;；、\n]|$)")


def org_before(text: str, start: int, organisations: Sequence[Place]) -> str | None:
    """The organisation that stands directly in front."""
    return next((text[a:b] for a, b, _ in organisations if b <= start and _GAP.fullmatch(text[b:start])), None)


def unit_before(text: str, start: int, words: Sequence[Word], lexicon: Lexicon) -> str | None:
    """The department that stands directly in front: 养护|工程部|刘建军."""
    if not text.endswith(_UNITS, 0, start) or not words or words[0][0] >= start:
        return None
    unit = text[unit_start(words, start - 1, lexicon) : start]
    return unit if len(unit) > _SHORTEST_UNIT else None


def joined(title: str) -> str:
    """A title without line ends: 党委委员、\n副总经理 is 党委委员、副总经理."""
    return re.sub(r"\s+", "", _NOTE.sub("", title)).strip("、,，:：").removesuffix("的").removeprefix("时任")
