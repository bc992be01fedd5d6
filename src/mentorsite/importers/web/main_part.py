"""The main part of a saved page, without what stands around it."""

from lxml.html import HtmlElement

from mentorsite.importers.result import ImportWarning

MAIN = ("//main", "//*[@role='main']", "//article[not(ancestor::article)]",
        "//*[@id='content' or @id='main' or @id='main-content']")  # fmt: skip
"""Where the main part of a page may be, the surest first."""
AROUND = ("nav", "aside", "footer", "header")
"""What stands around the main part where no element holds that alone."""
BLOCKS = ("article", "header", "footer", "address", "hgroup")
"""Elements that part words and say no more than that."""


def main_part(tree: HtmlElement, name: str) -> tuple[HtmlElement, list[ImportWarning]]:
    """The main part of a page; and what is left out around it and in it, where there is something."""
    body = next(iter(tree.xpath("//body")), tree)
    whole = len(_words_of(body))
    main, is_alone = _found(tree, body)
    if not is_alone:
        _drop([each for each in main.iter(*AROUND) if not _is_in_an_article(each, main)])
    losses = []
    if len(_words_of(main)) != whole:
        losses.append(ImportWarning(name, main.sourceline or 0, "what stands around the main part; left out"))
    menus = list(main.iter("nav"))
    for menu in menus:
        if _words_of(menu) and next(menu.iterancestors("nav"), None) is None:
            losses.append(ImportWarning(name, menu.sourceline or 0, "a menu in the page (`<nav>`); left out"))
    _drop(menus)
    for block in main.iter(*BLOCKS):
        block.tag = "div"
    for aside in main.iter("aside"):
        aside.tag = "div" if _is_note(aside) else "blockquote"
    return main, losses


def _found(tree: HtmlElement, body: HtmlElement) -> tuple[HtmlElement, bool]:
    """The element that holds the main part, and whether it holds nothing else."""
    for path in MAIN:
        found = tree.xpath(path)
        if not found:
            continue
        if found[0].tag == "article" and len(found) > 1:
            return _common(found), False
        main = max(found, key=lambda each: len(each.text_content()))
        # An article with less than a quarter of the words stands beside what is read.
        is_small = len(main.text_content().strip()) * 4 < len(_words_of(body))
        if main.tag == "article" and is_small:
            return (body, False)
        return (main, True)
    return body, False


def _common(parts: list[HtmlElement]) -> HtmlElement:
    """The innermost element that all parts stand in."""
    shared = list(parts[0].iterancestors())
    for part in parts[1:]:
        above = set(part.iterancestors())
        shared = [each for each in shared if each in above]
    return shared[0]


def _is_in_an_article(element: HtmlElement, main: HtmlElement) -> bool:
    """Whether an element is part of what a reader reads: of an article, or a note below the text."""
    if element is main:
        return True
    if element.tag == "aside" and _is_note(element):
        return True
    return element.tag != "nav" and any(each.tag == "article" for each in element.iterancestors())


def _is_note(aside: HtmlElement) -> bool:
    """Whether an aside holds footnotes, which their marks lead to."""
    return str(aside.get("role", "")).startswith("doc-")


def _drop(elements: list[HtmlElement]) -> None:
    for each in elements:
        if each.getparent() is not None:
            each.drop_tree()


def _words_of(body: HtmlElement) -> str:
    """The words of an element that are no program, style or title of a window."""
    texts = body.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::title)]")
    return "".join(map(str, texts)).strip()
