"""What every input must keep to, as one function an input: for the tests, and for scripts/fuzz."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import PureWindowsPath
from typing import Any

from jinja2 import Environment
from pydantic import BaseModel, TypeAdapter, ValidationError

from mentorsite.build.prepare import Build, prepare
from mentorsite.errors import Place, Problem
from mentorsite.loader import yaml_source
from mentorsite.loader.svg.rewrite import drawing
from mentorsite.loader.tree import Tree, decoded
from mentorsite.markdown.document import Document
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse
from mentorsite.markdown.sanitize import SCHEMES, scheme
from mentorsite.model.certificate import CertificateFile
from mentorsite.model.form import AgreementFile, ChecklistFile, WorksheetFile
from mentorsite.model.message import MessageFile
from mentorsite.model.moment import Moment, When
from mentorsite.model.output import BookPdfOutput, CertificatePdfOutput, DownloadOutput, IconOutput
from mentorsite.model.page import FrontMatter
from mentorsite.model.placed_text import Scalar
from mentorsite.model.program import Program
from mentorsite.model.settings import Settings
from mentorsite.model.site import Site
from mentorsite.model.urls import output_path, page_address, unsafe_name
from mentorsite.render import renderer
from mentorsite.render.context import RenderContext
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.links import Inside, Outside, destination
from mentorsite.structure.moments import led, resolved
from mentorsite.structure.variables import scopes
from mentorsite.theme.environment import environment
from mentorsite.theme.values import Template, Theme
from tests.conftest import PICTURE, PROGRAM, SITE, tree_of

MODELS = (Settings, Program, AgreementFile, ChecklistFile, WorksheetFile, MessageFile, CertificateFile, FrontMatter)
DATED = "cohorts: {one: {label: One, start: 2027-02-01, end: 2027-07-30, timezone: UTC, status: open}}\n"
LISTS = "phases: {work: {label: Work, start: match + 2 weeks}}\ncheck_ins: {mid: {label: Mid, at: phase work}}\n"
FILES = {
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/a b/page.md": "---\ntitle: Page\n---\n## Part\n",
    "content/photo.png": PICTURE,
    "content/programs/p.yml": f"{PROGRAM}{DATED}{LISTS}",
}


def every_key() -> list[str]:
    """All keys that any definition has."""
    found: dict[str, None] = {}
    waiting: list[Any] = list(MODELS)
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                found[field.alias or name] = None
                waiting.append(field.annotation)
        waiting += getattr(kind, "__args__", ())
    return sorted(found)


@cache
def project() -> Tree:
    return tree_of(FILES)


def with_file(path: str, data: bytes) -> Tree:
    """The project with one more file, or another in its place."""
    tree = project()
    return Tree({**tree.texts, path: data}, tree.assets, tree.themes)


class Acting(HTMLParser):
    """Finds scripts, handlers and addresses that no page of a site has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = dict(attrs)
        if tag in ("iframe", "object", "embed", "base") or (tag == "script" and "_theme/" not in str(here.get("src"))):
            self.found.append(tag)
        for name, value in attrs:
            kind = scheme(value or "") if name in ("href", "src", "action", "formaction") else ""
            if name.startswith("on") or name in ("style", "srcdoc", "srcset") or kind not in {*SCHEMES, "", "webcal"}:
                self.found.append(f"{tag} {name}={value}")


def is_inside(path: str) -> bool:
    """Whether a path of an output stays below the output, on any system."""
    windows = PureWindowsPath(path)
    return not windows.anchor and ".." not in windows.parts and not path.startswith("/")


def told(problems: tuple[Problem, ...], tree: Tree) -> None:
    """Every problem has words, and a place in its file."""
    for each in problems:
        text = decoded(each.path, tree.texts.get(each.path, b""))
        lines = text.count("\n") + 1 if isinstance(text, str) else each.line
        assert each.message, each
        assert 1 <= each.line <= lines + 1, each
        assert each.column >= 1, each


def built(tree: Tree) -> Build:
    """A project prepared, and all of it rendered that is made of text, faults as advice."""
    build = prepare(tree, today=date(2027, 3, 1))
    told(build.problems, tree)
    for output in build.outputs:
        assert is_inside(output.path), output.path
    if any(each.fatal and each.code in ("site-file", "theme") for each in build.problems):
        return build
    render = renderer(SiteContext(build.site, build.theme, build.outline, ready=once(build.theme)))
    for output in build.outputs:
        if isinstance(output, BookPdfOutput | CertificatePdfOutput | IconOutput) or (
            isinstance(output, DownloadOutput) and output.format == "pdf"
        ):
            continue
        made = render(output)
        if isinstance(made, bytes) and output.path.endswith(".html"):
            found = Acting(made.decode()).found
            assert found == [], found
    return build


ENVIRONMENTS: dict[tuple[tuple[str, tuple[Template, ...]], ...], Environment] = {}


