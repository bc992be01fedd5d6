"""Links of a page, which led to where another tool had things → links to where they stand now."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, normpath, relpath, splitext
from urllib.parse import unquote

from mentorsite.markdown.document import Document, Image, Link, ids, of_type
from mentorsite.markdown.sanitize import scheme
from mentorsite.model.urls import encoded, joined

ENDINGS = (
    "", ".md", ".markdown", ".mdx", ".qmd", ".Rmd", "/index.md", "/_index.md", "/README.md", "/index.mdx", "/index.qmd",
)  # fmt: skip
LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[A-Za-z]{2,4})?)\.\w+$")
NEAR = 3_000
"""How far behind the start of a link its target may stand, in characters."""
OF_AN_ADDRESS = re.compile(r"https?://[^/]+(/.*)")
"""The path of a site's address: links from the top of its host begin with it."""
DEFINITION = re.compile(r"^ {0,3}\[[^\[\]]+\]:[ \t]*<?([^\s<>]+)", re.M)


@dataclass(frozen=True, slots=True)
class LinkMap:
    """Where things were and are: `moved` from paths of the source to paths below `content/`, `published` from old
    addresses to paths of the source. `bases` and `roots` are those of the layout; `tops` are the ids of each
    page that mean its top, `ids` those that it has, by how other tools may write them. `names` are the pages that one
    file's name alone means, `anywhere` those that one of their ids alone means."""

    moved: Mapping[str, str]
    published: Mapping[str, str] = field(default_factory=dict)
    bases: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    tops: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    anywhere: Mapping[str, str] = field(default_factory=dict)


def language_of(path: str) -> str:
    """The language in the name of a page, as `es` in `a.es.md`; nothing for the first."""
    found = LANGUAGE.search(path)
    if found:
        return found[1]
    return ""


def loose(name: str) -> str:
    """An id by its letters and digits alone: tools don't agree on what stands between them."""
    return "".join(each for each in unicodedata.normalize("NFKD", unquote(name)).casefold() if each.isalnum())


def known_ids(document: Document) -> dict[str, str]:
    """The ids of a page by their loose forms; a heading's also without the number that it starts with."""
    known: dict[str, str] = {}
    for name in sorted(ids(document)):
        known.setdefault(loose(name), name)
    for heading in document.headings:
        known.setdefault(loose(heading.text), heading.id)
        known.setdefault(loose(heading.text).lstrip("0123456789"), heading.id)
    return known


def relinked(text: str, document: Document, source: str, address: str, where: LinkMap) -> str:
    """The text of a page that stood at `source` and was published at `address`, with its links led anew."""
    changes = dict(_definitions(text, source, address, where))
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for piece in _links(document):
        target = _new_target(piece.target, source, address, where)
        if target is None:
            continue
        at = starts[min(piece.place.line, len(starts) - 1) - 1] + piece.place.column - 1
        span = _written(text, piece.target, at)
        if span:
            changes[span] = target
    # All at once, since every change moves what stands behind it.
    parts, at = [], 0
    for (start, end), target in sorted(changes.items()):
        parts += [text[at:start], target]
        at = end
    return "".join(parts) + text[at:]


def _links(document: Document) -> Iterator[Link | Image]:
    yield from of_type(document, Link)
    yield from of_type(document, Image)


def _definitions(text: str, source: str, address: str, where: LinkMap) -> Iterator[tuple[tuple[int, int], str]]:
    """Where a target of a reference stands (`[name]: target`), and what it is now."""
    for found in DEFINITION.finditer(text):
        target = _new_target(found[1], source, address, where)
        if target is not None:
            yield found.span(1), target


def _written(text: str, target: str, at: int) -> tuple[int, int] | None:
    """Where the target of a link stands that starts at a place, or that stands there itself, as in HTML."""
    if text.startswith(target, at) and target:
        return at, at + len(target)
    pattern = rf"(?:\]\(\s?<?|\b(?:href|src)\s?=\s?[\"']?)({re.escape(target)})(?=[\s)>\"'#]|$)"
    found = re.compile(pattern).search(text, max(at, 0), at + NEAR + len(target))
    if found:
        return found.span(1)
    return None


