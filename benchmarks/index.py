"""Engines side by side, same passages, same words: building, queries, memory, disk.

    python benchmarks/index.py [--passages 10000 50000 100000] [--texts FOLDER] [--batch 500] [--engine NAME]...

Passages are clauses of the sample reports put together anew, with figures of their own. Times are CPU seconds. Stock
Whoosh, which takes hours for 100,000, is asked for no more than --stock passages.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from index_engines import ENGINES, GROUPS, Question

from corpusdoc.load import load
from corpusdoc.model import IndexedPassage
from corpusdoc.normalize import fold
from corpusdoc.segment import search_words

ROOT = Path(__file__).parent.parent
KINDS = ("term", "and", "phrase", "filter")
QUESTIONS = 75  # of each kind
ATTEMPTS = 3  # of each question
DOCUMENTS = 100  # added one by one in the end
SIZE = 15  # passages of one
LENGTH = 390  # characters of a passage: about 1,180 bytes


def main() -> None:
    arguments = read_arguments()
    if arguments.measure:
        print(json.dumps(measure(arguments.engine[0], arguments)))
        return
    for passages in arguments.passages:
        print(f"{passages} passages")
        show(rows_of(passages, arguments))


def rows_of(passages: int, arguments: argparse.Namespace) -> list[dict]:
    """A row for each engine, each measured in a process of its own."""
    rows = []
    for name in arguments.engine or ENGINES:
        if name.startswith("whoosh") and passages > arguments.stock:
            print(f"{name}: left out, more than {arguments.stock} passages", file=sys.stderr)
            continue
        options = ["--passages", str(passages), "--texts", arguments.texts, "--batch", str(arguments.batch)]
        command = [sys.executable, __file__, *options, "--measure", "--engine", name]
        ran = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        if ran.returncode:
            print(f"{name}: left out, it could not be run", file=sys.stderr)
        else:
            rows.append(json.loads(ran.stdout))
    return rows


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000])
    parser.add_argument("--stock", type=int, default=10_000, help="most passages for stock Whoosh")
    parser.add_argument("--texts", type=Path, default=ROOT / "corpora" / "sample", help="reports to take clauses from")
    parser.add_argument("--batch", type=int, default=5_000, help="passages of one commit, for engines that commit")
    parser.add_argument("--engine", action="append", choices=list(ENGINES))
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


# ------------------------------------------------------------------------------------------------------- passages


def read_clauses(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Clauses with the words that they are cut into."""
    texts = [fold(load(path).text) for path in sorted(folder.iterdir()) if path.is_file()]
    found = (re.findall(r"[^，。；！？\n]{4,60}[，。；！？]", text) for text in texts)
    clauses = dict.fromkeys(clause for each in found for clause in each)
    return [(clause, tuple(search_words(clause))) for clause in clauses]


def make_passages(clauses: list[tuple[str, tuple[str, ...]]], count: int) -> Iterator[IndexedPassage]:
    """Passages by chance, the same at every call."""
    chance = random.Random(0)
    for id in range(1, count + 1):
        figure = str(chance.randrange(100_000))
        text, words = [f"{figure}。"], [figure]
        length = 0
        while length < LENGTH:
            clause, cut = chance.choice(clauses)
            text.append(clause)
            words.extend(cut)
            length += len(clause)
        yield IndexedPassage(id, "".join(text), tuple(words))


def make_questions(clauses: list[tuple[str, tuple[str, ...]]], count: int) -> list[Question]:
    """Questions by chance, the same at every call. Words are as frequent among them as in the text."""
    chance = random.Random(1)
    members = [frozenset(range(group or GROUPS, count + 1, GROUPS)) for group in range(GROUPS)]
    questions = []
    for kind in KINDS:
        while sum(question.kind == kind for question in questions) < QUESTIONS:
            size = 1 if kind in ("term", "filter") else chance.choice((2, 3))
            clause, words = chance.choice(clauses)
            # Words of two or more characters that follow one another in the text: search words overlap.
            cut = [word for word in words if len(word) > 1 and word.isalpha()]
            start = chance.randrange(max(1, len(cut) - size))
            chosen = tuple(cut[start : start + size])
            if len(chosen) == size and (kind != "phrase" or "".join(chosen) in clause):
                group = chance.randrange(GROUPS)
                questions.append(Question(kind, chosen, group, members[group]))
    return questions


