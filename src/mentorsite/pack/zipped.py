"""The folders of pairs as ZIP files; the same folder gives the same bytes."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mentorsite.pack.folder import PackFolder

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def zip_folders(folder: PackFolder, names: list[str]) -> None:
    """Writes a ZIP file beside each of these folders."""
    for name in names:
        folder.write(f"{name}.zip", _zipped(folder.target / name))


def _zipped(folder: Path) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                info = ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", FIRST_DAY)
                info.compress_type = ZIP_DEFLATED
                archive.writestr(info, path.read_bytes())
    return made.getvalue()
