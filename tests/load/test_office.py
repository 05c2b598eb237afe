"""One file of each office format, written by the test."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from datetime import date

import pytest

from corpusdoc.errors import SourceError
from corpusdoc.load import load_bytes
from corpusdoc.load.content import ReadingError
from corpusdoc.load.number_format import show
from corpusdoc.load.ole import SUMMARY, Storage
from corpusdoc.model import Hints, RawDocument
from tests.load.files import ODF, compound, doc, epub, odf, package, pptx, relationships, xls, xlsx


def blocks(document: RawDocument) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.span.of(document.text)) for block in document.blocks]


NUMBERS = [
    # stored              format                        shown
    ("0.1677", "0.00%", "16.77%"),
    ("0.16769999999999999", "0%", "16.77%"),
    ("0.5", "0%", "50%"),
    ("1E+30", "0.00%", "100000000000000000000000000000000%"),
    ("0.5", "0." + 50 * "0" + "%", "50.0%"),
    ("43040", "yyyy-mm-dd", "2017-11-01"),
    ("43040", 'yyyy"年"m"月"d"日";@', "2017年11月1日"),
    ("43040", 'yyyy"年"m"月"', "2017年11月"),
    ("43040.5", "yyyy/m/d h:mm", "2017-11-01 12:00"),
    ("0.75", "h:mm:ss", "18:00"),
    ("65.72", '0.00"亿元"', "65.72亿元"),
    ("5", "[$¥-804]#,##0.00", "¥5"),
    ("1234567.891", "#,##0.00", "1234567.891"),
    ("76.738", "0.00", "76.738"),
    ("0.1", "General", "0.1"),
    ("3", "[Red]0_ ;[Red]-0", "3"),
    ("100", "G/通用格式", "100"),
    ("1E+20", "General", "100000000000000000000"),
    ("99999999", "yyyy-mm-dd", "99999999"),
    ("n/a", "0.00%", "n/a"),
    ("1234567", '0.0,"千元"', "1234.567千元"),
    ("-1234567", "#,##0,,", "-1.234567"),
    ("4", "000000", "000004"),
    ("2600.5", "000000", "2600.5"),
]


@pytest.mark.parametrize(("stored", "code", "shown"), NUMBERS)
def test_numbers_are_as_their_cells_show_them(stored: str, code: str, shown: str) -> None:
    assert show(stored, code) == shown


def test_xlsx_sheets_are_tables_with_their_captions() -> None:
    styles = '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    styles += '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs>'
    shared = "<si><t>指标</t></si><si><r><t>同</t></r><r><t>比</t></r><rPh><t>tong</t></rPh></si><si><t>收入</t></si>"
    rows = """
      <row r="1"><c r="A1" t="inlineStr"><is><t>主要指标表</t></is></c></row>
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
      <row r="3"><c r="A3" t="s"><v>2</v></c><c r="C3" s="1"><v>0.1677</v></c></row>
      <row r="6"><c t="str"><v>统计月份</v></c><c s="2"><v>43040</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>"""
    assert blocks(load_bytes(xlsx(rows, styles, shared), "a.xlsx")) == [
        ("heading", 1, "指标"),
        ("paragraph", 0, "主要指标表"),
        ("table", 0, "指标\t同比\n收入\t16.77%"),
        ("table", 0, "统计月份\t2017年11月\t是"),
    ]


def test_formulas_that_nobody_computed_are_told() -> None:
    row = '<row r="1"><c r="A1" t="str"><v>合计</v></c><c r="B1"><v>5</v></c><c r="C1">{}</c></row>'
    found = [
        load_bytes(xlsx(row.format(cell)), "a.xlsx")
        for cell in ("<f>SUM(B1)</f><v></v>", "<f>SUM(B1)</f>", "<f>SUM(B1)</f><v>5</v>", "")
    ]
    assert [document.partial for document in found] == ["no_results", "no_results", None, None]
    blank = '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><f>IF(A1=1,A1,"")</f><v></v></c></row>'
    assert load_bytes(xlsx(blank), "a.xlsx").partial is None


def test_workbooks_of_2003_in_xml() -> None:
    def cell(kind: str, value: str, more: str = "") -> str:
        return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data></Cell>'

    percent, third, wide = 'ss:StyleID="p"', 'ss:Index="3"', 'ss:MergeAcross="1"'
    rows = [
        cell("String", "主要指标表"),
        cell("String", "指标") + cell("String", "数值") + cell("String", "同比"),
        cell("String", "收入") + cell("Number", "1234.5") + cell("Number", ".1677", percent),
        cell("String", "日期") + cell("DateTime", "2018-03-01T00:00:00.000", third),
    ]
    last = cell("String", "合计", wide) + cell("Error", "#REF!") + cell("Number", "7")
    table = "".join(f"<Row>{row}</Row>" for row in rows) + f'<Row ss:Index="9">{last}</Row>'
    book = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>'
        f'<Worksheet ss:Name="指标"><Table>{table}</Table></Worksheet></Workbook>'
    )
    assert blocks(load_bytes(book.encode(), "a.xls")) == [
        ("heading", 1, "指标"),
        ("paragraph", 0, "主要指标表"),
        ("table", 0, "指标\t数值\t同比\n收入\t1234.5\t16.77%\n日期\t\t2018-03-01"),
        ("table", 0, "合计\t7"),
    ]


def test_a_name_alone_is_no_sheet() -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(xlsx(""), "a.xlsx")
    assert caught.value.reason == "empty"


def test_sheets_that_nobody_named_have_no_heading() -> None:
    row = '<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c></row>'
    assert blocks(load_bytes(xlsx(row, name="Sheet1"), "a.xlsx")) == [("table", 0, "甲\t1")]


SHAPE = "<p:sp><p:nvSpPr><p:nvPr>{}</p:nvPr></p:nvSpPr><p:txBody>{}</p:txBody></p:sp>"
LINE = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"


def test_pptx_slides_in_the_order_of_the_show() -> None:
    title = SHAPE.format('<p:ph type="title"/>', LINE.format("服务举措"))
    text = SHAPE.format(
        '<p:ph idx="1"/>', '<a:p><a:pPr lvl="1"/><a:r><a:t>首问负责</a:t></a:r></a:p>' + LINE.format("上门服务")
    )
    number = SHAPE.format('<p:ph type="sldNum"/>', LINE.format("2"))
    group = f"<p:grpSp>{SHAPE.format('', LINE.format('组内'))}</p:grpSp>"
    cell = "<a:tc><a:txBody>" + LINE + "</a:txBody></a:tc>"
    rows = "".join(f"<a:tr>{cell.format(a)}{cell.format(b)}</a:tr>" for a, b in (("指标", "数"), ("甲", "1")))
    table = (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    notes = SHAPE.format('<p:ph type="body"/>', LINE.format("备注"))
    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    parts = {
        "ppt/slides/_rels/slide2.xml.rels": relationships("../notesSlides/notesSlide1.xml"),
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {space}><p:cSld><p:spTree>{notes}</p:spTree></p:cSld></p:notes>",
    }
    document = load_bytes(pptx([text + title + number, group + table], **parts), "a.pptx")
    assert blocks(document) == [
        ("heading", 1, "服务举措"),
        ("item", 0, "首问负责"),
        ("paragraph", 0, "上门服务"),
        ("paragraph", 0, "备注"),
        ("paragraph", 0, "组内"),
        ("table", 0, "指标\t数\n甲\t1"),
    ]
    assert [document.text[at:][:2] for at in document.page_starts] == ["服务", "组内"]
    assert document.hints == Hints("水务年报", "2019-03-01", "水务集团")


LIST = """<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."
 style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/>
