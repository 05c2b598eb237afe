from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusdoc.model import Alignment, Run
from corpusdoc.search import highlights, parse

PLACES = [
    # question             text                              marked
    ("首问负责制",          "推行首问负责制，落实首问责任。",     ["首问负责制"]),
    ("首问负责制",          "推行“首问、负责”制。",             ["首问、负责”制"]),
    ("首问负责制",          "首问之人负责到底，首问。",          ["首问", "负责", "首问"]),
    ("首問負責制",          "推行首问负责制。",                 ["首问负责制"]),
    ("服务 质量",           "质量好，服务也好。",               ["质量", "服务"]),
    ("服务 -质量",          "质量好，服务也好。",               ["服务"]),
    ("服务 OR 没有",        "服务，服务！",                    ["服务", "服务"]),
    ('"服务质量"',          "服务。质量。服务质量。服务",         ["服务质量"]),
    ('"服务 质量"~3',       "服务要讲质量",                    ["服务", "质量"]),
    ("全?全",              "全心全意，全网全天",                ["全心全", "全网全"]),
    ("服*率",              "服务满意率高。服务。满意率",          ["服务满意率"]),
    ("ISO*认证",           "通过ISO9001质量认证",             ["ISO9001质量认证"]),
    ("服*",                "服务与服从",                      ["服", "服"]),
    ("4G",                 "建成14G库，4G网",                 ["4G"]),
    ("year:2015 服务",      "服务",                           ["服务"]),
    ("服务",               "质量",                           []),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "marked"), PLACES)
def test_what_is_marked(question: str, text: str, marked: list[str]) -> None:
    same = Alignment((Run(0, 0, len(text)),), len(text))
    found = highlights(text, 0, parse(question), same, text)
    assert [text[each.start : each.end] for each in found] == marked
    assert [each.raw for each in found] == marked


def test_a_place_leads_back_to_the_raw_text_with_what_was_removed_from_it() -> None:
    #       0123456789
    clean = "前文。满意率达到九成"
    raw = "前文。滿(mǎn)意率達(dá)到九成"
    alignment = Alignment(
        (Run(0, 0, 3), Run(3, 3, 1), Run(4, 4, 5), Run(4, 9, 2), Run(6, 11, 1), Run(7, 12, 4), Run(7, 16, 3)), 10
    )
    [found] = highlights(clean[3:], 3, parse("滿意率達到"), alignment, raw)
    assert (found.start, found.end) == (0, 5)
    assert found.raw == raw[found.raw_start : found.raw_end] == "滿(mǎn)意率達(dá)到"


QUESTIONS = st.sampled_from(["服务 务服", "服*务", "?服 OR 务?", '"服 务"~2 服务', "ab 服a", "服务~"])


@given(QUESTIONS, st.text(alphabet="服务ab， 。", max_size=12))
def test_places_stand_apart_from_left_to_right(question: str, text: str) -> None:
    found = highlights(text, 0, parse(question), Alignment((Run(0, 0, len(text)),), len(text)), text)
    ends = [0, *(each.end for each in found)]
    assert all(end <= each.start < each.end <= len(text) for end, each in zip(ends, found, strict=False))
