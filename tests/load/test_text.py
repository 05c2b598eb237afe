from __future__ import annotations

import random

import pytest

from corpusdoc.load import load_bytes
from corpusdoc.load import text as text_files
from corpusdoc.load.text import decode

SIMPLIFIED = [
    "今年以来，市供水公司坚持把管网改造放在首位，全年更换老旧管道三十六公里，漏损率降到百分之九以下。",
    "医院推行一站式缴费后，门诊病人平均等候时间由四十分钟缩短为十五分钟，受到患者好评。",
    "铁路局工会组织青年职工开展技能比武，共有一千二百余人参加，评出状元八名。",
    "燃气集团与街道签订安全责任书，入户检查十万户，整改隐患二千三百处。",
    "高速公路管理处在春运期间增设服务窗口，为过往司机提供热水和应急药品。",
    "董事会认为，本期利润下降主要因为原材料价格上涨，公司将进一步控制成本。",
    "邮政支局的投递员每天骑行六十里山路，十年没有丢失过一封信件。",
    "银行网点推出老年人专用柜台，配备放大镜和轮椅，客户满意程度明显提高。",
    "通知要求各单位于六月底以前完成自查，并将结果书面报送办公室。",
    "电网抢修队冒着大雪连续工作二十个小时，恢复了两个乡镇的供电。",
]
TRADITIONAL = [
    "本年度集團營業收入增加，主要由於旅客數目上升及新路線通車所致。",
    "醫院管理局推行電子病歷，令病人輪候時間縮短，前線員工亦歡迎有關安排。",
    "自來水公司汰換舊漏管線，降低漏水率，並於乾旱期間調度水源穩定供應。",
    "董事會建議派發末期股息，惟須待股東於週年大會上批准，方可作實。",
    "鐵路公司加強軌道維修，全年準點率維持在百分之九十九以上的水準。",
    "郵局關懷獨居長者，由郵差定期訪視，並協助轉介社會福利機構。",
    "銀行積極拓展綠色貸款業務，協助中小企業購置節能設備，落實永續發展。",
    "電力公司與學校合作舉辦節約用電競賽，參加學生達三萬餘人。",
    "工會代表與資方就加班費計算方式達成協議，雙方同意每季檢討一次。",
    "氣象單位發布豪雨特報後，公路局隨即封閉山區路段，確保用路人安全。",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030", "big5"]


def sample(sentences: list[str], size: int, encoding: str, choose: random.Random) -> str:
    """A text of about `size` bytes whose characters the encoding has, cut between characters."""
    text = "".join(
        choose.choice(sentences) + choose.choice(["", "\n", "2016年", "（一）"]) for _ in range(size // 60 + 3)
    )
    start = choose.randrange(40)
    return text[start : start + max(20, size // 2)].encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_99_in_100_samples_are_decoded_right(encoding: str) -> None:
    choose = random.Random(7)
    right = total = 0
    for size, times in ((50, 60), (200, 60), (2_000, 10), (100_000, 1)):
        for sentences in (SIMPLIFIED, TRADITIONAL):
            if encoding == "big5" and sentences is SIMPLIFIED:
                continue
            for _ in range(times):
                text = sample(sentences, size, encoding, choose)
                right += decode(text.encode(encoding))[0] == text
                total += 1
    assert right >= 0.99 * total


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"\xef\xbb\xbf" + "水务".encode(), "水务", "utf-8-sig"),
        (b"\xff\xfe" + "水务".encode("utf-16-le"), "水务", "utf-16"),
        (b"\xfe\xff" + "水务".encode("utf-16-be"), "水务", "utf-16"),
        (b"plain report", "plain report", "ascii"),
        ("今年完成".encode("hz"), "今年完成", "hz"),
        ("今年完成".encode(), "今年完成", "utf-8"),
        # GBK holds Traditional characters, too.
        (TRADITIONAL[0].encode("gb18030"), TRADITIONAL[0], "gb18030"),
        # One broken byte does not turn UTF-8 into something else.
        (SIMPLIFIED[0].encode() + b"\xff" + SIMPLIFIED[1].encode(), SIMPLIFIED[0] + "\ufffd" + SIMPLIFIED[1], "utf-8"),
        # What is no Chinese is left to a general detector.
        (
            "これは日本語の報告書です。売上高は前年を上回りました。".encode("shift_jis") * 4,
            "これは日本語の報告書です。売上高は前年を上回りました。" * 4,
            "cp932",
        ),
        # The beginning settles it, and the end is cut off.
        (
            "売上高は前年を上回りました。\n".encode("shift_jis") * 400 + b"\x87",
            "売上高は前年を上回りました。\n" * 400 + "\ufffd",
            "cp932",
        ),
        # Names are short: 通知 happens to be letters of other scripts in UTF-8.
        ("通知.txt".encode("gbk"), "通知.txt", "gb18030"),
        ("Привет, банан".encode(), "Привет, банан", "utf-8"),
        ("25°C · Café ±2".encode(), "25°C · Café ±2", "utf-8"),
        ("会議資料.docx".encode("shift_jis"), "会議資料.docx", "cp932"),
        (b"x" * 99_999 + SIMPLIFIED[2].encode("gb18030"), "x" * 99_999 + SIMPLIFIED[2], "gb18030"),
    ],
)
def test_encoding_is_named_as_python_does(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


def test_text_has_one_kind_of_line_end_and_nothing_that_stores_refuse() -> None:
    document = load_bytes("甲\r\n乙\r丙\u2028丁\x00戊".encode(), "a.txt")
    assert document.text == "甲\n乙\n丙\n丁\ufffd戊"
    assert (document.media_type, document.encoding, document.blocks) == ("text/plain", "utf-8", ())


def test_rows_of_tabs_are_tables() -> None:
    document = load_bytes("供水公司\n\n指标\t2018年\n水量\t10\n\n正文\t一行\n文末\n".encode(), "a.txt")
    assert [(block.kind, block.span.of(document.text)) for block in document.blocks] == [
        ("paragraph", "供水公司"),
        ("table", "指标\t2018年\n水量\t10\n\n正文\t一行"),
        ("paragraph", "文末"),
    ]
    assert load_bytes("甲\t乙\n丙".encode(), "a.txt").blocks == ()


TABLE = "指标\t2017年\t2018年\n收入,万元\t12,345.6\t13,456.7\n满意率\t98.5%\t99.1%"
SEPARATED = '指标,2017年,2018年\n"收入,万元","12,345.6","13,456.7"\n满意率,98.5%,99.1%\n'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (SEPARATED, TABLE),
        (SEPARATED.replace("\n", "\r\n"), TABLE),
        (f"主要指标表,,\n{SEPARATED}", f"主要指标表\n{TABLE}"),
        (f"主要指标表\n{SEPARATED}", f"主要指标表\n{TABLE}"),
        ("指标;数\n收入;3.2", "指标\t数\n收入\t3.2"),
        # Verses and prose have commas, too.
        ("床前明月光,疑是地上霜\n举头望明月,低头思故乡", None),
        ("今年收入3亿元,增长5%。\n去年收入2亿元,增长4%,完成计划。", None),
        ('甲,1\n"乙,2', None),
    ],
)
def test_cells_between_commas_are_a_table(text: str, shown: str | None) -> None:
    document = load_bytes(text.encode("gbk"), "a.csv")
    assert document.text == (text if shown is None else shown)
    assert ("table" in {block.kind for block in document.blocks}) == (shown is not None)


