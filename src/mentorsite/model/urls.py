"""Source paths, addresses and output paths, all `/`-separated text without a leading slash.

An address is the part of a URL below the site's root: `` for home, `guidelines/choosing/` for a
page, `programs/2027.ics` for a file.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from math import gcd
from posixpath import basename, dirname, normpath
from urllib.parse import quote, unquote, urlsplit

from mentorsite.model.active_names import without_active_part

INDEX_NAMES = ("index", "README", "readme")
# No year is a place, as in `2027-spring`, and none stands before another number, as in `01-02`.
ORDER_PREFIX = re.compile(r"(\d{1,3})[-_]\s*(?=\D)")
NEAR, STEPS = 10, (5, 10, 20, 25, 50, 100)
"""How far apart numbers of places are at most, unless all count in one of these steps: 10, 20, 90."""
# Also signs that turn the direction of what follows, by which a name can look like another one, and what is no
# character at all.
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffd\ud800-\udfff]')
DOMAIN = re.compile(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]*", re.IGNORECASE)
WEB = re.compile(r"(?P<scheme>https?)(?P<colon>[:;]?)(?P<slashes>/*)(?P<rest>[^/].*)", re.IGNORECASE | re.DOTALL)
FILES = (
    ".md", ".markdown", ".mdx", ".qmd", ".rst", ".yml", ".yaml", ".html", ".htm", ".php", ".pdf", ".doc", ".docx",
    ".odt",
    ".xls", ".xlsx", ".csv", ".ppt", ".pptx", ".txt", ".ics", ".json", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif",
    ".avif", ".heic", ".mp3", ".mp4", ".zip", ".css", ".js",
)  # fmt: skip
"""Endings of files, which make a name no domain."""
GITHUB_PAGES = ".github.io"
# Windows takes these names for devices, with any ending, and with raised figures as with ordinary ones.
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)")
BEFORE_ENDING = re.compile(r"[. ]+(?=\.[^.]+$)")
"""Full stops and spaces before a file's ending."""
LONGEST_NAME = 150
"""How many bytes a name may have."""
TEXTS = (".md", ".markdown", ".mdx", ".yml", ".yaml")
"""Endings that an address leaves out."""


def order_and_name(name: str) -> tuple[int | None, str]:
    """The number before a name, if any, and the name without it: `01-goals` is `(1, "goals")`."""
    found = ORDER_PREFIX.match(name)
    if found:
        return (int(found[1]), name[found.end() :])
    return (None, name)


def named_by_number(stems: Iterable[str]) -> frozenset[str]:
    """The pages whose number is part of their name, as `1-on-1s` and `360-feedback`, by what is around them.

    A number is a place where it begins with a zero, has as many digits as one that does, or stands near another of
    the folder; not where a neighbour has the same place with a zero.
    """
    folders: dict[str, dict[str, str]] = {}
    for stem in stems:
        found = ORDER_PREFIX.match(basename(stem))
        if found:
            folders.setdefault(dirname(stem), {})[stem] = found[1]
    named: set[str] = set()
    for pages in folders.values():
        named.update(_named(pages))
    return frozenset(named)


def _named(pages: Mapping[str, str]) -> Iterator[str]:
    """Those of a folder's pages whose digits are no place."""
    with_zero = set()
    for digits in pages.values():
        if digits.startswith("0"):
            with_zero.add(digits)
    taken, widths = {int(digits) for digits in with_zero}, {len(digits) for digits in with_zero}
    places = _near_others(sorted({int(digits) for digits in pages.values()}))
    for stem, digits in pages.items():
        number = int(digits)
        is_place = len(digits) in widths or (number in places and number not in taken)
        if not is_place:
            yield stem


def _near_others(numbers: list[int]) -> set[int]:
    """The numbers that stand near another; all of them where they count in steps."""
    if len(numbers) > 1 and gcd(*numbers) in STEPS:
        return {*numbers}
    near: set[int] = set()
    for one, next_one in pairwise(numbers):
        if next_one - one <= NEAR:
            near |= {one, next_one}
    return near


