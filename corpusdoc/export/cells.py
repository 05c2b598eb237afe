"""A value as text: what all formats without types of their own have in common."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice

from corpusdoc.export.options import Row
from corpusdoc.lexicon.undecoded import readable

# Column widths and alignment are settled on these many rows, so that the rest can be streamed.
SAMPLE = 200

# C0 and C1 controls, line and paragraph separators, and the marks that turn the direction of text: each can move or
# hide what a terminal shows.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Beyond these powers of ten a figure is written with an exponent, else Decimal("1E+999999") would fill the disk.
_PLAIN_EXPONENTS = range(-40, 41)


def is_number(value: object) -> bool:
    """Whether the value is a figure: True and False are not."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def is_absent(value: object) -> bool:
    """Whether there is nothing to show: None, or a figure that is none (NaN, infinity)."""
    if isinstance(value, Decimal):
        return not value.is_finite()
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def as_text(value: object) -> str:
    """The value as a cell of a format without types: nothing for None, JSON for lists and mappings."""
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else ""
    return "" if is_absent(value) else as_json(value)


def as_json(value: object) -> str:
    """The value as strict JSON: decimals digit for digit, null for NaN, dates and paths as strings."""
    if is_absent(value):
        return "null"
    if isinstance(value, Decimal):
        return format(value, "f") if value.adjusted() in _PLAIN_EXPONENTS else str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_string(key)}: {as_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_json, value)) + "]"
    return json.dumps(value) if isinstance(value, bool | int | float) else _string(value)


def one_line(text: str) -> str:
    """The text with a space for each control character, so that a terminal shows it as it is."""
    return _CONTROLS.sub(" ", text)


def sample(rows: Iterable[Row]) -> tuple[Sequence[Row], Iterator[Row]]:
    """The first rows, and all rows, those included."""
    following = iter(rows)
    first = list(islice(following, SAMPLE))
    return first, chain(first, following)


def holds_figures(column: str, rows: Iterable[Row]) -> bool:
    """Whether all that the column holds is figures, and there is one."""
    values = [value for row in rows if not is_absent(value := row.get(column))]
    return bool(values) and all(map(is_number, values))


def _string(value: object) -> str:
    return json.dumps(readable(str(value)), ensure_ascii=False)
