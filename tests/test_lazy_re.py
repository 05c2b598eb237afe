"""Patterns that are compiled when they are first asked: the same answers, and none compiled before."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from corpusdoc import lazy_re

TEXT = "全年供水1300万吨，比上年多100万吨"


@pytest.mark.parametrize("ask", ["search", "match", "fullmatch", "findall", "split"])
@pytest.mark.parametrize("pattern", [r"\d+", "供水", "(?P<n>[0-9]+)万", ".*"])
def test_it_answers_as_re_does(pattern: str, ask: str) -> None:
    lazy, eager = lazy_re.compile(pattern), re.compile(pattern)
    for _ in range(2):
        answers = [getattr(each, ask)(TEXT) for each in (lazy, eager)]
        assert repr(answers[0]) == repr(answers[1])
    assert (lazy.pattern, lazy.groups, lazy.groupindex) == (eager.pattern, eager.groups, eager.groupindex)
    assert lazy.sub("", TEXT) == eager.sub("", TEXT)
    assert [found.span() for found in lazy.finditer(TEXT, 3, 9)] == [
        found.span() for found in eager.finditer(TEXT, 3, 9)
    ]


def test_bytes_and_flags() -> None:
    assert lazy_re.compile(b"a.b", lazy_re.IGNORECASE | lazy_re.DOTALL).findall(b"A\nB") == [b"A\nB"]


def test_a_wrong_pattern_is_wrong_when_asked() -> None:
    wrong = lazy_re.compile("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_rules_compile_nothing_when_they_are_imported() -> None:
    """Every process that starts workers would pay .4 s for it, and each of them again."""
    code = (
        "import re\n"
        "import email, tarfile, zipfile, tomllib, csv, logging, tempfile, lxml.etree  # compile their own\n"
        "real, asked = re.compile, []\n"
        "re.compile = lambda *args: asked.append(args) or real(*args)\n"
        "import corpusdoc.pipeline\n"
        "print(len(asked))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 20, "in rooms that read documents: from corpusdoc import lazy_re as re"
