"""Files that harm a careless reader: each with the reasons that it may be refused for, or none where it is readable.

    python -m tests.load.hostile FOLDER

writes them all into a folder.
"""

from __future__ import annotations

import bz2
import gzip
import io
import os
import random
import struct
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

from tests.load.files import W, compound, doc, docx, odf, ole, p, package, pdf, xls, xlsx

MB = 1_000_000
XML = '<?xml version="1.0"?>'
LAUGHS = (
    "<!DOCTYPE d ["
    + '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
SECRET = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd"><d>&a;</d>'

Maker = Callable[[], bytes]


def zeros(size: int) -> bytes:
    return b" " * size


def nested_zip(depth: int) -> bytes:
    data = package({"a.txt": "年报"})
    for _ in range(depth):
        data = package({"b.zip": data})
    return data


def quine_like_zip() -> bytes:
    """Members that overlap: a directory of a thousand names, all of one and the same stretch."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", zeros(4 * MB))
        first = archive.infolist()[0]
        for number in range(1000):
            info = zipfile.ZipInfo(f"{number}.txt")
            info.header_offset, info.compress_type = first.header_offset, first.compress_type
            info.compress_size, info.file_size, info.CRC = first.compress_size, first.file_size, first.CRC
            archive.filelist.append(info)
    return stream.getvalue()


def lying_zip() -> bytes:
    """A DOCX whose directory says that its text is short; a hundred megabytes come out."""
    data = docx(p("年") + f"<!--{'x' * 100 * MB}-->")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return data.replace(struct.pack("<I", size), struct.pack("<I", 500))


def tar_of(entries: list[tuple[str, bytes, bytes]], mode: str = "w") -> bytes:
    """(name, type, content) of each member."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, kind, content in entries:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            info.size = len(content) if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def members(count: int) -> bytes:
    return tar_of([(f"{n}.txt", tarfile.REGTYPE, b"x") for n in range(count)], "w:gz")


def traversal() -> bytes:
    """Names that lead elsewhere, links and devices."""
    entries = [
        ("../../etc/cron.d/a.txt", tarfile.REGTYPE, "甲".encode()),
        ("/etc/b.txt", tarfile.REGTYPE, "乙".encode()),
        ("c.txt", tarfile.SYMTYPE, b""),
        ("d.txt", tarfile.LNKTYPE, b""),
        ("e.txt", tarfile.CHRTYPE, b""),
        ("f.txt", tarfile.FIFOTYPE, b""),
        ("\n\x1b[31mg.txt", tarfile.REGTYPE, "丙".encode()),
    ]
    return tar_of(entries)


def locked_zip() -> bytes:
    data = bytearray(package({"a.txt": "甲" * 99}))
    data[6] |= 1  # the flag of the member
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # and of its line in the directory
    return bytes(data)


def raw_pdf(objects: list[str], root: int = 1) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer<</Size {len(objects) + 1}/Root {root} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def looping_pdf() -> bytes:
    """A table of objects that names itself as the one before."""
    data = pdf([[(72, 700, 12, "年报")]])
    start = data.rindex(b"startxref")
    at = int(data[start:].split()[1])
    return data.replace(b"trailer<<", b"trailer<</Prev %d" % at)


def tree_loop_pdf() -> bytes:
    return raw_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000>>"])


def form_bomb_pdf() -> bytes:
    """Drawings that draw drawings, each ten times: ten to the ninth in all."""
    forms = []
    for level in range(9):
        draw = f"/F{level + 1} Do " * 10
        forms.append(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F{level + 1} {level + 5} 0 R>>>>"
            f"/Length {len(draw)}>>stream\n{draw}\nendstream"
        )
    text = "BT /F1 12 Tf (x) Tj ET"
    last = f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length {len(text)}>>stream\n{text}\nendstream"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</F0 4 0 R>>>>/Contents 14 0 R>>"
    begin = "<</Length 6>>stream\n/F0 Do\nendstream"
    return raw_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *forms, last, begin])


