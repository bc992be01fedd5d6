"""Search: Pagefind reads what the pages say, and its index is kept until they say something else."""

import gzip
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from html import escape, unescape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.environment_hashes import tools
from mentorsite.build.plain_letters import WORD, letters_for, plainly
from mentorsite.build.unspaced import SCRIPTS, UNSPACED, apart, apart_in_texts, together
from mentorsite.errors import FatalError, MissingToolError
from mentorsite.structure.plan import SEARCH_FOLDER

MARK = b"data-pagefind-body"
"""What a template gives the element of a page that is searched; a page without it is not."""
NOT_TEXT = "select, textarea, button, dialog, [hidden], [aria-hidden]"
"""Elements whose words are no one's to find: controls, what scripts show, what is there for the eye."""
NOT_USED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Files that Pagefind adds and the theme has no use for."""
TOUCHING = (b"</dt>", b"</dd>", b"</th>", b"</td>", b"</legend>", b"</summary>", b"</figcaption>")
PLAIN = '<i data-pagefind-ignore data-pagefind-meta="{0}[data-words]" data-words="{1}"></i>'
"""What only Pagefind is given: how words of a page are written without letters such as ł."""
TAG = re.compile(r"<[^>]*>")
TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
ENTRY, SIGNATURE = "pagefind-entry.json", b"pagefind_dcd"
WORDS = "words.json"
"""The words of each language's pages, by which a misspelt one is told and the right one offered."""
TIMEOUT_SECONDS = 600
"""How long Pagefind may take, in seconds; ten thousand pages need a minute."""
WITHOUT = "To build without search, add --without search, or write `search: false` in site.yml."
MISSING = f"Search needs Pagefind, which is not installed for this machine: pip install pagefind-bin. {WITHOUT}"


def searchable(path: str, content: object) -> dict[str, bytes]:
    """The part of a page that is searched, by the page's path; nothing of what is no such page."""
    if not isinstance(content, bytes) or not path.endswith(".html") or MARK not in content:
        return {}
    start, end = content.find(b"<main"), content.rfind(b"</main>")
    if start < 0 or end < start:
        return {path: content}
    root = content.partition(b"<head")[0]  # its `lang` tells Pagefind the language
    main = content[start:end]
    return {path: root + b"<body>" + _readable(main) + _plainly(main).encode() + b"</main></body></html>"}


def _plainly(main: bytes) -> str:
    """Elements that show nothing and hold the plain forms of a page's words, those of its title apart."""
    html = main.decode("utf-8", "replace")
    parts = {"plain_title": "", "plain": html}
    title = TITLE.search(html)
    if title:
        parts["plain_title"] = title[1]
    shown = ""
    for name, part in parts.items():
        text = unescape(TAG.sub(" ", part))
        words = " ".join(plainly(text))
        if words:
            shown += PLAIN.format(name, apart(escape(words)))
    return shown


def _readable(main: bytes) -> bytes:
    """What Pagefind is given to read: it leaves labels out, which are a form's questions, joins cells, and knows words
    by their spaces.
    """
    main = main.replace(b"<label", b"<span").replace(b"</label>", b"</span>")
    for tag in TOUCHING:
        main = main.replace(tag, tag + b" ")
    return apart_in_texts(main.decode("utf-8", "replace"), "data-keywords").encode()


def index(pages: Mapping[str, bytes], kept_before: Cache) -> dict[str, bytes]:
    """The files of the index of pages, by path; Pagefind makes it only if these pages had none before.

    Raises `MissingToolError` where Pagefind is not installed, `FatalError` where it fails.
    """
    name = key({path: sha256(page).hexdigest() for path, page in pages.items()})
    kept = kept_before.get(name)
    if kept is None:
        made = steady(_as_written(pagefind(pages)))
        kept = _packed({**made, WORDS: words(made)})
        kept_before.put(name, kept)
    return {f"{SEARCH_FOLDER}{path}": data for path, data in _unpacked(kept).items()}


def key(pages: Mapping[str, str]) -> str:
    """A hash of all that an index is made from, and of what makes it. `pages` has a hash of each page's text.

    Raises `MissingToolError` where Pagefind is not installed.
    """
    try:
        version("pagefind-bin")
    except PackageNotFoundError as error:
        raise MissingToolError(MISSING) from error
    return fingerprint.search_index(pages, tools())


