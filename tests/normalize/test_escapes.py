"""Escapes, markup and drawn tables that programs left in a text, and that addresses lead back through them."""

from __future__ import annotations

import json
import quopri
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusdoc.model import Span
from tests.normalize.damaging import clean_texts, repaired

TEXT = "全年接听热线“12345”共36,520件，满意率为98.6%。\n《服务规范》已经印发；办理时间缩短一半。"


def entities(text: str) -> str:
    return "".join(char if char.isascii() else f"&#{ord(char)};" for char in text)


def hexadecimal(text: str) -> str:
    return "".join(char if char.isascii() else f"&#x{ord(char):X};" for char in text)


def in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def in_script(text: str) -> str:
    return "".join(char if char.isalnum() and char.isascii() else f"%u{ord(char):04X}" for char in text)


def in_address(text: str) -> str:
    return quote(text)


def in_address_of_gbk(text: str) -> str:
    return quote(text.encode("gbk"))


def in_mail(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


ESCAPES = [entities, hexadecimal, in_json, in_script, in_address, in_address_of_gbk, in_mail]


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("text", [TEXT, clean_texts()[0][:500]], ids=["signs", "report"])
def test_escaped_texts_are_read(escape: Callable[[str], str], text: str) -> None:
    document = repaired(escape(text))
    assert document.text == text
    assert document.damage == ("escaped",)
    # Each character leads back to its own escape.
    at = text.index("98.6" if "98.6" in text else text[40])
    assert document.alignment.to_raw(Span(at, at + 1)).of(document.raw.text) in (text[at], escape(text[at]))


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(ESCAPES), st.sampled_from(clean_texts()), st.data())
def test_addresses_hold_in_escaped_texts(escape: Callable[[str], str], text: str, data: st.DataObject) -> None:
    raw = text[:120] + "\n" + escape(text[:200])
    document = repaired(raw)
    runs = document.alignment.runs
    assert "".join(raw[run.raw_start : run.raw_start + run.raw_width] for run in runs) == raw
    start = data.draw(st.integers(0, len(document.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(document.text))))
    back = document.alignment.to_clean(document.alignment.to_raw(span))
    assert (back.start, back.end) == (span.start, span.end) or (back.start <= span.start and back.end >= span.end)


LEFT = [
    # shown, meant
    ("坚持&ldquo;用户至上&rdquo;的理念", "坚持“用户至上”的理念"),
    ("坚持&amp;ldquo;用户至上&amp;amp;rdquo;的理念", "坚持“用户至上”的理念"),
    ("达到98&#37;，&nbsp;比上年提高", "达到98%，\xa0比上年提高"),
    ("nbsp;nbsp;全年供水稳定。&nbsp全年", "\xa0\xa0全年供水稳定。\xa0全年"),
    ("研发部(R&amp;D)", "研发部(R&D)"),
    ("一、总结\\n全年完成100%\\r\\n\\r\\n二、计划。", "一、总结\n全年完成100%\n\n二、计划。"),
    ("落实\\u201c一次办好\\u201d要求", "落实“一次办好”要求"),
    ('推行\\"首问负责\\"制度。\\n下一步\\n全面推开', "推行“首问负责”制度。\n下一步\n全面推开"),
    ("推行â€œ首问负责â€\x9d制，办理时间â€”â€”三天", "推行“首问负责”制，办理时间——三天"),
    ("推行â€œ首问负责â€制，Â 全年稳定。Â", "推行“首问负责”制， 全年稳定。"),
    ("室温20Â°C", "室温20°C"),
    ("第一段。<br/>第二段<b>加粗</b>文字。</p>", "第一段。\n第二段加粗文字。"),
    ("达到<font color=red>98%</font>以上<!-- 广告 -->", "达到98%以上"),
    ("坚持[b]用户至上[/b]，[color=red]满意率[/color]提高", "坚持用户至上，满意率提高"),
    ("# 总结\n## 一、成绩\n**满意率**达到98%，见[附表](a.html)。", "总结\n一、成绩\n满意率达到98%，见附表。"),
    ("┌──┬──┐\n│指标│数值│\n├──┼──┤\n│户数│12 │\n└──┴──┘\n文末", "|指标|数值|\n|户数|12 |\n文末"),
    ("+----+----+\n| 指标 | 数值 |\n+----+----+\n| 户数 | 12 |\n+----+----+\n", "| 指标 | 数值 |\n| 户数 | 12 |\n"),
    ("| 指标 | 数值 |\n|---|:--:|\n| 户数 | 12 |", "| 指标 | 数值 |\n| 户数 | 12 |"),
    ("\uf06c 服务到位\n  \uf0d8责任到人", "• 服务到位\n  •责任到人"),
]


@pytest.mark.parametrize(("shown", "text"), LEFT)
def test_what_programs_left_is_taken_out(shown: str, text: str) -> None:
    assert repaired(shown).text == text


STRAIGHT = [
    ('推行"首问负责"制和"一站式"服务', "推行“首问负责”制和“一站式”服务"),
    ("推行＂首问负责＂制，''一次办好''", "推行“首问负责”制，“一次办好”"),
    ('推行“首问负责"制', "推行“首问负责”制"),
]


@pytest.mark.parametrize(("shown", "text"), STRAIGHT)
def test_straight_quotation_marks_are_turned(shown: str, text: str) -> None:
    assert repaired(shown).text == text


@pytest.mark.parametrize(
    "text",
    [
        "AT&T与R&D中心签约，D:\\new\\test目录，100%u与=3D",
        "下载：http://example.com/%E5%B7%A5%E4%BD%9C.doc",
        "增长10%20户，C:\\u4",
        "a<b且c>d，<某公司>与<甲方>，价格<100元",
        "参见[1]和[附件]，[/]",
        "#1机组并网，#2机组检修",
        "**公司与**局联合办公，# 一号",
        "屏幕3\"与5\"两种，标语为'先锋'",
        '"指标","数值"\n"户数","12"',
        '{"户名": "某某公司", "数值": 3}',
        "── 摘自《服务手册》\n首页│新闻│服务",
        "Âge、pâté、naïve、“CAFÉ”、Ünal",
        "合计 ========== 100",
        "-----\n=====\n正文",
    ],
)
def test_what_only_looks_so_stays(text: str) -> None:
    assert repaired(text).text == text


def test_text_spaced_with_other_blanks() -> None:
    text = "某公司全年总结，满意率为99.2%，用户表示满意。"
    for blank in ("\xa0", "\u2003", "  "):
        assert repaired(blank.join(text)).text == text


def test_directions_and_variants_that_nobody_sees_are_taken_out() -> None:
    assert repaired("满\u2066意\u2069率\U000e0100达到98%").text == "满意率达到98%"


@pytest.mark.parametrize("text", clean_texts(), ids=lambda text: text[:12])
def test_clean_reports_hold_no_markup(text: str) -> None:
    assert not repaired(text).repairs
