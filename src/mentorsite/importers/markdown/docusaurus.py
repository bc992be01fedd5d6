"""A Docusaurus site: where its pages stand, and where it publishes them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.errors import Problem
from mentorsite.importers.markdown import mdx, mdx_programs
from mentorsite.importers.markdown.config_files import Configuration, configuration
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.globs import kept_out, texts_in
from mentorsite.importers.markdown.js_literals import after, each_after, mapping_after
from mentorsite.importers.markdown.layout import Layout, below, is_page, published
from mentorsite.importers.markdown.lines import Step
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry
from mentorsite.importers.markdown.page_keys import ORDER, language_code
from mentorsite.importers.markdown.redirects import Redirect, lines_of_texts
from mentorsite.importers.markdown.source_texts import originals_of, text_of
from mentorsite.importers.result import ImportSource, ImportWarning
from mentorsite.loader.tree import decoded

CONFIG = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
SIDEBARS = tuple(f"sidebars.{ending}" for ending in ("js", "ts", "json", "mjs", "cjs"))
CATEGORY = ("_category_.json", "_category_.yml", "_category_.yaml")
NUMBER = re.compile(r"^\d+\s*[-_.]+\s*(?=\D)")
START = r"(?:export\s+default|module\.exports\s*=|const\s+sidebars\b[^=]{0,100}=)\s*(?=\{)"
PLUGIN = r"plugin-client-redirects[\"']\s*,\s*(?=\{)"
VERSION = re.compile(r"(?:versioned_docs|i18n/[^/]+/docusaurus-plugin-content-docs)/version-([^/]+)/")
TRANSLATED = {
    "docusaurus-plugin-content-docs/current": "",
    "docusaurus-plugin-content-blog": "blog/",
    "docusaurus-plugin-content-pages": "",
}
"""The folders of a language, and where their pages go."""
IN_LANGUAGE = re.compile(r"i18n/([^/]+)/docusaurus-plugin-content-(docs/current|blog|pages)/(.*)")
POST = re.compile(r"(\d{4})-(\d\d)-(\d\d)-(.+)")


def docusaurus(material: ImportSource) -> Layout | None:
    """The layout of a Docusaurus site. Its settings are a program: what can be read off them is."""
    path = next((each for each in CONFIG if each in material.texts), None)
    if path is None:
        return None
    program = decoded(path, material.texts[path])
    said = "" if isinstance(program, Problem) else program
    route = _value(said, "routeBasePath") if "routeBasePath" in said else "docs"
    languages = _languages(said, material)
    own = {each: to for each, to in _paths(material.texts).items() if is_page(each)}
    pages = {**own, **_translated(material.texts, languages)}
    originals = originals_of(pages, material)
    menu_at, menu, lost = _sidebars(material, own)

    def steps(page: str) -> tuple[Step, ...]:
        parts = mdx_programs.parts(page, material, {"@site/": ""})
        return (parts, *mdx.STEPS, mdx_programs.expressions(originals.get(page)))

    return Layout(
        kind="a Docusaurus site",
        title=_value(said, "title"),
        description=_value(said, "tagline"),
        languages=languages,
        pages=pages,
        assets={**below(material.others, "static"), **_paths(material.others), **_pictures(material.others, languages)},
        steps=steps,
        addresses=lambda page, target: (_address_of(page, target, route.strip("/")),),
        hidden=_excluded(said, pages),
        redirects=tuple(_redirects(said)),
        redirects_at=path,
        order_keys=("sidebar_position", *ORDER),
        used=("slug", "id"),
        home=route.strip("/"),
        bases=((_value(said, "url") + _value(said, "baseUrl")).rstrip("/"), _value(said, "baseUrl").rstrip("/")),
        roots=("docs", "static"),
        folders=_folders(material),
        descriptions=_descriptions(material),
        menu=menu,
        menu_at=menu_at,
        losses=(
            ImportWarning(path, 0, "a program, which is not run: title, tagline and addresses are read off it"),
            *_not_read(path, said),
            *lost,
        ),
        unread=tuple(_older_versions(material.texts)),
    )


def _languages(program: str, material: ImportSource) -> dict[str, str]:
    """The code and name of each language, the default one first."""
    said = Configuration(mapping_after(program, r"\bi18n\s*:\s*(?=\{)"))
    first = _value(program, "defaultLocale")
    folders = {path.split("/")[1] for path in material.texts if path.startswith("i18n/")}
    codes = texts_in(said.at("locales")) or tuple(sorted(each for each in folders if language_code(each) == each))
    known = dict.fromkeys([first or "en", *codes]) if first or folders else {}
    return {code: said.text("localeConfigs", code, "label") for code in known}


def _translated(paths: Mapping[str, object], languages: Iterable[str]) -> dict[str, str]:
    """Pages below `i18n/`, each with its language in its name, beside the page that it translates."""
    found: dict[str, str] = {}
    for code in [*languages][1:]:
        for folder, to in TRANSLATED.items():
            for path, rest in published(below(paths, f"i18n/{code}/{folder}")).items():
                stem, end = splitext(rest)
                found |= {path: f"{to}{stem}.{code}{end}"} if is_page(path) else {}
    return found


def _pictures(paths: Mapping[str, object], languages: Iterable[str]) -> dict[str, str]:
    """Pictures beside translations, in a folder of the language."""
    codes = [*languages][1:]
    folders = {f"i18n/{code}/{folder}": f"{code}/{to}" for code in codes for folder, to in TRANSLATED.items()}
    return {path: f"{to}{rest}" for folder, to in folders.items() for path, rest in below(paths, folder).items()}


def _older_versions(paths: Iterable[str]) -> Iterator[ImportWarning]:
    """The pages of versions before the one in `docs/`."""
    for path in paths:
        found = VERSION.match(path)
        if found and is_page(path):
            yield ImportWarning(
                path, 0, f"a page of version {found[1]}; only those in `docs/`, the newest, are brought"
            )


def _excluded(program: str, pages: Mapping[str, str]) -> dict[str, str]:
    """The pages that the settings leave out; which of them a list is for is not told apart."""
    globs = [glob for said in each_after(program, r"\bexclude\s*:\s*(?=\[)") for glob in texts_in(said)]
    found = {path: IN_LANGUAGE.match(path) for path in pages}
    inside = {path: each[3] if (each := found[path]) else to.removeprefix("blog/") for path, to in pages.items()}
    return kept_out(inside, globs, "`exclude` in the settings")


def _redirects(program: str) -> Iterator[Redirect]:
    """Old addresses, as the plugin for redirects has them."""
    said, lines = Configuration(mapping_after(program, PLUGIN)).at("redirects"), lines_of_texts(program)
    for each in said if isinstance(said, list) else ():
        one = Configuration(each if isinstance(each, Mapping) else {})
        yield from (Redirect(old, one.text("to"), lines.get(old, 0)) for old in texts_in(one.at("from")))


def _not_read(path: str, program: str) -> Iterator[ImportWarning]:
    """What is in the settings and can't be read off them."""
    said = mapping_after(program, PLUGIN)
    if "plugin-client-redirects" in program and not isinstance(said.get("redirects"), list):
        yield ImportWarning(path, 0, "`redirects` can't be read off the program; the old addresses are lost")
    if "createRedirects" in program:
        yield ImportWarning(path, 0, "`createRedirects` is a program, which is not run; the old addresses are lost")
    for each in re.findall(r"\bexclude\s*:\s*[^\[\s].{0,40}", program):
        yield ImportWarning(path, 0, f"`{each}` can't be read off the program: look for pages that were not public")


