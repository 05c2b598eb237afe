"""Honors: an award verb and the names it governs, or a name with its holder (获得者, 桂冠, “四连冠”)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_cues import Cue, cues_in
from corpusdoc.extract.honor_details import (
    ahead_of,
    bodies_in,
    contest_of,
    count_of,
    counts_ahead,
    counts_in_order,
    giver_beside,
    lead_body,
    recipient_of,
    won_in,
    years_behind,
    years_of,
)
from corpusdoc.extract.honor_evidence import convincing
from corpusdoc.extract.honor_holders import holders_ahead, holders_before, proposed
from corpusdoc.extract.honor_listings import cells, counted_names, listing_lines, plain_name
from corpusdoc.extract.honor_lists import honor_names
from corpusdoc.extract.honor_names import Named, is_quoted
from corpusdoc.extract.honor_papers import GIVES, in_paper, names_its_subject
from corpusdoc.extract.honors_held import aimed_at, commended, held_honors, merits, shown, stated_honors
from corpusdoc.extract.levels import giver_level, level_of, praising_county, usual_level
from corpusdoc.extract.plans import planned_sections
from corpusdoc.extract.scanning import Scanner
from corpusdoc.extract.tagging import bearing
from corpusdoc.extract.vocabulary import pattern, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import (
    Document,
    Honor,
    Level,
    Mention,
    Profile,
    Segmentation,
    Sentence,
    Span,
    TimeExpression,
)

_EDITION = re.compile("第 ?(?:\\d{1,3}|[一二三四五六七八九十百]{1,4}) ?[届批次]")
_TIMES = re.compile("第[\\d一二三四五六七八九十]+次$")  # 第三次荣获
_CHOOSES = re.compile("评选|选树|命名")
_NOMINATED = re.compile("[”’」』]?提名(?!奖)")
# “2016年度中国银行业…”: the year of an honor is no part of its name.
_YEAR_OF = re.compile(
    "(?:(?:19|20)\\d\\d|1[01]\\d)(?:[-—~至](?:19|20)?\\d\\d)?年度?(?=.{3})|20\\d\\d ?(?=中国|全国|世界|全球|亚洲|亚太)"
)
_CONTEST = re.compile(
    "在(?P<edition>第(?:\\d{1,3}|[一二三四五六七八九十百]{1,4})[届次])?[“「『](?P<name>[^“”「」『』\\n]{2,24}[奖选])[”」』]"
    "[^,，。;；“”「」]{0,8}中[,，]?[^,，。;；“”「」]{0,12}$"
)
_PRIZE = re.compile("(?:卓越|优异|优秀|最高|[特一二三]等|[金银铜])大?奖|[金银铜]牌|[冠亚季]军")
# 在第六届全省邮政行业职业技能竞赛中,…获快递员组一等奖: edition and level are the contest's.
_MATCH = re.compile(
    "(?:[在于]|参加了?)(?P<contest>[^,，。;；]{2,40}?(?:竞赛|比赛|大赛|评选|评比|会演|汇演)(?:[^,，。;；“”]{1,12}?(?:组|项目|决赛))?(?:活动)?)"
    "(?:[中上里]|[,，]?(?:并|先后|均|又)?(?:[荣勇斩]?[获夺]|取得|赢得|摘|$))"
)
# 设“先进服务站”3个,每站奖励2000元
_PAID = re.compile("[”’」』]\\d{1,3}[个名家项][,，、]?(?:每[个名站人项家]|各|分别)?[^,，。;；]{0,4}奖励?")
_HOLDER = re.compile("[”’」』][^、,，;；和与及“「]{0,12}")
_TITLE = re.compile("《[^《》]*》")
_STRETCH = re.compile("[、,，。;；:：!！?？\n]")
_HELD = {"name", "holder"}  # topics: a name, and what stands behind one that somebody holds
_SHOWN = {"name", "shown"}  # and a word for several
_STATED = {"name", "stating"}  # and what says that somebody is or has one
_GRADED = {"level", "praised", "stating"}  # or one that no list has, of a level and praised: 建成省级示范基地1个
_LEVELS = ("国家级", "省级", "市级", "县级", "区级", "州级", "全国", "全省", "全市", "全县", "全区", "全州", "全行业")


def find_honors(
    document: Document,
    segmentation: Segmentation,
    profile: Profile,
    times: Sequence[TimeExpression],
    lexicon: Lexicon,
) -> tuple[Honor, ...]:
    """All mentions of honors that the document states, in the order of the text."""
    found: dict[tuple[Span, str], Honor] = {}
    told: defaultdict[int, list[TimeExpression]] = defaultdict(list)
    for time in times:
        told[time.mention.sentence].append(time)
    cues = _scanner(lexicon).cues(document.text, segmentation)
    plans: list[bool | None] = []
    for index in listing_lines(document.text, segmentation, lexicon):
        cues[index].add("listing")
    for index, sentence in bearing(segmentation, (index for index, held in cues.items() if _may_state(held))):
        sentence_text = sentence.span.of(document.text)
        if names_its_subject(sentence_text):
            continue
        for honor in _in_sentence(document.text, index, sentence, cues[index], lexicon):
            known = _with_level(honor, sentence_text, lexicon)
            section = segmentation.passages[sentence.passage].section
            plans = plans or planned_sections(document, segmentation, profile, lexicon)
            planned = section is not None and plans[section] is True
            dated = in_paper(known, document.text, sentence_text, profile, told[index], planned, lexicon)
            found.setdefault((dated.mention.span, dated.name), dated)
    return tuple(sorted(found.values(), key=lambda honor: honor.mention.span))


@cache
def _scanner(lexicon: Lexicon) -> Scanner:
    """Words without which a sentence states no honor, unless it stands under a heading that says so."""
    verbs = frozenset().union(*(surfaces(lexicon, "honor_cues", kind) for kind in ("verb", "weak", "holding")))
    behind = {*surfaces(lexicon, "honor_cues", "after"), "连冠", "——"}
    return Scanner(
        {
            "verb": verbs,
            "name": surfaces(lexicon, "honors", "name"),
            "holder": behind,
            "shown": ("奖牌", "奖状", "证书", "牌匾", "荣誉", "称号", "奖项", "获奖"),
            "stating": surfaces(lexicon, "honor_cues", "stating"),
            "level": _LEVELS,
            "praised": surfaces(lexicon, "honors", "praise"),
            "merit": ("等功", "大功", "嘉奖", "表彰", "表扬", "迈进", "冲刺", "奋进"),
        }
    )


def _may_state(holding: set[str]) -> bool:
    return bool(holding & {"verb", "listing", "merit"}) or any(
        holding >= each for each in (_HELD, _STATED, _SHOWN, _GRADED)
    )


def _in_sentence(text: str, index: int, sentence: Sentence, holding: set[str], lexicon: Lexicon) -> Iterator[Honor]:
    start, end = sentence.span.start, sentence.span.end
    taken = start
    cues = cues_in(text, start, end, lexicon)
    on_line = list(cells(text, start, end)) if "listing" in holding else []
    for position, cue in enumerate(cues):
        stop = cues[position + 1].start if position + 1 < len(cues) else end
        stop = next((last for _, last in on_line if cue.end <= last < stop), stop)
        gives = GIVES.search(text, cue.start, cue.end)
        active = gives is not None and gives.start() == cue.start and text[cue.start - 1] not in "被获由经受"
        held = (
            (holders_ahead(text, cue.end, stop, active, lexicon) or holders_before(cue.left, cue.end))
            if gives
            else proposed(text, cue.end, stop)
            if cue.status == "nominated"
            else None
        )
        contest = _in_contest(text, start, cue, stop)
        if contest:
            yield _honor(contest, cue, text, index, lexicon)
            taken = max(taken, stop)
            continue
        names = list(honor_names(text, held.end if held else cue.end, stop, lexicon))
        # “甲”被认定为A、“乙”被认定为B: what stands right in front of the next verb holds an honor, and is none.
        names = [
            n
            for i, n in enumerate(names)
            if n.listed or not i or stop == end or not _HOLDER.fullmatch(text, n.end, stop)
        ]
        # 3个集体获奖状,5名先进个人荣获奖章: so does what touches it.
        names = [n for i, n in enumerate(names) if not (i and n.end == stop < end)]
        # 设立“党员先锋岗” is what is done, 设优秀组织奖3个 what is given.
        names = [n for n in names if text[cue.start] != "设" or n.name.endswith("奖") or _PAID.match(text, n.end, end)]
        # 创建“一心为民”品牌、文明单位: what is made, unlike what is given, is an honor only where its name says so.
        names = [n for n in names if n.listed or n.body or cue.strong or cue.status != "target"]
        # 提名某某为公司总经理: posts are none.
        posts = tuple(surfaces(lexicon, "titles", "head")) if cue.status == "nominated" else ()
        names = [n for n in names if n.listed or not n.name.endswith(posts)]
        if not (held and names) and not convincing(names, cue, text, stop, lexicon):
            # 表彰一线员工20名 says who got something, 评选出平安家庭20户 what they got.
            names = list(counted_names(text, cue.end, stop)) if _CHOOSES.search(text, cue.start, cue.end) else []
            if not names:
                continue
        for honor in _governed(names, cue, text, index, lexicon):
            yield replace(honor, recipient=held.name, count=held.number) if held else honor
        taken = max(taken, *(name.end for name in names))
    held_by_form = (
        held_honors if holding >= _HELD else None,
        stated_honors if holding >= _STATED or holding >= _GRADED else None,
    )
    for finder in (*held_by_form, shown if holding >= _SHOWN else None):
        for held_by in finder(text, start, end, cues, lexicon) if finder else ():
            yield from _governed(held_by.names, held_by.cue, text, index, lexicon)
    if "merit" in holding:
        for given in (
            *merits(text, start, end), *commended(text, start, end, lexicon), *aimed_at(text, start, end, lexicon)
        ):  # fmt: skip
            yield from _governed(given.names, given.cue, text, index, lexicon)
    for first, last in on_line:
        if not any(first <= cue.start < last for cue in cues):
            for name in list(honor_names(text, first, last, lexicon)) or plain_name(text, first, last, lexicon):
                yield _beside(_honor(name, _LISTED, text, index, lexicon), (first, last), on_line, text, lexicon)


def _in_contest(text: str, start: int, cue: Cue, stop: int) -> Named | None:
    """在第八届「职业健康大奖」中获卓越大奖: the prize is a grade, the honor is that of the contest."""
    if not _PRIZE.match(text, cue.end, stop):
        return None
    match = _CONTEST.search(text, max(start, cue.start - 80), cue.start)
    if not match:
        return None
    return Named(match.start("name"), match.end("name"), match["name"], match["edition"] or "", None, True)


def _beside(
    honor: Honor, own: tuple[int, int], on_line: Sequence[tuple[int, int]], text: str, lexicon: Lexicon
) -> Honor:
    """The honor of one column with the level of whom the line's next names: 先进单位  襄城市人民政府."""
    others = [text[first:last] for first, last in on_line if (first, last) != own]
    if honor.level or len(others) != 1:
        return honor
    return replace(honor, level=giver_level(others[0], lexicon))


