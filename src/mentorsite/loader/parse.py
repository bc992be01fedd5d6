"""A source: its bytes become a page, a program, a form or a drawing, or the problems that say why not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import basename, dirname

from mentorsite.errors import Place, Problem, nearest, problem
from mentorsite.loader import yaml_source
from mentorsite.loader.active_files import SVG_ENDING
from mentorsite.loader.drafts import marked
from mentorsite.loader.front_matter import Split, split
from mentorsite.loader.made_up_contacts import made_up_in
from mentorsite.loader.misplaced_front_matter import misplaced
from mentorsite.loader.overlay import laid_over
from mentorsite.loader.sources import (
    Source,
)
from mentorsite.loader.svg.rewrite import Drawing, drawing
from mentorsite.loader.tree import (
    DEFINITION_LIMIT,
    PAGE_ENDINGS,
    PAGE_LIMIT,
    decoded,
)
from mentorsite.loader.validate import validated
from mentorsite.loader.yaml_text import YamlText
from mentorsite.markdown import parser
from mentorsite.markdown.glossary import NO_TERMS
from mentorsite.markdown.origin import Origin
from mentorsite.model.base import Definition
from mentorsite.model.certificate import Certificate, CertificateFile
from mentorsite.model.form import AgreementFile, ChecklistFile, FormFile, WorksheetFile, form, translation_of
from mentorsite.model.message import Message, MessageFile
from mentorsite.model.page import FrontMatter, Page
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry, ProgramEntry
from mentorsite.model.urls import INDEX_NAMES, instead_of_unsafe, order_and_name, unsafe_name

FORM_FILES: Mapping[str, type[FormFile]] = {
    "agreements": AgreementFile,
    "checklists": ChecklistFile,
    "worksheets": WorksheetFile,
}
DEFINITIONS: Mapping[str, type[Definition]] = {
    "programs": Program,
    **FORM_FILES,
    "messages": MessageFile,
    "certificates": CertificateFile,
}
"""What the definitions in each folder of `content/` are."""
FOLDERS = tuple(DEFINITIONS)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source holds that says it is a draft."""

    held: Page | ProgramEntry | FormEntry | Message | Certificate | None


Loaded = Page | ProgramEntry | FormEntry | Message | Certificate | Drawing | Draft | None
Parsed = tuple[Loaded, tuple[Problem, ...]]
"""What a source holds, nothing where it can't be understood, and what is wrong with it."""


def parse_source(source: Source) -> Parsed:
    """What a source holds."""
    unsafe = unsafe_name(source.path)
    if unsafe:
        return None, (problem("unsafe-name", Place(source.path), unsafe, instead_of_unsafe(source.path)),)
    if source.extension == SVG_ENDING:
        return drawing(source.path, source.data)
    is_page = source.extension in PAGE_ENDINGS
    limit = PAGE_LIMIT if is_page else DEFINITION_LIMIT
    if len(source.data) > limit:
        message = f"the file has {len(source.data):,} bytes; at most {limit:,} are read"
        return None, (problem("too-large", Place(source.path), message, "split it"),)
    text = decoded(source.path, source.data)
    if isinstance(text, Problem):
        return None, (text,)
    if is_page:
        loaded, problems = _page(source, text)
    else:
        loaded, problems = _definition(source, text)
    if loaded:
        problems = (*problems, *made_up_in(source.path, text))
    return loaded, problems


def _definition(source: Source, text: str) -> Parsed:
    folder = dirname(source.stem)
    draft, yaml = marked(yaml_source.read(source.path, text))
    if source.original and folder in FOLDERS:
        return _translation(source, source.original, yaml, draft)
    loaded, problems = _defined(source, folder, yaml)
    if draft:
        return Draft(loaded), problems
    return loaded, problems


def _translation(source: Source, original: Source, yaml: YamlText, draft: bool) -> Parsed:
    """A definition in the words of a translation. What is wrong with the original is told there.

    One that says nothing yet is no translation: its source is shown in its place.
    """
    if _says_nothing(yaml):
        return Draft(None), ()
    held, _ = parse_source(original)
    if isinstance(held, Draft):  # a translation of a draft is one, too
        held, draft = held.held, True
    text = decoded(original.path, original.data)
    if held is None or isinstance(text, Problem):
        return None, ()
    folder = dirname(source.stem)
    _, whole = marked(yaml_source.read(original.path, text))
    laid, strange = laid_over(DEFINITIONS[folder], whole, yaml)
    loaded, problems = _defined(replace(source, order=original.order), folder, laid)
    match held, loaded:
        case ProgramEntry(), ProgramEntry():
            loaded = replace(loaded, translates=original.path)
        case FormEntry(), FormEntry():
            loaded = replace(loaded, form=translation_of(held.form, loaded.form))
        case Message(), Message():
            loaded = replace(loaded, translates=original.path)
        case Certificate(), Certificate():
            loaded = replace(loaded, translates=original.path)
    problems = (*strange, *problems, *_other_language(source, yaml))
    if draft:
        return Draft(loaded), problems
    return loaded, problems


def _says_nothing(yaml: YamlText) -> bool:
    """Whether a translation has only keys without values, as `mentorsite translate` makes it."""
    return not yaml.problems and bool(yaml.value) and _is_empty(yaml.value)


