"""What all commands share: language, streams, common options, errors as one line and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click

from corpusdoc.cli import clicks
from corpusdoc.config import find_root, load_config
from corpusdoc.errors import CorpusdocError, QueryError
from corpusdoc.export.width import display_width
from corpusdoc.lexicon.undecoded import readable
from corpusdoc.messages import Language, language_of_locale, say, told, translate


class _UnreadError(Exception):
    """Nobody reads what is printed."""


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@dataclass
class Shell:
    """How this run talks to its user. Options of the group and of the command both set it."""

    lang: Language | None = None
    corpus: str | None = None
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False
    debug: bool = False

    @property
    def language(self) -> Language:
        """--lang, else the workspace's setting, else the locale's."""
        return self.lang or _configured_language() or language_of_locale()

    @property
    def color(self) -> bool | None:
        """False never; None leaves it to click: on a terminal only."""
        return False if self.no_color or "NO_COLOR" in os.environ else None

    def say(self, template: str, **values: object) -> str:
        """A message in the user's language."""
        return say(template, self.language, **values)

    def told(self, text: str) -> str:
        """A message that was made elsewhere, in the user's language; any other text as it is."""
        return told(text, self.language)

    def listed(self, texts: Iterable[str]) -> str:
        """Several things in a row, with the marks of the user's language between."""
        return ("、" if self.language == "zh" else ", ").join(texts)

    def note(self, template: str, **values: object) -> None:
        """A message on standard error; nothing with -q."""
        if not self.quiet:
            click.echo(self.say(template, **values), err=True, color=self.color)


def shell_of(ctx: click.Context) -> Shell:
    """The run's Shell."""
    return ctx.ensure_object(Shell)


def _configured_language() -> Language | None:
    if find_root(Path.cwd()) is None:
        return None
    try:
        lang = load_config(Path.cwd()).lang
    except CorpusdocError:
        return None  # said properly by the command that needs the settings
    return cast(Language, lang) if lang in ("zh", "en") else None


@contextmanager
def progress(shell: Shell, label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, where that is a terminal and nobody asked for quiet."""
    if shell.quiet or not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bar: Any = None

        def advance(done: int, total: int) -> None:
            nonlocal bar
            # Made when there is something to show: a run that finds nothing new shows no bar.
            bar = bar or stack.enter_context(click.progressbar(length=total, label=shell.say(label), file=sys.stderr))
            bar.update(done - bar.pos)

        yield advance


def is_there(path: str) -> bool:
    """Whether something goes by that name, or may: nobody can look into a folder that forbids it."""
    try:
        os.stat(path, follow_symlinks=False)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    # A command's own option wins over the group's; an option that is not given changes nothing.
    if value and param.name:
        setattr(shell_of(ctx), param.name, value)


SHARED: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("--corpus",), {"metavar": "NAME", "help": "Corpus to work on; without it the one that corpusdoc.toml names."}),
    (("--lang",), {"type": click.Choice(["zh", "en"]), "is_eager": True, "help": "Language of messages."}),
    (("-q", "--quiet"), {"is_flag": True, "help": "No progress bars, no notes."}),
    (("-v", "--verbose"), {"is_flag": True, "help": "Say more."}),
    (("--no-color",), {"is_flag": True, "help": "No colours."}),
    (("--debug",), {"is_flag": True, "help": "Show the traceback of an error."}),
)


class Formatter(click.HelpFormatter):
    """Writes the headings of a help page in the user's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, args, prefix or _here("Usage: "))

    def write_heading(self, heading: str) -> None:
        """The heading of options or commands."""
        self.write(f"{'':>{self.current_indent}}{_here(heading + ':')}\n")


class Context(click.Context):
    """A run of a command; how it writes its help."""

    formatter_class = Formatter


class Localized(click.Command):
    """A command that takes the shared options and explains itself in the user's language."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [click.Option(names, expose_value=False, callback=_remember, **rest) for names, rest in SHARED]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description, translated."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translate(_paragraph(self.help), shell_of(ctx).language))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, translated."""
        language = shell_of(ctx).language
        records = []
        for param in self.get_params(ctx):
            # Arguments stand in the usage.
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)):
                records.append((record[0], record[1].replace(_text(param), translate(_text(param), language))))
        with formatter.section("Options"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The description's first sentence, translated."""
        return _here(_paragraph(self.help))


class Group(Localized, click.Group):
    """The command line as a whole."""

    command_class = Localized

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raises _UnreadError where nobody reads on, of which click would make exit code 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _UnreadError from error


def _here(text: str) -> str:
    context = click.get_current_context(silent=True)
    return translate(text, shell_of(context).language if context else "en")


def _paragraph(text: str | None) -> str:
    return " ".join((text or "").split())


def _text(param: click.Parameter) -> str:
    return (isinstance(param, click.Option) and param.help) or ""


def run(main: click.Group, arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Tracebacks only for bugs and with --debug."""
    for stream in (sys.stdout, sys.stderr):
        # A GBK console cannot show every character: better an escape than a crash in the middle of a table.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    shell = Shell()
    code: int | None
    try:
        code = main.main(arguments, prog_name="corpusdoc", obj=shell, standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, _UnreadError):
        # `| head` has read enough.
        _write_nowhere()
        code = 0
    except OSError as error:
        if error.errno not in _NO_ROOM or shell.debug:
            raise
        _write_nowhere()
        _complain(shell.say("{path}: cannot be written: {error}", path=error.filename or "-", error=error.strerror))
        code = 2
    except (click.Abort, KeyboardInterrupt):
        _complain(shell.say("interrupted; what was committed stays"))
        code = 130
    except click.ClickException as error:
        _complain(clicks.told(error, shell.language))
        code = 2
    except CorpusdocError as error:
        if shell.debug:
            raise
        _complain(shell.say(error.template, **error.values))
        if isinstance(error, QueryError):
            _point_at(error)
        code = error.exit_code
    return int(code or 0)


def _complain(text: str) -> None:
    click.echo(f"corpusdoc: {readable(text)}", err=True)


def _point_at(error: QueryError) -> None:
    # A caret under the place, counted in columns. A query that fills the screen is not shown again.
    if len(error.query) < 200 and error.query.isprintable():
        click.echo(f"  {error.query}\n  {' ' * display_width(error.query[: error.position])}^", err=True)


def _write_nowhere() -> None:
    # Python would complain at exit when it flushes what nobody takes.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
