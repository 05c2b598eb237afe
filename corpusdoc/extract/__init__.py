"""Document and Segmentation to Profile and Facts: finders in an order that is written here once, with its reasons."""

from __future__ import annotations

from dataclasses import replace

from corpusdoc.extract.effects import with_effects
from corpusdoc.extract.entities import find_entities
from corpusdoc.extract.honors import find_honors
from corpusdoc.extract.measures import find_measures
from corpusdoc.extract.metrics import find_metrics
from corpusdoc.extract.profile import find_profile
from corpusdoc.extract.times import find_times
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Fact, Profile, Segmentation, Span

# Confidence that nobody should take for sure: --min-confidence 0.5 leaves such facts out.
UNSURE = 0.3


def extract(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> tuple[Profile, tuple[Fact, ...]]:
    """What the document says of itself, and all it states, in the order of the text. Pure."""
    entities = find_entities(document, segmentation, lexicon)
    # The main organisation is the organisation that the text names first, best or most.
    profile = find_profile(document, segmentation, entities, lexicon)
    # 今年 needs the document's date.
    times = find_times(document, segmentation, profile, lexicon)
    # 2017年 is a time, so it must not be read again as 2017 of something; a figure's period is a time near it.
    metrics = find_metrics(document, segmentation, profile, times, lexicon, entities)
    honors = find_honors(document, segmentation, profile, times, lexicon)
    # What became of a measure is told by the figures behind it.
    measures = with_effects(find_measures(document, segmentation, lexicon), metrics, segmentation)
    facts: tuple[Fact, ...] = (*times, *metrics, *honors, *measures, *entities)
    if document.doubts:
        facts = tuple(_doubted(fact, document) for fact in facts)
    # Spans in order: comparing them as records takes three times as long.
    return profile, tuple(sorted(facts, key=lambda fact: (fact.mention.span.start, fact.mention.span.end)))


def _doubted(fact: Fact, document: Document) -> Fact:
    """The fact, no surer than UNSURE where its quote touches characters that are lost or unsure."""
    span = fact.mention.span
    # Next to it is close enough: a lost character before 12万 may have been a digit.
    near = Span(span.start - 1, span.end + 1)
    if not any(near.overlaps(doubt.span) for doubt in document.doubts):
        return fact
    mention = replace(fact.mention, confidence=min(fact.mention.confidence, UNSURE))
    return replace(fact, mention=mention)
