"""A run of characters as what it asks for: words with near names, without those that only ask or join."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from corpusdoc.index.grams import END, units
from corpusdoc.search.thesaurus import Thesaurus, Weighted

MOST = 64  # concepts of a run
MOST_PAIRS = 32

_BESIDE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Concept:
    """A word, or a name of several, and what stands for it as well."""

    text: str
    others: tuple[Weighted, ...] = ()
    inner: tuple[Concept, ...] = ()  # of a name: its words, which may stand apart


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a question, read. `pieces` are what is left between the words that were dropped.

    `pairs` are two letters that stand side by side in it, where nothing asks: they find what was cut otherwise.
    """

    text: str
    pieces: tuple[str, ...]
    concepts: tuple[Concept, ...]
    pairs: tuple[str, ...]
    dropped: tuple[str, ...]
    question: bool


def read_run(text: str, known: Thesaurus) -> Run:
    """A folded run as pieces and concepts. Where all of it only asks, all of it is kept."""
    question = bool(known.asking.search(text))
    dropped: list[str] = known.asking.findall(text) if question else []
    pieces: list[str] = []
    stretches = known.asking.split(text) if question else [text]
    for stretch in stretches:
        for piece, kept in _stretches(stretch, known, question):
            (pieces if kept else dropped).append(piece)
    # 发 in 发了多少张 says nothing alone; but every run must be about something.
    named = [piece for piece in pieces if len(piece) > 1 or not question]
    pieces, dropped = (named, dropped) if named else (pieces or [text], dropped)
    concepts = dict.fromkeys(concept for piece in pieces for concept in _concepts(piece, known))
    return Run(text, tuple(pieces), tuple(concepts)[:MOST], _pairs(stretches), tuple(dropped), question)


def plain(text: str) -> str:
    """The text without white space and punctuation."""
    return _BESIDE.sub("", text)


def _pairs(stretches: Sequence[str]) -> tuple[str, ...]:
    letters = map(plain, stretches)
    return tuple(dict.fromkeys(each[n : n + 2] for each in letters for n in range(len(each) - 1)))[:MOST_PAIRS]


def _stretches(text: str, known: Thesaurus, question: bool) -> Iterator[tuple[str, bool]]:
    """(piece, whether it is about something), left to right; words that are kept stay together."""
    from corpusdoc.segment import words

    kept = ""
    for word in words(text):
        names = {unit for unit, _, _ in units(word)} - {END}
        empty = word in known.function or (question and word in known.weak)
        if names and not empty:
            kept += word
            continue
        if kept:
            yield kept, True
        kept = ""
        if names:
            yield word, False
    if kept:
        yield kept, True


def _concepts(piece: str, known: Thesaurus) -> Iterator[Concept]:
    """The words of a piece; a listed name of several words is one concept, with its words inside."""
    done = 0
    for start, end in _names(piece, known):
        yield from _words(piece[done:start], known)
        name = piece[start:end]
        inner = tuple(_words(name, known))
        others = known.others(name)
        yield Concept(name, others) if inner == (Concept(name, others),) else Concept(name, others, inner)
        done = end
    yield from _words(piece[done:], known)


def _names(piece: str, known: Thesaurus) -> Iterator[tuple[int, int]]:
    from corpusdoc.segment import words

    # 用户 in 信用户头 is no word: a name begins and ends where words do.
    edges = {0, *accumulate(map(len, words(piece)))}
    for match in known.named.finditer(piece):
        if match.start() in edges and match.end() in edges:
            yield match.span()


def _words(text: str, known: Thesaurus) -> Iterator[Concept]:
    from corpusdoc.segment import search_words, words

    if known.others(text) and len(words(text)) == 1:
        # Its shorter words say less than its near names.
        yield Concept(text, known.others(text))
        return
    for single, group in groupby(search_words(text), key=lambda word: len(word) == 1 and not word.isascii()):
        found = list(dict.fromkeys(group))
        if single and len(found) > 1:
            # Characters in a row that no dictionary joins are mostly a name: 王沈, 翼站.
            yield Concept("".join(found), (), tuple(map(Concept, found)))
        else:
            yield from (Concept(word, known.others(word)) for word in found)
