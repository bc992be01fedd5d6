"""Form → `FormSheet`: variables, roles, days and numbers in the words of a program."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mentorsite.markdown.document import Document
from mentorsite.model.blanks import fields_in, sentences
from mentorsite.model.field_keys import EACH
from mentorsite.model.field_types import Field
from mentorsite.model.form import Form
from mentorsite.model.placed_text import Reference
from mentorsite.model.program import Program
from mentorsite.model.section import Clause, Item, Section, Shown
from mentorsite.model.urls import relative
from mentorsite.render.context import RenderContext
from mentorsite.render.forms.answer_names import Called, clause_names, item_names
from mentorsite.render.forms.condition_words import not_required, only
from mentorsite.render.forms.field_block import field_block
from mentorsite.render.forms.form_context import FormContext
from mentorsite.render.forms.people import of_person, parties_of, people_of, signing
from mentorsite.render.forms.sheet import (
    ClauseBlock,
    ClauseBox,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    InputKind,
    ItemBlock,
    Rich,
    SheetBlock,
    TextBlock,
)
from mentorsite.render.forms.signing_blocks import amendment_blocks, signature_blocks
from mentorsite.render.programs.excerpt import ProgramExcerpt, excerpt_pieces
from mentorsite.render.programs.pieces import blocks, html
from mentorsite.structure.current_cohort import cohort_named
from mentorsite.structure.due_days import DUE, items_by_id
from mentorsite.structure.repeated_forms import repeats
from mentorsite.structure.translation import address_in
from mentorsite.theme.dates_and_numbers import day, direction


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
        address=context.here,
        kept=kept_name(form, context),
        kept_before=former_kept_name(form, context),
        url=context.site.settings.canonical(context.here),
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
        repeats=repeats(form, context.site, view.entry.id if view.entry else None),
        new_copy=context.filled(form.new_copy) if form.new_copy else "",
    )


def kept_name(form: Form, context: RenderContext) -> str:
    """The name of a form's answers on a device: where it stands in the handbook's own language, and what that is."""
    settings = context.site.settings
    if form.translates:  # who begins in one language goes on in another
        language = settings.default_language
    else:
        language = form.language
    return f"{address_in(settings, settings.default_language, context.address)}:{language}"


def former_kept_name(form: Form, context: RenderContext) -> str:
    """The name under which a translation once kept its answers; nothing for other forms."""
    if form.translates:
        return f"{context.address}:{form.language}"
    return ""


class _SheetBuilder(FormContext):
    """Makes the sheet of a form."""

    def paired(self) -> tuple[str, str] | None:
        """The form of the other voice: the nearest, where several programs have it."""
        form, here = self.form, self.render_context.here
        if not form.paired_with:
            return None
        wanted = form.paired_with.id
        found = []
        for each in self.render_context.site.forms_in(form.language):
            if (each.form.folder, each.form.id) == (form.folder, wanted):
                found.append((each.form.title, relative(here, each.address)))
        # the shortest way leads to the nearest: the one of the same program
        return min(found, key=lambda link: len(link[1]), default=None)

    def blocks(self) -> Iterator[SheetBlock]:
        numbered = self.form.kind == "agreement"
        number = counted = 0
        ids = (key for key, _ in items_by_id(self.form))  # of all sections, in the order of their items
        for id, section in self.form.sections.items():
            shown = [block for part in section.shows if (block := self.shown(part))]
            # no heading stands over what the program says nothing of
            if section.shows and not (shown or section.text or section.clauses or section.items or section.fields):
                continue
            if section.title:  # below none, clauses go on with the numbers above them: no two have one
                number += 1
                counted = 0
                yield replace(
                    HeadingBlock(id, str(number) if numbered else None, self.rich(section.title)),
                    when=only(self, section.when),
                    audience=self.roles(section.audience),
                )
            if section.text:
                yield TextBlock(self.rich(section.text), self.blanks(section, section.text, sure=not section.when))
            yield from shown
            for clause, called in zip(section.clauses, clause_names(self, id, section.clauses), strict=True):
                counted += 1
                if numbered and number:
                    shown_number = f"{number}.{counted}"
                else:
                    shown_number = str(counted)
                yield self.clause(section, clause, called, shown_number)
            for item, called in zip(section.items, item_names(self, id, section.items), strict=True):
                yield self.item(item, called, next(ids))
            in_sentences = {name for _, text in sentences(section) for name in fields_in(text)}
            for field_id, each in section.fields.items():
                if field_id not in in_sentences:
                    yield from self.fields(field_id, each, sure=not section.when)
        yield from signature_blocks(self)
        yield from amendment_blocks(self)

    def shown(self, part: Shown) -> TextBlock | None:
        """What the program says of something, if it says anything: in its own words, with links as it has them."""
        if self.entry is None:
            return None
        entry = self.entry.in_cohort(cohort_named(self.form))
        context = replace(self.render_context, source=entry.source)
        excerpt = excerpt_pieces(ProgramExcerpt(entry, context, self.form), part)
        if excerpt:
            return TextBlock(Rich(html(excerpt, context), blocks(excerpt, context)))
        return None

    def clause(self, section: Section, clause: Clause, called: Called, number: str) -> ClauseBlock:
        boxes = tuple(self.boxes(clause, called, number))
        when, audience = only(self, clause.when), self.roles(clause.audience)
        blanks = self.blanks(section, clause.text, sure=not (section.when or clause.when))
        return ClauseBlock(called.name, number, self.rich(clause.text), boxes, when, audience, blanks)

    def blanks(self, section: Section, text: Document, *, sure: bool) -> tuple[FieldBlock, ...]:
        """The fields that are filled in within the sentences of a text."""
        found: list[FieldBlock] = []
        for id in fields_in(text):
            found += self.fields(id, section.fields[id], sure=sure)
        return tuple(found)

    def boxes(self, clause: Clause, called: Called, number: str) -> Iterator[ClauseBox]:
        """Where a clause is acknowledged: by one for all, by a role, or by each who signs."""
        if clause.acknowledge is None:
            return
        if clause.acknowledge == "initials":
            kind: InputKind = "initials"
            said = self.words["clause_initials"].format(number)
        else:
            kind = "check"
            said = self.words["clause_agreed"].format(number)
        if clause.filled_by is None:
            label = self.words[f"acknowledge_{clause.acknowledge}"]
            if len(signing(self)) > 1:
                label = self.words[f"acknowledge_{clause.acknowledge}_all"]
            shared = Input(called.name, kind, said, formerly=called.formerly, by_place=called.by_place, signer="")
            yield ClauseBox(shared, label)
            return
        for person in people_of(self, clause.filled_by.id, signing(self)):
            name = self.words["input_part"].format(said, person.label)
            label = self.words[f"party_{clause.acknowledge}"].format(person.label)
            yield ClauseBox(Input(f"{called.name}__{person.name}", kind, name, signer=person.name), label)

    def roles(self, references: Iterable[Reference]) -> tuple[str, ...]:
        """What roles are called."""
        return tuple(self.role(reference.id) for reference in references)

    def fields(self, id: str, field: Field, *, sure: bool) -> Iterator[FieldBlock]:
        """A field; one for each who takes part, where each fills it in. No file may insist on one that isn't `sure`."""
        made = field_block(self, id, field)
        if field.when or not sure:
            made = replace(made, when=only(self, field.when), inputs=tuple(map(not_required, made.inputs)))
        if field.filled_by is None or field.filled_by.id != EACH:
            yield made
            return
        for person in people_of(self, EACH, parties_of(self)):
            yield of_person(made, person, self.words)

    def item(self, item: Item, called: Called, key_in_timetable: str) -> ItemBlock:
        text = self.rich(item.text)
        return ItemBlock(
            input=Input(called.name, "check", text.plain, required=item.required, formerly=called.formerly),
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
