"""The tree of a handbook's pages, and what is read off it: menu, breadcrumbs, neighbours."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from mentorsite.loader.parse import title_from_name
from mentorsite.loader.source_addresses import DOWNLOADS, IDEAS_PAGE, MESSAGES
from mentorsite.model.settings import Settings
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.model.urls import below, parent, print_address
from mentorsite.structure.bilingual import bilingual_address, bilingual_forms
from mentorsite.structure.links import Inside, Outside, destination
from mentorsite.structure.offline import keeps_offline
from mentorsite.structure.pairs import SIDE_BY_SIDE, pairs
from mentorsite.theme.bilingual import Bilingual

NodeKind = Literal[
    "page", "section", "program", "form", "pair", "bilingual", "downloads", "role", "cohort", "ideas", "print",
    "translations", "kept", "messages", "signed", "certificates", "certificate",
]  # fmt: skip
STANDARD_FOLDERS = ("programs", "agreements", "checklists", "worksheets")
UNLISTED = (
    "pair", "bilingual", "cohort", "ideas", "print", "translations", "kept", "messages", "signed", "certificates",
)  # fmt: skip
"""Kinds of page that no list and no menu leads to, but the page that they belong to."""
TRANSLATIONS = "translations/"
"""The page for coordinators that shows how far the handbook is translated."""
KEPT = "this-device/"
"""The page that lists what a reader's device keeps of the handbook."""
SIGNED = "check-signed-copy/"
"""The page that tells whether a file is what was signed."""
WordsIn = Callable[[str], Mapping[str, str]]
"""Gives the words of the theme in a language."""
SEVERAL = 2
"""As many pages make a part of the menu worth a print edition of its own."""
MOST_IN_A_BOOK = 400
"""As many pages are printed together: to draw them takes a minute or two."""
FOLDER_ORDER = 40
"""Where the standard folders stand among pages with an `order`: 40, 41, 42, 43."""


@dataclass(frozen=True, slots=True)
class Node:
    """A page in the tree. `order` is None where the title decides; `detail` tells a form's kind."""

    address: str
    kind: NodeKind
    title: str
    description: str
    order: float | None
    detail: str = ""
    written_in: str = ""
    """The language of its text, where it stands in place of a translation."""

    @property
    def untranslated(self) -> bool:
        """Whether it stands in place of a translation."""
        return bool(self.written_in)


@dataclass(frozen=True, slots=True)
class Outline:
    """All nodes by address, and the addresses below each, in reading order."""

    nodes: Mapping[str, Node]
    children: Mapping[str, tuple[str, ...]]
    homes: frozenset[str] = frozenset([""])
    """The addresses of the first page of each language."""

    def below(self, address: str) -> tuple[Node, ...]:
        """The nodes right below an address."""
        return tuple(self.nodes[each] for each in self.children.get(address, ()))


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the menu: an address of the site, or a URL elsewhere."""

    title: str
    address: str | None
    url: str | None = None
    written_in: str = ""
    """The language of its title, where that isn't translated."""


def outline(site: Site, words_in: WordsIn) -> Outline:
    """The tree of a site. A folder without a page of its own becomes a section."""
    words_in = cache(words_in)
    homes = site.settings.homes
    nodes = {node.address: node for node in _nodes(site, words_in)}
    # From here on a page that someone wrote stays, where a page that is made would have its address.
    made_pages = (*_certificate_folders(site, words_in), *_pair_nodes(site, words_in), *_bilingual_nodes(site))
    for node in made_pages:
        nodes.setdefault(node.address, node)
    for home, language in homes.items():
        for node in _of_language(site, home, words_in(language)):
            nodes.setdefault(node.address, node)
    choices = _choices(site)
    for first, entries in choices.items():
        nodes[first] = _choosing(first, entries, nodes[entries[0].address], words_in)
    for address in list(nodes):
        above = parent(address)
        while above and above not in nodes:
            nodes[above] = _section(above, site.settings, words_in)
            above = parent(above)
    children = _children(nodes.values(), homes)
    for first, entries in choices.items():
        children[first] = tuple(entry.address for entry in entries)
    made = Outline(nodes, children, frozenset(homes))
    # Last, for what has a print edition is read off the tree. `made` holds `nodes` itself, so these are in it as well.
    for address in books(made):
        own_words = words_in(site.settings.language_at(address))
        here, title = print_address(address), own_words["print_title"].format(nodes[address].title)
        nodes.setdefault(here, Node(here, "print", title, own_words["print_about"], None))
    return made


