from __future__ import annotations

import io

import pytest

from corpusdoc.errors import SourceError
from corpusdoc.load import load_bytes
from corpusdoc.model import Hints, RawDocument
from tests.load.files import pdf

FULL = "本年度供水公司完成管网改造并把漏损率控制在较低水平全体职工为此"  # 31 characters: 70 to 442 points
REST = "付出了努力。"


def texts(document: RawDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


def test_lines_are_joined_into_paragraphs() -> None:
    lines = [
        (94.0, 700.0, 12.0, FULL[2:]),
        (70.0, 680.0, 12.0, FULL),
        (70.0, 660.0, 12.0, REST),
        (94.0, 640.0, 12.0, FULL[2:]),
    ]
    document = load_bytes(pdf([lines]), "a.pdf")
    assert texts(document) == [("paragraph", FULL[2:] + FULL + REST), ("paragraph", FULL[2:])]
    assert (document.media_type, document.page_starts) == ("application/pdf", (0,))


def test_larger_lines_are_headings_and_rows_a_table() -> None:
    lines = [(70.0, 760.0, 22.0, "年度报告"), (70.0, 720.0, 12.0, FULL)]
    for y, cells in ((690.0, ("指标", "今年", "去年")), (670.0, ("水量", "１２", "１０"))):
        lines += [(70.0 + 120 * at, y, 12.0, cell) for at, cell in enumerate(cells)]
    assert texts(load_bytes(pdf([lines]), "a.pdf")) == [
        ("heading", "年度报告"),
        ("paragraph", FULL),
        ("table", "指标\t今年\t去年\n水量\t１２\t１０"),
    ]


def test_pages_join_across_running_lines_and_say_where_they_begin() -> None:
    pages = [
        [(70.0, 800.0, 10.0, "供水公司年报"), (70.0, 700.0, 12.0, line), (70.0, 40.0, 10.0, f"第 {n} 页")]
        for n, line in ((1, FULL), (2, REST))
    ]
    document = load_bytes(pdf(pages), "a.pdf")
    assert document.text == f"供水公司年报\n{FULL}{REST}"
    assert [document.text[start:][:3] for start in document.page_starts] == ["供水公", "付出了"]
    assert [block.page for block in document.blocks] == [1, 1]


def test_blank_pages_have_a_place() -> None:
    line = (70.0, 700.0, 12.0, REST)
    assert load_bytes(pdf([[], [line], [], [line]]), "a.pdf").page_starts == (0, 0, 7, 7)


def test_properties_are_hints() -> None:
    data = pdf([[(70, 700, 12, REST)]], "/Title(Water)/Author(Works)/CreationDate(D:20160308120000)")
    assert load_bytes(data, "a.pdf").hints == Hints("Water", "2016-03-08", "Works")


def test_a_broken_property_is_no_hint() -> None:
    data = pdf([[(70, 700, 12, REST)]], "/Title<FEFFD800>/Author(Works)")
    assert load_bytes(data, "a.pdf").hints == Hints(author="Works")


def test_a_password_is_asked_for() -> None:
    # Standard security handler (ISO 32000-1, 7.6.3) with keys that no empty password fits.
    key = "<" + "41" * 32 + ">"
    data = pdf([[(70, 700, 12, REST)]])
    head, _, tail = data.rpartition(b"trailer<<")
    guard = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O{key}/U{key}/P -4>>"
    with pytest.raises(SourceError) as caught:
        load_bytes(io.BytesIO(head + b"trailer<<" + guard.encode() + tail).getvalue(), "a.pdf")
    assert caught.value.reason == "encrypted"
