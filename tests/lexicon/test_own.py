"""Own rows: what they change, and how they get into the workspace's tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpusdoc.errors import ConfigError, UsageError
from corpusdoc.extract import extract
from corpusdoc.lexicon import load_lexicon
from corpusdoc.lexicon.own import add_row, own_rows, remove_row
from corpusdoc.model import Entity, Fact, Honor, Measure
from corpusdoc.segment import segment
from tests.extract.reading import LEXICON, read

TEXT = "蓝鲸小筑首席推荐官王建国说,小筑获得飞鱼荣典,翻开萤火手账。"
OWN = [
    ("orgs", {"kind": "name", "surface": "蓝鲸小筑"}),
    ("titles", {"kind": "head", "surface": "首席推荐官"}),
    ("honors", {"kind": "name", "surface": "飞鱼荣典", "level": "corporate", "body": "海洋局"}),
    ("measures", {"kind": "name", "surface": "萤火手账", "category": "culture"}),
]


def facts(folder: Path | None) -> tuple[Fact, ...]:
    document, _ = read(TEXT)
    lexicon = load_lexicon(folder)
    return extract(document, segment(document, lexicon), lexicon)[1]


def names(folder: Path | None) -> set[str]:
    return {fact.name for fact in facts(folder) if isinstance(fact, Entity | Honor | Measure)}


def test_own_rows_are_read_and_the_text_is_cut_as_before(tmp_path: Path) -> None:
    new = {"蓝鲸小筑", "飞鱼荣典", "萤火手账"}
    assert not names(None) & new
    for table, values in OWN:
        assert add_row(tmp_path, table, values)
    found = facts(tmp_path)
    assert new <= names(tmp_path)
    assert [(fact.level, fact.status) for fact in found if isinstance(fact, Honor)] == [("corporate", "awarded")]
    assert [fact.category for fact in found if isinstance(fact, Measure)] == ["culture"]
    assert [fact.title for fact in found if isinstance(fact, Entity) and fact.name == "王建国"] == ["首席推荐官"]
    document, before = read(TEXT)
    assert segment(document, load_lexicon(tmp_path)) == before


def test_a_row_is_added_once_changed_and_removed(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    assert own_rows(folder) == ()
    row = {"kind": "name", "surface": "萤火手账", "category": "culture"}
    assert add_row(folder, "measures", row)
    assert not add_row(folder, "measures", row)
    assert add_row(folder, "measures", row | {"category": "service"})
    assert [(table, own["category"]) for table, own in own_rows(folder)] == [("measures", "service")]
    assert remove_row(folder, "measures", "萤火手账", kind="cue") == 0
    assert remove_row(folder, "measures", "萤火手账") == 1
    assert own_rows(folder) == ()
    assert load_lexicon(folder).rows("measures") == LEXICON.rows("measures")


def test_a_value_with_commas_quotes_and_line_ends_stays_one_row(tmp_path: Path) -> None:
    add_row(tmp_path, "orgs", {"kind": "name", "surface": '甲,"乙"\n丙'})
    assert [row["surface"] for _, row in own_rows(tmp_path)] == ['甲,"乙" 丙']
    assert load_lexicon(tmp_path).rows("orgs")[0]["surface"] == '甲,"乙" 丙'


def test_a_file_written_by_hand_may_have_blank_lines_but_no_row_without_its_word(tmp_path: Path) -> None:
    (tmp_path / "orgs.csv").write_text("kind,surface\nname,甲社\n,\n\n", encoding="utf-8")
    assert load_lexicon(tmp_path).rows("orgs")[:2] == (
        {"kind": "name", "surface": "甲社", "example": ""},
        LEXICON.rows("orgs")[0],
    )
    (tmp_path / "orgs.csv").write_text("kind,surface\nname,\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="row 2 has no surface"):
        load_lexicon(tmp_path)


def test_a_pattern_that_is_no_regular_expression_is_named(tmp_path: Path) -> None:
    (tmp_path / "boilerplate.csv").write_text("rule,pattern\nown.line,内部(资料\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"row 2: no regular expression: 内部\(资料"):
        load_lexicon(tmp_path)


def test_rows_of_tables_without_kinds_are_known_by_their_first_column(tmp_path: Path) -> None:
    add_row(tmp_path, "misprints", {"wrong": "布署", "right": "部署"})
    add_row(tmp_path, "misprints", {"wrong": "松驰", "right": "松弛"})
    assert remove_row(tmp_path, "misprints", "布署") == 1
    assert [row["wrong"] for _, row in own_rows(tmp_path)] == ["松驰"]


WRONG = [
    ("measures", {"kind": "cue", "surface": "甲", "category": "service"}, "needs a value for 'weight'"),
    ("nonsense", {"surface": "甲"}, "no lexicon table 'nonsense'"),
    ("orgs", {"kind": "name"}, "needs a value for 'surface'"),
    ("orgs", {"surface": "甲"}, "needs a value for 'kind'"),
    ("orgs", {"kind": "club", "surface": "甲"}, "'club' is no kind of 'orgs'; there are: suffix"),
    ("orgs", {"kind": "name", "surface": "甲", "size": "3"}, "has no column 'size'"),
    ("honors", {"kind": "name", "surface": "甲奖", "level": "galactic"}, "'galactic' is no level"),
    ("measures", {"kind": "cue", "surface": "甲", "category": "service", "weight": "much"}, "'much' is no weight"),
    ("targets", {"kind": "target", "pattern": "("}, "is no regular expression"),
]


@pytest.mark.parametrize(("table", "values", "message"), WRONG)
def test_a_row_that_cannot_be_used_is_refused(tmp_path: Path, table: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        add_row(tmp_path, table, values)
    assert not list(tmp_path.iterdir())


def test_a_comma_without_quotes_is_told(tmp_path: Path) -> None:
    table = tmp_path / "boilerplate.csv"
    table.write_text("rule,pattern,example\npage.mark,第\\d{1,3}号样张,第12号样张\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="row 2 has more cells"):
        load_lexicon(tmp_path)
    # Spreadsheets fill rows with empty cells.
    table.write_text('rule,pattern,example\npage.mark,"第\\d{1,3}号样张",第12号样张,,\n', encoding="utf-8")
    assert "第\\d{1,3}号样张" in {row["pattern"] for row in load_lexicon(tmp_path).rows("boilerplate")}
