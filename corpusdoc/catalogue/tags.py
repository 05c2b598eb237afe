"""Tags that people give to documents: a JSON file beside the catalogue, so that they outlive it.

They belong to a document's content, not to its name: a document that is removed and read again has them again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.rows import Row
from corpusdoc.errors import UsageError

FILE = "tags.json"
LONGEST = 100  # characters of a tag


def read(folder: Path) -> dict[str, set[str]]:
    """The SHA-256 of the documents of each tag. Raises UsageError for a file that is not one of ours."""
    path = folder / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {str(tag): set(map(str, hashes)) for tag, hashes in found.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise UsageError("cannot open {path}: {error}", path=path, error=error) from error


def changed(folder: Path, name: str, hashes: Iterable[str], add: bool) -> int:
    """Adds a tag to documents or takes it from them; returns how many that changed. On disk when this returns.

    Raises UsageError for a name that is none, and where nobody may write.
    """
    name = " ".join(name.split())
    if not name.isprintable() or not 0 < len(name) <= LONGEST:
        raise UsageError("a tag is a word or a few, up to {most} characters", most=LONGEST)
    every = read(folder)
    before = every.get(name, set())
    after = before | set(hashes) if add else before - set(hashes)
    if before != after:
        _write(folder, {**every, name: after})
    return len(before ^ after)


def state(folder: Path) -> str:
    """What tells whether tags changed."""
    path = folder / FILE
    return f"tags:{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}" if path.exists() else ""


def lay_over(db: Database, folder: Path) -> None:
    """Brings the table `tag` to what the file says."""
    db.execute("DELETE FROM tag")
    rows = ((sha256, tag) for tag, hashes in read(folder).items() for sha256 in sorted(hashes))
    db.executemany("INSERT INTO tag (sha256, name) VALUES (?, ?)", rows)


def tags(db: Database) -> Iterator[Row]:
    """Each tag that documents of the corpus have, with their ids."""
    query = "SELECT t.name, d.id FROM tag AS t JOIN document AS d USING (sha256) ORDER BY t.name, d.id"
    found: dict[str, list[str]] = {}
    for row in db.execute(query):
        found.setdefault(row["name"], []).append(row["id"])
    return ({"tag": name, "documents": ids} for name, ids in found.items())


def _write(folder: Path, every: Mapping[str, set[str]]) -> None:
    path = folder / FILE
    draft = path.with_suffix(".part")
    kept = {tag: sorted(hashes) for tag, hashes in sorted(every.items()) if hashes}
    try:
        with draft.open("w", encoding="utf-8") as stream:
            stream.write(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        raise UsageError("{path}: cannot be written: {error}", path=path, error=error.strerror) from error
