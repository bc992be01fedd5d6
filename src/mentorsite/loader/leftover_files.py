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
    | .*\.(bak|backup|old|orig|rej|tmp|temp|part|partial|crdownload|download|opdownload|icloud|lock|sw[a-p])
    | .*\.sb-[\da-f]{8}-\w{6}                     # macOS, while a program saves
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
COPY = "copy|kopie|copie|copia|cópia|kopia|kopi|kopya|kopio|kópia|kópie|kopija|másolat|копия|копія|копие|αντίγραφο|نسخة"
COPY_IN_EAST_ASIA = "コピー|副本|複本|複製|拷贝|拷貝|复制|사본|복사본"
CONFLICT = "conflict|konflikt|conflit|conflicto|conflito|conflitt|конфликт|конфлікт|競合|冲突|衝突|충돌|çakış"
NUMBER = r"(?: ?\(?\d{1,3}\)?)?"
COPIED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<name>.+?)(?: ?[-–—] ?| |_)(?:{COPY}){NUMBER}",
        rf"(?P<name>.+?) ?[-–—_]? ?[の的의]? ?(?:{COPY_IN_EAST_ASIA}){NUMBER}",
        rf"(?P<name>.+?)[ _-]?\((?:[^()]{{1,20}} )?(?:{COPY}|{COPY_IN_EAST_ASIA})(?: \d{{1,3}})?\)",
        rf"(?:{COPY})(?: \(\d{{1,3}}\))? (?:(?:of|von|van|de|di|af|av|från|[-–—]) )?(?P<name>.+)",
        r"(?P<name>.+?) ?(?:\(\d{1,2}\)|\[\d{1,2}\])",
        rf"(?P<name>.+?)[ _-]?\([^()]{{0,100}}(?:{CONFLICT})[^()]{{0,100}}\)",
        rf"(?P<name>.+?)\.(?:{CONFLICT}|{COPY}|old|orig|bak|backup)",
        # OneDrive puts the name of the computer there.
        r"(?P<name>.+?)-(?-i:DESKTOP|LAPTOP|WIN)-(?-i:[A-Z0-9]{4,15})(?:-\d{1,3})?",
        r"(?P<name>.+?)-\w{1,30}s-(?:MacBook|iMac|Mac-mini)(?:-(?:Pro|Air))?(?:-\d{1,3})?",
        r"(?P<name>.+?)(?:[ _-]old| ?\(old\)|_(?:bak|backup)| - backup| ?\(backup\))",
        r"old[ _](?P<name>.+)",
    )
)
"""How file managers and programs for syncing name a copy of `name`, each with its ending taken off."""


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
    """What a file manager seems to have made a copy of, a file or a folder, if it stands beside it; else nothing."""
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