</text:list-style>"""
BODY = """<text:tracked-changes><text:p>删去</text:p></text:tracked-changes>
<text:h text:outline-level="2">总则</text:h><text:p>甲<text:s text:c="2"/>乙<text:tab/>丙<text:line-break/>丁</text:p>
<text:p>正文<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注文</text:p></text:note-body></text:note>
<text:ruby><text:ruby-base>水</text:ruby-base><text:ruby-text>shui</text:ruby-text></text:ruby></text:p>
<text:list text:style-name="L"><text:list-item><text:p>一项</text:p><text:list><text:list-item><text:p>小项</text:p></text:list-item>
</text:list></text:list-item><text:list-item><text:p>二项</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>表头</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="3.5"><text:p>4</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame></text:p>"""
READ = [
    ("heading", 2, "总则"),
    ("paragraph", 0, "甲  乙\t丙\n丁"),
    ("paragraph", 0, "正文 水"),
    ("item", 0, "一、一项"),
    ("item", 0, "（1）小项"),
    ("item", 0, "二、二项"),
    ("table", 0, "表头\n甲\t3.5"),
    ("paragraph", 0, "框内"),
    ("paragraph", 0, "注文"),
]


def test_odt_and_flat_odt() -> None:
    assert blocks(load_bytes(odf("text", BODY, LIST), "a.odt")) == READ
    flat = f'<?xml version="1.0"?><office:document {ODF}><office:automatic-styles>{LIST}</office:automatic-styles>'
    flat += f"<office:body><office:text>{BODY}</office:text></office:body></office:document>"
    assert blocks(load_bytes(flat.encode(), "a.fodt")) == READ


def test_ods_and_odp() -> None:
    cell = '<table:table-cell office:value-type="percentage" office:value=".1677"><text:p>16.77%</text:p></table:table-cell>'
    name = "<table:table-cell><text:p>同比</text:p></table:table-cell>"
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    hidden = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    sheets = f'<table:table table:name="指标"><table:table-row>{name}{cell}</table:table-row>{empty}</table:table>'
    sheets += (
        f'<table:table table:name="藏" table:style-name="h"><table:table-row>{name}</table:table-row></table:table>'
    )
    read = blocks(load_bytes(odf("spreadsheet", sheets, hidden), "a.ods"))
    assert read == [("heading", 1, "指标"), ("table", 0, "同比\t16.77%")]
    frame = "<draw:frame {}><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    slide = frame.format("", "内容") + frame.format('presentation:class="title"', "题目")
    document = load_bytes(odf("presentation", f"<draw:page>{slide}</draw:page>"), "a.odp")
    assert blocks(document) == [("heading", 1, "题目"), ("paragraph", 0, "内容")]
    assert document.page_starts == (0,)


def test_epub_chapters_without_contents() -> None:
    document = load_bytes(epub(["<h2>第一章</h2><p>甲</p>", "<p>乙</p>"]), "a.epub")
    assert blocks(document) == [("heading", 2, "第一章"), ("paragraph", 0, "甲"), ("paragraph", 0, "乙")]
    assert document.hints == Hints("水务志", "2019-05-06")


def book(container: bool, *spine: str) -> bytes:
    """A book of two chapters whose spine is the given ids."""
    with zipfile.ZipFile(io.BytesIO(epub(["<p>甲</p>", "<p>乙</p>"]))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    items = "".join(f'<item id="c{at}" href="c{at}.xhtml"/>' for at in range(2)) + '<item id="css" href="a.css"/>'
    listed = "".join(f'<itemref idref="{each}"/>' for each in spine)
    parts["a/b.opf"] = f"<package><manifest>{items}</manifest><spine>{listed}</spine></package>"
    parts["a/a.css"] = "p {}"
    if not container:
        del parts["META-INF/container.xml"]
    return package(parts)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (book(True, "c1", "c0"), "乙\n甲"),
        (book(True, "c1"), "乙"),
        (book(True, "gone", "c1"), "甲\n乙"),
        (book(True, "gone", "lost"), "甲\n乙"),
        (book(False, "c0", "c1"), "甲\n乙"),
    ],
)
def test_chapters_that_an_epub_misnames_are_not_lost(data: bytes, text: str) -> None:
    assert load_bytes(data, "a.epub").text == text


def test_noise_is_no_rtf() -> None:
    noise = random.Random(4).randbytes(20_000).replace(b"}", b"")
    with pytest.raises(SourceError) as caught:
        load_bytes(b"{\\rtf1\\ansi " + noise + b"}", "a.rtf")
    assert caught.value.reason == "damaged"
    some = load_bytes(
        b"{\\rtf1\\ansi\\ansicpg936 " + "供水年报".encode("gbk") * 9000 + b"\\par " + noise + b"}", "a.rtf"
    )
    assert some.text.startswith("供水年报" * 9000)
    assert (some.partial, len(some.text) < 40_000) == ("damaged", True)
    assert load_bytes(b"{\\rtf1 A\\par}\0\0", "a.rtf").partial is None


RTF = [
    (r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\f0\'b9\'a9\'cb\'ae\par}", [("paragraph", 0, "供水")]),
    # The first font is that of text that names none; some programs say nothing at all.
    (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1 Arial;}}\'b9\'a9\'cb\'ae\f1\'e9\par}", [("paragraph", 0, "供水é")]),
    (r"{\rtf1\ansi\'b9\'a9\'cb\'ae\par}", [("paragraph", 0, "供水")]),
    (r"{\rtf1\ansi\'e4\'be\'9b\'e6\'b0\'b4\par}", [("paragraph", 0, "供水")]),
    (r"{\rtf1\ansi caf\'e9 \'c9t\'e9 \'d6\'dc\'f6\par}", [("paragraph", 0, "café Été ÖÜö")]),
    (r"{\rtf1\ansi\uc1 \u20379\'3f\u27700?\emdash A\par}", [("paragraph", 0, "供水—A")]),
    (r"{\rtf1\ansi\ansicpg950 \'a8\'d1\'a4\'f4\par}", [("paragraph", 0, "供水")]),
    (r"{\rtf1{\stylesheet{\s1\outlinelevel0 heading 1;}}\pard\s1 A\par\pard B\par}", [("heading", 1, "A"), ("paragraph", 0, "B")]),
    (r"{\rtf1\trowd\pard\intbl A\par A2\cell B\cell\row\pard\intbl C\cell D\cell\row\pard E\par}", [("table", 0, "A A2\tB\nC\tD"), ("paragraph", 0, "E")]),
    (r"{\rtf1{\header X\par}A{\footnote N}{\field{\*\fldinst PAGE}{\fldrslt 7}}{\v H}{\*\unknown Y}{\deleted Z}\par}", [("paragraph", 0, "A7"), ("paragraph", 0, "N")]),
    (r"{\rtf1{\listtext 1.\tab}A\par{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt B\par}}}}", [("paragraph", 0, "1.A"), ("paragraph", 0, "B")]),
    (r"{\rtf1\bin3 }}}A\par", [("paragraph", 0, "A")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "read"), RTF)
def test_rtf(source: str, read: list[tuple[str, int, str]]) -> None:
    assert blocks(load_bytes(source.encode("latin-1"), "a.rtf")) == read


def test_rtf_labels_are_numbers_without_bullets_and_blanks() -> None:
    label = r"{{\listtext\pard\plain  {}\tab}}"
    lines = [label.format(r"\u19968?\u12289?") + "a", label.format(r"\u-3913?") + "b", label.format(r"\u0\'00") + "c"]
    assert load_bytes((r"{\rtf1 " + r"\par ".join(lines) + "}").encode(), "a.rtf").text == "一、a\nb\nc"


def test_rtf_says_what_it_is_in_unicode() -> None:
    source = rb"{\rtf1{\info{\upr{\title ??}{\*\ud{\title \u27700?}}}{\author W}{\revtim\yr2018\mo1\dy15}}A\par}"
    assert load_bytes(source, "a.rtf").hints == Hints("水", "2018-01-15", "W")


def test_doc_reads_its_pieces_by_their_layout() -> None:
    guide = "\x13EQ \\* jc2 \\o\\ad(\\s\\up 9(gong),供)\x15水"
    paragraphs = [
        ("年报\r", b"\x40\x26\x00"),  # outline level 0
        (f"{guide}\r", b""),
        ("见\x13HYPERLINK x\x14链接\x15\x0b下行\r", b""),
        ("指标\r（亿元）\x07", b"\x16\x24\x01"),  # in a table
        ("数\x07", b"\x16\x24\x01"),
        ("\x07", b"\x16\x24\x01\x17\x24\x01"),  # and the end of its row
        ("文末\r", b""),
    ]
    text = "".join(text for text, _ in paragraphs)
    ends = [sum(len(text) for text, _ in paragraphs[: at + 1]) for at in range(len(paragraphs))]
    layouts = [(end, changes) for end, (_, changes) in zip(ends, paragraphs, strict=True)]
    assert blocks(load_bytes(doc(text, layouts=layouts), "a.doc")) == [
        ("heading", 1, "年报"),
        ("paragraph", 0, "供水"),
        ("paragraph", 0, "见链接\n下行"),
        ("table", 0, "指标 （亿元）\t数"),
        ("paragraph", 0, "文末"),
    ]


IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"


def cells_end(*places: int) -> bytes:
    """The change of a DOC's row that says where its cells end, from 0."""
    said = struct.pack(f"<B{len(places) + 1}h", len(places), 0, *places)
    return b"\x08\xd6" + struct.pack("<H", len(said) + 1) + said


