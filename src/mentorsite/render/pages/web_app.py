"""What a browser is told of a handbook that someone puts on their home screen: its name, its icon, where it begins."""

import json
from typing import Any

from mentorsite.model.settings import ACCENT
from mentorsite.model.urls import relative
from mentorsite.render.pages.frame import Frame
from mentorsite.structure.plan import ICON, ICON_PICTURES, draws_icons
from mentorsite.theme.dates_and_numbers import direction

PAPER = "#ffffff"
"""What is shown while it opens."""
TYPES = {"svg": "image/svg+xml", "png": "image/png", "webp": "image/webp"}
"""Pictures that can be icons there, by their endings."""


def web_app_manifest(frame: Frame) -> str:
    """The manifest of a handbook in the language of a frame, as it stands beside the first page."""
    settings, view = frame.context.site.settings, frame.view
    names = [view.title]
    if view.organization:
        names.append(view.organization.name)
    made: dict[str, Any] = {
        "name": view.title,
        "short_name": min(names, key=len),
        "description": view.description,
        "lang": frame.language,
        "dir": direction(frame.language),
        "start_url": "./",
        "scope": relative(frame.home, ""),
        "display": "minimal-ui",
        "theme_color": settings.theme.accent or ACCENT,
        "background_color": PAPER,
        "icons": _icons(frame),
    }
    return json.dumps({key: value for key, value in made.items() if value}, ensure_ascii=False, indent=1) + "\n"


def _icons(frame: Frame) -> list[dict[str, str]]:
    """The icon as pictures, then the logo, if it is one that can be an icon, or the icon of the site."""
    pictures = []
    if draws_icons(frame.context.site):
        pictures = [_picture(frame, name) for name in ICON_PICTURES]
    icons = [*pictures, {"src": frame.asset(ICON), "type": TYPES["svg"], "sizes": "any"}]
    organization = frame.view.organization
    if not organization or not organization.logo:
        return icons
    logo = organization.logo
    kind = TYPES.get(logo.url.rpartition(".")[2].lower())
    if kind == TYPES["svg"]:
        return [*pictures, {"src": logo.url, "type": kind, "sizes": "any"}]
    if not kind or not logo.width or logo.width != logo.height:  # icons are square
        return icons
    return [{"src": logo.url, "type": kind, "sizes": f"{logo.width}x{logo.height}"}, *icons]


def _picture(frame: Frame, name: str) -> dict[str, str]:
    size, maskable = ICON_PICTURES[name]
    purpose = "maskable" if maskable else "any"
    return {"src": frame.asset(name), "type": TYPES["png"], "sizes": f"{size}x{size}", "purpose": purpose}
