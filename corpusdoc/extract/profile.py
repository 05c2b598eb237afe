"""What a document says of itself: title, main organisation, date of publication, genre."""

from __future__ import annotations

from collections.abc import Sequence

from corpusdoc.extract.genre import genre_of, likely_genre
from corpusdoc.extract.main_organisation import main_organisation
from corpusdoc.extract.publication import find_date
from corpusdoc.extract.titles import find_title
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Entity, Profile, Segmentation


def find_profile(
    document: Document, segmentation: Segmentation, entities: Sequence[Entity], lexicon: Lexicon
) -> Profile:
    """Title, organisation, date and genre, each None where the document does not say it."""
    title, subtitle = find_title(document, segmentation, lexicon)
    body = "".join(p.span.of(document.text) + "\n" for p in segmentation.passages if not p.noise)
    org = main_organisation(document.text, title, subtitle, entities, lexicon)
    headings = [section.heading.of(document.text) for section in segmentation.sections]
    return Profile(
        title=title,
        org=org,
        date=find_date(document, segmentation, lexicon),
        genre=genre_of(title, subtitle, body, lexicon) or likely_genre(body, title, org, headings),
    )
