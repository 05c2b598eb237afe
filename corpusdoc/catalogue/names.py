"""Names that people type: documents by id or path, and terms that exist near those that do not."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.rows import storable
from corpusdoc.errors import MissingError, UsageError

# Comparing with all names of a large corpus would take longer than reading the list.
_COMPARED = 20_000

_BY_PATH = "SELECT id FROM document JOIN source ON source.document = document.key WHERE source.path = ?"
_BY_START = "SELECT id FROM document WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 6"
_BY_FILE = (
    "SELECT DISTINCT id FROM document JOIN source ON source.document = document.key"
    " WHERE substr(source.path, -length(?1) - 1) IN ('/' || ?1, '\\' || ?1) ORDER BY id LIMIT 6"
)
_TERMS = (
    "SELECT name FROM fact WHERE kind IN ('metric', 'honor', 'measure') AND instr(name, ?1)"
    " UNION SELECT canonical FROM fact WHERE kind = 'metric' AND instr(canonical, ?1)"
    " UNION SELECT title FROM document WHERE instr(title, ?1) LIMIT ?2"
)

_NAMES = (
    "SELECT title FROM document WHERE title IS NOT NULL UNION SELECT org FROM document WHERE org IS NOT NULL"
    " UNION SELECT name FROM measure UNION SELECT name FROM honor UNION SELECT name FROM entity WHERE type = 'org'"
    " LIMIT ?"
)


def resolve(db: Database, name: str) -> str:
    """The id of the document that `name` stands for: its id, its path, the start of its id, the end of its path.

    Raises MissingError where there is none, with the nearest ids; UsageError where there are several.
    """
    name = storable(name)
    for query in ("SELECT id FROM document WHERE id = ?", _BY_PATH, _BY_START, _BY_FILE):
        found = [row[0] for row in db.execute(query, (name,))] if name else []
        if len(found) == 1:
            return str(found[0])
        if found:
            known = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
            raise UsageError("'{name}' stands for several documents: {known}", name=name, known=known)
    near = _near_ids(db, name)
    if near:
        raise MissingError("no document '{name}'; near it: {near}", name=name, near=", ".join(near))
    raise MissingError("no document '{name}': corpusdoc export documents lists them", name=name)


def terms_like(db: Database, text: str, limit: int) -> list[str]:
    """Indicators, honours, measures and titles that share two characters in a row with `text`, nearest first."""
    pairs = dict.fromkeys(text[n : n + 2] for n in range(len(text) - 1))
    found = {row[0] for pair in list(pairs)[:20] for row in db.execute(_TERMS, (pair, _COMPARED // 20))}
    return sorted(found, key=lambda term: (-SequenceMatcher(None, text, term).ratio(), term))[:limit]


def names(db: Database) -> list[str]:
    """Titles, organisations, measures and honours, each once; of a very large corpus, some."""
    return [row[0] for row in db.execute(_NAMES, (_COMPARED,))]


def _near_ids(db: Database, name: str) -> list[str]:
    within = [row[0] for row in db.execute("SELECT id FROM document WHERE instr(id, ?) ORDER BY id LIMIT 5", (name,))]
    if name and within:
        return within
    ids = [row[0] for row in db.execute("SELECT id FROM document ORDER BY id LIMIT ?", (_COMPARED,))]
    return get_close_matches(name, ids, n=5, cutoff=0.5)