def _is_empty(value: object) -> bool:
    match value:
        case dict():
            return all(map(_is_empty, value.values()))
        case list():
            return all(map(_is_empty, value))
        case _:
            return value is None


def _other_language(source: Source, yaml: YamlText) -> Iterator[Problem]:
    if not isinstance(yaml.value, dict):
        return
    said = yaml.value.get("language")
    if isinstance(said, str) and said != source.language:
        message = f"the language is `{said}` here, and `{source.language}` in the name of the file"
        yield problem("translation", yaml.place(("language",)), message, "take the line out, or rename the file")


def _defined(
    source: Source, folder: str, yaml: YamlText
) -> tuple[ProgramEntry | FormEntry | Message | Certificate | None, tuple[Problem, ...]]:
    """A program, form, message or certificate, by the folder that it stands in."""
    if folder == "programs":
        program, problems = validated(Program, yaml)
        if program is None:
            return None, problems
        language, order = program.language or source.language, _order(program, source)
        return ProgramEntry(source.id, source.path, source.address, language, order, program), problems
    if folder in FORM_FILES:
        typed, problems = validated(FORM_FILES[folder], yaml)
        if typed is None:
            return None, problems
        made = form(typed, id=source.id, source=source.path, language=source.language, order=source.order)
        return FormEntry(source.address, made, None, source.address), problems
    if folder == "messages":
        file, problems = validated(MessageFile, yaml)
        if file is None:
            return None, problems
        language = file.language or source.language
        return Message(source.id, source.path, language, _order(file, source), file), problems
    if folder == "certificates":
        return _certificate(source, yaml)
    return None, (_in_no_folder(source, folder),)


def _in_no_folder(source: Source, folder: str) -> Problem:
    """The problem of a definition in a folder that gives it no meaning."""
    if folder:
        message = f"a definition in `content/{folder}` means nothing here"
    else:
        message = "a definition needs a folder"
    near = _folder_meant(folder)
    if near and "/" in folder:
        hint = f"move it to content/{near}/"
    elif near:
        hint = f"did you mean `{near}`? Then rename the folder"
    else:
        hint = f"definitions stand in {', '.join(f'content/{each}/' for each in FOLDERS)}"
    # Where the folder is misspelt, whatever names what it holds misses it for the same reason.
    about = f"{near}/{source.id}" if near else ""
    return problem("unknown-definition", Place(source.path), message, hint, about=about, root=True)


def _folder_meant(folder: str) -> str:
    """The folder that one is nearly called like, or that one of its parts is."""
    for part in (folder, *folder.split("/")):
        near = nearest(part, FOLDERS)
        if near:
            return near
    return ""


def _order(said: Program | MessageFile | CertificateFile | FrontMatter, source: Source) -> float | None:
    """The place that something says it has, which may be 0, else the number in its file's name."""
    if said.order is not None:
        return said.order
    return source.order


def _certificate(source: Source, yaml: YamlText) -> tuple[Certificate | None, tuple[Problem, ...]]:
    file, problems = validated(CertificateFile, yaml)
    if file is None:
        return None, problems
    language = file.language or source.language
    return Certificate(source.id, source.path, source.address, language, _order(file, source), file), problems


def _page(source: Source, text: str) -> Parsed:
    parts = split(source.path, text)
    draft, front = marked(parts.front)
    page, problems = _written(source, replace(parts, front=front))
    if draft:
        return Draft(page), problems
    return page, problems


def _written(source: Source, parts: Split) -> tuple[Page | None, tuple[Problem, ...]]:
    """A page, by its front matter and the text below it."""
    front, found = validated(FrontMatter, parts.front)
    # Where front matter was meant and isn't read, lines further down needn't be looked at for more of it.
    problems = (*(parts.problems or misplaced(source.path, parts)), *found)
    if front is None:
        return None, problems
    language = front.language or source.language
    origin = Origin(Place(source.path, parts.body_line))
    if source.is_glossary:
        document = parser.parse_glossary(parts.body, origin)
    else:
        terms = NO_TERMS
        if front.glossary and language == source.language:  # the terms are those of the language in its file's name
            terms = source.terms
        document = parser.parse(parts.body, origin, terms)
    title = front.title or document.title_text or source.site_title
    if not title:
        title = _title_from_name(source)
        message = f"the page has no title; it is called `{title}` for now"
        untitled = problem("missing-title", Place(source.path), message, "add `title: …` between two `---` lines")
        # Other problems may be why no title was read.
        problems = problems or (replace(untitled, missing=("title",)),)
    if source.before:
        aliases = tuple(dict.fromkeys((*front.aliases, source.before)))
        front = front.model_copy(update={"aliases": aliases})
    page = Page(
        source=source.path,
        address=source.address,
        language=language,
        title=title,
        order=_order(front, source),
        front=front,
        document=document,
    )
    return page, problems


def _title_from_name(source: Source) -> str:
    """A title from the name of a page's file, or of its folder where the page stands for that."""
    name = basename(source.stem)
    if name in INDEX_NAMES:
        name = basename(dirname(source.stem))
    return title_from_name(name, keeps_number=source.keeps_number) or "Home"


def title_from_name(name: str, *, keeps_number: bool = False) -> str:
    """Words from a file's or folder's name: `01-first-steps` is `First steps`."""
    if not keeps_number:
        _, name = order_and_name(name)
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:]  # `capitalize` would make the other letters small, as those of `FAQ`
