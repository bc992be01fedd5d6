"""Files of a handbook in which single places are written anew, each with a sentence that says so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorsite.errors import Place
from mentorsite.markdown.slug import composed
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.spans import Span, applied

MARK = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """What changes on a line, in a sentence."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file with its new text, where it stands then, and what changed in it."""

    path: str
    new_path: str
    text: str
    said: tuple[Said, ...]


@dataclass(slots=True)
class Mended:
    """A file that is being changed; the places are those of its old text."""

    path: str
    bare: str
    lines: str
    mark: str
    new_path: str
    spans: dict[int, Span] = field(default_factory=dict)
    said: dict[int, Said] = field(default_factory=dict)

    def offset(self, place: Place) -> int:
        rows = self.lines.split("\n")
        before = sum(len(row) + 1 for row in rows[: place.line - 1])
        return min(before + place.column - 1, len(self.lines))

    def replace(self, start: int, old: str, new: str, sentence: str) -> None:
        self.spans[start] = Span(start, start + len(old), new)
        self.said[start] = Said(self.lines.count("\n", 0, start) + 1, sentence)

    def replace_after(self, place: Place, pattern: str, new: str, sentence: str) -> None:
        """Writes the first group of a pattern anew: at its first match behind a place, and the others on that line."""
        start = self.offset(place)
        line_end = self.lines.find("\n", start)
        if line_end < 0:
            line_end = len(self.lines)
        for number, found in enumerate(re.compile(pattern).finditer(self.lines, start)):
            if number and found.start() > line_end:
                break
            self.replace(found.start(1), found[1], new, sentence)

    def replace_first(self, place: Place, pattern: str, new: str, sentence: str) -> None:
        """Writes the first group of a pattern anew, at its first match behind a place: what stands behind that may be
        called so, too."""
        found = re.compile(pattern).search(self.lines, self.offset(place))
        if found:
            self.replace(found.start(1), found[1], new, sentence)

    def result(self) -> ChangedFile:
        spans = [self.spans[start] for start in sorted(self.spans)]
        text = self.mark + applied(self.bare, self.lines, spans)
        return ChangedFile(self.path, self.new_path, text, tuple(sorted(set(self.said.values()))))


class MendedFiles:
    """The files of a handbook that are being changed, by their paths."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self.texts = texts
        self.files: dict[str, Mended] = {}

    def __getitem__(self, path: str) -> Mended:
        if path not in self.files:
            try:
                text = self.texts[path].decode("utf-8")
            except UnicodeDecodeError as error:
                raise ChangeError(f"`{path}` is no UTF-8 text: save it again with that encoding first") from error
            bare = text.removeprefix(MARK)
            lines = bare.replace("\r\n", "\n")
            if composed(lines) != lines:  # places are told in letters that are one character each
                bare, lines = composed(bare), composed(lines)
            self.files[path] = Mended(path, bare, lines, MARK * text.startswith(MARK), path)
        return self.files[path]

    def results(self) -> tuple[ChangedFile, ...]:
        found = []
        for file in self.files.values():
            if file.spans or file.new_path != file.path:
                found.append(file.result())
        return tuple(sorted(found, key=lambda each: each.path))
