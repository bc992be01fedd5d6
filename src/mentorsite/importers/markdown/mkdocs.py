"""A MkDocs site: where its pages stand, where it publishes them, and its menu."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown import pymdown
from mentorsite.importers.markdown.comments import IN_TEMPLATES
from mentorsite.importers.markdown.config_files import Configuration, configuration
from mentorsite.importers.markdown.globs import ignored, kept_out, texts_in
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.menus import resolved
from mentorsite.importers.markdown.mkdocs_nav import Menu
from mentorsite.importers.markdown.mkdocs_plugins import Languages, languages, not_run, plugins
from mentorsite.importers.markdown.pymdown_marks import extensions, marks
from mentorsite.importers.markdown.redirects import Redirect, listed
from mentorsite.importers.result import ImportSource

CONFIG = ("mkdocs.yml", "mkdocs.yaml")


def mkdocs(source: ImportSource) -> Layout | None:
    """The layout of a MkDocs site."""
    path = next((each for each in CONFIG if each in source.texts), None)
    if path is None:
        return None
    config = configuration(path, source.texts[path])
    known = plugins(config)
    if config.at("docs_dir") is not None:
        docs = config.text("docs_dir").strip("./")
    else:
        docs = "docs"
    pretty = config.text("use_directory_urls").lower() != "false"
    translations, lost = languages(known, path)
    written = {each: to for each, to in below(source.texts, docs).items() if is_page(each)}
    if "literate-nav" in known:
        summary = known["literate-nav"].text("nav_file") or "SUMMARY.md"
    else:
        summary = ""
    pages = {each: translations.target(to) for each, to in written.items() if basename(each) != summary}
    root = _in(docs, translations.first)
    names = {_in(root, pages[each]): each for each in _of_the_first(pages, written, translations)}
    menu = Menu(root, frozenset(names), source, summary)
    entries = resolved(menu.whole(config, path), names.get)
    others = below(source.others, docs)
    kept = _excluded(config, known, others)
    unmade = []
    for each in pages:
        if translations.is_unmade(written[each]):
            unmade.append(each)
    more = marks(extensions(config))
    theme = config.text("theme", "language")
    return Layout(
        kind="a MkDocs site",
        title=config.text("site_name"),
        description=config.text("site_description"),
        languages=translations.names or ({theme: ""} if theme else {}),
        pages=pages,
        assets={each: to for each, to in others.items() if each not in kept},
        steps=lambda _path: (*(IN_TEMPLATES if "macros" in known else ()), *more, *pymdown.STEPS),
        addresses=lambda _page, target: (_address(target, pretty, translations),),
        hidden={**_excluded(config, known, written), **dict.fromkeys(unmade, "its language was not published")},
        bare_keys=True,
        bases=(config.text("site_url").rstrip("/"),),
        roots=tuple(dict.fromkeys((root, docs))),
        menu=entries,
        menu_at=path,
        redirects=tuple(_redirects(known, docs, pretty)),
        redirects_at=path,
        losses=(*config.losses, *lost, *menu.losses, *not_run(config, path)),
    )


def _in(folder: str, name: str) -> str:
    return f"{folder}/{name}".strip("/")


def _of_the_first(pages: Mapping[str, str], written: Mapping[str, str], translations: Languages) -> Iterator[str]:
    """The pages in the first language, which the menu names."""
    for path, to in pages.items():
        if not translations.split(splitext(to)[0])[0] and not translations.is_unmade(written[path]):
            yield path


def _address(target: str, pretty: bool, translations: Languages) -> str:
    start, stem = translations.split(splitext(target)[0])
    if basename(stem) in ("index", "README"):
        return f"{start}{dirname(stem)}/".lstrip("/")
    if pretty:
        return f"{start}{stem}/"
    return f"{start}{stem}.html"


def _excluded(config: Configuration, known: Mapping[str, Configuration], pages: Mapping[str, str]) -> dict[str, str]:
    """The pages, or other files, that the settings leave out, or keep for a preview."""
    kept = {key: config.text(key).split("\n") for key in ("exclude_docs", "draft_docs")}
    found = {path: f"`{key}`" for path, to in pages.items() for key, rules in kept.items() if ignored(to, rules)}
    if "exclude" in known:
        globs = texts_in(known["exclude"].at("glob"))
    else:
        globs = ()
    return {**found, **kept_out(pages, globs, "the plugin `exclude`")}


def _redirects(known: Mapping[str, Configuration], docs: str, pretty: bool) -> Iterator[Redirect]:
    """Old addresses of pages, as the plugin for redirects has them."""
    if "redirects" in known:
        maps = known["redirects"].at("redirect_maps")
    else:
        maps = None
    for each in listed(maps):
        is_page_here = "://" not in each.new and is_page(each.new.partition("#")[0])
        yield replace(
            each, old=_address(each.old, pretty, Languages()), new=_in(docs, each.new) if is_page_here else each.new
        )
