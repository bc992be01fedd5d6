"""A folder of Markdown, written for some tool → a handbook."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import basename, dirname, join, splitext

from mentorsite.errors import Place, Problem
from mentorsite.importers.image_type import taken_out
from mentorsite.importers.markdown.comments import COMMENTS
from mentorsite.importers.markdown.detect import is_settings_file, layout
from mentorsite.importers.markdown.front_matter import Original, front_matter, original
from mentorsite.importers.markdown.html_blocks import markdown_in_html
from mentorsite.importers.markdown.layout import Layout, folders_above
from mentorsite.importers.markdown.leftover_markup import leftovers
from mentorsite.importers.markdown.line_breaks import lines_kept
from mentorsite.importers.markdown.lines import ids_as_ours, lines_of, spaced_links, through
from mentorsite.importers.markdown.lost_keys import lost_keys, reviewed
from mentorsite.importers.markdown.menus import MenuEntry, flattened
from mentorsite.importers.markdown.page_keys import DESCRIPTION, LANGUAGE, SHORT, TITLE, language_code, why_hidden
from mentorsite.importers.markdown.raw_html import not_shown, without_hidden
from mentorsite.importers.markdown.relink import LinkMap, known_ids, language_of, loose, relinked
from mentorsite.importers.markdown.targets import Move, is_index, moving
from mentorsite.importers.markdown.unread_files import kind_of, not_read
from mentorsite.importers.result import ImportResult, ImportSource, ImportWarning
from mentorsite.importers.safe_names import name_of, shown_path
from mentorsite.loader.drafts import is_draft_path
from mentorsite.loader.parse import title_from_name
from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import PAGE_LIMIT, decoded
from mentorsite.markdown.document import Document, Image, of_type
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse
from mentorsite.markdown.sanitize import scheme
from mentorsite.markdown.slug import slug
from mentorsite.model.urls import INDEX_NAMES

ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$|\s+#+\s*$")
HEADING = re.compile(r" {0,3}# +(\S.*)|(\S.*)\n=+ *(?:\n|$)")
IN_BYTES = re.compile(rb"data:image/[\w.+-]{1,40};base64,[A-Za-z0-9+/=]+")
"""A picture that stands in the page itself; how large a page may be is said of its words."""
PART = re.compile(r"_[\w-][\w.-]{0,99}")
MAX_LISTED_FILES = 8
"""As many files are named that were left out of a folder; of more, only how many."""


@dataclass(frozen=True, slots=True)
class _Body:
    """A page's text in our Markdown, its links not led anew yet."""

    text: str
    losses: tuple[ImportWarning, ...]
    numbers: tuple[int, ...]
    """The line of the source of each line."""


def import_folder(source: ImportSource) -> ImportResult | None:
    """The handbook that a folder of Markdown becomes; nothing of one without a page."""
    found = layout(source)
    if found is None:
        return None
    pictures: dict[str, dict[str, bytes]] = {}
    originals, losses, unread = _originals(source, found, pictures)
    if found.bundles:
        found = _without_bundles(found, originals)
    move = moving(found, originals, filter(kind_of, (*source.texts, *source.others)))
    # All pages are read before one is written, since links lead to ids of other pages.
    bodies = {path: _body(originals[path], found) for path in move.to}
    documents = {path: parse(body.text, Origin(Place(path))) for path, body in bodies.items()}
    tops = {path: _tops(body.text) for path, body in bodies.items()}
    known = {path: known_ids(document) for path, document in documents.items()}
    anywhere = _anywhere(known, tops) if found.ids_anywhere else {}
    where = replace(move.where, tops=tops, ids=known, anywhere=anywhere)
    files: dict[str, bytes] = {}
    for path, to in move.to.items():
        text, missed = _page(originals[path], bodies[path], documents[path], move, where)
        files[f"{CONTENT}{to}"] = text.encode()
        files |= {f"{CONTENT}{join(dirname(to), name)}": data for name, data in pictures[path].items()}
        losses += missed
    files |= _sections(move)
    copies, missed = _copies(move)
    losses += (*missed, *_left_out(source, move), *found.losses, *move.menu.losses, *move.losses, *source.losses)
    home = next((path for path, to in move.to.items() if splitext(to)[0] in INDEX_NAMES), None)
    title = found.title
    if not title and home:
        title = _title(originals[home], documents[home], move)
    name = title or title_from_name(source.name) or "Handbook"
    return ImportResult(
        kind=found.kind,
        title=name,
        came=len(move.to),
        files=files,
        copies=copies,
        description=found.description,
        languages=move.languages,
        losses=tuple(sorted(set(losses))),
        unread=tuple(sorted((*unread, *found.unread, *_unread(source, move)))),
    )


