"""From a query to ranked ids, step by step: as it stands, all words, most words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from corpusdoc.index import Engine
from corpusdoc.model import Among, Not, Or, Phrase, Query
from corpusdoc.search.plan import loosen, texts, whole, widen
from corpusdoc.search.rank import Reading, Scored, read_passage, score, weigh
from corpusdoc.search.runs import Run, read_run
from corpusdoc.search.thesaurus import Thesaurus

READ = 200  # passages whose text is read for the order; behind them the engine's order holds
ENOUGH = 10  # with fewer that hold all words, those that hold most of them follow
# How much of a question's words a passage must hold to stand behind those that hold all of them.
MOST = 0.6
# Where nothing holds all of them: how much of the best passage's score it must have.
SOME = 0.3
# Of a single name, how much of its pairs of characters: more than a third.
ALIKE = 0.34


class Texts(Protocol):
    """Where texts are read."""

    def texts(self, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """Of each passage its text, and its title and headings."""
        ...


@dataclass(frozen=True)
class Found:
    """What was found, best first, and on which way."""

    scored: tuple[tuple[int, float], ...]
    whole: int  # how many of them hold all that was asked; they come first
    tried: tuple[tuple[str, int], ...]
    runs: Mapping[str, Run] = field(default_factory=dict)
    read: Mapping[int, Scored] = field(default_factory=dict)
    readings: Mapping[int, Reading] = field(default_factory=dict)


def read_runs(asked: Query, known: Thesaurus) -> dict[str, Run]:
    """The stretches of text that a query wants, read."""
    return {text: read_run(text, known) for text in texts(asked)}


def find(query: Query, runs: Mapping[str, Run], engine: Engine, store: Texts) -> Found:
    """The passages that hold a query, in order; its conditions must have become ids.

    Where few hold all words, those that hold most of them come behind.
    """
    strict = widen(query, runs)
    held = _all(strict, engine)
    tried = [("phrase", _count(as_it_stands, engine))] if (as_it_stands := whole(query)) is not None else []
    tried.append(("all words", len(held)))
    asking = any(run.question for run in runs.values())
    looser = loosen(query, runs) if asking or len(held) < ENOUGH else None
    more = _beyond(looser, held, engine) if looser is not None else []
    if not runs:
        return Found(tuple(held), len(held), tuple(tried), runs)
    judge = _Judge(runs, engine, store, [*held[:READ], *more])
    if looser is None:
        return judge.found(judge.ordered(held), len(held), tried)
    if asking:
        # That a passage holds every word of a question says little: all are ranked together.
        then = _most(judge.ordered([*held[:READ], *more]), judge.read, besides=False)
        return judge.found(then, 0, [*tried, ("most words", len(then))])
    first = judge.ordered(held)
    then = _most(judge.ordered(more), judge.read, bool(held))
    if len(runs) == 1:
        [run] = runs.values()
        then = [(id, value) for id, value in then if _resembles(judge.readings[id], judge.read[id], run)]
    below = min((value for _, value in first), default=None)
    if below is not None:
        # What holds less never scores more.
        then = [(id, min(value, below)) for id, value in then]
    return judge.found([*first, *then], len(held), [*tried, ("most words", len(then))])


def _beyond(looser: Query, held: Sequence[tuple[int, float]], engine: Engine) -> list[tuple[int, float]]:
    known = {id for id, _ in held}
    return [(id, value) for id, value in engine.search(looser, READ + len(held)).scored if id not in known]


def _most(scored: Sequence[tuple[int, float]], read: Mapping[int, Scored], besides: bool) -> list[tuple[int, float]]:
    if besides:
        return [(id, value) for id, value in scored if read[id].share >= MOST]
    best = max((value for _, value in scored), default=0.0)
    return [(id, value) for id, value in scored if value >= SOME * best]


def _resembles(reading: Reading, read: Scored, run: Run) -> bool:
    """Whether enough of one name stands there, or of what means the same: 负责 alone is no answer to 首问负责制."""
    there = "\n".join((reading.body, reading.context, *read.matched))
    return sum(pair in there for pair in run.pairs) >= ALIKE * len(run.pairs)


def _all(query: Query, engine: Engine) -> list[tuple[int, float]]:
    # All ids, because the documents among them are counted; a hundred thousand take 0.1 s.
    return list(engine.search(query, 2**31).scored)


def _count(query: Query, engine: Engine) -> int:
    return engine.search(query, 0).total


class _Judge:
    """The texts of the best passages, and the order that follows from them."""

    def __init__(
        self, runs: Mapping[str, Run], engine: Engine, store: Texts, candidates: Sequence[tuple[int, float]]
    ) -> None:
        self._runs = runs
        texts_of = store.texts([id for id, _ in candidates])
        self.readings = {id: read_passage(_fold(text), _fold(context)) for id, (text, context) in texts_of.items()}
        average = sum(len(each.body) for each in self.readings.values()) / (len(self.readings) or 1)
        total = _count(Not(Among(frozenset())), engine)
        wanted = weigh(tuple(runs.values()), lambda names: _frequency(names, engine), total, average)
        self.read = {id: score(each, wanted) for id, each in self.readings.items()}

    def ordered(self, scored: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
        """The best by their texts, the others behind them in the engine's order."""
        best = [(id, self.read[id].total) for id, _ in scored if id in self.read]
        best.sort(key=lambda item: (-item[1], item[0]))
        others = [(id, value) for id, value in scored if id not in self.read]
        if not (best and others):
            return best or others
        factor = best[-1][1] / (others[0][1] or 1.0)
        return best + [(id, value * factor) for id, value in others]

    def found(self, scored: Sequence[tuple[int, float]], held: int, tried: Sequence[tuple[str, int]]) -> Found:
        return Found(tuple(scored), held, tuple(tried), self._runs, self.read, self.readings)


def _frequency(names: tuple[str, ...], engine: Engine) -> int:
    parts: tuple[Query, ...] = tuple(Phrase(name) for name in names)
    return _count(parts[0] if len(parts) == 1 else Or(parts), engine)


def _fold(text: str) -> str:
    from corpusdoc.normalize import fold

    return fold(text)
