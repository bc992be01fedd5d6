"""A plain folder of Markdown."""

from mentorsite.bring.admonitions import colons
from mentorsite.bring.brought import Material
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
        order_keys=("order", "weight", "nav_order", "sidebar_position", "position"),
        used=("aliases", "redirect_from"),
    )
