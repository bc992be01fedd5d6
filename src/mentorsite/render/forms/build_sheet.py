"""Form → `FormSheet`: variables, roles, days and numbers in the words of a program."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from math import ceil
from typing import assert_never

from markupsafe import Markup

from mentorsite.markdown.document import Document
from mentorsite.markdown.slug import slug
from mentorsite.model.field import (
    MOST_LINES,
    CheckboxField,
    ChoiceField,
    Column,
    DateField,
    DurationField,
    Field,
    InitialsField,
    ListField,
    LongTextField,
    MoneyField,
    MultiChoiceField,
    NumberField,
    ScaleField,
    SignatureField,
    TableField,
    TextField,
    TimeField,
    YesNoField,
)
from mentorsite.model.form import Clause, Form, Item, Shown
from mentorsite.model.moment import Moment
from mentorsite.model.program import Program
from mentorsite.model.urls import relative
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import event_id, host_of, name_of_cohort
from mentorsite.render.forms.sheet import (
    AmendmentsBlock,
    ClauseBlock,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    InputKind,
    ItemBlock,
    Option,
    Rich,
    SheetBlock,
    SignatureBlock,
    TextBlock,
)
from mentorsite.render.phrases import moment_words
from mentorsite.render.programs.excerpt import ProgramExcerpt, excerpt_pieces
from mentorsite.render.programs.pieces import blocks, html
from mentorsite.render.text.simple import plain
from mentorsite.structure.current_cohort import cohort_named, cohort_of, live_cohorts
from mentorsite.structure.due_days import DUE, items_by_id, name_of_form
from mentorsite.structure.first_values import first_value
from mentorsite.structure.guardians import guardian_of, needs_guardian
from mentorsite.structure.moments import after_match, due_day, fixed_day
from mentorsite.structure.variables import Scope, scopes
from mentorsite.theme.l10n import day, direction

LINE = 80
"""About as many characters stand in a line of a field, on the page and on paper."""


def sheet_of(form: Form, program: Program | None, context: RenderContext) -> FormSheet:
    """The sheet of a form, in the words of a program."""
    view = _SheetBuilder(form, program, context)
    return FormSheet(
        id=form.id,
        folder=form.folder,
        kind=form.kind,
        kind_label=context.words[f"kind_{form.kind}"],
        title=form.title,
        description=form.description,
        language=form.language,
        direction=direction(form.language),
        address=context.address,
        url=context.site.settings.canonical(context.address),
        version=form.version,
        effective=day(form.effective, form.language) if form.effective else None,
        due=view.due(form.due),
        due_day=view.day(form.due),
        after=view.after(form.due),
        event=view.event(DUE, form.due),
        roles=tuple(reference.id for reference in form.audience),
        audience=tuple(view.role(reference.id) for reference in form.audience),
        paired=view.paired(),
        notice=context.words["not_binding"] if form.binding is False else None,
        introduction=view.rich(form.introduction) if form.introduction else None,
        blocks=tuple(view.blocks()),
    )


class _SheetBuilder:
    """One form in one place."""

    def __init__(self, form: Form, program: Program | None, context: RenderContext) -> None:
        self.form, self.program, self.context = form, program, context
        self.words = context.words
        self.cohort = cohort_of(form, program, context.site.today) if program else None
        self.entry = next((each for each in context.site.programs if each.program is program), None)

    def rich(self, document: Document) -> Rich:
        return Rich(self.context.html(document), self.context.portable(document))

    def heading(self, id: str, key: str) -> HeadingBlock:
        return HeadingBlock(id, None, Rich.of(self.words[key]))

    def paragraph(self, text: str) -> TextBlock:
        return TextBlock(Rich(Markup("<p>{}</p>").format(text), plain(text)))

    def part(self, label: str, key: str) -> str:
        return self.words["input_part"].format(label, self.words[f"signature_{key}"])

    def role(self, id: str) -> str:
        if id == "guardian" and not (self.program and id in self.program.roles):
            return self.words["role_guardian"]
        return role_label(id, self.program)

    def due(self, moment: Moment | None) -> str | None:
        """When something is due: the day that the cohort fixes, else words."""
        if moment is None:
            return None
        fixed = self.day(moment)
        if fixed is None:
            return moment_words(moment, self.program, self.words)
        said = day(fixed, self.form.language)
        if moment.anchor == "day":
            return said
        several = self.program is not None and len(live_cohorts(self.program)) > 1
        if several and self.cohort:
            return self.words["day_of_cohort"].format(said, self.context.filled(self.cohort.label))
        return said

    def day(self, moment: Moment | None) -> date | None:
        if moment and moment.anchor == "day":
            return fixed_day(moment)
        if moment is None or self.program is None:
            return None
        return due_day(moment, self.program, self.cohort)

    def after(self, moment: Moment | None) -> str | None:
        return after_match(moment, self.program) if moment else None

    def event(self, id: str, moment: Moment | None) -> str:
        """The UID of a day by which something is due: that of the cohort's calendar, where it is there."""
        if moment is None:
            return ""
        site, entry, fixed = self.context.site, self.entry, self.day(moment)
        host, name = host_of(site.settings, entry), entry.id if entry else site.default_program or "handbook"
        id = f"{name_of_form(self.form)}-{id}"
        cohort = entry.id_of(self.cohort) if entry and self.cohort else None
        if fixed and cohort:
            return event_id(name_of_cohort(site, name, cohort), id, host)
        return event_id(name, f"{id}-{fixed.isoformat()}" if fixed else id, host)

    def paired(self) -> tuple[str, str] | None:
        """The form of the other voice: the nearest, where several programs have it."""
        form, here = self.form, self.context.address
        wanted = form.paired_with.id if form.paired_with else None
        found = [
            (each.form.title, relative(here, each.address))
            for each in self.context.site.forms_in(form.language)
            if (each.form.folder, each.form.id) == (form.folder, wanted)
        ]
        return min(found, key=lambda link: len(link[1]), default=None)

    def blocks(self) -> Iterator[SheetBlock]:
        numbered = self.form.kind == "agreement"
        number = 0
        ids = (key for key, _ in items_by_id(self.form))
        for id, section in self.form.sections.items():
            shown = [block for part in section.shows if (block := self.shown(part))]
            if section.shows and not (shown or section.text or section.clauses or section.items or section.fields):
                continue
            if section.title:
                number += 1
                yield HeadingBlock(id, str(number) if numbered else None, self.rich(section.title))
            if section.text:
                yield TextBlock(self.rich(section.text))
            yield from shown
            for index, clause in enumerate(section.clauses, 1):
                yield self.clause(
                    clause, f"{id}__clause_{index}", f"{number}.{index}" if numbered and number else str(index)
                )
            names, former = self.names(id, section.items)
            for item, name, formerly in zip(section.items, names, former, strict=True):
                yield self.item(item, name, formerly if formerly not in names else "", next(ids))
            for field_id, each in section.fields.items():
                yield self.field(field_id, each)
        yield from self.signatures()
        yield from self.amendments()

    def shown(self, part: Shown) -> TextBlock | None:
        """What the program says of something, if it says anything: in its own words, with links as it has them."""
        if self.entry is None:
            return None
        entry = self.entry.in_cohort(cohort_named(self.form))
        context = replace(self.context, source=entry.source)
        excerpt = excerpt_pieces(ProgramExcerpt(entry, context, self.form), part)
        return TextBlock(Rich(html(excerpt, context), blocks(excerpt, context))) if excerpt else None

    def clause(self, clause: Clause, name: str, number: str) -> ClauseBlock:
        text = self.rich(clause.text)
        if clause.acknowledge is None:
            return ClauseBlock(number, text, None)
        several = "_all" if len(self.signing()) > 1 else ""
        label = self.words[f"acknowledge_{clause.acknowledge}{several}"]
        if clause.acknowledge == "initials":
            made = Input(name, "initials", self.words["clause_initials"].format(number))
        else:
            made = Input(name, "check", self.words["clause_agreed"].format(number))
        return ClauseBlock(number, text, made, label)

    def names(self, section: str, items: tuple[Item, ...]) -> tuple[list[str], list[str]]:
        """The names of a section's items, and those under which answers may be kept: with variables filled in.

        One without an id is named by its words as they are written, or by those that it translates.
        """
        now: list[str] = []
        before: list[str] = []
        originals = self.form.named_by.get(section) or (None,) * len(items)
        for item, original in zip(items, originals, strict=True):
            pieces = original.pieces if original else item.text.pieces
            for taken, context in ((now, self.as_written), (before, self.in_default_language)):
                key = item.id or slug(context.join(pieces).striptags())[:60].strip("-") or "item"
                name = f"{section}__item_{key}"
                taken.append(name if name not in taken else f"{name}-{len(taken)}")
        return now, before

    def item(self, item: Item, name: str, formerly: str, key_in_timetable: str) -> ItemBlock:
        text = self.rich(item.text)
        return ItemBlock(
            input=Input(name, "check", text.plain, required=item.required, formerly=formerly),
            text=text,
            required=item.required,
            due=self.due(item.due),
            due_day=self.day(item.due),
            after=self.after(item.due),
            event=self.event(key_in_timetable, item.due),
            moment=item.due,
            roles=tuple(reference.id for reference in item.audience),
            audience=tuple(self.role(reference.id) for reference in item.audience),
        )

    @cached_property
    def as_written(self) -> RenderContext:
        """Where variables stay as they are written."""
        return replace(self.context, scope=Scope({}))

    @cached_property
    def in_default_language(self) -> RenderContext:
        """Where the form that this one translates is read; where this one is, if it translates none."""
        if not self.form.translates:
            return self.context
        settings = self.context.site.settings
        program = self.entry.id if self.entry else None
        scope = scopes(self.context.site)(program, cohort_named(self.form), settings.default_language)
        return replace(self.context, language=settings.default_language, scope=scope)

    def field(self, id: str, each: Field) -> FieldBlock:
        label = self.rich(each.label)
        first = Input(
            id,
            "text",
            label.plain,
            required=each.required,
            value=first_value(each, self.context.scope, self.form.language),
        )
        block = FieldBlock(
            id=id,
            type=each.type,
            label=label,
            help=self.rich(each.help) if each.help else None,
            required=each.required,
            filled_by=self.role(each.filled_by.id) if each.filled_by else None,
            inputs=(first,),
        )
        match each:
            case ListField():
                rows = tuple(self.row(id, label.plain, index) for index in range(1, each.rows + 1))
                top = replace(rows[0], required=each.required, value=first.value)
                return replace(block, inputs=(top, *rows[1:]))
            case TableField():
                return self.table(block, each)
            case ChoiceField() | MultiChoiceField() | YesNoField() | ScaleField():
                return replace(block, inputs=(self.choice(first, each),))
            case _:
                return replace(block, inputs=(_written(first, each),))

    def choice(self, first: Input, each: ChoiceField | MultiChoiceField | YesNoField | ScaleField) -> Input:
        """An input in which one or several of some options are chosen."""
        match each:
            case ChoiceField() | MultiChoiceField():
                kind: InputKind = "one-of" if isinstance(each, ChoiceField) else "any-of"
                options = tuple(Option(value, label) for value, label in each.options.items())
                return replace(first, kind=kind, options=options, other=each.other)
            case YesNoField():
                options = (Option("yes", self.words["answer_yes"]), Option("no", self.words["answer_no"]))
            case ScaleField():
                options = tuple(Option(str(step), _step(each, step)) for step in range(each.min, each.max + 1))
            case _:
                assert_never(each)
        return replace(first, kind="one-of", options=options)

    def row(self, id: str, label: str, index: int) -> Input:
        return Input(f"{id}__{index}", "text", self.words["input_row"].format(label, index))

    def table(self, block: FieldBlock, each: TableField) -> FieldBlock:
        columns = {id: self.rich(column.label) for id, column in each.columns.items()}
        headings = tuple(self.rich(heading) for heading in each.rows.headings)
        rows: tuple[Rich | None, ...] = headings or (None,) * each.rows.number
        made = []
        for index, heading in enumerate(rows, 1):
            row = heading.plain if heading else self.words["row_of"].format(index)
            for id, column in each.columns.items():
                label = self.words["input_cell"].format(block.label.plain, row, columns[id].plain)
                made.append(_cell(column, f"{block.id}__{index}__{id}", label))
        made[0] = replace(made[0], required=each.required)
        return replace(block, inputs=tuple(made), columns=tuple(columns.values()), rows=rows, layout=each.layout)

    def signatures(self) -> Iterator[SheetBlock]:
        signing = self.signing()
        if not signing:
            return
        yield self.heading("_signatures", "signatures_title")
        due = self.due(self.form.sign_by)
        texts = [self.words["sign_by"].format(due)] if due else []
        yield self.paragraph(" ".join([*texts, self.words["copies"]]))
        for role, index, label in signing:
            name = f"signature__{role}" if index == 1 else f"signature__{role}__{index}"
            yield SignatureBlock(
                role=role,
                label=label,
                inputs=(
                    Input(
                        f"{name}__name", "text", self.words["input_part"].format(label, self.words["signature_name"])
                    ),
                    Input(name, "signature", self.words["input_part"].format(label, self.words["signature_signature"])),
                    Input(
                        f"{name}__date", "date", self.words["input_part"].format(label, self.words["signature_date"])
                    ),
                ),
            )

    def signing(self) -> list[tuple[str, int, str]]:
        """Who signs: role, number and label. A guardian does where people under 18 take part in it."""
        roles = [reference.id for reference in self.form.signatures]
        if needs_guardian(self.form, self.program):
            roles.append(guardian_of(self.program))
        signing = []
        for role in roles:
            party = self.form.parties.get(role)
            count = max(party.max, party.min) if party else 1
            sure = party.min if party else 1
            for index in range(1, count + 1):
                label = self.role(role) if count == 1 else self.words["party_number"].format(self.role(role), index)
                signing.append((role, index, label if index <= sure else self.words["party_if_any"].format(label)))
        return signing

    def amendments(self) -> Iterator[SheetBlock]:
        if not self.form.amendments:
            return
        columns = tuple(self.words[f"amendment_{key}"] for key in ("date", "change", "initials"))
        yield self.heading("_amendments", "amendments_title")
        yield self.paragraph(self.words["amendments_help"])
        kinds: tuple[InputKind, InputKind, InputKind] = ("date", "lines", "initials")
        rows = []
        for index in range(1, self.form.amendments + 1):
            labels = [self.words["input_row"].format(column, index) for column in columns]
            names = [f"amendment__{index}__{key}" for key in ("date", "change", "initials")]
            made = [Input(*each) for each in zip(names, kinds, labels, strict=True)]
            rows.append((made[0], replace(made[1], lines=2), made[2]))
        yield AmendmentsBlock((columns[0], columns[1], columns[2]), tuple(rows))


