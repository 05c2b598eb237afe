"""Tables that are drawn with rules: where their cells are, and what stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpusdoc.load.lines import Line, joined, unspaced
from corpusdoc.load.rules import SAME, Rule

REACH = 3.0  # points by which rules that meet may miss each other
OPEN_SIDE = 12.0  # points by which level rules run beyond the outer upright ones, where a table has no sides
MAX_COLUMNS, MAX_ROWS = 60, 400
# A cell that holds more is a page's layout, no table's.
MAX_CELL = 600
DASHES = ("-", "--", "—", "——", "－", "/")  # where a figure is nothing
UNRULED = 2  # lines of figures side by side in cells
BESIDE = 3.0  # points between the middles of lines in one row
SPACED = 0.5  # of the type's size, between lines of a cell

Cell = tuple[int, int]  # row, column


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns from the left, rows from the top; a merged cell is known by its first one."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    firsts: Mapping[Cell, Cell]

    def cell(self, x: float, y: float) -> Cell | None:
        """The cell around a point; None outside."""
        if not (self.xs[0] - SAME <= x <= self.xs[-1] + SAME and self.ys[-1] - SAME <= y <= self.ys[0] + SAME):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, -y, key=lambda edge: -edge) - 1, 0), len(self.ys) - 2)
        return self.firsts[row, column]


def find_grids(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Grid]:
    """The tables that rules draw: groups that touch, with two columns at least. A box around text is none."""
    if len(level) < 2 or len(upright) < 1:
        return []
    grids = (_grid(*group) for group in _groups(level, upright))
    return [grid for grid in grids if grid is not None]


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    parents = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for at, line in enumerate(level):
        for other, post in enumerate(upright, len(level)):
            if line.start - REACH <= post.at <= line.end + REACH and post.start - REACH <= line.at <= post.end + REACH:
                parents[root(at)] = root(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate((*level, *upright)):
        groups.setdefault(root(at), ([], []))[at >= len(level)].append(rule)
    yield from groups.values()


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    if len(level) < 2 or not upright:
        return None
    xs = _distinct(post.at for post in upright)
    left, right = min(line.start for line in level), max(line.end for line in level)
    xs = [*([left] if left < xs[0] - OPEN_SIDE else []), *xs, *([right] if right > xs[-1] + OPEN_SIDE else [])]
    ys = _distinct(line.at for line in level)[::-1]
    if not (3 <= len(xs) <= MAX_COLUMNS and 2 <= len(ys) <= MAX_ROWS):
        return None
    return Grid(tuple(xs), tuple(ys), _firsts(xs, ys, level, upright))


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > REACH:
            found.append(value)
    return found


def _firsts(xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]) -> dict[Cell, Cell]:
    """For each cell the first one of those that no rule parts from it."""
    across = [[line for line in level if abs(line.at - y) <= REACH] for y in ys]
    down = [[post for post in upright if abs(post.at - x) <= REACH] for x in xs]
    firsts: dict[Cell, Cell] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in firsts:
                continue
            last_column, last_row = column, row
            while last_column < len(xs) - 2 and not _covers(down[last_column + 1], (ys[row] + ys[row + 1]) / 2):
                last_column += 1
            while last_row < len(ys) - 2 and not _covers(across[last_row + 1], (xs[column] + xs[column + 1]) / 2):
                last_row += 1
            for inner_row in range(row, last_row + 1):
                for inner in range(column, last_column + 1):
                    firsts.setdefault((inner_row, inner), (row, column))
    return firsts


def _covers(rules: list[Rule], point: float) -> bool:
    return any(rule.start - REACH <= point <= rule.end + REACH for rule in rules)


def table(grid: Grid, cells: Mapping[Cell, Sequence[Line]], beside: Sequence[Line]) -> Line | None:
    """The table as one ruled line; None for what holds no two cells in a row, or whole paragraphs in a cell.

    Nor is one what rules part only some columns of, the others in a cell together or `beside` the table.
    """
    if max(sum(len(line.text) for line in lines) for lines in cells.values()) > MAX_CELL or _lacks_rules(cells):
        return None
    if sum(grid.ys[-1] < line.middle < grid.ys[0] and _is_figure(line.text) for line in beside) >= UNRULED:
        return None
    rows: list[str] = []
    widest = 0
    for row in range(len(grid.ys) - 1):
        here = [cells.get((row, column), ()) for column in range(len(grid.xs) - 1)]
        widest = max(widest, sum(map(bool, here)))
        rows += _texts(here)
    if widest < 2:
        return None
    first = next(iter(cells.values()))[0]
    text, xs, ys = "\n".join(rows), grid.xs, grid.ys
    return Line(text, xs[0], xs[-1], ys[-1], ys[0], first.size, first.page, edges=tuple(xs))


def _lacks_rules(cells: Mapping[Cell, Sequence[Line]]) -> bool:
    """Whether figures stand side by side in a cell: then rules part only some of the columns."""
    beside = 0
    for lines in cells.values():
        heights = Counter(round(line.middle / BESIDE) for line in lines if _is_figure(line.text))
        beside += sum(count > 1 for count in heights.values())
    return beside >= UNRULED


def _texts(cells: Sequence[Sequence[Line]]) -> Iterator[str]:
    """A row's text; several rows where no rules part them, but their figures stand under one another."""
    printed = [_printed(lines) for lines in cells]
    for row in _unruled(printed) or [[joined(text for _, text in lines) for lines in printed]]:
        if any(row):
            yield "\t".join(row)


def _printed(lines: Sequence[Line]) -> list[tuple[float, str]]:
    """(height, text) of the printed lines of a cell from the top."""
    found: list[tuple[float, list[Line]]] = []
    for line in sorted(lines, key=lambda line: (-line.middle, line.left)):
        if found and found[-1][0] - line.middle < SPACED * line.size:
            found[-1][1].append(line)
        else:
            found.append((line.middle, [line]))
    return [(height, " ".join(part.text for part in unspaced(parts))) for height, parts in found]


def _unruled(printed: Sequence[Sequence[tuple[float, str]]]) -> list[list[str]]:
    """The rows of a cell row in which lines stand beside one another, three figures or more in a column."""
    if not any(len(lines) > 2 and all(_is_figure(text) for _, text in lines) for lines in printed):
        return []
    heights = [height for height, _ in max(printed, key=len)]
    rows = [[""] * len(printed) for _ in heights]
    for column, lines in enumerate(printed):
        for height, text in lines:
            nearest = min(range(len(heights)), key=lambda at: abs(heights[at] - height))
            if abs(heights[nearest] - height) > BESIDE or rows[nearest][column]:
                return []
            rows[nearest][column] = text
    return rows


def _is_figure(text: str) -> bool:
    return text in DASHES or sum(character.isdigit() for character in text) * 2 > len(text)
