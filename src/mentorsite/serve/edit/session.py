"""Who may use the desk: the one browser that was opened with its key. Pure but for the making of keys."""

import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie

COOKIE = "mentorsite-desk"
HEADER = "x-mentorsite-desk"
"""The header that the desk's own page sends with whatever it changes: a form of another page can't."""
JSON = "application/json"


class Session:
    """The keys of one run of the desk. `opening` stands in the first address, and opens it once."""

    def __init__(self, port: int, host: str = "") -> None:
        self.opening: str | None = secrets.token_urlsafe(32)
        self.secret, self.token = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self.port, self.host = port, host

    @property
    def cookie(self) -> str:
        """The name of the cookie: a machine's cookies are those of all its ports."""
        return f"{COOKIE}-{self.port}"

    def opens(self, key: str) -> bool:
        """Whether a key opens the desk; it does so once."""
        # The time that this takes tells nothing of how much of a key was right.
        if self.opening is None or not secrets.compare_digest(key.encode(), self.opening.encode()):
            return False
        self.opening = None
        return True

    def knows(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Whether a request comes from the browser that was let in."""
        jar = SimpleCookie()
        for name, value in headers:
            if name.lower() == b"cookie":
                try:
                    jar.load(value.decode("latin-1"))
                except CookieError:
                    return False
        if self.cookie in jar:
            held = jar[self.cookie].value
        else:
            held = ""
        return secrets.compare_digest(held.encode(), self.secret.encode())

    def may_write(self, headers: Iterable[tuple[bytes, bytes]], kind: str) -> str:
        """Why a request may change nothing; nothing where it may. `kind` is what it has to send."""
        found: dict[str, list[str]] = {}
        for name, value in headers:
            found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        if self.host:
            own = {f"https://{self.host}"}
        else:
            own = {f"http://{each}" for each in found.get("host", [])}  # the guard has let it in by that name
        if len(found.get("origin", [])) != 1 or found["origin"][0] not in own:
            return "The desk takes changes from its own page only."
        token = "".join(found.get(HEADER, []))
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            return "The desk takes changes from its own page only."
        if found.get("content-type", [""])[0].split(";")[0].strip().lower() != kind:
            return f"The desk takes {kind}."
        return ""
