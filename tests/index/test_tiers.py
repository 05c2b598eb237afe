"""Which segments a commit writes again, told by a run of commits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import pytest

from corpusdoc.index.whoosh.tiers import DEAD, LARGEST, MOST, QUICK, chosen, size

names = count()


@dataclass(frozen=True)
class Segment:
    tokens: int
    passages: int = 100
    deleted: int = 0
    name: int = 0

    @property
    def _fieldlengths(self) -> dict[str, int]:
        return {"words": self.tokens - self.passages}

    def doc_count_all(self) -> int:
        return self.passages

    def doc_count(self) -> int:
        return self.passages - self.deleted

    def deleted_count(self) -> int:
        return self.deleted


def grown(commits: int, added: int) -> tuple[list[Segment], list[int]]:
    """The segments after so many commits, and what each commit wrote."""
    segments: list[Segment] = []
    written = []
    for _ in range(commits):
        merged = chosen(segments, added)
        written.append(added + sum(map(size, merged)))
        segments = [segment for segment in segments if segment not in merged]
        segments.append(Segment(written[-1], name=next(names)))
    return segments, written


@pytest.mark.parametrize(("commits", "added"), [(3000, 2000), (400, 300_000), (60, 3_000_000)])
def test_segments_are_few_and_passages_seldom_written_again(commits: int, added: int) -> None:
    segments, written = grown(commits, added)
    assert len(segments) <= 2 * MOST + 1
    assert max(map(size, segments)) <= LARGEST
    assert sum(written) <= 8 * commits * added


def test_small_commits_are_quick_but_for_a_few() -> None:
    _, written = grown(3000, 9000)
    assert sum(each > 2 * QUICK for each in written) <= len(written) / 500
    assert max(written[:1000]) <= 2 * QUICK


def test_small_commits_to_a_large_index_are_quick_too() -> None:
    segments = [Segment(LARGEST - n, name=next(names)) for n in range(20)]
    for _ in range(700):
        merged = chosen(segments, 9000)
        segments = [segment for segment in segments if segment not in merged]
        segments.append(Segment(9000 + sum(map(size, merged)), name=next(names)))
        assert segments[-1].tokens <= 2 * QUICK


def test_a_segment_of_which_much_is_deleted_is_written_again() -> None:
    whole, dead = Segment(90_000, deleted=int(100 * DEAD) - 1), Segment(90_000, deleted=int(100 * DEAD) + 1, name=1)
    assert chosen([whole, dead], 10) == [dead]
