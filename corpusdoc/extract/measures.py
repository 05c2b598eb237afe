"""Measures: named practices, mechanisms, campaigns, programmes and standards that others could copy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpusdoc.extract.categories import category_of
from corpusdoc.extract.measure_forms import Form, find_forms
from corpusdoc.extract.tagging import bearing
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Measure, Mention, Segmentation, Sentence, Span

# Of two that overlap the one read by the more telling rule stays; how sure a rule is.
_CONFIDENCE = {
    "measure.slogan": 0.85,
    "measure.quoted_head": 0.85,
    "measure.counted": 0.8,
    "measure.activities": 0.75,
    "measure.quoted": 0.75,
    "measure.name": 0.9,
    "measure.practice": 0.6,
    "measure.suffix": 0.65,
}
_ORDER = tuple(_CONFIDENCE)


def find_measures(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> tuple[Measure, ...]:
    """The first mention of each distinct measure, in the order of the text; of two mentions, the one with items."""
    found: dict[str, Measure] = {}
    for index, sentence in bearing(segmentation):
        heading = _heading(document, segmentation, sentence)
        for form in _in_sentence(document, sentence, lexicon):
            measure = _measure(form, index, sentence.span.of(document.text), heading, lexicon)
            key = _key(form.name)
            if key not in found or (measure.items and not found[key].items):
                found[key] = measure
    return tuple(sorted(found.values(), key=lambda measure: measure.mention.span))


def _heading(document: Document, segmentation: Segmentation, sentence: Sentence) -> str:
    section = segmentation.passages[sentence.passage].section
    return segmentation.sections[section].heading.of(document.text) if section is not None else ""


def _in_sentence(document: Document, sentence: Sentence, lexicon: Lexicon) -> list[Form]:
    ends: set[int] = set()
    position = sentence.span.start
    for word in sentence.words:
        position += len(word)
        ends.add(position)
    forms = find_forms(document.text, sentence.span.start, sentence.span.end, frozenset(ends), lexicon)
    return _apart(forms)


def _apart(forms: Iterable[Form]) -> list[Form]:
    """Forms that do not overlap, the more telling ones first; a listed name gives way to a longer reading around it."""
    kept: list[Form] = []
    for form in sorted(forms, key=lambda f: (_ORDER.index(f.rule), f.start - f.end)):
        if all(form.end <= other.start or other.end <= form.start for other in kept):
            kept.append(form)
    return kept


def _key(name: str) -> str:
    return re.sub(r"[\W_]+|活动$", "", name)


def _measure(form: Form, index: int, sentence: str, heading: str, lexicon: Lexicon) -> Measure:
    mention = Mention(Span(form.start, form.end), index, form.rule, _CONFIDENCE[form.rule])
    category = category_of(form.name, sentence, heading, form.usual, lexicon)
    return Measure(mention, form.name, category, form.items)
