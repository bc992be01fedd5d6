"""Which forms are filled in again each time."""

from mentorsite.model.form import Form
from mentorsite.model.site import Site


def repeats(form: Form, site: Site, program: str | None = None) -> bool:
    """Whether devices keep a copy of a form each time: where it says so, or is a worksheet of meetings that come back.

    These are the meetings of one program, or of any.
    """
    if form.repeats is not None:
        return form.repeats
    if form.folder != "worksheets":
        return False
    for entry in site.programs:
        if program not in (None, entry.id):
            continue
        for check_in in entry.program.check_ins.values():
            if check_in.every and check_in.worksheet and check_in.worksheet.id == form.id:
                return True
    return False
