"""What editors of text need to complete and explain every key of a handbook: schemas, and which file has which."""

from pathlib import Path, PurePosixPath

from mentorsite.loader.editor_schema import schema_text
from mentorsite.loader.tree import SITE_FILE, SITE_TRANSLATION

SCHEMAS = ".vscode/schemas"
FOLDERS = {"programs": "program", "agreements": "agreement", "checklists": "checklist", "worksheets": "worksheet"}
"""The kind of definition that stands in each folder of `content/`."""


def kind_of(path: str) -> str | None:
    """The kind of file that a path of a handbook is, where it has a schema."""
    match PurePosixPath(path).parts:
        case (name,) if name == SITE_FILE or SITE_TRANSLATION.fullmatch(name):
            return "site"
        case ("content", folder, name) if name.endswith((".yml", ".yaml")):
            return FOLDERS.get(folder)
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
    """Writes the schemas of this version into a handbook."""
    folder = handbook / SCHEMAS
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("site", *FOLDERS.values()):
        (folder / f"{kind}.json").write_bytes(schema_text(kind).encode())
