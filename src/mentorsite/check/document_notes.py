"""Documents that tell more than their words: who wrote, saved and reviewed them, and the places of photos in them."""

from collections.abc import Iterator

from mentorsite.errors import Place, Problem, problem, visible
from mentorsite.loader.git_lfs import FAULT, HINT
from mentorsite.model.document_names import ADDRESSES, CHANGE, COMMENT, PAIRS, PHOTO, Named
from mentorsite.model.site import Site

WHERE = {
    "docx": "in Word, File > Info > Check for Issues > Inspect Document",
    "xlsx": "in Excel, File > Info > Check for Issues > Inspect Workbook",
    "pptx": "in PowerPoint, File > Info > Check for Issues > Inspect Presentation",
    "pdf": "take it out of the file that the PDF was made of, and make the PDF again",
}
ELSEWHERE = "in LibreOffice, File > Properties > General > Reset Properties"
MAX_LISTED_NAMES = 3
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xltx", ".ods")
PEOPLE_LISTED = {ADDRESSES: "people's addresses", PAIRS: "who is paired with whom"}


def names_in_documents(site: Site) -> Iterator[Problem]:
    """Documents that carry a name of someone, or the place of a photo; the organization's own name is no one's."""
    own = {site.settings.title.casefold()}
    if site.settings.organization:
        own.add(site.settings.organization.name.casefold())
    for asset in site.assets:
        names = []
        for each in asset.names:
            is_of_no_one = each.name.casefold() in own and not _is_of_reviewer(each)
            if not is_of_no_one and each.key not in PEOPLE_LISTED:
                names.append(each)
        if names:
            message = f"the file tells {_names(names)}"
            yield problem("names-in-document", Place(asset.source), message, _what_to_do(asset.source, names))


def damaged_documents(site: Site) -> Iterator[Problem]:
    """Documents and archives that nobody can open, since they are empty, cut off or something else."""
    for asset in site.assets:
        if asset.fault:
            if asset.fault == FAULT:
                hint = HINT
            else:
                hint = "copy it again from where you have it"
            yield problem("damaged-document", Place(asset.source), f"{asset.fault}, so nobody can open it", hint)


def addresses_in_tables(site: Site) -> Iterator[Problem]:
    """Tables and lists of people's addresses or names, such as one of pairs that was put into `content/`."""
    for asset in site.assets:
        for key in {each.key for each in asset.names} & PEOPLE_LISTED.keys():
            kind = "table" if asset.source.lower().endswith(TABLES) else "file"
            message = f"the {kind} lists {PEOPLE_LISTED[key]} and is published"
            hint = "move it out of content/, unless everyone may read it; deleted files stay in git's history"
            yield problem("addresses-in-table", Place(asset.source), message, hint)


def _what_to_do(source: str, names: list[Named]) -> str:
    steps = []
    if any(each.key == PHOTO for each in names):
        steps.append("put copies of the photos in that were saved without their place")
    if any(map(_is_of_reviewer, names)):
        steps.append("take its comments out, and accept or reject its changes: what was deleted is still in it")
    if any(each.key != PHOTO and not _is_of_reviewer(each) for each in names):
        where = WHERE.get(source.rpartition(".")[2].lower(), ELSEWHERE)
        steps.append(f"{where}, then save it here")
    return f"if nobody needs to know: {'; and '.join(steps)}"


def _is_of_reviewer(name: Named) -> bool:
    return name.key.endswith((COMMENT, CHANGE))  # in an archive the document's name stands before it


def _names(names: list[Named]) -> str:
    listed = ", ".join(f"{each.key} “{visible(each.name)}”" for each in names[:MAX_LISTED_NAMES])
    if len(names) > MAX_LISTED_NAMES:
        return f"{listed} and {len(names) - MAX_LISTED_NAMES:,} more"
    return listed
