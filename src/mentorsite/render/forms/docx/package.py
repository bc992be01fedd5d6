"""The parts of a Word file, zipped: the same parts give the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mentorsite.render.forms.docx.xml import NOT_XML

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can say."""


def package(parts: Mapping[str, str]) -> bytes:
    """The parts as one file, in their order."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, xml in parts.items():
            entry = ZipInfo(name, FIRST_DAY)
            # Python would write the system that it runs on
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, NOT_XML.sub("", xml).encode())
    return made.getvalue()
