"""Sheet → what the template of its page is given."""

from dataclasses import dataclass

from mentorsite.render.forms.minutes import minutes
from mentorsite.render.forms.sections import FormSection, parts
from mentorsite.render.forms.sheet import ClauseBlock, FieldBlock, FormSheet, HeadingBlock, ItemBlock, blanks
from mentorsite.render.forms.signed_words import Signing
from mentorsite.render.views import DownloadView, Given, LinkView
from mentorsite.theme.values import Words

CONDITIONAL = (HeadingBlock, ClauseBlock, FieldBlock)


@dataclass(frozen=True, slots=True)
class FormGiven(Given):
    """A form's page: an agreement, a checklist or a worksheet."""

    sheet: FormSheet
    """The form."""
    parts: tuple[FormSection, ...]
    """What it consists of."""
    has_blanks: bool
    """Whether something in it is filled in within a sentence."""
    has_conditions: bool
    """Whether something in it is asked only where something else has a certain answer."""
    has_more_rows: bool
    """Whether a list or a table in it can get more rows on its page."""
    is_checklist: bool
    """Whether it has things to do."""
    item_roles: tuple[tuple[str, str], ...]
    """The id and label of each role of a checklist; none where all items are for the same."""
    asks_match: bool
    """Whether days of it count from the participant's own match."""
    has_days: bool
    """Whether it can be put into a calendar."""
    has_owners: bool
    """Whether some of its fields say who of several fills them in, so that the others are for all together."""
    asked: int
    """How many of its questions must be answered."""
    minutes: int
    """About how many minutes it takes."""
    page_number: tuple[str, str, str]
    """What stands before, between and after the numbers at the foot of a printed page, as in `Page 1 of 2`."""
    downloads: tuple[DownloadView, ...]
    """Its files."""
    side_by_side: str | None
    """The URL of the page that shows it beside the form that asks the same."""
    signing: Signing | None = None
    """What signatures cover of its words, where it is signed."""
    in_two_languages: tuple[LinkView, ...] = ()
    """It in two languages at once, where it stands so."""


def form_view(
    sheet: FormSheet,
    words: Words,
    downloads: tuple[DownloadView, ...],
    side_by_side: str | None,
    signing: Signing | None = None,
    in_two_languages: tuple[LinkView, ...] = (),
) -> FormGiven:
    """The sheet by parts, and what its checklist can do: by role, by the day of the match, as a calendar."""
    items = []
    for block in sheet.blocks:
        if isinstance(block, ItemBlock):
            items.append(block)
    due: list[FormSheet | ItemBlock] = [sheet, *items]
    questions = []
    for each in (*blanks(sheet), *sheet.blocks):
        if isinstance(each, FieldBlock | ItemBlock):
            questions.append(each)
    of_one = [each for each in questions if isinstance(each, FieldBlock) and each.filled_by]
    # the browser alone knows the two numbers, so the words around them are handed over apart
    before, between, after = words["print_page"].replace("{1}", "{0}").split("{0}", 2)
    return FormGiven(
        sheet=sheet,
        parts=tuple(parts(sheet)),
        has_blanks=any(blanks(sheet)),
        has_conditions=any(isinstance(each, CONDITIONAL) and each.when for each in sheet.blocks),
        has_more_rows=any(isinstance(each, FieldBlock) and each.more for each in sheet.blocks),
        is_checklist=bool(items),
        item_roles=item_roles(sheet, items),
        asks_match=bool(items) and any(each.after is not None for each in due),
        has_days=any(each.due_day for each in due),
        has_owners=len(sheet.audience) > 1 and bool(of_one),
        asked=sum(1 for each in questions if each.required),
        minutes=minutes(sheet),
        page_number=(before, between, after),
        downloads=downloads,
        side_by_side=side_by_side,
        signing=signing,
        in_two_languages=in_two_languages,
    )


def item_roles(sheet: FormSheet, items: list[ItemBlock]) -> tuple[tuple[str, str], ...]:
    """The id and label of each role of a checklist; none where all items are for the same."""
    if len({item.roles for item in items}) < 2:
        return ()
    named: list[FormSheet | ItemBlock] = [sheet, *items]
    labels: dict[str, str] = {}
    for each in named:
        labels |= zip(each.roles, each.audience, strict=True)
    return tuple(labels.items())
