"""What became of a measure, and where else it is named."""

from __future__ import annotations

import pytest

from corpusdoc.extract import extract
from corpusdoc.model import Entity, Measure
from tests.extract.reading import LEXICON, entities, measures, read

EFFECTS = [
    # text                                                          effects by measure
    ("推行首问负责制,投诉率下降30%,满意率达到98%。", {"首问负责制": ["30%", "98%"]}),
    ("推行首问负责制。投诉量下降30%。", {"首问负责制": ["30%"]}),  # the same paragraph
    ("推行首问负责制。\n\n投诉量下降30%。", {"首问负责制": []}),  # another one
    ("用户50万户。推行首问负责制。", {"首问负责制": []}),  # what stands in front is none
    ("推行首问负责制,力争投诉率下降30%。", {"首问负责制": []}),  # promised
    ("推行首问负责制,投诉下降30%;开展明察暗访12次。", {"首问负责制": ["30%"], "明察暗访": ["12次"]}),
]


@pytest.mark.parametrize(("text", "expected"), EFFECTS, ids=range(len(EFFECTS)))
def test_figures_behind_a_measure_are_its_effects(text: str, expected: dict[str, list[str]]) -> None:
    document, segmentation = read(text)
    _, facts = extract(document, segmentation, LEXICON)
    found = [fact for fact in facts if isinstance(fact, Measure)]
    places = {measure.name: [effect.span.of(document.text) for effect in measure.effects] for measure in found}
    assert places.keys() == expected.keys()
    for name, quotes in expected.items():
        assert len(places[name]) == len(quotes)
        assert all(quote in place for quote, place in zip(quotes, places[name], strict=True))
    metrics = {fact.mention.span for fact in facts if not isinstance(fact, Measure | Entity)}
    assert {effect.span for measure in found for effect in measure.effects} <= metrics


def test_a_measure_keeps_all_its_places() -> None:
    text = "推行首问负责制。首问负责制深入人心。"
    [measure] = measures(text)
    assert [span.of(text) for span in measure.places] == ["首问负责制", "首问负责制"]


ALIASES = [
    # text                                                                      short form      long form
    (
        "中国移动通信集团河南有限公司郑州分公司成立。郑州移动、郑州邮政参会。",
        "郑州移动",
        "中国移动通信集团河南有限公司郑州分公司",
    ),
    ("溪州燃气有限公司（以下简称“溪州燃气”）成立。溪州燃气投产。", "溪州燃气", "溪州燃气有限公司"),
    ("云溪公共交通集团有限公司投产。云溪公交集团开行新线。", "云溪公交集团", "云溪公共交通集团有限公司"),
    ("南京电信与中国电信股份有限公司南京分公司。", "南京电信", "中国电信股份有限公司南京分公司"),
]


@pytest.mark.parametrize(("text", "short", "long"), ALIASES, ids=range(len(ALIASES)))
def test_a_short_form_is_led_back_to_the_long_one(text: str, short: str, long: str) -> None:
    found = {entity.name: entity.alias_of for entity in entities(text)}
    assert found[short] == long
    assert found[long] is None


def test_a_unit_is_no_alias_and_neither_is_another_company() -> None:
    found = entities("东莞联通志愿服务总队、东莞联通和中国电信股份有限公司东莞分公司参加。")
    assert {entity.alias_of for entity in found} == {None}
