"""The sentences that may state figures, each with what holds for all of its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from corpusdoc import lazy_re as re
from corpusdoc.extract.dates import first_day, last_day, year_of
from corpusdoc.extract.numerals import has_numerals
from corpusdoc.extract.owners import Names, Owners, find_owners, headed_by, owner_names
from corpusdoc.extract.periods import OPENING, heading_periods, now_ends, opening_period, title_period, usable_periods
from corpusdoc.extract.phrases import word_ends
from corpusdoc.extract.plans import is_order, names_plans, planned_sections
from corpusdoc.extract.ranks import has_ranks
from corpusdoc.extract.scanning import Scanner
from corpusdoc.extract.table_rows import states_unit
from corpusdoc.extract.text_years import bulletin_period, reported_period
from corpusdoc.extract.vocabulary import rows, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.beginnings import looked_for
from corpusdoc.model import Document, Entity, Passage, Profile, Segmentation, Sentence, Span, TimeExpression

# Longer rows are tables or damage: no figure is read beyond this many characters.
LONGEST = 3000

# 目前的91%(提高到)
_STARTED = re.compile(
    "(?:目前|现在|当前|现有)的?[约近]?\\d[\\d.,%％]*[^,，。;；\\d]{0,4}?(?=[提增上升下降缩压减扩][^,，。;；\\d]{0,2}[到至])"
)
# Days and months; what tells a part of what was told then; tales, which go on with their day; how things stood.
_MOMENT = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?")
_OF_IT = ("其中", "其余", "当日", "当天", "当月", "同日", "同月", "此时", "其时")
_TALES = ("纪实", "报道")
_STOOD = re.compile("截[至止到]|[年月度][末底]")


@dataclass(frozen=True)
class Context:
    """One sentence. All spans count from its start. What only its figures need is read when they ask for it."""

    text: str
    index: int  # into Segmentation.sentences
    offset: int  # where it begins in the document
    cut: tuple[str, ...]  # its words
    times: tuple[tuple[Span, TimeExpression], ...]
    periods: tuple[tuple[Span, str], ...]  # of the times, those that say when something was so
    nows: tuple[int, ...]  # where 目前 and its like end
    today: str | None  # the last day of the document's date
    frame: str | None  # the period that the text before it or a heading has set
    above: str | None  # the period that a heading names, which 目前 belongs to, unless it is one of plans
    bulletin: str | None  # the period that the whole document is of
    about: str | None  # the period that the title or a heading names, for tables
    planned: bool  # without such words: whether it speaks of plans
    names: Names  # of the organisations that the document names
    org: str | None
    lexicon: Lexicon

    @cached_property
    def words(self) -> tuple[int, ...]:
        """Where each of its words ends."""
        return word_ends(self.cut)

    @cached_property
    def owners(self) -> Owners:
        """The organisations that its clauses begin with."""
        return find_owners(self.text, (span for span, _ in self.times), self.names)

    def promises(self) -> list[tuple[int, bool]]:
        """Where words of promise (True) and of achievement (False) end, and times behind the document's own date."""
        found = [
            (match.end(), kind == "target")
            for kind in ("target", "actual")
            for match in _mark(self.lexicon, kind).finditer(self.text)
            if not _STARTED.match(self.text, match.start())
        ]
        # 由目前的91%提高到97%: only the first was achieved.
        for match in _STARTED.finditer(self.text):
            before = next((promised for end, promised in sorted(found, reverse=True) if end <= match.start()), None)
            found += [(match.start(), False), (match.end(), self.planned if before is None else before)]
        for span, when in self.times:
            if self.today and when.last and when.last > self.today and (when.first or "")[:7] > self.today[:7]:
                found.append((span.end, True))
        return sorted(found)


