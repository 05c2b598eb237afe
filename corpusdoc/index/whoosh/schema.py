"""What a Whoosh record holds: words, units, the passage's id and its lengths."""

from __future__ import annotations

from array import array
from typing import Any

from whoosh.analysis import IDAnalyzer
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Format

from corpusdoc.index.whoosh.codec import UNITS, WORDS

SCHEMA = "columnar-1"  # goes into the fingerprint: change it with anything that is written
NO_ID = -1  # of the one record that holds the position
COLUMNS = {  # names and types, as of the struct module
    "id": "q",
    "length": "I",  # words, those of the context included
    "units": "I",
    "position": "q",  # of the record that holds it, otherwise 0
}


class Counted(Format):  # type: ignore[misc]  # Whoosh is read without types
    """Postings that say how often a word stands in a passage: the weight says it all."""

    posting_size = 0


class Placed(Format):  # type: ignore[misc]
    """Postings that say at which positions of a passage a unit stands."""

    def decode_positions(self, value: bytes) -> array[int]:
        """The positions, ascending."""
        positions = array("I")
        positions.frombytes(value)
        return positions


def make_schema() -> Schema:
    """Two indexed fields and what ranking needs besides; given at every opening, so that none is unpickled."""
    columns = {name: COLUMN(NumericColumn(kind)) for name, kind in COLUMNS.items()}
    return Schema(**columns, **{WORDS: _indexed(Counted()), UNITS: _indexed(Placed())})


def _indexed(format_: Any) -> FieldType:
    return FieldType(format=format_, analyzer=IDAnalyzer(), scorable=True)
