"""Certificates in the words of the handbook, with marks where names go: a page has blanks there, a pack the names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from mentorsite.model.certificate import OF_PEOPLE, Certificate
from mentorsite.model.cohort import Cohort
from mentorsite.model.program import Program
from mentorsite.model.site import Site
from mentorsite.render.context import RenderContext
from mentorsite.render.marks import MARKED, mark, marks, put_for_marks
from mentorsite.structure.messages import with_people
from mentorsite.structure.moments import due_day
from mentorsite.structure.variables import Scope
from mentorsite.theme.dates_and_numbers import day
from mentorsite.theme.values import Words

NAME = "recipient.name"
LINE = "_" * 18
"""What stands on paper where something is to be written by hand."""


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """A certificate; `name`, `text` and `signers` may have marks. `date` and `code` are empty where nobody knows them.

    `given` are the words above the name, `labels` what each name is called that a mark stands for.
    """

    title: str
    given: str
    name: str
    text: Markup
    date: str
    date_label: str
    signers: tuple[str, ...]
    labels: Mapping[str, str]
    code: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """The names that are to be put in, in the order of reading."""
        every = "".join((self.name, self.text, *self.signers))
        return tuple(dict.fromkeys(MARKED.findall(every)))


def certificate_sheet(
    certificate: Certificate, site: Site, program: Program | None, scope: Scope, words: Words
) -> CertificateSheet:
    """A certificate of a program, in the cohort that the scope speaks of."""
    file, language = certificate.file, certificate.language
    labels = _labels(program, words)
    with_marks = with_people(scope, marks(labels))
    context = RenderContext(site, certificate.source, certificate.address, language, with_marks, words)
    roles = program.roles if program else {}
    return CertificateSheet(
        title=context.filled(file.title),
        given=words["certificate_given"],
        name=mark(NAME),
        text=context.html(file.text),
        date=_date(certificate, program, scope.names.get("cohort")),
        date_label=words["certificate_date"],
        signers=tuple(roles[each].label if each in roles else context.filled(each) for each in file.signed_by),
        labels=labels,
    )


def _date(certificate: Certificate, program: Program | None, cohort: object) -> str:
    """The day that it bears, as far as it is known in a cohort."""
    if not certificate.file.date or not program:
        return ""
    if not isinstance(cohort, Cohort):
        cohort = None
    known = due_day(certificate.file.date, program, cohort)
    if known:
        return day(known, certificate.language)
    return ""


def _labels(program: Program | None, words: Words) -> dict[str, str]:
    """What each name is called that may be put in."""
    parts = {part: words[f"message_{part}"] for part in OF_PEOPLE}
    found = {f"recipient.{part}": said for part, said in parts.items()}
    partner = words["message_partner"]
    found |= {f"partner.{part}": words["input_part"].format(partner, said) for part, said in parts.items()}
    found["pair.match"] = words["message_match"]
    for id, role in program.roles.items() if program else ():
        found[f"pair.{id}.name"] = words["input_part"].format(role.label, parts["name"])
    return found


def put_in(sheet: CertificateSheet, known: Mapping[str, str], code: str = "") -> CertificateSheet:
    """The certificate of someone of whom this is known; a line stands for what isn't."""

    def value(name: str) -> str:
        return known.get(name) or LINE

    return replace(
        sheet,
        name=known.get(NAME, ""),  # the sheet has a line of its own for a name
        text=in_text(sheet.text, lambda name: escape(value(name))),
        signers=tuple(put_for_marks(each, value) for each in sheet.signers),
        code=code,
    )


def in_text(text: str, shown: Callable[[str], Markup]) -> Markup:
    """A text as HTML with what is shown for each name in the place of its mark."""
    made = []
    for at, part in enumerate(MARKED.split(text)):
        is_name = at % 2 == 1  # what the pattern found stands between the parts around it
        if is_name:
            made.append(shown(part))
        else:
            made.append(Markup(part))  # noqa: S704 - cleaned when it was parsed
    return Markup("").join(made)
