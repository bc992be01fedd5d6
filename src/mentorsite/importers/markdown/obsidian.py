"""A vault of Obsidian, and other folders of notes that link to each other by name: `[[note]]`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown.admonitions import colons, quoted_alerts
from mentorsite.importers.markdown.comments import OBSIDIAN, without
from mentorsite.importers.markdown.config_files import configuration
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.includes import taking_in
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.lines import CODE_MARK, Line, Lines, Note, Step, around_code, each_line, split_fences
from mentorsite.importers.markdown.page_keys import ADDRESS, said_address
from mentorsite.importers.markdown.pandoc_lines import notes_in_line
from mentorsite.importers.markdown.source_texts import originals_of
from mentorsite.importers.result import ImportSource
from mentorsite.model.urls import encoded, joined

SETTINGS = ".obsidian/"
APP = ".obsidian/app.json"
TEMPLATES = {
    ".obsidian/templates.json": "folder",
    ".obsidian/plugins/templater-obsidian/data.json": "templates_folder",
}
"""Settings that say where templates are, and the key that does."""
READ = frozenset((APP, *TEMPLATES))
LINK = re.compile(r"(!?)\[\[([^\[\]|#\n]{0,300})(#[^\[\]|\n]{0,300})?(?:\\?\|([^\[\]\n]{0,300}))?\]\]")
EMBED = re.compile(r"\s*!\[\[([^\[\]|#]{1,300})(?:\|[^\[\]]*)?\]\]\s*")
HIGHLIGHT = re.compile(r"==(?=[^\s=])([^=\n]{1,500}?)(?<=[^\s=])==")
BLOCK_ID = re.compile(r"\s\^([A-Za-z0-9-]+)\s*$")
TAG = re.compile(r"(?<![\w/#&(\[])#[^\W\d_][\w/-]*")
QUERY = re.compile(r"\s*(?:`{3,}|~{3,})\s*(dataview\w*|query|tasks|button|excalidraw|base)\b.*")
SIZE = re.compile(r"\s*\d+(x\d+)?\s*\\?")
"""How large a picture is shown."""
PRIVATE = without(*OBSIDIAN)
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp")


def obsidian(source: ImportSource) -> Layout | None:
    """The layout of a vault."""
    is_vault = any(each.startswith(SETTINGS) for each in (*source.texts, *source.others))
    pages = {each: to for each, to in below(source.texts, "").items() if is_page(each)}
    if not is_vault or not pages:
        return None
    is_strict = configuration(APP, source.texts.get(APP)).is_on("strictLineBreaks")
    return replace(notes(source, pages, "a vault of Obsidian"), breaks=not is_strict, hidden=_no_notes(pages, source))


def _no_notes(pages: Mapping[str, str], source: ImportSource) -> dict[str, str]:
    """The pages that are no notes to read: templates, and drawings of a plugin."""
    found: dict[str, str] = {}
    for path, key in TEMPLATES.items():
        folder = configuration(path, source.texts.get(path)).text(key).strip("/")
        if folder:
            found |= dict.fromkeys(below(pages, folder), "a template for notes")
    for path, page in originals_of(pages, source).items():
        if page.value("excalidraw-plugin"):
            found[path] = "a drawing of Excalidraw: export it as a picture"
    return {path: why for path, why in found.items() if path in pages}


def notes(source: ImportSource, pages: Mapping[str, str], kind: str) -> Layout:
    """The layout of notes that link to each other by name."""
    originals = originals_of(pages, source)
    known = _known((*pages, *source.others), originals)

    def steps(page: str) -> tuple[Step, ...]:
        taking = taking_in(EMBED, page, source, lambda name, above: _note(name, above, known))
        linking = each_line(lambda line: _line(line, lambda name: _file(name, page, known)))
        # Comments go twice: before a mark in one takes something in, and those of what was taken in.
        return PRIVATE, taking, PRIVATE, notes_in_line, quoted_alerts, _queries, linking, colons

    return Layout(
        kind=kind,
        title="",
        pages=with_home(pages),
        assets={each: to for each, to in below(source.others, "").items() if not each.startswith(SETTINGS)},
        steps=steps,
        addresses=said_address,
        alias_keys=("redirect_from",),
        used=(*ADDRESS, "aliases", "alias", "cssclasses", "cssclass"),
        by_name=True,
    )


def with_home(pages: Mapping[str, str]) -> dict[str, str]:
    """Where pages go, `Home.md` to the top where no other page is that of the top."""
    names = {splitext(each)[0].casefold() for each in pages}
    if names & {"index", "readme"}:
        return dict(pages)
    return {path: "index.md" if path.casefold() == "home.md" else to for path, to in pages.items()}


def _known(paths: Iterable[str], originals: Mapping[str, Original]) -> dict[str, str]:
    """The file of each name: by its path, whole or from some folder on, and by the other names that a note says; the
    shortest first."""
    found: dict[str, str] = {}
    for path in sorted(paths, key=lambda each: (each.count("/"), each)):
        for name in ends(path):
            found.setdefault(name.casefold(), path)
            if is_page(path):
                found.setdefault(splitext(name)[0].casefold(), path)
    for path, page in originals.items():
        for name in (*page.texts("aliases"), *page.texts("alias")):
            found.setdefault(name.casefold(), path)
    return found


def ends(path: str) -> Iterator[str]:
    """A path, and what it ends in: `a/b/c.md`, `b/c.md` and `c.md`."""
    names = path.split("/")
    return ("/".join(names[start:]) for start in range(len(names)))


def _file(name: str, page: str, known: Mapping[str, str]) -> str | None:
    """The file that a name on a page means: from the folder of the page on, if it says so, else from the top."""
    bare = name.rstrip("\\").strip()
    if bare.startswith(("./", "../")):
        bare = joined(dirname(page), bare) or ""
    return known.get(bare.lstrip("/").casefold())


def _note(name: str, page: str, known: Mapping[str, str]) -> str | None:
    """The note whose words a page takes in; "" for a picture or another file, None for what is not there."""
    path = _file(name, page, known)
    is_other = not is_page(path) if path else name.lower().endswith(PICTURES)
    if is_other:
        return ""
    return path


def _queries(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Blocks that a plugin fills are named."""
    what = "a plugin is not run; what it was told stands there as text"
    notes = []
    for line, code in split_fences(lines):
        query = QUERY.fullmatch(line.text)
        if code and query:
            notes.append(Note(line.number, f"`{query[1]}`: {what}"))
    return lines, tuple(notes)


