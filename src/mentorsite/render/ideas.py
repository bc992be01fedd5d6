"""The ten ideas: what carries each, a program at a time."""

from mentorsite.render.setting import Setting
from mentorsite.theme import Words


def ideas_view(setting: Setting, words: Words) -> tuple[str, ...]:
    """What the page of the ten ideas shows."""
    return ()
