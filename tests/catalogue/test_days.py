from __future__ import annotations

import pytest

from corpusdoc.catalogue.days import days

DAYS = [
    # EDTF             first         last
    ("2017", "2017-01-01", "2017-12-31"),
    ("2017~", "2017-01-01", "2017-12-31"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("2017-11-05", "2017-11-05", "2017-11-05"),
    ("2010/2016", "2010-01-01", "2016-12-31"),
    ("2016-12/2017-01", "2016-12-01", "2017-01-31"),
    ("2017-34", "2017-04-01", "2017-06-30"),
    ("2017-41", "2017-07-01", "2017-12-31"),
    ("2017-24", "2017-12-01", "2018-02-28"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("2017-XX", "2017-01-01", "2017-12-31"),
    ("2017/..", "2017-01-01", "9999-12-31"),
    ("../2017", "0001-01-01", "2017-12-31"),
]
NO_DAYS = [
    "P15D",
    "R/P1M",
    "",
    "今年",
    "2017-13",
    "2017-02-30",
    "2017-00-05",
    "2017/2010",
    "../..",
    "17",
    "9999-24",
    "0000",
]


@pytest.mark.parametrize(("edtf", "first", "last"), DAYS)
def test_what_a_date_covers(edtf: str, first: str, last: str):
    assert days(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, *NO_DAYS])
def test_what_covers_no_days(edtf: str | None):
    assert days(edtf) is None
