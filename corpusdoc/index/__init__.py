"""Engines: tokens in, ranked passage ids out. They follow the catalogue's log and may be deleted at any time."""

from __future__ import annotations

from typing import Protocol

from corpusdoc.index.grams import ANALYZER, END, Block, grams, phrase_grams, units, wildcard_blocks
from corpusdoc.model import IndexBatch, Query, Ranking

__all__ = [
    "ANALYZER",
    "END",
    "ENGINES",
    "Block",
    "Engine",
    "grams",
    "phrase_grams",
    "units",
    "wildcard_blocks",
]

ENGINES = {
    "tantivy": "corpusdoc.index.tantivy:TantivyEngine",
    "whoosh": "corpusdoc.index.whoosh:WhooshEngine",
}


class Engine(Protocol):
    """Turns words into ranked passage ids. Knows nothing else, and may be deleted at any time.

    What it gets is folded already (script, width, case), in passages and queries alike. Made as
    `Engine(folder, fingerprint)`: a folder that holds nothing usable, or an index with another fingerprint, gives an
    empty index at position 0. Equal scores are ordered by passage id.
    """

    def position(self) -> int:
        """The last change of the catalogue's log that was applied; 0 in an empty index."""
        ...

    def apply(self, batch: IndexBatch) -> None:
        """Removes and adds the batch's passages and takes its position: all of it or nothing."""
        ...

    def search(self, query: Query, limit: int, offset: int = 0) -> Ranking:
        """The passages that hold the query, best first. Conditions must have become Among before."""
        ...

    def close(self) -> None:
        """Lets go of files and locks."""
        ...
