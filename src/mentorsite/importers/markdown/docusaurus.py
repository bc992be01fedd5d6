"""A Docusaurus site: where its pages stand, and where it publishes them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, dirname, splitext

from mentorsite.errors import Problem
from mentorsite.importers.markdown import mdx, mdx_programs
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.config_files import Configuration, as_list, as_settings, configuration
from mentorsite.importers.markdown.docusaurus_menus import PREFIX, menus
from mentorsite.importers.markdown.docusaurus_sections import (
    FOLDERS,
    Section,
    find,
    own,
    pictures,
    sections,
    translated,
)
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.globs import kept_out, texts_in
from mentorsite.importers.markdown.js_literals import each_after, mapping_after, text_of_key
from mentorsite.importers.markdown.layout import Layout, below, is_page, only_pages
from mentorsite.importers.markdown.line_breaks import by_remark
from mentorsite.importers.markdown.lines import Step
from mentorsite.importers.markdown.menus import NUMBER
from mentorsite.importers.markdown.page_keys import ORDER, language_code, own_order
from mentorsite.importers.markdown.redirects import Redirect, lines_of_texts
from mentorsite.importers.markdown.source_texts import first_there, originals_of
from mentorsite.importers.result import ImportSource, ImportWarning
from mentorsite.loader.tree import decoded

CONFIG = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
ORDER_KEYS = ("sidebar_position", *ORDER)
CATEGORY = ("_category_.json", "_category_.yml", "_category_.yaml")
PLUGIN = r"plugin-client-redirects[\"']\s*,\s*(?=\{)"
VERSION = re.compile(
    r"(?:(?:[^/]+_)?versioned_docs|i18n/[^/]+/docusaurus-plugin-content-docs(?:-[^/]+)?)/version-([^/]+)/"
)
POST = re.compile(r"(\d{4})-(\d\d)-(\d\d)-(.+)")


def docusaurus(source: ImportSource) -> Layout | None:
    """The layout of a Docusaurus site. Its settings are a program: what can be read off them is."""
    path = first_there(CONFIG, source)
    if not path:
        return None
    program = decoded(path, source.texts[path])
    said = "" if isinstance(program, Problem) else program
    base = text_of_key(said, "baseUrl")
    known = sections(said)
    languages = _languages(said, source)
    codes = [*languages][1:]  # the first has no folder of its own
    ours = only_pages(own(source.texts, known))
    pages = {**ours, **only_pages(translated(source.texts, known, codes))}
    originals = originals_of(pages, source)
    folders = _folders(source, known)
    orders = {each: own_order(originals[each], ORDER_KEYS) for each in ours}
    orders_of_folders = {folder: order for folder, (_, order) in folders.items()}
    menu_at, menu, lost = menus(source, orders, orders_of_folders, known)
    docs = next((each for each in known if each.kind == "docs"), None)

    def steps(page: str) -> tuple[Step, ...]:
        parts = mdx_programs.parts(page, source, {"@site/": ""})
        return (parts, *mdx.OF_MDX, mdx_programs.expressions(originals.get(page)))

    return Layout(
        kind="a Docusaurus site",
        title=text_of_key(said, "title"),
        description=text_of_key(said, "tagline"),
        languages=languages,
        pages=pages,
        assets={
            **below(source.others, "static"),
            **own(source.others, known),
            **pictures(source.others, known, codes),
        },
        steps=steps,
        addresses=lambda page, _target: (_address_of(page, known, codes),),
        hidden=_excluded(said, pages, known, codes),
        redirects=tuple(_redirects(said)),
        redirects_at=path,
        order_keys=ORDER_KEYS,
        used=("slug", "id"),
        breaks=by_remark(said),
        home=docs.route if docs else "",
        bases=((text_of_key(said, "url") + base).rstrip("/"), base.rstrip("/")),
        roots=(*(each.folder for each in known if each.kind == "docs"), "static"),
        folders=folders,
        descriptions=_descriptions(source, known),
        menu=menu,
        menu_at=menu_at,
        losses=(
            ImportWarning(path, 0, "a program, which is not run: title, tagline and addresses are read off it"),
            *_not_read(path, said),
            *_outside(path, known),
            *_beside(path, said),
            *lost,
        ),
        unread=tuple(_older_versions(source.texts, docs.folder if docs else FOLDERS["docs"])),
    )


def _languages(program: str, source: ImportSource) -> dict[str, str]:
    """The code and name of each language, the default one first."""
    said = Configuration(mapping_after(program, r"\bi18n\s*:\s*(?=\{)"))
    first = text_of_key(program, "defaultLocale")
    folders = set()
    for path in source.texts:
        if path.startswith("i18n/"):
            folders.add(path.split("/")[1])
    if not first and not folders:
        return {}
    # A program that can't be read may list them all the same: their folders tell them.
    codes = texts_in(said.at("locales")) or sorted(each for each in folders if language_code(each) == each)
    known = dict.fromkeys([first or "en", *codes])
    return {code: said.text("localeConfigs", code, "label") for code in known}


def _older_versions(paths: Iterable[str], docs: str) -> Iterator[ImportWarning]:
    """The pages of versions before the one in the folder for docs."""
    for path in paths:
        found = VERSION.match(path)
        if found and is_page(path):
            yield ImportWarning(
                path, 0, f"a page of version {found[1]}; only those in `{docs}/`, the newest, are brought"
            )


def _excluded(program: str, pages: Mapping[str, str], known: Iterable[Section], codes: Iterable[str]) -> dict[str, str]:
    """The pages that the settings leave out; which of them a list is for is not told apart."""
    globs: list[str] = []
    for said in each_after(program, r"\bexclude\s*:\s*(?=\[)"):
        globs += texts_in(said)
    places = {}
    for path in pages:
        found = find(path, known, codes)
        if found:
            places[path] = found.path
    return kept_out(places, globs, "`exclude` in the settings")


def _outside(path: str, known: Iterable[Section]) -> Iterator[ImportWarning]:
    """Sections whose files lie outside of the site's folder."""
    for each in known:
        if each.folder.startswith(("..", "/")):
            said = f"the pages in `{each.folder}` are not below this folder, and did not come: move it there first"
            yield ImportWarning(path, 0, said)


