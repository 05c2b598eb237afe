"""A report that was posted twice is one report, however the sites dressed and damaged it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus

REPORT = """江滨供水公司2019年度社会责任报告
江滨供水公司在市国资委的领导下，全年坚持以用户为中心，把安全供水放在各项工作的首位，取得了较好的成绩。
2019年，公司客户满意率达到98.6%，比上年提高了1.2个百分点，在全市公用行业中名列前茅，受到市民的普遍好评。
全年完成营业收入3.25亿元，同比增长6.8%，漏损率控制在9.1%，各项经营指标均好于年初确定的目标。
公司设立了二十四小时服务热线，推行首问负责制，凡群众反映的问题，由第一位受理的员工全程负责到底。
在抗旱保供期间，全体党员带头值守，累计出动抢修人员一千二百人次，保证了城区三十万居民的正常用水。
2018年，公司客户满意率为97.4%，当年完成营业收入3.04亿元，为后来的发展打下了坚实的基础。
下一步，公司将继续加快老旧管网改造，提升智慧水务水平，让市民用上更加安全、优质、便捷的自来水。
"""
OTHER = """河口燃气公司2019年度社会责任报告
河口燃气公司认真落实安全生产责任制，组织开展了入户安检，全年没有发生责任事故，用户普遍感到放心。
2019年，公司客户满意率达到98.6%，比上年提高了1.2个百分点，在全市公用行业中名列前茅，受到市民的普遍好评。
公司投入资金改造老旧管线，新建调压站，气源供应能力有了明显的提高，能够满足冬季高峰时段的用气需要。
在服务方面，公司整合了营业网点，开通了线上缴费渠道，群众办理业务更加方便，排队等候的时间明显缩短。
公司还组织志愿者深入社区，为孤寡老人免费更换胶管，宣传安全用气的常识，得到了街道和居委会的肯定。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    create_workspace(tmp_path)
    return Corpus(Config(root=tmp_path, executor="serial"))


def panel(corpus: Corpus, tmp_path: Path, **texts: str) -> list[tuple[object, ...]]:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    corpus.ingest([tmp_path])
    _, rows = corpus.panel(["客户满意率"])
    return [
        (row["org"], row["period"], row["value"], row["status"], row["mentions"], row["documents"], sorted({s["doc"] for s in row["sources"]}))
        for row in rows
        if row["unit"] == "%" and row["change"] is None
    ]  # fmt: skip


CELLS = [
    ("江滨供水公司", "2018", 97.4, "ok", 1, 1, ["a", "b"]),
    ("江滨供水公司", "2019", 98.6, "ok", 1, 1, ["a", "b"]),
]


def test_the_same_report_on_two_sites_counts_once(corpus: Corpus, tmp_path: Path) -> None:
    framed = "导语：以下内容由会员上传，仅代表原作者个人看法\n" + REPORT + "责任编辑：甲\n"
    assert panel(corpus, tmp_path, a=REPORT, b=framed) == CELLS


def test_a_copy_without_its_head_is_no_other_organisation(corpus: Corpus, tmp_path: Path) -> None:
    headless = "\n".join(line.replace("江滨供水公司", "") for line in REPORT.split("\n")[1:])
    assert panel(corpus, tmp_path, a=REPORT, b=headless) == CELLS


def test_a_damaged_copy_is_no_conflict(corpus: Corpus, tmp_path: Path) -> None:
    damaged = REPORT.replace("98.6%", "9\ufffd6%")
    assert [cell[:6] for cell in panel(corpus, tmp_path, a=REPORT, b=damaged)] == [cell[:6] for cell in CELLS]


def test_a_copy_that_says_another_figure_is_a_conflict(corpus: Corpus, tmp_path: Path) -> None:
    found = panel(corpus, tmp_path, a=REPORT, b=REPORT.replace("98.6%", "96.8%"))
    assert sorted((value, status) for _, period, value, status, *_ in found if period == "2019") == [
        (96.8, "conflict"),
        (98.6, "conflict"),
    ]


def test_a_copy_that_was_cut_short_stays_with_the_whole(corpus: Corpus, tmp_path: Path) -> None:
    short = "\n".join(REPORT.split("\n")[:6])
    assert panel(corpus, tmp_path, a=REPORT, b=short) == [(*CELLS[0][:6], ["a"]), CELLS[1]]


def test_another_report_with_the_same_sentence_is_another(corpus: Corpus, tmp_path: Path) -> None:
    found = panel(corpus, tmp_path, a=REPORT, b=OTHER)
    assert {(org, docs[0]) for org, *_, docs in found} == {("江滨供水公司", "a"), ("河口燃气公司", "b")}  # type: ignore[index]
    assert [status for _, _, _, status, *_ in found] == ["ok", "ok", "ok"]


def test_two_years_of_one_form_are_two_reports(corpus: Corpus, tmp_path: Path) -> None:
    later = REPORT.replace("98.6", "99.1").replace("2019", "2020")
    found = panel(corpus, tmp_path, a=REPORT, b=later)
    assert {(period, value) for _, period, value, *_ in found} == {("2018", 97.4), ("2019", 98.6), ("2020", 99.1)}
