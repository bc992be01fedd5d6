"""Short names of emoji, as GitHub has them: `:tada:`."""

import re
from functools import cache, lru_cache
from types import ModuleType

from mentorsite.errors import did_you_mean

SHORT_NAME = re.compile(r":([A-Za-z0-9_+-]{1,60}):")
CRUDE = ("shit", "poop", "hankey", "pile_of_poo", "fu", "middle_finger", "reversed_hand_with_middle_finger_extended")
"""Names that nobody is offered who wrote another one."""
AROUND = re.compile(r"[\s.,;!?()*_~\[\]–—-]")
"""What stands around a short name that was meant as one; in `a:b:c` and `/:id:/` none is."""


def emoji_of(name: str) -> str:
    """The emoji of a short name, nothing where no such name is known."""
    found: str = _names().emojize(f":{name}:", language="alias", variant=None)
    if found == f":{name}:":
        return ""
    return found


@lru_cache(maxsize=256)
def near(name: str) -> str:
    """A hint with the nearest short name, or what else to do where none is near."""
    known = []
    for each in _aliases():
        if each.strip(":") not in CRUDE:
            known.append(each.strip(":"))
    hint = did_you_mean(name, known)
    if not hint:
        return "paste the emoji itself"
    # Names are compared without their colons, which all have, and shown with them.
    return hint.replace("`", "`:", 1).replace("`?", ":`?")


@cache
def _names() -> ModuleType:
    """The table of names, read when a text has the first: few have any."""
    import emoji

    return emoji


@cache
def _aliases() -> tuple[str, ...]:
    names: list[str] = []
    for each in _names().EMOJI_DATA.values():
        names += [each["en"], *each.get("alias", ())]
    return tuple(names)
