"""The command line: a command parses, makes one call on the corpus, prints.

The corpus is imported where it is used: with it come SQLite, the rules and their word lists, which `--help` and
completion have no use for.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, replace
from itertools import chain
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any, cast

import click

from corpusdoc.cli import render, view
from corpusdoc.cli.output import COMPANIED, GLANCE, Output, filter_options, output_options
from corpusdoc.cli.review import review, score
from corpusdoc.cli.searches import searches
from corpusdoc.cli.shell import Group, is_there, progress, run, shell_of
from corpusdoc.cli.tags import tags
from corpusdoc.cli.words import synonyms, words
from corpusdoc.config import VERSION, Config, create_workspace, find_root, load_config
from corpusdoc.errors import UsageError
from corpusdoc.export import ExportOptions
from corpusdoc.messages import label
from corpusdoc.model import Failure, Hit

if TYPE_CHECKING:
    from corpusdoc.corpus import Corpus

TABLES = ("documents", "passages", "metrics", "honors", "honor_mentions", "times", "measures", "entities", "failures")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for library in ("OPENBLAS", "OMP", "MKL"):
        # numpy's algebra would start threads when it is imported, 20 ms; nothing here multiplies matrices that large.
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    sys.exit(run(corpusdoc, arguments))


@click.group(cls=Group)
@click.version_option(VERSION, prog_name="corpusdoc", help="Show the version.")
def corpusdoc() -> None:
    """Turn folders of Chinese corporate reports into something one can search, tabulate and cite."""


def _open(ctx: click.Context, **options: Any) -> Corpus:
    from corpusdoc.corpus import Corpus

    return ctx.with_resource(Corpus.open(shell_of(ctx).corpus, **options))


# ------------------------------------------------------------------------------------------------- workspace


@corpusdoc.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.pass_context
def init(ctx: click.Context, folder: Path) -> None:
    """Make a workspace: settings, and folders for corpora, indexes and your own words."""
    made = create_workspace(folder)
    shell = shell_of(ctx)
    click.echo(shell.say("workspace {folder}: {made}", folder=folder.resolve(), made=" · ".join(made)))
    click.echo(shell.say("next: corpusdoc ingest FOLDER"))


@corpusdoc.group(cls=Group)
def config() -> None:
    """The settings of this workspace."""


@config.command("show")
@output_options
@click.pass_context
def config_show(ctx: click.Context, output: Output) -> None:
    """Show every setting as it holds here."""
    settings = load_config(Path.cwd(), corpus=shell_of(ctx).corpus)
    rows = ({"key": field.name, "value": str(getattr(settings, field.name))} for field in fields(settings))
    output.write(rows, ("key", "value"), "config")


@corpusdoc.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes corpusdoc's commands in a shell."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(corpusdoc, {}, "corpusdoc", "_CORPUSDOC_COMPLETE").source())


# ------------------------------------------------------------------------------------------------- in


@corpusdoc.command()
@click.argument("sources", nargs=-1, metavar="PATH...")
@click.option("--from0", metavar="FILE", type=click.File("rb"), help="Take paths from a file, each ended by a NUL.")
@click.option("--stale", is_flag=True, help="Read again what older rules or word lists read.")
@click.option("--retry-failed", is_flag=True, help="Read again what could not be read.")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Worker processes; without it one for each core.")
@click.option(
    "--timeout", metavar="S", type=click.FloatRange(min=0, min_open=True), help="Seconds that one file may take."
)
@click.option("--executor", metavar="NAME", help="Where work runs: local or serial.")
@click.option("--engine", metavar="NAME", help="Index to keep up: whoosh or tantivy.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the report.")
@click.pass_context
def ingest(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    from0: Any,
    stale: bool,
    retry_failed: bool,
    form: str,
    **options: Any,
) -> int:
    """Read files and folders into the corpus, those that are new or changed. - is standard input."""
    shell = shell_of(ctx)
    paths = [*sources, *(_split0(from0.read()) if from0 else ())]
    if not (paths or stale or retry_failed):
        raise UsageError("nothing to ingest: name files or folders")
    files = [path for path in paths if path != "-"]
    if files and not any(map(is_there, files)):
        raise UsageError("{path}: no such file or folder", path=files[0])
    if find_root(Path.cwd()) is None:
        create_workspace(Path.cwd())
        shell.note("no workspace here or above: made one in {folder}", folder=Path.cwd())
    corpus = _open(ctx, **options)
    if "-" in paths:
        files.append(str(corpus.keep(sys.stdin.buffer.read())))
    with progress(shell, "reading") as advance:
        report = corpus.ingest(files, stale, retry_failed, advance)
    if form == "json":
        failures = tuple(replace(each, message=shell.told(each.message)) for each in report.failures)
        click.echo(json.dumps(asdict(replace(report, failures=failures)), ensure_ascii=False))
    else:
        click.echo("\n".join(render.report_lines(report, shell)), color=shell.color)
    return 3 if report.failures else 0


@corpusdoc.command()
@click.argument("files", nargs=-1, metavar="[FILE...|-]")
@output_options
@click.pass_context
def extract(ctx: click.Context, files: tuple[str, ...], output: Output) -> int:
    """Print the facts of files without storing them. Without files, or with -, it reads standard input."""
    from corpusdoc.catalogue import COLUMNS, FACT_TABLES
    from corpusdoc.corpus import Corpus

    shell = shell_of(ctx)
    root = find_root(Path.cwd())
    corpus = Corpus(load_config(root) if root else Config(root=Path.cwd()))
    failures: list[Failure] = []

    def rows() -> Iterator[dict[str, object]]:
        if not files or "-" in files:
            yield from corpus.rows_of(corpus.annotate_bytes(sys.stdin.buffer.read()))
        for item in corpus.annotate(path for path in files if path != "-"):
            if isinstance(item, Failure):
                failures.append(item)
                click.echo(render.failure_line(item, shell), err=True)
            else:
                yield from corpus.rows_of(item)

    if output.format in ("json", "jsonl"):
        output.write(rows(), (), "facts")
    elif output.format == "table":
        output.write(map(view.summary, rows()), view.SUMMARY, "facts")
    else:
        output.write(
            rows(), tuple(dict.fromkeys(chain.from_iterable(COLUMNS[table] for table in FACT_TABLES))), "facts"
        )
    return 3 if failures else 0


@corpusdoc.command()
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path(exists=True))
@click.option("--every", metavar="S", type=click.FloatRange(min=0.1), default=5.0, help="Seconds between two looks.")
@click.option("--once", is_flag=True, help="Look once, for use in a timetable such as cron.")
@click.pass_context
def watch(ctx: click.Context, folders: tuple[str, ...], every: float, once: bool) -> None:
    """Read new and changed files as they appear, and say which saved searches they answer."""
    shell, corpus = shell_of(ctx), _open(ctx)
    while True:
        report = corpus.ingest(folders)
        if report.read or report.failures:
            click.echo("\n".join(render.report_lines(report, shell)), color=shell.color)
        for name, hit in corpus.news(report):
            where = render.cited(hit.passage, hit.page, shell)
            click.echo(f"{name}: [{hit.doc} {where}] {hit.text[: render.AFTER]}")
        if once:
            return
        sleep(every)


@corpusdoc.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@click.pass_context
def remove(ctx: click.Context, documents: tuple[str, ...]) -> None:
    """Take documents out of the corpus. Their files stay where they are."""
    removed = _open(ctx).remove(documents)
    shell_of(ctx).note("removed: {documents}", documents=", ".join(removed))


@corpusdoc.command()
@click.option("--engine", metavar="NAME", help="Index to make: whoosh or tantivy.")
@click.pass_context
def reindex(ctx: click.Context, engine: str | None) -> None:
    """Make the index anew from the catalogue."""
    passages = _open(ctx, engine=engine).reindex()
    shell_of(ctx).note("indexed {passages} passages", passages=passages)


# ------------------------------------------------------------------------------------------------- out


@corpusdoc.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@click.option("-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Hits to show.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits to skip.")
@click.option("--count", is_flag=True, help="Print only how many passages there are.")
@click.option("--save", metavar="NAME", help="Keep the query under a name, for corpusdoc watch.")
@click.option("--sort", type=click.Choice(["score", "date", "org"]), default="score", help="Order of the hits.")
@click.option("--facets", is_flag=True, help="Count by organisation, year of facts, genre, script and category, too.")
@click.option("--explain", is_flag=True, help="Say how the query was read and why each hit stands where it does.")
@click.option("--engine", metavar="NAME", help="Index to ask: whoosh or tantivy.")
@filter_options
@output_options
@click.pass_context
def search(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    count: bool,
    save: str | None,
    sort: Any,
    facets: bool,
    explain: bool,
    engine: str | None,
    output: Output,
    **filters: Any,
) -> int:
    """Find passages: 首问负责制, "用户至上 用心服务", 服务 满意率, org:东莞 year:2017, value>=99 …"""
    shell = shell_of(ctx)
    from corpusdoc.catalogue import Filters

    corpus = _open(ctx, engine=engine)
    if save:
        corpus.save_search(save, " ".join(query), Filters(**filters))
    answer = corpus.search(" ".join(query), limit, offset, Filters(**filters), sort, facets, explain)
    if count:
        click.echo(answer.whole or answer.total)
    elif output.format == "table" and output.path == "-":
        click.echo("\n".join(render.answer_lines(answer, shell)), color=shell.color)
    else:
        columns = [field.name for field in fields(Hit) if explain or field.name != "why"]
        rows = ({column: hit[column] for column in columns} for hit in map(asdict, answer.hits))
        output.write(rows, columns, "hits")
        beside = render.answer_lines(answer, shell) if not answer.hits else render.about_lines(answer, shell)
        click.echo("\n".join(beside), err=True, nl=not answer.hits or facets or explain)
    return 0 if answer.total else 1


@corpusdoc.command(context_settings={"ignore_unknown_options": True})
@click.argument("term", nargs=-1, required=True)
@click.option("--width", type=click.IntRange(2, 400), default=30, show_default=True, help="Columns on each side.")
@click.option(
    "--sort", type=click.Choice(["doc", "L1", "R1"]), default="doc", help="By place, by what stands before, or behind."
)
@filter_options
@output_options
@click.pass_context
def kwic(ctx: click.Context, /, term: tuple[str, ...], width: int, sort: Any, output: Output, **filters: Any) -> int:
    """Show every place of a term with what stands on both sides (KWIC)."""
    from corpusdoc.catalogue import Filters

    lines = _open(ctx).kwic(" ".join(term), width, sort, Filters(**filters))
    if output.format == "table" and output.path == "-":
        click.echo("\n".join(render.kwic_lines(lines, width)), color=shell_of(ctx).color, nl=bool(lines))
    else:
        output.write(map(asdict, lines), render.KWIC, "kwic")
    return 0 if lines else 1


@corpusdoc.command()
@click.argument("term")
@click.option("--window", type=click.IntRange(1, 50), default=5, show_default=True, help="Words on each side.")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=30, show_default=True, help="Words to show.")
@filter_options
@output_options
@click.pass_context
def collocates(ctx: click.Context, /, term: str, window: int, limit: int, output: Output, **filters: Any) -> int:
    """List the words that stand near a term more often than by chance: log-likelihood and log-Dice."""
    from corpusdoc.catalogue import Filters

    found = _open(ctx).collocates(term, window, Filters(**filters))[:limit]
    output.write(map(_rounded, found), render.COLLOCATES, "collocates")
    return 0 if found else 1


@corpusdoc.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=30, show_default=True, help="Words to show.")
@output_options
@click.pass_context
def keyness(ctx: click.Context, first: str, second: str, limit: int, output: Output) -> int:
    """List the words that two queries' passages differ in most, as keyness genre:讲话 genre:论文."""
    found = _open(ctx).keyness(first, second)[:limit]
    output.write(map(_rounded, found), render.KEYNESS, "keyness")
    return 0 if found else 1


