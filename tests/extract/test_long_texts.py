"""Texts that lead patterns astray are read in a time that grows with their length."""

from __future__ import annotations

import time

import pytest

from corpusdoc.extract.entities import find_entities
from corpusdoc.extract.honors import find_honors
from corpusdoc.extract.measures import find_measures
from corpusdoc.extract.profile import find_profile
from corpusdoc.model import Profile
from tests.extract.reading import LEXICON, read

ASTRAY = [
    "连续" * 40 + "获“全国文明单位”称号",
    "总经理、" * 500 + "王建国",
    "荣获“全国" * 2000,
    "建立健全" * 1000 + "机制",
    "七个一样(" + "一是" * 1000,
    "“甲、乙、" * 500 + "”活动",
    "广州省市县" * 1000,
    "《方案和" * 1000,
    "(简称" * 2000,
    "*" * 5000,
    "授予" + "甲等3名" * 1000,
    "在第一届「绿色奖" * 500 + "」中获一等奖",
    "荣获" + "某某称许、" * 1000,
    "柳溪镇上" * 1500,
    "第一第二" * 1500 + "水厂",
    "王 李,张 赵," * 500,
    "水质检测" * 1000 + "中心获得",
    "三查四定" * 1000 + "(" + "查、" * 1000,
    "附件1:\n1.名单\n" * 500,
    "《日报》2022年" * 500,
]


@pytest.mark.parametrize("text", ASTRAY, ids=range(len(ASTRAY)))
def test_no_text_takes_long(text: str) -> None:
    document, segmentation = read(text)
    find_entities(*read("先读词典"), LEXICON)
    start = time.process_time()
    entities = find_entities(document, segmentation, LEXICON)
    find_profile(document, segmentation, entities, LEXICON)
    find_honors(document, segmentation, Profile(), (), LEXICON)
    find_measures(document, segmentation, LEXICON)
    # Measured at 0.3 s and less; a pattern that backtracks takes minutes.
    assert time.process_time() - start < 3
