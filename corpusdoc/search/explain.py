"""Why a passage was found and stands where it stands, or none was found; what a question was read as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corpusdoc.model import And, Condition, Near, Or, Phrase, Query, Regex, Term, Wildcard
from corpusdoc.search.plan import conjuncts
from corpusdoc.search.query import is_exact
from corpusdoc.search.runs import Concept, Run
from corpusdoc.search.steps import Found


def why(found: Found, id: int) -> dict[str, Any]:
    """How a passage was found: by what, which words, which are missing, and what its score is made of."""
    rank = next(n for n, (each, _) in enumerate(found.scored) if each == id)
    step = "all words" if rank < found.whole else "most words"
    scored = found.read.get(id)
    if scored is None:
        return {"step": step}
    concepts = [concept for run in found.runs.values() for concept in _shown(run.concepts, scored.matched)]
    return {
        "step": step,
        "matched": {name: scored.matched[name] or "(title)" for name in concepts if name in scored.matched},
        "missing": [name for name in concepts if name not in scored.matched],
        "score": {part: round(value, 2) for part, value in scored.parts.items()},
    }


def parts(query: Query) -> Iterator[tuple[str, Query]]:
    """What must hold, each part as one would type it: what keeps a query from finding anything is among them.

    NEAR is its two sides. What must not hold and alternatives are left out.
    """
    for part in conjuncts(query):
        match part:
            case Condition(field, operator, value):
                yield f"{field}{operator}{value}", part
            case Or((Phrase(text), Term() | And())):
                yield text, part
            case And((Near(left, right), _)):
                yield from ((side, Phrase(side)) for side in (left, right))
            case And((Phrase(text), _)) if is_exact(part):
                yield f'"{text}"', part
            case Phrase(text) | Wildcard(text):
                yield text, part
            case Regex(pattern):
                yield f"/{pattern}/", part


def reading(runs: Mapping[str, Run]) -> dict[str, Any]:
    """What a question was read as: folded, what was dropped, what stands for its words as well."""
    return {
        "folded": list(runs),
        "dropped": [word for run in runs.values() for word in run.dropped],
        "expanded": {
            concept.text: [other for other, _ in concept.others]
            for run in runs.values()
            for concept in _every(run.concepts)
            if concept.others
        },
    }


def _shown(concepts: tuple[Concept, ...], matched: Mapping[str, str]) -> list[str]:
    """A name that stands there, else its words."""
    return [
        name
        for concept in concepts
        for name in (
            [inner.text for inner in concept.inner] if concept.inner and concept.text not in matched else [concept.text]
        )
    ]


def _every(concepts: tuple[Concept, ...]) -> list[Concept]:
    return [each for concept in concepts for each in (concept, *_every(concept.inner))]
