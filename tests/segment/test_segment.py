from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusdoc.lexicon import load_lexicon
from corpusdoc.model import Alignment, Block, Document, Noise, RawDocument, Run, Segmentation, Span
from corpusdoc.segment import search_words, segment, words

LEXICON = load_lexicon()
BODY = "全年投诉处理及时率保持在九成以上，营业厅平均等候时间缩短到八分钟以内，用户普遍满意。"


def document(text: str, blocks: tuple[Block, ...] = (), noise: tuple[Noise, ...] = ()) -> Document:
    raw = RawDocument("a.txt", "0" * 64, text, "text/plain", blocks=blocks)
    return Document("a", raw, text, Alignment((Run(0, 0, len(text)),), len(text)), blocks=blocks, noise=noise)


def headings(text: str, blocks: tuple[Block, ...] = ()) -> list[tuple[int, str]]:
    found = segment(document(text, blocks), LEXICON)
    return [(section.level, section.heading.of(text)) for section in found.sections]


HEADINGS = [
    # 一 and a blank, bullets, steps; two short lines where headings of few words stand alone are two
    (
        f"宣传方案\n一 指导思想\n{BODY}\n二 活动主题\n“情暖万家”\n",
        [(1, "宣传方案"), (2, "一 指导思想"), (2, "二 活动主题")],
    ),
    (
        f"一盏灯 一座城\n■ 本报通讯员 许松\n{BODY}\n■ 巡线路上\n{BODY}\n■ 风雪除夕\n{BODY}",
        [(1, "一盏灯 一座城"), (2, "■ 巡线路上"), (2, "■ 风雪除夕")],
    ),
    (
        f"管理实践\n一、推行步骤\n第一步：宣传发动\n{BODY}\n第二步：样板先行\n{BODY}\n二、效果\n{BODY}",
        [(1, "管理实践"), (2, "一、推行步骤"), (3, "第一步：宣传发动"), (3, "第二步：样板先行"), (2, "二、效果")],
    ),
    (
        f"集团责任报告\n公司概况\n{BODY}\n发展战略\n{BODY}\n绿色发展\n节能减排\n{BODY}",
        [(1, "集团责任报告"), (2, "公司概况"), (2, "发展战略"), (2, "绿色发展"), (2, "节能减排")],
    ),
    # a number that counts, what somebody says, a list's heading below a list, a heading's second line
    (f"一、二期机组改造纪实\n{BODY}\n啃下硬骨头\n{BODY}", [(1, "一、二期机组改造纪实"), (2, "啃下硬骨头")]),
    (f"好口碑是跑出来的\n{BODY}\n“我们马上出发。”\n{BODY}", [(1, "好口碑是跑出来的")]),
    (
        f"关于表彰先进的决定\n{BODY}\n先进集体（3个）\n财务科\n运输队\n第二营业所\n先进个人（2名）\n张海 李平",
        [(1, "关于表彰先进的决定"), (2, "先进集体（3个）"), (2, "先进个人（2名）")],
    ),
    (
        f"创建汇报\n一、统一思想，明确目标，把创建工作作为\n企业发展的任务\n{BODY}\n二、完善机制\n{BODY}",
        [(1, "创建汇报"), (2, "一、统一思想，明确目标，把创建工作作为\n企业发展的任务"), (2, "二、完善机制")],
    ),
    # text, (level, heading)
    (
        f"某局年度总结\n一、主要工作\n{BODY}\n（一）抓服务\n{BODY}\n二、下步打算\n{BODY}",
        [(1, "某局年度总结"), (2, "一、主要工作"), (3, "（一）抓服务"), (2, "二、下步打算")],
    ),
    (f"第一章 总则\n第一条 为规范服务，制定本办法。\n第二章 职责\n{BODY}", [(1, "第一章 总则"), (1, "第二章 职责")]),
    (f"关于开展服务月活动的通知\n1、排查隐患；\n2、整改到位。\n{BODY}", [(1, "关于开展服务月活动的通知")]),
    (f"匠心服务\n情暖万家\n{BODY}\n健全机制\n夯实基础\n{BODY}", [(1, "匠心服务\n情暖万家"), (2, "健全机制\n夯实基础")]),
    (f"微笑服务纪实\n{BODY}\n微笑服务纪实\n{BODY}", [(1, "微笑服务纪实")]),  # the title, said again
    (f"服务标准解读\n{BODY}\n有统一标识\n有合理布局\n有健全设施\n{BODY}", [(1, "服务标准解读")]),  # a list
    (f"工作简报\n{BODY}\n活动主题：心系客户\n{BODY}", [(1, "工作简报")]),  # a label
    # letterhead and number stand above the title
    (
        f"溪州市水务公司文件\n溪水〔2023〕8号\n关于表彰先进的通知\n{BODY}\n一、总则\n{BODY}",
        [(1, "关于表彰先进的通知"), (2, "一、总则")],
    ),
    (
        f"溪州燃气有限公司\n二零二三年年报\n\n主席报告\n\n{BODY}",
        [(1, "溪州燃气有限公司\n二零二三年年报"), (2, "主席报告")],
    ),
    (
        f"安检实践\n1 引言\n{BODY}\n2 做法\n2.1 入户安检\n{BODY}",
        [(1, "安检实践"), (2, "1 引言"), (2, "2 做法"), (3, "2.1 入户安检")],
    ),
    (
        f"小站纪实\n一颗心：把旅客放在首位\n{BODY}\n一张网：让山货走出大山\n{BODY}",
        [(1, "小站纪实"), (2, "一颗心：把旅客放在首位"), (2, "一张网：让山货走出大山")],
    ),
    (
        f"清泉入户二十载发布时间:2020-05-27 来源:江海网\n{BODY}",
        [(1, "清泉入户二十载")],
    ),  # what the page glued to the title
    (f"山城送电忙又忙\n山城送电忙又忙\n{BODY}", [(1, "山城送电忙又忙")]),  # said twice
    (f"1服务目标\n服务目标\n2019-08-01\n{BODY}", [(1, "服务目标")]),
    (f"值班方案8号.doc\n关于值班的通知\n{BODY}", [(1, "关于值班的通知")]),  # a file
    (
        f"值班通知\n{BODY}\n附件:\n抢修领导小组成员名单\n组 长:林晓楠 班长\n韦国强 副班长\n",
        [(1, "值班通知"), (2, "抢修领导小组成员名单")],
    ),
    (f"小站纪实\n{BODY}\n小站夜景.jpg\n{BODY}", [(1, "小站纪实")]),
    (f"小站纪实\n记者 林晓楠 通讯员 韦国强\n{BODY}", [(1, "小站纪实")]),  # who wrote it
    (f"净水试验\n{BODY}\n表1 各阶段水质均值\n{BODY}", [(1, "净水试验")]),  # a caption
    (f"表彰通知\n{BODY}\n附件：1.先进集体名单\n2.先进个人名单\n{BODY}", [(1, "表彰通知")]),  # papers that come with it
    (f"“一家人”成一个拳头：医改见闻\n{BODY}", [(1, "“一家人”成一个拳头：医改见闻")]),
    (f"行走乡村\n一张档案记信用\n春天，启动了授信的工程。\n{BODY}{BODY}\n", [(1, "行走乡村"), (2, "一张档案记信用")]),
    (
        f"行走乡村\n{BODY}\n一张档案记信用\n春天，全行启动了整村授信的工程。\n{BODY}{BODY}\n",
        [(1, "行走乡村"), (2, "一张档案记信用")],
    ),
    # sections that begin in a line with their text; one alone is an item
    (
        f"致用户倡议书\n一、立足岗位，服务用户。{BODY}\n二、节约用水，从我做起。{BODY}",
        [(1, "致用户倡议书"), (2, "一、立足岗位，服务用户。"), (2, "二、节约用水，从我做起。")],
    ),
    (f"致用户倡议书\n一、立足岗位，服务用户。{BODY}", [(1, "致用户倡议书")]),
    # three numbers in a row list, two are headings with nothing below the first
    (
        f"会议情况通报\n通过了下列议案\n1、年度工作计划\n2、年度培训计划\n3、章程修订草案\n{BODY}",
        [(1, "会议情况通报")],
    ),
    (
        f"会议情况通报\n1、计划\n{BODY}\n2、培训\n{BODY}\n3、章程\n{BODY}",
        [(1, "会议情况通报"), (2, "1、计划"), (2, "2、培训"), (2, "3、章程")],
    ),
    (f"年度情况\n一、公司注册地址：江海市中山路7号\n二、用户情况\n{BODY}", [(1, "年度情况"), (2, "二、用户情况")]),
    # a page's frame, its name, when it was posted
    (f"新闻快递\n供水公司为小区开通抢修热线\n2021-03-04 来源：江海网\n{BODY}", [(1, "供水公司为小区开通抢修热线")]),
    (f"小站纪实\n林晓楠 韦国强\n{BODY}\n图为小站。钱立群摄\n{BODY}", [(1, "小站纪实")]),
    (f"减排专案\n{BODY}\n减量专案\ne 化流程\n{BODY}", [(1, "减排专案"), (2, "减量专案"), (2, "e 化流程")]),
    # what a page says of its title above it and below is of its frame
    (f"小站半夜来了客_江海铁道网\n小站半夜来了客\n2019-03-18\n{BODY}", [(1, "小站半夜来了客")]),
    (f"首页 > 水情\n城北供水\n2019\n城北供水\n{BODY}\n城北供水 2\n{BODY}", [(1, "城北供水")]),
    (f"齐心守堤坝\n再唱一支新的号子歌\n——在防汛会上的讲话\n{BODY}", [(1, "齐心守堤坝\n再唱一支新的号子歌")]),
    # a first line like those below it is no title
    (
        f"机构设置\n{BODY}\n荣誉称号\n{BODY}\n业务成果\n{BODY}",
        [(1, "机构设置"), (1, "荣誉称号"), (1, "业务成果")],
    ),
    # entries of a yearbook, but no column above news; sections of brackets where nothing is above them
    (
        f"邮 电\n【概况】 2001年，{BODY}\n【服务】 2001年，{BODY}",
        [(1, "【概况】"), (1, "【服务】")],
    ),
    (f"【水情快递】{BODY}\n{BODY}", []),
    (
        f"一季度小结\n（一）抓好了进度。{BODY}\n（二）安排了整治。{BODY}",
        [(1, "一季度小结"), (2, "（一）抓好了进度。"), (2, "（二）安排了整治。")],
    ),
    # labels on lines of their own, twice at least; captions; headlines above their days
    (f"半年情况\n主要业务：\n{BODY}\n报告期业绩：\n{BODY}", [(1, "半年情况"), (2, "主要业务："), (2, "报告期业绩：")]),
    (f"半年情况\n各部门：\n{BODY}\n通知如下：\n{BODY}", [(1, "半年情况")]),
    (f"小站纪实\n{BODY}\n水厂员工在清洗滤池\n{BODY}\n抢修现场\n{BODY}\n相关阅读\n{BODY}", [(1, "小站纪实")]),
    (
        f"江堤上守过的第一夜\n2019-03-18\n{BODY}\n供水公司员工连夜加固江堤，保住了两岸三千亩稻田\n2019-03-19\n{BODY}",
        [(1, "江堤上守过的第一夜"), (2, "供水公司员工连夜加固江堤，保住了两岸三千亩稻田")],
    ),
    (
        f"股东会通知\n一、时间\n1、日期：三月五日\n2、地点：三楼\n二、议案\n{BODY}",
        [(1, "股东会通知"), (2, "一、时间"), (2, "二、议案")],
    ),
    # a sentence is enough below a heading; a motto between two numbered headings is none
    (
        f"小站纪实\n{BODY}\n打下第一根桩\n冻土硬得像铁板一样。\n收到第一封信\n信里画着一座小桥呢。",
        [(1, "小站纪实"), (2, "打下第一根桩"), (2, "收到第一封信")],
    ),
    (
        f"值班方案\n一、活动主题\n守住每一道阀门\n二、工作目标\n{BODY}",
        [(1, "值班方案"), (2, "一、活动主题"), (2, "二、工作目标")],
    ),
    (
        f"访江海水务\n成本还能降多少?\n{BODY}\n【客户责任】\n{BODY}",
        [(1, "访江海水务"), (2, "成本还能降多少?"), (2, "【客户责任】")],
    ),
    (
        f"服务承诺书\n第一条 服务热线\n{BODY}\n第二条 维修时限\n{BODY}",
        [(1, "服务承诺书"), (2, "第一条 服务热线"), (2, "第二条 维修时限")],
    ),
    (
        f"一滴水的旅行\n取水:从江里到泵房\n{BODY}\n制水:七道“关卡”\n{BODY}",
        [(1, "一滴水的旅行"), (2, "取水:从江里到泵房"), (2, "制水:七道“关卡”")],
    ),
    (
        f"水厂经验\n一是“领题”,瞄准难点干。\n{BODY}\n二是“搭台”,师徒结对干。\n{BODY}",
        [(1, "水厂经验"), (2, "一是“领题”,瞄准难点干。"), (2, "二是“搭台”,师徒结对干。")],
    ),
    (f"班组经验\n江海水厂工会\n抢修班\n{BODY}", [(1, "班组经验")]),  # who wrote it
    (f"江海第二水厂\n江海二水厂“四个到位”保供水\n{BODY}", [(1, "江海二水厂“四个到位”保供水")]),  # the issuer above
    (f"经营快报\n{BODY}\n净利润 21,409 同比 8.1%\n{BODY}", [(1, "经营快报")]),  # a row of a table
    (
        f"表彰决定\n{BODY}\n先进集体(6个)\n安装二队、城东门站、抢修班和客服中心。",
        [(1, "表彰决定"), (2, "先进集体(6个)")],
    ),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings(text: str, expected: list[tuple[int, str]]) -> None:
    assert headings(text) == expected


def stated(*kinds: str) -> tuple[str, tuple[Block, ...]]:
    """A title, text, a short line, text, in blocks of the kinds."""
    lines, blocks, start = ("年报", BODY, "某某小节", BODY), [], 0
    for line, kind in zip(lines, kinds, strict=True):
        blocks.append(Block(Span(start, start + len(line)), kind, 1))  # type: ignore[arg-type]
        start += len(line) + 1
    return "\n".join(lines), tuple(blocks)


def test_stated_headings_come_before_shapes() -> None:
    assert headings(*stated("heading", "paragraph", "paragraph", "heading")) == [(1, "年报"), (1, BODY)]
    # Where only the title is stated, shapes tell.
    assert headings(*stated("heading", "paragraph", "paragraph", "paragraph")) == [(1, "年报"), (2, "某某小节")]


def test_on_printed_pages_numbers_rank_headings_and_a_cover_has_none() -> None:
    lines = ("年报", "二〇〇四年四月十六日", "CO.,LTD.", "一、简介", BODY, "1、2004年情况", BODY)
    blocks, start = [], 0
    for line in lines:
        kind = "paragraph" if line == BODY else "heading"
        blocks.append(Block(Span(start, start + len(line)), kind, 1, page=1))  # type: ignore[arg-type]
        start += len(line) + 1
    assert headings("\n".join(lines), tuple(blocks)) == [(1, "年报"), (2, "一、简介"), (3, "1、2004年情况")]


def test_a_section_reaches_to_the_next_heading_of_its_level() -> None:
    text = f"年度总结\n一、甲项工作\n{BODY}\n（一）子项工作\n{BODY}\n二、乙项工作\n{BODY}"
    sections = segment(document(text), LEXICON).sections
    assert [section.span.of(text)[-5:] for section in sections] == [
        text[-5:],
        BODY[-4:] + "\n",
        BODY[-4:] + "\n",
        text[-5:],
    ]
    assert sections[0].span == Span(0, len(text))


def test_passages_know_their_section_and_noise() -> None:
    text = f"总结报告\n浏览次数:9\n一、成绩显著\n{BODY}"
    noise = (Noise(Span(5, 11), "page.count"),)
    passages = segment(document(text, noise=noise), LEXICON).passages
    assert [(passage.span.of(text)[:4], passage.section, passage.noise) for passage in passages] == [
        ("总结报告", 0, False),
        ("浏览次数", 0, True),
        ("一、成绩", 1, False),
        (BODY[:4], 1, False),
    ]


SENTENCES = [
    ("他说：“我来办。”问题解决了！还有吗？……有。", ["他说：“我来办。”", "问题解决了！", "还有吗？……", "有。"]),
    ("一是抓学习；二是抓落实。", ["一是抓学习；二是抓落实。"]),
    ("  增长3.5%,居首位  ", ["增长3.5%,居首位"]),
    ("甲\t乙\n1\t2", ["甲\t乙", "1\t2"]),
    ("抢修到场………………45分钟内", ["抢修到场………………45分钟内"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.span.of(text) for sentence in segment(document(text), LEXICON).sentences] == expected


@given(st.text(alphabet="一二、(（）)第章服务增长3.5%。！？\n \t；“”", max_size=120))
def test_nothing_is_lost(text: str) -> None:
    found: Segmentation = segment(document(text), LEXICON)
    for units in (found.passages, found.sentences):
        spans = [unit.span for unit in units]  # type: ignore[attr-defined]
        assert spans == sorted(spans)
        assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
        assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
    for sentence in found.sentences:
        assert "".join(sentence.words) == sentence.span.of(text)
        assert found.passages[sentence.passage].span.contains(sentence.span)


@given(st.text(max_size=80))
def test_words_join_to_the_text(text: str) -> None:
    assert "".join(words(text)) == text


def test_latin_tokens_are_split_like_jieba_does() -> None:
    assert words("A-B方案4G-LTE") == ("A", "-", "B", "方案", "4G", "-", "LTE")


def test_search_words_hold_the_parts_of_long_words() -> None:
    assert {"有限公司", "公司", "联合"} <= set(search_words("中国联合网络通信有限公司"))
    assert "，" not in search_words("服务，用心")


def test_jieba_takes_over_where_rjieba_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["corpusdoc.segment.words"]
    fast = words("坚持首问负责制，投诉处理及时率99.5%")
    monkeypatch.setitem(sys.modules, "rjieba", None)
    module._cutters.cache_clear()
    try:
        assert words("坚持首问负责制，投诉处理及时率99.5%") == fast
    finally:
        module._cutters.cache_clear()


def test_contents_definitions_and_signers_hold_no_chapters() -> None:
    lines = [
        "供水集团年度报告",
        "董事长：李清",
        "目录",
        "释义",
        "第一节 公司简介",
        BODY,
        "一、基本情况",
        BODY,
        "第二节 经营情况",
        BODY,
    ]
    text = "\n".join(lines)
    starts = [len("\n".join([*lines[:n], ""])) for n in range(len(lines))]
    blocks = tuple(
        Block(Span(at, at + len(line)), "paragraph" if line == BODY else "heading", 1 if n == 0 else 2, page=1)
        for n, (at, line) in enumerate(zip(starts, lines, strict=True))
    )
    found = segment(document(text, blocks), LEXICON).sections
    assert [(each.level, each.heading.of(text)) for each in found] == [
        (1, "供水集团年度报告"),
        (2, "目录"),
        (2, "释义"),
        (2, "第一节 公司简介"),
        (3, "一、基本情况"),
        (2, "第二节 经营情况"),
    ]


def test_a_text_without_line_ends_is_passages_of_whole_sentences() -> None:
    found = segment(document(BODY * 100), LEXICON)
    assert [len(passage.span) <= 1000 for passage in found.passages] == [True] * len(found.passages)
    assert [sentence.span.of(BODY * 100) for sentence in found.sentences] == [BODY] * 100
    assert {found.passages[sentence.passage].span.contains(sentence.span) for sentence in found.sentences} == {True}
    assert len(segment(document(BODY * 60), LEXICON).passages) == 1


def test_a_sentence_that_never_ends_is_a_passage() -> None:
    text = "供水" * 5000
    assert [passage.span for passage in segment(document(text), LEXICON).passages] == [Span(0, len(text))]


def test_nothing_is_complained_of_where_nothing_was_compiled_before(tmp_path: Path) -> None:
    code = "import sys; sys.modules['rjieba'] = None; from corpusdoc.segment.words import words; words('首问负责制')"
    bare = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env=bare)
    assert done.stderr == ""


@pytest.mark.parametrize("row", LEXICON.rows("numbering"), ids=lambda row: row["style"])
def test_every_numbering_style_is_known_by_its_example(row: dict[str, str]) -> None:
    assert headings(f"{row['example']}\n{BODY}") == [(1, row["example"])]


@pytest.mark.parametrize("row", LEXICON.rows("headings"), ids=lambda row: row["surface"])
def test_names_of_parts_are_headings_however_short(row: dict[str, str]) -> None:
    assert headings(f"某局服务工作研究\n{BODY}\n{row['example']}\n{BODY}")[1:] == [(2, row["surface"])]


def test_when_and_where_a_page_is_goes_on_with_no_title() -> None:
    body = "公司全年平稳供水，用户满意，管网安全，服务到位，各项工作都有进步。" * 3
    assert headings(f"溪岭水厂守护群众用水\n2023年04月12日 本地要闻\n{body}")[0][1] == "溪岭水厂守护群众用水"
