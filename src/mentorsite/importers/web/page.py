"""A web page that was saved → a handbook of one page: its main part, without what stands around."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import lxml.etree
import lxml.html
import webencodings
from bs4 import BeautifulSoup
from lxml.html import HtmlElement

from mentorsite.importers.html_lists import plain_lists
from mentorsite.importers.html_tables import plain_tables
from mentorsite.importers.html_to_markdown import HEADINGS, cleaned, markdown
from mentorsite.importers.image_type import ending, inline
from mentorsite.importers.markdown.front_matter import front_matter
from mentorsite.importers.markdown.hidden_files import is_hidden
from mentorsite.importers.result import ImportResult, ImportWarning, Refusal
from mentorsite.importers.safe_names import name_of
from mentorsite.importers.web.anchors import keep_places, lead_within, take_notes
from mentorsite.importers.web.google_docs import emphasize, link_directly, nest_lists, without_comments
from mentorsite.importers.web.left_out import without_what_no_page_has
from mentorsite.importers.web.main_part import main_part
from mentorsite.importers.web.plain_elements import kind_of, make_plain
from mentorsite.importers.web.styles import missing, sheets_of, styles_of
from mentorsite.importers.web.titles import title_heading, words_in
from mentorsite.importers.web.unseen import without_unseen
from mentorsite.loader.parse import title_from_name
from mentorsite.loader.sources import CONTENT
from mentorsite.markdown.sanitize import MOST_IN_A_SAVED_PAGE, SCHEMES, has_many_attributes, scheme
from mentorsite.markdown.slug import slug
from mentorsite.model.urls import joined

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
MOST_ELEMENTS = 100_000
WITHOUT_END = re.compile(r"<(bgsound|embed|keygen|source|track|wbr)(?=[\s/>])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>", re.I)
"""Elements that hold nothing, which libxml2 does not know of: it would put all behind them into them."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it was saved: its file's name, its bytes, and those of the images and sheets beside it, by path."""

    name: str
    data: bytes
    beside: Mapping[str, bytes]


def named_below(data: bytes) -> list[str]:
    """The paths of pictures and sheets that a page names in folders below its own."""
    tree = _tree(data)
    if isinstance(tree, Refusal):
        return []
    found = set()
    for each in tree.iter("img", "link"):
        named = each.get("src", "") if each.tag == "img" else each.get("href", "").partition("?")[0]
        path = "" if scheme(named) else joined("", named)
        if path and "/" in path and not named.startswith("/") and not is_hidden(path):
            found.add(path)
    return sorted(found)


def import_saved_page(page: SavedPage) -> ImportResult | Refusal:
    """The handbook that a saved page becomes."""
    tree = _tree(page.data)
    if isinstance(tree, Refusal):
        return tree
    # Before anything is taken out that tells what it was.
    kind = kind_of(tree)
    main, losses = _as_seen(tree, page)
    # Cleaning makes another tree, which knows no lines.
    for each in main.iter("img", "a"):
        each.set("data-line", str(each.sourceline or 0))
    soup = cleaned(lxml.html.tostring(main, encoding="unicode", with_tail=False))
    titled = _title(tree, page.name)
    heading = title_heading(soup, titled)
    title = words_in(heading) if heading else titled
    files, missed = _images(soup, page, name_of(title, "page"))
    notes = take_notes(soup)
    losses += [*missed, *lead_within(soup, page.name, heading)]
    if heading is not None:
        heading.decompose()
    for what in (*plain_lists(soup), *plain_tables(soup)):
        losses.append(ImportWarning(page.name, 0, what))
    text = markdown(list(soup.children), _linked(soup))
    text += "".join(f"\n\n[^{number}]: {words}" for number, words in notes.items())
    if not text.strip():
        return Refusal("it has no words that are part of the page itself; a program may have to be run to show them")
    language = str(tree.get("lang", "")).strip()
    description = next(iter(tree.xpath("//meta[@name='description']/@content")), "")
    front = front_matter(title=title, description=str(description))
    files[f"{CONTENT}index.md"] = f"{front}{text}\n".encode()
    languages = {language: ""} if language else {}
    return ImportResult(kind, title, files, languages=languages, losses=tuple(sorted(set(losses))))


def _as_seen(tree: HtmlElement, page: SavedPage) -> tuple[HtmlElement, list[ImportWarning]]:
    """The main part of a page as its readers saw it, in elements that are read; and what it lost."""
    address = _address(tree)
    # Before anything else, which takes sheets out.
    styles = styles_of(tree, page.beside)
    sheets = "\n".join(sheets_of(tree, page.beside))
    unread = list(_unread_styles(tree, page))
    main, losses = main_part(tree, page.name)
    losses += unread
    losses += without_unseen(main, styles, page.name)
    losses += without_comments(main, page.name)
    losses += without_what_no_page_has(main, page.name)
    make_plain(main, styles, sheets)
    nest_lists(main)
    emphasize(main, styles)
    link_directly(main)
    losses += _outward(main, address, page.name)
    keep_places(main)
    return main, losses


