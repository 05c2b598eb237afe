"""Honors: an award verb and the names it governs, or a name with its holder (获得者, 桂冠, “四连冠”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from corpusdoc.extract.honor_names import Named, honor_names
from corpusdoc.extract.levels import level_of, usual_level
from corpusdoc.extract.tagging import bearing
from corpusdoc.extract.vocabulary import HAN, any_of, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import (
    Document,
    Genre,
    Honor,
    Level,
    Mention,
    Profile,
    Segmentation,
    Sentence,
    Span,
    Status,
    TimeExpression,
)

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_NUMBER = "\\d+|[一二两三四五六七八九十]{1,3}"
_HOLDERS = re.compile(f"(?<![前第\\d])(?P<n>{_NUMBER})(?:余|多)?(?:家|个|名|人次|人|位|支|件|座)")
_YEARS = re.compile(f"连续(?:第)?(?P<n>{_NUMBER})(?:个)?年")
_IN_A_ROW = re.compile("[“‘「]?(?P<n>[二两三四五六七八九十])连冠")
_AFTER_NUMBER = re.compile(r"[“”‘’」』称号奖]{0,3}(?P<n>\d{1,3})(?:项|个|次|枚|家|名)")
_EDITION = re.compile("第(?:\\d{1,3}|[一二三四五六七八九十百]{1,4})[届批次]")
_YEAR_FRONT = re.compile("^(?:19|20)\\d\\d(?:[-—至](?:19|20)\\d\\d)?年度?")
_GIVES = re.compile("授予|评选|命名|表彰|评为|选树")
_NOMINATED = re.compile("[”’」』]?提名(?!奖)")
_GIVEN_BY = re.compile("(?:被|由|经(?![理营济过])|受到)([^被由经,，。;；:：]{2,60})$")
_TO = re.compile(f"(?P<body>[{HAN}A-Za-z]{{2,20}}?)向(?P<to>[{HAN}A-Za-z]{{2,20}})$")
_SHORT_QUOTE = re.compile("[“‘「『][^“”‘’「」『』,，。]{1,30}[”’」』]")
_CLAUSE = re.compile("[,，。;；:：!！?？\n]")
_ADVERBS = re.compile(
    "^(?:(?:并|还|又|也|再如|如|再|已|曾|先后|相继|多次|连续|分别|同时|此外|其中|近年来|今年|去年|当年|年内|均|都|更|首次|一举|为此|因此|"
    "成功|光荣|有|共有|共|在)+|\\d{4}年度?|\\d{1,2}月(?:\\d{1,2}日)?|[以来,，、 ])+"
)


_FRONT = re.compile("被|[,，。;；:：!！?？\n]")
_TAIL_ADVERBS = re.compile(
    f"(?:先后|相继|多次|连续.{{0,4}}年?|分别|均|又|还|已|一举|共|有?(?:{_NUMBER})[余多]?(?:家|个|名|人次|人|位|支|件|座)|在\\d{{4}}年)+$"
)
_HOLDER_BEHIND = re.compile(f"[”’」』]?等?(?:荣誉)?(?:称号)?的([{HAN}0-9A-Za-z]{{2,10}}?)(?=[,，将从])")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb that gives, seeks or denies an honor, and what stands around it."""

    start: int
    end: int
    status: Status
    strong: bool  # enough to make a quoted name an honor that no lexicon knows
    left: str  # the clause in front of it


def find_honors(
    document: Document,
    segmentation: Segmentation,
    profile: Profile,
    times: Sequence[TimeExpression],
    lexicon: Lexicon,
) -> tuple[Honor, ...]:
    """All honors that the document states, in the order of the text; one that is repeated word for word only once."""
    found: dict[tuple[object, ...], Honor] = {}
    for index, sentence in bearing(segmentation):
        for honor in _in_sentence(document.text, index, sentence, segmentation, lexicon):
            dated = replace(
                honor,
                date=_date(honor, times),
                recipient=_other_than(honor.recipient, profile.org),
                status=_in_genre(honor, document.text, profile.genre),
            )
            key = dated.name, dated.edition, dated.level, dated.recipient, dated.date, dated.count, dated.status
            found.setdefault(key, dated)
    return tuple(sorted(found.values(), key=lambda honor: honor.mention.span))


def _in_genre(honor: Honor, text: str, genre: Genre | None) -> Status:
    """A plan that says 评选…标兵 sets out to do so; what was given before, it says with 被 or 荣获."""
    front = re.split("[。;；\n]", text[max(0, honor.mention.span.start - 40) : honor.mention.span.start])[-1]
    planned = genre in ("方案", "通知") and honor.status == "awarded" and _GIVES.search(front) and "被" not in front
    return "requirement" if planned else honor.status


def _other_than(recipient: str | None, main: str | None) -> str | None:
    """A recipient is only said where it is not the document's own organisation."""
    return None if recipient and main and recipient in main else recipient


