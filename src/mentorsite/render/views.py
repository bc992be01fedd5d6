"""What templates see: small frozen values, everything already decided."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from markupsafe import Markup

EMPTY_MARKUP = Markup("")


@dataclass(frozen=True, slots=True)
class Given:
    """What a template is given. The reference of templates and the check of themes read what kinds of it say."""

    def by_name(self) -> Mapping[str, object]:
        """All of it by the names that the template knows it by."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class LinkView:
    """A title that leads to a URL; `step` is the number of the step of a path that it leads to."""

    title: str
    url: str
    step: int | None = None
    written_in: str = ""
    """The language of the title, where that is not the one around it."""


@dataclass(frozen=True, slots=True)
class LogoView:
    """An organization's logo, its width and height in pixels; 0 where the file says none."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """Who runs the programs."""

    name: str
    url: str | None
    logo: LogoView | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """The handbook as a whole."""

    title: str
    """What it is called."""
    description: str
    """What it is about, in a sentence."""
    home: str
    """The URL of the first page in the page's language."""
    root: str
    """The URL of the folder that all of it stands in."""
    organization: OrganizationView | None
    """Who runs the programs."""
    icon: str
    """The URL of its icon: the logo, if there is one."""
    touch_icon: str | None
    """The URL of its icon as a picture that fills its square, for home screens; where the handbook has none, None."""
    search: str | None
    """The URL of the folder with the index for searching, where there is one."""
    kept: str | None
    """The URL of the page that lists what a device keeps, where there are forms or it keeps pages."""
    signed: str | None
    """The URL of the page that checks a signed copy, where there are forms to sign."""
    offline: str | None
    """The URL of the script that keeps the handbook for reading without a network, where there is one."""
    web_app: str | None
    """The URL of what a browser is told that puts the handbook on a home screen, where it is kept for reading there."""
    image: str | None
    """The whole URL of a picture for those who share a page: the logo, if it is one that they can show."""


@dataclass(frozen=True, slots=True)
class Subheading:
    """A third-level heading, for "on this page"."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A second-level heading, with those below it."""

    id: str
    text: str
    children: tuple[Subheading, ...] = ()


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A form that goes with a page."""

    title: str
    url: str
    kind_label: str
    written_in: str = ""
    """The language of the form, where that is not the one around it."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a path."""

    number: int
    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class TranslationView:
    """A page in a language of the handbook, which may be its own; `name` is what that language calls itself."""

    language: str
    direction: str
    name: str
    url: str
    offer: str
    """A sentence in that language that offers the page in it."""
    current: bool
    """Whether it is the language of the page."""
    translated: bool
    """Whether the page says something in it: else it is shown as it is, or the first page is."""
    canonical: str | None
    """The whole URL where the page is translated, if that is known."""


@dataclass(frozen=True, slots=True)
class PathView:
    """Where a page stands on a path: the number of its step, and all steps."""

    number: int
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """How a page is told from others among the results of a search. `weight` is what its words count for,
    `keywords` are what it is found by besides.
    """

    kind: str
    audience: tuple[str, ...] = ()
    weight: float | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MyCohort:
    """A cohort that a reader may be in: its name, and the URL of what the browser makes their dates of."""

    id: str
    label: str
    dates: str
    current: bool


@dataclass(frozen=True, slots=True)
class MyDates:
    """What a page asks its reader, to say what is due for them next. `role` is the one that the page is for."""

    roles: tuple[tuple[str, str], ...]
    role: str
    cohorts: tuple[MyCohort, ...]
    asks_match: bool
    checklist: bool = False
    """Whether the page narrows to the role, and can be seen whole."""


@dataclass(frozen=True, slots=True)
class PageView:
    """What every page has."""

    kind: str
    """What it shows: home, page, section, program, role, cohort, form, pair, ideas, kept, signed, print or 404."""
    title: str
    """Its title."""
    heading: Markup
    """Its title as its heading has it, with emphasis and code."""
    heading_id: str
    """The id of the heading, for links to it; nothing where none can lead there."""
    description: str
    """What the page is about, for search engines, cards and shared links; a page without one has its first words."""
    lead: str
    """The sentence at the top of the page, where someone wrote one."""
    language: str
    """The language of its readers as a code, as `en`."""
    direction: str
    """How that language is read: `ltr` or `rtl`."""
    text_language: str
    """The language of its text: another one, where it isn't translated."""
    text_direction: str
    """How the language of its text is read."""
    translations: tuple[TranslationView, ...]
    """It in each language of the handbook, where there are several."""
    canonical: str | None
    """Its whole URL, if that is known."""
    markdown: str | None
    """The URL of the page as Markdown."""
    edit_url: str | None
    """Where its source can be changed, if the handbook has a `repository`."""
    print: LinkView | None
    """The print edition of the page and what is below it."""
    content: Markup
    """Its text."""
    contents: tuple[HeadingView, ...]
    """The headings of its text."""
    breadcrumbs: tuple[LinkView, ...]
    """The pages above it, the first page first."""
    previous: LinkView | None
    """The page before it."""
    next: LinkView | None
    """The page after it."""
    reviewed: str | None = None
    """The day on which it was last read through, in words."""
    owner: str | None = None
    """Who looks after it."""
    audience: tuple[str, ...] = ()
    """Whom it is for, in words."""
    takeaways: tuple[Takeaway, ...] = ()
    """The forms that go with it."""
    path: PathView | None = None
    """The path that the page is a step of."""
    my_dates: MyDates | None = None
    """What it asks its reader, where it says what is due for them next."""
    searched: Searched | None = None
    """What a search shows of it; None for a page that is not searched."""


@dataclass(frozen=True, slots=True)
class MenuView:
    """An entry of the menu."""

    title: str
    url: str
    current: Markup
    """The attribute that marks the page that is read, or nothing. It stands in the link's tag."""
    pages: tuple["MenuView", ...] = ()
    """The pages of a section, if it is the open one."""
    written_in: str = ""
    """The language of the title, where that is not the one around it."""

    @property
    def open(self) -> bool:
        """Whether the page that is read is in this section."""
        return bool(self.pages)


@dataclass(frozen=True, slots=True)
class Card:
    """A page as its section shows it."""

    title: str
    url: str
    description: str
    label: str | None = None
    number: str | None = None
    written_in: str = ""
    """The language of the page, where that is not the one around it."""
    about: Markup = EMPTY_MARKUP
    """Of a form, when it is due and for whom it is."""


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A form's file: its format, what is spoken of it, and its pages and size where it is made already."""

    title: str
    label: str
    url: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class DownloadsEntry:
    """A form and its files; for which roles it is, by id and in words, and when it is due."""

    title: str
    url: str
    downloads: tuple[DownloadView, ...]
    roles: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    due: Markup = EMPTY_MARKUP


@dataclass(frozen=True, slots=True)
class DownloadsGroup:
    """The forms of a folder."""

    id: str
    title: str
    entries: tuple[DownloadsEntry, ...]
