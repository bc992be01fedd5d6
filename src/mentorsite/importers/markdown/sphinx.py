"""A Sphinx project whose pages are MyST: its settings, and the order of its trees of contents."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, splitext
from typing import Any

from mentorsite.importers.markdown import myst_directives, myst_references
from mentorsite.importers.markdown.admonitions import colons
from mentorsite.importers.markdown.bars import ELSEWHERE, Bars
from mentorsite.importers.markdown.config_files import as_list, as_mapping
from mentorsite.importers.markdown.front_matter import with_html_meta
from mentorsite.importers.markdown.globs import fits, kept_out
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.lines import Line, Step, each_line, outside_code
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry
from mentorsite.importers.markdown.page_keys import one_language
from mentorsite.importers.markdown.redirects import lines_of_texts
from mentorsite.importers.markdown.source_texts import first_there, originals_of, public_lines, text_of
from mentorsite.importers.result import ImportSource, ImportWarning
from mentorsite.loader.tree import DEFINITION_LIMIT
from mentorsite.model.urls import joined

CONFIG = "conf.py"
FOLDERS = ("", "docs/", "source/", "docs/source/", "doc/", "doc/source/")
TREE = re.compile(r"(\s*)(?:\.\.\s+toctree::|[`:~]{3,}\s*\{toctree\}|[`:~]{3,}\s*\{eval-rst\}).*")
NAMED = re.compile(r"(.*\S)\s*<([^<>]+)>")
CAPTION = re.compile(r"\s*:caption:\s*(.*)")
SUBSTITUTION = re.compile(r"\{\{\s*([\w-]+)\s*\}\}")
LINKS = ("external_links", "icon_links", "header_links", "footer_icons", "extra_nav_links")
"""Where themes keep links to other sites."""
MOST_ENTRIES = 20_000


def sphinx(source: ImportSource) -> Layout | None:
    """The layout of a Sphinx project with pages of Markdown."""
    path = first_there((f"{folder}{CONFIG}" for folder in FOLDERS), source)
    if not path:
        return None
    root = dirname(path)
    said = settings(text_of(path, source))
    pages = {each: to for each, to in below(source.texts, root).items() if is_page(each) and not to.startswith("_")}
    originals = originals_of(pages, source)
    if not pages:
        return None
    places = {each: public_lines(page) for each, page in originals.items()}
    titles = {each: page.text("title") for each, page in originals.items() if page.text("title")}
    known = myst_references.places(places, titles)
    words = as_mapping(said.get("myst_substitutions") or said.get("substitutions"))
    first = _first(root, said, source)
    menu = tuple(_menu(first, source, root, set())) if first else ()
    private = () if said.get("todo_include_todos") is True else ("todo",)

    def steps(page: str) -> tuple[Step, ...]:
        named = each_line(lambda line: _substituted(line, words))
        return (named, *myst_directives.steps(page, known, private), colons)

    return Layout(
        kind="a Sphinx project with MyST",
        title=_said(said, "html_title") or _said(said, "project"),
        languages=one_language(_said(said, "language")),
        pages=pages,
        assets={path: to for path, to in below(source.others, root).items() if not to.startswith("_build/")},
        steps=steps,
        addresses=lambda _page, target: (f"{splitext(target)[0]}.html",),
        hidden=_excluded(said.get("exclude_patterns"), pages),
        home="index.html",
        roots=(root,) if root else (),
        menu=menu,
        menu_at=first or path,
        used=("orphan",),
        adapted=with_html_meta,
        losses=(*_settings_lost(path, said), *_beside(path, text_of(path, source), said)),
    )


def settings(program: str) -> dict[str, Any]:
    """The values that a program of Python gives names at its top, where they are plain; it is never run."""
    if len(program) > DEFINITION_LIMIT:
        return {}
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for each in tree.body:
        for name, node in _given(each):
            value = _plain(node)
            is_more = isinstance(each, ast.AugAssign) or isinstance(node, ast.Call)
            if is_more:
                value = _added(found.get(name), value)
            found[name] = value  # None where it is not plain: it is there, and can't be read
    return found


def _given(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement gives a value, or adds one to, and the value."""
    match statement:
        case ast.Assign(targets=targets, value=value):
            for each in targets:
                if isinstance(each, ast.Name):
                    yield (each.id, value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
            yield name, value
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)), args=[_]) as value):
            yield name, value


def _added(value: Any, more: Any) -> Any:
    """A list with more behind it; None where either is not known."""
    if isinstance(value, list) and isinstance(more, list):
        return [*value, *more]
    return None


def _plain(node: ast.expr) -> Any:
    """The value of an expression; None for one that would have to be run."""
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _added(_plain(left), _plain(right))
        case ast.Call(func=ast.Attribute(attr="append"), args=[one]):
            value = _plain(one)
            return None if value is None else [value]
        case ast.Call(func=ast.Attribute(attr="extend"), args=[several]):
            return _plain(several)
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):  # all that its documentation names
        return None


