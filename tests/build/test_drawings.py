"""A drawing that ends the process it is drawn in, or that takes too long, is left out of print editions, and told."""

from pathlib import Path

import pytest

from mentorsite.build import drawings
from mentorsite.build.cache import Cache
from mentorsite.build.drawings import printable
from mentorsite.build.pipeline import BuildOptions, prepare_project, write
from mentorsite.errors import FatalError
from mentorsite.loader.svg.rewrite import drawing
from mentorsite.render.book_view import BookView
from mentorsite.render.forms.download_look import look_of
from mentorsite.render.forms.jobs import BookJob
from tests.conftest import prepared

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 300 300">{}</svg>'
SQUARE = '<rect width="200" height="200" filter="url(#f)"/>'
FINE = SVG.format(f'<filter id="f"><feDropShadow stdDeviation="1"/></filter>{SQUARE}')
ABORTS = SVG.format(
    '<marker id="k" markerWidth="1e20" markerHeight="1e20"><rect width="9" height="9"/></marker>'
    '<path d="M0 0 L1 1 L2 2" marker-mid="url(#k)" stroke-width="1e30" stroke="red"/>'
)
ENDLESS = {
    "dilated": f'<filter id="f"><feMorphology operator="dilate" radius="90"/></filter>{SQUARE}',
    "turbulent": f'<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="1000000"/></filter>{SQUARE}',
    "far": '<path id="t" d="M0 0 L1e30 1e30"/><text><textPath href="#t" startOffset="1e30">abc</textPath></text>',
    "blurred": f'<filter id="f"><feGaussianBlur stdDeviation="5"/></filter>{SQUARE * 3000}',
}


def job_of(pictures: dict[str, str]) -> BookJob:
    build = prepared({"content/index.md": "# T\n"})
    book = BookView("T", "", None, None, (), ())
    words, assets = build.theme.words_in("en"), build.theme.print_assets
    data = {name: text.encode() for name, text in pictures.items()}
    sources = {name: f"content/{name}" for name in pictures}
    return BookJob("a.pdf", book, look_of(build.site.settings), words, "en", "ltr", None, assets, sources, data)


def test_a_drawing_that_ends_its_process_is_left_out_and_those_after_it_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    job = job_of({"a.svg": ABORTS, "b.png": "no drawing", "c.svg": FINE, "d.svg": "broken"})
    with Cache(tmp_path) as cache:
        tried = printable(job, cache)
        monkeypatch.setattr(
            drawings, "_tried", lambda _job, untried: iter(dict.fromkeys(untried, drawings.FINE).items())
        )
        assert printable(job, cache) == tried
    assert list(tried.pictures) == ["b.png", "c.svg"]
    assert tried.refused == {"a.svg", "d.svg"}
    assert capfd.readouterr().err == ""


def test_drawings_that_are_never_done_are_left_out_and_too_many_of_them_are_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert all(drawing("a.svg", SVG.format(inside).encode())[0] for inside in ENDLESS.values())
    monkeypatch.setattr(drawings, "LONGEST", 1)
    job = job_of({f"{name}.svg": SVG.format(inside) for name, inside in ENDLESS.items()})
    with Cache(tmp_path) as cache:
        assert printable(job, cache).refused == {f"{name}.svg" for name in ENDLESS}
        monkeypatch.setattr(drawings, "MOST_STOPPED", 4)
        with pytest.raises(FatalError, match=r"^a\.pdf: content/\w+\.svg and 3 more"):
            printable(job, cache)


def test_a_print_edition_shows_the_words_of_such_a_drawing_and_the_build_tells_of_it(tmp_path: Path) -> None:
    files = {
        "site.yml": "title: T\nprint: [home]\n",
        "content/index.md": "---\ntitle: Home\n---\n![Words](a.svg)\n",
        "content/a.svg": ABORTS,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    with Cache(tmp_path / "cache") as cache:
        written = write(prepare_project(tmp_path), tmp_path, tmp_path / "public", BuildOptions(cache))
    assert list(written.download_notes) == ["print/handbook.pdf"]
    assert written.download_notes["print/handbook.pdf"].startswith("content/a.svg can't be drawn")
