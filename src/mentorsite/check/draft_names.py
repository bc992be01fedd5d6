"""Pages and folders whose name says that they are drafts, in a way that doesn't make them one."""

import re
import unicodedata
from collections.abc import Iterator
from posixpath import splitext

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.sources import CONTENT
from mentorsite.model.site import Site
from mentorsite.model.urls import order_and_name

WORDS = re.compile(r"[^\W_]+")
PLURALS = {"drafts", "borradores", "entwürfe", "entwuerfe", "brouillons", "rascunhos", "bozze", "черновики"}
"""These say it of folders; a page may be about drafts."""
SAYS_DRAFT = {
    "draft", "wip", "entwurf", "borrador", "brouillon", "rascunho", "bozza", "utkast", "черновик", "下書き", "草稿",
    *PLURALS,
}  # fmt: skip
NO_END = {
    "a", "about", "an", "and", "another", "de", "der", "each", "ein", "el", "final", "first", "for", "from", "in", "le",
    "next", "of", "on", "or", "our", "rough", "second", "sobre", "the", "third", "this", "to", "un", "with", "your",
}  # fmt: skip
"""With these before it, `draft` ends a title of its own: a page about feedback on a draft, or about the first one."""
HINT = "if it is not to be published, write `draft: true` at its top, or put it into a folder `drafts`; else rename it"


def called_drafts(site: Site) -> Iterator[Problem]:
    """Each page, form or program that is called a draft, or stands in a folder that is, and is published."""
    for source in site.digests:
        *folders, name = source.removeprefix(CONTENT).split("/")
        in_folder = any(_is_draft(each, is_folder=True) for each in folders)
        if in_folder or _is_draft(splitext(name)[0], is_folder=False):
            message = "its name says that it is a draft, and it is published"
            yield problem("called-draft", Place(source), message, HINT)


def _is_draft(name: str, *, is_folder: bool) -> bool:
    words = WORDS.findall(order_and_name(unicodedata.normalize("NFC", name))[1])
    for index, word in enumerate(words):
        if word.lower() not in SAYS_DRAFT:
            continue
        is_one = word.lower() not in PLURALS and index == len(words) - 1
        is_last = is_one and index > 0 and words[index - 1].lower() not in NO_END
        is_first_of_folder = is_folder and index == 0
        # In small letters at the start of a page's name it may be what the page asks for: `draft-your-goals.md`.
        if word.isupper() or is_last or is_first_of_folder:
            return True
    return False
