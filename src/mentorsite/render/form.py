"""Form → what its page shows."""

from markupsafe import Markup

from mentorsite.dates import day
from mentorsite.model.definition import Reference
from mentorsite.model.form import (
    ChoiceField,
    Field,
    Form,
    ListField,
    LongTextField,
    MoneyField,
    MultiChoiceField,
    NumberField,
    ScaleField,
    Section,
    TableField,
)
from mentorsite.model.program import Program
from mentorsite.render.setting import Setting
from mentorsite.render.views import ClauseView, FieldView, FormSection, FormView, ItemView, SignatureView
from mentorsite.render.words import moment_words
from mentorsite.theme import Words


def form_view(form: Form, program: Program | None, setting: Setting, words: Words) -> FormView:
    """What the page of a form shows, in the words of a program."""
    numbered = sum(1 for section in form.sections.values() if section.title) > 1 and form.kind == "agreement"
    sections = []
    number = 0
    for id, section in form.sections.items():
        number += 1 if section.title else 0
        heading = str(number) if numbered and section.title else None
        sections.append(_section(id, section, heading, program, setting, words))
    return FormView(
        kind=form.kind,
        kind_label=words[f"kind_{form.kind}"],
        version=form.version,
        effective=day(form.effective, setting.language) if form.effective else None,
        due=moment_words(form.due, program, words) if form.due else None,
        audience=_roles(form.audience, program),
        binding_notice=words["not_binding"] if form.binding is False else None,
        introduction=setting.html(form.introduction),
        sections=tuple(sections),
        signatures=tuple(SignatureView(role) for role in _roles(form.signatures, program)),
        sign_by=moment_words(form.sign_by, program, words) if form.sign_by else None,
        amendments=form.amendments,
    )


def _roles(references: tuple[Reference, ...], program: Program | None) -> tuple[str, ...]:
    return tuple(role_label(reference, program) for reference in references)


def role_label(reference: Reference, program: Program | None) -> str:
    """What a program calls a role; its id where no program says."""
    if program and reference.id in program.roles:
        return program.roles[reference.id].label
    return reference.id.replace("-", " ").capitalize()


def _section(
    id: str, section: Section, number: str | None, program: Program | None, setting: Setting, words: Words
) -> FormSection:
    clauses = tuple(
        ClauseView(f"{number}.{index}" if number else str(index), setting.html(clause.text), clause.acknowledge)
        for index, clause in enumerate(section.clauses, 1)
    )
    items = tuple(
        ItemView(
            html=setting.html(item.text),
            due=moment_words(item.due, program, words) if item.due else None,
            required=item.required,
            audience=words["list_separator"].join(_roles(item.audience, program)) or None,
        )
        for item in section.items
    )
    return FormSection(
        id=id,
        title=setting.html(section.title) if section.title else None,
        number=number,
        text=setting.html(section.text),
        clauses=clauses,
        items=items,
        fields=tuple(_field(key, each, program, setting) for key, each in section.fields.items()),
    )


def _field(id: str, each: Field, program: Program | None, setting: Setting) -> FieldView:
    columns: tuple[str, ...] = ()
    rows: tuple[Markup, ...] = ()
    if isinstance(each, TableField):
        columns = tuple(setting.html(column.label).striptags() for column in each.columns.values())
        rows = setting.each(each.rows.headings) or (Markup(""),) * each.rows.number
    return FieldView(
        id=id,
        type=each.type,
        label=setting.html(each.label),
        help=setting.html(each.help),
        required=each.required,
        filled_by=role_label(each.filled_by, program) if each.filled_by else None,
        lines=_lines(each),
        options=_options(each),
        columns=columns,
        rows=rows,
        unit=each.currency if isinstance(each, MoneyField) else each.unit if isinstance(each, NumberField) else None,
    )


def _lines(each: Field) -> int:
    match each:
        case LongTextField():
            return each.lines
        case ListField():
            return each.rows
        case _:
            return 1


def _options(each: Field) -> tuple[str, ...]:
    match each:
        case ChoiceField() | MultiChoiceField():
            return tuple(each.options.values())
        case ScaleField():
            steps = range(each.min, each.max + 1)
            return tuple(f"{step} – {each.labels[step]}" if step in each.labels else str(step) for step in steps)
        case _:
            return ()
