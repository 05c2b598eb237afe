"""Dates, periods, durations and frequencies, resolved in the text's own order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpusdoc.extract.dates import first_day, last_day, year_of
from corpusdoc.extract.moments import Anchor, Moment, grammar, read_moment
from corpusdoc.extract.spells import find_spells
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Mention, Profile, Segmentation, Span, TimeExpression

# A page's date lies years after the report's own: the report does not speak of that year when it says 今年.
_CREDIBLE_YEARS = 1
_BODY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!.{0,12}(?:目标|规划|远景))")
_TITLE = re.compile(r"《[^》\n]{1,80}》")
# A year that an earlier paragraph mentioned long ago in time does not hold for a bare 4月 here.
_NEAR_YEARS = 5


def find_times(
    document: Document, segmentation: Segmentation, profile: Profile, lexicon: Lexicon
) -> tuple[TimeExpression, ...]:
    """All times of the document in its order. Of noise (page stamps, navigation) only complete dates are read."""
    anchor = Anchor(today=_credible(document, segmentation, profile))
    found: list[TimeExpression] = []
    for index, sentence in enumerate(segmentation.sentences):
        noise = segmentation.passages[sentence.passage].noise
        text = sentence.span.of(document.text)
        if sentence.passage != anchor.passage and not noise:
            anchor = _entering(anchor, sentence.passage)
        for moment in _moments(text, anchor, lexicon):
            if noise and not moment.complete:
                continue
            if not noise:
                anchor = _reached(anchor, moment, text)
            found.append(_expression(moment, sentence.span.start, index))
    return tuple(found)


def _moments(text: str, anchor: Anchor, lexicon: Lexicon) -> Iterator[Moment]:
    """The times of one sentence, left to right; each is read with the year that those before it have reached."""
    patterns = grammar(lexicon)
    spells = find_spells(text, anchor.today, lexicon)
    position = 0
    for match in patterns.start.finditer(text):
        if match.start() < position:
            continue
        moment = read_moment(text, match.start(), anchor, lexicon)
        if moment is None:
            continue
        yield from (spell for spell in spells if position <= spell.span.start and spell.span.end <= moment.span.start)
        anchor = _reached(anchor, moment, text)
        position = moment.span.end
        yield moment
    yield from (spell for spell in spells if position <= spell.span.start)


def _expression(moment: Moment, offset: int, sentence: int) -> TimeExpression:
    return TimeExpression(
        mention=Mention(moment.span.shift(offset), sentence, moment.rule, moment.confidence),
        type=moment.type,
        edtf=moment.edtf,
        first=first_day(moment.edtf),
        last=last_day(moment.edtf),
    )


def _reached(anchor: Anchor, moment: Moment, text: str) -> Anchor:
    """The anchor after a time: an explicit date carries the text along, an open period or a title's year does not."""
    if not moment.explicit or moment.edtf is None or ".." in moment.edtf:
        return anchor
    if any(Span(*title.span()).contains(moment.span) for title in _TITLE.finditer(text)):
        return anchor
    return replace(anchor, reached=moment.edtf.split("/")[-1], here=True)


def _entering(anchor: Anchor, passage: int) -> Anchor:
    reached, today = year_of(anchor.reached), year_of(anchor.today)
    stale = reached is not None and today is not None and abs(today - reached) > _NEAR_YEARS
    return replace(anchor, passage=passage, here=False, reached=None if stale else anchor.reached)


def _credible(document: Document, segmentation: Segmentation, profile: Profile) -> str | None:
    """The profile's date, unless the body's own years end well before it."""
    stated = year_of(profile.date)
    if stated is None:
        return None
    bodies = (passage.span.of(document.text) for passage in segmentation.passages if not passage.noise)
    years = [int(match[1]) for body in bodies for match in _BODY_YEAR.finditer(body)]
    return None if years and max(years) < stated - _CREDIBLE_YEARS else profile.date
