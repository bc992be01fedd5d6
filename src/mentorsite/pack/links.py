"""A link that fills a form's page: its values stand behind the `#`, which no browser sends to a server."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping

from mentorsite.pack.kit import FormFile
from mentorsite.pack.pair import Pair
from mentorsite.render.forms.answers import saved_answers
from mentorsite.render.forms.sheet import FormSheet

LONGEST_LINK = 8_000
"""Mail programs cut longer ones."""


def answers_of(sheet: FormSheet, pair: Pair) -> dict[str, object]:
    """What is known of a form, as its page saves it in a file."""
    return {
        "form": sheet.id,
        "folder": sheet.folder,
        "kept": sheet.kept,
        "version": sheet.version,
        "language": sheet.language,
        "answers": saved_answers(sheet, pair.answers),
    }


def answers_file(files: tuple[FormFile, ...], pair: Pair, handbook: str | None) -> bytes:
    """The file that fills every form of which something is known."""
    forms = []
    for sheet in _sheets(files):
        known = answers_of(sheet, pair)
        if known["answers"]:
            forms.append(known)
    content: dict[str, object] = {}
    if handbook:
        content["handbook"] = handbook
    content |= {"language": pair.language, "forms": forms}
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


def link_of(sheet: FormSheet, pair: Pair) -> str:
    """The link to a form's page with what is known of it; nothing where the handbook has no address."""
    known = answers_of(sheet, pair)
    if not sheet.url or not known["answers"]:
        return ""
    packed = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()
    link = f"{sheet.url}#answers={urlsafe_b64encode(packed).decode().rstrip('=')}"
    if len(link) <= LONGEST_LINK:
        return link
    return sheet.url


def links_of(files: tuple[FormFile, ...], pair: Pair) -> Mapping[str, str]:
    """The links of those of a pair's forms of which something is known, by the forms' titles."""
    links: dict[str, str] = {}
    for sheet in _sheets(files):
        link = link_of(sheet, pair)
        if link:
            links[sheet.title] = link
    return links


def links_by_id(files: tuple[FormFile, ...], pair: Pair) -> Mapping[str, str]:
    """A link to each form, filled in where something is known."""
    return {sheet.id: link_of(sheet, pair) or sheet.url or "" for sheet in _sheets(files)}


def _sheets(files: tuple[FormFile, ...]) -> Iterable[FormSheet]:
    """Each form once, of which there are files in several formats."""
    return {file.job.sheet.kept: file.job.sheet for file in files}.values()
