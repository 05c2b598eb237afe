"""Files that the tests of this room read, made from their parts."""

from __future__ import annotations

import io
import struct
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>水务年报</dc:title><dc:creator>水务集团</dc:creator>"
    "<dcterms:modified>2019-03-01T08:00:00Z</dcterms:modified></cp:coreProperties>"
)


def package(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """A DOCX whose body is the given XML; further parts of word/ by their stem."""
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": CORE,
    }
    return package(content | {f"word/{stem}.xml": part for stem, part in parts.items()})


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(pages: list[list[tuple[float, float, float, str]]], info: str = "", drawn_first: str | list[str] = "") -> bytes:
    """A PDF of pages of (x, y, size, text) in a Chinese font that is named, not embedded.

    Each page begins with the same drawing, or with its own.
    """
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        f"<<{info}>>",
    ]
    for at, lines in enumerate(pages):
        drawing = drawn_first if isinstance(drawn_first, str) else drawn_first[at]
        drawn = drawing + "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, size, text in lines
        )
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {7 + 2 * at} 0 R>>"
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size, start = len(objects) + 1, len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer<</Size {size}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(pages: list[list[tuple[float, float, float, str]]], info: str = "", **parts: str | bytes) -> bytes:
    """An OFD of the same pages as `pdf` makes. `info` is what it says of itself; parts of Doc_0/ replace what is there."""
    return ofd_of(["".join(ofd_text(*line) for line in lines) for lines in pages], info, **parts)


