"""A variable in every text that a handbook can say: each is filled in, in whatever it is shown."""

import gzip
import re
from collections.abc import Iterator, Mapping
from html import unescape
from inspect import get_annotations
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
import yaml
from pydantic import BaseModel
from pypdf import PdfReader

from mentorsite.build.pipeline import prepare_project, write
from mentorsite.build.prepare import Build
from mentorsite.loader.load import load
from mentorsite.loader.site_file import settings
from mentorsite.markdown.document import Document, Variable, of_type
from mentorsite.model.base import Definition
from mentorsite.model.form import FormFile
from mentorsite.model.nested_values import within
from mentorsite.model.placed_text import Unfilled
from mentorsite.model.table_field import Rows
from tests.conftest import REPOSITORY, prepared, tree_of
from tests.programs import every_key

NAME, SAID = "organization.name", "Zebra"
USED = f" {{{{ {NAME} }}}}"
DATA = REPOSITORY / "tests" / "data"
SITE = """title: Handbook
url: https://handbook.example.org/h/
description: A sentence
organization: {name: Zebra, url: "https://zebra.example.org/"}
languages: {en: English}
navigation:
  - {to: guide.md, title: The guide}
  - {to: programs/p.yml}
  - {to: "https://zebra.example.org/x", title: Elsewhere}
ideas: true
"""
PAGE = """title: A page
description: What it says
owner: Someone
for: [mentor]
idea: 3
worksheets: [sheet]
aliases: [old]
keywords: [Looked for]
"""
FORM_MORE = """for: [mentor]
keywords: [Sought]
due: match + 3 days
"""
FILES = {
    **every_key(),
    "site.yml": SITE,
    "content/guide.md": f"---\n{PAGE}---\nText of{USED}.\n\n## A part of{USED}\n\n"
    f"[Out](https://x.example.org/{{{{ {NAME} }}}}).\n",
    "content/titled.md": f"# Titled for{USED}\n\nIts first paragraph is of{USED}.\n",
    "content/glossary.md": f"# Terms\n\nSponsor\n: Someone of{USED}.\n\nWord of{USED}\n: A word.\n",
    "content/agreements/every-field.yml": (DATA / "every-field.yml").read_text(encoding="utf-8"),
    "content/checklists/list.yml": "title: List\ndescription: Of things\nversion: '1'\nitems: [One, {text: Two}]\n",
    "content/worksheets/sheet.yml": FORM_MORE
    + "title: One\npaired_with: other\nsections: {s: {text: x, fields: {f: {type: text, label: Word}}}}\n",
    "content/worksheets/other.yml": "title: Other\npaired_with: sheet\n"
    "sections: {s: {title: Part, text: x, fields: {f: {type: text, label: Word}}}}\n",
    "content/worksheets/begun.yml": "title: Begun\nrepeats: true\nnew_copy: Another\nsections: {s: {text: x, fields: {"
    "a: {type: long-text, label: A, default: x}, b: {type: duration, label: B, default: x}, "
    "c: {type: list, label: C, default: x}}}}\n",
    "content/messages/hello.yml": "title: Hello\ndescription: D\nto: mentor\nsubject: S\ntext: T\n",
    "content/certificates/thanks.yml": "title: Thanks\ndescription: D\ntext: T\nsigned_by: Someone\n",
}
NOT_TRIED = {("Organization", "name"), ("ThemeFile", "name"), ("ThemeFile", "extends"), ("FormFile", "waived")}
"""What the variable itself leads to, and what no page of a handbook shows."""


def scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The values of a YAML text, each to be written on a line of its own; not keys, nor the ids that `when` names."""
    match node:
        case yaml.ScalarNode():
            yield node
        case yaml.SequenceNode(value=nodes):
            node.flow_style = False
            for each in nodes:
                yield from scalars(each)
        case yaml.MappingNode(value=pairs):
            node.flow_style = False
            for key, each in pairs:
                is_condition = key.value == "when" and isinstance(each, yaml.MappingNode)
                yield from () if is_condition else scalars(each)


def with_a_variable(text: str, without: set[int]) -> str:
    """A YAML text with a variable at the end of each of its values, but for some of them."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    for number, each in enumerate(scalars(node)):
        if number not in without and each.value != SAID:
            each.value, each.style, each.tag = each.value + USED, '"', "tag:yaml.org,2002:str"
    return str(yaml.serialize(node, width=10**6, allow_unicode=True))


def parts(text: str) -> tuple[str, str, str]:
    """What stands before the YAML of a file, the YAML, and what stands after it."""
    if not text.startswith("---\n"):
        return "", text, ""
    front, _, body = text[4:].partition("---\n")
    return "---\n", front, f"---\n{body}"


