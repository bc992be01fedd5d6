"""Files of `content/` that are published as they are: those that no browser runs and no web host acts on.

A web host says what a file is by its ending, and a browser that isn't told looks at its first bytes. So both are
looked at: the ending has to be one of a list, and the bytes may not begin like markup.
"""

import re
from posixpath import basename

from mentorsite.errors import Place, Problem, problem
from mentorsite.model.active_names import active_part

SEEN_BYTES = 1500
"""As many bytes of a file does a browser look at, to guess what it is."""
SVG_ENDING = ".svg"
PICTURES = "png jpg jpeg jfif gif webp avif heic heif bmp ico tif tiff jxl svg psd eps ai"
HEARD_AND_SEEN = "mp3 m4a aac ogg oga opus wav flac mid midi mp4 m4v mov webm ogv avi mkv vtt srt"
DOCUMENTS = (
    "pdf doc docx dot dotx odt ott rtf pages xls xlsx xlt xltx ods ots numbers ppt pptx pps ppsx potx odp otp key "
    "epub mobi txt text"
)
OTHERS = "csv tsv json geojson ics vcf bib ris zip 7z woff woff2 ttf otf"
HARMLESS = frozenset(f".{each}" for each in f"{PICTURES} {HEARD_AND_SEEN} {DOCUMENTS} {OTHERS}".split())
"""Endings of files that a browser shows without running anything in them, or downloads, whoever serves them.

Not `.gz`: a host may unpack `page.html.gz` and serve a page. Nothing that is XML: a script can stand in all of it.
"""
HOST_FILES = {
    "web.config": "Azure and IIS act on it",
    **dict.fromkeys(("php.ini", "sw.js", "service-worker.js"), "a web host or a browser acts on it for the whole site"),
}
"""Names of files that change what a web host serves in any folder, in small letters, and what they do."""
PROVES = "with it someone says to search engines, shops of adverts or others that the site is theirs"
TOP_FILES = {
    "cname": "GitHub Pages takes the site's domain from it: write the domain in `url` of site.yml",
    **dict.fromkeys(("_headers", "_redirects", "_routes.json", "_worker.js"), "Netlify and Cloudflare act on it"),
    **dict.fromkeys(("netlify.toml", "edge-functions.json"), "Netlify acts on it"),
    **dict.fromkeys(("wrangler.toml", "wrangler.json", "wrangler.jsonc"), "Cloudflare acts on it"),
    **dict.fromkeys(("vercel.json", "now.json"), "Vercel acts on it"),
    **dict.fromkeys(("staticwebapp.config.json", "routes.json"), "Azure acts on it"),
    **dict.fromkeys(("firebase.json", "app.json", "app.yaml"), "Firebase and Google act on it"),
    **dict.fromkeys(("static.json", "composer.json", "package.json", "deno.json"), "a web host may act on it"),
    **dict.fromkeys(("cors", "auth", "router"), "Surge acts on it"),
    "robots.txt": "search engines go by it for the whole site",
    **dict.fromkeys(("ads.txt", "app-ads.txt", "sellers.json", "keybase.txt", "security.txt", "trust.txt"), PROVES),
    **dict.fromkeys(("requirements.txt", "runtime.txt"), "a web host may install what it names"),
    **dict.fromkeys(("package-lock.json", "bower.json", "npm-shrinkwrap.json"), "a web host may install what it names"),
    **dict.fromkeys(("serve.json", "superstatic.json"), "servers of files go by it for the whole site"),
    **dict.fromkeys(("edgeone.json", "cloudbaserc.json"), "EdgeOne and CloudBase act on it"),
    **dict.fromkeys(("railway.json", "railpack.json", "nixpacks.json", "zbpack.json"), "Railway or Zeabur act on it"),
    **dict.fromkeys(("host.json", "local.settings.json"), "Azure acts on it"),
}
"""Files that speak for the site where they stand at its top, and what they do; elsewhere they are files like others.

Web hosts read their settings there alone.
"""
WELL_KNOWN = "content/.well-known/"
"""The one hidden folder that has a meaning on the web: with a file in it, someone proves that a domain is theirs."""
KEYS = re.compile(
    r"id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|.+\.(?:pem|ppk|p12|pfx|jks|keystore|kdbx)"
    r"|client_secret.*\.json|service[-_]account.*\.json|htpasswd|netrc",
    re.DOTALL,
)
"""Names of files that hold private keys or passwords, in small letters."""
BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xfe\xff"
BLANK = b" \t\r\n\f\v"
MARKUP = re.compile(rb"<[A-Za-z!/?]")
"""After any other sign, `<` is text to browsers."""
HINT = "write a text as a page or as `.txt`, a picture as PNG, or put files together in a `.zip`"
TRUST = "if it is yours and has to be published as it is, list it under `publish:` in site.yml"


def begins_like_markup(data: bytes) -> bool:
    """Whether the first bytes of a file are those of HTML or XML, in any encoding that has its signs, as UTF-16."""
    return bool(MARKUP.match(data.replace(b"\0", b"").lstrip(BYTE_ORDER_MARKS + BLANK)))


def ending(path: str) -> str:
    """The last ending of a file's name, in small letters, with its dot."""
    name = basename(path)
    before, dot, last = name.rpartition(".")
    if dot and before:
        return f".{last.lower()}"
    return ""


def refused(path: str, *, is_markup: bool) -> Problem | None:
    """Why a file can't be published as it is, and what to do."""
    name = basename(path).lower()
    if path.startswith(WELL_KNOWN):
        message = "who serves a file from `.well-known/` can prove that the domain is theirs"
        return problem("host-file", Place(path), f"{message}, so it is not published", TRUST)
    acts = HOST_FILES.get(name)
    if not acts and path.count("/") == 1:  # `content/` itself is the one folder above it
        acts = TOP_FILES.get(name)
    if acts:
        return problem("host-file", Place(path), f"{acts}, so it is not published", f"delete it; {TRUST}")
    if KEYS.fullmatch(name):
        hint = "move it out of the handbook; if git has it, make another key, for deleted files stay in git's history"
        return _active(path, "it may be a key or a password that lets others in", hint)
    if ending(path) not in HARMLESS:
        return _active(path, _what(path))
    if inner := active_part(name):
        message = f"a web host may run a file with `{inner}` in its name, or serve it as a web page"
        return _active(path, message, f"write `-` in place of the dot before `{inner}`")
    if is_markup and ending(path) != SVG_ENDING:
        return _active(path, "it begins like HTML or XML, and a browser that isn't told what it is would run it")
    return None


def _what(path: str) -> str:
    if not ending(path):
        return "a file without an ending may be run as a page by a browser"
    return f"a browser or a web host may run a `{ending(path)}` file"


def _active(path: str, message: str, hint: str = HINT) -> Problem:
    return problem("active-file", Place(path), f"{message}, so it is not published", f"{hint}; {TRUST}")
