"""A MkDocs site: where its pages stand, where it publishes them, and its menu."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.importers.markdown import pymdown
from mentorsite.importers.markdown.comments import IN_TEMPLATES
from mentorsite.importers.markdown.config_files import Configuration, configuration
from mentorsite.importers.markdown.globs import ignored, kept_out, texts_in
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.menus import MenuEntry, line_of
from mentorsite.importers.markdown.pymdown_marks import extensions, marks
from mentorsite.importers.markdown.redirects import Redirect, listed
from mentorsite.importers.result import ImportSource

CONFIG = ("mkdocs.yml", "mkdocs.yaml")


def mkdocs(material: ImportSource) -> Layout | None:
    """The layout of a MkDocs site."""
    path = next((each for each in CONFIG if each in material.texts), None)
    if path is None:
        return None
    config = configuration(path, material.texts[path])
    docs = config.text("docs_dir") or "docs"
    pretty = config.text("use_directory_urls").lower() != "false"
    others = below(material.others, docs)
    kept = _excluded(config, others)
    more = marks(extensions(config))
    pages = {each: to for each, to in below(material.texts, docs).items() if is_page(each)}
    return Layout(
        kind="a MkDocs site",
        title=config.text("site_name"),
        description=config.text("site_description"),
        languages={config.text("theme", "language"): ""} if config.text("theme", "language") else {},
        pages=pages,
        assets={each: to for each, to in others.items() if each not in kept},
        steps=lambda _path: (*(IN_TEMPLATES if _has_macros(config) else ()), *more, *pymdown.STEPS),
        addresses=lambda _page, target: (_address(target, pretty),),
        hidden=_excluded(config, pages),
        bare_keys=True,
        bases=(config.text("site_url").rstrip("/"),),
        roots=(docs,),
        menu=tuple(_entries(config.at("nav"), docs)),
        menu_at=path,
        redirects=tuple(_redirects(config, docs, pretty)),
        redirects_at=path,
        losses=config.losses,
    )


def _address(target: str, pretty: bool) -> str:
    stem, _ = splitext(target)
    if basename(stem) in ("index", "README"):
        return f"{dirname(stem)}/".lstrip("/")
    return f"{stem}/" if pretty else f"{stem}.html"


def _excluded(config: Configuration, pages: Mapping[str, str]) -> dict[str, str]:
    """The pages, or other files, that the settings leave out, or keep for a preview."""
    kept = {key: config.text(key).split("\n") for key in ("exclude_docs", "draft_docs")}
    found = {path: f"`{key}`" for path, to in pages.items() for key, rules in kept.items() if ignored(to, rules)}
    plugins = config.at("plugins")
    for each in plugins if isinstance(plugins, list) else [plugins]:
        said = Configuration(each if isinstance(each, Mapping) else {})
        found |= kept_out(pages, texts_in(said.at("exclude", "glob")), "the plugin `exclude`")
    return found


def _has_macros(config: Configuration) -> bool:
    """Whether pages are templates first, as a plugin makes them."""
    plugins = config.at("plugins")
    return isinstance(plugins, list | Mapping) and any("macros" in str(each) for each in plugins)


def _entries(nav: Any, docs: str) -> Iterator[MenuEntry]:
    """The entries of a menu: `page.md`, `Title: page.md`, or `Title: [more]`."""
    for each in nav if isinstance(nav, list) else ():
        for title, what in each.items() if isinstance(each, Mapping) else (("", each),):
            if isinstance(what, list):
                yield MenuEntry(str(title), parts=tuple(_entries(what, docs)), line=line_of(title))
            elif isinstance(what, str) and re.match(r"[a-z]+://", what):
                yield MenuEntry(str(title), url=str(what), line=line_of(what))
            elif isinstance(what, str):
                yield MenuEntry(str(title), page=f"{docs}/{what}", line=line_of(what))


def _redirects(config: Configuration, docs: str, pretty: bool) -> Iterator[Redirect]:
    """Old addresses of pages, as the plugin for redirects has them."""
    plugins = config.at("plugins")
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        maps = Configuration(plugin).at("redirects", "redirect_maps") if isinstance(plugin, Mapping) else None
        for each in listed(maps):
            is_page_here = "://" not in each.new and is_page(each.new.partition("#")[0])
            yield replace(each, old=_address(each.old, pretty), new=f"{docs}/{each.new}" if is_page_here else each.new)
