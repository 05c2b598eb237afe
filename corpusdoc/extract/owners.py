"""Whose figures a sentence states: 今年,东海公司完成投资12亿元,西山公司实现收入3.5亿元."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_starts
from corpusdoc.model import Entity, Span

Owners = tuple[tuple[Span, str | None], ...]
Names = Mapping[str, Sequence[tuple[str, str]]]

# 东海公司和西山公司 own a figure together; 东海公司领导 is none.
_SHARED = re.compile("[、和与及或]|领导|党委|总经理|董事|员工|职工|干部")
_HEAD = re.compile(r"[（(\d一二三四五六七八九十)）、.．\s]{0,8}(?P<name>[^,，。;；:：\s]{2,30})[。:：]?\s{0,2}")
_LONGEST_HEAD = 41
_LED = re.compile("[ ]?(?:其中|截至目前|目前)?[:：,，]?[ ]?")
_LED_BEGINS = frozenset(" 其截目:：,，")
# Departments and teams work for the organisation that the report is about.
_OWN = (
    "公司",
    "集团",
    "银行",
    "医院",
    "局",
    "厂",
    "厅",
    "院",
    "信用社",
    "联社",
    "大学",
    "学校",
    "协会",
    "中心",
    "电网",
)
_ALL = re.compile("全(?:省|市|县|国|区|集团|公司|行|局|系统|网|司|年)|各")
_ALL_BEGINS = ("全", "各")


def owner_names(entities: Iterable[Entity]) -> Names:
    """The organisations that the document names by their first character, each with its long form."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entity in entities:
        if entity.type == "org" and entity.name.endswith(_OWN):
            long = entity.alias_of or entity.name
            found.setdefault(entity.name[0], []).append((entity.name, long))
    for names in found.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return found


def find_owners(text: str, times: Iterable[Span], names: Names) -> Owners:
    """Where organisations stand at the head of a clause, and None where a clause speaks of all of them; in order."""
    if not names:
        return ()
    found: list[tuple[Span, str | None]] = []
    for clause in sorted({*clause_starts(text), *(span.end for span in times)}):
        led = _LED.match(text, clause) if text[clause : clause + 1] in _LED_BEGINS else None
        start = led.end() if led else clause
        if found and start < found[-1][0].end:
            continue
        if text.startswith(_ALL_BEGINS, start) and _ALL.match(text, start):
            found.append((Span(start, start), None))
        pair = next((pair for pair in names.get(text[start : start + 1], ()) if text.startswith(pair[0], start)), None)
        if pair and not _SHARED.match(text, start + len(pair[0])):
            found.append((Span(start, start + len(pair[0])), pair[1]))
    return tuple(found)


def headed_by(text: str, names: Names) -> str | None:
    """The organisation whose name is the whole sentence: (1)东海公司。"""
    if not names or len(text) > _LONGEST_HEAD or not text.rstrip("。:： \u3000\xa0\t\n").endswith(_OWN):
        return None
    head = _HEAD.fullmatch(text)
    return next((long for name, long in names.get(head["name"][0], ()) if name == head["name"]), None) if head else None


def owner_of(figure: Span, owners: Owners) -> str | None:
    """The organisation whose clause, or one after it, holds the figure; None where none is named."""
    return next((name for span, name in reversed(owners) if span.end <= figure.start), None)
