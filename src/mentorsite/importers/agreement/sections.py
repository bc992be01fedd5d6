"""The sections of an agreement as they are drafted: each has a title, a text, clauses and fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mentorsite.importers.agreement.asides import kept
from mentorsite.importers.agreement.labels import SHORT, bare
from mentorsite.importers.html_to_markdown import NOTE, escaped
from mentorsite.markdown.slug import slug


@dataclass(slots=True)
class DraftSections:
    """The sections of an agreement that is being made, with their texts and fields.

    `last` are the words before, which a blank may belong to, `written` the same as Markdown; `waiting` counts lines
    to write on that have no label yet; `signing` tells that a signature was just met, `newest` is the field made last.
    """

    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    current: dict[str, Any] = field(default_factory=dict)
    last: str = ""
    written: str = ""
    heading: str = ""
    waiting: int = 0
    signing: bool = False
    newest: dict[str, Any] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)

    def start(self, title: str) -> None:
        """Starts a section."""
        self.heading, self.last, self.signing = title or self.heading, "", False
        self.current = {"title": title} if title else {}
        self.sections[self.id(title or "part")] = self.current

    def id(self, words: str) -> str:
        """An id that is not taken, made of words."""
        base = re.sub(r"\W+", "_", slug(words)).strip("_")[:40].strip("_") or "field"
        made = base
        while made in self.ids:
            self.ids[base] = self.ids.get(base, 1) + 1
            made = f"{base}_{self.ids[base]}"
        self.ids[made] = 1
        return made

    def text(self, written: str, words: str) -> None:
        """A paragraph, in a section of its own where fields or clauses stand before it."""
        if not self.sections or "fields" in self.current or "clauses" in self.current:
            self.start("")
        self.current["text"] = "\n\n".join(filter(None, (self.current.get("text"), written)))
        self.last, self.written, self.signing = words, written, False

    def aside(self, said: Sequence[str], before: dict[str, Any]) -> None:
        """Keeps what a label can't hold below the field that was made since, else as a text."""
        if not said:
            return
        if self.newest is not before:
            self.newest["help"] = kept(said, self.newest.get("help", ""))
            return
        # A note at a signature must not part the name and the day below from it.
        signing = self.signing
        self.text(kept(said), "")
        self.signing = signing

    def settle(self) -> None:
        """Gives lines that have no label yet the words before them."""
        if self.waiting:
            self.field(self.prompt() or self.heading or "Answer", **self.long())

    def prompt(self) -> str:
        """The words before, where they ask for something: a few of them, without a full stop. They become a label.

        What has a link or a note stays as a text, too."""
        if self.last.endswith(".") or not 0 < len(self.last) <= 2 * SHORT:
            return ""
        if "](" in self.written or NOTE.search(self.written):
            return bare(self.last)
        before = str(self.current.get("text", "")).removesuffix(self.written).rstrip()
        self.current |= {"text": before}
        if not before:
            del self.current["text"]
        return bare(self.last)

    def long(self) -> dict[str, Any]:
        """The type of a field with as many lines as wait."""
        lines, self.waiting = self.waiting, 0
        return {"type": "long-text", "lines": min(max(lines, 2), 60)}

    def field(self, label: str, **said: Any) -> None:
        """A field; its label is plain words."""
        if not self.sections:
            self.start("")
        words = " ".join(label.split()) or "Answer"
        key = self.id(words)
        written = escaped(words) or "Answer"
        type = said.pop("type")
        self.newest = {"type": type, "label": written, **said}
        self.current.setdefault("fields", {})[key] = self.newest
        self.last, self.signing = "", False

    def lost_options(self, label: str, options: Sequence[str]) -> None:
        """Names what could be chosen, where no field can have it."""
        if options:
            self.losses.append(f"what “{label}” lets people choose from: {', '.join(options)}; left out")
