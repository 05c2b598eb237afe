from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusdoc.lexicon import load_lexicon
from corpusdoc.lexicon.beginnings import beginning, beginnings, looked_for, places_of
from corpusdoc.model import Document, RawDocument, Span
from corpusdoc.normalize import fold, normalize

LEXICON = load_lexicon()
# Three notes tell a converter from a textbook.
NOTED = "用戶(hù)至上，服務(wù)為先，責(zé)任到人。"


def repaired(text: str) -> Document:
    return normalize(RawDocument("reports/年报.txt", "0" * 64, text, "text/plain", "utf-8"), LEXICON)


REPAIRED = [
    # raw, repaired
    ("客戶投訴處理及時率達到百分之九十", "客户投诉处理及时率达到百分之九十"),
    ("營業廳全年受理業務３．５萬筆，同比增長１２％", "营业厅全年受理业务3.5万笔，同比增长12%"),
    (NOTED, "用户至上，服务为先，责任到人。"),
    (NOTED + "引入首席信息官(CIO)和免費(wifi)", "用户至上，服务为先，责任到人。引入首席信息官(CIO)和免费(wifi)"),
    ("總工程師出版專著兩部，帶著徒弟走遍全網", "总工程师出版专著两部，带着徒弟走遍全网"),
    ("全\u200b网\ufeff覆盖率", "全网覆盖率"),
]

UNCHANGED = [
    "公司全年实现营业收入12.6亿元，同比增长8.4%；客户满意率99.2%。",
    "“重”字在这里读(chóng)，不读(zhòng)。",  # a textbook explains a reading; three make a converter
    "展品中有一块题为“電報局”的匾额，由市档案馆于去年移交给本公司企业文化展厅收藏并公开展出。",
    "完成①号线、②号线改造，新增机房面积300㎡……",
    "建立核心指标体系，发布质量信息。",  # the phrase configurations would write 指针 and 内核
]


@pytest.mark.parametrize(("raw", "clean"), REPAIRED)
def test_damage_is_repaired(raw: str, clean: str) -> None:
    assert repaired(raw).text == clean


@pytest.mark.parametrize("text", UNCHANGED)
def test_clean_text_comes_through_unchanged(text: str) -> None:
    document = repaired(text)
    assert document.text == text
    assert not document.repairs


def test_every_repair_holds_what_stood_there() -> None:
    document = repaired(NOTED)
    assert {repair.rule for repair in document.repairs} == {"pinyin.note", "script.hant"}
    notes = [repair for repair in document.repairs if repair.rule == "pinyin.note"]
    assert [repair.raw.of(document.raw.text) for repair in notes] == ["(hù)", "(wù)", "(zé)"]


def test_a_found_term_leads_back_to_the_raw_characters() -> None:
    document = repaired("推行首問負(fù)責(zé)制，服務(wù)到位")
    start = document.text.index("首问负责制")
    assert document.alignment.to_raw(Span(start, start + 5)).of(document.raw.text) == "首問負(fù)責(zé)制"


def test_the_document_knows_its_script_damage_and_score() -> None:
    clean, damaged = repaired(UNCHANGED[0]), repaired(NOTED + "**省分公司。")
    assert (clean.script, clean.damage, clean.score) == ("hans", (), 100)
    assert (damaged.script, damaged.damage) == ("hant", ("pinyin", "masked"))
    assert damaged.score < 100
    assert clean.id == "年报"


def test_noise_is_kept_and_tagged() -> None:
    document = repaired("关于表彰先进的通知\n浏览次数:1024\n正文第一段。")
    assert [(noise.rule, noise.span.of(document.text)) for noise in document.noise] == [("page.count", "浏览次数:1024")]


def test_noise_ends_with_its_line() -> None:
    text = "发布日期：2018-05-07\n\n公司现有员工780名。\n版权所有 某某网\n  上一篇：无"
    document = repaired(text)
    assert [(noise.rule, noise.span.of(document.text)) for noise in document.noise] == [
        ("page.time", "发布日期：2018-05-07"),
        ("site.copyright", "版权所有 某某网"),
        ("page.turn", "  上一篇：无"),
    ]


