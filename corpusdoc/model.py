"""The records that rooms hand to one another: frozen, slotted, flat; no I/O and no verbs.

Every Span is half-open and counts code points of the text that its field names. `Document.text` (the repaired
text) is what facts, sentences and passages point into; `Document.alignment` leads from there to the raw text.
Dates and periods are EDTF (ISO 8601-2:2019 level 1). Figures are `Decimal` in base units.
"""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

PACK = 5_000  # facts that go between processes in a piece

# --------------------------------------------------------------------------------------------- closed sets

Script = Literal["hans", "hant"]
BlockKind = Literal["heading", "paragraph", "item", "table"]
Bound = Literal["=", ">", ">=", "<", "<=", "~"]
Change = Literal["yoy", "growth", "decline", "share", "completion", "multiple"]
Level = Literal["national", "provincial", "municipal", "county", "corporate", "industry", "international"]
Status = Literal["awarded", "target", "nominated", "requirement"]
TimeType = Literal["date", "period", "relative", "duration", "set"]
RecognizedKind = Literal["number", "percent", "money", "age", "temperature", "quantity"] | TimeType
EntityType = Literal["org", "person", "place", "document"]
Genre = Literal["纪实", "讲话", "方案", "总结", "论文", "报道", "报告", "通知"]
Category = Literal[
    "service",
    "network",
    "management",
    "party",
    "culture",
    "training",
    "volunteer",
    "integrity",
    "supervision",
    "incentive",
    "marketing",
    "digital",
    "safety",
    "csr",
]
# Why a source could not be read: what a user can act on.
Reason = Literal[
    "missing",
    "unreadable",
    "empty",
    "unsupported",
    "encrypted",
    "damaged",
    "needs_ocr",
    "no_results",
    "too_big",
    "timeout",
    "crashed",
    "error",
]
# Where it went wrong: reading the file, or a part of it while the rest was read, making facts of it, or in the worker
# around all of that.
Stage = Literal["load", "part", "annotate", "execute"]

# ------------------------------------------------------------------------------------------- places in a text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: [start, end) in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` at this place."""
        return text[self.start : self.end]

    def shift(self, offset: int) -> Span:
        """The same place in a text that has `offset` more characters in front."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: Span) -> bool:
        """Whether the two places share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Block(NamedTuple):
    """Structure that a format states. A table block's rows are lines, its cells are split by tabs."""

    span: Span  # into the text of the record that holds the block
    kind: BlockKind
    level: int = 0  # headings: 1 is the highest
    page: int | None = None  # 1-based


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file says of itself outside its text (HTML meta tags, document properties). Weak evidence."""

    title: str | None = None
    date: str | None = None  # EDTF
    author: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A source as it was read: bytes decoded, markup gone, nothing repaired."""

    source: str  # path as given; undecodable bytes as surrogate escapes
    sha256: str  # of the bytes, hexadecimal
    text: str  # holds no NUL and no lone surrogate; lines end in "\n"
    media_type: str
    encoding: str | None = None  # of text formats, as Python names it
    blocks: tuple[Block, ...] = ()  # spans into `text`, in order, not overlapping; () when the format states none
    page_starts: tuple[int, ...] = ()  # offset in `text` of each page
    hints: Hints = Hints()
    partial: Reason | None = None  # why some of the source is missing in `text`

    def page_at(self, place: int) -> int | None:
        """The page that an offset in `text` is on, from 1; None where the format has no pages."""
        return bisect_right(self.page_starts, place) or None


@dataclass(frozen=True, slots=True)
class Archive:
    """A source that holds others: they are to be read in their turn."""

    source: str
    members: tuple[str, ...]  # by the names that they are loaded by: report.zip!/folder/a.docx
    damage: str | None = None  # what ends the list of them too early


# ------------------------------------------------------------------------------------------- repaired document


