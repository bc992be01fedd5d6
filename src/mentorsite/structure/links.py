"""Where a link leads: from what a source says to an address of the site, or out of it."""

import re
from dataclasses import dataclass, replace
from posixpath import basename, dirname, join, normpath
from unicodedata import normalize
from urllib.parse import unquote

from mentorsite.errors import Place, Problem, nearest, problem
from mentorsite.loader.tree import DEFINITION_ENDINGS, PAGE_ENDINGS
from mentorsite.markdown.contact_links import no_mail_link, no_phone_link
from mentorsite.markdown.sanitize import SCHEMES, safe_link, scheme
from mentorsite.markdown.slug import composed
from mentorsite.markdown.web_links import no_web_link
from mentorsite.model.program import PARTS
from mentorsite.model.site import Site
from mentorsite.model.urls import INDEX_NAMES, joined, order_and_name, whole_address

OWN_COMPUTER = re.compile(r"(?i)[a-z]:[\\/](?!/)|file:")
"""How paths begin that only one computer has: `C:\\Users`, `file:///home`."""
COPY_BELOW = "copy the file below `content/` and name it there"
PUBLISH_OR_LEAVE = "take what marks the draft away from it when it is ready, or the link out until then"
DEFINITIONS = ("programs", "agreements", "checklists", "worksheets", "messages", "certificates")
"""The folders of `content/` whose files are named by their ids."""
LONGEST_SHOWN = 200
"""How much of a target a message has, in characters."""
PICTURE_IN_TEXT = "the picture stands in the text itself, as a `data:` address, and pages show none such"
SAVE_PICTURE = "save the picture below `content/`, and write its file there: `![What it shows](picture.png)`"


@dataclass(frozen=True, slots=True)
class Inside:
    """A place of the handbook: a source, its address, and an id in it (or nothing)."""

    source: str
    address: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A web address, a mail address or a telephone number."""

    url: str


Destination = Inside | Outside | Problem


def destination(
    site: Site, source: str, address: str, target: str, place: Place, *, image: bool = False
) -> Destination:
    """Where `target` leads when `source`, which stands at `address`, names it."""
    # Before schemes are looked for: `C:` would be taken for one.
    if OWN_COMPUTER.match(unquote(target)):
        code = "broken-image" if image else "unsafe-link"
        message = f"`{shown(unquote(target))}` is a path of your own computer"
        return problem(code, place, message, COPY_BELOW)
    kind = scheme(target)
    if kind or target.startswith("//"):
        return _outside(kind, target, place, image)
    if not image and target.lower().startswith(("http//", "https//")):  # a colon was forgotten, so it has no scheme
        return _not_whole(target, place)
    path, _, fragment = target.strip().partition("#")
    path = path.partition("?")[0]
    if not path:
        return Inside(source, address, _anchor(fragment))
    whole = _whole(source, path)
    if whole is None:
        return _outside_the_project(target, path, place, image)
    found = _named(site, whole) or _by_address(site, address, path)
    if found:
        inside = _of_program(site, Inside(found, site.sources[found], _anchor(fragment)))
        return _copy(site, source, address, _in_language(site, address, inside))
    if not _is_draft(site, whole):
        for each in _candidates(whole):
            if each in site.broken:  # what is wrong with that file is told there: the link is not one more problem
                return Inside(each, address, "")
    return _nowhere(site, target, path, whole, place, image)


def _of_program(site: Site, found: Inside) -> Inside:
    """The page of a role or a cohort, which a link names behind its program: `spring.yml#mentor`."""
    page = f"content/{found.address}{found.fragment}"
    if not found.fragment or found.fragment in PARTS or page not in site.sources:
        return found
    is_program = found.source.startswith("content/programs/") and found.source.endswith(DEFINITION_ENDINGS)
    if is_program:
        return Inside(page, site.sources[page], "")
    return found


def _copy(site: Site, source: str, address: str, found: Inside) -> Inside:
    """A form that several programs list, as the program has it that a text speaks of."""
    named = site.pages_of.get(source)
    for each in site.copies.get(found.address, ()):
        if named:
            is_of_program = each.program == named
        else:
            is_of_program = bool(each.below) and address.startswith(each.below)
        if is_of_program:
            return replace(found, address=each.address)
    return found


def _whole(source: str, path: str) -> str | None:
    """The path in the project that a link's path means; None where it leads out."""
    if not path.startswith("/"):
        return joined(dirname(source), path)
    whole = joined("", path)
    if whole is None:
        return None
    return join("content", whole).rstrip("/")


def _outside_the_project(target: str, path: str, place: Place, image: bool) -> Problem:
    if "\\" in unquote(path):
        code = "broken-image" if image else "broken-link"
        message = f"`{shown(target)}` has a `\\` between names"
        return problem(code, place, message, "write `/` there, on Windows too")
    message = f"`{shown(target)}` leads out of the project"
    return problem("outside-project", place, message, "copy the file below `content/` and link to it there")


