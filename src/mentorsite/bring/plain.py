"""A plain folder of Markdown."""

from posixpath import dirname

from mentorsite.bring.admonitions import colons
from mentorsite.bring.brought import Material
from mentorsite.bring.front import Original
from mentorsite.bring.keys import ADDRESS
from mentorsite.bring.layout import Layout, below, is_page


def plain(material: Material) -> Layout | None:
    """The layout of a plain folder: everything stays where it is."""
    pages = {each: to for each, to in below(material.texts, "").items() if is_page(each)}
    if not pages:
        return None
    return Layout(
        kind="a folder of Markdown",
        title="",
        pages=pages,
        assets=below(material.others, ""),
        steps=lambda _path: (colons,),
        addresses=said_address,
        used=ADDRESS,
    )


def said_address(page: Original, target: str) -> tuple[str, ...]:
    """The address that a page says itself: a whole one, or only its last name."""
    _, said = page.first_of(ADDRESS)
    return (said if "/" in said else f"{dirname(target)}/{said}",) if said and "://" not in said else ()
