"""The notebook goes from the sample reports to a chart, as its reader would run it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

NOTEBOOK = ROOT / "examples" / "panel.ipynb"


def test_it_is_kept_without_what_a_run_leaves_in_it() -> None:
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert not cell.get("execution_count")


@pytest.mark.slow
def test_it_runs_from_the_first_cell_to_the_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    for module in ("ipykernel", "matplotlib", "pandas"):
        pytest.importorskip(module)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": NOTEBOOK.parent}}).execute()
    said = {cell.id: "\n".join(map(str, cell.outputs)) for cell in notebook.cells if cell.cell_type == "code"}
    assert "(16, 0)" in said["ingest"]
    assert "負" in said["search"]  # the raw characters of a Traditional report
    assert "←" in said["source"]
    assert re.search(r"\(\d{3,}, \(\)\)", said["appendix"])  # quotes checked, no faults
    [chart] = tmp_path.glob("corpusdoc-*/panel.svg")
    assert "客户满意率" in chart.read_text("utf-8")
