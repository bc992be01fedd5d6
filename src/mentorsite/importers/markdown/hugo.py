"""A Hugo site: where its pages stand, where it publishes them, and its menus."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.importers.markdown import hugo_shortcodes
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.config_files import (
    Configuration,
    as_list,
    as_mapping,
    as_settings,
    as_several,
    configuration,
)
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.globs import fits, texts_in
from mentorsite.importers.markdown.hugo_addresses import address
from mentorsite.importers.markdown.layout import Layout, below, folders_above, is_page, only_pages
from mentorsite.importers.markdown.menus import NUMBER, Item, MenuEntry, line_of, nested
from mentorsite.importers.markdown.page_keys import one_language
from mentorsite.importers.markdown.source_texts import first_there, originals_of
from mentorsite.importers.result import ImportSource, ImportWarning

FOLDERS = ("", "config/_default/")
ENDINGS = ("toml", "yaml", "yml", "json")
CONFIG = tuple(f"{folder}{name}.{end}" for folder in FOLDERS for name in ("hugo", "config") for end in ENDINGS)
MENUS = re.compile(rf"config/_default/(menus?(?:\.[A-Za-z_-]+)?)\.(?:{'|'.join(ENDINGS)})")
"""Files of settings that hold the menus alone, of the whole site or of a language."""
LANGUAGES = tuple(f"config/_default/languages.{end}" for end in ENDINGS)
MARKUP = tuple(f"config/_default/markup.{end}" for end in ENDINGS)
SIMPLE = re.compile(r"\^?(?:[\w/-]|\\[./-]|\.\*(?!.*\*))+\$?")
"""Expressions of letters, with `.*` once: others may take for ever."""
LANGUAGE_END = re.compile(r"\.[a-z]{2}(?:-[A-Za-z]{2,4})?$")
BUNDLES = (".md", ".markdown", ".html", ".htm", ".adoc", ".org", ".rst")
"""The endings of an `index` that makes its folder one page."""
FOOTERS = (("copyright",), ("params", "copyright"), ("params", "footer"), ("params", "footer", "copyright"))
KEPT_BACK = ("date",)
MAIN = ("main", "docs", "sidebar", "side", "handbook")
"""The menus that tell a site's order, before others."""


def hugo(source: ImportSource) -> Layout | None:
    """The layout of a Hugo site."""
    path = first_there(CONFIG, source)
    config = configuration(path, source.texts.get(path))
    content = config.text("contentDir") or "content"
    # Settings of these names may be of any program: it is the two together that show a site of Hugo.
    if not path or not any(each.startswith(f"{content}/") for each in source.texts):
        return None
    languages, folders = _languages(config, source)
    written = only_pages(_content(source.texts, content, folders))
    pages = {each: _ours(to, tuple(languages)) for each, to in written.items()}
    originals = originals_of(pages, source)
    menu_at, menus = _menus(path, config, source)
    return Layout(
        kind="a Hugo site",
        title=_title(config),
        description=config.text("params", "description"),
        languages=languages,
        pages=pages,
        assets={**below(source.others, "static"), **_content(source.others, content, folders)},
        steps=lambda _path: hugo_shortcodes.STEPS,
        addresses=lambda page, target: _addresses(page, target, tuple(languages), config),
        used=("slug", "url", "menu", "menus"),
        from_keys=KEPT_BACK,
        hidden={
            **_in_bundles(_content({**source.texts, **source.others}, content, folders), pages),
            **_cascaded(originals, pages, config.at("cascade")),
            **_ignored(config, pages),
        },
        bundles=True,
        breaks=_keeps_lines(config, source),
        by_name=True,
        relative_aliases=True,
        bases=(config.text("baseURL").rstrip("/"),),
        roots=(content, *folders, "static"),
        menu=tuple(_menu(menus, originals)),
        menu_at=menu_at,
        losses=(
            *config.losses,
            *_not_kept(path, config),
            *_not_known(originals, pages, tuple(languages), config),
            *_other_menus(source.texts, menu_at),
            *Bars(path).words(*(config.at(*keys) for keys in FOOTERS)),
        ),
    )