RUNNING = [
    f"供水集团 年度报告  {page}\n" + "全年供水安全稳定，水质综合合格率保持在较高水平。" * 20 for page in range(8, 13)
]


@pytest.mark.parametrize(("pages", "noise"), [(RUNNING, 5), (RUNNING[:3], 0), ([page[:40] for page in RUNNING], 0)])
def test_lines_that_repeat_pages_apart_are_running_headers(pages: list[str], noise: int) -> None:
    assert [noise.rule for noise in repaired("\n".join(pages)).noise] == ["page.running"] * noise


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("首問負責制", "首问负责制"),
        ("４Ｇ基站", "4g基站"),
        ("Ｉso９００１", "iso9001"),
        ("İstanbul", "İstanbul"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


# The first call loads tables.
@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("導責務網建設(dǎozéwùg)（）服务\u200b１％\n**省 某某a"), max_size=60))
def test_raw_text_is_never_lost(text: str) -> None:
    document = repaired(text)
    runs = document.alignment.runs
    assert "".join(text[run.raw_start : run.raw_start + run.raw_width] for run in runs) == text
    assert document.alignment.clean_length == len(document.text)


# Damage of each kind that rules look for place by place, on lines of their own and all in one line.
DAMAGED = {
    "notes": NOTED,
    "gaps": "公司始终铭记国企 会责任，在促进 会和谐、推动 会发展中主动担当，职工满意。",
    "shifted": "每一道工序?qū)ο乱画h(huán)節都有標(biāo)準(zhǔn)，服務(wù)到位。",
    "cut": "優(yōu)質(zhì)服務(wù)要求?；\ue2a2驹O施建設，",
    "mojibake": "全年客户满意率达到九成以上。".encode().decode("latin-1"),
    "spaces": "供 电 公 司 全 年 总 结",
    "pairs": "开展“首问负责“活动，推行”六有”标准。",
    "question marks": "?????",
    "lost": "总结经?验，走访??户，□□□活动，",
    "joined": "全年电网运行平稳，供电可靠率稳步提升，客户服务 ",
    "escapes": "坚持&amp;ldquo;用户&#33267;上&amp;rdquo;\\u5168\\u5e74%E5%85%A8=E5=85=A8&&&&",
    "markup": "<b>全年</b><br><<<[b]平稳[/b][[[**满意**",
    "drawn": "┌──┬──┐│指标│数值│├──┼──┤+--+--+|--|",
    "straight": '推行"首问负责"制和"一站式服务，',
    "signs": "推行â€œ首问负责â€制，Â 全年",
    "letters": "全年l.2亿，1OO%，O2O，2,3O0个",
    "figures": "全年收入3 062.55万元，同比增长15. 4%，",
    "digits": "1 234, 567 ",
    "cells": "| 收入 |\n12 |\n15 |",
    "ruled cells": "收入 |\n---|---|\n12 |\n15 |\n",
    "noise": "浏览次数:1024 第1页",
    "groups of three": "，111" * 8,
}
# Lines that a program broke, and a line of blanks behind them.
BROKEN = (
    "全年电网运行平稳，供电可靠率稳步提升，客户服务不断改进，队伍建设得到加强，公司经营情况良好，完成了年度任务，职工收\n"
    * 40
)


@pytest.mark.parametrize("end", ["", "\n"], ids=["one line", "lines"])
@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_time_grows_with_length_not_with_its_square(text: str, end: str) -> None:
    # Four times as much takes four times as long; a square would be sixteen.
    assert any(seconds((text + end) * 1600) < 10 * seconds((text + end) * 400) for _ in range(3))


def test_a_long_line_of_blanks_takes_time_by_its_length() -> None:
    assert any(seconds(BROKEN + " " * 64_000 + "\n尾") < 10 * seconds(BROKEN + " " * 16_000 + "\n尾") for _ in range(3))