def _body(page: Original, found: Layout) -> _Body:
    steps = (
        ids_as_ours,
        *COMMENTS,
        without_hidden,
        spaced_links,
        *found.steps(page.path),
        without_hidden,  # once more, for what the page has taken in since, and what marks have become
        markdown_in_html,
        *((lines_kept,) if found.breaks else ()),
    )
    lines, notes = through(steps, lines_of(page.body, page.first))
    notes = (*notes, *leftovers(lines, notes))
    notes = (*notes, *not_shown(lines, notes))
    whole = "\n".join(line.text for line in lines)
    text = whole.strip("\n")
    losses = tuple(ImportWarning(page.path, note.number, note.what) for note in notes)
    above = len(whole) - len(whole.lstrip("\n"))
    return _Body(f"{text}\n" if text else "", losses, tuple(line.number for line in lines[above:]))


def _images_elsewhere(page: Original, body: _Body, document: Document, bases: Iterable[str]) -> Iterator[ImportWarning]:
    """The images on other sites, which no page shows."""
    own = tuple(f"{base}/" for base in bases if scheme(base))
    for image in of_type(document, Image):
        is_elsewhere = scheme(image.target) in ("http", "https") or image.target.startswith("//")
        if is_elsewhere and not image.target.startswith(own):
            said = f"the image `{image.target[:100]}` is on another site, and not shown; copy it below `content/`"
            yield ImportWarning(page.path, body.numbers[(image.place.line or 1) - 1], said)


