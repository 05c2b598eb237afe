from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from corpusdoc.errors import SourceError
from corpusdoc.load import load_bytes
from corpusdoc.load.content import ReadingError
from corpusdoc.load.lines import Frame, Line, splits_figure
from corpusdoc.load.reflow import paragraphs
from corpusdoc.model import Hints, RawDocument
from tests.load.files import ofd, pdf

FULL = "本年度供水公司完成管网改造并把漏损率控制在较低水平全体职工为此"  # 31 characters: 70 to 442 points
REST = "付出了努力。"
# Both have pages of texts in places, and are read by the same rules.
Made = Callable[[list[list[tuple[float, float, float, str]]]], bytes]
LAID_OUT = pytest.mark.parametrize("made", [pdf, ofd])
TYPES: dict[Made, str] = {pdf: "application/pdf", ofd: "application/ofd"}


def texts(document: RawDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


@pytest.mark.parametrize(
    ("before", "after", "figure"),
    [
        ("该网建于200", "3年仅用五个月", True),
        ("全年实现利润34.", "38亿元", True),
        ("共计1", "5天", True),
        ("覆盖用户1,", "234户", True),
        ("分别完成于2003", "2004年", False),
        ("the network of 2003", "15 people", False),
        ("见图1", "3个基站", False),
        ("参加人数200", "(含临时工)", False),
    ],
)
def test_a_line_end_inside_a_figure(before: str, after: str, figure: bool) -> None:
    assert splits_figure(before, after) == figure


@LAID_OUT
def test_lines_are_joined_into_paragraphs(made: Made) -> None:
    lines = [
        (94.0, 700.0, 12.0, FULL[2:]),
        (70.0, 680.0, 12.0, FULL),
        (70.0, 660.0, 12.0, REST),
        (94.0, 640.0, 12.0, FULL[2:]),
    ]
    document = load_bytes(made([lines]), "a")
    assert texts(document) == [("paragraph", FULL[2:] + FULL + REST), ("paragraph", FULL[2:])]
    assert (document.media_type, document.page_starts) == (TYPES[made], (0,))


def test_a_line_that_is_squeezed_to_no_width_is_one_of_its_own() -> None:
    full = Line(FULL, 70.0, 442.0, 700.0, 712.0, 12.0, 1)
    squeezed = Line(REST, 300.0, 300.0, 680.0, 700.0, 20.0, 1)
    assert [paragraph.text for paragraph in paragraphs([[full, squeezed]])] == [FULL, REST]


@LAID_OUT
def test_a_table_wider_than_the_text_does_not_make_full_lines_look_short(made: Made) -> None:
    lines = [(70.0, 700.0, 12.0, FULL), (70.0, 680.0, 12.0, REST)]
    for y in (660.0, 640.0, 620.0, 600.0, 580.0):
        lines += [(70.0 + 150 * at, y, 12.0, cell) for at, cell in enumerate(("水量", "12", "10", "1,234,567"))]
    assert texts(load_bytes(made([lines]), "a"))[0] == ("paragraph", FULL + REST)


@LAID_OUT
def test_items_with_a_hanging_indent_are_one_paragraph(made: Made) -> None:
    lines = [
        (70.0, 720.0, 12.0, FULL),
        (70.0, 700.0, 12.0, REST),
        (94.0, 680.0, 12.0, "B、" + FULL[:-4]),
        (118.0, 660.0, 12.0, REST),
        (94.0, 640.0, 12.0, "C、" + FULL[:8] + "。"),
    ]
    assert [text for _, text in texts(load_bytes(made([lines]), "a"))] == [
        FULL + REST,
        "B、" + FULL[:-4] + REST,
        "C、" + FULL[:8] + "。",
    ]


@LAID_OUT
def test_larger_lines_are_headings_and_rows_a_table(made: Made) -> None:
    lines = [(70.0, 760.0, 22.0, "年度报告"), (70.0, 720.0, 12.0, FULL)]
    for y, cells in ((690.0, ("指标", "今年", "去年")), (670.0, ("水量", "１２", "１０"))):
        lines += [(70.0 + 120 * at, y, 12.0, cell) for at, cell in enumerate(cells)]
    assert texts(load_bytes(made([lines]), "a")) == [
        ("heading", "年度报告"),
        ("paragraph", FULL),
        ("table", "指标\t今年\t去年\n水量\t１２\t１０"),
    ]


@LAID_OUT
def test_pages_join_across_running_lines_and_say_where_they_begin(made: Made) -> None:
    pages = [
        [(70.0, 800.0, 10.0, "供水公司年报"), (70.0, 700.0, 12.0, line), (70.0, 40.0, 10.0, f"第 {n} 页")]
        for n, line in ((1, FULL), (2, REST))
    ]
    document = load_bytes(made(pages), "a")
    assert document.text == f"{FULL}{REST}"
    assert [document.text[start:][:3] for start in document.page_starts] == ["本年度", "付出了"]
    assert [block.page for block in document.blocks] == [1]


@LAID_OUT
def test_running_lines_that_change_with_the_chapter_are_gone(made: Made) -> None:
    chapters = ("生产经营", "生产经营", "客户服务", "客户服务", "党的建设")
    pages = [
        [(70.0, 800.0, 10.0, f"供水公司 {chapter}"), (70.0, 700.0, 12.0, chr(0x4E01 + at) + FULL[1:])]
        for at, chapter in enumerate(chapters)
    ]
    text = load_bytes(made(pages), "a").text
    assert "供水公司 " not in text
    assert text.count(FULL[1:]) == 5
    # What begins each page and is said once is its text.
    pages = [
        [(70.0, 800.0, 12.0, f"{chapter}{at}号文件"), (70.0, 700.0, 12.0, FULL)]
        for at, chapter in enumerate("甲乙丙丁")
    ]
    assert load_bytes(made(pages), "a").text.count("号文件") == 4


@LAID_OUT
def test_marks_of_notes_are_no_part_of_figures(made: Made) -> None:
    lines = [
        (70.0, 700.0, 12.0, "用户共九十八万"),
        (154.0, 705.0, 7.0, "1"),
        (158.0, 700.0, 12.0, "户，面积五万平方米"),
        (266.0, 705.0, 7.0, "2"),
        (270.0, 700.0, 12.0, "，三月12日验收"),
    ]
    assert load_bytes(made([lines]), "a").text.replace(" ", "") == "用户共九十八万户，面积五万平方米2，三月12日验收"


@LAID_OUT
def test_notes_at_the_foot_part_no_paragraph(made: Made) -> None:
    pages = [
        [(94.0, 140.0, 12.0, FULL[2:]), (70.0, 120.0, 12.0, FULL), (70.0, 90.0, 9.0, "1 不含参股企业。")],
        [(70.0, 700.0, 12.0, REST), (94.0, 680.0, 12.0, FULL[2:])],
    ]
    document = load_bytes(made(pages), "a")
    assert [text for _, text in texts(document)] == ["1 不含参股企业。", FULL[2:] + FULL + REST, FULL[2:]]
    assert [block.page for block in document.blocks] == [1, 1, 2]
    assert [document.text[start:][:3] for start in document.page_starts] == ["1 不", "付出了"]


def turned(text: str, matrix: str, size: float = 12.0) -> str:
    """Text of a page that is drawn under a matrix, for `pdf`."""
    return f"BT /F1 {size} Tf {matrix} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def test_words_printed_over_the_pages_are_no_text() -> None:
    lines = [(94.0, 700.0, 12.0, FULL[2:]), (70.0, 680.0, 12.0, FULL), (70.0, 660.0, 12.0, REST)]
    over = turned("内部资料", ".7 .7 -.7 .7 150 600", 40.0) + turned("供水公司年报", "0 1 -1 0 30 600")
    document = load_bytes(pdf([lines, lines], drawn_first=over), "a.pdf")
    assert [text for _, text in texts(document)] == [FULL[2:] + FULL + REST] * 2
    # What is said once stands behind the page's text, and parts no paragraph.
    alone = [turned("见附图", "0 1 -1 0 30 600"), ""]
    document = load_bytes(pdf([lines[:2], lines[2:]], drawn_first=alone), "a.pdf")
    assert [text for _, text in texts(document)] == ["见附图", FULL[2:] + FULL + REST]


def test_letters_that_lean_are_upright_lines() -> None:
    drawn = turned(FULL, "1 0 .35 1 70 700") + turned(REST, "1 0 .35 1 70 680")
    assert load_bytes(pdf([[]], drawn_first=drawn), "a.pdf").text == FULL + REST


@pytest.mark.parametrize("matrix", ["0 1 -1 0 {down} {along}", "0 -1 1 0 {up} {back}", "-1 0 0 -1 {back} {down}"])
def test_pages_that_are_printed_sideways_are_turned(matrix: str) -> None:
    drawn = "".join(
        turned(cell, matrix.format(along=100 + 150 * column, back=500 - 150 * column, down=100 + y, up=400 - y))
        for y, cells in ((0, ("指标", "今年", "去年")), (20, ("水量", "１２", "１０")), (40, ("收入", "５０", "４０")))
        for column, cell in enumerate(cells)
    )
    document = load_bytes(pdf([[]], drawn_first=drawn), "a.pdf")
    assert texts(document) == [("table", "指标\t今年\t去年\n水量\t１２\t１０\n收入\t５０\t４０")]


@LAID_OUT
def test_items_beside_a_box_are_no_part_of_it(made: Made) -> None:
    lines = [
        (300.0, 700.0, 12.0, "客户满意率为九十八点六，比上年高"),
        (70.0, 680.0, 12.0, "一、强化供水保障"),
        (70.0, 660.0, 12.0, FULL),
    ]
    assert load_bytes(made([lines]), "a").text.split("\n")[:2] == [
        "客户满意率为九十八点六，比上年高",
        "一、强化供水保障",
    ]


@LAID_OUT
def test_figures_at_the_foot_are_no_page_numbers(made: Made) -> None:
    def page(number: int) -> list[tuple[float, float, float, str]]:
        return [
            (70.0, 700.0, 12.0, FULL),
            (70.0, 70.0, 12.0, "合计"),
            (200.0, 70.0, 12.0, "12"),
            (300.0, 40.0, 10.0, str(number)),
        ]

    text = load_bytes(made([page(number) for number in (7, 8, 9)]), "a").text
    assert text.count("12") == 3
    assert not any(number in text for number in "789")


@LAID_OUT
def test_blank_pages_have_a_place(made: Made) -> None:
    line = (70.0, 700.0, 12.0, REST)
    assert load_bytes(made([[], [line], [], [line]]), "a").page_starts == (0, 0, 7, 7)


@pytest.mark.parametrize("cut", [b"xref\n0", b"trailer", b"10 0 obj"])
def test_what_was_cut_short_is_read_up_to_the_cut(cut: bytes) -> None:
    whole = pdf([[(72, 700, 12, FULL)], [(72, 700, 12, REST)], [(72, 700, 12, REST)]])
    document = load_bytes(whole[: whole.rindex(cut)], "a.pdf")
    assert document.text.startswith(FULL + REST)
    assert document.partial == "damaged"
    with pytest.raises(SourceError) as caught:
        load_bytes(whole[:100], "a.pdf")
    assert caught.value.reason == "damaged"


@LAID_OUT
def test_pages_on_which_nothing_stands_need_no_recognition(made: Made) -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(made([[], []]), "a")
    assert caught.value.reason == "empty"


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


LEFT = [
    "供水公司在这一年里完成了老旧管网",
    "的改造，漏损率比上一年度降低了很",
    "多，窗口服务也有了明显的改善，热",
    "线接通率保持在很高的水平。",
]
RIGHT = [
    "公司党委带领职工走访用户，收集意",
    "见和建议，逐条落实整改措施，得到",
    "了社会各界的好评，连续多年获得行",
    "业内的先进称号。",
]


@pytest.mark.parametrize("order", ["columns", "rows", "reversed"])
@LAID_OUT
def test_columns_are_read_one_after_the_other_whatever_is_drawn_first(made: Made, order: str) -> None:
    left = [(60.0, 700.0 - 20 * at, 12.0, text) for at, text in enumerate(LEFT)]
    right = [(320.0, 700.0 - 20 * at, 12.0, text) for at, text in enumerate(RIGHT)]
    lines = [*left, *right] if order == "columns" else [line for pair in zip(left, right, strict=True) for line in pair]
    title = (200.0, 760.0, 20.0, "供水公司年度报告")
    drawn = [title, *lines]
    document = load_bytes(made([drawn[::-1] if order == "reversed" else drawn]), "a")
    assert texts(document) == [
        ("heading", "供水公司年度报告"),
        ("paragraph", "".join(LEFT)),
        ("paragraph", "".join(RIGHT)),
    ]


def test_rules_make_cells() -> None:
    rules = "".join(f"70 {y} m 430 {y} l S\n" for y in (720, 690, 660, 630))
    rules += "".join(f"{x} 630 m {x} 720 l S\n" for x in (70, 190, 310, 430))
    cells = [("指标", "今年", "去年"), ("供水量", "", "10"), ("售水量（含直", "11", "9")]
    lines = [
        (75.0 + 120 * c, 700.0 - 30 * r, 10.0, text)
        for r, row in enumerate(cells)
        for c, text in enumerate(row)
        if text
    ]
    lines.append((75.0, 633.0, 10.0, "供）"))
    document = load_bytes(pdf([lines], drawn_first=rules), "a.pdf")
    assert texts(document) == [("table", "指标\t今年\t去年\n供水量\t\t10\n售水量（含直供）\t11\t9")]


def test_a_table_that_a_page_broke_below_its_merged_headings() -> None:
    def rules(xs: tuple[int, ...], ys: tuple[int, ...]) -> str:
        level = "".join(f"70 {y} m 520 {y} l S\n" for y in ys)
        return level + "".join(f"{x} {ys[-1]} m {x} {ys[0]} l S\n" for x in xs)

    first = [(80.0, 740.0, 12.0, FULL), (80.0, 100.0, 12.0, "指标"), (180.0, 100.0, 12.0, "2003年")]
    second = [(x, 780.0, 12.0, text) for x, text in ((180.0, "调整后"), (260.0, "调整前"), (340.0, "目标"))]
    second += [(x, 750.0, 12.0, text) for x, text in ((80.0, "水量"), (180.0, "12"), (260.0, "10"), (340.0, "14"))]
    first.append((340.0, 100.0, 12.0, "2004年"))
    drawings = [rules((70, 170, 330, 520), (120, 90)), rules((70, 170, 250, 330, 520), (800, 770, 740))]
    document = load_bytes(pdf([first, second], drawn_first=drawings), "a.pdf")
    table = "指标\t2003年\t\t2004年\n\t调整后\t调整前\t目标\n水量\t12\t10\t14"
    assert texts(document)[-1] == ("table", table)
    assert document.text[document.page_starts[1] :].startswith("\t调整后")


@LAID_OUT
def test_cells_without_rules_stand_in_their_columns(made: Made) -> None:
    rows = [(("项目", 70.0), ("附注", 200.0), ("金额", 300.0)), (("货币资金", 70.0), ("1", 205.0), ("3,780.5", 300.0))]
    rows += [(("流动资产：", 70.0),), (("应收票据", 70.0), ("12.5", 310.0))]
    lines = [(x, 700.0 - 20 * at, 10.0, text) for at, row in enumerate(rows) for text, x in row]
    assert texts(load_bytes(made([lines]), "a")) == [
        ("table", "项目\t附注\t金额\n货币资金\t1\t3,780.5\n流动资产：\t\t\n应收票据\t\t12.5")
    ]


def test_figures_side_by_side_are_cells_however_near() -> None:
    # Characters are as wide as high here, and a space is 3 points.
    heads = [(70.0, 700.0, 10.0, "项目"), (200.0, 700.0, 10.0, "本年"), (270.0, 700.0, 10.0, "上年")]
    rows = [("供水收入", "1,280.55", "1,190.20"), ("其他收入", "30.5", "28.1%")]
    lines = list(heads)
    for at, (label, this, last) in enumerate(rows, 1):
        lines.append((70.0, 700.0 - 20 * at, 10.0, label))
        lines.append((190.0, 700.0 - 20 * at, 10.0, f"{this} {last}"))
    assert texts(load_bytes(pdf([lines]), "a.pdf"))[0] == (
        "table",
        "项目\t本年\t上年\n供水收入\t1,280.55\t1,190.20\n其他收入\t30.5\t28.1%",
    )
    prose = [(70.0, 700.0, 10.0, "全年售水 3 200 万吨，同比增长 12.5% 和 3.2% 。")]
    assert texts(load_bytes(pdf([prose]), "a.pdf")) == [("paragraph", "全年售水 3 200 万吨，同比增长 12.5% 和 3.2% 。")]


def test_a_scanned_page_among_others_is_missing_without_recognition() -> None:
    from corpusdoc.load.pdf import read

    squares = "".join(f"{x} {y} 3 3 re f\n" for x in range(50, 500, 20) for y in range(50, 700, 50))
    data = pdf([[]], drawn_first=squares)
    with pytest.raises(ReadingError) as caught:
        read(data)
    assert caught.value.reason == "needs_ocr"
    content = read(data, lambda picture: ["识别出来的一段话。"] if picture.startswith(b"P5 ") else [])
    assert (content.text, content.partial, content.page_starts) == ("识别出来的一段话。", None, (0,))


def test_outlines_are_headings() -> None:
    data = pdf([[(70, 700, 12, "第一章"), (70, 680, 12, FULL), (70, 660, 12, REST)]])
    body, _, _ = data.partition(b"\nxref\n")
    size = body.count(b" obj\n")
    # A table of contents, added as later versions of a file add objects.
    extra = f"1 0 obj\n<</Type/Catalog/Pages 2 0 R/Outlines {size + 1} 0 R>>\nendobj\n"
    extra += f"{size + 1} 0 obj\n<</First {size + 2} 0 R/Last {size + 2} 0 R/Count 1>>\nendobj\n"
    title = "第一章".encode("utf-16-be").hex()
    extra += f"{size + 2} 0 obj\n<</Title<FEFF{title}>/Parent {size + 1} 0 R/Dest[6 0 R/Fit]>>\nendobj\n"
    data = body + b"\n" + extra.encode() + b"trailer<</Root 1 0 R>>\n%%EOF\n"
    assert texts(load_bytes(data, "a.pdf"))[0] == ("heading", "第一章")


def test_type_that_a_file_names_and_does_not_hold_is_measured_alike_on_every_machine() -> None:
    from corpusdoc.load.pdf import _open
    from corpusdoc.load.pdfium import PageCharacters
    from corpusdoc.load.scan import picture_of

    document, _ = _open(pdf([[(70.0, 700.0, 10.0, "漏损率")]]))
    page = document[0]
    page_text = page.get_textpage()
    characters = PageCharacters(page_text, Frame(0, 595.0, 842.0))
    # As high as the font of our own is, whatever the machine has.
    assert [tuple(round(edge, 1) for edge in characters.box(at) or ()) for at in range(3)] == [
        (70.0 + 10 * at, 698.8, 80.0 + 10 * at, 708.9) for at in range(3)
    ]
    # Nothing of it is drawn for text recognition to see.
    ink = picture_of(page).split(b" 255\n", 1)[1]
    assert set(ink) == {255}
