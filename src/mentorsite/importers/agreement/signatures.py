"""Who signs on a line of a document."""

import re
from collections.abc import Collection

from mentorsite.importers.agreement.labels import SHORT, bare
from mentorsite.importers.agreement.vocabulary import AROUND, BESIDE, BLANK, PUNCTUATION, ROLE, ROLES, SIGNED

APART = re.compile(rf"\t+|\s{{3,}}|{BLANK.pattern}")
"""What parts the places of a line on which several sign."""


def signing(line: str, *around: str) -> list[str]:
    """The roles that sign on a line: one for each of its places that names one, else the first that is named around."""
    named = list(filter(None, map(ROLE.search, APART.split(line))))
    if not named:
        named = list(filter(None, map(ROLE.search, around)))[:1]
    return list(dict.fromkeys(ROLES[found[1].lower()] for found in named))


def is_for_roles(line: str, heading: str) -> bool:
    """Whether a line below a heading for signatures begins with a role alone, as in `Mentor: _____`."""
    first = APART.split(line.strip())[0].strip(PUNCTUATION)
    return SIGNED.search(heading) is not None and ROLE.fullmatch(first) is not None


def signs_again(first: str, second: str) -> bool:
    """Whether two lines on which one role signs ask for a signature each, as those of two mentors do."""
    one, other = _words(first), _words(second)
    return one != other and all(SIGNED.search(line) and ROLE.search(line) for line in (one, other))


def _words(line: str) -> str:
    """The words of a line without its blanks, as two lines are compared."""
    return " ".join(BLANK.sub(" ", line).strip(PUNCTUATION).casefold().split())


def is_beside(words: str, roles: Collection[str]) -> bool:
    """Whether some words ask for a name, a day, a title or a place alone, of whoever signs: of one of some roles."""
    # The name of another role than of those who sign is asked of someone else.
    others = ROLE.sub(lambda found: "" if ROLES[found[1].lower()] in roles else found[0], words)
    said = set(re.findall(r"[^\W\d_]+", others.lower()))
    return bool(said & BESIDE) and said <= BESIDE | AROUND


def asked_besides(line: str) -> list[str]:
    """What a line to sign on asks for besides: the words before each of its blanks that belong to no signature."""
    labels = map(bare, BLANK.split(line)[:-1])
    return [each for each in labels if each and not _is_of_a_signature(each)]


def has_more_words(line: str) -> bool:
    """Whether a line to sign on says what has to stay: long words, or some behind its last blank."""
    parts = [bare(each) for each in BLANK.split(line)]
    if any(len(each) > SHORT for each in parts):
        return True
    return len(parts) > 1 and parts[-1] != "" and not _is_of_a_signature(parts[-1])


def _is_of_a_signature(words: str) -> bool:
    names_role = ROLE.fullmatch(words.strip(PUNCTUATION)) is not None
    return SIGNED.search(words) is not None or names_role or is_beside(words, ROLES.values())
