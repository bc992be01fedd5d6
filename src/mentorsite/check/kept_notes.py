"""Files whose notes are published, for mentorsite neither takes them out nor reads them."""

from collections.abc import Iterator

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.active_files import ending
from mentorsite.model.site import Site

SAVE_AS = {
    **dict.fromkeys((".ogg", ".oga", ".opus", ".mid", ".midi"), "MP3 or M4A"),
    ".ogv": "MP4 or WebM",
    **dict.fromkeys((".eps", ".ai"), "SVG or PNG"),
    **dict.fromkeys((".doc", ".dot", ".rtf"), "DOCX or PDF"),
    **dict.fromkeys((".xls", ".xlt"), "XLSX"),
    **dict.fromkeys((".ppt", ".pps"), "PPTX or PDF"),
    **dict.fromkeys((".pages", ".key"), "PDF"),
    ".numbers": "XLSX or PDF",
}
"""What to save a file as, by its ending: the notes of those are left out, or told."""


def kept_notes(site: Site) -> Iterator[Problem]:
    """Files that may tell who made them, and where, in a way that isn't looked into."""
    for asset in site.assets:
        if other := SAVE_AS.get(ending(asset.source)):
            message = f"a `{ending(asset.source)}` file may tell who made it, and is published as it is"
            yield problem("notes-kept", Place(asset.source), message, f"if nobody needs to know, save it as {other}")
