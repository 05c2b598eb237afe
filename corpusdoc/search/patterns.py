"""Regular expressions over the repaired text: read, narrowed by the engine, tried on each passage within a time limit.

The `regex` module stops where it is told to; the standard library's does not. Han characters of a pattern are folded as
the text is, so that script and width do not matter; case does not either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from time import process_time
from typing import Any

from corpusdoc.errors import QueryError
from corpusdoc.index.grams import HAN
from corpusdoc.model import Regex, Span

SECONDS = 10.0  # CPU time that the passages of one question may take
MARKING = 1.0  # seconds for the places in one passage
LONGEST = 500  # characters of a pattern
AT_ONCE = 500  # passages read

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
# Recursion: a search of two seconds took 600 MB.
_RECURSIVE = re.compile(r"\(\?(?:R|&|P>|[+-]?\d)|\(\?\(DEFINE")
# What changes how the rest is read: no part of it can be relied on.
_MODES = re.compile(r"\(\?[^:=!<>P|]")
_PIECE = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<open>\()|(?P<close>\))|(?P<or>\|)"
    r"|(?P<optional>[?*{])|(?P<more>\+)|(?P<han>[" + HAN + r"])|(?P<other>.)",
    re.DOTALL,
)


def read_regex(pattern: str, question: str, position: int) -> Regex:
    """A pattern as it is looked for, its Han characters folded. Raises QueryError; it stands in `question`."""
    import regex

    if len(pattern) > LONGEST:
        raise QueryError("a regular expression has at most {most} characters", question, position, most=LONGEST)
    if _RECURSIVE.search(pattern):
        raise QueryError("a regular expression here cannot call itself", question, position)
    try:
        fits = _compiled(_folded(pattern)).search("", timeout=MARKING)
    except regex.error as error:
        place = position + 1 + min(error.pos or 0, len(pattern))
        raise QueryError("no regular expression: {error}", question, place, error=error.msg) from error
    except (RecursionError, OverflowError, MemoryError, TimeoutError) as error:
        raise QueryError("this regular expression is too deep", question, position) from error
    if fits:
        raise QueryError("this regular expression holds of any text", question, position)
    return Regex(_folded(pattern))


def required(pattern: str) -> list[str]:
    """Runs of Han characters that stand in every text that a folded pattern fits; none where that is hard to say."""
    if _MODES.search(pattern):
        return []
    runs, depth = [""], 0
    for match in _PIECE.finditer(pattern):
        depth += (match.lastgroup == "open") - (match.lastgroup == "close")
        if match.lastgroup == "or" and not depth:
            return []
        if match.lastgroup == "han" and not depth:
            runs[-1] += match[0]
            continue
        if match.lastgroup == "optional":
            runs[-1] = runs[-1][:-1]
        runs.append("")
    return [run for run in runs if run]


def fitting(
    wanted: Regex, ids: Sequence[int], texts: Callable[[Sequence[int]], Mapping[int, tuple[str, str]]], question: str
) -> frozenset[int]:
    """Which of these passages fit. Raises QueryError where that takes too long."""
    from corpusdoc.normalize import fold

    compiled = _compiled(wanted.pattern)
    end = process_time() + SECONDS
    found = set()
    try:
        for first in range(0, len(ids), AT_ONCE):
            for id, (text, _) in texts(ids[first : first + AT_ONCE]).items():
                if compiled.search(fold(text), timeout=_left(end)):
                    found.add(id)
    except TimeoutError as error:
        raise QueryError(
            "this regular expression takes too long; write Han characters that must stand there, fewer * and +,"
            " or narrow the search with org: or year:",
            question,
            max(0, question.find("/")),
        ) from error
    return frozenset(found)


def places(wanted: Regex, folded: str) -> list[Span]:
    """Where a pattern fits in a folded text; as far as time allows."""
    return list(_spans(_compiled(wanted.pattern), folded))


def _spans(compiled: Any, folded: str) -> Iterator[Span]:
    try:
        for match in compiled.finditer(folded, timeout=MARKING):
            if match.end() > match.start():
                yield Span(match.start(), match.end())
    except TimeoutError:
        return


def _left(end: float) -> float:
    left = end - process_time()
    if left <= 0:
        raise TimeoutError
    return left


@cache
def _compiled(pattern: str) -> Any:
    # 30 ms to import.
    import regex

    return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)


def _folded(pattern: str) -> str:
    from corpusdoc.normalize import fold

    # Not the ASCII ones: \S and \s are not the same. A full-width bracket is a bracket of the text, not of the pattern.
    return _FOREIGN.sub(lambda match: "".join(map(_as_text, fold(match[0]))), pattern)


def _as_text(character: str) -> str:
    return re.escape(character) if character.isascii() else character
