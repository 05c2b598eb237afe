from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpusdoc.config import Limits
from corpusdoc.errors import SourceError
from corpusdoc.load import load, load_bytes
from tests.load.files import W, doc, docx, odf, ole, p, package, pdf, xls

ENTITY = f'<!DOCTYPE d [<!ENTITY a "甲乙丙丁">]><w:document {W}><w:body>{p("&amp;a;")}</w:body></w:document>'
LOCKED_ODT = package(
    {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": "",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
    }
)
WHOLE = docx(p("供水公司年报"))
REFUSED = [
    # what it is                     bytes                                                            reason
    ("nothing", b"", "empty"),
    ("white space", b" \r\n\t \n", "empty"),
    ("zeros", bytes(5_000), "empty"),
    ("page without text", b"<html><body><script>x</script></body></html>", "empty"),
    ("DOCX without text", docx(""), "empty"),
    ("zip archive", package({"a.txt": "甲"}), "unsupported"),
    ("XLSX without sheets", package({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "damaged"),
    ("PPTX without slides", package({"[Content_Types].xml": "", "ppt/presentation.xml": "<a/>"}), "empty"),
    ("XLSB", package({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "unsupported"),
    ("ODT of nothing", odf("text", ""), "empty"),
    ("encrypted ODT", LOCKED_ODT, "encrypted"),
    ("EPUB without book", package({"mimetype": "application/epub+zip", "META-INF/container.xml": ""}), "damaged"),
    ("broken DOC", ole("WordDocument"), "damaged"),
    ("encrypted DOC", doc("甲", 0x0100), "encrypted"),
    ("encrypted XLS", xls([(0x002F, b"")], []), "encrypted"),
    ("RTF of nothing", b"{\\rtf1\\ansi }", "empty"),
    ("e-mail of nothing", b"From: a@b.cn\r\nTo: c@d.cn\r\n\r\n", "empty"),
    ("OFD without pages", package({"OFD.xml": "<a/>"}), "damaged"),
    ("CAJ", b"HN\xc8\0" + bytes(range(256)) * 20, "unsupported"),
    ("KDH", b"KDH 2.00" + bytes(range(256)) * 20, "unsupported"),
    ("CEB", b"Founder CEB 2.50f\0" + bytes(range(256)), "unsupported"),
    ("XPS", package({"[Content_Types].xml": "", "FixedDocSeq.fdseq": "<a/>"}), "unsupported"),
    ("program", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "unsupported"),
    ("binary", bytes(range(256)) * 40, "unsupported"),
    ("PDF of blank pages", pdf([[]]), "empty"),
    ("scan as DOCX", package({"word/document.xml": f"<w:document {W}/>", "word/media/1.png": b"x"}), "needs_ocr"),
    ("encrypted DOCX", ole("EncryptedPackage"), "encrypted"),
    ("truncated DOCX", WHOLE[: len(WHOLE) // 2], "damaged"),
    ("truncated zip", package({"a.txt": "甲" * 500})[:60], "damaged"),
    ("DOCX without document", package({"[Content_Types].xml": "", "word/styles.xml": "<a/>"}), "damaged"),
    ("DOCX of broken XML", package({"word/document.xml": "<w:document"}), "damaged"),
    ("DOCX with entities", package({"word/document.xml": ENTITY}), "damaged"),
    ("PDF in name only", b"%PDF-1.4\nnothing more", "damaged"),
    ("zip bomb", package({"word/document.xml": b" " * 20_000_000}), "too_big"),
    ("many parts", package({"word/document.xml": ""} | {f"word/{n}": "" for n in range(10_001)}), "too_big"),
]


@pytest.mark.parametrize(("data", "reason"), [pytest.param(d, r, id=i) for i, d, r in REFUSED])
def test_what_cannot_be_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, "报告.txt")
    assert caught.value.reason == reason
    assert str(caught.value).startswith("报告.txt: ")


def test_what_only_one_program_opens_names_the_program() -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(b"KDH 2.00" + bytes(range(256)) * 20, "论文.pdf")
    assert str(caught.value) == "论文.pdf: cannot read CAJ: open it in CAJViewer and print it to PDF"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\xff\xfe" + "第一行\n第二行".encode("utf-16-le"), "text/plain"),
        ("价格 < 成本，利润 > 0".encode(), "text/plain"),
        ("<p>一</p><p>二</p>".encode(), "text/html"),
        ("\n<!DOCTYPE html><html><body>正文</body></html>".encode(), "text/html"),
        ('<?xml version="1.0"?><html><body>正文</body></html>'.encode(), "text/html"),
        (b"\n\n" + pdf([[(72, 700, 12, "正文")]]), "application/pdf"),
        (WHOLE, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_type_is_told_by_content_not_by_name(tmp_path: Path, data: bytes, media_type: str) -> None:
    path = tmp_path / "说明.txt"
    path.write_bytes(data)
    document = load(path)
    assert document.media_type == media_type
    assert (document.source, document.sha256) == (str(path), hashlib.sha256(data).hexdigest())


def test_paths_that_are_no_readable_file(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("12345")
    small = Limits(max_bytes=10)
    for path, limits, reason in [
        (tmp_path / "none.txt", small, "missing"),
        (tmp_path / "none\0.txt", small, "missing"),
        (tmp_path, small, "unreadable"),
        (tmp_path / "big.txt", Limits(max_bytes=4), "too_big"),
    ]:
        with pytest.raises(SourceError) as caught:
            load(path, limits)
        assert caught.value.reason == reason
    assert load(tmp_path / "big.txt", Limits(max_bytes=5)).text == "12345"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError) as caught:
        load(tmp_path / "pipe.txt")
    assert caught.value.reason == "unreadable"
    assert str(caught.value).endswith(": a pipe, a socket or a device, no file: leave it out")


def test_a_link_to_nothing_is_no_wrong_path(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("gone.txt")
    with pytest.raises(SourceError, match="a link to nothing") as caught:
        load(tmp_path / "link.txt")
    assert caught.value.reason == "missing"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(SourceError) as caught:
        load(path)
    assert caught.value.reason == "unreadable"


MARKUP = st.lists(
    st.sampled_from(["<p>", "<table>", "<tr><td>", "</p>", "<li>", "<a>", "<h1>", "年报，", "<rt>"]), max_size=30
)
STARTS = [
    b"",
    b"<html>",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\xff\xfe",
    ole("WordDocument")[:8],
    doc("甲乙")[:4000],
    doc("甲乙")[:1000] + bytes(6000),
    xls([], [(0x0204, bytes(20))])[:5000],
    b"{\\rtf1\\ansi ",
    b"From: a@b.cn\r\nSubject: x\r\n\r\n",
    odf("text", "<text:p>甲</text:p>")[:400],
    WHOLE[:300],
    pdf([[]])[:200],
]


@settings(max_examples=150, deadline=None)
@given(
    st.builds(bytes.__add__, st.sampled_from(STARTS), st.binary(max_size=300))
    | st.builds(lambda parts: ("<html>" + "".join(parts)).encode(), MARKUP)
    | st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@example(b"\x1f")
@example(b"<html>" + b"<div>" * 20_000 + "正文".encode())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = load_bytes(data, "x")
    except SourceError as error:
        assert error.reason != "error"
        return
    assert not any(c == "\0" or "\ud800" <= c <= "\udfff" or c == "\r" for c in document.text)
    assert document.text.strip()
    position = 0
    for block in document.blocks:
        assert position <= block.span.start < block.span.end <= len(document.text)
        assert not document.text[position : block.span.start].strip()
        position = block.span.end
    assert not document.blocks or position == len(document.text)
