"""Another name for a file: what names it gets the new one, and its old address leads on to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import basename, dirname

from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import MEMORY_FOLDER, Tree
from mentorsite.model.urls import INDEX_NAMES, instead_of_unsafe, unsafe_name
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.handbook import Handbook, Led, stem_of
from mentorsite.serve.edit.mended_files import ChangedFile, MendedFiles
from mentorsite.serve.edit.old_addresses import can_have_old_addresses, with_old_address
from mentorsite.serve.edit.references import Renaming

WHATS = {"programs": "program", "agreements": "agreement", "checklists": "checklist", "worksheets": "worksheet"}
"""What a file is called in references, by its folder."""


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


def _last(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


class _Renamed:
    def __init__(self, handbook: Handbook, path: str, name: str) -> None:
        self.handbook, self.path = handbook, path
        self.files = MendedFiles(handbook.tree.texts)
        self.moved = [self.one(each, name) for each in handbook.with_translations(path)]
        self.sources = {each.path for each in self.moved} | set(self.pages_below())

    def one(self, path: str, name: str) -> _Moved:
        own = self.handbook.source(path)
        rest = path.removeprefix(f"{CONTENT}{own.stem}")
        new_path = f"{dirname(path)}/{name}{rest}"
        if new_path in self.handbook.tree.texts:
            raise ChangeError(f"there is a file `{new_path}` already")
        return _Moved(path, new_path, self.handbook.address(path), self.handbook.source(new_path).address)

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
        folder = own.path.removeprefix(CONTENT).partition("/")[0]
        what = WHATS.get(folder, "page")
        old, new = own.address.rstrip("/"), own.new_address.rstrip("/")
        names = {_last(old): _last(new), old: new}
        for each in self.handbook.named():
            id = each.reference.id
            if id in names and each.what == what:
                place = each.reference.place
                pattern = rf"(?<![\w/-])({re.escape(id)})(?![\w-])"
                sentence = f"`{id}`, named here, becomes `{names[id]}`"
                self.files[place.path].replace_after(place, pattern, names[id], sentence)
        self.variables(_last(old), _last(new))

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
        last = path.rpartition("/")[2]
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
