"""Figures with their units and bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusdoc.extract.quantities import find_quantities
from corpusdoc.model import Span
from tests.extract.reading import LEXICON

QUANTITIES = [
    # text                              quote              value           max      unit        bound
    ("完成售电量76.738亿千瓦时", "76.738亿千瓦时", "7673800000", None, "千瓦时", "="),
    ("覆盖率达到97%以上", "97%以上", "97", None, "%", ">="),
    ("合格率百分之九十五以上", "百分之九十五以上", "95", None, "%", ">="),
    ("维护线路近3万公里", "近3万公里", "30000", None, "公里", "~"),
    ("派息逾港币30亿元", "逾港币30亿元", "3000000000", None, "港元", ">"),
    ("罚款人民币5万元", "人民币5万元", "50000", None, "元", "="),
    ("营收NT$8,600万", "NT$8,600万", "86000000", None, "新台币元", "="),
    ("票价￥12.50", "￥12.50", "12.5", None, "元", "="),
    ("配备12 台", "12 台", "12", None, "台", "="),
    ("投资 1 亿元", "1 亿元", "100000000", None, "元", "="),
    ("捐出千余元", "千余元", "1000", None, "元", ">"),
    ("上千人参加", "上千人", "1000", None, "人", "~"),
    ("走访百余家企业", "百余家", "100", None, "家", ">"),
    ("二十余人", "二十余人", "20", None, "人", ">"),
    ("十来个", "十来个", "10", None, "个", "~"),
    ("20几个", "20几个", "20", None, "个", "~"),
    ("两三百人", "两三百人", "200", "300", "人", "~"),
    ("走访二、三十户", "二、三十户", "20", "30", "户", "~"),
    ("投资一、二百万元", "一、二百万元", "1000000", "2000000", "元", "~"),
    ("下设2、3个班组", "2、3个", "2", "3", "个", "~"),
    ("居民29万8,140户", "29万8,140户", "298140", None, "户", "="),
    ("投入4万5000元", "4万5000元", "45000", None, "元", "="),
    ("约占全市里程的38%", "38%", "38", None, "%", "~"),
    ("派发股息3仙", "3仙", "3", None, "仙", "="),
    ("整理3-5条", "3-5条", "3", "5", "条", "="),
    ("投资20～30万元", "20～30万元", "200000", "300000", "元", "="),
    ("占比10%至15%", "10%至15%", "10", "15", "%", "="),
    ("时限3~5个工作日", "3~5个工作日", "3", "5", "个工作日", "="),
    ("8000-1万元", "8000-1万元", "8000", "10000", "元", "="),
    ("1小时内到场", "1小时内", "1", None, "小时", "<="),
    ("100家内资企业", "100家", "100", None, "家", "="),
    ("至少走访12户", "12户", "12", None, "户", ">="),
    ("不少于三次", "不少于三次", "3", None, "次", ">="),
    ("不足5%", "不足5%", "5", None, "%", "<"),
    ("30%左右", "30%左右", "30", None, "%", "~"),
    ("3倍多", "3倍多", "3", None, "倍", ">"),
    ("增长1.8倍", "1.8倍", "1.8", None, "倍", "="),
    ("翻一番", "翻一番", "2", None, "倍", "="),
    ("十年翻了两番", "翻了两番", "4", None, "倍", "="),
    ("配备设备316台(套)", "316台(套)", "316", None, "台(套)", "="),
    ("整治80部次", "80部次", "80", None, "部次", "="),
    ("电价0.52元/千瓦时", "0.52元/千瓦时", "0.52", None, "元/千瓦时", "="),
    ("日供水30万立方米/日", "30万立方米/日", "300000", None, "立方米/日", "="),
    ("降低0.5个百分点", "0.5个百分点", "0.5", None, "个百分点", "="),
    ("降低2百分点", "2百分点", "2", None, "个百分点", "="),
    ("利润34.38亿", "34.38亿", "3438000000", None, "", "="),
    ("超过200多亿", "超过200多亿", "20000000000", None, "", ">"),
    ("占全省的1/5", "1/5", "0.2", None, "", "="),
    ("三分之一以上的班组", "三分之一以上", "0.3333333333333333333333333333", None, "", ">="),
    ("评分达到96.5", "96.5", "96.5", None, "", "="),
    ("增幅为-3.5%", "-3.5%", "-3.5", None, "%", "="),
    ("节约20万元", "20万元", "200000", None, "元", "="),
    ("附近3公里", "3公里", "3", None, "公里", "="),
    ("5G用户120万户", "120万户", "1200000", None, "户", "="),
]

SEVERAL = [
    ("增长9.1%至112亿元", ["9.1%", "112亿元"]),
    ("由35%提升至80%", ["35%", "80%"]),
    ("从3个增加到5个", ["3个", "5个"]),
    ("营业厅12家、代办点35处和自助终端86台", ["12家", "35处", "86台"]),
    ("完成计划的102%、98%、110%", ["102%", "98%", "110%"]),
    ("2个县局、6个支局", ["2个", "6个"]),
]

NO_QUANTITY = [
    "拨打10000号",
    "114查号台",
    "坚持两个维护",
    "“三个代表”重要思想",
    "4G网络、5G技术",
    "五一劳动奖章",
    "世界500强企业",
    "1+5+10管理体系",
    "211工程高校",
    "电话0755-83123456",
    "手机13800138000",
    "国发〔2024〕27号",
    "达到5A级",
    "WCDMA2000网络",
    "第3次会议",
    "第十五届",
    "8:30开门",
    "共12页",
    "提供7×24小时服务",
    "投运110千伏变电站",
    "《三年行动计划200条》",
    "千家万户",
    "千方百计",
    "一户一策",
    "24小时值班",
    "3号机组",
    "2.0版系统",
    "PM2.5",
    "一、工作回顾",
    "(二)下一步",
    "1、加强领导",
]


@pytest.mark.parametrize(
    ("text", "quote", "value", "high", "unit", "bound"), QUANTITIES, ids=[row[0] for row in QUANTITIES]
)
def test_quantities(text: str, quote: str, value: str, high: str | None, unit: str, bound: str) -> None:
    [(span, found)] = find_quantities(text, LEXICON)
    assert span.of(text) == quote
    assert found.value == Decimal(value)
    assert found.value_max == (Decimal(high) if high else None)
    assert (found.unit, found.bound) == (unit, bound)


@pytest.mark.parametrize(("text", "quotes"), SEVERAL, ids=[row[0] for row in SEVERAL])
def test_several_figures(text: str, quotes: list[str]) -> None:
    assert [span.of(text) for span, _ in find_quantities(text, LEXICON)] == quotes


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_numbers_that_are_no_quantities(text: str) -> None:
    assert find_quantities(text, LEXICON) == []


def test_spans_count_from_the_document_and_taken_ones_are_left_alone() -> None:
    text = "在2023人中有120人达标"
    assert [span for span, _ in find_quantities(text, LEXICON, start=100)] == [Span(101, 106), Span(108, 112)]
    assert [span for span, _ in find_quantities(text, LEXICON, 100, [Span(101, 105)])] == [Span(108, 112)]


MIXED = st.text(
    alphabet="0123456789.,/%-~ ０．一二两三九十百千万亿几数多余第近约超过不足以上内个家元次台套户公里个百分点的和、，。(“”)年月日至",
    max_size=60,
)


@given(MIXED)
def test_every_quantity_stands_in_the_text(text: str) -> None:
    end = 0
    for span, quantity in find_quantities(text, LEXICON, start=0):
        assert end <= span.start < span.end <= len(text)
        assert quantity.value_max is None or quantity.value < quantity.value_max
        assert quantity.value.is_finite()
        end = span.end
