"""One question through parse, plan, rank, fetch and show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, Protocol

from corpusdoc.catalogue import StoredPassage
from corpusdoc.index import Engine
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import And, Answer, Condition, Hit, Query
from corpusdoc.search.duplicates import fold_duplicates
from corpusdoc.search.explain import parts, reading, why
from corpusdoc.search.grounding import Grounds, grounded
from corpusdoc.search.highlight import highlights
from corpusdoc.search.plan import conjuncts, texts, widen
from corpusdoc.search.query import FIELDS, parse
from corpusdoc.search.spelling import is_spelling, respell
from corpusdoc.search.steps import Found, find, read_runs
from corpusdoc.search.thesaurus import thesaurus

__all__ = ["FIELDS", "Sort", "Store", "find_ids", "highlights", "parse", "search"]

NEAREST = 5  # terms to offer when nothing was found

Sort = Literal["score", "date", "org"]


class Store(Grounds, Protocol):
    """What search needs of the catalogue."""

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

    def names(self) -> Iterable[str]:
        """Titles, organisations, measures and honours."""
        ...

    def sorted_by(self, ids: Sequence[int], key: Literal["date", "org"]) -> Sequence[int]:
        """The ids by a column of their documents, otherwise in the order given; those without one last."""
        ...

    def facets(self, ids: Sequence[int]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """For each facet its values with the numbers of passages, the most frequent first."""
        ...


def search(
    question: str,
    catalogue: Store,
    engine: Engine,
    lexicon: Lexicon,
    limit: int = 10,
    offset: int = 0,
    conditions: Sequence[Condition] = (),
    sort: Sort = "score",
    facets: bool = False,
    explain: bool = False,
) -> Answer:
    """The passages that answer a question, best first; `conditions` must hold besides.

    Where few passages hold all words, those that hold most of them follow; `tried` says so. Passages that nearly
    repeat a better one are counted with it. Raises QueryError for a question that cannot be read.
    """
    asked = parse(question)

    def found_by(asked: Query) -> Found:
        query = grounded(asked, question, catalogue, engine, conditions)
        return find(query, read_runs(asked, thesaurus(lexicon)), engine, catalogue)

    found = found_by(asked)
    if not found.scored and any(map(is_spelling, texts(asked))):
        meant = respell(asked, catalogue.names())
        if meant is not None:
            before, asked = found.tried, meant
            found = found_by(meant)
            found = replace(found, tried=(*before, ("by pinyin", len(found.scored))))
    ids = [id for id, _ in found.scored]
    ordered = ids if sort == "score" else list(catalogue.sorted_by(ids, sort))
    shown, repeated = fold_duplicates(ordered, {id: each.body for id, each in found.readings.items()})
    apart = () if ids else _apart(And((*conditions, *conjuncts(asked))), question, catalogue, engine)
    page = shown[offset : offset + limit]
    return Answer(
        query=question,
        total=len(ids),
        documents=catalogue.count_documents(ids) if ids else 0,
        hits=_hits(page, offset, found, repeated, widen(asked, found.runs), catalogue, explain),
        tried=found.tried,
        nearest=() if ids else _nearest(asked, apart, catalogue),
        parts=apart,
        whole=found.whole,
        facets=catalogue.facets(ids) if facets else {},
        reading=reading(found.runs) if explain else {},
    )


def find_ids(question: str, catalogue: Store, engine: Engine) -> frozenset[int]:
    """All passages that hold a question's words and conditions. Raises QueryError."""
    query = grounded(parse(question), question, catalogue, engine)
    return frozenset(id for id, _ in engine.search(query, 2**31).scored)


def _hits(
    page: Sequence[int],
    offset: int,
    found: Found,
    repeated: Mapping[int, int],
    marked: Query,
    catalogue: Store,
    explain: bool,
) -> tuple[Hit, ...]:
    scores = dict(found.scored)
    ranks = {id: rank for rank, id in enumerate(page, offset + 1)}
    facts = catalogue.facts_in(page)
    passages = catalogue.passages(page)
    marks = {
        passage.id: highlights(passage.text, passage.start, marked, passage.alignment, passage.raw_text)
        for passage in passages
    }
    return tuple(
        Hit(
            rank=ranks[passage.id],
            score=round(scores[passage.id], 4),
            doc=passage.doc,
            path=passage.path,
            title=passage.title,
            org=passage.org,
            date=passage.date,
            genre=passage.genre,
            section=passage.section,
            passage=passage.ordinal,
            page=passage.page_at(marks[passage.id][0].raw_start) if marks[passage.id] else passage.page,
            text=passage.text,
            highlights=marks[passage.id],
            facts=tuple(facts.get(passage.id, ())),
            repeated=repeated.get(passage.id, 0),
            why=why(found, passage.id) if explain else None,
        )
        for passage in passages
    )


def _apart(asked: Query, question: str, catalogue: Store, engine: Engine) -> tuple[tuple[str, int], ...]:
    """How many passages hold each part of a query alone; nothing for a query of one part."""
    apart = [(name, engine.search(grounded(part, question, catalogue, engine), 0).total) for name, part in parts(asked)]
    return tuple(apart) if len(apart) > 1 else ()


def _nearest(query: Query, apart: Sequence[tuple[str, int]], catalogue: Store) -> tuple[str, ...]:
    there = {name.strip('"') for name, count in apart if count}
    offered = (term for text in texts(query) if text not in there for term in catalogue.terms_like(text, NEAREST))
    return tuple(dict.fromkeys(offered))[:NEAREST]
