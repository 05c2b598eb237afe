from __future__ import annotations

import re
import time

import pytest

from corpusdoc.errors import SourceError
from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import load_bytes
from corpusdoc.load.html import codec
from corpusdoc.load.page import lines_of, names_of
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


def page(*parts: str, head: str = "") -> RawDocument:
    return load_bytes(f"<html><head>{head}</head><body>{''.join(parts)}</body></html>".encode(), "a.html")


def story(number: int) -> str:
    return "".join(f"<p>第{number}篇：{text}</p>" for text in PROSE)


LIST, ROW = "<div class=list>{}</div>", "<table><tr>{}</tr></table>"
SEVERAL = [
    # around them, the articles of a page side by side, each with its headline
    (LIST, [f"<article><h2>报道{n}：水质</h2>{story(n)}</article>" for n in (1, 2, 3)]),
    (
        LIST,
        [f"<div class=post id=p{n}><h3>报道{n}：水质</h3>{story(n)}<a href=/{n}>阅读全文</a></div>" for n in (1, 2, 3)],
    ),
    (
        ROW,
        [f"<div class='item-{n}'><div class=title>报道{n}：水质</div><div>{story(n)}</div></div>" for n in (1, 2, 3)],
    ),
    (ROW, [f"<td class=left><p><b>报道{n}：水质</b></p>{story(n)}</td>" for n in (1, 2, 3)]),
]


@pytest.mark.parametrize(("around", "articles"), SEVERAL)
@pytest.mark.parametrize("between", ["", f"<ul>{MENU}</ul>"])
def test_several_articles_of_a_page_are_kept_apart(around: str, articles: list[str], between: str) -> None:
    document = page(f"<ul>{MENU}</ul>", around.format(between.join(articles)), "<div id=footer>电话</div>")
    headings = [text for kind, _, text in blocks(document) if kind == "heading"]
    assert headings == ["报道1：水质", "报道2：水质", "报道3：水质"]
    assert all(f"第{n}篇：{text}" in document.text for n in (1, 2, 3) for text in PROSE)
    assert "栏目名称" not in document.text


def test_comments_and_teasers_are_no_articles() -> None:
    comments = "".join(
        f"<div class=comment><p>网友{n}</p><p>说得好，支持一下，希望越办越好。</p></div>" for n in range(9)
    )
    teasers = "".join(f"<li><a href=/{n}>某地供水管网改造完成</a><p>居民说，水压稳了。</p></li>" for n in range(9))
    document = page(f"<div class=main><h1>水务集团优化服务</h1>{story(1)}</div>{comments}<ul class=more>{teasers}</ul>")
    assert document.text.split("\n") == ["水务集团优化服务", *(f"第1篇：{text}" for text in PROSE)]


TITLES = [
    # <title>                                  lines above the article                                       the title
    ("水务集团优化服务-某某网", "<div class=t>水务集团优化服务</div>", "水务集团优化服务"),
    ("水务集团优化服务 某某区政府", "<div>某某区政府</div><div>水务集团优化服务</div>", "水务集团优化服务"),
    ("水务集团", "<h1>水务集团优化服务</h1>", "水务集团优化服务"),
    ("新闻动态--水务集团官网", "<h3>首页</h3><h5>水务集团全面优化服务</h5>", "水务集团全面优化服务"),
    ("水务集团优化服务_要闻_某某网", "", "水务集团优化服务"),
    ("", "<p>位置：首页</p><div>水务集团全面优化服务</div><div>2005-07-18 13:03</div>", "水务集团全面优化服务"),
    ("公司新闻-某某水务有限公司", "<div>水务集团全面优化服务</div>", "水务集团全面优化服务"),
    ("::某某水务::", "<div>水务集团全面优化服务</div><div>阅读：345次</div>", "水务集团全面优化服务"),
    ("水务集团全面优化服务-某某水务有限公司", "", "水务集团全面优化服务"),
    ("水务在线-->散记-->一条河", "<div><font size=4>一条河</font></div><div>更新：2003-3-18</div>", "一条河"),
    ("某某水厂信息网--厂部通知", "<div>关于检修三号泵房的通知</div><div>发布人：甲</div>", "关于检修三号泵房的通知"),
    ("某某网>要闻", "<p><a>水务集团别的新闻一则</a></p><p>水务集团全面优化服务</p>", "水务集团全面优化服务"),
]


