"""The files of a handbook before and after: which are the same, and what each of them is to people."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mentorsite.check.changes.as_read import Texts
from mentorsite.check.changes.differences import words_of
from mentorsite.check.changes.names import Names
from mentorsite.check.changes.pairing import ALIKE, alike
from mentorsite.check.changes.sentences import FileSubject, numbered_sections
from mentorsite.model.base import Definition
from mentorsite.model.form import Form
from mentorsite.model.page import Page
from mentorsite.model.program import Program
from mentorsite.model.site import Site

MOST_COMPARED = 400
"""How many pairs of a page that is gone and one that is new are compared word by word."""


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """A definition with what tells it from others: its kind, its id and its language.

    `read_as` is what its texts with variables read as.
    """

    kind: str
    id: str
    language: str
    source: str
    translates: str
    definition: Definition
    name: str
    read_as: Texts = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by, wherever its file lies."""
        return self.kind, self.id, self.language

    def subject(self, names: Names) -> FileSubject:
        """What sentences call it."""
        says_so = self.name.lower().startswith(self.kind)  # as "Certificate of mentoring"
        if says_so:
            whole = self.name
        else:
            whole = f"{self.kind} {self.name}"
        match self.definition:
            case Form():
                return FileSubject(whole, f"{self.name}: ", numbered_sections(self.definition))
            case Program():
                if names.programs > 1:
                    return FileSubject(whole, f"{self.name}: ")
                return FileSubject(whole)  # of the only one, it goes without saying which it is
            case _:
                return FileSubject(whole, f"{whole}: ")


def definitions(site: Site) -> Mapping[tuple[str, str, str], DefinitionFile]:
    """Every definition of a handbook but site.yml, each once."""
    found: dict[tuple[str, str, str], DefinitionFile] = {}
    for each in _definitions(site):
        found.setdefault(each.key, each)
    return found


def _definitions(site: Site) -> Iterator[DefinitionFile]:
    for entry in site.programs:
        name = entry.program.name
        yield DefinitionFile("program", entry.id, entry.language, entry.source, entry.translates, entry.program, name)
    for each in site.forms:
        form = each.form
        yield DefinitionFile(
            form.folder.removesuffix("s"), form.id, form.language, form.source, form.translates, form, form.title
        )
    for message in site.messages:
        file = message.file
        yield DefinitionFile(
            "message", message.id, message.language, message.source, message.translates, file, file.title
        )
    for certificate in site.certificates:
        said = certificate.file
        yield DefinitionFile(
            "certificate", certificate.id, certificate.language, certificate.source, certificate.translates, said,
            certificate.title,
        )  # fmt: skip


def renamed_definitions(
    old: Mapping[tuple[str, str, str], DefinitionFile], new: Mapping[tuple[str, str, str], DefinitionFile]
) -> dict[tuple[str, str, str], DefinitionFile]:
    """What definitions were whose files are called otherwise now: those whose old address leads on to them, and those
    that say the same."""
    by_id: dict[tuple[str, str, str], DefinitionFile] = {}
    by_words: dict[tuple[str, str, str], DefinitionFile] = {}
    for key, each in old.items():
        if key not in new:
            by_id[key] = each
            by_words.setdefault((each.kind, each.language, words_of(each.definition)), each)
    found: dict[tuple[str, str, str], DefinitionFile] = {}
    taken: set[str] = set()
    for key, now in new.items():
        if key in old:
            continue
        likely = [by_id.get((now.kind, id, now.language)) for id in _old_ids(now)]
        likely.append(by_words.get((now.kind, now.language, words_of(now.definition))))
        was = next((each for each in likely if each and each.source not in taken), None)
        if was:
            found[key] = was
            taken.add(was.source)
    return found


def _old_ids(file: DefinitionFile) -> Iterator[str]:
    """The ids that a definition had, by the addresses that lead on to it."""
    for alias in getattr(file.definition, "aliases", ()):
        folder, _, id = str(alias).rstrip("/").rpartition("/")
        if folder.rpartition("/")[2] == f"{file.kind}s":
            yield id


def paired_pages(before: Iterable[Page], after: Iterable[Page]) -> list[tuple[Page | None, Page | None]]:
    """Each page with what it was: by its file, then by its address, then by its words where it moved."""
    old = {page.source: page for page in before}
    new = {page.source: page for page in after}
    pairs: list[tuple[Page | None, Page | None]] = [(old[each], new[each]) for each in new if each in old]
    gone = []
    for source, page in old.items():
        if source not in new:
            gone.append(page)
    added = []
    for source, page in new.items():
        if source not in old:
            added.append(page)
    addresses = {page.address: page for page in gone}
    for page in list(added):
        was = addresses.get(page.address)
        if was:
            pairs.append((was, page))
            gone.remove(was)
            added.remove(page)
    for was, now in _alike(gone, added):
        pairs.append((was, now))
        gone.remove(was)
        added.remove(now)
    return [*pairs, *((page, None) for page in gone), *((None, page) for page in added)]


def _alike(gone: list[Page], added: list[Page]) -> list[tuple[Page, Page]]:
    """The pages that moved: those in the same words first, then those in much the same."""
    likely = []
    for was in gone:
        for now in added:
            if was.language == now.language:
                likely.append((was, now))
    same = []
    for was, now in likely:
        if was.document.source == now.document.source:
            same.append((was, now))
    shares = [(1.0, was, now) for was, now in same]
    if len(likely) <= MOST_COMPARED:  # each takes time by the product of their lengths
        for was, now in likely:
            shares.append((alike(was.document.source, now.document.source), was, now))
    found: list[tuple[Page, Page]] = []
    taken: set[str] = set()
    for share, was, now in sorted(shares, key=lambda each: (-each[0], each[1].source, each[2].source)):
        is_free = was.source not in taken and now.source not in taken
        if share > ALIKE and is_free:
            found.append((was, now))
            taken |= {was.source, now.source}
    return found
