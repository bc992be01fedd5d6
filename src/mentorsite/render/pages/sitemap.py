"""Files made of the whole site: for search engines, and the mark in a browser's tab."""

from xml.sax.saxutils import escape

from mentorsite.model.settings import ACCENT, Settings
from mentorsite.structure.navigation import Outline
from mentorsite.theme.color import ink_on


def sitemap(settings: Settings, outline: Outline) -> str:
    """Every page's whole URL, in order, of a site that has one."""
    urls = [url for address in _indexed(outline) if (url := settings.canonical(address))]
    entries = "".join(f"  <url><loc>{escape(url)}</loc></url>\n" for url in urls)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{entries}</urlset>\n"


def _indexed(outline: Outline) -> list[str]:
    """The pages that say what no other does."""
    return sorted(node.address for node in outline.nodes.values() if node.kind not in ("print", "pair"))


def initials_icon(settings: Settings) -> str:
    """The mark of a site in a browser's tab: the first letters of its name on its accent."""
    name = settings.organization.name if settings.organization else settings.title
    letters = escape("".join(word[0] for word in name.split() if word[0].isalnum())[:2].upper())
    accent = settings.theme.accent or ACCENT
    size = 20 if len(letters) == 1 else 16
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{accent}"/>'
        f'<text x="16" y="17" fill="{ink_on(accent)}" font-family="system-ui, sans-serif" font-size="{size}" '
        f'font-weight="700" text-anchor="middle" dominant-baseline="central">{letters}</text></svg>\n'
    )