MERGED = "指标\t水量\t\t收入\n\t2017年\t2018年\t2018年\n郊区\t\t352\t5"


def test_cells_of_doc_that_are_merged_leave_the_columns_in_line() -> None:
    rows = [
        (["指标", "水量", "收入"], cells_end(1000, 3000, 4000)),
        (["", "2017年", "2018年", "2018年"], cells_end(1020, 2000, 3000, 4000)),
        (["郊区", "352", "5"], cells_end(2000, 3000, 4000)),
    ]
    paragraphs = [
        part
        for cells, ends in rows
        for part in (*[(f"{cell}\x07", IN_TABLE) for cell in cells], ("\x07", IN_TABLE + ROW_END + ends))
    ]
    ends = [sum(len(text) for text, _ in paragraphs[: at + 1]) for at in range(len(paragraphs))]
    layouts = [(end, changes) for end, (_, changes) in zip(ends, paragraphs, strict=True)]
    text = "".join(text for text, _ in paragraphs)
    assert load_bytes(doc(text, layouts=layouts), "a.doc").text == MERGED


def test_cells_of_rtf_that_are_merged_leave_the_columns_in_line() -> None:
    rows = [
        ((1000, 3000, 4000), (r"\u25351?\u26631?", r"\u27700?\u37327?", r"\u25910?\u20837?")),
        ((1020, 2000, 3000, 4000), ("", r"2017\u24180?", r"2018\u24180?", r"2018\u24180?")),
        ((2000, 3000, 4000), (r"\u37066?\u21306?", "352", "5")),
    ]
    said = "".join(
        r"\trowd"
        + "".join(map(r"\cellx{}".format, ends))
        + r"\intbl "
        + "".join(rf"{cell}\cell " for cell in cells)
        + r"\row "
        for ends, cells in rows
    )
    assert load_bytes(rf"{{\rtf1 {said}\pard\par}}".encode(), "a.rtf").text == MERGED


