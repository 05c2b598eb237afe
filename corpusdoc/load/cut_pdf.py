"""PDF files that were cut short: the table of objects at the end is gone, the objects before it are there."""

from __future__ import annotations

from corpusdoc import lazy_re as re

# The object that leads to all pages, and the beginning of any.
CATALOG = re.compile(rb"/Type\s{0,3}/Catalog\b")
OBJECT = re.compile(rb"(\d{1,9})\s{1,3}(\d{1,5})\s{1,3}obj\b")
REACH = 2_000  # bytes before it in which its own object begins
END = b"endobj"
# Without its key, which the end names, what is encrypted stays so.
LOCK = re.compile(rb"/Filter\s{0,3}/Standard\b")


def with_end(data: bytes) -> bytes:
    """The whole objects of a PDF with an end that names the first of them; `data` where none can be found."""
    if LOCK.search(data):
        return data
    for found in CATALOG.finditer(data):
        before = list(OBJECT.finditer(data, max(0, found.start() - REACH), found.start()))
        if before:
            whole = data[: data.rfind(END) + len(END)]
            return whole + b"\ntrailer\n<</Root %s %s R>>\nstartxref\n0\n%%%%EOF\n" % before[-1].groups()
    return data
