"""The blocks of a Word text → parts, each of which makes a page."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from mentorsite.importers.agreement.asides import plain
from mentorsite.importers.agreement.draft import asks
from mentorsite.importers.agreement.vocabulary import SIGNED
from mentorsite.importers.html_to_markdown import HEADINGS
from mentorsite.importers.safe_names import name_of
from mentorsite.markdown.slug import slug

LONG = 3_000
"""How many words one page may have before its second-level headings make pages."""
MOST_PARTS = 1_000
"""How many pages are made of one document; one with more headings stays one page."""
BRIEF = 1_500
"""How many words a text may have that is one agreement as a whole, whatever its parts."""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A part of a document that becomes a page or an agreement."""

    title: str
    blocks: tuple[Tag, ...]


def split(soup: BeautifulSoup) -> tuple[PageDraft, list[PageDraft]]:
    """What stands before the first heading that makes a page, and the parts from each on."""
    blocks = []
    for each in soup.children:
        if isinstance(each, Tag):
            blocks.append(each)
    level = _level(blocks)
    before: list[Tag] = []
    parts: list[tuple[str, list[Tag]]] = []
    inside = before
    for block in blocks:
        if level and block.name == level and block.get_text(strip=True):
            inside = [marker(soup, block)]
            parts.append((plain(block), inside))
        else:
            inside.append(_raised(block, level))
    return PageDraft("", tuple(before)), [PageDraft(title, tuple(found)) for title, found in parts]


def is_signed_whole(before: PageDraft, parts: Sequence[PageDraft]) -> bool:
    """Whether all parts are one agreement: one of them is signed, and the text is brief or most of it is filled in."""
    whole = (before, *parts)
    texts = [_text_of(part) for part in whole]
    asking = [asks(part.blocks) for part in whole]
    is_signed = any(asked and SIGNED.search(text) for text, asked in zip(texts, asking, strict=True))
    is_brief = sum(len(text.split()) for text in texts) < BRIEF
    return is_signed and (is_brief or sum(asking) * 2 > len(texts))


def _text_of(part: PageDraft) -> str:
    return "\n".join(block.get_text("\n") for block in part.blocks)


def _level(blocks: Sequence[Tag]) -> str:
    """The headings that make pages: those of level 1, where there are several; in a long text those of level 2."""
    counted = Counter(block.name for block in blocks)
    words = sum(len(block.get_text().split()) for block in blocks)
    if 1 < counted["h1"] <= MOST_PARTS:
        return "h1"
    if 1 < counted["h2"] <= MOST_PARTS and words > LONG:
        return "h2"
    return ""


def marker(soup: BeautifulSoup, heading: Tag) -> Tag:
    """What keeps a heading's bookmarks, links and notes where it has become a title."""
    made = soup.new_tag("div", attrs={"class": "top"})
    for each in heading.find_all(["a", "footnote"]):
        if each.name == "footnote" or each.get("href"):
            line = soup.new_tag("p")
            line.append(each.extract())
            made.append(line)
    for each in heading.find_all(id=True):
        made.append(each.extract())
    return made


def _raised(block: Tag, level: str) -> Tag:
    """A heading one level higher, where pages are made of those of level 2."""
    if level == "h2" and block.name in HEADINGS[2:]:
        block.name = HEADINGS[HEADINGS.index(block.name) - 1]
    return block


def named_parts(parts: Sequence[PageDraft]) -> dict[str, PageDraft]:
    """The parts by the names of their files."""
    named: dict[str, PageDraft] = {}
    counts = {"index": 1}  # the home page has that name
    for number, part in enumerate(parts, 1):
        base = stem = name_of(part.title, f"part-{number}")
        while stem in counts:
            counts[base] += 1
            stem = f"{base}-{counts[base]}"
        counts[stem] = 1
        named[stem] = part
    return named


def link_anew(named: Mapping[str, PageDraft]) -> list[str]:
    """Leads links to bookmarks to the headings that those stand at, on whichever page; gives what is lost."""
    losses: list[str] = []
    places = _places(named)
    for stem, part in named.items():
        for block in part.blocks:
            for link in block.find_all("a", href=re.compile("^#")):
                place = places.get(str(link["href"])[1:], "")
                # On the same page the place alone is enough; the top of a page has only its name.
                link["href"] = place.removeprefix(f"{stem}.md") or place
                if not place:
                    words = " ".join(link.get_text().split())
                    losses.append(f"a link from “{words}” to what is not there; its words stay")
                    link.unwrap()
    return losses


def _places(named: Mapping[str, PageDraft]) -> dict[str, str]:
    """Where each bookmark stands: on which page, and below which of its headings."""
    places: dict[str, str] = {}
    for stem, part in named.items():
        anchor = ""
        for block in part.blocks:
            if block.name in HEADINGS:
                anchor = f"#{slug(block.get_text())}"
            for each in (block, *block.find_all(id=True)):
                if each.get("id"):
                    places[str(each["id"])] = f"{stem}.md{anchor}"
    return places
