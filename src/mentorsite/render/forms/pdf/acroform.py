"""One pass over a PDF by WeasyPrint: its form becomes the one that the sheet says, its tags say all they must."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import Any, assert_never

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from mentorsite.errors import ThemeError
from mentorsite.render.forms.pdf.fields import PdfField

PRINT = 1 << 2
REQUIRED, MULTILINE, RADIO, COMBO = 1 << 1, 1 << 12, 1 << 15, 1 << 17
LONGEST_NAME = 127
"""How long a name in a PDF may be, in bytes."""
TICK = "1.4 w 1 J 1 j 0.08 0.1 0.25 RG {0:.2f} {1:.2f} m {2:.2f} {3:.2f} l {4:.2f} {5:.2f} l S"
Draw = Callable[[str], bytes]


def finish(made: bytes, fields: tuple[PdfField, ...], draw: Draw, direction: str) -> tuple[bytes, int]:
    """The PDF with a form of exactly these fields, in this order, and its number of pages.

    `draw` gives the pages that show first values.

    Raises `ThemeError` where the template has not one control for each field.
    """
    with pikepdf.open(BytesIO(made)) as pdf:
        widgets = _widgets(pdf)
        _compare(widgets, fields)
        form = _Form(pdf, direction)
        made_fields = [form.field(field, widgets[field.name]) for field in fields]
        form.show_values(draw)
        if made_fields:
            pdf.Root.AcroForm = _acro_form(pdf, fields, made_fields)
        _mend_links(pdf)
        _mend_tags(pdf.Root.StructTreeRoot.K, in_head=False)
        result = BytesIO()
        pdf.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return result.getvalue(), len(pdf.pages)


def _widgets(pdf: Pdf) -> dict[str, list[tuple[str, Object]]]:
    """The places of each field by its name, in reading order, each with the value of its control."""
    found: dict[str, list[tuple[str, Object]]] = {}
    for page in pdf.pages:
        for note in page.obj.get(Name.Annots, Array()):
            if note.Subtype != Name.Widget:
                continue
            found.setdefault(str(note.T), []).append((_value(note), note))
    return found


def _value(widget: Object) -> str:
    """What a radio button stands for: WeasyPrint lists it with its group, on each page anew."""
    group = widget.get(Name.Parent)
    if group is None:
        return ""
    index = next(index for index, kid in enumerate(group.Kids) if kid.objgen == widget.objgen)
    return str(group.Opt[index])


def _compare(widgets: Mapping[str, list[tuple[str, Object]]], fields: tuple[PdfField, ...]) -> None:
    """The theme's template must have one control for each field, and for each option of a group."""
    wanted = {field.name: len(field.options) if field.kind == "radio" else 1 for field in fields}
    for name in sorted(wanted.keys() | widgets.keys()):
        if len(widgets.get(name, ())) != wanted.get(name, 0):
            raise ThemeError(
                f"print-form.html: `{name}` needs {wanted.get(name, 0)} control(s) and has "
                f"{len(widgets.get(name, ()))}. Give each field of an input one control with its name."
            )


