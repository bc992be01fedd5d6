"""What problems are about, where several may be one mistake: see `errors.mistakes`."""

from mentorsite.model.site import Site

NO_PROGRAM = "programs"
"""What is about the program that a handbook does not have."""


def about_id(what: str, id: str, source: str) -> str:
    """Problems of places that name an id which the program in `source` does not have: `what` is in words."""
    return f"{what} {id} of {source}"


def form_named(site: Site, id: str) -> str:
    """What a form that is not there is about, as all say that name it by its folder; `form …` where nothing does."""
    for entry in site.originals:
        for folder, listed in entry.program.forms.items():
            if id in listed:
                return f"{folder}/{id}"
    return f"form/{id}"
