"""What names a file of a handbook, as it is meant: other files may be called so, too."""

import re
from collections.abc import Iterator
from posixpath import basename, splitext

from mentorsite.errors import Place
from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import PAGE_ENDINGS, Tree
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.handbook import Handbook, Led, Named, Variable
from mentorsite.serve.edit.mended_files import MendedFiles
from mentorsite.serve.edit.references import Mention, mention

FORMS = {"agreements": "agreement", "checklists": "checklist", "worksheets": "worksheet"}
"""What a form is called in references, by its folder."""
ATTACHED = "form"
"""What a message attaches where no program lists it: a form or a certificate."""
WHATS = {
    **{folder: (what, ATTACHED) for folder, what in FORMS.items()},
    "certificates": (ATTACHED,),
    "programs": ("program",),
}
"""What a definition is called in references, by its folder; nothing names a message."""


def last_of(address: str) -> str:
    """The last part of an address, which is an id."""
    return basename(address.rstrip("/"))


class NamedFile:
    """A file with its translations, and what names it."""

    def __init__(self, handbook: Handbook, path: str) -> None:
        self.handbook = handbook
        self.paths = handbook.with_translations(path)
        self.path = self.paths[0]  # the original, also where a translation is open at the desk
        self.address = handbook.address(self.path)
        self.id = last_of(self.address)
        self.folder = self.path.removeprefix(CONTENT).partition("/")[0]
        self.is_page = splitext(self.path)[1] in PAGE_ENDINGS

    def below(self, path: str) -> set[str]:
        """The pages of a program's roles and cohorts, which links name behind the program, by one of its files."""
        found = self.handbook.program(self.path)
        if found is None:
            return set()
        _, program = found
        return {f"{CONTENT}{self.handbook.address(path)}{id}" for id in (*program.roles, *program.cohorts)}

    def is_named(self, named: Named) -> bool:
        """Whether a reference means it."""
        id = named.reference.id
        if not self.is_page:
            return named.what in WHATS.get(self.folder, ()) and id == self.id
        if named.what != "page":
            return False
        site = self.handbook.site
        page = site.page(id, site.settings.default_language)
        if page is None:  # one that can't be read, or none
            return id in (self.id, self.address.rstrip("/"))
        return page.source in self.paths

    def is_variable(self, variable: Variable) -> bool:
        """Whether a variable takes something of it: of several forms with one id, the first is meant."""
        name = re.fullmatch(rf"(?:forms|links)\.{re.escape(self.id)}(?:\..*)?", variable.name)
        if self.is_page or self.folder not in FORMS or not name:
            return False
        site = self.handbook.site
        for entry in (*site.forms_in(site.settings.default_language), *site.forms):
            if entry.form.id == self.id:
                return entry.form.source in self.paths
        return True  # it can't be read


def left_without(tree: Tree, path: str) -> tuple[Mention, ...]:
    """Each line that leads nowhere once a file is deleted."""
    if path not in tree.texts or not path.startswith(CONTENT):
        raise ChangeError(f"there is no file `{path}` below `content/`")
    handbook = Handbook(tree)
    files = MendedFiles(tree.texts)
    mentions = set()
    for place in _left_without(handbook, NamedFile(handbook, path), path):
        if place.path != path:
            mentions.add(mention(files[place.path], place.line))
    return tuple(sorted(mentions))


def _left_without(handbook: Handbook, file: NamedFile, path: str) -> Iterator[Place]:
    gone = {path} | file.below(path)
    is_translation = path != file.path
    for led in handbook.links():
        # Readers of a translation are shown the original in its place: only its file's name leads nowhere then.
        if led.inside.source in gone and (not is_translation or _names_file(led, path)):
            yield led.place
    if is_translation:
        return
    for named in handbook.named():
        if file.is_named(named):
            yield named.reference.place
    for variable in handbook.variables():
        if file.is_variable(variable):
            yield variable.place


def _names_file(led: Led, path: str) -> bool:
    return last_of(re.split(r"[?#]", led.target)[0]) == basename(path)
