"""Sheet → a Word file to fill in, print and change, with a content control for each input."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from textwrap import shorten

from markupsafe import Markup

from mentorsite.render.forms.docx.blocks import blocks
from mentorsite.render.forms.docx.package import package
from mentorsite.render.forms.docx.prose import prose
from mentorsite.render.forms.docx.styles import FONTS, numbering, styles, theme
from mentorsite.render.forms.docx.xml import EMPTY_MARKUP, TAB, DocxContext, language_tag, paragraph
from mentorsite.render.forms.sheet import FormSheet
from mentorsite.render.left_to_right import words_kept_whole
from mentorsite.theme.bilingual import in_first
from mentorsite.theme.values import Words

HEAD = Markup('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = Markup(
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height, in twentieths of a point."""
MARGIN, MARGIN_ABOVE = 1247, 1134
"""2.2 cm at the sides, 2 cm above and below."""
DOCUMENT = HEAD + Markup(
    "<w:document {}><w:body>{}"
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="{}" w:h="{}"/>'
    '<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="624" w:footer="510" w:gutter="0"/>'
    "{}</w:sectPr></w:body></w:document>"
)
FOOTER = HEAD + Markup("<w:ftr {}>{}</w:ftr>")
RIGHT_TAB = Markup('<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>')
FIELD = Markup('<w:fldSimple w:instr=" {} ">{}</w:fldSimple>')
SETTINGS = HEAD + Markup(
    '<w:settings {}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="{}"/></w:settings>'
)
PROPERTIES = HEAD + Markup(
    '<cp:coreProperties xmlns:cp="{}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:language>{}</dc:language><cp:category>{}</cp:category>"
    "<cp:version>{}</cp:version></cp:coreProperties>"
)
RELATIONS = HEAD + Markup('<Relationships xmlns="{}/relationships">{}</Relationships>')
RELATION = Markup('<Relationship Id="{}" Type="{}" Target="{}"{}/>')
OUTSIDE = Markup(' TargetMode="External"')
TYPES = HEAD + Markup(
    '<Types xmlns="{}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
TYPE = Markup('<Override PartName="/{}" ContentType="application/vnd.openxmlformats-{}+xml"/>')
WORD = "officedocument.wordprocessingml"
DOCUMENT_PART = "word/document.xml"
PART_TYPES = {
    "docProps/core.xml": "package.core-properties",
    DOCUMENT_PART: f"{WORD}.document.main",
    "word/styles.xml": f"{WORD}.styles",
    "word/numbering.xml": f"{WORD}.numbering",
    "word/settings.xml": f"{WORD}.settings",
    "word/footer.xml": f"{WORD}.footer",
    "word/fontTable.xml": f"{WORD}.fontTable",
    "word/theme.xml": "officedocument.theme",
}
LONGEST_FOOTER = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as it stands in the file: the number of its first control, and how many numbered lists are before it."""

    xml: Markup
    first_id: int
    lists: int


@dataclass(frozen=True, slots=True)
class DrawnDocx:
    """A Word file that is written once and filled in again and again: `parts` are all but the document itself."""

    sheet: FormSheet
    context: DocxContext
    paper: str
    head: Markup
    pieces: tuple[Piece, ...]
    parts: Mapping[str, str]


def docx(sheet: FormSheet, *, words: Words, paper: str, accent: str | None) -> bytes:
    """The Word file of a sheet, on `a4` or `letter` paper, with headings in the accent (`#rrggbb`)."""
    drawn = drawn_docx(sheet, words=words, paper=paper, accent=accent)
    return _file(drawn, (piece.xml for piece in drawn.pieces))


def filled_docx(drawn: DrawnDocx, sheet: FormSheet) -> bytes:
    """The Word file of the same sheet with other answers: only the blocks that differ are written anew."""
    return _file(drawn, _refilled(drawn, sheet))


def _refilled(drawn: DrawnDocx, sheet: FormSheet) -> Iterator[Markup]:
    for at, (piece, before, after) in enumerate(zip(drawn.pieces, drawn.sheet.blocks, sheet.blocks, strict=True)):
        if before == after:
            yield piece.xml
            continue
        # ids and numbers of lists go on from where they stood, so that all other pieces keep theirs
        context = replace(drawn.context, ids=count(piece.first_id), lists=drawn.context.lists[: piece.lists])
        # the block after it decides how it is set, too
        yield next(blocks(sheet.blocks[at : at + 2], context))


def drawn_docx(sheet: FormSheet, *, words: Words, paper: str, accent: str | None) -> DrawnDocx:
    """The parts of a Word file, and each block of its document by itself."""
    context = DocxContext(words, sheet.language, sheet.direction == "rtl", PAPERS[paper][0] - 2 * MARGIN)
    language = language_tag(sheet.language)
    head = _head(sheet, context)
    pieces = tuple(_pieces(sheet, context))
    types = EMPTY_MARKUP.join(TYPE.format(*each) for each in PART_TYPES.items())
    related = {name: f"{name}.xml" for name in ("styles", "numbering", "settings", "footer", "fontTable", "theme")}
    parts = {
        "[Content_Types].xml": TYPES.format(PACKAGE, types),
        "_rels/.rels": _relations({"document": DOCUMENT_PART, "properties": "docProps/core.xml"}),
        "docProps/core.xml": _properties(sheet, language),
        DOCUMENT_PART: "",  # `_file` fills it in; here it has its place in the order
        "word/_rels/document.xml.rels": _relations(related, context.links),
        "word/styles.xml": styles(language, context.rtl, accent),
        "word/numbering.xml": numbering(context.lists),
        "word/settings.xml": SETTINGS.format(NAMESPACES, language),
        "word/footer.xml": FOOTER.format(NAMESPACES, _footer(sheet, context)),
        "word/fontTable.xml": FONTS,
        "word/theme.xml": theme(accent),
    }
    return DrawnDocx(sheet, context, paper, head, pieces, parts)


def _pieces(sheet: FormSheet, context: DocxContext) -> Iterator[Piece]:
    first, lists = 1, len(context.lists)
    for xml in blocks(sheet.blocks, context):
        yield Piece(xml, first, lists)
        first += xml.count("<w:sdt>")  # each control takes one id
        lists = len(context.lists)


def _file(drawn: DrawnDocx, pieces: Iterable[Markup]) -> bytes:
    width, height = PAPERS[drawn.paper]
    # A paragraph that can't be seen stands last: a table may not.
    body = EMPTY_MARKUP.join([drawn.head, *pieces, paragraph("FormEnd", EMPTY_MARKUP)])
    if drawn.context.rtl:
        direction = Markup("<w:bidi/>")
    else:
        direction = EMPTY_MARKUP
    margins = (MARGIN_ABOVE, MARGIN, MARGIN_ABOVE, MARGIN)
    document = DOCUMENT.format(NAMESPACES, body, width, height, *margins, direction)
    return package({**drawn.parts, DOCUMENT_PART: document})


def _head(sheet: FormSheet, context: DocxContext) -> Markup:
    """What stands above the blocks."""
    facts = _facts(sheet, context)
    parts = [paragraph("Title", context.stacked(sheet.title))]
    if sheet.description:
        parts.append(paragraph("Subtitle", context.stacked(sheet.description)))
    if facts:
        parts.append(paragraph("FormFacts", context.run(" · ".join(facts))))
    if sheet.notice:
        parts.append(paragraph("FormNotice", context.stacked(sheet.notice)))
    if sheet.introduction:
        parts.append(prose(sheet.introduction.blocks, context))
    return EMPTY_MARKUP.join(parts)


def _facts(sheet: FormSheet, context: DocxContext) -> list[str]:
    """For whom the form is and when it is due, as on its page; the foot of each page has its version."""
    words = context.words
    facts = []
    audience = words["list_separator"].join(sheet.audience)
    if audience:
        facts.append(words["item_audience"].format(audience))
    if sheet.due:
        facts.append(words["print_due"].format(sheet.due))
    return facts


def _issue(sheet: FormSheet, words: Words) -> list[str]:
    """The version of the form, and from when on it holds."""
    issue = []
    if sheet.version:
        issue.append(words["print_version"].format(sheet.version))
    if sheet.effective:
        issue.append(words["print_effective"].format(sheet.effective))
    return issue


def _footer(sheet: FormSheet, context: DocxContext) -> Markup:
    """The form, its version and the number of the page; below them where it came from."""
    title = shorten(sheet.title, LONGEST_FOOTER, placeholder="…")
    left = context.run(" · ".join([title, *map(in_first, _issue(sheet, context.words))]))
    before, rest = context.words["print_page"].split("{0}", 1)
    between, after = rest.split("{1}", 1)
    # Word works both numbers out; `1` is what stands there until it has
    page, pages = (FIELD.format(name, context.run("1")) for name in ("PAGE", "NUMPAGES"))
    line = left + TAB + context.run(before) + page + context.run(between) + pages + context.run(after)
    first = paragraph("Footer", line, RIGHT_TAB.format(context.width))
    if not sheet.url:
        return first
    return first + paragraph("FormSource", context.run(words_kept_whole(sheet.url, sheet.direction)))


def _properties(sheet: FormSheet, language: str) -> str:
    return PROPERTIES.format(PACKAGE, sheet.title, sheet.description, language, sheet.kind_label, sheet.version or "")


RELATION_TYPES = {
    "document": f"{OFFICE}/relationships/officeDocument",
    "properties": f"{PACKAGE}/relationships/metadata/core-properties",
}


def _relations(parts: Mapping[str, str], links: Mapping[str, str] | None = None) -> str:
    made = []
    for name, target in parts.items():
        kind = RELATION_TYPES.get(name, f"{OFFICE}/relationships/{name}")
        made.append(RELATION.format(name, kind, target, EMPTY_MARKUP))
    for url, id in (links or {}).items():
        made.append(RELATION.format(id, f"{OFFICE}/relationships/hyperlink", url, OUTSIDE))
    return RELATIONS.format(PACKAGE, EMPTY_MARKUP.join(made))
