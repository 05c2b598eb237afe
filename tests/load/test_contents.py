"""Tables of contents and forms, in every format that has them."""

from __future__ import annotations

import pytest

from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import load_bytes
from corpusdoc.normalize import normalize
from tests.load.files import W, doc, docx, odf, p, pdf

ENTRIES = [("一、公司概况", 1), ("二、经营情况", 5), ("三、重要事项", 12)]
PROSE = "水务集团负责全市供水，员工1200人。"
TOC = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style></w:styles>'
STYLED = '<w:pStyle w:val="11"/>'
TABS = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8296"/></w:tabs>'


def spelled(text: str) -> str:
    """Text as RTF spells it."""
    return "".join(f"\\u{ord(sign) - (65536 if ord(sign) > 32767 else 0)}?" for sign in text)


def of_docx(properties: str) -> bytes:
    listed = "".join(
        f"<w:p><w:pPr>{properties}</w:pPr><w:hyperlink><w:r><w:t>{title}</w:t></w:r><w:r><w:tab/></w:r>"
        f"<w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r><w:r><w:t>{page}</w:t></w:r></w:hyperlink></w:p>"
        for title, page in ENTRIES
    )
    return docx(p("水务年报") + p("目　　录") + listed + p(PROSE), styles=TOC)


def of_odt() -> bytes:
    listed = "".join(f"<text:p>{title}<text:tab/>{page}</text:p>" for title, page in ENTRIES)
    return odf(
        "text",
        "<text:p>水务年报</text:p><text:table-of-content><text:table-of-content-source><text:index-title-template>没有"
        "</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title><text:p>目录</text:p>"
        f"</text:index-title>{listed}</text:index-body></text:table-of-content><text:p>{PROSE}</text:p>",
    )


def of_rtf() -> bytes:
    listed = "".join(f"\\pard\\tqr\\tldot\\tx8296 {spelled(title)}\\tab {page}\\par " for title, page in ENTRIES)
    head = f"\\pard {spelled('水务年报')}\\par {spelled('目录')}\\par "
    return f"{{\\rtf1\\ansi {head}{listed}\\pard {spelled(PROSE)}\\par}}".encode()


def of_doc() -> bytes:
    listed = "".join(f"{title}\t\x13 PAGEREF _Toc1 \\h \x14{page}\x15\r" for title, page in ENTRIES)
    return doc(f"水务年报\r目录\r{listed}{PROSE}\r")


@pytest.mark.parametrize("data", [of_docx(STYLED), of_docx(TABS), of_odt(), of_rtf(), of_doc()])
def test_tables_of_contents_are_noise_in_all_formats(data: bytes) -> None:
    raw = load_bytes(data, "a")
    shown = [f"{title}……{page}" for title, page in ENTRIES]
    assert raw.text.split("\n")[2:] == [*shown, PROSE]
    document = normalize(raw, load_lexicon())
    assert [noise.span.of(document.text).replace("\u3000", "") for noise in document.noise] == ["目录", *shown]


def test_tabs_and_figures_elsewhere_are_no_contents() -> None:
    row = "<w:p><w:r><w:t>员工</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>1200</w:t></w:r></w:p>"
    assert load_bytes(docx(row * 3), "a").text == "员工\t1200\n员工\t1200\n员工\t1200"


LONG = [
    "推行首问负责制度，窗口人员须当场答复，不能答复的三个工作日内回电。" * 3,
    "改造老旧小区管网，让居民喝上放心水。" * 8,
]
ROW = "申报单位\t水务集团"


def form_odt() -> bytes:
    def cell(*lines: str) -> str:
        return f"<table:table-cell>{''.join(f'<text:p>{line}</text:p>' for line in lines)}</table:table-cell>"

    rows = (cell(*ROW.split("\t")[:1]) + cell(*ROW.split("\t")[1:]), cell("主要事迹") + cell(*LONG))
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return odf("text", f"<table:table>{body}</table:table>")


def form_rtf() -> bytes:
    def cell(*lines: str) -> str:
        return "\\par ".join(map(spelled, lines)) + "\\cell "

    rows = (cell("申报单位") + cell("水务集团"), cell("主要事迹") + cell(*LONG))
    written = "".join(f"\\trowd\\pard\\intbl {row}\\row " for row in rows)
    return f"{{\\rtf1\\ansi {written}\\pard}}".encode()


def form_doc() -> bytes:
    inside, end = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"
    parts = [("申报单位\x07", inside), ("水务集团\x07", inside), ("\x07", end), ("主要事迹\x07", inside)]
    parts += [(f"{LONG[0]}\r", inside), (f"{LONG[1]}\x07", inside), ("\x07", end)]
    text, layouts = "", []
    for part, changes in parts:
        text += part
        layouts.append((len(text), changes))
    return doc(text, layouts=layouts)


def form_docx() -> bytes:
    def cell(*lines: str) -> str:
        return f"<w:tc>{''.join(map(p, lines))}</w:tc>"

    rows = (cell("申报单位") + cell("水务集团"), cell("主要事迹") + cell(*LONG))
    return docx(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")


@pytest.mark.parametrize("data", [form_docx(), form_odt(), form_rtf(), form_doc()])
def test_large_cells_of_forms_hold_paragraphs_in_all_formats(data: bytes) -> None:
    raw = load_bytes(data, "a")
    assert [(block.kind, block.span.of(raw.text)) for block in raw.blocks] == [
        ("table", ROW),
        ("paragraph", "主要事迹"),
        ("paragraph", LONG[0]),
        ("paragraph", LONG[1]),
    ]


STROKES = ["一、公司简介", "二、主要指标", "三、股东情况", "四、公司治理"]


@pytest.mark.parametrize("stroke", ["-", "_", "."])
def test_entries_of_printed_contents_are_lines_of_their_own(stroke: str) -> None:
    # Each fills its line, as lines of a paragraph do.
    lines = [(70.0, 780.0, 16.0, "目录")]
    lines += [(70.0, 740.0 - 20 * at, 12.0, f"{name}{stroke * 20} {at + 2}") for at, name in enumerate(STROKES)]
    document = normalize(load_bytes(pdf([lines]), "a.pdf"), load_lexicon())
    assert [noise.rule for noise in document.noise] == ["page.contents"] * 5
    assert (document.damage, document.score) == ((), 100)


def test_strokes_in_front_of_figures_are_no_contents_without_their_heading() -> None:
    text = "价目表\n" + "\n".join(f"{name}------- {at}00" for at, name in enumerate(STROKES, 1))
    assert normalize(load_bytes(text.encode(), "a.txt"), load_lexicon()).noise == ()
