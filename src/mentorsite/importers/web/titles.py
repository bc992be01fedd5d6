"""Which heading of a saved page is its title."""

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

TITLE_STYLES = {"title", "MsoTitle"}
"""The classes that Google Docs and Word give a paragraph in their style for titles."""


def title_heading(soup: BeautifulSoup, titled: str) -> Tag | None:
    """The heading or paragraph that is the page's title; nothing where its level-1 headings are chapters.

    They are where there are several, and words stand before the first. `titled` is what the page says it is called.
    """
    titles = (each for each in soup.find_all(["h1", "p"]) if _is_title(each))
    first = next(filter(words_in, titles), None)
    if first is None or first.name == "p":
        return first
    are_several = len(list(filter(words_in, soup.find_all("h1")))) > 1
    is_chapter = are_several and _has_words_before(first) and words_in(first) != titled
    if is_chapter:
        return None
    return first


def words_in(heading: Tag) -> str:
    """The words of a heading, on one line."""
    return " ".join(heading.get_text().split())


def _is_title(element: Tag) -> bool:
    return element.name == "h1" or not TITLE_STYLES.isdisjoint(element.get_attribute_list("class"))


def _has_words_before(heading: Tag) -> bool:
    return any(isinstance(each, NavigableString) and str(each).strip() for each in heading.previous_elements)