def _address_of(page: Original, target: str, route: str) -> str:
    """Where a page is published; a translation stands below its language."""
    found = IN_LANGUAGE.match(page.path)
    if not found:
        return _address(page, target, route)
    kind = {"docs/current": "docs", "pages": "src/pages"}.get(found[2], found[2])
    inside = replace(page, path=f"{kind}/{found[3]}")
    stem, end = splitext(target)
    return f"{found[1]}/{_address(inside, f'{splitext(stem)[0]}{end}', route)}"


def _value(program: str, key: str) -> str:
    """The first text that a program gives a key."""
    found = re.search(rf"\b{key}\s*:\s*(?:'([^'\n]*)'|\"([^\"\n]*)\"|`([^`\n]*)`)", program)
    return next((each for each in found.groups() if each), "") if found else ""


def _paths(paths: Mapping[str, object]) -> dict[str, str]:
    """Docs stand at the top, the blog in its folder, pages of their own beside."""
    blog = {path: f"blog/{rest}" for path, rest in below(paths, "blog").items()}
    return published({**below(paths, "src/pages"), **blog, **below(paths, "docs")})


def _address(page: Original, target: str, route: str) -> str:
    slug = page.text("slug")
    stem, _ = splitext(target)
    if page.path.startswith("src/pages/"):
        return "" if stem == "index" else f"{stem.removesuffix('/index')}/"
    start = "blog" if page.path.startswith("blog/") else route
    if slug.startswith("/"):
        return f"{start}{slug.rstrip('/')}/".lstrip("/")
    if start == "blog":
        return f"{_post(stem, slug)}/"
    folders = [NUMBER.sub("", each) for each in dirname(stem).split("/") if each]
    name = slug or page.text("id") or NUMBER.sub("", basename(stem))
    is_index = not slug and (name.lower() in ("index", "readme") or (folders and name == folders[-1]))
    return "/".join(each for each in (start, *folders, "" if is_index else name) if each) + "/"


