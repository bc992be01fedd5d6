"""The parts of a program's page about what people promise each other."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from markupsafe import Markup, escape

from mentorsite.markdown.document import Document
from mentorsite.model.program import MoneyCommitment, Rung, SuccessMeasure
from mentorsite.render.programs.section_writer import SectionWriter
from mentorsite.render.views import Definition, ProgramBlock

LINES = Markup("<br>")
"""Between texts that stand below each other."""


class Promises(SectionWriter):
    """Writes them."""

    def commitments(self) -> Iterator[ProgramBlock]:
        """The whole commitment: time, money and action."""
        rows = (row for id in self.program.roles if any((row := self.given(id))[1:]))
        yield from self.table(None, ("by", "time", "action"), rows)
        yield from self.money(self.program.commitments.money)

    def given(self, role: str) -> tuple[Markup, ...]:
        """A role, how much time it gives, and what it does."""
        said = self.program.commitments
        time = [each.amount for each in said.time if each.role.id == role]
        action = [each.text for each in said.action if each.role.id == role]
        label = self.program.roles[role].label
        return escape(label), *(LINES.join(self.setting.each(texts)) for texts in (time, action))

    def money(self, items: Iterable[MoneyCommitment]) -> Iterator[ProgramBlock]:
        """What costs money, and who pays."""
        rows = [(self.html(each.item), escape(self.payer(each)), escape(each.limit or "")) for each in items]
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

    def boundaries(self) -> Iterator[ProgramBlock]:
        """Where the lines are."""
        rows = [
            (escape(each.topic), escape(self.words[f"stance_{each.stance}"]), self.html(each.guidance))
            for each in self.program.boundaries
        ]
        yield from self.table(None, ("topic", "stance", "guidance"), rows)

    def communication(self) -> Iterator[ProgramBlock]:
        """How people reach each other."""
        said = self.program.communication
        texts = {
            "channels": self.words["list_separator"].join(said.channels),
            "hours": said.hours,
            "reply_within": said.reply_within,
            "cancel_notice": said.cancel_notice,
        }
        entries = tuple(
            Definition(self.words[f"communication_{key}"], escape(text)) for key, text in texts.items() if text
        )
        yield ProgramBlock("definitions", None, entries=entries)

    def expectations(self) -> Iterator[ProgramBlock]:
        """What each may expect of the other."""
        return self.lists((title, self.setting.each(texts)) for title, texts in self.expected())

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

    def success(self) -> Iterator[ProgramBlock]:
        """What success means, by kind where there are several."""
        kinds = dict.fromkeys(each.kind for each in self.program.success)
        for kind in kinds:
            items = tuple(self.measure(each) for each in self.program.success if each.kind == kind)
            yield ProgramBlock("list", self.words[f"success_{kind}"], items=items)

    def measure(self, success: SuccessMeasure) -> Markup:
        """What success means, how one would know, and when it is looked at."""
        parts = [Markup("<strong>{}</strong>").format(self.html(success.statement))]
        if success.measure:
            parts.append(escape(self.words["success_measure"]).format(self.html(success.measure)))
        check_in = self.program.check_ins.get(success.review_at.id) if success.review_at else None
        if check_in:
            parts.append(escape(self.words["success_review"]).format(check_in.label))
        return LINES.join(parts)

    def accountability(self) -> Iterator[ProgramBlock]:
        """What happens when it stalls."""
        said = self.program.accountability
        yield from self.ladder(said.ladder)
        if said.renegotiate:
            yield ProgramBlock("text", self.words["renegotiate"] if said.ladder else None, self.html(said.renegotiate))

    def ladder(self, rungs: Iterable[Rung]) -> Iterator[ProgramBlock]:
        """Steps to take, one after the other."""
        rows = [
            (self.html(rung.when), self.html(rung.do), escape(self.acting(rung)), escape(rung.within or ""))
            for rung in rungs
        ]
        yield from self.table(None, ("trigger", "do", "by", "within"), rows)

    def acting(self, rung: Rung) -> str:
        """Who takes a step; anyone where it doesn't say."""
        return self.role(rung.by) or self.words["by_any"]

    def closing(self) -> Iterator[ProgramBlock]:
        """How it ends well."""
        closing = self.program.closing
        if closing:
            yield ProgramBlock("text", None, self.paragraph(*self.closing_rules()))
            keys = ("steps", "questions", "afterwards")
            yield from self.lists((self.words[f"closing_{k}"], self.setting.each(getattr(closing, k))) for k in keys)

    def closing_rules(self) -> Iterator[str]:
        """Sentences that say who may end it, and how."""
        closing = self.program.closing
        if closing is None:
            return
        if closing.no_fault:
            yield self.words["closing_no_fault"]
        if closing.notice:
            yield self.words["closing_notice"].format(closing.notice)
        yield self.words["closing_reasons" if closing.reasons_required else "closing_no_reasons"]
        told = self.program.contacts.get(closing.notify.id) if closing.notify else None
        if told:
            yield self.words["closing_notify"].format(told.name)
