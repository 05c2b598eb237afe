"""Numbers, quantities and times of a text alone, as the suites of recognisers ask for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpusdoc
from corpusdoc.extract.recognize import recognize
from corpusdoc.model import Recognized
from tests.extract.reading import LEXICON

REFERENCE = date(2016, 11, 7)  # a Monday


def read(text: str) -> list[Recognized]:
    return recognize(text, REFERENCE, LEXICON)


VALUES = [
    # text                    kind           value       max    unit      bound
    ("一千二百三十四", "number", "1234", None, "", "="),
    ("3.5", "number", "3.5", None, "", "="),
    ("-4.5", "number", "-4.5", None, "", "="),
    ("负五", "number", "-5", None, "", "="),
    ("两万", "number", "20000", None, "", "="),
    ("半", "number", "0.5", None, "", "="),
    ("一半", "number", "0.5", None, "", "="),
    ("2又1/2", "number", "2.5", None, "", "="),
    ("五分之一", "number", "0.2", None, "", "="),
    ("1,234,567", "number", "1234567", None, "", "="),
    ("四万亿", "number", "4000000000000", None, "", "="),
    ("壹佰贰拾叁", "number", "123", None, "", "="),
    ("三千六百五十万四千五百二十八", "number", "36504528", None, "", "="),
    ("八十多亿", "number", "8000000000", None, "", ">"),
    ("15万多", "number", "150000", None, "", ">"),
    ("50%", "percent", "50", None, "%", "="),
    ("百分之五十", "percent", "50", None, "%", "="),
    ("负百分之三", "percent", "-3", None, "%", "="),
    ("三成五", "percent", "35", None, "%", "="),
    ("打八折", "percent", "80", None, "%", "="),
    ("七五折", "percent", "75", None, "%", "="),
    ("9.5折", "percent", "95", None, "%", "="),
    ("打对折", "percent", "50", None, "%", "="),
    ("半成", "percent", "5", None, "%", "="),
    ("不到5%", "percent", "5", None, "%", "<"),
    ("千分之二", "percent", "2", None, "‰", "="),
    ("十五万三千元", "money", "153000", None, "元", "="),
    ("五千三百万人民币", "money", "53000000", None, "元", "="),
    ("¥100", "money", "100", None, "元", "="),
    ("一百美元", "money", "100", None, "美元", "="),
    ("US$1.5亿", "money", "150000000", None, "美元", "="),
    ("港币三千元", "money", "3000", None, "港元", "="),
    ("HK$320万", "money", "3200000", None, "港元", "="),
    ("新台币五亿元", "money", "500000000", None, "新台币元", "="),
    ("500日元", "money", "500", None, "日元", "="),
    ("三十五万欧元", "money", "350000", None, "欧元", "="),
    ("80英镑", "money", "80", None, "英镑", "="),
    ("5000万韩元", "money", "50000000", None, "韩元", "="),
    ("12元5角", "money", "12.5", None, "元", "="),
    ("三块五", "money", "3.5", None, "元", "="),
    ("五百块", "money", "500", None, "元", "="),
    ("20-30万元", "money", "200000", "300000", "元", "="),
    ("25岁", "age", "25", None, "岁", "="),
    ("三岁半", "age", "3.5", None, "岁", "="),
    ("超过二十周岁", "age", "20", None, "周岁", ">"),
    ("38.5℃", "temperature", "38.5", None, "℃", "="),
    ("零下5度", "temperature", "-5", None, "摄氏度", "="),
    ("摄氏25度", "temperature", "25", None, "摄氏度", "="),
    ("华氏100度", "temperature", "100", None, "华氏度", "="),
    ("3到5天", "quantity", "3", "5", "天", "="),
    ("一个半小时", "quantity", "1.5", None, "小时", "="),
    ("半小时", "quantity", "0.5", None, "小时", "="),
    ("100km/h", "quantity", "100", None, "km/h", "="),
    ("约三百人", "quantity", "300", None, "人", "~"),
]

MOMENTS = [
    # text                   type        edtf                    first         last
    ("2016年11月7日", "date", "2016-11-07", "2016-11-07", "2016-11-07"),
    ("2016/11/7", "date", "2016-11-07", "2016-11-07", "2016-11-07"),
    ("16年10月1日", "date", "2016-10-01", "2016-10-01", "2016-10-01"),
    ("二零一六年十月一日", "date", "2016-10-01", "2016-10-01", "2016-10-01"),
    ("2016年2月30日", "date", None, None, None),
    ("10月2日", "date", "2016-10-02", "2016-10-02", "2016-10-02"),
    ("5号", "relative", "2016-11-05", "2016-11-05", "2016-11-05"),
    ("去年10月2日", "relative", "2015-10-02", "2015-10-02", "2015-10-02"),
    ("今天", "relative", "2016-11-07", "2016-11-07", "2016-11-07"),
    ("明天", "relative", "2016-11-08", "2016-11-08", "2016-11-08"),
    ("大后天", "relative", "2016-11-10", "2016-11-10", "2016-11-10"),
    ("前天", "relative", "2016-11-05", "2016-11-05", "2016-11-05"),
    ("上周五", "relative", "2016-11-04", "2016-11-04", "2016-11-04"),
    ("下周一", "relative", "2016-11-14", "2016-11-14", "2016-11-14"),
    ("星期天", "relative", "2016-11-13", "2016-11-13", "2016-11-13"),
    ("本周", "relative", "2016-11-07/2016-11-13", "2016-11-07", "2016-11-13"),
    ("这周末", "relative", "2016-11-12/2016-11-13", "2016-11-12", "2016-11-13"),
    ("下个月", "relative", "2016-12", "2016-12-01", "2016-12-31"),
    ("上个月5号", "relative", "2016-10-05", "2016-10-05", "2016-10-05"),
    ("三天前", "relative", "2016-11-04", "2016-11-04", "2016-11-04"),
    ("两周后", "relative", "2016-11-21", "2016-11-21", "2016-11-21"),
    ("5个月后", "relative", "2017-04-07", "2017-04-07", "2017-04-07"),
    ("明年3月", "relative", "2017-03", "2017-03-01", "2017-03-31"),
    ("2016年第三季度", "period", "2016-07/2016-09", "2016-07-01", "2016-09-30"),
    ("上半年", "period", "2016-01/2016-06", "2016-01-01", "2016-06-30"),
    ("今天下午三点", "relative", "2016-11-07T15:00", "2016-11-07", "2016-11-07"),
    ("明天早上八点二十", "relative", "2016-11-08T08:20", "2016-11-08", "2016-11-08"),
    ("今天下午三点半", "relative", "2016-11-07T15:30", "2016-11-07", "2016-11-07"),
    ("2016-11-07 15:30", "date", "2016-11-07T15:30", "2016-11-07", "2016-11-07"),
    ("晚上10点", "date", "2016-11-07T22:00", "2016-11-07", "2016-11-07"),
    ("下午2点到4点", "period", "2016-11-07T14:00/2016-11-07T16:00", "2016-11-07", "2016-11-07"),
    ("中午十二点一刻", "date", "2016-11-07T12:15", "2016-11-07", "2016-11-07"),
    ("10月12号,星期三", "date", "2016-10-12", "2016-10-12", "2016-10-12"),
    ("明天下午5:00", "relative", "2016-11-08T17:00", "2016-11-08", "2016-11-08"),
    ("今晨5点", "relative", "2016-11-07T05:00", "2016-11-07", "2016-11-07"),
    ("一月十日到20日", "period", "2016-01-10/2016-01-20", "2016-01-10", "2016-01-20"),
    ("两年半", "duration", "P30M", None, None),
    ("每周一次", "set", "R/P1W", None, None),
]

NAMES = [
    "拨打10000号",
    "4G网络",
    "第三届",
    "坚持两个维护",
    "WCDMA2000",
    "国发〔2024〕27号",
    "DN300管道",
    "五一劳动奖章",
    "一切顺利",
]


@pytest.mark.parametrize(("text", "kind", "value", "high", "unit", "bound"), VALUES, ids=[row[0] for row in VALUES])
def test_values(text: str, kind: str, value: str, high: str | None, unit: str, bound: str) -> None:
    [found] = read(text)
    assert (found.kind, found.value, found.unit, found.bound) == (kind, Decimal(value), unit, bound)
    assert found.value_max == (None if high is None else Decimal(high))
    assert found.text in text


@pytest.mark.parametrize(("text", "kind", "edtf", "first", "last"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_moments(text: str, kind: str, edtf: str | None, first: str | None, last: str | None) -> None:
    [found] = read(text)
    assert (found.kind, found.edtf, found.first, found.last, found.text) == (kind, edtf, first, last, text)


@pytest.mark.parametrize("text", NAMES)
def test_names_are_no_numbers(text: str) -> None:
    assert read(text) == []


def test_a_sentence() -> None:
    found = read("会议定于明天下午两点召开,预计25人参加,费用不超过3万元。")
    assert [(each.kind, each.text) for each in found] == [
        ("relative", "明天下午两点"),
        ("quantity", "25人"),
        ("money", "不超过3万元"),
    ]


def test_offsets_lead_into_the_text_as_given() -> None:
    text = "氣溫３．５℃\r\n營收新臺幣５０億元"
    found = corpusdoc.recognize(text, REFERENCE)
    assert [each.text for each in found] == ["３．５℃", "新臺幣５０億元"]
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    assert [each.value for each in found] == [Decimal("3.5"), Decimal("5000000000")]


@given(
    st.text(
        alphabet="0123456789.,-年月日周天点半刻个上下前后明昨今早晚一二三十百千万亿零多几约近元块角岁度%成分之又 \n",
        max_size=60,
    )
)
def test_records_stand_in_order_in_the_text(text: str) -> None:
    found = read(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(each.text == text[each.start : each.end] and each.text for each in found)
