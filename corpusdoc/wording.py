"""Passages of the catalogue as words: as engines index them, and as statistics count them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from corpusdoc.catalogue import Catalogue
from corpusdoc.model import IndexBatch, IndexedPassage
from corpusdoc.normalize import fold
from corpusdoc.segment import search_words, words

_SENTENCE = re.compile(r"[。！？｡!?\n\r]+")
_LETTER = re.compile(r"[^\W_]")


def folded(batch: IndexBatch) -> IndexBatch:
    """The batch with its texts folded and cut into the words that an engine ranks by."""
    return replace(batch, passages=tuple(map(_with_words, batch.passages)))


def content_words(text: str) -> list[str]:
    """The words of a text, without punctuation."""
    return [word for word in words(fold(text)) if _LETTER.search(word)]


def sentences(catalogue: Catalogue, ids: Sequence[int], joining: Collection[str]) -> Iterator[list[str]]:
    """The words of each sentence of these passages, without words that only join others."""
    for first in range(0, len(ids), 1000):
        for text, _ in catalogue.texts(ids[first : first + 1000]).values():
            for sentence in _SENTENCE.split(text):
                yield [word for word in content_words(sentence) if word not in joining]


def _with_words(passage: IndexedPassage) -> IndexedPassage:
    text = fold(passage.text)
    context = tuple(word for part in passage.context for word in search_words(fold(part)))
    return replace(passage, text=text, words=search_words(text), context=context)
