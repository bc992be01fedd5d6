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
    for name, value in headers:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1").lower())
    hosts = {f"{name}:{port}" for name in NAMES} | ({*NAMES} if port == WEB_PORT else set())
    hosts |= {forwarded} if forwarded else set()
    (host,) = found.get("host", []) if len(found.get("host", [])) == 1 else ("",)
    if host not in hosts:
        return "The preview answers to this machine's own names only."
    if forwarded:
        own = {f"https://{forwarded}"}
    else:
        own = {f"http://{host}"}
    if any(origin not in own for origin in found.get("origin", [])):
        return "The preview answers to its own pages only."
    if "same-site" in found.get("sec-fetch-site", []) or "cross-site" in found.get("sec-fetch-site", []):
        followed = (found.get("sec-fetch-mode"), found.get("sec-fetch-dest")) == (["navigate"], ["document"])
        if followed:
            return ""
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
    empty = any(part == "" for part in folders[:-1])
    if start or not folders or empty or {".", ".."} & {*folders}:
        return None
    return path
