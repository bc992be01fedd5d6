"""Sheets that the tests of every writer share: those of the starter, one with every field, and hostile ones."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from markupsafe import Markup

from mentorsite.build.prepare import Build, prepare
from mentorsite.errors import Place
from mentorsite.markdown.document import Document, to_html
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse_part
from mentorsite.render.context import RenderContext
from mentorsite.render.forms.build_sheet import sheet_of
from mentorsite.render.forms.sheet import (
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    Option,
    Rich,
    SheetBlock,
    SignatureBlock,
)
from mentorsite.render.text.blocks import read
from mentorsite.render.text.fill import Reading
from mentorsite.structure.variables import scopes
from mentorsite.theme.values import Words
from tests.conftest import PROGRAM, REPOSITORY, prepared, starter_in_english

EVERY_FIELD = {
    "content/agreements/every-field.yml": Path(REPOSITORY, "tests/data/every-field.yml").read_text(),
    "content/programs/test.yml": f"{PROGRAM}agreements: every-field\n",
}
HOSTILE = (
    "</w:t><w:r/> & <b> \"quotes\" 'more' ]]> &amp; &#1; <!-- fake -->",
    "{{ 7 }} {0} {} %s | a | b | `code` **not** bold_ [x](javascript:alert) \\ # 1. - +",
    "\x00\x01\x0b\x1f\x7f\ud800\ufffe\ufdd0 controls\ttab",
    "العربية and English שלום 123",
    "日本語 한국어 中文 🎉👩‍👩‍👧 \u202eoverride",
    "x" * 5000,
    "long words " * 450,
    "# heading", "- point", "1. number", "> quote", "```", "---", "<!--", "<script>alert(1)</script>", "ends with #",
)  # fmt: skip

AS_WRITTEN = Reading(lambda link: link.target, lambda variable: variable.source)


def sheets(build: Build) -> dict[str, tuple[FormSheet, Words]]:
    """Every sheet of a project, by the id of its form, with its words."""
    scope_of = scopes(build.site)
    made = {}
    for entry in build.site.forms:
        words = build.theme.words_in(entry.form.language)
        scope = scope_of(entry.program)
        setting = RenderContext(build.site, entry.form.source, entry.address, entry.form.language, scope, words)
        made[entry.form.id] = (sheet_of(entry.form, build.site.program(entry.program), setting), words)
    return made


FORMS = [
    path
    for folder in ("agreements", "checklists", "worksheets")
    for path in (REPOSITORY / "content" / folder).glob("*.yml")
]
SHEET_NAMES = sorted(["every-field", "hostile", *(path.stem for path in FORMS if "." not in path.stem)])
"""The names of `all_sheets`, for which no sheet has to be made."""


@cache
def all_sheets() -> dict[str, tuple[FormSheet, Words]]:
    """Those of the starter, one with every type of field, and one of hostile texts."""
    starter = sheets(prepare(starter_in_english()))
    every, words = sheets(prepared(EVERY_FIELD))["every-field"]
    made = {**starter, "every-field": (every, words), "hostile": (hostile(every), words)}
    assert sorted(made) == SHEET_NAMES
    return made


def hostile(good: FormSheet) -> FormSheet:
    """A sheet whose every text is one that could break a writer."""
    blocks: list[SheetBlock] = []
    for index, text in enumerate(HOSTILE):
        options = (Option(text, text), Option(f"{text}2", "Other"))
        made = (
            Input(f"text_{index}{text[:80]}", "text", text, value=text),
            Input(f"lines_{index}", "lines", text, lines=3),
            Input(f"choice_{index}", "one-of", text, options=options, other=True, value=text),
        )
        rich = rich_of(text)
        blocks.append(HeadingBlock(f"h{index}", str(index), rich))
        blocks += [FieldBlock(each.name, "text", rich, rich, True, text, (each,)) for each in made]
        blocks.append(
            FieldBlock(f"t{index}", "table", rich, None, True, None, cells(index, text), (rich, rich), (rich,))
        )
        signing = tuple(Input(f"s{index}{key}", "text", text) for key in "abc")
        blocks.append(SignatureBlock("mentor", text, text, (signing[0], signing[1], signing[2])))
    text = " ".join(HOSTILE)
    return replace(
        good, id="hostile", title=text, description=text, version=HOSTILE[0], notice=text, blocks=tuple(blocks),
        introduction=rich_of("\n\n".join(HOSTILE)),
    )  # fmt: skip


def rich_of(markdown: str) -> Rich:
    """A text of blocks, its links as they are written."""
    document = parse_part(markdown.replace("\ud800", ""), Origin(Place("text.md")))
    return Rich(html_of(document), read(document.tree, AS_WRITTEN))


def html_of(document: Document) -> Markup:
    return Markup(to_html(document.pieces, lambda link: link.target, lambda variable: variable.source))


def cells(index: int, text: str) -> tuple[Input, Input]:
    """A row of a table."""
    options = (Option("a", text), Option("b", "B"))
    return Input(f"c{index}__1", "one-of", text, options=options), Input(f"c{index}__2", "check", text)
