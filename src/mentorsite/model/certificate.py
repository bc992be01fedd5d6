"""Certificates: what someone who took part is given on paper, with lines to sign on."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from mentorsite.model.base import Definition
from mentorsite.model.keys import Language, Line, Many, NameLine, Number, Prose, Ref, Translated, YesNo
from mentorsite.model.moment import When

PEOPLE = ("recipient", "partner")
"""Of whom a certificate speaks, as `{{ recipient.name }}`."""
OF_PEOPLE = ("name", "role")
ROOTS = (*PEOPLE, "pair")
"""What a certificate's variables may begin with, besides those of the handbook."""


class CertificateFile(Definition):
    """The keys of content/certificates/<id>.yml."""

    title: Line
    """What stands at its top, such as `Certificate of mentoring`."""
    description: Line = ""
    """What it is for, in one sentence; only the page says it, not the certificate."""
    audience: Many[Ref] = Field(default=(), alias="for")
    """The ids of the roles that get one, as `[mentor, mentee]`; without it, everyone of a pair."""
    text: Prose
    """What it says below the name, such as `for taking part`, in Markdown, in a few lines: with the handbook's
    variables, and with `{{ recipient.role }}`, `{{ partner.name }}`, `{{ pair.mentor.name }}` and `{{ pair.match }}`.
    """
    signed_by: Many[NameLine] = ()
    """Who signs: names, or ids of roles, each below a line of its own."""
    date: When | None = None
    """The day that it bears, as `cohort end` or `2027-06-30`; without it, a line to write it on."""
    code: YesNo = False
    """Whether each one bears a code, which `mentorsite pack` makes and lists in its tables."""
    program: Ref | None = None
    """The id of the program that it is for, where the handbook has several."""
    order: Number | None = None
    """Its place among the certificates; smaller comes first."""
    language: Annotated[Language | None, Translated.OWN] = None
    """Its language as a code, as `es`, where it is not the handbook's."""
    draft: Annotated[YesNo, Translated.OWN] = False
    """Whether it is a draft: no command publishes it, and `mentorsite serve` shows it, marked."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of a handbook, in a language."""

    id: str
    source: str
    address: str
    language: str
    order: float | None
    file: CertificateFile
    title: str = ""
    """Its title with variables filled in, as menus and lists show it."""
    description: str = ""
    translates: str = ""
    """The source of the certificate that it is a translation of, if it is one."""


def certificate_rank(certificate: Certificate) -> tuple[bool, float, str, str]:
    """The place of a certificate: by its order, else by its id."""
    return certificate.order is None, certificate.order or 0, certificate.id, certificate.language
