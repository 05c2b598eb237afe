"""Records made by hand, small enough to check by eye."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from corpusdoc.model import (
    Alignment,
    Annotated,
    Document,
    Effect,
    Entity,
    Fact,
    Failure,
    Honor,
    Measure,
    Mention,
    Metric,
    Noise,
    Passage,
    Profile,
    Quantity,
    Rank,
    RawDocument,
    Repair,
    Run,
    Section,
    Segmentation,
    Sentence,
    Span,
    TimeExpression,
)

PARAGRAPHS = (
    "服务经验",
    "2017年,客户满意率达到99.5%,全省第一。",
    "推行首问负责制。",
    "荣获全国文明单位。",
    "版权所有",
)
TEXT = "\n".join(PARAGRAPHS)
# The raw text has a note in it that the repaired one has not.
RAW = TEXT.replace("达到", "达(dá)到")
CUT = RAW.index("(dá)")
# The second page begins within a sentence.
PAGES = (0, RAW.index("客户"))


def annotated(
    source: str = "reports/甲.txt",
    raw: str = RAW,
    org: str | None = "东莞联通",
    date: str | None = "2018-03",
    facts: tuple[Fact, ...] | None = None,
) -> Annotated:
    """A report of five paragraphs: a heading, a metric, a measure, an honor and noise."""
    spans = [Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in PARAGRAPHS]
    section = Section(Span(0, len(TEXT)), 1, spans[0])
    passages = [Passage(span, 0, page=1 if n < 2 else 2) for n, span in enumerate(spans)]
    passages[0] = replace(passages[0], kind="heading")
    passages[-1] = replace(passages[-1], noise=True, section=None)
    sentences = tuple(Sentence(span, n) for n, span in enumerate(spans))
    alignment = Alignment((Run(0, 0, CUT), Run(CUT, CUT, 4), Run(CUT, CUT + 4, len(TEXT) - CUT)), len(TEXT))
    document = Document(
        id=source.rpartition("/")[2].removesuffix(".txt"),
        raw=RawDocument(
            source, hashlib.sha256(raw.encode()).hexdigest(), raw, "application/pdf", "utf-8", page_starts=PAGES
        ),
        text=TEXT,
        alignment=alignment,
        repairs=(Repair(Span(CUT, CUT + 4), "(dá)", "", "pinyin.note", 0.9),),
        damage=("pinyin",),
        score=97,
        noise=(Noise(spans[-1], "noise.copyright"),),
    )
    profile = Profile("服务经验", org, date, "纪实")
    return Annotated(document, Segmentation((section,), tuple(passages), sentences), profile, facts or FACTS)


def mention(quote: str, rule: str = "rule.one", confidence: float = 0.9) -> Mention:
    """Where the text has `quote`."""
    start = TEXT.index(quote)
    return Mention(Span(start, start + len(quote)), TEXT[:start].count("\n"), rule, confidence)


METRIC = Metric(
    mention("客户满意率达到99.5%"),
    "客户满意率",
    Quantity(Decimal("99.5"), "%", ">="),
    "达到99.5%",
    indicator_canonical="满意率",
    period="2017",
    rank=Rank(1, "全省"),
)
HONOR = Honor(mention("全国文明单位", confidence=0.5), "全国文明单位", level="national", recipient="莞城分公司")
MEASURE = Measure(
    mention("首问负责制"),
    "首问负责制",
    "service",
    ("首问", "负责"),
    (Effect(METRIC.mention.span, "客户满意率", "达到99.5%"),),
    (mention("首问负责制").span,),
)
TIME = TimeExpression(mention("2017年"), "date", "2017")
ENTITY = Entity(mention("全省"), "place", "全省")
FACTS: tuple[Fact, ...] = (TIME, METRIC, ENTITY, MEASURE, HONOR)


def unreadable(source: str = "reports/甲.txt") -> Failure:
    """What a damaged file gives."""
    return Failure(source, "load", "damaged", "it is damaged")
