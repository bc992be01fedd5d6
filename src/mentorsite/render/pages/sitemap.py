"""The addresses of all pages, for search engines."""

from html import escape

from mentorsite.model.settings import Settings
from mentorsite.structure.navigation import Outline


def sitemap(settings: Settings, outline: Outline) -> str:
    """Every page's whole URL, in order, of a site that has one."""
    urls = [url for address in _indexed(outline) if (url := settings.canonical(address))]
    entries = "".join(f"  <url><loc>{escape(url, quote=False)}</loc></url>\n" for url in urls)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{entries}</urlset>\n"


def _indexed(outline: Outline) -> list[str]:
    """The pages that say what no other does."""
    return sorted(node.address for node in outline.nodes.values() if node.kind not in ("print", "pair"))
