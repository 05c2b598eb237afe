"""`corpusdoc dict` and `corpusdoc synonyms`: a workspace's own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpusdoc.cli import render
from corpusdoc.cli.output import Output, output_options
from corpusdoc.cli.shell import Group, progress, shell_of
from corpusdoc.config import load_config
from corpusdoc.errors import UsageError

if TYPE_CHECKING:
    from corpusdoc.corpus import Corpus
    from corpusdoc.model import IngestReport


@click.group("dict", cls=Group)
def words() -> None:
    """Own words: rows of the word lists of this workspace."""


@words.command()
@click.argument("table")
@click.argument("values", nargs=-1, required=True, metavar="COLUMN=VALUE...")
@click.pass_context
def add(ctx: click.Context, table: str, values: tuple[str, ...]) -> int:
    """Add a row to a word list: corpusdoc dict add units surface=万户次 unit=户次 factor=10000."""
    row = dict(value.partition("=")[::2] for value in values)
    if any("=" not in value for value in values):
        raise UsageError("a value is written COLUMN=VALUE")
    with progress(shell_of(ctx), "reading") as advance:
        report = _open(ctx).add_word(table, row, advance)
    return _told(ctx, report)


@words.command()
@click.argument("table")
@click.argument("surface")
@click.pass_context
def remove(ctx: click.Context, table: str, surface: str) -> int:
    """Remove an own row from a word list. Built-in rows stay."""
    with progress(shell_of(ctx), "reading") as advance:
        removed, report = _open(ctx).remove_word(table, surface, advance)
    shell_of(ctx).note("rows removed: {rows}", rows=removed)
    return _told(ctx, report) if removed else 1


@words.command("list")
@output_options
def list_(output: Output) -> None:
    """List the own rows of all word lists."""
    from corpusdoc.lexicon.own import own_rows

    rows = (
        {"table": table, "row": {name: value for name, value in row.items() if value}}
        for table, row in own_rows(_folder())
    )
    output.write(rows, ("table", "row"), "words")


@click.group("synonyms", cls=Group)
def synonyms() -> None:
    """Own synonyms: words that a search takes for one another. They change no text and no fact."""


@synonyms.command("add")
@click.argument("terms", nargs=-1, required=True, metavar="WORD WORD...")
@click.option("--weight", type=float, default=1.0, show_default=True, help="How much one counts for another, up to 1.")
@click.pass_context
def add_synonyms(ctx: click.Context, terms: tuple[str, ...], weight: float) -> None:
    """Add words that mean the same: corpusdoc synonyms add 宽带 有线宽带 固网宽带."""
    from corpusdoc.lexicon.own import add_row

    add_row(_folder(), "synonyms", {"terms": "=".join(terms), "weight": f"{weight:g}"})
    shell_of(ctx).note("searches take them for one another from now on")


@synonyms.command("remove")
@click.argument("terms", nargs=-1, required=True, metavar="WORD...")
@click.pass_context
def remove_synonyms(ctx: click.Context, terms: tuple[str, ...]) -> int:
    """Remove the own synonyms that hold all of these words. Built-in ones stay."""
    from corpusdoc.lexicon.own import remove_row

    removed = remove_row(_folder(), "synonyms", "=".join(terms))
    shell_of(ctx).note("rows removed: {rows}", rows=removed)
    return 0 if removed else 1


@synonyms.command("list")
@output_options
def list_synonyms(output: Output) -> None:
    """List the own synonyms with their weights."""
    from corpusdoc.lexicon.own import own_rows

    rows = (
        {"terms": row["terms"].split("="), "weight": float(row["weight"] or 1)}
        for table, row in own_rows(_folder())
        if table == "synonyms"
    )
    output.write(rows, ("terms", "weight"), "synonyms")


def _open(ctx: click.Context) -> Corpus:
    from corpusdoc.corpus import Corpus

    return ctx.with_resource(Corpus.open(shell_of(ctx).corpus))


def _told(ctx: click.Context, report: IngestReport) -> int:
    shell = shell_of(ctx)
    for failure in report.failures:
        click.echo(render.failure_line(failure, shell), err=True)
    shell.note("documents read again: {documents}", documents=len(report.read))
    return 3 if report.failures else 0


def _folder() -> Path:
    return load_config(Path.cwd()).root / "lexicon"