def _date(honor: Honor, times: Sequence[TimeExpression]) -> str | None:
    """The date that stands nearest in front of the honor in its sentence."""
    near = [
        t for t in times if t.mention.sentence == honor.mention.sentence and t.type in ("date", "period", "relative")
    ]
    before = [t.edtf for t in near if t.mention.span.end <= honor.mention.span.start and t.edtf]
    return before[-1] if before else None


def _in_sentence(
    text: str, index: int, sentence: Sentence, segmentation: Segmentation, lexicon: Lexicon
) -> Iterator[Honor]:
    start, end = sentence.span.start, sentence.span.end
    taken = start
    cues = _cues(text, start, end, lexicon)
    for position, cue in enumerate(cues):
        stop = cues[position + 1].start if position + 1 < len(cues) else end
        names = list(honor_names(text, cue.end, stop, lexicon))
        if not _convincing(names, cue, text, stop, lexicon):
            continue
        yield from _governed(names, cue, text, index, lexicon)
        taken = max(taken, *(name.end for name in names))
    yield from _held(text, index, start, end, [cue.end for cue in cues], lexicon)
    if not cues and _under_honors(text, sentence, segmentation, lexicon):
        yield from (_honor(name, _LISTED, text, index, lexicon) for name in honor_names(text, start, end, lexicon))


_LISTED = _Cue(0, 0, "awarded", True, "")


@cache
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    # 收获 and 捕获 are other verbs, 获得者 and 授予的 are none.
    # So is 创建 in 全国创建文明行业示范点.
    verb = any_of(lexicon, "honor_cues", "verb", "weak")
    return re.compile(f"(?<![收捕查缴截俘])(?!(?<=[国省市明])创建){verb}(?!者|悉|取|益|利|准|救|息|奖)")


@cache
def _modal(lexicon: Lexicon, kind: str) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'honor_cues', kind)}[^,，。;；]{{0,8}}$")


def _cues(text: str, start: int, end: int, lexicon: Lexicon) -> list[_Cue]:
    """The verbs of a sentence that govern names of honors; those that deny one are left out."""
    strong = values(lexicon, "honor_cues", "verb", "status")
    weak = values(lexicon, "honor_cues", "weak", "status")
    quotes = [m.span() for m in _SHORT_QUOTE.finditer(text, start, end)]
    cues: list[_Cue] = []
    for match in _verbs(lexicon).finditer(text, start, end):
        if any(a + 1 < match.start() < b for a, b in quotes):
            continue
        left = text[max(start, match.start() - 90) : match.start()]
        clause = _CLAUSE.split(left)[-1]
        if _modal(lexicon, "denial").search(clause):
            continue
        status = cast(Status, strong.get(match[0]) or weak[match[0]])
        ahead = _modal(lexicon, "future").search(clause) if status == "awarded" else None
        if ahead:
            status = _future_status(ahead[0], lexicon)
        cues.append(_Cue(match.start(), match.end(), status, match[0] in strong, left))
    return cues


def _future_status(words: str, lexicon: Lexicon) -> Status:
    statuses = values(lexicon, "honor_cues", "future", "status")
    longest = max((word for word in statuses if words.startswith(word)), key=len)
    return cast(Status, statuses[longest])


@cache
def _called(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        f"[”’」』]?(?:等)?(?:[^,，。;；“]{{0,8}}?){any_of(lexicon, 'honor_cues', 'after')}|[”’」』](?:的)?(?:荣誉)?称号"
    )


def _convincing(names: list[Named], cue: _Cue, text: str, stop: int, lexicon: Lexicon) -> bool:
    """Whether the list is one of honors: known names, a strong verb, or 称号 after the last."""
    if not names:
        return False
    if any(name.listed for name in names):
        return True
    return (cue.strong and cue.status == "awarded") or bool(_called(lexicon).match(text, names[-1].end, stop + 8))


def _governed(names: list[Named], cue: _Cue, text: str, index: int, lexicon: Lexicon) -> Iterator[Honor]:
    bodies = _bodies(cue.left)
    level: Level | None = None
    for position, name in enumerate(names):
        honor = _honor(name, cue, text, index, lexicon)
        # 被“甲”和“乙”评为“A”和“B”: one giver each.
        body = bodies[position] if len(bodies) == len(names) else (bodies[0] if len(bodies) == 1 else None)
        body = honor.body or body
        own = honor.level or (level_of(body, lexicon) if body else None)
        level = own or (level if position else None)
        yield replace(honor, body=body, level=level or usual_level(name.name, lexicon))


def _bodies(left: str) -> list[str]:
    """Who gives the honor: 被中共广东省委(授予), 安利公司向中国电信(授予)."""
    given = _GIVEN_BY.search(left)
    if given:
        parts = re.split("[和及与、]", given[1])
        return [part.strip("“”‘’「」 ") for part in parts if part.strip("“”‘’「」 ")]
    to = _TO.search(_CLAUSE.split(left)[-1])
    return [_ADVERBS.sub("", to["body"])] if to else []