@pytest.mark.parametrize(("stated", "above", "title"), TITLES)
def test_the_headline_is_the_title_and_stands_in_the_text(stated: str, above: str, title: str) -> None:
    below = "<div>版权所有 © 某某水务有限公司</div>"
    document = page(above, f"<div class=con>{story(1)}</div>", below, head=f"<title>{stated}</title>")
    assert document.hints.title == title
    if above:
        assert blocks(document)[0][0::2] == ("heading", title)


@pytest.mark.parametrize("site", ["江海网", "江海在线", "江海市人民政府"])
def test_a_line_that_names_the_site_is_no_title(site: str) -> None:
    head = f"<title>水务集团全面优化服务_{site}</title>"
    document = page(f"<div>{site}</div>", f"<div class=con>{story(1)}</div>", head=head)
    assert document.hints.title == "水务集团全面优化服务"


BYLINES = [
    ("<div>来源: 某某时报举报</div>", Hints(None, None, None, "某某时报")),
    ("<div>2019-09-26 12:11来源：某某网作者：李在山</div>", Hints(None, "2019-09-26", "李在山", "某某网")),
    ("<div>来源于：东区办事处</div>", Hints(None, None, None, "东区办事处")),
    ("<div>时间：2019年10月31日 作者：药剂党支部</div>", Hints(None, "2019-10-31", "药剂党支部")),
    ("<h6>2019年09月11日某某传媒时政 1665</h6>", Hints(None, "2019-09-11")),
    ("<p>2019年9月11日，集团召开大会。</p>", Hints()),
    ("<meta name=author content='name, email@gmail.com'>", Hints()),
    ("<meta name=author content='Discuz! Team'>", Hints()),
    ("<meta name=source content='来源：人民网-文化频道 原创稿'>", Hints(None, None, None, "人民网-文化频道")),
    ("<script>var publish_time = '2019-09-08 11:42:03';</script>", Hints(None, "2019-09-08")),
    ("<script>[{pubDate: '2019-09-08'}, {pubDate: '2019-09-09'}]</script>", Hints()),
    ('<script>var ct = "1581555555";</script>', Hints(None, "2020-02-13")),
    ("<meta name=SiteName content='某某市政府网'>", Hints(None, None, None, "某某市政府网")),
    ("<meta name=SiteName content='某某市政府网'><p>来源：市水务局</p>", Hints(None, None, None, "市水务局")),
    ("<p><span>2020年01月08日 09:30</span><span>某某日报</span></p>", Hints(None, "2020-01-08", None, "某某日报")),
    (
        "<meta property='og:site_name' content='微信公众平台'><script>var nickname = htmlDecode(\"某某水务\");</script>",
        Hints(None, None, None, "某某水务"),
    ),
]


@pytest.mark.parametrize(("above", "hints"), BYLINES)
def test_what_a_page_says_of_itself(above: str, hints: Hints) -> None:
    assert page(above, f"<div class=con>{story(1)}</div>").hints == hints


def test_a_date_below_the_article_counts_when_it_is_called_one() -> None:
    article = f"<div class=con>{story(1)}</div>"
    assert page(article, "<div>发布日期：2019-03-06 责任编辑：龙慧</div>").hints.date == "2019-03-06"
    assert page(article, "<div>某地召开大会 2019-03-06</div>").hints.date is None


def test_bylines_may_be_the_first_lines_of_the_article() -> None:
    byline = "<p>甲乙</p><p>记者站</p><p>图片中心</p><p>2023-04-07 09:00</p><p>来源：某某时报</p>"
    hints = page(f"<div class=con>{byline}{story(1)}</div>").hints
    assert (hints.date, hints.publisher) == ("2023-04-07", "某某时报")


