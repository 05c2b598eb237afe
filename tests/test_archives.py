"""Archives through the front door: each member is a source of its own, known while its archive is unchanged."""

from __future__ import annotations

from pathlib import Path

from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus
from tests.load.files import docx, p, package

TEXT = "供水公司2019年服务满意率达到99.1%，获得全国文明单位称号。"


def corpus(root: Path, **options: int) -> Corpus:
    if not (root / "corpusdoc.toml").exists():
        create_workspace(root)
    return Corpus(Config(root=root, executor="serial", **options))  # type: ignore[arg-type]


def test_members_are_documents_and_failures_by_name(tmp_path: Path) -> None:
    inner = package({"丙.txt": TEXT.replace("2019", "2018")})
    report_file = docx(p(TEXT))
    archive = tmp_path / "报告.zip"
    archive.write_bytes(package({"甲/年报.docx": report_file, "乙.txt": b"", "内.zip": inner}))
    with corpus(tmp_path) as opened:
        report = opened.ingest([archive])
        assert {item.source for item in report.read} == {"报告.zip!/甲/年报.docx", "报告.zip!/内.zip!/丙.txt"}
        assert [(each.source, each.reason) for each in report.failures] == [("报告.zip!/乙.txt", "empty")]
        assert opened.document("年报").document.raw.source == "报告.zip!/甲/年报.docx"
        again = opened.ingest([archive])
        assert (again.read, again.unchanged, again.failures) == ((), 1, ())
        retried = opened.ingest([], retry_failed=True)
        assert [each.source for each in retried.failures] == ["报告.zip!/乙.txt"]
        archive.write_bytes(package({"甲/年报.docx": report_file, "乙.txt": TEXT.replace("2019", "2017")}))
        assert {item.source: item.outcome for item in opened.ingest([archive]).read} == {
            "报告.zip!/甲/年报.docx": "same",
            "报告.zip!/乙.txt": "new",
        }


def test_archives_in_archives_count_together(tmp_path: Path) -> None:
    inner = package({f"{n}.txt": f"{TEXT}{n}" for n in range(4)})
    (tmp_path / "a.zip").write_bytes(package({"b.zip": inner, "c.zip": inner}))
    with corpus(tmp_path, max_members=7) as opened:
        report = opened.ingest([tmp_path / "a.zip"])
    assert [(each.source, each.reason) for each in report.failures] == [("a.zip!/c.zip", "too_big")]
    assert len(report.read) == 4
