"""The package as it is installed: what it loads, what it is made of, whether it works in an empty environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import corpusdoc
from corpusdoc.config import VERSION
from corpusdoc.corpus import Corpus
from tests.conftest import ROOT, SAMPLE

HEAVY = {
    "jieba",
    "rjieba",
    "sklearn",
    "numpy",
    "whoosh",
    "opencc",
    "lxml",
    "pypdfium2",
    "selectolax",
    "xlsxwriter",
    "pypinyin",
    "regex",
    "tantivy",
}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["search", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, json, corpusdoc.cli\n"
        "try: corpusdoc.cli.main(sys.argv[1:])\n"
        "except SystemExit: print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not loaded & HEAVY
    assert "click" in loaded


def test_a_search_loads_nothing_that_reads_documents(sample: Corpus) -> None:
    code = (
        "import sys, json, corpusdoc.cli\n"
        "try: corpusdoc.cli.main(['search', '首问负责制'])\n"
        "except SystemExit as done: print(json.dumps([done.code, sorted(sys.modules)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=sample.config.root
    )
    exit_code, loaded = json.loads(done.stdout.splitlines()[-1])
    assert exit_code == 0
    idle = ("corpusdoc.extract", "corpusdoc.load", "corpusdoc.pipeline", "corpusdoc.export.workbook")
    assert [name for name in loaded if name.startswith((*idle, "sklearn", "scipy", "lxml", "jieba", "regex"))] == []


def test_reading_reports_does_not_import_jieba() -> None:
    code = (
        "import sys, corpusdoc\n"
        "from pathlib import Path\n"
        f"corpusdoc.analyze(next(Path({str(SAMPLE)!r}).glob('09*')))\n"  # damaged: its words are looked up
        "assert 'rjieba' in sys.modules and 'jieba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_scikit_learn_is_imported_in_its_room_alone() -> None:
    using = [path for path in (ROOT / "corpusdoc").rglob("*.py") if "sklearn" in path.read_text(encoding="utf-8")]
    assert all("analysis" in path.parts for path in using)


def test_analyze_reads_text_and_files() -> None:
    by_text = corpusdoc.analyze("2023年，公司客户满意率达到99.2%。")
    assert {type(fact).__name__ for fact in by_text.facts} >= {"Metric", "TimeExpression"}
    by_file = corpusdoc.analyze(next(SAMPLE.glob("02*")))
    assert by_file.document.raw.encoding == "gb18030"


def test_open_needs_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpusdoc.errors import MissingError

    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingError):
        corpusdoc.open()


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    if not uv.exists():
        pytest.skip("uv is not in this environment: make test installs it")
    subprocess.run([uv, "build", "--quiet", "--out-dir", tmp_path / "dist", ROOT], check=True)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    [_] = (tmp_path / "dist").glob("*.tar.gz")
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv"], check=True)
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", scripts / "python", wheel], check=True)
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    for command in (["init"], ["ingest", str(SAMPLE)], ["search", "首问负责制"], ["export", "metrics", "-o", "m.xlsx"]):
        done = subprocess.run(
            [scripts / "corpusdoc", *command], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
    assert "首问负责制" in done.stdout.decode() or (tmp_path / "m.xlsx").stat().st_size > 5000
