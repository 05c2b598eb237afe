"""What stands around a number and makes it a figure: units, currencies in front, words that bound it, names it is in.

Words are looked up by the one character that touches the number: most numbers have none of them beside, and trying four
hundred alternatives to learn that took two thirds of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.vocabulary import alternatives
from corpusdoc.lexicon import Lexicon, Row
from corpusdoc.model import Bound, Span

_PER = "(?:[hsd](?![A-Za-z])|年|月|日|时|工|股|桶|班|万人|百户|百万|车|亩|度|床)"
_SPACES = " \u00a0\u3000"
_COUNTED_TWICE = re.compile("次(?![数性要年日月会生序第之])|[(（][套台个件户辆次处座张片组]次?[)）]")
_EVERY = re.compile("每(?:秒|分钟?|小时|[时天日吨度升米]|平方米|立方米|公里|千瓦时)(?=[,，;；。、)）]|$)")  # 立方米每秒
_HALF = str.maketrans("（）", "()")
_VERB_SPAN = 14
_DIGIT = re.compile(r"\\d|\d-\d|\d")


class Word(NamedTuple):
    """A word beside a number; `unless` are the characters beyond it that make it part of another word."""

    text: str
    value: str  # a bound, or a unit
    unless: str


Words = Mapping[str, tuple[Word, ...]]  # by the character that touches the number, the longest first


@dataclass(frozen=True, slots=True)
class Units:
    """The words and patterns of one lexicon."""

    rows: Mapping[str, Row]
    patterns: Mapping[str, re.Pattern[str]]  # by first character
    per: re.Pattern[str]
    currencies: Words
    before: Words
    bare: Words  # before numbers that begin with a power: 上百
    after: Words
    verbs: re.Pattern[str]
    verb_marks: frozenset[str]
    bounds: Mapping[str, Bound]  # of the verbs
    names: re.Pattern[str]


def unit_at(text: str, at: int, units: Units) -> tuple[Row, int, str] | None:
    """The unit that begins at `at`, where it ends, and what is appended to it: per what, or 次."""
    start = at
    while start < at + 2 and text[start : start + 1] in _SPACES and start < len(text):
        start += 1
    pattern = units.patterns.get(text[start : start + 1])
    match = pattern.match(text, start) if pattern else None
    if match is None:
        return None
    row, end = units.rows[match.group()], match.end()
    follows = text[end : end + 1]
    per = units.per.match(text, end) if follows == "/" else None
    if per:
        return row, per.end(), per.group()
    if follows == "每":
        rate = _EVERY.match(text, end)
        return (row, rate.end(), rate.group()) if rate else (row, end, "")
    if row["kind"] == "count" and follows and follows in "次(（":
        # 部次, 站次 count how often; 台(套) counts both.
        more = _COUNTED_TWICE.match(text, end)
        return (row, more.end(), more.group().translate(_HALF)) if more else (row, end, "")
    return row, end, ""


def word_before(text: str, floor: int, at: int, words: Words) -> tuple[Word, int] | None:
    """The word that ends at `at`, but for two blanks, and where it begins, no further than `floor`."""
    end = at
    while end > max(floor, at - 2) and text[end - 1] in _SPACES:
        end -= 1
    for word in words.get(text[end - 1], ()) if end > floor else ():
        start = end - len(word.text)
        if text.endswith(word.text, floor, end) and not (word.unless and start and text[start - 1] in word.unless):
            return word, start
    return None


def word_after(text: str, at: int, words: Words) -> tuple[Word, int] | None:
    """The word that begins at `at`, but for a blank, and where it ends."""
    start = at + 1 if text.startswith(" ", at) else at
    for word in words.get(text[start : start + 1], ()):
        end = start + len(word.text)
        if text.startswith(word.text, start) and not (word.unless and end < len(text) and text[end] in word.unless):
            return word, end
    return None


def verb_bound(text: str, floor: int, at: int, units: Units) -> Bound | None:
    """The bound of a verb with words between: 至少减少3次."""
    low = max(floor, at - _VERB_SPAN)
    if units.verb_marks.isdisjoint(text[low:at]):
        return None
    verb = units.verbs.search(text, low, at)
    return units.bounds[verb["word"]] if verb else None


def named_spans(text: str, lexicon: Lexicon) -> list[Span]:
    """The names that have numbers in them: 10000号, 4G, 世界500强."""
    return [Span(*match.span()) for match in units_of(lexicon).names.finditer(text)]


@cache
def units_of(lexicon: Lexicon) -> Units:
    """The words of this lexicon."""
    rows = {row["surface"]: row for row in reversed(lexicon.rows("units")) if row["kind"] != "prefix"}
    currencies = [Word(row["surface"], row["unit"], "") for row in lexicon.rows("units") if row["kind"] == "prefix"]
    bounds = lexicon.rows("bounds")
    verbs = [word for word in _bounds(bounds, "verb") if word.text]
    listed = "|".join(re.escape(word.text) for word in sorted(verbs, key=lambda word: -len(word.text))) or "(?!)"
    return Units(
        rows=rows,
        patterns=_by_first(rows),
        per=re.compile(
            f"/(?:台年|台班|[百千万]{{1,2}}(?:{alternatives(rows)}|客户|用户|[\u4e00-\u9fff]{{1,6}}(?![\u4e00-\u9fff]))|{alternatives(rows)}|{_PER})(?:[·•∙][年月日时天])?"
        ),
        currencies=_touching(currencies, last=True),
        before=_touching(_bounds(bounds, "before"), last=True),
        bare=_touching([*_bounds(bounds, "bare"), *_bounds(bounds, "before")], last=True),
        after=_touching(_bounds(bounds, "after"), last=False),
        verbs=re.compile(f"(?P<word>{listed})(?!的)[^\\d,，;；。、:：%]{{0,8}}$"),
        verb_marks=frozenset(word.text[0] for word in verbs),
        bounds={word.text: word.value for word in reversed(verbs)},  # type: ignore[misc]
        names=_names(lexicon.rows("number_names")),
    )


def _by_first(rows: Mapping[str, Row]) -> dict[str, re.Pattern[str]]:
    ordered: dict[str, list[str]] = {}
    for surface in sorted(rows, key=lambda surface: (-len(surface), surface)):
        unless = f"(?!{rows[surface]['unless']})" if rows[surface]["unless"] else _no_letter(surface)
        ordered.setdefault(surface[0], []).append(re.escape(surface) + unless)
    return {first: re.compile("|".join(each)) for first, each in ordered.items()}


def _no_letter(surface: str) -> str:
    return "(?![A-Za-z])" if surface[-1].isascii() and surface[-1].isalpha() else ""


def _bounds(rows: Iterable[Row], place: str) -> list[Word]:
    return [Word(row["surface"], row["bound"], row["unless"]) for row in rows if row["place"] == place]


def _touching(words: Iterable[Word], last: bool) -> dict[str, tuple[Word, ...]]:
    """The words by their last character, or their first; of two of one text the first counts."""
    found: dict[str, list[Word]] = {}
    for word in sorted(words, key=lambda word: -len(word.text)):
        found.setdefault(word.text[-1 if last else 0], []).append(word)
    return {character: tuple(each) for character, each in found.items()}


def _names(rows: Iterable[Row]) -> re.Pattern[str]:
    listed = list(rows)
    # A row that does not say what it begins with is looked for everywhere.
    if not all(row["first"] for row in listed):
        return re.compile(_any_of(listed))
    # Digits begin most of what is looked at, but half of the rows; none begins within a number.
    firsts = [(row, _DIGIT.sub("", row["first"])) for row in listed]
    digits = [row for row, others in firsts if others != row["first"]]
    marks = "".join(others for _, others in firsts)
    worded = [row for row, others in firsts if others]
    return re.compile(rf"(?=\d)(?<!\d)(?:{_any_of(digits)})|(?=[{marks}])(?:{_any_of(worded)})")


def _any_of(rows: Iterable[Row]) -> str:
    return "|".join(f"(?:{row['pattern']})" for row in rows) or "(?!)"
