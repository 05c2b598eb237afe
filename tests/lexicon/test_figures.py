"""Every row of the tables behind figures and times proves itself by its example."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from corpusdoc.extract.metrics import find_metrics
from corpusdoc.extract.points import Anchor
from corpusdoc.extract.quantities import find_quantities
from corpusdoc.extract.ranks import find_ranks
from corpusdoc.extract.recognize import recognize
from corpusdoc.extract.sentence_times import read_times
from corpusdoc.extract.times import find_times
from corpusdoc.lexicon import Row, load_lexicon
from corpusdoc.model import Metric, Profile, Quantity
from tests.extract.reading import LEXICON, read


def metrics(text: str) -> tuple[Metric, ...]:
    document, segmentation = read(text)
    times = find_times(document, segmentation, Profile(), LEXICON)
    return find_metrics(document, segmentation, Profile(), times, LEXICON)


def differing(table: str, kinds: str, reading: Callable[[Row], object], expected: Callable[[Row], object]) -> list[str]:
    """The examples of a table that are not read as their rows say, each with what was read instead."""
    rows = [row for row in LEXICON.rows(table) if not kinds or row["kind"] in kinds.split()]
    assert rows
    assert all(row["example"] for row in rows)
    return [f"{row['example']}: {reading(row)!r}" for row in rows if reading(row) != expected(row)]


def last_figure(text: str) -> tuple[str, Quantity] | None:
    found = find_quantities(text, LEXICON)
    return (found[-1][0].of(text), found[-1][1]) if found else None


def test_units() -> None:
    def reading(row: Row) -> object:
        found = last_figure(row["example"])
        return found and (found[1].value, found[1].unit)

    assert differing("units", "", reading, lambda row: (Decimal(row["value"]), row["unit"])) == []


def test_codes_of_units() -> None:
    for row in LEXICON.rows("units"):
        if row["kind"] == "money" and row["unit"] not in ("兆元", "港仙", "仙"):
            assert re.fullmatch("[A-Z]{3}", row["code"]), row  # ISO 4217
        assert row["code"].isascii()  # UCUM elsewhere, "" where it has none


def test_what_follows_a_unit_may_make_it_another_word() -> None:
    for row in LEXICON.rows("units"):
        for word in row["unless"].split("|"):
            if re.fullmatch("[一-鿿]+", word):
                figure = last_figure(f"3{row['surface']}{word}")
                assert figure is None or figure[0] != f"3{row['surface']}", row


def test_bounds() -> None:
    def reading(row: Row) -> object:
        found = last_figure(row["example"])
        return found and (found[0], found[1].bound)

    assert differing("bounds", "", reading, lambda row: (row["quote"], row["bound"])) == []


def test_numbers_that_are_names() -> None:
    assert differing("number_names", "", lambda row: find_quantities(row["example"], LEXICON), lambda row: []) == []
    assert [row for row in LEXICON.rows("number_names") if not re.search(row["pattern"], row["example"])] == []


def test_names_begin_with_one_of_the_characters_that_their_row_lists() -> None:
    examples = "。".join(row["example"] for row in LEXICON.rows("number_names"))
    begun = {row["pattern"]: re.finditer(row["pattern"], examples) for row in LEXICON.rows("number_names")}
    first = {row["pattern"]: f"[ {row['first']}]" for row in LEXICON.rows("number_names")}
    assert [match for pattern in begun for match in begun[pattern] if not re.match(first[pattern], match[0])] == []


def test_a_name_of_ones_own_need_not_say_what_it_begins_with(tmp_path: Path) -> None:
    (tmp_path / "number_names.csv").write_text("pattern\n零距离\\d+\n", encoding="utf-8")
    assert find_quantities("开展零距离100次服务", load_lexicon(tmp_path)) == []
    assert find_quantities("开展零距离100次服务", LEXICON) != []


def test_time_words() -> None:
    def reading(row: Row) -> object:
        found, _ = read_times(row["example"], Anchor(today="2018-06-23"), LEXICON)
        return found[-1].edtf if found else None

    def spoken(row: Row) -> object:
        return recognize(row["example"], date(2018, 6, 23), LEXICON)[0].edtf

    kinds = "year part turn holiday set open until day"
    assert differing("time_words", kinds, reading, lambda row: row["edtf"]) == []
    kinds = "day_word week_word month_word quarter_word half_day festival"
    assert differing("time_words", kinds, spoken, lambda row: row["edtf"]) == []


def test_changes() -> None:
    def reading(row: Row) -> object:
        found = metrics(row["example"])[-1]
        return found.change or "", found.quantity.value

    kinds = "yoy up down level share completion versus"
    assert differing("changes", kinds, reading, lambda row: (row["change"], Decimal(row["value"]))) == []


def table(heads: str, cells: str) -> tuple[Metric, ...]:
    return metrics(f"经营情况\n{heads}\n{cells}")


def test_columns_of_tables() -> None:
    def reading(row: Row) -> object:  # noqa: PLR0911  # one a kind
        heads = row["example"].split("|")
        cells = "|".join(["收入", *("万元" if head == "单位" else "12万元" for head in heads[1:-1]), "8.5"])
        match row["kind"]:
            case "change" | "difference":
                found = table(row["example"], cells)[-1]
                return found.indicator, found.change, found.quantity.unit
            case "number":
                return [m.value_text for m in table(row["example"], "收入|5|320万元")]
            case "label":
                return table(row["example"], "房屋|320万元|支出|8.5万元")[-1].indicator
            case "unit":
                return table(f"单位:万元\n{row['example']}", "甲|53")[-1].quantity.unit
            case "general":
                name = table(f"注释7.预付账款\n单位:万元\n{row['example']}", f"{row['surface']}|53|2")[-1].indicator
                return name.startswith("预付账款"), name.endswith("减值")
            case "earlier":
                return [m.period for m in metrics(f"2022年总结\n\n2022年情况如下:\n{row['example']}\n收入|9万元|8万元")]
            case _:
                found = table(row["example"], cells if len(heads) > 2 else "收入|320")[-1]
                return found.indicator.startswith("收入"), found.target or row["kind"] == "plain"

    def expected(row: Row) -> object:
        return {
            "change": ("收入", row["value"], "%"),
            "difference": ("收入", row["value"], "%"),
            "number": ["320万元"],
            "label": "支出",
            "unit": row["value"],
            "earlier": ["2022", "2021"],
        }.get(row["kind"], (True, True))

    kinds = "plain target change difference earlier number label unit general"
    assert differing("columns", kinds, reading, expected) == []


def test_targets() -> None:
    def reading(row: Row) -> object:
        return metrics(row["example"])[-1].target

    assert differing("targets", "target actual", reading, lambda row: row["kind"] == "target") == []


def test_headings_and_titles_that_announce_plans() -> None:
    def reading(row: Row) -> object:
        return [kind for kind in kinds.split() if re.search(patterns[kind], row["example"])]

    kinds = "plan done exhortation order news"
    patterns = {row["kind"]: row["pattern"] for row in LEXICON.rows("targets") if row["kind"] in kinds.split()}
    rows = [row for row in LEXICON.rows("targets") if row["kind"] in kinds.split()]
    assert all(row["kind"] in reading(row) for row in rows)  # type: ignore[operator]


def test_ranks() -> None:
    def reading(row: Row) -> object:
        return [str(rank.rank.position) for rank in find_ranks(row["example"], LEXICON)]

    assert differing("ranks", "", reading, lambda row: [row["position"]] if row["position"] else []) == []


def test_words_around_an_indicator() -> None:
    def reading(row: Row) -> object:
        return metrics(row["example"])[0].indicator

    assert differing("phrases", "tail lead cut stop", reading, lambda row: row["reading"]) == []


def test_a_verb_before_the_next_figure_ends_what_is_counted() -> None:
    assert differing("phrases", "verb", lambda row: metrics(row["example"])[0].indicator, lambda row: "客户") == []


def test_what_is_done_to_those_who_are_counted() -> None:
    assert (
        differing("phrases", "deed", lambda row: metrics(row["example"])[0].indicator, lambda row: row["reading"]) == []
    )


def test_what_says_nothing_of_what_was_counted() -> None:
    def reading(row: Row) -> object:
        return metrics(f"年度报告\n\n五、存货\n\n{row['example']}。\n\n六、加强管理\n\n服务客户。")[0].indicator

    assert differing("phrases", "general", reading, lambda row: row["reading"]) == []


def test_nouns_of_one_character() -> None:
    assert (
        differing(
            "phrases", "short_noun", lambda row: metrics(row["example"])[-1].indicator, lambda row: row["reading"]
        )
        == []
    )


def test_words_that_show_a_turn_of_phrase() -> None:
    assert differing("phrases", "abstract determiner", lambda row: metrics(row["example"]), lambda row: ()) == []


def test_words_that_keep_a_date_from_a_figure() -> None:
    def reading(row: Row) -> object:
        return metrics(row["example"])[-1].period

    assert differing("phrases", "now compare opening", reading, lambda row: None) == []


def test_indicators() -> None:
    def reading(row: Row) -> object:
        return metrics(row["example"])[-1].indicator_canonical

    assert differing("indicators", "", reading, lambda row: row["canonical"]) == []


def test_indicators_have_sources() -> None:
    rows = LEXICON.rows("indicators")
    assert len({row["canonical"] for row in rows}) >= 120
    assert [row for row in rows if not row["source"]] == []


def test_a_row_counts_for_the_units_that_it_names() -> None:
    assert [m.indicator_canonical for m in metrics("装机容量达到12万千瓦。")] == ["发电装机容量"]
    assert [m.indicator_canonical for m in metrics("装机容量达到12万门。")] == ["交换机容量"]