def _post(stem: str, slug: str) -> str:
    found = POST.fullmatch(basename(stem.removesuffix("/index")))
    if slug or not found:
        return f"blog/{slug}" if slug else stem
    return f"blog/{found[1]}/{found[2]}/{found[3]}/{found[4]}"


def _folders(material: ImportSource) -> dict[str, tuple[str, float | None]]:
    """Titles and places of folders, as `_category_.json` says them."""
    found: dict[str, tuple[str, float | None]] = {}
    for path, data in material.texts.items():
        if basename(path) in CATEGORY and path.startswith("docs/"):
            said = configuration(path, data)
            position = said.text("position")
            order = float(position) if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", position) else None
            folder = dirname(path).removeprefix("docs").lstrip("/")
            found[folder] = (said.text("label") or said.text("link", "title"), order)
    return found


def _descriptions(material: ImportSource) -> dict[str, str]:
    """What folders say of themselves."""
    found: dict[str, str] = {}
    for path, data in material.texts.items():
        if basename(path) in CATEGORY and path.startswith("docs/"):
            said = configuration(path, data)
            words = said.text("link", "description") or said.text("description")
            found |= {dirname(path).removeprefix("docs").lstrip("/"): words} if words else {}
    return found


def _sidebars(
    material: ImportSource, pages: Mapping[str, str]
) -> tuple[str, tuple[MenuEntry, ...], tuple[ImportWarning, ...]]:
    """The file of the menu, its entries, and that it can't be read where it can't."""
    path = next((each for each in SIDEBARS if each in material.texts), None)
    if path is None:
        return "", (), ()
    text = text_of(path, material)
    said = configuration(path, material.texts[path]).value if path.endswith(".json") else after(text, START)
    ids = {_id(each): each for each in pages if each.startswith("docs/")}
    lists = list(said.values()) if isinstance(said, Mapping) else []
    entries = tuple(entry for each in lists for entry in _entries(each, ids))
    if entries or "autogenerated" in text:
        return path, entries, tuple(_not_in_menus(lists, path))
    return (
        path,
        (),
        (ImportWarning(path, 0, "a menu that is a program is not run: the order comes from pages and titles"),),
    )


def _not_in_menus(said: Any, path: str, depth: int = 0) -> Iterator[ImportWarning]:
    """The words of a menu that a handbook's has no place for: HTML, and what a page made of a category says."""
    each = said if isinstance(said, list) else ()
    if isinstance(said, Mapping):
        each = tuple(said.values())
    one = Configuration(said if isinstance(said, Mapping) else {})
    words = one.text("value") if one.text("type") == "html" else ""
    words = words or (one.text("description") if one.text("type") == "generated-index" else "")
    if words:
        yield ImportWarning(
            path, 0, f"“{' '.join(words.split())[:200]}” in the menu: a handbook's menu has pages; left out"
        )
    for inside in each if depth < 2 * DEEPEST else ():
        yield from _not_in_menus(inside, path, depth + 1)


def _id(path: str) -> str:
    """What a menu calls a page: its path without numbers."""
    return "/".join(NUMBER.sub("", each) for each in splitext(path)[0].removeprefix("docs/").split("/"))


def _entries(said: Any, ids: Mapping[str, str], depth: int = 0) -> Iterator[MenuEntry]:
    """The entries of a sidebar: ids of pages, links, categories, and all that a folder holds."""
    if isinstance(said, Mapping) and "type" not in said:
        said = [{"type": "category", "label": label, "items": items} for label, items in said.items()]
    for each in said if isinstance(said, list) and depth < DEEPEST else ():
        if isinstance(each, str):
            yield MenuEntry(page=ids.get(each, each))
            continue
        one = Configuration(each if isinstance(each, Mapping) else {})
        if one.text("type") == "autogenerated":
            folder = one.text("dirName").strip("./")
            inside = (path for name, path in sorted(ids.items()) if not folder or name.startswith(f"{folder}/"))
            yield from (MenuEntry(page=path) for path in inside) if folder else ()
        elif one.text("type") == "category":
            head = one.text("link", "id")
            yield MenuEntry(
                one.text("label"), page=ids.get(head, head), parts=tuple(_entries(one.at("items"), ids, depth + 1))
            )
        else:
            page = one.text("id")
            yield MenuEntry(one.text("label"), page=ids.get(page, page), url=one.text("href"))
