"""Who signs on a line of a document."""

import re

from mentorsite.importers.agreement.vocabulary import BLANK, PUNCTUATION, ROLE, ROLES, SIGNED

APART = re.compile(rf"\t+|\s{{3,}}|{BLANK.pattern}")
"""What parts the places of a line on which several sign."""


def signing(line: str, *around: str) -> list[str]:
    """The roles that sign on a line: one for each of its places that names one, else the first that is named around."""
    named = [found for part in APART.split(line) if (found := ROLE.search(part))]
    if not named:
        named = [found for words in around if (found := ROLE.search(words))][:1]
    return list(dict.fromkeys(ROLES[found[1].lower()] for found in named))


def is_for_roles(line: str, heading: str) -> bool:
    """Whether a line below a heading for signatures begins with a role alone, as in `Mentor: _____`."""
    first = APART.split(line.strip())[0].strip(PUNCTUATION)
    return SIGNED.search(heading) is not None and ROLE.fullmatch(first) is not None


def is_told_anew(first: str, second: str) -> bool:
    """Whether two lines on which one role signs ask for a signature each, as those of two mentors do."""
    one, other = (" ".join(BLANK.sub(" ", line).strip(PUNCTUATION).casefold().split()) for line in (first, second))
    return one != other and all(SIGNED.search(line) and ROLE.search(line) for line in (one, other))
