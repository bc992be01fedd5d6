"""A form's PDF: fields as the sheet has them, PDF/UA-1, filled and signed by programs, the same bytes every time."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from page import validate_pdf_bytes
from pikepdf import Name

from mentorsite.build.prepare import Build, prepare
from mentorsite.errors import MissingToolError, ThemeError
from mentorsite.render import renderer
from mentorsite.render.context import RenderContext
from mentorsite.render.forms.build_sheet import sheet_of
from mentorsite.render.forms.download_look import Look, look_of
from mentorsite.render.forms.downloads import make
from mentorsite.render.forms.jobs import Job
from mentorsite.render.forms.pdf import PdfField, PdfFile, controls, pdf, pdf_fields, typeset
from mentorsite.render.forms.pdf.finish import state
from mentorsite.render.forms.pdf.first_values import Value, draw_values
from mentorsite.render.forms.pdf.look_data import look_data
from mentorsite.render.forms.pdf.machine_font import is_drawable
from mentorsite.render.forms.pdf.paper_room import has_room
from mentorsite.render.forms.pdf.script_fonts import script_of
from mentorsite.render.forms.pdf.typed_font import OWN, typed_font
from mentorsite.render.forms.pdf.typeset import FONTS, Drawn, Files, put_files
from mentorsite.render.forms.sheet import FormSheet, inputs
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.variables import scopes
from mentorsite.theme.values import Words
from tests.conftest import PROGRAM, REPOSITORY, prepared, starter_in_english
from tests.pdf_ua import failures

pytestmark = pytest.mark.needs_programs

EVERY = (REPOSITORY / "tests" / "data" / "every-field.yml").read_text(encoding="utf-8")
REQUIRED, READABLE = 1 << 1, "Zoë Ångström & Łukasz"
TRICKY = r"""
title: "Names that viewers & formats trip over <b>"
version: "1"
sections:
  goals:
    title: Goals
    clauses: [{text: "A clause with [a page](../../guidelines/x.md).", acknowledge: initials}]
    fields:
      goals: {type: list, label: "Clashes with the clause's initials", rows: 2}
  odd:
    fields:
      a.b: {type: text, label: A full stop}
      a_b: {type: text, label: An underscore}
      "with space (and) #signs/": {type: text, label: Signs}
      日本: {type: text, label: Not Latin}
      pick:
        type: choice
        label: Pick
        other: true
        default: "in person (or /so)"
        options: {"Off": Means off, "in person (or /so)": Signs, 日本: Not Latin, other: Another}
      tick:
        type: multi-choice
        label: Tick
        other: true
        options: {"Off": Means off, "a.b": A full stop, other: Another}
      long:
        type: long-text
        label: Long
        lines: 3
        default: "שלום, مرحبا, Привет, Γεια σου and a long line that must wrap in its box: there is so much of it"
"""


def sheets(build: Build) -> Iterator[tuple[FormSheet, Words]]:
    scope = scopes(build.site)
    for entry in build.site.forms:
        words = build.theme.words_in(entry.form.language)
        names = scope(entry.program)
        context = RenderContext(build.site, entry.form.source, entry.address, entry.form.language, names, words)
        yield sheet_of(entry.form, build.site.program(entry.program), context), words


def drawn(
    build: Build, made: FormSheet, words: Words, look: Look | None = None, files: Mapping[str, bytes] | None = None
) -> PdfFile:
    settings = build.site.settings
    return pdf(Job("a.pdf", "pdf", made, words, look or look_of(settings), files or build.theme.print_assets))


@cache
def starter() -> Build:
    return prepare(starter_in_english())


@cache
def agreement(text: str) -> tuple[Build, FormSheet, Words]:
    build = prepared(
        {
            "site.yml": "title: T\nurl: https://example.org/\nchecks: {'*': advice}\n",
            "content/agreements/form.yml": text,
            "content/programs/test.yml": PROGRAM + "agreements: [form]\n",
        }
    )
    assert not build.fatal, build.problems
    made, words = next(sheets(build))
    return build, made, words


@cache
def known(name: str) -> tuple[Build, FormSheet, Words]:
    """The forms that these tests look at: two written for them, and the starter's."""
    if name in ("every-field", "tricky"):
        return agreement(EVERY if name == "every-field" else TRICKY)
    return next((starter(), made, words) for made, words in sheets(starter()) if made.id == name)


@cache
def made_of(name: str) -> PdfFile:
    build, made, words = known(name)
    return drawn(build, made, words)


STARTER = ("mentoring-agreement", "first-meeting", "mentor-evaluation", "meeting-log", "board-map")
NAMES = ("every-field", "tricky", *STARTER)
every_form = pytest.mark.parametrize("name", NAMES)


