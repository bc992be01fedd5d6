"""Which kind of file a path is, and what a new one of it begins with. Pure."""

import re
from collections.abc import Mapping
from posixpath import basename, splitext

from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import DEFINITION_ENDINGS, PAGE_ENDINGS, SITE_FILE
from mentorsite.markdown.slug import slug

SITE, PAGE = "site", "page"
FOLDERS: Mapping[str, str] = {
    "programs": "program",
    "agreements": "agreement",
    "checklists": "checklist",
    "worksheets": "worksheet",
    "messages": "message",
    "certificates": "certificate",
}
"""The kind of the definitions in each folder of `content/`."""
GROUPS: Mapping[str, str] = {
    SITE: "Handbook",
    "program": "Programs",
    PAGE: "Pages",
    "agreement": "Agreements",
    "checklist": "Checklists",
    "worksheet": "Worksheets",
    "message": "Messages",
    "certificate": "Certificates",
}
"""What the files of each kind are called, in the order of the list of files."""
TRANSLATION = re.compile(r"\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)$")
STARTS: Mapping[str, str] = {
    "program": "name: {0}\ndraft: true\n\nroles:\n  mentor:\n  mentee:\n",
    "agreement": "title: {0}\ndraft: true\nfor: [mentor, mentee]\n\nsections:\n  promises:\n"
    "    title: What we promise\n",
    "checklist": "title: {0}\ndraft: true\n\nitems:\n  - First thing to do\n",
    "worksheet": "title: {0}\ndraft: true\n\nsections:\n  questions:\n    title: Questions\n    fields:\n"
    "      first:\n        type: long-text\n        label: First question\n",
    "message": "title: {0}\ndraft: true\nto: mentor\nsubject: {0}\n\ntext: |\n  Hello,\n",
    "certificate": "title: {0}\ndraft: true\n\ntext: |\n  For a program that was completed.\n",
    PAGE: "---\ntitle: {0}\ndraft: true\n---\n\nWrite here.\n",
}
"""What a new file of each kind says: the least, and that it is a draft."""


def kind_of(path: str) -> str:
    """The kind of a file, nothing where the desk has no form for it."""
    if path == SITE_FILE:
        return SITE
    if not path.startswith(CONTENT):
        return ""
    if path.lower().endswith(PAGE_ENDINGS):
        return PAGE
    folder = path.removeprefix(CONTENT).partition("/")[0]
    return FOLDERS.get(folder, "") if path.lower().endswith(DEFINITION_ENDINGS) else ""


def is_translation(path: str, others: Mapping[str, object]) -> bool:
    """Whether a definition says another one in another language, by its name: `x.es.yml` beside `x.yml`."""
    stem, ending = splitext(path)
    found = TRANSLATION.search(stem)
    return found is not None and f"{stem[: found.start()]}{ending}" in others


def new_file(kind: str, title: str, folder: str = "") -> tuple[str, str]:
    """The path and the text of a new file. `folder` is where a page stands below `content/`."""
    name = slug(title) or kind
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = STARTS[kind].format(quoted)
    if kind == PAGE:
        return f"{CONTENT}{'/'.join([*filter(None, folder.split('/')), name])}.md", text
    below = next(each for each, found in FOLDERS.items() if found == kind)
    return f"{CONTENT}{below}/{name}.yml", text


def shown_name(path: str) -> str:
    """What a file is called that says no title."""
    name = splitext(basename(path))[0]
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
