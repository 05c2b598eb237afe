"""Every row of the tables that profile, entities, honors and measures are read by proves itself on its example."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from corpusdoc import lexicon
from corpusdoc.extract.categories import category_of
from corpusdoc.extract.genre import genre_of
from corpusdoc.extract.honors import find_honors
from corpusdoc.extract.levels import level_of
from corpusdoc.extract.publication import find_date
from corpusdoc.extract.subjects import leading_names
from corpusdoc.extract.titles import find_title
from corpusdoc.lexicon import Row
from corpusdoc.model import Profile
from tests.extract.reading import LEXICON, entities, honors, measures, profile, read


def _rows(table: str, *kinds: str) -> list[ParameterSet]:
    rows = [row for row in LEXICON.rows(table) if not kinds or row["kind"] in kinds]
    return [pytest.param(row, id=f"{row['kind']}-{row['surface']}") for row in rows]


def _names(row: Row, kind: str) -> list[str]:
    return [entity.name for entity in entities(row["example"]) if entity.type == kind]


TABLES = (
    "orgs", "places", "titles", "surnames", "document_kinds", "honors", "honor_cues", "levels", "measures", "genres", "profile"
)  # fmt: skip


def test_what_holds_a_comma_stands_in_quotes() -> None:
    for path in sorted(Path(lexicon.__file__).parent.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            width, *widths = map(len, csv.reader(file))
        assert (path.name, set(widths)) == (path.name, {width})


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_said_twice_and_none_is_without_an_example(table: str) -> None:
    rows = LEXICON.rows(table)
    keys = [(row["kind"], row["surface"], row.get("genre", "")) for row in rows]
    assert len(keys) == len(set(keys))
    assert [
        row["surface"] for row in rows if row["surface"] not in row["example"] and row["kind"] not in _OTHERWISE
    ] == []


# Kinds whose example shows what the row does rather than how it is written.
_OTHERWISE = {"common"}


@pytest.mark.parametrize(
    "row",
    _rows("orgs", "suffix", "standing", "name", "brand", "trade", "anchor", "inside", "work", "department", "given"),
)
def test_an_organisation_is_read_from_its_example(row: Row) -> None:
    assert any(row["surface"] in name for name in _names(row, "org"))


@pytest.mark.parametrize("row", _rows("orgs", "not", "generic", "common", "generic_trade"))
def test_a_word_that_only_looks_like_one_is_no_organisation(row: Row) -> None:
    assert not any(name.endswith(row["surface"]) for name in _names(row, "org"))


@pytest.mark.parametrize("row", _rows("orgs", "outside"))
def test_no_organisations_name_begins_with_a_determiner(row: Row) -> None:
    assert not any(name.startswith(row["surface"]) for name in _names(row, "org"))


@pytest.mark.parametrize("row", _rows("orgs", "deed"))
def test_what_only_organisations_do_shows_a_department(row: Row) -> None:
    assert "水质检测中心" in _names(row, "org")


@pytest.mark.parametrize("row", _rows("places", "province", "city", "district", "region", "country"))
def test_a_place_is_read_from_its_example(row: Row) -> None:
    assert {row["surface"], row["full"]} & set(_names(row, "place"))


def test_counties_are_read_from_their_examples() -> None:
    counties = [row for row in LEXICON.rows("places") if row["kind"] == "county"]
    found = [
        entity.name
        for entity in entities("\n\n".join(f"{row['example']}。" for row in counties))
        if entity.type == "place"
    ]
    assert {row["full"] for row in counties} - set(found) == set()


@pytest.mark.parametrize("row", _rows("places", "site", "division", "kind", "place_end", "given"))
def test_a_place_is_read_by_what_its_name_ends_with(row: Row) -> None:
    assert any(row["surface"] in name for name in _names(row, "place"))


@pytest.mark.parametrize("row", _rows("places", "stop", "no_hamlet"))
def test_a_kind_of_place_is_no_place(row: Row) -> None:
    assert row["surface"] not in _names(row, "place")


@pytest.mark.parametrize("row", _rows("titles", "head"))
def test_a_title_is_read_beside_its_holder(row: Row) -> None:
    [person] = [entity for entity in entities(row["example"]) if entity.type == "person"]
    assert (person.name, person.title) == ("王建国", row["surface"])


@pytest.mark.parametrize("row", _rows("titles", "owner"))
def test_whose_title_it_is_is_no_part_of_it(row: Row) -> None:
    [person] = [entity for entity in entities(row["example"]) if entity.type == "person"]
    assert (person.name, person.title) == ("王建国", "党委书记")


@pytest.mark.parametrize("row", _rows("titles", "address", "context", "speech", "label", "deed"))
def test_a_person_is_read_in_context(row: Row) -> None:
    assert len(_names(row, "person")) == 1


@pytest.mark.parametrize("row", _rows("titles", "byline"))
def test_a_byline_names_its_authors(row: Row) -> None:
    people = [entity for entity in entities(row["example"]) if entity.type == "person"]
    assert [(person.name, person.title) for person in people] == [
        ("陈志远", row["surface"]),
        ("李文博", row["surface"]),
    ]


@pytest.mark.parametrize("row", _rows("surnames", "single", "double"))
def test_a_surname_begins_a_name(row: Row) -> None:
    assert _names(row, "person") == [row["surface"] + "志强"]


@pytest.mark.parametrize("row", _rows("surnames", "common", "word"))
def test_a_surname_that_is_a_word_is_nobody(row: Row) -> None:
    assert _names(row, "person") == []


@pytest.mark.parametrize("row", _rows("document_kinds"))
def test_a_title_without_its_closing_mark_ends_with_its_kind(row: Row) -> None:
    assert _names(row, "document") == [f"2020年安全生产工作{row['surface']}"]


@pytest.mark.parametrize("row", _rows("honors"))
def test_an_honor_is_read_from_its_example(row: Row) -> None:
    [honor] = honors(row["example"])
    assert row["surface"] in honor.name
    assert honor.level == row["level"] or not row["level"]


@pytest.mark.parametrize(
    "row", _rows("honor_cues", "verb", "weak", "holding", "after", "trail", "future", "heading", "recipient")
)
def test_a_cue_gives_an_honor_its_status(row: Row) -> None:
    [honor] = honors(row["example"] if row["kind"] != "heading" else f"供水年报\n\n一、{row['example']}")
    assert honor.status == (row["status"] or "awarded")


@pytest.mark.parametrize("row", _rows("honor_cues", "denial", "crowd"))
def test_a_cue_denies_an_honor(row: Row) -> None:
    assert honors(row["example"]) == ()


@pytest.mark.parametrize("row", _rows("levels", "giver"))
def test_what_a_company_gives_is_its_own(row: Row) -> None:
    profile = Profile(org=f"澜州{row['surface']}")
    [honor] = find_honors(*read(row["example"]), profile, (), LEXICON)
    assert honor.level == row["level"]


@pytest.mark.parametrize("row", _rows("levels", "grade", "corporate", "local", "national", "industry"))
def test_a_level_is_read_from_its_word(row: Row) -> None:
    assert level_of(f"{row['surface']}先进集体", LEXICON) == row["level"]
    [honor] = find_honors(*read(row["example"]), Profile(), (), LEXICON)
    assert honor.level == row["level"]


@pytest.mark.parametrize("row", _rows("levels", "brand"))
def test_a_branch_of_a_company_is_a_company(row: Row) -> None:
    [honor] = honors(row["example"])
    assert honor.level == row["level"]
    assert level_of(f"河南{row['surface']}行业先进集体", LEXICON) != "corporate"


@pytest.mark.parametrize("row", _rows("levels", "trade"))
def test_a_trade_of_the_nation_is_an_industry(row: Row) -> None:
    assert level_of(f"中国{row['surface']}科技进步奖", LEXICON) == row["level"]
    [honor] = honors(row["example"])
    assert honor.level == row["level"]


@pytest.mark.parametrize("row", _rows("levels", "authority"))
def test_who_has_the_right_to_give_is_no_recipient(row: Row) -> None:
    [honor] = honors(row["example"])
    assert honor.recipient is None
    assert honor.body.endswith(row["surface"])


@pytest.mark.parametrize("row", _rows("honor_cues", "field"))
def test_two_fields_have_one_honor(row: Row) -> None:
    assert [honor.name for honor in honors(row["example"])] == [f"全省{row['surface']}和创优先进单位"]


@pytest.mark.parametrize("row", _rows("honor_cues", "bare"))
def test_what_comes_with_an_honor_is_none(row: Row) -> None:
    assert honors(row["example"]) == ()


@pytest.mark.parametrize("row", _rows("measures", "name"))
def test_a_listed_measure_is_read_with_its_category(row: Row) -> None:
    found = [(measure.name, measure.category) for measure in measures(row["example"])]
    assert found == [(row["surface"], row["category"])]


@pytest.mark.parametrize(
    "row",
    _rows(
        "measures",
        *("suffix", "weak", "quoted", "verb", "quoter", "acronym", "product", "launcher", "rule", "brought"),
        *("thing", "founder", "apposed"),
    ),
)
def test_a_form_of_measure_is_read_from_its_example(row: Row) -> None:
    found = [measure.name for measure in measures(row["example"])]
    assert found
    assert row["surface"] in found[0] or row["kind"] in ("verb", "quoter", "launcher", "founder", "apposed")


@pytest.mark.parametrize("row", _rows("measures", "motto"))
def test_a_motto_is_what_stands_behind_its_label(row: Row) -> None:
    assert [(m.name, m.category) for m in measures(row["example"])] == [("求实创新 服务万家", row["category"])]


@pytest.mark.parametrize("row", _rows("measures", "generic", "bland", "determiner", "speech"))
def test_a_generic_phrase_is_no_measure(row: Row) -> None:
    assert measures(row["example"]) == ()


@pytest.mark.parametrize("row", _rows("measures", "cue"))
def test_a_cue_decides_the_category_where_nothing_else_does(row: Row) -> None:
    assert category_of(row["example"], "", "", "", LEXICON) == row["category"]


@pytest.mark.parametrize("row", _rows("genres"))
def test_a_cue_tells_the_genre(row: Row) -> None:
    ends, weight = row["kind"] in ("end", "title", "begin"), float(row["weight"])
    title = row["example"] if ends else None
    # A cue of little weight needs a second of its kind.
    text = "" if ends else row["example"] * (1 if weight >= 3 else 2)
    assert genre_of(title, None, text, LEXICON) == row["genre"] if weight >= 3 else row["surface"] in text


@pytest.mark.parametrize("row", _rows("profile", "date_label"))
def test_a_label_dates_the_document(row: Row) -> None:
    assert find_date(*read(f"供水服务总结\n\n{row['example']}\n\n我们检修了管网。\n"), LEXICON) == "2019-05-06"


@pytest.mark.parametrize("row", _rows("profile", "not_title"))
def test_a_label_is_no_title(row: Row) -> None:
    assert find_title(*read(f"{row['example']}\n"), LEXICON)[0] is None


@pytest.mark.parametrize("row", LEXICON.rows("page_lines"), ids=lambda row: row["example"])
def test_a_line_of_the_page_is_neither_title_nor_heading(row: Row) -> None:
    assert re.search(row["pattern"], row["example"])
    document, segmentation = read(
        f"{row['example']}\n供水公司开通抢修热线\n\n我们检修了管网,用户很满意,投诉减少了一半。\n"
    )
    assert find_title(document, segmentation, LEXICON)[0] == "供水公司开通抢修热线"
    assert [section.heading.of(document.text) for section in segmentation.sections] == ["供水公司开通抢修热线"]


@pytest.mark.parametrize("row", _rows("profile", "title_label"))
def test_a_label_names_the_title(row: Row) -> None:
    assert find_title(*read(f"索引号:1024\n{row['example']}\n\n我们检修了管网。\n"), LEXICON)[0] in row["example"][2:]


@pytest.mark.parametrize("row", _rows("profile", "org_label"))
def test_a_label_names_the_organisation(row: Row) -> None:
    text = f"年度报告\n\n{row['example']}\n\n澜州水务集团检修了管网。澜州水务集团很满意。\n"
    assert profile(text).org == row["example"].partition(":")[2]


@pytest.mark.parametrize("row", _rows("profile", "self"))
def test_a_text_says_of_whom_it_is(row: Row) -> None:
    text = f"{row['example']}成立于1998年。\n" + "云溪水务集团检修了管网。" * 9
    assert profile(text).org == row["example"].partition("(")[0]


@pytest.mark.parametrize("row", _rows("profile", "above"))
def test_a_report_is_not_about_those_above_it(row: Row) -> None:
    text = f"一年来,我们检修了管网,得到{row['example']}的肯定。云溪水务集团用户满意,投诉减少。\n"
    assert profile(text).org == "云溪水务集团"


@pytest.mark.parametrize("row", _rows("profile", "board"))
def test_a_report_is_not_about_a_board(row: Row) -> None:
    text = f"{row['example']}很满意。云溪水务集团检修了管网。{row['example']}通过了计划。\n"
    assert profile(text).org == "云溪水务集团"


@pytest.mark.parametrize("row", _rows("profile", "name_end"))
def test_a_name_begins_its_sentence(row: Row) -> None:
    assert profile(f"{row['example']}。\n\n一年来,投诉减少。\n").org == row["example"].removesuffix("获得表彰")


@pytest.mark.parametrize("row", _rows("profile", "trade"))
def test_a_trade_alone_is_no_name(row: Row) -> None:
    assert leading_names(f"{row['example']}。\n\n一年来,投诉减少。\n", LEXICON) == []
