"""Sites with a folder for each language: their pages stand beside those of the first one, as `page.fr.md`."""

from collections.abc import Mapping
from posixpath import splitext
from typing import Any

from mentorsite.importers.markdown.config_files import Configuration
from mentorsite.importers.markdown.page_keys import language_code


def languages_of(locales: Any, default: str) -> tuple[dict[str, str], dict[str, str]]:
    """The code and name of each language, the first one first, and the language of each folder that is one's own.

    `root`, and `/` with VuePress, is the language that has no folder.
    """
    said = locales if isinstance(locales, Mapping) else {}
    each = {str(folder).strip("/") or "root": Configuration(_mapping(value)) for folder, value in said.items()}
    codes = {folder: language_code(value.text("lang") or folder) for folder, value in each.items()}
    first = "root" if "root" in each else default
    ordered = []
    for folder in (first, *each):
        if codes.get(folder):
            ordered.append(folder)
    names = {codes[folder]: each[folder].text("label") for folder in ordered}
    return names, {folder: ("" if folder == first else codes[folder]) for folder in each if folder != "root"}


def _mapping(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    return {}


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
