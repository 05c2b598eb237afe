"""What all commands share: language, streams, common options, errors as one line and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import click

from corpusdoc.config import find_root, load_config
from corpusdoc.errors import CorpusdocError, QueryError
from corpusdoc.messages import Language, language_of_locale, say, translate


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

    def say(self, template: str, **values: object) -> str:
        """A message in the user's language."""
        return say(template, self.language, **values)

    def note(self, template: str, **values: object) -> None:
        """A message on standard error; nothing with -q."""
        if not self.quiet:
            click.echo(self.say(template, **values), err=True, color=self.color)

    @property
    def color(self) -> bool | None:
        """None leaves it to click: colours on a terminal only."""
        return False if self.no_color else None


def _configured_language() -> Language | None:
    if find_root(Path.cwd()) is None:
        return None
    try:
        lang = load_config(Path.cwd()).lang
    except CorpusdocError:
        return None  # said properly by the command that needs the settings
    return cast(Language, lang) if lang in ("zh", "en") else None


def shell_of(ctx: click.Context) -> Shell:
    """The run's Shell."""
    return ctx.ensure_object(Shell)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    # A command's own option wins over the group's; an option that is not given changes nothing.
    if value and param.name:
        setattr(shell_of(ctx), param.name, value)


SHARED: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("--corpus",), {"metavar": "NAME", "help": "Corpus to work on (default: default)."}),
    (("--lang",), {"type": click.Choice(["zh", "en"]), "is_eager": True, "help": "Language of messages."}),
    (("-q", "--quiet"), {"is_flag": True, "help": "No progress, no notes."}),
    (("-v", "--verbose"), {"is_flag": True, "help": "More detail."}),
    (("--no-color",), {"is_flag": True, "help": "No colours."}),
    (("--debug",), {"is_flag": True, "hidden": True, "help": "Show tracebacks."}),
)


def _shared_options() -> list[click.Parameter]:
    return [click.Option(names, expose_value=False, callback=_remember, **extra) for names, extra in SHARED]


class _Localized(click.Command):
    """A command whose help is in the user's language and which takes the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _shared_options()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = shell_of(ctx).language
        help_text, self.help = self.help, translate((self.help or "").strip(), language)
        helps = {param: param.help for param in self.get_params(ctx) if isinstance(param, click.Option)}
        for param, text in helps.items():
            param.help = translate(text or "", language)
        try:
            super().format_help(ctx, formatter)
        finally:
            self.help = help_text
            for param, text in helps.items():
                param.help = text

    def get_short_help_str(self, limit: int = 45) -> str:
        context = click.get_current_context(silent=True)
        language = shell_of(context).language if context else "en"
        return translate((self.help or "").strip(), language).split("\n\n")[0].replace("\n", " ")


class Command(_Localized):
    """A corpusdoc command."""


class Group(_Localized, click.Group):
    """The command line as a whole."""

    command_class = Command


def run(main: click.Group, arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Tracebacks only for bugs and with --debug."""
    for stream in (sys.stdout, sys.stderr):
        # A GBK console cannot show every character: better an escape than a crash in the middle of a table.
        cast(Any, stream).reconfigure(errors="backslashreplace")
    shell = Shell()
    try:
        code = main.main(arguments, prog_name="corpusdoc", obj=shell, standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except BrokenPipeError:
        return _closed_pipe()
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"corpusdoc: {shell.say('interrupted; what was committed stays')}", err=True)
        return 130
    except click.ClickException as error:
        _complain(shell, error.format_message())
        return 2
    except CorpusdocError as error:
        if shell.debug:
            raise
        _complain(shell, shell.say(error.template, **error.values))
        if isinstance(error, QueryError):
            _point_at(error)
        return error.exit_code


def _complain(shell: Shell, text: str) -> None:
    click.echo(f"corpusdoc: {text}", err=True)


def _point_at(error: QueryError) -> None:
    # A caret under the place, in columns: Han characters take two.
    from corpusdoc.export.width import display_width

    if "\n" not in error.query and len(error.query) < 200:
        click.echo(f"  {error.query}\n  {' ' * display_width(error.query[: error.position])}^", err=True)


def _closed_pipe() -> Literal[0]:
    # `| head` has read enough. Python would complain at exit when it flushes what nobody reads.
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def output_options(default: str | None = None) -> Callable[[Any], Any]:
    """-f/--format and -o/--output for commands that print rows."""
    from corpusdoc.export import FORMATS

    def decorate(function: Any) -> Any:
        function = click.option("-o", "--output", type=click.Path(), default="-", help="File to write; - is standard output.")(function)
        return click.option("-f", "--format", "format_", type=click.Choice(sorted(FORMATS)), default=default, help="Output format; by default from the file's name, a table on a terminal, JSON lines in a pipe.")(function)

    return decorate
