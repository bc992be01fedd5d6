"""The certificates of a program, and the program that one is of where nobody says so."""

from mentorsite.model.certificate import Certificate
from mentorsite.model.site import ProgramEntry, Site


def certificates_of(site: Site, program: str, language: str) -> tuple[Certificate, ...]:
    """The certificates that people of a program are given: its own, and those that name no program."""
    found = site.certificates_in(language)
    return tuple(each for each in found if each.file.program is None or each.file.program.id == program)


def program_of(site: Site, certificate: Certificate) -> ProgramEntry | None:
    """The program in whose words a certificate speaks: the one that it names, else the first that has its roles.

    The program of site.yml goes before others.
    """
    programs = []
    for entry in site.programs:
        if entry.readers == certificate.language:
            programs.append(entry)
    if certificate.file.program:
        named = certificate.file.program.id
        return next((entry for entry in programs if entry.id == named), None)
    roles = {role.id for role in certificate.file.audience}
    return next((entry for entry in site.default_first(programs) if entry.program.roles.keys() >= roles), None)
