"""From what was asked to what an engine can answer: conditions become ids, words get near names, queries looser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from corpusdoc.model import Among, And, Condition, Near, Not, Or, Phrase, Query, Regex, Term, Wildcard
from corpusdoc.search.query import WEIGHT, is_exact
from corpusdoc.search.runs import Concept, Run

Find = Callable[[Sequence[Condition]], frozenset[int]]
Fit = Callable[[Regex, frozenset[int] | None], frozenset[int]]
Runs = Mapping[str, Run]

# What a near name adds to an engine's score: about a rare word, so that it is among those ranked for good.
NEAR = 3.0
PAIR = 1.5  # two letters side by side, the same


def ground(query: Query, find: Find, fit: Fit, within: frozenset[int] | None = None) -> Query:
    """The query with ids in the place of conditions and regular expressions.

    Conditions that stand side by side in an AND are asked together, so that they hold for one and the same fact.
    Expressions are tried on what is left then: `within` are the passages that are of interest, None all.
    """
    match query:
        case Condition():
            return Among(find([query]))
        case Regex():
            return Among(fit(query, within))
        case And(parts):
            conditions = [part for part in parts if isinstance(part, Condition)]
            found = find(conditions) if conditions else within
            others = tuple(ground(part, find, fit, found) for part in parts if not isinstance(part, Condition))
            return And((Among(found), *others)) if conditions and found is not None else And(others)
        case Or(parts):
            return Or(tuple(ground(part, find, fit, within) for part in parts))
        case Not(part):
            return Not(ground(part, find, fit, within))
    return query


def widen(query: Query, runs: Runs) -> Query:
    """The query with near names beside its words. What stands in quotes or must not be there stays as it is."""
    match query:
        case Or((Phrase(text) as exact, Term() | And())) if text in runs:
            return Or((exact, _all_of(runs[text])))
        case And(parts) if not is_exact(query):
            return And(tuple(widen(part, runs) for part in parts))
        case Or(parts):
            return Or(tuple(widen(part, runs) for part in parts))
    return query


def whole(query: Query) -> Query | None:
    """The query with its runs as they stand only; None where that asks for nothing else."""
    strict = _whole(query)
    return strict if strict != query else None


def loosen(query: Query, runs: Runs) -> Query | None:
    """The query for any of the words that it wanted all of; None where nothing can be loosened.

    What must hold or must not (conditions, NOT) stays, and so does what stands in quotes.
    """
    parts = conjuncts(query)
    firm = tuple(part for part in parts if _is_firm(part))
    wanted = [part for part in parts if not _is_firm(part)]
    found = tuple(dict.fromkeys(each for part in wanted for each in _alternatives(part, runs)))
    return And((*firm, Or(found))) if len(found) > 1 else None


def _is_firm(query: Query) -> bool:
    return isinstance(query, Among | Not | Condition) or is_exact(query)


def conjuncts(query: Query) -> tuple[Query, ...]:
    """What must hold, all of it."""
    return query.parts if isinstance(query, And) and not is_exact(query) else (query,)


def texts(query: Query) -> Iterator[str]:
    """The stretches of text that the query wants, in its order."""
    match query:
        case Or((Phrase(text), Term() | And())) | Phrase(text):
            yield text
        case Near(left, right):
            yield from (left, right)
        case And((exact, _)) if is_exact(query):
            yield from texts(exact)
        case And(parts) | Or(parts):
            for part in parts:
                yield from texts(part)


def _whole(query: Query) -> Query:
    match query:
        case Or((Phrase() as exact, Term() | And())):
            return exact
        case And(parts) if not is_exact(query):
            return And(tuple(_whole(part) for part in parts))
        case Or(parts):
            return Or(tuple(_whole(part) for part in parts))
    return query


def _all_of(run: Run) -> Query:
    needed = [concept for concept in run.concepts if len(concept.text) > 1] or run.concepts
    parts = tuple(_any_name(concept) for concept in needed)
    return And(parts)


def _any_name(concept: Concept) -> Query:
    """The concept by any of its names; the text decides where words were cut otherwise."""
    inner = And(tuple(map(_any_name, concept.inner))) if concept.inner else Term(concept.text)
    if len(concept.text) < 2:
        return inner
    return Or((Phrase(concept.text), *(Phrase(other, NEAR * weight) for other, weight in concept.others), inner))


def _alternatives(query: Query, runs: Runs) -> Iterator[Query]:
    """The words of runs, and what is asked for exactly."""
    match query:
        case Or((Phrase(text), Term() | And())) if text in runs:
            for concept in runs[text].concepts:
                yield _any_name(concept)
                yield from map(_any_name, concept.inner)
            yield from (Phrase(pair, PAIR) for pair in runs[text].pairs)
        case And(parts) | Or(parts) if not is_exact(query):
            for part in parts:
                yield from _alternatives(part, runs)
        case And() if is_exact(query):
            # A phrase that stands there says more than any word.
            yield Or((query, *(Phrase(text, WEIGHT) for text in texts(query))))
        case Phrase() | Near() | Wildcard() | Term():
            yield query
