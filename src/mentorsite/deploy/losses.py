"""What a push would lose of what is on the branch: then nothing is pushed."""

from pathlib import Path

from mentorsite.deploy.destination import NOTHING_PUSHED, OWN_FILES, Destination, few
from mentorsite.deploy.published_branch import Branch
from mentorsite.errors import UsageError
from mentorsite.loader.tree import SITE_FILE
from mentorsite.structure.plan import CNAME


def refuse_sources(before: Branch, where: Destination) -> None:
    """Raises `UsageError` for a branch that holds the handbook's own files."""
    folder = where.git.says("rev-parse", "--show-prefix") or ""
    if f"{folder}{SITE_FILE}" in before.foreign:
        raise UsageError(OWN_FILES.format(where))


def refuse_foreign(before: Branch, where: Destination) -> None:
    """Raises `UsageError` for a branch that holds what mentorsite did not write."""
    if before.foreign:
        raise UsageError(
            f"{where} holds what mentorsite did not write: {few(before.foreign)}. {NOTHING_PUSHED} "
            "Move it to content/, name another branch with --branch, or replace it with --force; "
            "it then stays in the branch's history."
        )


def refuse_other_domain(before: Branch, site: Path, where: Destination) -> None:
    """Raises `UsageError` where the branch has a domain that the new site has not."""
    own = site / CNAME
    if own.is_file():
        domain = own.read_text(encoding="utf-8").strip().lower()
    else:
        domain = None
    if before.domain and domain != before.domain:
        raise UsageError(
            f"{where} has the domain {before.domain} (in its file {CNAME}), and the new site would lose it. "
            f"{NOTHING_PUSHED} Write `url: https://{before.domain}/` into {SITE_FILE}, or "
            "give the domain up with --force."
        )
