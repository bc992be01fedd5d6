"""Fills a form for many pairs with python-docx-template and pypdf, and prints the seconds that it took."""

import json
import sys
import time
import zipfile
from pathlib import Path

from docxtpl import DocxTemplate
from pypdf import PdfReader, PdfWriter


def main(example: Path, size: int, target: Path) -> None:
    """`example` is a pair's form that mentorsite made, without its ending: the names in it become what is filled in."""
    target.mkdir()
    template = target / "template.docx"
    _as_template(example.with_suffix(".docx"), template)
    fields = PdfReader(example.with_suffix(".pdf")).get_fields() or {}
    first = {name: str(field.get("/V", "")) for name, field in fields.items()}
    start = time.perf_counter()
    for number in range(size):
        folder = target / str(number)
        folder.mkdir()
        people = {"mentor": f"Mentor {number}", "mentee": f"Mentee {number}"}
        word = DocxTemplate(template)
        word.render(people, autoescape=True)
        word.save(folder / "form.docx")
        pdf = PdfWriter(clone_from=example.with_suffix(".pdf"))
        values = {
            name: people[value.split()[0].lower()]
            for name, value in first.items()
            if value.startswith(("Mentor ", "Mentee ")) and value.split()[1].isdigit()
        }
        for page in pdf.pages:
            if "/Annots" in page:
                pdf.update_page_form_field_values(page, values, auto_regenerate=False)
        pdf.write(folder / "form.pdf")
    print(json.dumps({"seconds": time.perf_counter() - start}))


def _as_template(form: Path, template: Path) -> None:
    number = form.parent.name.rsplit("-", 1)[1]
    with zipfile.ZipFile(form) as before, zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/document.xml":
                for who in ("Mentor", "Mentee"):
                    data = data.replace(f">{who} {number}<".encode(), f">{{{{ {who.lower()} }}}}<".encode())
            after.writestr(name, data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