@pytest.mark.parametrize("odd", [[3], [0], [9], [1, 3, 5, 7, 9], list(range(5, 10)), list(range(9))])
@pytest.mark.parametrize(("other", "sentences"), [("gb18030", SIMPLIFIED), ("big5hkscs", TRADITIONAL)])
def test_lines_in_two_encodings_are_all_read(odd: list[int], other: str, sentences: list[str]) -> None:
    data = b"\n".join(line.encode(other if at in odd else "utf-8") for at, line in enumerate(sentences))
    assert decode(data) == ("\n".join(sentences), f"utf-8+{other}")
    assert load_bytes(data, "a.txt").text == "\n".join(sentences)


def test_a_wrong_byte_makes_no_second_encoding() -> None:
    lines = [line.encode() for line in SIMPLIFIED]
    text, encoding = decode(b"\n".join([lines[0][:30] + lines[0][31:], *lines[1:]]))
    assert encoding == "utf-8"
    assert text.endswith("\n".join(SIMPLIFIED[1:]))


def test_a_small_text_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    judged = text_files.likeliest
    monkeypatch.setattr(text_files, "likeliest", lambda *arguments: asked.append(arguments) or judged(*arguments))
    data = "供电公司窗口一次办结，群众都说好。".encode("gb18030")
    assert load_bytes(data, "a.txt").encoding == "gb18030"
    assert len(asked) == 1
