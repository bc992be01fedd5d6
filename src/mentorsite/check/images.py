"""Pictures that no page can show well: not whole, of a format that no browser shows, or without words."""

from collections.abc import Iterator

from mentorsite.check.settings import HOME
from mentorsite.check.site_texts import texts
from mentorsite.errors import Place, Problem, problem
from mentorsite.markdown.document import Image, of_type
from mentorsite.model.site import Site
from mentorsite.structure.links import Inside, destination, shown
from mentorsite.structure.variables import filled, scopes

WORDS = (
    'say what it shows, as `![Our team at the lake](team.jpg)`, in HTML as `alt="…"`; where it only decorates, write '
    '`![](team.jpg){role=presentation}`, in HTML `alt=""`'
)


def unsuitable_pictures(site: Site) -> Iterator[Problem]:
    """Pictures that are broken off, and those that can't be shown and that no page tries to show."""
    faulty = {source for source, picture in site.pictures.items() if picture.fault}
    if faulty:  # as in few handbooks: what pages show takes a look at every text
        faulty -= set(_shown(site))
    for source, picture in site.pictures.items():
        if source in faulty:
            consequence = "; it is not published" if picture.withheld else ""
            yield problem("unsuitable-picture", Place(source), f"{picture.fault}{consequence}", picture.hint)
        elif picture.broken_off:
            message = "the end of the picture is missing, so a part of it stays grey or empty"
            yield problem("unsuitable-picture", Place(source), message, "copy it again from where you have it")


def images_without_words(site: Site) -> Iterator[Problem]:
    """Images that say nothing to people who can't see them, and not that they are decoration."""
    for text in texts(site):
        for image in of_type(text.document, Image):
            if not image.described and image.target.strip():
                message = f"the image `{shown(image.target)}` has no words for those who can't see it"
                yield problem("image-without-words", image.place, message, WORDS)


def _shown(site: Site) -> Iterator[str]:
    """The sources of the images that pages show, and of the logo, which are told of where they are named."""
    scope_of = scopes(site)
    for text in texts(site):
        for image in of_type(text.document, Image):
            target = filled(image.target, scope_of(text.program, text.cohort, text.language), text.language)
            found = destination(site, text.source, text.address, target, image.place, image=True)
            if isinstance(found, Inside):
                yield found.source
    organization = site.settings.organization
    if organization and organization.logo:
        found = destination(site, HOME, "", organization.logo.id, organization.logo.place, image=True)
        if isinstance(found, Inside):
            yield found.source