@corpusdoc.command()
@click.argument("document", metavar="DOC[:PASSAGE]")
@click.option("--original", "aspects", flag_value="original", multiple=True, help="The text as it was loaded.")
@click.option("--repaired", "aspects", flag_value="repaired", multiple=True, help="The repaired text (the default).")
@click.option("--damage", "aspects", flag_value="damage", multiple=True, help="What was repaired, tagged and left.")
@click.option("--facts", "aspects", flag_value="facts", multiple=True, help="What the document states.")
@click.option("--sections", "aspects", flag_value="sections", multiple=True, help="Its headings.")
@click.pass_context
def show(ctx: click.Context, document: str, aspects: tuple[str, ...]) -> None:
    """Show a document, or one passage of it, as DOC:PASSAGE. --original --repaired shows both, change by change."""
    shell = shell_of(ctx)
    corpus = _open(ctx)
    name, passage = view.place(document)
    stored = corpus.document(name)
    wanted = ["both"] if {"original", "repaired"} <= set(aspects) else list(aspects) or ["repaired"]
    for aspect in wanted:
        lines = view.VIEWS[aspect](stored, corpus.catalogue.facts(stored.document.id), passage, shell)
        click.echo("\n".join(lines), color=shell.color)


@corpusdoc.command()
@click.argument("table", metavar="TABLE", type=click.Choice((*TABLES, "panel")), required=False)
@click.option("--wide", is_flag=True, help="Panel: a line for each organisation and year, a column for each indicator.")
@click.option("--bundle", metavar="FILE.zip", help="All tables with codebook, sources, versions and references.")
@click.option("--no-sources", is_flag=True, help="Bundle: leave the source files out; their hashes stay in.")
@filter_options
@output_options
@click.pass_context
def export(
    ctx: click.Context,
    /,
    table: str | None,
    wide: bool,
    bundle: str | None,
    no_sources: bool,
    output: Output,
    **filters: Any,
) -> None:
    """Write a table: documents, passages, metrics, honors, times, measures, entities, failures, or a panel."""
    from corpusdoc.catalogue import COLUMNS, Filters

    shell, corpus = shell_of(ctx), _open(ctx)
    if bundle:
        written = corpus.bundle(Path(bundle), not no_sources)
        shell.note("{files} files in {path}", files=written, path=bundle)
        return
    if table is None:
        raise UsageError("nothing to export: name a table, or --bundle FILE.zip")
    if table == "panel":
        names = [name for name in (filters.pop("indicator") or "").replace("，", ",").split(",") if name]
        columns, rows = corpus.panel(names, wide, Filters(**filters))
    else:
        columns, rows = COLUMNS[table], corpus.rows(table, Filters(**filters))
        if table == "failures":
            rows = (row | {"message": shell.told(cast(str, row["message"]))} for row in rows)
    rich = output.format in COMPANIED
    options = corpus.explained(table, columns, shell.language) if rich else ExportOptions(language=shell.language)
    glance = GLANCE.get(table) if output.format == "table" and not wide else None
    written = output.write(rows, glance or columns, table, options)
    if output.path != "-":
        shell.note("{rows} rows to {path}", rows=written, path=output.path)


