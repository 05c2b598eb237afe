"""What can go wrong, and the exit code it means.

    CorpusdocError                     exit code
    ├── UsageError                     2   wrong option, path or value
    │   ├── QueryError                 2   a query that cannot be read
    │   └── ConfigError                2   corpusdoc.toml, CORPUSDOC_* or an own lexicon row
    ├── MissingError                   4   no workspace, corpus, document or index there
    ├── VersionError                   4   a store that another version wrote
    ├── LockedError                    5   another run is writing
    └── SourceError                    –   a source that cannot be read: becomes a Failure, never ends a batch

A message is an English template with named values; the command line shows it in the user's language
(messages.toml). It says what was wrong, where, and what to do.
"""

from __future__ import annotations

from corpusdoc.model import Reason


class CorpusdocError(Exception):
    """A problem that the user can do something about."""

    exit_code = 1

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class UsageError(CorpusdocError):
    """Wrong option, path or value."""

    exit_code = 2


class QueryError(UsageError):
    """A query that cannot be read; `position` is the code point where reading stopped."""

    def __init__(self, template: str, query: str, position: int, **values: object) -> None:
        super().__init__(template, **values)
        self.query = query
        self.position = position


class ConfigError(UsageError):
    """A setting or an own lexicon row that cannot be used."""


class MissingError(CorpusdocError):
    """No workspace, corpus, document or index where one is needed."""

    exit_code = 4


class VersionError(CorpusdocError):
    """A store that another version of corpusdoc wrote."""

    exit_code = 4


class LockedError(CorpusdocError):
    """Another run is writing to the corpus."""

    exit_code = 5


class SourceError(CorpusdocError):
    """A source that cannot be read, and why; `message` says it without naming the source."""

    def __init__(self, reason: Reason, message: str, source: str) -> None:
        super().__init__("{source}: {message}", source=source, message=message)
        self.reason: Reason = reason
        self.message = message
        self.source = source

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions pickle by what Exception was given, which is the template alone.
        return SourceError, (self.reason, self.message, self.source)
