"""The name of one honor: its quoted part, or all up to the head noun that closes it, and what stands in front."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.levels import level_of
from corpusdoc.extract.vocabulary import HAN, any_of, looking_for, pattern, surfaces
from corpusdoc.lexicon import Lexicon

OPENING, CLOSING = "“‘「『《〈", "”’」』》〉"
_LONGEST = 48
# What may stand between the verb and the name: 了, a year, a number of honors, "by".
FILLER = re.compile(
    r"(?:[了过为:： ]|有(?![色效功机])|荣誉[:：]|(?:19|20)\d\d(?:年(?:\d{1,2}月|度)?[,，]?|[-—至](?:19|20)\d\d年度?)"
    r"|的(?=\d)|成(?=[国省市全])|[他她其](?=[国省市全])|[新本]一?届|“十[一二三四]?五”(?:期间|时期)?|到20\d\d年底?[,，]?|[建创]成|连续(?:\d+|[两二三四五六七八九十]+)年|1\d\d年度?|由|\d+[项个次枚名家位支户]"
    r"|\d+大|[三四五六七八九十]+大|[两一二三四五六七八九十百]+[项个次枚名])+"
)
# 全国文明单位创建活动 and 青年文明号标准 are no honors.
_GOES_ON = "创建评活座工申考标纪号"
_GIVER = re.compile(
    "^(?P<body>.{2,30}?)(?:联合)?(?:(?:颁发|授予|颁授|评选|评定|认可|表彰|举办|主办|组织|发布|命名|认定|颁布)[的之]"
    "|颁[发授赠](?:的)?(?=[“「『《])|评[审选定]?为)"
)
_STANDARD = re.compile(" ?(?:ISO|IEC|OHSAS|IATF|SA) ?[\\d.:-]{4,12}")
_SYSTEM = re.compile("(?:ISO|IEC|OHSAS|IATF|GB/T|HSE|SA) ?[\\d.:/-]{0,14}[^、,，。;；和及与\\n]{0,14}")
# GB/T24001环境管理体系的认证
_SYSTEM_OF = re.compile("(?P<name>[^、,，。;；的\n]{4,30}体系)的(?:认证|验证|认可)")
_GRADED_NOUN = re.compile(f"(?:{FILLER.pattern})?(?P<name>[{HAN}]{{5,16}})(?<![励金助贴扶持款位名会部厅委利权])")
_CERTIFIED = re.compile("[^。;；\\n]{0,118}?(?:认证|验证|认可)")
_EXPLAINED = re.compile("[(（][^()（）]{0,40}(?:[)）](?=[,，。;；、!！?？\n]|$)|$)")
# In 世界500强, or a clause: 实现了…, 再次冲击….
_WHERE = re.compile(
    "在(?![职岗校线])|年内|[将把](?=[^军])|(?:颁发|发放|给予|成立|建立|设立|组建|创办|推出|开展|举办|完成)(?!奖)|\\d+[人名个位]|再次|首次|实现|冲击|并|还|已|同时|继续|努力|积极|逐步|不断"
)
# 获评省级“甲”企业3家,8家为市级“乙”企业
_COUNTED = re.compile("\\d+[家个名户]为?")
_OPENED = re.compile("[(（][^()（）]*$")
_CALLED = re.compile("的?(?:光荣|荣誉)称号$")
_MEDALS = ("金奖", "银奖", "铜奖", "金牌", "银牌", "铜牌", "冠军", "亚军", "季军")
# 记三等功 has its own verb; 市级以上荣誉 are many.
_OTHER = re.compile("[记立](?:个人|集体)?[特一二三]等功|级及?以上")
_RANKED = re.compile(f"(?:企业)?(?:中的?)?排名|的[{HAN}]{{0,6}}第 ?[\\d一二三四五六七八九十]")
# 求是 and 就是 stand in names.
_IS = re.compile("(?<![求就])是")
_GRADE_ONLY = "国家|中国|中华"


class Named(NamedTuple):
    """An honor as a list names it; places are in the document."""

    start: int
    end: int
    name: str
    lead: str  # what stands in front of the name: 省级, 集团总部, 第五届
    body: str | None
    listed: bool  # whether the lexicon knows the name or its head


@cache
def _trail(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        f" ?{any_of(lexicon, 'honor_cues', 'trail')}|的|$|[。.!！?？)）:：]|[,，、]|\\d(?![A-Za-z])"
        "|[一二两三四五六七八九十]+次|[(（](?:连续)?[\\d一二两三四五六七八九十][^()（）]{0,8}[)）]"
    )


@cache
def _known(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "honors", "name", "head", then="(?![励金罚惩补学项品])")


def is_listed(name: str, lexicon: Lexicon) -> bool:
    """Whether the lexicon knows the honor by its name or its head noun, or by praise or grade and a kind of holder."""
    if _known(lexicon).search(name):
        return True
    return bool(
        pattern(lexicon, "honors", "weak").search(name)
        and (pattern(lexicon, "honors", "praise").search(name) or _graded(lexicon).match(name))
    )


def ends_listed(name: str, lexicon: Lexicon) -> bool:
    """Whether a name ends with an honor that the lexicon knows: not “金牌约投”, “赶先进、建标杆班组”."""
    if any(match.end() == len(name) for match in _known(lexicon).finditer(name)):
        return True
    return name.endswith(tuple(surfaces(lexicon, "honors", "weak"))) and is_listed(name, lexicon)


def is_quoted(text: str, name: Named) -> bool:
    """Whether a name stands in quotes of its own."""
    return text[name.start - 1 : name.start] in ("“", "「", "『", '"')


def is_held(text: str, name: Named, lexicon: Lexicon) -> bool:
    """Whether a quoted name ends with a kind of holder: “公司治理评鉴前百分之五企业”."""
    kinds = tuple(surfaces(lexicon, "honors", "weak"))
    return is_quoted(text, name) and name.name.endswith(kinds)


@cache
def _graded(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'levels', 'grade')}|{_GRADE_ONLY}")


# “湖南省‘五一’劳动奖状”: quotes inside of quotes.
_QUOTED = re.compile(
    f'[{OPENING[:4]}"]((?:[^{OPENING}{CLOSING}"\n]|[‘『][^{OPENING}{CLOSING}"\n]{{1,12}}[’』]){{2,40}})[{CLOSING}“"]?'
)
_CONTEST_PRIZE = re.compile(f"奖[{OPENING[:4]}][^{CLOSING}\n]{{2,24}}奖[{CLOSING}]")
_TITLE = re.compile("[《〈]([^《》〈〉\n]{2,40})[》〉]")
# 《亚洲银行家》杂志“最佳银行”
_PAPER = re.compile("[《〈][^《》〈〉\n]{2,20}[》〉](?:杂志社?|周刊|报社?|月刊)?")


def named_in(text: str, start: int, end: int, lexicon: Lexicon) -> Named | None:
    """The honor that text[start:end] names: its quoted part, or all up to the head noun."""
    stretch = text[start:end]
    giver = _GIVER.match(stretch)
    body = _unquoted(giver["body"]) if giver else None
    offset = start + (giver.end() if giver else 0)
    quoted = _QUOTED.search(text, offset, end)
    if quoted and text[quoted.end() : quoted.end() + 1] == "之":
        # 第25届「信望奖」之「最佳通路奖」: the edition is the contest's.
        prize = _QUOTED.match(text, quoted.end() + 1, end)
        if prize:
            return Named(prize.start(1), prize.end(1), prize[1], text[offset : quoted.start()], body, True)
    if quoted and quoted.start() - offset <= 24 and not _ends_before(text, offset, quoted.start(), lexicon):
        return _from_quote(text, offset, quoted, end, body, lexicon)
    title = _TITLE.search(text, offset, end)
    if title and title.start() - offset <= 24 and (title[1].endswith("奖") or _known(lexicon).search(title[1])):
        # 授予《全国文明单位证书》 names an honor; 通过《年度报告》 does not.
        kind = _papers(lexicon).search(title[1])
        return None if kind else _from_quote(text, offset, title, end, body, lexicon)
    paper = _PAPER.match(text, offset, end)
    if paper:
        body, offset = body or paper[0], paper.end()
    return _from_head(text, offset, end, body, lexicon)


@cache
def _papers(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "document_kinds", "kind", then="$")


def _unquoted(body: str) -> str:
    return body.strip("“”‘’「」\"' 由被在")


def _ends_before(text: str, start: int, quote: int, lexicon: Lexicon) -> bool:
    """Whether an honor is complete in front of the quote: 全国文明城市“四连冠”."""
    match = _known(lexicon).search(text, start, quote)
    # 台湾企业永续奖「创意沟通奖」: the quote names a prize of the contest.
    return bool(match and match.end() == quote and not _CONTEST_PRIZE.match(text, quote - 1))


def _from_quote(
    text: str, start: int, quoted: re.Match[str], end: int, body: str | None, lexicon: Lexicon
) -> Named | None:
    lead = text[start : quoted.start()]
    tail = _tail(text, quoted.end(), end, lexicon)
    if tail is None:
        return Named(quoted.start(1), quoted.end(1), quoted[1].strip(), lead, body, is_listed(quoted[1], lexicon))
    if body is None and _gives(lexicon).fullmatch(lead.strip()):
        # 管理专业协会「优质管理奖」金奖: who gives it is no part of its name.
        return Named(quoted.start(), tail, text[quoted.start() : tail], lead, lead.strip(), True)
    paper = _PAPER.fullmatch(lead.strip())
    if paper:
        return Named(quoted.start(), tail, text[quoted.start() : tail], "", paper[0], True)
    # “户外劳动者服务站点”共建品牌企业, **省“五一”劳动奖状: the quote is a part of the name.
    first = start + len(lead) - len(lead.lstrip())
    counted = _COUNTED.match(text, first)
    first = counted.end() if counted else first
    if _crowd(lexicon).search(text, first, tail) or _WHERE.match(text, first):
        return None
    # 创建“一心为民”党建品牌 is a practice; 获评“一心为民”最佳党建品牌 an honor.
    praised = not text.startswith("品牌", tail - 2) or is_listed(text[first:tail], lexicon)
    return Named(first, tail, text[first:tail], "", body, praised)


@cache
def _gives(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"[{HAN}]{{2,20}}{any_of(lexicon, 'orgs', 'suffix')}|{any_of(lexicon, 'orgs', 'name')}")


def _tail(text: str, position: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a name goes on to after its quoted part; None where the quote is all of it."""
    if _trail(lexicon).match(text, position, end) or position >= end:
        return None
    stop = min(end, position + 20)
    last = None
    for heads in (_known(lexicon), pattern(lexicon, "honors", "weak")):
        for match in heads.finditer(text, position, stop):
            if match[0] == "称号":
                continue
            if match.end() == end or _trail(lexicon).match(text, match.end(), end):
                last = max(last or 0, match.end())
    return last


