"""The outputs: one small frozen value for each file of the site."""

from dataclasses import dataclass
from typing import Literal

from mentorsite.model.certificate import Certificate
from mentorsite.model.formats import DownloadFormat
from mentorsite.model.page import Page
from mentorsite.model.site import Asset, FormEntry, ProgramEntry

SiteFileKind = Literal["404", "sitemap", "no-jekyll", "cname", "icon", "llms", "worker", "web-app"]


@dataclass(frozen=True, slots=True)
class PageOutput:
    """A page, as HTML."""

    path: str
    page: Page


@dataclass(frozen=True, slots=True)
class PageMarkdownOutput:
    """A page, as Markdown."""

    path: str
    page: Page


@dataclass(frozen=True, slots=True)
class SectionOutput:
    """The list of a folder that has no page of its own."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class ProgramOutput:
    """A program's overview, as HTML."""

    path: str
    entry: ProgramEntry


@dataclass(frozen=True, slots=True)
class RoleOutput:
    """What a program asks of a role, as HTML; `role` is its id."""

    path: str
    entry: ProgramEntry
    role: str


@dataclass(frozen=True, slots=True)
class CohortOutput:
    """A cohort's timeline and dates, as HTML; `cohort` is its id."""

    path: str
    entry: ProgramEntry
    cohort: str


@dataclass(frozen=True, slots=True)
class CalendarOutput:
    """A cohort's days as an iCalendar file; those of one role, or with None of all."""

    path: str
    entry: ProgramEntry
    cohort: str
    role: str | None


@dataclass(frozen=True, slots=True)
class OwnDatesOutput:
    """What a reader's browser makes their own dates and calendar of, in a cohort; None in a program without one."""

    path: str
    entry: ProgramEntry
    cohort: str | None


@dataclass(frozen=True, slots=True)
class FormOutput:
    """A form, as HTML; with an `other`, that stands below it in another language."""

    path: str
    entry: FormEntry
    other: FormEntry | None = None


@dataclass(frozen=True, slots=True)
class PairOutput:
    """Two worksheets that ask the same, side by side, as HTML."""

    path: str
    first: FormEntry
    second: FormEntry


@dataclass(frozen=True, slots=True)
class DownloadOutput:
    """A form as a file to download; `other` is as that of its page."""

    path: str
    entry: FormEntry
    format: DownloadFormat
    other: FormEntry | None = None


@dataclass(frozen=True, slots=True)
class BookOutput:
    """The print edition of what stands at an address and below it, as HTML."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class BookPdfOutput:
    """A print edition, as a PDF."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class CertificateOutput:
    """A certificate with blanks, as HTML."""

    path: str
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class CertificatePdfOutput:
    """A certificate with blanks, as a PDF."""

    path: str
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class DownloadsPageOutput:
    """The page that lists all downloads."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class IdeasPageOutput:
    """The page for coordinators that shows what carries each of the ten ideas."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class MessagesPageOutput:
    """The page for coordinators with all messages."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class TranslationsPageOutput:
    """The page for coordinators that shows how far each language is translated."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class KeptPageOutput:
    """The page that lists which forms a reader's device keeps answers to."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class SignedPageOutput:
    """The page that tells whether a file is what was signed."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class RedirectOutput:
    """A page that leads from an old address to the one of today. `source` names the alias."""

    path: str
    target: str
    source: str


@dataclass(frozen=True, slots=True)
class CopyOutput:
    """A file of `content/`, byte for byte."""

    path: str
    asset: Asset


@dataclass(frozen=True, slots=True)
class PluginOutput:
    """A file that a plugin made; `plugin` is its name."""

    path: str
    data: bytes
    plugin: str


@dataclass(frozen=True, slots=True)
class ThemeOutput:
    """An asset of the theme; `name` is its path below `assets/`."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class IconOutput:
    """The icon of the site as a picture for home screens; `size` is its width and height in pixels.

    One that is `maskable` fills its square, for devices that cut it to a shape of theirs.
    """

    path: str
    size: int
    maskable: bool


@dataclass(frozen=True, slots=True)
class SiteOutput:
    """A file that is made of the whole site."""

    path: str
    kind: SiteFileKind


@dataclass(frozen=True, slots=True)
class VersionOutput:
    """Says of which version of its files the site was made."""

    path: str
    data: bytes


Output = (
    PageOutput | PageMarkdownOutput | SectionOutput | ProgramOutput | RoleOutput | CohortOutput | CalendarOutput
    | OwnDatesOutput | FormOutput | PairOutput | BookOutput | BookPdfOutput | DownloadOutput | DownloadsPageOutput
    | KeptPageOutput | SignedPageOutput | IdeasPageOutput | MessagesPageOutput | TranslationsPageOutput | RedirectOutput
    | CertificateOutput | CertificatePdfOutput | CopyOutput | PluginOutput | ThemeOutput | IconOutput | SiteOutput
    | VersionOutput
)  # fmt: skip
OF_ALL = {
    DownloadsPageOutput: "all forms", KeptPageOutput: "all forms", SignedPageOutput: "all forms",
    IdeasPageOutput: "all programs", TranslationsPageOutput: "all translations",
    MessagesPageOutput: "all messages",
    IconOutput: "site.yml", SiteOutput: "site.yml",
    VersionOutput: "all files",
}  # fmt: skip
"""What is made of many things, and of what, in the words of `mentorsite plan`."""


def source(output: Output) -> str:
    """What an output is made from, in the words of `mentorsite plan`."""
    match output:
        case (
            PageOutput(page=made) | PageMarkdownOutput(page=made)
            | ProgramOutput(entry=made) | RoleOutput(entry=made) | CohortOutput(entry=made) | CalendarOutput(entry=made)
            | OwnDatesOutput(entry=made) | CopyOutput(asset=made) | CertificateOutput(certificate=made)
            | CertificatePdfOutput(certificate=made)
        ):  # fmt: skip
            return made.source
        case FormOutput(entry=entry) | DownloadOutput(entry=entry) | PairOutput(first=entry):
            return entry.form.source
        case SectionOutput() | BookOutput() | BookPdfOutput():
            return f"content/{output.address}"
        case RedirectOutput():
            return output.source
        case PluginOutput():
            return f"plugin: {output.plugin}"
        case ThemeOutput():
            return f"theme: {output.name}"
        case (
            DownloadsPageOutput() | KeptPageOutput() | SignedPageOutput() | IdeasPageOutput() | MessagesPageOutput()
            | TranslationsPageOutput() | IconOutput() | SiteOutput() | VersionOutput()
        ):  # fmt: skip
            return OF_ALL[type(output)]