def once(theme: Theme) -> Environment:
    """The templates of a theme, compiled once: that takes longer than all the rest."""
    key = tuple(sorted(theme.templates.items(), key=lambda each: each[0]))
    if key not in ENVIRONMENTS:
        ENVIRONMENTS[key] = environment(theme)
    return ENVIRONMENTS[key]


ADVICE = SITE.replace("checks: {", 'checks: {"*": advice, ').encode()


def yaml(data: bytes) -> None:
    text = decoded("a.yml", data)
    if isinstance(text, str):
        found = yaml_source.read("a.yml", text)
        assert found.value is not None or found.problems
        told(found.problems, Tree({"a.yml": data}))
        assert all(1 <= place.line <= text.count("\n") + 1 for place in found.places.values())


def definition(path: str) -> Callable[[bytes], None]:
    def build(data: bytes) -> None:
        tree = with_file(path, data)
        built(Tree({**tree.texts, "site.yml": ADVICE}, tree.assets, tree.themes))

    return build


def site(data: bytes) -> None:
    built(with_file("site.yml", data))


def page(data: bytes) -> None:
    definition("content/fuzzed.md")(data)


@cache
def known_site() -> Site:
    return prepare(project()).site


@cache
def shown() -> Callable[[Document], str]:
    known = known_site()
    setting = RenderContext(known, "content/index.md", "", "en", scopes(known)("p"), {})
    return lambda document: setting.join(document.title) + setting.html(document)


def markdown(data: bytes) -> None:
    text = decoded("a.md", data)
    if isinstance(text, str):
        document = parse(text, Origin(Place("a.md")))
        told(document.problems, Tree({"a.md": data}))
        found = Acting(shown()(document)).found
        assert found == [], found


@cache
def dated() -> Program:
    (entry,) = known_site().programs
    return entry.program


def moment(data: bytes) -> None:
    value = Scalar(data.decode("utf-8", "replace"))
    value.origin = Origin(Place("a.yml"))
    try:
        found: Moment = TypeAdapter(When).validate_python(value)
    except ValidationError:
        return
    program = dated()
    assert isinstance(resolved(found, program, program.cohorts["one"]), date | str)
    assert led(found, program)
    again = Scalar(str(found))
    again.origin = value.origin
    assert TypeAdapter(When).validate_python(again) == found


def link(data: bytes) -> None:
    known = known_site()
    target = data.decode("utf-8", "replace")
    for image in (False, True):
        match destination(known, "content/a b/page.md", "a-b/page/", target, Place("a.md"), image=image):
            case Inside() as found:
                assert found.source in known.sources
            case Outside() as found:
                assert not image
                assert scheme(found.url) in {*SCHEMES, ""}
            case Problem() as found:
                assert found.message


def name(data: bytes) -> None:
    """A file whose name is said to be fine is published inside the site, and not hidden."""
    path = data.decode("utf-8", "replace").replace("\0", "").strip("/")
    if path and not any(each in ("", ".", "..") or each.startswith(".") for each in path.split("/")):
        whole = f"{path}.md"
        if not unsafe_name(whole):
            published = output_path(page_address(path))
            assert is_inside(published), published
            assert not any(each.startswith(".") for each in published.split("/")), published


def picture(data: bytes) -> None:
    found, problems = drawing("a.svg", data)
    assert {each.code for each in problems} <= {"active-file", "svg-part", "too-large"}
    if found is None:
        assert len(problems) == 1
        return
    again, taken = drawing("a.svg", found.data)
    assert again == found, "what was written anew would be written otherwise"
    assert taken == (), "something was left that is not allowed"


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "program": definition("content/programs/p.yml"),
    "agreement": definition("content/agreements/fuzzed.yml"),
    "checklist": definition("content/checklists/fuzzed.yml"),
    "worksheet": definition("content/worksheets/fuzzed.yml"),
    "site": site,
    "page": page,
    "markdown": markdown,
    "moment": moment,
    "link": link,
    "name": name,
    "picture": picture,
}


def seeds(name: str) -> Iterator[bytes]:
    """Right inputs to start from."""
    from tests.conftest import REPOSITORY

    where = {
        "yaml": "content/**/*.yml", "program": "content/programs/*.yml", "agreement": "content/agreements/*.yml",
        "checklist": "content/checklists/*.yml", "worksheet": "content/worksheets/*.yml", "site": "site.yml",
        "page": "content/guidelines/*.md", "markdown": "content/**/*.md",
    }  # fmt: skip
    for path in sorted(REPOSITORY.glob(where[name])) if name in where else ():
        yield path.read_bytes()
    few = {
        "moment": (b"match + 2 weeks", b"cohort end - 1 day", b"phase work + 3 months", b"check-in mid"),
        "link": (b"../index.md#top", b"page.md?a=b", b"https://a.example", b"%2e%2e/photo.png", b"//a.example"),
        "name": (b"01-first steps/02-a.es", b"guide/README", b"a.b", "é/选".encode()),
        "picture": (b'<svg xmlns="http://www.w3.org/2000/svg"><a href="#x"/></svg>',),
    }
    yield from few.get(name, ())
