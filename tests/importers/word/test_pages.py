"""What stands in a heading that becomes a title stays on its page: notes and links."""

import pytest

from mentorsite.importers.result import ImportResult
from mentorsite.importers.word.document import import_word
from tests.word_files import NAMESPACES, docx, heading, p

MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{p("In the log.")}</w:footnote></w:footnotes>'


def pages(body: str) -> dict[str, str]:
    made = import_word("ours.docx", docx(body, footnotes_xml=NOTES))
    assert isinstance(made, ImportResult)
    return {path.removeprefix("content/"): data.decode() for path, data in made.files.items()}


@pytest.mark.parametrize("others", ["", heading("More") + p("Words.")])
def test_a_note_at_a_title_stays_on_its_page(others: str) -> None:
    noted = heading("Meetings").replace("</w:p>", f"{MARK}</w:p>")
    found = pages(noted + p("We meet.") + others)
    page = found["meetings.md" if others else "index.md"]
    assert 'title: "Meetings"' in page
    assert page.endswith("---\n\n[^1]\n\nWe meet.\n\n[^1]: In the log.\n")
