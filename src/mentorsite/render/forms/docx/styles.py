"""The named styles and lists of a Word file: a calm page that prints well without colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mentorsite.model.settings import ACCENT
from mentorsite.render.forms.docx.xml import SOFT, TEXT_COLOR
from mentorsite.theme.colors_and_contrast import mixed, readable

LINE, STRONG_LINE = "C9C0B2", "877D6F"
WHITE = "#ffffff"
EAST_ASIAN = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: spaces before and after, and sizes, in points; indents in twentieths of a point.

    `keep`, `extra` and `late` are properties in the order that Word's schema wants: before and after the spaces.
    """

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    before: float = 0
    after: float = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    keep: str = ""
    extra: str = ""
    late: str = ""
    size: float = 0
    look: str = ""
    color: str = ""


BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
NEXT, WHOLE = "<w:keepNext/><w:keepLines/>", "<w:keepLines/>"
BAR = (
    '<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{wash}"/>'
    "{left_bar}"
    '<w:bottom w:val="single" w:sz="4" w:space="4" w:color="{wash}"/>{right_bar}</w:pBdr>'
)
WASHED = '<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/>'
LINE_BELOW = (
    f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="{STRONG_LINE}"/>'
    f'<w:between w:val="single" w:sz="6" w:space="2" w:color="{STRONG_LINE}"/></w:pBdr>'
)
BOXED = (
    "<w:pBdr>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="{STRONG_LINE}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    + "</w:pBdr>"
)
STYLES = (
    Style("Title", "Title", next="Subtitle", after=2, keep=NEXT, size=22, look=BOLD, color="{accent}"),
    Style("Subtitle", "Subtitle", next="BodyText", after=4, keep=NEXT, size=11.5, color=SOFT),
    Style("Heading1", "heading 1", next="BodyText", before=15, after=4, keep=NEXT, late='<w:outlineLvl w:val="0"/>',
          size=13, look=BOLD, color="{accent}"),
    Style("Heading2", "heading 2", next="BodyText", before=10, after=3, keep=NEXT, late='<w:outlineLvl w:val="1"/>',
          size=11, look=BOLD),
    Style("Heading3", "heading 3", next="BodyText", before=8, after=3, keep=NEXT, late='<w:outlineLvl w:val="2"/>',
          size=10, look=BOLD, color=SOFT),
    Style("BodyText", "Body Text", after=5),
    Style("ListBullet", "List Bullet", after=3,
          extra='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', left=360, hanging=360),
    Style("ListNumber", "List Number", after=3, left=360, hanging=360),
    Style("ListContinue", "List Continue", after=3, left=360),
    Style("Quote", "Quote", after=5, left=360, color=SOFT),
    Style("HTMLPreformatted", "HTML Preformatted", after=5, size=9, look="{mono}"),
    Style("FormRule", "Form Rule", after=6,
          extra=f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="{LINE}"/></w:pBdr>'),
    Style("FormFacts", "Form Facts", after=8, size=9, color=SOFT),
    Style("FormNotice", "Form Notice", before=2, after=8, keep=WHOLE, extra=BAR + WASHED, left=200),
    Style("FormLead", "Form Lead", based="BodyText", after=5, keep=NEXT),
    Style("FormClause", "Form Clause", after=4, left=709, hanging=709),
    Style("FormClauseMore", "Form Clause Continued", based="FormClause", after=4, left=709),
    Style("FormAcknowledgement", "Form Acknowledgement", after=6, keep=WHOLE, left=709, size=9),
    Style("FormItem", "Form Item", before=3, after=3, keep=WHOLE, left=397, hanging=397),
    Style("FormItemMore", "Form Item Continued", based="FormItem", after=3, left=397),
    Style("FormItemNote", "Form Item Note", after=5, left=397, size=9, color=SOFT),
    Style("FormLabel", "Form Label", next="FormAnswer", before=8, after=2, keep=NEXT, look=BOLD),
    Style("FormHelp", "Form Help", next="FormAnswer", after=3, keep=NEXT, size=9, color=SOFT),
    Style("FormAnswer", "Form Answer", before=4, after=6, extra=LINE_BELOW),
    Style("FormAnswerBox", "Form Answer Box", before=6, after=8, extra=BOXED, left=100, right=100),
    Style("FormOptions", "Form Options", before=1, after=2, keep=WHOLE, left=284, hanging=284),
    Style("FormSignature", "Form Signature", before=22, after=8, extra=LINE_BELOW),
    Style("FormCell", "Form Table Cell", before=2, after=2, size=9.5),
    Style("FormSigning", "Form Table Signing", based="FormCell", before=2, after=2, keep="<w:keepNext/>", size=9.5),
    Style("FormRow", "Form Table Row Heading", based="FormCell", before=2, after=2, size=9.5, look=BOLD),
    Style("FormColumn", "Form Table Column Heading", based="FormCell", before=2, after=2, keep="<w:keepNext/>", size=9,
          look=BOLD),
    Style("FormColumnNote", "Form Table Column Note", based="FormCell", after=2, keep="<w:keepNext/>", size=8,
          color=SOFT),
    Style("FormSource", "Form Source", size=8, color=SOFT),
    Style("FormEnd", "Form End", size=1),
    Style("Footer", "footer", size=8, color=SOFT,
          extra=f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="5" w:color="{LINE}"/></w:pBdr>'),
)  # fmt: skip
CHARACTERS = (
    ("Hyperlink", "Hyperlink", '<w:color w:val="{accent}"/><w:u w:val="single"/>'),
    ("PlaceholderText", "Placeholder Text", f'<w:color w:val="{SOFT}"/>'),
    ("HTMLCode", "HTML Code", "{mono}"),
    ("FormNote", "Form Note", f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{SOFT}"/><w:sz w:val="18"/>'),
)
MONO = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{STRONG_LINE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
SHEET = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{w}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"{far_east}/>\
<w:color w:val="{text_color}"/><w:sz w:val="20"/><w:szCs w:val="20"/>\
<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/></w:rPr></w:rPrDefault>\
<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>{direction}</w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>\
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>\
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>\
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>\
</w:tblPr></w:style>\
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>\
<w:semiHidden/></w:style>\
{paragraphs}{characters}\
<w:style w:type="table" w:customStyle="1" w:styleId="FormTable"><w:name w:val="Form Table"/>\
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>\
<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{wash}"/></w:tcPr></w:tblStylePr>\
</w:style></w:styles>"""


def styles(language: str, rtl: bool, accent: str | None) -> str:
    """The part `word/styles.xml`."""
    color = readable(accent or ACCENT, WHITE)
    colors = {"accent": _bare(color), "wash": _bare(mixed(color, WHITE, 0.92)), "mono": MONO}
    colors["left_bar"], colors["right_bar"] = ("", _bar("right", color)) if rtl else (_bar("left", color), "")
    far_east = EAST_ASIAN.get(language.partition("-")[0])
    return SHEET.format(
        w=W,
        far_east=f' w:eastAsia="{far_east}"' if far_east else "",
        text_color=TEXT_COLOR,
        language=Markup.escape(language),
        direction="<w:pPr><w:bidi/></w:pPr>" if rtl else "",
        paragraphs="".join(_paragraph(each, colors) for each in STYLES),
        characters="".join(_character(*each, colors) for each in CHARACTERS),
        edges=EDGES,
        wash=colors["wash"],
    )


def _bar(side: str, color: str) -> str:
    """The bar at which a paragraph begins: sides of borders are those of the paper in every language."""
    return f'<w:{side} w:val="single" w:sz="18" w:space="8" w:color="{_bare(color)}"/>'


def _paragraph(each: Style, colors: dict[str, str]) -> str:
    spacing = f'<w:spacing w:before="{round(each.before * 20)}" w:after="{round(each.after * 20)}"/>'
    if each.left:
        indent = f'<w:ind w:left="{each.left}" w:right="{each.right}" w:hanging="{each.hanging}"/>'
    else:
        indent = ""
    if each.size:
        size = f'<w:sz w:val="{round(each.size * 2)}"/><w:szCs w:val="{round(each.size * 2)}"/>'
    else:
        size = ""
    if each.color:
        color = f'<w:color w:val="{each.color}"/>'
    else:
        color = ""
    return (
        f'<w:style w:type="paragraph"{_custom(each.id)} w:styleId="{each.id}"><w:name w:val="{each.name}"/>'
        f'<w:basedOn w:val="{each.based}"/><w:next w:val="{each.next or each.id}"/><w:qFormat/>'
        f"<w:pPr>{each.keep}{each.extra}{spacing}{indent}{each.late}</w:pPr>"
        f"<w:rPr>{each.look}{color}{size}</w:rPr></w:style>"
    ).format(**colors)


def _character(id: str, name: str, look: str, colors: dict[str, str]) -> str:
    return (
        f'<w:style w:type="character"{_custom(id)} w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
    ).format(**colors)


def _custom(id: str) -> str:
    """What says that a style is ours: Word has the others itself."""
    if id.startswith("Form"):
        return ' w:customStyle="1"'
    return ""


FONTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{W}">'
    '<w:font w:name="Arial"/><w:font w:name="Courier New"/><w:font w:name="MS Gothic"/></w:fonts>'
)
THEME = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="mentorsite"><a:themeElements>\
<a:clrScheme name="mentorsite">{colors}</a:clrScheme>\
<a:fontScheme name="mentorsite"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>\
<a:fmtScheme name="mentorsite"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>\
<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>\
</a:themeElements></a:theme>"""
SLOTS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme(accent: str | None) -> str:
    """The part `word/theme.xml`: the colours and fonts that Word offers to who changes the file."""
    color = _bare(readable(accent or ACCENT, WHITE))
    slots = {"dk1": TEXT_COLOR, "lt1": "FFFFFF", "dk2": SOFT, "lt2": LINE}  # the others are the accent
    colors = (f'<a:{slot}><a:srgbClr val="{slots.get(slot, color)}"/></a:{slot}>' for slot in SLOTS)
    return THEME.format(
        colors="".join(colors),
        font='<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>',
        fills=FILL * 3,
        lines=f'<a:ln w="6350">{FILL}</a:ln>' * 3,
        effects="<a:effectStyle><a:effectLst/></a:effectStyle>" * 3,
    )


LEVEL = (
    '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/>'
    '<w:lvlJc w:val="left"/></w:lvl>'
)
LEVELS = '<w:abstractNum w:abstractNumId="{0}"><w:multiLevelType w:val="hybridMultilevel"/>{1}</w:abstractNum>'
LIST = '<w:num w:numId="{0}"><w:abstractNumId w:val="{1}"/>{2}</w:num>'
START = '<w:lvlOverride w:ilvl="{0}"><w:startOverride w:val="{1}"/></w:lvlOverride>'
NUMBERS = ("decimal", "lowerLetter", "lowerRoman")


def _list_from(start: int, number: int) -> str:
    """The numbered list that paragraphs name by its `number`; on each level it counts from `start`."""
    # without a start of its own, Word would go on counting from the list before
    starts = "".join(START.format(level, start) for level in range(9))
    return LIST.format(number, 1, starts)


def numbering(lists: Sequence[int]) -> str:
    """The part `word/numbering.xml`: bullets as list 1, then a list for each that is numbered, by its first number."""
    bullets = "".join(LEVEL.format(level, "bullet", "•–"[level % 2]) for level in range(9))
    numbers = "".join(LEVEL.format(level, NUMBERS[level % 3], f"%{level + 1}.") for level in range(9))
    made = "".join(_list_from(start, number) for number, start in enumerate(lists, 2))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{W}">'
        f"{LEVELS.format(0, bullets)}{LEVELS.format(1, numbers)}{LIST.format(1, 0, '')}{made}</w:numbering>"
    )


def _bare(color: str) -> str:
    """A colour as Word writes it."""
    return color.removeprefix("#").upper()