def _redirects(program: str) -> Iterator[Redirect]:
    """Old addresses, as the plugin for redirects has them."""
    said, lines = Configuration(mapping_after(program, PLUGIN)).at("redirects"), lines_of_texts(program)
    for each in as_list(said):
        one = as_settings(each)
        for old in texts_in(one.at("from")):
            yield Redirect(old, one.text("to"), lines.get(old, 0))


def _not_read(path: str, program: str) -> Iterator[ImportWarning]:
    """What is in the settings and can't be read off them."""
    said = mapping_after(program, PLUGIN)
    if "plugin-client-redirects" in program and not isinstance(said.get("redirects"), list):
        yield ImportWarning(path, 0, "`redirects` can't be read off the program; the old addresses are lost")
    if "createRedirects" in program:
        yield ImportWarning(path, 0, "`createRedirects` is a program, which is not run; the old addresses are lost")
    for each in re.findall(r"\bexclude\s*:\s*[^\[\s].{0,40}", program):
        yield ImportWarning(path, 0, f"`{each}` can't be read off the program: look for pages that were not public")


def _beside(path: str, program: str) -> Iterator[ImportWarning]:
    """What the bars and the footer show."""
    bars = Bars(path, text_of_key(program, "url").rstrip("/"), lines_of_texts(program))
    keys = ("navbar", "footer", "announcementBar")
    navbar, footer, bar = (Configuration(mapping_after(program, rf"\b{key}\s*:\s*(?=\{{)")) for key in keys)
    yield from bars.links(navbar.at("items"))
    for each in as_list(footer.at("links")):
        # In columns, or all in a row.
        inside = as_settings(each).at("items")
        yield from bars.entries(each if inside is None else inside)
    yield from bars.words(footer.at("copyright"))
    yield from bars.words(bar.at("content"), where="bar at the top")


def _address_of(page: Original, known: Iterable[Section], codes: Iterable[str]) -> str:
    """Where a page is published; a translation stands below its language."""
    found = find(page.path, known, codes)
    if not found:
        return ""
    start = f"{found.code}/" if found.code else ""
    return f"{start}{_address(page, found.path, found.section)}"


def _address(page: Original, path: str, section: Section) -> str:
    slug = page.text("slug")
    stem, _ = splitext(path)
    if section.kind == "pages" and stem == "index":
        return _joined(section.route)
    if section.kind == "pages":
        return _joined(section.route, stem.removesuffix("/index"))
    if slug.startswith("/"):
        return _joined(section.route, slug.strip("/"))
    if section.kind == "blog":
        return _joined(section.route, slug or _post(stem))
    folders = []
    for each in dirname(stem).split("/"):
        if each:
            folders.append(PREFIX.sub("", each))
    name = slug or page.text("id") or PREFIX.sub("", basename(stem))
    # The page of a folder may have the folder's own name there.
    is_index = name.lower() in ("index", "readme") or (folders and name == folders[-1])
    if is_index and not slug:
        return _joined(section.route, *folders)
    return _joined(section.route, *folders, name)


def _joined(*parts: str) -> str:
    return "".join(f"{each}/" for each in parts if each)


def _post(stem: str) -> str:
    found = POST.fullmatch(basename(stem.removesuffix("/index")))
    if found:
        return "/".join(found.groups())
    return stem


def _folders(source: ImportSource, known: Iterable[Section]) -> dict[str, tuple[str, float | None]]:
    """Titles and places of folders, as `_category_.json` says them."""
    found: dict[str, tuple[str, float | None]] = {}
    for folder, said in _categories(source, known):
        position = said.text("position")
        order = float(position) if NUMBER.fullmatch(position) else None
        found[folder] = (said.text("label") or said.text("link", "title"), order)
    return found


def _descriptions(source: ImportSource, known: Iterable[Section]) -> dict[str, str]:
    """What folders say of themselves."""
    found = {}
    for folder, said in _categories(source, known):
        words = said.text("link", "description") or said.text("description")
        if words:
            found[folder] = words
    return found


def _categories(source: ImportSource, known: Iterable[Section]) -> Iterator[tuple[str, Configuration]]:
    """What each `_category_.json` of the docs says, with the folder below `content/` that it is for."""
    for path, data in source.texts.items():
        if basename(path) not in CATEGORY:
            continue
        found = find(path, known, ())
        if found and found.section.kind == "docs":
            yield dirname(f"{found.section.to}{found.path}"), configuration(path, data)