def _languages(config: Configuration, source: ImportSource) -> tuple[dict[str, str], dict[str, str]]:
    """The code and name of each language, the default one first; and the language of each folder that is one's own."""
    first = config.text("defaultContentLanguage") or config.text("languageCode") or config.text("locale")
    path = first_there(LANGUAGES, source)
    said = config.at("languages") or configuration(path, source.texts.get(path)).value
    folders: dict[str, str] = {}
    names: dict[str, str] = {}
    for key, value in as_mapping(said).items():
        if not isinstance(value, Mapping):
            continue
        code, one = str(key), Configuration(value)
        names[code] = one.text("languageName") or one.text("label") or code
        if one.text("contentDir"):
            folders[one.text("contentDir").strip("/")] = code
    if len(names) < 2:
        return one_language(first), folders
    if first not in names:
        first = next(iter(names))
    return {first: names[first], **names}, folders


def _keeps_lines(config: Configuration, source: ImportSource) -> bool:
    """Whether each line of a paragraph stays one."""
    path = first_there(MARKUP, source)
    own = configuration(path, source.texts.get(path))
    places = (config.at("markup", "goldmark"), own.at("goldmark"))
    return any(as_settings(each).is_on("renderer", "hardWraps") for each in places)


def _content(paths: Mapping[str, object], content: str, folders: Mapping[str, str]) -> dict[str, str]:
    """Where files go: pages of a language that has a folder of its own stand beside those of the first one."""
    found = below(paths, content)
    for folder, code in folders.items():
        for path, rest in below(paths, folder).items():
            stem, end = splitext(rest)
            if is_page(path):
                found[path] = f"{stem}.{code}{end}"
            else:
                found[path] = rest
    return found


def _ours(path: str, languages: tuple[str, ...]) -> str:
    """`_index.md`, a section's page, as `index.md`; a page of the first language without its code."""
    stem, end = splitext(re.sub(r"(^|/)_index(?=\.)", r"\1index", path))
    first = languages[0] if languages else "en"
    return f"{stem.removesuffix(f'.{first}')}{end}"


def _addresses(page: Original, target: str, languages: tuple[str, ...], config: Configuration) -> tuple[str, ...]:
    found = address(page, target, languages, config)
    if found is None:
        return ()
    return (found,)


def _not_known(
    originals: Mapping[str, Original], pages: Mapping[str, str], languages: tuple[str, ...], config: Configuration
) -> Iterator[ImportWarning]:
    """The pages whose old address can't be told."""
    for path, page in originals.items():
        if address(page, pages[path], languages, config) is None:
            yield ImportWarning(
                path, 0, "its old address, as `permalinks` in the settings makes it, can't be told; left out"
            )


def _in_bundles(files: Mapping[str, str], pages: Mapping[str, str]) -> dict[str, str]:
    """The files beside and below an `index.md`: they belong to that page, and Hugo makes no pages of them."""
    heads = set()
    for path, to in files.items():
        if dirname(to) and _is_head(path):
            heads.add(dirname(to))
    found: dict[str, str] = {}
    for path, to in pages.items():
        above = [folder for folder in folders_above(to) if folder in heads]
        # The index of a folder belongs to that folder itself; only those further up could hold it.
        is_own = above[:1] == [dirname(to)] and _is_head(path)
        holding = above[1:] if is_own else above
        if holding:
            found[path] = f"Hugo makes no page of what stands beside or below the index of `{holding[-1]}/`"
    return found


def _is_head(path: str) -> bool:
    """Whether a file is a page that all else in its folder belongs to."""
    name, _, endings = basename(path).partition(".")
    return name == "index" and f".{endings}".endswith(BUNDLES)


def _cascaded(originals: Mapping[str, Original], pages: Mapping[str, str], whole: object) -> dict[str, str]:
    """The pages that a section hides by `cascade`, or the settings, which have one for the `whole` site."""
    above = {}
    for path, page in originals.items():
        if page.value("cascade"):
            above[dirname(path)] = (path, page.value("cascade"))
    found: dict[str, str] = {}
    for path in originals:
        said = [("the settings", whole)]
        said += [above[folder] for folder in (*folders_above(path), "") if folder in above]
        place = LANGUAGE_END.sub("", splitext(pages[path])[0])
        for name, cascade in said:
            if _hides(cascade, place):
                found[path] = f"`cascade` of {name}"
                break
    return found


