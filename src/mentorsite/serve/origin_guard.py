"""Who may ask the preview for what: its own pages, on this machine, for what lies below its own root."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

NAMES = ("127.0.0.1", "localhost", "[::1]")
"""The names that a machine has for itself."""
WEB_PORT = 80
ESCAPED = re.compile(r"%(2f|5c|00)|[\\\x00]", re.IGNORECASE)
"""What is no part of a name: a slash in disguise, a backslash, the end of a C string."""


def refusal(headers: Iterable[tuple[bytes, bytes]], port: int, forwarded: str = "") -> str:
    """Why a request is refused, by its headers; nothing where it is not.

    `forwarded` is the one other name, under which a service forwards the port to its user by https.
    """
    found: dict[str, list[str]] = {}
    for name, value in headers:  # in Latin-1, as any byte is a letter in it
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1").lower())
    hosts = {f"{name}:{port}" for name in NAMES}
    if port == WEB_PORT:  # browsers leave that one out
        hosts.update(NAMES)
    if forwarded:
        hosts.add(forwarded)
    asked = found.get("host", [])
    # A request names one host (RFC 9112, 3.2). A strange one is refused, for its name may be made to lead here.
    if len(asked) != 1 or asked[0] not in hosts:
        return "The preview answers to this machine's own names only."
    if forwarded:
        own = f"https://{forwarded}"
    else:
        own = f"http://{asked[0]}"
    if any(origin != own for origin in found.get("origin", [])):
        return "The preview answers to its own pages only."
    # Another port of this machine is of the same site, and still not ours.
    is_strange = not {"same-site", "cross-site"}.isdisjoint(found.get("sec-fetch-site", []))
    # A link that someone follows is answered: what it leads to is shown to them, and not to the site.
    is_followed = found.get("sec-fetch-mode") == ["navigate"] and found.get("sec-fetch-dest") == ["document"]
    if is_strange and not is_followed:
        return "The preview answers to its own pages only."
    return ""


def path_of(raw: str) -> str | None:
    """The path that a URL's path means; None where it could lead elsewhere than it says."""
    if ESCAPED.search(raw):
        return None
    try:
        path = unquote(raw, errors="strict")
    except UnicodeDecodeError:
        return None
    start, *folders = path.split("/")
    has_empty = "" in folders[:-1]  # only the last may be: a folder's address ends with a slash
    if start or not folders or has_empty or {".", ".."} & {*folders}:
        return None
    return path