def test_what_was_deleted_or_is_hidden_in_a_doc_is_no_text() -> None:
    deleted, hidden, bold = b"\x00\x08\x01", b"\x3c\x08\x01", b"\x35\x08\x01"
    text = "完成旧投资暗五千\r\r万元。\r"
    looks = [(2, bold), (3, deleted), (5, b""), (6, hidden), (8, b""), (9, deleted), (len(text), b"")]
    assert load_bytes(doc(text, looks=looks), "a.doc").text == "完成投资五千\n万元。"


def doc_level(form: int, template: str, start: int = 1, flags: int = 0, limit: int = 0) -> bytes:
    fixed = struct.pack("<iBB", start, form, flags) + bytes(18) + bytes([2, 4, limit, 0])
    return fixed + bytes(6) + struct.pack("<H", len(template)) + template.encode("utf-16-le")


def test_doc_counts_its_lists() -> None:
    levels = [
        doc_level(37, "\0、"),  # 一、
        doc_level(37, "（\1）"),
        doc_level(0, "\0.\2 ", flags=0x04),  # in figures only: 1.1
        doc_level(0, "第\3条 ", flags=0x08),  # counts on
        *[doc_level(255, "")] * 5,
    ]
    simple = doc_level(23, "\uf0b7")
    definitions = struct.pack("<H", 2) + struct.pack("<i", 7) + bytes(24) + struct.pack("<i", 9) + bytes(22) + b"\1\0"
    uses = struct.pack("<I", 3) + b"".join(
        struct.pack("<i8xB3x", name, changes) for name, changes in [(7, 0), (9, 0), (7, 1)]
    )
    uses += bytes(4) + bytes(4) + bytes(4) + struct.pack("<iI", 4, 0x10)

    def listed(use: int, depth: int) -> bytes:
        return struct.pack("<HH", 0x460B, use) + struct.pack("<HB", 0x260A, depth)

    places = [(1, 0), (1, 1), (1, 3), (1, 1), (1, 3), (1, 0), (1, 2), (2, 0), (3, 0), (0, 0), (1, 0), (99, 3)]
    layouts = [(2 * at + 2, listed(*place)) for at, place in enumerate(places)]
    data = doc("甲\r" * len(places), layouts=layouts, lists=(definitions + b"".join(levels) + simple, uses))
    assert [text for _, _, text in blocks(load_bytes(data, "a.doc"))] == [
        "一、甲", "（一）甲", "第1条 甲", "（二）甲", "第2条 甲", "二、甲", "2.1 甲", "甲", "四、甲", "甲", "三、甲", "甲",
    ]  # fmt: skip
    # Broken lists cost their numbers.
    broken = doc("甲\r" * 2, layouts=layouts[:2], lists=(definitions, uses[:30]))
    assert load_bytes(broken, "a.doc").text == "甲\n甲"