def _new_target(target: str, source: str, address: str, where: LinkMap) -> str | None:
    """What a link says now; None where it can stay, or leads to nothing that was brought."""
    bare = inside(target, where.bases)
    if scheme(bare) or bare.startswith("//"):
        return None
    path, _, fragment = bare.partition("#")
    path = path.partition("?")[0]
    found = lead(path, source, address, where) if path else _page_with(fragment, source, where)
    if found is None:
        return None
    at = _fragment(fragment, found, where)
    here, there = dirname(where.moved.get(source, source)), where.moved.get(found, found)
    if found == source and not path:
        new = at or target
    else:
        new = f"{encoded(relpath(there, here or '.'))}{at}"
    if unquote(new) == unquote(target):
        return None  # as it was written is good enough
    return new


def _page_with(fragment: str, source: str, where: LinkMap) -> str:
    """The page that a link to a place alone means: its own, or the one other page that has the place."""
    name = loose(fragment)
    if not name or name in where.ids.get(source, {}) or name in map(loose, where.tops.get(source, ())):
        return source
    language = language_of(where.moved.get(source, source))
    return where.anywhere.get(f"{language}:{name}", source)


def _fragment(said: str, page: str, where: LinkMap) -> str:
    """The place on a page that a link means: as it says, or the id of ours that only differs in its marks."""
    if not said or unquote(said) in where.tops.get(page, ()):
        return ""
    known = where.ids.get(page, {})
    if unquote(said) in known.values():
        return f"#{said}"
    return f"#{known.get(loose(said)) or said}"


def inside(target: str, bases: tuple[str, ...]) -> str:
    """A link to the site itself, as one from its top."""
    for base in bases:
        if base and (target == base or target.startswith((f"{base}/", f"{base}#"))):
            rest = target.removeprefix(base)
            if rest.startswith("/"):
                return rest
            return f"/{rest}"
    return target


def lead(path: str, source: str, address: str, where: LinkMap) -> str | None:
    """The file of the source that a link leads to: a file, or what is published at an address."""
    if not path:
        return None
    is_from_top = path.startswith("/")
    folders = [*where.roots, ""] if is_from_top else [dirname(source)]
    for folder in folders:
        whole = joined(folder, path.lstrip("/"))
        found = _file(whole, where) if whole is not None else None
        if found:
            return found
    # Whether an address is read from the page or from beside it hangs on a slash that its tool may add: both are tried.
    bases = [""] if is_from_top else [address, dirname(address.rstrip("/"))]
    for base in bases:
        asked = normpath(f"/{base}/{unquote(path)}").strip("/").casefold()
        if asked in where.published:
            return where.published[asked]
    paths = filter(None, map(OF_AN_ADDRESS.fullmatch, where.bases))
    below = inside(path, tuple(each[1] for each in paths))
    if below != path:
        return lead(below, source, address, replace(where, bases=()))
    return _named(path, where)


def _named(path: str, where: LinkMap) -> str | None:
    """The page that a path means from the top, or by its name alone, where the tool has links like that."""
    if not where.names:
        return None
    for root in (*where.roots, ""):
        top = joined(root, path.lstrip("/"))
        found = _file(top, where) if top is not None else None
        if found:
            return found
    name = basename(unquote(path).rstrip("/")).casefold()
    if name in where.names:
        return where.names[name]
    stem, end = splitext(name)
    # A picture that is not there must lead to no page of its name.
    is_page = end in ("", ".html", ".htm") or any(each.casefold().endswith(end) for each in ENDINGS)
    return where.names.get(stem) if is_page else None


def _file(path: str, where: LinkMap) -> str | None:
    """The file of the source that a path means, with or without its ending, or as the folder of its index."""
    bare = path
    if path.endswith((".html", ".htm")):
        bare = path.removesuffix(".html").removesuffix(".htm")
    for each in dict.fromkeys((path, bare)):
        for ending in ENDINGS:
            tried = f"{each}{ending}".lstrip("/")
            if tried in where.moved:
                return tried
    return None
