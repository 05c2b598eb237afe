from __future__ import annotations

import pytest

from corpusdoc.load import load_bytes
from corpusdoc.load.numbering import render
from corpusdoc.model import Hints, RawDocument
from tests.load.files import W, docx, p, package, pptx, relationships


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


def test_styles_of_tables_and_characters_between_them_change_nothing() -> None:
    latent = '<w:latentStyles w:count="2"><w:lsdException w:name="heading 1"/></w:latentStyles>'
    others = "".join(
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="1{kind}"><w:name w:val="heading 9"/></w:style>'
        for kind in ("table", "character")
    )
    styles = STYLES.replace("<w:style ", f"{latent}{others}<w:style ", 1).replace("</w:styles>", f"{others}</w:styles>")
    body = p("年报", '<w:pStyle w:val="T"/>') + p("一", '<w:pStyle w:val="a"/>') + p("二", '<w:pStyle w:val="b"/>')
    assert read(body, styles=styles) == read(body, styles=STYLES)


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
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
        (30, "ideographDigital", "三〇"),
        (26, "chineseLegalSimplified", "贰拾陆"),
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


def test_indented_files_say_no_more() -> None:
    body = "<w:p>\n  <w:r>\n    <w:t>供水</w:t>\n  </w:r>\n  <w:r><w:t xml:space='preserve"
    body += "'> </w:t></w:r>\n  <w:r><w:t>普查</w:t></w:r>\n</w:p>\n"
    assert read(body) == [("paragraph", 0, "供水 普查")]


@pytest.mark.parametrize(
    ("runs", "texts"),
    [
        # The end of a deleted paragraph is deleted, too: what is left of it goes with the next one, and no number.
        ('<w:pPr>{n}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del>', ["一、甲"]),
        ('<w:pPr>{n}<w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>', ["一、甲"]),
        ("<w:pPr>{n}<w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>半</w:t></w:r>", ["一、半甲"]),
        ("<w:pPr>{n}</w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>现</w:t></w:r>", ["一、现", "二、甲"]),
        ('<w:pPr>{n}</w:pPr><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>现</w:t></w:r>', ["一、现", "二、甲"]),
        ("<w:pPr>{n}</w:pPr><w:r><w:fldChar><w:fldData>bm8=</w:fldData></w:fldChar><w:t>页</w:t></w:r>", ["一、页", "二、甲"]),
        ('<w:r><m:oMath xmlns:m="m"><m:r><m:t>a=b</m:t></m:r></m:oMath></w:r>', ["a=b", "一、甲"]),
    ],
)  # fmt: skip
def test_changes_are_accepted_and_numbers_go_with_them(runs: str, texts: list[str]) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    body = f"<w:p>{runs.replace('{n}', numbered)}</w:p>{p('甲', numbered)}"
    assert [text for _, _, text in read(body, numbering=NUMBERING)] == texts


def test_rows_that_are_deleted_are_gone_and_missing_cells_are_empty() -> None:
    def row(properties: str, *cells: str) -> str:
        held = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{properties}</w:trPr>{held}</w:tr>"

    upper = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("供水")
    lower = "<w:tcPr><w:vMerge/></w:tcPr>" + p("")
    rows = (
        row("", upper, p("城区"), p("12"))
        + row("", lower, p("镇区"), p("3"))
        + row("<w:del/>", p("旧"), p("0"), p("0"))
    )
    rows += row('<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>', p("合计"))
    assert read(f"<w:tbl>{rows}</w:tbl>") == [("table", 0, "供水\t城区\t12\n\t镇区\t3\n\t合计\t")]


def test_boxes_stand_behind_their_paragraphs_in_their_order() -> None:
    inner = f"<w:pict><w:txbxContent>{p('内')}</w:txbxContent></w:pict>"
    outer = f"<w:drawing><w:txbxContent>{p('外')}<w:p><w:r><w:t>再</w:t>{inner}</w:r></w:p></w:txbxContent></w:drawing>"
    body = f"<w:p><w:r><w:t>前</w:t>{outer}</w:r><w:r>{BOX}<w:t>后</w:t></w:r></w:p>{p('末')}"
    assert [text for _, _, text in read(body)] == ["前后", "外", "再", "内", "框内", "末"]


STYLED = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="编号"/></w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="编号"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="章"/><w:lvlText w:val="第%1章 "/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:pStyle w:val="节"/><w:lvlText w:val="%1.%2 "/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:pStyle w:val="条"/><w:lvlText w:val="第%3条 "/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="1"/><w:pStyle w:val="款"/><w:lvlText w:val="%4) "/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""
LISTED = f"""<w:styles {W}><w:style w:styleId="章"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="节"><w:basedOn w:val="章"/></w:style><w:style w:styleId="条"><w:basedOn w:val="章"/></w:style>
<w:style w:styleId="款"><w:basedOn w:val="章"/></w:style></w:styles>"""


def test_levels_that_styles_have() -> None:
    body = "".join(
        p("", f'<w:pStyle w:val="{style}"/>').replace("<w:t>", f"<w:t>{style}") for style in "章节条节条款章节款条"
    )
    texts = [text for _, _, text in read(body, numbering=STYLED, styles=LISTED)]
    assert texts == [
        "第一章 章", "1.1 节", "第1条 条", "1.2 节", "第2条 条", "a) 款", "第二章 章", "2.1 节", "a) 款", "第3条 条",
    ]  # fmt: skip


