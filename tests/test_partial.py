"""What could be read in part only is kept, named with what is missing, and read again when more can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus
from corpusdoc.messages import told
from tests.load.files import pdf

TEXT = "供水公司2019年服务满意率达到99.1%，获得全国文明单位称号。"
# Type that is drawn as outlines.
SQUARES = "".join(f"{x} {y} 3 3 re f\n" for x in range(50, 500, 20) for y in range(50, 700, 50))


def test_a_page_that_could_not_be_read_is_named_until_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_workspace(tmp_path)
    (tmp_path / "年报.pdf").write_bytes(pdf([[(70, 700, 12, TEXT)], []], drawn_first=["", SQUARES]))
    with Corpus(Config(root=tmp_path, executor="serial", ocr="off")) as corpus:
        report = corpus.ingest([tmp_path])
        assert [(item.outcome, item.partial) for item in report.read] == [("new", "needs_ocr")]
        assert report.failures == ()
        [row] = corpus.rows("failures")
        assert row["path"] == "年报.pdf"
        assert (row["stage"], row["reason"]) == ("part", "needs_ocr")
        assert row["message"] == (
            "read in part, without text on pages 2: "
            "some of it is pictures: install tesseract with chi_sim, or run OCR over it first"
        )
        assert told(row["message"], "zh") == (
            "只读入一部分，第 2 页没有文字：部分内容是图像：请安装 tesseract 及 chi_sim，或先做文字识别（OCR）"
        )
        # Nothing has changed, so nothing is read; nor is it changed by being read again.
        assert corpus.ingest([tmp_path]).unchanged == 1
        assert [item.outcome for item in corpus.ingest([], retry_failed=True).read] == ["same"]
        monkeypatch.setattr("corpusdoc.load.recogniser", lambda limits: lambda picture: ["识别出来的一段话。"])
        assert [(item.outcome, item.partial) for item in corpus.ingest([], retry_failed=True).read] == [
            ("changed", None)
        ]
        assert list(corpus.rows("failures")) == []
        assert corpus.document("年报").document.text.endswith("识别出来的一段话。")
