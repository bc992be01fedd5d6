"""What tests of programs share: the definitions in tests/data/programs, and the pages that they make."""

import re
from functools import cache
from html import unescape
from pathlib import Path

from mentorsite.build.prepare import Build
from mentorsite.model.output import CohortOutput, ProgramOutput, RoleOutput
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from tests.conftest import prepared

DATA = Path(__file__).parent / "data" / "programs"
HOME = {"content/index.md": "# Home\n"}
FORMS = {
    **HOME,
    "content/guide.md": "---\ntitle: tok-guide\n---\nText.\n",
    "content/agreements/promise.yml": "title: tok-agreement\nsections: {s: {clauses: [x]}}\n",
    "content/checklists/list.yml": "title: tok-checklist\nitems: [One]\n",
    "content/worksheets/sheet.yml": "title: tok-worksheet\nsections: {s: {text: x}}\n",
}
SIGNED = "title: Agreement\nsections: {s: {clauses: [x]}}\n"
AGREEMENTS = {
    "board": ("compact", "signatures: [main, second, outside, researcher]\n"),
    "group": ("circle", "parties: {mentor: {}, mentee: {min: 5, max: 5}}\nsignatures: [mentor, mentee]\n"),
    "renamed": ("articles", "signatures: [captain, navigator]\n"),
    "youth": ("agreement", "signatures: [mentor, mentee, guardian]\n"),
}
"""The agreement that a kind of program lists: its id, and who signs it."""


def plain(html: str) -> str:
    """The words of a page's own part."""
    main = html.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def every_key() -> dict[str, str]:
    """A project with a program that has every key."""
    return {**FORMS, "content/programs/p.yml": (DATA / "every-key.yml").read_text(encoding="utf-8")}


def kind(name: str) -> dict[str, str]:
    """A project with a program as it is run somewhere, and its agreement."""
    files = {**HOME, "content/programs/p.yml": (DATA / f"{name}.yml").read_text(encoding="utf-8")}
    if name in AGREEMENTS:
        id, signed = AGREEMENTS[name]
        files[f"content/agreements/{id}.yml"] = SIGNED + signed
    return files


def program_pages(files: dict[str, str]) -> dict[str, str]:
    """The HTML of the pages of the program `p`, by their addresses below its own."""
    return pages_of_build(prepared(files))


def pages_of_build(build: Build) -> dict[str, str]:
    """The HTML of the pages of the program `p` of what was prepared."""
    assert not build.fatal, build.problems
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    outputs = [each for each in build.outputs if isinstance(each, ProgramOutput | RoleOutput | CohortOutput)]
    made = {each.path: render(each) for each in outputs}
    return {
        path.removeprefix("programs/p/").removesuffix("index.html"): data.decode()
        for path, data in made.items()
        if isinstance(data, bytes)
    }


@cache
def pages_of(name: str) -> dict[str, str]:
    """The pages of a definition in tests/data/programs."""
    return program_pages(every_key() if name == "every-key" else kind(name))


def told(name: str, page: str) -> str:
    """What a page of a definition in tests/data/programs says."""
    return plain(pages_of(name)[page])
