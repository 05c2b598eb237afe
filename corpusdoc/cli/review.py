"""`corpusdoc review`: facts one after the other, or as a sheet; `corpusdoc score`: rules against what was decided."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpusdoc.cli.output import Output, filter_options, output_options
from corpusdoc.cli.shell import Localized, Shell, shell_of
from corpusdoc.errors import CorpusdocError, UsageError

if TYPE_CHECKING:
    from corpusdoc.catalogue import Filters, Row
    from corpusdoc.corpus import Corpus

Ask = Callable[[str], str]

# Honors are reviewed mention by mention.
REVIEWED = ("metrics", "honor_mentions", "times", "measures", "entities")
# Keys of the terminal review.
KEYS: Mapping[str, Any] = {"y": "confirm", "m": "mend", "n": "reject"}
PROMPT = "y right · m mend · n wrong · a add what is missing · s later · q stop"
CONFLICTS = ("doc", "kind", "quote", "action", "by", "at", "reason", "fields")
SHOWN = ("doc", "section", "rule", "confidence")


@click.command(cls=Localized)
@click.argument("table", type=click.Choice(REVIEWED), default="metrics")
@click.option("--by", metavar="NAME", envvar=("CORPUSDOC_REVIEWER", "USER", "USERNAME"), help="Who decides.")
@click.option("--add", "document", metavar="DOC", help="Add facts of a document that rules missed.")
@click.option("--export", "target", metavar="FILE", help="Write a sheet to fill in: decision, or changed fields.")
@click.option("--import", "sheet", metavar="FILE", help="Read a sheet that was filled in (XLSX, CSV, TSV, JSON lines).")
@click.option("--conflicts", is_flag=True, help="List decisions that could not simply be followed.")
@click.option("--agreement", is_flag=True, help="How often two reviewers decided alike, with Cohen's kappa.")
@filter_options
@click.pass_context
def review(
    ctx: click.Context,
    /,
    table: str,
    by: str | None,
    document: str | None,
    target: str | None,
    sheet: str | None,
    conflicts: bool,
    agreement: bool,
    **filters: Any,
) -> None:
    """Confirm, mend, reject or add facts; what is decided is laid over them, and stays when they are read anew."""
    from corpusdoc.catalogue import Filters
    from corpusdoc.reviewing import sheet_options

    shell, corpus = shell_of(ctx), _open(ctx)
    if conflicts:
        Output().write(corpus.catalogue.conflicts(), CONFLICTS, "conflicts")
    elif agreement:
        Output().write(corpus.agreement(), ("one", "other", "facts", "alike", "kappa"), "agreement")
    elif target:
        columns, rows = corpus.review_sheet(table, Filters(**filters))
        options = sheet_options(table, columns, shell.language)
        written = Output(target, bom=True).write(rows, columns, table, options)
        shell.note("{rows} rows to {path}", rows=written, path=target)
    elif not by:
        raise UsageError("who decides? name yourself with --by")
    else:
        decided = (
            corpus.import_review(table, Path(sheet), by)
            if sheet
            else add_facts(corpus, table, document, by, shell, _ask)
            if document
            else review_facts(corpus, table, by, shell, _ask, Filters(**filters))
        )
        shell.note("{decided} decisions stored", decided=decided)


@click.command(cls=Localized)
@output_options
@click.pass_context
def score(ctx: click.Context, output: Output) -> int:
    """Measure the rules against what people decided in corpusdoc review: by kind of fact and by rule."""
    from corpusdoc.catalogue import SCORES

    rows = list(_open(ctx).scores())
    if not rows:
        shell_of(ctx).note("nothing has been decided yet: corpusdoc review metrics")
        return 1
    output.write(rows, SCORES, "score")
    return 0


def review_facts(corpus: Corpus, table: str, by: str, shell: Shell, ask: Ask, filters: Filters | None = None) -> int:
    """Goes through the facts that `by` has not decided on; returns how many were decided. Each is stored at once."""
    from corpusdoc.catalogue import OWN

    decided = 0
    # Read before the first decision, which changes the tables.
    for row in list(corpus.undecided(table, by, filters)):
        click.echo("\n".join(_lines(row)), color=shell.color)
        while (key := _key(shell, ask)) == "a":
            decided += add_facts(corpus, table, str(row["doc"]), by, shell, ask)
        if key == "q":
            break
        if key in KEYS:
            kind = str(row["kind"])
            fields = _fields(OWN[kind], kind, shell, ask) if key == "m" else {}
            corpus.decide(KEYS[key], by, row, fields)
            decided += 1
    return decided


def add_facts(corpus: Corpus, table: str, document: str, by: str, shell: Shell, ask: Ask) -> int:
    """Asks for facts that rules missed in a document, until an empty quote; returns how many were stored."""
    from corpusdoc.catalogue import FACT_TABLES, OWN, REQUIRED

    kind, added = FACT_TABLES[table], 0
    while quote := ask(shell.say("quote from the text, or nothing to go on")).strip():
        fields: Row = {}
        try:
            for name in REQUIRED[kind]:
                fields |= _field(kind, f"{name}={ask(f'{name} =')}")
            fields |= _fields(OWN[kind], kind, shell, ask)
            corpus.add_fact(table, document, quote, fields, by)
            added += 1
        except UsageError as error:
            _complain(error, shell)
    return added


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


def _key(shell: Shell, ask: Ask) -> str:
    while (key := ask(shell.say(PROMPT)).strip().lower()) not in (*KEYS, "a", "s", "q"):
        pass
    return key


def _fields(names: tuple[str, ...], kind: str, shell: Shell, ask: Ask) -> dict[str, object]:
    """What the user types as FIELD=VALUE, until an empty line."""
    fields: dict[str, object] = {}
    while line := ask(shell.say("field=value, or nothing to go on")).strip():
        name, sign, _ = line.partition("=")
        if not sign or name.strip() not in names:
            click.echo(", ".join(names), err=True)
            continue
        try:
            fields |= _field(kind, line)
        except UsageError as error:
            _complain(error, shell)
    return fields


def _field(kind: str, line: str) -> dict[str, object]:
    from corpusdoc.catalogue import field_value

    name, _, cell = line.partition("=")
    return {name.strip(): field_value(kind, name.strip(), cell)}


def _complain(error: CorpusdocError, shell: Shell) -> None:
    click.echo(shell.say(error.template, **error.values), err=True)


def _ask(text: str) -> str:
    answer: str = click.prompt(text, default="", show_default=False)
    return answer


def _open(ctx: click.Context) -> Corpus:
    from corpusdoc.corpus import Corpus

    return ctx.with_resource(Corpus.open(shell_of(ctx).corpus))
