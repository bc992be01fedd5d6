"""The same handbook is the same bytes, file by file, wherever and however it is built."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests.conftest import ADVICE_OFF, PROGRAM
from tests.render.forms.test_form_page import DATED, EVERY_FIELD, LIST, LISTED

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)
QUESTION = "sections: {a: {fields: {b: {type: text, label: How was it?}}}}\n"
FILES: dict[str, str | bytes] = {
    "site.yml": f"title: Everything\nurl: https://a.example/h/\nlanguages: {{en: English, es: Español}}\nideas: true\n"
    f"organization: {{name: Ours, logo: logo.svg}}\n{ADVICE_OFF}",
    "content/index.md": "---\ntitle: Home\nreviewed: 2027-01-01\n---\nHello, {{ program.name }} ![p](photo.png).\n",
    "content/index.es.md": "---\ntitle: Inicio\n---\nHola.\n",
    "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    "content/photo.png": PNG,
    "content/guidelines/01-boundaries.md": "# Boundaries\n\n## One\n\n- [ ] task\n\n|a|b|\n|-|-|\n\nx[^1]\n\n[^1]: y\n",
    "content/guidelines/02-roles.md": "---\ntitle: Roles\nfor: mentor\naliases: old/roles\n---\n> [!NOTE]\n> Words.\n",
    "content/programs/test.yml": f"{PROGRAM}{DATED}{LISTED}",
    "content/agreements/every-field.yml": EVERY_FIELD,
    "content/checklists/steps.yml": LIST,
    "content/worksheets/ours.yml": f"title: Ours\npaired_with: yours\n{QUESTION}",
    "content/worksheets/yours.yml": f"title: Yours\npaired_with: ours\n{QUESTION}",
}


def built(folder: Path, files: dict[str, str | bytes], mask: int, jobs: int, **environment: str) -> dict[str, str]:
    """The digest of each file of the site, built in a folder by a process of its own."""
    for number, (name, content) in enumerate(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (number * 1e7, number * 1e7))
    command = [sys.executable, "-m", "mentorsite", "build", "-C", folder.name, "--jobs", str(jobs)]
    done = subprocess.run(
        command, cwd=folder.parent, env={**os.environ, "SOURCE_DATE_EPOCH": "1798761600", **environment},
        capture_output=True, text=True, timeout=600, check=False, umask=mask,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    public = folder / "public"
    return {
        path.relative_to(public).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in public.rglob("*")
        if path.is_file()
    }


def test_two_builds_anywhere_are_the_same_bytes_in_every_file(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "second" / "other folder é").mkdir(parents=True)
    one = built(
        tmp_path / "first" / "a", FILES, 0o022, 1,
        LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="1", HOME="/nonexistent",
    )  # fmt: skip
    two = built(
        tmp_path / "second" / "other folder é" / "handbook", dict(reversed(FILES.items())), 0o077, 3,
        LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8", LANGUAGE="tr", TZ="Pacific/Apia", PYTHONHASHSEED="4242",
        COLUMNS="40", TERM="dumb",
    )  # fmt: skip
    assert {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)} == set()
    for ending in (".html", ".pdf", ".docx", ".md", ".ics", ".xml", ".css", ".js", ".txt", ".pf_meta", ".json", ".png"):
        assert any(path.endswith(ending) for path in one), ending
