"""Certificates: with blanks on their page and in their PDF, and with names put in."""

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Pdf

from mentorsite.model.output import CertificatePdfOutput
from mentorsite.render.certificate_jobs import job_of, sheet_of
from mentorsite.render.certificates import put_in
from mentorsite.render.download_jobs import jobs
from mentorsite.render.forms.downloads import Download, make
from mentorsite.render.forms.pdf.machine_font import is_drawable
from mentorsite.render.site_context import SiteContext
from tests.conftest import PROGRAM, prepared, rendered

COHORT = "cohorts: {spring: {label: Spring, status: open, start: 2027-02-01, end: 2027-06-30, timezone: UTC}}\n"
CERTIFICATE = """title: Certificate for {{ cohort.label }}
for: [mentor, mentee]
text: |
  was {{ recipient.role }} of {{ partner.name }} in *{{ program.name }}*.
signed_by: [mentor, "{{ pair.mentor.name }}", Ana Lima]
date: cohort end
code: true
"""
PLACE = "content/certificates/done.yml"
FILES = {
    "content/index.md": "---\ntitle: Home\n---\nSee the [certificate](certificates/done.yml).\n",
    "content/programs/test.yml": f"{PROGRAM}{COHORT}",
    PLACE: CERTIFICATE,
}


def drawn(known: dict[str, str], code: str = "", **changes: str) -> tuple[Download, str]:
    """The PDF of a certificate, and its text."""
    build = prepared({**FILES, **changes})
    context = SiteContext(build.site, build.theme, build.outline)
    (certificate,) = build.site.certificates
    made = make(job_of(context, certificate, "done.pdf", put_in(sheet_of(context, certificate), known, code)))
    return made, text_of(made.data)


def text_of(data: bytes) -> str:
    """What someone reads in a PDF."""
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_the_page_has_a_blank_and_a_field_for_each_name_and_says_nothing_of_people() -> None:
    made = rendered(FILES)
    page = made["certificates/done/index.html"]
    for name in ("recipient.name", "recipient.role", "partner.name", "pair.mentor.name"):
        assert f'data-blank="{name}"' in page
        assert f'data-fills="{name}"' in page
    assert "<h1" in page
    assert "Certificate for Spring" in page
    assert "30 June 2027" in page
    assert "Ana Lima" in page
    assert 'data-fills="date"' not in page
    assert 'href="certificates/done/"' in made["index.html"]
    assert "certificates/index.html" in made


TWO_LANGUAGES = {"site.yml": "title: T\nlanguages: {en: English, es: Español}\n"}


@pytest.mark.parametrize(
    ("files", "title"),
    [
        ({"content/certificates/index.md": "# Ours\n\nWords."}, "Ours"),
        ({"content/certificates.md": "# Ours\n\nWords."}, "Ours"),
        ({"content/certificates/index.md": "# Ours", "content/certificates/index.es.md": "# Nuestros"}, "Ours"),
        ({"content/certificates/index.es.md": "# Nuestros"}, "Certificates"),
    ],
)
def test_a_page_of_their_own_stands_where_certificates_are_listed(files: dict[str, str], title: str) -> None:
    site = TWO_LANGUAGES if any(path.endswith(".es.md") for path in files) else {}
    build = prepared({**FILES, **files, **site})
    assert not build.fatal, build.problems
    assert build.outline.nodes["certificates/"].title == title
    made = rendered({**FILES, **files, **site})
    assert 'href="done/"' in made["certificates/index.html"]
    if site:
        assert build.outline.nodes["es/certificates/"].title == "Nuestros"


def test_a_day_that_nobody_knows_is_a_blank_to_type_into() -> None:
    text = CERTIFICATE.replace("date: cohort end\n", "")
    assert 'data-fills="date"' in rendered({**FILES, PLACE: text})["certificates/done/index.html"]


def test_the_blank_pdf_is_one_tagged_page_wider_than_high() -> None:
    build = prepared(FILES)
    outputs = [each for each in build.outputs if isinstance(each, CertificatePdfOutput)]
    (job,) = jobs(SiteContext(build.site, build.theme, build.outline), outputs)
    made = make(job)
    assert (job.path, made.pages) == ("certificates/done.pdf", 1)
    assert "_____" in text_of(made.data)
    with Pdf.open(BytesIO(made.data)) as pdf:
        left, bottom, right, top = map(float, pdf.pages[0].mediabox)
        assert right - left > top - bottom
        assert "/StructTreeRoot" in pdf.Root
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


NAMES = [
    ("en", "Ines Ferreira"),
    ("ar", "عائشة بنت محمد"),
    ("ja", "山田 花子"),
    ("de", "Wolfeschlegelsteinhausenbergerdorff " * 3),
]


@pytest.mark.parametrize(("language", "name"), NAMES)
def test_a_name_of_any_script_and_length_stands_on_one_page(language: str, name: str) -> None:
    if not is_drawable(language):
        pytest.skip("no font of this machine has the letters")
    made, text = drawn({"recipient.name": name, "recipient.role": "Mentor", "partner.name": "Bo <b> & Co"}, "AB2C-3D4E")
    assert (made.pages, made.missing) == (1, "")
    assert "was Mentor of Bo <b> & Co in" in text
    assert "Code: AB2C-3D4E" in text
    assert "30 June 2027" in text


def test_a_long_text_becomes_smaller_so_that_it_stays_on_one_page() -> None:
    made, text = drawn({}, **{PLACE: CERTIFICATE.replace("was {{", f"{'Many words. ' * 150}\n\n  was {{{{")})
    assert made.pages == 1
    assert "Ana Lima" in text


WRONG = [
    ("recipient.role", "recipient.rol", 4, "there is no `recipient.rol` in a certificate", "recipient.role"),
    ("partner.name", "partner.email", 4, "there is no `partner.email` in a certificate", ""),
    ("program.name", "program.nam", 4, "there is no `program.nam`", ""),
    ("[mentor, mentee]", "[mentor, mente]", 2, "there is no role `mente`", "mentee"),
    ("cohort end", "phase wrk", 6, "there is no phase `wrk`", ""),
    ("for {{ cohort.label }}", "for {{ recipient.name }}", 1, "there is no `recipient.name` in a title", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "line", "message", "hint"), WRONG)
def test_a_name_that_nothing_has_is_told_at_its_line(
    before: str, after: str, line: int, message: str, hint: str
) -> None:
    assert before in CERTIFICATE
    found = prepared({**FILES, PLACE: CERTIFICATE.replace(before, after)}).problems
    (problem,) = [each for each in found if each.path == PLACE]
    assert (problem.line, problem.message.startswith(message)) == (line, True), problem
    assert hint in problem.hint
