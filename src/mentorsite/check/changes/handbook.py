"""Two versions of a handbook → what changed, in sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import basename
from types import MappingProxyType

from mentorsite.check.changes.as_read import as_read, texts
from mentorsite.check.changes.differences import Difference, differences
from mentorsite.check.changes.files import DefinitionFile, definitions, paired_pages, renamed_definitions
from mentorsite.check.changes.names import Names
from mentorsite.check.changes.sentences import FileSubject, sentence
from mentorsite.check.changes.untranslated import without_untranslated
from mentorsite.model.page import Page
from mentorsite.model.settings import Settings
from mentorsite.model.site import Site
from mentorsite.structure.fill_variables import filled_in
from mentorsite.theme import dates_and_numbers

NOTHING: Mapping[str, str] = MappingProxyType({})
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


@dataclass(frozen=True, slots=True)
class ChangeSentence:
    """What changed, in a sentence, and the file in which it did."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a handbook: as they are typed, or with their variables filled in."""

    before: Site
    after: Site


def changes(
    before: Site, after: Site, *, files_before: Mapping[str, str] = NOTHING, files_after: Mapping[str, str] = NOTHING
) -> tuple[ChangeSentence, ...]:
    """What changed between two versions of a handbook, as `load` gives them: with variables as they are typed.

    `files_…` are digests of other files by their paths, as pictures; where there are none, their sizes stand for them.
    Files that could not be understood in either version are not compared: see `not_compared`.
    """
    # Compared as they are typed, so that what many texts name is said once; called by the names that readers see.
    filled = Versions(filled_in(before), filled_in(after))
    names = Names(filled.before, filled.after)
    left_out = not_compared(before, after)
    found = (
        *_of_settings(before, after, names, left_out),
        *_of_definitions(Versions(before, after), filled, names, left_out),
        *_of_pages(Versions(before, after), filled, names, left_out),
        *_of_files(files_before or _sizes(before), files_after or _sizes(after), left_out),
    )
    return tuple(dict.fromkeys(found))


def not_compared(before: Site, after: Site) -> frozenset[str]:
    """The files that could not be understood in one of the two versions."""
    return before.broken | after.broken


def _said(text: str, file: str, language: str = "") -> ChangeSentence:
    text = f"{text[:1].upper()}{text[1:]}"
    if language:
        text = f"{text}, in {dates_and_numbers.language_name(language, 'en')}"
    return ChangeSentence(file, f"{text}.")


def _of_settings(before: Site, after: Site, names: Names, left_out: frozenset[str]) -> Iterator[ChangeSentence]:
    if "site.yml" in left_out:
        return
    subject = FileSubject("the handbook", "")
    own = differences(before.settings, after.settings)
    for each in own:
        yield _said(sentence(each, subject, names), "site.yml")
    known = {each.same_in_translations for each in own}  # what a translation only says again isn't said again
    for language, settings in after.translated_settings.items():
        was: Settings = before.translated_settings.get(language, before.settings)
        found = []
        for each in differences(was, settings):
            if each.same_in_translations not in known:
                found.append(each)
        rest, number = without_untranslated(found, after.settings)
        yield from _fallen_back(number, subject.whole, f"site.{language}.yml", language)
        for each in rest:
            yield _said(sentence(each, subject, names), f"site.{language}.yml", language)


def _of_definitions(
    typed: Versions, filled: Versions, names: Names, left_out: frozenset[str]
) -> Iterator[ChangeSentence]:
    old, new = _called(typed.before, filled.before), _called(typed.after, filled.after)
    sources = {each.source: each for each in new.values()}
    renamed = renamed_definitions(old, new)
    moved = {each.source for each in renamed.values()}
    gone = [each for key, each in old.items() if key not in new and each.source not in moved]
    known: dict[str, set[object]] = {}
    for file in _originals_first([*new.values(), *gone]):
        if left_out & {file.source, file.translates}:
            continue
        behind = file.language if file.translates else ""
        was, now = old.get(file.key) or renamed.get(file.key), new.get(file.key)
        if was is None or now is None:
            text = f"{file.subject(names).whole} {_come_or_gone(file.source, was is None, typed)}"
            yield _said(text, file.source, behind)
            continue
        if was.source in left_out:
            continue
        found: Iterable[Difference] = list(_differences(was, now))
        if file.key in renamed:
            yield _said(f"{file.subject(names).whole} {_moved(was, file)}", file.source, behind)
            found = [each for each in found if not _is_old_address(each)]
        known[file.source] = {each.same_in_translations for each in found}
        said_already = known.get(file.translates, set())
        found = [each for each in found if each.same_in_translations not in said_already]
        original = sources.get(file.translates)
        if original:
            found, number = without_untranslated(found, original.definition)
            yield from _fallen_back(number, file.subject(names).whole, file.source, behind)
        for each in found:
            if each.key in ("title", "name") and not each.way:  # what is called otherwise now is known by its old name
                subject = was.subject(names)
            else:
                subject = file.subject(names)
            yield _said(sentence(each, subject, names), file.source, behind)


