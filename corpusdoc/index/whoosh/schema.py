"""What a Whoosh record holds: words with counts, grams with positions, the passage's id and length."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.analysis import IDAnalyzer
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Format

SCHEMA = "schema-1"  # goes into the fingerprint: change it with anything below
NO_ID = -1  # of the one record that holds the position


class Counts(Format):  # type: ignore[misc]  # Whoosh is read without types
    """Postings that say how often a word stands in a passage. Takes words that are cut already."""

    posting_size = 0  # the weight says it all

    def word_values(
        self, value: Sequence[str], analyzer: object, **kwargs: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """A row (word, count, weight, posting value) for each different word."""
        for word, count in Counter(value).items():
            yield word, count, float(count), b""


class Places(Format):  # type: ignore[misc]
    """Postings that say at which positions a token stands. Takes (token, position) pairs.

    Whoosh's own format pickles a list for each posting: a quarter of its writing time.
    """

    def word_values(
        self, value: Sequence[tuple[str, int]], analyzer: object, **kwargs: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """A row (token, count, weight, posting value) for each different token."""
        places: dict[str, array[int]] = {}
        for token, position in value:
            places.setdefault(token, array("I")).append(position)
        for token, positions in places.items():
            yield token, len(positions), float(len(positions)), positions.tobytes()

    def decode_positions(self, value: bytes) -> array[int]:
        """The positions, ascending."""
        positions = array("I")
        positions.frombytes(value)
        return positions


def make_schema() -> Schema:
    """Two indexed fields and what ranking needs besides; given at every opening, so that none is unpickled."""
    return Schema(
        words=FieldType(format=Counts(), analyzer=IDAnalyzer()),
        grams=FieldType(format=Places(), analyzer=IDAnalyzer()),
        id=COLUMN(NumericColumn("q", default=NO_ID)),
        length=COLUMN(NumericColumn("I")),
        position=STORED(),
    )
