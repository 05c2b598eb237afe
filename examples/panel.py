# %% [markdown]
# # From a folder of reports to a panel and a chart
# 从一个文件夹的报告到面板数据和图表。Run it cell by cell, or as it is: `python examples/panel.py [FOLDER]`.

# %%
from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp

from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus

given = [Path(argument) for argument in sys.argv[1:]]
reports = given[0] if given else Path(__file__).parent.parent / "corpora" / "sample"
workspace = Path(mkdtemp(prefix="corpusdoc-"))

# %% [markdown]
# A workspace holds the settings and the corpus; `ingest` reads what is new or changed.

# %%
create_workspace(workspace)
corpus = Corpus(Config(root=workspace, executor="serial"))
report = corpus.ingest([reports])
print(f"{len(report.read)} documents, {sum(each.facts for each in report.read)} facts")

# %% [markdown]
# Every figure carries its words and its place. Here are the first ones on satisfaction.

# %%
for row in list(corpus.table("metrics", indicator="满意率"))[:5]:
    print(row["doc"], row["value_text"], row["unit"], "←", row["quote"])

# %% [markdown]
# The panel: organisation × year. What reports say differently is listed under `conflicts`, never overwritten.

# %%
panel = corpus.table("panel", indicators=["客户满意率"])
cells = [row for row in panel if row["org"] and row["year"] and row["unit"] == "%" and row["change"] is None]
for row in cells:
    print(row["org"], row["year"], row["value"], row["unit"], row["status"], row["mentions"])

# %% [markdown]
# A chart as SVG: the browser draws it, so that Chinese never shows as boxes.

# %%
bars = "".join(
    f'<text x="290" y="{24 * n + 17}" text-anchor="end">{row["org"]} {row["year"]}</text>'
    f'<rect x="300" y="{24 * n + 4}" width="{float(str(row["value"])) * 3:.0f}" height="16" fill="#4477aa"/>'
    f'<text x="610" y="{24 * n + 17}">{row["value"]}%</text>'
    for n, row in enumerate(cells)
)
chart = workspace / "panel.svg"
chart.write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" width="680" height="{24 * len(cells) + 8}" font-size="13">{bars}</svg>',
    encoding="utf-8",
)
print(chart)

# %% [markdown]
# All of it in one file that others can check: `corpusdoc verify appendix.zip`.

# %%
corpus.bundle(workspace / "appendix.zip")
corpus.close()
