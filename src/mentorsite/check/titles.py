"""Names of files, folders and addresses that readers would see as titles."""

from collections.abc import Iterator, Mapping
from posixpath import basename

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.parse import title_from_name
from mentorsite.loader.sources import CONTENT
from mentorsite.model.cohort import Cohort
from mentorsite.model.people import Role
from mentorsite.model.placed_text import origin
from mentorsite.model.site import Site
from mentorsite.structure.links import Outside, destination

TECHNICAL = {
    "content",
    "contents",
    "doc",
    "docs",
    "files",
    "markdown",
    "md",
    "misc",
    "pages",
    "posts",
    "source",
    "src",
    "text",
}
"""Names of folders that say how a handbook is kept and not what is in them."""


def made_up_titles(site: Site) -> Iterator[Problem]:
    """Folders whose part of the menu is called after them, and entries of the menu that are an address."""
    pages = {page.address for page in site.pages}
    for source, address in site.sources.items():
        is_folder = source not in site.digests and _is_folder(source)
        if is_folder and address and address not in pages:
            title = title_from_name(basename(source))
            if title.lower() in TECHNICAL:
                message = f"the menu calls this folder `{title}`, after its name"
                yield problem("missing-title", Place(source), message, f"add {source}/index.md with a title")
    for entry in site.settings.navigation:
        found = destination(site, "content/index.md", "", entry.to.id, entry.to.place)
        if isinstance(found, Outside) and not entry.title:
            message = f"the menu shows the whole address `{entry.to.id}`"
            yield problem("missing-title", entry.to.place, message, f"write `{{to: {entry.to.id}, title: …}}`")


def same_labels(site: Site) -> Iterator[Problem]:
    """Cohorts and roles of one program that are called the same: each has a page, and is in lists."""
    for entry in site.originals:
        parts: dict[str, Mapping[str, Cohort | Role]] = {"cohorts": entry.program.cohorts, "roles": entry.program.roles}
        for key, named in parts.items():
            first: dict[str, str] = {}
            for id, each in named.items():
                other = first.setdefault(each.label, id)
                if other != id:
                    message = f"the {key} `{other}` and `{id}` are both called `{each.label}`"
                    yield problem("same-label", origin(id).place, message, "give one of them another label")


def _is_folder(source: str) -> bool:
    return source.startswith(CONTENT) and "." not in basename(source)
