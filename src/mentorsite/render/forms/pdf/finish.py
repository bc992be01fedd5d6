"""One pass over a PDF by Typst: links to `field:` become the form that the sheet says, tags say all they must."""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any, assert_never

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, Stream, String

from mentorsite.errors import ThemeError
from mentorsite.render.forms.pdf.fields import PdfField
from mentorsite.render.forms.pdf.first_values import Value
from mentorsite.render.forms.pdf.tags import mark, tidy
from mentorsite.render.forms.pdf.typed_font import TypedFont, embed

# Bits of /F and /Ff. ISO 32000-1 counts them from 1: see 12.5.3 and 12.7.
PRINT = 1 << 2
REQUIRED, MULTILINE, RADIO, COMBO = 1 << 1, 1 << 12, 1 << 15, 1 << 17
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
"""A name of a state that every program can read and write."""
TICK = "1.4 w 1 J 1 j 0.08 0.1 0.25 RG {0:.2f} {1:.2f} m {2:.2f} {3:.2f} l {4:.2f} {5:.2f} l S"
TYPED = "0.08 0.13 0.24 rg /{} 0 Tf"
"""How what is typed looks. The size 0 makes it fit: it shrinks where there is more of it."""
FIELD, MARK = "field:", "mark:"
NUMBERS = re.compile(r"field:([0-9]{1,6})(?::([0-9]{1,6}))?")
DrawValues = Callable[[tuple[Value, ...]], bytes]
Places = dict[int, list[tuple[int, Object]]]
"""The places of each field by its number, each with the number of its option (0 where it has none)."""


def finish_form(
    drawn: bytes, fields: tuple[PdfField, ...], font: TypedFont, draw: DrawValues, direction: str
) -> tuple[bytes, int]:
    """The PDF with a form of exactly these fields, in this order, and its number of pages.

    `draw` gives the pages that show first values, `font` is what viewers show typed text with.

    Raises `ThemeError` where the theme has not one control for each field.
    """
    with pikepdf.open(BytesIO(drawn)) as pdf:
        places = _places(pdf)
        # only the last field is spare, so the numbers of the others stay as they are
        fields = tuple(field for number, field in enumerate(fields) if number in places or not field.spare)
        _compare(places, fields)
        if fields:
            form = _Form(pdf, direction, font.name)
            made = [form.field(field, places[number]) for number, field in enumerate(fields)]
            form.show_values(draw)
            pdf.Root.AcroForm = _acro_form(pdf, fields, made, font)
        return _finished(pdf)


def finish_read(drawn: bytes, main: str) -> tuple[bytes, int]:
    """The PDF of a book or a certificate, drawn by the theme's file `main`, and its number of pages.

    Raises `ThemeError` where the theme has a control in it.
    """
    with pikepdf.open(BytesIO(drawn)) as pdf:
        if _places(pdf):
            raise ThemeError(f"print/{main}: what it draws has no fields. Take its links to `field:` out.")
        return _finished(pdf)


def _finished(pdf: Pdf) -> tuple[bytes, int]:
    tidy(pdf)
    for page in pdf.pages:
        # what others put on top later starts from a page that is as they expect it
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ")
        page.contents_coalesce()
    result = BytesIO()
    pdf.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue(), len(pdf.pages)


def _places(pdf: Pdf) -> Places:
    """Turns the links to fields into widgets, gives their places, and takes marks out."""
    tags = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    found: Places = {}
    scoped: set[tuple[int, int]] = set()
    for page in pdf.pages:
        kept = []
        for note in page.obj.get(Name.Annots, Array()):
            if Name.A in note and Name.URI in note.A:
                target = str(note.A.URI)
            else:
                target = ""
            if target.startswith(MARK):
                mark(target.removeprefix(MARK), tags[int(note.StructParent)], scoped)
                del tags[int(note.StructParent)]
                continue
            kept.append(note)
            if target.startswith(FIELD):
                number, option = _numbers(target)
                _make_widget(note, page.obj, tags[int(note.StructParent)])
                found.setdefault(number, []).append((option, note))
            else:
                note.F = PRINT
        if kept:
            page.obj.Annots = Array(kept)
        elif Name.Annots in page.obj:
            del page.obj.Annots
    return found


