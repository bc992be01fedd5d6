"""Which files are published as they are: by their endings, their names and their first bytes."""

import pytest

from mentorsite.build.prepare import Build
from mentorsite.loader.active_files import HARMLESS, HOST_FILES, TOP_FILES, begins_like_markup, refused
from mentorsite.model.site import Site
from tests.conftest import prepared, rendered

RUN = """
page.html a.HTM
a.xhtml a.xht a.shtml a.mht a.mhtml a.hta a.svgz a.xml a.xsl a.xslt a.xsd a.rng a.rdf a.rss a.atom a.wsdl
a.mathml a.mml a.kml a.gpx a.owl a.dtd a.ent a.xul a.xbl a.htc a.jnlp a.swf a.jar a.webmanifest a.appcache a.manifest
script.js a.mjs a.cjs a.css a.wasm a.map a.php a.php5 a.phtml a.phar a.cgi a.pl a.py a.asp a.aspx a.jsp a.sh a.exe
LICENSE index noending a. a.htm.bak a.html~ a.html.gz a.svg.gz a.html.en a.unknown a.html.orig
photo.php.jpg photo.PHP5.jpg photo.php;.jpg a.b.cgi.txt a.shtml.png a.asp;.jpg a.var.txt
a.html.ris b.html.mobi c.HTM.midi d.js.midi a.xhtml.bib a.xml.avif a.mjs.ris a.css.key a.html.txt a.html.b.ris
a.gz.ris a.html;.ris a.cer;.ris a.cer.png a.phtm.ris a.pht.ris a.cdx;.jpg a.cshtml.txt a.vbhtm.txt a.ascx.txt a.svc.ris
"""
"""Names of files that some browser or host may run."""
SHOWN = """
photo.JPG slides.pdf 2027.v1.2.final.docx a.b.c.txt notes.txt data.csv data.json voice.mp3 a.zip
drawing.svg.png html.ris xml-notes.docx a.xmlnotes.txt next.js-talk.pdf guide.es.pdf
cer.ris a.officer.pdf a.phase.pdf a.certificate.pdf Node.js.pdf a.svg.odt a.svgz.png a.html.svg.png
"""


@pytest.mark.parametrize("name", RUN.split())
def test_a_file_that_is_not_known_to_be_harmless_is_not_published(name: str) -> None:
    found = refused(f"content/guide/{name}", is_markup=False)
    assert found
    assert (found.code, found.fatal) == ("active-file", True)
    assert "`publish:` in site.yml" in found.hint


def test_an_ending_within_a_name_is_told_with_how_to_call_it() -> None:
    found = refused("content/old.page.html.ris", is_markup=False)
    assert found
    assert "with `html` in its name" in found.message
    assert found.hint.startswith("write `-` in place of the dot before `html`")


@pytest.mark.parametrize("name", SHOWN.split())
def test_a_harmless_file_is_published(name: str) -> None:
    assert refused(f"content/guide/{name}", is_markup=False) is None


@pytest.mark.parametrize("ending", sorted(HARMLESS - {".svg"}))
def test_what_begins_like_markup_is_not_published_whatever_it_is_called(ending: str) -> None:
    found = refused(f"content/a{ending}", is_markup=True)
    assert found
    assert "begins like HTML or XML" in found.message


MARKUP = {
    "a page": b"<!DOCTYPE html><script>",
    "a tag after white space": b"\r\n\t\x0c <script>",
    "a comment": b"<!-- x -->",
    "a declaration": b"<?xml version='1.0'?>",
    "a byte order mark": b"\xef\xbb\xbf<a>",
    "UTF-16, its lower byte first": "\ufeff<a>".encode("utf-16-le"),
    "UTF-16, its upper byte first": "\ufeff \n<a>".encode("utf-16-be"),
    "UTF-16 without a mark": "<a>".encode("utf-16-le"),
    "UTF-32": "\ufeff<a>".encode("utf-32-le"),
    "UTF-32, its upper byte first": "\ufeff<a>".encode("utf-32-be"),
}


@pytest.mark.parametrize("data", MARKUP.values(), ids=MARKUP.keys())
def test_markup_is_seen_in_every_encoding(data: bytes) -> None:
    assert begins_like_markup(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n<svg>",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"words <b>",
        b"\xff\xd8\xff",
        b"<3 thanks",
        b"< b",
        b"<",
    ],
)
def test_other_files_are_not_taken_for_markup(data: bytes) -> None:
    assert not begins_like_markup(data)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        *((name, folder) for name in (*HOST_FILES, "Web.Config") for folder in ("", "guide/")),
        *((name, "") for name in ("CNAME", "_Headers", "Vercel.JSON", "STATICWEBAPP.config.json")),
    ],
)
def test_a_file_that_changes_what_a_host_does_is_not_published(name: str, folder: str) -> None:
    found = refused(f"content/{folder}{name}", is_markup=False)
    assert found
    assert (found.code, found.fatal) == ("host-file", True)
    assert "`publish:` in site.yml" in found.hint


