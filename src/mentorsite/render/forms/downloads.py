"""Makes the files to download, and tells of them where they are listed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from mentorsite.errors import ThemeError
from mentorsite.model.form import Form, meant_for
from mentorsite.model.site import FormEntry, Site
from mentorsite.model.urls import relative
from mentorsite.render.context import RenderContext
from mentorsite.render.forms.form_times import FormTime, FormTimes
from mentorsite.render.forms.jobs import AnyJob, BookJob, CertificateJob, IconJob, Job, PicturedJob
from mentorsite.render.views import DownloadsEntry, DownloadsGroup, DownloadView
from mentorsite.structure.bilingual import bilingual_address, bilingual_files, in_two_languages
from mentorsite.structure.plan import download_path
from mentorsite.theme.values import Words

WITHOUT_PDF = "Nothing was written. `mentorsite build --without pdf` builds everything else."
NOT_DRAWN = "{} can't be drawn, so its words stand in its place; save it with less detail, or as PNG."


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was made; `pages` is None where its format has none.

    `missing` are characters that no font of this machine has, `not_drawn` are files of pictures that can't be drawn.
    """

    data: bytes
    pages: int | None = None
    missing: str = ""
    not_drawn: tuple[str, ...] = ()
    with_machine_fonts: bool = False
    """Whether other fonts of the machine could make another file."""

    @property
    def note(self) -> str:
        """What people should know of the file; nothing where it is as they wrote it."""
        said = []
        if self.missing:
            said.append(f"no font of this machine has {self.missing}. {install_fonts(''.join(self.missing.split()))}")
        for source in self.not_drawn:
            said.append(NOT_DRAWN.format(source))
        return " ".join(said)


def install_fonts(characters: str) -> str:
    """What to do where no font has characters."""
    from mentorsite.render.forms.pdf.script_fonts import packages_for  # slow to load, and rarely needed

    packages = " and ".join(packages_for(characters))
    return f"Install one that does, such as Noto's ({packages} on Debian and Ubuntu), and build again."


def downloads_of(
    context: RenderContext, made: Mapping[str, Download], title: str, files_address: str
) -> tuple[DownloadView, ...]:
    """The files of a form as a page lists them, with pages and size as far as they are made."""
    words = context.words
    views = []
    for format in context.site.settings.downloads:
        path = download_path(files_address, format)
        name = words[f"format_{format}"]
        label = words["download_label"].format(title, name)
        views.append(DownloadView(name, label, relative(context.here, path), detail(made.get(path), words)))
    return tuple(views)


def downloads_by_folder(
    context: RenderContext, made: Mapping[str, Download], program: str | None = None, role: str | None = None
) -> tuple[DownloadsGroup, ...]:
    """The files of all forms, or of those that a program lists, or has for a role; agreements first."""
    site, here = context.site, context.address
    if not site.settings.downloads:
        return ()
    groups, due = [], FormTimes(context)
    for folder in ("agreements", "checklists", "worksheets"):
        entries: list[DownloadsEntry] = []
        for entry in due.sorted(_listed(site, program, folder, site.settings.language_at(here))):
            if _needed(entry.form, role):
                entries += _entries(context, made, entry, due.of(entry))
        if entries:
            groups.append(DownloadsGroup(folder, context.words[f"folder_{folder}"], tuple(entries)))
    return tuple(groups)


def _entries(
    context: RenderContext, made: Mapping[str, Download], entry: FormEntry, about: FormTime
) -> Iterator[DownloadsEntry]:
    """A form, and after it the same in two languages."""
    site, here = context.site, context.address
    files = downloads_of(context, made, entry.form.title, entry.files_address)
    own = DownloadsEntry(_title(site, entry), relative(here, entry.address), files)
    yield replace(own, roles=about.roles, audience=about.audience, due=about.due)
    for both in in_two_languages(site, entry):
        names = (site.settings.languages[each.form.language] for each in both)
        title = context.words["bilingual_title"].format(_title(site, entry), *names)
        files = downloads_of(context, made, title, bilingual_files(both))
        yield DownloadsEntry(title, relative(here, bilingual_address(both)), files, about.roles)


def _listed(site: Site, program: str | None, folder: str, language: str) -> list[FormEntry]:
    """The forms that a program lists, in its order; without one, all. Each as readers of a language have it."""
    forms = [entry for entry in site.forms_in(language) if entry.form.folder == folder]
    if program is None:
        return forms
    found = site.program(program, language)
    if found is None:
        return []
    places = {id: place for place, id in enumerate(found.forms[folder])}
    listed = [entry for entry in forms if entry.program == program and entry.form.id in places]
    return sorted(listed, key=lambda entry: places[entry.form.id])


def _needed(form: Form, role: str | None) -> bool:
    return role is None or meant_for(form, role)


def _title(site: Site, entry: FormEntry) -> str:
    """A form's title; with the program's name where several programs have it."""
    program = site.program_of(entry)
    if program:
        return f"{entry.form.title} ({program.name})"
    return entry.form.title


def detail(download: Download | None, words: Words) -> str | None:
    """Pages and size of a file: `4 pages, 92 KB`."""
    if download is None:
        return None
    size = words["download_size"].format(max(1, round(len(download.data) / 1000)))
    if download.pages is None:
        return size
    pages = words["download_pages"].format(download.pages)
    return words["list_separator"].join((pages, size))


def make(job: AnyJob) -> Download:
    """The file of a job. The libraries that draw are imported only here.

    Raises `ThemeError` with the file's own name where a PDF can't be drawn.
    """
    if not isinstance(job, Job) or job.format == "pdf":  # all but forms is drawn
        try:
            return _pdf(job)
        except ThemeError as error:
            raise ThemeError(f"{job.path} can't be drawn. {error} {WITHOUT_PDF}") from error
    match job.format:
        case "docx":
            from mentorsite.render.forms.docx import docx

            return Download(docx(job.sheet, words=job.words, paper=job.look.paper, accent=job.look.accent))
        case "markdown":
            from mentorsite.render.forms.markdown import markdown

            return Download(markdown(job.sheet, job.words).encode())
        case _:
            assert_never(job.format)


def _pdf(job: AnyJob) -> Download:
    from mentorsite.render.forms.pdf import book_pdf, certificate_pdf, pdf
    from mentorsite.render.forms.pdf.icon import icon

    match job:
        case Job():
            made = pdf(job)
        case BookJob():
            made = book_pdf(job)
        case CertificateJob():
            made = certificate_pdf(job)
        case IconJob():
            made = icon(job)
    missing = " ".join(sorted(made.missing))
    if isinstance(job, Job | IconJob):  # a form has no pictures; an icon's logo is told of by what else shows it
        not_drawn: tuple[str, ...] = ()
    else:
        not_drawn = _sources(job, made.not_drawn)
    return Download(made.data, made.pages, missing, not_drawn, made.with_machine_fonts)


def _sources(job: PicturedJob, not_drawn: frozenset[str]) -> tuple[str, ...]:
    """The files of pictures that are not drawn, by what texts call them."""
    return tuple(sorted(job.images.get(address, address) for address in job.refused | not_drawn))
