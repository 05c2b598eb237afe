"""Ranges that name both their limits: 3年以上7年以下, 5%以上、20%以内."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from corpusdoc import lazy_re as re
from corpusdoc.model import Recognized

_BELOW = ("以下", "以内")
_WHOLE_LENGTH = re.compile(r"P(\d+)([YMWD])")
_LENGTHS = {"Y": "年", "M": "个月", "W": "周", "D": "天"}


def limited(line: str, read: Iterable[Recognized]) -> list[Recognized]:
    """The records, 3年以上7年以下 and every such pair of one unit as one range."""
    found: list[Recognized] = []
    for each in read:
        between = _between_limits(line, found[-1], each) if found else None
        if between:
            found[-1] = between
        else:
            found.append(each)
    return found


def _between_limits(line: str, low: Recognized, high: Recognized) -> Recognized | None:
    below = line[high.end : high.end + 2] in _BELOW
    if not line.endswith("以上", low.start, low.end) or not (below or line.endswith(_BELOW, high.start, high.end)):
        return None
    first, last = _as_quantity(low), _as_quantity(high)
    if line[low.end : high.start] not in ("", *",，、") or not (first and last):
        return None
    # 3万以上5万元以下 has its unit from the second.
    if first.unit != last.unit and (first.unit or first.kind != "number"):
        return None
    return replace(first, kind=last.kind, unit=last.unit, end=high.end + 2 * below, value_max=last.value, bound="=")


def _as_quantity(each: Recognized) -> Recognized | None:
    length = _WHOLE_LENGTH.fullmatch(each.edtf or "") if each.kind == "duration" else None
    if length:
        return replace(each, kind="quantity", value=Decimal(length[1]), unit=_LENGTHS[length[2]], edtf=None)
    return each if each.value is not None else None
