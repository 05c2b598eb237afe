"""Names by their pinyin or its initials: swfzz and shouwenfuzezhi are 首问负责制. Only names, never running text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpusdoc.model import And, Or, Phrase, Query, Term
from corpusdoc.search.query import WEIGHT, run

SHORTEST = 3  # letters: two fit too many names
MOST = 20  # names that one spelling may stand for
_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_LETTERS = re.compile(r"[a-z]+")


def is_spelling(text: str) -> bool:
    """Whether a folded run can be pinyin: letters and nothing else."""
    return len(text) >= SHORTEST and _LETTERS.fullmatch(text) is not None


def spelled(letters: str, names: Iterable[str]) -> list[str]:
    """The names that `letters` spell from their start, in full or by initials, the shortest first."""
    # pypinyin takes 0.1 s to import.
    from pypinyin import Style, lazy_pinyin

    found = {}
    for name in names:
        plain = _HAN.sub("", name)
        if len(plain) * 7 < len(letters):
            continue
        initials = "".join(lazy_pinyin(plain, style=Style.FIRST_LETTER))
        if initials.startswith(letters) or (
            letters.startswith(initials[:1]) and "".join(lazy_pinyin(plain)).startswith(letters)
        ):
            found[plain] = name
    return sorted(found, key=lambda name: (len(name), name))[:MOST]


def respell(query: Query, names: Iterable[str]) -> Query | None:
    """The query with names in the place of what spells them; None where nothing does."""
    known = list(names)
    respelt = _respell(query, known)
    return respelt if respelt != query else None


def _respell(query: Query, names: list[str]) -> Query:
    match query:
        case Or((Phrase(text), Term() | And())) if is_spelling(text):
            found = spelled(text, names)
            if not found:
                return query
            return run(found[0]) if len(found) == 1 else Or(tuple(Phrase(name, WEIGHT) for name in found))
        case And(parts):
            return And(tuple(_respell(part, names) for part in parts))
        case Or(parts):
            return Or(tuple(_respell(part, names) for part in parts))
    return query
