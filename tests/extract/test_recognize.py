"""Numbers, quantities and times of a text alone, as the suites of recognisers ask for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpusdoc
from corpusdoc.model import Recognized

REFERENCE = date(2016, 11, 7)  # a Monday


def read(text: str) -> list[Recognized]:
    return corpusdoc.recognize(text, REFERENCE)


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
    # spelled apart or short
    ("六百 八 十 四", "number", "684", None, "", "="),
    ("四千 二百 万", "number", "42000000", None, "", "="),
    ("三万  五千", "number", "35000", None, "", "="),
    ("九十 点 六", "number", "90.6", None, "", "="),
    ("百 分 之 三十", "percent", "30", None, "%", "="),
    ("八   个 百 分 点", "quantity", "8", None, "个百分点", "="),
    ("六 点 八 折", "percent", "68", None, "%", "="),
    ("３６，７２０", "number", "36720", None, "", "="),
    ("12，345.60元", "money", "12345.60", None, "元", "="),
    ("25k", "number", "25000", None, "", "="),
    ("8.5w元", "money", "85000", None, "元", "="),
    ("20~30k元", "money", "20000", "30000", "元", "="),
    ("三个亿", "number", "300000000", None, "", "="),
    # in the other script, however short
    ("兩萬", "number", "20000", None, "", "="),
    ("負七點五", "number", "-7.5", None, "", "="),
    ("四兆三十亿六万", "number", "4003000060000", None, "", "="),
    ("年过半百", "number", "50", None, "", "="),
    ("3.6e4", "number", "36000", None, "", "="),
    ("-5E-2", "number", "-0.05", None, "", "="),
    (".75", "number", "0.75", None, "", "="),
    ("三打鸡蛋", "quantity", "3", None, "打", "="),
    # fractions
    ("三百分之六", "number", "0.02", None, "", "="),
    ("四又一百分之三", "number", "4.03", None, "", "="),
    ("负二又四分之一", "number", "-2.25", None, "", "="),
    ("5 1/4", "number", "5.25", None, "", "="),
    # 两 is a weight behind a number
    ("八两", "quantity", "8", None, "两", "="),
    ("一两天", "quantity", "1", "2", "天", "~"),
    # money in parts
    ("八元六毛", "money", "8.6", None, "元", "="),
    ("四十二万零三百元五角八分", "money", "420300.58", None, "元", "="),
    ("九十块三角二分钱", "money", "90.32", None, "元", "="),
    ("六美元又五十美分", "money", "6.5", None, "美元", "="),
    ("六百万越南盾", "money", "6000000", None, "越南盾", "="),
    ("三五万元", "money", "30000", "50000", "元", "~"),
    ("四到六千元", "money", "4000", "6000", "元", "="),
    ("3万元--8万元", "money", "30000", "80000", "元", "="),
    ("3——8万元", "money", "30000", "80000", "元", "="),
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
    ("每周三", "set", "R/P1W", None, None),
    ("俩星期", "duration", "P2W", None, None),
    ("六周", "duration", "P6W", None, None),
    ("十周年", "duration", "P10Y", None, None),
    ("三个季度", "duration", "P9M", None, None),
    ("18个多月", "duration", "P18M", None, None),
    ("两年三个月", "duration", "P2Y3M", None, None),
    ("5天6小时10分", "duration", "P5DT6H10M", None, None),
    ("上个季度", "relative", "2016-07/2016-09", "2016-07-01", "2016-09-30"),
    ("2016年前两个季度", "period", "2016-01/2016-06", "2016-01-01", "2016-06-30"),
    ("下周周三", "relative", "2016-11-16", "2016-11-16", "2016-11-16"),
    ("11月第2个星期五", "relative", "2016-11-11", "2016-11-11", "2016-11-11"),
    ("去年教师节", "relative", "2015-09-10", "2015-09-10", "2015-09-10"),
    ("2018年母亲节", "relative", "2018-05-13", "2018-05-13", "2018-05-13"),
    ("昨晚9时15分", "relative", "2016-11-06T21:15", "2016-11-06", "2016-11-06"),
    ("周一到周四", "period", "2016-11-07/2016-11-10", "2016-11-07", "2016-11-10"),
    ("昨天上午九点到今天下午一点", "period", "2016-11-06T09:00/2016-11-07T13:00", "2016-11-06", "2016-11-07"),
    ("3月5日零时至3月8日24时", "period", "2016-03-05T00:00/2016-03-08T24:00", "2016-03-05", "2016-03-08"),
    ("8日6时至20时", "period", "2016-11-08T06:00/2016-11-08T20:00", "2016-11-08", "2016-11-08"),
    ("中午11:30—13:30", "period", "2016-11-07T11:30/2016-11-07T13:30", "2016-11-07", "2016-11-07"),
    ("6月2日周四早上9点钟", "date", "2016-06-02T09:00", "2016-06-02", "2016-06-02"),
    ("二月二十六", "date", "2016-02-26", "2016-02-26", "2016-02-26"),
    ("两千零八年五月", "date", "2008-05", "2008-05-01", "2008-05-31"),
    ("農曆九月初九", "date", None, None, None),
    ("1644年4月25日", "date", "1644-04-25", "1644-04-25", "1644-04-25"),
    ("後天", "relative", "2016-11-09", "2016-11-09", "2016-11-09"),
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
    "4K电视",
    "大陆块",
    "国庆路",
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


def test_two_numbers_in_a_row_stay_two() -> None:
    assert [each.value for each in read("三百 五百")] == [300, 500]
    assert [each.value for each in read("1, 234, 567")] == [1, 234, 567]


def test_a_day_before_a_verb() -> None:
    [day] = read("18日你来开会吗")
    assert (day.text, day.edtf) == ("18日", "2016-11-18")
    assert read("30日内答复")[0].edtf is None


@given(
    st.text(
        alphabet="0123456789.,-年月日周天点半刻个上下前后明昨今早晚一二三十百千万亿零多几约近元块角岁度%成分之又打兆折角毛个k农历闰月初廿，: \n",
        max_size=60,
    )
)
def test_records_stand_in_order_in_the_text(text: str) -> None:
    found = read(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(each.text == text[each.start : each.end] and each.text for each in found)