def fields_in(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(document.Root.AcroForm.Fields)


def widgets_of(field: pikepdf.Object) -> list[pikepdf.Object]:
    return list(field.Kids) if Name.Kids in field else [field]


def text_of(data: bytes, *options: str) -> str:
    made = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return made.stdout.decode()


def tags(tag: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of the tags, in reading order."""
    if isinstance(tag, pikepdf.Array):
        for each in tag:
            yield from tags(each)
    elif isinstance(tag, pikepdf.Dictionary) and Name.S in tag:
        yield tag
        yield from tags(tag.get(Name.K, pikepdf.Array()))


# ------------------------------------------------------------------ the mapping


def test_each_input_has_fields_of_its_own_in_the_order_of_the_sheet() -> None:
    _, made, words = known("every-field")
    assert [each.input for each in controls(made, words)] == list(inputs(made))
    names = [each.name for each in pdf_fields(made, words)]
    assert len(names) == len(set(names))
    by_input = {each.input.name: each.fields for each in controls(made, words)}
    assert [(each.name, each.kind) for each in by_input["days"]] == [
        ("days__monday", "check"),
        ("days__wednesday", "check"),
        ("days__friday", "check"),
        ("days__other", "text"),
    ]
    assert [(each.name, each.kind) for each in by_input["channel"]] == [
        ("channel", "radio"),
        ("channel__other", "text"),
    ]
    assert by_input["plan__1__who"][0].kind == "combo"
    assert by_input["first_day"][0].label == "First day (day, month, year)"


def test_names_that_a_pdf_cannot_have_or_have_twice_are_changed() -> None:
    _, made, words = known("tricky")
    names = [each.name for each in pdf_fields(made, words)]
    assert names[0].startswith("goals__clause__a-clause-with-a-page")
    assert names[1:5] == ["goals__1", "goals__2", "a_b", "a_b-2"]
    assert {"tick__a_b", "tick__other", "tick__other-2"} < set(names)
    assert not any("." in name for name in names)


# ------------------------------------------------------------------ the file


@every_form
def test_it_is_pdf_ua(name: str) -> None:
    assert failures(made_of(name).data) == []


@every_form
def test_its_fields_are_the_sheets(name: str) -> None:
    _, made, words = known(name)
    with pikepdf.open(BytesIO(made_of(name).data)) as document:
        found = fields_in(document)
        wanted = pdf_fields(made, words)
        assert [(str(each.T), str(each.TU)) for each in found] == [(each.name, each.label) for each in wanted]
        for field, expected in zip(found, wanted, strict=True):
            assert kinds[expected.kind] == field.FT
            assert bool(int(field.get(Name.Ff, 0)) & REQUIRED) == expected.required
            for widget in widgets_of(field):
                assert int(widget.F) == 4
                assert str(widget.TU)
                assert Name.N in widget.AP
                left, bottom, right, top = (float(each) for each in widget.Rect)
                assert left < right
                assert bottom < top
        assert Name.NeedAppearances not in document.Root.AcroForm


kinds = {
    "text": Name.Tx, "lines": Name.Tx, "check": Name.Btn, "radio": Name.Btn, "combo": Name.Ch, "signature": Name.Sig,
}  # fmt: skip


@every_form
def test_people_tab_and_read_in_the_order_of_the_sheet(name: str) -> None:
    _, made, words = known(name)
    wanted = [each.name for each in pdf_fields(made, words) for _ in (each.options if each.kind == "radio" else "1")]
    with pikepdf.open(BytesIO(made_of(name).data)) as document:
        spoken = [tag.K[0].Obj for tag in tags(document.Root.StructTreeRoot.K) if Name.Form == tag.S]
        placed = [note for page in document.pages for note in page.Annots if note.Subtype == Name.Widget]
        for order in (spoken, placed):
            assert [str(each.T if Name.T in each else each.Parent.T) for each in order] == wanted
        assert all(page.Tabs == Name.S for page in document.pages)


def scope_of(cell: pikepdf.Object) -> str:
    """What a cell heads, as its tag says it."""
    said = [str(each.Scope) for each in cell.A if Name.Scope in each]
    return said[0] if said else ""


@every_form
def test_its_tags_say_what_heads_what(name: str) -> None:
    with pikepdf.open(BytesIO(made_of(name).data)) as document:
        all_tags = list(tags(document.Root.StructTreeRoot.K))
        assert all(scope_of(tag) for tag in all_tags if tag.S == Name.TH)
        assert all(Name.Alt in tag for tag in all_tags if Name.Figure == tag.S)
        links = [note for page in document.pages for note in page.get(Name.Annots, []) if note.Subtype == Name.Link]
        assert all(int(note.F) & 4 for note in links)
        assert all(str(note.A.URI).startswith(("https://", "mailto:")) for note in links if Name.A in note)
        assert str(document.Root.Lang) == "en"
        assert str(document.docinfo.Title) == known(name)[1].title
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == known(name)[1].title
            assert metadata["pdfuaid:part"] == "1"
        assert Name.CreationDate not in document.docinfo


def test_a_group_is_one_field_whose_states_are_the_options_values() -> None:
    with pikepdf.open(BytesIO(made_of("every-field").data)) as document:
        group = next(each for each in fields_in(document) if each.T == "channel")
        states = [sorted(set(kid.AP.N.keys()) - {"/Off"}) for kid in group.Kids]
        assert states == [["/video"], ["/person"], ["/phone"]]
        assert Name.Opt not in group
        assert all(Name.T not in kid and kid.Parent == group for kid in group.Kids)
        assert str(group.Kids[0].TU) == "How we meet: By video"
        days = next(each for each in fields_in(document) if each.T == "days__monday")
        assert set(days.AP.N.keys()) == {"/monday", "/Off"}
        combo = next(each for each in fields_in(document) if each.T == "plan__1__who")
        assert [[str(each) for each in option] for option in combo.Opt] == [
            ["mentor", "Mentor"], ["mentee", "Mentee"], ["both", "Both"],
        ]  # fmt: skip


def test_a_value_that_a_field_holds_at_first_is_chosen_and_shown() -> None:
    with pikepdf.open(BytesIO(made_of("tricky").data)) as document:
        pick = next(each for each in fields_in(document) if each.T == "pick")
        assert str(pick.V) == f"/{state('in person (or /so)')}"
        assert [str(kid.AS) for kid in pick.Kids] == ["/Off", str(pick.V), "/Off", "/Off"]
        assert [str(each) for each in pick.Opt] == ["Off", "in person (or /so)", "\u65e5\u672c", "other"]
        names = {str(name) for kid in pick.Kids for name in kid.AP.N}
        assert all(re.fullmatch("/[A-Za-z0-9-]+", name) for name in names)
        assert len(names) == 5
    text = text_of(made_of("every-field").data)
    assert "Test program" in text
    assert "Online" in text
    assert '"><img src=x>' in text
    assert "Привет" in text_of(made_of("tricky").data)


LONG = r"""
title: T
sections:
  all:
    fields:
      one: {type: text, label: One, default: "%s"}
      breaks: {type: long-text, label: Breaks, lines: 2, default: "1\n2\n\n4\n5"}
      wraps: {type: long-text, label: Wraps, lines: 1, default: "%s"}
      much: {type: long-text, label: Much, default: "%s"}
      last: {type: text, label: Last, default: "The last one"}
"""


def test_a_first_value_that_is_longer_than_its_field_is_kept_whole_and_stands_in_whole_at_the_end() -> None:
    words = "Eight words are said here again and again. "
    build, made, said = agreement(LONG % (words * 8, words * 8, words * 200))
    assert [each.lines for each in inputs(made) if each.kind == "lines"] == [5, 5, 60]
    data = drawn(build, made, said).data
    with pikepdf.open(BytesIO(data)) as document:
        values = {str(field.T): str(field.V) for field in fields_in(document) if Name.V in field}
    assert values == {each.name: each.value for each in inputs(made)}
    text = " ".join(text_of(data).split())
    assert "The last one" in text
    assert text.partition("Last The last one")[2].count("Eight words are") == 208
    assert validate_pdf_bytes(data, profile="ua1").is_compliant


@pytest.mark.parametrize(
    ("value", "lines", "fits"),
    [
        ("", 1, True), ("a" * 100, 1, True), ("a" * 101, 1, False), ("\u65e5" * 51, 1, False),
        ("a" * 400, 2, True), ("a" * 401, 2, False), ("1\n\n3\n4", 2, True), ("1\n\n3\n4\n5", 2, False),
        ("a" * 6000, 60, True), ("a" * 6001, 60, False),
    ],
)  # fmt: skip
def test_whether_a_first_value_has_room_in_its_field(value: str, lines: int, fits: bool) -> None:
    assert has_room(value, lines) == fits


def test_a_form_to_write_in_ends_with_more_room() -> None:
    for name in ("every-field", "mentoring-agreement"):
        with pikepdf.open(BytesIO(made_of(name).data)) as document:
            last = fields_in(document)[-1]
            assert (str(last.T), str(last.TU), int(last.Ff)) == ("more_room", "More room", 1 << 12)
            assert document.pages[-1].obj == last.P
            assert float(last.Rect[3]) - float(last.Rect[1]) > 70
    _, made, words = known("first-meeting")
    assert {field.kind for field in pdf_fields(made, words)} == {"check"}


def test_more_room_has_a_page_of_its_own_where_little_of_the_last_one_is_left() -> None:
    pages = set()
    for number in range(20, 34):
        rows = "".join(f"      f{index}: {{type: text, label: L}}\n" for index in range(number))
        build, made, words = agreement(f"title: T\nsections:\n  a:\n    fields:\n{rows}")
        file = drawn(build, made, words)
        with pikepdf.open(BytesIO(file.data)) as document:
            last = fields_in(document)[-1]
            assert float(last.Rect[3]) - float(last.Rect[1]) > 70
            assert document.pages[-1].obj == last.P
        pages.add(file.pages)
    assert pages == {2, 3}


def test_lists_are_numbered_and_notes_stand_together() -> None:
    text = text_of(made_of("every-field").data)
    assert re.search(r"Three wishes\s+1\.\s+2\.\s+3\.\s", text)
    assert "What I want to have done (required, filled in by Mentee)" in text_of(made_of("goals").data)


def test_no_field_drops_what_its_box_has_no_room_for() -> None:
    """A text may have any length, is scrolled on screen, and gets smaller letters where there is much of it."""
    no_scrolling = 1 << 23
    with pikepdf.open(BytesIO(made_of("every-field").data)) as document:
        written = [each for each in fields_in(document) if each.get(Name.FT) == Name.Tx]
        assert len(written) > 30
        for field in written:
            assert Name.MaxLen not in field
            assert not int(field.get(Name.Ff, 0)) & no_scrolling
            assert str(field.DA).endswith(" 0 Tf")


def test_a_theme_may_do_without_more_room() -> None:
    build, made, words = known("mentor-evaluation")
    files = dict(build.theme.print_assets)
    files["form/more-room.typ"] = b"#let more-room(number) = []\n#let whole-text(it) = []"
    with pikepdf.open(BytesIO(drawn(build, made, words, files=files).data)) as document:
        assert [str(each.T) for each in fields_in(document)] == [
            field.name for field in pdf_fields(made, words) if not field.spare
        ]


@pytest.mark.parametrize("value", ["a" * 60, "a" * 61, "\N{HIRAGANA LETTER A}" * 60, "Off", "", "a b", "-", "\u0130"])
def test_the_name_of_a_state_is_plain_whatever_the_option_is_called(value: str) -> None:
    one, other = state(value), state(f"{value}2")
    assert one != other
    assert re.fullmatch("[A-Za-z0-9_-]{1,60}", one)
    assert one != "Off"


ALIGNED = """
title: T
sections:
  all:
    text: |
      | Left | Right |
      | ---- | ----: |
      | A    | B     |
"""


def test_cells_of_a_written_table_stand_where_it_says() -> None:
    build, made, said = agreement(ALIGNED)
    data = drawn(build, made, said).data
    boxes = text_of(data, "-bbox")
    at = {word: (left, right) for left, right, word in re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)".*>(\w+)<', boxes)}
    assert float(at["A"][0]) == pytest.approx(float(at["Left"][0]), abs=1)
    assert float(at["B"][1]) == pytest.approx(float(at["Right"][1]), abs=1)


CODE = """
title: T
language: he
sections:
  all:
    text: |
      שלום

      ```
      left(1)
      ```
"""


def test_code_begins_at_the_left_in_every_language() -> None:
    build, made, said = agreement(CODE)
    boxes = text_of(drawn(build, made, said).data, "-bbox")
    (at,) = re.findall(r'xMin="([\d.]+)"[^>]*>left\(1\)<', boxes)
    assert float(at) < 80


HEBREW_LINK = """
title: T
language: he
sections:
  all:
    text: "[שלום](https://a.example/left/)"
"""


def test_an_address_is_whole_and_stands_where_lines_begin() -> None:
    build, made, said = agreement(HEBREW_LINK)
    boxes = text_of(drawn(build, made, said).data, "-bbox")
    (at,) = re.findall(r'xMax="([\d.]+)"[^>]*>https://a\.example/left/<', boxes)
    assert float(at) > 300


HINDI = """
title: T
language: hi
sections: {all: {fields: {one: {type: text, label: L, default: "हाँ, ज़रूर मिलते हैं"}}}}
"""


def test_letters_that_are_drawn_together_say_in_first_values_which_they_are() -> None:
    if not is_drawable("hi"):
        pytest.skip("no font of this machine has the letters")
    build, made, said = agreement(HINDI)
    data = drawn(build, made, said).data
    assert validate_pdf_bytes(data, profile="ua1").is_compliant
    assert "ज़रूर" in text_of(data)


NUMBERED = {
    "<ol start=4><li>a<li>b<ol><li>c</ol><li>d</ol>": ["4. a", "5. b", "1. c", "6. d"],
    "<ol><li>a<li value=7>b<li>c</ol><ol><li>d</ol>": ["1. a", "7. b", "8. c", "1. d"],
    "<ol reversed><li>a<li>b</ol>": ["2. a", "1. b"],
}


@pytest.mark.parametrize(("html", "lines"), NUMBERED.items())
def test_lists_have_the_numbers_that_they_have_on_the_page(html: str, lines: list[str]) -> None:
    build, made, said = agreement(f"title: T\nsections: {{a: {{text: '{html}'}}}}\n")
    text = text_of(drawn(build, made, said).data, "-layout")
    found = [" ".join(line.split()) for line in text.splitlines()]
    assert [line for line in found if line in lines] == lines


def test_text_of_any_script_is_drawn_and_what_no_font_has_is_told() -> None:
    made = made_of("every-field")
    assert all(ord(each) > 0x52F for each in made.missing)  # the theme's own fonts have the letters below
    with pikepdf.open(BytesIO(made.data)) as document:
        hostile = next(each for each in fields_in(document) if each.T == "hostile")
        assert "العربية 日本語 🎉" in str(hostile.TU)


RARE = "title: T\nsections: {a: {fields: {f: {type: text, label: F, default: '\N{EGYPTIAN HIEROGLYPH D010}'}}}}\n"


def test_a_character_that_a_first_value_alone_has_is_told_and_drawn_anew_with_other_fonts() -> None:
    build, made, words = agreement(RARE)
    file = drawn(build, made, words)
    assert file.with_machine_fonts
    assert file.missing <= {"\N{EGYPTIAN HIEROGLYPH D010}"}
    has_it = "\N{EGYPTIAN HIEROGLYPH D010}" in text_of(file.data)
    assert has_it != bool(file.missing)


ARABIC = """
title: اتفاق
language: ar
sections:
  a:
    clauses: [{text: نلتقي كل أسبوعين, acknowledge: initials}]
    fields: {one: {type: text, label: الاسم, required: true}, two: {type: long-text, label: نص, default: مرحبا بكم}}
signatures: [mentor]
"""


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("en", "Latn"),
        ("ar", "Arab"),
        ("sr", "Cyrl"),
        ("sr-Latn", "Latn"),
        ("zh-TW", "Hant"),
        ("xx", "Latn"),
        ("", "Latn"),
    ],
)
def test_a_language_has_a_script(language: str, script: str) -> None:
    assert script_of(language) == script


def test_fields_have_letters_of_the_sheets_language() -> None:
    build, made, words = agreement(ARABIC)
    file = drawn(build, made, words)
    if file.missing or typed_font("ar", build.theme.print_assets).data == build.theme.print_assets[OWN]:
        pytest.skip("no font of this machine has Arabic letters")
    assert validate_pdf_bytes(file.data, profile="ua1").is_compliant
    assert len(file.data) < 150_000
    writer = pypdf.PdfWriter(clone_from=BytesIO(file.data))
    writer.update_page_form_field_values(writer.pages[0], {"one": "مرحبا"}, auto_regenerate=False)
    writer.update_page_form_field_values(writer.pages[0], {"signature__mentor__name": "Sam"}, auto_regenerate=False)
    result = BytesIO()
    writer.write(result)
    assert set("مرحبا") < set(text_of(result.getvalue()))
    with pikepdf.open(BytesIO(file.data)) as document:
        assert all(field.Q == 2 for field in fields_in(document) if Name.Tx == field.FT)


def test_a_language_is_no_way_in() -> None:
    files = starter().theme.print_assets
    assert typed_font('ar-"><img src="file:///etc/passwd">', files).data == typed_font("ar", files).data
    assert typed_font("../../etc", files).data == files[OWN]


# ------------------------------------------------------------------ size and looks


def test_it_is_small() -> None:
    sizes = {name: len(made_of(name).data) for name in STARTER}
    assert sizes.pop("mentoring-agreement") < 150_000
    assert max(sizes.values()) < 110_000, sizes


def test_the_agreement_is_four_pages_at_most_and_signatures_stay_together() -> None:
    made = made_of("mentoring-agreement")
    assert made.pages <= 4
    with pikepdf.open(BytesIO(made.data)) as document:
        pages = [str(field.P.objgen) for field in fields_in(document) if str(field.T).startswith("signature__")]
        assert len(pages) == 6
        assert len(set(pages)) == 1
        assert int(document.Root.AcroForm.SigFlags) == 1


def test_every_page_says_what_it_is_and_how_many_there_are() -> None:
    made = made_of("mentoring-agreement")
    for page, text in enumerate(text_of(made.data).split("\f")[: made.pages], 1):
        assert f"Page {page} of {made.pages}" in text
        assert "Mentoring agreement · Version 1.0 · In effect from 1 January 2027" in text


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_and_the_colour_are_the_themes(paper: str, size: tuple[int, int]) -> None:
    build, made, words = known("first-meeting")
    look = replace(look_of(build.site.settings), paper=paper, accent="#ff0000")
    data = drawn(build, made, words, look).data
    with pikepdf.open(BytesIO(data)) as document:
        assert tuple(round(float(each)) for each in document.pages[0].MediaBox)[2:] == size
        assert b"cs 1 0 0 scn" in document.pages[0].Contents.read_bytes()


def test_links_have_their_urls_on_paper_and_lead_nowhere_without_one() -> None:
    build, made, words = known("mentoring-agreement")
    assert "https://harbour.example/code-of-conduct" in text_of(made_of("mentoring-agreement").data, "-raw")
    homeless = replace(made, url=None)
    data = drawn(build, homeless, words).data
    assert validate_pdf_bytes(data, profile="ua1").is_compliant
    with pikepdf.open(BytesIO(data)) as document:
        links = [note for page in document.pages for note in page.Annots if note.Subtype == Name.Link]
        targets = {str(note.A.URI) for note in links}
    assert {each for each in targets if not each.startswith("mailto:")} == {"https://harbour.example/code-of-conduct"}


# ------------------------------------------------------------------ the same bytes

AGAIN = """
import sys
from hashlib import sha256
from tests.render.forms.test_pdf import made_of
print(*(sha256(made_of(name).data).hexdigest() for name in ("every-field", "mentor-evaluation")))
"""


def test_the_same_form_gives_the_same_bytes_anywhere() -> None:
    here = [sha256(made_of(name).data).hexdigest() for name in ("every-field", "mentor-evaluation")]
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        [sys.executable, "-c", AGAIN],
        env={**os.environ, **elsewhere}, cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.split() == here


# ------------------------------------------------------------------ filled and signed


def values_for(fields: tuple[PdfField, ...]) -> dict[str, str]:
    """Something for every field that takes text or a choice."""
    filled = {}
    for index, field in enumerate(fields):
        match field.kind:
            case "text" | "lines":
                filled[field.name] = f"{READABLE} {index}"
            case "check":
                filled[field.name] = f"/{state(field.options[0].value)}"
            case "radio":
                filled[field.name] = f"/{state(field.options[-1].value)}"
            case "combo":
                filled[field.name] = state(field.options[-1].value)
            case "signature":
                pass
    return filled


def filled_by_pypdf(name: str) -> tuple[bytes, dict[str, str]]:
    _, made, words = known(name)
    values = values_for(pdf_fields(made, words))
    writer = pypdf.PdfWriter(clone_from=BytesIO(made_of(name).data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    result = BytesIO()
    writer.write(result)
    return result.getvalue(), values


@pytest.mark.parametrize("name", ["every-field", "mentoring-agreement", "mentor-evaluation", "first-meeting"])
def test_what_a_program_fills_in_is_kept_and_shown(name: str) -> None:
    data, values = filled_by_pypdf(name)
    read = pypdf.PdfReader(BytesIO(data)).get_fields() or {}
    assert {key: str(read[key].get("/V")) for key in values} == values
    shown = text_of(data, "-layout")
    wide = [value for key, value in values.items() if value.startswith(READABLE) and "__" not in key]
    assert all(value in shown for value in wide)


def boxes_of(data: bytes) -> list[list[tuple[str, list[float]]]]:
    """The words of each page with where they stand: left, bottom, right and top."""
    found = []
    for page in text_of(data, "-bbox").split("<page ")[1:]:
        height = float(re.findall(r'height="([\d.]+)"', page)[0])
        words = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<', page)
        found.append([(said, [float(a), height - float(d), float(c), height - float(b)]) for a, b, c, d, said in words])
    return found


STAMP = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</Font <</S 4 0 R>>>>>> endobj
4 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
5 0 obj <</Length 44>> stream
BT /S 12 Tf 300 400 Td (STAMP) Tj ET        \nendstream endobj
trailer <</Root 1 0 R>>
"""


def stamped_by_pypdf(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(STAMP)) as document:
        whole = BytesIO()
        document.save(whole)
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    writer.pages[0].merge_page(pypdf.PdfReader(whole).pages[0])
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def test_what_is_filled_in_stands_in_its_field_when_the_form_is_flattened_and_stamped() -> None:
    data, values = filled_by_pypdf("mentoring-agreement")
    with pikepdf.open(BytesIO(data)) as document:
        pages = [page.obj.objgen for page in document.pages]
        written = [field for field in fields_in(document) if Name.Tx == field.FT]
        places = {
            str(each.T): (pages.index(each.P.objgen), [float(side) for side in each.Rect.as_list()]) for each in written
        }
        document.flatten_annotations("all")
        result = BytesIO()
        document.save(result)
    stamped = stamped_by_pypdf(result.getvalue())
    found = boxes_of(stamped)
    ((left, bottom, _, _),) = [box for word, box in found[0] if word == "STAMP"]
    assert abs(left - 300) < 3
    assert abs(bottom - 400) < 6
    for name, (page, (left, bottom, right, top)) in places.items():
        number = values[name].split()[-1]
        inside = [box for word, box in found[page] if word == number and bottom - 4 < box[1] and box[3] < top + 4]
        assert any(left - 1 < box[0] and box[2] < right + 1 for box in inside), name


@pytest.mark.parametrize("name", ["every-field", "first-meeting"])
def test_ticks_and_choices_show_in_popplers_picture(name: str, tmp_path: Path) -> None:
    data, values = filled_by_pypdf(name)
    with pikepdf.open(BytesIO(data)) as document:
        for field in fields_in(document):
            for widget in widgets_of(field):
                if Name.Btn == field.FT and str(field.T) in values and Name.AS in widget:
                    on = values[str(field.T)] in widget.AP.N
                    assert (values[str(field.T)] == widget.AS) == on
    before, after = (ink(each, tmp_path) for each in (made_of(name).data, data))
    assert sum(after) > sum(before)
    assert after != before


def ink(data: bytes, folder: Path) -> list[int]:
    """How much of each page poppler paints dark."""
    path = folder / "form.pdf"
    path.write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "50", "-gray", path, folder / "page"], check=True)
    pages = sorted(folder.glob("page*.pgm"))
    counted = [sum(255 - each for each in page.read_bytes()) for page in pages]
    for page in pages:
        page.unlink()
    return counted


