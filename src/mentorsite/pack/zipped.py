"""ZIP files of what pairs are sent: their folders without what is the coordinator's; the same gives the same bytes."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mentorsite.pack.folder import PackFolder
from mentorsite.pack.folder_names import FOR_COORDINATOR

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file, the first that a ZIP can say: so the same files are the same bytes."""


def zip_folders(folder: PackFolder, names: Iterable[str]) -> None:
    """Writes a ZIP file beside each of these folders."""
    for name in names:
        folder.write(zip_name(name), _zipped(folder.target / name))


def zipped_before(folder: PackFolder, names: Iterable[str]) -> list[str]:
    """Those of the folders that have a ZIP file beside them, which is to say the same as they do."""
    return [name for name in names if (folder.target / zip_name(name)).is_file()]


def zip_name(name: str) -> str:
    """What the ZIP file of a folder is called."""
    return f"{name}.zip"


def _zipped(folder: Path) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if inside.parts[0] == FOR_COORDINATOR or path.is_symlink() or not path.is_file():
                continue
            info = ZipInfo(f"{folder.name}/{inside.as_posix()}", FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
    return made.getvalue()
