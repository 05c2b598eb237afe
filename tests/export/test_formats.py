"""Every format is read back with a reader of its own."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from corpusdoc.errors import UsageError
from corpusdoc.export import BINARY, FORMATS, ExportOptions, find_format
from corpusdoc.export.cells import SAMPLE
from corpusdoc.export.parquet import GROUP

COLUMNS = ["机构", "指标", "值", "引文"]
ROWS = [
    {"机构": "**公司", "指标": "满意率", "值": Decimal("99.20"), "引文": "达到“99.2%”,😀👍🏽"},
    {"机构": "江东水务", "指标": "成本", "值": -3, "引文": None},
    {"机构": '甲"乙|丙', "指标": "收入", "值": Decimal("7673800000"), "引文": "第一行\n第二行\t后"},
    {"机构": "=HYPERLINK(1)", "指标": ["一", "二"], "值": 0.5, "引文": {"起": 1}},
]


def written(name: str, rows: list[dict[str, object]], columns: list[str] = COLUMNS, **options: object) -> bytes:
    stream = io.BytesIO()
    count = find_format(name)(iter(rows), columns, stream, ExportOptions(**options))  # type: ignore[arg-type]
    assert count == len(rows)
    assert not stream.closed
    return stream.getvalue()


def read_separated(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter, strict=True))


def read_sheets(data: bytes) -> list[list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(data))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def split_pipes(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line)[1:-1]
    return [re.sub(r"\\(.)", r"\1", cell.strip()) for cell in cells]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_no_rows(name: str) -> None:
    header = written(name, [])
    if name in BINARY:
        assert header
    if name == "xlsx":
        assert read_sheets(header) == [[tuple(COLUMNS)]]
    elif name in ("json", "jsonl"):
        assert header == (b"[]\n" if name == "json" else b"")
    elif name not in BINARY:
        assert "机构" in header.decode()


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"docm.*csv.*xlsx"):
        find_format("docm")


# ---------------------------------------------------------------------------------------------------- separated


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_separated_values_are_read_back(name: str, delimiter: str) -> None:
    assert read_separated(written(name, ROWS), delimiter) == [
        COLUMNS,
        ["**公司", "满意率", "99.20", "达到“99.2%”,😀👍🏽"],
        ["江东水务", "成本", "-3", ""],
        ['甲"乙|丙', "收入", "7673800000", "第一行\n第二行\t后"],
        ["'=HYPERLINK(1)", '["一", "二"]', "0.5", '{"起": 1}'],
    ]


def test_a_sign_alone_is_no_formula() -> None:
    rows = [{"bound": "="}, {"bound": "=1"}, {"bound": ">="}]
    assert read_separated(written("csv", rows, ["bound"]), ",") == [["bound"], ["="], ["'=1"], [">="]]


def test_lines_end_as_rfc_4180_says_and_there_is_no_mark_unasked() -> None:
    assert written("csv", [{"a": 1, "b": "x,y"}], ["a", "b"]) == b'a,b\r\n1,"x,y"\r\n'


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_excel_gets_its_byte_order_mark(name: str) -> None:
    data = written(name, ROWS, bom=True)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data[3:] == written(name, ROWS)


INJECTIONS = [
    # cell                    in the file
    ("=1+1", "'=1+1"),
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("\n=1", "'\n=1"),
    ("＝1+1", "'＝1+1"),
    ("＋1+1", "'＋1+1"),
    ("－乙方", "'－乙方"),
    ("＠甲", "'＠甲"),
    ("--本刊记者", "'--本刊记者"),
    # figures and plain text stay
    ("-3.2%", "-3.2%"),
    ("+1,000", "+1,000"),
    ("-1e5", "-1e5"),
    ("－5", "－5"),
    ("3=3", "3=3"),
    ("“=1”", "“=1”"),
]


@pytest.mark.parametrize(("text", "expected"), INJECTIONS)
def test_cells_that_a_spreadsheet_would_run_are_made_harmless(text: str, expected: str) -> None:
    assert read_separated(written("csv", [{"a": text, "b": 0}], ["a", "b"]))[1][0] == expected
    assert read_separated(written("csv", [{"a": text, "b": 0}], ["a", "b"], raw=True))[1][0] == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
@settings(max_examples=50, deadline=None)
def test_any_text_comes_back_from_separated_values(texts: list[str]) -> None:
    rows: list[dict[str, object]] = [{"a": text, "b": "末"} for text in texts]
    for name, delimiter in [("csv", ","), ("tsv", "\t")]:
        lines = read_separated(written(name, rows, ["a", "b"], raw=True), delimiter)
        assert lines == [["a", "b"], *([text, "末"] for text in texts)]


# ---------------------------------------------------------------------------------------------------------- json


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


def test_json_is_one_array_with_chinese_as_it_is() -> None:
    data = written("json", ROWS)
    assert "江东水务" in data.decode()
    assert json.loads(data, parse_float=Decimal) == [
        {column: (Decimal("0.5") if row[column] == 0.5 else row[column]) for column in COLUMNS} for row in ROWS
    ]


def test_json_lines_are_rows() -> None:
    lines = written("jsonl", ROWS).decode().splitlines()
    assert [json.loads(line)["机构"] for line in lines] == [row["机构"] for row in ROWS]


def test_decimals_keep_every_digit_in_json() -> None:
    rows = [{"v": Decimal("7673800000")}, {"v": Decimal("1.10")}, {"v": Decimal("1E+9")}, {"v": Decimal("1E+999999")}]
    assert written("jsonl", rows, ["v"]).splitlines() == [
        b'{"v": 7673800000}',
        b'{"v": 1.10}',
        b'{"v": 1000000000}',
        b'{"v": 1E+999999}',
    ]


def test_json_is_strict() -> None:
    rows = [{"v": float("nan")}, {"v": Decimal("Infinity")}, {"v": [float("-inf"), "a\udcffb"]}, {}]
    found = json.loads(written("json", rows, ["v"]), parse_constant=refuse)
    assert found == [{"v": None}, {"v": None}, {"v": [None, "a\ufffdb"]}, {"v": None}]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(st.fixed_dictionaries({"a": VALUES, "b": st.text(st.characters(exclude_categories=["Cs"]))}), max_size=5)
)
@settings(max_examples=50, deadline=None)
def test_any_row_comes_back_from_json(rows: list[dict[str, object]]) -> None:
    assert json.loads(written("json", rows, ["a", "b"]), parse_constant=refuse) == rows
    # str.splitlines would also cut at U+2028, which may stand in JSON.
    lines = written("jsonl", rows, ["a", "b"]).split(b"\n")
    assert [json.loads(line, parse_constant=refuse) for line in lines if line] == rows


# ---------------------------------------------------------------------------------------------------------- xlsx


def test_workbook_is_read_back_with_types() -> None:
    [(header, *lines)] = read_sheets(written("xlsx", ROWS, title="指标"))
    assert list(header) == COLUMNS
    assert lines == [
        ("**公司", "满意率", 99.2, "达到“99.2%”,😀👍🏽"),
        ("江东水务", "成本", -3, None),
        ('甲"乙|丙', "收入", 7673800000, "第一行\n第二行\t后"),
        ("=HYPERLINK(1)", '["一", "二"]', 0.5, '{"起": 1}'),
    ]


def test_no_string_becomes_a_formula_or_link() -> None:
    texts = [text for text, _ in INJECTIONS] + ["https://example.org", "0012"]
    sheet = load_workbook(io.BytesIO(written("xlsx", [{"a": text} for text in texts], ["a"]))).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert [cell.value for cell in cells] == [text.replace("\r", "\n") for text in texts]
    assert not any(cell.hyperlink for cell in cells)


def test_sheet_is_ready_to_work_with() -> None:
    sheet = load_workbook(io.BytesIO(written("xlsx", ROWS, title="指标[2017]:*"))).active
    assert sheet.title == "指标 2017"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D5"
    widths = {letter: sheet.column_dimensions[letter].width for letter in "AD"}
    assert 15 <= widths["A"] < widths["D"] <= 61


def test_rows_beyond_a_full_sheet_go_to_the_next() -> None:
    data = written("xlsx", [{"n": n} for n in range(7)], ["n"], title="表" * 40, sheet_rows=4)
    sheets = read_sheets(data)
    assert [[row[0] for row in sheet] for sheet in sheets] == [["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6]]
    book = load_workbook(io.BytesIO(data))
    assert [len(name) for name in book.sheetnames] == [31, 31, 31]
    assert [sheet.auto_filter.ref for sheet in book.worksheets] == ["A1:A4", "A1:A4", "A1:A2"]


FIGURES = [
    # written                        read back
    (10**15 - 1, 10**15 - 1),
    (12345678901234567890, "12345678901234567890"),
    (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
    (Decimal("1E+9"), 10**9),
    (Decimal("1E+400"), "1E+400"),
    (0.1 + 0.2, pytest.approx(0.3)),
    (float("nan"), None),
    (True, True),
]


@pytest.mark.parametrize(("value", "expected"), FIGURES)
def test_figures_keep_their_digits_in_a_workbook(value: object, expected: object) -> None:
    [[_, row]] = read_sheets(written("xlsx", [{"v": value, "末": "x"}], ["v", "末"]))
    assert row[0] == expected


ODD_TEXTS = [
    # cell                   read back
    ("响铃\x07\x1b[31m", "响铃\ufffd\ufffd[31m"),
    ("a\ufffeb\uffffc", "a\ufffdb\ufffdc"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("<r><t>粗</t></r>", "<r><t>粗</t></r> "),
    ("<r></boom></r>", "<r></boom></r> "),
    ("  两边空格  ", "  两边空格  "),
    ("半\udc80字", "半\ufffd字"),
    ("&<>\"'", "&<>\"'"),
    ("中" * 32_768, "中" * 32_766 + "…"),
    ("😀" * 16_384, "😀" * 16_383 + "…"),
]


@pytest.mark.parametrize(("text", "expected"), ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_no_text_breaks_a_workbook(text: str, expected: str) -> None:
    [[_, row]] = read_sheets(written("xlsx", [{"a": text, "末": "x"}], ["a", "末"]))
    assert row == (expected, "x")


def test_an_error_among_the_rows_leaves_nothing_half_written() -> None:
    def rows() -> Iterator[dict[str, object]]:
        yield {"a": 1}
        raise KeyError("lost")

    stream = io.BytesIO()
    with pytest.raises(KeyError, match="lost"):
        find_format("xlsx")(rows(), ["a"], stream, ExportOptions())
    assert stream.getvalue() == b""


# ------------------------------------------------------------------------------------------------------ markdown


def test_markdown_is_read_back() -> None:
    title, _, header, rule, *lines = written("md", ROWS, title="**公司").decode().splitlines()
    assert title == r"## \*\*公司"
    assert split_pipes(header) == COLUMNS
    assert split_pipes(rule) == ["---", "---", "---:", "---"]
    assert split_pipes(lines[0])[0] == "**公司"
    assert split_pipes(lines[2]) == ['甲"乙|丙', "收入", "7673800000", "第一行<br>第二行 后"]
    assert split_pipes(written("md", [{"a": "<b>粗</b>"}], ["a"]).decode().splitlines()[2]) == ["<b>粗</b>"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"])), min_size=1))
@settings(max_examples=50, deadline=None)
def test_any_visible_text_comes_back_from_markdown(texts: list[str]) -> None:
    rows: list[dict[str, object]] = [{"a": text, "b": "末"} for text in texts]
    lines = written("md", rows, ["a", "b"]).decode().split("\n")[2:-1]
    assert len(lines) == len(texts)
    for line, text in zip(lines, texts, strict=True):
        # An escaped backslash in front of a pipe would fool the splitting above, so unescape in one walk.
        assert re.fullmatch(r"\| (?P<a>(?:\\.|[^\\|])*) \| 末 \|", line)
        assert re.sub(r"\\(.)", r"\1", line)[2:-6] == text


# -------------------------------------------------------------------------------------------------------- stream


class CountedRow(dict[str, object]):
    """A row that knows how many of its kind are alive."""

    alive = most = made = 0

    def __init__(self, number: int) -> None:
        super().__init__({"n": number, "引文": "二〇一七年十一月"})
        CountedRow.made += 1
        CountedRow.alive += 1
        CountedRow.most = max(CountedRow.most, CountedRow.alive)

    def __del__(self) -> None:
        CountedRow.alive -= 1


class Pipe(io.BytesIO):
    """Forgets what it is given; remembers how many rows had been asked for at the first bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows_before: int | None = None

    def write(self, data: object) -> int:
        if self.rows_before is None:
            self.rows_before = CountedRow.made
        return len(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("total", [2_000, pytest.param(50_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("dta", "sav")])
def test_rows_do_not_pile_up(name: str, total: int) -> None:
    CountedRow.alive = CountedRow.most = CountedRow.made = 0
    pipe = Pipe()
    rows = (CountedRow(number) for number in range(total))
    assert find_format(name)(rows, ["n", "引文"], pipe, ExportOptions(width=80)) == CountedRow.made == total
    assert CountedRow.most <= (SAMPLE + 2 * GROUP if name == "parquet" else SAMPLE) + 2
    if name not in BINARY:  # its bytes come at the end: until then the rows are on disk
        assert pipe.rows_before is not None
        assert pipe.rows_before <= SAMPLE


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in BINARY])
def test_a_closed_pipe_is_the_callers_to_handle(name: str) -> None:
    class Closed(io.BytesIO):
        def write(self, data: object) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        find_format(name)(iter(ROWS), COLUMNS, Closed(), ExportOptions())
