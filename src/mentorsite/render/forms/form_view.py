"""Sheet → what the template of its page is given."""

from typing import Any

from mentorsite.render.forms.sections import parts
from mentorsite.render.forms.sheet import FormSheet, ItemBlock
from mentorsite.theme.values import Words


def form_view(sheet: FormSheet, words: Words) -> dict[str, Any]:
    """The sheet by parts, and what its checklist can do: by role, by the day of the match, as a calendar."""
    items = [block for block in sheet.blocks if isinstance(block, ItemBlock)]
    due: list[FormSheet | ItemBlock] = [sheet, *items]
    before, between, after = words["print_page"].replace("{1}", "{0}").split("{0}", 2)
    return {
        "sheet": sheet,
        "parts": tuple(parts(sheet)),
        "is_checklist": bool(items),
        "item_roles": item_roles(sheet, items),
        "asks_match": bool(items) and any(each.after is not None for each in due),
        "has_days": any(each.due_day for each in due),
        "page_number": (before, between, after),
    }


def item_roles(sheet: FormSheet, items: list[ItemBlock]) -> tuple[tuple[str, str], ...]:
    """The id and label of each role of a checklist; none where all items are for the same."""
    if len({item.roles for item in items}) < 2:
        return ()
    named: list[FormSheet | ItemBlock] = [sheet, *items]
    return tuple({id: label for each in named for id, label in zip(each.roles, each.audience, strict=True)}.items())
