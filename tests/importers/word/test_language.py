"""A handbook of a Word document is in the language of most of its words."""

import pytest

from mentorsite.importers.result import ImportResult
from mentorsite.importers.word.document import import_word
from tests.word_files import NAMESPACES, docx, p, run

LONG = "many more words than the others"


def in_language(words: str, code: str) -> str:
    return run(words, f'<w:lang w:val="{code}"/>')


@pytest.mark.parametrize(
    ("usual", "body", "expected"),
    [
        ("de-DE", p(LONG), "de"),
        ("de-DE", p(LONG, in_language("few", "en-US")), "de"),
        ("en-US", p("few", in_language(LONG, "fr-FR")), "fr"),
        ("pt-BR", p(LONG), "pt-BR"),
        ("x", p(LONG), ""),
        ("", p(LONG), ""),
    ],
)
def test_the_language_is_that_of_most_words(usual: str, body: str, expected: str) -> None:
    said = f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{usual}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    made = import_word("a.docx", docx(body, styles_xml=f"<w:styles {NAMESPACES}>{said if usual else ''}</w:styles>"))
    assert isinstance(made, ImportResult)
    assert next(iter(made.languages), "") == expected
