"""Text recognition by the system's tesseract: pictures of text into paragraphs."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from time import monotonic

from corpusdoc.config import Limits
from corpusdoc.load.content import ReadingError
from corpusdoc.load.lines import joined

PROGRAM = "tesseract"
# Both at once read either worse than its own does. They read Latin letters, too.
LANGUAGES = ("chi_sim", "chi_tra")
TOO_LARGE = "Image too large"  # what it says of pictures over 32,767 pixels a side
DPI = 300  # always stated: pictures that do not say are taken for 70
CLEAR = 88.0  # per cent of certainty on the average: below it the other script is tried
SURE = 30.0  # words that it is less sure of than so many per cent are stains
SECONDS = 60  # for one page, at most
PICTURES = ("image/png", "image/jpeg", "image/tiff", "image/gif", "image/webp", "image/bmp")

Recognise = Callable[[bytes], list[str]]
Row = Mapping[str, str]


def recogniser(limits: Limits) -> Recognise | None:
    """What reads the paragraphs of a picture within the time that is left; None without tesseract or where it is off.

    It raises ReadingError ("needs_ocr") when time is up and ("damaged") for what is no picture.
    """
    program = shutil.which(PROGRAM) if limits.ocr_seconds > 0 else None
    languages = _languages(program) if program else ()
    if not program or not languages:
        return None
    return _Recogniser(program, languages, monotonic() + limits.ocr_seconds)


class _Recogniser:
    """Reads the pictures of one source, all in the script that its first one is in."""

    def __init__(self, program: str, languages: tuple[str, ...], until: float) -> None:
        self._program, self._languages, self._until = program, languages, until

    def __call__(self, picture: bytes) -> list[str]:
        best: list[Row] = []
        for language in self._languages:
            left = self._until - monotonic()
            if left <= 1:
                raise ReadingError("needs_ocr", "time is up")
            words = _words(_run(self._program, language, picture, min(left, SECONDS)))
            if _certainty(words) > _certainty(best):
                best, found = words, language
            if _certainty(best) >= CLEAR:
                break
        if best:
            self._languages = (found,)
        return list(_paragraphs(best))


@cache
def _languages(program: str) -> tuple[str, ...]:
    """The languages that are installed, of those that reports are in."""
    try:
        done = subprocess.run(  # noqa: S603  # its full path, no shell
            [program, "--list-langs"], capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    listed = done.stdout.decode("utf-8", "replace").split()
    return tuple(language for language in LANGUAGES if language in listed)


def _run(program: str, language: str, picture: bytes, seconds: float) -> str:
    """Tesseract's table of words. It gets the picture under a name of ours: none that a user chose."""
    with tempfile.TemporaryDirectory(prefix="corpusdoc-") as folder:
        path = os.path.join(folder, "page")  # noqa: PTH118  # a plain string for the command line
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(picture)
        command = [program, path, "stdout", "-l", language, "--dpi", str(DPI), "tsv"]
        try:
            # One thread each: the workers are as many as there are cores.
            done = subprocess.run(  # noqa: S603  # its full path, no shell
                command,
                capture_output=True,
                timeout=seconds,
                check=False,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise ReadingError("needs_ocr", "time is up") from error
        except OSError as error:
            raise ReadingError("needs_ocr", str(error)) from error
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip()[-200:]
        raise ReadingError("too_big" if TOO_LARGE in complaint else "damaged", complaint)
    return done.stdout.decode("utf-8", "replace")


def _words(table: str) -> list[Row]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row for row in rows if row.get("level") == "5" and (row.get("text") or "").strip()]


def _certainty(words: Sequence[Row]) -> float:
    return sum(map(_sure, words)) / len(words) if words else -1.0


def _sure(row: Row) -> float:
    try:
        return float(row.get("conf") or 0)
    except ValueError:
        return 0.0


def _paragraphs(words: Sequence[Row]) -> Iterator[str]:
    """The words of each paragraph as one line of text, without stains."""
    sure = (row for row in words if _sure(row) >= SURE)
    for _, group in groupby(sure, key=lambda row: (row["block_num"], row["par_num"])):
        yield joined(row["text"] for row in group)
