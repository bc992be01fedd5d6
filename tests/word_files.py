"""Word documents as tests write them: the XML of their text, packed with what Word puts beside it."""

import io
import zipfile
from html import escape

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6364f8cf500f00038601805a347d6b"
    "0000000049454e44ae426082"
)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {
    "Title": "Title",
    "TOC1": "toc 1",
    "Fancy": "Fancy",
    "Body": "Body Text",
    **{f"Heading{n}": f"heading {n}" for n in range(1, 5)},
}
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
)


def docx(body: str, *, links: dict[str, tuple[str, str]] | None = None, **parts: str | bytes) -> bytes:
    """A document. `links` are relationships by id: type and target; `parts` stand in `word/` (`header1_xml`)."""
    beside = {
        f"rId{name}": (name.split("_")[0].rstrip("0123456789"), f"{name.removesuffix('_xml')}.xml")
        for name in parts
        if name.startswith(("header", "footer", "comments", "footnotes", "endnotes"))
    }
    relations = {
        "rIdStyles": ("styles", "styles.xml"),
        "rIdNumbers": ("numbering", "numbering.xml"),
        **beside,
        **(links or {}),
    }
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/>'
            "</Types>"
        ),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{''.join(_style(*each) for each in STYLES.items())}</w:styles>",
        "word/numbering.xml": _numbering(),
        **{_path(name): data for name, data in parts.items()},
    }
    return packed(files)


def packed(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return made.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _path(name: str) -> str:
    *stem, ending = name.split("_")
    return f"docProps/core.{ending}" if stem == ["core"] else f"word/{'/'.join(stem)}.{ending}"


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target or ':' in target else ''}/>"
        for id, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def _style(id: str, name: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'


def _numbering() -> str:
    level = '<w:lvl w:ilvl="{}"><w:numFmt w:val="{}"/></w:lvl>'
    kinds = {"1": "bullet", "2": "decimal"}
    levels = {id: "".join(level.format(depth, kind) for depth in range(3)) for id, kind in kinds.items()}
    made = "".join(f'<w:abstractNum w:abstractNumId="{id}">{inside}</w:abstractNum>' for id, inside in levels.items())
    nums = "".join(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>' for id in kinds)
    return f"<w:numbering {NAMESPACES}>{made}{nums}</w:numbering>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what is no XML is a run of text."""
    runs = "".join(each if each.startswith("<") else run(each) for each in inside)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def heading(text: str, level: int = 1, bookmark: str = "") -> str:
    mark = f'<w:bookmarkStart w:id="1" w:name="{bookmark}"/><w:bookmarkEnd w:id="1"/>' if bookmark else ""
    return p(f"{mark}{run(text)}" if mark else text, style=f"Heading{level}")


def item(text: str, *, numbered: bool = False, depth: int = 0) -> str:
    number = 2 if numbered else 1
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: list[str], header: bool = False) -> str:
    """A table of plain texts; `header` tells Word that its first row heads it."""
    made = []
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if header and number == 0 else ""
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        made.append(f"<w:tr>{head}{cells}</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def link(text: str, *, id: str = "", anchor: str = "") -> str:
    where = f'r:id="{id}"' if id else f'w:anchor="{anchor}"'
    return f"<w:hyperlink {where}>{run(text)}</w:hyperlink>"


def picture(id: str, alt: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def control(kind: str, label: str, shown: str, *, empty: bool = True) -> str:
    """A content control within a paragraph; `kind` is the XML of what it is."""
    placeholder = "<w:showingPlcHdr/>" if empty else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/>{placeholder}{kind}</w:sdtPr>'
        f"<w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"
    )


def box(*, ticked: bool = False) -> str:
    kind = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return control(kind, "box", "☒" if ticked else "☐", empty=False)
