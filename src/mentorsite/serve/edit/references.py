"""Another id for something: every place that names it gets the new one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, get_args

from pydantic_core import PydanticCustomError

from mentorsite.check.shared_forms import ids_in
from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import Tree
from mentorsite.model.people import RoleKind
from mentorsite.model.text_values import id_of_text
from mentorsite.serve.edit import yaml_scalars
from mentorsite.serve.edit.data_changes import ChangeError, at
from mentorsite.serve.edit.handbook import Handbook
from mentorsite.serve.edit.mended_files import ChangedFile, Mended, MendedFiles
from mentorsite.serve.edit.old_addresses import with_old_address
from mentorsite.serve.edit.yaml_changes import SetValue, changed
from mentorsite.serve.edit.yaml_tree import Data, Entry, Node, data_of
from mentorsite.serve.edit.yaml_tree import Tree as YamlTree

What = Literal["role", "contact", "cohort", "date", "phase", "check-in", "section", "field"]
ANY, ID = "*", ""
KEYS: dict[What, tuple[tuple[str, ...], ...]] = {
    "role": (("roles", ID), ("eligibility", ID)),
    "contact": (("contacts", ID),),
    "cohort": (("cohorts", ID),),
    "date": (("cohorts", ANY, "dates", ID),),
    "phase": (("phases", ID),),
    "check-in": (("check_ins", ID),),
    "section": (("sections", ID),),
    "field": (("sections", ANY, "fields", ID),),
}
"""Where a definition and its translations have an id as a key."""
VARIABLES: dict[What, str] = {
    "role": r"(?:(?:program\.)?roles|pair)\.",
    "contact": r"(?:contact|program\.contacts)\.",
    "cohort": r"(?:program\.)?cohorts\.",
    "date": r"(?:cohort|(?:program\.)?cohorts\.[\w-]+)\.dates\.",
    "phase": r"(?:phase|program\.phases)\.",
    "check-in": r"(?:check_in|program\.check_ins)\.",
}
"""What stands before an id in the name of a variable."""
KEPT_ANSWERS = "What people filled in on their devices under the old id is not shown any more."
PAGE_MOVES = "Its page gets another address, and whoever follows an old link comes to the program's page."


@dataclass(frozen=True, slots=True)
class Renaming:
    """The files that change, and what is to be known before they do."""

    files: tuple[ChangedFile, ...]
    to_know: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What differs when something else would change."""
        return sha256(repr(self).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A line that names something by its id, and what it says."""

    path: str
    line: int
    text: str


def mention(file: Mended, line: int) -> Mention:
    """A line of a file, by its number."""
    return Mention(file.path, line, file.lines.split("\n")[line - 1].strip())


def id_kind(path: str, at: tuple[str | int, ...]) -> What | None:
    """What a key in a file is the id of; nothing where no other place goes by it."""
    is_program = path.startswith(f"{CONTENT}programs/")
    for what, patterns in KEYS.items():
        is_of_form = what in ("section", "field")
        if is_of_form != is_program and any(_fits(at, each) for each in patterns):
            return what
    return None


def _fits(at: tuple[str | int, ...], pattern: tuple[str, ...]) -> bool:
    if len(at) != len(pattern):
        return False
    return all(wanted in (step, ANY, ID) for step, wanted in zip(at, pattern, strict=True))


def references(tree: Tree, path: str, what: What, id: str) -> tuple[Mention, ...]:
    """Each line that names what a definition at `path` has, besides where it is defined: to show before it goes."""
    found = _Renamed(Handbook(tree), path, what, id, id)  # what would change if it had another name
    found.mend_references()
    if what == "field":
        for each in found.handbook.with_translations(path):
            found.field(found.files[each], YamlTree(found.files[each].lines).root)
    mentions = set()
    for file in found.files.files.values():
        for said in file.said.values():
            mentions.add(mention(file, said.line))
    return tuple(sorted(mentions))


def renamed_id(tree: Tree, path: str, what: What, id: str, name: str) -> Renaming:
    """Another id for something that a definition has, at `path`, and all that changes with it."""
    if path not in tree.texts:
        raise ChangeError(f"there is no file `{path}`")
    _refuse_what_is_no_id(name)
    return _Renamed(Handbook(tree), path, what, id, name).all()


def _refuse_what_is_no_id(name: str) -> None:
    try:
        id_of_text(name)
    except PydanticCustomError as error:
        said = error.context or {}
        raise ChangeError(f"{said.get('expected')}: {said.get('hint')}") from error


class _Renamed:
    def __init__(self, handbook: Handbook, path: str, what: What, id: str, name: str) -> None:
        self.handbook, self.what, self.id, self.name = handbook, what, id, name
        self.path = handbook.with_translations(path)[0]  # the original, also where a translation is open at the desk
        self.files = MendedFiles(handbook.tree.texts)
        self.to_know: list[str] = []
        found = handbook.program(self.path)
        self.program = found[0] if found else None

    def all(self) -> Renaming:
        for path in self.handbook.with_translations(self.path):
            self.definition(self.files[path], is_source=path == self.path)
        if self.what == "field":
            self.to_know.append(KEPT_ANSWERS)
        self.mend_references()
        files = self.files.results()
        whole = [self.with_old_page(self.with_kind(each)) for each in files]
        return Renaming(tuple(whole), (*self.to_know, *self.handbook.unread()))

    def mend_references(self) -> None:
        """Whatever names the id, besides the definition itself."""
        if self.program is not None:  # other files name nothing of a form but by links
            self.references()
            self.variables()
        self.links()

    def definition(self, file: Mended, *, is_source: bool) -> None:
        """The id where it is defined, and in the words of translations."""
        root = YamlTree(file.lines).root
        keys = [node for pattern in KEYS[self.what] for node in _keys(root, pattern, self.id)]
        if is_source and not keys:
            raise ChangeError(f"there is no {self.what} `{self.id}` in `{file.path}`")
        if any(node for pattern in KEYS[self.what] for node in _keys(root, pattern, self.name)):
            raise ChangeError(f"`{self.name}` is there already in `{file.path}`")
        for node in keys:
            self.key(file, node, f"the {self.what} `{self.id}` is called `{self.name}` here")
        if self.what == "field":
            self.field(file, root)

    def key(self, file: Mended, node: Node, sentence: str) -> None:
        written = yaml_scalars.key(self.name, node.style)
        file.replace(node.start, file.lines[node.start : node.end], written, sentence)

    def field(self, file: Mended, root: Node | None) -> None:
        """A field where its own form names it: under `when`, and in sentences."""
        for entry in _entries(root):
            if entry.name == "when" and entry.value.kind == "mapping":
                for each in entry.value.entries:
                    if each.key and each.name == self.id:
                        self.key(file, each.key, f"`when` names `{self.name}`")
        for found in re.finditer(rf"\{{\{{[ \t]*field\.({re.escape(self.id)})(?![\w-])", file.lines):
            file.replace(found.start(1), self.id, self.name, f"`{{{{ field.{self.id} }}}}` names `{self.name}`")

    def references(self) -> None:
        for each in self.handbook.named():
            reference = each.reference
            if each.what != self.what or reference.id != self.id or self.program not in each.programs:
                continue
            others = []
            for id in each.programs:
                if id != self.program and self.has_id(id):
                    others.append(id)
            if others:
                where = f"line {reference.place.line} of `{reference.place.path}`"
                self.to_know.append(f"`{self.id}` stays on {where}: the program `{others[0]}` calls it so, too.")
                continue
            file = self.files[reference.place.path]
            pattern = rf"(?<![\w-])({re.escape(self.id)})(?![\w-])"  # an id may have hyphens, so `\b` won't do
            file.replace_first(reference.place, pattern, self.name, f"`{self.id}`, named here, becomes `{self.name}`")

    def has_id(self, program: str) -> bool:
        """Whether another program has the same id."""
        found = self.handbook.site.program(program)
        if found is None:
            return False
        if self.what == "contact":
            return self.id in found.contacts
        return (self.what, self.id) in ids_in(found)

    def variables(self) -> None:
        if self.what not in VARIABLES:
            return
        start = re.compile(rf"{VARIABLES[self.what]}{re.escape(self.id)}(?=\.|$)")
        for each in self.handbook.variables():
            found = start.match(each.name)
            if not found or each.program != self.program:
                continue
            file = self.files[each.place.path]
            before = found[0].removesuffix(self.id)
            new = f"{before}{self.name}{each.name[found.end() :]}"
            after = re.escape(each.name[found.end() :])
            pattern = rf"\{{\{{[ \t]*{re.escape(before)}({re.escape(self.id)}){after}[ \t]*\}}\}}"
            file.replace_after(each.place, pattern, self.name, f"`{{{{ {each.name} }}}}` becomes `{{{{ {new} }}}}`")

    def links(self) -> None:
        """Links to a section of a form, and to the page of a role or a cohort."""
        sources = self.handbook.with_translations(self.path)
        pages = set()
        for each in sources:
            address = self.handbook.site.sources.get(each)
            if address is not None:
                pages.add(f"content/{address}{self.id}")
        for led in self.handbook.links():
            is_part = led.inside.source in sources and led.inside.fragment == self.id
            if not is_part and led.inside.source not in pages:
                continue
            pattern = led.pattern(led.target.rpartition(self.id)[0], self.id)
            sentence = f"the link `{led.target}` leads to `{self.name}`"
            self.files[led.path].replace_after(led.place, pattern, self.name, sentence)

    def with_old_page(self, file: ChangedFile) -> ChangedFile:
        """A program to which the old address of the page of a role or a cohort leads."""
        page = f"content/{self.handbook.address(file.path)}{self.id}"
        old = self.handbook.site.sources.get(page)
        is_own = self.what in ("role", "cohort") and file.path in self.handbook.with_translations(self.path)
        if not is_own or old is None:
            return file
        if PAGE_MOVES not in self.to_know:
            self.to_know.append(PAGE_MOVES)
        return replace(file, text=with_old_address(file.path, file.text, old))

    def with_kind(self, file: ChangedFile) -> ChangedFile:
        """A program whose role says of what kind it is, where its id said so before."""
        # A role whose id is that of a kind is of that kind, unless it says otherwise: under another id it has to.
        if self.what != "role" or file.path != self.path or self.id not in get_args(RoleKind):
            return file
        roles = _roles(file.text)
        if isinstance(roles, list):
            kinds: dict[str, Data] = dict.fromkeys(map(str, roles))
            kinds[self.name] = {"kind": self.id}
            text = changed(file.text, SetValue(("roles",), kinds))
        elif at(roles, (self.name, "kind")) is not None:
            return file
        else:
            text = changed(file.text, SetValue(("roles", self.name, "kind"), self.id, ("label", "kind")))
        return replace(file, text=text)


def _keys(node: Node | None, pattern: tuple[str, ...], id: str) -> Iterator[Node]:
    """The keys that a pattern leads to and that are an id; items of a list of ids are such, too."""
    if node is None or not pattern:
        return
    wanted, rest = pattern[0], pattern[1:]
    for entry in node.entries:
        if wanted == ID:
            key = entry.key or entry.value
            if key.kind == "scalar" and key.text == id:
                yield key
        elif entry.key and wanted in (ANY, entry.name):
            yield from _keys(entry.value, rest, id)


def _entries(node: Node | None) -> Iterator[Entry]:
    for entry in node.entries if node else ():
        yield entry
        yield from _entries(entry.value)


def _roles(text: str) -> Data:
    data = data_of(YamlTree(text.removeprefix("\ufeff").replace("\r\n", "\n")).root)
    return at(data, ("roles",))