def _line(line: Line, find: Callable[[str], str | None]) -> tuple[str | None, Iterable[str]]:
    found: list[str] = []
    own = BLOCK_ID.search(line.text)
    text = line.text[: own.start()] if own else line.text
    text = around_code(text, lambda part: _changed(part, find, found.append))
    # HTML before such a mark would take it for words: no table, list or heading would begin there.
    if own and text.strip()[:1] not in "|>#-*":
        text = f'<a id="{own[1]}"></a>{text}'
    # What is quoted was seen with marks in place of its code.
    return text, tuple(CODE_MARK.sub("…", each) for each in found)


def _changed(text: str, find: Callable[[str], str | None], note: Callable[[str], None]) -> str:
    text = LINK.sub(lambda each: _link(each, find, note), text)
    text = HIGHLIGHT.sub(r"<mark>\1</mark>", text)
    for tag in TAG.findall(text):
        note(f"`{tag}`: a handbook has no labels; it stands there as text")
    return text


def _link(found: re.Match[str], find: Callable[[str], str | None], note: Callable[[str], None]) -> str:
    name, place = found[2].rstrip("\\").strip(), (found[3] or "").rstrip("\\").strip("#^ ")
    words = (found[4] or "").strip()
    path = find(name)
    is_picture = name.lower().endswith(PICTURES)
    if is_picture:
        words = " ".join(part for part in words.split("|") if not SIZE.fullmatch(part))
    if name and path is None:
        note(f"`{found[0]}`: there is no such file; its words stay")
        return words or name
    if found[1] and is_picture:
        return f"![{words}](/{encoded(path or '')})"
    if not words and name and place:
        words = f"{basename(name)}: {place}"
    label = words or basename(name) or place
    if found[1]:
        note(f"`{found[0]}`: words of another page are not put in here; a link to them stands there")
    target = f"/{encoded(path)}" if path else ""
    if place:
        # Of headings below each other, as in `#One#Two`, the last is meant.
        target += f"#{encoded(place.rpartition('#')[2])}"
    return f"[{label}]({target})"