def role_label(id: str, program: Program | None) -> str:
    """What a program calls a role; its id where no program says."""
    if program and id in program.roles:
        return program.roles[id].label
    return id.replace("-", " ").replace("_", " ").capitalize()


Written = (
    TextField | LongTextField | NumberField | MoneyField | DateField | TimeField | DurationField | CheckboxField
    | InitialsField | SignatureField
)  # fmt: skip


def _written(first: Input, each: Written) -> Input:
    """The one input of a field in which something is written, ticked or signed."""
    match each:
        case TextField():
            return first
        case LongTextField():
            return replace(first, kind="lines", lines=max(each.lines, _lines_for(first.value)))
        case NumberField():
            return replace(first, kind="number", unit=each.unit, min=each.min, max=each.max)
        case MoneyField():
            return replace(first, kind="money", unit=each.currency)
        case CheckboxField():
            return replace(first, kind="check")
        case _:
            return replace(first, kind=each.type)


def _lines_for(text: str) -> int:
    """About how many lines a text takes in a field, up to as many as a field can have."""
    return min(MOST_LINES, sum(max(1, ceil(len(line) / LINE)) for line in text.splitlines()))


def _step(scale: ScaleField, step: int) -> str:
    return f"{step} – {scale.labels[step]}" if step in scale.labels else str(step)


def _cell(column: Column, name: str, label: str) -> Input:
    match column.type:
        case "choice":
            options = tuple(Option(value, text) for value, text in (column.options or {}).items())
            return Input(name, "one-of", label, options=options)
        case "checkbox":
            return Input(name, "check", label)
        case "long-text":
            return Input(name, "lines", label, lines=2)
        case kind:
            return Input(name, kind, label)
