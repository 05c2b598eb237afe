"""`corpusdoc dict`: a workspace's own words."""

from __future__ import annotations

from pathlib import Path

import click

from corpusdoc.cli.output import Output, output_options
from corpusdoc.cli.shell import Group, shell_of
from corpusdoc.config import load_config
from corpusdoc.errors import UsageError


@click.group("dict", cls=Group)
def words() -> None:
    """Own words: rows of the word lists of this workspace."""


@words.command()
@click.argument("table")
@click.argument("values", nargs=-1, required=True, metavar="COLUMN=VALUE...")
@click.pass_context
def add(ctx: click.Context, table: str, values: tuple[str, ...]) -> None:
    """Add a row to a word list: corpusdoc dict add units surface=万户次 unit=户次 factor=10000."""
    from corpusdoc.lexicon.own import add_row

    row = dict(value.partition("=")[::2] for value in values)
    if any("=" not in value for value in values):
        raise UsageError("a value is written COLUMN=VALUE")
    add_row(_folder(), table, row)
    shell_of(ctx).note("next: corpusdoc ingest --stale reads again what older words read")


@words.command()
@click.argument("table")
@click.argument("surface")
@click.pass_context
def remove(ctx: click.Context, table: str, surface: str) -> int:
    """Remove an own row from a word list. Built-in rows stay."""
    from corpusdoc.lexicon.own import remove_row

    removed = remove_row(_folder(), table, surface)
    shell_of(ctx).note("rows removed: {rows}", rows=removed)
    return 0 if removed else 1


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


def _folder() -> Path:
    return load_config(Path.cwd()).root / "lexicon"
