"""Every value a handbook is made of, frozen. Read these first.

Definitions (`settings`, `program`, `form`, `front_matter`) are what people type, already turned into
what it means: a Markdown text is a `Document`, a due date a `Moment`, a name of something a `Reference`.
"""
