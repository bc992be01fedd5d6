"""The parts of a program's page about what people promise each other."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from markupsafe import Markup, escape

from mentorsite.model.definition import Reference
from mentorsite.model.program import ActionCommitment, MoneyCommitment, Rung, SuccessMeasure, TimeCommitment
from mentorsite.render.told import Told
from mentorsite.render.views import Block, Entry
from mentorsite.text.document import Document


class Promises(Told):
    """Writes them."""

    def commitments(self) -> Iterator[Block]:
        """The whole commitment: time, money and action."""
        said = self.program.commitments
        yield from self.given(said.time, said.action)
        yield from self.money(said.money)

    def given(self, time: Iterable[TimeCommitment], action: Iterable[ActionCommitment]) -> Iterator[Block]:
        """Who gives how much time, and who does what."""
        yield from self.lists(
            [
                (self.words["commitment_time"], (self.by(each.role, each.amount) for each in time)),
                (self.words["commitment_action"], (self.by(each.role, each.text) for each in action)),
            ]
        )

    def by(self, role: Reference, text: Document) -> Markup:
        """A role and what it does."""
        return Markup("<strong>{}</strong>: {}").format(self.role(role), self.html(text))

    def money(self, items: Iterable[MoneyCommitment]) -> Iterator[Block]:
        """What costs money, and who pays."""
        rows = tuple((self.html(each.item), escape(self.payer(each)), escape(each.limit or "")) for each in items)
        if rows:
            yield Block(
                "table", self.words["commitment_money"], columns=self.columns("cost", "paid_by", "limit"), rows=rows
            )

    def payer(self, item: MoneyCommitment) -> str:
        """Who pays, by the labels of the program."""
        match item.paid_by:
            case "mentor":
                return self.mentors()
            case "mentee":
                return self.mentees()
            case "split" | "program" | "each":
                return self.words[f"paid_by_{item.paid_by}"]
            case _:
                assert_never(item.paid_by)

    def boundaries(self) -> Iterator[Block]:
        """Where the lines are."""
        rows = tuple(
            (escape(each.topic), escape(self.words[f"stance_{each.stance}"]), self.html(each.guidance))
            for each in self.program.boundaries
        )
        yield Block("table", None, columns=self.columns("topic", "stance", "guidance"), rows=rows)

    def communication(self) -> Iterator[Block]:
        """How people reach each other."""
        said = self.program.communication
        texts = {
            "channels": self.words["list_separator"].join(said.channels),
            "hours": said.hours,
            "reply_within": said.reply_within,
            "cancel_notice": said.cancel_notice,
        }
        entries = tuple(Entry(self.words[f"communication_{key}"], escape(text)) for key, text in texts.items() if text)
        yield Block("definitions", None, entries=entries)

    def expectations(self) -> Iterator[Block]:
        """What each may expect of the other."""
        said = self.program.expectations
        return self.lists(
            [
                (self.words["expectations_of"].format(self.mentors()), self.setting.each(said.of_mentor)),
                (self.words["expectations_of"].format(self.mentees()), self.setting.each(said.of_mentee)),
                (self.words["expectations_of_program"], self.setting.each(said.of_program)),
            ]
        )

    def success(self) -> Iterator[Block]:
        """What success means, by kind where there are several."""
        kinds = dict.fromkeys(each.kind for each in self.program.success)
        for kind in kinds:
            items = tuple(self.measure(each) for each in self.program.success if each.kind == kind)
            yield Block("list", self.words[f"success_{kind}"], items=items)

    def measure(self, success: SuccessMeasure) -> Markup:
        """What success means, how one would know, and when it is looked at."""
        parts = [Markup("{}").format(self.html(success.statement))]
        if success.measure:
            parts.append(escape(self.words["success_measure"]).format(self.html(success.measure)))
        check_in = self.program.check_ins.get(success.review_at.id) if success.review_at else None
        if check_in:
            parts.append(escape(self.words["success_review"]).format(check_in.label))
        return Markup(" ").join(parts)

    def accountability(self) -> Iterator[Block]:
        """What happens when it stalls."""
        said = self.program.accountability
        yield from self.ladder(said.ladder)
        if said.renegotiate:
            yield Block("text", self.words["renegotiate"] if said.ladder else None, self.html(said.renegotiate))

    def ladder(self, rungs: Iterable[Rung]) -> Iterator[Block]:
        """Steps to take, one after the other."""
        rows = tuple(
            (self.html(rung.when), self.html(rung.do), escape(self.role(rung.by)), escape(rung.within or ""))
            for rung in rungs
        )
        if rows:
            yield Block("table", None, columns=self.columns("trigger", "do", "by", "within"), rows=rows)

    def closing(self) -> Iterator[Block]:
        """How it ends well."""
        closing = self.program.closing
        if closing:
            yield Block("text", None, self.paragraph(*self.closing_rules()))
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
