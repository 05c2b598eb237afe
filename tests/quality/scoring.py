"""Facts against gold annotations: how many are found, and how many are right in every annotated field.

Found: the same fact in the same sentence — a metric by value, range end and unit; a time by overlapping quotes; an
honor by its name; a measure or entity by its name anywhere. Full: the fields that follow from reading well as well.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Fact = Mapping[str, Any]

KINDS = ("metric", "time", "honor", "measure", "entity")
_MARKS = re.compile(r"[\W_]+")
_NUMBERING = re.compile(r"^\s*[(（]?[一二三四五六七八九十\d]+[)）、.．]+\s*")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_POINT = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_UNITS = {"位": "名", "元人民币": "元", "人民币元": "元", "人民币": "元", "百分点": "个百分点", "％": "%"}
# Two readings of one sentence share so many of their pairs of characters.
_ALIKE = 0.6
_LONGEST_SENTENCE = 600


@dataclass(frozen=True)
class Score:
    """Counts of one kind of facts."""

    gold: int = 0
    given: int = 0
    found: int = 0
    full: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.given + other.given, self.found + other.found, self.full + other.full)

    def f1(self, hits: int) -> float:
        return 2 * hits / (self.gold + self.given) if self.gold + self.given else 1.0


def load(path: Path) -> list[Fact]:
    """The facts of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def score(kind: str, gold: Iterable[Fact], given: Iterable[Fact]) -> Score:
    """The counts of one document. What the annotators doubted neither adds nor costs."""
    wanted = [fact for fact in gold if fact["kind"] == kind]
    sure = [fact for fact in wanted if not fact.get("doubt")]
    doubted = [fact for fact in wanted if fact.get("doubt")]
    read = [fact for fact in given if fact["kind"] == kind]
    pairs = _pairs(kind, sure, read)
    met = [sure[at] for at, _ in pairs]
    taken = {at for _, at in pairs}
    spare = [
        fact
        for at, fact in enumerate(read)
        if at not in taken and not any(_is_found(kind, one, fact) for one in doubted) and not _again(kind, fact, met)
    ]
    right = sum(_is_full(kind, sure[one], read[other]) for one, other in pairs)
    return Score(len(sure), len(pairs) + len(spare), len(pairs), right)


FIELDS = ("title", "org", "date", "genre", "script")


def agrees(field: str, gold: Fact, given: Fact) -> bool:
    """Whether a field of the document line is right. Of title and organisation, one name may be a part of the other."""
    if field == "date":
        return _days(gold["date"]) == _days(given["date"])
    wanted, read = [_bare(one) for one in gold.get(f"{field}_any") or (gold.get(field),)], _bare(given[field])
    within = any(one and read and (one in read or read in one) for one in wanted)
    return read in wanted or (field in ("title", "org") and within)


def section_score(gold: Fact, given: Fact) -> Score:
    """Headings in common, by their first characters and without their numbers; the title is none of them."""
    one, other = ({_head(head) for head in line["sections"]} - {"", _head(line["title"])} for line in (gold, given))
    return Score(len(one), len(other), len(one & other), len(one & other))


def _head(heading: object) -> str:
    text = heading["heading"] if isinstance(heading, Mapping) else heading
    return _bare(_NUMBERING.sub("", str(text or ""))[:14])


def _pairs(kind: str, gold: list[Fact], given: list[Fact]) -> list[tuple[int, int]]:
    """Each gold fact with at most one that was read: those that are wholly right first, then the closest quotes."""
    offers = []
    for one, wanted in enumerate(gold):
        for other, fact in enumerate(given):
            if _is_found(kind, wanted, fact):
                distance = abs(len(_bare(wanted.get("quote"))) - len(_bare(fact.get("quote"))))
                named = _bare(wanted.get("name")) == _bare(fact.get("name"))
                offers.append((not _is_full(kind, wanted, fact), not named, distance, one, other))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for *_, one, other in sorted(offers):
        if one not in pairs and other not in used:
            pairs[one] = other
            used.add(other)
    return list(pairs.items())


def _again(kind: str, fact: Fact, met: list[Fact]) -> bool:
    """Whether a fact repeats one that was found, or is one of its items."""
    if kind == "time":
        same = [one for one in met if _bare(one.get("quote")) == _bare(fact.get("quote"))]
        return any(_days(one.get("edtf")) == _days(fact.get("edtf")) for one in same)
    if kind == "metric":
        return any(_is_found(kind, one, fact) for one in met)
    items = {_bare(item) for one in met for item in one.get("items") or ()}
    return _bare(fact.get("name")) in items or any(_named(one, fact) for one in met)


