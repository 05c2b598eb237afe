"""Text to words: jieba's dictionary and cut, done by rjieba where it is there, by jieba where it is not."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any

from corpusdoc import lazy_re as re

Cut = Callable[[str], Iterable[str]]

# rjieba keeps 4G-LTE, 3.5.1 and a_b whole where jieba cuts them; split like this, 1 in 119,611 sentences differs.
_LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# No shorter token is split, and most sentences have none: asking them at once takes a tenth of asking each token.
_SPLITS = re.compile(r"[\x00-\x7f]{3}")
_WORDY = re.compile(r"\w")


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, spaces and punctuation included: joined they are the text."""
    tokens = _cutters()[0](text)
    return tuple(tokens if _SPLITS.search(text) is None else _split(tokens))


def search_words(text: str) -> tuple[str, ...]:
    """The words of `text` for an index: long ones also as the shorter ones inside them; nothing but words."""
    return tuple(filter(_WORDY.search, _split(_cutters()[1](text))))


def cutter() -> str:
    """What cuts the words here, with its version: another one may cut elsewhere."""
    # Here, because it takes 0.03 s, with all of email.
    from importlib.metadata import version

    name = _cutters()[2]
    return f"{name} {version(name)}"


def _split(tokens: Iterable[str]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        # A Han word has nothing to split, and most tokens are Han words.
        if len(token) < 3 or not token.isascii():
            found.append(token)
        else:
            found += filter(None, _LATIN.split(token))
    return found


@cache
def _cutters() -> tuple[Cut, Cut, str]:
    # rjieba loads its dictionary in 0.6 s and cuts 12 MB/s; jieba takes 1–2 s and cuts 0.7 MB/s.
    try:
        import rjieba
    except ImportError:
        tokenizer = _slow_tokenizer()
        return tokenizer.cut, tokenizer.cut_for_search, "jieba"
    return rjieba.cut, rjieba.cut_for_search, "rjieba"


def _slow_tokenizer() -> Any:
    # From Python 3.12 on its patterns are warned of where it was not compiled before.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    # jieba loads a cached dictionary unchecked from a folder where everybody can write; a folder of our own has none.
    with TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    return tokenizer
