"""Single edits of a YAML text: each gives the spans of the text that are written anew."""

import re
from itertools import pairwise

from mentorsite.serve.edit import yaml_layout, yaml_scalars
from mentorsite.serve.edit.spans import Span
from mentorsite.serve.edit.yaml_tree import Data, Entry, Node, Tree


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class Edits:
    """What can be done to a tree's text at one place."""

    def __init__(self, tree: Tree) -> None:
        self.tree, self.text = tree, tree.text
        self.layout = yaml_layout.layout_of(tree.root)

    def replace(self, parent: Node, entry: Entry, value: Data) -> list[Span]:
        """Another value for a key or an item; its parent is what it stands in."""
        old = entry.value
        is_text = not isinstance(value, dict | list) and value is not None
        if parent.is_flow:
            written = self._flow_word(old, value)
            has_no_colon = entry.key is not None and entry.after == entry.key.end  # as `a` in `{a, b: 2}`
            if has_no_colon:
                written = f": {written}"
            else:
                written = self._spaced(entry, written)
            return [Span(old.start, max(old.end, old.start), written)]
        if is_text and old.kind == "scalar" and not old.is_null:
            written = self._scalar(old, yaml_layout.word(value), parent.column)
            return self._with_comment_first(Span(old.start, old.end, written), old)
        if not value and isinstance(value, dict | list) and old.is_flow:
            return [Span(old.start, old.end, yaml_layout.in_brackets(value))]
        end = max(old.end, entry.after)
        siblings = [each.value for each in parent.entries]
        if yaml_layout.suits_brackets(value, siblings, self._width(entry.after)):
            return [Span(entry.after, end, " " + yaml_layout.in_brackets(value))]
        written = yaml_layout.behind_key(value, parent.column, self.layout, entry.name, in_list=entry.key is None)
        return self._with_comment_first(Span(entry.after, end, written), old)

    def _with_comment_first(self, span: Span, old: Node) -> list[Span]:
        """What is written instead of a value on one line: a comment behind that stays on the line, not below it."""
        line_end = self.tree.line_end(span.end)
        comment = self.text[span.end : line_end]
        if "\n" not in span.text or "\n" in self.text[old.start : old.end] or not comment.strip():
            return [span]
        line, rest = span.text.split("\n", 1)
        # Below the lines of a block it would become a part of the text, or belong to what follows.
        return [Span(span.start, line_end, f"{line}{comment}\n{rest}")]

    def begin(self, value: Data) -> list[Span]:
        """The first value of a text that has comments at most."""
        if not isinstance(value, dict):
            return [Span(len(self.text), len(self.text), f"{yaml_layout.in_brackets(value)}\n")]
        if self.text.endswith("\n") or not self.text:
            line_break = ""
        else:
            line_break = "\n"
        written = yaml_layout.mapping_lines(value, 0, self.layout)
        return [Span(len(self.text), len(self.text), f"{line_break}{written}\n")]

    def replace_root(self, root: Node, value: Data) -> list[Span]:
        """Another value for the whole document."""
        if isinstance(value, dict) and value:
            written = yaml_layout.mapping_lines(value, 0, self.layout)
        else:
            written = yaml_layout.in_brackets(value)
        return [Span(root.start, root.end, written)]

    def _spaced(self, entry: Entry, written: str) -> str:
        """A space before what stands right behind a colon."""
        is_close = entry.key is not None and self.text[entry.value.start - 1] == ":"
        if is_close:
            return f" {written}"
        return written

    def _width(self, offset: int) -> int:
        return offset - self.tree.starts[self.tree.row(offset)]

    def _flow_word(self, old: Node, value: Data) -> str:
        if isinstance(value, dict | list) or value is None:
            return yaml_layout.in_brackets(value)
        style = old.style if old.kind == "scalar" else ""
        return yaml_scalars.on_one_line(yaml_layout.word(value), style, in_flow=True)

    def _scalar(self, old: Node, text: str, column: int) -> str:
        """Another text in the style of the old one."""
        lines = self.text[old.start : old.end].split("\n")
        written = None
        style = old.style
        if old.style in ("|", ">"):
            written = self._block(old, text, lines, column)
            style = ""  # what can't be a block stands on one line, which has no such style
        elif len(lines) > 1 and "\n" not in text:
            written = self._over_lines(old, text, lines)
        elif "\n" in text and not old.style:
            written = yaml_layout.scalar(text, column, self.layout)
        return written or yaml_scalars.on_one_line(text, style)

    def _block(self, old: Node, text: str, lines: list[str], column: int) -> str | None:
        header = lines[0]
        body = [line for line in lines[1:] if line.strip()]
        indent = min(map(_indent_of, body), default=column + self.layout.step)
        # `|2` says how far in its lines are, as the first of them begins with a space of its own (YAML 1.2, 8.1.1.1).
        explicit = re.search(r"[0-9]", header.partition("#")[0])
        if explicit:
            indent = column + int(explicit[0])
        if old.style == ">":
            before = [line[indent:] for line in lines[1:]]
            written = yaml_scalars.folded(text, indent, header, before)
            if written:
                return written
            header = header.replace(">", "|", 1)
        return yaml_scalars.block(text, indent, header)

    def _over_lines(self, old: Node, text: str, lines: list[str]) -> str | None:
        """A text over several lines, without quotes or between them, which keeps the breaks of the one before."""
        if old.style and yaml_scalars.quoted(text, old.style)[1:-1] != text:
            return None  # it has something to escape, and lines are folded without looking at escapes
        if not old.style and not yaml_scalars.is_plain(text):
            return None
        indent = min(map(_indent_of, lines[1:]))
        before = [lines[0][len(old.style) :], *(line.strip() for line in lines[1:])]
        if old.style:
            before[-1] = before[-1][:-1]  # the quote at the end
        written = yaml_scalars.folded(text, indent, "", before)
        if written is None:
            return None
        return f"{old.style}{written.strip()}{old.style}"

    def add(self, parent: Node, index: int, key: str | None, value: Data) -> list[Span]:
        """A new key or item in a collection that has some, before the one at an index."""
        entries = parent.entries
        if parent.is_flow:
            written = yaml_layout.in_brackets(value)
            if key is not None:
                written = f"{yaml_scalars.key(key)}: {written}"
            return self._add_in_brackets(parent, index, written)
        siblings = [each.value for each in entries]
        if key is not None:
            name = f"{yaml_scalars.key(key)}:"
        else:
            name = "-"
        if yaml_layout.suits_brackets(value, siblings, parent.column + len(name) + 1):
            written = f"{name} {yaml_layout.in_brackets(value)}"
        elif key is None:
            written = yaml_layout.item(value, parent.column, self.layout)
        else:
            written = yaml_layout.pair(key, value, parent.column, self.layout)
        offered = self._offered(parent, key) if key is not None else None
        if offered:
            return [Span(*offered, written)]
        if self._has_empty_lines(parent, value):
            line_break = "\n\n"
        else:
            line_break = "\n"
        indent = " " * parent.column
        if index == 0:
            return [Span(entries[0].start, entries[0].start, f"{written}{line_break}{indent}")]
        end = entries[index - 1].end
        return [Span(end, end, f"{line_break}{indent}{written}")]

    def _offered(self, parent: Node, key: str) -> tuple[int, int] | None:
        """Where a comment holds a place for a key, as `#url: https://…`: from its sign to the line's end."""
        # With a space before, as in `# paid_by: mentor or mentee`, it rather explains the key.
        pattern = re.compile(rf" {{{parent.column}}}#{re.escape(yaml_scalars.key(key))}:(?= |$)")
        row, last = self.tree.row(parent.entries[0].start), self.tree.row(parent.entries[-1].end)
        while row < len(self.tree.starts) and (row <= last or self._is_comment(row, parent.column)):
            start = self.tree.starts[row]
            is_inside = any(each.value.start <= start < each.value.end for each in parent.entries)
            # What goes on in the next line is an example of several lines, which would be torn apart.
            goes_on = self._is_comment(row + 1, parent.column) and re.match(r" *#(?: {2}|\t)", self.tree.line(row + 1))
            if pattern.match(self.tree.line(row)) and not is_inside and not goes_on:
                return start + parent.column, self.tree.line_end(start)
            row += 1
        return None

    def _is_comment(self, row: int, column: int) -> bool:
        return row < len(self.tree.starts) and self.tree.line(row).startswith(" " * column + "#")

    def _add_in_brackets(self, parent: Node, index: int, written: str) -> list[Span]:
        entries = parent.entries
        if not entries:
            return [Span(parent.start + 1, parent.end - 1, written)]
        between = ", "
        # Where the first two stand on lines of their own, the new one gets one too.
        if len(entries) > 1 and self.tree.row(entries[1].start) > self.tree.row(entries[0].end):
            between = f",\n{' ' * self._width(entries[1].start)}"
        if index == 0:
            return [Span(entries[0].start, entries[0].start, f"{written}{between}")]
        end = entries[index - 1].end
        return [Span(end, end, f"{between}{written}")]

    def _has_empty_lines(self, parent: Node, value: Data) -> bool:
        """Whether empty lines stand between most entries like a new one."""
        is_collection = isinstance(value, dict | list)
        found: list[bool] = []
        for before, after in pairwise(parent.entries):
            if (after.value.kind in ("mapping", "list")) == is_collection:
                gap = self.text[before.end : after.start].replace(" ", "")  # a line of spaces looks empty, too
                found.append("\n\n" in gap)
        return sum(found) * 2 > len(found)

    def remove(self, parent: Node, index: int) -> list[Span]:
        """An entry goes, with one of the gaps around it: the one with fewer lines."""
        entries, entry = parent.entries, parent.entries[index]
        if index:
            before = (entries[index - 1].end, entry.end)
        else:
            before = None
        if index + 1 < len(entries):
            after = (entry.start, entries[index + 1].start)
        else:
            after = None
        if parent.is_flow or not (before and after):
            start, end = after or before or (entry.start, entry.end)
            if parent.is_flow:
                return [Span(start, end, "")]
            return self._rows(entry, start, end)
        gap_before, gap_after = self.text[before[0] : entry.start], self.text[entry.end : after[1]]
        # A gap that isn't blank has a comment, which stands for itself and stays.
        is_blank_before, is_blank_after = not gap_before.strip(), not gap_after.strip()
        is_shorter_before = gap_before.count("\n") < gap_after.count("\n")
        if is_blank_before and (not is_blank_after or is_shorter_before):
            return [Span(before[0], before[1], "")]
        if is_blank_after:
            return [Span(after[0], after[1], "")]
        return self._rows(entry, entry.start, entry.end)

    def _rows(self, entry: Entry, start: int, end: int) -> list[Span]:
        """An entry's lines go; comments that stand for themselves between it and its neighbour stay."""
        gap = self.text[start : entry.start] + self.text[entry.end : end]
        if not gap.strip() and (start, end) != (entry.start, entry.end):
            return [Span(start, end, "")]
        row_start = self.tree.starts[self.tree.row(entry.start)]
        if self.text[row_start : entry.start].strip():  # the first key of an item, behind its hyphen
            return [Span(entry.start, entry.end, "")]
        return [Span(row_start, min(entry.end + 1, len(self.text)), "")]

    def rename(self, key: Node, name: str) -> list[Span]:
        """Another name for a key."""
        return [Span(key.start, key.end, yaml_scalars.key(name, key.style))]

    def copy(self, parent: Node, entry: Entry, key: Node, name: str) -> list[Span]:
        """An entry once more behind it with another name for its key, as it is written, with its comments."""
        before, behind = self.text[entry.start : key.start], self.text[key.end : entry.end]
        written = f"{before}{yaml_scalars.key(name, key.style)}{behind}"
        between = ", "
        if not parent.is_flow:
            alike: Data = {} if entry.value.entries else None  # whatever is of the same kind as the entry
            if self._has_empty_lines(parent, alike):
                line_break = "\n\n"
            else:
                line_break = "\n"
            between = line_break + " " * parent.column
        return [Span(entry.end, entry.end, f"{between}{written}")]

    def move(self, parent: Node, index: int, target: int) -> list[Span]:
        """Entries in another order, each with the empty lines above it; where comments stand for themselves between
        them, all that is between stays.
        """
        first, last = sorted((index, target))
        if first == last:
            return []
        entries = parent.entries
        places = entries[first : last + 1]
        order = list(places)
        order.insert(target - first, order.pop(index - first))
        # By identity: two entries may say the same.
        gaps = {id(entry): self.text[before.end : entry.start] for before, entry in pairwise(entries[: last + 1])}
        has_comments_between = any(gaps.get(id(entry), "").strip() for entry in places)
        if parent.is_flow or has_comments_between:
            spans = []
            for place, entry in zip(places, order, strict=True):
                spans.append(Span(place.start, place.end, self.text[entry.start : entry.end]))
            return spans
        if first == 0:  # the first of all has no gap above it: the one that was takes that of the one that is
            gaps[id(places[0])] = gaps.pop(id(order[0]))
        written = "".join(gaps.get(id(each), "") + self.text[each.start : each.end] for each in order)
        start = entries[first - 1].end if first else places[0].start
        return [Span(start, places[-1].end, written)]
