from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import sys
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from corpusdoc.config import Limits
from corpusdoc.errors import SourceError
from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import archives, load, load_bytes
from corpusdoc.load.walk import file_of
from corpusdoc.model import Archive, Hints, RawDocument
from corpusdoc.normalize import normalize
from tests.load.files import compound, docx, p, package

DEFAULT = Limits()


def members(path: Path, limits: Limits = DEFAULT) -> list[str]:
    found = load(path, limits)
    assert isinstance(found, Archive)
    assert all(member.startswith(f"{path}!/") for member in found.members)
    return [member[len(str(path)) + 2 :] for member in found.members]


def text(path: Path, member: str, limits: Limits = DEFAULT) -> str:
    found = load(Path(f"{path}!/{member}"), limits)
    assert isinstance(found, RawDocument)
    return found.text


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def tar(entries: dict[str, bytes], mode: str = "w:gz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, data in entries.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return stream.getvalue()


def gbk_zip(names: list[str]) -> bytes:
    """A ZIP whose names are GBK without a mark, as Chinese systems write them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr("x" * len(name.encode("gbk")), "正文")
    data = stream.getvalue()
    for name in names:
        data = data.replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))
    return data


def test_members_are_sources_by_the_names_they_were_given(tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", gbk_zip(["报告/供水公司年度总结.txt", "报告/通知.txt"]))
    assert members(path) == ["报告/供水公司年度总结.txt", "报告/通知.txt"]
    assert text(path, "报告/通知.txt") == "正文"


def test_names_lead_nowhere_else(tmp_path: Path) -> None:
    names = [
        "../../x.txt",
        "/abs.txt",
        "C:\\d\\y.txt",
        "a//./z.txt",
        "a/z.txt",
        "q!/w.txt",
        "__MACOSX/a",
        ".hidden",
        "empty/",
    ]
    path = written(tmp_path / "a.zip", package({name: name for name in names}))
    found = members(path)
    assert found == ["x.txt", "abs.txt", "d/y.txt", "a/z.txt", "a/z.txt~2", "q!_/w.txt"]
    assert [text(path, name) for name in found] == [
        "../../x.txt",
        "/abs.txt",
        "C:\\d\\y.txt",
        "a//./z.txt",
        "a/z.txt",
        "q!/w.txt",
    ]


def test_a_member_without_a_name_has_its_archives(tmp_path: Path) -> None:
    data = bytearray(package({"报告.txt": "满意率", "x": "正文"}))
    for signature, lengths in ((b"PK\3\4", 26), (b"PK\1\2", 28)):
        struct.pack_into("<HH", data, data.rindex(signature) + lengths, 0, 1)  # what was its name is an extra field
    path = written(tmp_path / "年报.zip", bytes(data))
    assert members(path) == ["报告.txt", "年报"]
    assert text(path, "年报") == "正文"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_archives(tmp_path: Path, mode: str) -> None:
    path = written(tmp_path / "a.tgz", tar({"年报/一.txt": "甲".encode(), "二.docx": docx(p("乙"))}, mode))
    assert members(path) == ["年报/一.txt", "二.docx"]
    assert [text(path, name) for name in members(path)] == ["甲", "乙"]


@pytest.mark.parametrize("squeeze", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_files_hold_one(tmp_path: Path, squeeze: object) -> None:
    path = written(tmp_path / "年报.txt.z", squeeze("正文".encode()))  # type: ignore[operator]
    assert members(path) == ["年报.txt"]
    assert text(path, "年报.txt") == "正文"


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress("正文".encode()) + b"more",
        gzip.compress("正文".encode())[:-8] + bytes(8),
        gzip.compress("正文".encode())[:-4],
    ],
    ids=["more behind it", "another checksum", "no length"],
)
def test_compressed_files_with_a_wrong_end_are_read_to_there(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path / "年报.txt.gz", data)
    found = load(path)
    assert isinstance(found, Archive)
    assert found.damage
    assert text(path, "年报.txt") == "正文"


def test_7z_archives(tmp_path: Path) -> None:
    py7zr = pytest.importorskip("py7zr")
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr("正文", "报告/一.txt")
    assert members(path) == ["报告/一.txt"]
    assert text(path, "报告/一.txt") == "正文"


def test_archives_in_archives_to_a_depth(tmp_path: Path) -> None:
    inner = package({"一.txt": "甲"})
    path = written(tmp_path / "a.zip", package({"内.zip": package({"更内.zip": inner})}))
    assert members(path) == ["内.zip"]
    deep = load(Path(f"{path}!/内.zip!/更内.zip"))
    assert isinstance(deep, Archive)
    assert load(Path(deep.members[0])).text == "甲"  # type: ignore[union-attr]
    with pytest.raises(SourceError) as caught:
        load(Path(f"{path}!/内.zip!/更内.zip"), Limits(max_depth=2))
    assert caught.value.reason == "too_big"


def encrypted_zip() -> bytes:
    data = bytearray(package({"a.txt": "x"}))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        struct.pack_into("<H", data, data.index(mark) + at, 1)
    return bytes(data)


ZEROS = bytes(20_000_000)
BAD = [
    # what it is            bytes                                       member    limits                        reason
    ("empty", package({}), None, Limits(), "empty"),
    ("many", package({f"{n}": "" for n in range(9)}), None, Limits(max_members=8), "too_big"),
    ("large", package({"a": "x" * 90}), None, Limits(max_unpacked=80), "too_big"),
    ("bomb", package({"a": ZEROS}), "a", Limits(), "too_big"),
    ("gzip bomb", gzip.compress(ZEROS), "a", Limits(), "too_big"),
    ("tar bomb", tar({"a": ZEROS, "b": b"x"}), None, Limits(), "too_big"),
    ("password", encrypted_zip(), "a.txt", Limits(), "encrypted"),
    ("not there", package({"a": "x"}), "b", Limits(), "missing"),
    ("no archive", b"text", "b", Limits(), "missing"),
    ("cut gzip", gzip.compress(b"text" * 999)[:12], "a", Limits(), "damaged"),
    ("rar", b"Rar!\x1a\x07\x00" + bytes(50), None, Limits(), "unsupported"),
]


@pytest.mark.parametrize(("data", "member", "limits", "reason"), [pytest.param(*row[1:], id=row[0]) for row in BAD])
def test_bad_archives_have_a_reason(
    tmp_path: Path, data: bytes, member: str | None, limits: Limits, reason: str
) -> None:
    path = written(tmp_path / "a.x", data)
    with pytest.raises(SourceError) as caught:
        load(Path(f"{path}!/{member}") if member else path, limits)
    assert caught.value.reason == reason


def test_a_folder_may_look_like_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a!").mkdir()
    path = written(tmp_path / "a!" / "b.txt", "正文".encode())
    assert file_of(path) == (path, ())
    assert load(path).text == "正文"  # type: ignore[union-attr]


def message(subject: str = "供水年报") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "水务集团 <a@b.cn>", "c@d.cn", subject
    mail["Date"] = "Tue, 08 Mar 2016 09:30:00 +0800"
    mail.set_content("各位：\n年报见附件。", charset="gb2312")
    return mail


def test_mail_is_its_subject_and_text() -> None:
    document = load_bytes(bytes(message()), "a.eml")
    assert document.text == "供水年报\n各位：\n年报见附件。"
    assert document.hints == Hints("供水年报", "2016-03-08", "水务集团")


FLOWED = "各单位：年度总结 \n请于月底前报送。\n第二条。\nIt is wrapped \nsoftly.\n> 原信说得 \n> 很清楚。\n-- \n王芳"


@pytest.mark.parametrize(
    ("said", "parameters", "text"),
    [
        (
            FLOWED,
            "; format=flowed",
            "各单位：年度总结请于月底前报送。\n第二条。\nIt is wrapped softly.\n\n原信说得很清楚。\n\n-- \n王芳",
        ),
        ("各单位：\n> 原信。\n>> 更早。\n收到。", "", "各单位：\n\n原信。\n\n更早。\n\n收到。"),
        ("满意率>98%。\n水量 \n稳定。", "", "满意率>98%。\n水量 \n稳定。"),
    ],
)
def test_soft_line_ends_and_quotations_of_mail(said: str, parameters: str, text: str) -> None:
    head = f"From: a@b.cn\r\nSubject: a\r\nContent-Type: text/plain; charset=utf-8{parameters}\r\n\r\n"
    assert load_bytes((head + said.replace("\n", "\r\n")).encode(), "a.eml").text == f"a\n{text}"


def test_lines_of_mail_that_a_program_broke_are_joined() -> None:
    paragraph = "各单位要把年度供水服务工作总结按时报送客户服务部，联系人王芳，" * 8
    lines = [paragraph[at : at + 36] for at in range(0, len(paragraph), 36)]
    head = "From: a@b.cn\r\nSubject: a\r\nContent-Type: text/plain; charset=gbk\r\n\r\n"
    raw = load_bytes((head + "\r\n".join(lines)).encode("gbk"), "a.eml")
    assert normalize(raw, load_lexicon()).text == f"a\n{paragraph}"


def test_headers_in_bare_gbk(tmp_path: Path) -> None:
    head = b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: " + "年度\r\n 报告".encode("gbk")
    path = written(tmp_path / "a.eml", head + b"\r\n\r\n" + "正文".encode("gbk"))
    assert load(path).text.split("\n")[0] == "年度 报告"  # type: ignore[union-attr]
    part = b'--b\r\nContent-Type: application/pdf; name="' + "年报".encode("gbk") + b'.pdf"\r\n\r\nx\r\n--b--\r\n'
    written(path, head + b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part)
    assert members(path) == ["正文", "年报.pdf"]


def test_files_that_came_with_a_mail_are_sources(tmp_path: Path) -> None:
    mail = message()
    mail.add_attachment(docx(p("附件正文")), maintype="application", subtype="octet-stream", filename="年报.docx")
    mail.add_attachment(message("转发"))
    path = written(tmp_path / "a.eml", bytes(mail))
    assert members(path) == ["正文", "年报.docx", "转发.eml"]
    assert [text(path, name) for name in members(path)] == [
        "供水年报\n各位：\n年报见附件。",
        "附件正文",
        "转发\n各位：\n年报见附件。",
    ]


def test_texts_with_a_name_came_with_a_mail(tmp_path: Path) -> None:
    # Old programs do not call them attachments.
    head = b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    body = b"--b\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n" + "年报见附件。".encode("gbk")
    part = b'\r\n--b\r\nContent-Type: text/plain; name="' + "年报".encode("gbk") + b'.txt"\r\n\r\n'
    path = written(tmp_path / "a.eml", head + body + part + "附件正文".encode("gbk") + b"\r\n--b--\r\n")
    assert members(path) == ["正文", "年报.txt"]
    assert text(path, "年报.txt") == "附件正文"


def test_web_archives_are_their_page() -> None:
    page = "<html><body><h1>供水</h1><p>首问负责制，是指首位接待的人负责到底。</p></body></html>"
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "<Saved by a browser>", "供水"
    mail.set_content(page, subtype="html", charset="utf-8")
    mail.add_related(b"GIF89a", maintype="image", subtype="gif")
    document = load_bytes(bytes(mail), "a.mhtml")
    assert document.media_type == "multipart/related"
    assert "首问负责制" in document.text
    # The text may be a frame's.
    frames = EmailMessage()
    frames["From"], frames["Subject"] = "<Saved by a browser>", "供水"
    frames.set_content("<html><frameset><frame src='cid:1'></frameset></html>", subtype="html", charset="utf-8")
    frames.add_related(page.encode(), maintype="text", subtype="html")
    assert load_bytes(bytes(frames), "a.mhtml").text == document.text


@pytest.mark.parametrize("mode", ["w", "w:gz", "zip", "nested"])
def test_an_archive_is_gone_through_once_for_all_its_members(
    tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = {f"{n:03}.txt": f"第{n}篇".encode() for n in range(200)}
    data = package(inside) if mode in ("zip", "nested") else tar(inside, mode)
    path = written(tmp_path / "a", package({"b.zip": data}) if mode == "nested" else data)
    names = members(path)
    if mode == "nested":
        path = Path(f"{path}!/b.zip")
        names = members(path)
    began: list[str] = []
    started = archives.members
    monkeypatch.setattr(archives, "members", lambda *given: began.append(mode) or started(*given))
    assert [text(path, name) for name in names] == [f"第{n}篇" for n in range(200)]
    assert len(began) <= 2
    # What was passed can be read again.
    assert text(path, names[0]) == "第0篇"


def test_an_archive_that_changed_is_read_anew(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tar", tar({"a.txt": "甲".encode(), "b.txt": "乙".encode()}, "w"))
    assert text(path, "a.txt") == "甲"
    written(path, tar({"a.txt": "丙".encode(), "b.txt": "丁丁".encode(), "c.txt": b""}, "w:gz"))
    assert text(path, "b.txt") == "丁丁"


def test_mails_in_too_many_others_are_read_without_what_came_with_them(tmp_path: Path) -> None:
    mails = [EmailMessage()]
    mails[0].set_content("最里面")
    for depth in range(5):
        outer = EmailMessage()
        outer["From"], outer["To"], outer["Subject"] = "a@b.cn", "c@d.cn", f"第{depth}层"
        outer.set_content(f"第{depth}层的信")
        outer.add_attachment(mails[-1])
        mails.append(outer)
    path = written(tmp_path / "a.eml", mails[-1].as_bytes())
    found = load(path)
    while isinstance(found, Archive):
        innermost = found.members[-1]
        found = load(Path(innermost))
    assert innermost.count("!/") == DEFAULT.max_depth
    assert (found.text, found.partial) == ("第1层\n第1层的信", "too_big")


def test_outlook_messages() -> None:
    said = {"0037001F": "年报已定稿", "1000001F": "请查收。\n满意度 99.1%。", "0C1A001F": "王芳"}
    streams = {f"__substg1.0_{name}": text.encode("utf-16-le") for name, text in said.items()}
    document = load_bytes(compound({**streams, "__properties_version1.0": b""}), "a.msg")
    assert document.media_type == "application/vnd.ms-outlook"
    assert document.text == "年报已定稿\n请查收。\n满意度 99.1%。"
    assert document.hints == Hints("年报已定稿", None, "王芳")


def test_what_an_extra_reads_says_so_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py7zr", None)
    path = written(tmp_path / "a.7z", b"7z\xbc\xaf'\x1c" + bytes(26))
    with pytest.raises(SourceError, match=r"7z archive needs an extra: pip install 'corpusdoc\[7z\]'") as caught:
        load(path)
    assert caught.value.reason == "unsupported"
