"""Role → what is its to do, what is not, and when."""

from dataclasses import dataclass

from mentorsite.model.site import ProgramEntry
from mentorsite.render.setting import Setting
from mentorsite.theme import Words


@dataclass(frozen=True, slots=True)
class RoleView:
    """What the page of a role shows."""

    label: str


def role_view(entry: ProgramEntry, role: str, setting: Setting, words: Words) -> RoleView:
    """What the page of a role shows."""
    return RoleView(entry.program.roles[role].label)