def test_a_signing_program_signs_and_the_signature_verifies() -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign import signers
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signer, certificate = self_made_signer()
    writer = IncrementalPdfFileWriter(BytesIO(made_of("mentoring-agreement").data))
    assert [each[0] for each in enumerate_sig_fields(writer)] == ["signature__mentor", "signature__mentee"]
    meta = signers.PdfSignatureMetadata(field_name="signature__mentor")
    with ThreadPoolExecutor(1) as apart:  # pyHanko starts an event loop; the browser's tests have one here
        signed = apart.submit(signers.sign_pdf, writer, meta, signer=signer).result()
        reader = PdfFileReader(BytesIO(signed.getvalue()))
        [signature] = reader.embedded_signatures
        context = ValidationContext(trust_roots=[certificate])
        status = apart.submit(validate_pdf_signature, signature, context).result()
    assert status.intact
    assert status.valid
    assert signature.field_name == "signature__mentor"


def self_made_signer() -> tuple[Any, Any]:
    from datetime import UTC, datetime, timedelta

    from asn1crypto import keys, x509  # type: ignore[import-untyped]
    from cryptography import x509 as crypto
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = rsa.generate_private_key(65537, 2048)
    name = crypto.Name([crypto.NameAttribute(crypto.NameOID.COMMON_NAME, "A mentor")])
    now = datetime.now(UTC)
    made = (
        crypto.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(crypto.KeyUsage(True, True, False, False, False, True, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    der, encoding = serialization.Encoding.DER, serialization.NoEncryption()
    certificate = x509.Certificate.load(made.public_bytes(der))
    private = keys.PrivateKeyInfo.load(key.private_bytes(der, serialization.PrivateFormat.PKCS8, encoding))
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    return signers.SimpleSigner(certificate, private, store), certificate


# ------------------------------------------------------------------ what it may not do

GREEDY = """
title: T
sections:
  a:
    text: |
      Words. [x](javascript:alert(1)) [y](../up/)

      <img alt="picture" src="https://evil.example/i.png"> <img alt="mine" src="file:///etc/passwd">

      #read("/etc/passwd") #import "@preview/x:1.0.0" \\u{41} $x$ @label <label>
"""


def test_what_someone_writes_is_no_code_and_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    build, made, words = agreement(GREEDY)
    data = drawn(build, made, words).data
    with pikepdf.open(BytesIO(data)) as document:
        [page] = document.pages
        links = [str(note.A.URI) for note in page.Annots if Name.A in note]
        assert set(links) == {"https://example.org/agreements/up/"}
        assert Name.EmbeddedFiles not in document.Root.get(Name.Names, pikepdf.Dictionary())
    text = " ".join(text_of(data).split())
    assert "picture mine" in text
    assert '#read("/etc/passwd") #import "@preview/x:1.0.0"' in text
    assert "$x$ @label" in text
    assert "root:" not in text


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    build, made, words = known("first-meeting")
    drawn(build, made, words)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("typed", ["Ana", "Ирина", "山田", "محمد"])
def test_letters_that_the_theme_lacks_are_drawn_with_other_fonts_at_the_first_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    build, made, words = known("first-meeting")
    files = build.theme.print_assets
    put_files(files, tmp_path)
    look = look_data(look_of(build.site.settings), words, made.language, made.direction, hyphenate=False)
    shown = (Value(typed, lines=False, width=90, height=12),)
    tried: list[object] = []
    compiled = typeset._compiled

    def counted(*given: Any, **how: Any) -> Any:
        tried.append(given)
        return compiled(*given, **how)

    monkeypatch.setattr(typeset, "_compiled", counted)
    at_once = draw_values(shown, {"look": look}, Files(files, f"{tmp_path}/{FONTS}"))
    assert len(tried) == 1
    assert draw_values(shown, {"look": look}, Files(files)) == at_once


def test_files_that_stand_on_disk_once_are_drawn_with_by_threads_side_by_side(tmp_path: Path) -> None:
    build, made, words = known("first-meeting")
    files = build.theme.print_assets
    put_files(files, tmp_path)
    look = look_data(look_of(build.site.settings), words, made.language, made.direction, hyphenate=False)

    def drawn_value(text: str) -> Drawn:
        value = Value(text, lines=False, width=90, height=12)
        return draw_values((value,), {"look": look}, Files(files, f"{tmp_path}/{FONTS}"))

    names = [f"Name {number}" for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(drawn_value, names)) == [drawn_value(name) for name in names]


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../../etc/passwd", "/fonts/sans-bold.ttf"])
def test_a_theme_reads_nothing_but_its_own_files(path: str) -> None:
    build, made, words = known("first-meeting")
    files = {**build.theme.print_assets, "form/text.typ": f'#let x = read("{path}")'.encode()}
    with pytest.raises(ThemeError, match=r"print/form/text.typ, line 1, column 14: "):
        drawn(build, made, words, files=files)


def test_a_theme_that_forgets_a_field_or_has_one_too_many_is_told() -> None:
    build, made, words = known("first-meeting")
    files = build.theme.print_assets
    form = files["form.typ"] + b'#link("field:99", box(width: 1cm, height: 1cm))'
    with pytest.raises(ThemeError, match=r"print/form.typ: there is no field 99"):
        drawn(build, made, words, files={**files, "form.typ": form})
    form = files["form.typ"] + b'#link("field:one", box(width: 1cm, height: 1cm))'
    with pytest.raises(ThemeError, match=r"print/form.typ: `field:one` leads to no field"):
        drawn(build, made, words, files={**files, "form.typ": form})
    with pytest.raises(ThemeError, match=r"needs 1 control\(s\) and has 0"):
        drawn(build, made, words, files={**files, "form/items.typ": b"#let items(blocks) = []"})


OVER = """#import "/default/form/heading.typ": *
#let notice(words) = [Ours: #words]
"""


def test_a_theme_replaces_a_file_or_a_function() -> None:
    build, made, words = known("mentoring-agreement")
    files = {**build.theme.print_assets, "form/heading.typ": OVER.encode()}
    text = text_of(drawn(build, made, words, files=files).data)
    assert "Ours: This agreement is not legally binding" in text
    assert "Mentoring agreement" in text


def test_a_fault_of_a_theme_is_told_at_its_place() -> None:
    build, made, words = known("first-meeting")
    fault = b'#import "../basics.typ": *\n\n#let items(blocks) = nothing'
    files = {**build.theme.print_assets, "form/items.typ": fault}
    with pytest.raises(ThemeError, match=r"^print/form/items.typ, line 3, column 21: unknown variable: nothing$"):
        drawn(build, made, words, files=files)


def test_a_file_that_can_not_be_drawn_is_named_with_a_way_to_build_the_rest() -> None:
    build, made, words = known("first-meeting")
    files = {**build.theme.print_assets, "form/items.typ": b"#let items(blocks) = nothing"}
    with pytest.raises(ThemeError, match=r"^checklists/a\.pdf can't be drawn\. print/form/items\.typ, .*--without pdf"):
        make(Job("checklists/a.pdf", "pdf", made, words, look_of(build.site.settings), files))


WITHOUT_TYPST = """
import sys
sys.modules["typst"] = None
from mentorsite.render.forms.pdf.typeset import Files, typeset
from mentorsite.errors import MissingToolError
try: typeset("form.typ", {}, Files({}))
except MissingToolError as error: print(error)
"""


def test_a_machine_without_typst_is_told_what_to_do() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_TYPST], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == typeset.MISSING
    assert "--without pdf" in run.stdout
    assert issubclass(MissingToolError, Exception)


@pytest.mark.parametrize(
    ("module", "slow"), [("", "{'typst', 'pikepdf', 'fontTools'}"), (".finish", "{'fontTools.subset', 'typst'}")]
)
def test_importing_the_writer_does_not_import_what_few_files_need(module: str, slow: str) -> None:
    code = f"import sys, mentorsite.render.forms.pdf{module}; print({slow} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


# ------------------------------------------------------------------ too much of it


def test_500_fields_and_a_label_of_5000_characters() -> None:
    rows = "".join(f"      f{index}: {{type: text, label: Field {index}}}\n" for index in range(500))
    label = "word " * 1000
    build, made, words = agreement(
        f"title: Long\nsections:\n  a:\n    fields:\n{rows}      g: {{type: text, label: '{label}'}}\n"
    )
    file = drawn(build, made, words)
    with pikepdf.open(BytesIO(file.data)) as document:
        assert len(fields_in(document)) == 502
    assert validate_pdf_bytes(file.data, profile="ua1").is_compliant


PDF_JS = os.environ.get("PDFJS_DIST", "")
SCRIPT = """
import {getDocument, AnnotationMode} from "%s/legacy/build/pdf.mjs";
import {readFileSync, writeFileSync} from "fs";
const given = JSON.parse(readFileSync(process.argv[3]));
const pdf = await getDocument({data: new Uint8Array(readFileSync(process.argv[2])), useSystemFonts: true}).promise;
const fields = await pdf.getFieldObjects();
for (const [name, value] of Object.entries(given))
  for (const field of fields[name].filter(each => each.type !== ""))
    pdf.annotationStorage.setValue(field.id, {value: "exportValues" in field ? field.exportValues === value : value});
writeFileSync(process.argv[4], await pdf.saveDocument());
"""


NO_NODE = "needs Node.js: with it, scripts/test sets PDFJS_DIST"


@pytest.mark.skipif(not (PDF_JS and shutil.which("node")), reason=NO_NODE)
@pytest.mark.parametrize("name", ["every-field", "mentoring-agreement"])
def test_what_pdf_js_fills_in_is_kept_and_shown(name: str, tmp_path: Path) -> None:
    import json

    _, made, words = known(name)
    values = {key: value.removeprefix("/") for key, value in values_for(pdf_fields(made, words)).items()}
    for file, data in (("in.pdf", made_of(name).data), ("v.json", json.dumps(values).encode())):
        (tmp_path / file).write_bytes(data)
    (tmp_path / "fill.mjs").write_text(SCRIPT % PDF_JS)
    subprocess.run(["node", "fill.mjs", "in.pdf", "v.json", "out.pdf"], cwd=tmp_path, check=True)
    data = (tmp_path / "out.pdf").read_bytes()
    read = pypdf.PdfReader(BytesIO(data)).get_fields() or {}
    assert {key: str(read[key].get("/V")).removeprefix("/") for key in values} == values
    shown = text_of(data, "-layout")
    assert all(value in shown for key, value in values.items() if value.startswith(READABLE) and "__" not in key)


@pytest.mark.parametrize(("fonts", "serifs"), [("", True), ("serif", True), ("humanist", False)])
def test_headings_have_serifs_or_none_as_site_yml_chooses(fonts: str, serifs: bool) -> None:
    site = f"title: T\ntheme: {{fonts: {fonts}}}\n"
    build = prepared(
        {"site.yml": site, "content/index.md": "# T\n", "content/checklists/c.yml": "title: C\nitems: [A]\n"}
    )
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    for path in ("checklists/c.pdf", "print/handbook.pdf"):
        (output,) = [each for each in build.outputs if each.path == path]
        data = render(output)
        assert isinstance(data, bytes)
        assert any("Serif" in name for name in fonts_of(data)) == serifs


def fonts_of(data: bytes) -> set[str]:
    """The names of all fonts in a PDF."""
    with pikepdf.open(BytesIO(data)) as file:
        return {
            str(each.BaseFont) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        }