def _moved(was: DefinitionFile, now: DefinitionFile) -> str:
    return f"moved from {was.source.removeprefix('content/')} to {now.source.removeprefix('content/')}"


def _is_old_address(found: Difference) -> bool:
    """Whether it is that an old address leads on, which goes without saying of what moved."""
    return [each.key for each in found.way[:1]] == ["aliases"] or (not found.way and found.key == "aliases")


def _called(typed: Site, filled: Site) -> Mapping[tuple[str, str, str], DefinitionFile]:
    """The definitions as they are typed, each with the name and the texts that readers see."""
    found, read = {}, definitions(filled)
    for key, each in definitions(typed).items():
        read_as = texts(each.definition, read[key].definition)
        found[key] = replace(each, name=read[key].name, read_as=read_as)
    return found


def _differences(was: DefinitionFile, now: DefinitionFile) -> Iterator[Difference]:
    """What differs between two versions of a file, in the words that readers see."""
    found = differences(was.definition, now.definition)
    for each in as_read(found, was.read_as, now.read_as):
        if each.key not in ("title", "name") or each.way:
            yield each
        elif was.name != now.name:
            yield replace(each, before=was.name, after=now.name)


def _fallen_back(number: int, whole: str, file: str, language: str) -> Iterator[ChangeSentence]:
    if number == 1:
        yield _said(f"{whole}: 1 text is no longer translated", file, language)
    elif number:
        yield _said(f"{whole}: {number:,} texts are no longer translated", file, language)


def _originals_first(files: Iterable[DefinitionFile]) -> list[DefinitionFile]:
    return sorted(files, key=lambda each: bool(each.translates))


def _come_or_gone(source: str, is_new: bool, typed: Versions) -> str:
    if is_new:
        if source in typed.before.drafts:
            return "is published now; it was a draft"
        return "is new"
    if source in typed.after.drafts:
        return "is a draft now, so it is not published"
    return "was removed"


def _of_pages(typed: Versions, filled: Versions, names: Names, left_out: frozenset[str]) -> Iterator[ChangeSentence]:
    old = {page.source: page for page in filled.before.pages}
    new = {page.source: page for page in filled.after.pages}
    own = typed.after.settings.default_language
    for was, now in paired_pages(typed.before.pages, typed.after.pages):
        page = now or was
        if page is None or left_out & {each.source for each in (was, now) if each}:
            continue
        behind = page.language if page.language != own else ""
        if was and now:
            found = _of_page((was, now), (old[was.source], new[now.source]), names)
        else:
            readers_page = new[page.source] if now else old[page.source]
            found = iter([f"page {readers_page.title} {_come_or_gone(page.source, was is None, typed)}"])
        for text in found:
            yield _said(text, page.source, behind)


def _of_page(typed: tuple[Page, Page], filled: tuple[Page, Page], names: Names) -> Iterator[str]:
    (was, now), (old, new) = typed, filled
    name = f"page {new.title}"
    # What many titles name is said once, where it is otherwise.
    if was.title != now.title and old.title != new.title:
        yield f"page {old.title} is now called {new.title}"
    if was.address != now.address:
        yield f"{name} moved from {was.address or 'the front'} to {now.address or 'the front'}"
    if _body(was) != _body(now):
        yield f"{name} was reworded"
    front = {"title": None}
    found = differences(was.front.model_copy(update=front), now.front.model_copy(update=front))
    for each in as_read(found, texts(was.front, old.front), texts(now.front, new.front)):
        if was.address != now.address and _is_old_address(each):
            continue
        yield sentence(each, FileSubject(name, f"{name}: "), names)


def _body(page: Page) -> str:
    """The words of a page without its own title, which is said apart."""
    lines = page.document.source.strip().splitlines()
    if page.document.title and lines and lines[0].startswith("# "):
        lines = lines[1:]
    return "\n".join(line.rstrip() for line in lines).strip()


def _sizes(site: Site) -> dict[str, str]:
    return {asset.source: str(asset.size) for asset in site.assets}


def _of_files(
    before: Mapping[str, str], after: Mapping[str, str], left_out: frozenset[str]
) -> Iterator[ChangeSentence]:
    """What became of pictures and of other files, by their digests."""
    gone = {path for path in before if path not in after}
    waiting = {before[path]: path for path in sorted(gone)}  # by its digest: where it is again, it has moved
    for path, digest in sorted(after.items()):
        if path in left_out or before.get(path) == digest:
            continue
        name = f"{_kind(path)} {basename(path)}"
        if path in before:
            yield _said(f"{name} was replaced", path)
        elif digest in waiting and len(digest) > SHORT:
            was = waiting.pop(digest)
            gone.discard(was)
            old, new = was.removeprefix("content/"), path.removeprefix("content/")
            yield _said(f"{_kind(was)} {old} moved to {new}", path)
        else:
            yield _said(f"{name} is new", path)
    for path in sorted(gone - left_out):
        yield _said(f"{_kind(path)} {basename(path)} was removed", path)


SHORT = 20
"""How long a digest is at least: a size alone, which is shorter, doesn't tell a file that moved."""


def _kind(path: str) -> str:
    if path.lower().endswith(PICTURES):
        return "picture"
    return "file"
