"""Plugins: functions of other packages that change a site, check it and add files."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mentorsite.build import entry_points
from mentorsite.build.prepare import Build, prepare
from mentorsite.errors import UsageError
from mentorsite.model.site import Site
from mentorsite.plugin import File, Plugin, advice, with_page
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from tests import started
from tests.conftest import PROGRAM, REPOSITORY, SITE, tree_of

EXAMPLE = REPOSITORY / "examples" / "contacts"
CONTACTS = "contacts: {a: {name: Ada | Byron, email: ada@example.org}, b: {name: Bea}}\n"
FILES = {"content/index.md": "# Home\n", "content/programs/p.yml": PROGRAM + CONTACTS}


def with_plugin(plugin: Plugin | None, files: dict[str, str] | None = None) -> Build:
    site = {"site.yml": f"{SITE}plugins: ours\n"}
    return prepare(tree_of({**FILES, **site, **(files or {})}), find={"ours": plugin}.get)


def pages_of(build: Build) -> dict[str, str]:
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    made = {output.path: render(output) for output in build.outputs if output.path.endswith((".html", ".txt"))}
    return {path: data.decode() for path, data in made.items() if isinstance(data, bytes)}


def test_a_page_of_a_plugin_is_a_page_as_any_other() -> None:
    build = with_plugin(Plugin(site=lambda site: with_page(site, "extra.md", "# Extra\n\n[Home](index.md)\n")))
    assert not build.fatal, build.problems
    pages = pages_of(build)
    assert '<h1 id="extra">Extra</h1>' in pages["extra/index.html"]
    assert 'href="../extra/"' in pages["programs/index.html"]


def test_a_page_of_the_handbook_is_not_replaced() -> None:
    build = with_plugin(Plugin(site=lambda site: with_page(site, "index.md", "# Other\n")))
    assert [page.title for page in build.site.pages] == ["Home"]


def test_a_plugin_can_change_what_is_there() -> None:
    def renamed(site: Site) -> Site:
        return replace(site, pages=tuple(replace(page, title="Changed") for page in site.pages))

    assert [page.title for page in with_plugin(Plugin(site=renamed)).site.pages] == ["Changed"]


def test_a_problem_of_a_plugin_is_told_with_the_others_and_can_be_silenced() -> None:
    plugin = Plugin(check=lambda site: [advice("content/index.md", "too short", "write more")])
    (told,) = with_plugin(plugin).problems
    assert (told.path, told.code, told.message, told.fatal) == ("content/index.md", "plugin", "too short", False)
    quiet = SITE.replace("checks: {", "checks: {plugin: off, ") + "plugins: ours\n"
    assert with_plugin(plugin, {"site.yml": quiet}).problems == ()


def test_a_file_of_a_plugin_is_in_the_site_and_links_lead_to_it() -> None:
    plugin = Plugin(outputs=lambda site: [File("data.csv", b"a,b\n")])
    build = with_plugin(plugin, {"content/index.md": "# Home\n\n[Data](data.csv)\n"})
    assert build.problems == ()
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    assert [render(output) for output in build.outputs if output.path == "data.csv"] == [b"a,b\n"]
    assert 'href="data.csv"' in pages_of(build)["index.html"]


def test_a_file_where_something_stands_is_a_problem() -> None:
    (told,) = with_plugin(Plugin(outputs=lambda site: [File("llms.txt", b"")])).problems
    assert told.code == "same-url"


def test_a_plugin_that_is_not_installed_is_told_at_its_line() -> None:
    (told,) = with_plugin(None).problems
    assert (told.path, told.line, told.code) == ("site.yml", 3, "unknown-plugin")
    assert "`ours` is not installed" in told.message


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built and installed into a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--no-deps", "--no-build-isolation", "--target", folder, EXAMPLE], check=True)
    return folder


def run(command: str, folder: Path, installed: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), os.environ.get("PYTHONPATH", "")])}
    return started.run(command, "-C", folder, env=environment)


def test_the_example_makes_a_page_and_an_address_book(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "handbook"
    for path, text in {**FILES, "site.yml": f"{SITE}downloads: []\nsearch: false\nplugins: contacts\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    told = run("check", folder, installed)
    assert told.returncode == 0, told.stderr
    assert "the contact `Bea` has no email" in told.stderr
    for _ in range(2):
        built = run("build", folder, installed)
        assert built.returncode == 0, built.stderr
    assert "up to date" in built.stdout
    page = (folder / "public" / "contacts" / "index.html").read_text()
    assert "<td>Ada | Byron</td>" in page
    assert 'href="../contacts.vcf"' in page
    book = (folder / "public" / "contacts.vcf").read_bytes()
    assert book.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada | Byron\r\nEMAIL:ada@example.org\r\nEND:VCARD\r\n")
    without = run("check", folder, tmp_path)
    assert without.returncode == 1
    assert "the plugin `contacts` is not installed" in without.stderr


class _Point:
    value = "nowhere:plugin"

    def __init__(self, found: object) -> None:
        self.found = found

    def load(self) -> object:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.mark.parametrize("found", [ImportError("no module"), AttributeError("no plugin"), "a text"])
def test_a_plugin_that_cannot_be_loaded_is_told_in_words(found: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_points, "entry_points", lambda **_: [_Point(found)])
    with pytest.raises(UsageError, match=r"The plugin 'ours' \(nowhere:plugin\)"):
        entry_points.find("ours")


PLUGIN = """from dataclasses import replace
from mentorsite.plugin import Plugin

def shout(site):
    return replace(site, pages=tuple(owned(each) for each in site.pages))

def owned(page):
    return replace(page, front=page.front.model_copy(update=dict(owner={said!r})))

plugin = Plugin(site=shout)
"""


def test_a_build_sees_that_the_code_of_a_plugin_changed(tmp_path: Path) -> None:
    folder, plugin = tmp_path / "handbook", tmp_path / "installed"
    about = {
        "METADATA": "Name: shout\nVersion: 1\n",
        "entry_points.txt": "[mentorsite.plugins]\nshout = shout:plugin\n",
    }
    files = {f"installed/shout-1.dist-info/{name}": text for name, text in about.items()}
    files |= {"handbook/site.yml": f"{SITE}downloads: []\nsearch: false\nplugins: shout\n"}
    files |= {"handbook/content/index.md": "# Home\n"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    for said in ("First words", "Other, longer words"):  # Python tells code apart by its second and its length
        (plugin / "shout.py").write_text(PLUGIN.format(said=said))
        built = run("build", folder, plugin)
        assert built.returncode == 0, built.stderr
        assert said in (folder / "public" / "index.html").read_text()
    assert "up to date" in run("build", folder, plugin).stdout
