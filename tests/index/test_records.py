from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusdoc.index.whoosh.records import (
    UnitList,
    pack_units,
    pack_words,
    read_number,
    unpack_all_units,
    unpack_all_words,
    unpack_words,
)

POSTINGS = st.dictionaries(st.integers(0, 2**20), st.integers(1, 2**17), min_size=1, max_size=8)


@given(st.lists(POSTINGS, min_size=1, max_size=6))
def test_word_records_give_back_what_was_packed(lists: list[dict[int, int]]) -> None:
    postings = [sorted(each.items()) for each in lists]
    starts = np.cumsum([0, *map(len, postings[:-1])])
    docs, counts = np.array([pair for each in postings for pair in each]).T
    packed = list(pack_words(starts, docs.astype(np.int32), counts.astype(np.uint32)))
    for each, (record, n) in zip(postings, packed, strict=True):
        found = [column.tolist() for column in unpack_words(record)]
        assert (list(zip(*found, strict=True)), n) == (each, len(each))


@given(st.lists(POSTINGS, max_size=6))
def test_all_word_records_at_once_are_what_each_is(lists: list[dict[int, int]]) -> None:
    postings = [sorted(each.items()) for each in lists]
    starts = np.cumsum([0, *map(len, postings)])[:-1]
    docs, counts = np.array([pair for each in postings for pair in each], np.int64).reshape(-1, 2).T
    packed = (
        [record for record, _ in pack_words(starts, docs.astype(np.int32), counts.astype(np.uint32))] if lists else []
    )
    data = np.frombuffer(b"--" + b"".join(packed), np.uint8)
    sizes, *found = unpack_all_words(data, 2 + np.cumsum([0, *map(len, packed)])[:-1])
    assert sizes.tolist() == [len(each) for each in postings]
    assert [column.tolist() for column in found] == [docs.tolist(), counts.tolist()]


@pytest.mark.parametrize("behind", [0, 70_000, 20_000_000], ids=lambda n: f"{n} units before")
@given(text=st.lists(st.integers(0, 4), min_size=1, max_size=60))
def test_all_unit_records_at_once_hold_every_place(behind: int, text: list[int]) -> None:
    sequence = np.array([*text, 0], np.uint16)
    firsts, seconds = sequence[:-1], sequence[1:]
    order = np.lexsort((seconds, firsts))
    records = list(pack_units(firsts[order], seconds[order], (order + behind).astype(np.int32)))
    starts = np.cumsum([0, *map(len, records)])[:-1]
    sizes, found = unpack_all_units(np.frombuffer(b"".join(records), np.uint8), starts)
    assert sizes.tolist() == [text.count(unit) for unit in sorted(set(text))]
    assert found.tolist() == (order + behind).tolist()


def test_a_frequent_word_takes_a_byte_a_passage() -> None:
    docs = np.arange(0, 2000, 2, dtype=np.int32)
    [(record, _)] = pack_words(np.array([0]), docs, np.ones(1000, np.uint32))
    assert len(record) == 6 + 1000


@pytest.mark.parametrize("behind", [0, 1000, 70_000, 20_000_000], ids=lambda n: f"{n} units before")
@given(text=st.lists(st.integers(0, 4), min_size=1, max_size=60))
def test_unit_records_know_every_pair(behind: int, text: list[int]) -> None:
    sequence = np.array([*text, 0], np.uint16)
    firsts, seconds = sequence[:-1], sequence[1:]
    order = np.lexsort((seconds, firsts))
    records = b"".join(pack_units(firsts[order], seconds[order], (order + behind).astype(np.int32)))
    offset = 0
    for unit in sorted(set(text)):
        found = UnitList.at(lambda start, length: records[start : start + length], offset)
        assert read_number(lambda start, length: records[start : start + length], offset) == found.number == unit
        for second in range(5):
            expected = [behind + i for i in range(len(text)) if (firsts[i], seconds[i]) == (unit, second)]
            assert found.places(*found.span(second)).tolist() == expected
        assert found.all().tolist() == [behind + i for i in range(len(text)) if text[i] == unit]
        offset = found.low + len(found) * (2 + found.high)
