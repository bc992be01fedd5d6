"""Who signs a form and who takes part in it: a place for each, by role and number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mentorsite.model.field_keys import EACH
from mentorsite.render.forms.form_context import FormContext
from mentorsite.render.forms.sheet import FieldBlock, Input
from mentorsite.structure.guardians import guardian_of, needs_guardian
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class Person:
    """One of those of a role: `sure` where there surely is so many of them."""

    role: str
    index: int
    label: str
    sure: bool

    @property
    def name(self) -> str:
        """What the names of their inputs end with."""
        if self.index == 1:
            return self.role
        return f"{self.role}__{self.index}"


def signing(context: FormContext) -> list[Person]:
    """Who signs. A guardian does where people under 18 take part in it."""
    roles = [reference.id for reference in context.form.signatures]
    if needs_guardian(context.form, context.program):
        roles.append(guardian_of(context.program))
    return list(_of_roles(context, roles))


def parties_of(context: FormContext) -> list[Person]:
    """Who takes part: the parties, else who signs, else whom the form is for."""
    form = context.form
    roles = list(form.parties) or [each.id for each in form.signatures] or [each.id for each in form.audience]
    return list(_of_roles(context, roles))


def people_of(context: FormContext, role: str, everyone: Sequence[Person]) -> list[Person]:
    """Those whom `filled_by` names: each of them all, or those of a role."""
    if role == EACH:
        return list(everyone)
    found = [each for each in everyone if each.role == role]
    if found:
        return found
    return list(_of_roles(context, [role]))  # it may be named though it neither signs nor takes part


def of_person(block: FieldBlock, person: Person, words: Words) -> FieldBlock:
    """A field as one of several fills it in."""
    inputs = tuple(_of_person(each, block.id, person, words) for each in block.inputs)
    id, required = f"{block.id}__{person.name}", block.required and person.sure
    return replace(block, id=id, filled_by=person.label, required=required, inputs=inputs)


def _of_person(each: Input, id: str, person: Person, words: Words) -> Input:
    name = f"{id}__{person.name}{each.name.removeprefix(id)}"
    label = words["input_part"].format(each.label, person.label)
    signer = each.signer
    if signer is not None:  # what all would sign is this one's
        signer = person.name
    return replace(each, name=name, label=label, required=each.required and person.sure, signer=signer)


def _of_roles(context: FormContext, roles: Iterable[str]) -> Iterator[Person]:
    for role in roles:
        party = context.form.parties.get(role)
        count = least = 1
        if party:
            count, least = max(party.max, party.min), party.min
        for index in range(1, count + 1):
            label = context.role(role)
            if count > 1:
                label = context.words["party_number"].format(label, index)
            if index > least:
                label = context.words["party_if_any"].format(label)
            yield Person(role, index, label, index <= least)