class _Form:
    """Writes the fields of one PDF. First values are drawn together, at the end."""

    def __init__(self, pdf: Pdf, direction: str) -> None:
        self.pdf, self.direction = pdf, direction
        self.shown: list[tuple[str, bool, Object]] = []
        self.buttons: dict[tuple[float, float, str], Object] = {}

    def field(self, field: PdfField, widgets: list[tuple[str, Object]]) -> Object:
        """The dictionary of a field, which is also its widget, unless it is a group."""
        widget = widgets[0][1]
        made: dict[Name, Any]
        look = {Name.DA: String(_look(str(widget.DA)))} if Name.DA in widget else {}
        for _, each in widgets:
            self.strip(each)
        match field.kind:
            case "radio":
                return self.group(field, widgets)
            case "check":
                self.button(widget, state(field.options[0].value), on=field.value == field.options[0].value)
                made = {Name.FT: Name.Btn, Name.V: widget.AS}
            case "combo":
                options = Array([Array([String(each.value), String(each.label)]) for each in field.options])
                made = {Name.FT: Name.Ch, Name.Ff: COMBO, Name.Opt: options, **look}
                self.text(widget, field, {each.value: each.label for each in field.options}.get(field.value, ""))
            case "text" | "lines":
                made = {Name.FT: Name.Tx, Name.Ff: MULTILINE if field.kind == "lines" else 0, **look}
                self.text(widget, field, field.value)
            case "signature":
                made = {Name.FT: Name.Sig}
                widget.AP = Dictionary(N=self.empty(widget))
            case _:
                assert_never(field.kind)
        if field.value and field.kind in ("text", "lines", "combo"):
            made[Name.V] = String(field.value)
        if field.required:
            made[Name.Ff] = made.get(Name.Ff, 0) | REQUIRED
        self.put(widget, {Name.T: String(field.name), Name.TU: String(field.label), **made})
        return widget

    def strip(self, widget: Object) -> None:
        """Leaves of a widget where it stands and how it is tagged."""
        for key in set(widget.keys()) - {"/Type", "/Subtype", "/Rect", "/P", "/StructParent"}:
            del widget[key]
        widget.F = PRINT
        left, one, right, other = (float(each) for each in widget.Rect)
        widget.Rect = Array([left, min(one, other), right, max(one, other)])

    def put(self, target: Object, entries: Mapping[Name, object]) -> None:
        for key, value in entries.items():
            target[key] = value

    def group(self, field: PdfField, widgets: list[tuple[str, Object]]) -> Object:
        """Radio buttons: one field that has the name, with a widget for each option."""
        group = self.pdf.make_indirect(
            Dictionary(
                FT=Name.Btn,
                Ff=RADIO | (REQUIRED if field.required else 0),
                T=String(field.name),
                TU=String(field.label),
                V=state(field.value) if field.value else Name.Off,
                Kids=Array([widget for _, widget in widgets]),
            )
        )
        spoken = {option.value: said for option, said in zip(field.options, field.spoken, strict=True)}
        for value, widget in widgets:
            widget.Parent = group
            widget.TU = String(spoken[value])
            self.button(widget, state(value), on=bool(field.value) and value == field.value, round=True)
        return group

    def button(self, widget: Object, name: Name, *, on: bool, round: bool = False) -> None:
        """A box or a radio button with its two pictures."""
        width, height = _size(widget)
        marks = _dot(width, height) if round else _tick(width, height)
        widget.AP = Dictionary(
            N=Dictionary({str(name): self.picture(width, height, marks), "/Off": self.empty(widget)})
        )
        widget.AS = name if on else Name.Off
        widget.MK = Dictionary(CA=String("l" if round else "4"))

    def text(self, widget: Object, field: PdfField, shown: str) -> None:
        """A text's picture: empty, or its first value, to be drawn with the others."""
        widget.AP = Dictionary(N=self.empty(widget))
        if field.kind == "lines":
            widget.MK = Dictionary(BG=Array([1, 1, 1]))  # what is typed covers the lines to write on
        if self.direction == "rtl":
            widget.Q = 2
        if shown:
            self.shown.append((shown, field.kind == "lines", widget))

    def empty(self, widget: Object) -> Object:
        """A picture of nothing, the widget's own: programs that fill a form draw into it."""
        return self.picture(*_size(widget), "")

    def shared(self, width: float, height: float, marks: str) -> Object:
        key = (width, height, marks)
        if key not in self.buttons:
            self.buttons[key] = self.picture(width, height, marks)
        return self.buttons[key]

    def picture(self, width: float, height: float, marks: str) -> Object:
        box = Array([0, 0, width, height])
        made = Stream(self.pdf, marks.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=Dictionary())
        return self.pdf.make_indirect(made)

    def show_values(self, draw: Draw) -> None:
        """First values as a viewer would show them: each is a page of one more PDF, whatever its script."""
        if not self.shown:
            return
        with pikepdf.open(BytesIO(draw("".join(_values_html(self.shown, self.direction))))) as drawn:
            for (_, _, widget), page in zip(self.shown, drawn.pages, strict=True):
                picture = self.pdf.copy_foreign(page.as_form_xobject())
                picture.write(b"/Tx BMC q\n" + picture.read_bytes() + b"\nQ EMC")
                widget.AP = Dictionary(N=picture)


