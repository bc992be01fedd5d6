"""Looks at a built site: is every page there, with its words, its menu and what was edited?"""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from benchmarks.corpus import EDITED, IN_A_FOLDER, INDEX, Address, Page, address, page

SAMPLES = 8
"""As many pages are read whole."""


def faults(output: Path, count: int, edited: Page, sentence: str | None) -> tuple[str, ...]:
    """All that is wrong with a site of `count` pages; `sentence` is what the last edit added to the page `edited`."""
    missing = [each.url for each in addresses(count) if not built(output, each).is_file()]
    if missing:
        return (f"{len(missing):,} of {count + 1:,} pages were not made, as {missing[0]}",)
    of_samples = (fault for sample in samples(count) for fault in _page_faults(output, count, sample))
    return (*of_samples, *_edit_faults(output, edited, sentence))


def built(output: Path, address: Address) -> Path:
    """The file that a page becomes, the same with every generator."""
    return output / address.url.removeprefix("/") / "index.html"


def addresses(count: int) -> Iterator[Address]:
    """The home page's, then those of all pages."""
    yield Address("", INDEX)
    yield from (address(number) for number in range(1, count + 1))


def samples(count: int) -> Iterator[Page]:
    """Some of the pages, evenly from the first to the last."""
    numbers = {1 + (count - 1) * step // (SAMPLES - 1) for step in range(SAMPLES)}
    yield from (page(number, count) for number in sorted(numbers))


def menu(count: int, here: Address) -> set[str]:
    """What the menu of a page must lead to: every part, and the other pages of the part that is open."""
    parts = {address(number).url for number in range(1, count + 1, IN_A_FOLDER)}
    return parts | {each.url for each in addresses(count) if each.folder == here.folder} - {here.url}


class _Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _page_faults(output: Path, count: int, sample: Page) -> Iterator[str]:
    html, url = built(output, sample.address).read_text(encoding="utf-8"), sample.address.url
    yield from (f"{url} lacks {words}" for words in (sample.title, sample.mark) if words not in html)
    links = _Links()
    links.feed(html)
    lost = sorted(menu(count, sample.address) - {urljoin(url, link) for link in links.found})
    if lost:
        yield f"the menu of {url} lacks {len(lost)} pages, as {lost[0]}"


def _edit_faults(output: Path, edited: Page, sentence: str | None) -> Iterator[str]:
    html, url = built(output, edited.address).read_text(encoding="utf-8"), edited.address.url
    if sentence and sentence not in html:
        yield f"{url} lacks what was edited"
    if not sentence and EDITED in html:
        yield f"{url} has an edit that was taken back"
