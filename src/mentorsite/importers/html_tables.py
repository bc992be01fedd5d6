"""Tables of HTML → tables that Markdown can hold: no merged cells, no lists and no tables in a cell."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from mentorsite.importers.html_to_markdown import HEADINGS, INLINE

MERGED = "data-merged"
"""Marks a cell that was put in where another one, merged with it, had its place."""
WIDEST = 63
"""How many columns or rows a cell may stand for; a table of Word has no more columns."""
MOST_ADDED = 50_000
"""How many cells are put in, in all tables of a text, where cells were merged."""
BULLET = "•"
BLOCKS = ("p", "div", "ul", "ol", "li", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd")


def plain_tables(tree: BeautifulSoup) -> list[str]:
    """Changes the tables of a tree; gives what is not as it was, with the words by which each table is found."""
    losses: list[str] = []
    room = MOST_ADDED
    for table in tree.find_all("table"):
        if table.find_parent("table") is not None:
            continue
        _caption_before(table)
        _in_one(table)
        has_headings = any(each.get_text(strip=True) for each in table.find_all(list(HEADINGS)))
        if has_headings and _is_layout(table):
            _unfold(table)
            continue
        name = _name(table)  # before its lists have their numbers as words
        if has_headings:
            losses.append(f"headings in cells of the table {name}: they stand as lines")
        if _flatten_inner(table):
            losses.append(f"a table in a cell of the table {name}: its rows stand as lines")
        if _flatten_lists(table):
            losses.append(f"a list in a cell of the table {name}: its items stand as lines")
        for cell in table.find_all(["td", "th"]):
            _break_blocks(tree, cell)
        added = _unmerge(tree, table, room)
        room -= added
        _widen_head(tree, table)
        if added:
            losses.append(f"merged cells of the table {name}: the words stand in the first, the others are empty")
    return losses


def _is_layout(table: Tag) -> bool:
    """Whether a table has one row or one column, as those have that lay out a page."""
    rows = table.find_all("tr", recursive=False)
    return len(rows) == 1 or all(len(row.find_all(["td", "th"], recursive=False)) == 1 for row in rows)


def _unfold(table: Tag) -> None:
    """Puts what stands in the cells of a table in its place, one cell after the other."""
    for row in table.find_all("tr", recursive=False):
        for cell in row.find_all(["td", "th"], recursive=False):
            has_bare_words = any(str(each).strip() for each in cell.children if not isinstance(each, Tag))
            if has_bare_words or cell.find(INLINE, recursive=False) is not None:
                cell.name = "div"
                cell.attrs = {}
            else:
                cell.unwrap()
        row.unwrap()
    table.unwrap()


def _caption_before(table: Tag) -> None:
    """Puts a table's caption before it, as a paragraph; that of a table within a cell becomes its first line."""
    for caption in table.find_all("caption"):
        caption.name = "p"
        if caption.parent is table:
            table.insert_before(caption.extract())


def _in_one(table: Tag) -> None:
    """Takes the rows of a table out of its parts: the head's first, the foot's last."""
    # HTML 4 has the foot stand before the body; browsers show it below all the same.
    for foot in table.find_all("tfoot", recursive=False):
        table.append(foot.extract())
    for head in reversed(table.find_all("thead", recursive=False)):
        table.insert(0, head.extract())
    for part in table.find_all(["thead", "tbody", "tfoot"], recursive=False):
        part.unwrap()


def _name(table: Tag) -> str:
    """The first words of a table, as a reader would look for them."""
    words = " ".join(table.get_text(" ").split())
    if len(words) > 40:
        return f"“{words[:40].rstrip()}…”"
    return f"“{words}”"


def _flatten_inner(table: Tag) -> bool:
    """Puts the rows of tables within cells in their place as paragraphs."""
    inner = table.find_all("table")
    for each in inner:
        for row in each.find_all("tr"):
            cells = [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["td", "th"], recursive=False)]
            row.name = "p"
            row.string = " – ".join(filter(None, cells))
        for part in each.find_all(["thead", "tbody", "tfoot"]):
            part.unwrap()
        each.name = "div"
    return bool(inner)


