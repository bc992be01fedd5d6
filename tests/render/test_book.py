"""The print edition: whole, in order, and with no link that leads nowhere, as a page and as a PDF."""

import re
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pikepdf
import PIL.Image
import pytest
from page import validate_pdf_bytes
from playwright.sync_api import Browser

from mentorsite.build.cache import Cache
from mentorsite.build.media.job_pictures import with_pictures
from mentorsite.build.media.photos import Photos
from mentorsite.build.prepare import Build, prepare
from mentorsite.build.project_files import read
from mentorsite.model.output import BookOutput, BookPdfOutput
from mentorsite.render.download_jobs import jobs
from mentorsite.render.forms.downloads import make
from mentorsite.render.forms.jobs import BookJob
from mentorsite.render.site_context import SiteContext
from tests.conftest import PROGRAM, REPOSITORY, prepared, rendered
from tests.in_browser import axe_finds

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

SITE = "title: The book\nurl: https://example.org/h/\n"
FILES = {
    "site.yml": SITE,
    "content/index.md": "---\ntitle: Home\nreviewed: 2026-03-01\n---\nSee [first](part/01-first.md#goals).\n",
    "content/part/index.md": "---\ntitle: The part\nreviewed: 2026-05-02\n---\nOpening words.\n",
    "content/part/01-first.md": "# First page\n\n## Goals\n\nBack [home](../index.md), on to [second](02-second.md).\n",
    "content/part/02-second.md": (
        "# Second page\n\n## Goals\n\n[Mine](#goals), [hers](01-first.md#goals).[^1]\n\n[^1]: A note.\n"
    ),
    "content/programs/p.yml": f"{PROGRAM}agreements: a\nguidelines: [second]\n",
    "content/agreements/a.yml": "title: Promise\ndescription: What we promise.\nsections: {s: {clauses: [x]}}\n",
}