@pytest.mark.parametrize("name", TOP_FILES)
def test_a_file_that_speaks_for_the_site_is_not_published_at_its_top(name: str) -> None:
    found = refused(f"content/{name}", is_markup=False)
    assert found
    assert found.code == "host-file"
    elsewhere = refused(f"content/guide/{name}", is_markup=False)
    assert elsewhere is None or elsewhere.code == "active-file"


@pytest.mark.parametrize("name", ["data/package.json", "guide/vercel.json", "es/routes.json"])
def test_data_is_published_elsewhere_whatever_hosts_read_at_the_top(name: str) -> None:
    assert refused(f"content/{name}", is_markup=False) is None


# Within a handbook.


def built(files: dict[str, str], settings: str = "") -> Build:
    return prepared({"site.yml": f"title: T\n{settings}", "content/index.md": "# Home\n", **files})


def published(site: Site) -> list[str]:
    return [asset.source.removeprefix("content/") for asset in site.assets]


def test_what_is_not_published_is_told_once_and_links_to_it_are_not() -> None:
    files = {
        "content/index.md": "# Home\n\n[a](page.html) [b](photo.png)\n",
        "content/page.html": "<b>",
        "content/photo.png": "<b>",
    }
    build = built(files)
    assert [(each.code, each.path) for each in build.problems] == [
        ("active-file", "content/page.html"),
        ("active-file", "content/photo.png"),
    ]
    assert published(build.site) == []


NAMED = {
    "content/CNAME": "a.example",
    "content/page.html": "<b>",
    "content/.well-known/security.txt": "x",
    "content/tools/a.js": "1",
}


def test_what_site_yml_names_is_published_as_it_is() -> None:
    build = built(NAMED, "publish: [CNAME, page.html, .well-known/, tools]\n")
    assert build.problems == ()
    assert sorted(published(build.site)) == [".well-known/security.txt", "CNAME", "page.html", "tools/a.js"]


def test_nothing_is_published_but_what_site_yml_names() -> None:
    build = built(NAMED, "publish: [tools/a.js, page]\n")
    assert published(build.site) == ["tools/a.js"]
    told = [(each.code, each.path) for each in build.problems]
    assert told == [
        ("host-file", "content/.well-known/security.txt"),
        ("host-file", "content/CNAME"),
        ("active-file", "content/page.html"),
        ("unknown-reference", "site.yml"),
    ]


def test_a_name_that_nothing_has_is_told_with_the_nearest() -> None:
    (found,) = built({"content/CNAME": "a"}, "publish: [CNAME, cname]\n").problems
    assert (found.code, found.path, found.line, found.hint) == (
        "unknown-reference",
        "site.yml",
        2,
        "did you mean `CNAME`?",
    )


def test_a_domain_in_content_is_told_and_that_of_site_yml_is_published() -> None:
    build = built(
        {"content/CNAME": "evil.example"}, "url: https://handbook.example/\nchecks: {'*': advice, made-up: off}\n"
    )
    assert [each.code for each in build.problems] == ["host-file"]
    assert "`url` of site.yml" in build.problems[0].message
    files = {
        "site.yml": "title: T\nurl: https://handbook.example/\nchecks: {'*': advice}\n",
        "content/index.md": "# Home\n",
    }
    assert rendered({**files, "content/CNAME": "evil.example"})["CNAME"] == "handbook.example\n"


SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg">\n<script>alert(1)</script><path d="M0 0"/></svg>'


def test_a_drawing_is_written_anew_unless_site_yml_names_it() -> None:
    build = built({"content/a.svg": SCRIPT, "content/b.svg": SCRIPT}, "publish: b.svg\n")
    assert [(each.code, each.path, each.line, each.fatal) for each in build.problems] == [
        ("svg-part", "content/a.svg", 2, False)
    ]
    assert published(build.site) == ["a.svg", "b.svg"]
    assert list(build.site.drawings) == ["content/a.svg"]
    assert b"script" not in build.site.drawings["content/a.svg"]
    assert build.site.assets[0].size == len(build.site.drawings["content/a.svg"])


@pytest.mark.parametrize("name", ["id_rsa", "id_ed25519", "ours.PEM", "laptop.ppk", "a.pfx", "client_secret_12.json"])
def test_a_key_is_told_as_one_and_not_published(name: str) -> None:
    found = refused(f"content/files/{name}", is_markup=False)
    assert found
    assert "lets others in, so it is not published" in found.message
    assert "git's history" in found.hint


@pytest.mark.parametrize("name", ["talk.key", "id_rsa.txt", "secret.json", "clients.json", "pem.pdf"])
def test_what_is_only_called_a_little_like_a_key_is_published(name: str) -> None:
    assert refused(f"content/files/{name}", is_markup=False) is None