def test_shapes_with_text_stand_behind_their_paragraphs() -> None:
    shape = "<draw:custom-shape><text:p>形状</text:p></draw:custom-shape>"
    group = f"<draw:g>{shape}<draw:rect><text:p>方框</text:p></draw:rect></draw:g>"
    body = f"{shape}<text:p>前{shape}后</text:p><text:p>{group}文末</text:p>"
    assert load_bytes(odf("text", body), "a.odt").text == "形状\n前后\n形状\n文末\n形状\n方框"
    assert load_bytes(odf("presentation", f"<draw:page>{group}{shape}</draw:page>"), "a.odp").text == "形状\n方框\n形状"


def test_odt_lists_go_on_where_they_say_so() -> None:
    styles = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'

    def listed(attributes: str, item: str = "") -> str:
        return f'<text:list text:style-name="L" {attributes}><text:list-item {item}><text:p>甲</text:p></text:list-item></text:list>'

    lists = [
        'xml:id="a"',
        "",
        'text:continue-list="a"',
        'text:continue-numbering="true"',
        "",
        'text:continue-list="gone"',
    ]
    body = "".join(map(listed, lists)) + listed("", 'text:start-value="7"')
    found = load_bytes(odf("text", body, styles), "a.odt").text.split("\n")
    assert found == ["1.甲", "1.甲", "2.甲", "3.甲", "1.甲", "2.甲", "7.甲"]