def _pair_nodes(site: Site, words_in: WordsIn) -> Iterator[Node]:
    for entry, other in pairs(site):
        words = words_in(entry.form.language)
        title = words["pair_title"].format(entry.form.title, other.form.title)
        written_in = entry.form.language if entry.shown_in else ""
        address = f"{entry.address}{SIDE_BY_SIDE}"
        yield Node(address, "pair", title, words["pair_about"], None, written_in=written_in)


def _bilingual_nodes(site: Site) -> Iterator[Node]:
    for both in bilingual_forms(site):
        first, second = (each.form for each in both)
        title = Bilingual(first.title, second.title, second.language)
        about = Bilingual(first.description, second.description, second.language)
        yield Node(bilingual_address(both), "bilingual", title, about, None, first.kind)


def _of_language(site: Site, home: str, words: Mapping[str, str]) -> Iterator[Node]:
    """The pages that a language has of all its forms and programs."""
    if site.forms and site.settings.downloads:
        title, about = words["downloads_title"], words["downloads_about"]
        order = FOLDER_ORDER + len(STANDARD_FOLDERS)
        yield Node(f"{home}{DOWNLOADS}", "downloads", title, about, order)
    if site.forms or keeps_offline(site):
        if site.forms:
            about = words["kept_about"]
        else:
            about = words["kept_offline"]
        yield Node(f"{home}{KEPT}", "kept", words["kept_title"], about, None)
    if site.messages:
        yield Node(f"{home}{MESSAGES}", "messages", words["messages_title"], words["messages_about"], None)
    if any(entry.form.signatures for entry in site.forms):
        yield Node(f"{home}{SIGNED}", "signed", words["signed_title"], words["signed_about"], None)
    if site.settings.ideas:
        yield Node(f"{home}{IDEAS_PAGE}", "ideas", words["ideas_title"], words["ideas_about"], None)
    if site.translated:
        title, about = words["translations_title"], words["translations_about"]
        yield Node(f"{home}{TRANSLATIONS}", "translations", title, about, None)


def _children(nodes: Iterable[Node], homes: Container[str]) -> dict[str, tuple[str, ...]]:
    """The addresses that the menu lists below each address, in its order."""
    below: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.address not in homes and node.kind not in UNLISTED:
            below[parent(node.address)].append(node)
    children = {}
    for address, group in below.items():
        children[address] = tuple(node.address for node in sorted(group, key=_rank))
    return children


def books(outline: Outline) -> list[str]:
    """What has a print edition: the whole handbook, each program, and each part of the menu with several pages.

    So it is in each language, as far as it is translated. What has more pages than people print has none.
    """
    nodes = {address: node for address, node in outline.nodes.items() if not node.untranslated}
    sizes = Counter(above for address in nodes for above in _above(outline, address))
    whole = [home for home in outline.homes if home in nodes]
    programs = [node.address for node in nodes.values() if node.kind == "program"]
    parts = []
    for home in outline.homes:
        for part in outline.children.get(home, ()):
            pages = []
            for address in outline.children.get(part, ()):
                if address in nodes and nodes[address].kind == "page":
                    pages.append(address)
            if outline.nodes[part].kind in ("page", "section") and len(pages) >= SEVERAL:
                parts.append(part)
    return [each for each in sorted((*whole, *programs, *parts)) if sizes[each] <= MOST_IN_A_BOOK]


def _above(outline: Outline, address: str) -> Iterator[str]:
    """An address and those of all folders that it is in, up to the first page of its language."""
    yield address
    while address not in outline.homes:
        address = parent(address)
        yield address


def _choices(site: Site) -> dict[str, list[FormEntry]]:
    """The forms that several programs list, by their first address, which leads to each program's own."""
    choices: defaultdict[str, list[FormEntry]] = defaultdict(list)
    for entry in site.forms:
        if entry.address != entry.own:
            choices[entry.own].append(entry)
    return choices


def _choosing(address: str, entries: list[FormEntry], copy: Node, words_in: WordsIn) -> Node:
    """The page where readers choose among the copies of a form: its title is that of each of them."""
    titles = dict.fromkeys(entry.form.title for entry in entries)
    title = words_in(entries[0].form.language)["list_separator"].join(titles)
    return replace(copy, address=address, kind="section", title=title, description=entries[0].form.description)