def test_what_newspapers_write_into_the_head_of_their_pages() -> None:
    said = "<title>水务集团优化服务</title><date>2014-03-04 00:00:00.0</date><author>记者 甲乙</author>"
    head = (
        f"<title>某某日报数字报-水务集团优化服务</title><!--enpproperty <articleid>1</articleid>{said}/enpproperty-->"
    )
    document = page(f"<div class=con>{story(1)}</div>", head=head)
    assert document.hints == Hints("水务集团优化服务", "2014-03-04", "记者 甲乙", "某某日报")


def test_what_is_attached_is_listed() -> None:
    attached = "<p>附件：<a href=a.doc>1.服务承诺一览表.doc</a></p><p><a href=b.pdf>2.服务监督电话一览表.pdf</a></p>"
    document = page(f"<div class=con>{story(1)}{attached}<p><a href=c>水务集团召开年度工作会议</a></p></div>")
    assert document.text.split("\n")[-2:] == ["附件：1.服务承诺一览表.doc", "2.服务监督电话一览表.pdf"]


def test_what_a_forum_says_of_posts_is_no_text() -> None:
    post = "<div class=authi>发表于 2012-11-4 22:05 | 只看该作者</div>{}<div class=sign>万事如意，心想事成。</div>"
    post += "<div>回复 支持 反对</div>"
    posts = "".join(f"<div class=post>{post.format(story(n))}</div>" for n in (1, 2, 3))
    document = page(posts)
    assert document.text.split("\n") == [f"第{n}篇：{text}" for n in (1, 2, 3) for text in PROSE]
    assert document.hints.date == "2012-11-04"


def test_buttons_and_lists_of_further_reading_are_no_text() -> None:
    furniture = "<p>326</p><p>分享到：</p><p>用微信扫码二维码</p>"
    behind = f"<p>0条评论</p><p>相关推荐</p><h4>另一篇</h4><p>{PROSE[0]}</p><p>加载中</p>"
    for end in ("", "<p>（责任编辑：龙慧）</p>"):
        document = page(f"<div class=con>{furniture}{story(1)}{end}{behind}</div>")
        kept = [f"第1篇：{text}" for text in PROSE] + ["（责任编辑：龙慧）"] * bool(end)
        assert document.text.split("\n") == kept


def test_short_notices_are_found_among_links() -> None:
    document = page(f"<ul>{MENU}</ul><div><p>经研究，同意该方案。</p></div><div class=footer>{MENU}</div>")
    assert document.text == "经研究，同意该方案。"


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
    elif kind in ("byline_date", "byline_day", "script_date"):
        year, month, day = re.search(row["pattern"], example, re.IGNORECASE).groups()  # type: ignore[union-attr]
        assert f"{year}-{int(month):02}-{int(day):02}" == value
    elif kind.startswith("byline_") or kind in ("script_seconds", "script_publisher"):
        assert re.search(row["pattern"], example)[1] == value  # type: ignore[index]
    elif kind in ("furniture", "after", "last"):
        assert lines_of(kind).fullmatch(example)
    else:
        assert re.fullmatch(row["pattern"], example, re.IGNORECASE)
        assert example.lower() == value


@pytest.mark.parametrize(
    "line",
    [
        "全年访问客户1200人次",
        "关注5项重点工作",
        "主题3 服务提升",
        "评论与建议",
        "服务等级 3 级",
        "积分兑换 12 万次",
        "收藏家 3 名",
    ],
)
def test_lines_that_name_figures_are_no_counters(line: str) -> None:
    assert not lines_of("furniture").fullmatch(line)


