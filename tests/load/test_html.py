from __future__ import annotations

import re

import pytest

from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import load_bytes
from corpusdoc.load.html import codec
from corpusdoc.load.page import names_of
from corpusdoc.model import Hints, RawDocument

PROSE = [
    "市水务集团自去年起推行首问负责制度，窗口人员须当场答复，不能答复的，三个工作日内回电。",
    "一年来，集团受理来电四万余件，按时办结率保持在较高水平，投诉量比上年下降两成。",
    "今后，集团将继续改造老旧小区管网，让居民喝上放心水，并定期公布水质检测结果。",
]
MENU = "".join(f'<li><a href="/{n}">栏目名称{n}</a></li>' for n in range(30))
PAGE = f"""<html><head><meta charset="{{charset}}"><title>水务集团优化服务_某某新闻网</title>
<meta name="ContentSource" content="市水务局"></head><body>
<div class="top-nav"><ul>{MENU}</ul></div>
<div class="wrap"><h1>水务集团优化服务</h1><div class="info">发布时间：2016-3-8 作者：李明</div>
<div class="content"><p>　　{PROSE[0]}</p><p>{PROSE[1]}<br>{PROSE[2]}</p>
<ul><li>更换水管；</li></ul>
<table><tr><th>指标</th><th colspan="2">数量</th></tr><tr><td>来电</td><td>4</td><td>5</td></tr></table>
<script>var a = "不是正文";</script></div></div>
<div class="related-news"><ul>{MENU}</ul></div><div id="footer">版权所有：某某新闻网，未经许可不得转载。</div></body></html>"""


def blocks(document: RawDocument) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.span.of(document.text)) for block in document.blocks]


@pytest.mark.parametrize(
    ("charset", "encoding", "python"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        # Pages that name the wrong one are common.
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("utf-16", "utf-16-le", "utf-16-le"),
    ],
)
def test_article_is_found_among_menus_in_any_encoding(charset: str, encoding: str, python: str) -> None:
    document = load_bytes(PAGE.format(charset=charset).encode(encoding), "a.html")
    assert document.encoding == python
    assert blocks(document) == [
        ("heading", 1, "水务集团优化服务"),
        *(("paragraph", 0, text) for text in PROSE),
        ("item", 0, "更换水管；"),
        ("table", 0, "指标\t数量\t\n来电\t4\t5"),
    ]
    assert document.hints == Hints("水务集团优化服务", "2016-03-08", "李明", "市水务局")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>短页，没有正文可言</p><div class=footer>电话</div>", "短页，没有正文可言\n电话"),
        ("<p><ruby>和<rp>(</rp><rt>hé</rt><rp>)</rp></ruby>谐</p>", "和谐"),
        ("<p>换行\n   的中文 and\n English</p>", "换行的中文 and English"),
        ("<p>甲&nbsp;乙&lt;丙&#20013;</p>", "甲 乙<丙中"),
        ("<p style='display:none'>藏</p><p>这一段是看得见的文字</p>", "这一段是看得见的文字"),
        ("<div style='display:none'>要靠脚本才显示的正文也是正文</div>", "要靠脚本才显示的正文也是正文"),
        ("<pre>第一行\n第二行</pre>", "第一行\n第二行"),
        ("<table><tr><td><p>布局</p></td></tr></table>", "布局"),
    ],
)
def test_what_stands_on_a_page(markup: str, text: str) -> None:
    assert load_bytes(f"<html><body>{markup}</body></html>".encode(), "a.html").text == text


@pytest.mark.parametrize("row", load_lexicon().rows("load_html"), ids=lambda row: f"{row['kind']} {row['example']}")
def test_every_row_reads_its_example(row: dict[str, str]) -> None:
    kind, example, value = row["kind"], row["example"], row["value"]
    if kind == "charset":
        assert codec(example) == value
    elif kind == "aside":
        found = names_of("aside").search(example)
        assert found is not None
        assert found[1] == value
        assert re.fullmatch(row["pattern"], value)
    elif kind == "byline_date":
        year, month, day = re.search(row["pattern"], example).groups()  # type: ignore[union-attr]
        assert f"{year}-{int(month):02}-{int(day):02}" == value
    elif kind.startswith("byline_"):
        assert re.search(row["pattern"], example)[1] == value  # type: ignore[index]
    else:
        assert re.fullmatch(row["pattern"], example, re.IGNORECASE)
        assert example.lower() == value


def test_names_of_articles_are_no_asides() -> None:
    assert not any(
        names_of("aside").search(name) for name in ("content", "article-body", "headline", "TRS_Editor", "con_txt")
    )
