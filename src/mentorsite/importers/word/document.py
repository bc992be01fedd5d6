"""A Word document → a handbook: its headings become pages, what is signed becomes a draft of an agreement."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import lxml.etree
import mammoth
from bs4 import BeautifulSoup, Tag

from mentorsite.importers.agreement.asides import plain, with_notes
from mentorsite.importers.agreement.blanks import END, START, Control
from mentorsite.importers.agreement.draft import Draft, draft, shown
from mentorsite.importers.agreement.tables import blank_cells
from mentorsite.importers.agreement.vocabulary import BLANK
from mentorsite.importers.boxes import EMPTY, TICKED
from mentorsite.importers.html_tables import plain_tables
from mentorsite.importers.html_to_markdown import HEADINGS, cleaned, markdown
from mentorsite.importers.image_type import ending
from mentorsite.importers.markdown.front_matter import front_matter
from mentorsite.importers.result import ImportResult, ImportWarning, Refusal
from mentorsite.importers.safe_names import name_of
from mentorsite.importers.word import package
from mentorsite.importers.word.breaks import as_lines
from mentorsite.importers.word.controls import PICTURES, choices, lost, with_blanks, words_of
from mentorsite.importers.word.drawn_lines import draw_lines
from mentorsite.importers.word.fields import unframed
from mentorsite.importers.word.hidden import without_hidden
from mentorsite.importers.word.language import language_of
from mentorsite.importers.word.list_styles import NAME
from mentorsite.importers.word.numbering import number_paragraphs, start_lists
from mentorsite.importers.word.package import MAIN
from mentorsite.importers.word.pages import PageDraft, is_signed_whole, link_anew, marker, named_parts, split
from mentorsite.importers.word.styles import as_headings
from mentorsite.importers.word.symbol_fonts import as_signs
from mentorsite.loader.parse import title_from_name
from mentorsite.loader.sources import CONTENT
from mentorsite.markdown.sanitize import SCHEMES, scheme

STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name^='toc '] => p.toc:fresh
p[style-name^='TOC '] => p.toc:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
r[style-name='Emphasis'] => em
highlight => mark
r[style-name='Placeholder Text'] =>
r[style-name='page number'] =>
"""
UNKNOWN_STYLE = re.compile(r"Unrecognised (paragraph|run|table) style: (.*) \(Style ID: .*\)")
PLAIN_STYLES = (
    "List Paragraph", "List", "List Bullet", "List Number", "Table Grid", "Header", "Footer", "Normal (Web)", "Caption",
    "caption", "No Spacing", "Body Text", "Text body", "Table Contents", "Table Heading", "Default",
)  # fmt: skip
"""Styles that everyone has and nobody misses; none is in the map above, where it would hide that a list is one."""
NOT_DEFINED = "None"
"""What the library calls a style that is not defined, which it tells of besides."""
UNREADABLE = (AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)
"""What reading a text ends with that is XML but not as Word writes it."""
TITLE_TAG = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(slots=True)
class _Images:
    """The images of a document, in the order in which they are met."""

    names: dict[bytes, str] = field(default_factory=dict)
    lost: int = 0

    def take(self, image: Any) -> dict[str, str]:
        """Keeps an image; gives the attributes of its element."""
        try:
            with image.open() as opened:
                data = opened.read()
        except KeyError:  # the document names an image that it doesn't have
            data = b""
        end = ending(data)
        if end is None:
            self.lost += 1
            return {"src": ""}
        return {"src": self.names.setdefault(data, f"images/image-{len(self.names) + 1}{end}")}


def import_word(name: str, data: bytes) -> ImportResult | Refusal:
    """The handbook that a Word document becomes."""
    parts = package.parts(data)
    if isinstance(parts, Refusal):
        return parts
    known: dict[str, Any] = {}
    for path, part in parts.items():
        if path.endswith((".xml", ".rels")):
            tree = package.tree(part)
            if isinstance(tree, Refusal):
                return tree
            known[path] = tree
    styles = package.linked(known, "styles")
    paths = [MAIN, *package.linked_paths(known, "footnotes"), *package.linked_paths(known, "endnotes")]
    for path in paths:
        as_signs(known[path])
    # The order matters: no later step, nor any loss that quotes words, may meet what Word hides.
    losses = without_hidden([known[path] for path in paths], styles)
    for path in paths:
        as_lines(known[path])
        losses += [*lost(known[path]), *unframed(known[path])]
    blanks = with_blanks(known[MAIN], styles)
    text, controls = blanks.text, blanks.controls
    losses += blanks.losses
    losses += draw_lines(text, styles)
    as_headings(text, styles)
    losses += number_paragraphs(text, package.linked(known, "numbering"), styles)
    images = _Images()
    known[MAIN] = text
    # `number_paragraphs` adds lists, so that part has to be written anew, too.
    changed = [*paths, *package.linked_paths(known, "numbering")]
    read = {path: lxml.etree.tostring(known[path], encoding="utf-8") for path in changed}
    converted = _html({**parts, **read}, images)
    if isinstance(converted, Refusal):
        return converted
    html, messages = converted
    losses += [*_unsafe_links(known), *_lost_parts(known), *_lost_styles(messages)]
    if images.lost:
        losses.append(f"images of a kind that browsers don't show: {images.lost:,}; left out")
    pictures = {name: data for data, name in images.names.items()}
    made = _handbook(name, cleaned(html), controls, pictures, losses, _core_title(known))
    code = language_of(text, styles)
    if isinstance(made, ImportResult) and code:
        return replace(made, languages={code: ""})
    return made


