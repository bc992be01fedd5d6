"""A Docusaurus site: where its pages stand, and where it publishes them."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.errors import Problem
from mentorsite.importers.markdown import mdx
from mentorsite.importers.markdown.config_files import Configuration, configuration
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.js_literals import after
from mentorsite.importers.markdown.layout import Layout, below, is_page, published
from mentorsite.importers.markdown.menus import DEEPEST, Entry
from mentorsite.importers.markdown.page_keys import ORDER
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.result import Loss, Material
from mentorsite.loader.tree import decoded

CONFIG = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
SIDEBARS = tuple(f"sidebars.{ending}" for ending in ("js", "ts", "json", "mjs", "cjs"))
CATEGORY = ("_category_.json", "_category_.yml", "_category_.yaml")
NUMBER = re.compile(r"^\d+\s*[-_.]+\s*(?=\D)")
START = r"(?:export\s+default|module\.exports\s*=|const\s+sidebars\b[^=]{0,100}=)\s*(?=\{)"
POST = re.compile(r"(\d{4})-(\d\d)-(\d\d)-(.+)")


def docusaurus(material: Material) -> Layout | None:
    """The layout of a Docusaurus site. Its settings are a program: what can be read off them is."""
    path = next((each for each in CONFIG if each in material.texts), None)
    if path is None:
        return None
    program = decoded(path, material.texts[path])
    said = "" if isinstance(program, Problem) else program
    route = _value(said, "routeBasePath") if "routeBasePath" in said else "docs"
    pages = {each: to for each, to in _paths(material.texts).items() if is_page(each)}
    menu_at, menu, lost = _sidebars(material, pages)
    return Layout(
        kind="a Docusaurus site",
        title=_value(said, "title"),
        description=_value(said, "tagline"),
        languages={_value(said, "defaultLocale"): ""} if _value(said, "defaultLocale") else {},
        pages=pages,
        assets={**below(material.others, "static"), **_paths(material.others)},
        steps=lambda _path: mdx.STEPS,
        addresses=lambda page, target: (_address(page, target, route.strip("/")),),
        order_keys=("sidebar_position", *ORDER),
        used=("slug", "id"),
        home=route.strip("/"),
        bases=((_value(said, "url") + _value(said, "baseUrl")).rstrip("/"), _value(said, "baseUrl").rstrip("/")),
        roots=("docs", "static"),
        folders=_folders(material),
        menu=menu,
        menu_at=menu_at,
        losses=(Loss(path, 0, "a program, which is not run: title, tagline and addresses are read off it"),
                *lost),
    )  # fmt: skip


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


def _folders(material: Material) -> dict[str, tuple[str, float | None]]:
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


def _sidebars(material: Material, pages: Mapping[str, str]) -> tuple[str, tuple[Entry, ...], tuple[Loss, ...]]:
    """The file of the menu, its entries, and that it can't be read where it can't."""
    path = next((each for each in SIDEBARS if each in material.texts), None)
    if path is None:
        return "", (), ()
    text = text_of(path, material)
    said = configuration(path, material.texts[path]).value if path.endswith(".json") else after(text, START)
    ids = {_id(each): each for each in pages if each.startswith("docs/")}
    lists = said.values() if isinstance(said, Mapping) else ()
    entries = tuple(entry for each in lists for entry in _entries(each, ids))
    if entries or "autogenerated" in text:
        return path, entries, ()
    return path, (), (Loss(path, 0, "a menu that is a program is not run: the order comes from pages and titles"),)


def _id(path: str) -> str:
    """What a menu calls a page: its path without numbers."""
    return "/".join(NUMBER.sub("", each) for each in splitext(path)[0].removeprefix("docs/").split("/"))


def _entries(said: Any, ids: Mapping[str, str], depth: int = 0) -> Iterator[Entry]:
    """The entries of a sidebar: ids of pages, links, categories, and all that a folder holds."""
    if isinstance(said, Mapping) and "type" not in said:
        said = [{"type": "category", "label": label, "items": items} for label, items in said.items()]
    for each in said if isinstance(said, list) and depth < DEEPEST else ():
        if isinstance(each, str):
            yield Entry(page=ids.get(each, each))
            continue
        one = Configuration(each if isinstance(each, Mapping) else {})
        if one.text("type") == "autogenerated":
            folder = one.text("dirName").strip("./")
            inside = (path for name, path in sorted(ids.items()) if not folder or name.startswith(f"{folder}/"))
            yield from (Entry(page=path) for path in inside) if folder else ()
        elif one.text("type") == "category":
            head = one.text("link", "id")
            yield Entry(
                one.text("label"), page=ids.get(head, head), parts=tuple(_entries(one.at("items"), ids, depth + 1))
            )
        else:
            page = one.text("id")
            yield Entry(one.text("label"), page=ids.get(page, page), url=one.text("href"))
