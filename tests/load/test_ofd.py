from __future__ import annotations

import pytest

from corpusdoc.errors import SourceError
from corpusdoc.load import load_bytes
from corpusdoc.load.ofd import read
from corpusdoc.model import Hints, RawDocument
from tests.load.files import OFD, ofd, ofd_of, ofd_text, package

FULL = "本年度供水公司完成管网改造并把漏损率控制在较低水平全体职工为此"
REST = "付出了努力。"
ONE = [[(70.0, 700.0, 12.0, REST)]]


def texts(document: RawDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


def text_object(boundary: str, *codes: str, more: str = "") -> str:
    inner = "".join(f"<ofd:TextCode {code}</ofd:TextCode>" for code in codes)
    return f'<ofd:TextObject ID="5" Font="4" Size="4" Boundary="{boundary}" {more}>{inner}</ofd:TextObject>'


@pytest.mark.parametrize(
    ("objects", "text"),
    [
        # Steps as repetitions, and fewer than there are characters: the last one holds.
        (text_object("20 20 90 6", 'X="0" Y="4" DeltaX="g 3 4 2">供水量为12345万吨'), "供水量为12345万吨"),
        (text_object("20 20 90 6", 'X="0" Y="4">供水量为12.5万吨'), "供水量为12.5万吨"),
        # A figure of several objects, as programs write that set each character by itself.
        (
            "".join(text_object(f"{20 + 2 * at} 20 2 6", f'X="0" Y="4">{sign}') for at, sign in enumerate("202a")),
            "202a",
        ),
        # Latin words have a blank between them where there is a gap; Chinese ones are only set wide.
        (text_object("20 20 90 6", 'X="0" Y="4" DeltaX="2 2 2 5 2 2">Pipenet'), "Pipe net"),
        (text_object("20 20 90 6", 'X="0" Y="4" DeltaX="g 3 5.5">供水公司'), "供水公司"),
        # Two codes in one object, the second without a height of its own.
        (text_object("20 20 90 6", 'X="0" Y="4" DeltaX="4">供水', 'X="8" DeltaX="4">公司'), "供水公司"),
        # Upright, by steps down; enlarged by a matrix; markup that shields the text.
        (text_object("20 20 9 60", 'X="0" Y="4" DeltaY="g 3 4">供水公司'), "供水公司"),
        (text_object("20 20 90 6", 'X="0" Y="8" DeltaX="g 3 8">供水公司', more='CTM="0.5 0 0 0.5 0 0"'), "供水公司"),
        (text_object("20 20 90 6", 'X="0" Y="4" DeltaX="g 4 4"><![CDATA[甲<乙&丙]]>'), "甲<乙&丙"),
        (text_object("20 20 9 6", 'X="0" Y="4">隐', more='Visible="false"') + ofd_text(70, 700, 12, "显"), "显"),
    ],
)
def test_characters_stand_where_their_steps_lead(objects: str, text: str) -> None:
    assert load_bytes(ofd_of([objects]), "公文").text == text


def test_drawn_lines_make_cells() -> None:
    level = "".join(
        f'<ofd:PathObject ID="7" Boundary="25 {y} 126 0.2"><ofd:AbbreviatedData>M 0 0 L 126 0</ofd:AbbreviatedData></ofd:PathObject>'
        for y in (40, 50, 60, 70)
    )
    # Others draw a rule as a thin box that is filled, or all of them as one path.
    box = '<ofd:PathObject ID="8" Boundary="25 40 126 30" Fill="true" Stroke="false"><ofd:AbbreviatedData>'
    upright = box + "".join(f"M {x} 0 L {x + 0.2} 0 L {x + 0.2} 30 L {x} 30 C " for x in (0, 42, 84, 126))
    upright += "</ofd:AbbreviatedData></ofd:PathObject>"
    rows = [("指标", "今年", "去年"), ("供水量", "", "10"), ("售水量", "11", "9")]
    cells = "".join(
        text_object(f"{27 + 42 * c} {42 + 10 * r} 40 6", f'X="0" Y="4">{text}')
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )
    document = load_bytes(ofd_of([level + upright + cells]), "表.ofd")
    assert texts(document) == [("table", "指标\t今年\t去年\n供水量\t\t10\n售水量\t11\t9")]


def test_what_it_says_of_itself_is_a_hint() -> None:
    info = "<ofd:Title>年报</ofd:Title><ofd:Author>水务集团</ofd:Author><ofd:CreationDate>2016-03-08</ofd:CreationDate>"
    assert load_bytes(ofd(ONE, info), "a").hints == Hints("年报", "2016-03-08", "水务集团")


def test_outlines_are_headings_and_templates_lie_below_pages() -> None:
    pages = [[(70.0, 700.0, 12.0, "第一章"), (70.0, 680.0, 12.0, FULL), (70.0, 660.0, 12.0, REST)]]
    data = ofd(
        pages, Tpl=f"<ofd:Page {OFD}><ofd:Content>{ofd_text(70, 600, 12, '抄送各部门')}</ofd:Content></ofd:Page>"
    )
    outline = '<ofd:Outlines><ofd:OutlineElem Title="第一章"/></ofd:Outlines></ofd:Document>'
    document = load_bytes(changed(data, "Doc_0/Document.xml", "</ofd:Document>", outline), "a")
    assert texts(document) == [("heading", "第一章"), ("paragraph", FULL + REST), ("paragraph", "抄送各部门")]


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    from corpusdoc.load.package import Package

    whole = Package(data)
    parts: dict[str, str | bytes] = {each: whole.part(each) for each in whole.names}
    return package(parts | {name: whole.part(name).decode().replace(old, new)})


@pytest.mark.parametrize("stated", ["/Doc_0/Document.xml", "./Doc_0/Document.xml"])
def test_places_are_counted_from_the_root_or_from_the_part_that_names_them(stated: str) -> None:
    data = changed(ofd(ONE), "OFD.xml", "Doc_0/Document.xml", stated)
    assert load_bytes(changed(data, "Doc_0/Document.xml", "Pages/", "Doc_0/Pages/"), "a").text == REST


def test_a_page_that_is_missing_costs_only_itself() -> None:
    data = changed(ofd([*ONE, *ONE, *ONE]), "Doc_0/Document.xml", "Page_1/Content", "Page_1/Nothing")
    document = load_bytes(data, "a")
    assert (document.text, document.partial) == (f"{REST}\n{REST}", "damaged")
    assert document.page_starts == (0, 7, 7)


def test_pages_that_are_pictures_go_to_recognition() -> None:
    picture = '<ofd:ImageObject ID="6" ResourceID="8" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
    medium = '<ofd:MultiMedia ID="8" Type="Image"><ofd:MediaFile>scan.xml</ofd:MediaFile></ofd:MultiMedia>'
    listed = f'<ofd:Res {OFD} BaseLoc="Res"><ofd:MultiMedias>{medium}</ofd:MultiMedias></ofd:Res>'
    data = ofd_of([picture], DocumentRes=listed, **{"Res/scan": b"the picture"})
    content = read(data, lambda seen: ["识别出来的一段话。"] if seen == b"the picture" else [])
    assert (content.text, content.partial) == ("识别出来的一段话。", None)
    with pytest.raises(SourceError) as caught:
        load_bytes(ofd_of([picture]), "a")
    assert caught.value.reason == "needs_ocr"


def test_what_is_encrypted_says_so() -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(ofd(ONE, **{"../Encryptions": "<a/>"}), "a")
    assert caught.value.reason == "encrypted"
