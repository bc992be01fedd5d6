"""The version of a handbook: a short hash of its files, which its website says, too. Pure."""

from hashlib import sha256

from mentorsite.loader.tree import MEMORY_FOLDER, Tree

VERSION_FILE = "_version.txt"
"""The file of a website that says of which version it was made."""
OWN_THEMES = "themes/"
LENGTH = 20


def version_of(tree: Tree) -> str:
    """What differs when a file of the project does; how a system ends lines makes no difference. What translations
    were made from is left out, for readers don't see it."""
    files = {path: data for path, data in tree.texts.items() if not path.startswith(MEMORY_FOLDER)}
    for theme in tree.themes:
        if theme.folder.startswith(OWN_THEMES):
            files |= {f"{theme.folder}/{path}": data for path, data in theme.files.items()}
    files |= tree.drawings
    found = sha256()
    for path in sorted({*files, *tree.assets}):
        if path in files:
            said = _digest(files[path])
        else:  # how large other files are is known without reading them
            said = str(tree.assets[path])
        found.update(f"{path}\0{said}\n".encode("utf-8", "surrogateescape"))  # a name on disk may be no UTF-8
    return found.hexdigest()[:LENGTH]


def _digest(data: bytes) -> str:
    return sha256(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()