def _anywhere(known: Mapping[str, Mapping[str, str]], tops: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The page of each id that one page of its language alone has."""
    counted: defaultdict[str, list[str]] = defaultdict(list)
    for path, own in known.items():
        for name in {*own, *map(loose, tops[path])}:
            counted[f"{language_of(path)}:{name}"].append(path)
    return {name: pages[0] for name, pages in counted.items() if len(pages) == 1}


def _tops(body: str) -> frozenset[str]:
    """The ids that mean the top of a page: those of the heading that becomes its title."""
    heading = _heading_line(body)
    if not heading:
        return frozenset()
    own = re.search(r"\{\s*#([\w-]+)[^{}]*\}\s*$", heading)
    if own:
        return frozenset({own[1]})
    return frozenset({slug(ATTRIBUTES.sub("", heading).strip())})


def _originals(
    source: ImportSource, found: Layout, pictures: dict[str, dict[str, bytes]]
) -> tuple[dict[str, Original], list[ImportWarning], list[ImportWarning]]:
    """The pages that can be read and were public; what they lost, and the pages that can't be read. `pictures` gets
    those that stand in pages themselves."""
    originals: dict[str, Original] = {}
    losses: list[ImportWarning] = []
    unread: list[ImportWarning] = []
    for path in sorted(found.pages):
        data = source.texts[path]
        if len(IN_BYTES.sub(b"", data)) > PAGE_LIMIT:
            unread.append(ImportWarning(path, 0, f"a page of more than {PAGE_LIMIT:,} bytes; left out"))
            continue
        text = decoded(path, data)
        if isinstance(text, Problem):
            unread.append(ImportWarning(path, text.line, f"{text.message}; left out"))
            continue
        text, pictures[path] = taken_out(text, name_of(splitext(basename(path))[0], "picture"))
        page = found.adapted(original(path, text, bare_keys=found.bare_keys))
        losses += page.losses
        # All in some folders is a draft in a handbook, whatever it was to the tool.
        in_drafts = "its folder" if is_draft_path(f"{CONTENT}{shown_path(found.pages[path])}") else ""
        why = found.hidden.get(path) or why_hidden(page, source.today, found.from_keys) or in_drafts
        if why:
            losses.append(ImportWarning(path, 0, f"a draft, or a page that was not public ({why}); left out"))
        else:
            originals[path] = page
    return originals, losses, unread


def _without_bundles(found: Layout, originals: Mapping[str, Original]) -> Layout:
    """The layout without files in a folder whose page was not public in any language."""
    heads = [path for path in found.pages if basename(path).partition(".")[0] == "index"]
    public = {dirname(path) for path in heads if path in originals}
    hidden = {dirname(path) for path in heads} - public
    assets = {path: to for path, to in found.assets.items() if not hidden & set(folders_above(path))}
    return replace(found, assets=assets)


def _page(
    page: Original, body: _Body, document: Document, move: Move, where: LinkMap
) -> tuple[str, list[ImportWarning]]:
    """A page as a handbook has it, and what it lost."""
    to, address = move.to[page.path], next(iter(move.published[page.path]), "")
    title, entry = _title(page, document, move), move.menu.titles.get(page.path, MenuEntry())
    elsewhere = _images_elsewhere(page, body, document, move.layout.bases)
    losses = [*body.losses, *elsewhere, *lost_keys(page, move.layout, title)]
    if entry.title and entry.title.split() != title.split():
        said = f"`{page.path}` was “{entry.title}” in the menu; it is “{title}” now"
        losses.append(ImportWarning(entry.at or move.layout.menu_at, entry.line, said))
    order = move.orders.get(page.path)
    if order is None and is_index(to):
        order = move.folder_orders.get(dirname(to))
    if _heading_line(body.text) and not page.first_of(TITLE)[1]:
        title = ""  # the heading says it
    front = front_matter(
        title=title,
        description=page.first_of(DESCRIPTION)[1],
        language=_language(page, move),
        order=order,
        keywords=_keywords(page),
        reviewed=reviewed(page)[1],
        owner=page.text("owner"),
        aliases=list(move.aliases.get(page.path, ())),
    )
    return front + relinked(body.text, document, page.path, address, where), losses


def _language(page: Original, move: Move) -> str:
    """The language of a page that is not the handbook's, and that its file's name does not tell."""
    code = language_code(page.first_of(LANGUAGE)[1])
    stem = splitext(move.to[page.path])[0]
    if code in (next(iter(move.languages), "en"), stem.rpartition(".")[2]):
        return ""
    return code


def _heading_line(body: str) -> str:
    """The level-1 heading that a page starts with, as it is written."""
    found = HEADING.match(body)
    if found:
        return (found[1] or found[2]).strip()
    return ""


def _keywords(page: Original) -> list[str]:
    """The words that a page is found by: a list, or one text with commas."""
    said = page.texts("keywords")
    words = said[0].split(",") if len(said) == 1 else said
    return [" ".join(word.split()) for word in words if word.strip()]


def _title(page: Original, document: Document, move: Move) -> str:
    """What a page is called: by itself, by its heading, by the menu, by its folder or file."""
    to = move.to[page.path]
    if is_index(to):
        folder = move.layout.folders.get(dirname(to), ("", None))[0]
        name = basename(dirname(to))
    else:
        folder = ""
        name = splitext(basename(to))[0]
    short = page.first_of(SHORT)[1]
    menu = move.menu.titles.get(page.path, MenuEntry()).title
    said = page.first_of(TITLE)[1] or document.title_text or short or menu or folder
    return said or title_from_name(name) or move.layout.title or "Home"


def _sections(move: Move) -> dict[str, bytes]:
    """A page for each folder that has a title or a place in the menu, but no page of its own; and a home."""
    made: dict[str, bytes] = {}
    titles = {folder: title for folder, (title, _) in move.layout.folders.items()}
    titles |= move.menu.folders
    for folder in move.layout.descriptions:
        titles.setdefault(folder, "")
    have_index = {dirname(to) for to in move.to.values() if is_index(to)}
    hold_pages: set[str] = set()
    for to in move.to.values():
        hold_pages.update(folders_above(to))
    for folder in sorted(({*titles, *move.folder_orders} & hold_pages) - have_index):
        title = titles.get(folder) or title_from_name(basename(folder))
        front = front_matter(
            title=title,
            description=move.layout.descriptions.get(folder, ""),
            order=move.folder_orders.get(folder),
        )
        made[f"{CONTENT}{folder}/index.md"] = front.encode()
    if "" not in have_index:
        made[f"{CONTENT}index.md"] = front_matter(title=move.layout.title or "Home").encode()
    return made


def _copies(move: Move) -> tuple[dict[str, str], list[ImportWarning]]:
    """Images and attachments, each with the file of the source that it is a copy of."""
    copies: dict[str, str] = {}
    losses: list[ImportWarning] = []
    for path, to in sorted(move.assets.items()):
        target = f"{CONTENT}{to}"
        if target in copies:
            losses.append(ImportWarning(path, 0, f"`{copies[target]}` stands in its place; left out"))
        copies.setdefault(target, path)
    return copies, losses


def _unread(source: ImportSource, move: Move) -> Iterator[ImportWarning]:
    """The files of words that are of a kind that is not read."""
    known = {*move.assets, *move.layout.pages, *move.layout.parts, *(loss.path for loss in move.layout.losses)}
    for path in sorted({*source.texts, *source.others} - known):
        if kind_of(path):
            yield ImportWarning(path, 0, not_read(path))


def _parts(source: ImportSource, move: Move) -> Iterator[str]:
    """The files that are parts of pages, as `_note.md`, and that some page or another part names."""
    parts = {path: data for path, data in source.texts.items() if basename(path).startswith("_")}
    named: set[str] = set()
    for page in move.originals.values():
        named.update(PART.findall(page.body))
    for data in parts.values():
        named.update(PART.findall(data.decode(errors="replace")))
    return (path for path in parts if basename(path) in named)


def _left_out(source: ImportSource, move: Move) -> Iterator[ImportWarning]:
    """Files that are neither page nor attachment, in one loss for each folder at the top."""
    losses = (*move.layout.losses, *move.layout.unread, *source.losses)
    menus = {move.layout.menu_at, *(entry.at for entry in flattened(move.layout.menu))}
    named = menus | {loss.path for loss in losses}
    known = {*move.assets, *move.layout.pages, *named, *move.layout.parts, *_parts(source, move)}
    rest: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted({*source.texts, *source.others}):
        if any(name.startswith(".") for name in path.split("/")):
            continue
        if path in known or is_settings_file(path) or kind_of(path):
            continue
        folder, slash, inside = path.partition("/")
        if slash:
            rest[f"{folder}/"].append(inside)
        else:
            rest["."].append(path)
    for folder, names in rest.items():
        if len(names) <= MAX_LISTED_FILES:
            said = ", ".join(names)
        else:
            said = f"{len(names):,} files"
        yield ImportWarning(folder, 0, f"{said}: not published, or no page, image or attachment; left out")
