"""Sites with a folder for each language: their pages stand beside those of the first one, as `page.fr.md`."""

from collections.abc import Mapping
from posixpath import splitext
from typing import Any

from mentorsite.importers.markdown.config_files import as_mapping, as_settings
from mentorsite.importers.markdown.page_keys import language_code


def languages_of(locales: Any, default: str) -> tuple[dict[str, str], dict[str, str]]:
    """The code and name of each language, the first one first, and the language of each folder that is one's own.

    `root`, and `/` with VuePress, is the language that has no folder.
    """
    known = {str(folder).strip("/") or "root": as_settings(value) for folder, value in as_mapping(locales).items()}
    codes = {folder: language_code(one.text("lang") or folder) for folder, one in known.items()}
    first = "root" if "root" in known else default
    names = {}
    for folder in (first, *known):
        if codes.get(folder):
            names[codes[folder]] = known[folder].text("label")
    folders = {folder: code for folder, code in codes.items() if folder != "root"}
    if first in folders:
        folders[first] = ""
    return names, folders


def translated(path: str, folders: Mapping[str, str]) -> str:
    """A page below the folder of its language as one that says it in its name."""
    folder, _, rest = path.partition("/")
    if folder not in folders or not rest:
        return path
    stem, end = splitext(rest)
    if folders[folder]:
        return f"{stem}.{folders[folder]}{end}"
    return rest


def split_language(stem: str, folders: Mapping[str, str]) -> tuple[str, str]:
    """The folder of a page's old address, and its place without the language: `fr/` and `a` of `a.fr`."""
    bare, _, code = stem.rpartition(".")
    of_code = {code: f"{folder}/" for folder, code in folders.items()}
    if bare and code in of_code:
        return of_code[code], bare
    return of_code.get("", ""), stem
