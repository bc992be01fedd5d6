"""The tags of a PDF by Typst: marks change the cell that they stand in, lists have no empty labels."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

CELLS = (Name.TD, Name.TH)


def mark(what: str, tag: Object, scoped: set[tuple[int, int]]) -> None:
    """Does what a mark says of the cell that it stands in: `row` heads its row. `tag` goes.

    `scoped` are the tables in which that has been done before.
    """
    above = tag.P
    above.K = Array([kid for kid in above.K if not _is(kid, tag)])
    cell = above
    while cell.S not in CELLS:
        cell = cell.P
    if what == "row":
        cell.S = Name.TH
        _attributes(cell).Scope = Name.Row
        _settle_heads(cell, scoped)


def tidy(pdf: Pdf) -> None:
    """No label where an item of a list has none, and no entry that viewers complain of."""
    # Typst writes /Suspects false, which is what its absence says too
    if Name.MarkInfo in pdf.Root and Name.Suspects in pdf.Root.MarkInfo:
        del pdf.Root.MarkInfo.Suspects
    for tag in elements(pdf.Root.StructTreeRoot.K):
        if tag.S == Name.LI:
            tag.K = Array([kid for kid in tag.K if not _is_empty_label(kid)])


def elements(tag: Object) -> Iterator[Object]:
    """Every element, in reading order."""
    waiting = [tag]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Array):
            waiting += reversed(list(each))
        elif isinstance(each, Dictionary) and Name.S in each:
            yield each
            if Name.K in each:
                waiting.append(each.K)


def _is(one: Object, other: Object) -> bool:
    return isinstance(one, Dictionary) and one.is_indirect and one.objgen == other.objgen


def _is_empty_label(tag: Object) -> bool:
    return isinstance(tag, Dictionary) and tag.get(Name.S) == Name.Lbl and not len(tag.get(Name.K, Array()))


def _attributes(cell: Object) -> Object:
    """What is said of a cell as one of a table; made where there is nothing yet."""
    found = cell.get(Name.A, Array())
    if isinstance(found, Array):
        said = list(found)
    else:
        said = [found]
    for each in said:
        if each.get(Name.O) == Name.Table:
            return each
    cell.A = Array([*said, Dictionary(O=Name.Table)])
    last: Object = cell.A[-1]
    return last


def _settle_heads(cell: Object, scoped: set[tuple[int, int]]) -> None:
    """Typst names for each cell the heads of its column alone, which would hide those of rows: scopes say both.

    An empty cell in the table's head, such as that above the heads of rows, heads nothing.
    """
    table = cell
    while Name.Table != table.S:
        table = table.P
    if table.objgen in scoped:
        return
    scoped.add(table.objgen)
    for tag in elements(table.K):
        found = tag.get(Name.A, Array())
        if isinstance(found, Array):
            said = list(found)
        else:  # a single one may stand there by itself
            said = [found]
        for attributes in said:
            if Name.Headers in attributes:
                del attributes.Headers
        if tag.S == Name.TH and not len(tag.get(Name.K, Array())):
            tag.S = Name.TD
            attributes = _attributes(tag)
            if Name.Scope in attributes:
                del attributes.Scope
