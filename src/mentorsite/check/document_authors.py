"""Documents that tell more than their words: who wrote them, and who saved them last."""

from collections.abc import Iterator

from mentorsite.errors import Place, Problem, problem, visible
from mentorsite.model.site import PHOTO, Named, Site

WHERE = {
    "docx": "in Word, File > Info > Check for Issues > Inspect Document",
    "xlsx": "in Excel, File > Info > Check for Issues > Inspect Workbook",
    "pptx": "in PowerPoint, File > Info > Check for Issues > Inspect Presentation",
    "pdf": "take it out of the file that the PDF was made of, and make the PDF again",
}
ELSEWHERE = "in LibreOffice, File > Properties > General > Reset Properties"
MAX_LISTED_NAMES = 3


def names_in_documents(site: Site) -> Iterator[Problem]:
    """Documents that carry a name of someone, or the place of a photo; the organization's own name is no one's."""
    organization = site.settings.organization
    own = {site.settings.title.casefold(), organization.name.casefold() if organization else ""}
    for asset in site.assets:
        names = [each for each in asset.names if each.name.casefold() not in own]
        if names:
            where = WHERE.get(asset.source.rpartition(".")[2].lower(), ELSEWHERE)
            hint = f"if nobody needs to know: {where}, then save it here"
            if any(each.key == PHOTO for each in names):
                hint = "if nobody needs to know: put copies of the photos in that were saved without their place"
            yield problem("names-in-document", Place(asset.source), f"the file tells {_told(names)}", hint)


def _told(names: list[Named]) -> str:
    more = f" and {len(names) - MAX_LISTED_NAMES:,} more" if len(names) > MAX_LISTED_NAMES else ""
    return ", ".join(f"{each.key} “{visible(each.name)}”" for each in names[:MAX_LISTED_NAMES]) + more
