"""The blocks of a document that is filled in and signed → the sections, fields and signatures of an agreement."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from bs4 import Tag

from mentorsite.importers.agreement.asides import Notes, asides, kept, plain, take_out_numbers, unnumbered, written
from mentorsite.importers.agreement.blanks import END, START, Control
from mentorsite.importers.agreement.clauses import (
    DOTS,
    asking_lines,
    is_clause,
    lines_of,
    paragraph,
    shortened,
    without_blanks,
)
from mentorsite.importers.agreement.grids import grid_field, is_grid, is_partly_given
from mentorsite.importers.agreement.labels import (
    SHORT,
    bare,
    can_be_options,
    is_sentence,
    label_behind,
    labels_of,
    options_of,
    type_of,
)
from mentorsite.importers.agreement.sections import DraftSections
from mentorsite.importers.agreement.signatures import (
    asked_besides,
    has_more_words,
    is_beside,
    is_for_roles,
    signing,
    signs_again,
)
from mentorsite.importers.agreement.tables import (
    Question,
    TableRow,
    is_for_each,
    is_read,
    is_signed,
    questions,
    rows,
    turned,
    words_of,
)
from mentorsite.importers.agreement.vocabulary import BLANK, BOX, PUNCTUATION, ROLE, SIGNED
from mentorsite.importers.html_to_markdown import HEADINGS, markdown
from mentorsite.markdown.long_numbers import number_of_mark

LONG_ANSWER = {"type": "long-text", "lines": 3}


@dataclass(slots=True, kw_only=True)
class AgreementDraft(DraftSections):
    """An agreement that is being made, block by block.

    `signed` tells on which line each role signs.
    """

    controls: Sequence[Control]
    notes: Notes = field(default_factory=dict)
    signatures: list[str] = field(default_factory=list)
    signed: dict[str, str] = field(default_factory=dict)

    def block(self, tag: Tag) -> None:
        """Takes in a block of the document."""
        if tag.name in HEADINGS:
            self.settle()
            self.start(plain(tag))
            for said in asides(tag, self.notes):
                self.text(said, "")
        elif tag.name in ("ul", "ol"):
            self.list(tag)
        elif tag.name == "table":
            self.table(tag)
        elif self.asks(tag.get_text()):
            self.lines(tag)
        elif tag.get_text(strip=True) or tag.find("img"):
            self.words(tag)

    def asks(self, text: str) -> bool:
        """Whether a text has something to fill in."""
        return BLANK.search(text) is not None or BOX.search(text) is not None

    def words(self, tag: Tag) -> None:
        """Words without a blank: the label of a line above them, or a text."""
        text = plain(tag)
        if self.waiting and len(text) <= SHORT:
            # As printed forms have it: the line to write on, and below it what belongs there.
            before = self.newest
            line = unnumbered(tag).get_text().strip()
            is_signed = SIGNED.search(text) or ROLE.search(text)
            self.line(f"{line}: _____" if is_signed else text)
            self.aside(asides(tag, self.notes), before)
            return
        self.settle()
        self.text(written([tag], self.notes), text)

    def list(self, listed: Tag) -> None:
        """A list: its clauses keep their order and numbers, and what is filled in stands below them."""
        items = listed.find_all("li", recursive=False)
        is_numbered = listed.name == "ol" and any(not self.asks(item.get_text()) for item in items)
        clauses = []
        for item in items:
            if is_clause(item, is_numbered):
                clauses.append(item)
        if clauses:
            self.settle()
            if not self.sections or "fields" in self.current:
                self.start("")
            made = [written(without_blanks(item), self.notes) for item in clauses]
            self.current.setdefault("clauses", []).extend(made)
            self.last = ""
        for item in items:
            if item not in clauses:
                self.lines(item)
                continue
            for line in asking_lines(item):
                self.in_a_clause(line)

    def in_a_clause(self, line: str) -> None:
        """A line of a clause that has something to fill in."""
        if BOX.search(line):
            self.boxes(line)
            return
        self.losses.append(f"a blank in the clause “{shortened(line)}…” is a field below it")
        self.filled_in(line)

    def lines(self, tag: Tag) -> None:
        """The lines of a block that has something to fill in."""
        said, before = asides(tag, self.notes), self.newest
        take_out_numbers(tag)
        for line in lines_of(tag):
            self.line(line)
        self.aside(said, before)

    def line(self, line: str) -> None:
        """A line that has something to fill in."""
        # The order matters: a line to sign on has a blank, too, and what stands beside a signature asks for nothing.
        if BOX.search(line):
            self.settle()
            self.boxes(line)
        elif self.waiting and not BLANK.search(line):
            self.field(bare(line), **self.long())
        elif SIGNED.search(line) or is_for_roles(line, self.heading):
            self.signature(line)
        elif self.signing and is_beside(line, self.signatures):
            self.last = ""
        elif not BLANK.sub("", line).strip(PUNCTUATION) and START not in line:
            self.waiting += 1
        else:
            self.settle()
            self.blanks(line)

    def boxes(self, line: str) -> None:
        """Boxes to tick: one is a checkbox, several are a choice."""
        before, *options = (bare(part) for part in BOX.split(line))
        if BLANK.search(before):
            self.blanks(before)
            before = ""
        if len(options) == 1:
            self.box(before, options[0])
            return
        if not before:
            options, before = label_behind(options)
        named, has_room = options_of(options)
        label = before or self.prompt() or self.heading or "Choose"
        if {each.casefold() for each in named} == {"yes", "no"} and not has_room:
            self.field(label, type="yes-no")
        elif can_be_options(named):
            other = {"other": True} if has_room else {}
            self.field(label, type="multi-choice", options=named, **other)
        else:
            self.field(label, type="text")
            self.lost_options(label, named)

    def box(self, before: str, option: str) -> None:
        """A single box to tick, with the words on both its sides, and what is to be written behind it."""
        said = bare(BLANK.sub("", option))
        label = ": ".join(filter(None, (before, said))) or self.prompt() or self.heading
        self.field(label, type="checkbox")
        if BLANK.search(option):
            self.blanks(option)

    def signature(self, line: str, above: str = "") -> None:
        """A line to sign on; that of a known role is a signature block, which has room for name and day."""
        self.waiting = 0
        roles = signing(line, above, self.last, self.heading)
        if has_more_words(line):
            self.text(markdown([paragraph(BLANK.sub(DOTS, line))]), "")
        if not roles:
            label = bare(BLANK.split(line)[0])
            self.field(label if 0 < len(label) <= SHORT else "Signature", type="signature")
        for role in roles:
            if role not in self.signatures:
                self.signatures.append(role)
            if signs_again(self.signed.setdefault(role, line), line):
                words = " ".join(BLANK.sub(" ", line).split())[:SHORT]
                self.losses.append(f"a second signature for the {role} (“{words}”): a role signs once; left out")
        self.signing = True
        for label in asked_besides(line):
            self.field(label, **type_of(label))

    def blanks(self, line: str) -> None:
        """Blanks with their labels before them; in a sentence the words stay, and the labels are a guess."""
        *labels, tail = BLANK.split(line)
        if is_sentence(labels, tail):
            self.text(markdown([paragraph(BLANK.sub(DOTS, line))]), "")
            self.losses.append(f"a blank in the sentence “{shortened(line)}…” is a field below it")
        self.filled_in(line)

    def filled_in(self, line: str) -> None:
        """A field for each blank of a line."""
        *labels, tail = BLANK.split(line)
        for label, mark in zip(labels_of(labels, tail), BLANK.findall(line), strict=True):
            control = self.control(mark)
            own = control.label if control else ""
            words = own or label or self.prompt() or self.heading or "Answer"
            if SIGNED.search(words):
                self.signature(words)
            else:
                made = type_of(words, control, mark)
                self.field(words, **made)
                if control and made["type"] != "choice":
                    self.lost_options(words, control.options)

    def control(self, mark: str) -> Control | None:
        """The control that a mark stands for."""
        number = number_of_mark(mark.strip(START + END))
        if mark.startswith(START) and 0 <= number < len(self.controls):
            return self.controls[number]
        return None

    def table(self, table: Tag) -> None:
        """A table to fill in, pairs of a label and a blank, or a table to read."""
        self.settle()
        # The numbers of notes stay in the copy, which may become a text; labels can't have them.
        whole, said = copy(table), asides(table, self.notes)
        take_out_numbers(table)
        cells = rows(table)
        if is_read(cells):
            self.text(written([whole], self.notes), "")
            return
        if said:
            self.text(kept(said), "")
        if is_signed(cells):
            self.sign_in(cells)
        elif is_signed(turned(cells)):
            self.sign_in(turned(cells))
        elif is_for_each(cells, self.heading):
            for cell in cells[0]:
                self.signature(cell.words)
        elif is_grid(cells):
            self.grid(cells)
        elif is_partly_given(cells):
            self.text(markdown([whole]), "")
            words = ", ".join(cell.words for cell in cells[0] if cell.words)
            self.losses.append(
                f"the table “{words}” has words in some cells alone: it stands as a text, not as a field"
            )
        else:
            for question in questions(cells):
                self.question(question)

    def sign_in(self, cells: Sequence[TableRow]) -> None:
        """A table with columns for signatures: of the roles that head them, or of those that each row names."""
        head, *rest = words_of(cells)
        heads = []
        for words in head:
            if SIGNED.search(words) and ROLE.search(words):
                heads.append(words)
        for words in heads:
            self.signature(words)
        if not heads:
            for row in rest:
                said = next(filter(ROLE.search, row), "") or next(filter(None, row), "Signature")
                self.signature(said)

    def question(self, question: Question) -> None:
        """A cell that asks for something, or words between such cells."""
        words = question.cell.words
        if self.asks(words):
            for line in lines_of(question.cell.tag):
                if SIGNED.search(line):
                    self.signature(line, question.role)
                else:
                    self.line(line)
        elif not question.waits:
            if words:
                self.words(paragraph(words))
        elif SIGNED.search(words):
            self.signature(words, question.role)
        elif ROLE.fullmatch(words.strip(PUNCTUATION)) and SIGNED.search(self.heading):
            self.signature(words)
        elif not (self.signing and is_beside(words, self.signatures)):
            self.answer(words)

    def answer(self, words: str) -> None:
        """A field for what a cell asks; words too long for a label stand above it."""
        self.settle()
        if len(words) > 2 * SHORT:
            self.text(markdown([paragraph(words)]), "")
            self.field("Answer", **LONG_ANSWER)
        elif words.endswith("?"):
            self.field(words, **LONG_ANSWER)
        else:
            self.field(bare(words), **type_of(words))

    def grid(self, cells: Sequence[TableRow]) -> None:
        """A table whose first row names its columns, and maybe whose first column names its rows."""
        said, heads = grid_field(cells, [self.control(cell.words) for cell in cells[1]])
        label = self.prompt() or self.heading or "Table"
        self.field(label, **said)
        if len(heads) > 1:
            self.losses.append(f"the heads of the first columns of “{label}”: {', '.join(heads)}; left out")
