"""What site.yml chooses of the look, as the end of a style sheet: accent, fonts and paper."""

from collections.abc import Iterator, Mapping

from mentorsite.model.settings import FontName, ThemeChoice

FONTS: Mapping[FontName, str] = {
    "sans": 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "Noto Sans", sans-serif',
    "rounded": 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Nunito, "Arial Rounded MT", Calibri, sans-serif',
    "serif": (
        '"Iowan Old Style", "Palatino Linotype", Palatino, P052, "URW Palladio L", "Book Antiqua", "Noto Serif", '
        "Georgia, serif"
    ),
}
"""Fonts that devices have already, the nearest first: no page loads any."""
PAPER = {"a4": "A4", "letter": "letter"}


def chosen(theme: ThemeChoice) -> str:
    """The tokens that a handbook sets itself, and its paper. They stand in no layer, so they win over every theme."""
    tokens = "".join(f"  --{name}: {value};\n" for name, value in _tokens(theme))
    if tokens:
        root = f":root {{\n{tokens}}}\n"
    else:
        root = ""
    return f"\n{root}@page {{ size: {PAPER[theme.paper]}; }}\n"


def printed_headings(theme: ThemeChoice) -> FontName:
    """The font of headings in PDFs, which carry one with serifs and one without."""
    if theme.fonts.headings in (None, "serif"):
        return "serif"
    return "sans"


def _tokens(theme: ThemeChoice) -> Iterator[tuple[str, str]]:
    if theme.accent:
        yield "accent", theme.accent
    if theme.fonts.text:
        yield "font-text", FONTS[theme.fonts.text]
    if theme.fonts.headings:
        yield "font-headings", FONTS[theme.fonts.headings]