def _unread_styles(tree: HtmlElement, page: SavedPage) -> Iterator[ImportWarning]:
    """That something may have been hidden by a style that is not there."""
    for link in missing(tree, page.beside)[:1]:
        what = f"its style (`{link.get('href', '')[:100]}`) is not beside it: look whether something hidden came along"
        yield ImportWarning(page.name, link.sourceline or 0, f"{what}, or save the page whole")


def _tree(data: bytes) -> HtmlElement | Refusal:
    said = CHARSET.search(data[:4096])
    named = webencodings.lookup(said[1].decode("ascii")) if said else None
    # A byte order mark comes before what the page says, as in browsers.
    text, _ = webencodings.decode(data, named or _likely(data))
    if has_many_attributes(text, MOST_IN_A_SAVED_PAGE):
        return Refusal(f"a tag of it has more than {MOST_IN_A_SAVED_PAGE:,} attributes")
    text = WITHOUT_END.sub(r"\g<0></\1>", text.replace("\x00", ""))
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(text.encode(), parser=parser)
    except lxml.etree.ParserError:
        return Refusal("it is empty")
    if any("Excessive depth" in error.message for error in parser.error_log):
        return Refusal("its elements stand in each other more than 255 deep")
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return Refusal(f"it has more than {MOST_ELEMENTS:,} elements")
    return tree


def _likely(data: bytes) -> str:
    """The encoding of a page that does not say it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _title(tree: HtmlElement, name: str) -> str:
    """What the page is called, without the name of its site."""
    shared = next(iter(tree.xpath("//meta[@property='og:title']/@content")), "")
    titled = next(iter(tree.xpath("//title/text()")), "")
    before_site, *_ = re.split(r"\s+[|–—·»-]\s+", str(titled).strip())
    said = " ".join(str(shared or before_site).split())
    return said or title_from_name(name.rpartition(".")[0] or name) or "Handbook"


def _address(tree: HtmlElement) -> str:
    """Where the page was published, as far as it says so."""
    said = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content | //base/@href")
    return next((str(each) for each in said if scheme(str(each)) in ("http", "https")), "")


def _outward(main: HtmlElement, address: str, name: str) -> Iterator[ImportWarning]:
    """Leads links from the page out to the web; takes out those that lead nowhere, or that no page may have."""
    for link in main.iter("a"):
        href = str(link.get("href", "")).strip()
        path, mark, place = href.partition("#")
        is_own = address and path in (address, address.rstrip("/"))
        if is_own and mark:
            link.set("href", f"#{place}")
        elif href and not scheme(href) and not href.startswith("#"):
            link.set("href", urljoin(address or "", href))
        why = _why_no_link(link.get("href", ""))
        if why:
            del link.attrib["href"]
            yield ImportWarning(name, link.sourceline or 0, f"a link to `{href[:100]}`, {why}; its words stay")


def _why_no_link(href: str) -> str:
    """Why a page of a handbook can't have a link; nothing for one that it can have."""
    if href.startswith("#") or not href.strip():
        return ""
    if not scheme(href):
        return "which leads nowhere from here"
    if scheme(href) not in SCHEMES:
        return "which no page may have"
    return ""


def _linked(soup: BeautifulSoup) -> set[str]:
    """The ids that links of the page lead to."""
    targets = set()
    for link in soup.find_all("a", href=True):
        if str(link["href"]).startswith("#"):
            targets.add(str(link["href"])[1:])
    return {str(tag["id"]) for tag in soup.find_all(list(HEADINGS), id=True) if slug(str(tag["id"])) in targets}


def _images(soup: BeautifulSoup, page: SavedPage, stem: str) -> tuple[dict[str, bytes], list[ImportWarning]]:
    """Gives each image a file below `content/`, and names those that have none."""
    files: dict[str, bytes] = {}
    losses: list[ImportWarning] = []
    names: dict[bytes, str] = {}
    for image in soup.find_all("img"):
        source = str(image.get("src", ""))
        is_inline = scheme(source) == "data"
        if is_inline:
            data = inline(source)
        else:
            data = page.beside.get(joined("", source) or "")
        end = ending(data) if data else None
        if data and end:
            names.setdefault(data, f"images/{stem}-{len(names) + 1}{end}")
            files[f"{CONTENT}{names[data]}"] = data
            image["src"] = names[data]
            continue
        shown = "in the page itself" if is_inline else source[:100]
        line = int(str(image.get("data-line", "0")))
        losses.append(ImportWarning(page.name, line, f"an image ({shown}): {_why(source, data)}; left out"))
        image.decompose()
    return files, losses


def _why(source: str, data: bytes | None) -> str:
    if data:
        return "of a kind that browsers don't show"
    if scheme(source) in ("http", "https") or source.startswith("//"):
        return "it is on another site; save the page whole, with its images"
    return "it is in no folder beside the page"