class Run(NamedTuple):
    """A stretch of an alignment: from `clean_start` to the next run's, it stands for `raw_width` raw characters.

    As wide on both sides: one character for one. Otherwise the stretch corresponds as a whole; a run that is empty
    on the clean side holds characters that were removed. A tuple, as repairs are: damaged pages have a thousand of
    both in ten kilobytes, and a record takes five times as long to make.
    """

    clean_start: int
    raw_start: int
    raw_width: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which raw characters each clean character was read from. Runs cover both texts without gaps, in order."""

    runs: tuple[Run, ...]
    clean_length: int

    def to_raw(self, span: Span) -> Span:
        """The raw characters behind a clean span. Removed characters count where they lie inside it.

        A span that cuts through a stretch without a one-to-one reading gets the whole of its raw characters.
        An empty span leads to an empty one.
        """
        start = self._raw(span.start, last=False)
        return Span(start, max(start, self._raw(span.end, last=True))) if span.end > span.start else Span(start, start)

    def to_clean(self, span: Span) -> Span:
        """The clean characters that were read from a raw span; empty where all of it was removed."""
        start = self._clean(span.start, last=False)
        return Span(start, max(start, self._clean(span.end, last=True)))

    def all_to_clean(self, spans: Iterable[Span]) -> Iterator[Span]:
        """What `to_clean` says of each span, for many."""
        starts = [run.raw_start for run in self.runs]
        for span in spans:
            start = self._clean(span.start, False, starts)
            yield Span(start, max(start, self._clean(span.end, True, starts)))

    def _width(self, index: int) -> int:
        following = self.runs[index + 1].clean_start if index + 1 < len(self.runs) else self.clean_length
        return following - self.runs[index].clean_start

    def _raw(self, position: int, last: bool) -> int:
        if not self.runs:
            return 0
        # A span's end belongs to the run of its last character, its start to the run of its first one.
        at = position - 1 if last else position
        index = max(0, bisect_right(self.runs, at, key=lambda run: run.clean_start) - 1)
        run = self.runs[index]
        if self._width(index) == run.raw_width:
            return run.raw_start + position - run.clean_start
        return run.raw_start + run.raw_width if last else run.raw_start

    def _clean(self, position: int, last: bool, starts: Sequence[int] | None = None) -> int:
        if not self.runs:
            return 0
        at = position - 1 if last else position
        found = bisect_right(starts, at) if starts else bisect_right(self.runs, at, key=lambda run: run.raw_start)
        index = max(0, found - 1)
        run, width = self.runs[index], self._width(index)
        if width == run.raw_width:
            return min(run.clean_start + position - run.raw_start, run.clean_start + width)
        return run.clean_start + width if last else run.clean_start


class Repair(NamedTuple):
    """One change that made the text cleaner."""

    raw: Span  # into RawDocument.text
    old: str
    new: str
    rule: str  # "pinyin.note", "script.hant", "width.ascii", …
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Noise:
    """Text that the page added to the report: site slogans, pagination, share buttons. Kept, but no facts from it."""

    span: Span  # into Document.text
    rule: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where characters are lost or unsure. Facts that touch it are never sure."""

    span: Span  # into Document.text; empty where something is missing between two characters
    rule: str  # "lost.replacement", "lost.dropped", "unsure.private", …


@dataclass(frozen=True, slots=True)
class Document:
    """A report in Simplified Chinese and half-width Latin, every character leading back to the raw text."""

    id: str  # the file's stem; the catalogue makes it unique
    raw: RawDocument
    text: str
    alignment: Alignment
    repairs: tuple[Repair, ...] = ()
    script: Script = "hans"  # what the raw text was written in
    damage: tuple[str, ...] = ()  # pinyin mojibake escaped masked dropped boilerplate, where met
    score: int = 100  # 0–100: 100 is a text without damage
    blocks: tuple[Block, ...] = ()  # spans into `text`
    noise: tuple[Noise, ...] = ()  # in order
    doubts: tuple[Doubt, ...] = ()  # in order

    def page_of(self, span: Span) -> int | None:
        """The page that a clean span begins on, from 1; None where the format has no pages."""
        # Most formats have none, and then nothing need be led back.
        return self.raw.page_at(self.alignment.to_raw(span).start) if self.raw.page_starts else None


