"""Time to write 200,000 rows of metrics, as a multiple of the bare library writing the same rows.

python benchmarks/export.py [ROWS]
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from corpusdoc.catalogue import COLUMNS
from corpusdoc.export import ExportOptions, find_format
from corpusdoc.export.workbook import _SETTINGS

HEADER = COLUMNS["metrics"]
LIMITS = {"csv": 3.0, "parquet": 2.0, "xlsx": 1.5}


def made(count: int) -> list[dict[str, object]]:
    row = {
        "doc": "01_云溪电信创建文明单位纪实",
        "kind": "metric",
        "quote": "客户满意率达到99.5%",
        "sentence": "2017年,全体员工“用心服务”,客户满意率达到99.5%,位居全省第一。",
        "section": "服务经验 › 管理创新",
        "rule": "metrics.reach",
        "confidence": 0.9,
        "indicator": "客户满意率",
        "indicator_canonical": "满意率",
        "unit": "%",
        "value_text": "达到99.5%",
        "bound": "=",
        "period": "2017",
    }
    return [
        dict.fromkeys(HEADER)
        | row
        | {"start": n, "end": n + 11, "raw_start": n, "raw_end": n + 15, "value": n / 8, "target": False}
        for n in range(count)
    ]


def bare_csv(rows: list[dict[str, object]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows([row[column] for column in HEADER] for row in rows)


def bare_jsonl(rows: list[dict[str, object]], path: Path) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def bare_parquet(rows: list[dict[str, object]], path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(rows), path, compression="zstd")


def bare_xlsx(rows: list[dict[str, object]], path: Path) -> None:
    from xlsxwriter import Workbook

    book = Workbook(path, _SETTINGS)
    sheet = book.add_worksheet()
    for column, name in enumerate(HEADER):
        sheet.write(0, column, name)
    for line, row in enumerate(rows, 1):
        for column, name in enumerate(HEADER):
            sheet.write(line, column, row[name])
    book.close()


def bare_sqlite(rows: list[dict[str, object]], path: Path) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"CREATE TABLE metrics ({', '.join(HEADER)})".replace("end", '"end"'))
        db.executemany(
            f"INSERT INTO metrics VALUES ({', '.join('?' * len(HEADER))})", ([row[c] for c in HEADER] for row in rows)
        )
        db.commit()


def ours(name: str) -> Callable[[list[dict[str, object]], Path], None]:
    def write(rows: list[dict[str, object]], path: Path) -> None:
        with path.open("wb") as stream:
            find_format(name)(iter(rows), HEADER, stream, ExportOptions(title="metrics", table="metrics"))

    return write


def seconds(write: Callable[[list[dict[str, object]], Path], None], rows: list[dict[str, object]], path: Path) -> float:
    started = process_time(), perf_counter()
    write(rows, path)
    return process_time() - started[0]


def main(count: int) -> int:
    rows = made(count)
    over = 0
    bare = {"csv": bare_csv, "jsonl": bare_jsonl, "parquet": bare_parquet, "sqlite": bare_sqlite, "xlsx": bare_xlsx}
    print(f"{count} rows of {len(HEADER)} columns; CPU seconds, best of 3 (xlsx: 1)")
    with TemporaryDirectory() as folder:
        for name, write in bare.items():
            path = Path(folder) / f"t.{name}"
            # Once each, so that imports are paid before the clock starts.
            write(rows[:10], path)
            ours(name)(rows[:10], path)
            times = range(1 if name == "xlsx" else 3)
            plain = min(seconds(write, rows, path) for _ in times)
            own = min(seconds(ours(name), rows, path) for _ in times)
            ratio, limit = own / plain, LIMITS.get(name)
            over += limit is not None and ratio > limit
            print(f"{name:8} bare {plain:6.2f}  corpusdoc {own:6.2f}  ratio {ratio:5.2f}  limit {limit or '–'}")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
