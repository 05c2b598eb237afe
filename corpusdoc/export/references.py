"""Documents as references that citation managers read: BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpusdoc.export.options import Row

# Characters that mean something to TeX.
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {sign: f"\\{sign}" for sign in "&%$#_{}"}
_KEY = re.compile(r"[^0-9A-Za-z]+")


def bibtex(documents: Iterable[Row]) -> str:
    """A @techreport for each document; keys are the document's place in the list and the start of its hash."""
    return "\n".join(_bibtex(number, row) for number, row in enumerate(documents, 1))


def ris(documents: Iterable[Row]) -> str:
    """A record of type RPRT for each document, lines ended as the format asks."""
    return "".join(_ris(row) for row in documents)


def _bibtex(number: int, row: Row) -> str:
    year, month = _date(row)
    fields = {
        "title": f"{{{_tex(_title(row))}}}",
        "author": f"{{{_tex(row['org'])}}}" if row["org"] else "",
        "institution": _tex(row["org"] or ""),
        "year": year,
        "month": month,
        "type": _tex(row["genre"] or ""),
        "note": f"sha256:{row['sha256']}",
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{doc{number:04}{_KEY.sub('', str(row['sha256']))[:8]},\n{body}}}\n"


def _ris(row: Row) -> str:
    year, month = _date(row)
    fields = [
        ("TY", "RPRT"),
        ("TI", _title(row)),
        ("AU", row["org"]),
        ("PB", row["org"]),
        ("PY", year),
        ("DA", f"{year}/{month}" if month else None),
        ("M3", row["genre"]),
        ("ID", row["doc"]),
        ("N1", f"sha256:{row['sha256']}"),
    ]
    lines = [f"{tag}  - {' '.join(str(value).split())}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])


def _title(row: Row) -> object:
    return row["title"] or row["doc"]


def _date(row: Row) -> tuple[str, str]:
    found = re.match(r"(\d{4})(?:-(\d{2}))?", str(row["date"] or ""))
    return (found[1], found[2] or "") if found else ("", "")


def _tex(value: object) -> str:
    return "".join(_TEX.get(character, character) for character in " ".join(str(value).split()))
