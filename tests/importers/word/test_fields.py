"""Fields, readings above words and text boxes keep their words, and fields that are links lead where they led."""

import pytest

from tests.importers.test_word_structure import body, losses
from tests.word_files import docx, heading, link, p, run


def simple(instruction: str, *inside: str) -> str:
    return f"<w:fldSimple w:instr='{instruction}'>{''.join(inside)}</w:fldSimple>"


def field(*instruction: str, shown: str = "words") -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    said = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in instruction)
    return f"{mark('begin')}{said}{mark('separate')}{run(shown)}{mark('end')}"


RUBY = "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>".format(run("かんじ"), run("漢字"))
BOX = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
DRAWN = f"<w:drawing>{BOX}</w:drawing>"
DRAFT = '<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="DRAFT"/>'
AC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (simple(" REF x ", run("Section 4")), "See Section 4."),
        (simple(" SEQ Figure ", run("1")), "See 1."),
        (simple(" DOCPROPERTY Name ", run("Harbour", "<w:b/>"), run(" Mentors")), "See **Harbour** Mentors."),
        (f"<w:dir w:val='rtl'>{run('words')}</w:dir>", "See words."),
        (f"<w:bdo w:val='rtl'>{run('words')}</w:bdo>", "See words."),
        (RUBY, "See 漢字 (かんじ)."),
        (simple(' HYPERLINK "https://e.org/a" ', run("words")), "See [words](https://e.org/a)."),
        (field(' HYPERLINK "https://e.org/a" \\l "b" '), "See [words](https://e.org/a#b)."),
        (field(' HYPERLINK "https://e.org/a" \\o "a hint" \\t "_blank" '), "See [words](https://e.org/a)."),
        (field(" HYPER", 'LINK "https://e.org/a" \\h'), "See [words](https://e.org/a)."),
        (field(" hyperlink https://e.org/a "), "See [words](https://e.org/a)."),
        (field(' HYPERLINK \\l "place" '), "See [words](#rules)."),
        (field(" REF place \\h "), "See [words](#rules)."),
        (simple(" PAGEREF place \\h ", run("7")), "See [7](#rules)."),
        (field(" REF place "), "See words."),
        (
            link("inner", anchor="place").replace("<w:r>", field(" REF place \\h ") + "<w:r>"),
            "See [wordsinner](#rules).",
        ),
    ],
)
def test_a_field_keeps_its_words_and_where_it_leads(inside: str, expected: str) -> None:
    data = docx(heading("Title") + heading("Rules", 2, bookmark="place") + p("See ", inside, "."))
    assert body(data).partition("\n\n")[2] == expected


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (field(' HYPERLINK "javascript:x" '), "a link to `javascript:x`, which no page may have; its words stay"),
        (field(" REF gone \\h "), "a link from “words” to what is not there; its words stay"),
        (RUBY, "small words above others stand behind them in brackets, as in “漢字 (かんじ)”"),
        (f"<w:r><w:pict>{DRAFT}</w:pict></w:r>", "words drawn as a picture: “DRAFT”; left out"),
        (f"<w:new>{run('a word')}</w:new>", "words in what is not read here (`new`): “a word”; left out"),
    ],
)  # fmt: skip
def test_what_is_not_as_it_was_is_told(inside: str, told: str) -> None:
    assert losses(docx(p("See ", inside))) == [told]


@pytest.mark.parametrize(
    "shown",
    [
        f"<w:r>{DRAWN}</w:r>",
        f"<w:r><mc:AlternateContent {AC}><mc:Choice>{DRAWN}</mc:Choice></mc:AlternateContent></w:r>",
        f"<w:r><mc:AlternateContent {AC}><mc:Choice>{DRAWN}</mc:Choice>"
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    ],
)  # fmt: skip
def test_a_text_box_keeps_its_words_however_it_is_drawn(shown: str) -> None:
    data = docx(p("Words", shown))
    assert body(data) == "Words\n\nboxed"
    assert losses(data) == ["a text box: “boxed” stands among the other words now"]
