"""What the catalogue says of a query: ids in the place of its conditions and regular expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from corpusdoc.errors import QueryError
from corpusdoc.index import Engine
from corpusdoc.model import Among, And, Condition, Not, Phrase, Query, Regex
from corpusdoc.search.patterns import fitting, required
from corpusdoc.search.plan import conjuncts, ground


class Grounds(Protocol):
    """What is asked of the catalogue."""

    def find_passages(self, conditions: Sequence[Condition]) -> frozenset[int]:
        """The passages for which all conditions hold."""
        ...

    def texts(self, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """Of each passage its text, and its title and headings."""
        ...


def grounded(
    query: Query, question: str, catalogue: Grounds, engine: Engine, conditions: Sequence[Condition] = ()
) -> Query:
    """A question's query with ids in the place of conditions and expressions; `conditions` must hold besides.

    Raises QueryError for a condition that cannot be answered, and for an expression that takes too long.
    """

    def find(given: Sequence[Condition]) -> frozenset[int]:
        return _find(question, catalogue, given)

    def fit(wanted: Regex, within: frozenset[int] | None) -> frozenset[int]:
        interest = Not(Among(frozenset())) if within is None else Among(within)
        narrow = And((interest, *(Phrase(run) for run in required(wanted.pattern))))
        ids = sorted(id for id, _ in engine.search(narrow, 2**31).scored)
        return fitting(wanted, ids, catalogue.texts, question)

    # One AND, so that conditions of the question and of the options are asked of one and the same fact.
    return ground(And((*conditions, *conjuncts(query))) if conditions else query, find, fit)


def _find(question: str, catalogue: Grounds, conditions: Sequence[Condition]) -> frozenset[int]:
    try:
        return catalogue.find_passages(conditions)
    except QueryError as error:
        # The catalogue knows the condition, but not where it stands. One that is an option's stands nowhere.
        place = question.find(error.query)
        if place < 0:
            raise
        raise QueryError(error.template, question, place + error.position, **error.values) from error
