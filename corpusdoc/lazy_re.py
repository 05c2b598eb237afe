"""The standard `re`, but patterns are compiled when they are first asked: `from corpusdoc import lazy_re as re`.

The rules hold some 1,300 patterns, of which a short report asks 400 and the process that starts workers none: all of
them take .9 s. For patterns of ours: a user's has to be checked where it is read, which `re` itself does.
"""

from __future__ import annotations

import re
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    I,
    M,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, cast

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "I",
    "M",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


class _Uncompiled:
    """Stands for a pattern; once it was asked, the pattern's own methods are its attributes, so that it is as quick."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Only asked for what is not there yet.
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__ |= {each: getattr(compiled, each) for each in _ATTRIBUTES}
        return getattr(compiled, name)


_ATTRIBUTES = tuple(name for name in dir(re.compile("")) if not name.startswith("_") and name != "pattern")


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """A pattern as `re.compile` gives it, that raises for what is none only when it is asked."""
    return cast(Pattern[AnyStr], _Uncompiled(pattern, flags))