# ---------------------------------------------------------------------------------------------- segmentation


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it, deeper sections included."""

    span: Span
    level: int  # 1 is the document's title
    heading: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or table: what search finds and shows."""

    span: Span
    section: int | None = None  # index into Segmentation.sections: the innermost one around it
    kind: BlockKind = "paragraph"
    noise: bool = False
    page: int | None = None  # that it begins on


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or table row. `words` join to its very text."""

    span: Span
    passage: int  # index into Segmentation.passages
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A document's units of text, each kind in the order of the text."""

    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Sentence, ...] = ()


# ------------------------------------------------------------------------------------------------------ facts


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text states a fact, and which rule read it."""

    span: Span  # into Document.text; its characters are the fact's quote
    sentence: int  # index into Segmentation.sentences
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: 超过76.738亿元 is 7673800000, "元", ">". `value` is the lower end of a range."""

    value: Decimal
    unit: str = ""  # as written, without multiplier: 元 个 % 人次 个百分点
    bound: Bound = "="
    value_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order: 全省第一."""

    position: int
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that the report states about someone's work."""

    mention: Mention
    indicator: str  # what is measured, as the report words it, head noun last: 全业务收入
    quantity: Quantity
    value_text: str  # the figure as written, with its modifiers
    indicator_canonical: str | None = None
    change: Change | None = None
    period: str | None = None  # EDTF
    subject: str | None = None
    rank: Rank | None = None
    target: bool = False  # promised or planned rather than achieved


@dataclass(frozen=True, slots=True)
class Honor:
    """An award, title, certification or commendation."""

    mention: Mention
    name: str
    edition: str | None = None  # 第五届
    level: Level | None = None
    body: str | None = None
    recipient: str | None = None
    date: str | None = None  # EDTF
    count: int | None = None  # holders
    years: int | None = None  # in a row
    status: Status = "awarded"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date, period, duration or frequency. `first` and `last` are the ISO days that `edtf` covers."""

    mention: Mention
    type: TimeType
    edtf: str | None = None  # "2017-11", "2010/2016", "P15D", "R/P1M"; None where nothing resolves it
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure that the report states beside a measure: what became of it. The metric has the same place."""

    span: Span  # into Document.text
    indicator: str
    value_text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A named practice, mechanism, campaign, programme or standard that others could copy: once a document."""

    mention: Mention  # the first, or the one that spells out the items
    name: str
    category: Category
    items: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    places: tuple[Span, ...] = ()  # of all mentions, in order


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation, person, place or document that the report names."""

    mention: Mention
    type: EntityType
    name: str
    title: str | None = None  # persons
    org: str | None = None  # persons
    alias_of: str | None = None  # organisations: the long form that the text has as well, 东莞联通 for 中国…分公司


@dataclass(frozen=True, slots=True)
class Recognized:
    """A number, quantity or time in a text that is no document. `start` and `end` count its code points."""

    kind: RecognizedKind
    start: int
    end: int
    text: str = ""
    value: Decimal | None = None  # of numbers and quantities, in base units
    value_max: Decimal | None = None
    unit: str = ""
    bound: Bound | None = None
    edtf: str | None = None  # of times; with the clock where it is stated: 2016-11-07T15:30
    first: str | None = None  # ISO days
    last: str | None = None


Fact = Metric | Honor | TimeExpression | Measure | Entity


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document says of itself."""

    title: str | None = None
    org: str | None = None
    date: str | None = None  # EDTF
    genre: Genre | None = None


# ------------------------------------------------------------------------------------------- pipeline and store


@dataclass(frozen=True, slots=True)
class Annotated:
    """All that the pipeline makes of one source."""

    document: Document
    segmentation: Segmentation
    profile: Profile
    facts: tuple[Fact, ...]

    def __reduce__(self) -> tuple[object, ...]:
        # In one piece, pickling keeps every record in mind to its end: 120 MB for 200,000 facts.
        packed = [pickle.dumps(self.facts[at : at + PACK]) for at in range(0, len(self.facts), PACK)]
        return _annotated, (self.document, self.segmentation, self.profile, packed)


def _annotated(document: Document, segmentation: Segmentation, profile: Profile, packed: list[bytes]) -> Annotated:
    facts: list[Fact] = []
    for pack in packed:
        facts += pickle.loads(pack)  # noqa: S301  # our own, from __reduce__
    return Annotated(document, segmentation, profile, tuple(facts))


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read: a value, so that the rest of the batch goes on."""

    source: str
    stage: Stage
    reason: Reason
    message: str  # says what was wrong and what to do


