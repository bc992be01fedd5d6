"""HTML → PDF by WeasyPrint, which sees the theme's assets and nothing else."""

from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from mentorsite.errors import MissingToolError
from mentorsite.markdown.sanitize import outside
from mentorsite.render.forms.pdf.script_fonts import looks_for_font, script_font
from mentorsite.render.text.blocks import numbers_of

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

THEME_URL = "https://theme.invalid/"
"""Where templates find the theme's assets. No such host can exist, and none is asked."""
SCRIPT_FONT = "fonts/script.otf"
SCRIPT_STYLE = (
    f'@font-face {{ font-family: "Print Script"; src: url({THEME_URL}{SCRIPT_FONT}) }}'
    'input, textarea, select { font-family: "Print Script" !important }'
)
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
MISSING = (
    "PDFs are drawn with Pango, which this machine does not have. Install it (Debian, Ubuntu: `apt install "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`; macOS: `brew install pango`; Windows: see "
    "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows), or build everything else with "
    "`--without pdf`."
)
MEDIA_TYPES = {
    "css": "text/css", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "webp": "image/webp", "gif": "image/gif", "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf",
    "otf": "font/otf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF. `missing` are the characters that no font has: they show as �.

    `with_machine_fonts` is whether fonts of this machine were looked at, since the theme's own lack characters: with
    other fonts the PDF may be another one.
    """

    data: bytes
    missing: frozenset[str]
    with_machine_fonts: bool


def draw(
    html: str, url: str | None, assets: Mapping[str, bytes], *, tagged: bool = True, footnotes: bool = False
) -> Drawn:
    """A PDF of `html`, whose links are relative to `url`; with `footnotes` each that leaves it is told in one.

    Raises `MissingToolError` where Pango is not installed.
    """
    first = _draw(html, url, assets, frozenset(), tagged=tagged, footnotes=footnotes)
    if not first.missing:
        return first
    # PDF/UA has no room for a character without a picture
    second = _draw(html, url, assets, first.missing, tagged=tagged, footnotes=footnotes)
    return Drawn(second.data, first.missing, with_machine_fonts=True)


def _draw(
    html: str,
    url: str | None,
    assets: Mapping[str, bytes],
    left_out: frozenset[str],
    *,
    tagged: bool,
    footnotes: bool,
) -> Drawn:
    weasyprint = _weasyprint()
    parsed = weasyprint.HTML(string=html, base_url=url, url_fetcher=_fetcher(assets))
    _settle(parsed.etree_element, url)
    if footnotes:
        _add_footnotes(parsed.etree_element)
    if left_out:
        _leave_out(parsed.etree_element, left_out)
    language = parsed.etree_element.get("lang", "")
    own = script_font(language)
    assets = {**assets, SCRIPT_FONT: own} if own else assets
    fonts = _font_configuration(tuple(sorted(item for item in assets.items() if item[0].startswith("fonts/"))))
    styles = [weasyprint.CSS(string=SCRIPT_STYLE, url_fetcher=_fetcher(assets), font_config=fonts)] if own else []
    document = parsed.render(font_config=fonts, stylesheets=styles, pdf_forms=tagged)
    data = document.write_pdf(pdf_forms=tagged, pdf_variant="pdf/ua-1" if tagged else None)
    used = document.fonts.values()
    missing = frozenset(chr(code) for font in used for code in font.missing)
    of_machine = bool(missing) or looks_for_font(language) or any(font.family not in fonts.families for font in used)
    return Drawn(data, missing, with_machine_fonts=of_machine)


def _weasyprint() -> Any:
    try:
        with redirect_stdout(StringIO()):  # it prints its own advice before it raises
            import weasyprint
    except OSError as error:
        raise MissingToolError(MISSING) from error
    return weasyprint


@lru_cache(maxsize=2)
def _font_configuration(fonts: tuple[tuple[str, bytes], ...]) -> "FontConfiguration":  # noqa: ARG001
    """Fonts unpacked once for all PDFs of a theme; another theme's fonts have a configuration of their own."""
    from weasyprint.text.fonts import FontConfiguration

    class Fonts(FontConfiguration):  # type: ignore[misc]
        """Fonts that knows which families the theme brought along."""

        def __init__(self) -> None:
            super().__init__()
            self.families: set[str] = set()

        def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: object) -> Any:
            self.families.add(rule_descriptors["font_family"])
            return super().add_font_face(rule_descriptors, url_fetcher)

    return Fonts()


def _fetcher(assets: Mapping[str, bytes]) -> "URLFetcher":
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Answers from the theme's assets. It opens nothing, so the opener it extends is never set up."""

        _fail_on_errors = False

        def __init__(self) -> None:
            pass

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            name = url.partition("?")[0].removeprefix(THEME_URL)
            if not url.startswith(THEME_URL) or name not in assets:
                raise ValueError(f"{url} is not part of the theme")
            media_type = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
            return URLFetcherResponse(url, _unpacked(assets[name]), {"Content-Type": media_type})

    return Fetcher()


def _unpacked(data: bytes) -> bytes:
    """A font of the packed kind as it was before: WeasyPrint would write the time of day into it."""
    if data[:4] != b"wOFF":
        return data
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False) as font:
        font.flavor = None
        unpacked = BytesIO()
        font.save(unpacked, reorderTables=None)
        return unpacked.getvalue()


def _settle(root: Element, url: str | None) -> None:
    """Links that lead somewhere on paper too, words for images that are not at hand, the numbers of lists, no control
    of a text's own.

    Terms and what they mean stand right in their list, as PDF/UA asks.
    """
    ids = {each.get("id") for each in root.iter()}
    for each in list(root.iter()):
        match each.tag:
            case "a":
                _settle_link(each, url, ids)
            case "img" if not each.get("src", "").startswith(THEME_URL) or not each.get("alt"):
                _say(each, each.get("alt", ""))
            case "dl":
                each[:] = [part for child in each for part in (child if child.tag == "div" else (child,))]
            case "ol":
                _number_items(each)
            case "input" if not each.get("name"):
                _say(each, "[x] " if "checked" in each.attrib else "[ ] ")


def _number_items(numbered: Element) -> None:
    """The numbers of items in a list that does not count from 1: WeasyPrint reads no `start` by itself."""
    if not {"start", "reversed"} & numbered.attrib.keys() and not any("value" in item.attrib for item in numbered):
        return
    for item, number in zip(numbered, numbers_of(numbered), strict=True):
        item.set("style", f"counter-set: list-item {number}; counter-increment: list-item 0; {item.get('style', '')}")


def _settle_link(link: Element, url: str | None, ids: set[str | None]) -> None:
    target = link.get("href", "")
    if target.startswith("#") and target[1:] in ids:
        return
    whole = urljoin(url, target) if url else target
    if leads := outside(whole):
        link.set("href", leads)
    else:
        link.tag = "span"
        link.attrib.pop("href", None)


def _add_footnotes(root: Element) -> None:
    """After each link to the web whose words don't say it already: where it leads, in a `footnote`."""
    for above in list(root.iter()):
        for at, link in reversed(list(enumerate(above))):
            address = link.get("href", "").partition("://")[2].removesuffix("/")
            if link.tag == "a" and address and address not in "".join(link.itertext()):
                note = Element("span", {"class": "footnote"})
                note.text, note.tail, link.tail = link.get("href"), link.tail, None
                above.insert(at + 1, note)


def _say(element: Element, text: str) -> None:
    element.tag, element.text = "span", text
    element.attrib.clear()


def _leave_out(root: Element, characters: frozenset[str]) -> None:
    """The same text without characters that cannot be drawn; names of fields stay as they are."""
    table = str.maketrans(dict.fromkeys(characters, UNKNOWN))
    for each in root.iter():
        each.text = each.text and each.text.translate(table)
        each.tail = each.tail and each.tail.translate(table)
        for key in [key for key in each.attrib if key.startswith("data-")]:
            each.set(key, each.attrib[key].translate(table))
