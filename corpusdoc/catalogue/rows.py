"""Facts as flat rows: the one mapping that the store, `extract` and every export share."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal

from corpusdoc.catalogue.days import days
from corpusdoc.model import (
    Alignment,
    Annotated,
    Entity,
    Fact,
    Honor,
    Measure,
    Metric,
    Rank,
    Section,
    Span,
    TimeExpression,
)

Row = dict[str, object]

KINDS: Mapping[type, str] = {
    Metric: "metric",
    Honor: "honor",
    TimeExpression: "time",
    Measure: "measure",
    Entity: "entity",
}
# Tables with a row for each fact as a document states it.
FACT_TABLES = {
    "metrics": "metric",
    "honor_mentions": "honor",
    "times": "time",
    "measures": "measure",
    "entities": "entity",
}
_TABLE_OF = {kind: table for table, kind in FACT_TABLES.items()}
# Of each table of facts, the kind: honors are honor_mentions, those of one award as one row.
KIND_OF = {**FACT_TABLES, "honors": "honor"}

# fmt: off
OWN: Mapping[str, tuple[str, ...]] = {
    "metric": ("indicator", "indicator_canonical", "value", "value_max", "unit", "value_text", "bound", "change",
               "period", "subject", "rank", "target"),
    "honor": ("name", "edition", "level", "body", "recipient", "date", "count", "years", "status"),
    "time": ("type", "edtf", "first", "last"),
    "measure": ("name", "category", "items", "effects", "places"),
    "entity": ("type", "name", "title", "org", "alias_of"),
}
# Where a fact stands and who says so, behind what it states.
PROOF = ("quote", "sentence", "section", "passage", "page", "start", "end", "raw_start", "raw_end",
         "rule", "rule_version", "confidence", "corrected")
_HEAD = {"entity": ("doc", "kind")}
_YEARS = {"metric": ("first_year", "last_year")}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "documents": ("doc", "kind", "title", "org", "date", "genre", "script", "damage", "sections", "sha256", "path",
                  "encoding", "media_type", "score", "tags"),
    "passages": ("doc", "passage", "kind", "section", "page", "noise", "start", "end", "raw_start", "raw_end", "text"),
    # `org` is whom the fact is about, where it says so, else the document; an entity's is its own.
    **{table: (*_HEAD.get(kind, ("doc", "kind", "org")), *OWN[kind], *_YEARS.get(kind, ()), *PROOF)
       for table, kind in FACT_TABLES.items()},
    # How many mentions were merged, and all of their places: doc, start, end, raw_start, raw_end, sentence.
    "honors": ("doc", "kind", "org", *OWN["honor"], "mentions", *PROOF, "places"),
    "failures": ("path", "stage", "reason", "message"),
}
# fmt: on


def fact_rows(annotated: Annotated, pipeline: str | None = None) -> Iterator[Row]:
    """The document's own row (`kind` doc), then a row for each fact in the order of `annotated.facts`.

    A row has the columns of its table in COLUMNS; `pipeline` is what read it. Raises AssertionError for a fact that
    points outside the text: its quote could not be checked against the source.
    """
    yield document_row(annotated)
    paths = heading_paths(annotated.document.text, annotated.segmentation.sections, annotated.profile.title)
    for fact in annotated.facts:
        row = stored_row(annotated, fact, paths)
        passage = annotated.segmentation.sentences[fact.mention.sentence].passage
        about = {
            "doc": storable(annotated.document.id),
            "org": holder(row) or annotated.profile.org,
            "passage": passage + 1,
            "page": annotated.document.page_of(fact.mention.span),
            "rule_version": pipeline,
            "corrected": None,
            **years(row.get("period")),
        }
        every = about | row
        yield {column: every[column] for column in COLUMNS[_TABLE_OF[str(row["kind"])]]}


def holder(row: Row) -> object:
    """Whom a fact is about by its own words; None where it does not say."""
    return row.get("subject") or row.get("recipient")


def years(edtf: object) -> Row:
    """The first and last year of a period; None for an end that is open."""
    covered = days(str(edtf)) if edtf else None
    first, last = (int(day[:4]) for day in covered) if covered else (1, 9999)
    return {"first_year": first if first > 1 else None, "last_year": last if last < 9999 else None}


def document_row(annotated: Annotated) -> Row:
    """What a document says of itself, and how it was read."""
    document, profile = annotated.document, annotated.profile
    return {
        "doc": storable(document.id),
        "kind": "doc",
        "title": profile.title,
        "org": profile.org,
        "date": profile.date,
        "genre": profile.genre,
        "script": document.script,
        "damage": list(document.damage),
        "sections": [section_row(document.text, section, profile.title) for section in annotated.segmentation.sections],
        "sha256": document.raw.sha256,
        "path": storable(document.raw.source),
        "encoding": document.raw.encoding,
        "media_type": document.raw.media_type,
        "score": document.score,
        "tags": [],
    }


def section_row(text: str, section: Section, title: str | None) -> Row:
    """A heading on one line, and the place of all that stands under it."""
    return {
        "level": section.level,
        "heading": heading_line(section.heading.of(text), title),
        "start": section.span.start,
        "end": section.span.end,
    }


def heading_paths(text: str, sections: tuple[Section, ...], title: str | None) -> tuple[str, ...]:
    """For each section its headings from the outermost one, joined by " › "."""
    paths: list[str] = []
    around: list[tuple[Span, str]] = []
    for section in sections:
        while around and not around[-1][0].contains(section.span):
            around.pop()
        around.append((section.span, heading_line(section.heading.of(text), title)))
        paths.append(" › ".join(heading for _, heading in around))
    return tuple(paths)


def heading_line(heading: str, title: str | None) -> str:
    """A heading on one line; of two lines, as the title words them if it is the title."""
    return title if title and "".join(heading.split()) == "".join(title.split()) else one_line(heading)


def one_line(text: str) -> str:
    """`text` with every run of white space as one blank."""
    return " ".join(text.split())


def storable(path: str) -> str:
    """A path without lone surrogates, which stand for bytes that are no UTF-8: they go to plane 16, for private use."""
    return re.sub("[\ud800-\udfff]", lambda found: chr(ord(found[0]) + 0x100000), path)


def as_path(stored: str) -> str:
    """The path that `storable` was given: what the operating system knows the file by."""
    return re.sub("[\U0010d800-\U0010dfff]", lambda found: chr(ord(found[0]) - 0x100000), stored)


def number(value: Decimal | None) -> int | float | None:
    """A figure as databases and JSON hold it: whole ones exact up to 64 bits; None beyond what a double holds."""
    if value is None or not value.is_finite() or abs(value) > Decimal(sys.float_info.max):
        return None
    return int(value) if abs(value) < 2**63 and value == value.to_integral_value() else float(value)


def stored_row(annotated: Annotated, fact: Fact, paths: tuple[str, ...]) -> Row:
    """What the catalogue keeps of a fact; `paths` are the heading_paths of its document."""
    document, segmentation, mention = annotated.document, annotated.segmentation, fact.mention
    sentence = segmentation.sentences[mention.sentence]
    section = segmentation.passages[sentence.passage].section
    quote = mention.span.of(document.text)
    # Slices never fail, so a place outside the text would give a shorter quote without a word.
    assert quote and len(quote) == len(mention.span), f"{document.id}: {mention.rule} points outside the text"
    raw = document.alignment.to_raw(mention.span)
    place = {
        "kind": KINDS[type(fact)],
        "quote": quote,
        "start": mention.span.start,
        "end": mention.span.end,
        "raw_start": raw.start,
        "raw_end": raw.end,
        "sentence": sentence.span.of(document.text).strip(),
        "section": None if section is None else paths[section],
        "rule": mention.rule,
        "confidence": mention.confidence,
    }
    return place | _own(fact, document.alignment)


def _own(fact: Fact, alignment: Alignment) -> Row:
    match fact:
        case Metric():
            return _metric(fact)
        case Measure():
            return _measure(fact, alignment)
        case _:
            return {column: getattr(fact, column) for column in OWN[KINDS[type(fact)]]}


def _measure(measure: Measure, alignment: Alignment) -> Row:
    """Its effects have the places of the metrics that state them, so that the two can be joined."""
    effects = [
        {
            "indicator": effect.indicator,
            "value_text": effect.value_text,
            "start": effect.span.start,
            "end": effect.span.end,
        }
        for effect in measure.effects
    ]
    places = [_place(span, alignment) for span in measure.places]
    return {
        "name": measure.name,
        "category": measure.category,
        "items": list(measure.items),
        "effects": effects,
        "places": places,
    }


def _place(span: Span, alignment: Alignment) -> Row:
    raw = alignment.to_raw(span)
    return {"start": span.start, "end": span.end, "raw_start": raw.start, "raw_end": raw.end}


def _metric(metric: Metric) -> Row:
    return {
        "indicator": metric.indicator,
        "indicator_canonical": metric.indicator_canonical,
        "value": number(metric.quantity.value),
        "value_max": number(metric.quantity.value_max),
        "unit": metric.quantity.unit,
        "value_text": metric.value_text,
        "bound": metric.quantity.bound,
        "change": metric.change,
        "period": metric.period,
        "subject": metric.subject,
        "rank": rank_value(metric.rank),
        "target": metric.target,
    }


def rank_value(rank: Rank | None) -> Row | None:
    """A place in an order as one nested value."""
    return None if rank is None else {"scope": rank.scope, "position": rank.position}