# ---------------------------------------------------------------------------------------------------- measurement


def measure(name: str, arguments: argparse.Namespace) -> dict[str, object]:
    """One engine's figures, measured in a process of its own."""
    clauses = read_clauses(arguments.texts)
    [count] = arguments.passages
    questions = make_questions(clauses, count)
    with TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        engine = ENGINES[name](place)
        size, spent = build(engine, make_passages(clauses, count), arguments.batch)
        totals, times = {}, {}
        for kind in KINDS:
            totals[kind], times[kind] = ask(engine, [question for question in questions if question.kind == kind])
        highest = peak()
        return {
            "name": name,
            "rate": size / 1e6 / spent,
            "memory": highest,
            "disk": sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / size,
            "files": sum(1 for _ in place.rglob("*")),
            "added": add_documents(engine, make_passages(clauses, DOCUMENTS * SIZE), count),
            "times": times,
            "totals": totals,
        }


def build(engine: object, passages: Iterator[IndexedPassage], batch: int) -> tuple[int, float]:
    """The bytes of text, and the CPU seconds that the engine took."""
    size, spent, waiting = 0, 0.0, []
    for passage in passages:
        waiting.append(passage)
        size += len(passage.text.encode())
        if len(waiting) == batch:
            spent += timed(lambda: engine.add(waiting))  # type: ignore[attr-defined]
            waiting.clear()
    if waiting:
        spent += timed(lambda: engine.add(waiting))  # type: ignore[attr-defined]
    spent += timed(engine.finish)  # type: ignore[attr-defined]
    return size, spent


def ask(engine: object, questions: list[Question]) -> tuple[int, tuple[float, float]]:
    """How many passages were found for all questions, and the median and the 95th percentile in milliseconds."""
    engine.ask(questions[0])  # type: ignore[attr-defined]  # what is imported at the first question
    totals, times = [], []
    for question in questions:
        # The best of three: on a busy machine a time now and then is another program's.
        asked = [timed(lambda: totals.append(engine.ask(question))) for _ in range(ATTEMPTS)]  # type: ignore[attr-defined]  # noqa: B023
        times.append(min(asked) * 1000)
    cuts = quantiles(times, n=20)
    return sum(totals) // ATTEMPTS, (cuts[9], cuts[18])


def add_documents(engine: object, passages: Iterator[IndexedPassage], count: int) -> tuple[float, float] | None:
    """The median and the most milliseconds that one document more takes, one commit each; None where not measured."""
    if not getattr(engine, "incremental", False):
        return None
    times = []
    for _ in range(DOCUMENTS):
        document = [replace(passage, id=count + passage.id) for passage in islice(passages, SIZE)]
        times.append(timed(lambda: engine.add(document)) * 1000)  # type: ignore[attr-defined]  # noqa: B023
    return median(times), max(times)


def timed(call: object) -> float:
    start = time.process_time()
    call()  # type: ignore[operator]
    return time.process_time() - start


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def show(rows: list[dict]) -> None:
    first = rows[0]
    print(f"{'':26} {'MB/s':>7} {'ratio':>6} {'peak MB':>8} {'disk':>5} {'files':>5} {'+1 doc ms':>11}", end="")
    print("".join(f"  {kind + ' p50/p95 ms':>21} {'ratio':>6} {'found':>8}" for kind in KINDS))
    for row in rows:
        added = "{:.0f}/{:.0f}".format(*row["added"]) if row["added"] else ""
        print(f"{row['name']:26} {row['rate']:7.2f} {first['rate'] / row['rate']:6.1f} {row['memory']:8.0f}", end="")
        print(f" {row['disk']:5.2f} {row['files']:5} {added:>11}", end="")
        for kind in KINDS:
            median, tail = row["times"][kind]
            ratio = tail / first["times"][kind][1]
            print(f"  {median:10.2f} {tail:10.2f} {ratio:6.1f} {row['totals'][kind]:8}", end="")
        print()


if __name__ == "__main__":
    main()
