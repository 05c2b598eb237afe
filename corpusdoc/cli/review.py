"""`corpusdoc review`: facts one after the other, or as a sheet; what is decided is kept for ever."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import click

from corpusdoc.catalogue import Action, field_value
from corpusdoc.cli.shell import Shell
from corpusdoc.corpus import Corpus
from corpusdoc.errors import UsageError

# Keys of the terminal review.
KEYS: dict[str, Action] = {"y": "confirm", "m": "mend", "n": "reject"}
PROMPT = "y right · m mend · n wrong · s later · q stop"
SHOWN = ("doc", "section", "rule", "confidence")


def review_facts(corpus: Corpus, table: str, by: str, shell: Shell, ask: Callable[[str], str]) -> int:
    """Goes through the facts that `by` has not decided on; returns how many were decided. Each is stored at once."""
    decided = 0
    # Read before the first decision, which changes the tables.
    for row in list(corpus.undecided(table, by)):
        click.echo("\n".join(_lines(row)), color=shell.color)
        key = _key(shell, ask)
        if key == "q":
            break
        if key in KEYS:
            fields = _fields(row, shell, ask) if key == "m" else {}
            corpus.decide(KEYS[key], by, row, fields)
            decided += 1
    return decided


def _lines(row: dict[str, Any]) -> Iterator[str]:
    yield ""
    sentence, quote = str(row["sentence"]), str(row["quote"])
    yield sentence.replace(quote, click.style(f"【{quote}】", bold=True), 1)
    yield "  " + " · ".join(str(row[name]) for name in SHOWN if row[name] is not None)
    yield from (
        f"  {name}: {_shown(value)}" for name, value in row.items() if name in row["_fields"] and value is not None
    )


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _key(shell: Shell, ask: Callable[[str], str]) -> str:
    while (key := ask(shell.say(PROMPT)).strip().lower()) not in (*KEYS, "s", "q"):
        pass
    return key


def _fields(row: dict[str, Any], shell: Shell, ask: Callable[[str], str]) -> dict[str, object]:
    """What the user types as FIELD=VALUE, until an empty line."""
    fields: dict[str, object] = {}
    while line := ask(shell.say("field=value, or nothing to go on")).strip():
        name, sign, cell = line.partition("=")
        if not sign or name.strip() not in row["_fields"]:
            click.echo(", ".join(row["_fields"]), err=True)
            continue
        try:
            fields[name.strip()] = field_value(name.strip(), cell.strip())
        except UsageError as error:
            click.echo(shell.say(error.template, **error.values), err=True)
    return fields
