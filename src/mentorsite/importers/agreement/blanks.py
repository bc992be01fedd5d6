"""Blanks of a document: what stands in its words where something is to be filled in."""

from dataclasses import dataclass

START, END = "\ue9f0", "\ue9f1"
"""Characters for a program's own use: they stand around the number of a control."""


@dataclass(frozen=True, slots=True)
class Control:
    """A content control that nobody filled in."""

    label: str
    kind: str
    options: tuple[str, ...] = ()
    other: bool = False
