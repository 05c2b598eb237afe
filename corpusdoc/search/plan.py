"""From what was asked to what an engine can answer: conditions become ids, and a query without hits becomes looser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpusdoc.model import Among, And, Condition, Near, Not, Or, Phrase, Query, Term
from corpusdoc.search.query import WEIGHT, is_exact

Find = Callable[[Sequence[Condition]], frozenset[int]]


def ground(query: Query, find: Find) -> Query:
    """The query with ids in the place of conditions.

    Those that stand side by side in an AND are asked together, so that they hold for one and the same fact.
    """
    match query:
        case Condition():
            return Among(find([query]))
        case And(parts):
            conditions = [part for part in parts if isinstance(part, Condition)]
            others = [ground(part, find) for part in parts if not isinstance(part, Condition)]
            return And((Among(find(conditions)), *others)) if conditions else And(tuple(others))
        case Or(parts):
            return Or(tuple(ground(part, find) for part in parts))
        case Not(part):
            return Not(ground(part, find))
    return query


def loosen(query: Query) -> Query | None:
    """The query for any of the words that it wanted all of, most words first; None where nothing can be loosened.

    What must hold or must not (conditions, NOT) stays, and so does what stands in quotes.
    """
    parts = conjuncts(query)
    firm = tuple(part for part in parts if isinstance(part, Among | Not))
    wanted = [part for part in parts if not isinstance(part, Among | Not)]
    found = tuple(dict.fromkeys(each for part in wanted for each in _alternatives(part)))
    # So much for each word that stands there as such that no BM25 score makes up for one word less.
    weighed = tuple(_weighed(each, WEIGHT * len(found)) for each in found)
    return And((*firm, Or(weighed))) if len(found) > 1 else None


def _weighed(query: Query, weight: float) -> Query:
    # A single character stands inside too many other words: 率 in 频率.
    return Or((Phrase(query.word, weight), query)) if isinstance(query, Term) and len(query.word) > 1 else query


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


def _alternatives(query: Query) -> Iterator[Query]:
    """The words of runs, and what is asked for exactly."""
    match query:
        case Or((Phrase(), Term() | And() as words)):
            yield from _alternatives(words)
        case And(parts) | Or(parts) if not is_exact(query):
            for part in parts:
                yield from _alternatives(part)
        case Not() | Among() | Condition():
            return
        case _:
            yield query
