"""What stands below a form: where it is signed, and where it is changed later."""

from collections.abc import Iterator
from dataclasses import replace

from mentorsite.render.forms.form_context import FormContext
from mentorsite.render.forms.people import signing
from mentorsite.render.forms.sheet import AmendmentsBlock, Input, InputKind, SheetBlock, SignatureBlock
from mentorsite.render.program_lines import filled, line


def signature_blocks(context: FormContext) -> Iterator[SheetBlock]:
    """Where the form is signed."""
    found = signing(context)
    if not found:
        return
    yield context.heading("_signatures", "signatures_title")
    due = context.due_line(context.form.sign_by)
    copies = context.words["copies"]
    if due:
        said = filled(context.words["sentences"], filled(context.words["sign_by"], due), copies)
    else:
        said = line(copies)
    yield context.paragraph(said)
    for person in found:
        name, label = f"signature__{person.name}", person.label
        yield SignatureBlock(
            signer=person.name,
            role=person.role,
            label=label,
            inputs=(
                Input(f"{name}__name", "text", _part(context, label, "name"), signer=person.name),
                Input(name, "signature", _part(context, label, "signature"), signer=person.name),
                Input(f"{name}__date", "date", _part(context, label, "date"), signer=person.name),
            ),
        )


def _part(context: FormContext, label: str, key: str) -> str:
    return context.words["input_part"].format(label, context.words[f"signature_{key}"])


def amendment_blocks(context: FormContext) -> Iterator[SheetBlock]:
    """Where changes are written that both agree to later."""
    if not context.form.amendments:
        return
    columns = tuple(context.words[f"amendment_{key}"] for key in ("date", "change", "initials"))
    yield context.heading("_amendments", "amendments_title")
    yield context.paragraph(line(context.words["amendments_help"]))
    kinds: tuple[InputKind, InputKind, InputKind] = ("date", "lines", "initials")
    rows = []
    for index in range(1, context.form.amendments + 1):
        labels = [context.words["input_row"].format(column, index) for column in columns]
        names = [f"amendment__{index}__{key}" for key in ("date", "change", "initials")]
        day, change, initials = (Input(*each) for each in zip(names, kinds, labels, strict=True))
        rows.append((day, replace(change, lines=2), replace(initials, signer="")))
    yield AmendmentsBlock((columns[0], columns[1], columns[2]), tuple(rows))
