"""A part that makes no agreement after all keeps its words, for it becomes a page."""

import pytest
from bs4 import BeautifulSoup, Tag

from mentorsite.importers.agreement.draft import draft
from mentorsite.importers.html_to_markdown import markdown


@pytest.mark.parametrize("signed", ["Signed,", "Mentor: sign here", "See the page on signatures."])
def test_what_makes_no_agreement_keeps_its_words(signed: str) -> None:
    html = f"<h2>Rules</h2><ul><li>Be <b>kind</b></li></ul><p>{signed}</p><p>Name: ____<br>Day: ____</p>"
    blocks = [each for each in BeautifulSoup(html, "html.parser").children if isinstance(each, Tag)]
    assert draft("Agreement", blocks, ()) is None
    assert "".join(map(str, blocks)) == html.replace("<br>", "<br/>")
    assert "- Be **kind**" in markdown(blocks)