class _Page(HTMLParser):
    """The ids, the links and the first-level headings of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" and "href" in found else []
        self.open = tag == "h1"
        self.headings += [""] if self.open else []

    def handle_data(self, data: str) -> None:
        if self.open:
            self.headings[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "h1"


def test_a_book_has_what_stands_at_its_address_and_below_in_reading_order() -> None:
    files = rendered(FILES)
    assert _Page(files["part/print/index.html"]).headings == ["The part", "The part", "First page", "Second page"]
    roles = ["Mentor", "Mentee"]
    whole = ["The book", "Welcome", "Programs", "Test program", *roles]
    whole += ["The part", "First page", "Second page", "Forms"]
    assert _Page(files["print/index.html"]).headings == whole
    of_program = ["Test program", "Test program", *roles, "Second page", "Forms"]
    assert _Page(files["programs/p/print/index.html"]).headings == of_program


def test_the_day_it_was_last_reviewed_is_that_of_its_newest_page() -> None:
    assert "Last reviewed 2 May 2026" in rendered(FILES)["print/index.html"]


@pytest.mark.parametrize("book", ["print/", "part/print/", "programs/p/print/"])
def test_no_id_comes_twice_and_every_inner_link_leads_somewhere(book: str) -> None:
    page = _Page(rendered(FILES)[f"{book}index.html"])
    assert [each for each, times in Counter(page.ids).items() if times > 1] == []
    inner = [link for link in page.links if link.startswith("#")]
    assert len(inner) > 3
    assert [link for link in inner if link[1:] not in page.ids] == []


def test_a_link_leads_within_the_book_where_the_book_has_its_target_else_to_the_site() -> None:
    page = _chapters(rendered(FILES)["part/print/index.html"])
    assert '<a href="https://example.org/h/">home</a>' in page
    assert '<a href="#c2">second</a>' in page
    assert '<a href="#c2-goals">Mine</a>, <a href="#c1-goals">hers</a>' in page
    assert '<h2 id="c1-goals">' in page
    assert '<h2 id="c2-goals">' in page


def test_without_an_address_links_lead_out_of_the_book_from_where_it_stands() -> None:
    assert '<a href="../../">home</a>' in rendered({**FILES, "site.yml": "title: T\n"})["part/print/index.html"]


def test_a_form_is_listed_and_links_to_it_lead_there() -> None:
    page = rendered(FILES)["programs/p/print/index.html"]
    assert '<dt id="f0"><a href="https://example.org/h/agreements/a/">Promise</a></dt>' in page
    assert "Agreement. What we promise." in page
    assert 'href="#f0">Promise</a>' in page
    part = "# Second page\n\nThe [part of it](../agreements/a.yml#s) and the [roles](../programs/p.yml#roles).\n"
    page = _chapters(rendered({**FILES, "content/part/02-second.md": part})["programs/p/print/index.html"])
    assert '<a href="#f0">part of it</a>' in page
    assert '<a href="#c0-roles">roles</a>' in page


def test_pages_lead_to_their_print_edition() -> None:
    files = rendered(FILES)
    assert '<a href="print/">Print this part</a>' in files["part/index.html"]
    assert '<a href="print/">Print the whole handbook</a>' in files["index.html"]
    assert 'href="../print/">Print the whole handbook' in files["downloads/index.html"]
    assert "Print this part" not in files["part/first/index.html"]


def test_search_engines_are_sent_to_the_pages_instead() -> None:
    files = rendered(FILES)
    assert '<meta name="robots" content="noindex">' in files["print/index.html"]
    assert "print/" not in files["sitemap.xml"]


def test_without_pdfs_there_is_the_page_alone() -> None:
    build = prepared({**FILES, "site.yml": f"{SITE}downloads: [docx]\n"})
    assert [each.path for each in build.outputs if isinstance(each, BookPdfOutput)] == []
    assert "print/index.html" in [each.path for each in build.outputs]


def test_what_has_more_pages_than_people_print_has_no_print_edition() -> None:
    many = {f"content/part/{at:03}-page.md": f"# Page {at}\n" for at in range(500)}
    many = {path.replace("-page", f"-page-{at}"): text for at, (path, text) in enumerate(many.items())}
    paths = [each.path for each in prepared({**FILES, **many}).outputs if isinstance(each, BookOutput | BookPdfOutput)]
    assert paths == ["programs/p/print/index.html", "programs/p/print/p.pdf"]


def _chapters(page: str) -> str:
    return page.partition('<section class="chapter')[2]


def photos_of(build: Build, project: Path) -> Photos:
    return Photos(project, build.site.pictures, build.site.settings.picture_size, Cache())


def pdf_of(project: Path, path: str) -> bytes:
    build = prepare(read(project))
    (job,) = [
        each for each in jobs(SiteContext(build.site, build.theme, build.outline), build.outputs) if each.path == path
    ]
    assert isinstance(job, BookJob)
    return make(with_pictures(job, photos_of(build, project), build.site.drawings)).data


@pytest.fixture(scope="module")
def book() -> bytes:
    return pdf_of(REPOSITORY, "print/handbook.pdf")


def test_the_pdf_is_pdf_ua(book: bytes) -> None:
    report = validate_pdf_bytes(book, profile="ua1")
    assert report.is_compliant, report


def test_the_outline_has_every_chapter_and_leads_to_the_page_that_the_contents_say(book: bytes) -> None:
    with pikepdf.open(BytesIO(book)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            found = list(_flat(outline.root, pages))
        texts = [text.replace("\u2060", "") for text in _texts(book)]
    said = dict(re.findall(r"^(.+?) ?[. ]{4,}(\d+)$", texts[1], re.MULTILINE))
    assert len(said) > 15
    titles = dict(reversed(found))
    assert {title: int(number) for title, number in said.items()} == {title: titles[title] for title in said}
    for title, number in said.items():
        assert title in texts[int(number) - 1].replace("\n", " ")


def _flat(items: list[pikepdf.OutlineItem], pages: dict[tuple[int, int], int]) -> list[tuple[str, int]]:
    found = []
    for item in items:
        assert isinstance(item.destination, pikepdf.Array)
        found.append((item.title, pages[item.destination[0].objgen]))
        found += _flat(item.children, pages)
    return found


def _texts(data: bytes) -> list[str]:
    import subprocess

    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return ["\n".join(line.strip() for line in page.splitlines()) for page in made.stdout.decode().split("\f")]


def test_no_inner_link_of_the_pdf_is_dead(book: bytes) -> None:
    with pikepdf.open(BytesIO(book)) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        inner = [note for note in notes if "/Dest" in note]
        outer = [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
        pages = {page.obj.objgen for page in pdf.pages}
        named = {str(name): target for name, target in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        led_to = [note.Dest if isinstance(note.Dest, pikepdf.Array) else named[str(note.Dest)] for note in inner]
        assert {target[0].objgen for target in led_to} <= pages
    assert len(inner) > 100
    assert all(url.startswith(("https://", "mailto:", "tel:")) for url in outer)


def test_where_links_out_of_the_book_lead_is_told_at_the_end_of_the_chapter(tmp_path: Path) -> None:
    page = "Read [the study](https://example.org/study), [this](https://example.org/study) or https://example.org/a.\n"
    files = {**FILES, "content/part/01-first.md": f"# First\n\n{page}"}
    texts = _texts(pdf_of(_written(tmp_path, files), "part/print/part.pdf"))
    (text,) = [each for each in texts if "the study" in each]
    assert re.search(r"the study\[1\], this\[1\] or https://example.org/a\.", " ".join(text.split()))
    assert text.count("https://example.org/study") == 1
    assert text.index("https://example.org/a") < text.index("[1] https://example.org/study")


def test_a_task_has_its_box_and_no_bullet(tmp_path: Path) -> None:
    files = {**FILES, "content/part/01-first.md": "# First\n\n- [ ] Open\n- [x] Done\n\nThen\n\n- plain\n"}
    text = " ".join("".join(_texts(pdf_of(_written(tmp_path, files), "part/print/part.pdf"))).split())
    assert "\u2610 Open \u2611 Done Then \u2022 plain" in text


def test_a_link_to_another_chapter_says_its_page(book: bytes) -> None:
    texts = [" ".join(text.split()) for text in _texts(book)]
    (said,) = set(re.findall(r"the guidelines \(p\. (\d+)\)", " ".join(texts)))
    assert "The guidelines" in texts[int(said) - 1]


def test_an_image_is_in_the_pdf(tmp_path: Path) -> None:
    words = "".join(f"![A {kind}](dot.{kind})\n\n" for kind in ("svg", "png", "jpg", "gif", "webp"))
    project = _written(tmp_path, {**FILES, "content/part/01-first.md": f"# First\n\n{words}"})
    without = pdf_of(project, "part/print/part.pdf")
    assert "A svg A png A jpg A gif A webp" in " ".join("".join(_texts(without)).split())
    dot = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path d="M0 0h20v20z"/></svg>'
    (project / "content/part/dot.svg").write_text(dot)
    for kind in ("png", "jpg", "gif", "webp"):
        PIL.Image.new("RGB", (20, 20), "red").save(project / f"content/part/dot.{kind}")
    with_it = pdf_of(project, "part/print/part.pdf")
    assert "A svg" not in "".join(_texts(with_it))
    assert validate_pdf_bytes(with_it, profile="ua1").is_compliant
    with pikepdf.open(BytesIO(with_it)) as pdf:
        assert _tags(pdf.Root.StructTreeRoot).count("/Figure") == 5


def _tags(element: pikepdf.Object) -> list[str]:
    said = element.get("/K", pikepdf.Array())
    kids = list(said) if isinstance(said, pikepdf.Array) else [said]
    found = [str(element.S)] if "/S" in element else []
    return found + [tag for kid in kids if isinstance(kid, pikepdf.Dictionary) for tag in _tags(kid)]


def _written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_axe_finds_nothing(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "print" / "index.html"
    files = rendered(FILES)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = browser.new_page(viewport={"width": 360, "height": 800})
    shown.goto(page.as_uri())
    assert axe_finds(shown) == []
    shown.close()
