"""A Jekyll site: where its pages stand, and where it publishes them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown import liquid
from mentorsite.importers.markdown.admonitions import callouts
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.config_files import (
    Configuration,
    as_list,
    as_mapping,
    as_settings,
    configuration,
)
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.globs import fits, texts_in
from mentorsite.importers.markdown.layout import Layout, below, only_pages, published
from mentorsite.importers.markdown.menus import NUMBER, Item, MenuEntry, found_at, linked_entries, nested
from mentorsite.importers.markdown.page_keys import NO, ORDER, YES, one_language
from mentorsite.importers.markdown.source_texts import first_there, originals_of
from mentorsite.importers.result import ImportSource, ImportWarning

CONFIG = ("_config.yml", "_config.yaml")
POST = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")
NAVIGATION = tuple(
    f"_data/{name}.{end}" for name in ("navigation", "nav", "toc", "menu") for end in ("yml", "yaml", "json")
)
"""Where themes keep the menu."""
SIDEBARS = "_data/sidebars/"
"""Where themes that have several menus keep each in a file."""
DATA_ENDINGS = (".yml", ".yaml", ".json")
STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
LEFT_TO_TOOLS = ("node_modules/", "vendor/", "_site/")
OF_PARENTS = ("parent", "grand_parent", "has_children")
"""Keys of pages that say where they stand below each other."""
BARS = (
    ("nav_external_links",), ("aux_links",), ("footer", "links"), ("author", "links"), ("social", "links"),
    ("social_links",), ("minima", "social_links"),
)  # fmt: skip
"""Where themes keep links to other sites: Just the Docs, Minimal Mistakes, Chirpy, Minima."""
FOOTERS = (("footer_content",), ("footer",), ("footer", "text"), ("copyright",), ("footer_text",))
WRONG_ADDRESSES = ("404.md", "404.markdown")
"""The page that a host shows for an address that is none."""


def jekyll(source: ImportSource) -> Layout | None:
    """The layout of a Jekyll site."""
    path = first_there(CONFIG, source)
    # A Jupyter Book has settings of the same name, and that table of contents.
    if not path or "_toc.yml" in source.texts:
        return None
    config = configuration(path, source.texts[path])
    collections = _collections(config)
    excluded = (*LEFT_TO_TOOLS, *_listed(config, "exclude"))
    included = _listed(config, "include")
    pages = only_pages(_paths(source.texts, collections, excluded, included))
    parents = _parents(originals_of(pages, source))
    menu = _menu(config, path, source)
    early_ones = config.is_on("future")
    hidden = _hidden(config, pages)
    if not early_ones:
        hidden |= _early(pages, source.today)
    return Layout(
        kind="a Jekyll site",
        title=config.text("title") or config.text("name"),
        description=config.text("description"),
        languages=one_language(config.text("lang") or config.text("locale")),
        pages=pages,
        assets=_paths(source.others, collections, excluded, included),
        steps=lambda _path: (callouts, *liquid.STEPS),
        addresses=lambda page, _target: (_address(page, pages[page.path], config),),
        order_keys=("nav_order", *ORDER),
        flat_orders=True,
        used=("permalink", "slug", *(OF_PARENTS if parents else ())),
        from_keys=() if early_ones else ("date",),
        hidden=hidden,
        breaks=_keeps_lines(config),
        bases=(config.text("url") + config.text("baseurl"), config.text("baseurl")),
        menu=(*parents, *menu.entries),
        menu_at=path,
        losses=(*config.losses, *menu.losses, *_wrong_addresses(pages), *_beside(path, config)),
    )


def _keeps_lines(config: Configuration) -> bool:
    """Whether each line of a paragraph stays one, by what any of the readers of Markdown is told."""
    options = {*texts_in(config.at("commonmark", "options")), *texts_in(config.at("redcarpet", "extensions"))}
    return config.is_on("kramdown", "hard_wrap") or not options.isdisjoint(("HARDBREAKS", "hard_wrap"))


def _collections(config: Configuration) -> tuple[str, ...]:
    """The collections that are published: posts, and those that say so."""
    found = ["posts"]
    for name in as_mapping(config.at("collections")):
        if config.is_on("collections", name, "output"):
            found.append(name)
    return tuple(found)


def _listed(config: Configuration, key: str) -> tuple[str, ...]:
    value = config.at(key)
    return tuple(each.strip().removeprefix("./") for each in texts_in(value))


def _paths(
    paths: Iterable[str], collections: tuple[str, ...], excluded: tuple[str, ...], included: tuple[str, ...]
) -> dict[str, str]:
    """Where files go: what lies open, and what is in a published collection."""
    whole = {path: path for path in paths}
    found = {path: path for path in whole if _lies_open(path, included) and not _fits_any(path, excluded)}
    for name in collections:
        found |= {path: f"{name}/{rest}" for path, rest in published(below(whole, f"_{name}")).items()}
    return found


def _lies_open(path: str, included: tuple[str, ...]) -> bool:
    """Whether no name in a path begins with `_`, but those that `include` in the settings has."""
    names = path.split("/")
    for at, name in enumerate(names):
        whole = "/".join(names[: at + 1])
        if name.startswith("_") and not (_fits_any(name, included) or _fits_any(whole, included)):
            return False
    return True


def _fits_any(path: str, patterns: tuple[str, ...]) -> bool:
    return any(each and fits(path, each) for each in patterns)


def _address(page: Original, target: str, config: Configuration) -> str:
    said = page.text("permalink") or _default(config, page.path, "permalink")
    style = said or config.text("permalink") or "date"
    if said and ":" not in style and style not in STYLES:
        return style
    stem, _ = splitext(target)
    post = POST.fullmatch(basename(stem)) if page.path.startswith("_posts/") else None
    if post:
        return _filled(STYLES.get(style, style), _of_post(page, post))
    folder, _, rest = stem.partition("/")
    pattern = said if ":" in said else config.text("collections", folder, "permalink")
    if pattern and page.path.startswith("_"):
        return _filled(pattern, _of_document(page, folder, rest))
    if basename(stem) == "index":
        return f"{dirname(stem)}/"
    if style == "pretty" or style.endswith("/"):
        return f"{stem}/"
    return f"{stem}.html"


def _default(config: Configuration, path: str, key: str) -> str:
    """What the settings say of a key for all pages below a folder, or of a collection; the last one counts."""
    found = ""
    own = _collection_of(path, config) or "pages"
    for each in as_list(config.at("defaults")):
        one = as_settings(each)
        folder, kind = one.text("scope", "path").strip("/"), one.text("scope", "type")
        is_inside = not folder or path.startswith(f"{folder}/")
        if is_inside and kind in ("", own):
            found = _word(one.at("values", key)) or found
    return found


def _collection_of(path: str, config: Configuration) -> str:
    """The collection that a file is in, or nothing."""
    folder, slash, _ = path.partition("/")
    name = folder.removeprefix("_")
    is_one = name in ("posts", "drafts") or config.at("collections", name) is not None
    if slash and folder != name and is_one:
        return name
    return ""


def _word(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int):
        return str(value)
    return ""


def _of_post(page: Original, post: re.Match[str]) -> dict[str, str]:
    categories = "/".join((*page.texts("category"), *(page.texts("categories") or ())))
    return {
        ":categories": categories.replace(" ", "/").lower(), ":year": post[1], ":month": f"{int(post[2]):02}",
        ":day": f"{int(post[3]):02}", ":i_month": str(int(post[2])), ":i_day": str(int(post[3])),
        ":title": page.text("slug") or post[4], ":slug": page.text("slug") or post[4], ":output_ext": ".html",
    }  # fmt: skip


def _of_document(page: Original, collection: str, path: str) -> dict[str, str]:
    name = page.text("slug") or basename(path)
    return {
        ":collection": collection, ":path": path, ":name": basename(path), ":title": name, ":slug": name,
        ":output_ext": ".html",
    }  # fmt: skip


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    """An address with what stands for each `:word`."""
    made = re.sub(r":[a-z_]+", lambda found: values.get(found[0], ""), pattern)
    return re.sub(r"/{2,}", "/", made)


def _hidden(config: Configuration, pages: Iterable[str]) -> dict[str, str]:
    """The pages that the settings keep back for a whole folder or collection."""
    kept = (path for path in pages if _default(config, path, "published") in NO)
    drafts = (path for path in pages if _default(config, path, "draft") in YES)
    return dict.fromkeys((*kept, *drafts), "`defaults` in the settings")


def _early(pages: Iterable[str], today: date | None) -> dict[str, str]:
    """The posts whose day has not come."""
    found: dict[str, str] = {}
    if today is None:
        return found
    for path in pages:
        post = POST.fullmatch(basename(path)) if path.startswith("_posts/") else None
        # Numbers are compared, since a name may have a day that no calendar has.
        if post and (int(post[1]), int(post[2]), int(post[3])) > (today.year, today.month, today.day):
            found[path] = "its day has not come"
    return found


def _parents(originals: Mapping[str, Original]) -> tuple[MenuEntry, ...]:
    """The menu that pages tell by the `parent` that each names; nothing where none does."""
    if not any(page.text("parent") for page in originals.values()):
        return ()
    items = []
    for path, page in originals.items():
        name, order = page.text("title") or path, _number(page.text("nav_order"))
        items.append(Item(name, page.text("parent"), order, MenuEntry(page=path, at=path)))
    return nested(items)


def _number(said: str) -> float:
    if NUMBER.fullmatch(said):
        return float(said)
    return 0


@dataclass(frozen=True, slots=True)
class _Menu:
    entries: tuple[MenuEntry, ...]
    losses: tuple[ImportWarning, ...]


def _menu(config: Configuration, path: str, source: ImportSource) -> _Menu:
    """The menu: `header_pages`, then the data that themes take it from."""
    line = config.lines.get("header_pages", 0)
    entries = [MenuEntry(page=page, line=line, at=path) for page in _listed(config, "header_pages")]
    losses: list[ImportWarning] = []
    data = first_there(NAVIGATION, source)
    sidebars = sorted(each for each in source.texts if each.startswith(SIDEBARS) and each.endswith(DATA_ENDINGS))
    for each in filter(None, (data, *sidebars)):
        read = configuration(each, source.texts[each])
        found: list[MenuEntry] = []
        for part in _lists(read.value):
            found += linked_entries(part)
        if each in sidebars and not found and not read.losses:
            losses.append(ImportWarning(each, 0, "a menu of a theme in which no page was found; left out"))
        entries += (found_at(entry, each) for entry in found)
        losses += read.losses
    return _Menu(tuple(entries), tuple(losses))


def _beside(path: str, config: Configuration) -> Iterator[ImportWarning]:
    """What themes show in bars and footers."""
    bars = Bars(path, config.text("url") + config.text("baseurl"))
    yield from bars.links(*(config.at(*keys) for keys in BARS))
    yield from bars.words(*(config.at(*keys) for keys in FOOTERS))
    yield from bars.words(config.at("announcement"), where="bar at the top")


def _lists(said: object) -> Iterator[object]:
    """The lists of a menu's data: one, or one for each name; a sidebar has its own below what it is called."""
    parts = said.values() if isinstance(said, Mapping) else [said]
    for part in parts:
        sidebars = [each for each in as_list(part) if "folders" in as_mapping(each)]
        if not sidebars:
            yield part
        for each in sidebars:
            yield each["folders"]


def _wrong_addresses(pages: Iterable[str]) -> Iterator[ImportWarning]:
    for path in pages:
        if path in WRONG_ADDRESSES:
            yield ImportWarning(
                path, 0, "the page for wrong addresses; a handbook has its own, and this is a page like others"
            )