def stream_bomb_pdf() -> bytes:
    """A page whose content unpacks to 400 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(b"0 0 m 9 9 l S\n" * 100_000) for _ in range(280)), packer.flush()])
    head = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    data = raw_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, "HERE"])
    return data.replace(b"HERE", head + packed + b"\nendstream")


def many_pages_pdf(pages: int) -> bytes:
    """One empty page, named a hundred thousand times."""
    kids = "3 0 R " * pages
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return raw_pdf(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>", page])


def locked_pdf() -> bytes:
    """Protected by a password that nobody knows."""
    data = raw_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"])
    lock = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<41><41>]"
    return data.replace(b"trailer<<", b"trailer<<" + lock.encode())


def picture(width: int, height: int) -> bytes:
    """A white PNG of one bit a pixel."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * (width // 8)
    rows = b"".join([*(packer.compress(row * 1000) for _ in range(height // 1000)), packer.flush()])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def deep_html(depth: int) -> bytes:
    return b"<html><body>" + b"<div><p>" * depth + "年报正文。".encode() + b"</p></div>" * depth


def deep_docx(depth: int) -> bytes:
    return docx("<w:sdt><w:sdtContent>" * depth + p("年报") + "</w:sdtContent></w:sdt>" * depth)


def deep_tables(depth: int) -> bytes:
    """Tables in cells of tables."""
    return docx("<w:tbl><w:tr><w:tc>" * depth + p("年报") + "</w:tc></w:tr></w:tbl>" * depth)


def empty_rows(count: int) -> bytes:
    return xlsx('<row r="1"><c t="str"><v>年报</v></c></row>' + "".join(f'<row r="{n}"/>' for n in range(2, count)))


def far_cells(count: int) -> bytes:
    """Cells at the right edge of the sheet, one in each row."""
    return xlsx("".join(f'<row r="{n}"><c r="XFD{n}" t="str"><v>年{n}</v></c></row>' for n in range(1, count)))


def repeated_cells() -> bytes:
    """An ODS cell and row that say they stand there a million times."""
    cell = '<table:table-cell table:number-columns-repeated="60"><text:p>年</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return odf("spreadsheet", f'<table:table table:name="甲">{row}</table:table>')


def spaces() -> bytes:
    """ODF blanks that say they are a thousand million."""
    return odf("text", '<text:p>年<text:s text:c="1000000000"/>报</text:p>')


def nested_mail(depth: int) -> bytes:
    """A message whose parts lie in one another."""
    head = b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return head + parts + b"Content-Type: text/plain\r\n\r\nbody"


def forwarded(depth: int) -> bytes:
    """A message that came with a message that came with a message."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "x"
    message.set_content("body")
    for _ in range(depth):
        outer = EmailMessage()
        outer["From"], outer["To"], outer["Subject"] = "a@b.cn", "c@d.cn", "x"
        outer.set_content("body")
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


def looping_ole() -> bytes:
    """An OLE file whose chain of sectors runs in a circle."""
    data = bytearray(compound({"WordDocument": bytes(9000)}))
    at = bytes(data).rindex(struct.pack("<II", 1, 2))
    struct.pack_into("<II", data, at, 1, 0)
    return bytes(data)


def noise(size: int) -> bytes:
    return random.Random(8).randbytes(size)


def cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def deep_groups(depth: int) -> bytes:
    return b"{\\rtf1\\ansi " + b"{" * depth + b"year" + b"}" * depth + b"}"


DAMAGED = ("damaged", "unsupported", "empty")
LIMITED = ("too_big", "timeout")
# (name, how it is made, the reasons that it may be refused for; (): its text can be read)
FILES: list[tuple[str, Maker, tuple[str, ...]]] = [
    ("nothing.txt", lambda: b"", ("empty",)),
    ("byte.txt", lambda: b"\xff", ("empty",)),
    ("letter.txt", lambda: b"x", ()),
    ("noise.bin", lambda: noise(100_000), ("unsupported",)),
    ("noise.pdf", lambda: b"%PDF-1.7\n" + noise(100_000), DAMAGED),
    ("noise.docx", lambda: b"PK\x03\x04" + noise(100_000), DAMAGED),
    ("noise.doc", lambda: ole("WordDocument") + noise(100_000), DAMAGED),
    ("zeros.txt", lambda: bytes(3 * MB), ("empty",)),
    ("line.txt", lambda: "供水年报".encode() * 100_000, ()),
    ("bomb.zip", lambda: package({"a.txt": zeros(100 * MB)}), ("too_big",)),
    ("bomb.docx", lambda: package({"word/document.xml": zeros(100 * MB)}), ("too_big",)),
    ("bomb.txt.gz", lambda: gzip.compress(zeros(100 * MB), 9), ("too_big",)),
    ("bomb.txt.bz2", lambda: bz2.compress(zeros(100 * MB)), ("too_big",)),
    ("overlapping.zip", quine_like_zip, ("too_big", "damaged")),
    ("lying.docx", lying_zip, ("too_big", "damaged")),
    ("nested.zip", lambda: nested_zip(12), ("too_big",)),
    ("crowd.tar.gz", lambda: members(10_500), ("too_big",)),
    ("locked.zip", locked_zip, ("encrypted",)),
    ("cut.zip", lambda: cut(package({"a.txt": noise(9000).hex()})), ("damaged",)),
    ("cut.docx", lambda: cut(docx(p("年报" * 900))), ("damaged",)),
    ("cut.xlsx", lambda: cut(xlsx("<row><c><v>1</v></c></row>" * 900)), ("damaged",)),
    ("cut.odt", lambda: cut(odf("text", "<text:p>年报</text:p>" * 900)), ("damaged",)),
    ("cut.doc", lambda: cut(doc("年报" * 9000)), ("damaged",)),
    ("cut.xls", lambda: cut(xls([], [(0x0204, bytes(20))] * 900)), ("damaged",)),
    ("cut.tar.gz", lambda: cut(members(500)), ("damaged",)),
    ("loop.pdf", looping_pdf, ()),
    ("tree.pdf", tree_loop_pdf, ("damaged",)),
    ("forms.pdf", form_bomb_pdf, ("crashed", *LIMITED)),
    ("stream.pdf", stream_bomb_pdf, ("crashed", *LIMITED)),
    ("pages.pdf", lambda: many_pages_pdf(20_000), ("empty", *LIMITED)),
    ("locked.pdf", locked_pdf, ("encrypted",)),
    ("locked.docx", lambda: ole("EncryptedPackage"), ("encrypted",)),
    ("locked.xls", lambda: xls([(0x002F, b"")], []), ("encrypted",)),
    ("laughs.docx", lambda: package({"word/document.xml": f"{LAUGHS}<w:document {W}>&a9;</w:document>"}), DAMAGED),
    ("secret.docx", lambda: package({"word/document.xml": f"{SECRET}<w:document {W}>&a;</w:document>"}), DAMAGED),
    ("remote.svg", f"{XML}{REMOTE}".encode, DAMAGED),
    ("laughs.fodt", f"{XML}{LAUGHS}<office:document>&a9;</office:document>".encode, DAMAGED),
    ("deep.docx", lambda: deep_docx(100_000), DAMAGED),
    ("tables.docx", lambda: deep_tables(80), ()),
    ("deep.html", lambda: deep_html(60_000), ()),
    ("attributes.html", lambda: b"<html><body><p " + b"a=b " * 500_000 + ">年报正文。</p>".encode(), ()),
    ("tags.html", lambda: b"<html><body>" + b"<" * 200_000 + "年报正文。".encode(), ()),
    ("rows.xlsx", lambda: empty_rows(200_000), ()),
    ("far.xlsx", lambda: far_cells(2_000), ("too_big",)),
    ("repeated.ods", repeated_cells, ()),
    ("spaces.odt", spaces, ()),
    ("groups.rtf", lambda: deep_groups(200_000), ()),
    ("open.rtf", lambda: b"{\\rtf1\\ansi " + b"{" * 1_000_000, ("empty", "damaged")),
    ("parts.eml", lambda: nested_mail(1000), ("damaged",)),
    ("forwarded.eml", lambda: forwarded(40), ()),
    ("picture.png", lambda: picture(50_000, 50_000), ("needs_ocr", "too_big")),
    ("loop.doc", looping_ole, DAMAGED),
    ("page.doc", "<html><body><p>年报正文，其实是网页。</p></body></html>".encode, ()),
    ("text.pdf", "年报正文，其实是文本。".encode, ()),
    ("word.txt", lambda: docx(p("年报正文，其实是文档。")), ()),
]
# Names of members that lead elsewhere: what is read of such an archive, by the names that it is stored under.
ELSEWHERE = ("traversal.tar", traversal, ("etc/cron.d/a.txt", "etc/b.txt", "__[31mg.txt"))


def write_all(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Writes all files, and what a folder may hold beside files; (path, reasons) of each file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make, reasons in FILES:
        (folder / name).write_bytes(make())
        yield folder / name, reasons
    (folder / ELSEWHERE[0]).write_bytes(ELSEWHERE[1]())
    (folder / "link.txt").symlink_to("/etc/hostname-that-is-not-there")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")


if __name__ == "__main__":
    for path, reasons in write_all(Path(sys.argv[1])):
        print(path.stat().st_size, path.name, " ".join(reasons))
