"""Honors: an award verb and the names it governs, or a name with its holder (获得者, 桂冠, “四连冠”)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from corpusdoc.extract.honor_cues import Cue, cues_in
from corpusdoc.extract.honor_details import (
    CLAUSE,
    bodies_in,
    count_of,
    counts_in_order,
    giver_beside,
    is_firm,
    lead_body,
    recipient_of,
    won_in,
    years_of,
)
from corpusdoc.extract.honor_listings import cells, counted_names, listing_lines, plain_name
from corpusdoc.extract.honor_lists import honor_names
from corpusdoc.extract.honor_names import Named, holders_ahead, holders_before, is_held, is_quoted
from corpusdoc.extract.honor_papers import GIVES, in_paper, names_its_subject
from corpusdoc.extract.levels import level_of, usual_level
from corpusdoc.extract.scanning import Scanner
from corpusdoc.extract.tagging import bearing
from corpusdoc.extract.vocabulary import any_of, pattern, surfaces
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

_EDITION = re.compile("第(?:\\d{1,3}|[一二三四五六七八九十百]{1,4})[届批次]")
_CHOOSES = re.compile("评选|选树|命名")
_NOMINATED = re.compile("[”’」』]?提名(?!奖)")
_TAKEN_IN = re.compile("入选|入围|跻身|列入|命名为|确定为")
_CONTEST = re.compile(
    "在(?P<edition>第(?:\\d{1,3}|[一二三四五六七八九十百]{1,4})[届次])?[“「『](?P<name>[^“”「」『』\\n]{2,24}[奖选])[”」』]"
    "[^,，。;；“”「」]{0,8}中[,，]?[^,，。;；“”「」]{0,12}$"
)
_PRIZE = re.compile("(?:卓越|优异|优秀|最高|[特一二三]等|[金银铜])大?奖")
# 在第六届全省邮政行业职业技能竞赛中,…获快递员组一等奖: edition and level are the contest's.
_MATCH = re.compile("[在于](?P<contest>[^,，。;；]{2,40}?(?:竞赛|比赛|大赛|评选|评比|会演|汇演)(?:活动)?)[中上里]")
_HOLDER = re.compile("[”’」』][^、,，;；和与及“「]{0,12}")
_COUNTED = re.compile("[”’」』]\\d{1,4}[名个家项支位]")
_STRETCH = re.compile("[、,，。;；:：!！?？\n]")
_HELD = {"name", "holder"}  # topics: a name, and what stands behind one that somebody holds


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
    for index in listing_lines(document.text, segmentation, lexicon):
        cues[index].add("listing")
    for index, sentence in bearing(segmentation, (index for index, held in cues.items() if _may_state(held))):
        sentence_text = sentence.span.of(document.text)
        if names_its_subject(sentence_text):
            continue
        for honor in _in_sentence(document.text, index, sentence, cues[index], lexicon):
            dated = in_paper(
                _with_level(honor, sentence_text, lexicon), document.text, sentence_text, profile, told[index], lexicon
            )
            found.setdefault((dated.mention.span, dated.name), dated)
    return tuple(sorted(found.values(), key=lambda honor: honor.mention.span))


@cache
def _scanner(lexicon: Lexicon) -> Scanner:
    """Words without which a sentence states no honor, unless it stands under a heading that says so."""
    verbs = frozenset().union(*(surfaces(lexicon, "honor_cues", kind) for kind in ("verb", "weak", "holding")))
    behind = {*surfaces(lexicon, "honor_cues", "after"), "连冠", "——"}
    return Scanner({"verb": verbs, "name": surfaces(lexicon, "honors", "name"), "holder": behind})


def _may_state(holding: set[str]) -> bool:
    return "verb" in holding or "listing" in holding or holding >= _HELD


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
        # 创建“一心为民”品牌、文明单位: what is made, unlike what is given, is an honor only where its name says so.
        names = [n for n in names if n.listed or n.body or cue.strong or cue.status != "target"]
        if not (held and names) and not _convincing(names, cue, text, stop, lexicon):
            # 表彰一线员工20名 says who got something, 评选出平安家庭20户 what they got.
            names = list(counted_names(text, cue.end, stop)) if _CHOOSES.search(text, cue.start, cue.end) else []
            if not names:
                continue
        for honor in _governed(names, cue, text, index, lexicon):
            yield replace(honor, recipient=held.name, count=held.number) if held else honor
        taken = max(taken, *(name.end for name in names))
    if holding >= _HELD:
        # 涌现出全国劳动模范获得者: who comes forth holds what a verb gave before.
        verbs = [cue.end for cue in cues if not text.startswith("涌现", cue.start)]
        yield from _held(text, index, start, end, verbs, lexicon)
    for first, last in on_line:
        if not any(first <= cue.start < last for cue in cues):
            for name in list(honor_names(text, first, last, lexicon)) or plain_name(text, first, last, lexicon):
                yield _honor(name, _LISTED, text, index, lexicon)


def _in_contest(text: str, start: int, cue: Cue, stop: int) -> Named | None:
    """在第八届「职业健康大奖」中获卓越大奖: the prize is a grade, the honor is that of the contest."""
    if not _PRIZE.match(text, cue.end, stop):
        return None
    match = _CONTEST.search(text, max(start, cue.start - 80), cue.start)
    if not match:
        return None
    return Named(match.start("name"), match.end("name"), match["name"], match["edition"] or "", None, True)


_LISTED = Cue(0, 0, "awarded", True, "")


@cache
def _called(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        f"[”’」』]?(?:等)?(?:[^,，。;；“]{{0,8}}?){any_of(lexicon, 'honor_cues', 'after')}|[”’」』](?:的)?(?:荣誉)?称号"
    )


def _is_giver(subject: str, cue: Cue, text: str, lexicon: Lexicon) -> bool:
    """全国总工会表彰…: whether the subject gives the honor, and does not get it."""
    if not GIVES.match(text, cue.start, cue.end) or text[cue.start - 1] in "被获由经受":
        return False
    return bool(_authorities(lexicon).search(subject))


@cache
def _authorities(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "levels", "authority", then="$")


def _convincing(names: list[Named], cue: Cue, text: str, stop: int, lexicon: Lexicon) -> bool:
    """Whether the list is one of honors: known names, a strong verb, or 称号 after the last."""
    if not names:
        return False
    called = _called(lexicon).match(text, names[-1].end, stop + 8)
    if text[cue.start : cue.end] in surfaces(lexicon, "honor_cues", "holding"):
        return called is not None
    if any(name.listed or name.body for name in names):
        return True
    if GIVES.search(text, cue.start, cue.end) and _COUNTED.match(text, names[0].end):
        return True  # 评选“暖心工会”20家
    # 入选“公司治理评鉴前百分之五企业”
    if _TAKEN_IN.search(text, cue.start, cue.end) and is_held(text, names[0], lexicon):
        return True
    return (cue.strong and cue.status == "awarded") or called is not None


def _governed(names: list[Named], cue: Cue, text: str, index: int, lexicon: Lexicon) -> Iterator[Honor]:
    bodies = bodies_in(cue.left)
    won = won_in(text[cue.end : names[0].start]) if len(names) == 1 else None
    in_order = counts_in_order(text, names[-1].end) if len(names) > 1 else []
    level: Level | None = None
    for position, name in enumerate(names):
        honor = _honor(name, cue, text, index, lexicon)
        # 被“甲”和“乙”评为“A”和“B”: one giver each.
        body = bodies[position] if len(bodies) == len(names) else (bodies[0] if len(bodies) == 1 else None)
        body, recipient, edition = honor.body or body, honor.recipient, honor.edition
        if body is None and recipient and _is_giver(recipient, cue, text, lexicon):
            body, recipient = recipient, None
        # 用户公司向电信公司授予“最佳供应商”: what firms give each other is no firm's own.
        own = body and f"{body}向" not in cue.left
        level = honor.level or (_given_at(body, lexicon) if body and own else None) or level
        contest = _MATCH.search(cue.left) if _PRIZE.search(name.name) else None
        if contest:
            of_contest = _EDITION.search(contest["contest"])
            edition = edition or (of_contest[0] if of_contest else None)
            level = level or level_of(contest["contest"].removeprefix(of_contest[0] if of_contest else ""), lexicon)
        yield replace(
            honor,
            edition=edition,
            level=level or usual_level(name.name, lexicon),
            body=body,
            recipient=recipient,
            count=in_order[position] if len(in_order) == len(names) else honor.count or won,
        )
        # 获省级“A”、“B” shares its grade; 获工信部颁发的“A”、“B” does not share its giver, nor “全国A”、“B” its words.
        if name.body or (is_quoted(text, name) and level_of(name.name, lexicon)):
            level = None


def _with_level(honor: Honor, sentence: str, lexicon: Lexicon) -> Honor:
    """The honor with the level of whom another clause names as its giver."""
    giver = giver_beside(sentence) if honor.level is None and honor.body is None else None
    return replace(honor, level=_given_at(giver, lexicon)) if giver else honor


def _given_at(body: str, lexicon: Lexicon) -> Level | None:
    return level_of(body, lexicon) or ("corporate" if is_firm(body) else None)


def _honor(name: Named, cue: Cue, text: str, index: int, lexicon: Lexicon) -> Honor:
    edition = _EDITION.search(name.lead) or _EDITION.search(name.name) or _EDITION.search(cue.left[-4:] + name.lead)
    title = name.name[edition.end() :] if edition and name.name.startswith(edition[0]) else name.name
    clause = _STRETCH.split(cue.left)[-1]
    return Honor(
        mention=Mention(Span(name.start, name.end), index, _rule(name, cue), 0.9 if name.listed else 0.75),
        name=title.strip() or name.name,
        edition=edition[0] if edition else None,
        level=level_of(title, lexicon) or level_of(f"{name.lead}{name.body or ''}", lexicon),
        body=name.body or lead_body(name.lead),
        recipient=recipient_of(cue.left, text, name.end, lexicon),
        count=count_of(clause, text, name.end),
        years=years_of(cue.left),
        status="nominated" if cue.status == "awarded" and _is_nomination(text, name) else cue.status,
    )


def _is_nomination(text: str, name: Named) -> bool:
    return name.name.endswith("提名奖") or _NOMINATED.match(text, name.end) is not None


def _rule(name: Named, cue: Cue) -> str:
    if cue is _LISTED:
        return "honor.section"
    return f"honor.{cue.status}" if name.listed else "honor.quoted"


def _held(text: str, index: int, start: int, end: int, verbs: list[int], lexicon: Lexicon) -> Iterator[Honor]:
    """Names that no verb governs, but their holder follows: 全国五一劳动奖章获得者, 全国文明城市“四连冠”."""
    for match in _holders(lexicon).finditer(text, start, end):
        if any(verb <= match.start() and not CLAUSE.search(text, verb, match.start()) for verb in verbs):
            continue
        first = match.start("names")
        cue = Cue(first, first, "awarded", True, "")
        yield from _governed(list(honor_names(text, first, match.end("names"), lexicon)), cue, text, index, lexicon)


@cache
def _holders(lexicon: Lexicon) -> re.Pattern[str]:
    name = any_of(lexicon, "honors", "name")
    places = any_of(lexicon, "places", "province", "city", "district")
    where = f"(?:{any_of(lexicon, 'levels', 'grade', 'local')}|(?:{places}|\\*\\*)[省市县区]?)?"
    edition = "(?:第(?:\\d{1,3}|[一二三四五六七八九十]{1,3})[届批])?"
    item = f"[“‘「]?{where}{edition}[“‘「]?{name}[”’」』]?"
    after = any_of(lexicon, "honor_cues", "after")
    return re.compile(
        f"(?P<names>(?:{item}[、和及与]){{0,6}}{item})(?:[“‘「]?[二两三四五六七八九十]连冠|等?{after}|——)"
    )
