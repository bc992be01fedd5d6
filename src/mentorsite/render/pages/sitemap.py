"""The addresses of all pages, for search engines."""

from html import escape

from mentorsite.model.settings import Settings
from mentorsite.structure.navigation import Outline
from mentorsite.structure.translation import address_in


def sitemap(settings: Settings, outline: Outline) -> str:
    """Every page's whole URL, in order, of a site that has one; and those of the same page in other languages."""
    addresses = _indexed(outline)
    known = frozenset(addresses)
    entries = [_entry(settings, address, known) for address in addresses]
    if len(settings.homes) > 1:
        more = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    else:
        more = ""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f"{head}{more}>\n{''.join(entries)}</urlset>\n"


def _entry(settings: Settings, address: str, known: frozenset[str]) -> str:
    parts = [f"<loc>{_url(settings, address)}</loc>"]
    found = {}
    for language in settings.homes.values():
        there = address_in(settings, language, address)
        if there in known:
            found[language] = there
    if len(found) > 1:  # each lists all, itself too, as search engines want it
        for language, there in found.items():
            parts.append(f'<xhtml:link rel="alternate" hreflang="{language}" href="{_url(settings, there)}"/>')
    return f"  <url>{''.join(parts)}</url>\n"


def _url(settings: Settings, address: str) -> str:
    return escape(settings.canonical(address) or "")


def _indexed(outline: Outline) -> list[str]:
    """The pages that say what no other does."""
    nodes = (node for node in outline.nodes.values() if not node.untranslated)
    return sorted(node.address for node in nodes if node.kind not in ("print", "pair", "bilingual"))
