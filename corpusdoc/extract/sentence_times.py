"""The times of one sentence, each read with the year that those before it have reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import year_of
from corpusdoc.extract.moments import read_moment
from corpusdoc.extract.points import Anchor, Moment
from corpusdoc.extract.spells import find_spells, spell_mark, spell_marks
from corpusdoc.extract.time_grammar import grammar
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.beginnings import beginning

_NEXT = 1
_COMPARED = re.compile("[比较与]$")
_SAME_PERIOD = "同期"
_OWN_FIGURE = re.compile(r"[的之][约近超过]{0,2}[\d一二三四五六七八九十]")
TITLE = re.compile(r"《[^》\n]{1,80}》")


def read_times(text: str, anchor: Anchor, lexicon: Lexicon) -> tuple[list[Moment], Anchor]:
    """The times of one sentence, left to right, and the anchor behind them: each is read with the year that those
    before it have reached.
    """
    titles = bytearray(len(text))
    for title in TITLE.finditer(text) if "《" in text else ():
        titles[title.start() : title.end()] = b"\1" * len(title.group())
    dates: list[Moment] = []
    position = begun = 0
    for match in grammar(lexicon).starts.finditer(text):
        if match.start() < begun:
            continue
        begun = match.end(1)
        moment = read_moment(text, match.start(), anchor, lexicon) if match.start() >= position else None
        if moment is None:
            continue
        position = moment.span.end
        dates.append(moment)
        if titles[moment.span.start] or is_compared(text, moment) or not moment.edtf:
            continue
        if ".." in moment.edtf:
            # 今年以来, 今年3月起 leave what was told of 2011 behind: 前三季度 is this year's.
            this = year_of(anchor.today)
            if this and year_of(moment.edtf) == this and moment.edtf.endswith(".."):
                anchor = anchor._replace(reached=str(this), here=True)
            continue
        # An explicit date carries the text along; an open period, the year in a title or the page's own date do not.
        if moment.explicit and moment.edtf != anchor.today and not _is_far(moment, anchor):
            anchor = anchor._replace(current=moment.edtf, reached=moment.edtf.split("/")[-1], here=True)
        else:
            anchor = anchor._replace(current=moment.edtf)
    if not spell_marks(lexicon).search(text):
        return dates, anchor
    spells = find_spells(text, _looked_back_from(dates, anchor), lexicon)
    return sorted([*dates, *_apart(spells, dates)], key=lambda m: m.span), anchor


@cache
def time_places(lexicon: Lexicon) -> re.Pattern[str]:
    """Where a date, a length or a frequency may begin."""
    first, mark = spell_mark(lexicon)
    moments = grammar(lexicon)
    return beginning(moments.first + first, f"{moments.start}|{mark}")


def _looked_back_from(dates: Sequence[Moment], anchor: Anchor) -> str | None:
    """What 五年来 is counted from: the year that is reported on, or else the text's own; the one before it where its
    sentence goes that far and no further.
    """
    if anchor.reported and len(anchor.reported) == len("2023"):
        return anchor.reported
    last = max((date.edtf.split("/")[-1][:4] for date in dates if date.explicit and date.edtf), default="")
    this = year_of(anchor.today)
    return last if this is not None and last == f"{this - 1}" else anchor.today


def _is_far(moment: Moment, anchor: Anchor) -> bool:
    """Whether a date lies years ahead: 2035年前达到碳中和 is an aim, the text does not go on from there."""
    year, today = year_of(moment.edtf), year_of(anchor.today)
    return year is not None and today is not None and year > today + _NEXT


def is_compared(text: str, moment: Moment) -> bool:
    """Whether a sentence only looks back to a time: 比2018年增长, 由2018年的86%提高."""
    start, end = moment.span.start, moment.span.end
    return bool(
        _COMPARED.search(text, max(0, start - 2), start)
        or _OWN_FIGURE.match(text, end)
        or text.endswith(_SAME_PERIOD, start, end)
    )


def _apart(spells: list[Moment], dates: list[Moment]) -> Iterator[Moment]:
    """The spells that share no character with a date."""
    upcoming = iter(dates)
    date = next(upcoming, None)
    for spell in spells:
        while date and date.span.end <= spell.span.start:
            date = next(upcoming, None)
        if date is None or spell.span.end <= date.span.start:
            yield spell