def seconds(text: str) -> float:
    """The CPU time that repairing a text takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        repaired(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("row", LEXICON.rows("script"), ids=lambda row: row["traditional"])
def test_script_exceptions_hold_in_their_examples(row: dict[str, str]) -> None:
    assert row["simplified"] in row["reading"]
    # Two characters of a line must change before it counts as Traditional.
    assert repaired(f"據瞭解，{row['example']}").text == f"据了解，{row['reading']}"


@pytest.mark.parametrize("row", LEXICON.rows("boilerplate"), ids=lambda row: row["example"][:12])
def test_boilerplate_is_known_by_its_example(row: dict[str, str]) -> None:
    assert [noise.rule for noise in repaired("某某公司工作总结\n" + row["example"]).noise] == [row["rule"]]


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("广告", "广"),
        ("(?:广告|赞助(?:商)?内容|AD)", "广赞A"),
        ("(?:郑重|特别)?声明", "郑特声"),
        (r"[(（\[]?已有\s?\d", r"(（\[已"),
        (r"\s{0,4}\d{4}年|今天", r"\s\d今"),
        (r"[-—–·]\s?\d|[(（-]", r"\-—–·(（\-"),
        (r"(?<!\d)\d{1,2}时", r"\d"),
        ("(?![各该])(?<=员)工会(?!主席)", "工"),
        (r"[^_]{1,60}_第", None),
        (".{0,9}完", None),
        ("完?", None),
    ],
)
def test_what_a_pattern_begins_with(pattern: str, first: str | None) -> None:
    assert beginnings(pattern) == first


def test_patterns_are_looked_for_where_they_may_begin_or_else_everywhere() -> None:
    for patterns in (["(?<!不)要求", "力争"], ["(?<!不)要求", ".?力争"]):
        found = [match.group()[-2:] for match in looked_for(patterns).finditer("不要求,要求服务到家,力争满意")]
        assert found == ["要求", "力争"]
    assert looked_for([]).search("力争") is None


def test_where_a_pattern_begins_is_told_with_all_that_it_would_match() -> None:
    found = list(beginning("要力", "(?<!不)要求|力争").finditer("不要求,要求服务到家,力争满意"))
    assert [(match.start(), match.end(1), match[1]) for match in found] == [(4, 6, "要求"), (11, 13, "力争")]
    for patterns in (["(?<!不)要求", "力争"], ["(?<!不)要求", ".力争"], []):
        tells = places_of(patterns)
        assert [tells.search(text) is not None for text in ("不要求", "要求", ",力争")] == [
            looked_for(patterns).search(text) is not None for text in ("不要求", "要求", ",力争")
        ]


def test_own_rows_are_used(tmp_path: Path) -> None:
    rows = "rule,pattern\nown.line,内部资料请勿外传$\nown.any,.?仅供传阅$\n"
    (tmp_path / "boilerplate.csv").write_text(rows, encoding="utf-8")
    raw = RawDocument("a.txt", "0" * 64, "工作总结\n内部资料请勿外传\n📢仅供传阅\n浏览次数:9", "text/plain")
    found = [noise.rule for noise in normalize(raw, load_lexicon(tmp_path)).noise]
    assert found == ["own.line", "own.any", "page.count"]


RULED = """主要数据 | 2018年 | 增减(%) |
---|---|---|
营业收入 |
1,368.6 |
-3.23 |
每股收益(元/股) |
|
基本每股收益(元/股) |
0.11 |
-36.57 |
主要指标 |
2018年 |
增减(%) |
---|---|---|
净资产收益率(%) |
2.93 |
减少1.78个百分点 |
"""


def test_rows_without_a_beginning_are_as_long_as_the_rule_below_their_heads() -> None:
    assert repaired(RULED).text.splitlines() == [
        "主要数据 | 2018年 | 增减(%) |",
        "---|---|---|",
        "营业收入 | 1,368.6 | -3.23 |",
        "每股收益(元/股) |",
        "|",
        "基本每股收益(元/股) | 0.11 | -36.57 |",
        "主要指标 | 2018年 | 增减(%) |",
        "---|---|---|",
        "净资产收益率(%) | 2.93 | 减少1.78个百分点 |",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "营业收入 |\n1,368.6 |\n-3.23 |\n",  # nothing says how many columns
        "主要数据 | 2018年 |\n---|---|\n营业收入 | 12 |\n净利润 | 3 |\n",  # rows stand as they are
    ],
)
def test_lines_with_bars_stay_where_no_row_is_known(text: str) -> None:
    assert repaired(text).text == text