def _honor(name: Named, cue: _Cue, text: str, index: int, lexicon: Lexicon) -> Honor:
    edition = _EDITION.search(name.lead) or _EDITION.match(name.name) or _EDITION.search(cue.left[-4:] + name.lead)
    title = name.name[edition.end() :] if edition and name.name.startswith(edition[0]) else name.name
    clause = re.split("[、,，。;；:：!！?？\n]", cue.left)[-1]
    return Honor(
        mention=Mention(Span(name.start, name.end), index, _rule(name, cue), 0.9 if name.listed else 0.75),
        name=title.strip() or name.name,
        edition=edition[0] if edition else None,
        level=level_of(title, lexicon) or level_of(f"{name.lead}{name.body or ''}", lexicon),
        body=name.body or _lead_body(name.lead),
        recipient=_recipient(cue, text, name.end, lexicon),
        count=_count(clause, text, name),
        years=_years(cue.left),
        status="nominated" if cue.status == "awarded" and _NOMINATED.match(text, name.end) else cue.status,
    )


def _rule(name: Named, cue: _Cue) -> str:
    if cue is _LISTED:
        return "honor.section"
    return f"honor.{cue.status}" if name.listed else "honor.quoted"


def _lead_body(lead: str) -> str | None:
    """集团总部“文明单位”: what stands in front of a quoted name, unless it is only a grade."""
    words = _YEAR_FRONT.sub("", lead).strip(" 了的\xa0")
    return words if len(words) >= 3 and not words.endswith(("级", "届", "度", "批")) else None


def _number(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    tens, _, ones = digits.rpartition("十")
    if "十" not in digits:
        return _DIGITS[digits[-1]]
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _count(clause: str, text: str, name: Named) -> int | None:
    """有7家被授予…, 20余人被评为…, 全国文明城市“四连冠”, 一等奖3项."""
    holders = list(_HOLDERS.finditer(clause))
    if holders:
        return _number(holders[-1]["n"])
    after = _IN_A_ROW.match(text, name.end) or _AFTER_NUMBER.match(text, name.end)
    return _number(after["n"]) if after else None


def _years(left: str) -> int | None:
    match = _YEARS.search(_CLAUSE.split(left)[-1])
    return _number(match["n"]) if match else None


def _recipient(cue: _Cue, text: str, end: int, lexicon: Lexicon) -> str | None:
    """Who got it: 东莞联通荣获…, …授予…, 向中国电信授予…, 获…称号的天河营业厅."""
    to = _TO.search(_CLAUSE.split(cue.left)[-1])
    if to:
        return to["to"]
    behind = _HOLDER_BEHIND.match(text, end)
    if behind:
        return behind[1]
    parts = [part for part in _FRONT.split(_GIVEN_BY.sub("", cue.left)) if part.strip()]
    words = _TAIL_ADVERBS.sub("", _ADVERBS.sub("", parts[-1])).strip(" “”") if parts else ""
    return words if _recipients(lexicon).fullmatch(words) else None


@cache
def _recipients(lexicon: Lexicon) -> re.Pattern[str]:
    last = f"(?:{any_of(lexicon, 'honor_cues', 'recipient')}|{any_of(lexicon, 'orgs', 'suffix', 'brand', 'name')})"
    return re.compile(f"(?!我们)[{HAN}A-Za-z0-9《》()*/]{{0,24}}(?:{last}|》)(?:[(（][^()（）]{{1,12}}[)）])?")


def _held(text: str, index: int, start: int, end: int, verbs: list[int], lexicon: Lexicon) -> Iterator[Honor]:
    """Names that no verb governs, but their holder follows: 全国五一劳动奖章获得者, 全国文明城市“四连冠”."""
    for match in _holders(lexicon).finditer(text, start, end):
        if any(verb <= match.start() and not _CLAUSE.search(text, verb, match.start()) for verb in verbs):
            continue
        first = match.start("names")
        cue = _Cue(first, first, "awarded", True, "")
        yield from _governed(list(honor_names(text, first, match.end("names"), lexicon)), cue, text, index, lexicon)


@cache
def _holders(lexicon: Lexicon) -> re.Pattern[str]:
    name = any_of(lexicon, "honors", "name")
    places = any_of(lexicon, "places", "province", "city", "district")
    where = f"(?:{any_of(lexicon, 'levels', 'grade', 'local')}|(?:{places}|\\*\\*)[省市县区]?)?"
    item = f"[“‘「]?{where}[“‘「]?{name}[”’」』]?"
    after = any_of(lexicon, "honor_cues", "after")
    return re.compile(f"(?P<names>(?:{item}[、和及与]){{0,6}}{item})(?:[“‘「]?[二两三四五六七八九十]连冠|等?{after})")


def _under_honors(text: str, sentence: Sentence, segmentation: Segmentation, lexicon: Lexicon) -> bool:
    """Whether the line is one of a list of honors: 荣誉 or 获奖 stands in the heading above it."""
    passage = segmentation.passages[sentence.passage]
    if passage.section is None or passage.kind == "heading" or len(sentence.span) > 120:
        return False
    heading = segmentation.sections[passage.section].heading.of(text)
    return re.search(any_of(lexicon, "honor_cues", "heading"), heading) is not None
