"""A MkDocs site: where its pages stand, where it publishes them, and its menu."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown import pymdown
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.comments import IN_TEMPLATES
from mentorsite.importers.markdown.config_files import Configuration, configuration
from mentorsite.importers.markdown.globs import ignored, kept_out, texts_in
from mentorsite.importers.markdown.layout import Layout, below, is_page, only_pages
from mentorsite.importers.markdown.menus import resolved
from mentorsite.importers.markdown.mkdocs_nav import Menu
from mentorsite.importers.markdown.mkdocs_plugins import Languages, languages, not_run, plugins
from mentorsite.importers.markdown.pymdown_marks import extensions, marks
from mentorsite.importers.markdown.redirects import Redirect, listed
from mentorsite.importers.markdown.source_texts import first_there
from mentorsite.importers.result import ImportSource, ImportWarning

CONFIG = ("mkdocs.yml", "mkdocs.yaml")


def mkdocs(source: ImportSource) -> Layout | None:
    """The layout of a MkDocs site."""
    path = first_there(CONFIG, source)
    if not path:
        return None
    config = configuration(path, source.texts[path])
    known = plugins(config)
    # `.` says that pages stand beside the settings.
    docs = "docs" if config.at("docs_dir") is None else config.text("docs_dir").strip("./")
    pretty = config.text("use_directory_urls").lower() != "false"
    translations, lost = languages(known, path)
    written = only_pages(below(source.texts, docs))
    summary = ""
    if "literate-nav" in known:
        summary = known["literate-nav"].text("nav_file") or "SUMMARY.md"
    pages = {each: translations.target(to) for each, to in written.items() if basename(each) != summary}
    root = _in(docs, translations.first)
    names = {_in(root, pages[each]): each for each in _of_the_first(pages, written, translations)}
    menu = Menu(root, frozenset(names), source, summary)
    entries = resolved(menu.whole(config, path), names.get)
    others = below(source.others, docs)
    kept = _excluded(config, known, others)
    unmade = [each for each in pages if translations.is_unmade(written[each])]
    turned_on = extensions(config)
    templates = IN_TEMPLATES if "macros" in known else ()
    theme = config.text("theme", "language")
    return Layout(
        kind="a MkDocs site",
        title=config.text("site_name"),
        description=config.text("site_description"),
        languages=translations.names or ({theme: ""} if theme else {}),
        pages=pages,
        assets={each: to for each, to in others.items() if each not in kept},
        steps=lambda _path: (*templates, *marks(turned_on), *pymdown.STEPS),
        addresses=lambda _page, target: (_address(target, pretty, translations),),
        hidden={**_excluded(config, known, written), **dict.fromkeys(unmade, "its language was not published")},
        bare_keys=True,
        breaks="nl2br" in turned_on or "markdown.extensions.nl2br" in turned_on,
        bases=(config.text("site_url").rstrip("/"),),
        roots=tuple(dict.fromkeys((root, docs))),
        menu=entries,
        menu_at=path,
        redirects=tuple(_redirects(known, docs, pretty)),
        redirects_at=path,
        losses=(*config.losses, *lost, *menu.losses, *not_run(config, path), *_beside(path, config)),
    )


def _beside(path: str, config: Configuration) -> Iterator[ImportWarning]:
    """What the footer shows."""
    bars = Bars(path, config.text("site_url").rstrip("/"))
    yield from bars.words(config.at("copyright"))
    yield from bars.links(config.at("extra", "social"), where="footer")


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
    found: dict[str, str] = {}
    for key in ("exclude_docs", "draft_docs"):
        rules = config.text(key).split("\n")
        found |= {path: f"`{key}`" for path, to in pages.items() if ignored(to, rules)}
    if "exclude" in known:
        found |= kept_out(pages, texts_in(known["exclude"].at("glob")), "the plugin `exclude`")
    return found


def _redirects(known: Mapping[str, Configuration], docs: str, pretty: bool) -> Iterator[Redirect]:
    """Old addresses of pages, as the plugin for redirects has them."""
    if "redirects" not in known:
        return
    for each in listed(known["redirects"].at("redirect_maps")):
        old, new = _address(each.old, pretty, Languages()), each.new
        if "://" not in new and is_page(new.partition("#")[0]):
            new = _in(docs, new)
        yield replace(each, old=old, new=new)
