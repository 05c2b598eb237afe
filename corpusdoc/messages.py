"""What the user reads, in Chinese and English.

The English text stands where it is said and is the key; messages.toml has the Chinese one. A test holds that every
text in the code has its row.
"""

from __future__ import annotations

import json
import os
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from corpusdoc.model import Reason

Language = Literal["zh", "en"]
# What is missing of a source that was read in part, and what to do.
PARTIAL: dict[Reason, str] = {
    "needs_ocr": "some of it is pictures: install tesseract with chi_sim, or run OCR over it first",
    "no_results": "formulas without results: open it in a spreadsheet program and save it",
    "damaged": "some of it is damaged: get the file again",
    "too_big": "some of it is too big: split it, or raise the limits in corpusdoc.toml",
}
# How a catalogue's text begins that is a message in its parts.
_PARTS = '{"say": '


class Message(str):
    """What is said of something now and read later, perhaps by others: English, and able to be said in Chinese.

    Its values are numbers and texts, of which some may be messages, too. A library's own words are a message without
    values.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Message:
        """`template` with the values put in."""
        said = super().__new__(cls, template.format(**values) if values else template)
        said.template, said.values = template, values
        return said

    def __reduce__(self) -> tuple[object, ...]:
        # A string pickles, and is copied, as its characters alone.
        return _message, (self.template, self.values)


def _message(template: str, values: dict[str, object]) -> Message:
    return Message(template, **values)


def told(text: str, language: Language) -> str:
    """A message in the given language; any other text as it is."""
    return say(text.template, language, **text.values) if isinstance(text, Message) else text


def written(text: str) -> str:
    """A message as it is stored, in its parts, so that whoever reads it gets it in their language."""
    return json.dumps(_parts(text), ensure_ascii=False) if isinstance(text, Message) else text


def as_written(stored: str) -> str:
    """The message that `written` was given; what earlier versions stored is a text like any other."""
    try:
        found = _whole(json.loads(stored)) if stored.startswith(_PARTS) else stored
    except (ValueError, LookupError, TypeError):
        return stored
    return found if isinstance(found, str) else stored


def language_of_locale() -> Language:
    """The language that the environment asks for, as POSIX orders the variables; English unless it is Chinese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def translate(text: str, language: Language) -> str:
    """`text` in the given language; itself where it is English or nobody has translated it."""
    return text if language == "en" else _chinese().get(text, text)


def say(template: str, language: Language, **values: object) -> str:
    """A message with its values put in."""
    text = translate(template, language)
    said = {name: told(value, language) if isinstance(value, str) else value for name, value in values.items()}
    return text.format(**said) if said else text


def label(column: str, language: Language) -> str:
    """The heading of a column or the name of a setting; what programs know it by in English."""
    return column if language == "en" else _chinese().get(f"column {column}", column)


def word(value: str, language: Language) -> str:
    """A word of a closed set."""
    return value if language == "en" else _chinese().get(f"value {value}", _chinese().get(value, value))


def _parts(value: object) -> object:
    if not isinstance(value, Message):
        return value
    return {"say": value.template, "with": {name: _parts(each) for name, each in value.values.items()}}


def _whole(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return Message(value["say"], **{name: _whole(each) for name, each in value["with"].items()})


@cache
def _chinese() -> dict[str, str]:
    return tomllib.loads(files("corpusdoc").joinpath("messages.toml").read_text(encoding="utf-8"))
