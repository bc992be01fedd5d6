"""Another name for a file: what names it gets the new one, and its old address leads on to it."""

import re
from dataclasses import dataclass, replace
from posixpath import basename, dirname

from mentorsite.loader.site_file import settings
from mentorsite.loader.sources import CONTENT, Source, source_of, sources_of
from mentorsite.loader.tree import MEMORY_FOLDER, Tree
from mentorsite.model.page import Page
from mentorsite.model.urls import INDEX_NAMES, instead_of_unsafe, unsafe_name
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.handbook import Handbook, Led, Named, Variable, stem_of
from mentorsite.serve.edit.mended_files import ChangedFile, MendedFiles
from mentorsite.serve.edit.named_files import NamedFile, last_of
from mentorsite.serve.edit.old_addresses import can_have_old_addresses, with_old_address
from mentorsite.serve.edit.references import Renaming


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
        found.setdefault(last_of(self.address), last_of(self.new_address))
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


class _Renamed:
    def __init__(self, handbook: Handbook, path: str, name: str) -> None:
        self.handbook = handbook
        self.files = MendedFiles(handbook.tree.texts)
        self.file = NamedFile(handbook, path)
        self.moved = self.all_moved({each: self.new_path(each, name) for each in self.file.paths})
        self.below = set[str]().union(*map(self.file.below, self.file.paths))
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
        new = last_of(self.moved[0].new_address)
        for each in self.handbook.named():
            if self.file.is_page and each.what == "page":
                self.reference(each, self.new_page_id(each))
            elif self.file.is_named(each):
                self.reference(each, new)
        for variable in self.handbook.variables():
            if self.file.is_variable(variable):
                self.variable(variable, new)

    def reference(self, named: Named, new: str) -> None:
        id, place = named.reference.id, named.reference.place
        if new == id:
            return
        pattern = rf"(?<![\w/-])({re.escape(id)})(?![\w-])"
        self.files[place.path].replace_first(place, pattern, new, f"`{id}`, named here, becomes `{new}`")

    def new_page_id(self, named: Named) -> str:
        """What names a page then: another page may be called by the last part of its address, too."""
        id, site = named.reference.id, self.handbook.site
        page = site.page(id, site.settings.default_language)
        is_named = self.file.is_named(named)
        if not is_named:
            if page and any(id == last_of(each.new_address) for each in self.moved):
                return page.ids[1]
            return id
        moved = (page and self.moved_page(page)) or self.moved[0]  # none for one that can't be read
        address = moved.new_address.rstrip("/")
        if id == last_of(moved.address) and not self.is_called(last_of(address)):
            return last_of(address)
        if page and id != page.ids[0]:
            return address.removeprefix(f"{page.readers}/")
        return address

    def moved_page(self, page: Page) -> _Moved | None:
        return next((each for each in self.moved if each.path == page.source), None)

    def is_called(self, id: str) -> bool:
        """Whether a page that stays has an id."""
        return any(id in page.ids and self.moved_page(page) is None for page in self.handbook.site.pages)

    def variable(self, variable: Variable, new: str) -> None:
        pattern = rf"\{{\{{[ \t]*(?:forms|links)\.({re.escape(self.file.id)})(?![\w-])"
        sentence = f"`{{{{ {variable.name} }}}}` names `{new}`"
        self.files[variable.place.path].replace_after(variable.place, pattern, new, sentence)

    def link(self, led: Led) -> None:
        """A link that leads to one of the files, in whatever way it names that."""
        if led.inside.source not in self.sources:
            return
        path = re.split(r"[?#]", led.target)[0].rstrip("/")
        is_below = led.inside.source in self.below and last_of(path) == last_of(led.inside.source)
        if is_below:  # as `programs/career/mentor/`, where the program's name stands before
            path = path.rpartition("/")[0]
        last = last_of(path)
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