def address_name(name: str) -> str:
    """A file's or folder's name as it stands in an address: no number, no spaces, one Unicode form."""
    return _as_written(order_and_name(unicodedata.normalize("NFC", name))[1])


def _as_written(name: str) -> str:
    return re.sub(r"\s+", "-", unicodedata.normalize("NFC", name).strip())


def unsafe_name(path: str) -> str:
    """Why a path, or the address that it gets, cannot be published on every system, or nothing."""
    *folders, name = path.split("/")
    published = [address_name(folder) for folder in folders]
    if name.endswith(TEXTS):
        published += [address_name(stem) for stem in _stems(name)]
    for each in published:
        if not each or each.startswith("."):
            return f"`{path}` would be published under the name `{each}`, which web hosts hide"
    for each in (*folders, name, *published):
        fault = _fault(each)
        if fault:
            return fault
    return ""


def instead_of_unsafe(path: str) -> str:
    """What to do about a name that is unsafe: which to write, where one can be told."""
    found = "/".join(map(_safer, path.split("/")))
    if not found or unsafe_name(found):
        return "give it another name"
    return f"call it `{found}`"


def _safer(name: str) -> str:
    """A name that every system takes: `aux-1.md` for `aux.md`, `a-b` for `a:b`."""
    start, rest = "", name
    number = ORDER_PREFIX.match(name)
    if number:
        start, rest = number[0], name[number.end() :]
    rest = UNSAFE.sub("-", rest).strip(". ")
    rest = BEFORE_ENDING.sub("", rest)
    reserved = RESERVED.match(rest)
    if reserved:
        rest = f"{reserved[1]}-1{rest.removeprefix(reserved[1]).lstrip()}"
    return f"{start}{rest}"


def _stems(name: str) -> list[str]:
    """A name without its ending, and without a language before that: what may stand in an address."""
    # A full stop at the start begins no ending: it hides the file.
    return [name[:index] for index, character in enumerate(name) if character == "." and index]


def _fault(name: str) -> str:
    if UNSAFE.search(name):
        return f"the name {name!a} has a character that some systems refuse"
    if RESERVED.match(name):
        return f"`{name}` is a name that Windows keeps for itself"
    if name.endswith((".", " ")):
        return f"`{name}` ends in a full stop or a space"
    if len(name.encode()) > LONGEST_NAME:
        return f"`{name[:40]}…` is longer than {LONGEST_NAME} bytes"
    return ""


@lru_cache(maxsize=65_536)
def page_address(path: str, keeps_number: bool = False) -> str:
    """The address of a source below `content/`, its extension and language already taken off."""
    *folders, name = path.split("/")
    parts = [address_name(folder) for folder in folders]
    if name not in INDEX_NAMES:
        if keeps_number:
            parts.append(_as_written(name))
        else:
            parts.append(address_name(name))
    return "".join(f"{part}/" for part in parts)


def below(address: str, id: str) -> str:
    """The address of a part of a program: a role's or a cohort's page."""
    return f"{address}{id}/"


def calendar_path(address: str, cohort: str, role: str | None = None) -> str:
    """Where a cohort's calendar stands, below its program's address."""
    if role:
        return f"{address}{cohort}-{role}.ics"
    return f"{address}{cohort}.ics"


def own_dates_path(address: str, cohort: str | None) -> str:
    """Where it stands what a browser makes a reader's own dates of, below their program's address."""
    return f"{address}_dates/{cohort or 'all'}.js"


def file_beside(address: str, ending: str) -> str:
    """Where a file stands that is made of a page: `guidelines/choosing.md` for `guidelines/choosing/`.

    A page may be called as no file may be: `page.html/` stands beside `page-html.md`, which no host takes for a page.
    """
    folder, slash, name = address.rstrip("/").rpartition("/")
    return f"{folder}{slash}{without_active_part(f'{name}{ending}')}"


