"""The mark of a site: in a browser's tab as a drawing, on home screens as pictures."""

from html import escape

from mentorsite.model.settings import ACCENT, Settings
from mentorsite.theme.colors_and_contrast import text_color_on


def initials(settings: Settings) -> str:
    """The first letters of the organization's name, or of the handbook's."""
    if settings.organization:
        name = settings.organization.name
    else:
        name = settings.title
    return "".join(word[0] for word in name.split() if word[0].isalnum())[:2].upper()


def initials_icon(settings: Settings) -> bytes:
    """The mark of a site in a browser's tab: the first letters of its name on its accent."""
    letters = escape(initials(settings), quote=False)
    accent = settings.theme.accent or ACCENT
    size = 20 if len(letters) == 1 else 16
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{accent}"/>'
        f'<text x="16" y="17" fill="{text_color_on(accent)}" font-family="system-ui, sans-serif" font-size="{size}" '
        f'font-weight="700" text-anchor="middle" dominant-baseline="central">{letters}</text></svg>\n'
    )
    return svg.encode()
