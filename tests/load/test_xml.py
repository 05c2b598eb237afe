"""Documents that are a single XML file."""

from __future__ import annotations

from base64 import b64encode

import pytest

from corpusdoc.load import load_bytes
from corpusdoc.model import Hints, RawDocument
from tests.load.files import CORE, W, p


def blocks(document: RawDocument) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.span.of(document.text)) for block in document.blocks]


def word_2003(body: str) -> str:
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
        "<o:DocumentProperties><o:Title>水务年报</o:Title><o:Author>水务集团</o:Author>"
        "<o:LastSaved>2009-03-01T08:00:00Z</o:LastSaved></o:DocumentProperties>"
        f"<w:styles>{styles}</w:styles><w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    )


def numbered(label: str, text: str, font: str = "宋体") -> str:
    listed = f'<wx:t wx:val="{label}"/><wx:font wx:val="{font}"/>'
    return p(text, f'<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="2"/>{listed}</w:listPr>')


BODY = (
    "<wx:sub-section>" + p("年度报告", '<w:pStyle w:val="1"/>') + numbered("一、", "供水工作") + numbered("n", "安全", "Wingdings")
    + '<w:p><w:r><w:t>全年供水</w:t></w:r><aml:annotation aml:id="0" w:type="Word.Deletion"><aml:content><w:r><w:delText>约'
    '</w:delText></w:r></aml:content></aml:annotation><aml:annotation aml:id="1" w:type="Word.Insertion"><aml:content><w:r>'
    "<w:t>1200</w:t></w:r></aml:content></aml:annotation><w:r><w:t>万吨</w:t></w:r><w:r><w:footnote><w:p><w:r><w:t>含直供。</w:t>"
    "</w:r></w:p></w:footnote></w:r><w:r><w:t>。</w:t></w:r><w:r><w:pict><w:binData w:name='a'>AAAA</w:binData></w:pict></w:r></w:p>"
    "</wx:sub-section><w:tbl><w:tr><w:tc>" + p("指标") + "</w:tc><w:tc>" + p("数值") + "</w:tc></w:tr></w:tbl>"
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_word_documents_of_2003(encoding: str) -> None:
    document = load_bytes(word_2003(BODY).replace("UTF-8", encoding).encode(encoding), "a.doc")
    assert blocks(document) == [
        ("heading", 1, "年度报告"),
        ("item", 0, "一、供水工作"),
        ("item", 0, "安全"),
        ("paragraph", 0, "全年供水1200万吨。"),
        ("table", 0, "指标\t数值"),
        ("paragraph", 0, "含直供。"),
    ]
    assert document.hints == Hints("水务年报", "2009-03-01", "水务集团")


def test_packages_that_are_written_flat() -> None:
    def part(name: str, content: str) -> str:
        return f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'

    coded = b64encode(b"picture").decode()
    flat = (
        '<?xml version="1.0" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        + part("word/document.xml", f"<w:document {W}><w:body>{p('供水量增长。')}</w:body></w:document>")
        + part("docProps/core.xml", CORE)
        + f'<pkg:part pkg:name="/word/media/1.png"><pkg:binaryData>{coded}</pkg:binaryData></pkg:part></pkg:package>'
    )
    document = load_bytes(flat.encode(), "a.xml")
    assert (document.text, document.hints.author) == ("供水量增长。", "水务集团")


RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>水务新闻</title>
<item><title>管网改造完工</title><pubDate>Tue, 05 Mar 2019 08:00:00 +0800</pubDate>
<description>改造……</description><content:encoded><![CDATA[<p>改造管网40公里。</p><p>漏损率下降。</p>]]></content:encoded></item>
<item><title>热线开通</title><description>&lt;p&gt;热线96116开通。&lt;/p&gt;</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>水务新闻</title>
<entry><title>管网改造完工</title><updated>2019-03-05T00:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>改造管网40公里。</p><p>漏损率下降。</p></div></content></entry>
<entry><title>热线开通</title><summary>热线96116开通。</summary></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_entries_of_feeds_stand_one_after_the_other(feed: str) -> None:
    document = load_bytes(feed.encode(), "feed.xml")
    assert blocks(document) == [
        ("heading", 1, "管网改造完工"),
        ("paragraph", 0, "2019-03-05"),
        ("paragraph", 0, "改造管网40公里。"),
        ("paragraph", 0, "漏损率下降。"),
        ("heading", 1, "热线开通"),
        ("paragraph", 0, "热线96116开通。"),
    ]
    assert document.hints == Hints("水务新闻", "2019-03-05", publisher="水务新闻")
