"""What Google Docs and Word write into pages in their own way → HTML as others write it, without comments."""

import re
from urllib.parse import parse_qs

import lxml.html
from lxml.html import HtmlElement

from mentorsite.importers.result import ImportWarning
from mentorsite.importers.web.styles import Styles, is_bold, is_italic, is_struck, script

COMMENT = re.compile(r"cmnt(_ref)?\d+")
LIST = re.compile(r"\blst-(\w+)-(\d)\b")
"""The class of a list: which it is, and how deep it stands."""
PASSED_ON = re.compile(r"https?://(?:www\.)?google\.com/url\?([^#]*)")
HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "th", "b", "strong")


def without_comments(main: HtmlElement, name: str) -> list[ImportWarning]:
    """Takes out comments and their marks; gives how many they were."""
    count = _comments_of_word(main)
    for link in list(main.iter("a")):
        id = link.get("id", "")
        if not COMMENT.fullmatch(id):
            continue
        if id.startswith("cmnt_ref"):
            mark = link.getparent()
            if mark is not None and mark.tag == "sup":
                mark.drop_tree()
            else:
                link.drop_tree()
            continue
        count += 1
        # The words of a comment stand in a `div` of their own, in one paragraph or more.
        paragraph = next(link.iterancestors("p"), link)
        around = paragraph.getparent()
        if around is not None and around.tag == "div" and around is not main:
            whole = around
        else:
            whole = paragraph
        whole.drop_tree()
    if count:
        return [ImportWarning(name, 0, f"comments: {count:,}; left out")]
    return []


def _comments_of_word(main: HtmlElement) -> int:
    """Takes comments out that Word writes into a page that it saves; gives how many they were."""
    count = 0
    for each in list(main.iter("div", "a")):
        if not _is_comment_of_word(each) or each.getparent() is None:
            continue
        count += len(each.xpath(".//*[@class='msocomtxt']"))
        each.drop_tree()
    return count


def _is_comment_of_word(element: HtmlElement) -> bool:
    style = "".join(element.get("style", "").lower().split())
    return "mso-element:comment-list" in style or element.get("class", "") == "msocomanchor"


def nest_lists(main: HtmlElement) -> None:
    """Puts lists that only a class tells to be deeper into the item before them, and what goes on to its list."""
    name = ""
    open_lists: list[tuple[int, HtmlElement]] = []
    for listed in list(main.iter("ul", "ol")):
        found = LIST.search(listed.get("class", ""))
        if not found or not len(listed):
            continue
        depth = int(found[2])
        if not open_lists or name != found[1] or not _is_right_behind(listed, open_lists[0][1]):
            name, open_lists = found[1], [(depth, listed)]
            continue
        outermost = open_lists[0][1]
        open_lists = [each for each in open_lists if each[0] <= depth] or open_lists[:1]
        # Text behind the list belongs behind the outermost one, which the list goes into.
        outermost.tail, listed.tail = listed.tail, None
        depth_above, above = open_lists[-1]
        if depth_above < depth:
            last_item = above[-1]
            last_item.append(listed)
            open_lists.append((depth, listed))
        else:
            above.extend(list(listed))
            listed.drop_tree()


def _is_right_behind(listed: HtmlElement, before: HtmlElement) -> bool:
    return listed.getprevious() is before and not (before.tail or "").strip()


def link_directly(main: HtmlElement) -> None:
    """Leads links that Google passes on to where they lead."""
    for link in main.iter("a"):
        found = PASSED_ON.match(link.get("href", ""))
        targets = parse_qs(found[1]).get("q", []) if found else []
        if targets and targets[0]:
            link.set("href", targets[0])


def emphasize(main: HtmlElement, styles: Styles) -> None:
    """Writes as elements which words the style says to be bold, italic, struck or a script, and which not."""
    for span in list(main.iter("span")):
        said = styles.of(span)
        is_heading = next(span.iterancestors(*HEADS), None) is not None  # bold by itself
        # Each goes inside the ones before it.
        if script(said):
            _wrap_inside(span, script(said))
        if is_struck(said):
            _wrap_inside(span, "s")
        if is_italic(said):
            _wrap_inside(span, "em")
        if is_bold(said) and not is_heading:
            _wrap_inside(span, "strong")
    for each in list(main.iter("b", "strong", "i", "em")):
        said = styles.of(each)
        if each.tag in ("b", "strong"):
            is_so = is_bold(said)
        else:
            is_so = is_italic(said)
        if is_so is False:
            each.tag = "span"


def _wrap_inside(element: HtmlElement, tag: str) -> None:
    """Puts an element around all that stands in another."""
    inner = lxml.html.Element(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)
