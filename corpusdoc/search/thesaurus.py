"""What the word lists say of a question: words that ask rather than name, and words that mean the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpusdoc.errors import ConfigError
from corpusdoc.lexicon import Lexicon, Row

# A term and how much it counts in the place of another, 0 to 1.
Weighted = tuple[str, float]


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """Two tables, folded and compiled."""

    asking: re.Pattern[str]  # 哪些单位, 多少: what makes a run a question
    function: frozenset[str]  # 的, 在: never a word to look for where there is another
    weak: frozenset[str]  # 实行, 单位: not in questions
    near: Mapping[str, tuple[Weighted, ...]]
    named: re.Pattern[str]  # the terms of `near`, the longest first

    def others(self, term: str) -> tuple[Weighted, ...]:
        """What means the same or nearly so."""
        return self.near.get(term, ())


@cache
def thesaurus(lexicon: Lexicon) -> Thesaurus:
    """The tables `stopwords` and `synonyms` of a lexicon. Raises ConfigError for a weight that is none."""
    # With folding come OpenCC's tables, 0.1 s.
    from corpusdoc.normalize import fold

    kinds: dict[str, set[str]] = {"question": set(), "function": set(), "weak": set()}
    for row in lexicon.rows("stopwords"):
        kinds.setdefault(row["kind"], set()).add(fold(row["surface"]))
    near: dict[str, dict[str, float]] = {}
    for row in lexicon.rows("synonyms"):
        terms = [term for part in row["terms"].split("=") if (term := fold(part).strip())]
        weight = _weight(row)
        for term in terms:
            others = near.setdefault(term, {})
            for other in terms:
                if other != term:
                    others[other] = max(weight, others.get(other, 0.0))
    return Thesaurus(
        asking=_any_of(kinds["question"]),
        function=frozenset(kinds["function"]),
        weak=frozenset(kinds["weak"]),
        near={term: tuple(sorted(others.items(), key=lambda other: -other[1])) for term, others in near.items()},
        named=_any_of(set(near)),
    )


def _weight(row: Row) -> float:
    try:
        weight = float(row["weight"] or 1)
    except ValueError:
        weight = 0.0
    if not 0 < weight <= 1:
        raise ConfigError(
            "synonyms.csv: the weight of {terms} must lie between 0 and 1, not {weight}",
            terms=row["terms"],
            weight=row["weight"],
        )
    return weight


def _any_of(surfaces: set[str]) -> re.Pattern[str]:
    longest_first = sorted(surfaces, key=lambda surface: (-len(surface), surface))
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
