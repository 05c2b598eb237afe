"""One question through parse, plan, rank, fetch and show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from corpusdoc.catalogue import StoredPassage
from corpusdoc.errors import QueryError
from corpusdoc.index import Engine
from corpusdoc.model import And, Answer, Condition, Hit, Query, Ranking
from corpusdoc.search.highlight import highlights
from corpusdoc.search.plan import conjuncts, ground, loosen, texts
from corpusdoc.search.query import FIELDS, parse

__all__ = ["FIELDS", "Store", "highlights", "parse", "search"]

NEAREST = 5  # terms to offer when nothing was found


class Store(Protocol):
    """What search needs of the catalogue."""

    def find_passages(self, conditions: Sequence[Condition]) -> frozenset[int]:
        """The passages for which all conditions hold."""
        ...

    def passages(self, ids: Sequence[int]) -> Sequence[StoredPassage]:
        """The passages with these ids, in this order."""
        ...

    def facts_in(self, ids: Iterable[int]) -> Mapping[int, Sequence[dict[str, object]]]:
        """The facts that stand in each passage."""
        ...

    def count_documents(self, ids: Sequence[int]) -> int:
        """How many documents these passages belong to."""
        ...

    def terms_like(self, text: str, limit: int) -> Sequence[str]:
        """Terms of the corpus that resemble `text`, the nearest first."""
        ...


def search(
    question: str,
    catalogue: Store,
    engine: Engine,
    limit: int = 10,
    offset: int = 0,
    conditions: Sequence[Condition] = (),
) -> Answer:
    """The passages that answer a question, best first; `conditions` must hold besides.

    Where no passage holds all words, those that hold any are given, most words first; `tried` says so. Raises
    QueryError for a question that cannot be read.
    """
    asked = parse(question)
    query = ground(_with(asked, conditions), lambda found: _find(question, catalogue, found))
    ranking, tried = _ranked(query, engine)
    page = ranking.scored[offset : offset + limit]
    ids = [id for id, _ in ranking.scored]
    return Answer(
        query=question,
        total=ranking.total,
        documents=catalogue.count_documents(ids) if ids else 0,
        hits=_hits(page, offset, asked, catalogue),
        tried=tried,
        nearest=() if ids else _nearest(asked, catalogue),
    )


def _with(query: Query, conditions: Sequence[Condition]) -> Query:
    # One AND, so that conditions of the question and of the options are asked of one and the same fact.
    return And((*conditions, *conjuncts(query))) if conditions else query


def _find(question: str, catalogue: Store, conditions: Sequence[Condition]) -> frozenset[int]:
    try:
        return catalogue.find_passages(conditions)
    except QueryError as error:
        # The catalogue knows the condition, but not where it stands. One that is an option's stands nowhere.
        place = question.find(error.query)
        if place < 0:
            raise
        raise QueryError(error.template, question, place + error.position, **error.values) from error


def _ranked(query: Query, engine: Engine) -> tuple[Ranking, tuple[tuple[str, int], ...]]:
    ranking = _all(query, engine)
    tried = (("all words", ranking.total),)
    looser = loosen(query) if not ranking.total else None
    if looser is None:
        return ranking, tried
    ranking = _all(looser, engine)
    return ranking, (*tried, ("any word", ranking.total))


def _all(query: Query, engine: Engine) -> Ranking:
    # All ids, because the documents among them are counted; a hundred thousand take 0.1 s.
    return engine.search(query, 2**31)


def _hits(page: Sequence[tuple[int, float]], offset: int, query: Query, catalogue: Store) -> tuple[Hit, ...]:
    scores = dict(page)
    ranks = {id: rank for rank, (id, _) in enumerate(page, offset + 1)}
    facts = catalogue.facts_in(list(scores))
    return tuple(
        Hit(
            rank=ranks[found.id],
            score=round(scores[found.id], 4),
            doc=found.doc,
            path=found.path,
            title=found.title,
            org=found.org,
            date=found.date,
            genre=found.genre,
            section=found.section,
            passage=found.ordinal,
            text=found.text,
            highlights=highlights(found.text, found.start, query, found.alignment, found.raw_text),
            facts=tuple(facts.get(found.id, ())),
        )
        for found in catalogue.passages(list(scores))
    )


def _nearest(query: Query, catalogue: Store) -> tuple[str, ...]:
    offered = (term for text in texts(query) for term in catalogue.terms_like(text, NEAREST))
    return tuple(dict.fromkeys(offered))[:NEAREST]
