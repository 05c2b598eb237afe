"""Where a passage holds what a query asked for, with the raw characters behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpusdoc.index.grams import Block, end_in_order, phrase, units, wildcard_blocks
from corpusdoc.model import Alignment, And, Condition, Highlight, Near, Or, Phrase, Query, Regex, Span, Term, Wildcard
from corpusdoc.normalize import fold
from corpusdoc.search.patterns import places

# Conditions whose value mostly stands in the passage that fulfils them.
NAMING = frozenset({"measure", "honor", "indicator"})

Units = Sequence[tuple[str, int, int]]


def highlights(text: str, start: int, query: Query, alignment: Alignment, raw_text: str) -> tuple[Highlight, ...]:
    """The places in `text` that the query asked for, left to right, none overlapping.

    Where a phrase stands as it was asked for, its single words are not marked as well. `start` is where `text`
    stands in the document's text; `alignment` leads from there to `raw_text`.
    """
    # Folding keeps places, so that what is found in the folded text stands there in the text.
    folded = fold(text)
    spans = [*_places(query, list(units(folded))), *(span for each in _regexes(query) for span in places(each, folded))]
    return tuple(_highlight(span, start, alignment, raw_text) for span in _apart(spans))


def _highlight(span: Span, start: int, alignment: Alignment, raw_text: str) -> Highlight:
    raw = alignment.to_raw(span.shift(start))
    return Highlight(span.start, span.end, raw.start, raw.end, raw.of(raw_text))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    end = 0
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            end = span.end
            yield span


def _places(query: Query, read: Units) -> list[Span]:  # noqa: PLR0911  # a line for each kind of query
    match query:
        # A word of one character is part of a run that was not found whole: it stands in too many other words.
        case Term(text) | Phrase(text) if len(text) > 1 or isinstance(query, Phrase):
            return _stretches([phrase(text)], read)
        case Near(left, right):
            return _stretches([phrase(left)], read) + _stretches([phrase(right)], read)
        case Wildcard(pattern):
            return _stretches(wildcard_blocks(pattern), read)
        case Condition(field, ":", value) if field in NAMING:
            return _stretches([phrase(fold(value))], read)
        case And(parts):
            return [span for part in parts for span in _places(part, read)]
        case Or(parts):
            exact = [span for part in parts if isinstance(part, Phrase | Near) for span in _places(part, read)]
            return exact or [span for part in parts for span in _places(part, read)]
    return []  # what must not be there, and ids, have no place


def _regexes(query: Query) -> Iterator[Regex]:
    match query:
        case Regex():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from _regexes(part)


def _stretches(blocks: Sequence[Block], read: Units) -> list[Span]:
    """The shortest stretches from each place of the first block to the nearest one of the last."""
    if not blocks or not blocks[0]:
        return []
    names = [unit for unit, _, _ in read]
    begun = blocks[0][0]
    # Asking names alone takes a tenth of trying each place.
    literal = begun is not None and not begun.endswith("*")
    firsts = [n for n, name in enumerate(names) if name == begun] if literal else range(len(names))
    return [
        Span(read[first][1], read[end - 1][2])
        for first in firsts
        if (end := end_in_order(blocks, names, first)) is not None
    ]