def _hides(cascade: object, place: str) -> bool:
    """Whether what a cascade says keeps a page back, for all pages or those at a place."""
    for each in as_several(cascade):
        said = as_settings(each)
        target = said.text("_target", "path") or said.text("target", "path") or "**"
        is_kept = said.text("build", "render") == "never" or said.is_on("draft")
        if is_kept and fits(place.removesuffix("/index"), target):
            return True
    return False


def _ignored(config: Configuration, pages: Iterable[str]) -> dict[str, str]:
    """The pages that the settings leave out, by expressions that can't take long."""
    said = texts_in(config.at("ignoreFiles"))
    rules = [re.compile(each) for each in said if SIMPLE.fullmatch(each)]
    ignored = [path for path in pages if _is_found(rules, path)]
    return dict.fromkeys(ignored, "`ignoreFiles` in the settings")


def _not_kept(path: str, config: Configuration) -> Iterator[ImportWarning]:
    """What the settings say that can't be followed, or has no place in a handbook."""
    for each in texts_in(config.at("ignoreFiles")):
        if not SIMPLE.fullmatch(each):
            yield ImportWarning(
                path, 0, f"`ignoreFiles`: `{each[:80]}` is not read: look for pages that were not public"
            )
    for each in as_mapping(config.at("languages")).values():
        title = as_settings(each).text("title")
        if title and title != _title(config):
            yield ImportWarning(path, 0, f"“{title}”: a handbook has one title in all languages; left out")


def _title(config: Configuration) -> str:
    """The title of the site, or that of its first language."""
    first = config.text("defaultContentLanguage") or "en"
    return config.text("languages", first, "title") or config.text("title")


def _menus(path: str, config: Configuration, source: ImportSource) -> tuple[str, Any]:
    """The file that holds the menus of the first language, and all of them by their names."""
    first = config.text("defaultContentLanguage") or "en"
    named = {}
    for each in sorted(source.texts):
        found = MENUS.fullmatch(each)
        if found:
            named[found[1]] = each
    # That of the first language, of all languages, or else of any.
    for name in (f"menus.{first}", f"menu.{first}", "menus", "menu", *named):
        if name in named:
            own = named[name]
            return own, configuration(own, source.texts[own]).value
    within = Configuration(config.at("languages", first) or {})
    return path, within.at("menus") or within.at("menu") or config.at("menus") or config.at("menu")


def _other_menus(paths: Iterable[str], own: str) -> Iterator[ImportWarning]:
    """The files of menus that are not read."""
    for path in paths:
        if path != own and MENUS.fullmatch(path):
            yield ImportWarning(path, 0, "the menu of another language: a handbook has one, with the titles of pages")


def _menu(menus: Any, originals: Mapping[str, Original]) -> Iterator[MenuEntry]:
    """The menus one after the other: what the settings say, and what pages say themselves."""
    found: dict[str, list[Item]] = {}
    for name, entries in as_mapping(menus).items():
        found[str(name)] = [_item(each, "") for each in as_list(entries) if isinstance(each, Mapping)]
    for path, page in originals.items():
        for name, said in _said_by(page):
            weight = said.get("weight") or page.text("weight")
            item = _item({"name": page.text("title"), "weight": weight, **said}, path)
            found.setdefault(name, []).append(item)
    others = sorted(found.keys() - set(MAIN))
    for name in (*MAIN, *others):
        yield from nested(found.get(name, ()))


def _said_by(page: Original) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The menus that a page says it is in: `menu: main`, `menu: [main]` or `menu: {main: {weight: 1}}`."""
    said = page.value("menu") or page.value("menus")
    if isinstance(said, Mapping):
        for name, each in said.items():
            yield str(name), as_mapping(each)
        return
    for name in as_several(said):
        if name:
            yield str(name), {}


def _item(said: Mapping[str, Any], page: str) -> Item:
    entry = Configuration(said)
    title = re.sub("<[^<>]*>", "", entry.text("name") or entry.text("title")).strip()
    url = "" if page else entry.text("pageRef") or entry.text("url")
    weight = entry.text("weight")
    own = entry.text("identifier") or entry.text("name")
    return Item(
        own=own,
        parent=entry.text("parent"),
        weight=float(weight) if NUMBER.fullmatch(weight) else 0,
        entry=MenuEntry(title, page, url, line=line_of(said.get("url")), at=page),
    )


def _is_found(rules: Iterable[re.Pattern[str]], path: str) -> bool:
    return any(rule.search(path) for rule in rules)