@dataclass(frozen=True, slots=True)
class Ingested:
    """A source that was read, in one line."""

    doc: str
    source: str
    outcome: Literal["new", "changed", "same"]  # same: another source holds these very bytes
    characters: int
    script: Script
    damage: tuple[str, ...]
    score: int
    facts: int
    partial: Reason | None = None  # why some of it could not be read


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a batch: every source is in one of the three."""

    read: tuple[Ingested, ...]
    unchanged: int  # skipped unread
    failures: tuple[Failure, ...]
    unread: int = 0  # of the unchanged, or in them: those that could not be read before


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """What an engine needs to know of a passage."""

    id: int  # the catalogue's
    text: str  # repaired; engines read character bigrams from it
    words: tuple[str, ...] = ()  # for ranking
    context: tuple[str, ...] = ()  # words of the title and of the headings above it


@dataclass(frozen=True, slots=True)
class IndexBatch:
    """A stretch of the catalogue's change log."""

    position: int  # of its last change
    removed: tuple[int, ...]  # ids of passages that are no more
    passages: tuple[IndexedPassage, ...]


# ------------------------------------------------------------------------------------------------------ search


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the ranked field."""

    word: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Characters in a row, whatever way the text was cut; punctuation and spaces do not count.

    `weight` is added to the score of each passage that holds them.
    """

    text: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases with at most `distance` characters between them, in either order."""

    left: str
    right: str
    distance: int


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Characters in a row where * stands for any run inside a sentence and ? for one character."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression over the repaired text, folded."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Among:
    """Passages with these ids: those that fulfil the query's conditions and expressions."""

    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the document or on a fact in the passage: level:national, value>=99, year:2015..2018."""

    field: str
    operator: Literal[":", ">", ">=", "<", "<="]
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these; the scores of those that hold add up."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of this."""

    part: Query


Query = Term | Phrase | Near | Wildcard | Regex | Among | Condition | And | Or | Not


@dataclass(frozen=True, slots=True)
class Ranking:
    """An engine's answer: passage ids with scores, best first, and how many there are in all."""

    scored: tuple[tuple[int, float], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A place in a hit's text that the query asked for, and the raw characters behind it."""

    start: int  # in Hit.text
    end: int
    raw_start: int  # in the raw text
    raw_end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query, as shown."""

    rank: int
    score: float
    doc: str
    path: str
    title: str | None
    org: str | None
    date: str | None
    genre: str | None
    section: str | None  # headings from the outermost one, joined by " › "
    passage: int  # 1-based number within the document
    page: int | None  # of the first highlight
    text: str
    highlights: tuple[Highlight, ...] = ()
    facts: tuple[dict[str, object], ...] = ()
    repeated: int = 0  # other passages that say nearly the same and are not shown
    why: Mapping[str, object] | None = None  # with explain: how it was found, what its score is made of


@dataclass(frozen=True, slots=True)
class Answer:
    """All of a search: hits, how many there are, and what was tried on the way."""

    query: str
    total: int  # passages
    documents: int
    hits: tuple[Hit, ...]
    tried: tuple[tuple[str, int], ...] = ()  # (step, passages found)
    nearest: tuple[str, ...] = ()  # terms that exist, when nothing was found
    parts: tuple[tuple[str, int], ...] = ()  # the query's parts with passages of each alone, when nothing was found
    whole: int = 0  # passages that hold all that was asked; they come first
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)  # values with passages
    reading: Mapping[str, object] = field(default_factory=dict)  # with explain: what the question was read as

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)
