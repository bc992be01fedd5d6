"""The report of an import: what it made and what it lost, for the terminal and for IMPORTED.md."""

import re
from collections.abc import Iterable
from pathlib import Path

from mentorsite.importers.markdown.unread_files import counted
from mentorsite.importers.result import ImportResult, ImportWarning

LOSSES = "IMPORTED.md"
MOST_SHOWN = 60
"""How many losses are printed; all are in the list."""
FEW_ALIKE = 3
"""As many places are printed of what is lost alike in many."""
QUOTED = re.compile(r"`([^`]+)`")
IN_MENU = re.compile(r"^`[^`]*` was “.*” in the menu; it is “.*” now$")
START_OF_MARK = re.compile(r"\{%-?\s*[\w-]+|\{\{[<%]\s*[\w-]+|\{\{|<[A-Z][\w.]*|\{[\w-]+\}|[\w.-]+:(?=\s)|\{:")
"""How marks of other tools begin: `{% note`, `{{< note`, `{{`, `<Note`, `{note}`, a key of front matter, `{:`."""


def one_line(text: str) -> str:
    """A text in one line, without what YAML can't hold."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(printable.split())


def losses_file(result: ImportResult) -> bytes:
    """The list of what could not be imported, to be worked off and thrown away."""
    heading = f"# What could not be imported\n\nThis handbook was {result.kind}.\n"
    if not result.losses and not result.unread:
        return f"{heading}Nothing was lost.\n".encode()
    parts = [f"{heading}It lost this on the way. Throw this list away once you have been through it."]
    if result.unread:
        parts += ["## Pages that did not come", _listed(result.unread), "## What the others lost"]
    parts.append(_listed(result.losses) or "Nothing.")
    return ("\n\n".join(parts) + "\n").encode()


def _listed(losses: Iterable[ImportWarning]) -> str:
    return "\n".join(f"- {_where(each)}: {one_line(each.what)}" for each in losses)


def files_text(result: ImportResult) -> str:
    """How much was imported: `3 pages, 1 agreement, 2 images and attachments`."""
    names = (*result.files, *result.copies)
    pages = sum(name.endswith(".md") for name in names)
    agreements = sum(name.endswith(".yml") for name in names)
    others = len(names) - pages - agreements
    said = [_counted(pages, "page", "pages")]
    if agreements:
        said.append(_counted(agreements, "agreement", "agreements"))
    if others:
        said.append(_counted(others, "image or attachment", "images and attachments"))
    return ", ".join(said)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def made_text(result: ImportResult, folder: Path) -> str:
    """What was made; where pages did not come, that first."""
    made = f"a handbook in {folder} of {result.kind}"
    if not result.unread:
        return f"Made {made}: {files_text(result)}."
    kinds = counted(each.path for each in result.unread)
    if kinds:
        of = f" ({kinds})"
    else:
        of = ""
    if len(result.unread) > result.came:
        most = "Most pages did not come"
    else:
        most = "Some pages did not come"
    number = f"{len(result.unread):,} of {result.came + len(result.unread):,}"
    return f"{most}: {number} are not read{of}.\n\nOf the others was made {made}: {files_text(result)}."


def losses_text(result: ImportResult) -> str:
    """What could not be imported: pages first, then losses of one kind in one line. Of many, those that matter most."""
    losses = [*_grouped(result.unread), *_grouped(result.losses)]
    if len(losses) <= MOST_SHOWN:
        return "\n".join(losses)
    small = {_kind(each) for each in result.losses if each.small}
    by_weight = sorted(result.losses, key=lambda each: _kind(each) in small)
    losses = [*_grouped(result.unread), *_grouped(by_weight)]
    more = len(losses) - MOST_SHOWN
    return "\n".join([*losses[:MOST_SHOWN], f"… and {more:,} more in {LOSSES}"])


def _grouped(losses: Iterable[ImportWarning]) -> list[str]:
    """A line for each loss, and one for more than a few that are of one kind."""
    kinds: dict[str, list[ImportWarning]] = {}
    for each in losses:
        kinds.setdefault(_kind(each), []).append(each)
    lines: list[str] = []
    for kind, alike in kinds.items():
        if len(alike) <= FEW_ALIKE + 1:  # “and 1 more” would take as much room as that one
            for each in alike:
                lines.append(f"{_where(each)}: {one_line(each.what)}")
            continue
        places = ", ".join(map(_where, alike[:FEW_ALIKE]))
        same = {each.what for each in alike}
        if len(same) == 1:
            said = one_line(alike[0].what)
        else:
            said = kind
        lines.append(f"{places} and {len(alike) - FEW_ALIKE:,} more (all in {LOSSES}): {said}")
    return lines


def _kind(loss: ImportWarning) -> str:
    """What is lost, without what differs between equal kinds: `type: …` for `type: docs`."""
    what = QUOTED.sub(_started, one_line(loss.what))
    return IN_MENU.sub("`…` was “…” in the menu; it is “…” now", what)


def _started(found: re.Match[str]) -> str:
    """How a mark starts: a key, or the name of a tag."""
    begun = START_OF_MARK.match(found[1])
    if begun is None:
        return found[0]
    start = begun[0].strip()
    if start and start != found[1]:
        return f"`{start} …`"
    return found[0]


def _where(loss: ImportWarning) -> str:
    if loss.line:
        return f"{one_line(loss.path)}:{loss.line}"
    return one_line(loss.path)
