"""`corpusdoc searches`: what was kept with `search --save`, and `watch` reports on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpusdoc.cli.output import Output, output_options
from corpusdoc.cli.shell import Group, shell_of

if TYPE_CHECKING:
    from corpusdoc.corpus import Corpus


@click.group("searches", cls=Group)
def searches() -> None:
    """Saved searches, on which corpusdoc watch reports."""


@searches.command("list")
@output_options
@click.pass_context
def list_(ctx: click.Context, output: Output) -> None:
    """List the saved searches with their queries."""
    rows = ({"name": name, "query": query} for name, query in _open(ctx).saved_searches().items())
    output.write(rows, ("name", "query"), "searches")


@searches.command()
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> int:
    """Drop a saved search."""
    if _open(ctx).forget_search(name):
        return 0
    shell_of(ctx).note("no saved search '{name}': corpusdoc searches list shows them", name=name)
    return 1


def _open(ctx: click.Context) -> Corpus:
    from corpusdoc.corpus import Corpus

    return ctx.with_resource(Corpus.open(shell_of(ctx).corpus))