_LISTED = Cue(0, 0, "awarded", True, "")


def _is_giver(subject: str, cue: Cue, text: str, lexicon: Lexicon) -> bool:
    """全国总工会表彰…: whether the subject gives the honor, and does not get it."""
    if not GIVES.match(text, cue.start, cue.end) or text[cue.start - 1] in "被获由经受":
        return False
    return bool(_authorities(lexicon).search(subject))


@cache
def _authorities(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "levels", "authority", then="$")


def _governed(names: list[Named], cue: Cue, text: str, index: int, lexicon: Lexicon) -> Iterator[Honor]:
    bodies = bodies_in(cue.left)
    levels = {giver_level(body, lexicon) for body in bodies}
    if len(bodies) != len(names) and len(levels) == 1 and None not in levels:
        # 被市委、市政府授予: givers of one level give together.
        bodies = ["、".join(bodies)]
    # 每季度评选一次“先锋岗”: how often, not how many.
    won = won_in(text[cue.end : names[0].start]) if len(names) == 1 and cue.status == "awarded" else None
    in_order = (counts_in_order(text, names[-1].end) or counts_ahead(cue.left)) if len(names) > 1 else []
    level: Level | None = None
    for position, name in enumerate(names):
        honor = _honor(name, cue, text, index, lexicon)
        # 被“甲”和“乙”评为“A”和“B”: one giver each.
        body = bodies[position] if len(bodies) == len(names) else (bodies[0] if len(bodies) == 1 else None)
        body, recipient, edition = honor.body or body, honor.recipient, honor.edition
        if body is None and recipient and _is_giver(recipient, cue, text, lexicon):
            body, recipient = recipient, None
        # 用户公司向电信公司授予“最佳供应商”: what firms give each other is no firm's own.
        given = giver_level(body, lexicon) if body and f"{body}向" not in cue.left else None
        usual = usual_level(name.name, lexicon)
        level = honor.level or given or level
        contest = _MATCH.search(cue.left) if _PRIZE.search(name.name) else None
        if contest:
            of_contest = _EDITION.search(contest["contest"])
            edition = edition or (of_contest[0] if of_contest else None)
            level = level or level_of(contest["contest"].removeprefix(of_contest[0] if of_contest else ""), lexicon)
        yield replace(
            honor,
            edition=edition,
            level=honor.level or given or usual or level,
            body=body,
            recipient=recipient,
            count=in_order[position]
            if len(in_order) == len(names)
            else won or ahead_of(text[cue.end : name.start]) or honor.count,
        )
        # 获省级“A”、“B” shares its grade; 获工信部颁发的“A”、“B” does not share its giver, nor “全国A”、“B” its words.
        if name.body or (is_quoted(text, name) and level_of(name.name, lexicon)):
            level = None