@corpusdoc.command()
@click.argument("bundle", metavar="FILE.zip", type=click.Path(path_type=Path))
@click.pass_context
def verify(ctx: click.Context, bundle: Path) -> int:
    """Check a bundle: every file's hash, every source, every quote at its place."""
    from corpusdoc.export.verify import verified

    shell = shell_of(ctx)
    root = find_root(Path.cwd()) or Path.cwd()
    report = verified(bundle, root)
    click.echo("\n".join(render.verify_lines(report, shell)), color=shell.color)
    return 3 if report.faults else 0


@corpusdoc.command()
@output_options
@click.pass_context
def status(ctx: click.Context, output: Output) -> None:
    """Say what the corpus holds and whether the index is up to date."""
    found = _open(ctx).status()
    if output.format == "table":
        rows = ({"key": label(key, shell_of(ctx).language), "value": value} for key, value in found.items())
        output.write(rows, ("key", "value"), "status")
    else:
        output.write([found], tuple(found), "status")


@corpusdoc.command()
@click.option("-n", "--limit", type=click.IntRange(min=0), default=10, show_default=True, help="Documents to list.")
@click.pass_context
def doctor(ctx: click.Context, limit: int) -> int:
    """Check the installation and the corpus, and list the documents with the most damage."""
    shell = shell_of(ctx)
    corpus = _open(ctx)
    checks = corpus.check()
    click.echo("\n".join(render.check_lines(checks, shell)), color=shell.color)
    worst = sorted(corpus.rows("documents"), key=lambda row: (row["score"], row["doc"]))[:limit]
    click.echo("\n".join(render.worst_lines(worst, shell)), color=shell.color)
    return 0 if all(good for _, good, _ in checks) else 4


corpusdoc.add_command(review)
corpusdoc.add_command(score)
corpusdoc.add_command(searches)
corpusdoc.add_command(words)
corpusdoc.add_command(synonyms)
corpusdoc.add_command(tags)


def _rounded(record: Any) -> dict[str, object]:
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in asdict(record).items()}


def _split0(data: bytes) -> list[str]:
    return [os.fsdecode(path) for path in data.split(b"\0") if path]
