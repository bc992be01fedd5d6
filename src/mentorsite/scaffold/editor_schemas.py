"""What editors of text need to complete and explain every key of a handbook: schemas, and which file has which."""

from pathlib import Path, PurePosixPath
from posixpath import splitext

from mentorsite.loader.editor_schema import schema_text
from mentorsite.loader.sources import LANGUAGE_SUFFIX
from mentorsite.loader.tree import SITE_FILE, SITE_TRANSLATION

SCHEMAS = ".vscode/schemas"
TRANSLATION = "-translation"
"""What the name of a schema ends in that is for a translation, which says its texts alone."""
FOLDERS = {
    "programs": "program",
    "agreements": "agreement",
    "checklists": "checklist",
    "worksheets": "worksheet",
    "messages": "message",
    "certificates": "certificate",
}
"""The kind of definition that stands in each folder of `content/`."""


def kind_of(path: str) -> str | None:
    """The schema of a file by its path in a handbook, if it has one."""
    match PurePosixPath(path).parts:
        case (name,) if name == SITE_FILE or SITE_TRANSLATION.fullmatch(name):
            return "site"
        case ("content", folder, name) if name.endswith((".yml", ".yaml")):
            kind = FOLDERS.get(folder)
            if kind and LANGUAGE_SUFFIX.fullmatch(splitext(name)[0]):
                return f"{kind}{TRANSLATION}"
            return kind
        case _:
            return None


def explained(path: str, data: bytes) -> bytes:
    """The file with a first line that tells editors where its schema lies, if it has one."""
    kind = kind_of(path)
    if kind is None:
        return data
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{kind}.json\n".encode() + data


def explain_definitions(handbook: Path) -> None:
    """Puts that first line into every definition below `content/`."""
    for path in sorted((handbook / "content").glob("*/*.y*ml")):
        path.write_bytes(explained(path.relative_to(handbook).as_posix(), path.read_bytes()))


def lay_schemas(handbook: Path) -> None:
    """Writes the schemas of this version into a handbook, with those of translations where it has any."""
    folder = handbook / SCHEMAS
    folder.mkdir(parents=True, exist_ok=True)
    translated = set()
    for path in (handbook / "content").glob("*/*.y*ml"):
        kind = kind_of(path.relative_to(handbook).as_posix())
        if kind and kind.endswith(TRANSLATION):
            translated.add(kind)
    for kind in ("site", *FOLDERS.values(), *sorted(translated)):
        text = schema_text(kind.removesuffix(TRANSLATION), translation=kind.endswith(TRANSLATION))
        (folder / f"{kind}.json").write_bytes(text.encode())