def _named(site: Site, whole: str) -> str | None:
    """The source that a path names, as it is or in one of the ways in which people write it."""
    if whole in site.sources:  # as most links are written: nothing else is tried for these
        return whole
    return next((each for each in _candidates(whole) if each in site.sources), None)


def _is_draft(site: Site, whole: str) -> bool:
    return any(each in site.drafts for each in (*_candidates(whole), f"{whole}/index.md"))


def _nowhere(site: Site, target: str, path: str, whole: str, place: Place, image: bool) -> Problem:
    """The problem of a link to a draft, to what is no whole address, or to a file that is not there."""
    code, what = ("broken-image", "image") if image else ("broken-link", "file")
    if _is_draft(site, whole):
        return problem(code, place, f"`{shown(path)}` leads to a draft, which is not published", PUBLISH_OR_LEAVE)
    if not image and whole_address(target):
        return _not_whole(target, place)
    return problem(code, place, f"there is no {what} `{shown(path)}`", about=missing(whole))


def _anchor(fragment: str) -> str:
    """The id that the part of a link behind `#` means."""
    return composed(unquote(fragment))


def _not_whole(target: str, place: Place) -> Problem:
    """The problem of a web or mail address without all of its beginning."""
    message = f"`{shown(target)}` is not a whole address"
    return problem("broken-link", place, message, f"write `{shown(whole_address(target))}`")


def missing(path: str) -> str:
    """What problems are about that name a source which is not there: the same for its path and for its id."""
    stem = path.removeprefix("content/")
    for ending in (*PAGE_ENDINGS, *DEFINITION_ENDINGS):
        if stem.endswith(ending):
            stem = stem.removesuffix(ending)
            break
    folder, name = dirname(stem), order_and_name(basename(stem))[1]
    if folder in DEFINITIONS:
        return f"{folder}/{name}"
    if name in INDEX_NAMES:  # which tells nothing without its folder
        return f"page {stem}"
    return f"page {name}"


def _in_language(site: Site, address: str, found: Inside) -> Inside:
    """A place in the language of the page that leads to it, where it is translated.

    A translation leads to what it was translated from by naming that file: nobody leads to the page that is read.
    """
    settings = site.settings
    language, default = settings.language_at(address), settings.default_language
    is_page = not found.address or found.address.endswith("/")
    if language == default or not is_page or settings.language_at(found.address) != default:
        return found
    there = f"{language}/{found.address}"
    if there not in site.by_address or (there == address and not found.fragment):
        return found
    return Inside(site.by_address[there], there, found.fragment)


def shown(target: str) -> str:
    """A target as messages have it: cut where it is longer than anyone reads."""
    if len(target) <= LONGEST_SHOWN:
        return target
    return f"{target[:LONGEST_SHOWN]}…"


def _candidates(path: str) -> list[str]:
    """The sources that a path may mean: with the ending left out, and its accents in either form of Unicode."""
    forms = [path]
    if not path.isascii():  # a name has the form that a system gave it, a link the one of a keyboard
        forms = list(dict.fromkeys((path, normalize("NFC", path), normalize("NFD", path))))
    return [f"{form}{ending}" for form in forms for ending in ("", *PAGE_ENDINGS, *DEFINITION_ENDINGS)]


def _outside(kind: str, target: str, place: Place, image: bool) -> Destination:
    if image and kind == "data":
        return problem("broken-image", place, PICTURE_IN_TEXT, SAVE_PICTURE)
    if image:
        message = f"the image `{shown(target)}` is on another site, which pages never ask for anything"
        return problem("broken-image", place, message, "copy the image below `content/` and name it there")
    if whole_address(target) and (kind in ("", "http", "https") or "." in kind):
        return _not_whole(target, place)
    if link := safe_link(target):
        return Outside(link)
    if kind == "mailto":
        wrong, hint = no_mail_link(target)
        return problem("unsafe-link", place, f"`{shown(target)}` {wrong}", hint)
    if kind == "tel":
        wrong, hint = no_phone_link(target)
        return problem("unsafe-link", place, f"`{shown(target)}` {wrong}", hint)
    if kind in ("http", "https"):
        wrong, hint = no_web_link(target)
        return problem("unsafe-link", place, f"`{shown(target)}` {wrong}", shown(hint))
    message = f"`{shown(target)}` is not a link that a page may have"
    if "//" in target:
        near = nearest(kind, SCHEMES)
    else:
        near = ""
    if near:
        hint = f"did you mean `{near}:`?"
    else:
        hint = f"use a path, or one of {', '.join(sorted(SCHEMES))}"
    return problem("unsafe-link", place, message, hint)


def _by_address(site: Site, address: str, path: str) -> str | None:
    """The source behind a link that was written as other generators publish it: `../choosing/`."""
    decoded = normalize("NFC", unquote(path))
    # `join` drops all that stands before a path from the top. Beginning at `/`, no `..` leads out of the site.
    whole = normpath(join("/", address, decoded)).strip("/")
    if not whole:
        return site.by_address.get("")
    return site.by_address.get(f"{whole}/") or site.by_address.get(whole)
