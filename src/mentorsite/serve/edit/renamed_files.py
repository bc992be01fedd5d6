"""Another name for a file: what names it gets the new one, and its old address leads on to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import basename, dirname, splitext

from mentorsite.loader.site_file import settings
from mentorsite.loader.sources import CONTENT, Source, source_of, sources_of
from mentorsite.loader.tree import MEMORY_FOLDER, PAGE_ENDINGS, Tree
from mentorsite.model.page import Page
from mentorsite.model.urls import INDEX_NAMES, instead_of_unsafe, unsafe_name
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.handbook import Handbook, Led, Named, stem_of
from mentorsite.serve.edit.mended_files import ChangedFile, MendedFiles
from mentorsite.serve.edit.old_addresses import can_have_old_addresses, with_old_address
from mentorsite.serve.edit.references import Renaming

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


@dataclass(frozen=True, slots=True)
class _Moved:
    """A file that gets another name: its old and new path and address."""

    path: str
    new_path: str
    address: str
    new_address: str

    @property
    def names(self) -> dict[str, str]:
        """What links may call it, and what they call it then."""
        found = {basename(self.path): basename(self.new_path)}
        # With its ending, without, or as its address has it, where a number before the name is left out.
        found.setdefault(stem_of(basename(self.path)), stem_of(basename(self.new_path)))
        found.setdefault(_last(self.address), _last(self.new_address))
        return found


def renamed_file(tree: Tree, path: str, name: str) -> Renaming:
    """Another name for a file below `content/`, without its ending, in the same folder."""
    if path not in tree.texts or not path.startswith(CONTENT):
        raise ChangeError(f"there is no file `{path}` below `content/`")
    fault = unsafe_name(name)
    if fault:
        raise ChangeError(f"{fault}: {instead_of_unsafe(name)}")
    if not name.strip() or "/" in name:
        raise ChangeError(f"`{name}` can't be a file's name")
    handbook = Handbook(tree)
    if basename(handbook.source(path).stem) in INDEX_NAMES or name in INDEX_NAMES:
        raise ChangeError("a page called `index` stands for its folder: give the folder another name, or move the text")
    return _Renamed(handbook, path, name).all()


def renamed_path(tree: Tree, path: str, name: str) -> str:
    """Where a file stands under another name, which its translations get, too."""
    known, _ = settings(tree)
    return _with_name(source_of(path, b"", known), name)


def _with_name(source: Source, name: str) -> str:
    rest = source.path.removeprefix(f"{CONTENT}{source.stem}")  # its language and its ending
    return f"{dirname(source.path)}/{name}{rest}"


def _last(address: str) -> str:
    return basename(address.rstrip("/"))


class _Renamed:
    def __init__(self, handbook: Handbook, path: str, name: str) -> None:
        self.handbook = handbook
        self.files = MendedFiles(handbook.tree.texts)
        paths = handbook.with_translations(path)
        self.path = paths[0]  # the original, also where a translation is open at the desk
        self.moved = self.all_moved({each: self.new_path(each, name) for each in paths})
        self.below = set(self.pages_below())
        self.sources = {each.path for each in self.moved} | self.below

    def new_path(self, path: str, name: str) -> str:
        new_path = _with_name(self.handbook.source(path), name)
        if new_path in self.handbook.tree.texts:
            raise ChangeError(f"there is a file `{new_path}` already")
        return new_path

    def all_moved(self, new_paths: dict[str, str]) -> list[_Moved]:
        """The files with where they are published then: what is beside them may make a number part of a name."""
        tree = self.handbook.tree
        texts = {new_paths.get(path, path): data for path, data in tree.texts.items()}
        addresses = {}
        for each in sources_of(replace(tree, texts=texts), self.handbook.settings):
            addresses[each.path] = each.address
        moved = []
        for path, new_path in new_paths.items():
            moved.append(_Moved(path, new_path, self.handbook.address(path), addresses[new_path]))
        return moved

    def pages_below(self) -> Iterator[str]:
        """The pages of a program's roles and cohorts, which links name behind the program."""
        found = self.handbook.program(self.path)
        if found is None:
            return
        _, program = found
        for id in (*program.roles, *program.cohorts):
            for each in self.moved:
                yield f"{CONTENT}{each.address}{id}"

    def all(self) -> Renaming:
        self.references()
        for led in self.handbook.links():
            self.link(led)
        for moved in self.moved:
            self.files[moved.path].new_path = moved.new_path
        self.memory()
        files = tuple(self.with_alias(each) for each in self.files.results())
        return Renaming(files, tuple(self.handbook.unread()))

    def memory(self) -> None:
        """What translations were made from is known by their files' names."""
        for path in self.handbook.tree.texts:
            if not path.startswith(MEMORY_FOLDER):
                continue
            for moved in self.moved:
                start = self.files[path].lines.find(f'"{moved.path}": ')
                if start >= 0:
                    sentence = f"what `{moved.path}` was made from is told of `{moved.new_path}`"
                    self.files[path].replace(start + 1, moved.path, moved.new_path, sentence)

    def references(self) -> None:
        own = self.moved[0]
        old, new = _last(own.address), _last(own.new_address)
        folder = own.path.removeprefix(CONTENT).partition("/")[0]
        is_page = splitext(own.path)[1] in PAGE_ENDINGS
        for each in self.handbook.named():
            if is_page and each.what == "page":
                self.reference(each, self.new_page_id(each.reference.id))
            elif not is_page and each.what in WHATS.get(folder, ()) and each.reference.id == old:
                self.reference(each, new)
        if not is_page and folder in FORMS and self.is_variable(old):
            self.variables(old, new)

    def reference(self, named: Named, new: str) -> None:
        id, place = named.reference.id, named.reference.place
        if new == id:
            return
        pattern = rf"(?<![\w/-])({re.escape(id)})(?![\w-])"
        self.files[place.path].replace_first(place, pattern, new, f"`{id}`, named here, becomes `{new}`")

    def new_page_id(self, id: str) -> str:
        """What names a page then: another page may be called by the last part of its address, too."""
        site = self.handbook.site
        page = site.page(id, site.settings.default_language)
        if page is None:  # one that can't be read, or none
            own = self.moved[0]
            old, new = own.address.rstrip("/"), own.new_address.rstrip("/")
            return {_last(old): _last(new), old: new}.get(id, id)
        moved = self.moved_page(page)
        if moved is None:
            if any(id == _last(each.new_address) for each in self.moved):
                return page.ids[1]
            return id
        address = moved.new_address.rstrip("/")
        ids = (address, address.removeprefix(f"{page.readers}/"), _last(address))
        if id == page.ids[-1] and self.is_called(ids[-1]):
            return ids[1]
        return ids[page.ids.index(id)]

    def moved_page(self, page: Page) -> _Moved | None:
        return next((each for each in self.moved if each.path == page.source), None)

    def is_called(self, id: str) -> bool:
        """Whether a page that stays has an id."""
        return any(id in page.ids and self.moved_page(page) is None for page in self.handbook.site.pages)

    def is_variable(self, id: str) -> bool:
        """Whether variables that name a form by an id mean the one that moves: the first that has it."""
        site = self.handbook.site
        for entry in (*site.forms_in(site.settings.default_language), *site.forms):
            if entry.form.id == id:
                return entry.form.source in self.sources
        return True  # it can't be read

    def variables(self, old: str, new: str) -> None:
        for each in self.handbook.variables():
            if re.match(rf"(?:forms|links)\.{re.escape(old)}(?:\.|$)", each.name):
                pattern = rf"\{{\{{[ \t]*(?:forms|links)\.({re.escape(old)})(?![\w-])"
                sentence = f"`{{{{ {each.name} }}}}` names `{new}`"
                self.files[each.place.path].replace_after(each.place, pattern, new, sentence)

    def link(self, led: Led) -> None:
        """A link that leads to one of the files, in whatever way it names that."""
        if led.inside.source not in self.sources:
            return
        path = re.split(r"[?#]", led.target)[0].rstrip("/")
        is_below = led.inside.source in self.below and _last(path) == _last(led.inside.source)
        if is_below:  # as `programs/career/mentor/`, where the program's name stands before
            path = path.rpartition("/")[0]
        last = _last(path)
        new = next((each.names[last] for each in self.moved if last in each.names), last)
        if new == last:
            return
        before = path.removesuffix(last)
        pattern = led.pattern(before, last)
        sentence = f"the link `{led.target}` becomes `{before}{new}{led.target[len(path) :]}`"
        self.files[led.path].replace_after(led.place, pattern, new, sentence)

    def with_alias(self, file: ChangedFile) -> ChangedFile:
        """A file that moved, with the address that it had."""
        moved = next((each for each in self.moved if each.path == file.path), None)
        if moved is None or moved.address == moved.new_address or not can_have_old_addresses(file.path):
            return file
        return replace(file, text=with_old_address(file.path, file.text, moved.address))
