"""Words on both sides of a break in a paragraph stay apart."""

import pytest

from mentorsite.importers.result import ImportResult
from mentorsite.importers.word.document import import_word
from tests.word_files import docx, p, run

PAGE, COLUMN = (f'<w:r><w:br w:type="{kind}"/></w:r>' for kind in ("page", "column"))
RETURN = "<w:r><w:cr/></w:r>"


@pytest.mark.parametrize("broken", [PAGE, COLUMN, RETURN])
def test_a_break_between_words_is_one_of_a_line(broken: str) -> None:
    made = import_word("a.docx", docx(p(broken, run("One"), broken, run("two"), broken)))
    assert isinstance(made, ImportResult)
    assert made.files["content/index.md"].decode().endswith("---\n\nOne\\\ntwo\n")