def contexts(
    document: Document,
    segmentation: Segmentation,
    profile: Profile,
    times: Sequence[TimeExpression],
    lexicon: Lexicon,
    rows: Collection[int] = (),
    entities: Iterable[Entity] = (),
) -> Iterator[Context]:
    """One for each sentence that may state a figure and is no noise, in order.

    `rows` are sentences that are a table's: a date in a cell says nothing of the rows below.
    """
    by_sentence: dict[int, list[TimeExpression]] = defaultdict(list)
    for time in times:
        by_sentence[time.mention.sentence].append(time)
    title = title_period(document, segmentation, profile, times)
    headings = heading_periods(document, segmentation, times, title, lexicon)
    plans = planned_sections(document, segmentation, profile, lexicon)
    ordered = is_order(profile, lexicon)
    names = owner_names(entities)
    passage, frame, headed, led = -1, None, None, False
    opened = ""  # the sentence that set the frame
    headings_of: dict[int | None, str] = {}  # the organisation that is a section's heading
    reported = reported_period(document, segmentation, lexicon)
    bulletin = bulletin_period(document, segmentation, lexicon)
    today = last_day(profile.date)
    year = _last_told(times, profile.date)
    cues = _scanner(lexicon).cues(document.text, segmentation)
    for index, sentence in enumerate(segmentation.sentences):
        around = segmentation.passages[sentence.passage]
        if around.noise:
            continue
        start, text = sentence.span.start, sentence.span.of(document.text)[:LONGEST]
        if sentence.passage != passage:
            # What leads over to a table also says when its figures were so.
            led = frame is not None and ("\t" in text or text.count("|") > 1 or states_unit(text))
            passage, frame, headed = sentence.passage, frame if led else None, None
        headed = headed_by(text, names) or headed
        if headed and around.kind == "heading":
            headings_of[around.section] = headed
        own = _own_times(by_sentence[index], start) if index in by_sentence else ()
        told = index not in rows  # a row tells nothing of what follows, and its figures have the table's period
        nows = now_ends(text, own, lexicon) if told and (own or index in cues) else ()
        if not has_numerals(text) and not has_ranks(text):
            speaks = told and bool(own or nows)
            usable = usable_periods(text, own, reported, lexicon) if speaks else ()
            opening = opening_period(text, usable, nows, title, lexicon) if speaks else None
            frame = _going_on(frame, opening, speaks and _at_head(usable, opening, sentence, around), year)
            opened = opened if opening is None else text
            continue
        above, planned = None, None
        if around.section is not None:
            above, planned = headings[around.section], plans[around.section]
        # A part of what was told before is of the same moment.
        reached = frame if led or not told or text.startswith(_OF_IT) else _at_large(frame, opened, profile)
        current = above
        if above and around.section is not None and (nows or frame == ""):
            heading = segmentation.sections[around.section].heading.of(document.text)
            current = None if names_plans(heading, lexicon) else above
        periods = usable_periods(text, own, reported, lexicon) if told or ordered else ()
        yield Context(
            text=text,
            index=index,
            offset=start,
            cut=sentence.words,
            times=own,
            periods=periods,
            nows=nows,
            today=today,
            frame=reached or (above if reached is None else current),
            above=current,
            bulletin=bulletin,
            about=title,
            planned=(planned if planned is not None else ordered) and not _is_past(periods, frame, profile),
            names=names,
            org=headed or headings_of.get(around.section, profile.org),
            lexicon=lexicon,
        )
        speaks = told and bool(periods or nows)
        opening = opening_period(text, periods, nows, title, lexicon) if speaks else None
        frame = _going_on(frame, opening, speaks and _at_head(periods, opening, sentence, around), year)
        opened = opened if opening is None else text


def _own_times(times: Iterable[TimeExpression], start: int) -> tuple[tuple[Span, TimeExpression], ...]:
    """The times of a sentence that begins at `start`, with their spans in it."""
    return tuple((time.mention.span.shift(-start), time) for time in times if time.mention.span.end <= start + LONGEST)


def _is_past(periods: Sequence[tuple[Span, str]], frame: str | None, profile: Profile) -> bool:
    """Whether the sentence speaks of a year before the document's own, or itself of what ended before its day: an
    order tells there what was done.
    """
    year = year_of(profile.date)
    last = last_day(periods[0][1] if periods else frame)
    if year is None or last is None:
        return False
    return int(last[:4]) < year or (bool(periods) and last < (first_day(profile.date) or ""))


def _at_large(frame: str | None, opened: str, profile: Profile) -> str | None:
    """What the time that a sentence has `opened` says of those behind it: of a day its year, but in a tale, and of a
    month its year where it tells how things stood at its end.
    """
    if frame is None or not _MOMENT.fullmatch(frame):
        return frame
    held = profile.genre in _TALES if len(frame) > len("2023-10") else not _STOOD.search(opened)
    return frame if held else frame[: len("2023")]


def _going_on(frame: str | None, opening: str | None, headed: bool, year: int | None) -> str | None:
    """The frame behind a sentence that opens one. What was done long before the text's last `year` is told in passing,
    unless the paragraph begins with its time: 村里不通公路,1989年他进社当了信贷员. What follows is of no such year.
    """
    last = year_of((opening or "").rpartition("/")[2])
    passing = opening and "/" not in opening and not headed and last and year and last < year - 1
    return frame if opening is None else None if passing else opening


def _at_head(periods: Sequence[tuple[Span, str]], opening: str | None, sentence: Sentence, around: Passage) -> bool:
    """Whether the time that a sentence opens with stands at the head of its paragraph."""
    first = sentence.span.start == around.span.start
    return first and bool(periods) and periods[0][1] == opening and periods[0][0].start <= OPENING


def _last_told(times: Iterable[TimeExpression], published: str | None) -> int | None:
    """The last year that the text tells of, up to its date: that of a page may be years later."""
    last = year_of(published) or 9999
    years = (year_of(time.edtf) for time in times if time.type != "duration" and time.edtf != published)
    return max((year for year in years if year and year <= last), default=None)


@cache
def _scanner(lexicon: Lexicon) -> Scanner:
    """Words without which a sentence says of nothing that it is so 目前."""
    return Scanner({"now": surfaces(lexicon, "phrases", "now")})


@cache
def _mark(lexicon: Lexicon, kind: str) -> re.Pattern[str]:
    return looked_for(row["pattern"] for row in rows(lexicon, "targets", kind))
