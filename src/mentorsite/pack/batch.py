"""Some pairs that are alike, and the files of each of them: worked out here, or wherever a pack is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from mentorsite.pack.certificates import CertificateOfRoles, Certificates, certificates
from mentorsite.pack.folder_names import calendar_name
from mentorsite.pack.forms import forms_filled, with_fonts
from mentorsite.pack.kit import FormFile
from mentorsite.pack.links import answers_file, links_by_id
from mentorsite.pack.mails import Sending, mails
from mentorsite.pack.pair import Pair


@dataclass(frozen=True, slots=True)
class Shared:
    """What the folders of pairs that are alike hold: forms to fill in, and the calendar of each role."""

    key: str
    files: tuple[FormFile, ...]
    calendars: Mapping[str, bytes]
    sending: Sending
    given: Certificates
    handbook: str | None

    @property
    def assets(self) -> Mapping[str, bytes]:
        """The files that the theme draws with; nothing is drawn where there are none."""
        drawn: tuple[FormFile | CertificateOfRoles, ...] = (*self.files, *self.given.kinds)
        for each in drawn:
            if each.job.assets:
                return each.job.assets
        return {}

    def drawn_with(self, fonts: str) -> "Shared":
        """The same with the fonts of a folder."""
        files = tuple(with_fonts(each, fonts) for each in self.files)
        kinds = tuple(_certificate_with_fonts(each, fonts) for each in self.given.kinds)
        return replace(self, files=files, given=replace(self.given, kinds=kinds))


@dataclass(frozen=True, slots=True)
class Unit:
    """Some pairs that are alike, to be made in one go; `together` are those whose words are drawn at once.

    They are the same ones in each run: else a file would have other bytes after a run that was stopped.
    """

    shared: Shared
    together: tuple[Pair, ...]
    todo: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class PairFiles:
    """The files of a pair by name; `missing` are characters that no font has where they were drawn."""

    files: Mapping[str, bytes]
    missing: frozenset[str]


def files_of(unit: Unit) -> Iterator[PairFiles]:
    """The files of each pair that is to be made, in their order."""
    shared = unit.shared
    for pair, forms in forms_filled(unit.together, unit.todo, shared.files):
        files = dict(forms.files)
        for person in pair.people:
            if person.role in shared.calendars:
                files[calendar_name(person)] = shared.calendars[person.role]
        missing = set(forms.missing)
        for name, certificate in certificates(pair, shared.given):
            files[name] = certificate.data
            missing |= set(certificate.missing.split())
        # After all that may go along with them.
        files |= dict(mails(pair, shared.sending, links_by_id(shared.files, pair), files))
        files["answers.json"] = answers_file(shared.files, pair, shared.handbook)
        yield PairFiles(files, frozenset(missing))


def key_of(shared: Shared, pair: Pair) -> str:
    """Of what a pair's folder is made of."""
    # A pair that only stands in another row by now has the same files.
    of_pair = replace(pair, row=0)
    return sha256(repr((shared.key, of_pair)).encode()).hexdigest()


def _certificate_with_fonts(given: CertificateOfRoles, fonts: str) -> CertificateOfRoles:
    return replace(given, job=replace(given.job, fonts=fonts))