def pagefind(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that Pagefind makes of pages. It reads and writes a folder that exists for that alone."""
    try:
        with TemporaryDirectory(prefix="mentorsite-search-") as name:
            folder = Path(name)
            site, made = folder / "site", folder / "made"
            for path, page in pages.items():
                file = site / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(page)
            _run(folder)
            files = {}
            for file in made.rglob("*"):
                path = file.relative_to(made).as_posix()
                if file.is_file() and not path.startswith(NOT_USED):
                    files[path] = file.read_bytes()
    except OSError as error:
        raise FatalError(f"Pagefind can't run: {error}. Nothing was written. {WITHOUT}") from error
    return files


def _run(folder: Path) -> None:
    # It reads settings from the folder it starts in and from the environment: neither has any.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
    command = [str(program()), "--site", "site", "--output-path", "made", "--exclude-selectors", NOT_TEXT, "--silent"]
    try:
        done = subprocess.run(  # noqa: S603 - the program comes from the package, the arguments from here
            command, cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        message = f"Pagefind was not done after {TIMEOUT_SECONDS // 60} minutes. Nothing was written. {WITHOUT}"
        raise FatalError(message) from error
    if done.returncode or not (folder / "made" / ENTRY).is_file():
        said = (done.stderr + done.stdout).decode("utf-8", "replace").strip() or f"exit status {done.returncode}"
        raise FatalError(f"Pagefind made no index: {said}\nNothing was written. {WITHOUT}")


def program() -> Path:
    """Where Pagefind is; raises `MissingToolError` where it is not installed."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable()).absolute()  # it is started in another folder
    except (ImportError, FileNotFoundError) as error:
        raise MissingToolError(MISSING) from error


def _as_written(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same index, whose pages tell their texts as they were written."""
    made = dict(files)
    for path, data in files.items():
        if not path.startswith("fragment/"):
            continue
        noted = _noted(data)
        as_written = together(noted)
        if as_written != noted:
            made[path] = gzip.compress(SIGNATURE + as_written.encode(), mtime=0)  # a time in it would make other bytes
    return made


def _noted(fragment: bytes) -> str:
    """What Pagefind noted of a page, as JSON."""
    return gzip.decompress(fragment).removeprefix(SIGNATURE).decode()


def steady(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same index with the same bytes each time: Pagefind lists filters and their values in any order."""
    made = dict(files)
    entry = json.loads(made.pop(ENTRY))
    for code, language in entry["languages"].items():
        meta = _decoded(made.pop(f"pagefind.{language['hash']}.pf_meta"))
        version_, pages, chunks, filters, *rest = meta
        filters = sorted([name, _sorted_filter(made, code, old)] for name, old in filters)
        data = _encoded([version_, pages, chunks, filters, *rest])
        # Pagefind names its files by their content, which is another one by now.
        language["hash"] = _name(code, data)
        made[f"pagefind.{language['hash']}.pf_meta"] = data
    made[ENTRY] = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return dict(sorted(made.items()))


def words(files: Mapping[str, bytes]) -> bytes:
    """The words that an index finds, by language and the most frequent first, and how their letters are written
    by people who lack them. Where some stand without spaces, it says in which scripts.
    """
    counted: dict[str, Counter[str]] = {}
    unspaced: dict[str, str] = {}
    for path, data in files.items():
        if not path.startswith("fragment/"):
            continue
        page = json.loads(_noted(data))
        language = path.removeprefix("fragment/").partition("_")[0]
        text = " ".join([page["content"], *page["meta"].values()])
        spaced = UNSPACED.sub(" ", text)
        if spaced != text:
            unspaced = {"unspaced": SCRIPTS}
        found = WORD.findall(normalize("NFC", spaced).lower())
        counted.setdefault(language, Counter()).update(found)
    listed = {}
    for language, counts in sorted(counted.items()):
        by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        listed[language] = " ".join(word for word, _ in by_count)
    letters = letters_for("".join(listed.values()))
    made = {"letters": letters, "words": listed, **unspaced}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def _sorted_filter(files: dict[str, bytes], code: str, old: str) -> str:
    """Puts the values of a filter in order; gives the file's new name, which is made of its content."""
    name, values = _decoded(files.pop(f"filter/{old}.pf_filter"))
    data = _encoded([name, sorted(values)])
    new = _name(code, data)
    files[f"filter/{new}.pf_filter"] = data
    return new


def _name(code: str, data: bytes) -> str:
    return f"{code}_{sha256(data).hexdigest()[:12]}"


def _decoded(data: bytes) -> Any:
    import cbor2

    return cbor2.loads(gzip.decompress(data).removeprefix(SIGNATURE))


def _encoded(value: Any) -> bytes:
    import cbor2

    return gzip.compress(SIGNATURE + cbor2.dumps(value), mtime=0)


def _packed(files: Mapping[str, bytes]) -> bytes:
    sizes = [(path, len(data)) for path, data in files.items()]
    return json.dumps(sizes).encode() + b"\n" + b"".join(files.values())


def _unpacked(kept: bytes) -> dict[str, bytes]:
    head, _, data = kept.partition(b"\n")
    files, start = {}, 0
    for path, size in json.loads(head):
        files[path] = data[start : start + size]
        start += size
    return files
