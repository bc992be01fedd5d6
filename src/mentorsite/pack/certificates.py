"""The certificates of pairs: one for each person of the roles that get it, with a code that nobody can guess."""

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from mentorsite.pack.folder_names import FOR_COORDINATOR, certificate_name
from mentorsite.pack.mails import known_of
from mentorsite.pack.pair import Pair, Participant
from mentorsite.render.certificates import put_in
from mentorsite.render.forms.downloads import Download, make
from mentorsite.render.forms.jobs import CertificateJob

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What codes are made of: nothing that looks like something else."""
PART = 4
"""How many letters a half of a code has."""


@dataclass(frozen=True, slots=True)
class CertificateOfRoles:
    """A certificate for pairs that are alike, with marks where names go; without roles it is for everyone."""

    id: str
    title: str
    roles: tuple[str, ...]
    has_code: bool
    job: CertificateJob

    def people(self, pair: Pair) -> tuple[Participant, ...]:
        """Those of a pair who get it."""
        return tuple(each for each in pair.people if not self.roles or each.role in self.roles)


@dataclass(frozen=True, slots=True)
class Certificates:
    """What pairs that are alike are given; `labels` are what roles are called, codes are made with the secret."""

    kinds: tuple[CertificateOfRoles, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    secret: bytes = b""


def certificates(pair: Pair, given: Certificates) -> Iterator[tuple[str, Download]]:
    """The PDFs of a pair by file name."""
    for kind in given.kinds:
        for person in kind.people(pair):
            if kind.has_code:
                code = code_of(given.secret, kind.id, pair, person)
            else:
                code = ""
            name = f"{FOR_COORDINATOR}/{certificate_name(kind.id, person, pair)}"
            sheet = put_in(kind.job.sheet, dict(known_of(pair, person, given.labels)), code)
            yield name, make(replace(kind.job, path=f"{pair.folder}/{name}", sheet=sheet))


def codes_of(pair: Pair, given: Certificates) -> Mapping[str, Mapping[str, str]]:
    """The codes of a pair's certificates by title, each person's by their key."""
    found: dict[str, Mapping[str, str]] = {}
    for kind in given.kinds:
        if kind.has_code:
            found[kind.title] = {each.key: code_of(given.secret, kind.id, pair, each) for each in kind.people(pair)}
    return found


def code_of(secret: bytes, certificate: str, pair: Pair, person: Participant) -> str:
    """The code of someone's certificate, as `7KQM-3RWT`: the same each time, and of no use to find another's."""
    # With the pair and the match, as someone may get the same certificate in several pairs.
    whose = repr((certificate, pair.folder, pair.match, person.role, person.number, person.name))
    number = int.from_bytes(hmac.digest(secret, whose.encode(), "sha256"))
    letters = ""
    for _ in range(2 * PART):
        number, at = divmod(number, len(LETTERS))
        letters += LETTERS[at]
    return f"{letters[:PART]}-{letters[PART:]}"
