"""What people decided of facts: lines of JSON in corrections/, only ever added to.

A decision is keyed by the content it was made on, not by anything that reading anew could change: SHA-256 of the
source, kind of fact, quote, its place in the raw text, and the name that rules had read. Of several decisions on one
fact the last one counts; all of them stay, with who and when.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Literal

from corpusdoc.catalogue.rows import OWN, Row
from corpusdoc.errors import UsageError

FOLDER = "corrections"
Action = Literal["confirm", "mend", "reject", "add"]
ACTIONS = ("confirm", "mend", "reject", "add")
# The column of each kind that tells two facts of one quote apart.
NAMED = {"metric": "indicator", "honor": "name", "time": "type", "measure": "name", "entity": "name"}

# Fields that an added fact cannot do without, and those that go without saying.
REQUIRED = {
    "metric": ("indicator", "value"),
    "honor": ("name",),
    "time": ("type",),
    "measure": ("name", "category"),
    "entity": ("type", "name"),
}
UNSAID: Mapping[str, Row] = {
    "metric": {"bound": "=", "unit": "", "target": False},
    "honor": {"status": "awarded"},
    "measure": {"items": [], "effects": [], "places": []},
}

Key = tuple[str, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of one person on one fact."""

    action: Action
    by: str
    at: str  # UTC, ISO 8601
    sha256: str  # of the source
    kind: str
    quote: str
    raw_start: int
    name: str  # as rules had read it; of an added fact its own
    fields: Mapping[str, object]  # the fact's own columns as they should be
    old: Mapping[str, object] | None = None  # as rules had read them

    @property
    def key(self) -> Key:
        """What the decision is about."""
        return self.sha256, self.kind, self.quote, self.raw_start, self.name


def decide(action: Action, by: str, sha256: str, row: Row, fields: Mapping[str, object]) -> Correction:
    """A decision, made now, on a fact as COLUMNS has it; `fields` are those of its own columns that change."""
    kind = str(row["kind"])
    old = {column: row.get(column) for column in OWN[kind]}
    if action == "add":
        unsaid = UNSAID.get(kind, {}) | ({"value_text": row["quote"]} if kind == "metric" else {})
        old |= {column: value for column, value in unsaid.items() if old[column] is None}
    raw_start = row["raw_start"]
    assert isinstance(raw_start, int)
    return Correction(
        action=action,
        by=by,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=sha256,
        kind=kind,
        quote=str(row["quote"]),
        raw_start=raw_start,
        name=str(row[NAMED[kind]]),
        fields=old | dict(fields),
        old=None if action == "add" else old,
    )


def grounded(decision: Correction, earlier: Mapping[Key, Correction]) -> Correction:
    """The decision as one on what rules had read, where it was made on a fact that was mended or added before."""
    column = NAMED[decision.kind]
    for each in earlier.values():
        if each.key[:4] == decision.key[:4] and decision.name in (each.fields[column], each.name):
            return replace(decision, name=each.name, old=each.old)
    return decision


def append(folder: Path, corrections: Iterable[Correction]) -> None:
    """Adds decisions to the month's file, on disk when this returns. Raises UsageError where nobody may write."""
    path = folder / FOLDER / f"{datetime.now(UTC):%Y-%m}.jsonl"
    lines = "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in corrections)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as stream:
            # A run that was killed may have left half a line: it must not spoil the next one.
            if stream.tell() and stream.seek(-1, os.SEEK_END) is not None and stream.read(1) != b"\n":
                stream.write(b"\n")
            stream.write(lines.encode())
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise UsageError("{path}: cannot be written: {error}", path=path, error=error.strerror) from error


def read(folder: Path) -> list[Correction]:
    """All decisions in the order in which they were made. Half a line, as a killed run leaves it, is passed over.

    Raises UsageError for a whole line that is no decision.
    """
    found = [each for path in _files(folder) for each in _read(path)]
    return sorted(found, key=lambda each: each.at)


def state(folder: Path) -> str:
    """What tells without reading whether decisions were added: the files and their sizes."""
    return " ".join(f"{path.name}:{path.stat().st_size}" for path in _files(folder))


def latest(corrections: Iterable[Correction]) -> dict[Key, Correction]:
    """The decision that counts, for each fact that there is one on."""
    return {each.key: each for each in corrections}


def agreement(corrections: Iterable[Correction]) -> Iterator[Row]:
    """For every two reviewers: facts that both decided on, how many alike, and Cohen's κ (Cohen 1960).

    Decisions are alike if they are the same action and, where something was mended or added, with the same fields. κ is
    None where chance alone would make them agree always.
    """
    decided: defaultdict[str, dict[Key, str]] = defaultdict(dict)
    for each in corrections:
        mended = json.dumps(each.fields, sort_keys=True) if each.action in ("mend", "add") else ""
        decided[each.by][each.key] = each.action + mended
    for one, other in combinations(sorted(decided), 2):
        both = [(decided[one][key], decided[other][key]) for key in decided[one] if key in decided[other]]
        if both:
            alike = sum(first == second for first, second in both)
            yield {"one": one, "other": other, "facts": len(both), "alike": alike, "kappa": kappa(both)}


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's κ of two reviewers' labels; None where it is not defined."""
    total = len(pairs)
    observed = sum(one == other for one, other in pairs) / total
    labels = {label for pair in pairs for label in pair}
    chance = sum(
        sum(one == label for one, _ in pairs) * sum(other == label for _, other in pairs) for label in labels
    ) / (total * total)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*.jsonl"))


def _read(path: Path) -> Iterator[Correction]:
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        try:
            found = Correction(**json.loads(line)) if line.strip() else None
        except (ValueError, TypeError) as error:
            # Lines end when they are whole; what was cut off does not end like one.
            if not line.rstrip().endswith(b"}"):
                continue
            raise UsageError(
                "{path}: line {line} is no correction ({error})", path=path, line=number, error=error
            ) from error
        if found:
            yield found
