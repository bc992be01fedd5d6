"""The desk: opens files as forms, takes one change after the other, and undoes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from posixpath import basename

from mentorsite.errors import Problem
from mentorsite.loader.editor_schema import translation_schema
from mentorsite.loader.front_matter import split
from mentorsite.loader.json_schema import json_schema
from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import Tree
from mentorsite.loader.yaml_text import Loc
from mentorsite.serve.edit import files
from mentorsite.serve.edit.field_problems import BODY, FieldProblem, problems_by_field
from mentorsite.serve.edit.fields import Field, Form, fields_below
from mentorsite.serve.edit.file_text import changed_file, parts_of, plain, value_at, with_ends
from mentorsite.serve.edit.files import GoneError, RefusedError
from mentorsite.serve.edit.handbook import stem_of
from mentorsite.serve.edit.headlines import HEADLINES, headline, label_of
from mentorsite.serve.edit.history import History, Step
from mentorsite.serve.edit.joined_text import joined
from mentorsite.serve.edit.kinds import kind_of, original_of, shown_name
from mentorsite.serve.edit.mended_files import ChangedFile
from mentorsite.serve.edit.move_days import Distance, on_weekends, shifted
from mentorsite.serve.edit.references import Renaming, id_kind, renamed_id
from mentorsite.serve.edit.renamed_files import renamed_file
from mentorsite.serve.edit.yaml_changes import (
    Change,
    ChangeError,
    Copy,
    Remove,
    RenameKey,
    SetValue,
)

MOST_KNOWN = 50
"""How many earlier states of files are remembered, to show what differs from them."""


class StaleError(Exception):
    """A file has changed on the disk since the form was shown; `difference` says how, line by line."""

    def __init__(self, path: str, difference: str) -> None:
        super().__init__(f"{path} was changed elsewhere meanwhile. Your change isn't written yet.")
        self.difference = difference


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file as the desk shows it. `problems` are what is wrong, by the path of the field that each is about, those of
    the text below front matter under `("body",)`; `body` is that text, none for a definition. `name` is what it is
    called, as its translations are."""

    path: str
    name: str
    kind: str
    title: str
    digest: str
    form: Field
    body: str | None
    problems: Mapping[Loc, tuple[FieldProblem, ...]] = field(default_factory=dict)

    @property
    def first_fault(self) -> Loc:
        """The path of the first field with an error."""
        paths = [BODY, *(each.path for each in fields_below(self.form))]
        for path in paths:
            if any(each.fatal for each in self.problems.get(path, ())):
                return path
        return ()

    @property
    def errors(self) -> int:
        """How many errors it has."""
        return sum(each.fatal for found in self.problems.values() for each in found)


