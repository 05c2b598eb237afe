"""Dates, periods, durations and frequencies, resolved in the text's own order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import first_day, last_day, year_of
from corpusdoc.extract.points import Anchor, Moment
from corpusdoc.extract.sentence_times import is_compared, read_times, time_places
from corpusdoc.extract.text_years import counts_from_1911, credible, own_year, reported_period
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Mention, Profile, Section, Segmentation, TimeExpression

# Rows of tables: the years in their headings are no steps of a story.
_TABLE_ROW = re.compile(r"[^|\n]\|[^|\n]{0,40}\|")
# A year that an earlier paragraph mentioned long ago in time does not hold for a bare 4月 here.
_NEAR_YEARS = 5
# 每年11月15日至次年3月15日 is no time of one year.
_EACH = re.compile("每个?[年月]的?$")


def find_times(
    document: Document, segmentation: Segmentation, profile: Profile, lexicon: Lexicon
) -> tuple[TimeExpression, ...]:
    """All times of the document in its order. Of noise (page stamps, navigation) only complete dates are read."""
    reported = reported_period(document, segmentation, lexicon)
    stated = credible(document, segmentation, profile)
    anchor = Anchor(
        stated if profile.date else own_year(document, segmentation, reported, lexicon),
        reported=reported,
        republic=counts_from_1911(document.text),
    )
    found: list[TimeExpression] = []
    around = _parents(segmentation.sections)
    named: dict[int, int] = {}
    for index in _with_times(document, segmentation, lexicon):
        sentence = segmentation.sentences[index]
        text = sentence.span.of(document.text)
        passage = segmentation.passages[sentence.passage]
        if passage.noise:
            stamps, _ = read_times(text, anchor, lexicon)
            found += [_expression(stamp, sentence.span.start, index) for stamp in stamps if stamp.complete]
            continue
        if sentence.passage != anchor.passage:
            anchor = _entering(anchor, sentence.passage, _year_above(passage.section, around, named))
        moments, behind = read_times(text, anchor, lexicon)
        if "每" in text:
            moments = [each for each in moments if not _EACH.search(text, max(0, each.span.start - 4), each.span.start)]
        found += [_expression(moment, sentence.span.start, index) for moment in moments]
        if passage.kind == "heading" and passage.section is not None:
            year = next(filter(None, (_whole_year(m) for m in moments if not is_compared(text, m))), None)
            if year:
                named.setdefault(passage.section, year)
        anchor = anchor if "\t" in text or ("|" in text and _TABLE_ROW.search(text)) else behind
    return tuple(found)


def _with_times(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> Iterator[int]:
    """The sentences where a time may begin: one scan of the whole text, most sentences have none."""
    places = (match.start() for match in time_places(lexicon).finditer(document.text))
    place = next(places, None)
    for index, sentence in enumerate(segmentation.sentences):
        while place is not None and place < sentence.span.start:
            place = next(places, None)
        if place is not None and place < sentence.span.end:
            yield index


def _parents(sections: Sequence[Section]) -> list[int | None]:
    """For each section the one that it lies in."""
    found: list[int | None] = []
    around: list[int] = []
    for index, section in enumerate(sections):
        while around and not sections[around[-1]].span.contains(section.span):
            around.pop()
        found.append(around[-1] if around else None)
        around.append(index)
    return found


def _year_above(section: int | None, around: Sequence[int | None], named: Mapping[int, int]) -> int | None:
    """The year that the section's heading names, or one above it."""
    while section is not None and section not in named:
        section = around[section]
    return None if section is None else named[section]


def _whole_year(moment: Moment) -> int | None:
    """The year of an explicit date; None for a time of several years."""
    first, last = first_day(moment.edtf), last_day(moment.edtf)
    return int(first[:4]) if moment.explicit and first and last and first[:4] == last[:4] else None


def _expression(moment: Moment, offset: int, sentence: int) -> TimeExpression:
    return TimeExpression(
        mention=Mention(moment.span.shift(offset), sentence, moment.rule, moment.confidence),
        type=moment.type,
        edtf=moment.edtf,
        first=first_day(moment.edtf),
        last=last_day(moment.edtf),
    )


def _entering(anchor: Anchor, passage: int, heading: int | None) -> Anchor:
    reached, today = year_of(anchor.reached), year_of(anchor.today)
    stale = reached is not None and today is not None and abs(today - reached) > _NEAR_YEARS
    reached_by = None if stale else anchor.reached
    return anchor._replace(passage=passage, here=False, reached=reached_by, heading=heading, current=None)
