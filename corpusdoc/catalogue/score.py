"""How well rules read what people decided on: decisions as gold, by kind of fact and by rule."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.overlay import GONE, PLACED, own_fields
from corpusdoc.catalogue.rows import Row

COLUMNS = ("kind", "rule", "reviewed", "found", "full", "wrong", "missed", "precision", "recall", "mended")


def scores(db: Database) -> Iterator[Row]:
    """A row for each kind of fact, then one for each of its rules, those that were wrong most first.

    `reviewed` facts were decided on; of what people hold to be facts, `found` is what rules read at their place now,
    `full` what they read as people would have it in every field, `missed` what they do not read; `wrong` is what they
    read and people rejected. precision is found / (found + wrong), recall found / (found + missed), None where there
    is nothing to divide by. Recall is of what people looked at: it says nothing of a document that nobody searched for
    missing facts. `mended` counts the fields that differ.
    """
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    fields: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for kind, rule, verdict, differing in _verdicts(db):
        for key in ((kind, ""), (kind, rule)):
            counts[key][verdict] += 1
            fields[key].update(differing)
    for key in sorted(counts, key=lambda key: (key[0], key[1] != "", -counts[key]["wrong"] - counts[key]["part"], key)):
        yield _row(*key, counts[key], fields[key])


def _verdicts(db: Database) -> Iterator[tuple[str, str, str, list[str]]]:
    """(kind, rule, full | part | wrong | missed, fields that differ) of each decision; "–" for a rule there is not."""
    for row in db.execute("SELECT kind, original, reason, decision FROM overlay"):
        decision = json.loads(row["decision"])
        original = json.loads(row["original"]) if row["original"] else None
        if decision["action"] == "reject":
            # Where rules read the place otherwise now, nobody has decided on that yet.
            if original is not None:
                yield row["kind"], original["rule"], "wrong", []
        elif original is not None:
            differing = _differing(own_fields(row["kind"], original), decision["fields"])
            yield row["kind"], original["rule"], "part" if differing else "full", differing
        elif row["reason"] != GONE:
            yield row["kind"], "–", "missed", []


def _differing(read: Mapping[str, object], decided: Mapping[str, object]) -> list[str]:
    return [name for name in read if name not in PLACED and read[name] != decided.get(name)]


def _row(kind: str, rule: str, counts: Mapping[str, int], fields: Counter[str]) -> Row:
    full, wrong, missed = counts["full"], counts["wrong"], counts["missed"]
    found = full + counts["part"]
    return {
        "kind": kind,
        "rule": rule or None,
        "reviewed": found + wrong + missed,
        "found": found,
        "full": full,
        "wrong": wrong,
        "missed": missed,
        "precision": _share(found, wrong),
        "recall": _share(found, missed),
        "mended": dict(fields.most_common()),
    }


def _share(right: int, others: int) -> float | None:
    return round(right / (right + others), 4) if right + others else None