def record(kind: int, body: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(body)) + body


def test_ppt_reads_titles_and_text_but_no_master() -> None:
    texts = record(0x0F9F, struct.pack("<I", 0)) + record(0x0FA0, "题目".encode("utf-16-le"))
    texts += record(0x0F9F, struct.pack("<I", 1)) + record(0x0FA8, b"one\rtwo")
    master = record(0x03F8, record(0x0FA0, "母版".encode("utf-16-le")), 0xF)
    stream = master + record(0x03E8, record(0x0FF0, texts, 0xF), 0xF)
    document = load_bytes(compound({"PowerPoint Document": stream}), "a.ppt")
    assert blocks(document) == [("heading", 1, "题目"), ("paragraph", 0, "one"), ("paragraph", 0, "two")]


def test_xls_reads_numbers_as_shown_and_strings_across_records() -> None:
    wide, narrow = "指标名称".encode("utf-16-le"), b"ratio"
    first = struct.pack("<II", 2, 2) + struct.pack("<HB", 4, 1) + wide[:4]
    rest = b"\1" + wide[4:] + struct.pack("<HB", 5, 0) + narrow
    styles = [(0x00E0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 10)]
    sheet = [
        (0x00FD, struct.pack("<HHHI", 0, 0, 0, 0)),
        (0x00FD, struct.pack("<HHHI", 0, 1, 0, 1)),
        (0x0203, struct.pack("<HHHd", 1, 0, 1, 0.1677)),
        (0x027E, struct.pack("<HHHI", 1, 1, 0, (1234 << 2) | 3)),
        (0x0006, struct.pack("<HHH", 2, 0, 0) + bytes(6) + b"\xff\xff" + bytes(6)),
        (0x0207, struct.pack("<HB", 2, 1) + "合计".encode("utf-16-le")),
        (0x00BD, struct.pack("<HHHIHIH", 2, 1, 0, 5 << 2 | 2, 0, 7 << 2 | 2, 2)),
    ]
    document = load_bytes(xls([*styles, (0x00FC, first), (0x003C, rest)], sheet), "a.xls")
    assert blocks(document) == [("heading", 1, "指标"), ("table", 0, "指标名称\tratio\t\n16.77%\t12.34\t\n合计\t5\t7")]


