"""The parts of a program's page about what people promise each other."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from mentorsite.markdown.document import Document
from mentorsite.model.promises import MoneyCommitment, Rung, SuccessMeasure
from mentorsite.render.program_lines import Line, NewLine, Strong, filled, joined, line, lines
from mentorsite.render.programs.part_block import PartBlock
from mentorsite.render.programs.section_writer import SectionWriter


class Promises(SectionWriter):
    """Writes the blocks about a program's expectations, promises and limits."""

    def commitments(self) -> Iterator[PartBlock]:
        """The whole commitment: time, money and action."""
        rows = []
        for id in self.program.roles:
            role, time, action = self.given(id)
            if time or action:
                rows.append((role, time, action))
        yield from self.table(None, ("by", "time", "action"), rows)
        yield from self.money(self.program.commitments.money)

    def given(self, role: str) -> tuple[Line, Line, Line]:
        """A role, how much time it gives, and what it does."""
        said = self.program.commitments
        time = [promise.amount for promise in said.time if promise.role.id == role]
        action = [promise.text for promise in said.action if promise.role.id == role]
        label = self.program.roles[role].label
        return line(label), joined(NewLine(), lines(time)), joined(NewLine(), lines(action))

    def money(self, items: Iterable[MoneyCommitment]) -> Iterator[PartBlock]:
        """What costs money, and who pays."""
        rows = [(line(item.item), line(self.payer(item)), line(item.limit)) for item in items]
        yield from self.table(self.words["commitment_money"], ("cost", "paid_by", "limit"), rows)

    def payer(self, item: MoneyCommitment) -> str:
        """Who pays, by the labels of the program."""
        match item.paid_by:
            case "mentor":
                return self.mentors()
            case "mentee":
                return self.mentees()
            case "split" | "each":
                return self.words[f"paid_by_{item.paid_by}"].format(self.pair())
            case "program":
                return self.words["paid_by_program"]
            case _:
                assert_never(item.paid_by)

    def boundaries(self) -> Iterator[PartBlock]:
        """Where the lines are."""
        rows = []
        for said in self.program.boundaries:
            rows.append((line(said.topic), line(self.words[f"stance_{said.stance}"]), line(said.guidance)))
        yield from self.table(None, ("topic", "stance", "guidance"), rows)

    def communication(self) -> Iterator[PartBlock]:
        """How people reach each other."""
        yield PartBlock("definitions", entries=tuple((term, line(said)) for term, said in self.ways()))

    def ways(self) -> Iterator[tuple[str, str]]:
        """How people reach each other, each with a name."""
        said = self.program.communication
        texts = {
            "channels": self.words["list_separator"].join(said.channels),
            "hours": said.hours,
            "reply_within": said.reply_within,
            "cancel_notice": said.cancel_notice,
        }
        for key, text in texts.items():
            if text:
                yield self.words[f"communication_{key}"], text

    def expectations(self) -> Iterator[PartBlock]:
        """What each may expect of the other."""
        return self.lists((title, lines(texts)) for title, texts in self.expected())

    def expected(self) -> Iterator[tuple[str, tuple[Document, ...]]]:
        """What may be expected, under the name of whom it is expected from; peers have one list."""
        said = self.program.expectations
        mentors, mentees = self.mentors(), self.mentees()
        if mentors == mentees:
            yield self.words["expectations_of"].format(mentors), (*said.of_mentor, *said.of_mentee)
        else:
            yield self.words["expectations_of"].format(mentors), said.of_mentor
            yield self.words["expectations_of"].format(mentees), said.of_mentee
        yield self.words["expectations_of_program"], said.of_program

    def success(self) -> Iterator[PartBlock]:
        """What success means, by kind where there are several."""
        kinds = dict.fromkeys(each.kind for each in self.program.success)
        for kind in kinds:
            items = tuple(self.measure(said) for said in self.program.success if said.kind == kind)
            yield PartBlock("list", self.words[f"success_{kind}"], items=items)

    def measure(self, success: SuccessMeasure) -> Line:
        """What success means, how one would know, and when it is looked at."""
        parts: list[Line] = [(Strong(line(success.statement)),)]
        if success.measure:
            parts.append(filled(self.words["success_measure"], line(success.measure)))
        if success.review_at:
            check_in = self.program.check_ins.get(success.review_at.id)
            if check_in:
                parts.append(filled(self.words["success_review"], check_in.label))
        return joined(NewLine(), parts)

    def accountability(self) -> Iterator[PartBlock]:
        """What happens when it stalls."""
        said = self.program.accountability
        yield from self.ladder(said.ladder)
        if said.renegotiate and said.ladder:
            yield PartBlock("text", self.words["renegotiate"], text=said.renegotiate)
        elif said.renegotiate:  # it is all that stands here, so it needs no title
            yield PartBlock("text", text=said.renegotiate)

    def ladder(self, rungs: Iterable[Rung]) -> Iterator[PartBlock]:
        """Steps to take, one after the other."""
        rows = [(line(rung.when), line(rung.do), line(self.acting(rung)), line(rung.within)) for rung in rungs]
        yield from self.table(None, ("trigger", "do", "by", "within"), rows)

    def acting(self, rung: Rung) -> str:
        """Who takes a step; anyone where it doesn't say."""
        return self.role(rung.by) or self.words["by_any"]

    def closing(self, *keys: str) -> Iterator[PartBlock]:
        """How it ends well: the rules, and lists; all, unless some are wanted."""
        closing = self.program.closing
        if closing:
            yield PartBlock("text", paragraphs=(joined(" ", map(line, self.closing_rules())),))
            wanted = keys or ("steps", "questions", "afterwards")
            yield from self.lists((self.words[f"closing_{key}"], lines(getattr(closing, key))) for key in wanted)

    def closing_rules(self) -> Iterator[str]:
        """Sentences that say who may end it, and how."""
        closing = self.program.closing
        if closing is None:
            return
        if closing.no_fault:
            yield self.words["closing_no_fault"]
        if closing.notice:
            yield self.words["closing_notice"].format(closing.notice)
        if closing.reasons_required:
            yield self.words["closing_reasons"]
        else:
            yield self.words["closing_no_reasons"]
        if closing.notify:
            contact = self.program.contacts.get(closing.notify.id)
            if contact:
                yield self.words["closing_notify"].format(contact.name)
