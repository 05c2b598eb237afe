"""`corpusdoc tag`: what people call groups of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpusdoc.cli.output import Output, output_options
from corpusdoc.cli.shell import Group, shell_of

if TYPE_CHECKING:
    from corpusdoc.corpus import Corpus


@click.group("tag", cls=Group)
def tags() -> None:
    """Tags of documents; they stay when a document is removed and read again."""


@tags.command()
@click.argument("tag")
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@click.pass_context
def add(ctx: click.Context, tag: str, documents: tuple[str, ...]) -> None:
    """Give documents a tag: corpusdoc tag add 精读 01 02."""
    shell_of(ctx).note("documents tagged: {documents}", documents=_open(ctx).tag(tag, documents))


@tags.command()
@click.argument("tag")
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@click.pass_context
def remove(ctx: click.Context, tag: str, documents: tuple[str, ...]) -> int:
    """Take a tag from documents."""
    removed = _open(ctx).tag(tag, documents, add=False)
    shell_of(ctx).note("documents no longer tagged: {documents}", documents=removed)
    return 0 if removed else 1


@tags.command("list")
@output_options
@click.pass_context
def list_(ctx: click.Context, output: Output) -> None:
    """List the tags with their documents."""
    output.write(_open(ctx).tags(), ("tag", "documents"), "tags")


def _open(ctx: click.Context) -> Corpus:
    from corpusdoc.corpus import Corpus

    return ctx.with_resource(Corpus.open(shell_of(ctx).corpus))