def _html(parts: Mapping[str, bytes], images: _Images) -> tuple[str, list[str]] | Refusal:
    """The text as HTML, and what the library says of it."""
    try:
        done = mammoth.convert_to_html(
            package.packed(parts),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(images.take),
            # A document may name files of this machine as its images, and bring rules for its own styles.
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except UNREADABLE:
        return Refusal(package.DAMAGED)
    return str(done.value), [str(each.message) for each in done.messages]


def _lost_parts(trees: Mapping[str, Any]) -> Iterator[str]:
    """Headers, footers and comments, which stand in parts of their own."""
    for kind, name in (("header", "header"), ("footer", "footer"), ("comments", "the comments")):
        for root in package.linked(trees, kind):
            words = words_of(root)
            if words:
                yield f"{name}: “{words[:60]}”; left out"
            if next(root.iter(*PICTURES), None) is not None:
                yield f"a picture in the {kind}; left out: a logo goes into site.yml, as `logo` of the organization"


def _lost_styles(messages: Iterable[str]) -> Iterator[str]:
    """Styles of the document's own, together; and whatever else the library says."""
    styles: list[str] = []
    for message in dict.fromkeys(messages):
        style = UNKNOWN_STYLE.fullmatch(message)
        if style and style[2] not in (*PLAIN_STYLES, NOT_DEFINED) and not NAME.fullmatch(style[2]):
            styles.append(f"“{style[2]}”")
        elif not style and "unrecognised element" not in message and "unlikely to display" not in message:
            # The two that are passed over are losses already: as words that are not read, and as images.
            yield f"{message[:1].lower()}{message[1:]}"
    if styles:
        yield f"styles that are looks alone: {', '.join(sorted(styles))}; their words stay"


def _core_title(trees: Mapping[str, Any]) -> str:
    core = trees.get("docProps/core.xml")
    if core is None:
        return ""
    said = " ".join(str(core.findtext(f".//{TITLE_TAG}") or "").split())
    # What programs put there by themselves, as “Microsoft Word - letter.doc”, is no title.
    if said.startswith("Microsoft Word"):
        return ""
    return said


def _handbook(
    name: str,
    soup: BeautifulSoup,
    controls: Sequence[Control],
    images: Mapping[str, bytes],
    losses: list[str],
    core_title: str,
) -> ImportResult | Refusal:
    for box in soup.find_all("input"):
        box.replace_with(TICKED if box.has_attr("checked") else EMPTY)
    _unmark(soup)
    losses += [*_outward(soup), *_without_toc(soup), *start_lists(soup), *plain_tables(soup)]
    notes = _notes(soup)
    title = _taken_title(soup) or core_title
    before, parts = split(soup)
    if is_signed_whole(before, parts):
        blocks = [each for each in soup.children if isinstance(each, Tag)]
        before, parts = PageDraft("", tuple(blocks)), []
    if not before.blocks and not parts and not images:
        return Refusal("it has no words")
    title = title or before.title or title_from_name(name.rpartition(".")[0] or name) or "Handbook"
    named = {"index": PageDraft(title, before.blocks), **named_parts(parts)}
    losses += link_anew(named)
    files: dict[str, bytes] = {f"{CONTENT}{path}": data for path, data in images.items()}
    drafted: dict[str, str] = {}
    for order, (stem, part) in enumerate(named.items()):
        made = draft(part.title, part.blocks, controls, notes)
        if isinstance(made, Draft):
            id = name_of(part.title, "agreement")
            files[f"{CONTENT}agreements/{id}.yml"] = made.text.encode()
            drafted[id] = part.title
            losses += made.losses
        if made is None:
            losses += _blanks_left(part, controls)
            files[f"{CONTENT}{stem}.md"] = _page(part.title, part.blocks, order, notes, controls).encode()
        elif stem == "index":
            # A handbook needs a home page; this one only leads to the agreement.
            files[f"{CONTENT}{stem}.md"] = _page(part.title, (), order, notes, controls).encode()
    if drafted:
        links = "".join(f"- [{each}](agreements/{id}.yml)\n" for id, each in drafted.items())
        files[f"{CONTENT}index.md"] += f"\n{links}".encode()
    warnings = tuple(sorted({ImportWarning(name, 0, each) for each in losses}))
    return ImportResult("a Word document", title, files, losses=warnings)


def _unmark(soup: BeautifulSoup) -> None:
    """Takes the marker off headings, which stand out by themselves, and off blanks, which become fields or lines."""
    for mark in soup.find_all("mark"):
        has_words = any(each.isalnum() for each in BLANK.sub("", mark.get_text()))
        if not has_words or START in mark.get_text() or mark.find_parent(list(HEADINGS)) is not None:
            mark.unwrap()
    soup.smooth()


def _outward(soup: BeautifulSoup) -> Iterator[str]:
    """Takes out links to files on someone's disk."""
    for link in soup.find_all("a", href=True):
        href = str(link["href"])
        if not href.startswith("#") and not scheme(href):
            link.unwrap()
            yield f"a link to `{href[:100]}`, which leads nowhere from here; its words stay"


def _unsafe_links(trees: Mapping[str, Any]) -> Iterator[str]:
    """Links of a kind that no page may have, which cleaning takes out."""
    for path, root in trees.items():
        if not path.endswith(".rels"):
            continue
        for each in root:
            target = str(each.get("Target", ""))
            is_link = str(each.get("Type", "")).endswith("/hyperlink")
            if is_link and scheme(target) not in (*SCHEMES, ""):
                yield f"a link to `{target[:100]}`, which no page may have; its words stay"


def _without_toc(soup: BeautifulSoup) -> list[str]:
    found = soup.select("p.toc")
    for each in found:
        each.decompose()
    if found:
        return ["the table of contents; a page shows its own, the menu the others"]
    return []


def _taken_title(soup: BeautifulSoup) -> str:
    """The document's title: what has that style, else its one level-1 heading."""
    heading = soup.select_one("h1.title")
    all_headings = soup.find_all("h1")
    if heading is None and len(all_headings) == 1:
        heading = all_headings[0]
    if heading is None:
        return ""
    words, kept = plain(heading), marker(soup, heading)
    heading.replace_with(kept)
    if not kept.contents:
        kept.decompose()
    return words


def _notes(soup: BeautifulSoup) -> dict[str, str]:
    """The words of each footnote and endnote, which are marked where they belong and taken from the end."""
    notes: dict[str, str] = {}
    for item in soup.find_all("li", id=re.compile(r"^(foot|end)note-")):
        for back in item.find_all("a", href=re.compile(r"^#(foot|end)note-ref-")):
            back.decompose()
        notes[str(item["id"])] = markdown(list(item.children))
        item.decompose()
    for number, mark in enumerate(soup.find_all("a", href=re.compile(r"^#(foot|end)note-")), 1):
        target = str(mark["href"])[1:]
        note = soup.new_tag("footnote")
        note.string = str(number)
        around = mark.parent
        if around is not None and around.name == "sup":
            around.replace_with(note)
        else:
            mark.replace_with(note)
        notes[str(number)] = notes.get(target, "")
    # The library puts all notes into a list at the end, of which nothing is left.
    for empty in soup.find_all("ol"):
        if not empty.get_text(strip=True):
            empty.decompose()
    return notes


def _blanks_left(part: PageDraft, controls: Sequence[Control]) -> Iterator[str]:
    for block in part.blocks:
        for options in choices(block.get_text(), controls):
            yield f"a list to choose from in “{part.title}” ({options}): it stands as a line; a worksheet would keep it"
    count = sum(len(BLANK.findall(block.get_text())) for block in part.blocks)
    if count:
        yield f"blanks in “{part.title}”: {count:,} stand as lines; a worksheet would make them fields"
    cells = blank_cells(part.blocks)
    if cells:
        yield f"empty cells in “{part.title}”: {cells:,} stand as they are; a worksheet would make them fields"


def _page(title: str, blocks: Sequence[Tag], order: int, notes: Mapping[str, str], controls: Sequence[Control]) -> str:
    for block in blocks:
        for text in block.find_all(string=re.compile(f"{START}|{END}")):
            text.replace_with(shown(str(text), controls))
    body = markdown(list(blocks))
    front = front_matter(title=title, order=order or None)
    return f"{front}{with_notes(body, notes)}".rstrip("\n") + "\n"