def _said(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    if isinstance(value, str):
        return value.strip()
    return ""


def _settings_lost(path: str, said: Mapping[str, Any]) -> Iterator[ImportWarning]:
    if not said:
        yield ImportWarning(path, 0, "a program that can't be read: title and language are those of the pages")
    if "exclude_patterns" in said and said["exclude_patterns"] is None:
        yield ImportWarning(
            path, 0, "`exclude_patterns` can't be read off the program: look for pages that were not public"
        )


def _beside(path: str, program: str, said: Mapping[str, Any]) -> Iterator[ImportWarning]:
    """What themes show in bars and footers."""
    options, bars = as_mapping(said.get("html_theme_options")), Bars(path, lines=lines_of_texts(program))
    yield from bars.links(*(options.get(key) for key in LINKS))
    # This one has the addresses for keys.
    yield from bars.links(list(as_mapping(options.get("extra_nav_links"))))
    yield from bars.words(options.get("announcement"), where="bar at the top")
    yield from bars.words(options.get("extra_footer"))


def _excluded(patterns: Any, pages: Mapping[str, str]) -> dict[str, str]:
    """The pages that the settings leave out."""
    said = [each for each in as_list(patterns) if isinstance(each, str)]
    return kept_out(pages, said, "`exclude_patterns` in the settings")


def _first(root: str, said: Mapping[str, Any], source: ImportSource) -> str | None:
    """The page that all others are reached from."""
    name = _said(said, "root_doc") or _said(said, "master_doc") or "index"
    return _document(name, root, source)


def _document(name: str, folder: str, source: ImportSource) -> str | None:
    """The file of a document that is named without its ending."""
    whole = joined(folder, name)
    if whole is None:
        return None
    return first_there((f"{whole}{end}" for end in ("", ".md", ".rst", ".markdown")), source) or None


def _documents(name: str, folder: str, source: ImportSource) -> Iterator[str]:
    """The files of a document, or of all whose names fit a pattern."""
    if not set(name) & set("*?["):
        found = _document(name, folder, source)
        if found:
            yield found
        return
    start = f"{folder}/" if folder else ""
    for path in sorted(source.texts):
        stem, end = splitext(path.removeprefix(start))
        is_inside = path.startswith(start) and stem.count("/") == name.count("/")
        if is_inside and (is_page(path) or end == ".rst") and fits(stem, name):
            yield path


def _menu(path: str, source: ImportSource, root: str, seen: set[str], depth: int = 0) -> Iterator[MenuEntry]:
    """What a document's trees of contents list, with what stands below each; a document once."""
    seen.add(path)
    if depth == 0 and is_page(path):
        yield MenuEntry(page=path)
    for caption, names in _trees(text_of(path, source)):
        inside = []
        for number, title, name in names:
            if ELSEWHERE.fullmatch(name):
                inside.append(MenuEntry(title, url=name, line=number, at=path))
                continue
            folder = root if name.startswith("/") else dirname(path)
            for found in _documents(name.lstrip("/"), folder, source):
                if found in seen or len(seen) > MOST_ENTRIES:
                    continue
                parts = tuple(_menu(found, source, root, seen, depth + 1)) if depth < DEEPEST else ()
                # The menu is that of the first document: lines of others would be looked for there.
                inside.append(MenuEntry(title, page=found, parts=parts, line=number if depth == 0 else 0))
        if caption and depth == 0:
            yield MenuEntry(caption, parts=tuple(inside))
        else:
            yield from inside


def _trees(text: str) -> Iterator[tuple[str, list[tuple[int, str, str]]]]:
    """Each tree of contents: its caption, and the line, words and name of each document."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        found = TREE.fullmatch(lines[at])
        at += 1
        if not found:
            continue
        is_fence = lines[at - 1].strip()[:1] in "`:~"
        caption, names = "", []
        while at < len(lines) and not _ends(lines[at], is_fence, len(found[1])):
            bare = lines[at].strip()
            said, named = CAPTION.fullmatch(lines[at]), NAMED.fullmatch(bare)
            if said:
                caption = said[1].strip()
            is_name = bare and not bare.startswith((":", "---", ".."))
            if is_name and named:
                names.append((at + 1, named[1], named[2].strip()))
            elif is_name:
                names.append((at + 1, "", bare))
            at += 1
        yield caption, names


def _ends(line: str, is_fence: bool, indent: int) -> bool:
    """Whether a line is behind a tree: what closes its fence, or words that stand as far left as it."""
    bare = line.strip()
    if is_fence:
        return bare[:3] in ("```", ":::", "~~~") and not bare.strip(bare[0])
    return bool(bare) and len(line) - len(line.lstrip()) <= indent


def _substituted(line: Line, words: Mapping[str, Any]) -> tuple[str | None, Iterable[str]]:
    """A line with the words that the settings have for a name between braces."""
    return outside_code(line.text, lambda part: SUBSTITUTION.sub(lambda found: _word(found, words), part)), ()


def _word(found: re.Match[str], words: Mapping[str, Any]) -> str:
    value = words.get(found[1])
    if isinstance(value, str | int | float):
        return str(value)
    return found[0]
