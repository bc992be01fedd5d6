"""Downloads: made once, kept by content, listed where people look for them."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mentorsite.build.cache import Cache
from mentorsite.build.downloads import downloads, in_order
from mentorsite.build.fingerprint import download
from mentorsite.build.pipeline import prepare_project, write
from mentorsite.build.prepare import Build, prepare
from mentorsite.model.output import DownloadOutput, FormOutput
from mentorsite.render import renderer
from mentorsite.render.download_jobs import jobs
from mentorsite.render.forms.downloads import Download, make
from mentorsite.render.forms.jobs import Job
from mentorsite.render.forms.pdf.fields import pdf_fields
from mentorsite.render.site_context import SiteContext
from tests.commands import run
from tests.conftest import PROGRAM, prepared, starter_in_english, tree_of
from tests.sheets import EVERY_FIELD, sheets

FILES = {
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/programs/p.yml": f"{PROGRAM}checklists: [a, b]\n",
    "content/checklists/a.yml": "title: First list\nitems: [One, Two]\n",
    "content/checklists/b.yml": "title: Second list\nitems: [Three]\n",
}


def jobs_of(build: Build) -> tuple[Job, ...]:
    made = jobs(SiteContext(build.site, build.theme, build.outline), build.outputs)
    return tuple(job for job in made if isinstance(job, Job))


def pages(build: Build, made: dict[str, Download]) -> dict[str, str]:
    render = renderer(SiteContext(build.site, build.theme, build.outline, made))
    wanted = [output for output in build.outputs if output.path.endswith("index.html")]
    return {output.path: bytes(render(output)).decode() for output in wanted}  # type: ignore[arg-type]


class Names(HTMLParser):
    """The names of a page's controls, each once, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.hidden = ""
        """The element of a row that only a page adds."""

    def handle_endtag(self, tag: str) -> None:
        if tag == self.hidden:
            self.hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if tag in ("li", "tr") and "data-more" in dict(attrs):
            self.hidden = tag
        if self.hidden:
            return
        if tag in ("input", "select", "textarea") and name and name not in self.names:
            self.names.append(name)


@pytest.mark.parametrize("files", [EVERY_FIELD, FILES, None], ids=["every field", "checklists", "the starter"])
def test_the_page_has_the_inputs_of_the_pdf_in_the_same_order(files: dict[str, str] | None) -> None:
    build = prepared(files) if files else prepare(starter_in_english())
    known = sheets(build)
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    for output in build.outputs:
        if isinstance(output, FormOutput):
            reader = Names()
            reader.feed(bytes(render(output)).decode())  # type: ignore[arg-type]
            sheet, words = known[output.entry.form.id]
            shown = [name for name in reader.names if not name.startswith("_")]
            assert shown == [field.name for field in pdf_fields(sheet, words) if not field.spare]


def test_a_file_stands_beside_the_page_of_its_form() -> None:
    paths = {output.path for output in prepared(FILES).outputs}
    assert {"checklists/a.pdf", "checklists/a.docx", "checklists/a.md", "checklists/a/index.html"} <= paths


def test_site_yml_says_which_downloads_there_are() -> None:
    none = prepared({**FILES, "site.yml": "title: T\ndownloads: []\n"})
    assert not [each.path for each in none.outputs if isinstance(each, DownloadOutput)]
    assert not any(each.path.startswith("downloads/") for each in none.outputs)
    one = prepared({**FILES, "site.yml": "title: T\ndownloads: markdown\n"})
    assert {each.path for each in one.outputs if isinstance(each, DownloadOutput)} == {
        "checklists/a.md", "checklists/b.md",
    }  # fmt: skip


def test_a_format_can_be_left_out() -> None:
    build = prepare(tree_of(FILES), without=frozenset({"pdf"}))
    assert {job.format for job in jobs_of(build)} == {"docx", "markdown"}
    page = pages(build, {})["checklists/a/index.html"]
    assert 'href="../a.docx"' in page
    assert ".pdf" not in page


def test_pages_list_files_with_type_pages_and_size() -> None:
    build = prepared(FILES)
    made = {"checklists/a.pdf": Download(b"x" * 42_000, 3), "checklists/a.docx": Download(b"x" * 9_000)}
    shown = pages(build, made)
    listing = {"checklists/a": "../", "programs/p": "../../checklists/", "downloads": "../checklists/"}
    for address, up in listing.items():
        path = f"{address}/index.html"
        assert f'href="{up}a.pdf"' in shown[path]
        assert "3 pages, 42 KB" in shown[path]
        assert "9 KB" in shown[path]


def test_what_is_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    todo = [job for job in jobs_of(prepared(FILES)) if job.format == "markdown"]
    first = downloads(tuple(todo), Cache(tmp_path))
    monkeypatch.setattr("mentorsite.build.downloads.make", lambda job: pytest.fail(f"{job.path} was made again"))
    assert downloads(tuple(todo), Cache(tmp_path)) == first


def test_what_is_the_same_is_made_once_whatever_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = next(each for each in jobs_of(prepared(FILES)) if each.format == "markdown")
    made, steps = list[str](), list[int]()

    def once(job: Job) -> Download:
        made.append(job.path)
        return make(job)

    monkeypatch.setattr("mentorsite.build.downloads.make", once)
    same, other = replace(job, path="b.md"), replace(job, path="c.md", sheet=replace(job.sheet, title="Another"))
    one, two, three = in_order((job, same, other), Cache(tmp_path), workers=1, step=lambda: steps.append(1))
    assert (one == two, one == three) == (True, False)
    assert made == [job.path, "c.md"]
    assert len(steps) == 3


def test_another_content_tool_or_look_is_another_fingerprint() -> None:
    job = next(job for job in jobs_of(prepared(FILES)) if job.path == "checklists/a.pdf")
    others = [
        replace(job, sheet=replace(job.sheet, title="Another title")),
        replace(job, look=replace(job.look, accent="#123456")),
        replace(job, look=replace(job.look, paper="letter")),
        replace(job, words={**job.words, "required": "needed"}),
        replace(job, assets={"form.typ": b""}),
    ]
    keys = {download(each, "") for each in (job, *others)}
    assert len(keys | {download(job, "another version")}) == len(others) + 2


def test_many_files_are_made_side_by_side_and_alike(tmp_path: Path) -> None:
    todo = jobs_of(prepared(FILES))
    together = downloads(todo, Cache(tmp_path / "a"), workers=2)
    alone = downloads(todo, Cache(tmp_path / "b"), workers=1)
    assert together == alone
    assert together["checklists/a.pdf"].pages == 1


def test_a_second_build_of_the_handbook_changes_nothing(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name, text in {"site.yml": "title: T\n", **FILES}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    for expected in (True, False):
        done = write(prepare_project(project), project, tmp_path / "out").published
        assert bool(done.changed) is expected


def test_an_unknown_format_to_leave_out_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: T\n")
    done = run("build", "-C", tmp_path, "--without", "pdf,word")
    assert done.returncode == 2
    assert "word: it takes pdf, docx, markdown" in done.stderr
