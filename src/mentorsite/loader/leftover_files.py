"""Names that editors, office programs, systems and programs for syncing give to what they leave beside a file."""

import re
from collections.abc import Collection

SYSTEMS = re.compile(
    r"""
    thumbs\.db | ehthumbs(_vista)?\.db | desktop\.ini | icon\r | \$recycle\.bin    # Windows, macOS
    | __macosx                                                                   # what macOS adds to an archive
    | \..*                                                                       # all that is hidden
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""What systems make by themselves and hide: nobody misses it on the website."""
PROGRAMS = re.compile(
    r"""
    .*~ | .*\.~\d+~\..* | .*\.autosaved?(\..*)? | .*\.save(\.\d+)?
    | .*\.(bak|backup|old|orig|rej|tmp|temp|part|partial|crdownload|sw[a-p])
    | \#.*\#                                     # Emacs
    | 4913 | .*___jb_(tmp|old)___                # Vim, JetBrains
    | ~.+                                        # Microsoft Office: who has it open; texts that others saved
    | .*_(?-i:BACKUP|BASE|LOCAL|REMOTE)_\d+(\..*)?   # git, while two texts are brought together
    | .*\.sync-conflict-\d{8}-\d{6}-\w+(\..*)?   # Syncthing
    | .*\(.*(conflicted|conflicting)\ copy.*\).* # Dropbox, Nextcloud
    | .*_conflict-\d{8}-\d{6}(\..*)?             # ownCloud
    | [\#@]recycle | [\#@]snapshot | @eaDir | lost\+found   # what was thrown away, on disks that many share
    | .*\ \(.*'s\ conflict.*\).* | .+\ \[conflict(ed)?\](\..*)?   # Google Drive, Box
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""What programs leave: earlier texts, half-written files, and names of people who have a document open."""
COPIED = (
    re.compile(r"(?P<name>.+?)(?: - | )(?:copy|kopie|copie|copia|cópia|kopia|kopi)(?: \(?\d+\)?)?", re.IGNORECASE),
    re.compile(r"(?:copy of|kopie von|copie de|copia de|cópia de) (?P<name>.+)", re.IGNORECASE),
    re.compile(r"(?P<name>.+?) ?\(\d{1,2}\)"),
)
"""How file managers name a copy of `name`, each with its ending taken off."""


def is_of_a_system(name: str) -> bool:
    """Whether a file or folder is one that a system makes by itself, or is hidden."""
    return SYSTEMS.fullmatch(name) is not None


def is_of_a_program(name: str) -> bool:
    """Whether a file or folder that can be seen is one that a program left."""
    return PROGRAMS.fullmatch(name) is not None and not is_of_a_system(name)


def is_left_over(name: str) -> bool:
    """Whether a file or folder is something that a program or a system left, which is never published."""
    return is_of_a_system(name) or PROGRAMS.fullmatch(name) is not None


def original_of(name: str, beside: Collection[str]) -> str:
    """The file that a file manager seems to have made a copy of, if it stands beside it; else nothing."""
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    for copied in COPIED:
        found = copied.fullmatch(stem)
        if not found:
            continue
        original = f"{found['name']}{dot}{ending}"
        if original in beside:  # else it may well be called so: `Minutes (2).pdf`
            return original
    return ""
