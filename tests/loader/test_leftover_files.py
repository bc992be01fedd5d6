"""What editors, office programs and systems leave beside a handbook's files is never published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.build.pipeline import prepare_project, write
from mentorsite.loader.leftover_files import is_left_over, original_of
from mentorsite.scaffold.import_ import import_handbook
from mentorsite.serve.snapshot import Reader
from tests.conftest import SITE, prepared
from tests.linear import grows_in_proportion, seconds

Project = Callable[[dict[str, str]], Path]
OF_PROGRAMS = (
    "page.md~", "page.md.bak", "page.bak", "page.md.orig", "page.md.rej", "#page.md#", "page.md.swp", "~$greement.docx",
    "~$page.md", "x.tmp", "page.md.tmp", "film.mp4.part", "film.mp4.crdownload", "page.md___jb_tmp___", "4913",
    "page.sync-conflict-20270101-101500-ABCDEFG.md", "page (Robin's conflicted copy 2027-01-01).md",
    "page (conflicted copy 2027-01-01 101500).md", "page_conflict-20270101-101500.md", "PAGE.MD.BAK",
    "page [conflict].md", "page [Conflicted].docx", "~page.md", "page.~1~.md", "page.autosave.md", "page.md.save",
    "film.mp4.download", "film.mp4.opdownload", "plan.docx.icloud", "plan.lock", "plan.docx.sb-1a2b3c4d-Xy12Zw",
    *(f"page_{side}_{number}.md" for side in ("BACKUP", "LOCAL", "REMOTE", "BASE") for number in (1, 20431)),
)  # fmt: skip
OF_SYSTEMS = (
    ".#page.md", ".page.md.swp", ".~lock.plan.odt#", "Thumbs.db", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db",
    "desktop.ini", "Desktop.ini", ".DS_Store", "Icon\r", "._page.md", ".fuse_hidden0000001", ".nfs0000001",
)  # fmt: skip
FOLDERS_OF_PROGRAMS = ("#recycle", "@Recycle", "#snapshot", "lost+found", "@eaDir", "guide.bak")
MEANT = (
    "page.md", "a~b.md", "#1.md", "page_local_1.md", "BASE_1.md", "recycle/page.md", "autosave.md",
    "#welcome.md", "4913.md", "backup.md", "temp.md", "copy.md", "icon.png", "old/page.md", "part.md",
    "conflict.md", "how-to-handle (a conflict).md", "draft.md", "thumbs.png", "x.part.md", "photo-original.jpg",
    "download.md", "lock.md", "a.sb-1.md", "how to download.pdf", "locks.png", "[conflict] talk.pdf",
    "conflict [conflict] plan.md",
)  # fmt: skip


@pytest.mark.parametrize("name", [*OF_PROGRAMS, *FOLDERS_OF_PROGRAMS, *OF_SYSTEMS])
def test_what_is_left_is_known_by_its_name(name: str) -> None:
    assert is_left_over(name)


@pytest.mark.parametrize("name", MEANT)
def test_what_people_name_themselves_is_not_taken_for_left(name: str) -> None:
    assert not any(is_left_over(part) for part in name.split("/"))


def test_none_of_it_is_published_and_what_can_be_seen_is_told_once(project: Project, tmp_path: Path) -> None:
    left = [*OF_PROGRAMS, *OF_SYSTEMS, "__MACOSX/page.md", "__MACOSX/._page.md"]
    left += [f"{name}/page.md" for name in FOLDERS_OF_PROGRAMS]
    texts = {f"content/guide/{name}": "# SECRET\n" for name in left}
    folder = project({"site.yml": SITE, "content/index.md": "# Home\n", "content/guide/page.md": "# Page\n", **texts})
    build = prepare_project(folder)
    told = [each.path.removeprefix("content/guide/") for each in build.problems if each.code == "left-over"]
    assert sorted(told) == sorted([*OF_PROGRAMS, *FOLDERS_OF_PROGRAMS])
    assert not any(each.fatal for each in build.problems)
    write(build, folder, tmp_path / "public")
    published = [path for path in (tmp_path / "public").rglob("*") if path.is_file()]
    assert [
        path for path in published if is_left_over(path.name) and path.name not in (".mentorsite.json", ".nojekyll")
    ] == []
    assert [path for path in published if b"SECRET" in path.read_bytes()] == []
    assert (tmp_path / "public/guide/page/index.html").is_file()


def test_a_link_to_it_leads_nowhere(project: Project) -> None:
    files = {"site.yml": SITE, "content/index.md": "# Home\n\n[Old](page.md.bak)\n", "content/page.md.bak": "# Old\n"}
    assert "broken-link" in {each.code for each in prepare_project(project(files)).problems}


def test_a_preview_shows_none_of_it_and_does_not_speak_of_it(project: Project) -> None:
    folder = project({"site.yml": SITE, "content/index.md": "# Home\n", "content/index.md~": "# Old\n"})
    tree = Reader(folder).read().tree
    assert (dict(tree.assets), tree.problems) == ({}, ())
    assert "content/index.md~" not in tree.texts


def test_an_import_brings_none_of_it_and_lists_what_can_be_seen(project: Project, tmp_path: Path) -> None:
    texts = {f"docs/{name}": "# SECRET\n" for name in (*OF_PROGRAMS, *OF_SYSTEMS)}
    folder = project({"docs/index.md": "# Home\n", "docs/page.md": "# Page\n", **texts})
    done = import_handbook(folder / "docs", tmp_path / "made")
    texts_made = [path.read_bytes() for path in (tmp_path / "made/content").rglob("*") if path.is_file()]
    assert [text for text in texts_made if b"SECRET" in text] == []
    listed = " ".join(loss.path for loss in done.result.losses)
    assert "~$greement.docx" in listed
    assert "Thumbs.db" not in listed


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("page copy.md", "page.md"), ("page copy 2.md", "page.md"), ("page (1).md", "page.md"),
        ("page(2).md", "page.md"),
        ("page - Copy.md", "page.md"), ("page - Copy (2).md", "page.md"), ("Copy of page.md", "page.md"),
        ("page - Kopie.md", "page.md"), ("Kopie von page.md", "page.md"), ("page (1).yml", ""),
        ("copy.md", ""), ("page.md", ""), ("other copy.md", ""), ("page 1.md", ""), ("page (2027).md", ""),
        ("LICENSE copy", "LICENSE"), ("page - copia.md", "page.md"),
        ("page (copy).md", "page.md"), ("page (another copy).md", "page.md"), ("page (3rd copy).md", "page.md"),
        ("page (Kopie).md", "page.md"), ("page (copia 2).md", "page.md"), ("page-copy.md", "page.md"),
        ("page_copy.md", "page.md"), ("page – Kopie.md", "page.md"), ("page - Kopya.md", "page.md"),
        ("page — копия.md", "page.md"), ("page - 副本.md", "page.md"), ("page 的副本.md", "page.md"),
        ("page のコピー.md", "page.md"), ("pageのコピー2.md", "page.md"), ("page의 사본.md", "page.md"),
        ("Kopia page.md", "page.md"), ("Copia di page.md", "page.md"), ("Copy (2) of page.md", "page.md"),
        ("page[1].md", "page.md"), ("page [2].md", "page.md"), ("page-DESKTOP-4F7K2LQ.md", "page.md"),
        ("page-LAPTOP-AB12CD34-2.md", "page.md"), ("page-Marias-MacBook-Pro.md", "page.md"),
        ("page (Konfliktkopie von Ann 2026-01-02).md", "page.md"), ("page (Case Conflict).md", "page.md"),
        ("page (copie en conflit de Ann 2026-01-02).md", "page.md"), ("page.conflict.md", "page.md"),
        ("page (SFConflict ann@test.org 2026-01-01-10-10-10).md", "page.md"), ("page_old.md", "page.md"),
        ("page (old).md", "page.md"), ("OLD page.md", "page.md"), ("page - Backup.md", "page.md"),
        ("other-DESKTOP-4F7K2LQ.md", ""), ("page-desktop-and-phone.md", ""), ("page-backup.md", ""),
        ("page-2.md", ""), ("page-copying.md", ""), ("page (a copyist).md", ""), ("page-iPhone.md", ""),
        ("page-WIN-win.md", ""), ("page (conflicts.md", ""), ("page-bold.md", ""), ("folder.d copy", ""),
    ],
)  # fmt: skip
def test_a_copy_is_known_by_its_name_and_what_stands_beside_it(name: str, original: str) -> None:
    assert original_of(name, {"page.md", "LICENSE", name}) == original


def test_a_copy_is_published_and_advised_on() -> None:
    files = {
        "site.yml": SITE,
        "content/index.md": "# Home\n",
        "content/a/page.md": "# P\n",
        "content/a/page copy.md": "# P\n",
    }
    (told,) = [each for each in prepared(files).problems if each.code == "copied-file"]
    assert (told.path, told.fatal) == ("content/a/page copy.md", False)
    assert "a copy of page.md" in told.message


@pytest.mark.parametrize("name", ["guide copy", "guide - Kopie (2)", "guide (copy)", "guide_old"])
def test_a_copied_folder_is_told_once(name: str) -> None:
    files = {
        "content/index.md": "# Home\n",
        "content/a/guide/more/page.md": "# P\n",
        f"content/a/{name}/more/page.md": "# P\n",
        f"content/a/{name}/other.md": "# O\n",
    }
    (told,) = [each for each in prepared(files).problems if each.code == "copied-file"]
    assert (told.path, told.fatal) == (f"content/a/{name}", False)
    assert "a copy of the folder guide" in told.message


LONG = f"# Goals\n\n{'Write down what you want to learn. ' * 5}\n"


@pytest.mark.parametrize("name", ["goals2.md", "goals final.md", "z-goals.md", "kopija od goals.md"])
def test_a_page_that_says_the_same_as_another_one_is_told(name: str) -> None:
    files = {"content/index.md": "# Home\n", "content/a/goals.md": LONG, f"content/a/{name}": LONG}
    (told,) = [each for each in prepared(files).problems if each.code == "copied-file"]
    assert (told.path, told.fatal) == (f"content/a/{name}", False)
    assert "the very same as goals.md" in told.message


def test_a_copy_that_says_the_same_is_told_once() -> None:
    files = {"content/index.md": "# Home\n", "content/goals.md": LONG, "content/goals (copy).md": LONG}
    told = [each.path for each in prepared(files).problems if each.code == "copied-file"]
    assert told == ["content/goals (copy).md"]


def test_texts_that_may_be_the_same_are_not_told() -> None:
    draft = LONG.replace("# Goals", "---\ndraft: true\n---\n\n# Goals")
    files = {
        "site.yml": f"{SITE}languages: {{en: English, es: Español}}\n",
        "content/index.md": "# Home\n",
        "content/goals.md": LONG,
        "content/goals.es.md": LONG,
        "content/a/goals.md": LONG,
        "content/a/_goals.md": LONG,
        "content/b/one.md": draft,
        "content/b/two.md": draft,
        "content/c/one.md": "# Soon\n",
        "content/c/two.md": "# Soon\n",
    }
    assert [each for each in prepared(files).problems if each.code == "copied-file"] == []


def test_looking_for_copies_takes_time_by_their_number() -> None:
    names = [f"{'(copy' * 40}-s-({index}" for index in range(4)]
    assert grows_in_proportion(
        lambda size: seconds(lambda: [original_of(f"{name} {each}", names) for each in range(size) for name in names]),
        50,
    )
