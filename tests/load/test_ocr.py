"""Text recognition: what is asked of tesseract, played by a script, and what becomes of its answer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from corpusdoc.config import Limits
from corpusdoc.errors import SourceError
from corpusdoc.load import load_bytes, ocr
from corpusdoc.load.content import ReadingError

PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a program of that name first on the path; it does what the given lines of shell say."""

    def install(lines: str, languages: str = "chi_sim chi_tra eng") -> Path:
        listed = "\\n".join(languages.split())
        path = tmp_path / "tesseract"
        path.write_text(
            f'#!/bin/sh\nif [ "$1" = --list-langs ]; then printf "List:\\n{listed}\\n"; exit 0; fi\n{lines}\n'
        )
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        ocr._languages.cache_clear()
        return tmp_path

    yield install
    ocr._languages.cache_clear()


HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
WORDS = [
    (1, 1, 96, "供水"),
    (1, 1, 91, "公司"),
    (1, 2, 95, "annual"),
    (1, 2, 95, "report"),
    (2, 1, 12, "污渍"),
    (2, 1, 88, "漏损率"),
]
TABLE = "\\n".join([HEAD] + [f"5\t1\t{b}\t{p}\t1\t1\t0\t0\t9\t9\t{conf}\t{word}" for b, p, conf, word in WORDS])


def test_words_become_paragraphs(tesseract) -> None:
    folder = tesseract(
        f'echo "$@" > {{folder}}/asked; head -c 4 "$1" > {{folder}}/given; printf \'{TABLE}\\n\''.replace(
            "{folder}", '$(dirname "$0")'
        ),
        languages="chi_sim",
    )
    document = load_bytes(PNG, "扫描.png")
    assert document.text == "供水公司\nannual report\n漏损率"
    assert document.media_type == "image/png"
    asked = (folder / "asked").read_text().split()
    assert asked[1:] == ["stdout", "-l", "chi_sim", "--dpi", "300", "tsv"]
    assert (folder / "given").read_bytes() == PNG[:4]


def test_the_surer_script_reads_the_rest(tesseract) -> None:
    table = TABLE.replace("供水", "$4").replace(
        "\\n5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t12", "\\n5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t$sure"
    )
    tesseract(f'[ "$4" = chi_tra ] && sure=90 || sure=1; printf "{table}\\n"; echo "$4" >> "$(dirname "$0")/asked"')
    recognise = ocr.recogniser(Limits())
    assert recognise is not None
    assert [recognise(PNG)[0] for _ in range(2)] == ["chi_tra公司", "chi_tra公司"]
    assert (Path(os.environ["PATH"].split(os.pathsep)[0]) / "asked").read_text().split() == [
        "chi_sim",
        "chi_tra",
        "chi_tra",
    ]


def test_what_is_no_picture_is_damaged(tesseract) -> None:
    tesseract("echo cannot read image >&2; exit 1")
    with pytest.raises(SourceError) as caught:
        load_bytes(PNG, "a.png")
    assert caught.value.reason == "damaged"
    assert "cannot read image" in str(caught.value)


def test_time_ends_recognition(tesseract) -> None:
    tesseract("exec sleep 30")
    recognise = ocr.recogniser(Limits(ocr_seconds=1.5))
    assert recognise is not None
    with pytest.raises(ReadingError) as caught:
        recognise(PNG)
    assert caught.value.reason == "needs_ocr"


@pytest.mark.parametrize("case", ["off", "no Chinese", "nowhere"])
def test_without_recognition_pictures_need_it(
    tesseract, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, case: str
) -> None:
    tesseract("exit 0", languages="eng" if case == "no Chinese" else "chi_sim")
    if case == "nowhere":
        monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(SourceError) as caught:
        load_bytes(PNG, "a.png", Limits(ocr_seconds=0.0 if case == "off" else 40.0))
    assert caught.value.reason == "needs_ocr"