def markdown_path(address: str) -> str:
    """Where the Markdown of a page stands."""
    return file_beside(address or "index", ".md")


def print_address(address: str) -> str:
    """The address of the print edition of what stands at an address, and below it."""
    return f"{address}print/"


def book_path(address: str) -> str:
    """Where a print edition stands as a PDF: `guidelines/print/guidelines.pdf`."""
    name = address.rstrip("/").rpartition("/")[2] or "handbook"
    return file_beside(f"{print_address(address)}{name}", ".pdf")


def is_image(path: str) -> bool:
    """Whether a file is an image that browsers show, by its ending."""
    return path.lower().endswith((".svg", ".png", ".apng", ".jpg", ".jpeg", ".jfif", ".webp", ".gif", ".avif"))


def file_address(path: str) -> str:
    """The address of an image or attachment below `content/`: its folders as pages have them."""
    *folders, name = path.split("/")
    return "/".join([*(address_name(folder) for folder in folders), unicodedata.normalize("NFC", name)])


def output_path(address: str) -> str:
    """The file that answers an address."""
    if address == "" or address.endswith("/"):
        return f"{address}index.html"
    return address


def relative(source: str, target: str) -> str:
    """The shortest relative URL that leads from one address to another, percent-encoded."""
    here = source.split("/")[:-1]
    there = target.split("/")
    folders = there[:-1]
    shared = 0
    while shared < min(len(here), len(folders)) and here[shared] == folders[shared]:
        shared += 1
    path = "../" * (len(here) - shared) + "/".join(there[shared:])
    return encoded(path) or "./"  # an empty URL keeps the query of the page that it stands on


@lru_cache(maxsize=4096)
def encoded(path: str) -> str:
    """A path as it stands in a URL."""
    # What RFC 3986 lets stand there, but for `:`: what is before one would be the scheme of a relative URL.
    return quote(path, safe="/.-_~!$&'()*+,;=@")


def parent(address: str) -> str:
    """The address of the section that holds an address; home's own is home."""
    above = dirname(address.rstrip("/"))
    if above:
        return f"{above}/"
    return ""


def joined(folder: str, target: str) -> str | None:
    """A link's path, decoded and taken from a folder; None when it leads out of the tree."""
    path = unquote(target)
    if "\x00" in path or "\\" in path:  # a browser takes `\` for `/`
        return None
    below = path.lstrip("/")
    if folder and not path.startswith("/"):
        below = f"{folder}/{path}"
    whole = normpath(below)
    if whole == ".." or whole.startswith(("../", "/")):
        return None
    if whole == ".":
        return ""
    return whole


def whole_address(target: str) -> str:
    """The address that was meant by one without its beginning: `https://www.a.example` for `www.a.example`,
    `mailto:a@b.example` for `a@b.example`, `http://a.example` for `http:/a.example`; nothing for what is none.
    """
    web = WEB.fullmatch(target)
    if web:
        is_right = (web["colon"], web["slashes"]) == (":", "//")
        is_meant = web["colon"] or len(web["slashes"]) > 1  # `http/a` may be a path
        if is_meant and not is_right:
            return f"{web['scheme'].lower()}://{web['rest']}"
    if target.startswith("//"):
        return f"https://{target.lstrip('/')}"
    host = re.split(r"[/?#:]", target, maxsplit=1)[0]
    name, at, domain = host.rpartition("@")
    if not DOMAIN.fullmatch(domain) or domain.lower().endswith(FILES):
        return ""
    if at:
        if name and "@" not in name and host == target:
            return f"mailto:{target}"
        return ""
    return f"https://{target}"


def own_domain(url: str) -> str | None:
    """The domain that a site has to itself, in ASCII; None at one of GitHub's, at a path, a port or an address."""
    try:
        where = urlsplit(url)
        host = where.netloc.encode("idna").decode("ascii").lower()
    except ValueError:
        return None
    shared = host.endswith(GITHUB_PAGES) or where.path.strip("/")
    if DOMAIN.fullmatch(host) and not shared:
        return host
    return None
