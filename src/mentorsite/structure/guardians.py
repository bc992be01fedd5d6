"""Where people under 18 take part in an agreement, and who signs for them."""

from mentorsite.model.form import Form
from mentorsite.model.program import Program

YOUNG = ("mentee", "peer")
"""The kinds of role in which someone under 18 may be."""
GUARDIANS = ("guardian", "parent")
"""The kinds of role that sign for them; a teacher can't."""
GUARDIAN = "guardian"
"""Who signs where no role of a program does."""


def minors_take_part(form: Form, program: Program | None) -> bool:
    """Whether people under 18 take part in what an agreement says: it says so, else those who may be sign it."""
    if form.minors is not None:
        return form.minors
    if program is None or program.safeguarding is None or not program.safeguarding.under_18:
        return False
    taking_part = (*(each.id for each in form.signatures), *form.parties)
    return any(_kind(id, program) in YOUNG for id in taking_part)


def guardian_signs(form: Form, program: Program | None) -> bool:
    """Whether a parent or guardian is among those who sign."""
    return any(_kind(each.id, program) in GUARDIANS for each in form.signatures)


def needs_guardian(form: Form, program: Program | None) -> bool:
    """Whether a guardian signs an agreement without being named in it."""
    return bool(form.signatures) and minors_take_part(form, program) and not guardian_signs(form, program)


def guardian_of(program: Program | None) -> str:
    """The id of the role that signs for someone under 18."""
    if program:
        for id, role in program.roles.items():
            if role.kind in GUARDIANS:
                return id
    return GUARDIAN


def _kind(id: str, program: Program | None) -> str:
    """What a role is; an id says it by itself where the program has no such role."""
    if program and id in program.roles:
        return program.roles[id].kind
    return id
