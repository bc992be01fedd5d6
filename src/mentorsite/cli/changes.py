"""`mentorsite changes`, which says in words what changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.cli.options import Project, refuse_no_folder
from mentorsite.errors import visible

if TYPE_CHECKING:
    from mentorsite.deploy.since import ChangesSince


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
    from mentorsite.check.markdown_report import changes_as_markdown
    from mentorsite.deploy.since import changes_since

    refuse_no_folder(project)
    found = changes_since(project, since, each=cached_parser(cache_of(project)))
    if markdown:
        print(changes_as_markdown(found.sentences, found.not_compared))
    else:
        print(_as_text(found))


def _as_text(found: "ChangesSince") -> str:
    from mentorsite.check.markdown_report import NOT_COMPARED, NOTHING_CHANGED

    said = [visible(each.text) for each in found.sentences]
    for path in found.not_compared:
        said.append(visible(NOT_COMPARED.format(path)))
    return "\n".join(said) or NOTHING_CHANGED
