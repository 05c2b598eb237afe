"""A folder of hostile files: each comes to its reason within the limits, and the others are read."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from corpusdoc.config import create_workspace
from corpusdoc.corpus import Corpus
from tests.load.files import docx, p, pdf
from tests.load.hostile import ELSEWHERE, write_all

pytestmark = pytest.mark.slow
GOOD = {"一.txt": "供水公司年报".encode(), "二.docx": docx(p("水务集团年报")), "三.pdf": pdf([[(72, 700, 12, "年报")]])}


def test_hostile_files_cost_only_themselves(tmp_path: Path) -> None:
    create_workspace(tmp_path)
    folder = tmp_path / "收集"
    expected = {path.name: reasons for path, reasons in write_all(folder)}
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    with Corpus.open(start=tmp_path, timeout=30.0, max_memory=1_000_000_000) as corpus:
        report = corpus.ingest([folder])
        stored = {row["path"]: row["reason"] for row in corpus.rows("failures")}
    reasons: defaultdict[str, set[str]] = defaultdict(set)
    for failure in report.failures:
        assert "\n" not in failure.message
        assert stored[failure.source] == failure.reason
        reasons[failure.source.split("!/")[0].rpartition("/")[2]].add(failure.reason)
    read = {item.source.partition("收集/")[2] for item in report.read}
    for name, allowed in expected.items():
        assert reasons[name] <= set(allowed), name
        assert bool(reasons[name]) == bool(allowed), name
        assert allowed or any(source.split("!/")[0] == name for source in read), name
    assert reasons["pipe.txt"] == {"unreadable"}
    assert reasons["link.txt"] == {"missing"}
    assert set(GOOD) < read
    # Names that lead elsewhere lead nowhere; links and devices are no members.
    assert {source.partition("!/")[2] for source in read if source.startswith(ELSEWHERE[0])} == set(ELSEWHERE[2])
    assert not any("loop/" in source for source in read)
