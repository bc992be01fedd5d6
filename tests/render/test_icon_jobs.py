"""The icon of a handbook as pictures for home screens: its logo, the theme's own drawing, or letters on its accent."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from mentorsite.build.prepare import prepare
from mentorsite.loader.tree import ThemeTree
from mentorsite.model.output import IconOutput
from mentorsite.render.download_jobs import jobs
from mentorsite.render.forms.downloads import make
from mentorsite.render.forms.jobs import IconJob
from mentorsite.render.forms.pdf.machine_font import is_drawable
from mentorsite.render.site_context import SiteContext
from tests.conftest import SITE, tree_of

GREEN, RED, BLUE = (11, 110, 79, 255), (255, 0, 0, 255), (0, 0, 255, 255)
WHITE, NOTHING = (255, 255, 255, 255), (0, 0, 0, 0)
RED_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/></svg>'
BLUE_SVG = RED_SVG.replace("red", "blue")
OURS = {"site.yml": f"{SITE}organization: {{name: Harbour}}\ntheme: {{name: ours}}\n"}


def icon_jobs(
    organization: str = "{name: Harbour Mentors}",
    files: dict[str, str] | None = None,
    own: dict[str, bytes] | None = None,
) -> dict[str, IconJob]:
    """The pictures of a handbook's icon by their names, with the logo as it is in `content/`.

    `own` are files of the handbook's own theme.
    """
    site = f"{SITE}organization: {organization}\n"
    texts = {"site.yml": site, "content/index.md": "# Home\n", **(files or {})}
    tree = tree_of(texts)
    if own:
        ours = {"theme.yml": b"extends: default\n", **own}
        tree = replace(tree, themes=(*tree.themes, ThemeTree("ours", "themes/ours", ours)))
    build = prepare(tree)
    assert not build.fatal, build.problems
    outputs = [each for each in build.outputs if isinstance(each, IconOutput)]
    found = {}
    for job in jobs(SiteContext(build.site, build.theme, build.outline), outputs):
        assert isinstance(job, IconJob)
        read = {address: texts[source].encode() for address, source in job.images.items()}
        found[job.path.removeprefix("_theme/")] = replace(job, pictures=read)
    return found


def drawn(job: IconJob) -> Image.Image:
    with Image.open(BytesIO(make(job).data)) as picture:
        return picture.convert("RGBA")


def points(job: IconJob) -> tuple[object, object, object]:
    """A corner of a picture, the middle of its upper edge, and its middle."""
    picture = drawn(job)
    middle = picture.width // 2
    return picture.getpixel((0, 0)), picture.getpixel((middle, 2)), picture.getpixel((middle, middle))


def test_there_are_two_sizes_and_one_that_fills_its_square_the_same_bytes_each_time() -> None:
    found = icon_jobs()
    sizes = {name: drawn(job).size for name, job in found.items()}
    assert sizes == {"icon-192.png": (192, 192), "icon-512.png": (512, 512), "icon-maskable.png": (512, 512)}
    for job in found.values():
        assert make(job) == make(job)


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Harbour Mentors"), ("en", "Ana"), ("ja", "山田 Center"), ("ar", "محمد علي")]
)
def test_letters_stand_on_the_accent(language: str, name: str) -> None:
    if not is_drawable(language):
        pytest.skip("no font of this machine has the letters")
    found = icon_jobs(f"{{name: {name}}}")
    rounded, filled = found["icon-192.png"], found["icon-maskable.png"]
    assert points(rounded)[:2] == (NOTHING, GREEN)
    assert points(filled)[:2] == (GREEN, GREEN)
    for job in (rounded, filled):
        assert WHITE in [colour for _, colour in drawn(job).getcolors(1 << 16) or []]


def test_what_devices_cut_off_to_a_circle_has_no_letter() -> None:
    picture = drawn(icon_jobs("{name: Wide Words}")["icon-maskable.png"])
    letters = picture.convert("L").point(lambda light: 255 if light > 160 else 0).getbbox()
    assert letters is not None
    assert all(0.2 * 512 < side < 0.8 * 512 for side in letters)


def test_letters_that_no_font_has_are_left_out() -> None:
    job = replace(icon_jobs()["icon-192.png"], letters="\u0378")
    assert WHITE not in [colour for _, colour in drawn(job).getcolors(1 << 16) or []]


def test_a_logo_is_drawn_instead_and_has_room_where_it_is_cut() -> None:
    found = icon_jobs("{name: Harbour, logo: logo.svg}", {"content/logo.svg": RED_SVG})
    assert points(found["icon-512.png"]) == (RED, RED, RED)
    assert points(found["icon-maskable.png"]) == (WHITE, WHITE, RED)


@pytest.mark.parametrize("broken", ["<svg", ""])
def test_a_logo_that_cannot_be_drawn_leaves_the_letters(broken: str) -> None:
    job = icon_jobs("{name: Harbour, logo: logo.svg}", {"content/logo.svg": RED_SVG})["icon-192.png"]
    assert points(replace(job, pictures={"logo.svg": broken.encode()}))[1] == GREEN
    assert points(replace(job, pictures={}))[1] == GREEN


def test_the_icon_of_a_theme_is_drawn_where_there_is_no_logo() -> None:
    job = icon_jobs(files=OURS, own={"assets/icon.svg": BLUE_SVG.encode()})["icon-192.png"]
    assert points(job) == (BLUE, BLUE, BLUE)


def test_a_theme_may_bring_its_own_pictures() -> None:
    found = icon_jobs(files=OURS, own={"assets/icon-192.png": b"mine"})
    assert list(found) == ["icon-512.png", "icon-maskable.png"]


@pytest.mark.parametrize("said", ["offline: false\n", "downloads: [docx]\n"])
def test_there_are_none_where_nothing_is_kept_or_no_pdf_is_drawn(said: str) -> None:
    assert icon_jobs(files={"site.yml": f"{SITE}{said}organization: {{name: Harbour}}\n"}) == {}