def test_marks_of_notes_are_no_text_and_powers_are() -> None:
    said = "供水人口一百八十万<sup>[1]</sup>人<sup><a href='#n'>2</a></sup>，管网一万公里<sup>①</sup>，面积五十万m<sup>2</sup>。"
    assert page(f"<p>{said}</p>").text == "供水人口一百八十万人，管网一万公里，面积五十万m2。"
    cells = ("指标<sup>[1]</sup>", "2018年", "面积", "4 m<sup>2</sup>")
    table = "<table><tr><td>{}</td><td>{}</td></tr><tr><td>{}</td><td>{}</td></tr></table>".format(*cells)
    assert page(f"<p>{said}</p>{table}").text.endswith("\n指标\t2018年\n面积\t4 m2")


def test_names_of_articles_are_no_asides() -> None:
    assert not any(
        names_of("aside").search(name) for name in ("content", "article-body", "headline", "TRS_Editor", "con_txt")
    )


def test_cells_that_span_rows_leave_the_columns_in_line() -> None:
    rows = "<tr><th rowspan=2>地区</th><th colspan=2>供水量</th></tr><tr><th>上年</th><th>本年</th></tr>"
    rows += "<tr><td>城区</td><td>120</td><td rowspan=9>135</td></tr><tr><td>镇区</td><td>30</td></tr>"
    document = load_bytes(f"<html><body><table>{rows}</table></body></html>".encode(), "a.html")
    assert document.text == "地区\t供水量\t\n\t上年\t本年\n城区\t120\t135\n镇区\t30\t"


def test_lines_of_listings_stay_lines() -> None:
    document = load_bytes("<html><body><pre>甲\r\n  <b>乙</b>丙\n丁</pre></body></html>".encode(), "a.html")
    assert document.text == "甲\n乙丙\n丁"


SENTENCE = "供水公司今年以来坚持以客户为中心，持续开展服务质量提升活动，全年客户服务满意率达到99.1%。"


def test_lists_are_no_articles_of_their_own() -> None:
    page = f"<body><h1>承诺</h1><ol><li>{SENTENCE}</li></ol><ol start=2><li>第二条承诺接受社会监督。</li></ol></body>"
    assert load_bytes(f"<html>{page}</html>".encode(), "a.html").text == f"承诺\n{SENTENCE}\n第二条承诺接受社会监督。"


def test_what_xml_closes_is_closed() -> None:
    page = (
        f'<?xml version="1.0"?><html><head><title/><script src="a.js"/></head><body><p/><p>{SENTENCE}</p></body></html>'
    )
    assert load_bytes(page.encode(), "a.xhtml").text == SENTENCE


