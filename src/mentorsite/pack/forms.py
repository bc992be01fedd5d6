"""The forms of pairs, filled in with what is known of each. The words of several pairs are drawn at once."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import nullcontext
from dataclasses import dataclass, replace

from mentorsite.pack.kit import FormFile
from mentorsite.pack.pair import Pair
from mentorsite.render.forms.answers import answered
from mentorsite.render.forms.docx import drawn_docx, filled_docx
from mentorsite.render.forms.pdf.fill import Change, FormPdf, Pictures, changes, filled, pictures
from mentorsite.render.forms.pdf.first_values import Value
from mentorsite.render.forms.sheet import inputs


@dataclass(frozen=True, slots=True)
class FilledForms:
    """The files of a pair by name; `missing` are characters of its answers that no font of this machine has."""

    files: Mapping[str, bytes]
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Todo:
    """A PDF that differs for a pair, and how."""

    file: FormFile
    changes: tuple[Change, ...]


def forms_filled(
    together: Sequence[Pair], wanted: Sequence[Pair], files: Sequence[FormFile]
) -> Iterator[tuple[Pair, FilledForms]]:
    """The files of each wanted pair. Those in which nothing is known are as they were drawn.

    The words of all pairs `together` are drawn at once, and share fonts.
    """
    todo = {pair.row: _all_todo(pair, files) for pair in together}
    values = [value for work in todo.values() for value in _shown(work)]
    with pictures(values, files[0].job) if files else nullcontext(Pictures()) as drawn:
        for pair in wanted:
            made: dict[str, bytes] = {}
            for work in todo[pair.row]:
                file = work.file
                if work.changes:
                    pdf = FormPdf(file.data, file.job.sheet, file.job.words)
                    made[file.name] = filled(pdf, work.changes, drawn)
                else:
                    made[file.name] = file.data
            for file in files:
                if file.job.format == "docx":
                    made[file.name] = _docx(file, pair)
            letters: set[str] = set()
            for value in _shown(todo[pair.row]):
                letters.update(value.text)
            yield pair, FilledForms(made, drawn.missing & letters)


def _shown(work: Sequence[_Todo]) -> Iterator[Value]:
    """The texts that are written into some PDFs."""
    for one in work:
        for each in one.changes:
            if each.shown:
                yield each.shown


def _all_todo(pair: Pair, files: Sequence[FormFile]) -> list[_Todo]:
    return [_todo(file, pair) for file in files if file.job.format == "pdf"]


def _todo(file: FormFile, pair: Pair) -> _Todo:
    job = file.job
    sheet = answered(job.sheet, pair.answers)
    if sheet is job.sheet:  # `answered` gives the same one where nothing of it is known
        return _Todo(file, ())
    return _Todo(file, changes(FormPdf(file.data, job.sheet, job.words), sheet))


def with_fonts(file: FormFile, fonts: str) -> FormFile:
    """A form, with the folder of the theme's fonts if they are drawn with."""
    if file.job.assets:
        return replace(file, job=replace(file.job, fonts=fonts))
    return file


def with_word(file: FormFile, names: Set[str]) -> FormFile:
    """A form, with the parts of its Word file where some of these inputs are in it."""
    job = file.job
    if job.format != "docx" or names.isdisjoint(each.name for each in inputs(job.sheet)):
        return file
    look = job.look
    return replace(file, word=drawn_docx(job.sheet, words=job.words, paper=look.paper, accent=look.accent))


def _docx(file: FormFile, pair: Pair) -> bytes:
    sheet = answered(file.job.sheet, pair.answers)
    if file.word:
        return filled_docx(file.word, sheet)
    return file.data