def _is_found(kind: str, gold: Fact, fact: Fact) -> bool:
    if not _bare(fact.get("quote")):
        return False
    if kind in ("measure", "entity"):
        return _named(gold, fact) and (kind == "measure" or gold["type"] == fact["type"])
    if not _same_sentence(gold, fact):
        return False
    if kind == "metric":
        ends = _alike(gold.get("value_max"), fact.get("value_max"))
        return ends and _unit(gold) == _unit(fact) and _alike(*_values(gold, fact))
    if kind == "time":
        one, other = _bare(gold["quote"]), _bare(fact["quote"])
        return one in other or other in one
    return _named(gold, fact)


def _is_full(kind: str, gold: Fact, fact: Fact) -> bool:
    return _FIELDS[kind](gold, fact)


def _metric_fields(gold: Fact, fact: Fact) -> bool:
    names = [_bare(name) for name in gold.get("indicator_any") or (gold.get("indicator"),) if name]
    return (
        any(name in _bare(fact["indicator"]) for name in names)
        and (gold.get("bound") or "=") == (fact["bound"] or "=")
        and gold.get("change") == fact["change"]
        and _years(gold.get("period")) == _years(fact["period"])
        and _position(gold) == _position(fact)
        and bool(gold.get("target")) == bool(fact["target"])
    )


def _honor_fields(gold: Fact, fact: Fact) -> bool:
    return (
        gold.get("level") == fact["level"]
        and (gold.get("count") or 1) == (fact["count"] or 1)
        and (gold.get("years") or None) == (fact["years"] or None)
        and _bare(gold.get("edition")) == _bare(fact["edition"])
        and (gold.get("status") or "awarded") == (fact["status"] or "awarded")
    )


def _measure_fields(gold: Fact, fact: Fact) -> bool:
    return gold["category"] == fact["category"] and len(gold.get("items") or ()) == len(fact["items"] or ())


def _entity_fields(gold: Fact, fact: Fact) -> bool:
    return gold["type"] != "person" or _bare(gold.get("title")) == _bare(fact["title"])


def _time_fields(gold: Fact, fact: Fact) -> bool:
    return _days(gold.get("edtf")) == _days(fact["edtf"])


_FIELDS: Mapping[str, Callable[[Fact, Fact], bool]] = {
    "metric": _metric_fields,
    "time": _time_fields,
    "honor": _honor_fields,
    "measure": _measure_fields,
    "entity": _entity_fields,
}


def _bare(text: object) -> str:
    """Letters, digits and Han characters alone."""
    return _MARKS.sub("", str(text or "")).lower()


def _same_sentence(gold: Fact, fact: Fact) -> bool:
    one, other = _bare(gold.get("sent") or gold["quote"]), _bare(fact.get("sentence") or fact["quote"])
    if len(other) > max(_LONGEST_SENTENCE, 2 * len(one)):
        return False
    if one in other or other in one:
        return bool(other)
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} or {text} for text in (one, other))
    return len(pairs & others) >= _ALIKE * min(len(pairs), len(others))


def _values(gold: Fact, fact: Fact) -> tuple[float, float]:
    """The two values; of declines without their signs, which some write and some leave to the word."""
    one, other = float(gold.get("value") or 0), float(fact.get("value") or 0)
    declined = "decline" in (gold.get("change"), fact.get("change"))
    return (abs(one), abs(other)) if declined else (one, other)


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(float(one) - float(other)) <= 1e-6 * max(1.0, abs(float(one)), abs(float(other)))


def _unit(fact: Fact) -> str:
    unit = str(fact.get("unit") or "").strip()
    return _UNITS.get(unit, unit)


def _position(fact: Fact) -> object:
    rank = fact.get("rank")
    return rank["position"] if rank else None


def _years(period: str | None) -> tuple[str, str] | None:
    found = _YEAR.findall(period or "")
    return (found[0], found[-1]) if found else None


def _named(gold: Fact, fact: Fact) -> bool:
    """Whether a name holds what it must and little more, or is the better part of it."""
    whole, given = _bare(gold.get("name")), _bare(fact.get("name"))
    parts = [_bare(part) for part in gold.get("name_any") or (gold.get("name"),) if part]
    if given and (given == whole or any(part in given for part in parts)):
        return len(given) <= max(2 * len(whole), len(whole) + 12)
    return len(given) >= 3 and given in whole and 2 * len(given) >= len(whole)


def _days(edtf: str | None) -> object:
    """The first and last day that an EDTF string covers; durations, sets and open periods as they are."""
    text = (edtf or "").split("T")[0]
    if not text or text[0] in "PR" or ".." in text:
        return edtf or None
    first, last = text.split("/")[0], text.split("/")[-1]
    return _day(first, 1, 1), _day(last, 12, 31)


def _day(point: str, month: int, day: int) -> object:
    match = _POINT.fullmatch(point)
    if match is None:
        return point
    year, month = int(match[1]), int(match[2] or month)
    return year, month, int(match[3] or min(day, monthrange(year, month)[1]))
