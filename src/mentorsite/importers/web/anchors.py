"""Links within a saved page → links to headings, to places that keep their ids, and footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import islice
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from lxml.html import HtmlElement

from mentorsite.importers.html_to_markdown import ANCHOR, HEADINGS, PLACE, TAGS, markdown
from mentorsite.importers.result import ImportWarning
from mentorsite.markdown.slug import slug

NEAR = 100
"""How many elements behind a place a heading may stand that it means."""
MARK = re.compile(r"\[?\(?\s*(\d{1,4}|[a-z*†‡§]{1,3})\s*\)?\]?")
"""The words of a link to a footnote."""
NOTES = ("li", "p", "div", "dd", "td", "aside")
"""The elements that a footnote stands in."""
WITHIN_A_LINE = (
    PLACE, "a", "sup", "sub", "img", "b", "strong", "i", "em", "code", "kbd", "samp", "del", "s", "br", "hr", "input",
    "mark",
)  # fmt: skip
INSIDE = ("p", "li", "td", "th", "dd", "dt")
"""What an anchor stands in, since it is part of a line."""
BARE = ("pre", "code", "kbd", "samp", "summary")
"""What is written as bare words."""
TOP = ("#", "#top")
"""What leads to the top of a page, whatever stands there."""


def keep_places(main: HtmlElement) -> None:
    """Makes what a link leads to, as a `<span id>`, an element that is not cleaned away with its id."""
    hrefs = [link.get("href", "") for link in main.iter("a")]
    linked = {unquote(href[1:]) for href in hrefs if href.startswith("#")}
    for each in main.iter():
        if each.tag not in TAGS and each.get("id") in linked:
            each.tag = PLACE


def lead_within(soup: BeautifulSoup, name: str, title: Tag | None) -> list[ImportWarning]:
    """Leads links within the page to what they led to; gives those that led to nothing.

    `title` is the heading that becomes the page's title.
    """
    losses: list[ImportWarning] = []
    ids = {str(tag["id"]): tag for tag in soup.find_all(id=True)}
    taken = Counter(slug(heading.get_text()) for heading in soup.find_all(list(HEADINGS)))
    for link in soup.find_all("a", href=re.compile("^#")):
        target = ids.get(unquote(str(link["href"])[1:]))
        if target is None:
            what = f"a link to `{str(link['href'])[:100]}`, which is not there; its words stay"
            if link["href"] not in TOP:
                losses.append(ImportWarning(name, int(str(link.get("data-line", "0"))), what))
            link.unwrap()
            continue
        heading = _heading(target)
        if heading is None:
            link["href"] = f"#{_anchored(soup, target, taken)}"
        elif heading is title:
            link["href"] = "index.md"
        else:
            heading["id"] = heading.get("id") or slug(heading.get_text())
            link["href"] = f"#{slug(str(heading['id']))}"
    for place in soup.find_all(PLACE):
        place.unwrap()
    # Words on both sides of what was unwrapped are one text again: only the first begin a line.
    soup.smooth()
    return losses


def _heading(target: Tag) -> Tag | None:
    """The heading that an element is, stands in or begins with, or that comes right behind it."""
    if target.name in HEADINGS:
        return target
    own = target.find_parent(list(HEADINGS))
    if own is not None:
        return own
    for element in islice(target.next_elements, NEAR):
        if not isinstance(element, Tag):
            is_seen = bool(str(element).strip())
        elif element.name in HEADINGS:
            return element
        else:
            is_seen = element.name == "img"
        if is_seen:
            return None
    return None


def _anchored(soup: BeautifulSoup, target: Tag, taken: Counter[str]) -> str:
    """The id of an anchor at the place of an element, which is put there."""
    known = target.get("data-anchor")
    if known:
        return str(known)
    base = made = slug(str(target["id"])) or "place"
    while made in taken:
        taken[base] += 1
        made = f"{base}-{taken[base]}"
    taken[made] = 1
    target["data-anchor"] = made
    anchor = soup.new_tag(ANCHOR)
    anchor.string = made
    inside = target if target.name in INSIDE else target.find(INSIDE)
    whole = _whole(target)
    if whole is not None:
        whole.insert_before(anchor)
    elif target.name in WITHIN_A_LINE:
        target.insert_before(anchor)
    elif isinstance(inside, Tag):
        inside.insert(0, anchor)
    else:
        target.insert(0, anchor)
    return made


def _whole(target: Tag) -> Tag | None:
    """The outermost element at a place that would show an anchor as words."""
    whole = [each for each in (target, *target.parents) if each.name in BARE]
    if not whole:
        return None
    details = whole[-1].find_parent("details")
    if whole[-1].name == "summary" and details is not None:
        return details
    return whole[-1]


def take_notes(soup: BeautifulSoup) -> dict[str, str]:
    """The words of each footnote, which is marked where it belongs and taken from where it stood.

    A footnote is what a short link leads to and a link leads back from.
    """
    ids = {str(tag["id"]): tag for tag in soup.find_all(id=True)}
    pairs = _pairs(soup, ids)
    # By identity: elements of this tree are equal where they only look alike.
    all_notes = {id(note) for _, note in pairs}
    found = []
    for link, note in pairs:
        is_in_a_note = not all_notes.isdisjoint(map(id, link.parents))
        if not is_in_a_note:
            found.append((link, note))
    written: dict[int, str] = {}
    notes: dict[str, str] = {}
    for link, note in found:
        if id(note) not in written:
            for back in note.find_all("a", href=re.compile("^#")):
                back.decompose()
            number = written[id(note)] = str(len(written) + 1)
            notes[number] = " ".join(markdown(list(note.children)).split())
        mark = soup.new_tag("footnote")
        mark.string = written[id(note)]
        around = link.parent
        if around is not None and around.name == "sup" and around.get_text() == link.get_text():
            around.replace_with(mark)
        else:
            link.replace_with(mark)
    # Behind all marks: a note may be marked several times.
    for _, note in found:
        _take_out(note)
    return notes


def _pairs(soup: BeautifulSoup, ids: Mapping[str, Tag]) -> list[tuple[Tag, Tag]]:
    """Links to footnotes, and those: they come behind, and lead back to one of the links at least."""
    order = {id(tag): place for place, tag in enumerate(soup.find_all(True))}
    pairs: list[tuple[Tag, Tag]] = []
    targets: defaultdict[int, set[int]] = defaultdict(set)
    origins: defaultdict[int, set[str]] = defaultdict(set)
    for link in soup.find_all("a", href=re.compile("^#")):
        target = ids.get(unquote(str(link["href"])[1:]))
        if target is None or not MARK.fullmatch(link.get_text().strip()) or link.find_parent(list(HEADINGS)):
            continue
        note = target if target.name in NOTES else target.find_parent(NOTES)
        if note is not None and order[id(note)] > order[id(link)]:
            pairs.append((link, note))
            targets[id(note)].add(id(target))
            for each in (link, *link.find_parents(["sup", PLACE])):
                if each.get("id"):
                    origins[id(note)].add(str(each["id"]))
    # An element that holds the targets of several links is what stands around notes, and none itself.
    notes = {id(note): note for _, note in pairs if len(targets[id(note)]) == 1}
    whole = {key for key, note in notes.items() if _leads_back(note, origins[key])}
    return [(link, note) for link, note in pairs if id(note) in whole]


def _leads_back(note: Tag, origins: set[str]) -> bool:
    """Whether an element is a note: it has no heading, and a link to where it is marked."""
    if note.find(list(HEADINGS)) is not None:
        return False
    back = note.find_all("a", href=re.compile("^#"))
    return any(unquote(str(link["href"])[1:]) in origins for link in back)


def _take_out(note: Tag) -> None:
    """Takes a footnote out, and what stood around notes alone."""
    around = note.parent
    note.extract()
    while around is not None and around.parent is not None:
        if around.get_text(strip=True) or around.find("img"):
            return
        before = around.find_previous_sibling()
        outer = around.parent
        around.extract()
        # A line that parted the notes from the text parts nothing where they are gone.
        if isinstance(before, Tag) and before.name == "hr" and before.find_next_sibling() is None:
            before.decompose()
        around = outer
