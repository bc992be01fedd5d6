"""Files made of the whole site: for search engines, and the theme's settings as a style sheet."""

from xml.sax.saxutils import escape

from mentorsite.model.settings import Settings, ThemeChoice
from mentorsite.nav import Outline
from mentorsite.urls import relative

PAPER = {"a4": "A4", "letter": "letter"}


def sitemap(settings: Settings, outline: Outline) -> str:
    """Every page's whole URL, in order, of a site that has one."""
    paths = (relative("", address).removeprefix("./") for address in sorted(outline.nodes))
    urls = [url for path in paths if (url := settings.canonical(path))]
    entries = "".join(f"  <url><loc>{escape(url)}</loc></url>\n" for url in urls)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{entries}</urlset>\n"


def site_css(theme: ThemeChoice) -> str:
    """The accent and the paper that site.yml chooses."""
    accent = f":root {{ --accent: {theme.accent}; }}\n" if theme.accent else ""
    return f"{accent}@page {{ size: {PAPER[theme.paper]}; }}\n"