def _nodes(site: Site, words_in: WordsIn) -> Iterator[Node]:
    for page in site.pages:
        written_in = page.language if page.shown_in else ""
        yield Node(page.address, "page", page.title, page.description, page.order, written_in=written_in)
    for entry in site.programs:
        program = entry.program
        written_in = entry.language if entry.shown_in else ""
        about = program.description or program.purpose.summary
        yield Node(entry.address, "program", program.name, about, entry.order, written_in=written_in)
        yield from _program_nodes(entry, words_in(entry.language))
    for each in site.forms:
        form, listing = each.form, site.program_of(each)
        if listing:  # copies of a form have one title, so lists tell them apart by their programs
            about = listing.name
        else:
            about = form.description
        written_in = form.language if each.shown_in else ""
        yield Node(each.address, "form", form.title, about, form.order, form.kind, written_in)
    for one in site.certificates:
        yield Node(one.address, "certificate", one.title, one.description, one.order)


def _certificate_folders(site: Site, words_in: WordsIn) -> Iterator[Node]:
    for one in site.certificates:
        words = words_in(site.settings.language_at(one.address))
        title, about = words["folder_certificates"], words["folder_certificates_about"]
        yield Node(parent(one.address), "certificates", title, about, None)


def _program_nodes(entry: ProgramEntry, words: Mapping[str, str]) -> Iterator[Node]:
    """The pages of a program's roles, in their order, and of its cohorts."""
    name = entry.program.name
    written_in = entry.language if entry.shown_in else ""
    for order, (key, role) in enumerate(entry.program.roles.items()):
        about = words["role_about"].format(role.label, name)
        yield Node(below(entry.address, key), "role", role.label, about, order, written_in=written_in)
    for key, cohort in entry.program.cohorts.items():
        about = words["cohort_about"].format(cohort.label, name)
        yield Node(below(entry.address, key), "cohort", cohort.label, about, None, written_in=written_in)


def _section(address: str, settings: Settings, words_in: WordsIn) -> Node:
    name, language = address.rstrip("/").rpartition("/")[2], settings.language_at(address)
    words = words_in(language)
    if address == f"{language}/":
        return Node(address, "section", settings.languages[language], "", None)
    if name in STANDARD_FOLDERS:
        order = FOLDER_ORDER + STANDARD_FOLDERS.index(name)
        return Node(address, "section", words[f"folder_{name}"], words[f"folder_{name}_about"], order)
    if name == "guidelines":
        return Node(address, "section", words["part_guidelines"], "", None)
    return Node(address, "section", title_from_name(name), "", None)


def _rank(node: Node) -> tuple[bool, float, str, str]:
    """Numbered pages first, by number; then by title."""
    return node.order is None, node.order or 0, node.title.casefold(), node.address


def menu(site: Site, outline: Outline, home: str) -> tuple[MenuItem, ...]:
    """The menu's first level in the language of a home: what site.yml says, else everything right below it."""
    settings = site.settings_in(site.settings.language_at(home))
    if not settings.navigation:
        return tuple(_item(node, node.title) for node in outline.below(home))
    items = []
    for entry in settings.navigation:
        match destination(site, "content/index.md", home, entry.to.id, entry.to.place):
            case Inside(address=address) if address in outline.nodes:
                items.append(_item(outline.nodes[address], entry.title or outline.nodes[address].title))
            case Outside(url=url):
                items.append(MenuItem(entry.title or url, None, url))
    return tuple(items)


def _item(node: Node, title: str) -> MenuItem:
    if title == node.title:
        return MenuItem(title, node.address, None, node.written_in)
    return MenuItem(title, node.address)  # a title of site.yml, which is in the reader's language


def breadcrumbs(outline: Outline, address: str) -> tuple[Node, ...]:
    """The pages above an address, the home of its language first."""
    above: list[Node] = []
    while address not in outline.homes:
        address = parent(address)
        if address in outline.nodes:
            above.append(outline.nodes[address])
    return tuple(reversed(above))


def neighbours(outline: Outline) -> dict[str, tuple[Node | None, Node | None]]:
    """The page before and the page after each page, within a section of pages; its first page follows the section."""
    found: dict[str, tuple[Node | None, Node | None]] = {}
    for address, node in outline.nodes.items():
        if node.kind == "page" and address not in outline.homes:
            first_below = next((each for each in outline.below(address) if each.kind == "page"), None)
            found[address] = None, first_below
    # A page within a section has its neighbours there: only those of the first level keep what is set above.
    for above in outline.children:
        if above in outline.homes:
            continue
        row = (outline.nodes[above], *outline.below(above))
        pages = []
        for each in row:
            if each.kind in ("page", "section"):
                pages.append(each)
        for before, node, after in zip((None, *pages), pages, (*pages[1:], None), strict=False):
            if node.kind == "page" and parent(node.address) == above:
                found[node.address] = before, after
    return found
