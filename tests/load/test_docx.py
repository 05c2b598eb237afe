from __future__ import annotations

import pytest

from corpusdoc.load import load_bytes
from corpusdoc.load.numbering import render
from corpusdoc.model import Hints, RawDocument
from tests.load.files import W, docx, p


def blocks(document: RawDocument) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.span.of(document.text)) for block in document.blocks]


def read(body: str, **parts: str) -> list[tuple[str, int, str]]:
    return blocks(load_bytes(docx(body, **parts), "a.docx"))


STYLES = f"""<w:styles {W}>
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="a"><w:name w:val="自定义"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="b"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"""


def test_headings_come_from_styles_their_ancestors_and_outline_levels() -> None:
    style = '<w:pStyle w:val="{}"/>'
    body = p("年报", style.format("T")) + p("一", style.format("a")) + p("二", style.format("b"))
    body += p("三", '<w:outlineLvl w:val="2"/>') + p("正文", style.format("none"))
    assert [(kind, level) for kind, level, _ in read(body, styles=STYLES)] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("paragraph", 0),
    ]


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_automatic_numbers_are_part_of_the_text() -> None:
    body = "".join(
        p("甲", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')
        for depth, list_id in [(0, 5), (1, 5), (1, 5), (2, 5), (0, 5), (1, 5), (0, 6), (0, 7), (0, 0), (0, 99)]
    )
    texts = [text for _, _, text in read(body, numbering=NUMBERING)]
    assert texts == ["一、甲", "（一）甲", "（二）甲", "1.甲", "二、甲", "（一）甲", "甲", "四、甲", "甲", "甲"]


def test_empty_paragraphs_count() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    body = p("甲", numbered) + p("", numbered) + p("丙", numbered)
    assert [text for _, _, text in read(body, numbering=NUMBERING)] == ["一、甲", "三、丙"]


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (20, "chineseCounting", "二十"),
        (11, "taiwaneseCountingThousand", "十一"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (9, "upperRoman", "IX"),
        (28, "lowerLetter", "bb"),
        (2, "ideographTraditional", "乙"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (5, "somethingNew", "5"),
    ],
)
def test_number_formats(value: int, style: str, shown: str) -> None:
    assert render(value, style) == shown


def test_tables_are_lines_of_cells() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    merged = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("供水量")
    body = f"<w:tbl>{row(p('指标'), merged)}{row(p('甲') + p('乙'), p('1'), p('2'))}</w:tbl>"
    assert read(body) == [("table", 0, "指标\t供水量\t\n甲 乙\t1\t2")]


BOX = "<w:pict><w:txbxContent>" + p("框内") + "</w:txbxContent></w:pict>"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
PARAGRAPHS = [
    # runs of one paragraph                                                                         what is read
    ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>", ["新"]),
    ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", ["甲\t乙\n丙"]),
    ("<w:r><w:instrText>PAGE</w:instrText><w:t>页</w:t></w:r>", ["页"]),
    (
        "<w:ruby><w:rt><w:r><w:t>shuǐ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>水</w:t></w:r></w:rubyBase></w:ruby>",
        ["水"],
    ),
    (f"<w:r><w:t>框外</w:t>{BOX}</w:r>", ["框外", "框内"]),
    (
        f"<w:r><mc:AlternateContent {MC}><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        ["框内"],
    ),
    (
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
        ["链接控件"],
    ),
]


@pytest.mark.parametrize(("runs", "texts"), PARAGRAPHS)
def test_what_a_paragraph_says(runs: str, texts: list[str]) -> None:
    assert [text for _, _, text in read(f"<w:p>{runs}</w:p>")] == texts


def test_footnotes_stand_at_the_end_and_properties_are_hints() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:type="separator">{p("线")}</w:footnote><w:footnote>{p("注一")}</w:footnote></w:footnotes>'
    document = load_bytes(docx(p("正文"), footnotes=notes), "a.docx")
    assert document.text == "正文\n注一"
    assert document.hints == Hints("水务年报", "2019-03-01", "水务集团")


def test_strict_documents_are_read_like_transitional_ones() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{p("正文")}</w:body></w:document>'
    assert read("", document=document) == [("paragraph", 0, "正文")]
