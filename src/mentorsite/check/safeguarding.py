"""What protects people under 18 where they take part."""

from collections.abc import Iterator

from mentorsite.errors import Problem, problem
from mentorsite.model.form import Form
from mentorsite.model.program import Program, Safeguarding
from mentorsite.model.site import ProgramEntry, Site

NEEDED = {
    "lead": ("nobody is named to turn to", "add `lead:` with the id of a contact"),
    "limits_of_confidentiality": (
        "it isn't said what cannot stay confidential",
        "add `limits_of_confidentiality:`, in words that a young person understands",
    ),
    "policy": ("there is no safeguarding policy", "add `policy:` with its web address"),
}
"""What `safeguarding` says where people under 18 take part: what its absence means, and what to write."""
YOUNG = ("mentee", "peer")
"""The kinds of role in which someone under 18 may sign."""


def unsafeguarded(site: Site) -> Iterator[Problem]:
    """Programs for people under 18 without a lead, a policy, the limits of confidentiality or a guardian who signs."""
    for entry in site.programs:
        said = entry.program.safeguarding
        if said and said.under_18:
            yield from _unsaid(said)
            yield from _without_guardian(site, entry, said)


def _unsaid(said: Safeguarding) -> Iterator[Problem]:
    for key, (missing, hint) in NEEDED.items():
        if not getattr(said, key):
            message = f"people under 18 take part, and {missing}"
            yield problem("unsafeguarded", said.place_of("under_18"), message, hint)


def _without_guardian(site: Site, entry: ProgramEntry, said: Safeguarding) -> Iterator[Problem]:
    own = [each.form for each in site.forms if (each.program, each.form.language) == (entry.id, entry.language)]
    agreements = [form for form in own if form.folder == "agreements"]
    signed = [form for form in agreements if _young_sign(form, entry.program)]
    for form in signed:
        if not _guardian_signs(form):
            signing = ", ".join(each.id for each in form.signatures)
            message = "people under 18 sign this agreement, and no parent or guardian does"
            yield problem(
                "unsafeguarded", form.place_of("signatures"), message, f"write `signatures: [{signing}, guardian]`"
            )
    if not signed and not any(_guardian_signs(form) for form in agreements):
        message = "people under 18 take part, and there is no agreement that a parent or guardian signs"
        hint = "list an agreement with `signatures: [mentor, mentee, guardian]` below `agreements:`"
        yield problem("unsafeguarded", said.place_of("under_18"), message, hint)


def _young_sign(form: Form, program: Program) -> bool:
    return any(each.id in program.roles and program.roles[each.id].kind in YOUNG for each in form.signatures)


def _guardian_signs(form: Form) -> bool:
    return any(each.id == "guardian" for each in form.signatures)
