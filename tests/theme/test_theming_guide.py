"""The guide to theming: its examples work, and it names all parts of the style sheet and all blocks."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf

from mentorsite.build.prepare import Build, prepare
from mentorsite.loader.tree import ThemeTree
from mentorsite.model.output import DownloadOutput
from mentorsite.render import renderer
from mentorsite.render.download_jobs import form_job
from mentorsite.render.forms.downloads import make
from mentorsite.render.site_context import SiteContext
from tests.conftest import REPOSITORY, tree_of

GUIDE = (REPOSITORY / "docs/content/guides/theming.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^```\w+ themes/ours/(\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
FILES = {
    "site.yml": "title: Ours\ntheme: ours\n",
    "content/index.md": "# Home\n",
    "content/page.md": "---\ntitle: A page\nchecklists: a\n---\nText.\n",
    "content/times.md": "---\ntitle: Times\nkind: timetable\n---\nText.\n",
    "content/checklists/a.yml": "title: A\nitems: [One]\n",
}


def built() -> tuple[Build, dict[str, str]]:
    tree = tree_of(FILES)
    ours = ThemeTree("ours", "themes/ours", {path: text.encode() for path, text in EXAMPLES.items()})
    build = prepare(replace(tree, themes=(*tree.themes, ours)))
    assert build.problems == ()
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    made = {each.path: render(each) for each in build.outputs if each.path.endswith((".html", ".css"))}
    return build, {path: data.decode() for path, data in made.items() if isinstance(data, bytes)}


def test_the_guide_has_an_example_of_each_depth() -> None:
    assert len(EXAMPLES) == 9


def test_every_example_works() -> None:
    _, files = built()
    page = files["page/index.html"]
    assert page.index("</title>") < page.index('<link rel="me"') < page.index("</head>")
    assert "--radius:0" in files["_theme/style.css"]
    assert "Take these with you" in page
    assert "Made with care by Ours." in page
    assert page.index("Stuck? Ask us") < page.index("Take these with you")
    assert '<div class="timetable">' in files["times/index.html"]
    assert "Content-Security-Policy" in page


def test_the_guides_examples_of_paper_are_drawn() -> None:
    build, _ = built()
    (output,) = [each for each in build.outputs if each.path == "checklists/a.pdf"]
    assert isinstance(output, DownloadOutput)
    with pikepdf.open(BytesIO(make(form_job(SiteContext(build.site, build.theme, build.outline), output)).data)) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes()
    assert b"0.078431375 0.12941177 0.23921569 scn" in drawn


def test_the_guide_names_every_file_that_draws_pdfs() -> None:
    print_folder = REPOSITORY / "themes/default/print"
    _, _, table = GUIDE.partition("| File | Draws |")
    table, _, _ = table.partition("\n\n")
    told = set(re.findall(r"`(?:form/|book/)?([\w-]+)(?:\.typ)?`", table))
    assert {path.stem for path in print_folder.rglob("*.typ")} <= told


def test_the_guide_names_every_part_of_the_style_sheet_in_its_order() -> None:
    told = re.findall(r"^\| `(\d\d-[\w-]+\.css)` \|", GUIDE, re.MULTILINE)
    assert told == sorted(path.name for path in (REPOSITORY / "themes/default/style").iterdir())


def test_the_guide_names_every_block() -> None:
    base = (REPOSITORY / "themes/default/templates/base.html").read_text(encoding="utf-8")
    (told,) = re.findall(r"The blocks of `base.html`: (.*)\.$", GUIDE, re.MULTILINE)
    assert re.findall(r"`(\w+)`", told) == re.findall(r"{% block (\w+)(?: scoped)? %}", base)