def ofd_of(pages: list[str], info: str = "", **parts: str | bytes) -> bytes:
    """An OFD of pages of objects on A4 paper; other parts of Doc_0/ by their stem."""
    listed = "".join(f'<ofd:Page ID="{at + 9}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    resources = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>" if "DocumentRes" in parts else ""
    template = '<ofd:TemplatePage ID="3" BaseLoc="Tpl.xml"/>' if "Tpl" in parts else ""
    under = '<ofd:Template TemplateID="3" ZOrder="Background"/>' if template else ""
    content: dict[str, str | bytes] = {
        "OFD.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            f"{info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea>{resources}{template}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
    }
    for at, page in enumerate(pages):
        layer = f'<ofd:Layer ID="2" Type="Body">{page}</ofd:Layer>'
        content[f"Doc_0/Pages/Page_{at}/Content.xml"] = (
            f"<ofd:Page {OFD}>{under}<ofd:Content>{layer}</ofd:Content></ofd:Page>"
        )
    return package(content | {f"Doc_0/{stem}.xml": part for stem, part in parts.items()})


def ofd_text(x: float, y: float, size: float, text: str) -> str:
    """A line of text whose foot is at (x, y) points from the lower left corner."""
    mm = 25.4 / 72
    steps = " ".join(f"{size * mm * (1 if ord(sign) > 0x2000 else 0.5):.3f}" for sign in text[:-1])
    return (
        f'<ofd:TextObject ID="5" Font="4" Size="{size * mm:.3f}" Boundary="{x * mm:.3f} {297 - (y + size) * mm:.3f} 180 9">'
        f'<ofd:TextCode X="0" Y="{size * mm:.3f}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def xlsx(rows: str, styles: str = "", shared: str = "", name: str = "指标") -> bytes:
    """A workbook of one sheet whose rows are the given XML, and a hidden one."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheets = f'<sheet name="{name}" r:id="r1"/><sheet name="藏" state="hidden" r:id="r2"/>'
    hidden = '<row r="1"><c t="inlineStr"><is><t>看不见</t></is></c></row>'
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f"<workbook {main} {r}><sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relationships("worksheets/sheet1.xml", "worksheets/sheet2.xml"),
            "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
            "xl/worksheets/sheet2.xml": f"<worksheet {main}><sheetData>{hidden}</sheetData></worksheet>",
            "xl/styles.xml": f"<styleSheet {main}>{styles}</styleSheet>",
            "xl/sharedStrings.xml": f"<sst {main}>{shared}</sst>",
        }
    )


def relationships(*targets: str) -> str:
    listed = "".join(f'<Relationship Id="r{at}" Target="{target}"/>' for at, target in enumerate(targets, 1))
    return f"<Relationships>{listed}</Relationships>"


def pptx(slides: list[str], **parts: str) -> bytes:
    """A show of slides whose shapes are the given XML, in the reverse of the order of their files."""
    p_ = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    files = [f"slides/slide{len(slides) - at}.xml" for at in range(len(slides))]
    listed = "".join(f'<p:sldId r:id="r{at}"/>' for at in range(1, len(slides) + 1))
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f"<p:presentation {p_} {r}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relationships(*files),
        "docProps/core.xml": CORE,
    }
    for file, shapes in zip(files, slides, strict=True):
        content[f"ppt/{file}"] = f"<p:sld {p_} {a}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
    return package(content | parts)


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "meta": "meta",
        "presentation": "presentation",
    }.items()
)  # fmt: skip


def odf(kind: str, body: str, styles: str = "") -> bytes:
    """An OpenDocument package of a kind: text, spreadsheet, presentation."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return package({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def epub(chapters: list[str]) -> bytes:
    """A book of chapters whose bodies are the given markup."""
    names = [f"c{at}.xhtml" for at in range(len(chapters))]
    items = "".join(f'<item id="{name}" href="{name}"/>' for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a/b.opf"/></rootfiles></container>',
        "a/b.opf": (
            '<package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>水务志</dc:title>'
            f"<dc:date>2019-05-06T00:00:00Z</dc:date></metadata><manifest>{items}"
            f'<item id="nav" href="nav.xhtml" properties="nav"/></manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
        ),
        "a/nav.xhtml": "<html><body>目录</body></html>",
    }
    return package(
        parts
        | {
            f"a/{name}": f"<html><head><title/></head><body>{text}</body></html>"
            for name, text in zip(names, chapters, strict=True)
        }
    )


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE file of streams, each long enough to stand in sectors of its own ([MS-CFB])."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    padded = {name: data + bytes(max(4096, -(-len(data) // 512) * 512) - len(data)) for name, data in streams.items()}
    fat: list[int] = []
    starts: dict[str, int] = {}
    for name, data in padded.items():
        starts[name] = len(fat)
        count = len(data) // 512
        fat += [len(fat) + at + 1 for at in range(count - 1)] + [end]
    entries = [("Root Entry", 5, 1, end, 0)]
    entries += [(name, 2, free, starts[name], len(padded[name])) for name in padded]
    sectors = -(-len(entries) // 4)
    folder = len(fat)
    fat += [folder + at + 1 for at in range(sectors - 1)] + [end]
    place = len(fat)
    table = struct.pack("<128I", *[*fat, fat_mark, *[free] * (127 - len(fat))])
    listed = b""
    for at, (name, kind, child, start, size) in enumerate(entries):
        spelled = name.encode("utf-16-le") + b"\0\0"
        following = at + 1 if 0 < at < len(entries) - 1 else free
        listed += (
            spelled + bytes(64 - len(spelled)) + struct.pack("<HBBIII", len(spelled), kind, 1, free, following, child)
        )
        listed += bytes(36) + struct.pack("<IQ", start, size)
    listed += bytes(sectors * 512 - len(listed))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1)
    head += struct.pack("<IIIIIII", folder, 0, 4096, end, 0, end, 0) + struct.pack("<109I", place, *[free] * 108)
    return head + b"".join(padded.values()) + listed + table


def doc(
    text: str,
    flags: int = 0,
    layouts: list[tuple[int, bytes]] | None = None,
    lists: tuple[bytes, bytes] = (b"", b""),
    looks: list[tuple[int, bytes]] | None = None,
) -> bytes:
    """A Word 97 file whose text is one piece; `layouts`: where each paragraph ends, and its changes of layout.

    `lists`: its lists with their levels, and the uses of them. `looks`: where each run ends, and its changes of type.
    """
    spelled = text.encode("utf-16-le")
    start = 2048
    fib = bytearray(start)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 10, flags)
    struct.pack_into("<H", fib, 32, 14)
    struct.pack_into("<H", fib, 62, 22)
    struct.pack_into("<i", fib, 64 + 12, len(text))
    pairs = 64 + 4 * 22 + 2
    piece = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    clx = b"\x02" + struct.pack("<I", len(piece)) + piece
    struct.pack_into("<II", fib, pairs + 8 * 33, 0, len(clx))
    table = clx
    if layouts:
        struct.pack_into("<II", fib, pairs + 8 * 13, len(clx), 12)
        table += struct.pack("<III", start, start + len(spelled), 2)
        fib[1024:1536] = _layout_page(start, layouts)
    if looks:
        struct.pack_into("<II", fib, pairs + 8 * 12, len(table), 12)
        table += struct.pack("<III", start, start + len(spelled), 3)
        fib[1536:2048] = _look_page(start, looks)
    struct.pack_into("<H", fib, pairs - 2, 93)
    for number, stored in zip((73, 74), lists, strict=True):
        struct.pack_into("<II", fib, pairs + 8 * number, len(table), len(stored))
        table += stored
    return compound({"WordDocument": bytes(fib) + spelled, "0Table": table})


def _layout_page(start: int, layouts: list[tuple[int, bytes]]) -> bytes:
    page = bytearray(512)
    page[511] = count = len(layouts)
    at = 510
    for number, (end, changes) in enumerate(layouts):
        body = struct.pack("<H", 0) + changes + b"\0" * (1 - len(changes) % 2)
        at -= 1 + len(body) + (1 + len(body)) % 2
        page[at] = (len(body) + 1) // 2
        page[at + 1 : at + 1 + len(body)] = body
        struct.pack_into("<I", page, 4 * (number + 1), start + 2 * end)
        page[4 * (count + 1) + 13 * number] = at // 2
    struct.pack_into("<I", page, 0, start)
    return bytes(page)


def _look_page(start: int, looks: list[tuple[int, bytes]]) -> bytes:
    page = bytearray(512)
    page[511] = count = len(looks)
    at = 510
    struct.pack_into("<I", page, 0, start)
    for number, (end, changes) in enumerate(looks):
        struct.pack_into("<I", page, 4 * (number + 1), start + 2 * end)
        if changes:
            at -= (2 + len(changes)) & ~1
            page[at : at + 1 + len(changes)] = bytes([len(changes)]) + changes
            page[4 * (count + 1) + number] = at // 2
    return bytes(page)


def xls(records: list[tuple[int, bytes]], sheet: list[tuple[int, bytes]]) -> bytes:
    """A workbook of BIFF8 records: those of the book, then those of its only sheet."""

    def spelled(found: list[tuple[int, bytes]]) -> bytes:
        return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in found)

    bof, eof = (0x0809, struct.pack("<HH", 0x0600, 5)), (0x000A, b"")
    name = struct.pack("<B?", 2, True) + "指标".encode("utf-16-le")
    size = len(spelled([bof, *records, (0x0085, bytes(6) + name), eof]))
    book = spelled([bof, *records, (0x0085, struct.pack("<IH", size, 0) + name), eof])
    return compound({"Workbook": book + spelled([bof, *sheet, eof])})


def ole(stream: str) -> bytes:
    """The beginning of an OLE file, with one stream's name in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(600)
