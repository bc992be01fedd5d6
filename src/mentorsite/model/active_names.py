"""Names of files that a web host acts on, though their last ending is harmless: `photo.php.jpg`, `page.html.md`."""

import re

RUN_BY_HOSTS = re.compile(
    r"[.;](?:ph(?:p\d?|ps|ar|tm?l?)|hphp|shtml?|stm|asis|var|cgi|fcgi|fpl|pl|py|rb|lua|as[acpxhm]x?|asmx|soap|svc|cer|cdx|idc|(?:cs|vb)html?|jspx?|cfm|cfc)[.;]",
    re.IGNORECASE,
)
"""Endings before the last one that some hosts run, as in `photo.php.jpg`."""
RUN_BY_BROWSERS = re.compile(
    r"[.;\s](?:x?html?\d?|xht|mht|mhtml|hta|htc|svgz?|xml|xslt?|xsd|rss|atom|rdf|mathml|mml|[cm]?js|css|wasm|swf|"
    r"webmanifest|appcache|gz|z|br|zst|utf-?7)[.;\s]",
    re.IGNORECASE,
)
"""Endings before the last one by which a host that doesn't know the last one serves a file, as in `page.html.ris`.

Apache does. It takes the encoding from them, too: a browser unpacks `page.gz.ris`, and looks at what is in it.
"""
KNOWN_TO_HOSTS = (
    ".png", ".jpg", ".jpeg", ".gif", ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".zip", ".mp3", ".mp4",
)  # fmt: skip
"""Endings that every host knows, so that it goes by no other one in the name, as in `Node.js.pdf`."""


def active_part(name: str) -> str:
    """The ending before the last one that a host may go by, such as `html`."""
    if "." not in name:
        return ""
    after_name = name[name.find(".") :]
    found = RUN_BY_HOSTS.search(after_name)
    if not found and not name.lower().endswith(KNOWN_TO_HOSTS):
        found = RUN_BY_BROWSERS.search(after_name)
    if found:
        return found[0][1:-1]
    return ""


def without_active_part(name: str) -> str:
    """A name with `-` in place of each dot before such an ending: `page-html.md` for `page.html.md`."""
    while part := active_part(name):
        place = re.search(rf"[.;\s]{re.escape(part)}(?=[.;\s])", name)
        if not place:
            return name
        name = f"{name[: place.start()]}-{name[place.start() + 1 :]}"
    return name
