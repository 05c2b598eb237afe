"""What a terminal shows."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusdoc.export import ExportOptions, find_format
from corpusdoc.export.table import rounded
from corpusdoc.export.width import cut, display_width, pad

WIDTHS = [
    ("", 0),
    ("abc", 3),
    ("首问负责制", 10),
    ("，。（）", 8),
    ("“”—…", 4),  # ambiguous ones
    ("ＡＢ", 4),
    ("ｱｲ", 2),
    ("é", 1),
    ("e\u0301", 1),
    ("zé", 2),
    ("😀", 2),
    ("☎\ufe0f", 1),
    ("a\u200bb", 2),
    ("한국", 4),
]


@pytest.mark.parametrize(("text", "width"), WIDTHS)
def test_width_is_what_a_terminal_draws(text: str, width: int) -> None:
    assert display_width(text) == width


CUTS = [
    # text          width  shown
    ("首问负责制", 10, "首问负责制"),
    ("首问负责制", 9, "首问负责…"),
    ("首问负责制", 8, "首问负…"),
    ("abcdef", 4, "abc…"),
    ("a首问", 4, "a首…"),
    ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ("首", 1, "…"),
]


@pytest.mark.parametrize(("text", "width", "shown"), CUTS)
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(st.text(), st.integers(1, 20))
@settings(max_examples=100, deadline=None)
def test_cut_text_fits_and_padded_text_fills(text: str, width: int) -> None:
    shown = cut(text, width)
    assert display_width(shown) <= width
    assert display_width(pad(shown, width)) == width
    assert pad(shown, width, right=True).endswith(shown)


def table(rows: list[dict[str, object]], columns: list[str], **options: object) -> list[str]:
    stream = io.BytesIO()
    settings = ExportOptions(**options)  # type: ignore[arg-type]
    assert find_format("table")(iter(rows), columns, stream, settings) == len(rows)
    return stream.getvalue().decode(settings.encoding).split("\n")[:-1]


def test_columns_line_up_and_figures_stand_right() -> None:
    rows = [
        {"机构": "江东水务", "值": Decimal("99.5"), "单位": "%"},
        {"机构": "XX", "值": -12345, "单位": "元"},
        {"机构": None, "值": None, "单位": None},
    ]
    assert table(rows, ["机构", "值", "单位"]) == [
        "机构          值  单位",
        "--------  ------  ----",
        "江东水务    99.5  %",
        "XX        -12345  元",
        "",
    ]


def test_text_is_cut_to_the_terminal_and_figures_are_not() -> None:
    rows = [{"引文": "二〇一七年十一月被表彰为文明单位", "值": 7673800000, "机构": "江东水务"}]
    lines = table(rows, ["引文", "值", "机构"], width=30)
    assert lines[2] == "二〇一…   7673800000  江东水务"
    assert all(display_width(line) <= 30 for line in lines)


def test_a_narrow_terminal_still_shows_something_of_each_column() -> None:
    lines = table([{"甲": "一二三四", "乙": "五六七八", "丙": 1}], ["甲", "乙", "丙"], width=5)
    assert lines[2] == "一…  五…   1"


def test_later_rows_are_cut_to_the_widths_of_the_first() -> None:
    rows: list[dict[str, object]] = [{"a": "短", "b": "末"} for _ in range(200)]
    lines = table([*rows, {"a": "很长很长", "b": "末"}], ["a", "b"], width=80)
    assert lines[-1] == "…   末"
    assert table([*rows, {"a": "很长很长", "b": "末"}], ["a", "b"])[-1] == "很长很长  末"


def test_nothing_in_a_cell_moves_the_cursor() -> None:
    [_, _, line] = table([{"a": "红\x1b[31m\r\n行\t尾\u202e倒\x9b\u2028", "b": "末"}], ["a", "b"])
    assert line == "红 [31m  行 尾 倒    末"


def test_a_terminal_of_another_encoding_gets_what_it_has() -> None:
    assert table([{"机构": "江东😀"}], ["机构"], encoding="gbk")[2] == "江东?"


def test_lists_and_thirds_are_shown_as_one_reads_them() -> None:
    rows = [{"parts": ["一", "二"], "value": 2 / 3}, {"parts": [], "value": 14260000000.5}]
    assert table(rows, ["parts", "value"]) == [
        "parts            value",
        "-------  -------------",
        "一 · 二       0.666667",
        "         14260000000.5",
    ]


def test_numbers_are_rounded_to_what_one_reads_and_counts_are_kept() -> None:
    assert [rounded(value) for value in (1 / 3, 0.25, 14260000000.5, 12345678901234567890)] == [
        0.333333,
        0.25,
        14260000000.5,
        12345678901234567890,
    ]
