"""What a document says of itself: title, main organisation, date of publication, genre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpusdoc.extract.aliases import in_order
from corpusdoc.extract.genre import genre_of
from corpusdoc.extract.organisations import short_forms
from corpusdoc.extract.publication import find_date
from corpusdoc.extract.scanning import Words
from corpusdoc.extract.titles import find_title
from corpusdoc.extract.vocabulary import MASK, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Entity, Profile, Segmentation

# An organisation in title or subtitle is worth this many mentions, one in the first lines this many.
_IN_TITLE, _EARLY, _DEFINED, _FOREMOST = 6.0, 3.0, 5.0, 3.0
_FIRST = 400
_INNER = ("entity.org.department", "entity.org.list", "entity.org.person", "entity.org.hotline")


def find_profile(
    document: Document, segmentation: Segmentation, entities: Sequence[Entity], lexicon: Lexicon
) -> Profile:
    """Title, organisation, date and genre, each None where the document does not say it."""
    title, subtitle = find_title(document, segmentation, lexicon)
    body = "".join(p.span.of(document.text) + "\n" for p in segmentation.passages if not p.noise)
    return Profile(
        title=title,
        org=main_organisation(document.text, f"{title or ''}\n{subtitle or ''}", entities, lexicon),
        date=find_date(document, segmentation, lexicon),
        genre=genre_of(title, subtitle, body, lexicon),
    )


def main_organisation(text: str, heading: str, entities: Sequence[Entity], lexicon: Lexicon) -> str | None:
    """The organisation that the report is about, by its full name where the text gives it."""
    # A department of it is not what a report is about.
    names = [entity.name for entity in entities if entity.type == "org" and entity.mention.rule not in _INNER]
    if not names:
        return None
    counts = _mentions(text, names)
    points = {name: _points(name, counts, text, heading, position, lexicon) for position, name in enumerate(names)}
    for full, short in _definitions(text, names).items():
        points[full] += points.get(short, float(text.count(short))) + _DEFINED
    best = max(points, key=lambda name: points[name])
    known = next((entity.alias_of for entity in entities if entity.name == best and entity.alias_of), None)
    return known or _fuller(best, names, lexicon)


def _mentions(text: str, names: Sequence[str]) -> Counter[str]:
    """How often each name stands in the text; a name inside a longer one is no mention of it."""
    return Counter(name for _, _, name in Words(names).find(text))


def _definitions(text: str, names: Sequence[str]) -> dict[str, str]:
    """Full name to the short one that the text gives it: (以下简称东莞联通)."""
    found: dict[str, str] = {}
    for start, _, short in short_forms(text):
        full = next(
            (name for name in sorted(names, key=len, reverse=True) if text[:start].rstrip().endswith(name)), None
        )
        if full:
            found[full] = short
    return found


def _points(name: str, counts: Counter[str], text: str, heading: str, position: int, lexicon: Lexicon) -> float:
    points = counts[name] + _IN_TITLE * (name in heading) + _EARLY * (name in text[:_FIRST])
    points += _FOREMOST / (1 + position)
    # Those that reports look up to: ministries, parent companies, party committees.
    above = name in surfaces(lexicon, "orgs", "name") or name.endswith(
        ("党委", "省委", "市委", "政府", "工会", "办公厅")
    )
    return points * 0.3 if above else points


def _fuller(name: str, names: Sequence[str], lexicon: Lexicon) -> str:
    """The full form of a short name, if the text has one: place and brand of the short stand in the full in order."""
    brand = next(
        (b for b in sorted(surfaces(lexicon, "orgs", "brand"), key=len, reverse=True) if name.endswith(b)), None
    )
    place = name.removesuffix(brand).strip(MASK) if brand else ""
    if not brand or not place:
        return name
    for full in sorted(names, key=len, reverse=True):
        if (
            len(full) > len(name) + 3
            and full.endswith("公司")
            and place in full
            and in_order(brand, full.replace(place, ""))
        ):
            return full
    return name
