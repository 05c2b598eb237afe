"""What click says of a wrong command line, in the user's language."""

from __future__ import annotations

import re

import click

from corpusdoc.messages import Language, say

# As click says it; a value is whatever stands in its place.
TEMPLATES = (
    "No such command {name}. (Did you mean one of: {near}?)",
    "No such command {name}. Did you mean {near}?",
    "No such command {name}.",
    "No such option {name}. (Did you mean one of: {near}?)",
    "No such option {name}. Did you mean {near}?",
    "No such option {name}.",
    "Missing argument {name}.",
    "Missing option {name}.",
    "Missing parameter: {name}",
    "Option {name} requires an argument.",
    "Got unexpected extra argument ({names})",
    "Got unexpected extra arguments ({names})",
    "Invalid value for {name}: {reason}",
    "{value} is not one of {known}.",
    "{value} is not a valid integer.",
    "{value} is not a valid integer range.",
    "{value} is not a valid float.",
    "{value} is not a valid float range.",
    "{value} is not in the range {range}.",
    "Directory {path} does not exist.",
    "File {path} does not exist.",
    "Path {path} does not exist.",
    "{path}: No such file or directory",
)


def told(error: click.ClickException, language: Language) -> str:
    """The message of an error that click raised; click's own words where it says something else."""
    return _told(error.format_message(), language)


def _told(message: str, language: Language) -> str:
    if language == "en":
        return message
    for template in TEMPLATES:
        if found := re.fullmatch(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(template)), message, re.DOTALL):
            values = {name: _told(value, language) for name, value in found.groupdict().items()}
            return say(template, language, **values)
    return message
