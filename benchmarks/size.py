"""What `pip install corpusdoc` takes on disk, in an empty environment, by package. Fails above the limit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

LIMIT = 350  # MB
ROOT = Path(__file__).parent.parent


def main() -> int:
    uv = Path(sys.executable).with_name("uv")
    with TemporaryDirectory() as folder:
        environment = Path(folder) / "venv"
        subprocess.run([uv, "venv", "--quiet", environment], check=True)
        python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, ROOT], check=True)
        site = next(environment.rglob("site-packages"))
        sizes = {entry.name: megabytes(entry) for entry in site.iterdir()}
    for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:12]:
        print(f"{size:8.1f} MB  {name}")
    total = sum(sizes.values())
    print(f"{total:8.1f} MB  in all (limit {LIMIT})")
    return total > LIMIT


def megabytes(entry: Path) -> float:
    files = [entry] if entry.is_file() else [path for path in entry.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files) / 1e6


if __name__ == "__main__":
    sys.exit(main())
