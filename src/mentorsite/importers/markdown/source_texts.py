"""Pages and settings of a source, read as text."""

from collections.abc import Iterable

from mentorsite.errors import Problem
from mentorsite.importers.markdown.comments import COMMENTS
from mentorsite.importers.markdown.front_matter import Original, original
from mentorsite.importers.markdown.lines import Lines, lines_of, through
from mentorsite.importers.result import ImportSource
from mentorsite.loader.tree import PAGE_LIMIT, decoded


def text_of(path: str, source: ImportSource) -> str:
    """What stands in a file of the source; nothing where it is none, too large or no text."""
    data = source.texts.get(path, b"")
    if len(data) > PAGE_LIMIT:
        return ""
    text = decoded(path, data)
    if isinstance(text, Problem):
        return ""
    return text


def first_there(paths: Iterable[str], source: ImportSource) -> str:
    """The first of some files of text that a source has; nothing where it has none."""
    return next((path for path in paths if path in source.texts), "")


def originals_of(paths: Iterable[str], source: ImportSource) -> dict[str, Original]:
    """Pages told apart into keys and body; one that can't be read has neither."""
    return {path: original(path, text_of(path, source)) for path in paths}


def public_lines(page: Original) -> Lines:
    """The lines of a page without its comments."""
    return through(COMMENTS, lines_of(page.body, page.first))[0]