class Desk:
    """The files of one project. One thread may use it at a time."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.history = History()
        self._known: dict[str, str] = {}

    def open(self, path: str, opened: Iterable[Loc] = (), problems: Iterable[Problem] = ()) -> OpenFile:
        """A file as a form. Raises `RefusedError` and `GoneError`."""
        text = files.text_of(self.project, path)
        self._remember(text)
        kind = kind_of(path)
        if not kind:
            raise RefusedError(f"{path} is no file that has a form here.")
        yaml, body, body_line = parts_of(path, kind, plain(text))
        original = original_of(path)
        # A name alone tells no translation: a page may be called `x.es.md` without an `x.md`.
        is_translation = bool(original) and files.place_of(self.project, original).exists()
        if is_translation:
            schema = translation_schema(kind)
        else:
            schema = json_schema(kind)
        own = []
        for each in (*problems, *yaml.problems):
            if each.path == path:
                own.append(each)
        # The field of a missing key is shown, though the file says nothing there: it is told of beside it.
        missing = (each.missing for each in own if each.missing)
        form = Form(schema, (*opened, *missing)).of(yaml.value)
        title = headline(yaml.value) or shown_name(path)
        found = problems_by_field(own, yaml, body_line, {each.path for each in fields_below(form)})
        if is_translation:
            name = stem_of(basename(original))
        else:
            name = stem_of(basename(path))
        return OpenFile(path, name, kind, title, files.digest(text), form, body, found)

    def change(self, path: str, digest: str, change: Change, words: str = "") -> None:
        """Makes one change. Raises `StaleError`, `ChangeError`, `RefusedError` and `GoneError`."""
        text = files.text_of(self.project, path)
        self._refuse_stale(path, text, digest)
        if _is_of_one_value(change):
            about = (path, change.path)
        else:
            about = None
        new = changed_file(path, self._before_typing(path, text, about), change)
        self._write(Step(words or _words_of(path, change), {path: text}, {path: new}, about))

    def _before_typing(self, path: str, text: str, about: tuple[str, Loc] | None) -> str:
        """The file as it was before the last step, if that changed the same value, else as it is.

        What is typed comes in pieces. The last of them is written as if it were the first: no piece before it, as one
        that ends with a space, leaves quotes behind.
        """
        if self.history.done:
            last = self.history.done[-1]
        else:
            last = None
        if about is None or last is None or last.about != about or last.after.get(path) != text:
            return text
        return last.before[path] or text

    def shift(self, path: str, digest: str, at: Loc, by: Distance) -> str:
        """Moves each day of what stands at `at` as far, in one step; says which are on a weekend then."""
        text = files.text_of(self.project, path)
        self._refuse_stale(path, text, digest)
        new = text
        for change in shifted(value_at(path, text, at), at, by):
            new = changed_file(path, new, change)
        self._write(Step(f"the days in {path}", {path: text}, {path: new}))
        return on_weekends(value_at(path, new, at))

    def copy(self, path: str, digest: str, at: Loc, key: str, name: str) -> None:
        """Puts a copy of a thing behind it, under another id and name."""
        text = files.text_of(self.project, path)
        self._refuse_stale(path, text, digest)
        siblings = value_at(path, text, at[:-1])
        if not at or not isinstance(siblings, dict) or at[-1] not in siblings:
            raise ChangeError("what was to be copied is not there")
        new = changed_file(path, text, Copy(at, key))
        value = siblings[at[-1]]
        named = []
        if isinstance(value, dict):
            named = [each for each in HEADLINES if each in value]
        if named:  # else the id is all that it is called by
            new = changed_file(path, new, SetValue((*at[:-1], key, named[0]), name))
        self._write(Step(f"the copy {key} in {path}", {path: text}, {path: new}))

    def rename(self, tree: Tree, path: str, at: Loc, key: str, agreed: str = "") -> Renaming | None:
        """Gives an id another name in every place that names it, if what changes is what was agreed to; else gives what
        would. Raises `ChangeError`."""
        what = id_kind(path, at)
        if what is None:
            found = Renaming((_renamed_key(self.project, path, at, key),))
        else:
            found = renamed_id(tree, path, what, str(at[-1]), key)
        return self._renamed(found, f"renaming {at[-1]} to {key}", agreed)

    def rename_file(self, tree: Tree, path: str, name: str, agreed: str = "") -> Renaming | None:
        """Gives a file another name and mends what leads to it, as `rename` does."""
        return self._renamed(renamed_file(tree, path, name), f"renaming {path}", agreed)

    def _renamed(self, found: Renaming, words: str, agreed: str) -> Renaming | None:
        if agreed != found.digest:  # nobody has agreed yet, or the files have changed since
            return found
        texts: dict[str, str | None] = {}
        for each in found.files:
            if each.new_path != each.path:
                texts[each.path] = None  # the old one goes
            texts[each.new_path] = each.text
        self.write_all(words, texts)
        return None

    def write_body(self, path: str, digest: str, body: str) -> None:
        """Puts another text below a page's front matter."""
        text = files.text_of(self.project, path)
        self._refuse_stale(path, text, digest)
        self._put_body(path, text, body)

    def join_body(self, path: str, digest: str, body: str) -> None:
        """Puts another text below a page's front matter, in which stays what others changed in it meanwhile."""
        text = files.text_of(self.project, path)
        before = self._known.get(digest)
        if before is None:
            self._refuse_stale(path, text, digest)
            before = text
        body_before, body_now = (split(path, plain(each)).body for each in (before, text))
        self._put_body(path, text, joined(body_before, body_now, body.replace("\r\n", "\n")))

    def _put_body(self, path: str, text: str, body: str) -> None:
        now = split(path, plain(text))
        head = text.split("\n")[: now.body_line - 1]  # as it is written, with its `\r`
        ends = "\r\n" if "\r\n" in text else "\n"
        body = with_ends(body.replace("\r\n", "\n"), now.body).replace("\n", ends)
        new = "".join(f"{line}\n" for line in head) + body
        self._write(Step(f"the text of {path}", {path: text}, {path: new}, (path, BODY)))

    def add(self, path: str, text: str) -> None:
        """Makes a new file."""
        files.refuse_unsafe(path.removeprefix(CONTENT))
        try:
            files.text_of(self.project, path)
        except GoneError:
            self._write(Step(f"the new file {path}", {path: None}, {path: text}))
            return
        raise RefusedError(f"{path} is there already. Give it another title.")

    def delete(self, path: str, digest: str) -> None:
        """Deletes a file; that can be undone."""
        text = files.text_of(self.project, path)
        self._refuse_stale(path, text, digest)
        self._write(Step(f"deleting {path}", {path: text}, {path: None}))

    def write_all(self, words: str, texts: Mapping[str, str | None]) -> None:
        """Writes several files as one step."""
        before = {path: self._now(path) for path in texts}
        self._write(Step(words, before, dict(texts)))

    def undo(self) -> Step | None:
        """Takes the last change back; gives what it was, nothing where there is none."""
        if not self.history.done:
            return None
        step = self.history.done[-1]
        self._put_unchanged(step.back())
        self.history.undid()
        return step

    def redo(self) -> Step | None:
        """Makes the change again that was undone last; gives what it was, nothing where there is none."""
        if not self.history.undone:
            return None
        step = self.history.undone[-1]
        self._put_unchanged(step)
        self.history.redid()
        return step

    def _put_unchanged(self, step: Step) -> None:
        """Makes a change of files that are as it leaves off from."""
        strange = []
        for path, text in step.before.items():
            if self._now(path) != text:
                strange.append(path)
        if strange:
            raise RefusedError(f"{strange[0]} was changed elsewhere since, so this can't be undone here.")
        self._put(step)

    def _write(self, step: Step) -> None:
        if step.before == step.after:
            return
        self._put(step)
        self.history.add(step)

    def _put(self, step: Step) -> None:
        """Writes the files of a step, all or none of them."""
        put: list[str] = []
        try:
            for path, text in step.after.items():
                self._put_file(path, text)
                put.append(path)
        except RefusedError:
            for path in put:
                self._put_file(path, step.before[path])  # all or none
            raise

    def _put_file(self, path: str, text: str | None) -> None:
        if text is None:
            files.remove(self.project, path)
            return
        files.write(self.project, path, text.encode())
        self._remember(text)

    def _now(self, path: str) -> str | None:
        try:
            return files.text_of(self.project, path)
        except GoneError:
            return None

    def _remember(self, text: str) -> None:
        key = files.digest(text)
        self._known.pop(key, None)  # so that it comes last, and goes last
        self._known[key] = text
        while len(self._known) > MOST_KNOWN:
            oldest = next(iter(self._known))
            del self._known[oldest]

    def _refuse_stale(self, path: str, text: str, digest: str) -> None:
        if files.digest(text) == digest:
            return
        before = self._known.get(digest, "")
        lines = unified_diff(before.splitlines(), text.splitlines(), "as you had it", "as it is now", lineterm="", n=1)
        raise StaleError(path, "\n".join(lines))


def _renamed_key(project: Path, path: str, at: Loc, key: str) -> ChangedFile:
    """A key that nothing else goes by, under another name."""
    text = changed_file(path, files.text_of(project, path), RenameKey(at, key))
    return ChangedFile(path, path, text, ())


def _words_of(path: str, change: Change) -> str:
    """What a change is called: after the key that it is nearest to."""
    keys = []
    for step in change.path:
        if isinstance(step, str):
            keys.append(step)
    if keys:
        return f"{label_of(keys[-1])} in {path}"
    return f"a change in {path}"


def _is_of_one_value(change: Change) -> bool:
    """Whether a change is of one value alone. What goes from a list lets the next take its place."""
    return isinstance(change, SetValue) or (isinstance(change, Remove) and isinstance(change.path[-1], str))
