"""Fields within the sentences of a form: what is said of them below, and lines where nothing is filled in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from mentorsite.markdown.document import LINE
from mentorsite.render.forms.sheet import FieldBlock, Rich
from mentorsite.render.text.nodes import Blank, Text
from mentorsite.render.text.places import with_lines as lines_in_html
from mentorsite.theme.bilingual import Bilingual, in_first
from mentorsite.theme.values import Words

BETWEEN = " · "


def with_lines(text: Rich) -> Rich:
    """A text in which nothing is filled in: each blank is a line."""
    return Rich(lines_in_html(text.html), tuple(_changed(block, lambda _: Text(LINE)) for block in text.blocks))


def _changed(node: Any, change: Callable[[Blank], Text]) -> Any:
    """A node of a text, or several, with another in place of each blank."""
    if isinstance(node, Blank):
        return change(node)
    if isinstance(node, tuple):
        return tuple(_changed(each, change) for each in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    return replace(node, **{each.name: _changed(getattr(node, each.name), change) for each in fields(node)})


def notes(blanks: Iterable[FieldBlock], words: Words, *, options: bool) -> tuple[str, ...]:
    """What is said of each field below its sentence: that it is required, who fills it in, its help.

    With `options`, what can be chosen too, where a list that opens can't show it.
    """
    return tuple(note for blank in blanks if (note := _note(blank, words, options=options)))


def _note(blank: FieldBlock, words: Words, *, options: bool) -> str:
    (input,) = blank.inputs  # only fields of one input stand within a sentence
    said = []
    if blank.required:
        said.append(words["required"])
    if blank.filled_by:
        said.append(words["filled_by"].format(blank.filled_by))
    if options and input.options:
        said.append(_joined([option.label for option in input.options], " / "))
    if said:
        note = words["input_part"].format(input.label, _joined(said, BETWEEN))
    else:
        note = ""
    if not blank.help:
        return note
    # a help in two languages says both already
    if note:
        return f"{note}{BETWEEN}{blank.help.plain}"
    return in_first(words["input_part"]).format(str(input.label), blank.help.plain)


def _joined(texts: Sequence[str], between: str) -> str:
    """Texts one after the other, in a form in two languages in each."""
    for each in texts:
        if isinstance(each, Bilingual):
            return Bilingual(between, between, each.language).join(texts)
    return between.join(texts)