def _numbers(target: str) -> tuple[int, int]:
    """The number of a field that a link leads to, and that of its option, which is 0 where it has none."""
    found = NUMBERS.fullmatch(target)
    if found is None:
        raise ThemeError(f"print/form.typ: `{target[:80]}` leads to no field. Write its number, as `field:3`.")
    return int(found[1]), int(found[2] or 0)


def _make_widget(note: Object, page: Object, tag: Object) -> None:
    """Leaves of a link where it stands and how it is tagged."""
    for key in set(note.keys()) - {"/Type", "/Rect", "/StructParent"}:
        del note[key]
    note.Subtype, note.P, note.F = Name.Widget, page, PRINT
    left, one, right, other = (float(each) for each in note.Rect)
    note.Rect = Array([left, min(one, other), right, max(one, other)])
    tag.S = Name.Form  # PDF/UA wants a widget within such a tag: ISO 14289-1, 7.18.4


def _compare(places: Places, fields: tuple[PdfField, ...]) -> None:
    """The theme must have one control for each field, and for each option of a group."""
    for number, field in enumerate(fields):
        if field.kind == "radio":
            wanted = len(field.options)
        else:
            wanted = 1
        drawn = len(places.get(number, ()))
        if drawn != wanted:
            raise ThemeError(
                f"print/form.typ: `{field.name}` needs {wanted} control(s) and has {drawn}. Give each field of an "
                "input one control with its number."
            )
    if strange := sorted(places.keys() - set(range(len(fields)))):
        raise ThemeError(f"print/form.typ: there is no field {strange[0]}. A control's number is one of `fields`.")


class _Form:
    """Writes the fields of one PDF. First values are drawn together, at the end."""

    def __init__(self, pdf: Pdf, direction: str, font: str) -> None:
        self.pdf, self.direction = pdf, direction
        self.typed = String(TYPED.format(font))
        self.shown: list[tuple[Value, Object]] = []

    def field(self, field: PdfField, widgets: list[tuple[int, Object]]) -> Object:
        """The dictionary of a field, which is also its widget, unless it is a group."""
        widget = widgets[0][1]
        made: dict[Name, Any]
        look = {Name.DA: self.typed}
        match field.kind:
            case "radio":
                return self.group(field, widgets)
            case "check":
                option = field.options[0].value
                self.button(widget, state(option), on=field.value == option)
                made = {Name.FT: Name.Btn, Name.V: widget.AS, **_words((option,))}
            case "combo":
                options = Array([Array([String(state(each.value)), String(each.label)]) for each in field.options])
                made = {Name.FT: Name.Ch, Name.Ff: COMBO, Name.Opt: options, **look}
                labels = {each.value: each.label for each in field.options}
                self.text(widget, field, labels.get(field.value, ""))
            case "text":
                made = {Name.FT: Name.Tx, Name.Ff: 0, **look}
                self.text(widget, field, field.value)
            case "lines":
                made = {Name.FT: Name.Tx, Name.Ff: MULTILINE, **look}
                self.text(widget, field, field.value)
            case "signature":
                made = {Name.FT: Name.Sig}
                widget.AP = Dictionary(N=self.empty(widget))
            case _:
                assert_never(field.kind)
        if field.value and field.kind == "combo":
            made[Name.V] = String(state(field.value))
        elif field.value and field.kind in ("text", "lines"):
            made[Name.V] = String(field.value)
        if field.required:
            made[Name.Ff] = made.get(Name.Ff, 0) | REQUIRED
        self.put(widget, {Name.T: String(field.name), Name.TU: String(field.label), **made})
        return widget

    def put(self, target: Object, entries: Mapping[Name, object]) -> None:
        for key, value in entries.items():
            target[key] = value

    def group(self, field: PdfField, widgets: list[tuple[int, Object]]) -> Object:
        """Radio buttons: one field that has the name, with a widget for each option."""
        flags = RADIO
        if field.required:
            flags |= REQUIRED
        chosen = Name.Off
        if field.value:
            chosen = Name(f"/{state(field.value)}")
        group = self.pdf.make_indirect(
            Dictionary(
                FT=Name.Btn,
                Ff=flags,
                T=String(field.name),
                TU=String(field.label),
                V=chosen,
                Kids=Array([widget for _, widget in widgets]),
            )
        )
        for number, widget in widgets:
            value = field.options[number].value
            widget.Parent = group
            widget.TU = String(field.spoken[number])
            self.button(widget, state(value), on=bool(field.value) and value == field.value, round=True)
        self.put(group, _words(tuple(field.options[number].value for number, _ in widgets)))
        return group

    def button(self, widget: Object, name: str, *, on: bool, round: bool = False) -> None:
        """A box or a radio button with its two pictures."""
        width, height = size_of(widget)
        # the signs are those of ZapfDingbats, for viewers that draw a button anew: a disc and a tick
        if round:
            marks, sign = _dot(width, height), "l"
        else:
            marks, sign = _tick(width, height), "4"
        pictures = {f"/{name}": self.picture(width, height, marks), "/Off": self.empty(widget)}
        widget.AP = Dictionary(N=Dictionary(pictures))
        widget.AS = Name(f"/{name}") if on else Name.Off
        widget.MK = Dictionary(CA=String(sign))

    def text(self, widget: Object, field: PdfField, shown: str) -> None:
        """A text's picture: empty, or its first value, to be drawn with the others."""
        widget.AP = Dictionary(N=self.empty(widget))
        if field.kind == "lines":
            widget.MK = Dictionary(BG=Array([1, 1, 1]))  # what is typed covers the lines to write on
        if self.direction == "rtl":
            widget.Q = 2  # what is typed begins at the right
        if shown:
            width, height = size_of(widget)
            self.shown.append((Value(shown, field.kind == "lines", width, height), widget))

    def empty(self, widget: Object) -> Object:
        """A picture of nothing, the widget's own: programs that fill a form draw into it."""
        return self.picture(*size_of(widget), "")

    def picture(self, width: float, height: float, marks: str) -> Object:
        box = Array([0, 0, width, height])
        made = Stream(self.pdf, marks.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=Dictionary())
        return self.pdf.make_indirect(made)

    def show_values(self, draw: DrawValues) -> None:
        """First values as a viewer would show them: each is a page of one more PDF, whatever its script."""
        if not self.shown:
            return
        values = tuple(value for value, _ in self.shown)
        with pikepdf.open(BytesIO(draw(values))) as drawn:
            for (_, widget), page in zip(self.shown, drawn.pages, strict=True):
                widget.AP = Dictionary(N=as_typed(self.pdf, page))


