"""Keyword in context (KWIC): every place of a term with what stands on both sides."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from corpusdoc.catalogue import StoredPassage
from corpusdoc.index import Engine
from corpusdoc.model import Condition
from corpusdoc.search.grounding import Grounds, grounded
from corpusdoc.search.highlight import highlights
from corpusdoc.search.plan import whole
from corpusdoc.search.query import parse

READ = 200  # passages read at a time

Order = Literal["L1", "R1", "doc"]


class Passages(Grounds, Protocol):
    """What a concordance needs of the catalogue."""

    def passages(self, ids: Sequence[int]) -> Sequence[StoredPassage]:
        """The passages with these ids, in this order."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """A place of the term."""

    doc: str
    passage: int
    page: int | None
    left: str
    keyword: str
    right: str
    start: int  # in the passage's text
    raw: str  # the characters behind the keyword


def concordance(
    term: str, catalogue: Passages, engine: Engine, conditions: Sequence[Condition], width: int, order: Order
) -> list[Line]:
    """Every place of a term, a phrase or a pattern, with `width` columns of context on each side.

    Words are looked for as they stand. L1 sorts by what stands before, read backwards from the keyword; R1 by what
    stands behind it; doc by place. Raises QueryError.
    """
    lines = list(_lines(term, catalogue, engine, conditions, width))
    match order:
        case "L1":
            lines.sort(key=lambda line: (_letters(line.left)[::-1], _letters(line.right)))
        case "R1":
            lines.sort(key=lambda line: (_letters(line.right), _letters(line.left)[::-1]))
    return lines


def _lines(
    term: str, catalogue: Passages, engine: Engine, conditions: Sequence[Condition], width: int
) -> Iterator[Line]:
    asked = parse(term)
    exact = whole(asked) or asked
    query = grounded(exact, term, catalogue, engine, conditions)
    ids = sorted(id for id, _ in engine.search(query, 2**31).scored)
    for first in range(0, len(ids), READ):
        for passage in catalogue.passages(ids[first : first + READ]):
            for mark in highlights(passage.text, passage.start, exact, passage.alignment, passage.raw_text):
                yield Line(
                    doc=passage.doc,
                    passage=passage.ordinal,
                    page=passage.page_at(mark.raw_start),
                    left=_fit(passage.text[max(0, mark.start - width - 1) : mark.start][::-1], width)[::-1],
                    keyword=passage.text[mark.start : mark.end],
                    right=_fit(passage.text[mark.end : mark.end + width + 1], width),
                    start=mark.start,
                    raw=mark.raw,
                )


def _fit(text: str, width: int) -> str:
    """As much of the text as `width` columns take: Han characters two each (UAX #11)."""
    taken = 0
    plain = text.replace("\n", " ").replace("\t", " ")
    for index, character in enumerate(plain):
        taken += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if taken > width:
            return plain[:index]
    return plain


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