def test_tables_side_by_side_on_a_sheet_are_tables_of_their_own() -> None:
    grid = [["供水", "", "", "排水", ""], ["地区", "吨", "", "地区", "吨"], ["东区", "12", "", "东区", "6"]]
    grid += [["西区", "8", "", "西区", "5"]]
    assert [text for _, _, text in _sheet(grid)] == [
        "供水",
        "地区\t吨\n东区\t12\n西区\t8",
        "排水",
        "地区\t吨\n东区\t6\n西区\t5",
    ]


def test_a_blank_column_inside_a_table_parts_nothing() -> None:
    grid = [["指标", "", "2018", "2019"], ["售水量", "", "100", "120"], ["漏损率", "", "9", "8"]]
    assert [text for _, _, text in _sheet(grid)] == ["指标\t2018\t2019\n售水量\t100\t120\n漏损率\t9\t8"]


def _sheet(grid: list[list[str]]) -> list[tuple[str, int, str]]:
    rows = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{"ABCDE"[place]}{at}" t="inlineStr"><is><t>{cell}</t></is></c>' for place, cell in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(grid, 1)
    )
    return blocks(load_bytes(xlsx(rows, name="Sheet1"), "a"))


def test_a_piece_that_breaks_off_ends_with_its_last_whole_character() -> None:
    text = "供水服务。\r"
    whole = doc(text)
    stored = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, 2048, 0)
    assert stored in whole
    broken = whole.replace(stored, struct.pack("<II", 0, 4_000) + struct.pack("<HIH", 0, 2049, 0))
    assert load_bytes(broken, "a.doc").text


def property_set(*properties: tuple[int, bytes]) -> bytes:
    """The stream of a summary: number of each property with its type and value."""
    listed, values = b"", b""
    for number, value in properties:
        listed += struct.pack("<II", number, 8 + 8 * len(properties) + len(values))
        values += value + bytes(8)
    section = struct.pack("<II", 8 + len(listed + values), len(properties)) + listed + values
    return bytes(44) + struct.pack("<I", 48) + section


SAID = property_set(
    (1, struct.pack("<Ih", 2, 936)),
    (2, struct.pack("<II", 30, 9) + "供水年报".encode("gb18030") + b"\0"),
    (4, struct.pack("<II", 31, 3) + "办公室".encode("utf-16-le")),
    (13, struct.pack("<IQ", 64, (date(2019, 3, 6) - date(1601, 1, 1)).days * 864_000_000_000)),
)


def test_what_an_old_file_says_of_itself() -> None:
    assert Storage(compound({SUMMARY: SAID})).hints() == Hints("供水年报", "2019-03-06", "办公室")


@pytest.mark.parametrize("length", range(0, len(SAID), 7))
def test_a_summary_that_breaks_off_says_less(length: int) -> None:
    assert Storage(compound({SUMMARY: SAID[:length]})).hints().publisher is None


def test_a_summary_that_counts_without_end_costs_nothing() -> None:
    endless = property_set((2, struct.pack("<II", 0x1000 | 20, 0x7FFFFFFF)), (3, bytes(8)))
    broken = endless.replace(struct.pack("<II", 2, 24), struct.pack("<II", 2, 0xFFFFFFF0))
    assert Storage(compound({SUMMARY: endless})).hints() == Storage(compound({SUMMARY: broken})).hints() == Hints()


def test_a_stream_that_begins_nowhere_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object) -> bytes:
        raise OverflowError("cannot fit 'int' into an index-sized integer")

    storage = Storage(compound({SUMMARY: SAID}))
    monkeypatch.setattr(storage._file, "openstream", nowhere)
    with pytest.raises(ReadingError):
        storage.stream(SUMMARY)
    assert storage.hints() == Hints()