def as_typed(pdf: Pdf, page: Page) -> Object:
    """A page of another PDF as what a field shows: as a viewer would have drawn it when someone typed."""
    picture = pdf.copy_foreign(page.as_form_xobject())
    # what stands between these, a viewer replaces by what is typed: ISO 32000-1, 12.7.3.3
    picture.write(b"/Tx BMC q\n" + picture.read_bytes() + b"\nQ EMC")
    return picture


def state(value: str) -> str:
    """The name that stands for an option: its value where that is plain and doesn't mean "off", else one made of it."""
    if PLAIN.fullmatch(value) and value != "Off":
        return value
    return f"option-{sha256(value.encode()).hexdigest()[:10]}"


def _words(values: tuple[str, ...]) -> Mapping[Name, Any]:
    """The values themselves, where the names of states can't be these."""
    if all(state(value) == value for value in values):
        return {}
    return {Name.Opt: Array([String(value) for value in values])}


def size_of(widget: Object) -> tuple[float, float]:
    """The width and height of a field, in points."""
    left, bottom, right, top = (float(each) for each in widget.Rect)
    return round(abs(right - left), 3), round(abs(top - bottom), 3)


def _tick(width: float, height: float) -> str:
    return TICK.format(width * 0.2, height * 0.52, width * 0.42, height * 0.26, width * 0.82, height * 0.78)


def _dot(width: float, height: float) -> str:
    """A disc: a line of no length with a round pen."""
    return f"{min(width, height) * 0.58:.2f} w 1 J 0.08 0.1 0.25 RG {width / 2:.2f} {height / 2:.2f} m h S"


def _acro_form(pdf: Pdf, fields: tuple[PdfField, ...], made: list[Object], font: TypedFont) -> Dictionary:
    """The form: no `NeedAppearances`, since every field has its picture."""
    typed = any(field.kind in ("text", "lines", "combo") for field in fields)
    if typed:
        fonts = Dictionary({f"/{font.name}": embed(pdf, font)})
    else:
        fonts = Dictionary()
    form = Dictionary(Fields=Array(made), DR=Dictionary(Font=fonts))
    if any(field.kind == "signature" for field in fields):
        form.SigFlags = 1  # there are signatures: ISO 32000-1, 12.7.2
    return form
