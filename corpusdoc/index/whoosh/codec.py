"""Columnar posting lists through Whoosh's codec interface.

Whoosh keeps its term dictionary, per-passage columns, segments, table of contents, lock and deletions; only what
lies behind a term is ours (`records`). A Whoosh searcher reads it through `ColumnarTermsReader.matcher`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PerDocReader, W3PerDocWriter, W3TermInfo, W3TermsReader
from whoosh.columns import NumericColumn
from whoosh.matching import ListMatcher
from whoosh.system import pack_ushort
from whoosh.util.numeric import byte_to_length

from corpusdoc.index.whoosh.pool import PostingList
from corpusdoc.index.whoosh.records import Counts, Docs, UnitList, read_number, unpack_words

WORDS, UNITS = "words", "grams"  # names of the fields

# Whoosh's W3TermInfo: flags, weight, passages, shortest, longest, largest weight, first, last; then offset, length.
_TERM = Struct("!BfIBBfIIqi")
_OFFSET = Struct("!23xq")  # the offset of such a term
_SIZES = Struct("!ii")  # of key and value, before each entry of Whoosh's dictionary
_LONGEST = 255  # Whoosh's byte for any length: a bound that always holds


class ColumnarCodec(W3Codec):  # type: ignore[misc]  # Whoosh is read without types
    """Whoosh's third format with posting lists of our own. Its name stands in every table of contents."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> ColumnarPassageWriter:
        """What writes a segment's columns."""
        return ColumnarPassageWriter(self, storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> ColumnarFieldWriter:
        """What writes a segment's terms."""
        return ColumnarFieldWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> ColumnarTermsReader:
        """What reads a segment's terms."""
        names = segment.make_filename(self.TERMS_EXT)
        terms = storage.open_file(names), storage.file_length(names)
        return ColumnarTermsReader(
            self, *terms, segment.open_file(storage, self.POSTS_EXT), self.per_document_reader(storage, segment)
        )

    def per_document_reader(self, storage: Any, segment: Any) -> ColumnarPassageReader:
        """What reads a segment's columns."""
        return ColumnarPassageReader(storage, segment)


class ColumnarPassageWriter(W3PerDocWriter):  # type: ignore[misc]
    """Writes whole columns of numbers."""

    def add_numbers(self, name: str, kind: str, values: NDArray[np.int64]) -> None:
        """Adds a column, one value a passage, as big-endian `kind`: "q", "I" or "B"."""
        self._create_column(name, NumericColumn(kind))
        self._get_column(name)._dbfile.write(values.astype(np.dtype(kind).newbyteorder(">")).tobytes())
        self._doccount = len(values)

    def add_lengths(self, field: str, lengths: NDArray[np.int64]) -> None:
        """Adds a field's lengths for Whoosh's own scoring, which rounds them to a byte."""
        known = [byte_to_length(byte) for byte in range(256)]
        self.add_numbers(f"_{field}_len", "B", np.minimum(np.searchsorted(known, lengths), 255))
        self._fieldlengths[field] = int(lengths.sum())


class ColumnarFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes whole lists, terms ascending."""

    def add_lists(self, field: str, fieldobj: Any, lists: Iterable[PostingList]) -> None:
        """Adds a field: its terms to the dictionary, their records to the postings."""
        self.start_field(field, fieldobj)
        rest = iter(lists)
        while chunk := list(islice(rest, 1000)):
            self._add_terms(chunk)
        self.finish_field()

    def _add_terms(self, lists: Sequence[PostingList]) -> None:
        # What `OrderedHashWriter.add` does, for many at once: a third of its time, which is most of a merge's.
        table, prefix = self._tindex, pack_ushort(self._fieldid)
        place, offset = table.tell(), self._postfile.tell()
        entries = []
        for found in lists:
            key = prefix + found.term
            weight, length = float(found.occurrences), len(found.record)
            value = _TERM.pack(0, weight, found.passages, 0, _LONGEST, weight, found.first, found.last, offset, length)
            entries.append(_SIZES.pack(len(key), len(value)) + key + value)
            table.index.append(place)
            digest = table.hashfn(key)
            table.buckets[digest & 255].append((digest, place))
            place += len(entries[-1])
            offset += length
        table.lastkey = key
        table.dbfile.write(b"".join(entries))
        self._postfile.write(b"".join(found.record for found in lists))


class ColumnarPassageReader(W3PerDocReader):  # type: ignore[misc]
    """Reads columns of numbers as arrays."""

    def numbers(self, name: str, kind: str) -> NDArray[np.int64]:
        """A column (int64, one a passage), stored as big-endian `kind`."""
        file, offset, length = self._get_column_file(name)
        stored = np.frombuffer(file.get(offset, length), np.dtype(kind).newbyteorder(">"))
        file.close()
        return stored.astype(np.int64)

    def starts(self) -> NDArray[np.int64]:
        """Where each passage's units begin among those of the segment, and where the last one's end (int64[n + 1])."""
        return np.cumsum(np.append(0, self.numbers("units", "I")))


class ColumnarTermsReader(W3TermsReader):  # type: ignore[misc]
    """Reads posting lists: as arrays for our own evaluation, as a matcher for Whoosh's."""

    def __init__(self, codec: Any, terms: Any, length: int, postings: Any, passages: ColumnarPassageReader) -> None:
        super().__init__(codec, terms, length, postings)
        self._passages = passages

    def word(self, word: str) -> tuple[Docs, Counts] | None:
        """The passages that have a word, deleted ones included, and how often."""
        found = self._extent(WORDS, word.encode("utf-8", "surrogatepass"))
        return unpack_words(self._postfile.get(*found)) if found else None

    def unit(self, unit: str) -> UnitList | None:
        """A unit's places."""
        found = self._extent(UNITS, unit.encode("utf-8", "surrogatepass"))
        return UnitList.at(self._postfile.get, found[0]) if found else None

    def number(self, unit: str) -> int | None:
        """A unit's number in the segment."""
        found = self._extent(UNITS, unit.encode("utf-8", "surrogatepass"))
        return read_number(self._postfile.get, found[0]) if found else None

    def records(self, field: str) -> tuple[list[bytes], NDArray[np.int64]]:
        """All terms of a field, ascending, and where their records begin."""
        prefix = self._keycoder(field, b"")
        table = self._tindex
        start = table.closest_key_pos(prefix)
        terms, offsets = [], array("q")
        # As Whoosh's own reader does it, without a call for each number: a merge reads tens of thousands of terms.
        data = table.dbfile.get(start, table.endofdata - start) if start is not None else b""
        at = 0
        while at < len(data):
            key, value = _SIZES.unpack_from(data, at)
            at += _SIZES.size
            if not data.startswith(prefix, at):
                break
            terms.append(data[at + len(prefix) : at + key])
            at += key
            offsets.append(_OFFSET.unpack_from(data, at)[0])
            at += value
        return terms, np.frombuffer(offsets, np.int64)

    def postings(self) -> NDArray[np.uint8]:
        """The file that the records lie in."""
        return np.frombuffer(self._postfile.get(0, self._postfile.size()), np.uint8)

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """A list for Whoosh's own searcher. Raises TermNotFound."""
        info = self.term_info(fieldname, tbytes)
        text = tbytes.decode("utf-8", "surrogatepass")
        if fieldname == WORDS:
            docs, counts = self.word(text) or _nothing()
            values = [b""] * len(docs)
        else:
            docs, counts, values = self._by_passage(self.unit(text))
        return ListMatcher(
            docs.tolist(),
            counts.astype(float).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, tbytes),
            terminfo=info,
        )

    def term_info(self, fieldname: str, tbytes: bytes) -> W3TermInfo:
        """What the dictionary says of a term. Raises TermNotFound."""
        info = super().term_info(fieldname, tbytes)
        offset, length = info.extent()
        # Whoosh keeps the length as a tuple.
        info.set_extent(offset, length[0] if isinstance(length, tuple) else length)
        return info

    def _extent(self, field: str, term: bytes) -> tuple[int, int] | None:
        # Not through W3TermInfo: that would unpickle postings that stand in the dictionary itself, where ours never do.
        value = self._tindex.get(self._keycoder(field, term))
        return None if value is None else _TERM.unpack(value)[-2:]

    def _by_passage(self, found: UnitList | None) -> tuple[Docs, Counts, list[bytes]]:
        places = found.all() if found else np.zeros(0, np.int32)
        starts = self._passages.starts()
        holders = np.searchsorted(starts, places, side="right") - 1
        docs, counts = np.unique_counts(holders)
        positions = (places - starts[holders]).astype(np.uint32)
        values = [each.tobytes() for each in np.split(positions, np.cumsum(counts)[:-1])]
        return docs.astype(np.int32), counts.astype(np.uint32), values


def _nothing() -> tuple[Docs, Counts]:
    return np.zeros(0, np.int32), np.zeros(0, np.uint32)
