"""What the user reads, in Chinese and English.

The English text stands where it is said and is the key; messages.toml has the Chinese one. A test holds that every
text in the code has its row.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]


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
    return translate(template, language).format(**values)


@cache
def _chinese() -> dict[str, str]:
    return tomllib.loads(files("corpusdoc").joinpath("messages.toml").read_text(encoding="utf-8"))