@pytest.mark.parametrize(
    "page",
    [
        '<html><frameset cols="20%,80%"><frame src="a.html"><frame src="b.html"></frameset></html>',
        '<html><head><script src="a.js"></script></head><body><div id="app"></div></body></html>',
    ],
)
def test_pages_whose_text_is_elsewhere_say_so(page: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(page.encode(), "a.html")
    assert caught.value.reason == "empty"
    assert "save it as PDF or MHTML" in str(caught.value)


def test_short_sections_of_an_article_are_part_of_it() -> None:
    long = f"<section class=s><h2>一、主要做法</h2>{f'<p>{SENTENCE * 2}</p>' * 9}</section>"
    short = f"<section class=s><h2>二、存在问题</h2><p>管网漏损率偏高。</p></section><section class=s><h2>三、打算</h2><p>{SENTENCE}</p></section>"
    links = "<section class=s><h2>更多</h2><p><a href=a>集团召开安全生产会议部署工作</a></p></section>"
    document = page(f"<div id=x>{long}{short}{links}</div><ul>{MENU}</ul>")
    assert [block.span.of(document.text) for block in document.blocks if block.kind == "heading"] == [
        "一、主要做法",
        "二、存在问题",
        "三、打算",
    ]
    assert "管网漏损率偏高。" in document.text


def test_tables_above_documents_of_offices_say_whose_and_when() -> None:
    table = "<table><tr><td>索引号</td><td>000012/2019-00123</td><td>发文机关</td><td>某某市水务局</td></tr>"
    table += "<tr><td>成文日期</td><td>2019年09月01日</td><td>发文字号</td><td>某水发〔2019〕12号</td></tr></table>"
    document = page(f"<div>{table}<div id=zoom><p>各区县水务局：</p>{story(1)}</div></div>")
    assert (document.hints.publisher, document.hints.date) == ("某某市水务局", "2019-09-01")


SENTENCES = [
    "供水集团去年完成老旧管网改造四十公里，漏损率比上年下降，受到用户好评。",
    "公司党委把便民服务放在第一位，上门服务一万余次，投诉量下降三成。",
    "下一步，公司将继续推进二次供水设施改造，计划三年内惠及八万余户。",
]
MARKED = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def test_words_that_spoil_copies_are_no_text() -> None:
    spoiled = (
        f"<h1>年报</h1><p>{SENTENCES[0][:9]}<font style='display:none'>某站首发</font>{SENTENCES[0][9:]}</p>"
        f"<p>{SENTENCES[1]}<span class='x' style='font-size:0px;color:#fff'>q7w</span></p>"
        f"<p>{SENTENCES[2]}<font class='jammer'>k2</font></p>"
        # What is shown when somebody clicks is text.
        f"<p>改造以来。<span style='display:none'>{SENTENCES[0] * 2}</span></p>"
    )
    assert text_of(spoiled) == "\n".join(["年报", *SENTENCES, f"改造以来。{SENTENCES[0] * 2}"])


@pytest.mark.parametrize("said", ["style='display:none'", "style='COLOR:red; FONT-SIZE: 0'", "class='a jammer'"])
def test_one_hidden_word_is_enough_for_styles_to_be_asked(said: str) -> None:
    spoiled = f"<p>{SENTENCES[0]}<span {said}>q7w</span></p><p>{SENTENCES[1]}</p>"
    assert text_of(spoiled) == "\n".join(SENTENCES[:2])


def test_a_page_is_read_however_damaged_its_characters_are() -> None:
    page = f"<html><body><p>{SENTENCES[0]}</p><p>".encode() + SENTENCES[1].encode()[1::2] + b"</p></body></html>"
    document = load_bytes(page, "a.html")
    assert document.media_type == "text/html"
    assert document.text.startswith(SENTENCES[0])


def test_what_lies_behind_a_tab_is_text() -> None:
    panes = "".join(
        f"<div class='pane' style='display:{'block' if at == 0 else 'none'}'><h2>第{at}期</h2><p>{sentence}</p></div>"
        for at, sentence in enumerate(SENTENCES)
    )
    hidden = f"<div class='popup' style='display:none'><p>{SENTENCES[0]}登录后可见。</p></div>"
    text = text_of(f"<div class='box'>{panes}{hidden}</div>")
    assert text == "\n".join(f"第{at}期\n{sentence}" for at, sentence in enumerate(SENTENCES))


def text_of(body: str) -> str:
    return load_bytes(f"<html><body>{body}</body></html>".encode(), "a.html").text


@pytest.mark.parametrize(
    "bold", ["<p><b>{}</b></p>", "<p style='font-weight:700'>{}</p>", "<p><span style='font-weight:bold'>{}</span></p>"]
)
def test_bold_lines_head_what_stands_below_them(bold: str) -> None:
    parts = [bold.format("便民服务"), *MARKED.split("<p>")[1:2], bold.format("管网改造"), MARKED]
    body = f"<h1>供水集团年报</h1>{MARKED}" + "".join(p if p.startswith("<p") else f"<p>{p}" for p in parts)
    # No headings: a sentence, a label, the beginning of a line, a caption, a numbered line, which numbers tell.
    body += bold.format("服务无止境。") + MARKED + bold.format("记者：") + MARKED + f"<p><b>重点</b>{SENTENCES[0]}</p>"
    body += bold.format("抢修现场（资料图）") + MARKED + bold.format("一、安全生产") + MARKED
    document = load_bytes(f"<html><body><div>{body}</div></body></html>".encode(), "a.html")
    assert [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind == "heading"] == [
        (1, "供水集团年报"),
        (2, "便民服务"),
        (2, "管网改造"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        '<p style="position:absolute;top:{top}px;left:{left}px;white-space:nowrap">{text}</p>',
        '<span style="position:absolute; left:{left}px; top:{top}px">{text}</span>',
        '<div class="t m0 x1 h2 y{top} ff1 fs0 fc0 sc0 ls0 ws0">{indent}{first}<span class="_ _0"> </span>{rest}</div>',
    ],
)
def test_lines_in_places_of_their_own_make_paragraphs(line: str) -> None:
    lines = []
    for sentence in SENTENCES:
        text = sentence * 2
        for at in range(0, len(text), 20):
            first = not at
            shown = text[:18] if first else text[at - 2 : at + 18]
            lines.append((shown, 114 if first else 80, "\u3000\u3000" if first else ""))
        if rest := text[at + 18 :]:
            lines.append((rest, 80, ""))
    body = "".join(
        line.format(top=20 * at, left=left, text=text, indent=indent, first=text[:1], rest=text[1:])
        for at, (text, left, indent) in enumerate(lines)
    )
    assert text_of(f"<div>{body}</div>").split("\n") == [sentence * 2 for sentence in SENTENCES]


def test_a_title_that_is_broken_is_one() -> None:
    title = "云溪市水务局办公室关于进一步加强城市供水管理工作的通知"
    table = "<table><tr><td>索 引 号：</td><td>0143/2019</td></tr><tr><td>发文机关：</td><td>云溪市水务局办公室</td></tr></table>"
    body = f"{table}<div><p>{title[:12]}<br>{title[12:]}</p><p>各区水务局：</p>{MARKED}</div>"
    document = load_bytes(
        f"<html><head><title>{title}_公告_云溪市</title></head><body>{body}</body></html>".encode(), "a"
    )
    assert (document.hints.title, document.hints.publisher) == (title, "云溪市水务局办公室")


def test_labels_may_stand_above_what_they_label() -> None:
    listed = "<dl><dt>发布机构：</dt><dd>云溪市水务局</dd><dt>发布日期：</dt><dd>2019-03-05</dd></dl>"
    hints = load_bytes(f"<html><body>{listed}<div><h1>通知</h1>{MARKED}</div></body></html>".encode(), "a").hints
    assert (hints.publisher, hints.date) == ("云溪市水务局", "2019-03-05")


def test_menus_are_no_text_where_only_a_table_stands_beside_them() -> None:
    menu = "<div class='nav'><ul><li><a>首页</a></li><li><a>荣誉</a></li></ul></div>"
    rows = "".join(f"<tr><td>{year}年</td><td>文明单位</td></tr>" for year in range(2000, 2012))
    assert text_of(f"{menu}<div><table>{rows}</table></div>").startswith("2000年\t文明单位")


THREAD = [PROSE[0] * 4, *PROSE[1:], "支持楼主。", "过户手续能在网上办就好了，不用跑腿。"]


def test_short_replies_of_a_thread_are_kept() -> None:
    posts = "".join(
        f'<div id="post_{at}"><table class="box"><tr><td><a>网友{at}</a></td><td><p>{at}# 发表于 2016-3-{at} 10:2{at}</p>'
        f'<div class="t"><table><tr><td id="message_{at}">{text}</td></tr></table></div></td></tr></table></div>'
        for at, text in enumerate(THREAD, 1)
    )
    page = f'<title>营业厅排队太久 - 论坛</title><ul class="nav">{MENU}</ul><div id="a"><h1>营业厅排队太久</h1><div id="b">{posts}</div></div>'
    raw = load_bytes(page.encode(), "a")
    texts = [block.span.of(raw.text) for block in raw.blocks]
    assert [text for text in texts if text in THREAD] == THREAD
    assert [block.kind for block in raw.blocks].count("heading") == 1
    assert raw.hints.date == "2016-03-01"


def test_comments_with_a_time_below_an_article_are_no_thread() -> None:
    said = "".join(
        f'<div class="say"><b>网友{at}</b> 3-{at} 10:25<p>{text}</p></div>' for at, text in enumerate(THREAD[3:] * 2, 1)
    )
    article = f'<div class="text">{"".join(f"<p>{line}</p>" for line in PROSE * 2)}</div>'
    page = f'<title>供水</title><ul class="nav">{MENU}</ul>{article}<div class="comments">{said}</div>'
    assert "支持楼主" not in load_bytes(page.encode(), "a").text


def test_a_page_of_many_posts_takes_time_in_line_with_its_length() -> None:
    post = f"<div class='post'><p>{SENTENCES[0]}</p><a href='/more'>更多内容</a></div>"

    def seconds(posts: int) -> float:
        page = f"<html><body>{post * posts}</body></html>".encode()
        begin = time.process_time()
        load_bytes(page, "a.html")
        return time.process_time() - begin

    # Each ends with what might head a list behind the article: all before it was added up anew for each.
    assert any(seconds(16_000) < 15 * seconds(2_000) for _ in range(3))


@pytest.mark.parametrize(
    ("script", "paragraphs"),
    [
        (
            '<script type="application/ld+json">{"headline":"优化服务","articleBody":"'
            + r"\n".join(PROSE)
            + '","datePublished":"2023-06-18"}</script>',
            PROSE,
        ),
        (
            "<script>window.__STATE__={article:{"
            + '"content":"'
            + "".join(rf"\u003cp class=\"a\"\u003e{line}\u003c\/p\u003e" for line in PROSE)
            + '"}}</script>',
            PROSE,
        ),
        # A broken string, and settings.
        ('<script>x={"content":"' + PROSE[0] * 3 + r"\x3c" + '"}</script>', ["加载中"]),
        ('<script>x={"text":"' + "a" * 90 + '"}</script>', ["加载中"]),
    ],
)
def test_an_article_that_only_a_script_holds_is_read(script: str, paragraphs: list[str]) -> None:
    page = f"<html><head><title>优化服务</title></head><body><div id=app>加载中</div>{script}</body></html>"
    assert load_bytes(page.encode(), "a.html").text.split("\n") == paragraphs


def test_what_a_script_holds_is_nothing_to_a_page_with_an_article() -> None:
    script = '<script>x={"comments":[{"content":"' + PROSE[2] * 9 + '"}]}</script>'
    document = load_bytes(PAGE.format(charset="utf-8").replace("</body>", script + "</body>").encode(), "a.html")
    assert PROSE[2] * 2 not in document.text


def test_a_byline_with_bars_dates_a_page() -> None:
    related = "".join(f"<li>水务集团发布会在城区举行2023-01-1{n}</li>" for n in range(4))
    page = f"<h1>优化服务</h1><div>2023/06/18<i>|</i>阅读 3</div><p>{'<p>'.join(PROSE)}<ul>{related}</ul>"
    assert load_bytes(f"<html><body>{page}</body></html>".encode(), "a.html").hints.date == "2023-06-18"


@pytest.mark.parametrize(
    ("stated", "front", "title"),
    [
        ("江海日报社数字报刊平台-水务集团优化服务", "<div>水务集团优化服务</div>", "水务集团优化服务"),
        ("江海水务(600000)公告正文", "<h1>江海水务：关于优化服务的公告</h1>", "江海水务：关于优化服务的公告"),
        ("New Page 1", "<p><b>水务集团优化服务</b></p>", "水务集团优化服务"),
        ("水务集团优化服务", "<h1>江海水务：关于优化服务的公告</h1>", "水务集团优化服务"),
    ],
)
def test_a_title_that_names_the_site_or_the_program_is_none(stated: str, front: str, title: str) -> None:
    page = f"<html><head><title>{stated}</title></head><body><ul>{MENU}</ul>{front}<div><p>{'<p>'.join(PROSE)}</div>"
    assert load_bytes(page.encode(), "a.html").hints.title == title