def _with_level(honor: Honor, sentence: str, lexicon: Lexicon) -> Honor:
    """The honor with the level of whom another clause names as its giver."""
    if honor.level or honor.body:
        return honor
    giver, contest = giver_beside(sentence), contest_of(sentence.partition(honor.name)[0])
    told = (giver and giver_level(giver, lexicon)) or (contest and level_of(contest, lexicon))
    return replace(honor, level=told or praising_county(honor.name, lexicon))


def _honor(name: Named, cue: Cue, text: str, index: int, lexicon: Lexicon) -> Honor:
    edition = (
        _EDITION.search(name.lead)
        or _EDITION.search(name.name)
        or _EDITION.search(_TIMES.sub("", cue.left[-4:]) + name.lead)
    )
    dated = _YEAR_OF.match(name.name)
    whole = name.name[dated.end() :] if dated else name.name
    title = whole.removeprefix(edition[0]) if edition else whole
    clause = _STRETCH.split(cue.left)[-1]
    return Honor(
        mention=Mention(Span(name.end - len(whole), name.end), index, _rule(name, cue), 0.9 if name.listed else 0.75),
        name=title.strip() or whole,
        edition=edition[0] if edition else None,
        # 创建国家卫生城市先进集体 is for the city's part in it.
        level=(None if title.startswith("创建") else level_of(title, lexicon))
        or level_of(_TITLE.sub("", name.lead), lexicon),
        body=name.body or lead_body(name.lead),
        recipient=recipient_of(cue.left, text, name.end, lexicon),
        count=count_of(clause, text, name.end),
        years=years_of(text[max(cue.end, name.start - 8) : name.start])
        or years_of(cue.left)
        or years_behind(text, name.end),
        status="nominated" if cue.status == "awarded" and _is_nomination(text, name) else cue.status,
    )


def _is_nomination(text: str, name: Named) -> bool:
    return name.name.endswith("提名奖") or _NOMINATED.match(text, name.end) is not None


def _rule(name: Named, cue: Cue) -> str:
    if cue is _LISTED:
        return "honor.section"
    return f"honor.{cue.status}" if name.listed else "honor.quoted"
