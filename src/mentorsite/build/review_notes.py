"""Who commented on a document and who changed it: what they wrote stays in its package until someone takes it out."""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from mentorsite.markdown.long_numbers import unescape
from mentorsite.model.document_names import CHANGE, COMMENT

LARGEST_PART, MOST_READ = 10_000_000, 40_000_000
"""How much of a part is searched, and of all parts together, in bytes, unpacked."""
MOST_PARTS = 100
NAME = rb"""=["']([^"'<>]{0,400})["']"""
PARTS = {
    r"word/comments\.xml": {COMMENT: rb"<w:comment\s[^<>]{0,999}?w:author" + NAME},
    r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml": {
        CHANGE: rb"<w:(?:ins|del|moveFrom|moveTo)\s[^<>]{0,999}?w:author" + NAME,
    },
    r"xl/comments\d*\.xml": {COMMENT: rb"<author>(?!tc=)([^<>]{0,400})<"},
    r"xl/persons/[^/]*\.xml": {COMMENT: rb"<person\s[^<>]{0,999}?displayName" + NAME},
    r"ppt/(?:commentAuthors|authors)\.xml": {COMMENT: rb"<\w{1,9}:(?:cmAuthor|author)\s[^<>]{0,999}?\sname" + NAME},
    r"content\.xml": {
        COMMENT: rb"<office:annotation(?:\s[^<>]{0,1999})?>\s{0,99}<dc:creator>([^<>]{0,400})<",
        CHANGE: rb"<office:change-info>\s{0,99}<dc:creator>([^<>]{0,400})<",
    },
}
"""How a part says who reviewed it, by its name in the package."""


def reviewers(package: ZipFile) -> Iterator[tuple[str, str]]:
    """The names of those who commented on a document or changed it, each with its key, as far as it is read."""
    left = MOST_READ
    for part, keys in _reviewed_parts(package):
        with package.open(part) as file:
            data = file.read(min(LARGEST_PART, left))  # whatever size the package says that it has
        left -= len(data)
        for key, by in keys.items():
            for name in dict.fromkeys(re.findall(by, data)):
                yield key, unescape(name.decode("utf-8", "replace")).strip() or "someone"
        if left <= 0:
            return


def _reviewed_parts(package: ZipFile) -> Iterator[tuple[str, dict[str, bytes]]]:
    found = 0
    for name in package.namelist():
        for part, keys in PARTS.items():
            if found < MOST_PARTS and re.fullmatch(part, name):
                found += 1
                yield name, keys