def _from_head(text: str, start: int, end: int, body: str | None, lexicon: Lexicon) -> Named | None:
    """The name up to the last head noun that closes a name there."""
    last, listed = _last_head(text, start, end, lexicon)
    if last is None:
        # 通过ISO9001质量管理体系、ISO14001环境管理体系认证: the list's last word says what they are.
        standard = _SYSTEM.match(text, start, end)
        if standard and _CERTIFIED.match(text, start, start + 120):
            return Named(start, standard.end(), standard[0], "", body, True)
        # 评为市级儿科重点专科: a grade makes a name of any noun; 全省信息化和创优先进单位 goes on.
        match = _GRADED_NOUN.match(text, start, end)
        # 全国优秀政务热线、… is praised, and whole.
        goes_on = match and text.startswith(("和", "与", "及", "、"), match.end())
        if not match or (goes_on and not pattern(lexicon, "honors", "praise").search(match["name"])):
            return None
        if not _closes(text, match.end(), end, lexicon) or not _graded(lexicon).match(match["name"]):
            return None
        last, listed = match.end(), False
    standard = _STANDARD.match(text, last, end)
    last = standard.end() if standard else last
    of = _SYSTEM_OF.match(text, start, last)
    if of:
        return Named(start, of.end("name"), of["name"], "", body, True)
    lead = FILLER.match(text, start, last)
    first = lead.end() if lead else start
    # 人民满意的公务员 is one name.
    whole = next((m.start() for m in _with_owner(lexicon).finditer(text, first, last) if m.end() == last), last)
    owner = text.rfind("的", first, whole)
    first = owner + 1 if owner >= 0 else first
    called = _CALLED.search(text, first, last)
    last = called.start() if called and called.start() - first > 3 else last
    # 示范级(一等奖)
    last += text[last : last + 1] in (")", "）") and _OPENED.search(text, first, last) is not None
    name = text[first:last].strip()
    # 一批先进集体 are many, and no honor's name; 在世界500强 says where, 世界500强排名第9位 how high.
    if (
        _WHERE.match(name)
        or _RANKED.match(text, last, end)
        or not (3 <= len(name) <= _LONGEST or name in _MEDALS)
        or "\n" in name
        or "了" in name
        or _IS.search(name)
        or name.count("《") != name.count("》")
        or _crowd(lexicon).search(name)
        or name in _bare(lexicon)
        or _OTHER.search(name)
    ):
        return None
    return Named(last - len(name), last, name, text[start:first], body, listed)


