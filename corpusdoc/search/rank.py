"""The order of the best passages, by their text: words, pairs of characters, the fullest sentence, what stands whole.

An engine's score says which passages are worth reading; here they are read. Everything counts in units of rarity
(BM25's idf), so that the parts can be added. The weights were tuned on CMRC 2018 dev (benchmarks/retrieval.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from corpusdoc.search.runs import Concept, Run, plain

K1 = 0.9
B = 0.4
PAIRS = 1.0  # of a pair of characters against a word
SENTENCE = 0.6  # of what stands in one sentence together
WHOLE = 1.0  # of a run, or a piece of a question, that stands as it was asked for
CONTEXT = 0.35  # of a word that only the title or a heading has

_ENDS = re.compile(r"[。！？｡!?\n\r]+")

Frequency = Callable[[tuple[str, ...]], int]  # passages that hold any of these


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as it is ranked: folded, nothing but letters, a line for each sentence."""

    body: str
    sentences: tuple[str, ...]
    context: str  # title and headings


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage's score, what it is made of, and how much of the question is there (0 to 1)."""

    total: float
    parts: Mapping[str, float]
    share: float
    matched: Mapping[str, str]  # concept: the name of it that stands there, "" for the context's


def read_passage(text: str, context: str) -> Reading:
    """A folded passage ready to be ranked."""
    sentences = tuple(letters for part in _ENDS.split(text) if (letters := plain(part)))
    return Reading("\n".join(sentences), sentences, plain(context))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question's runs with what their words and pairs are worth."""

    runs: tuple[Run, ...]
    worth: Mapping[str, float]  # of each concept's words and each pair
    known: frozenset[str]  # pairs that stand anywhere
    average: float  # characters of a passage


def weigh(runs: Sequence[Run], frequency: Frequency, total: int, average: float) -> Wanted:
    """What to look for; `frequency` counts passages, of which there are `total`."""
    worth: dict[str, float] = {}
    known: set[str] = set()
    for run in runs:
        for concept in _leaves(run.concepts):
            names = (concept.text, *(other for other, _ in concept.others))
            worth[concept.text] = _rarity(frequency(names), total)
        for pair in run.pairs:
            holding = frequency((pair,))
            worth.setdefault(pair, _rarity(holding, total))
            known |= {pair} if holding else set()
    return Wanted(tuple(runs), worth, frozenset(known), average)


def score(passage: Reading, wanted: Wanted) -> Scored:
    """How well a passage answers."""
    longer = 1 - B + B * len(passage.body) / (wanted.average or 1)
    matched: dict[str, str] = {}
    words = pairs = stands = have = sought = paired = pairable = 0.0
    for run in wanted.runs:
        for concept in run.concepts:
            value, held = _concept(concept, passage, longer, wanted, matched)
            words += value
            have += held
            sought += _value(concept, wanted)
        pairs += sum(wanted.worth[pair] * _much(passage.body.count(pair), longer) for pair in run.pairs)
        known = [pair for pair in run.pairs if pair in wanted.known]
        paired += sum(wanted.worth[pair] for pair in known if pair in passage.body)
        pairable += sum(wanted.worth[pair] for pair in known)
        stands += _stands(run, passage, wanted)
    closest = max((_closeness(sentence, wanted) for sentence in passage.sentences), default=0.0)
    parts = {"words": words, "pairs": PAIRS * pairs, "sentence": SENTENCE * closest, "whole": WHOLE * stands}
    return Scored(sum(parts.values()), parts, max(_share(have, sought), _share(paired, pairable)), matched)


def _share(have: float, sought: float) -> float:
    return have / sought if sought else 0.0


def _concept(
    concept: Concept, passage: Reading, longer: float, wanted: Wanted, matched: dict[str, str]
) -> tuple[float, float]:
    """(score, how much of its value is there)."""
    best, name = 0.0, None
    for text, weight in ((concept.text, 1.0), *concept.others):
        found = weight * _much(passage.body.count(text), longer)
        if found > best:
            best, name = found, text
    value = _value(concept, wanted)
    if name is not None:
        matched[concept.text] = name
        return value * best, value
    if concept.inner:
        inner = [_concept(part, passage, longer, wanted, matched) for part in concept.inner]
        return sum(part for part, _ in inner), sum(held for _, held in inner)
    if concept.text in passage.context:
        matched[concept.text] = ""
        return value * CONTEXT, value * CONTEXT
    return 0.0, 0.0


def _value(concept: Concept, wanted: Wanted) -> float:
    if concept.inner:
        return sum(_value(part, wanted) for part in concept.inner)
    return wanted.worth[concept.text]


def _closeness(sentence: str, wanted: Wanted) -> float:
    found = 0.0
    for run in wanted.runs:
        found += sum(
            wanted.worth[concept.text] * weight
            for concept in _leaves(run.concepts)
            if (weight := _held(concept, sentence))
        )
        found += PAIRS * sum(wanted.worth[pair] for pair in run.pairs if pair in sentence)
    return found


def _held(concept: Concept, sentence: str) -> float:
    if concept.text in sentence:
        return 1.0
    return next((weight for other, weight in concept.others if other in sentence), 0.0)


def _stands(run: Run, passage: Reading, wanted: Wanted) -> float:
    """The worth of the run if it stands there as it is, else of those of its pieces that do."""
    whole = sum(_value(concept, wanted) for concept in run.concepts)
    if plain(run.text) in passage.body:
        return whole
    pieces = [plain(piece) for piece in run.pieces]
    letters = sum(map(len, pieces)) or 1
    return whole * sum(len(piece) for piece in pieces if len(piece) > 1 and piece in passage.body) / letters


def _much(count: int, longer: float) -> float:
    return count * (K1 + 1) / (count + K1 * longer) if count else 0.0


def _rarity(frequency: int, total: int) -> float:
    return log(1 + (max(total, frequency) - frequency + 0.5) / (frequency + 0.5))


def _leaves(concepts: Sequence[Concept]) -> list[Concept]:
    return [leaf for concept in concepts for leaf in (_leaves(concept.inner) if concept.inner else [concept])]
