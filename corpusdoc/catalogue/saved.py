"""Searches that people keep under a name: a JSON file beside the catalogue."""

from __future__ import annotations

import json
from pathlib import Path

from corpusdoc.errors import UsageError

FILE = "searches.json"


def saved_searches(folder: Path) -> dict[str, str]:
    """The query of each name, in the order of names. Raises UsageError for a file that is not one of ours."""
    path = folder / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise UsageError("cannot open {path}: {error}", path=path, error=error) from error
    return {str(name): str(found[name]) for name in sorted(found)}


def save_search(folder: Path, name: str, query: str) -> None:
    """Keeps a query under a name, in place of an earlier one of that name. Raises UsageError."""
    _write(folder, saved_searches(folder) | {name: query})


def forget_search(folder: Path, name: str) -> bool:
    """Drops the query of a name; False where there is none. Raises UsageError."""
    kept = saved_searches(folder)
    if kept.pop(name, None) is None:
        return False
    _write(folder, kept)
    return True


def _write(folder: Path, kept: dict[str, str]) -> None:
    path = folder / FILE
    draft = path.with_suffix(".part")
    try:
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise UsageError("{path}: cannot be written: {error}", path=path, error=error.strerror) from error
