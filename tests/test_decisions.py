"""What people decided outlives removal, other rules, another catalogue and a crash between two steps."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpusdoc.catalogue import Row
from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus
from corpusdoc.export.verify import verified

TEXT = """江滨供水公司2019年度工作总结
2019年，公司客户满意率达到98.6%，营业收入3.25亿元，新建营业厅12个。
公司推行首问负责制，荣获全省文明单位称号。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    create_workspace(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    made = Corpus(Config(root=tmp_path, executor="serial"))
    made.ingest([tmp_path])
    return made


def figure(corpus: Corpus, quote: str) -> Row | None:
    return next((row for row in corpus.rows("metrics") if quote in str(row["quote"])), None)


def decided(corpus: Corpus) -> list[tuple[object, ...]]:
    rows = [row for table in ("metrics", "honor_mentions", "measures") for row in corpus.rows(table)]
    return [(row["kind"], row["quote"], row.get("value"), row["corrected"]) for row in rows if row["corrected"]]


def decide_all(corpus: Corpus) -> list[tuple[object, ...]]:
    for quote, action, fields in (("98.6%", "mend", {"value": 96.8}), ("3.25", "confirm", {}), ("12个", "reject", {})):
        row = figure(corpus, quote)
        assert row
        corpus.decide(action, "张", row, fields)  # type: ignore[arg-type]
    corpus.add_fact("measures", "a", "首问负责制", {"name": "首问负责制度", "category": "service"}, "张")
    found = decided(corpus)
    assert [state for *_, state in found] == ["mended", "confirmed", "added"]
    assert figure(corpus, "12个") is None
    return found


def test_removal_and_another_reading(corpus: Corpus) -> None:
    before = decide_all(corpus)
    corpus.remove(["a"])
    assert decided(corpus) == []
    corpus.ingest([corpus.config.root])
    assert decided(corpus) == before
    assert figure(corpus, "12个") is None


def test_words_and_rules_that_change(corpus: Corpus) -> None:
    before = decide_all(corpus)
    # Rules read the mended figure otherwise now, the rejected one as well, and nothing of the confirmed one.
    corpus.add_word("indicators", {"canonical": "满意指数", "surface": "客户满意率"})
    corpus.add_word("units", {"surface": "亿元", "unit": "亿元", "factor": "1", "kind": "money"})
    assert decided(corpus) == before
    assert figure(corpus, "12个") is None
    said = {(row["quote"], row["reason"]) for row in corpus.catalogue.conflicts()}
    assert all("differently" in str(reason) for _, reason in said)
    assert said
    corpus.remove_word("indicators", "客户满意率")
    corpus.remove_word("units", "亿元")
    assert decided(corpus) == before
    assert list(corpus.catalogue.conflicts()) == []


def test_another_catalogue(corpus: Corpus) -> None:
    before = decide_all(corpus)
    corpus.tag("精读", ["a"])
    corpus.close()
    for path in corpus.folder.glob("catalogue.sqlite*"):
        path.unlink()
    shutil.rmtree(corpus.config.root / "indexes")
    again = Corpus(corpus.config)
    again.ingest([corpus.config.root])
    assert decided(again) == before
    assert [row["documents"] for row in again.tags()] == [["a"]]


CRASH = """
import os, sys
from pathlib import Path
from corpusdoc.catalogue import Catalogue
from corpusdoc.config import load_config
from corpusdoc.corpus import Corpus
corpus = Corpus(load_config(Path(sys.argv[1]), executor="serial"))
row = next(row for row in corpus.rows("metrics") if "98.6%" in row["quote"])
Catalogue.lay_over = lambda self: os._exit(9)
corpus.decide("mend", "张", row, {"value": 96.8})
"""


@pytest.mark.slow
def test_a_crash_between_the_line_and_the_facts(corpus: Corpus) -> None:
    corpus.close()
    command = [sys.executable, "-c", CRASH, str(corpus.config.root)]
    assert subprocess.run(command, check=False).returncode == 9
    with Corpus(corpus.config) as again:
        row = figure(again, "98.6%")
        assert row
        assert (row["value"], row["corrected"]) == (96.8, "mended")
        # The lock went with the process that held it.
        again.decide("confirm", "李", row, {})
    with Corpus(corpus.config) as after:
        assert [each.by for each in after.catalogue.decisions] == ["张", "李"]


def test_a_bundle_of_decided_facts_is_sound(corpus: Corpus) -> None:
    decide_all(corpus)
    corpus.bundle(corpus.config.root / "b.zip")
    report = verified(corpus.config.root / "b.zip", corpus.config.root)
    assert (report.faults, report.documents) == ((), 1)
