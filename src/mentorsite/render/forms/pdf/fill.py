"""A form's PDF with answers in its fields: drawn once, and filled in for each pair."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from mentorsite.render.forms.jobs import Job
from mentorsite.render.forms.pdf.fields import PdfField, pdf_fields
from mentorsite.render.forms.pdf.finish import as_typed, size_of, state
from mentorsite.render.forms.pdf.first_values import Value, draw_values
from mentorsite.render.forms.pdf.look_data import look_data
from mentorsite.render.forms.pdf.typeset import Files
from mentorsite.render.forms.sheet import FormSheet
from mentorsite.theme.values import Words

WRITTEN = ("text", "lines", "combo")


@dataclass(frozen=True, slots=True)
class FormPdf:
    """A drawn PDF that is filled in again and again: its bytes, and the sheet and words that it was drawn from."""

    data: bytes
    sheet: FormSheet
    words: Words


@dataclass(frozen=True, slots=True)
class Change:
    """A field that holds something else than in the drawn PDF, and how what is written is shown."""

    field: PdfField
    shown: Value | None


def changes(form: FormPdf, sheet: FormSheet) -> tuple[Change, ...]:
    """What is to be changed in a drawn PDF so that it says what a sheet with answers does."""
    before = pdf_fields(form.sheet, form.words)
    after = pdf_fields(sheet, form.words)
    changed = []
    for old, new in zip(before, after, strict=True):
        if new.value != old.value:
            changed.append(new)
    if not changed:
        return ()
    with pikepdf.open(BytesIO(form.data)) as pdf:
        sizes = {name: size_of(widget) for name, widget in _by_name(pdf).items() if Name.Rect in widget}
    return tuple(Change(field, _shown(field, sizes)) for field in changed)


def _shown(field: PdfField, sizes: Mapping[str, tuple[float, float]]) -> Value | None:
    """How the text of a field is shown; None for what is ticked."""
    if field.kind not in WRITTEN or not field.value:
        return None
    words = field.value
    if field.kind == "combo":
        labels = {each.value: each.label for each in field.options}
        words = labels[field.value]
    width, height = sizes[field.name]
    return Value(words, field.kind == "lines", width, height)


@dataclass(frozen=True, slots=True)
class Pictures:
    """How each text looks in its field; `missing` are the characters that no font of this machine has."""

    of: Mapping[Value, Page] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


@contextmanager
def pictures(values: Sequence[Value], job: Job) -> Iterator[Pictures]:
    """How each text looks in its field, drawn all at once in the look of a form."""
    distinct = tuple(dict.fromkeys(values))  # many pairs have the same days and options
    if not distinct:
        yield Pictures()
        return
    look = look_data(job.look, job.words, job.sheet.language, job.sheet.direction, hyphenate=False)
    drawn = draw_values(distinct, {"look": look}, Files(job.assets, job.fonts))
    with pikepdf.open(BytesIO(drawn.data)) as pdf:
        yield Pictures(dict(zip(distinct, pdf.pages, strict=True)), drawn.missing)


def filled(form: FormPdf, changed: Sequence[Change], drawn: Pictures) -> bytes:
    """The PDF with the changes; `drawn` has the picture of each text."""
    with pikepdf.open(BytesIO(form.data)) as pdf:
        fields = _by_name(pdf)
        for each in changed:
            _fill(pdf, fields[each.field.name], each, drawn.of)
        result = BytesIO()
        pdf.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return result.getvalue()


def _by_name(pdf: Pdf) -> dict[str, Object]:
    if Name.AcroForm in pdf.Root:
        return {str(field.T): field for field in pdf.Root.AcroForm.Fields}
    return {}


def _fill(pdf: Pdf, target: Object, change: Change, drawn: Mapping[Value, Page]) -> None:
    asked = change.field
    if asked.value:
        chosen = Name(f"/{state(asked.value)}")
    else:
        chosen = Name.Off
    match asked.kind:
        case "radio":
            target.V = chosen
            for widget, option in zip(target.Kids, _in_order(target, asked), strict=True):
                if option == asked.value:
                    widget.AS = Name(f"/{state(option)}")
                else:
                    widget.AS = Name.Off
        case "check":
            target.V = target.AS = chosen
        case "text" | "lines" | "combo":
            _write(pdf, target, change, drawn)
        case "signature":  # whoever signs does it in their viewer
            pass


def _in_order(target: Object, field: PdfField) -> list[str]:
    """The option of each widget of a group: its picture that is not "off" has the option's name."""
    by_state = {f"/{state(option.value)}": option.value for option in field.options}
    shown = (set(widget.AP.N.keys()) & by_state.keys() for widget in target.Kids)
    return [by_state[states.pop()] for states in shown]


def _write(pdf: Pdf, target: Object, change: Change, drawn: Mapping[Value, Page]) -> None:
    if change.shown is None:
        width, height = size_of(target)
        if Name.V in target:
            del target[Name.V]
        empty = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, width, height]))
        target.AP = Dictionary(N=empty)
        return
    value = change.field.value
    if change.field.kind == "combo":
        value = state(value)
    target.V = String(value)
    target.AP = Dictionary(N=as_typed(pdf, drawn[change.shown]))
