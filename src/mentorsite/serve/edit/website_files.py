"""The files beside a handbook's content with which a host builds its website: they go along once, as they were made."""

from dataclasses import dataclass

from mentorsite.deploy.git import RUNS_NOTHING, Git
from mentorsite.scaffold.editor_schemas import SCHEMAS
from mentorsite.scaffold.handbook import files_beside

RUN = (".github/", ".devcontainer/", "requirements.txt")
"""Whoever keeps the handbook runs what is in these: they go along only as mentorsite writes them."""
BESIDE = (*RUN, ".vscode/", ".gitignore", ".gitattributes", "README.md")
ANY = "title: A handbook\n"
"""A site.yml: no file that is run says anything of the handbook."""


@dataclass(frozen=True, slots=True)
class WebsiteFiles:
    """Files that git doesn't know yet: those that go along, and those that are run and that mentorsite writes
    otherwise."""

    new: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


def website_files(git: Git) -> WebsiteFiles:
    """What of these files git doesn't know yet."""
    listed = git.says(*RUNS_NOTHING, "ls-files", "--others", "--exclude-standard", "-z") or ""
    unknown = sorted(name for name in listed.split("\0") if name.startswith(BESIDE))
    if not unknown:
        return WebsiteFiles()
    made = files_beside(ANY)
    new: list[str] = []
    strange: list[str] = []
    for name in unknown:
        if name not in made and not name.startswith(f"{SCHEMAS}/"):
            continue
        place = git.folder / name
        is_ours = place.is_file() and not place.is_symlink()
        if is_ours and name.startswith(RUN):
            is_ours = place.read_bytes() == made[name]
        if is_ours:
            new.append(name)
        else:
            strange.append(name)
    return WebsiteFiles(tuple(new), tuple(strange))