def _flatten_lists(table: Tag) -> bool:
    """Begins each item of a list with its mark or number; `_break_blocks` makes it a line."""
    lists = []
    for each in table.find_all(["ul", "ol"]):
        if each.find_parent(["td", "th"]) is not None:
            lists.append(each)
    for each in lists:
        start = str(each.get("start", "1"))
        first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        for number, item in enumerate(each.find_all("li", recursive=False), first):
            if each.name == "ol":
                mark = f"{number}."
            else:
                mark = BULLET
            item.insert(0, NavigableString(f"{mark} "))
    return bool(lists)


def _break_blocks(tree: BeautifulSoup, cell: Tag) -> None:
    """Keeps the paragraphs of a cell apart by line breaks."""
    # A row of a table is one line in Markdown, and no block can stand in a cell (GFM 4.10).
    blocks = []
    for each in cell.find_all(BLOCKS):
        if each.get_text(strip=True) or each.find("img"):
            blocks.append(each)
    for block in blocks:
        if _follows_something(block, cell):
            block.insert_before(tree.new_tag("br"), NavigableString("\n"))
        if _goes_on(block):
            block.insert_after(tree.new_tag("br"), NavigableString("\n"))
    for block in cell.find_all(BLOCKS):
        block.unwrap()


def _follows_something(block: Tag, cell: Tag) -> bool:
    """Whether words of the cell stand right before a block, on a line that nothing has ended yet."""
    element: PageElement | None = block
    while element is not None and element is not cell:
        before = element.previous_sibling
        while before is not None and not _has_words(before):
            if isinstance(before, Tag) and before.name == "br":
                return False
            before = before.previous_sibling
        if before is not None:
            return True
        element = element.parent
    return False


def _goes_on(block: Tag) -> bool:
    """Whether bare words stand right behind a block."""
    after = block.next_sibling
    while after is not None and not _has_words(after):
        after = after.next_sibling
    return after is not None and not (isinstance(after, Tag) and after.name in (*BLOCKS, "br"))


def _has_words(element: PageElement) -> bool:
    if isinstance(element, Tag):
        return bool(element.get_text(strip=True)) or element.find("img") is not None or element.name == "img"
    return bool(str(element).strip())


def _unmerge(tree: BeautifulSoup, table: Tag, room: int) -> int:
    """Puts empty cells where merged ones had their place, so that each word keeps its column; gives how many."""
    added = 0
    above: dict[int, int] = {}  # how many rows more a cell from above reaches into, by column
    for row in table.find_all("tr"):
        column = 0
        starting: dict[int, int] = {}
        for cell in row.find_all(["td", "th"], recursive=False):
            before = _reaching(above, column)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for attribute in ("colspan", "rowspan"):
                del cell[attribute]
            if added + before + wide - 1 > room:
                # A few cells that claim many columns and rows would make a table without end.
                return added
            for _ in range(before):
                cell.insert_before(_empty(tree, cell.name))
            for _ in range(wide - 1):
                cell.insert_after(_empty(tree, cell.name))
            added += before + wide - 1
            column += before
            starting |= dict.fromkeys(range(column, column + wide), high - 1)
            column += wide
        behind = min(_reaching(above, column), room - added)
        for _ in range(behind):
            row.append(_empty(tree, "td"))
        added += behind
        above = {place: rows - 1 for place, rows in above.items() if rows > 1}
        # Only behind the row: what starts in it reaches into the rows below.
        above |= {place: rows for place, rows in starting.items() if rows}
    return added


def _widen_head(tree: BeautifulSoup, table: Tag) -> None:
    """Gives the first row as many cells as the longest: what has no head is not shown."""
    lines = table.find_all("tr")
    counts = [len(row.find_all(["td", "th"], recursive=False)) for row in lines]
    if not counts:
        return
    # Cells of a row beyond those of the head are ignored (GFM 4.10).
    widest = min(max(counts), WIDEST)
    for _ in range(widest - counts[0]):
        lines[0].append(_empty(tree, "td"))


def _reaching(above: dict[int, int], column: int) -> int:
    """How many cells from above stand side by side from a column on."""
    count = 0
    while above.get(column + count, 0):
        count += 1
    return count


def _span(cell: Tag, attribute: str) -> int:
    said = str(cell.get(attribute, ""))
    if said.isdecimal() and len(said) < 5:
        return max(1, min(int(said), WIDEST))
    return 1


def _empty(tree: BeautifulSoup, name: str) -> Tag:
    return tree.new_tag(name, attrs={MERGED: ""})
