"""Names of files in other encodings, as they are shown."""

from __future__ import annotations

import pytest

from corpusdoc.catalogue.rows import storable
from corpusdoc.lexicon.undecoded import readable


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("年报资料/年度报告.txt".encode("gbk"), "年报资料/年度报告.txt"),
        ("臺灣年報.pdf".encode("big5"), "臺灣年報.pdf"),
        ("归档/".encode() + "二〇一八 年报.doc".encode("gb18030"), "归档/二〇一八 年报.doc"),
        ("坏的.pdf".encode("gbk") + "：已损坏".encode(), "坏的.pdf：已损坏"),
        ("年报".encode() + b"\xff.txt", "年报\ufffd.txt"),
        (b"\xff\xff", "\ufffd\ufffd"),
        ("年报.txt".encode(), "年报.txt"),
    ],
)
def test_names_are_shown_as_they_were_written(raw: bytes, shown: str) -> None:
    name = raw.decode("utf-8", "surrogateescape")
    assert readable(name) == readable(storable(name)) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("半\ud840字", "半\ufffd字"), ("\ud840\udc80", "\ufffd\ufffd"), ("a", "a")]
)
def test_halves_of_characters_are_marked(text: str, shown: str) -> None:
    assert readable(text) == shown
