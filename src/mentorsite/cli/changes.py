"""`mentorsite changes`, which says in words what changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.cli.options import Project, refuse_no_folder

if TYPE_CHECKING:
    from mentorsite.deploy.since import ChangesSince

NOTHING = "Nothing changed that readers would notice."
NOT_COMPARED = "Not compared, since one of its two versions has errors: {}"


def changes(
    project: Project = Path(),
    since: Annotated[
        str,
        typer.Option(help="The commit, branch or tag to compare with; without it, the last commit.", metavar="REF"),
    ] = "HEAD",
    markdown: Annotated[bool, typer.Option("--markdown", help="Write Markdown, for a comment on GitHub.")] = False,
) -> None:
    """Say in words what changed since the last commit, or since another one."""
    from mentorsite.build.cache import cache_of
    from mentorsite.build.parse_cache import cached_parser
    from mentorsite.deploy.since import changes_since

    refuse_no_folder(project)
    found = changes_since(project, since, each=cached_parser(cache_of(project)))
    print(_as_markdown(found) if markdown else _as_text(found))


def _as_text(found: "ChangesSince") -> str:
    said = [each.text for each in found.sentences]
    said += [NOT_COMPARED.format(path) for path in found.not_compared]
    return "\n".join(said) or NOTHING


def _as_markdown(found: "ChangesSince") -> str:
    """The sentences below their files, so that none of their signs is Markdown's own."""
    if not found.sentences and not found.not_compared:
        return NOTHING
    lines: list[str] = []
    for file in dict.fromkeys(each.file for each in found.sentences):
        lines += ["", f"`{file.replace('`', '')}`", ""]
        lines += [f"- {_escaped(each.text)}" for each in found.sentences if each.file == file]
    if found.not_compared:
        lines += [""]
    lines += [f"- {NOT_COMPARED.format(f'`{path}`')}" for path in found.not_compared]
    return "\n".join(lines).strip()


def _escaped(text: str) -> str:
    """A text in which no sign is Markdown's or HTML's, and which calls nobody."""
    for sign in "\\`*_[]#|~":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u200b")
