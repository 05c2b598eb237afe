"""Texts made into documents the way the pipeline does it, for tests of single finders."""

from __future__ import annotations

import hashlib

from corpusdoc.extract.entities import find_entities
from corpusdoc.extract.honors import find_honors
from corpusdoc.extract.measures import find_measures
from corpusdoc.extract.metrics import find_metrics
from corpusdoc.extract.profile import find_profile
from corpusdoc.extract.times import find_times
from corpusdoc.lexicon import load_lexicon
from corpusdoc.model import Document, Entity, Genre, Hints, Honor, Measure, Metric, Profile, RawDocument, Segmentation
from corpusdoc.normalize import normalize
from corpusdoc.segment import segment

LEXICON = load_lexicon()


def read(text: str, hints: Hints | None = None) -> tuple[Document, Segmentation]:
    """A text as document and segmentation."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    raw = RawDocument("report.txt", sha256, text, "text/plain", "utf-8", hints=hints or Hints())
    document = normalize(raw, LEXICON)
    return document, segment(document, LEXICON)


def entities(text: str) -> tuple[Entity, ...]:
    """What find_entities makes of a text."""
    return find_entities(*read(text), LEXICON)


def honors(text: str) -> tuple[Honor, ...]:
    """What find_honors makes of a text."""
    return find_honors(*read(text), Profile(), (), LEXICON)


def measures(text: str) -> tuple[Measure, ...]:
    """What find_measures makes of a text."""
    return find_measures(*read(text), LEXICON)


def profile(text: str, hints: Hints | None = None) -> Profile:
    """What find_profile makes of a text."""
    document, segmentation = read(text, hints)
    return find_profile(document, segmentation, find_entities(document, segmentation, LEXICON), LEXICON)


def analysed(
    text: str, date: str | None = None, genre: Genre | None = None
) -> tuple[Document, Segmentation, tuple[Metric, ...]]:
    """A text as document and segmentation, with its figures as those of one organisation."""
    document, segmentation = read(text)
    profile = Profile(org="某公司", date=date, genre=genre)
    times = find_times(document, segmentation, profile, LEXICON)
    return document, segmentation, find_metrics(document, segmentation, profile, times, LEXICON)


def metrics(text: str, date: str | None = None, genre: Genre | None = None) -> tuple[Metric, ...]:
    """What find_metrics makes of a text."""
    return analysed(text, date, genre)[2]
