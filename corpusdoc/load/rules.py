"""Ruled lines of a page: what is drawn level or upright, wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_float, cast
from typing import Any, NamedTuple

from corpusdoc.load.lines import Box, Frame
from corpusdoc.load.pdfium import address, calls, floats, integers

THIN = 2.5  # points; a thinner shape is a line
SHORTEST = 4.0
SAME = 2.0  # lines nearer than this are one
TOUCHING = 3.0
STRAIGHT = 1.0
MAX_OBJECTS = 20_000
MAX_SEGMENTS = 4_000
MAX_DEPTH = 3
MAX_RULES = 4_000
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


class Rule(NamedTuple):
    """A straight line: where it lies across its direction, and from where to where along it."""

    at: float
    start: float
    end: float


def read_rules(page: Any, frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """Level and upright rules of a page as it is seen; those in line with each other are one."""
    strokes = _strokes(page)
    return rules_of([frame.seen(*stroke) for stroke in strokes] if frame.quarters else strokes)


def rules_of(strokes: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """Level and upright rules among the boxes of lines that are drawn."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for left, bottom, right, top in strokes:
        if top - bottom < THIN and right - left >= SHORTEST:
            level.append(Rule((bottom + top) / 2, left, right))
        elif right - left < THIN and top - bottom >= SHORTEST:
            upright.append(Rule((left + right) / 2, bottom, top))
        if len(level) + len(upright) > MAX_RULES:
            # A drawing, no table.
            return [], []
    return merged(level), merged(upright)


def merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules side by side as one, rules that touch end to end as one."""
    found: list[Rule] = []
    group: list[Rule] = []
    for rule in (*sorted(rules), None):
        if group and (rule is None or rule.at - group[0].at > SAME):
            found += _chained(group)
            group = []
        if rule is not None:
            group.append(rule)
    return found


def _chained(rules: Sequence[Rule]) -> Iterator[Rule]:
    at = rules[len(rules) // 2].at
    first, *others = sorted(rules, key=lambda rule: rule.start)
    start, end = first.start, first.end
    for rule in others:
        if rule.start > end + TOUCHING:
            yield Rule(at, start, end)
            start, end = rule.start, rule.end
        end = max(end, rule.end)
    yield Rule(at, start, end)


def _strokes(page: Any) -> list[Box]:
    # pypdfium2: 50 ms
    from pypdfium2 import raw

    reader = _Reader(raw)
    ask, text = calls(), raw.FPDF_PAGEOBJ_TEXT
    handle, object_at, kind_of = address(page.raw), ask.object_at, ask.kind_of
    strokes: list[Box] = []
    for at in range(min(raw.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)):
        thing = object_at(handle, at)
        # Most objects are text.
        if (kind := kind_of(thing)) != text:
            strokes += reader.of_object(thing, kind, IDENTITY, 0)
    return strokes


class _Reader:
    """What pdfium's objects draw. Where it puts its answers is made once: pages have thousands of objects."""

    def __init__(self, raw: Any) -> None:
        self._raw, self._ask = raw, calls()
        self._bounds, self._places = floats(4)  # left, bottom, right, top
        self._modes, self._answers = integers(2)  # filled, stroked

    def of_object(self, thing: Any, kind: int, matrix: Matrix, depth: int) -> Iterable[Box]:
        """The boxes of the lines that an object draws, forms' inner objects included."""
        raw = self._raw
        if kind == raw.FPDF_PAGEOBJ_PATH:
            return self._of_path(thing, matrix)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            return self._of_form(cast(thing, raw.FPDF_PAGEOBJECT), matrix, depth)
        return ()

    def _of_form(self, form: Any, matrix: Matrix, depth: int) -> Iterator[Box]:
        raw = self._raw
        inner = _times(_matrix(raw, form), matrix)
        for at in range(min(raw.FPDFFormObj_CountObjects(form), MAX_OBJECTS)):
            part = self._ask.part_at(form, at)
            yield from self.of_object(part, self._ask.kind_of(part), inner, depth + 1)

    def _of_path(self, path: Any, matrix: Matrix) -> Iterable[Box]:
        self._ask.mode(path, *self._answers)
        filled, stroked = self._modes
        # Bounds are the page's, or the form's around it.
        if not (stroked or filled) or not self._ask.bounds(path, *self._places):
            return ()
        left, bottom, right, top = self._bounds
        # What is thin is one line: going along it takes several times as long.
        if not stroked or right - left < THIN or top - bottom < THIN:
            own = matrix is IDENTITY
            return ((left, bottom, right, top) if own else box_of((left, bottom), (right, top), matrix),)
        path = cast(path, self._raw.FPDF_PAGEOBJECT)
        return self._along(path, _times(_matrix(self._raw, path), matrix))

    def _along(self, path: Any, own: Matrix) -> Iterator[Box]:
        raw = self._raw
        x, y = c_float(), c_float()
        last = first = (0.0, 0.0)
        for at in range(min(raw.FPDFPath_CountSegments(path), MAX_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            point = (x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield box_of(last, point, own)
            last = point
            if raw.FPDFPathSegment_GetClose(segment):
                yield box_of(last, first, own)


def box_of(one: tuple[float, float], other: tuple[float, float], matrix: Matrix) -> Box:
    """The box around two points."""
    (a, b), (c, d) = moved(one, matrix), moved(other, matrix)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """Where a matrix takes a point."""
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(first: Matrix, second: Matrix) -> Matrix:
    (a, b, c, d, e, f), (p, q, r, s, t, u) = first, second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _matrix(raw: Any, thing: Any) -> Matrix:
    found = raw.FS_MATRIX()
    return (
        (found.a, found.b, found.c, found.d, found.e, found.f)
        if raw.FPDFPageObj_GetMatrix(thing, byref(found))
        else IDENTITY
    )