@cache
def _crowd(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?<!第){any_of(lexicon, 'honor_cues', 'crowd')}")


@cache
def _with_owner(lexicon: Lexicon) -> re.Pattern[str]:
    return looking_for(name for name in surfaces(lexicon, "honors", "name") if "的" in name)


@cache
def _bare(lexicon: Lexicon) -> frozenset[str]:
    """What comes with an honor and is none: 荣誉证书."""
    return surfaces(lexicon, "honor_cues", "bare")


def _last_head(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int | None, bool]:
    """Where the last head noun ends that closes a name, and whether the lexicon vouches for it."""
    stop = min(end, start + _LONGEST)
    names = surfaces(lexicon, "honors", "name")
    known = [
        m
        for m in _known(lexicon).finditer(text, start, _bracket(text, start, stop))
        if _closes(text, m.end(), end, lexicon) or (m[0] in names and text[m.end()] not in _GOES_ON)
    ]
    if known:
        # 用户满意服务明星班组: a kind of holder may go on with what is a name by itself.
        last = known[-1].end()
        more = None if _closes(text, last, end, lexicon) else pattern(lexicon, "honors", "weak").match(text, last, stop)
        return more.end() if more and _closes(text, more.end(), end, lexicon) else last, True
    weak = [
        m
        for m in pattern(lexicon, "honors", "weak").finditer(text, start, stop)
        if _closes(text, m.end(), end, lexicon)
    ]
    # 作出突出贡献的单位: praise in front of 的 is none of the name's.
    owners = {m: max(start, text.rfind("的", start, m.start()) + 1) for m in weak}
    praised = [m for m in weak if pattern(lexicon, "honors", "praise").search(text, owners[m], m.end())]
    if praised:
        return praised[-1].end(), True
    # 政府服务奖, 北京市企业技术中心: only a strong verb makes it an honor.
    # A 县人民医院 is who gets it.
    things = [m for m in weak if m[0] not in surfaces(lexicon, "orgs", "suffix")]
    plain = [m for m in things if m[0] == "奖" or level_of(text[owners[m] : m.end()].lstrip("为了"), lexicon)]
    return (plain[-1].end(), False) if plain else (None, False)


def _bracket(text: str, start: int, stop: int) -> int:
    """Where a name ends at the latest: a bracket that nothing but a mark or a head noun follows explains it."""
    match = _EXPLAINED.search(text, start, stop)
    return match.start() if match else stop


def _closes(text: str, position: int, end: int, lexicon: Lexicon) -> bool:
    return position >= end or _trail(lexicon).match(text, position, end) is not None or text[position] in "“不(（"