def test_bold_lines_are_headings_below_those_that_are_marked() -> None:
    bold, kai = "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>'

    def line(text: str, type_: str) -> str:
        return f"<w:p><w:r>{type_}<w:t>{text[:2]}</w:t></w:r><w:r>{type_}<w:t>{text[2:]}</w:t></w:r></w:p>"

    prose = p("本年度供水公司完成管网改造并把漏损率控制在较低水平。")
    body = (
        p("供水公司年报", '<w:outlineLvl w:val="0"/>') + prose + line("便民服务", bold) + prose + line("管网改造", kai)
    )
    body += (
        prose
        + line("服务无止境。", bold)
        + prose
        + line("重点", bold).replace("</w:p>", "<w:r><w:t>工程</w:t></w:r></w:p>")
    )
    document = load_bytes(docx(body + prose), "a.docx")
    headings = [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind == "heading"]
    assert headings == [(1, "供水公司年报"), (2, "便民服务"), (2, "管网改造")]


def test_large_cells_of_forms_hold_paragraphs() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    said = ["公司完成管网改造，漏损率下降。" * 8, "公司开展便民服务，投诉量下降。" * 8]
    form = row(p("单位"), p("供水公司")) + row(p("事迹"), p(said[0]) + p(said[1])) + row(p("意见"), p("同意"))
    document = load_bytes(docx(f"<w:tbl>{form}</w:tbl>"), "a.docx")
    assert [(block.kind, block.span.of(document.text)) for block in document.blocks] == [
        ("table", "单位\t供水公司"),
        *(("paragraph", text) for text in ("事迹", *said)),
        ("table", "意见\t同意"),
    ]


HTML = "<html><body><p>满意率 98%。</p><table><tr><td>年</td><td>收入</td></tr><tr><td>2017</td><td>3亿元</td></tr></table>"
MHT = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
    'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
)
SAID = [("paragraph", 0, "满意率 98%。"), ("table", 0, "年\t收入\n2017\t3亿元")]


@pytest.mark.parametrize(
    ("chunk", "said"),
    [
        (HTML.encode("gbk"), SAID),
        (f"{MHT}{HTML}\n--b--\n".encode(), SAID),
        (docx(p("供水年报", '<w:outlineLvl w:val="0"/>')), [("heading", 1, "供水年报")]),
        (b"{\\rtf1\\ansi abc\\par}", [("paragraph", 0, "abc")]),
        ("甲。\n乙。".encode(), [("paragraph", 0, "甲。"), ("paragraph", 0, "乙。")]),
        (b"\x89PNG\r\n\x1a\n", []),
    ],
)
def test_documents_that_a_program_put_in_whole_stand_in_their_place(
    chunk: bytes, said: list[tuple[str, int, str]]
) -> None:
    link = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r1"'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{p('前')}<w:altChunk {link}/>{p('后')}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships("/word/chunk"),
        "word/chunk": chunk,
    }
    document = load_bytes(package(parts), "a.docx")
    assert blocks(document) == [("paragraph", 0, "前"), *said, ("paragraph", 0, "后")]
    assert document.partial == (None if said else "unsupported")


def chart(*series: tuple[str, list[str], str]) -> str:
    """A bar chart of (name, values, number format) over two years."""
    years = "<c:cat><c:strRef><c:strCache>" + "".join(
        f'<c:pt idx="{at}"><c:v>{2017 + at}年</c:v></c:pt>' for at in (0, 1)
    )
    drawn = "".join(
        f"<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        f"{years}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>{code}</c:formatCode>"
        + "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values) if value)
        + "</c:numCache></c:numRef></c:val></c:ser>"
        for name, values, code in series
    )
    space = (
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>经营</a:t></a:r><a:r><a:t>指标</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    return f"<c:chartSpace {space}><c:chart>{title}<c:plotArea><c:barChart>{drawn}</c:barChart></c:plotArea></c:chart></c:chartSpace>"


DRAWN = chart(("收入（亿元）", ["3.2", "3.5"], "General"), ("满意率", ["", "0.985"], "0.0%"))


def test_charts_are_the_tables_that_they_draw() -> None:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{p('正文')}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships("charts/chart1.xml"),
        "word/charts/chart1.xml": DRAWN,
    }
    shown = [("paragraph", 0, "经营指标"), ("table", 0, "\t收入（亿元）\t满意率\n2017年\t3.2\t\n2018年\t3.5\t98.5%")]
    assert blocks(load_bytes(package(parts), "a.docx")) == [("paragraph", 0, "正文"), *shown]
    slide = {"ppt/slides/_rels/slide1.xml.rels": relationships("../charts/chart7.xml"), "ppt/charts/chart7.xml": DRAWN}
    document = load_bytes(pptx([""], **slide), "a.pptx")
    assert blocks(document) == shown
    assert {block.page for block in document.blocks} == {1}


def test_signs_of_fonts_are_boxes_and_characters() -> None:
    signs = ["F0FE", "F0A8", "25A1", "F0B7", "xyz", "D800"]
    run = "".join(f'<w:r><w:sym w:font="Wingdings" w:char="{sign}"/></w:r><w:r><w:t>是</w:t></w:r>' for sign in signs)
    assert read(f"<w:p>{run}</w:p>") == [("paragraph", 0, "☑是□是□是是是是")]


def test_what_a_form_asks_for_is_no_text_of_its_own() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("<w:showingPlcHdr/>", p("单击此处输入文字。")) + control.format("", p("满意率99%"))
    cell = control.format("<w:showingPlcHdr/>", f"<w:tc>{p('选择一项')}</w:tc>")
    row = f"<w:tbl><w:tr><w:tc>{p('单位')}</w:tc>{cell}<w:tc>{p('1')}</w:tc></w:tr></w:tbl>"
    assert read(body + row) == [("paragraph", 0, "满意率99%"), ("table", 0, "单位\t\t1")]
