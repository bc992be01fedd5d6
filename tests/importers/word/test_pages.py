"""What stands in a heading that becomes a title stays on its page: notes and links."""

import pytest

from mentorsite.importers.result import ImportResult
from mentorsite.importers.word.document import import_word
from tests.word_files import NAMESPACES, docx, heading, p, table

MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
LONG_NOTE = p("In the log.") + p("Or by mail.") + table(["a", "b"], ["c", "d"])
NOTES = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{p("In the log.")}</w:footnote></w:footnotes>'


def pages(body: str, notes: str = NOTES) -> dict[str, str]:
    made = import_word("ours.docx", docx(body, footnotes_xml=notes))
    assert isinstance(made, ImportResult)
    return {path.removeprefix("content/"): data.decode() for path, data in made.files.items()}


@pytest.mark.parametrize("others", ["", heading("More") + p("Words.")])
def test_a_note_at_a_title_stays_on_its_page(others: str) -> None:
    noted = heading("Meetings").replace("</w:p>", f"{MARK}</w:p>")
    found = pages(noted + p("We meet.") + others)
    page = found["meetings.md" if others else "index.md"]
    assert 'title: "Meetings"' in page
    assert page.endswith("---\n\n[^1]\n\nWe meet.\n\n[^1]: In the log.\n")


def test_a_note_keeps_its_paragraphs_and_tables() -> None:
    notes = NOTES.replace(p("In the log."), LONG_NOTE)
    page = pages(p("We meet").replace("</w:p>", f"{MARK}</w:p>"), notes)["index.md"]
    assert page.endswith("[^1]: In the log.\n\n    Or by mail.\n\n    | a | b |\n    | --- | --- |\n    | c | d |\n")
