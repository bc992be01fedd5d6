"""Program → what its overview shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from mentorsite.model.program import parts
from mentorsite.model.site import ProgramEntry
from mentorsite.render.context import RenderContext
from mentorsite.render.phrases import rhythm_words
from mentorsite.render.programs.cohorts import Cohorts, cohorts_view
from mentorsite.render.programs.commitments import Promises
from mentorsite.render.programs.part_block import PartBlock, on_page
from mentorsite.render.programs.people import People
from mentorsite.render.programs.program_views import Fact, ProgramSection
from mentorsite.render.programs.resources import Texts
from mentorsite.render.programs.schedule import Schedule


@dataclass(frozen=True, slots=True)
class ProgramView:
    """A program's overview."""

    name: str
    purpose: Markup
    facts: tuple[Fact, ...]
    cohorts: Cohorts | None
    parts: tuple[ProgramSection, ...]


def program_view(entry: ProgramEntry, context: RenderContext) -> ProgramView:
    """What the overview of a program shows: a part for everything that the definition says."""
    blocks = _writers(entry, context)
    shown = []
    for part in parts(entry.program):
        if part == "cohorts":  # they stand first, in a form of their own
            continue
        title = context.words[f"part_{part.replace('-', '_')}"]
        section = ProgramSection(part, title, on_page(blocks[part](), context))
        if section.blocks:
            shown.append(section)
    return ProgramView(
        entry.program.name,
        context.html(entry.program.purpose),
        _facts(entry, context),
        _cohorts(entry, context),
        tuple(shown),
    )


def _cohorts(entry: ProgramEntry, context: RenderContext) -> Cohorts | None:
    if entry.program.cohorts:
        return cohorts_view(entry, context)
    return None


def _facts(entry: ProgramEntry, context: RenderContext) -> tuple[Fact, ...]:
    """The program at a glance; what roles and contacts say of themselves stands there."""
    words = context.words
    program = entry.program
    facts = [Fact(words["fact_model"], escape(words[f"model_{program.model}"]))]
    for check_in in program.check_ins.values():
        if check_in.every:
            facts.append(Fact(check_in.label, escape(rhythm_words(check_in.every, words))))
    return tuple(facts)


def _writers(entry: ProgramEntry, context: RenderContext) -> dict[str, Callable[[], Iterable[PartBlock]]]:
    """What writes each part of the page."""
    people, promises = People(entry, context), Promises(entry, context)
    schedule, texts = Schedule(entry, context), Texts(entry, context)
    return {
        "roles": people.roles,
        "eligibility": people.eligibility,
        "phases": schedule.phases,
        "check-ins": schedule.check_ins,
        "commitments": promises.commitments,
        "boundaries": promises.boundaries,
        "communication": promises.communication,
        "expectations": promises.expectations,
        "success": promises.success,
        "accountability": promises.accountability,
        "feedback": texts.feedback,
        "board-of-mentors": texts.board,
        "closing": promises.closing,
        "conduct": people.conduct,
        "safeguarding": people.safeguarding,
        "contacts": people.contacts,
        "agreements": lambda: texts.forms("agreements"),
        "checklists": lambda: texts.forms("checklists"),
        "worksheets": lambda: texts.forms("worksheets"),
        "guidelines": texts.guidelines,
    }