def _values_html(shown: list[tuple[str, bool, Object]], direction: str) -> Iterator[str]:
    """A page for each value, of its field's size: an inline block has no second one for what is too long."""
    yield f"<html dir={direction}><style>body{{margin:0;font:10pt 'Print Sans',sans-serif;color:#14213d}}"
    yield "p{margin:0;line-height:0}"
    yield "span{display:inline-block;box-sizing:border-box;width:100%;padding:0 2pt;overflow:hidden;vertical-align:top}"
    for index, (_, many, widget) in enumerate(shown):
        width, height = _size(widget)
        flow = "line-height:normal;padding-top:2pt;white-space:pre-wrap"
        if not many:
            flow = f"line-height:{height}pt;white-space:pre"
        yield f"@page v{index}{{size:{width}pt {height}pt;margin:0}}"
        yield f"#v{index}{{page:v{index}}}#v{index} span{{height:{height}pt;{flow}}}"
    yield "</style>"
    for index, (text, _, _) in enumerate(shown):
        yield f"<p id=v{index}><span>{escape(text)}</span></p>"


def state(value: str) -> Name:
    """The name of a box's or button's state: the value of its option, unless it would mean "off" or is too long."""
    name = value if value not in ("", "Off") else f"_{value}"
    data = name.encode()
    if len(data) > LONGEST_NAME:
        kept = data[: LONGEST_NAME - 9].decode(errors="ignore")
        name = f"{kept}-{sha256(data).hexdigest()[:8]}"
    return Name(f"/{name}")


def _look(written: str) -> str:
    """Colour and font alone: WeasyPrint also names a graphics state, which viewers would have to look up."""
    tokens = written.split()
    colour, font = tokens.index("rg"), tokens.index("Tf")
    return " ".join([*tokens[colour - 3 : colour + 1], *tokens[font - 2 : font + 1]])


def _size(widget: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(each) for each in widget.Rect)
    return round(abs(right - left), 3), round(abs(top - bottom), 3)


def _tick(width: float, height: float) -> str:
    return TICK.format(width * 0.2, height * 0.52, width * 0.42, height * 0.26, width * 0.82, height * 0.78)


def _dot(width: float, height: float) -> str:
    """A disc: a line of no length with a round pen."""
    return f"{min(width, height) * 0.58:.2f} w 1 J 0.08 0.1 0.25 RG {width / 2:.2f} {height / 2:.2f} m h S"


def _acro_form(pdf: Pdf, fields: tuple[PdfField, ...], made: list[Object]) -> Dictionary:
    """The form: no `NeedAppearances`, since every field has its picture."""
    fonts = pdf.Root.AcroForm.DR.get(Name.Font, Dictionary())
    used = {str(field.DA).split("/")[1].split()[0] for field in made if Name.DA in field}
    form = Dictionary(
        Fields=Array(made), DR=Dictionary(Font=Dictionary({f"/{name}": fonts[f"/{name}"] for name in sorted(used)}))
    )
    if any(field.kind == "signature" for field in fields):
        form.SigFlags = 1
    return form


def _mend_links(pdf: Pdf) -> None:
    """Links are printed with the page."""
    for page in pdf.pages:
        for note in page.obj.get(Name.Annots, Array()):
            if note.Subtype == Name.Link:
                note.F = PRINT


def _mend_tags(tag: Object, *, in_head: bool) -> None:
    """Each head of a table says whether it heads a column or a row; what an item of a list says is its body."""
    if isinstance(tag, Array):
        for each in tag:
            _mend_tags(each, in_head=in_head)
        return
    if not isinstance(tag, Dictionary) or Name.S not in tag:
        return
    if tag.S == Name.TH:
        tag.A.Scope = Name.Column if in_head else Name.Row
    if tag.S == Name.LI:  # WeasyPrint tags a text that continues on the next page as a paragraph
        for kid in tag.K:
            if Name.Lbl != kid.S:
                kid.S = Name.LBody
    _mend_tags(tag.get(Name.K, Array()), in_head=in_head or Name.THead == tag.S)