def everywhere(files: Mapping[str, str]) -> tuple[dict[str, str], Build]:
    """The files with a variable in every value that takes one: those that a problem names have none."""
    yaml_files = [path for path, text in files.items() if path.endswith(".yml") or text.startswith("---\n")]
    without: dict[str, set[int]] = {path: set() for path in yaml_files}
    while True:
        made = dict(files)
        for path in yaml_files:
            before, text, after = parts(files[path])
            made[path] = before + with_a_variable(text, without[path]) + after
        build = prepared(made)
        refused = [each for each in build.problems if each.fatal]
        if not refused:
            return made, build
        for each in refused:
            assert each.path in without, each
            node = yaml.compose(parts(made[each.path])[1], Loader=yaml.CSafeLoader)
            first = 2 if made[each.path].startswith("---\n") else 1
            lines = [scalar.end_mark.line + first for scalar in scalars(node)]
            named = {number for number, line in enumerate(lines) if line == each.line} - without[each.path]
            assert named, f"nothing to take out for {each}"
            without[each.path] |= named


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return everywhere(FILES)[0]


@pytest.fixture(scope="module")
def built(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("everywhere")
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build = prepare_project(project)
    assert not build.fatal, build.problems
    write(build, project, project / "public")
    return project / "public"


def texts_of(path: Path) -> Iterator[str]:
    """All that a file says, whatever its format."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            yield from (repr(each) for each in pdf.objects)
        reader = PdfReader(path)
        yield from (page.extract_text() for page in reader.pages)
        yield repr((reader.metadata, reader.get_fields()))
    elif path.suffix == ".docx":
        with ZipFile(BytesIO(data)) as package:
            yield from (package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels")))
    elif data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data).decode("utf-8", "replace")
    else:
        text = data.decode("utf-8", "replace")
        yield text.replace("\r\n ", "") if path.suffix == ".ics" else text


def test_no_variable_is_left_in_any_file(built: Path) -> None:
    files = [path for path in built.rglob("*") if path.is_file() and "_theme" not in path.parts]
    assert {".html", ".md", ".pdf", ".docx", ".ics", ".txt"} <= {path.suffix for path in files}
    raw = [
        f"{path.relative_to(built)}: {text[max(0, found.start() - 60) : found.end() + 20]}"
        for path in files
        for text in map(unescape, texts_of(path))
        for found in re.finditer(re.escape(NAME), text)
    ]
    assert not raw


def test_what_a_variable_says_is_in_every_kind_of_file(built: Path) -> None:
    shown = [
        "index.html",
        "llms.txt",
        "guide/index.html",
        "guide.md",
        "programs/p/now.ics",
        "agreements/every-field.docx",
    ]
    for name in shown:
        assert any(SAID in text for text in texts_of(built / name)), name
    assert any(SAID in text for text in texts_of(built / "agreements/every-field.pdf"))


def keys_of_texts() -> set[tuple[str, str]]:
    """The keys whose values are texts that people read, each with the class that says so; tests' own classes apart."""
    validators = ("_line_with_variables", "function _blocks", "function _line")
    ours = [kind for kind in definitions(Definition) if kind.__module__.startswith("mentorsite.")]
    found = set()
    for kind in ours:
        for name in get_annotations(kind).keys() & kind.model_fields.keys():
            info = kind.model_fields[name]
            shape = f"{info.annotation!r} {info.metadata!r}"
            if any(each in shape for each in validators):
                found.add((kind.__name__, name))
    return found


def definitions(kind: type[Definition]) -> Iterator[type[Definition]]:
    yield kind
    for each in kind.__subclasses__():
        yield from definitions(each)


def said_in(value: object, kind: type) -> Iterator[tuple[str, str]]:
    """The keys of one definition that hold a text with a variable, each with the class that says so."""
    for declaring in kind.__mro__:
        for name in get_annotations(declaring):
            if has_a_variable(getattr(value, name, None)):
                yield declaring.__name__, name


def has_a_variable(value: object) -> bool:
    match value:
        case Unfilled():
            return True
        case Document():
            return any(of_type(value, Variable))
        case Rows():
            return has_a_variable(value.headings)
        case tuple():
            return any(map(has_a_variable, value))
        case dict():
            return any(map(has_a_variable, value.values()))
        case _:
            return False


def all_within(value: object) -> Iterator[BaseModel]:
    for each in within(value, BaseModel):
        yield each
        for name in type(each).model_fields:
            yield from all_within(getattr(each, name))


def test_every_key_that_is_a_text_was_tried(files: dict[str, str]) -> None:
    tree = tree_of(files)
    site, _ = load(tree, settings(tree)[0])
    pages = [page.front for page in site.pages]
    programs = [entry.program for entry in site.programs]
    forms = [entry.form for entry in site.forms]
    sent = [*(each.file for each in site.messages), *(each.file for each in site.certificates)]
    held = {
        key
        for each in all_within((site.settings, *pages, *programs, *forms, *sent))
        for key in said_in(each, type(each))
    }
    held |= {key for form in forms for key in said_in(form, FormFile)}
    assert keys_of_texts() - held == NOT_TRIED
