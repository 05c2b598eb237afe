"""Headings without a number: short lines, or two that belong together, that stand alone above text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from corpusdoc import lazy_re as re
from corpusdoc.model import Span
from corpusdoc.segment.shapes import PLAIN_RANK, TITLE, adjacent, fits, is_short, joined
from corpusdoc.segment.units import Unit

# Code points: what a heading without a number must introduce, in one paragraph or in several, unless it is a sentence.
_BODY, _OPENING, _SHORTEST = 40, 15, 8
_SENTENCE = re.compile("[。！!？?][”」』)）]?$")
_MARKED = 9
# Headings may be broken over two lines; three short lines in a row are a list.
_BROKEN, _FEW = 2, 6
# A numbered heading of so many fills its line.
_FULL_LINE = 18
# 一颗心:把旅客放在首位 names and tells; 联系人:张三 labels.
_COUPLET = re.compile("[㐀-鿿“”]{2,10}[：:][㐀-鿿“”、]{4,16}")
# 跑, 听, 守: two headings of so few characters at least.
_WORD = re.compile("[㐀-鿿]{1,3}")
_STACKED = 3
_CHAPTER = re.compile("[㐀-鿿]{4,14}")
# 2021-03-02 09:12
_STAMP = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
# 各部门: and 同志们: address, 通知如下: goes on.
_LABEL = re.compile("(?!各|有关|尊敬|[一-鿿]{0,4}如下)[㐀-鿿]{4,12}(?<![们友志导宾事士生人司局位])[：:]")
# 员工在抢修, 活动现场: what a photo shows.
_CAPTION = re.compile(
    "(?:员工?|职工|工人|人员|志愿者|护士|医生|干警|民警|代表|师傅|经理|师生|学生|旅客|乘客|记者|司机)(?:正?在(?!岗|前)|为|向|给)[^，,]{2,}$"
    "|^[㐀-鿿]{4,}(?:在|向|给)[㐀-鿿]{6,}$|正在[^，,]{2,}$|(?:现场|示意图|效果图|剪影)$|[(（][左右中前后][一二三排起][)）]|采访"
)
# 领导小组成员名单 heads a list.
_LISTS = re.compile("(?:名单|名册|一览表|汇总表|清单)$|[(（]\\d+[个名人家项][)）]$")


def with_plain_headings(text: str, units: list[Unit]) -> Iterator[Unit]:
    """The units, with those as headings that look like one and introduce text below."""
    units = _with_second_lines(text, units)
    # The second half of a line that was broken after a comma is no heading.
    broken = {second.span for first, second in pairwise(units) if first.span.of(text)[-1] in "、，,"}
    # Of a format that marks headings, the only one is the title.
    title_unit = next((unit for unit in units if unit.rank is not None and unit.rank <= _MARKED), None)
    title, below = (title_unit.span.of(text), title_unit.span.end) if title_unit else (None, 0)

    named = _couplets(text, units) | _headlines(text, units) | _labels(text, units)

    def candidate(unit: Unit) -> bool:
        may = unit.rank is None and not unit.noise and unit.span not in broken
        line = unit.span.of(text)
        looks = unit.span in named or (is_short(text, unit) and not _CAPTION.search(line))
        return may and looks and line != title and unit.span.start >= below

    groups = [(short, list(group)) for short, group in groupby(units, key=candidate)]
    single = [group[0] for short, group in groups if short and len(group) == 1]
    single += [unit for unit in units if unit.rank == PLAIN_RANK]
    alone = sum(len(unit.span) <= _FEW for unit in single)
    for index, (short, group) in enumerate(groups):
        following = groups[index + 1][1] if index + 1 < len(groups) else []
        # All that stands between two headings of one rank is text, however short: 一、主题 / a motto / 二、目标.
        above = groups[index - 1][1][-1].rank if index else None
        if above is not None and following and above == following[0].rank:
            yield from group
            continue
        lists = short and _LISTS.search(group[-1].span.of(text))
        if not short or not following or not (lists or _is_body(text, following)):
            yield from group
            continue
        if alone >= _BROKEN == len(group) and all(len(unit.span) <= _FEW for unit in group):
            # 绿色发展 / 节能减排: where headings of few words stand alone, two of them are two.
            yield from (replace(unit, rank=PLAIN_RANK) for unit in group)
            continue
        *before, last = group if lists else _broken_lines(text, group)
        yield from before
        yield replace(last, rank=PLAIN_RANK) if lists else last


def _with_second_lines(text: str, units: list[Unit]) -> list[Unit]:
    """The units, a numbered heading that fills its line with the few words below that it goes on in."""
    found: list[Unit] = []
    for unit, body in zip(units, [*units[1:], None], strict=False):
        head = found[-1] if found else None
        goes_on = (
            head is not None
            and head.rank is not None
            and head.rank > PLAIN_RANK
            and head.span.end > unit.span.start - 2
            and len(head.span) >= _FULL_LINE
            and len(unit.span) < len(head.span)
            and unit.rank is None
            and not unit.noise
            and is_short(text, unit)
            and body is not None
            and _is_body(text, [body])
        )
        if head is not None and goes_on:
            found[-1] = joined(head, unit, head.rank or PLAIN_RANK)
        else:
            found.append(unit)
    return found


def _is_body(text: str, following: list[Unit]) -> bool:
    """Whether a heading may stand above: a paragraph, a table, the next heading, a sentence, a few words and more."""
    # When it was posted stands between a headline and its text.
    first = next((unit for unit in following if not unit.aside), following[0])
    if first.rank is not None or len(first.span) >= _BODY or first.kind == "table":
        return True
    more = sum(len(unit.span) for unit in takewhile(lambda unit: unit.rank is None, following)) >= 2 * _BODY
    said = len(first.span) >= _SHORTEST and _SENTENCE.search(first.span.of(text)) is not None
    return said or (len(first.span) >= _OPENING and more)


def _couplets(text: str, units: list[Unit]) -> set[Span]:
    """Lines of a name and what it tells above text, where at least two are built so: 一颗心:…, 一张网:…."""
    above = [unit for unit, below in pairwise(units) if unit.rank is None and _is_body(text, [below])]
    told = {unit.span for unit in above if _COUPLET.fullmatch(unit.span.of(text))}
    words = {unit.span for unit in above if not unit.aside and _WORD.fullmatch(unit.span.of(text))}
    return {span for found in (told, words) if len(found) > 1 for span in found}


def _headlines(text: str, units: list[Unit]) -> set[Span]:
    """Lines above a stamp of time with text below: each begins a piece of news on a page of several."""
    rows = zip(units, units[1:], units[2:], strict=False)
    return {
        unit.span
        for unit, stamp, body in rows
        if stamp.aside and _STAMP.search(stamp.span.of(text)) and len(body.span) >= _BODY and fits(text, unit, TITLE)
    }


def _labels(text: str, units: list[Unit]) -> set[Span]:
    """主营业务: on a line of its own above a paragraph, twice at least."""
    above = [unit for unit, below in pairwise(units) if unit.rank is None and len(below.span) >= _BODY]
    found = {unit.span for unit in above if not (unit.aside or unit.noise) and _LABEL.fullmatch(unit.span.of(text))}
    return found if len(found) > 1 else set()


def _broken_lines(text: str, group: list[Unit]) -> list[Unit]:
    tail = [group[-1]]
    for unit in reversed(group[:-1]):
        if not adjacent(text, unit, tail[0]):
            break
        tail.insert(0, unit)
    if len(tail) > _BROKEN:
        return group
    # A part, its chapter and its section, each on a line of its own between empty ones.
    if len(tail) == 1 < len(group) <= _STACKED and all(_CHAPTER.fullmatch(unit.span.of(text)) for unit in group):
        return [replace(unit, rank=PLAIN_RANK) for unit in group]
    # 第一句,… / 第二句,…: two of a kind are two headings.
    if len(tail) == _BROKEN and tail[0].span.of(text)[0] == tail[-1].span.of(text)[0] == "第":
        return [*group[:-_BROKEN], *(replace(unit, rank=PLAIN_RANK) for unit in tail)]
    # 减量专案 / e 化流程: a line that begins with letters begins a heading of its own.
    if len(tail) == _BROKEN and tail[-1].span.of(text)[0].isascii():
        return [replace(unit, rank=PLAIN_RANK) for unit in group] if len(group) == _BROKEN else group
    return [*group[: -len(tail)], joined(tail[0], tail[-1], PLAIN_RANK)]
