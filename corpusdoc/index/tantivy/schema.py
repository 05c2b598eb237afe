"""What a Tantivy record holds, all of it cut by us: words, units with their pairs, and the passage's own units.

words   each word once, and `word<TIMES>n` for one that stands there n ≥ 2 times: a list needs no frequencies, whose
        scores Tantivy would round with the passage's length
grams   unit, pair, unit, pair …: the unit of place n at position 2n, with the one behind it at 2n + 1
units   what is read where a list cannot tell: NEAR, and patterns
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
import tantivy
from numpy.typing import NDArray

from corpusdoc.index.grams import END, Block, phrase_grams
from corpusdoc.index.sequences import RUN, read_units, spell
from corpusdoc.model import IndexedPassage

SCHEMA = "tantivy-1"  # goes into the fingerprint: change it with anything that is written
NO_ID = -1  # of the one record that holds the position
TIMES = "\x1d"
BESIDE = "_"  # joins the units of a pair: no unit holds one; alone it stands where a sentence ends

# Tantivy's tokenizer cuts at these, and Rust has no lone surrogates.
_SAFE = str.maketrans(
    dict(zip("\t\n\x0b\x0c\r \x1d", "\ue000\ue001\ue002\ue003\ue004\ue005\ue006", strict=True))
    | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}
)
_UNSAFE = re.compile("[\t\n\x0b\x0c\r \x1d\ud800-\udfff]")


def make_schema() -> tantivy.Schema:
    """Fields and how they are indexed."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "length", "position"):
        builder.add_integer_field(name, indexed=name == "id", fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="position")
    builder.add_bytes_field("units", stored=True)
    return builder.build()


def passage_records(passages: Sequence[IndexedPassage]) -> Iterator[tantivy.Document]:
    """Passages, all of them cut at once."""
    runs: dict[str, int] = {}
    numbers, lengths = read_units([passage.text for passage in passages], runs)
    found, places = _spelled(numbers, runs)
    pairs = _pairs(found, places)
    for passage, stop, length in zip(passages, np.cumsum(lengths).tolist(), lengths.tolist(), strict=True):
        mine = slice(stop - length, stop)
        own = [found[place] for place in places[mine].tolist()]
        words = _safe_words((*passage.words, *passage.context))
        often = (f"{word}{TIMES}{count}" for word, count in Counter(words).items() if count > 1)
        yield tantivy.Document(
            id=passage.id,
            length=len(words),
            words=" ".join(chain(dict.fromkeys(words), often)),
            grams=" ".join(chain.from_iterable(zip(own, pairs[mine], strict=True))),
            units=" ".join(own).encode(),
        )


def position_record(position: int) -> tantivy.Document:
    """The record that says which change of the catalogue was the last."""
    return tantivy.Document(id=NO_ID, length=0, position=position)


def _spelled(numbers: NDArray[np.uint32], runs: dict[str, int]) -> tuple[list[str], NDArray[np.int64]]:
    """The units, each once, and which of them stands at each place."""
    there = np.zeros(RUN + len(runs), bool)
    there[numbers] = True
    vocabulary = np.flatnonzero(there)
    table = np.zeros(len(there), np.int64)
    table[vocabulary] = np.arange(len(vocabulary))
    return [unit.decode() for unit in spell(vocabulary.tolist(), runs)], table[numbers]


def _pairs(found: Sequence[str], places: NDArray[np.int64]) -> list[str]:
    """Each unit with the one behind it. Every text ends with END, so that no pair reaches into the next one."""
    codes, inverse = np.unique(places * len(found) + np.roll(places, -1), return_inverse=True)
    twos = ((found[code // len(found)], found[code % len(found)]) for code in codes.tolist())
    pairs = [BESIDE if END in two else BESIDE.join(two) for two in twos]
    return [pairs[place] for place in inverse.tolist()]


def _safe_words(words: Sequence[str]) -> Sequence[str]:
    # Hardly any text has such characters: one look at all of its words, for each would take a third of the time.
    return [safe(word) for word in words] if _UNSAFE.search("".join(words)) else words


def safe(word: str) -> str:
    """A word as it is indexed."""
    return word.translate(_SAFE)


def placed(block: Block) -> list[tuple[int, str]]:
    """The fewest terms of `grams`, with positions, that hold where the units of a block do. None stands for any."""
    return [
        (2 * offset + 1, token.replace(" ", BESIDE)) if " " in token else (2 * offset, token)
        for token, offset in phrase_grams(block)
    ]
